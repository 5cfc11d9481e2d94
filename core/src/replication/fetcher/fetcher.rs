//! The fetcher: which request comes next. At most one is under way, and none is made while a task has not
//! come back, so what a request says of a partition is what the partition has.

use std::{collections::BTreeMap, time::Duration};

use bytestring::ByteString;

use super::{
    partition::{Followed, Outcome, Stage, Throttling, is_premature},
    session::{Said, Session},
    settings::FetcherSettings,
};
use crate::{
    model::{ErrorCode, Moment, Now, Offset, TopicIdPartition},
    protocol::messages::{
        FetchRequest, FetchResponse, ListOffsetsRequest, ListOffsetsResponse,
        fetch_request::{FetchPartition, FetchTopic, ForgottenTopic, ReplicaState},
    },
    replication::{FetchPosition, throttle::QuotaState},
};

/// The first pause before a leader is asked again that has not heard of its leadership.
const PREMATURE_BACKOFF_MIN: Duration = Duration::from_millis(5);

/// A request for the leader.
#[derive(Clone, PartialEq)]
pub enum FetcherRequest {
    /// Version 17, or 18.
    Fetch(FetchRequest),
    /// Version 4 or later.
    ListOffsets(ListOffsetsRequest),
}

/// What came of a request.
pub enum FetcherAnswer {
    /// To a Fetch.
    Fetch(FetchResponse),
    /// To a ListOffsets.
    ListOffsets(ListOffsetsResponse),
    /// None came: the connection broke, the time was up, or it could not be read.
    Unreachable,
}

/// A partition on its way from one fetcher to another.
#[derive(Debug)]
pub struct HandedOver(Followed);

/// What is under way.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flight {
    None,
    Fetch,
    ListOffsets,
}

/// A follower's side of replication, for the partitions that one leader leads. A value: it is told what
/// happens, and says what to do.
#[derive(Debug)]
pub struct Fetcher {
    pub(super) settings: FetcherSettings,
    pub(super) partitions: BTreeMap<TopicIdPartition, Followed>,
    pub(super) session: Session,
    pub(super) flight: Flight,
    /// Where the throttled partitions wait.
    throttled_until: Option<Moment>,
}

impl Fetcher {
    /// A fetcher that follows nothing yet.
    #[must_use]
    pub fn new(settings: FetcherSettings) -> Self {
        Self {
            settings,
            partitions: BTreeMap::new(),
            session: Session::new(),
            flight: Flight::None,
            throttled_until: None,
        }
    }

    /// Follows a partition from a position on; one that it follows already starts anew there.
    pub fn add(&mut self, id: TopicIdPartition, topic: ByteString, position: FetchPosition) {
        let followed = Followed {
            topic,
            position,
            stage: Stage::Fetching,
            delayed_until: None,
            premature: 0,
            lag: None,
            high_watermark: Offset::NONE,
            throttling: Throttling::Free,
        };
        self.partitions.insert(id, followed);
    }

    /// Follows a partition no more. Answers that are under way are ignored.
    pub fn remove(&mut self, id: TopicIdPartition) {
        self.partitions.remove(&id);
    }

    /// Gives a partition away to another fetcher of the same leader; `None` if it is not followed, or a task has
    /// not come back. Answers that are under way are ignored.
    pub fn hand_over(&mut self, id: TopicIdPartition) -> Option<HandedOver> {
        if self.partitions.get(&id)?.stage == Stage::Busy {
            return None;
        }
        self.partitions.remove(&id).map(HandedOver)
    }

    /// Follows a partition on where another fetcher was.
    pub fn take_over(&mut self, id: TopicIdPartition, HandedOver(followed): HandedOver) {
        self.partitions.insert(id, followed);
    }

    /// Says whether a partition waits while the quota is exceeded; none does unless said so.
    pub fn set_throttling(&mut self, id: TopicIdPartition, throttling: Throttling) {
        if let Some(partition) = self.partitions.get_mut(&id) {
            partition.throttling = throttling;
        }
    }

    /// Takes the incarnation under which the broker is registered now.
    pub fn set_broker_epoch(&mut self, broker_epoch: i64) {
        self.settings.broker_epoch = broker_epoch;
    }

