//! TxnOffsetCommit: offsets that count once their transaction is committed. The records go into a
//! transactional batch, which is the business of whoever appends them.

use crate::{
    groups::{CommitKind, Committer, GroupRecord, Outcome, Requester, shard::GroupShard},
    model::{ErrorCode, Now, Uuid},
    protocol::messages::{
        OffsetCommitKey, OffsetCommitValue, TxnOffsetCommitRequest, TxnOffsetCommitResponse,
        txn_offset_commit_request::TxnOffsetCommitRequestPartition,
        txn_offset_commit_response::{
            TxnOffsetCommitResponsePartition, TxnOffsetCommitResponseTopic,
        },
    },
};

impl GroupShard {
    /// Commits offsets within a transaction. Append the records with the producer's id and epoch, and
    /// replay them with it.
    pub fn commit_transactional_offsets(
        &mut self,
        requester: &Requester,
        request: &TxnOffsetCommitRequest,
        now: Now,
    ) -> Outcome<TxnOffsetCommitResponse> {
        let committer = Committer {
            member_id: &request.member_id,
            group_instance_id: request.group_instance_id.as_deref(),
            generation_or_epoch: request.generation_id,
            kind: CommitKind::Transactional { version: requester.version },
        };
        let allowed = self.check_commit(&request.group_id, &committer);
        if let Err(code) = allowed.and_then(|()| self.check_partitions(request, &committer)) {
            // TxnOffsetCommit knows no stale epochs.
            let stale = code == ErrorCode::StaleMemberEpoch;
            let code = if stale { ErrorCode::IllegalGeneration } else { code };
            return Outcome::answer(answered(request, |_| code));
        }
        let too_long = |partition: &TxnOffsetCommitRequestPartition| {
            self.is_metadata_too_long(partition.committed_metadata.as_ref())
        };
        let mut records = Vec::new();
        for topic in &request.topics {
            for partition in topic.partitions.iter().filter(|one| !too_long(one)) {
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
                    ..Default::default()
                };
                records.push(GroupRecord::OffsetCommit(key, Some(value)));
            }
        }
        let response = answered(request, |partition| {
            if too_long(partition) { ErrorCode::OffsetMetadataTooLarge } else { ErrorCode::None }
        });
        Outcome::with_records(response, records)
    }

    /// Whether the member may commit all of these partitions: all or none is committed.
    fn check_partitions(
        &self,
        request: &TxnOffsetCommitRequest,
        committer: &Committer<'_>,
    ) -> Result<(), ErrorCode> {
        let Some(group) = self.groups.get(&*request.group_id) else { return Ok(()) };
        for topic in &request.topics {
            let id = self.metadata.topic(&topic.name).map_or(Uuid::ZERO, |topic| topic.id);
            for partition in &topic.partitions {
                if !self.is_metadata_too_long(partition.committed_metadata.as_ref()) {
                    group.check_commit_of(committer, id, partition.partition_index)?;
                }
            }
        }
        Ok(())
    }
}

fn answered(
    request: &TxnOffsetCommitRequest,
    code: impl Fn(&TxnOffsetCommitRequestPartition) -> ErrorCode,
) -> TxnOffsetCommitResponse {
    let topics = request.topics.iter().map(|topic| TxnOffsetCommitResponseTopic {
        name: topic.name.clone(),
        partitions: topic
            .partitions
            .iter()
            .map(|partition| TxnOffsetCommitResponsePartition {
                partition_index: partition.partition_index,
                error_code: code(partition).code(),
            })
            .collect(),
    });
    TxnOffsetCommitResponse { topics: topics.collect(), ..Default::default() }
}
