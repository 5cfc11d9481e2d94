//! The task that fetches: it carries out what `engine::fetching` asks for, also while the user is busy.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use super::{
    cluster::{AutoCreation, Target, is_passing},
    fetch_queue::{Hunger, Item, Life, News, Shared},
};
use crate::{
    Error, ErrorKind, Result,
    engine::{
        fetching::{Metadata, Taken, WantedStart, Work},
        positions::{FetchPosition, Key},
        truncation::{self, EpochEnd, Suspect},
    },
    options::StartOffset,
};
use futures::{
    FutureExt, StreamExt, future::BoxFuture, future::join_all, stream::FuturesUnordered,
};
use ottla_core::{
    model::{ErrorCode, Moment},
    protocol::messages::{
        FetchRequest, ListOffsetsRequest, OffsetForLeaderEpochRequest,
        list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
    },
};

/// Longest that brokers are told of the end; they notice by themselves later.
const GOODBYE: Duration = Duration::from_secs(2);

type Starts = BTreeMap<Key, Result<FetchPosition>>;
type Validations = BTreeMap<Key, (ErrorCode, Option<EpochEnd>)>;

enum Event {
    /// A broker was connected, and has been asked if that worked.
    Connected,
    Started {
        wanted: Vec<WantedStart>,
        found: Result<Starts>,
    },
    Validated {
        suspects: BTreeMap<Key, Suspect>,
        found: Result<Option<Validations>>,
    },
    Refreshed(Result<()>),
}

/// When metadata is asked for.
#[derive(Debug)]
struct Refreshing {
    activity: Activity,
    /// After a failure it rests.
    not_before: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Activity {
    Idle,
    Running,
}

impl Refreshing {
    /// Whether metadata is to be asked for now; else when to look again.
    fn is_due(&mut self, shared: &Shared, now: Moment, metadata: Metadata) -> Result<(), Moment> {
        let left = shared.cluster.options.metadata_age_max;
        let at = match metadata {
            Metadata::Stale => self.not_before,
            Metadata::Fine => {
                let expires = now + left.saturating_sub(shared.cluster.metadata_age(now));
                expires.max(self.not_before)
            }
        };
        match self.activity {
            // Its end wakes the task.
            Activity::Running => Err(now + left),
            Activity::Idle if at > now => Err(at),
            Activity::Idle => {
                self.activity = Activity::Running;
                Ok(())
            }
        }
    }