    /// Whether it follows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.partitions.is_empty()
    }

    /// Committed records that a partition lacks; `None` until the leader has answered.
    #[must_use]
    pub fn lag(&self, id: TopicIdPartition) -> Option<i64> {
        self.partitions.get(&id)?.lag
    }

    /// The largest lag of all partitions.
    #[must_use]
    pub fn lag_max(&self) -> i64 {
        self.partitions.values().filter_map(|partition| partition.lag).max().unwrap_or(0)
    }

    /// The request to send now; `None` if one is under way, a task has not come back, or there is nothing to
    /// ask for before [`Fetcher::next_timeout`].
    pub fn next_request(&mut self, now: Now, quota: QuotaState) -> Option<FetcherRequest> {
        // The one is a comparison, the other looks at every partition.
        if self.flight != Flight::None
            || self.partitions.values().any(|partition| partition.stage == Stage::Busy)
        {
            return None;
        }
        if let Some(request) = self.next_list_offsets(now.monotonic) {
            self.flight = Flight::ListOffsets;
            return Some(FetcherRequest::ListOffsets(request));
        }
        self.throttled_until = None;
        let mut wanted = BTreeMap::new();
        for (id, partition) in &self.partitions {
            if partition.is_delayed(now.monotonic) || partition.stage != Stage::Fetching {
                continue;
            }
            let lags = partition.lag.is_none_or(|lag| lag > 0);
            let is_throttled = partition.throttling == Throttling::Throttled;
            if is_throttled && lags && quota == QuotaState::Exceeded {
                self.throttled_until = Some(now.monotonic + self.settings.backoff);
                continue;
            }
            wanted.insert(*id, partition.position);
        }
        let said = self.session.next(wanted)?;
        self.flight = Flight::Fetch;
        Some(FetcherRequest::Fetch(self.fetch_request(said)))
    }

    /// When [`Fetcher::next_request`] may have something that it has not now; `None` if only an answer, a
    /// finished task or a new partition changes anything.
    #[must_use]
    pub fn next_timeout(&self) -> Option<Moment> {
        if self.flight != Flight::None
            || self.partitions.values().any(|partition| partition.stage == Stage::Busy)
        {
            return None;
        }
        let delays = self.partitions.values().filter_map(|partition| partition.delayed_until);
        delays.chain(self.throttled_until).min()
    }

    /// Takes in what came of a task. One for a partition that was removed or added anew meanwhile is
    /// ignored.
    pub fn done(&mut self, id: TopicIdPartition, outcome: Outcome, now: Now) {
        let Some(partition) = self.partitions.get_mut(&id) else { return };
        if partition.stage != Stage::Busy {
            return;
        }
        partition.stage = Stage::Fetching;
        match outcome {
            Outcome::Done(position) if position.leader_epoch == partition.position.leader_epoch => {
                partition.position = position;
                partition.delayed_until = None;
                partition.premature = 0;
                let behind = partition.high_watermark - position.offset;
                partition.lag = Some(behind.max(0));
            }
            Outcome::Refused => {
                partition.delayed_until = Some(now.monotonic + self.settings.backoff);
            }
            Outcome::Done(_) | Outcome::Failed => {
                self.partitions.remove(&id);
            }
        }
    }

    /// Waits after an error: a moment if the leader will have heard by then, more each time.
    pub(super) fn delay(&mut self, id: TopicIdPartition, code: ErrorCode, now: Moment) {
        let backoff = self.settings.backoff;
        if let Some(partition) = self.partitions.get_mut(&id) {
            let delay = if is_premature(code) {
                partition.premature += 1;
                PREMATURE_BACKOFF_MIN.saturating_mul(1 << (partition.premature - 1).min(16))
            } else {
                backoff
            };
            partition.delayed_until = Some(now + delay.min(backoff));
            partition.stage = Stage::Fetching;
        }
    }

    pub(super) fn delay_all(&mut self, now: Moment) {
        let until = now + self.settings.backoff;
        for partition in self.partitions.values_mut() {
            partition.delayed_until = Some(until);
            partition.stage = Stage::Fetching;
        }
    }

    fn fetch_request(&self, said: Said) -> FetchRequest {
        let settings = &self.settings;
        let mut topics: Vec<FetchTopic> = Vec::new();
        for (id, position) in said.wanted {
            let partition = FetchPartition {
                partition: id.partition.0,
                current_leader_epoch: position.leader_epoch.0,
                fetch_offset: position.offset.0,
                last_fetched_epoch: position.last_fetched_epoch.0,
                log_start_offset: position.log_start_offset.0,
                partition_max_bytes: settings.partition_bytes_max,
                ..Default::default()
            };
            match topics.last_mut().filter(|topic| topic.topic_id == id.topic_id) {
                Some(topic) => topic.partitions.push(partition),
                None => topics.push(FetchTopic {
                    topic_id: id.topic_id,
                    partitions: vec![partition],
                    ..Default::default()
                }),
            }
        }
        let mut forgotten: Vec<ForgottenTopic> = Vec::new();
        for id in said.forgotten {
            match forgotten.last_mut().filter(|topic| topic.topic_id == id.topic_id) {
                Some(topic) => topic.partitions.push(id.partition.0),
                None => forgotten.push(ForgottenTopic {
                    topic_id: id.topic_id,
                    partitions: vec![id.partition.0],
                    ..Default::default()
                }),
            }
        }
        FetchRequest {
            replica_state: ReplicaState {
                replica_id: settings.node.0,
                replica_epoch: settings.broker_epoch,
            },
            max_wait_ms: millis(settings.wait_max),
            min_bytes: settings.bytes_min,
            max_bytes: settings.bytes_max,
            session_id: said.id.0,
            session_epoch: said.epoch.0,
            topics,
            forgotten_topics_data: forgotten,
            ..Default::default()
        }
    }
}

fn millis(duration: Duration) -> i32 {
    i32::try_from(duration.as_millis()).unwrap_or(i32::MAX)
}

pub(super) fn code_of(number: i16) -> ErrorCode {
    ErrorCode::from_code(number)
}
