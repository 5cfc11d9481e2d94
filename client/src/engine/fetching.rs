//! What a consumer asks brokers for next, and what their answers mean: one Fetch at a time to each
//! broker that partitions are read from, with its session; starts and validations to ask for; failures
//! that pass, and those that the user has to hear of. Where records go is the driver's business.

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::messages::{FetchRequest, FetchResponse, fetch_response::PartitionData},
};

use super::{
    fetch_session::{FetchSession, Naming, SessionRequest, Wanted},
    metadata::{ClusterImage, NewLeader},
    positions::{Failing, FetchPosition, Key, Pacing, Place, Positions},
    truncation::{EpochEnd, Reset, Suspect, Verdict, diverged, judge, made_anew},
};
use crate::{
    Error, ErrorKind,
    options::{IsolationLevel, PartitionConsumerOptions, StartOffset},
};

const OPERATION: &str = "fetch";

/// Partitions, and the brokers that they are read from.
#[derive(Debug)]
pub(crate) struct Fetching {
    pub(crate) positions: Positions,
    sources: BTreeMap<i32, Source>,
    pacing: Pacing,
    metadata_age_max: Duration,
    turn: usize,
}

/// A broker that partitions are read from.
#[derive(Debug, Default)]
struct Source {
    session: FetchSession,
    /// Names of the topics in the session.
    names: BTreeMap<Uuid, ByteString>,
    in_flight: InFlight,
    /// Most bytes that its answer may bring.
    asked_bytes: usize,
    failing: Option<Failing>,
}

/// What is on its way to a broker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum InFlight {
    #[default]
    Nothing,
    /// A request that names all of so many partitions.
    Full(usize),
    Incremental,
}

/// A request to one broker.
#[derive(Debug)]
pub(crate) struct Fetch {
    pub(crate) node: i32,
    pub(crate) naming: Naming,
    pub(crate) request: FetchRequest,
}

/// A partition whose start is to be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedStart {
    pub(crate) key: Key,
    pub(crate) start: StartOffset,
    pub(crate) leader_epoch: i32,
}

/// Whether the metadata may be wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Metadata {
    #[default]
    Fine,
    Stale,
}

/// An error that the user has to hear, of a partition or of all.
pub(crate) type Told = (Option<Key>, Error);

/// What to do now.
#[derive(Debug, Default)]
pub(crate) struct Work {
    pub(crate) fetches: Vec<Fetch>,
    pub(crate) starts: BTreeMap<i32, Vec<WantedStart>>,
    pub(crate) validations: BTreeMap<i32, BTreeMap<Key, Suspect>>,
    pub(crate) metadata: Metadata,
    pub(crate) told: Vec<Told>,
    /// When to look again, if nothing happens before.
    pub(crate) until: Option<Moment>,
}

/// What an answer brought.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Partitions with records, at the positions that were asked for.
    pub(crate) records: Vec<(Key, FetchPosition, PartitionData)>,
    /// Partitions whose log was truncated: here they go on.
    pub(crate) truncated: Vec<(Key, FetchPosition)>,
    pub(crate) leaders: Vec<NewLeader>,
    pub(crate) metadata: Metadata,
    pub(crate) told: Vec<Told>,
}

impl Fetching {
    pub(crate) fn new(pacing: Pacing, metadata_age_max: Duration) -> Self {
        Self {
            positions: Positions::default(),
            sources: BTreeMap::new(),
            pacing,
            metadata_age_max,
            turn: 0,
        }
    }

    /// What to ask for now, with room for so many more bytes.
    pub(crate) fn step(
        &mut self,
        now: Moment,
        image: &ClusterImage,
        options: &PartitionConsumerOptions,
        room: usize,
    ) -> Work {
        let mut work = Work::default();
        self.wait_for_leaders(now, image, &mut work);
        for (key, start) in self.positions.starts(now) {
            let Some(node) = image.leader(&key.0, key.1) else { continue };
            self.positions.query_begins(&key);
            let leader_epoch = image.leader_epoch(&key.0, key.1);
            work.starts.entry(node).or_default().push(WantedStart { key, start, leader_epoch });
        }
        for (key, position) in self.positions.unvalidated(now, image) {
            let Some(node) = image.leader(&key.0, key.1) else { continue };
            self.positions.query_begins(&key);
            let leader_epoch = image.leader_epoch(&key.0, key.1);
            let suspect = Suspect { position, leader_epoch };
            work.validations.entry(node).or_default().insert(key, suspect);
        }
        if room > 0 {
            work.fetches = self.fetches(now, image, options, room);
        }
        let sources = self.sources.values().filter_map(|source| source.failing);
        let retry = sources.map(|failing| failing.retry_at()).filter(|at| *at > now).min();
        work.until = retry.into_iter().chain(self.positions.next_retry(now)).min();
        work
    }

