//! A group while a request changes it: each record that is written is taken in at once, so that every
//! step sees what the steps before it did. The group itself changes when the records are replayed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use bytestring::ByteString;

use super::{
    group::{ConsumerGroup, MetadataAge},
    hash::group_hash,
    member::{Counts, Member},
    regex::{self, ResolvedRegex},
};
use crate::{
    assignors::server::{GroupSpec, MemberSpec, ServerAssignor, SubscriptionType, TopicPartitions},
    groups::GroupRecord,
    metadata::MetadataImage,
    model::{Now, PartitionId, Uuid},
    protocol::messages::{
        ConsumerGroupCurrentMemberAssignmentKey, ConsumerGroupMemberMetadataKey,
        ConsumerGroupMetadataKey, ConsumerGroupMetadataValue, ConsumerGroupPartitionMetadataKey,
        ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupTargetAssignmentMemberValue,
        ConsumerGroupTargetAssignmentMetadataKey, ConsumerGroupTargetAssignmentMetadataValue,
        coordinator::consumer_group_target_assignment_member_value::TopicPartition,
    },
};

/// A group with what was written for it.
pub(super) struct Draft<'a> {
    pub(super) group: ConsumerGroup,
    pub(super) records: Vec<GroupRecord>,
    pub(super) image: &'a MetadataImage,
    pub(super) now: Now,
}

impl<'a> Draft<'a> {
    pub(super) fn of(group: ConsumerGroup, image: &'a MetadataImage, now: Now) -> Self {
        Self { group, records: Vec::new(), image, now }
    }

    pub(super) fn write(&mut self, record: GroupRecord) {
        self.group.replay(&record);
        self.records.push(record);
    }

    /// Takes a member out; its timers are another's business.
    pub(super) fn remove(&mut self, member_id: &ByteString) {
        let (group_id, member_id) = (self.group.id.clone(), member_id.clone());
        let key = ConsumerGroupCurrentMemberAssignmentKey {
            group_id: group_id.clone(),
            member_id: member_id.clone(),
        };
        self.write(GroupRecord::ConsumerGroupCurrent(key, None));
        let key = ConsumerGroupTargetAssignmentMemberKey {
            group_id: group_id.clone(),
            member_id: member_id.clone(),
        };
        self.write(GroupRecord::ConsumerGroupTargetMember(key, None));
        let key = ConsumerGroupMemberMetadataKey { group_id, member_id };
        self.write(GroupRecord::ConsumerGroupMember(key, None));
    }

    /// Puts a member with a new id in the place of a static member, which keeps its target.
    pub(super) fn replace(&mut self, old: &Member, new: &Member) {
        let target = self.group.target_of(&old.id);
        self.remove(&old.id);
        let group_id = self.group.id.clone();
        self.write(new.metadata_record(&group_id));
        self.write_target(&new.id, &target);
        self.write(new.current_record(&group_id));
    }

    pub(super) fn write_target(&mut self, member_id: &ByteString, target: &TopicPartitions) {
        let key = ConsumerGroupTargetAssignmentMemberKey {
            group_id: self.group.id.clone(),
            member_id: member_id.clone(),
        };
        let topics = target.iter().map(|(topic_id, partitions)| TopicPartition {
            topic_id: *topic_id,
            partitions: partitions.iter().map(|one| one.0).collect(),
        });
        let value = ConsumerGroupTargetAssignmentMemberValue { topic_partitions: topics.collect() };
        self.write(GroupRecord::ConsumerGroupTargetMember(key, Some(value)));
    }

    pub(super) fn write_epoch(&mut self, epoch: i32, metadata_hash: i64) {
        let key = ConsumerGroupMetadataKey { group_id: self.group.id.clone() };
        let value = ConsumerGroupMetadataValue { epoch, metadata_hash };
        self.write(GroupRecord::ConsumerGroup(key, Some(value)));
    }

    pub(super) fn write_target_epoch(&mut self, assignment_epoch: i32, assignment_timestamp: i64) {
        let key = ConsumerGroupTargetAssignmentMetadataKey { group_id: self.group.id.clone() };
        let value =
            ConsumerGroupTargetAssignmentMetadataValue { assignment_epoch, assignment_timestamp };
        self.write(GroupRecord::ConsumerGroupTarget(key, Some(value)));
    }

    /// Resolves the regular expressions of the members, those that are new or, when topics may have
    /// come, all; and forgets those that no member has any more.
    pub(super) fn resolve_regexes(&mut self, age: MetadataAge) {
        let wanted: Counts = self.group.regex_counts();
        let group_id = self.group.id.clone();
        let forgotten = self.group.regexes.keys().filter(|regex| !wanted.contains_key(*regex));
        for regex in forgotten.cloned().collect::<Vec<_>>() {
            self.write(regex::tombstone(&group_id, &regex));
        }
        for expression in wanted.keys() {
            let known = self.group.regexes.get(expression).cloned();
            if known.is_some() && age == MetadataAge::Fresh {
                continue;
            }
            let resolved = ResolvedRegex::resolve(expression, self.image, self.now.wall);
            if known.is_none_or(|known| known.topics != resolved.topics) {
                self.write(resolved.record(&group_id, expression));
            }
        }
    }

