//! The leader: it tells the voters of its epoch, gives records to whoever fetches, and knows by that how
//! far each one is.

use std::time::Duration;

use super::{
    output::{Output, QuorumAddress, QuorumRequest},
    quorum::{Asked, Quorum, What},
    role::Role,
    wire::{METADATA_PARTITION, METADATA_TOPIC, METADATA_TOPIC_ID},
};
use crate::{
    model::{ErrorCode, LeaderEpoch, LogSlice, NodeId, Now, Offset},
    protocol::{
        codec::Records,
        messages::{
            BeginQuorumEpochRequest, BeginQuorumEpochResponse, EndQuorumEpochRequest,
            EndQuorumEpochResponse, FetchRequest, FetchResponse, begin_quorum_epoch_request,
            begin_quorum_epoch_response, end_quorum_epoch_request, end_quorum_epoch_response,
            fetch_request::FetchPartition,
            fetch_response::{
                EpochEndOffset, FetchableTopicResponse, LeaderIdAndEpoch, NodeEndpoint,
                PartitionData,
            },
        },
    },
};

/// Most bytes that a Fetch of the metadata log is answered with.
const FETCH_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Observers that are remembered; others are served, and not described.
const OBSERVERS_MAX: usize = 1_000;

/// What a Fetch of the metadata log comes to.
#[derive(Debug)]
pub enum QuorumFetch {
    /// This.
    Answer(FetchResponse),
    /// There is nothing new: register to be woken, and ask again.
    Wait,
}

/// Whether a Fetch may wait for something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It may.
    Left,
    /// Its time is over.
    Over,
}

impl Quorum {
    /// Whether a Fetch is for the metadata log.
    #[must_use]
    pub fn is_fetch_of_metadata(request: &FetchRequest) -> bool {
        request.topics.first().is_some_and(|topic| {
            topic.topic_id == METADATA_TOPIC_ID || topic.topic == METADATA_TOPIC
        })
    }