    fn wait_for_leaders(&mut self, now: Moment, image: &ClusterImage, work: &mut Work) {
        for key in self.positions.leaderless(now, image) {
            work.metadata = Metadata::Stale;
            let code = image.missing.get(&key.0).copied().unwrap_or(ErrorCode::LeaderNotAvailable);
            let error = at(Error::from_code(OPERATION, code, None), &key);
            let told = self.positions.failed(&key, now, error, &mut self.pacing);
            work.told.extend(told.map(|error| (Some(key), error)));
        }
    }

    fn fetches(
        &mut self,
        now: Moment,
        image: &ClusterImage,
        options: &PartitionConsumerOptions,
        room: usize,
    ) -> Vec<Fetch> {
        let sources = &mut self.sources;
        let mut wanted: BTreeMap<i32, BTreeMap<Key, Wanted>> = BTreeMap::new();
        for fetchable in self.positions.fetchable(now, image) {
            let source = sources.entry(fetchable.node).or_default();
            let rests = source.failing.is_some_and(|failing| failing.retry_at() > now);
            if source.in_flight != InFlight::Nothing || rests {
                continue;
            }
            let (name, partition) = fetchable.key;
            let asked = Wanted {
                topic_id: image.topics.get(name).map_or(Uuid::ZERO, |topic| topic.id),
                offset: fetchable.position.offset,
                last_fetched_epoch: fetchable.position.epoch.unwrap_or(-1),
                current_leader_epoch: image.leader_epoch(name, *partition),
                bytes_max: options.partition_bytes_max,
            };
            wanted.entry(fetchable.node).or_default().insert(fetchable.key.clone(), asked);
        }
        self.turn = self.turn.wrapping_add(1);
        // What is on its way already has its place; the rest is shared.
        let reserved: usize = self.sources.values().map(|source| source.asked_bytes).sum();
        let share = room.saturating_sub(reserved) / wanted.len().max(1);
        let mut fetches = Vec::new();
        for (node, wanted) in wanted {
            let Some(source) = self.sources.get_mut(&node) else { continue };
            source.names.clear();
            let mut last = None;
            for ((name, _), asked) in &wanted {
                if last != Some(asked.topic_id) {
                    source.names.insert(asked.topic_id, name.clone());
                    last = Some(asked.topic_id);
                }
            }
            let count = wanted.len();
            let asked = source.session.request(wanted, self.turn);
            source.in_flight =
                if asked.is_full() { InFlight::Full(count) } else { InFlight::Incremental };
            let request = fetch(node, asked, options, share);
            source.asked_bytes = usize::try_from(request.request.max_bytes).unwrap_or(0);
            fetches.push(request);
        }
        fetches
    }

    /// Takes the answer of a broker apart; errors of a session are dealt with here.
    pub(crate) fn answered(
        &mut self,
        node: i32,
        now: Moment,
        answer: Result<FetchResponse, Error>,
        isolation: IsolationLevel,
        reset: Reset,
    ) -> Taken {
        let mut taken = Taken::default();
        let source = self.sources.entry(node).or_default();
        let in_flight = std::mem::take(&mut source.in_flight);
        source.asked_bytes = 0;
        let response = match answer {
            Ok(response) => response,
            Err(error) => {
                source.session.lost();
                self.source_failed(node, now, error, &mut taken);
                return taken;
            }
        };
        let code = ErrorCode::from_code(response.error_code);
        source.session.answered(code, response.session_id);
        if code.is_error() {
            // An incremental request that a session did not fit is followed by a full one at once.
            if !is_about_session(code) || in_flight != InFlight::Incremental {
                let error = Error::from_code(OPERATION, code, None).with("broker", node);
                self.source_failed(node, now, error, &mut taken);
            }
            return taken;
        }
        source.failing = None;
        let answered: usize = response.responses.iter().map(|topic| topic.partitions.len()).sum();
        if matches!(in_flight, InFlight::Full(count) if answered < count) {
            // What it left out it does not remember either.
            source.session.lost();
        }
        for topic in response.responses {
            let Some(source) = self.sources.get(&node) else { continue };
            let name = match topic.topic_id.is_zero() {
                true => Some(topic.topic),
                false => source.names.get(&topic.topic_id).cloned(),
            };
            let Some(name) = name else { continue };
            for data in topic.partitions {
                let key = (name.clone(), data.partition_index);
                let told = self.sources.get(&node).and_then(|source| source.session.told(&key));
                let Some(asked) = told.copied() else { continue };
                self.take_partition(node, key, asked, now, data, isolation, reset, &mut taken);
            }
        }
        taken
    }