    fn ended(&mut self, shared: &Shared, now: Moment, outcome: &Result<()>) {
        self.activity = Activity::Idle;
        if outcome.is_err() {
            self.not_before = now + shared.cluster.options.retry_backoff_max;
        }
    }
}

/// The task. It ends when the consumer is closed or dropped.
pub(super) async fn run(shared: Arc<Shared>) {
    let mut events: FuturesUnordered<BoxFuture<'static, Event>> = FuturesUnordered::new();
    let mut images = shared.cluster.changes();
    let mut refreshing = Refreshing { activity: Activity::Idle, not_before: Moment::default() };
    loop {
        images.catch_up();
        let now = shared.cluster.clock.now();
        let Some(work) = shared.look(now) else { break };
        let mut until = work.until;
        match refreshing.is_due(&shared, now, work.metadata) {
            Ok(()) => {
                shared.state.lock().metadata = Metadata::Fine;
                events.push(refreshed(shared.clone()).boxed());
            }
            Err(at) => until = Some(until.map_or(at, |until| until.min(at))),
        }
        events.extend(shared.begin(work));
        let sleeping = async {
            match until {
                Some(until) => tokio::time::sleep_until(shared.cluster.clock.instant(until)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            Some(event) = events.next() => {
                if let Event::Refreshed(outcome) = &event {
                    refreshing.ended(&shared, shared.cluster.clock.now(), outcome);
                }
                shared.take(event);
            }
            () = shared.wake.notified() => {}
            () = images.changed() => {}
            () = sleeping => {}
        }
    }
    // A Fetch that waits at its broker would hold up the goodbye.
    drop(events);
    let goodbye = tokio::time::timeout(GOODBYE, shared.say_goodbye());
    // Brokers forget a session that nobody uses.
    let _ = goodbye.await;
}

impl Shared {
    /// What to do now; `None` once the consumer is closed.
    fn look(&self, now: Moment) -> Option<Work> {
        let image = self.cluster.image();
        let mut state = self.state.lock();
        if state.life == Life::Closing {
            return None;
        }
        if state.news == News::Untold {
            state.news = News::Told;
            self.arrived.notify_one();
        }
        let room = state.room();
        state.hunger = if room == 0 { Hunger::Full } else { Hunger::Asking };
        let mut work = state.fetching.step(now, &image, &self.options, room);
        for told in work.told.drain(..) {
            state.push(Item::Told(told));
            self.arrived.notify_one();
        }
        if state.metadata == Metadata::Stale {
            work.metadata = Metadata::Stale;
        }
        state.metadata = work.metadata;
        Some(work)
    }

    fn begin(self: &Arc<Self>, work: Work) -> Vec<BoxFuture<'static, Event>> {
        let mut begun: Vec<BoxFuture<'static, Event>> = Vec::new();
        for fetch in work.fetches {
            let Some(unconnected) = self.fetch_now(fetch) else { continue };
            let shared = self.clone();
            begun.push(
                async move {
                    shared.connect_and_fetch(unconnected).await;
                    Event::Connected
                }
                .boxed(),
            );
        }
        for (node, wanted) in work.starts {
            let shared = self.clone();
            begun.push(
                async move {
                    let found = shared.list_starts(node, &wanted).await;
                    Event::Started { wanted, found }
                }
                .boxed(),
            );
        }
        for (node, suspects) in work.validations {
            let shared = self.clone();
            begun.push(
                async move {
                    let found = shared.validate(node, &suspects).await;
                    Event::Validated { suspects, found }
                }
                .boxed(),
            );
        }
        begun
    }

    fn take(&self, event: Event) {
        let now = self.cluster.clock.now();
        let mut taken = Taken::default();
        let mut state = self.state.lock();
        match event {
            Event::Connected => {}
            Event::Started { wanted, found } => {
                let mut found = found.map_err(|error| (error, ()));
                for wanted in wanted {
                    let outcome = match &mut found {
                        Ok(found) => found.remove(&wanted.key).unwrap_or_else(|| Err(left_out())),
                        Err((error, ())) => Err(error.clone()),
                    };
                    state.fetching.start_answered(wanted, now, outcome, &mut taken);
                }
            }
            Event::Validated { suspects, found } => {
                let reset = self.reset();
                for (key, suspect) in suspects {
                    let outcome = match &found {
                        Ok(Some(found)) => found.get(&key).copied(),
                        // The broker is too old to be asked: the position is taken as it is.
                        Ok(None) => Some((ErrorCode::None, EpochEnd::of_wire(0, i64::MAX))),
                        Err(error) => {
                            taken.metadata = Metadata::Stale;
                            state.fetching.failed(key, now, error.clone(), &mut taken);
                            continue;
                        }
                    };
                    let fetching = &mut state.fetching;
                    fetching.validation_answered(key, suspect, now, outcome, reset, &mut taken);
                }
            }
            Event::Refreshed(Ok(())) => {}
            Event::Refreshed(Err(error)) => {
                let lacks = state.fetching.positions.lacks_leader(&self.cluster.image());
                if lacks && !is_passing(&error) {
                    taken.told.push((None, error));
                }
            }
        }
        if self.take_in(state, now, taken, &BTreeMap::new()).is_some() {
            self.arrived.notify_one();
        }
    }

    /// Asks the leader of partitions where to start in them, once.
    async fn list_starts(&self, node: i32, wanted: &[WantedStart]) -> Result<Starts> {
        let mut topics: Vec<ListOffsetsTopic> = Vec::new();
        for WantedStart { key: (name, partition), start, leader_epoch } in wanted {
            let asked = ListOffsetsPartition {
                partition_index: *partition,
                current_leader_epoch: *leader_epoch,
                timestamp: timestamp_of(*start),
            };
            match topics.last_mut().filter(|topic| topic.name == *name) {
                Some(topic) => topic.partitions.push(asked),
                None => {
                    topics.push(ListOffsetsTopic { name: name.clone(), partitions: vec![asked] });
                }
            }
        }
        let request = ListOffsetsRequest {
            replica_id: -1,
            isolation_level: self.options.isolation.code(),
            topics,
            ..Default::default()
        };
        let response = self.cluster.request(Target::Node(node), &request).await?;
        let mut starts = Starts::new();
        for topic in response.topics {
            for answer in topic.partitions {
                let code = ErrorCode::from_code(answer.error_code);
                let found = match code.is_error() {
                    true => Err(Error::from_code("list offsets", code, None)),
                    // The epoch of the answer need not be that of the record before, so it says nothing of
                    // what was read.
                    false => Ok(FetchPosition::from(answer.offset)),
                };
                starts.insert((topic.name.clone(), answer.partition_index), found);
            }
        }
        Ok(starts)
    }

    /// Asks the leader of partitions where epochs end; `None` if it is too old to be asked.
    async fn validate(
        &self,
        node: i32,
        suspects: &BTreeMap<Key, Suspect>,
    ) -> Result<Option<Validations>> {
        let connection = self.cluster.connection(Target::Node(node)).await?;
        let version = connection.versions().newest::<OffsetForLeaderEpochRequest>();
        let Some(version) = version.ok().filter(|v| *v >= truncation::FOR_CONSUMERS_SINCE) else {
            return Ok(None);
        };
        let pending = connection.submit(&truncation::request(suspects), version)?;
        let response = pending.answer(self.cluster.options.request_timeout).await?;
        Ok(Some(truncation::outcomes(response)))
    }

    /// Ends the sessions with all brokers.
    async fn say_goodbye(&self) {
        let sessions = self.state.lock().fetching.close();
        let closing = sessions.into_iter().map(|(node, (session_id, session_epoch))| {
            let request = FetchRequest {
                session_id,
                session_epoch,
                max_bytes: self.options.fetch_bytes_max,
                ..Default::default()
            };
            async move {
                let closed = self.cluster.request(Target::Node(node), &request).await;
                if let Err(error) = closed {
                    tracing::debug!(%error, node, "the broker was not told that a session ends");
                }
            }
        });
        join_all(closing).await;
    }
}

async fn refreshed(shared: Arc<Shared>) -> Event {
    let known = shared.cluster.generation();
    Event::Refreshed(shared.cluster.refresh_since(known, AutoCreation::Forbidden).await)
}

/// How a request asks for a start.
fn timestamp_of(start: StartOffset) -> i64 {
    match start {
        StartOffset::Beginning => -2,
        StartOffset::End => -1,
        StartOffset::Timestamp(timestamp) => timestamp,
        // Nobody asks where that is.
        StartOffset::Offset(offset) => offset,
    }
}

fn left_out() -> Error {
    let message = "the broker's answer leaves the partition out";
    Error::new(ErrorKind::Corrupt, "list offsets", message)
}
