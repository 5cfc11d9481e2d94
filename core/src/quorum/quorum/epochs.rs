//! BeginQuorumEpoch and EndQuorumEpoch: a leader says that it leads, or leads no more.

use bytestring::ByteString;

use super::{
    Quorum,
    requests::{TOPIC, is_metadata, node_endpoints, the_partition},
    state::State,
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now},
    protocol::messages::{
        begin_quorum_epoch_request::BeginQuorumEpochRequest,
        begin_quorum_epoch_response::{self, BeginQuorumEpochResponse},
        end_quorum_epoch_request::{self, EndQuorumEpochRequest},
        end_quorum_epoch_response::{self, EndQuorumEpochResponse},
    },
    quorum::{Listener, Output, QuorumError},
};

impl Quorum {
    /// Answers a BeginQuorumEpoch.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn begin_quorum_epoch(
        &mut self,
        request: &BeginQuorumEpochRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<BeginQuorumEpochResponse, QuorumError> {
        let refused = |code: ErrorCode| BeginQuorumEpochResponse {
            error_code: code as i16,
            ..BeginQuorumEpochResponse::default()
        };
        if self.is_other_cluster(request.cluster_id.as_ref()) {
            return Ok(refused(ErrorCode::InconsistentClusterId));
        }
        let Some(partition) = the_partition!(request) else {
            return Ok(refused(ErrorCode::InvalidRequest));
        };
        let listener = request.leader_endpoints.first().map(|endpoint| Listener {
            name: endpoint.name.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
        });
        let directory = partition.voter_directory_id;
        let code = if !directory.is_zero() && directory != self.directory_id
            || (request.voter_id >= 0 && request.voter_id != self.node.0)
        {
            ErrorCode::InvalidVoterKey
        } else {
            let leader = (partition.leader_id, listener);
            self.told_of(partition.leader_epoch, leader, now, out)?
        };
        self.finish(now, out)?;
        Ok(BeginQuorumEpochResponse {
            error_code: 0,
            topics: vec![begin_quorum_epoch_response::TopicData {
                topic_name: ByteString::from_static(TOPIC),
                partitions: vec![begin_quorum_epoch_response::PartitionData {
                    partition_index: 0,
                    error_code: code as i16,
                    leader_id: self.leader().map_or(-1, |leader| leader.0),
                    leader_epoch: self.stored.epoch.0,
                }],
            }],
            node_endpoints: node_endpoints!(self, begin_quorum_epoch_response::NodeEndpoint),
        })
    }

    /// Takes in a request of the leader of an epoch.
    fn told_of(
        &mut self,
        epoch: i32,
        (leader, listener): (i32, Option<Listener>),
        now: Now,
        out: &mut Output,
    ) -> Result<ErrorCode, QuorumError> {
        let epoch = LeaderEpoch(epoch);
        if epoch < self.stored.epoch {
            return Ok(ErrorCode::FencedLeaderEpoch);
        }
        if leader < 0 || leader == self.node.0 {
            return Ok(ErrorCode::InvalidRequest);
        }
        let consistent = self.hear(epoch, Some((NodeId(leader), listener)), now, out)?;
        Ok(if consistent { ErrorCode::None } else { ErrorCode::InvalidRequest })
    }

    /// Answers an EndQuorumEpoch.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn end_quorum_epoch(
        &mut self,
        request: &EndQuorumEpochRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<EndQuorumEpochResponse, QuorumError> {
        let refused = |code: ErrorCode| EndQuorumEpochResponse {
            error_code: code as i16,
            ..EndQuorumEpochResponse::default()
        };
        if self.is_other_cluster(request.cluster_id.as_ref()) {
            return Ok(refused(ErrorCode::InconsistentClusterId));
        }
        let Some(partition) = the_partition!(request) else {
            return Ok(refused(ErrorCode::InvalidRequest));
        };
        let listener = request.leader_endpoints.first().map(|endpoint| Listener {
            name: endpoint.name.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
        });
        let leader = (partition.leader_id, listener);
        let code = self.told_of(partition.leader_epoch, leader, now, out)?;
        if code == ErrorCode::None {
            self.succeed(partition, now);
        }
        self.finish(now, out)?;
        Ok(EndQuorumEpochResponse {
            error_code: 0,
            topics: vec![end_quorum_epoch_response::TopicData {
                topic_name: ByteString::from_static(TOPIC),
                partitions: vec![end_quorum_epoch_response::PartitionData {
                    partition_index: 0,
                    error_code: code as i16,
                    leader_id: self.leader().map_or(-1, |leader| leader.0),
                    leader_epoch: self.stored.epoch.0,
                }],
            }],
            node_endpoints: node_endpoints!(self, end_quorum_epoch_response::NodeEndpoint),
        })
    }

    /// Stands for election soon: the first of the successors at once, each other later.
    fn succeed(&mut self, partition: &end_quorum_epoch_request::PartitionData, now: Now) {
        let by_key = partition.preferred_candidates.iter().position(|candidate| {
            candidate.candidate_id == self.node.0
                && (candidate.candidate_directory_id.is_zero()
                    || candidate.candidate_directory_id == self.directory_id)
        });
        let position = by_key
            .or_else(|| partition.preferred_successors.iter().position(|id| *id == self.node.0));
        let wait = match position {
            Some(0) => std::time::Duration::ZERO,
            Some(position) => {
                let factor = 1_u32 << position.min(10);
                let base = self.timeouts.election_backoff_max / 8;
                let wait = (base * factor).min(self.timeouts.election_backoff_max);
                wait + self.jitter(self.timeouts.retry_backoff * 2)
            }
            None => self.election_timeout(),
        };
        if let State::Follower(follower) = &mut self.state {
            follower.deadline = follower.deadline.min(now.monotonic + wait);
        }
    }
}
