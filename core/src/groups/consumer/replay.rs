//! Taking in the records of KIP-848 groups. A record of another version's future, or one that
//! contradicts those before it, changes as much as can be made sense of: a log that has been compacted
//! may begin with the end of a group.

use std::sync::Arc;

use bytestring::ByteString;

use super::{
    group::ConsumerGroup,
    member::{LEAVE_EPOCH, Member},
    regex::ResolvedRegex,
};
use crate::{
    assignors::server::TopicPartitions,
    groups::{Group, GroupRecord, shard::GroupShard},
    model::PartitionId,
    protocol::messages::ConsumerGroupTargetAssignmentMemberValue,
};

/// Epoch of a target that does not exist.
const NO_TARGET: i32 = -1;

impl GroupShard {
    pub(in crate::groups) fn replay_consumer(&mut self, record: &GroupRecord) {
        let Some((id, deletes)) = group_of(record) else { return };
        if let (GroupRecord::ConsumerGroup(..), Deletes::Something) = (record, deletes) {
            if matches!(self.groups.get(id), Some(Group::Consumer(_))) {
                self.groups.remove(id);
            }
            return;
        }
        match self.groups.get_mut(id) {
            Some(Group::Consumer(group)) => return group.replay(record),
            // A classic group without members gives way, as offsets alone make none that stays.
            Some(Group::Classic(_)) | None if deletes == Deletes::Something => return,
            Some(Group::Classic(_)) | None => {}
        }
        let mut group = ConsumerGroup::new(id);
        group.replay(record);
        self.groups.insert(group.id.clone(), Group::Consumer(Box::new(group)));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deletes {
    Something,
    Nothing,
}

fn group_of(record: &GroupRecord) -> Option<(&ByteString, Deletes)> {
    let (id, is_tombstone) = match record {
        GroupRecord::ConsumerGroup(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupPartitions(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupMember(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupTarget(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupTargetMember(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupCurrent(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::ConsumerGroupRegularExpression(key, value) => (&key.group_id, value.is_none()),
        GroupRecord::LegacyOffsetCommit(..)
        | GroupRecord::OffsetCommit(..)
        | GroupRecord::ClassicGroup(..)
        | GroupRecord::Other(..) => return None,
    };
    Some((id, if is_tombstone { Deletes::Something } else { Deletes::Nothing }))
}

impl ConsumerGroup {
    /// Takes in a record of this group.
    pub(super) fn replay(&mut self, record: &GroupRecord) {
        match record {
            GroupRecord::ConsumerGroup(_, Some(value)) => {
                self.epoch = value.epoch;
                self.metadata_hash = value.metadata_hash;
            }
            GroupRecord::ConsumerGroupPartitions(_, value) => {
                self.has_partition_metadata = value.is_some();
            }
            GroupRecord::ConsumerGroupMember(key, Some(value)) => {
                let mut member = self.member_or_new(&key.member_id);
                member.take_metadata(value);
                self.put(member);
            }
            GroupRecord::ConsumerGroupMember(key, None) => self.remove(&key.member_id),
            GroupRecord::ConsumerGroupTarget(_, value) => {
                let (epoch, made_at) = value.as_ref().map_or((NO_TARGET, 0), |value| {
                    (value.assignment_epoch, value.assignment_timestamp)
                });
                (self.target_epoch, self.target_made_at) = (epoch, made_at);
            }
            GroupRecord::ConsumerGroupTargetMember(key, Some(value)) => {
                let target = Arc::new(target_of(value));
                self.target.insert(Arc::from(&*key.member_id), target);
            }
            GroupRecord::ConsumerGroupTargetMember(key, None) => {
                self.target.remove(&*key.member_id);
            }
            GroupRecord::ConsumerGroupCurrent(key, Some(value)) => {
                let mut member = self.member_or_new(&key.member_id);
                self.release(&member);
                member.take_current(value);
                self.put(member);
            }
            GroupRecord::ConsumerGroupCurrent(key, None) => {
                if let Some(member) = self.members.get(&key.member_id).cloned() {
                    self.release(&member);
                    let mut member = Member::clone(&member);
                    (member.epoch, member.previous_epoch) = (LEAVE_EPOCH, LEAVE_EPOCH);
                    (member.assigned, member.revoking) = Default::default();
                    self.put(member);
                }
            }
            GroupRecord::ConsumerGroupRegularExpression(key, Some(value)) => {
                let regex = ByteString::from(&*key.regular_expression);
                self.regexes.insert(regex, Arc::new(ResolvedRegex::of_record(value)));
            }
            GroupRecord::ConsumerGroupRegularExpression(key, None) => {
                self.regexes.remove(&key.regular_expression);
            }
            GroupRecord::ConsumerGroup(_, None)
            | GroupRecord::LegacyOffsetCommit(..)
            | GroupRecord::OffsetCommit(..)
            | GroupRecord::ClassicGroup(..)
            | GroupRecord::Other(..) => {}
        }
    }

    fn member_or_new(&self, id: &ByteString) -> Member {
        match self.members.get(id) {
            Some(member) => Member::clone(member),
            None => Member::new(ByteString::from(&**id)),
        }
    }

    fn put(&mut self, member: Member) {
        if let Some(instance_id) = &member.instance_id {
            self.static_members.insert(instance_id.clone(), member.id.clone());
        }
        for (topic, partition, _) in member.assigned.iter().chain(member.revoking.iter()) {
            self.partition_epochs.insert((topic, partition), member.epoch);
        }
        self.members.insert(Arc::new(member));
    }

    fn remove(&mut self, id: &ByteString) {
        let Some(member) = self.members.remove(id) else { return };
        self.release(&member);
        // The instance may be another member's by now.
        if let Some(instance_id) = &member.instance_id
            && self.static_members.get(instance_id) == Some(id)
        {
            self.static_members.remove(instance_id);
        }
    }

    /// Gives the partitions of a member free, as far as they are still its own.
    fn release(&mut self, member: &Member) {
        for (topic, partition, _) in member.assigned.iter().chain(member.revoking.iter()) {
            if self.partition_epochs.get(&(topic, partition)) == Some(&member.epoch) {
                self.partition_epochs.remove(&(topic, partition));
            }
        }
    }
}

fn target_of(value: &ConsumerGroupTargetAssignmentMemberValue) -> TopicPartitions {
    let topics = value.topic_partitions.iter().map(|topic| {
        let mut partitions: Vec<_> = topic.partitions.iter().map(|one| PartitionId(*one)).collect();
        partitions.sort_unstable();
        (topic.topic_id, partitions)
    });
    topics.collect()
}