    /// Wakes `waker` when a Fetch that has found nothing should be asked again.
    pub fn await_news(&mut self, waker: &std::task::Waker) {
        if !self.waiting.iter().any(|one| one.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }

    /// Answers a Fetch of another member.
    pub fn fetch(
        &mut self,
        request: &FetchRequest,
        patience: Patience,
        now: Now,
        out: &mut Output,
    ) -> QuorumFetch {
        if !self.is_cluster(request.cluster_id.as_deref()) {
            let error_code = ErrorCode::InconsistentClusterId.code();
            return QuorumFetch::Answer(FetchResponse { error_code, ..Default::default() });
        }
        let asked = request.topics.first().and_then(|topic| topic.partitions.first());
        let Some(asked) = asked.filter(|asked| asked.partition == METADATA_PARTITION) else {
            let error_code = ErrorCode::InvalidRequest.code();
            return QuorumFetch::Answer(FetchResponse { error_code, ..Default::default() });
        };
        let replica = if request.replica_state.replica_id >= 0 {
            request.replica_state.replica_id
        } else {
            request.replica_id
        };
        let refused = |quorum: &Self, code: ErrorCode| {
            QuorumFetch::Answer(quorum.fetched(code, Vec::new(), None))
        };
        let epoch = LeaderEpoch(asked.current_leader_epoch);
        if epoch != LeaderEpoch::NONE && epoch < self.election.epoch {
            return refused(self, ErrorCode::FencedLeaderEpoch);
        }
        if epoch > self.election.epoch {
            return refused(self, ErrorCode::UnknownLeaderEpoch);
        }
        if !self.is_leader() {
            return refused(self, ErrorCode::NotLeaderOrFollower);
        }
        if asked.fetch_offset < 0 || asked.last_fetched_epoch < -1 {
            return refused(self, ErrorCode::InvalidRequest);
        }
        if let Some(diverging) = self.divergence(asked) {
            let answer = self.fetched(ErrorCode::None, Vec::new(), Some(diverging));
            return QuorumFetch::Answer(answer);
        }
        let from = Offset(asked.fetch_offset);
        self.has_fetched(NodeId(replica), from, now, out);
        let bytes_max = usize::try_from(asked.partition_max_bytes).unwrap_or(0);
        let slices = if from < self.log.end_offset() {
            match self.log.read(from, bytes_max.clamp(1, FETCH_BYTES_MAX)) {
                Ok(slices) => slices,
                Err(_) => return refused(self, ErrorCode::KafkaStorageError),
            }
        } else {
            Vec::new()
        };
        let told = self.told_high_watermark(NodeId(replica), asked);
        let is_news = !slices.is_empty() || self.high_watermark != told;
        if !is_news && patience == Patience::Left {
            return QuorumFetch::Wait;
        }
        self.tell_high_watermark(NodeId(replica));
        QuorumFetch::Answer(self.fetched(ErrorCode::None, slices, None))
    }

    /// Where the log of a follower leaves this one.
    fn divergence(&self, asked: &FetchPartition) -> Option<EpochEndOffset> {
        let (from, start) = (Offset(asked.fetch_offset), self.log.start_offset());
        let epoch = LeaderEpoch(asked.last_fetched_epoch);
        if from == start && (epoch.0 <= 0 || from == Offset::ZERO) {
            return None;
        }
        let end = self.log.end_of_epoch(epoch);
        let same = end.epoch == epoch && end.end_offset >= from && from <= self.log.end_offset();
        (!same).then(|| EpochEndOffset {
            epoch: end.epoch.0.max(0),
            end_offset: end.end_offset.0.max(start.0),
        })
    }

    fn has_fetched(&mut self, replica: NodeId, from: Offset, now: Now, out: &mut Output) {
        if replica == NodeId::NONE || replica == self.me {
            return;
        }
        self.heard.insert(replica, now.monotonic);
        let is_voter = self.voters.contains_key(&replica);
        let end = self.log.end_offset();
        let others = self.voters.len() - 1;
        let timeout = self.timeouts.fetch * 3 / 2;
        let Role::Leader(leading) = &mut self.role else { return };
        if !is_voter && !leading.replicas.contains_key(&replica) && leading.replicas.len() >= OBSERVERS_MAX
        {
            return;
        }
        let progress = leading.replicas.entry(replica).or_default();
        if from >= end {
            progress.last_caught_up = Some(now.wall);
        } else if progress.leader_end_at_fetch.is_some_and(|end| from >= end)
            && let Some((_, wall)) = progress.last_fetch
        {
            progress.last_caught_up = progress.last_caught_up.max(Some(wall));
        }
        progress.end_offset = Some(from);
        progress.last_fetch = Some((now.monotonic, now.wall));
        progress.leader_end_at_fetch = Some(end);
        if is_voter {
            leading.heard.insert(replica);
            if leading.heard.len() >= others.div_ceil(2) {
                leading.heard.clear();
                leading.majority_deadline = now.monotonic + timeout;
            }
            self.advance_high_watermark(out);
        }
    }

    fn told_high_watermark(&self, replica: NodeId, asked: &FetchPartition) -> Option<Offset> {
        if asked.high_watermark != i64::MAX {
            return (asked.high_watermark >= 0).then_some(Offset(asked.high_watermark));
        }
        let Role::Leader(leading) = &self.role else { return None };
        leading.replicas.get(&replica).and_then(|one| one.told_high_watermark)
    }

    fn tell_high_watermark(&mut self, replica: NodeId) {
        let high_watermark = self.high_watermark;
        if let Role::Leader(leading) = &mut self.role
            && let Some(progress) = leading.replicas.get_mut(&replica)
        {
            progress.told_high_watermark = high_watermark;
        }
    }

    fn fetched(
        &self,
        code: ErrorCode,
        slices: Vec<LogSlice>,
        diverging: Option<EpochEndOffset>,
    ) -> FetchResponse {
        let leader = self.election.leader;
        let partition = PartitionData {
            partition_index: METADATA_PARTITION,
            error_code: code.code(),
            high_watermark: self.high_watermark.map_or(-1, |offset| offset.0),
            log_start_offset: self.log.start_offset().0,
            diverging_epoch: diverging.unwrap_or_default(),
            current_leader: LeaderIdAndEpoch {
                leader_id: leader.unwrap_or(NodeId::NONE).0,
                leader_epoch: self.election.epoch.0,
            },
            records: Some(Records::new(slices)),
            ..Default::default()
        };
        let endpoint = leader.and_then(|leader| {
            let address = self.voters.get(&leader)?;
            Some(NodeEndpoint {
                node_id: leader.0,
                host: address.host.clone(),
                port: i32::from(address.port),
                rack: None,
            })
        });
        FetchResponse {
            responses: vec![FetchableTopicResponse {
                topic: METADATA_TOPIC.into(),
                topic_id: METADATA_TOPIC_ID,
                partitions: vec![partition],
            }],
            node_endpoints: endpoint.into_iter().collect(),
            ..Default::default()
        }
    }

    /// Tells the voters that do not fetch of the epoch.
    pub(super) fn announce(&mut self, now: Now, out: &mut Output) {
        let interval = self.timeouts.fetch / 2;
        let Role::Leader(leading) = &mut self.role else { return };
        if now.monotonic < leading.announce_due {
            return;
        }
        leading.announce_due = now.monotonic + interval;
        let is_fetching = |voter: &NodeId| {
            let last = leading.replicas.get(voter).and_then(|one| one.last_fetch);
            last.is_some_and(|(at, _)| now.monotonic.since(at) < interval)
        };
        let silent: Vec<(NodeId, QuorumAddress)> = self
            .voters
            .iter()
            .filter(|(voter, _)| **voter != self.me && !is_fetching(voter))
            .map(|(voter, to)| (*voter, to.clone()))
            .collect();
        for (voter, to) in silent {
            if !self.is_free(&to, What::BeginEpoch) {
                continue;
            }
            let partition = begin_quorum_epoch_request::PartitionData {
                partition_index: METADATA_PARTITION,
                leader_id: self.me.0,
                leader_epoch: self.election.epoch.0,
                ..Default::default()
            };
            let own = self.voters.get(&self.me).cloned();
            let request = BeginQuorumEpochRequest {
                cluster_id: Some(self.cluster_id.clone()),
                voter_id: voter.0,
                topics: vec![begin_quorum_epoch_request::TopicData {
                    topic_name: METADATA_TOPIC.into(),
                    partitions: vec![partition],
                }],
                leader_endpoints: own
                    .map(|own| begin_quorum_epoch_request::LeaderEndpoint {
                        name: "CONTROLLER".into(),
                        host: own.host,
                        port: own.port,
                    })
                    .into_iter()
                    .collect(),
            };
            let request = QuorumRequest::BeginEpoch(request);
            self.send(Some(voter), to, What::BeginEpoch, request, out);
        }
    }

    /// Tells the voters that the leadership ends, those with the most first in the list of who is to follow.
    pub(super) fn announce_end(&mut self, out: &mut Output) {
        let Role::Leader(leading) = &self.role else { return };
        let mut successors: Vec<NodeId> =
            self.voters.keys().copied().filter(|voter| *voter != self.me).collect();
        successors.sort_by_key(|voter| {
            let end = leading.replicas.get(voter).and_then(|one| one.end_offset);
            std::cmp::Reverse(end)
        });
        let candidates = successors.iter().map(|voter| end_quorum_epoch_request::ReplicaInfo {
            candidate_id: voter.0,
            ..Default::default()
        });
        let partition = end_quorum_epoch_request::PartitionData {
            partition_index: METADATA_PARTITION,
            leader_id: self.me.0,
            leader_epoch: self.election.epoch.0,
            preferred_candidates: candidates.collect(),
            ..Default::default()
        };
        let request = EndQuorumEpochRequest {
            cluster_id: Some(self.cluster_id.clone()),
            topics: vec![end_quorum_epoch_request::TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![partition],
            }],
            ..Default::default()
        };
        for voter in successors {
            let Some(to) = self.voters.get(&voter).cloned() else { continue };
            let request = QuorumRequest::EndEpoch(request.clone());
            self.send(Some(voter), to, What::EndEpoch, request, out);
        }
    }

