//! What a node sends to others, by its state: one request at a time to each.

use bytestring::ByteString;

use super::{
    Quorum,
    state::{Introduced, State},
};
use crate::{
    metadata::KRAFT_VERSION_MAX,
    model::{Moment, NodeId, Now, Uuid},
    protocol::messages::{
        begin_quorum_epoch_request::{self, BeginQuorumEpochRequest},
        end_quorum_epoch_request::{self, EndQuorumEpochRequest},
        fetch_request::{FetchPartition, FetchRequest, FetchTopic, ReplicaState},
        update_raft_voter_request::{self, UpdateRaftVoterRequest},
        vote_request::{self, VoteRequest},
    },
    quorum::{Listener, Output, QuorumRequest, RequestId, Send, metadata_log::READ_BYTES_MAX},
};

/// The topic that all requests name.
pub(super) const TOPIC: &str = "__cluster_metadata";

/// How long a leader may keep a fetch, in milliseconds, as Apache Kafka's.
const FETCH_WAIT_MS: i32 = 500;

pub(super) fn is_metadata(partition: i32) -> bool {
    partition == 0
}

/// What a request says of the only partition, if it names that and nothing else.
macro_rules! the_partition {
    ($request:expr) => {
        match &$request.topics[..] {
            [topic] if topic.topic_name == TOPIC => match &topic.partitions[..] {
                [partition] if is_metadata(partition.partition_index) => Some(partition),
                _ => None,
            },
            _ => None,
        }
    };
}
pub(super) use the_partition;

/// The leader's listener for an answer, in the answer's own type.
macro_rules! node_endpoints {
    ($quorum:expr, $type:path) => {{
        type Endpoint = $type;
        let leader = $quorum.leader();
        let listener = leader.and_then(|leader| {
            $quorum.listeners_of(leader).into_iter().next().map(|listener| (leader, listener))
        });
        listener
            .map(|(leader, listener)| Endpoint {
                node_id: leader.0,
                host: listener.host,
                port: listener.port,
            })
            .into_iter()
            .collect()
    }};
}
pub(super) use node_endpoints;

/// A request whose answer is waited for.
#[derive(Clone, Copy, Debug)]
pub(super) struct InFlight {
    /// `None` for a bootstrap server.
    pub(super) node: Option<NodeId>,
    pub(super) kind: Kind,
    pub(super) deadline: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    PreVote,
    Vote,
    Begin,
    End,
    Fetch,
    Snapshot,
    Update,
    Join,
    ApiVersions,
}

impl Quorum {
    pub(super) fn is_other_cluster(&self, cluster_id: Option<&ByteString>) -> bool {
        cluster_id.is_some_and(|id| *id != self.cluster_id)
    }

    /// Forgets what was not answered in time.
    pub(super) fn expire_requests(&mut self, now: Now) {
        self.in_flight.retain(|_, sent| sent.deadline > now.monotonic);
        self.backoff.retain(|_, until| *until > now.monotonic);
    }

    fn is_free(&self, node: NodeId, now: Now) -> bool {
        self.backoff.get(&node).is_none_or(|until| *until <= now.monotonic)
            // Whoever wants to be a voter fetches on: the leader asks it something before it answers.
            && !self
                .in_flight
                .values()
                .any(|sent| sent.node == Some(node) && sent.kind != Kind::Join)
    }

    pub(super) fn send_to(
        &mut self,
        node: NodeId,
        kind: Kind,
        request: QuorumRequest,
        now: Now,
        out: &mut Output,
    ) {
        let known = self.leader_listener.clone().filter(|_| self.leader() == Some(node));
        let listener = known.or_else(|| self.log.voters().listener_of(node).cloned());
        let Some(Listener { host, port, .. }) = listener else { return };
        self.dispatch((Some(node), host, port), kind, request, now, out);
    }

    pub(super) fn dispatch(
        &mut self,
        (node, host, port): (Option<NodeId>, ByteString, u16),
        kind: Kind,
        request: QuorumRequest,
        now: Now,
        out: &mut Output,
    ) -> RequestId {
        self.next_id += 1;
        let id = RequestId(self.next_id);
        let deadline = now.monotonic + self.timeouts.request;
        self.in_flight.insert(id, InFlight { node, kind, deadline });
        out.sends.push(Send { id, node, host, port, request });
        id
    }

    /// Sends what the state asks for.
    pub(super) fn send_due(&mut self, now: Now, out: &mut Output) {
        match &self.state {
            State::Unattached { .. } => self.find_leader(now, out),
            State::Prospective { .. } | State::Candidate { .. } => self.ask_for_votes(now, out),
            State::Follower(_) => {
                self.fetch_on(now, out);
                match self.is_voter() {
                    true => self.update_listeners(now, out),
                    false => self.join_voters(now, out),
                }
            }
            State::Leader(leader) => {
                if leader.begin_due <= now.monotonic {
                    self.begin_epoch(now, out);
                }
            }
            State::Resigned { .. } => self.end_epoch(now, out),
        }
    }

