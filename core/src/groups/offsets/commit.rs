//! OffsetCommit: one record for each partition. Members show their generation or epoch, others
//! commit for groups without members.

use bytestring::ByteString;

use crate::{
    groups::{CommitKind, Committer, GroupRecord, Outcome, Requester, shard::GroupShard},
    model::{ErrorCode, Now},
    protocol::messages::{
        OffsetCommitKey, OffsetCommitRequest, OffsetCommitResponse, OffsetCommitValue,
        offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
        offset_commit_response::{OffsetCommitResponsePartition, OffsetCommitResponseTopic},
    },
};

impl GroupShard {
    /// Commits offsets. Every topic has its name, also those that the client named by id.
    pub fn commit_offsets(
        &mut self,
        requester: &Requester,
        request: &OffsetCommitRequest,
        now: Now,
    ) -> Outcome<OffsetCommitResponse> {
        let committer = Committer {
            member_id: &request.member_id,
            group_instance_id: request.group_instance_id.as_deref(),
            generation_or_epoch: request.generation_id_or_member_epoch,
            kind: CommitKind::Plain { version: requester.version },
        };
        if let Err(code) = self.check_commit(&request.group_id, &committer) {
            return Outcome::answer(answered(request, |_, _| code));
        }
        self.classic_member_committed(&request.group_id, &request.member_id, now);
        let expire_timestamp = match request.retention_time_ms {
            -1 => -1,
            retention => now.wall.0.saturating_add(retention),
        };
        let group = self.groups.get(&*request.group_id);
        let check = |topic: &OffsetCommitRequestTopic, partition: &OffsetCommitRequestPartition| {
            if self.is_too_long(partition) {
                return Err(ErrorCode::OffsetMetadataTooLarge);
            }
            let index = partition.partition_index;
            group.map_or(Ok(()), |group| group.check_commit_of(&committer, topic.topic_id, index))
        };
        let mut records = Vec::new();
        for topic in &request.topics {
            for partition in topic.partitions.iter().filter(|one| check(topic, one).is_ok()) {
                let key = OffsetCommitKey {
                    group: request.group_id.clone(),
                    topic: topic.name.clone(),
                    partition: partition.partition_index,
                };
                let value = OffsetCommitValue {
                    offset: partition.committed_offset,
                    leader_epoch: partition.committed_leader_epoch,
                    metadata: partition.committed_metadata.clone().unwrap_or_default(),
                    commit_timestamp: now.wall.0,
                    expire_timestamp,
                    topic_id: topic.topic_id,
                };
                records.push(GroupRecord::OffsetCommit(key, Some(value)));
            }
        }
        let response =
            answered(request, |topic, one| check(topic, one).err().unwrap_or(ErrorCode::None));
        Outcome::with_records(response, records)
    }

    fn is_too_long(&self, partition: &OffsetCommitRequestPartition) -> bool {
        self.is_metadata_too_long(partition.committed_metadata.as_ref())
    }

    /// Apache Kafka counts UTF-16 units, not bytes.
    pub(super) fn is_metadata_too_long(&self, metadata: Option<&ByteString>) -> bool {
        let most = self.settings.offset_metadata_bytes_max;
        metadata.is_some_and(|text| text.len() > most && text.encode_utf16().count() > most)
    }

    pub(super) fn check_commit(
        &self,
        group_id: &str,
        committer: &Committer<'_>,
    ) -> Result<(), ErrorCode> {
        match self.groups.get(group_id) {
            Some(group) => group.check_commit(committer),
            // A commit of one who is no member makes a group of its own.
            None if committer.generation_or_epoch < 0 => Ok(()),
            None => Err(match committer.kind {
                CommitKind::Plain { version: 9.. } => ErrorCode::GroupIdNotFound,
                CommitKind::Plain { .. } | CommitKind::Transactional { .. } => {
                    ErrorCode::IllegalGeneration
                }
            }),
        }
    }
}

/// The answer with a code for each partition.
fn answered(
    request: &OffsetCommitRequest,
    code: impl Fn(&OffsetCommitRequestTopic, &OffsetCommitRequestPartition) -> ErrorCode,
) -> OffsetCommitResponse {
    let topics = request.topics.iter().map(|topic| OffsetCommitResponseTopic {
        name: topic.name.clone(),
        topic_id: topic.topic_id,
        partitions: topic
            .partitions
            .iter()
            .map(|partition| OffsetCommitResponsePartition {
                partition_index: partition.partition_index,
                error_code: code(topic, partition).code(),
            })
            .collect(),
    });
    OffsetCommitResponse { topics: topics.collect(), ..Default::default() }
}
