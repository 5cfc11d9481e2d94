//! Changes of the voter set (KIP-853): one voter at a time, as a VotersRecord in the log. It holds
//! from its append on, and is answered when it is committed.

use bytestring::ByteString;

use super::{Quorum, requests::Kind, state::State};
use crate::{
    model::{ErrorCode, LeaderEpoch, Moment, NodeId, Now, Uuid},
    protocol::{
        messages::{
            add_raft_voter_request::AddRaftVoterRequest,
            add_raft_voter_response::AddRaftVoterResponse,
            api_versions_request::ApiVersionsRequest,
            api_versions_response::ApiVersionsResponse,
            remove_raft_voter_request::RemoveRaftVoterRequest,
            remove_raft_voter_response::RemoveRaftVoterResponse,
            update_raft_voter_request::{self, UpdateRaftVoterRequest},
            update_raft_voter_response::{CurrentLeader, UpdateRaftVoterResponse},
        },
        records::ControlType,
    },
    quorum::{
        ChangeAnswer, ChangeTicket, Listener, Output, QuorumError, QuorumRequest, ReplicaKey,
        Reply, RequestId, Voter, VoterSet, snapshots,
    },
};

/// A new voter has to have caught up within this time, in milliseconds.
const CAUGHT_UP_WITHIN_MS: i64 = 60 * 60 * 1000;

/// The change that is under way.
#[derive(Debug)]
pub(super) struct Change {
    ticket: ChangeTicket,
    kind: ChangeKind,
    pub(super) deadline: Moment,
}

#[derive(Debug)]
enum ChangeKind {
    /// What the new voter supports was asked for.
    Asked { request: RequestId, key: ReplicaKey, listeners: Vec<Listener>, answer: WhenAdded },
    /// The record of an addition stands at this offset.
    Adding(i64),
    /// The record of a removal stands at this offset.
    Removing(i64),
}

/// When an addition is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WhenAdded {
    Appended,
    Committed,
}

impl Quorum {
    /// Adds a voter.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn add_raft_voter(
        &mut self,
        request: &AddRaftVoterRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<Reply<AddRaftVoterResponse, ChangeTicket>, QuorumError> {
        let key =
            ReplicaKey { id: NodeId(request.voter_id), directory_id: request.voter_directory_id };
        let incomplete = request.listeners.is_empty()
            || request.voter_id < 0
            || request.voter_directory_id.is_zero()
            || request.listeners.iter().any(|listener| listener.host.is_empty());
        let refusal = self.cannot_change(request.cluster_id.as_ref()).or_else(|| {
            if incomplete {
                Some(ErrorCode::InvalidRequest)
            } else if self.log.voters().0.contains_key(&key.id) {
                Some(ErrorCode::DuplicateVoter)
            } else {
                None
            }
        });
        if let Some(code) = refusal {
            return Ok(Reply::Now(added(code)));
        }
        let listeners: Vec<Listener> = request
            .listeners
            .iter()
            .map(|listener| Listener {
                name: listener.name.clone(),
                host: listener.host.clone(),
                port: listener.port,
            })
            .collect();
        let place = (Some(key.id), listeners[0].host.clone(), listeners[0].port);
        let versions = QuorumRequest::ApiVersions(ApiVersionsRequest {
            client_software_name: ByteString::from_static("ottla"),
            client_software_version: ByteString::from_static(env!("CARGO_PKG_VERSION")),
            ..ApiVersionsRequest::default()
        });
        let id = self.dispatch(place, Kind::ApiVersions, versions, now, out);
        let timeout = u64::try_from(request.timeout_ms).unwrap_or(0);
        let answer =
            if request.ack_when_committed { WhenAdded::Committed } else { WhenAdded::Appended };
        let ticket = self.ticket();
        self.change = Some(Change {
            ticket,
            kind: ChangeKind::Asked { request: id, key, listeners, answer },
            deadline: now.monotonic + std::time::Duration::from_millis(timeout),
        });
        self.finish(now, out)?;
        Ok(Reply::Later(ticket))
    }