    /// Whether there is somebody to ask for the leader, and no request on its way to one.
    pub(super) fn can_look_for_leader(&self) -> bool {
        let has_places = !self.bootstrap_servers.is_empty() || !self.other_voters().is_empty();
        !self.stopping && has_places && self.in_flight.is_empty() && self.is_log_safe()
    }

    /// Fetches from any node that may know the leader.
    fn find_leader(&mut self, now: Now, out: &mut Output) {
        if self.bootstrap_backoff > now.monotonic || !self.can_look_for_leader() {
            return;
        }
        self.bootstrap_backoff = now.monotonic + self.timeouts.retry_backoff;
        let mut places: Vec<(Option<NodeId>, ByteString, u16)> = self
            .bootstrap_servers
            .iter()
            .map(|server| (None, server.host.clone(), server.port))
            .collect();
        if places.is_empty() {
            let voters = self.log.voters();
            places = self
                .other_voters()
                .into_iter()
                .filter_map(|id| {
                    let listener = voters.listener_of(id)?;
                    Some((Some(id), listener.host.clone(), listener.port))
                })
                .collect();
        }
        if places.is_empty() {
            return;
        }
        let index = self.rng.below(places.len() as u64) as usize;
        let request = QuorumRequest::Fetch(self.fetch_request());
        self.dispatch(places.swap_remove(index), Kind::Fetch, request, now, out);
    }

    /// What was appended has to be safe before a fetch says that it is there.
    fn is_log_safe(&self) -> bool {
        self.log.safe_end() >= self.log.end()
    }

    fn fetch_request(&self) -> FetchRequest {
        FetchRequest {
            cluster_id: Some(self.cluster_id.clone()),
            replica_state: ReplicaState { replica_id: self.node.0, ..ReplicaState::default() },
            // Well before the time-out: an answer that is late by a moment is not a leader that is gone.
            max_wait_ms: i32::try_from((self.timeouts.fetch / 2).as_millis())
                .unwrap_or(FETCH_WAIT_MS)
                .clamp(1, FETCH_WAIT_MS),
            min_bytes: 1,
            max_bytes: READ_BYTES_MAX as i32,
            topics: vec![FetchTopic {
                topic: ByteString::from_static(TOPIC),
                topic_id: Uuid::METADATA_TOPIC,
                partitions: vec![FetchPartition {
                    partition: 0,
                    current_leader_epoch: self.stored.epoch.0,
                    fetch_offset: self.log.end().0,
                    last_fetched_epoch: self.log.last_epoch().0,
                    partition_max_bytes: READ_BYTES_MAX as i32,
                    replica_directory_id: self.directory_id,
                    high_watermark: self.log.high_watermark.0,
                    ..FetchPartition::default()
                }],
            }],
            ..FetchRequest::default()
        }
    }

    fn fetch_on(&mut self, now: Now, out: &mut Output) {
        let State::Follower(follower) = &self.state else { return };
        let leader = follower.leader;
        if !self.is_free(leader, now) {
            return;
        }
        if follower.download.is_some() {
            self.fetch_slice(leader, now, out);
        } else if self.is_log_safe() {
            let request = QuorumRequest::Fetch(self.fetch_request());
            self.send_to(leader, Kind::Fetch, request, now, out);
        }
    }

    fn ask_for_votes(&mut self, now: Now, out: &mut Output) {
        let (votes, kind) = match &self.state {
            State::Prospective { votes, .. } => (votes, Kind::PreVote),
            State::Candidate { votes, .. } => (votes, Kind::Vote),
            State::Unattached { .. }
            | State::Follower(_)
            | State::Leader(_)
            | State::Resigned { .. } => return,
        };
        let unanswered: Vec<NodeId> = self
            .other_voters()
            .into_iter()
            .filter(|id| !votes.granted.contains(id) && !votes.rejected.contains(id))
            .collect();
        for node in unanswered {
            if !self.is_free(node, now) {
                continue;
            }
            let voter = self.log.voters().key_of(node);
            let request = VoteRequest {
                cluster_id: Some(self.cluster_id.clone()),
                voter_id: node.0,
                topics: vec![vote_request::TopicData {
                    topic_name: ByteString::from_static(TOPIC),
                    partitions: vec![vote_request::PartitionData {
                        partition_index: 0,
                        replica_epoch: self.stored.epoch.0,
                        replica_id: self.node.0,
                        replica_directory_id: self.directory_id,
                        voter_directory_id: voter.map_or(Uuid::ZERO, |key| key.directory_id),
                        last_offset_epoch: self.log.last_epoch().0,
                        last_offset: self.log.end().0,
                        pre_vote: kind == Kind::PreVote,
                    }],
                }],
            };
            self.send_to(node, kind, QuorumRequest::Vote(request), now, out);
        }
    }

