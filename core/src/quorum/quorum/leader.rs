//! What a leader knows of its replicas: how far each has fetched, what is committed by that, whether
//! it still has a majority; and DescribeQuorum, which shows it.

use bytestring::ByteString;

use super::{
    Quorum,
    requests::{TOPIC, is_metadata, the_partition},
    state::{Replica, State},
};
use crate::{
    model::{ErrorCode, NodeId, Now, Offset, Timestamp, Uuid},
    protocol::messages::{
        describe_quorum_request::DescribeQuorumRequest,
        describe_quorum_response::{self, DescribeQuorumResponse, ReplicaState},
    },
    quorum::{Output, QuorumError, QuorumEvent, ReplicaKey},
};

/// Observers that a leader remembers.
const OBSERVERS_MAX: usize = 10_000;

/// An observer that has not fetched for so long is forgotten.
const OBSERVER_SESSION: std::time::Duration = std::time::Duration::from_secs(300);

impl Quorum {
    /// Takes in that a replica has everything before `end`.
    pub(super) fn replica_fetched(&mut self, key: ReplicaKey, end: Offset, now: Now) {
        if key.id == self.node || key.id.0 < 0 {
            return;
        }
        let voters = self.log.voters();
        let votes = voters.contains(key);
        let key = if votes { voters.key_of(key.id).unwrap_or(key) } else { key };
        let others = voters.0.len() - usize::from(voters.contains(self.key()));
        let enough = if voters.contains(self.key()) {
            voters.0.len() / 2
        } else {
            voters.0.len().div_ceil(2)
        };
        let leader_end = self.log.end();
        let check_deadline = now.monotonic + self.timeouts.check_quorum();
        let keys: Vec<ReplicaKey> = voters.0.keys().filter_map(|id| voters.key_of(*id)).collect();
        let State::Leader(leader) = &mut self.state else { return };
        leader.replicas.retain(|known, replica| {
            keys.contains(known) || now.monotonic.since(replica.last_fetch) < OBSERVER_SESSION
        });
        let before = leader.replicas.get(&key).copied();
        if before.is_none() && !votes && leader.replicas.len() >= OBSERVERS_MAX {
            return;
        }
        let caught_up = match before {
            _ if end >= leader_end => now.wall,
            Some(before) if end >= before.leader_end => {
                before.last_caught_up.max(before.last_fetch_wall)
            }
            Some(before) => before.last_caught_up,
            None => Timestamp::NONE,
        };
        let replica = Replica {
            end,
            last_fetch: now.monotonic,
            last_fetch_wall: now.wall,
            last_caught_up: caught_up,
            leader_end,
        };
        leader.replicas.insert(key, replica);
        if votes {
            leader.fetched.insert(key.id);
            if leader.fetched.len() >= enough.min(others) {
                leader.fetched.clear();
                leader.check_deadline = check_deadline;
            }
        }
    }

    /// Moves the high watermark to where a majority of the voters is. Only records of this epoch
    /// are counted; with them everything before is committed.
    pub(super) fn update_high_watermark(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        loop {
            let Some(leader) = self.leading() else { return Ok(()) };
            let voters = self.log.voters();
            let end_of = |id: &NodeId| {
                let key = voters.key_of(*id)?;
                if *id == self.node && voters.contains(self.key()) {
                    return Some(self.log.safe_end());
                }
                leader.replicas.get(&key).map(|replica| replica.end)
            };
            let mut ends: Vec<Offset> =
                voters.0.keys().map(|id| end_of(id).unwrap_or(Offset::NONE)).collect();
            ends.sort_unstable_by_key(|end| std::cmp::Reverse(*end));
            let Some(end) = ends.get(ends.len() / 2).copied() else { return Ok(()) };
            let end = end.min(self.log.end());
            if end <= leader.epoch_start || end <= self.log.high_watermark {
                return Ok(());
            }
            self.raise_high_watermark(end, out);
            self.voters_committed(now, out)?;
        }
    }

    pub(super) fn raise_high_watermark(&mut self, end: Offset, out: &mut Output) {
        let is_first = !std::mem::replace(&mut self.log.is_confirmed, true);
        if is_first || end > self.log.high_watermark {
            self.log.high_watermark = self.log.high_watermark.max(end);
            self.waiters.fire_all(&mut out.fired);
            out.events.push(QuorumEvent::HighWatermark(self.log.high_watermark));
        }
    }

