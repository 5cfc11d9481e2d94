//! A member of a group (KIP-848): it heartbeats, takes what it is assigned, asks where to go on, and commits offsets that
//! rise. What it loses it gives up before it says so. A commit without an answer may arrive any time later: it leaves
//! then, so that it is refused, and comes back as another one.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, Rng, Uuid},
    protocol::{
        Request,
        messages::{
            ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse, FindCoordinatorRequest,
            OffsetCommitRequest, OffsetFetchRequest,
            consumer_group_heartbeat_request::TopicPartitions,
            offset_commit_request::{OffsetCommitRequestPartition, OffsetCommitRequestTopic},
            offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
        },
    },
};

use super::{Client, Desk, Question, Wish};
use crate::{
    clients::codes::{Verdict, of_coordinator},
    cluster::{
        history::{GROUP, NUMBERS},
        machine::index_of,
    },
    wire,
};

const HEARTBEAT: i16 = 1;
const COMMIT: i16 = 9;
const FETCH_OFFSETS: i16 = 9;
const FIND_COORDINATOR: i16 = 4;
/// The kind of coordinator that groups have.
const OF_GROUPS: i8 = 0;
const PATIENCE: Duration = Duration::from_secs(2);
/// The epoch of a member that leaves.
const LEAVES: i32 = -1;
const REBALANCE_TIMEOUT_MS: i32 = 10_000;

/// What was asked; of a commit and of what is committed, the newest offset that was known then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Coordinator,
    Heartbeat,
    Committed { partition: i32, before: Option<i64> },
    Commit { partition: i32, before: Option<i64>, offset: i64 },
}

/// A member.
pub(in crate::cluster) struct Member {
    name: String,
    /// Its id in the group: it has come so often.
    comings: u64,
    machines: usize,
    coordinator: Option<usize>,
    /// 0 to join, [`LEAVES`] to leave.
    epoch: i32,
    topic_id: Uuid,
    /// Where it goes on with what it has; `None` until it is told.
    owned: BTreeMap<i32, Option<i64>>,
    /// What it has is news to the coordinator.
    is_news: bool,
    asked: Option<Asked>,
    correlation: i32,
    rng: Rng,
}

impl Member {
    pub(in crate::cluster) fn new(name: String, machines: usize, rng: Rng) -> Self {
        Self {
            name,
            comings: 0,
            machines,
            coordinator: None,
            epoch: 0,
            topic_id: Uuid::ZERO,
            owned: BTreeMap::new(),
            is_news: true,
            asked: None,
            correlation: 0,
            rng,
        }
    }

    fn id(&self) -> String {
        format!("{}.{}", self.name, self.comings)
    }

    fn go_on(&mut self, desk: &mut Desk<'_>) {
        let Some(coordinator) = self.coordinator else {
            let request = FindCoordinatorRequest {
                key_type: OF_GROUPS,
                coordinator_keys: vec![GROUP.into()],
                ..Default::default()
            };
            let machine = self.rng.below(self.machines as u64) as usize;
            return self.send(&request, FIND_COORDINATOR, (Asked::Coordinator, machine), desk);
        };
        if self.epoch > 0 && !self.is_news {
            let unknown = self.owned.iter().find(|(_, offset)| offset.is_none());
            if let Some((&partition, _)) = unknown {
                return self.ask_committed(partition, coordinator, desk);
            }
            if self.rng.below(2) == 0 && !desk.is_closing {
                let owned: Vec<i32> = self.owned.keys().copied().collect();
                if !owned.is_empty() {
                    let partition = owned[self.rng.below(owned.len() as u64) as usize];
                    return self.commit(partition, coordinator, desk);
                }
            }
        }
        self.heartbeat(coordinator, desk);
    }

    fn heartbeat(&mut self, coordinator: usize, desk: &mut Desk<'_>) {
        let joins = self.epoch == 0;
        let owned = TopicPartitions {
            topic_id: self.topic_id,
            partitions: self.owned.keys().copied().collect(),
        };
        let owned = if self.owned.is_empty() { Vec::new() } else { vec![owned] };
        let request = ConsumerGroupHeartbeatRequest {
            group_id: GROUP.into(),
            member_id: self.id().into(),
            member_epoch: self.epoch,
            rebalance_timeout_ms: if joins { REBALANCE_TIMEOUT_MS } else { -1 },
            subscribed_topic_names: joins.then(|| vec![NUMBERS.into()]),
            topic_partitions: (joins || self.is_news).then_some(owned),
            ..Default::default()
        };
        self.send(&request, HEARTBEAT, (Asked::Heartbeat, coordinator), desk);
    }

    fn ask_committed(&mut self, partition: i32, coordinator: usize, desk: &mut Desk<'_>) {
        let topic = OffsetFetchRequestTopics {
            name: NUMBERS.into(),
            partition_indexes: vec![partition],
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: GROUP.into(),
            member_id: Some(self.id().into()),
            member_epoch: self.epoch,
            topics: Some(vec![topic]),
        };
        let request =
            OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
        let before = desk.history.newest_commit(GROUP, partition);
        let asked = Asked::Committed { partition, before };
        self.send(&request, FETCH_OFFSETS, (asked, coordinator), desk);
    }