    fn begin_epoch(&mut self, now: Now, out: &mut Output) {
        let interval = self.timeouts.fetch / 2;
        let unaware: Vec<NodeId> = self
            .other_voters()
            .into_iter()
            .filter(|id| self.leading().is_some_and(|leader| !leader.fetched.contains(id)))
            .collect();
        if let State::Leader(leader) = &mut self.state {
            leader.begin_due = now.monotonic + interval;
        }
        for node in unaware {
            if !self.is_free(node, now) {
                continue;
            }
            let voter = self.log.voters().key_of(node);
            let endpoint = |listener: &Listener| begin_quorum_epoch_request::LeaderEndpoint {
                name: listener.name.clone(),
                host: listener.host.clone(),
                port: listener.port,
            };
            let request = BeginQuorumEpochRequest {
                cluster_id: Some(self.cluster_id.clone()),
                voter_id: node.0,
                topics: vec![begin_quorum_epoch_request::TopicData {
                    topic_name: ByteString::from_static(TOPIC),
                    partitions: vec![begin_quorum_epoch_request::PartitionData {
                        partition_index: 0,
                        voter_directory_id: voter.map_or(Uuid::ZERO, |key| key.directory_id),
                        leader_id: self.node.0,
                        leader_epoch: self.stored.epoch.0,
                    }],
                }],
                leader_endpoints: self.listeners.iter().map(endpoint).collect(),
            };
            self.send_to(node, Kind::Begin, QuorumRequest::BeginQuorumEpoch(request), now, out);
        }
    }

    fn end_epoch(&mut self, now: Now, out: &mut Output) {
        let State::Resigned { waiting, successors, .. } = &self.state else { return };
        let (waiting, successors) = (waiting.clone(), successors.clone());
        for node in waiting {
            if !self.is_free(node, now) {
                continue;
            }
            let endpoint = |listener: &Listener| end_quorum_epoch_request::LeaderEndpoint {
                name: listener.name.clone(),
                host: listener.host.clone(),
                port: listener.port,
            };
            let candidate =
                |key: &crate::quorum::ReplicaKey| end_quorum_epoch_request::ReplicaInfo {
                    candidate_id: key.id.0,
                    candidate_directory_id: key.directory_id,
                };
            let request = EndQuorumEpochRequest {
                cluster_id: Some(self.cluster_id.clone()),
                topics: vec![end_quorum_epoch_request::TopicData {
                    topic_name: ByteString::from_static(TOPIC),
                    partitions: vec![end_quorum_epoch_request::PartitionData {
                        partition_index: 0,
                        leader_id: self.node.0,
                        leader_epoch: self.stored.epoch.0,
                        preferred_successors: successors.iter().map(|key| key.id.0).collect(),
                        preferred_candidates: successors.iter().map(candidate).collect(),
                    }],
                }],
                leader_endpoints: self.listeners.iter().map(endpoint).collect(),
            };
            self.send_to(node, Kind::End, QuorumRequest::EndQuorumEpoch(request), now, out);
        }
    }

    /// Tells the leader of this voter's listeners if the voter set has others, or, as it stands in no log, not even
    /// its directory (KIP-853).
    fn update_listeners(&mut self, now: Now, out: &mut Output) {
        let interval = self.timeouts.fetch * 3;
        let is_static = self.log.kraft_version() < 1;
        let State::Follower(follower) = &mut self.state else { return };
        if follower.update_due > now.monotonic {
            return;
        }
        let leader = follower.leader;
        follower.update_due = now.monotonic + interval;
        let known = self.log.voters().0.get(&self.node);
        let is_due = match is_static {
            true => follower.introduced == Introduced::NotYet && !self.listeners.is_empty(),
            false => known.is_some_and(|voter| voter.listeners != self.listeners),
        };
        if !is_due {
            return;
        }
        let listener = |listener: &Listener| update_raft_voter_request::Listener {
            name: listener.name.clone(),
            host: listener.host.clone(),
            port: listener.port,
        };
        let request = UpdateRaftVoterRequest {
            cluster_id: Some(self.cluster_id.clone()),
            current_leader_epoch: self.stored.epoch.0,
            voter_id: self.node.0,
            voter_directory_id: self.directory_id,
            listeners: self.listeners.iter().map(listener).collect(),
            kraft_version_feature: update_raft_voter_request::KRaftVersionFeature {
                min_supported_version: 0,
                max_supported_version: KRAFT_VERSION_MAX,
            },
        };
        self.send_to(leader, Kind::Update, QuorumRequest::UpdateRaftVoter(request), now, out);
    }
}
