//! A controller that becomes a voter by itself (`controller.quorum.auto.join.enable`, KIP-853): once it follows, it asks
//! the leader to be added. A voter with its id and another directory is the one that it was before it lost that, and
//! is taken off first.

use super::{
    Quorum,
    requests::Kind,
    state::{Fetched, State},
};
use crate::{
    model::{ErrorCode, Now},
    protocol::messages::{
        add_raft_voter_request::{self, AddRaftVoterRequest},
        remove_raft_voter_request::RemoveRaftVoterRequest,
    },
    quorum::{Joining, Listener, Output, QuorumEvent, QuorumRequest, QuorumRole, ReplicaKey},
};

impl Quorum {
    /// Asks to be a voter, if it is time.
    pub(super) fn join_voters(&mut self, now: Now, out: &mut Output) {
        let interval = match self.joining {
            Joining::ByItself => self.timeouts.fetch,
            Joining::ByHand => self.timeouts.fetch * 3,
        };
        let State::Follower(follower) = &mut self.state else { return };
        if follower.update_due > now.monotonic {
            return;
        }
        follower.update_due = now.monotonic + interval;
        let (leader, follows) = (follower.leader, follower.fetched == Fetched::FromLeader);
        let may_join = self.joining == Joining::ByItself
            && self.role == QuorumRole::Controller
            && self.log.kraft_version() > 0
            && !self.listeners.is_empty();
        let is_asking = self.in_flight.values().any(|sent| sent.kind == Kind::Join);
        if !may_join || !follows || is_asking {
            return;
        }
        let request = match self.log.voters().key_of(self.node) {
            Some(before) => self.removal(before),
            None => self.addition(),
        };
        self.send_to(leader, Kind::Join, request, now, out);
    }

    fn removal(&self, voter: ReplicaKey) -> QuorumRequest {
        QuorumRequest::RemoveRaftVoter(RemoveRaftVoterRequest {
            cluster_id: Some(self.cluster_id.clone()),
            voter_id: voter.id.0,
            voter_directory_id: voter.directory_id,
        })
    }

    fn addition(&self) -> QuorumRequest {
        let listener = |listener: &Listener| add_raft_voter_request::Listener {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
        };
        QuorumRequest::AddRaftVoter(AddRaftVoterRequest {
            cluster_id: Some(self.cluster_id.clone()),
            timeout_ms: i32::try_from(self.timeouts.request.as_millis()).unwrap_or(i32::MAX),
            voter_id: self.node.0,
            voter_directory_id: self.directory_id,
            listeners: self.listeners.iter().map(listener).collect(),
            // The commit may need this voter, which fetches the record while this is answered.
            ack_when_committed: false,
        })
    }

    /// The leader has taken this node in or its predecessor off, or has not: then it is asked again.
    pub(super) fn join_answered(&self, code: i16, out: &mut Output) {
        let code = ErrorCode::from_code(code);
        if code.is_error() {
            out.events.push(QuorumEvent::NotTakenIn(code));
        }
    }
}