    /// The new voter has said what it supports, or has not.
    pub(super) fn versions_answered(
        &mut self,
        id: RequestId,
        answer: Option<&ApiVersionsResponse>,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let is_asked = self.change.as_ref().is_some_and(
            |change| matches!(&change.kind, ChangeKind::Asked { request, .. } if *request == id),
        );
        if !is_asked {
            return Ok(());
        }
        let Some(Change { ticket, kind, deadline }) = self.change.take() else { return Ok(()) };
        let ChangeKind::Asked { key, listeners, answer: when, .. } = kind else { return Ok(()) };
        let feature = answer.filter(|answer| answer.error_code == 0).and_then(|answer| {
            answer.supported_features.iter().find(|feature| feature.name == "kraft.version")
        });
        let refusal = match (answer, feature) {
            (None, _) => Some(ErrorCode::RequestTimedOut),
            (Some(_), Some(feature))
                if (feature.min_version..=feature.max_version)
                    .contains(&self.log.kraft_version()) =>
            {
                (!self.has_caught_up(key, now)).then_some(ErrorCode::RequestTimedOut)
            }
            (Some(_), _) => Some(ErrorCode::InvalidRequest),
        };
        if let Some(code) = refusal {
            out.answers.push((ticket, ChangeAnswer::Add(added(code))));
            return Ok(());
        }
        let kraft_versions = feature.map_or((0, 1), |one| (one.min_version, one.max_version));
        let mut voters = self.log.voters().clone();
        let voter = Voter { directory_id: key.directory_id, listeners, kraft_versions };
        voters.0.insert(key.id, voter);
        let at = self.append_voters(&voters, now, out)?;
        match when {
            WhenAdded::Appended => {
                out.answers.push((ticket, ChangeAnswer::Add(added(ErrorCode::None))));
            }
            WhenAdded::Committed => {
                self.change = Some(Change { ticket, kind: ChangeKind::Adding(at), deadline });
            }
        }
        Ok(())
    }

    fn has_caught_up(&self, key: ReplicaKey, now: Now) -> bool {
        let replica = self.leading().and_then(|leader| leader.replicas.get(&key));
        replica.is_some_and(|replica| {
            replica.last_caught_up.0 > 0 && now.wall - replica.last_caught_up < CAUGHT_UP_WITHIN_MS
        })
    }

    /// Removes a voter. The leader may remove itself: it leads until that is committed.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn remove_raft_voter(
        &mut self,
        request: &RemoveRaftVoterRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<Reply<RemoveRaftVoterResponse, ChangeTicket>, QuorumError> {
        let id = NodeId(request.voter_id);
        let mut voters = self.log.voters().clone();
        let refusal = self.cannot_change(request.cluster_id.as_ref()).or_else(|| {
            if request.voter_id < 0 || request.voter_directory_id.is_zero() {
                return Some(ErrorCode::InvalidRequest);
            }
            let known = voters
                .0
                .get(&id)
                .is_some_and(|voter| voter.directory_id == request.voter_directory_id);
            (!known || voters.0.len() == 1).then_some(ErrorCode::VoterNotFound)
        });
        if let Some(code) = refusal {
            return Ok(Reply::Now(removed(code)));
        }
        voters.0.remove(&id);
        let at = self.append_voters(&voters, now, out)?;
        let ticket = self.ticket();
        let deadline = now.monotonic + self.timeouts.request;
        self.change = Some(Change { ticket, kind: ChangeKind::Removing(at), deadline });
        self.finish(now, out)?;
        Ok(Reply::Later(ticket))
    }