    /// Answers a DescribeQuorum.
    #[must_use]
    pub fn describe_quorum(
        &self,
        request: &DescribeQuorumRequest,
        now: Now,
    ) -> DescribeQuorumResponse {
        let known = the_partition!(request).is_some();
        let partition = match (known, self.leading()) {
            (false, _) => {
                return DescribeQuorumResponse {
                    error_code: ErrorCode::UnknownTopicOrPartition as i16,
                    error_message: Some(ByteString::from_static(
                        ErrorCode::UnknownTopicOrPartition.message(),
                    )),
                    ..DescribeQuorumResponse::default()
                };
            }
            (true, None) => return not_leading(),
            (true, Some(leader)) => self.describe(leader, now),
        };
        let listener = |listener: &crate::quorum::Listener| describe_quorum_response::Listener {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
        };
        let node = |id: &NodeId| describe_quorum_response::Node {
            node_id: id.0,
            listeners: self.listeners_of(*id).iter().map(listener).collect(),
        };
        DescribeQuorumResponse {
            error_code: 0,
            error_message: None,
            topics: vec![describe_quorum_response::TopicData {
                topic_name: ByteString::from_static(TOPIC),
                partitions: vec![partition],
            }],
            nodes: self.log.voters().0.keys().map(node).collect(),
        }
    }

    fn describe(
        &self,
        leader: &super::state::Leader,
        now: Now,
    ) -> describe_quorum_response::PartitionData {
        let voters = self.log.voters();
        let state = |key: ReplicaKey| {
            let dynamic = self.log.kraft_version() > 0;
            let replica_directory_id = if dynamic { key.directory_id } else { Uuid::ZERO };
            let base = ReplicaState {
                replica_id: key.id.0,
                replica_directory_id,
                ..ReplicaState::default()
            };
            if key.id == self.node {
                return ReplicaState {
                    log_end_offset: self.log.end().0,
                    last_fetch_timestamp: now.wall.0,
                    last_caught_up_timestamp: now.wall.0,
                    ..base
                };
            }
            match leader.replicas.get(&key) {
                Some(replica) => ReplicaState {
                    log_end_offset: replica.end.0,
                    last_fetch_timestamp: replica.last_fetch_wall.0,
                    last_caught_up_timestamp: replica.last_caught_up.0,
                    ..base
                },
                None => ReplicaState {
                    log_end_offset: -1,
                    last_fetch_timestamp: -1,
                    last_caught_up_timestamp: -1,
                    ..base
                },
            }
        };
        let keys: Vec<ReplicaKey> = voters.0.keys().filter_map(|id| voters.key_of(*id)).collect();
        let observer = |(key, replica): (&ReplicaKey, &Replica)| {
            let fresh = now.monotonic.since(replica.last_fetch) < OBSERVER_SESSION;
            (fresh && !keys.contains(key)).then_some(*key)
        };
        // Until something of the epoch is committed it is not known what is.
        let known = self.log.high_watermark > leader.epoch_start;
        describe_quorum_response::PartitionData {
            partition_index: 0,
            error_code: 0,
            error_message: None,
            leader_id: self.node.0,
            leader_epoch: leader.epoch.0,
            high_watermark: if known { self.log.high_watermark.0 } else { -1 },
            current_voters: keys.iter().copied().map(state).collect(),
            observers: leader.replicas.iter().filter_map(observer).map(state).collect(),
        }
    }
}

/// What a member says that does not lead: not even who does.
fn not_leading() -> DescribeQuorumResponse {
    let code = ErrorCode::NotLeaderOrFollower;
    let partition = describe_quorum_response::PartitionData {
        error_code: code as i16,
        error_message: Some(ByteString::from_static(code.message())),
        ..describe_quorum_response::PartitionData::default()
    };
    let topic = describe_quorum_response::TopicData {
        topic_name: ByteString::from_static(TOPIC),
        partitions: vec![partition],
    };
    DescribeQuorumResponse { topics: vec![topic], ..DescribeQuorumResponse::default() }
}