    #[expect(clippy::too_many_arguments, reason = "it is the body of a loop")]
    fn take_partition(
        &mut self,
        node: i32,
        key: Key,
        asked: Wanted,
        now: Moment,
        data: PartitionData,
        isolation: IsolationLevel,
        reset: Reset,
        taken: &mut Taken,
    ) {
        let epoch = (asked.last_fetched_epoch >= 0).then_some(asked.last_fetched_epoch);
        let position = FetchPosition { offset: asked.offset, epoch };
        // Whoever has gone elsewhere meanwhile does not want to know.
        if self.positions.place(&key) != Some(Place::At(position)) {
            return;
        }
        let code = ErrorCode::from_code(data.error_code);
        if code.is_error() {
            return self.partition_failed(key, position, now, code, &data, reset, taken);
        }
        if self.positions.is_made_anew(&key, asked.topic_id) {
            let verdict = made_anew(position, reset);
            return self.follow(key, now, -1, verdict, taken);
        }
        let end = EpochEnd::of_wire(data.diverging_epoch.epoch, data.diverging_epoch.end_offset);
        if end.is_some() {
            let verdict = diverged(position, end, reset);
            return self.follow(key, now, asked.current_leader_epoch, verdict, taken);
        }
        if data.preferred_read_replica >= 0 && data.preferred_read_replica != node {
            self.positions.prefer(&key, data.preferred_read_replica, now + self.metadata_age_max);
        }
        self.positions.validated(&key, asked.current_leader_epoch);
        self.positions.set_end(
            &key,
            match isolation {
                IsolationLevel::ReadCommitted => data.last_stable_offset,
                IsolationLevel::ReadUncommitted => data.high_watermark,
            },
        );
        if data.records.is_some() {
            taken.records.push((key, position, data));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "it is a part of `take_partition`")]
    fn partition_failed(
        &mut self,
        key: Key,
        position: FetchPosition,
        now: Moment,
        code: ErrorCode,
        data: &PartitionData,
        reset: Reset,
        taken: &mut Taken,
    ) {
        if code == ErrorCode::OffsetOutOfRange {
            // A follower may lag behind, or have deleted more than its leader.
            if self.positions.prefer_leader(&key) {
                return;
            }
            let verdict = match reset {
                Reset::To(start) => Verdict::Start(start),
                Reset::Nowhere => Verdict::Told(out_of_range(position)),
            };
            return self.follow(key, now, -1, verdict, taken);
        }
        let is_leadership = matches!(
            code,
            ErrorCode::NotLeaderOrFollower
                | ErrorCode::FencedLeaderEpoch
                | ErrorCode::ReplicaNotAvailable
                | ErrorCode::KafkaStorageError
                | ErrorCode::OffsetNotAvailable
        );
        if is_leadership {
            self.positions.prefer_leader(&key);
            if data.current_leader.leader_id >= 0 {
                taken.leaders.push(NewLeader {
                    topic: key.0.clone(),
                    partition: key.1,
                    leader: data.current_leader.leader_id,
                    leader_epoch: data.current_leader.leader_epoch,
                });
            }
        }
        // This broker has not heard of its own election yet; the client's metadata is newer.
        if code != ErrorCode::UnknownLeaderEpoch {
            taken.metadata = Metadata::Stale;
        }
        let error = Error::from_code(OPERATION, code, None);
        self.failed(key, now, error.with("offset", position.offset), taken);
    }

    /// Does what a verdict about a position says.
    fn follow(
        &mut self,
        key: Key,
        now: Moment,
        leader_epoch: i32,
        verdict: Verdict,
        taken: &mut Taken,
    ) {
        match verdict {
            Verdict::Valid => {
                self.positions.query_ended(&key);
                self.positions.validated(&key, leader_epoch);
            }
            Verdict::GoOn(position) => {
                self.positions.move_to(&key, Place::At(position), leader_epoch);
                taken.truncated.push((key, position));
            }
            Verdict::Start(start) => self.positions.move_to(&key, Place::Wanted(start), -1),
            Verdict::Told(error) => self.failed(key, now, error, taken),
        }
    }

