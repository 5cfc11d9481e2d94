//! Fetch, as the leader answers it: a replica says by it how far its log reaches.

use std::task::Waker;

use bytestring::ByteString;

use super::{
    Quorum,
    requests::{TOPIC, is_metadata},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset, Uuid},
    protocol::{
        codec::Records,
        messages::{
            fetch_request::{FetchPartition, FetchRequest},
            fetch_response::{
                self, EpochEndOffset, FetchResponse, FetchableTopicResponse, LeaderIdAndEpoch,
                NodeEndpoint, PartitionData,
            },
        },
    },
    quorum::{
        FetchTicket, Output, Patience, QuorumError, ReplicaKey, Reply, metadata_log::Validity,
    },
};

/// Fetches that may wait at once.
const WAITING_MAX: usize = 10_000;

impl Quorum {
    /// Answers a Fetch of the metadata log, or lets it wait with `waker` until there is something
    /// new; then, or after its `max.wait.ms` with [`Patience::Answer`], the caller tries it again.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn fetch(
        &mut self,
        request: &FetchRequest,
        patience: Patience,
        waker: &Waker,
        now: Now,
        out: &mut Output,
    ) -> Result<Reply<FetchResponse, FetchTicket>, QuorumError> {
        let refused = |code: ErrorCode| {
            Reply::Now(FetchResponse { error_code: code as i16, ..FetchResponse::default() })
        };
        if self.is_other_cluster(request.cluster_id.as_ref()) {
            return Ok(refused(ErrorCode::InconsistentClusterId));
        }
        let partition = match &request.topics[..] {
            [topic] if topic.topic == TOPIC || topic.topic_id == Uuid::METADATA_TOPIC => {
                match &topic.partitions[..] {
                    [partition] if is_metadata(partition.partition) => partition,
                    _ => return Ok(refused(ErrorCode::InvalidRequest)),
                }
            }
            _ => return Ok(refused(ErrorCode::InvalidRequest)),
        };
        let replica = match request.replica_state.replica_id {
            -1 => request.replica_id,
            id => id,
        };
        let key = ReplicaKey { id: NodeId(replica), directory_id: partition.replica_directory_id };
        let (code, answer) = self.fetch_partition(key, partition, request.max_bytes, now)?;
        self.finish(now, out)?;
        let waits = code == ErrorCode::None
            && answer.records.as_ref().is_none_or(Records::is_empty)
            && answer.diverging_epoch.epoch < 0
            && answer.snapshot_id.epoch < 0
            && partition.high_watermark >= self.log.high_watermark.0
            && patience == Patience::MayWait
            && request.max_wait_ms > 0
            && request.min_bytes > 0
            && self.waiters.len() < WAITING_MAX;
        if waits {
            return Ok(Reply::Later(self.waiters.wait(waker)));
        }
        let known =
            self.leading().is_some_and(|leader| self.log.high_watermark > leader.epoch_start);
        let answer = PartitionData {
            error_code: code as i16,
            high_watermark: if code == ErrorCode::None && known {
                self.log.high_watermark.0
            } else {
                -1
            },
            ..answer
        };
        let node_endpoints = match (code, self.leader()) {
            (ErrorCode::None, _) | (_, None) => Vec::new(),
            (_, Some(leader)) => self.fetch_endpoints(leader),
        };
        Ok(Reply::Now(FetchResponse {
            responses: vec![FetchableTopicResponse {
                topic: ByteString::from_static(TOPIC),
                topic_id: Uuid::METADATA_TOPIC,
                partitions: vec![answer],
            }],
            node_endpoints,
            ..FetchResponse::default()
        }))
    }

    fn fetch_endpoints(&self, leader: NodeId) -> Vec<NodeEndpoint> {
        let listeners = self.listeners_of(leader);
        let endpoint = |listener: &crate::quorum::Listener| fetch_response::NodeEndpoint {
            node_id: leader.0,
            host: listener.host.clone(),
            port: i32::from(listener.port),
            rack: None,
        };
        listeners.first().map(endpoint).into_iter().collect()
    }

    /// Gives up a Fetch that waits.
    pub fn give_up(&mut self, ticket: FetchTicket) {
        self.waiters.cancel(ticket);
    }

    fn fetch_partition(
        &mut self,
        key: ReplicaKey,
        asked: &FetchPartition,
        bytes_max: i32,
        now: Now,
    ) -> Result<(ErrorCode, PartitionData), QuorumError> {
        let answer = PartitionData {
            partition_index: 0,
            log_start_offset: self.log.start().0,
            current_leader: LeaderIdAndEpoch {
                leader_id: self.leader().map_or(-1, |leader| leader.0),
                leader_epoch: self.stored.epoch.0,
            },
            records: Some(Records::empty()),
            ..PartitionData::default()
        };
        let impossible = asked.fetch_offset < 0
            || asked.last_fetched_epoch < 0
            || bytes_max < 0
            || asked.current_leader_epoch < 0;
        if impossible {
            return Ok((ErrorCode::InvalidRequest, answer));
        }
        if let Some(code) = self.not_leading(LeaderEpoch(asked.current_leader_epoch)) {
            return Ok((code, answer));
        }
        let offset = Offset(asked.fetch_offset);
        match self.log.validate(offset, LeaderEpoch(asked.last_fetched_epoch)) {
            Validity::Snapshot(id) => {
                let snapshot_id =
                    fetch_response::SnapshotId { end_offset: id.end_offset.0, epoch: id.epoch.0 };
                Ok((ErrorCode::None, PartitionData { snapshot_id, ..answer }))
            }
            Validity::Diverging { epoch, end_offset } => {
                let diverging_epoch = EpochEndOffset { epoch: epoch.0, end_offset: end_offset.0 };
                Ok((ErrorCode::None, PartitionData { diverging_epoch, ..answer }))
            }
            Validity::Valid => {
                self.replica_fetched(key, offset, now);
                let bytes_max = bytes_max.min(asked.partition_max_bytes.max(1));
                let records = self.log.records(offset, bytes_max.max(1) as usize)?;
                Ok((ErrorCode::None, PartitionData { records: Some(records), ..answer }))
            }
        }
    }

    /// Why a request to the leader of `epoch` is refused.
    pub(super) fn not_leading(&self, epoch: LeaderEpoch) -> Option<ErrorCode> {
        if epoch < self.stored.epoch {
            Some(ErrorCode::FencedLeaderEpoch)
        } else if epoch > self.stored.epoch {
            Some(ErrorCode::UnknownLeaderEpoch)
        } else if self.leading().is_none() {
            Some(ErrorCode::NotLeaderOrFollower)
        } else if self.stopping {
            Some(ErrorCode::BrokerNotAvailable)
        } else {
            None
        }
    }
}
