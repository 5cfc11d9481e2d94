//! Votes: asking for them, giving them, counting them (KIP-595), and asking first whether there would be
//! any (KIP-996).

use std::collections::BTreeSet;

use super::{
    output::{Output, QuorumRequest},
    quorum::{Asked, Quorum, What},
    role::Role,
    wire::{METADATA_PARTITION, METADATA_TOPIC},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, NodeId, Now, Offset},
    protocol::messages::{
        VoteRequest, VoteResponse, vote_request,
        vote_response::{self, NodeEndpoint},
    },
};

/// What a vote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ballot {
    /// To know whether there would be one.
    Pre,
    /// The vote.
    Real,
}

impl Quorum {
    /// Answers a request for a vote.
    pub fn vote(&mut self, request: &VoteRequest, now: Now, out: &mut Output) -> VoteResponse {
        if !self.is_cluster(request.cluster_id.as_deref()) {
            let error_code = ErrorCode::InconsistentClusterId.code();
            return VoteResponse { error_code, ..Default::default() };
        }
        let asked = request.topics.first().filter(|topic| topic.topic_name == METADATA_TOPIC);
        let asked = asked.and_then(|topic| topic.partitions.first());
        let Some(asked) = asked else {
            let error_code = ErrorCode::InvalidRequest.code();
            return VoteResponse { error_code, ..Default::default() };
        };
        let ballot = if asked.pre_vote { Ballot::Pre } else { Ballot::Real };
        let is_stale = match ballot {
            Ballot::Pre => asked.last_offset_epoch > asked.replica_epoch,
            Ballot::Real => asked.last_offset_epoch >= asked.replica_epoch,
        };
        if is_stale || asked.last_offset < 0 || asked.last_offset_epoch < 0 || asked.replica_id < 0
        {
            return self.voted(ErrorCode::InvalidRequest, Granted::No);
        }
        let epoch = LeaderEpoch(asked.replica_epoch);
        if epoch < self.election.epoch {
            return self.voted(ErrorCode::FencedLeaderEpoch, Granted::No);
        }
        if !self.is_voter() || (request.voter_id >= 0 && request.voter_id != self.me.0) {
            return self.voted(ErrorCode::InvalidVoterKey, Granted::No);
        }
        if epoch > self.election.epoch {
            self.become_unattached(epoch, None, now, out);
        }
        let candidate = NodeId(asked.replica_id);
        let theirs = (LeaderEpoch(asked.last_offset_epoch), Offset(asked.last_offset));
        let own = (self.log.last_epoch(), self.log.end_offset());
        let granted = self.grants(candidate, ballot) && theirs >= own;
        if granted && ballot == Ballot::Real && self.election.voted != Some(candidate) {
            self.become_unattached(epoch, Some(candidate), now, out);
            if self.election.voted != Some(candidate) {
                // It could not be written down.
                return self.voted(ErrorCode::KafkaStorageError, Granted::No);
            }
        }
        let granted = if granted { Granted::Yes } else { Granted::No };
        let response = self.voted(ErrorCode::None, granted);
        self.poll(now, out);
        response
    }

    /// Whether this node would vote for a candidate whose log is as good as its own.
    fn grants(&self, candidate: NodeId, ballot: Ballot) -> bool {
        match (&self.role, ballot) {
            (Role::Leader(_), _) => false,
            // A leader that answers is not given up for one who only does not hear it.
            (Role::Follower(following), Ballot::Pre) => !following.has_fetched,
            (Role::Follower(_), Ballot::Real) => false,
            (Role::Unattached { .. } | Role::Prospective(_), Ballot::Real) => {
                match self.election.voted {
                    Some(voted) => voted == candidate,
                    None => self.election.leader.is_none(),
                }
            }
            (Role::Candidate(_) | Role::Resigned { .. }, Ballot::Real) => {
                self.election.voted == Some(candidate)
            }
            (
                Role::Unattached { .. }
                | Role::Prospective(_)
                | Role::Candidate(_)
                | Role::Resigned { .. },
                Ballot::Pre,
            ) => true,
        }
    }