    fn commit(&mut self, partition: i32, coordinator: usize, desk: &mut Desk<'_>) {
        let Some(Some(at)) = self.owned.get(&partition).copied() else { return };
        let offset = at + 1 + self.rng.below(5) as i64;
        let one = OffsetCommitRequestPartition {
            partition_index: partition,
            committed_offset: offset,
            committed_metadata: Some("".into()),
            ..Default::default()
        };
        let topic = OffsetCommitRequestTopic {
            name: NUMBERS.into(),
            partitions: vec![one],
            ..Default::default()
        };
        let request = OffsetCommitRequest {
            group_id: GROUP.into(),
            generation_id_or_member_epoch: self.epoch,
            member_id: self.id().into(),
            topics: vec![topic],
            ..Default::default()
        };
        let before = desk.history.newest_commit(GROUP, partition);
        let asked = Asked::Commit { partition, before, offset };
        self.send(&request, COMMIT, (asked, coordinator), desk);
    }

    fn send<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        (asked, machine): (Asked, usize),
        desk: &mut Desk<'_>,
    ) {
        self.correlation += 1;
        self.asked = Some(asked);
        let frame = wire::request(request, version, self.correlation, &self.name);
        let what = format!("{asked:?} in epoch {} with {:?}", self.epoch, self.owned);
        desk.wishes.push(Wish::Ask(Question { machine, frame, what, patience: PATIENCE }));
    }

    fn take(&mut self, asked: Asked, frame: Bytes, desk: &mut Desk<'_>) {
        let correlation = self.correlation;
        match asked {
            Asked::Coordinator => {
                let answer =
                    wire::response::<FindCoordinatorRequest>(frame, FIND_COORDINATOR, correlation);
                let found = answer.coordinators.first().filter(|one| one.error_code == 0);
                self.coordinator = found.and_then(|one| index_of(one.node_id));
            }
            Asked::Heartbeat => {
                let answer =
                    wire::response::<ConsumerGroupHeartbeatRequest>(frame, HEARTBEAT, correlation);
                self.heartbeat_answered(&answer, desk);
            }
            Asked::Committed { partition, before } => {
                let answer =
                    wire::response::<OffsetFetchRequest>(frame, FETCH_OFFSETS, correlation);
                let Some(group) = answer.groups.first() else { return };
                let one = group.topics.first().and_then(|topic| topic.partitions.first());
                let code = one.map_or(group.error_code, |one| one.error_code | group.error_code);
                let Some(one) = one.filter(|_| self.heed(code, desk)) else { return };
                desk.history.found(partition, before, one.committed_offset);
                if let Some(at) = self.owned.get_mut(&partition) {
                    *at = Some(one.committed_offset.max(0));
                }
            }
            Asked::Commit { partition, before, offset } => {
                let answer = wire::response::<OffsetCommitRequest>(frame, COMMIT, correlation);
                let code = answer.topics[0].partitions[0].error_code;
                if self.heed(code, desk) {
                    desk.note(format!("{} has committed {offset} of {partition}", self.name));
                    desk.history.committed(GROUP, partition, before, offset);
                    if let Some(at) = self.owned.get_mut(&partition) {
                        *at = Some(offset);
                    }
                }
            }
        }
    }

    fn heartbeat_answered(&mut self, answer: &ConsumerGroupHeartbeatResponse, desk: &mut Desk<'_>) {
        if !self.heed(answer.error_code, desk) {
            return;
        }
        if self.epoch == LEAVES {
            return self.come_again();
        }
        self.epoch = answer.member_epoch;
        self.is_news = false;
        let Some(assignment) = &answer.assignment else { return };
        let mut assigned = BTreeMap::new();
        for topic in &assignment.topic_partitions {
            self.topic_id = topic.topic_id;
            for partition in &topic.partitions {
                assigned.insert(*partition, self.owned.get(partition).copied().flatten());
            }
        }
        self.is_news = !self.owned.keys().eq(assigned.keys());
        self.owned = assigned;
    }

    fn come_again(&mut self) {
        self.comings += 1;
        self.epoch = 0;
        self.owned.clear();
    }

    /// Whether a request was done; what follows if not.
    fn heed(&mut self, code: i16, desk: &mut Desk<'_>) -> bool {
        let code = ErrorCode::from_code(code);
        match code {
            // The next heartbeat tells.
            ErrorCode::StaleMemberEpoch => return false,
            ErrorCode::UnknownMemberId | ErrorCode::FencedMemberEpoch => {
                desk.note(format!("{} is told {}", self.name, code.name()));
                self.come_again();
                return false;
            }
            _ => {}
        }
        match of_coordinator(code) {
            Verdict::Done => true,
            Verdict::Again => {
                self.coordinator = None;
                false
            }
            Verdict::Abort | Verdict::Fatal => {
                let what =
                    format!("{} is told {} at {:?}", self.name, code.name(), desk.now.monotonic);
                desk.history.refused.push(what);
                false
            }
        }
    }
}

impl Client for Member {
    fn name(&self) -> &str {
        &self.name
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        self.go_on(desk);
    }

    fn answered(&mut self, frame: Option<Bytes>, desk: &mut Desk<'_>) {
        match (self.asked.take(), frame) {
            (Some(asked), Some(frame)) => self.take(asked, frame, desk),
            (Some(asked), None) => {
                self.coordinator = None;
                if matches!(asked, Asked::Commit { .. }) {
                    self.epoch = LEAVES;
                    self.owned.clear();
                }
            }
            (None, _) => {}
        }
        desk.wake_after(Duration::from_millis(20 + self.rng.below(150)));
    }
}
