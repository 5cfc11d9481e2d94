//! OffsetFetch of one group, in the shape of version 8 and up; older versions are one group.

use bytestring::ByteString;

use super::store::CommittedOffset;
use crate::{
    groups::shard::GroupShard,
    model::ErrorCode,
    protocol::messages::{
        offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
        offset_fetch_response::{
            OffsetFetchResponseGroup, OffsetFetchResponsePartitions, OffsetFetchResponseTopics,
        },
    },
};

/// Whether offsets of open transactions may be passed over (KIP-447).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stability {
    /// The last committed offset will do.
    LastCommitted,
    /// A partition with an open transaction is answered with `UnstableOffsetCommit`.
    Required,
}

impl GroupShard {
    /// The committed offsets that a client wants: of the partitions that it names, or all. Topics
    /// have their names, also those that the client named by id.
    #[must_use]
    pub fn fetch_offsets(
        &self,
        request: &OffsetFetchRequestGroup,
        stability: Stability,
    ) -> OffsetFetchResponseGroup {
        let mut response =
            OffsetFetchResponseGroup { group_id: request.group_id.clone(), ..Default::default() };
        let group = self.groups.get(&*request.group_id);
        let checked = match group {
            Some(group) => group.check_fetch(request.member_id.as_deref(), request.member_epoch),
            None => Err(ErrorCode::GroupIdNotFound),
        };
        let exists = match checked {
            Ok(()) => true,
            // A group that does not exist has no offsets; that is no error.
            Err(ErrorCode::GroupIdNotFound) => false,
            Err(code) => {
                response.error_code = code.code();
                return response;
            }
        };
        let group_id = &request.group_id;
        response.topics = match &request.topics {
            Some(topics) => {
                topics.iter().map(|topic| self.named(group_id, topic, stability)).collect()
            }
            None if exists => self.all(group_id, stability),
            None => Vec::new(),
        };
        response
    }

    fn named(
        &self,
        group: &str,
        topic: &OffsetFetchRequestTopics,
        stability: Stability,
    ) -> OffsetFetchResponseTopics {
        let partitions = topic.partition_indexes.iter().map(|partition| {
            let known = self.metadata.topic_ids.get(&*topic.name);
            let offset = self.offsets.get(group, &topic.name, *partition);
            let offset = offset.filter(|one| known.is_none_or(|id| one.is_of(*id)));
            self.shown(group, &topic.name, *partition, offset, stability)
        });
        OffsetFetchResponseTopics {
            name: topic.name.clone(),
            topic_id: topic.topic_id,
            partitions: partitions.collect(),
        }
    }

    fn all(&self, group: &str, stability: Stability) -> Vec<OffsetFetchResponseTopics> {
        let topics = self.offsets.of_group(group).into_iter().flatten();
        let answered = topics.map(|(topic, partitions)| OffsetFetchResponseTopics {
            name: topic.clone(),
            partitions: partitions
                .iter()
                .map(|(partition, offset)| {
                    self.shown(group, topic, *partition, Some(offset), stability)
                })
                .collect(),
            ..Default::default()
        });
        answered.collect()
    }

    fn shown(
        &self,
        group: &str,
        topic: &str,
        partition: i32,
        offset: Option<&CommittedOffset>,
        stability: Stability,
    ) -> OffsetFetchResponsePartitions {
        let none = OffsetFetchResponsePartitions {
            partition_index: partition,
            committed_offset: -1,
            committed_leader_epoch: -1,
            metadata: Some(ByteString::new()),
            ..Default::default()
        };
        if stability == Stability::Required && self.offsets.is_pending(group, topic, partition) {
            let error_code = ErrorCode::UnstableOffsetCommit.code();
            return OffsetFetchResponsePartitions { error_code, ..none };
        }
        let Some(offset) = offset else { return none };
        OffsetFetchResponsePartitions {
            committed_offset: offset.offset.0,
            committed_leader_epoch: offset.leader_epoch.0,
            metadata: Some(offset.metadata.clone()),
            ..none
        }
    }
}
