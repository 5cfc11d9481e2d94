//! Vote: who gets this node's vote (KIP-595, pre-votes by KIP-996).

use bytestring::ByteString;

use super::{
    Quorum,
    requests::{TOPIC, is_metadata, node_endpoints, the_partition},
    state::{Fetched, State},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset},
    protocol::messages::{
        vote_request::{PartitionData, VoteRequest},
        vote_response::{self, NodeEndpoint, VoteResponse},
    },
    quorum::{Output, QuorumError, ReplicaKey, state_file::Stored},
};

/// Whether it is a vote or a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PreVote,
    Vote,
}

impl Quorum {
    /// Answers a Vote.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn vote(
        &mut self,
        request: &VoteRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<VoteResponse, QuorumError> {
        if self.is_other_cluster(request.cluster_id.as_ref()) {
            return Ok(refused(ErrorCode::InconsistentClusterId));
        }
        let Some(partition) = the_partition!(request) else {
            return Ok(refused(ErrorCode::InvalidRequest));
        };
        let outcome = self.decide(request.voter_id, partition, now, out)?;
        let (code, granted) = match outcome {
            Ok(granted) => (ErrorCode::None, granted),
            Err(code) => (code, false),
        };
        self.finish(now, out)?;
        let leader = self.leader();
        Ok(VoteResponse {
            error_code: 0,
            topics: vec![vote_response::TopicData {
                topic_name: ByteString::from_static(TOPIC),
                partitions: vec![vote_response::PartitionData {
                    partition_index: 0,
                    error_code: code as i16,
                    leader_id: leader.map_or(-1, |leader| leader.0),
                    leader_epoch: self.stored.epoch.0,
                    vote_granted: granted,
                }],
            }],
            node_endpoints: node_endpoints!(self, NodeEndpoint),
        })
    }

    fn decide(
        &mut self,
        voter_id: i32,
        asked: &PartitionData,
        now: Now,
        out: &mut Output,
    ) -> Result<Result<bool, ErrorCode>, QuorumError> {
        let epoch = LeaderEpoch(asked.replica_epoch);
        let kind = if asked.pre_vote { Kind::PreVote } else { Kind::Vote };
        let last_epoch = asked.last_offset_epoch;
        let impossible = match kind {
            Kind::Vote => last_epoch >= epoch.0,
            Kind::PreVote => last_epoch > epoch.0,
        };
        if asked.last_offset < 0 || last_epoch < 0 || impossible {
            return Ok(Err(ErrorCode::InvalidRequest));
        }
        if epoch < self.stored.epoch {
            return Ok(Err(ErrorCode::FencedLeaderEpoch));
        }
        if asked.replica_id < 0 {
            return Ok(Err(ErrorCode::InvalidRequest));
        }
        let directory = asked.voter_directory_id;
        let mismatch = (voter_id >= 0 && voter_id != self.node.0)
            || (!directory.is_zero() && directory != self.directory_id);
        if mismatch {
            return Ok(Err(ErrorCode::InvalidVoterKey));
        }
        if epoch > self.stored.epoch {
            self.unattached(epoch, now, out)?;
        }
        let candidate =
            ReplicaKey { id: NodeId(asked.replica_id), directory_id: asked.replica_directory_id };
        let theirs = (last_epoch, Offset(asked.last_offset));
        let up_to_date = theirs >= (self.log.last_epoch().0, self.log.end());
        let granted = self.grants(candidate, kind, up_to_date.into());
        if granted && kind == Kind::Vote {
            self.store(Stored { voted: Some(candidate), ..self.stored })?;
            // Whoever got the vote has time to win; one that is followed has won.
            if !matches!(self.state, State::Follower(_)) {
                let deadline = self.election_deadline(now);
                self.state = State::Unattached { deadline };
            }
        }
        Ok(Ok(granted))
    }

    /// How many voters have to say that they would vote for this one before it stands for election: a majority, but
    /// all of a static quorum while its own log is empty. A majority of empty logs knows nothing of a voter that has
    /// records and is not there yet; whoever has any says no to an empty one.
    #[must_use]
    pub fn voters_needed(&self) -> usize {
        let voters = self.log.voters();
        let is_empty = self.log.end() == Offset::ZERO && self.log.kraft_version() == 0;
        if is_empty && self.is_voter() { voters.0.len() } else { voters.majority() }
    }

    fn grants(&self, candidate: ReplicaKey, kind: Kind, log: Log) -> bool {
        let up_to_date = log == Log::UpToDate;
        match (&self.state, kind) {
            (State::Leader(_), Kind::PreVote | Kind::Vote)
            | (State::Candidate { .. } | State::Resigned { .. }, Kind::Vote) => false,
            (State::Follower(follower), Kind::PreVote) => {
                up_to_date && follower.fetched == Fetched::NotYet
            }
            (
                State::Candidate { .. }
                | State::Resigned { .. }
                | State::Unattached { .. }
                | State::Prospective { .. },
                Kind::PreVote,
            ) => up_to_date,
            (State::Follower(_), Kind::Vote) => {
                self.stored.voted == Some(candidate) && self.stored.leader == Some(candidate.id)
            }
            (State::Unattached { .. } | State::Prospective { .. }, Kind::Vote) => {
                match self.stored.voted {
                    Some(voted) => {
                        voted.id == candidate.id
                            && (voted.directory_id.is_zero()
                                || voted.directory_id == candidate.directory_id)
                    }
                    None => self.stored.leader.is_none() && up_to_date,
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Log {
    UpToDate,
    Behind,
}

impl From<bool> for Log {
    fn from(up_to_date: bool) -> Self {
        if up_to_date { Self::UpToDate } else { Self::Behind }
    }
}

fn refused(code: ErrorCode) -> VoteResponse {
    VoteResponse { error_code: code as i16, ..VoteResponse::default() }
}