    /// Raises the group's epoch if its members want something else than before, or their topics are no
    /// longer what they were.
    pub(super) fn update_epoch(&mut self, wants: Wants) {
        let hash = group_hash(&self.group.subscribed_topics(), self.image);
        if wants == Wants::Changed || hash != self.group.metadata_hash {
            self.write_epoch(self.group.epoch + 1, hash);
        }
        if self.group.has_partition_metadata {
            let key = ConsumerGroupPartitionMetadataKey { group_id: self.group.id.clone() };
            self.write(GroupRecord::ConsumerGroupPartitions(key, None));
        }
    }

    /// Makes a new target for the group's epoch, if it has none.
    pub(super) fn update_target(&mut self, assignors: &[ServerAssignor]) -> Result<(), String> {
        if self.group.target_epoch >= self.group.epoch {
            return Ok(());
        }
        let preferred = self.group.preferred_assignor();
        let preferred = assignors.iter().find(|one| Some(one.name()) == preferred.as_deref());
        let assignor = preferred.or(assignors.first()).copied().unwrap_or(ServerAssignor::Uniform);
        let members: Vec<Arc<Member>> = self.group.members.values().cloned().collect();
        let wishes = self.topic_ids_by_wish(&members);
        let known = self.targets_of(&members);
        let nothing = Arc::default();
        let changed = {
            let specs = members.iter().zip(&known).map(|(member, target)| {
                let spec = MemberSpec {
                    instance_id: member.instance_id.as_deref(),
                    subscribed_topic_ids: &wishes[&wish(member)],
                    target: target.as_ref().unwrap_or(&nothing),
                };
                (&*member.id, spec)
            });
            let topics: BTreeSet<&BTreeSet<Uuid>> = wishes.values().collect();
            let spec = GroupSpec {
                members: specs.collect(),
                subscription_type: match topics.len() {
                    0 | 1 => SubscriptionType::Homogeneous,
                    _ => SubscriptionType::Heterogeneous,
                },
            };
            let counts = topics
                .iter()
                .copied()
                .flatten()
                .filter_map(|id| Some((*id, self.image.topics.get(id)?.partitions.len())));
            let assigned = assignor.assign(&spec, &counts.collect());
            let assigned = assigned.map_err(|error| error.to_string())?;
            // Both go through the members by their ids.
            let mut assigned = assigned.into_iter().peekable();
            let members = members.iter().zip(&known);
            let changed = members.filter_map(|(member, before)| {
                let (_, after) = assigned.next_if(|(id, _)| *id == &*member.id)?;
                let same =
                    before.as_ref().is_some_and(|it| Arc::ptr_eq(it, &after) || *it == after);
                (!same).then(|| (member.id.clone(), after))
            });
            changed.collect::<Vec<_>>()
        };
        for (member_id, target) in changed {
            self.write_target(&member_id, &target);
        }
        self.write_target_epoch(self.group.epoch, self.now.wall.0);
        Ok(())
    }

    /// What the members' wishes come to: most groups have one that all share.
    fn topic_ids_by_wish<'m>(
        &self,
        members: &'m [Arc<Member>],
    ) -> BTreeMap<Wish<'m>, BTreeSet<Uuid>> {
        let mut wishes = BTreeMap::new();
        for member in members {
            wishes.entry(wish(member)).or_insert_with(|| self.topic_ids(member));
        }
        wishes
    }

    /// The members' targets, as far as they have one. One walk over both, since all are looked at.
    fn targets_of(&self, members: &[Arc<Member>]) -> Vec<Option<Arc<TopicPartitions>>> {
        let mut known = self.group.target.iter().peekable();
        let targets = members.iter().map(|member| {
            while known.next_if(|(id, _)| ***id < *member.id).is_some() {}
            known.next_if(|(id, _)| ***id == *member.id).map(|(_, target)| target.clone())
        });
        targets.collect()
    }

    /// Ids of the topics that a member wants, as far as they exist.
    pub(super) fn topic_ids(&self, member: &Member) -> BTreeSet<Uuid> {
        let topics = self.group.topics_of(member).into_iter();
        topics.filter_map(|name| self.image.topic_ids.get(&**name).copied()).collect()
    }

    pub(super) fn is_owned(&self, topic: Uuid, partition: PartitionId) -> bool {
        self.group.is_owned(topic, partition)
    }
}

/// Topics as a member names them.
type Wish<'m> = (&'m BTreeSet<ByteString>, Option<&'m ByteString>);

fn wish(member: &Member) -> Wish<'_> {
    (&member.topic_names, member.regex())
}

/// Whether the members want something else than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    Changed,
    Same,
}
