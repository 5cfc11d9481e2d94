//! Deleting offsets: on request (OffsetDelete), with their group, and with their topic.

use bytestring::ByteString;

use crate::{
    groups::{GroupRecord, Outcome, shard::GroupShard},
    metadata::MetadataDelta,
    model::ErrorCode,
    protocol::messages::{
        OffsetCommitKey, OffsetDeleteRequest, OffsetDeleteResponse,
        offset_delete_response::{OffsetDeleteResponsePartition, OffsetDeleteResponseTopic},
    },
};

impl GroupShard {
    /// Deletes offsets of topics that no member is subscribed to. Every topic exists.
    pub fn delete_offsets(
        &mut self,
        request: &OffsetDeleteRequest,
    ) -> Outcome<OffsetDeleteResponse> {
        let group = self.groups.get(&*request.group_id);
        let checked = group.ok_or(ErrorCode::GroupIdNotFound);
        let group = match checked.and_then(|group| group.check_delete_offsets().map(|()| group)) {
            Ok(group) => group,
            Err(code) => {
                let error_code = code.code();
                return Outcome::answer(OffsetDeleteResponse { error_code, ..Default::default() });
            }
        };
        let mut records = Vec::new();
        let mut topics = Vec::new();
        for topic in &request.topics {
            let subscribed = group.is_subscribed_to(&topic.name);
            let code = if subscribed { ErrorCode::GroupSubscribedToTopic } else { ErrorCode::None };
            let mut answered =
                OffsetDeleteResponseTopic { name: topic.name.clone(), ..Default::default() };
            for partition in &topic.partitions {
                let index = partition.partition_index;
                answered.partitions.push(OffsetDeleteResponsePartition {
                    partition_index: index,
                    error_code: code.code(),
                });
                let exists = self.offsets.get(&request.group_id, &topic.name, index).is_some()
                    || self.offsets.is_pending(&request.group_id, &topic.name, index);
                if exists && !subscribed {
                    records.push(tombstone(&request.group_id, &topic.name, index));
                }
            }
            topics.push(answered);
        }
        Outcome::with_records(OffsetDeleteResponse { topics, ..Default::default() }, records)
    }

    /// What deletes all offsets of a group, those of open transactions included.
    pub(in crate::groups) fn delete_all_offsets(&self, group: &ByteString) -> Vec<GroupRecord> {
        let maps = self.offsets.of_group(group).into_iter();
        let maps = maps.chain(self.offsets.pending_of_group(group));
        let mut named: Vec<_> = maps
            .flat_map(|topics| topics.iter())
            .flat_map(|(topic, partitions)| partitions.keys().map(move |index| (topic, *index)))
            .collect();
        named.sort_unstable();
        named.dedup();
        named.into_iter().map(|(topic, index)| tombstone(group, topic, index)).collect()
    }

    /// Topics that are gone take their offsets along: those of a new topic of the name begin anew.
    pub(in crate::groups) fn offsets_of_deleted_topics(
        &mut self,
        delta: &MetadataDelta,
    ) -> Outcome<()> {
        let mut records = Vec::new();
        for topic in &delta.removed_topics {
            let name = topic.name.as_str();
            for group in self.offsets.groups_with(name) {
                let tombstones = self.delete_all_offsets(&group);
                records.extend(tombstones.into_iter().filter(|record| match record {
                    GroupRecord::OffsetCommit(key, _) => &*key.topic == name,
                    GroupRecord::LegacyOffsetCommit(..)
                    | GroupRecord::ClassicGroup(..)
                    | GroupRecord::ConsumerGroup(..)
                    | GroupRecord::ConsumerGroupPartitions(..)
                    | GroupRecord::ConsumerGroupMember(..)
                    | GroupRecord::ConsumerGroupTarget(..)
                    | GroupRecord::ConsumerGroupTargetMember(..)
                    | GroupRecord::ConsumerGroupCurrent(..)
                    | GroupRecord::ConsumerGroupRegularExpression(..)
                    | GroupRecord::Other(..) => false,
                }));
            }
        }
        Outcome::with_records((), records)
    }
}

pub(super) fn tombstone(group: &ByteString, topic: &ByteString, partition: i32) -> GroupRecord {
    let key = OffsetCommitKey { group: group.clone(), topic: topic.clone(), partition };
    GroupRecord::OffsetCommit(key, None)
}