    fn voted(&self, code: ErrorCode, granted: Granted) -> VoteResponse {
        let partition = vote_response::PartitionData {
            partition_index: METADATA_PARTITION,
            error_code: code.code(),
            leader_id: self.election.leader.unwrap_or(NodeId::NONE).0,
            leader_epoch: self.election.epoch.0,
            vote_granted: granted == Granted::Yes,
        };
        let topic = vote_response::TopicData {
            topic_name: METADATA_TOPIC.into(),
            partitions: vec![partition],
        };
        let leader = self.election.leader.and_then(|leader| {
            let address = self.voters.get(&leader)?;
            Some(NodeEndpoint {
                node_id: leader.0,
                host: address.host.clone(),
                port: address.port,
            })
        });
        VoteResponse {
            topics: vec![topic],
            node_endpoints: leader.into_iter().collect(),
            ..Default::default()
        }
    }

    pub(super) fn is_cluster(&self, named: Option<&str>) -> bool {
        named.is_none_or(|named| named == &*self.cluster_id)
    }

    /// Asks the voters that have not said anything yet.
    pub(super) fn ask_for_votes(&mut self, now: Now, out: &mut Output) {
        let (campaign, what) = match &self.role {
            Role::Prospective(campaign) => (campaign, What::PreVote),
            Role::Candidate(campaign) => (campaign, What::Vote),
            Role::Unattached { .. }
            | Role::Leader(_)
            | Role::Follower(_)
            | Role::Resigned { .. } => return,
        };
        let said: BTreeSet<NodeId> = campaign.granted.union(&campaign.rejected).copied().collect();
        let voters: Vec<_> = self.voters.iter().map(|(id, to)| (*id, to.clone())).collect();
        let _ = now;
        for (voter, to) in voters {
            if voter == self.me || said.contains(&voter) || !self.is_free(&to, what) {
                continue;
            }
            let partition = vote_request::PartitionData {
                partition_index: METADATA_PARTITION,
                replica_epoch: self.election.epoch.0,
                replica_id: self.me.0,
                replica_directory_id: self.directory_id,
                last_offset_epoch: self.log.last_epoch().0,
                last_offset: self.log.end_offset().0,
                pre_vote: what == What::PreVote,
                ..Default::default()
            };
            let request = VoteRequest {
                cluster_id: Some(self.cluster_id.clone()),
                voter_id: voter.0,
                topics: vec![vote_request::TopicData {
                    topic_name: METADATA_TOPIC.into(),
                    partitions: vec![partition],
                }],
            };
            self.send(Some(voter), to, what, QuorumRequest::Vote(request), out);
        }
    }

    /// Counts an answer.
    pub(super) fn take_vote(
        &mut self,
        asked: &Asked,
        response: &VoteResponse,
        now: Now,
        out: &mut Output,
    ) {
        let partition = response.topics.first().and_then(|topic| topic.partitions.first());
        let (Some(partition), Some(voter)) = (partition, asked.node) else {
            return self.quiet_for_now(&asked.to, now);
        };
        let leader = (partition.leader_id >= 0).then_some(NodeId(partition.leader_id));
        self.learn(LeaderEpoch(partition.leader_epoch), leader, now, out);
        if asked.epoch != self.election.epoch {
            return;
        }
        let is_answer = partition.error_code == ErrorCode::None.code();
        let majority = self.voters.len() / 2;
        let (campaign, is_real) = match (&mut self.role, asked.what) {
            (Role::Prospective(campaign), What::PreVote) => (campaign, false),
            (Role::Candidate(campaign), What::Vote) => (campaign, true),
            (_, _) => return,
        };
        if !is_answer {
            return self.quiet_for_now(&asked.to, now);
        }
        if partition.vote_granted {
            campaign.granted.insert(voter);
        } else {
            campaign.rejected.insert(voter);
        }
        let is_lost = is_real && campaign.rejected.len() > majority && campaign.backoff.is_none();
        if is_lost {
            let until = self.pause(now);
            if let Role::Candidate(campaign) = &mut self.role {
                campaign.backoff = Some(until);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Granted {
    Yes,
    No,
}