    pub(super) fn take_begin_epoch(
        &mut self,
        asked: &Asked,
        response: &BeginQuorumEpochResponse,
        now: Now,
        out: &mut Output,
    ) {
        let partition = response.topics.first().and_then(|topic| topic.partitions.first());
        let Some(partition) = partition else { return self.quiet_for_now(&asked.to, now) };
        let leader = (partition.leader_id >= 0).then_some(NodeId(partition.leader_id));
        self.learn(LeaderEpoch(partition.leader_epoch), leader, now, out);
    }

    /// Hears that an epoch has begun.
    pub fn begin_quorum_epoch(
        &mut self,
        request: &BeginQuorumEpochRequest,
        now: Now,
        out: &mut Output,
    ) -> BeginQuorumEpochResponse {
        let asked = request.topics.first().and_then(|topic| topic.partitions.first());
        let code = match asked {
            _ if !self.is_cluster(request.cluster_id.as_deref()) => {
                ErrorCode::InconsistentClusterId
            }
            None => ErrorCode::InvalidRequest,
            Some(asked) if asked.leader_epoch < self.election.epoch.0 => {
                ErrorCode::FencedLeaderEpoch
            }
            Some(asked) if !self.voters.contains_key(&NodeId(asked.leader_id)) => {
                ErrorCode::InvalidRequest
            }
            Some(asked) => {
                let (epoch, leader) = (LeaderEpoch(asked.leader_epoch), NodeId(asked.leader_id));
                self.learn(epoch, Some(leader), now, out);
                self.poll(now, out);
                ErrorCode::None
            }
        };
        if matches!(code, ErrorCode::InconsistentClusterId | ErrorCode::InvalidRequest) {
            return BeginQuorumEpochResponse { error_code: code.code(), ..Default::default() };
        }
        let partition = begin_quorum_epoch_response::PartitionData {
            partition_index: METADATA_PARTITION,
            error_code: code.code(),
            leader_id: self.election.leader.unwrap_or(NodeId::NONE).0,
            leader_epoch: self.election.epoch.0,
        };
        BeginQuorumEpochResponse {
            topics: vec![begin_quorum_epoch_response::TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![partition],
            }],
            ..Default::default()
        }
    }

    /// Hears that a leader gives up.
    pub fn end_quorum_epoch(
        &mut self,
        request: &EndQuorumEpochRequest,
        now: Now,
        out: &mut Output,
    ) -> EndQuorumEpochResponse {
        let asked = request.topics.first().and_then(|topic| topic.partitions.first());
        let code = match asked {
            _ if !self.is_cluster(request.cluster_id.as_deref()) => {
                ErrorCode::InconsistentClusterId
            }
            None => ErrorCode::InvalidRequest,
            Some(asked) if asked.leader_epoch < self.election.epoch.0 => {
                ErrorCode::FencedLeaderEpoch
            }
            Some(asked) => {
                let (epoch, leader) = (LeaderEpoch(asked.leader_epoch), NodeId(asked.leader_id));
                self.learn(epoch, Some(leader), now, out);
                let me = self.me.0;
                let place = asked.preferred_candidates.iter().position(|one| one.candidate_id == me);
                let place = place.or_else(|| asked.preferred_successors.iter().position(|one| *one == me));
                // The first one stands at once, the others a little later each.
                let step = (self.timeouts.election / 4).max(Duration::from_millis(1));
                let pause = step * u32::try_from(place.unwrap_or(self.voters.len())).unwrap_or(1);
                if let Role::Follower(following) = &mut self.role
                    && following.leader == leader
                {
                    following.deadline = following.deadline.min(now.monotonic + pause);
                    // It has said itself that it leads no longer.
                    following.has_fetched = false;
                }
                self.poll(now, out);
                ErrorCode::None
            }
        };
        if matches!(code, ErrorCode::InconsistentClusterId | ErrorCode::InvalidRequest) {
            return EndQuorumEpochResponse { error_code: code.code(), ..Default::default() };
        }
        let partition = end_quorum_epoch_response::PartitionData {
            partition_index: METADATA_PARTITION,
            error_code: code.code(),
            leader_id: self.election.leader.unwrap_or(NodeId::NONE).0,
            leader_epoch: self.election.epoch.0,
        };
        EndQuorumEpochResponse {
            topics: vec![end_quorum_epoch_response::TopicData {
                topic_name: METADATA_TOPIC.into(),
                partitions: vec![partition],
            }],
            ..Default::default()
        }
    }
}