    /// Takes what a leader said of a position that was looked for; `None` if it left it out.
    pub(crate) fn validation_answered(
        &mut self,
        key: Key,
        suspect: Suspect,
        now: Moment,
        outcome: Option<(ErrorCode, Option<EpochEnd>)>,
        reset: Reset,
        taken: &mut Taken,
    ) {
        if self.positions.at(&key) != Some(suspect.position) {
            return;
        }
        let (code, found) = outcome.unwrap_or((ErrorCode::UnknownServerError, None));
        if code.is_error() {
            if code != ErrorCode::UnknownLeaderEpoch {
                taken.metadata = Metadata::Stale;
            }
            let error = Error::from_code("validate a position", code, None);
            return self.failed(key, now, error.with("offset", suspect.position.offset), taken);
        }
        let verdict = judge(suspect.position, found, reset);
        self.follow(key, now, suspect.leader_epoch, verdict, taken);
    }

    /// A start was found, or not.
    pub(crate) fn start_answered(
        &mut self,
        wanted: WantedStart,
        now: Moment,
        outcome: Result<FetchPosition, Error>,
        taken: &mut Taken,
    ) {
        let WantedStart { key, start, leader_epoch } = wanted;
        if self.positions.place(&key) != Some(Place::Wanted(start)) {
            return;
        }
        match outcome {
            // No record is as late as that: the end is where one would come.
            Ok(position) if position.offset < 0 => {
                self.positions.move_to(&key, Place::Wanted(StartOffset::End), -1);
            }
            Ok(position) => self.positions.move_to(&key, Place::At(position), leader_epoch),
            Err(error) => {
                taken.metadata = Metadata::Stale;
                self.failed(key, now, error, taken);
            }
        }
    }

    /// A question about a partition's place came to nothing.
    pub(crate) fn failed(&mut self, key: Key, now: Moment, error: Error, taken: &mut Taken) {
        let told = self.positions.failed(&key, now, at(error, &key), &mut self.pacing);
        taken.told.extend(told.map(|error| (Some(key), error)));
    }

    fn source_failed(&mut self, node: i32, now: Moment, error: Error, taken: &mut Taken) {
        taken.metadata = Metadata::Stale;
        self.positions.avoid(node);
        let source = self.sources.entry(node).or_default();
        let (failing, late) = self.pacing.failed(source.failing, now);
        source.failing = Some(failing);
        if error.advice() != crate::Advice::Retry || late {
            taken.told.push((None, error));
        } else {
            tracing::debug!(%error, node, "fetching failed, and is tried again");
        }
    }

    /// Ids and epochs of the requests that end all sessions, by broker.
    pub(crate) fn close(&mut self) -> Vec<(i32, (i32, i32))> {
        let close = |(node, source): (&i32, &mut Source)| Some((*node, source.session.close()?));
        self.sources.iter_mut().filter_map(close).collect()
    }
}

/// Errors that say only that broker and client do not agree on what was asked for.
fn is_about_session(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::FetchSessionIdNotFound
            | ErrorCode::InvalidFetchSessionEpoch
            | ErrorCode::FetchSessionTopicIdError
    )
}

fn fetch(
    node: i32,
    asked: SessionRequest,
    options: &PartitionConsumerOptions,
    share: usize,
) -> Fetch {
    let SessionRequest { session_id, session_epoch, topics, forgotten, naming } = asked;
    // Less than one partition may bring would starve it.
    let share = i32::try_from(share).unwrap_or(i32::MAX).max(options.partition_bytes_max);
    let request = FetchRequest {
        max_wait_ms: i32::try_from(options.fetch_wait_max.as_millis()).unwrap_or(i32::MAX),
        min_bytes: options.fetch_bytes_min,
        max_bytes: options.fetch_bytes_max.min(share),
        isolation_level: options.isolation.code(),
        session_id,
        session_epoch,
        topics,
        forgotten_topics_data: forgotten,
        rack_id: options.client_rack.as_deref().unwrap_or_default().into(),
        ..Default::default()
    };
    Fetch { node, naming, request }
}

fn out_of_range(position: FetchPosition) -> Error {
    let message = format!(
        "offset {} is not in the log any more, or not yet: seek to another one, or set \
         auto_offset_reset",
        position.offset
    );
    Error::new(ErrorKind::OffsetOutOfRange, OPERATION, message).with("offset", position.offset)
}

fn at(error: Error, key: &Key) -> Error {
    error.with("topic", &key.0).with("partition", key.1)
}