    /// Takes in that a voter listens elsewhere. It is answered at once.
    ///
    /// # Errors
    /// If this node's disk fails.
    pub fn update_raft_voter(
        &mut self,
        request: &UpdateRaftVoterRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<Reply<UpdateRaftVoterResponse, ChangeTicket>, QuorumError> {
        let code = self.update_voter(request, now, out)?;
        self.finish(now, out)?;
        let leader = self.leader();
        let listener = leader.and_then(|leader| self.listeners_of(leader).into_iter().next());
        Ok(Reply::Now(UpdateRaftVoterResponse {
            throttle_time_ms: 0,
            error_code: code as i16,
            current_leader: CurrentLeader {
                leader_id: leader.map_or(-1, |leader| leader.0),
                leader_epoch: self.stored.epoch.0,
                host: listener.as_ref().map(|one| one.host.clone()).unwrap_or_default(),
                port: listener.map_or(0, |one| i32::from(one.port)),
            },
        }))
    }

    fn update_voter(
        &mut self,
        request: &UpdateRaftVoterRequest,
        now: Now,
        out: &mut Output,
    ) -> Result<ErrorCode, QuorumError> {
        if let Some(code) = self.not_leading(LeaderEpoch(request.current_leader_epoch)) {
            return Ok(code);
        }
        if let Some(code) = self.is_unsettled(request.cluster_id.as_ref()) {
            return Ok(code);
        }
        let feature = &request.kraft_version_feature;
        let supported = feature.min_supported_version..=feature.max_supported_version;
        let hosts = request.listeners.iter().all(|listener| !listener.host.is_empty());
        if request.listeners.is_empty()
            || !hosts
            || request.voter_directory_id == Uuid::ZERO
            || !supported.contains(&self.log.kraft_version())
        {
            return Ok(ErrorCode::InvalidRequest);
        }
        let listener = |listener: &update_raft_voter_request::Listener| Listener {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
        };
        let said = Voter {
            directory_id: request.voter_directory_id,
            listeners: request.listeners.iter().map(listener).collect(),
            kraft_versions: (*supported.start(), *supported.end()),
        };
        let id = NodeId(request.voter_id);
        let mut voters = self.log.voters().clone();
        let known = voters.0.get_mut(&id).filter(|voter| {
            voter.directory_id.is_zero() || voter.directory_id == said.directory_id
        });
        let Some(known) = known else { return Ok(ErrorCode::VoterNotFound) };
        if self.log.kraft_version() < 1 {
            // The configuration stands until the quorum is upgraded.
            if let State::Leader(leader) = &mut self.state {
                leader.introduced.insert(id, said);
            }
            return Ok(ErrorCode::None);
        }
        *known = said;
        if voters != *self.log.voters() {
            self.append_voters(&voters, now, out)?;
        }
        Ok(ErrorCode::None)
    }

    /// Why no change can begin now.
    fn cannot_change(&self, cluster_id: Option<&ByteString>) -> Option<ErrorCode> {
        let is_static = self.log.kraft_version() < 1;
        self.is_unsettled(cluster_id).or_else(|| is_static.then_some(ErrorCode::UnsupportedVersion))
    }

    /// Why nothing about the voters can be decided now.
    fn is_unsettled(&self, cluster_id: Option<&ByteString>) -> Option<ErrorCode> {
        if self.is_other_cluster(cluster_id) {
            return Some(ErrorCode::InconsistentClusterId);
        }
        let Some(leader) = self.leading() else { return Some(ErrorCode::NotLeaderOrFollower) };
        if self.change.is_some()
            || self.log.high_watermark <= leader.epoch_start
            || self.log.voters_offset() >= self.log.high_watermark.0
        {
            // One at a time, and only on what is committed.
            Some(ErrorCode::RequestTimedOut)
        } else {
            None
        }
    }

    fn append_voters(
        &mut self,
        voters: &VoterSet,
        now: Now,
        out: &mut Output,
    ) -> Result<i64, QuorumError> {
        let record = snapshots::encode(&voters.to_record())?;
        let epoch = self.stored.epoch;
        let at = self.log.append_controls(&[(ControlType::KraftVoters, record)], epoch, now)?;
        self.waiters.fire_all(&mut out.fired);
        Ok(at.0)
    }

    /// The high watermark has moved: a change may be done, and the leader no voter any more.
    pub(super) fn voters_committed(
        &mut self,
        now: Now,
        out: &mut Output,
    ) -> Result<(), QuorumError> {
        let committed = self.log.high_watermark.0;
        let done = self.change.as_ref().is_some_and(|change| match change.kind {
            ChangeKind::Asked { .. } => false,
            ChangeKind::Adding(at) | ChangeKind::Removing(at) => at < committed,
        });
        if let (true, Some(change)) = (done, self.change.take_if(|_| done)) {
            out.answers.push((change.ticket, answer(&change.kind, ErrorCode::None)));
        }
        let removed =
            self.log.voters_offset() < committed && !self.log.voters().contains(self.key());
        if removed && matches!(self.state, State::Leader(_)) {
            self.step_down(now, out)?;
        }
        Ok(())
    }

    /// A change that takes too long is answered; its record may still be committed.
    pub(super) fn expire_change(&mut self, now: Now, out: &mut Output) {
        let in_flight = &self.in_flight;
        let is_over = |change: &Change| {
            // Nobody answers any more what was asked of the new voter.
            let is_silent = matches!(
                &change.kind,
                ChangeKind::Asked { request, .. } if !in_flight.contains_key(request)
            );
            is_silent || change.deadline <= now.monotonic
        };
        if let Some(change) = self.change.take_if(|change| is_over(change)) {
            out.answers.push((change.ticket, answer(&change.kind, ErrorCode::RequestTimedOut)));
        }
    }

    /// The leadership ends, and with it the change.
    pub(super) fn fail_change(&mut self, out: &mut Output) {
        if let Some(change) = self.change.take() {
            out.answers.push((change.ticket, answer(&change.kind, ErrorCode::NotLeaderOrFollower)));
        }
    }
}

fn answer(kind: &ChangeKind, code: ErrorCode) -> ChangeAnswer {
    match kind {
        ChangeKind::Asked { .. } | ChangeKind::Adding(_) => ChangeAnswer::Add(added(code)),
        ChangeKind::Removing(_) => ChangeAnswer::Remove(removed(code)),
    }
}

/// What the code means here; of most that is what it means everywhere.
fn message(code: ErrorCode) -> Option<ByteString> {
    let said = if code == ErrorCode::UnsupportedVersion {
        "the voters of this cluster are fixed, because the feature kraft.version is 0: they can change once it is 1"
    } else if code == ErrorCode::RequestTimedOut {
        "not in time: a new voter has to answer and to have caught up, and one change of voters waits for another"
    } else {
        code.message()
    };
    (code != ErrorCode::None).then(|| ByteString::from_static(said))
}

fn added(code: ErrorCode) -> AddRaftVoterResponse {
    AddRaftVoterResponse {
        throttle_time_ms: 0,
        error_code: code as i16,
        error_message: message(code),
    }
}

fn removed(code: ErrorCode) -> RemoveRaftVoterResponse {
    RemoveRaftVoterResponse {
        throttle_time_ms: 0,
        error_code: code as i16,
        error_message: message(code),
    }
}
