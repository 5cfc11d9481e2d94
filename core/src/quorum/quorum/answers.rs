//! Answers to what a node sent.

use super::{
    Quorum,
    requests::{InFlight, Kind},
    state::{Fetched, Introduced, State},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset},
    protocol::messages::{
        fetch_response::FetchResponse, update_raft_voter_response::UpdateRaftVoterResponse,
        vote_response::VoteResponse,
    },
    quorum::{
        Listener, Output, QuorumError, QuorumEvent, QuorumResponse, RequestId, SnapshotId,
        Unreachable,
    },
};
use bytes::Bytes;
use bytestring::ByteString;

/// What an answer says of the leadership.
pub(super) struct Heard {
    pub(super) code: i16,
    pub(super) epoch: i32,
    pub(super) leader: i32,
    pub(super) listener: Option<Listener>,
}

impl Quorum {
    /// Takes in the answer to a request, or that none came. Answers to requests of an earlier state are
    /// ignored.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn answered(
        &mut self,
        id: RequestId,
        answer: Result<QuorumResponse, Unreachable>,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let Some(sent) = self.in_flight.remove(&id) else { return Ok(()) };
        let usable = match answer {
            Err(Unreachable) => {
                self.suspect(sent, now);
                false
            }
            Ok(QuorumResponse::Vote(answer)) => self.vote_answered(&answer, sent, now, out)?,
            Ok(QuorumResponse::BeginQuorumEpoch(answer)) => {
                let partition = answer.topics.first().and_then(|topic| topic.partitions.first());
                match partition.filter(|_| answer.error_code == 0 && sent.kind == Kind::Begin) {
                    Some(partition) => {
                        let heard = Heard {
                            code: partition.error_code,
                            epoch: partition.leader_epoch,
                            leader: partition.leader_id,
                            listener: listener(
                                &answer.node_endpoints,
                                |one| (one.node_id, &one.host, Some(one.port)),
                                partition.leader_id,
                            ),
                        };
                        self.take_in(heard, now, out)?;
                        true
                    }
                    None => false,
                }
            }
            Ok(QuorumResponse::EndQuorumEpoch(answer)) => {
                let usable = answer.error_code == 0 && sent.kind == Kind::End;
                if let (State::Resigned { waiting, .. }, true) = (&mut self.state, usable) {
                    waiting.retain(|node| Some(*node) != sent.node);
                }
                usable
            }
            Ok(QuorumResponse::Fetch(answer)) => self.fetch_answered(answer, sent, now, out)?,
            Ok(QuorumResponse::FetchSnapshot(answer)) => {
                self.slice_answered(answer, sent, now, out)?
            }
            Ok(QuorumResponse::UpdateRaftVoter(answer)) => self.update_answered(&answer, sent),
            Ok(QuorumResponse::AddRaftVoter(answer)) => {
                self.join_answered(answer.error_code, out);
                true
            }
            Ok(QuorumResponse::RemoveRaftVoter(answer)) => {
                self.join_answered(answer.error_code, out);
                true
            }
            Ok(QuorumResponse::ApiVersions(answer)) => {
                self.versions_answered(id, Some(&answer), now, out)?;
                true
            }
        };
        if !usable {
            if sent.kind == Kind::ApiVersions {
                self.versions_answered(id, None, now, out)?;
            }
            let until = now.monotonic + self.timeouts.retry_backoff;
            match sent.node {
                Some(node) => {
                    self.backoff.insert(node, until);
                }
                None => self.bootstrap_backoff = until,
            }
        }
        self.finish(now, out)
    }

    fn update_answered(&mut self, answer: &UpdateRaftVoterResponse, sent: InFlight) -> bool {
        let done = answer.error_code == ErrorCode::None.code();
        if let (State::Follower(follower), true) = (&mut self.state, done)
            && sent.node == Some(follower.leader)
        {
            follower.introduced = Introduced::ToLeader;
        }
        done
    }

    /// A leader whose connection broke is likely to be gone: another one is wanted sooner. Voters that still hear
    /// it refuse (KIP-996), so this costs nothing if it is there.
    fn suspect(&mut self, sent: InFlight, now: Now) {
        let soon = now.monotonic + self.timeouts.fetch / 4;
        if let State::Follower(follower) = &mut self.state
            && sent.kind == Kind::Fetch
            && sent.node == Some(follower.leader)
        {
            follower.deadline = follower.deadline.min(soon);
            follower.fetched = Fetched::NotYet;
        }
    }

    /// Follows what an answer says of leader and epoch. Whether the answer itself still counts.
    pub(super) fn take_in(
        &mut self,
        heard: Heard,
        now: Now,
        out: &mut Output,
    ) -> Result<bool, QuorumError> {
        let epoch = LeaderEpoch(heard.epoch);
        if epoch < self.stored.epoch {
            return Ok(false);
        }
        let newer = epoch > self.stored.epoch;
        let leader = (heard.leader >= 0).then_some((NodeId(heard.leader), heard.listener));
        let consistent = self.hear(epoch, leader, now, out)?;
        Ok(consistent && !newer && heard.code == ErrorCode::None as i16)
    }

    fn vote_answered(
        &mut self,
        answer: &VoteResponse,
        sent: InFlight,
        now: Now,
        out: &mut Output,
    ) -> Result<bool, QuorumError> {
        let partition = answer.topics.first().and_then(|topic| topic.partitions.first());
        let (Some(partition), 0) = (partition, answer.error_code) else { return Ok(false) };
        let Some(node) = sent.node else { return Ok(false) };
        let heard = Heard {
            code: partition.error_code,
            epoch: partition.leader_epoch,
            leader: partition.leader_id,
            listener: listener(
                &answer.node_endpoints,
                |one| (one.node_id, &one.host, Some(one.port)),
                partition.leader_id,
            ),
        };
        let standing = match (&self.state, &heard) {
            // A voter that still follows a leader refuses a pre-vote; whoever asks, stands on.
            (State::Prospective { leader: Some((known, _)), .. }, Heard { leader, .. })
                if known.0 == *leader && heard.epoch == self.stored.epoch.0 =>
            {
                true
            }
            _ => self.take_in(heard, now, out)?,
        };
        if !standing {
            return Ok(partition.error_code == 0);
        }
        match (&mut self.state, sent.kind) {
            (State::Prospective { votes, .. }, Kind::PreVote)
            | (State::Candidate { votes, .. }, Kind::Vote) => {
                if partition.vote_granted {
                    votes.granted.insert(node);
                } else {
                    votes.rejected.insert(node);
                }
            }
            _ => return Ok(true),
        }
        self.count_votes(now, out)?;
        Ok(true)
    }

    fn fetch_answered(
        &mut self,
        answer: FetchResponse,
        sent: InFlight,
        now: Now,
        out: &mut Output,
    ) -> Result<bool, QuorumError> {
        let FetchResponse { error_code, mut responses, node_endpoints, .. } = answer;
        if error_code != 0 || sent.kind != Kind::Fetch || responses.len() != 1 {
            return Ok(false);
        }
        let Some(mut topic) = responses.pop() else { return Ok(false) };
        let (Some(partition), true) = (topic.partitions.pop(), topic.partitions.is_empty()) else {
            return Ok(false);
        };
        let leader = partition.current_leader.leader_id;
        let heard = Heard {
            code: partition.error_code,
            epoch: partition.current_leader.leader_epoch,
            leader,
            listener: listener(
                &node_endpoints,
                |one| (one.node_id, &one.host, u16::try_from(one.port).ok()),
                leader,
            ),
        };
        if !self.take_in(heard, now, out)? {
            return Ok(false);
        }
        let State::Follower(follower) = &mut self.state else { return Ok(false) };
        if sent.node != Some(follower.leader) {
            return Ok(true);
        }
        follower.deadline = now.monotonic + self.timeouts.fetch;
        follower.fetched = Fetched::FromLeader;
        let epoch = self.stored.epoch;
        if partition.snapshot_id.end_offset >= 0 || partition.snapshot_id.epoch >= 0 {
            let id = SnapshotId {
                end_offset: Offset(partition.snapshot_id.end_offset),
                epoch: LeaderEpoch(partition.snapshot_id.epoch),
            };
            return self.begin_download(id);
        }
        if partition.diverging_epoch.epoch >= 0 {
            let at = (
                LeaderEpoch(partition.diverging_epoch.epoch),
                Offset(partition.diverging_epoch.end_offset),
            );
            let cut = self.log.truncate_to_diverging(at.0, at.1, now, out)?;
            if let Some(end) = cut {
                out.events.push(QuorumEvent::TruncatedTo(end));
            }
            return Ok(cut.is_some());
        }
        let bytes = match partition.records {
            Some(records) => records.read()?,
            None => Bytes::new(),
        };
        if !bytes.is_empty() && self.log.append_fetched(&bytes, epoch, now)?.is_none() {
            out.events.push(QuorumEvent::DoesNotGoOn(self.log.end()));
            return Ok(false);
        }
        // A leader that has not committed anything in its epoch does not know what is.
        if partition.high_watermark >= 0 {
            let committed = Offset(partition.high_watermark).min(self.log.end());
            self.raise_high_watermark(committed, out);
        }
        Ok(true)
    }
}

/// The leader's listener among the nodes of an answer.
pub(super) fn listener<T>(
    nodes: &[T],
    parts: impl Fn(&T) -> (i32, &ByteString, Option<u16>),
    leader: i32,
) -> Option<Listener> {
    nodes.iter().find_map(|node| match parts(node) {
        (id, host, Some(port)) if id == leader && !host.is_empty() => {
            Some(Listener { name: ByteString::new(), host: host.clone(), port })
        }
        _ => None,
    })
}
