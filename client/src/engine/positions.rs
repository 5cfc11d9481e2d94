//! Where a consumer is in each of its partitions: at an offset with the leader epoch of the record
//! before it, or on its way to one. A position moves when data arrives, not when the user takes it, so
//! the next request can go out while the last answer is still being read.

use std::{collections::BTreeMap, time::Duration};

use bytestring::ByteString;
use ottla_core::model::{Moment, Rng, Uuid};

use super::{backoff::Backoff, metadata::ClusterImage};
use crate::{Error, options::StartOffset};

/// A partition by name.
pub(crate) type Key = (ByteString, i32);

/// The next offset to read, and the leader epoch of the record before it where that is known: with
/// both a broker can tell whether the log was truncated below (KIP-320).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FetchPosition {
    pub(crate) offset: i64,
    pub(crate) epoch: Option<i32>,
}

impl From<i64> for FetchPosition {
    fn from(offset: i64) -> Self {
        Self { offset, epoch: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nobody has said yet.
    Open,
    /// Still to be asked for.
    Wanted(StartOffset),
    At(FetchPosition),
}

/// Whether the user wants records of a partition now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    On,
    Paused,
}

/// Whether something besides a Fetch is on its way, about the place as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Query {
    None,
    Running,
}

/// Whether the user has an error to hear of first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hold {
    Free,
    UntilHeard,
}

/// How often it is asked for a leader that is not older than what was read.
const OLD_LEADERS_MAX: u32 = 10;

/// Failures in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failing {
    since: Moment,
    failures: u32,
    retry_at: Moment,
}

/// How failures are got over.
#[derive(Debug)]
pub(crate) struct Pacing {
    pub(crate) backoff: Backoff,
    /// How long failures stay unsaid.
    pub(crate) patience: Duration,
    pub(crate) rng: Rng,
}

impl Pacing {
    /// Counts one more; the second is whether it has lasted too long to stay unsaid.
    pub(crate) fn failed(&mut self, before: Option<Failing>, now: Moment) -> (Failing, bool) {
        let Failing { since, failures, .. } =
            before.unwrap_or(Failing { since: now, failures: 0, retry_at: now });
        let retry_at = now + self.backoff.after(failures + 1, &mut self.rng);
        let late = now.since(since) > self.patience;
        let since = if late { now } else { since };
        (Failing { since, failures: failures + 1, retry_at }, late)
    }
}

impl Failing {
    pub(crate) fn retry_at(&self) -> Moment {
        self.retry_at
    }
}

/// A replica that the leader has named as nearer (KIP-392).
#[derive(Clone, Copy, Debug)]
struct Preferred {
    node: i32,
    until: Moment,
}

#[derive(Debug)]
struct Position {
    place: Place,
    reading: Reading,
    /// Under this leader epoch the place is known to be in the log.
    validated: i32,
    query: Query,
    hold: Hold,
    failing: Option<Failing>,
    preferred: Option<Preferred>,
    /// Up to where a reader sees the log, as the last answer said.
    end: Option<i64>,
    /// The topic that the place is in, once it has been read there.
    topic: Uuid,
}

impl Position {
    fn new(place: Place, validated: i32, reading: Reading) -> Self {
        Self {
            place,
            reading,
            validated,
            query: Query::None,
            hold: Hold::Free,
            failing: None,
            preferred: None,
            end: None,
            topic: Uuid::ZERO,
        }
    }

    /// Whether the place has to be checked under the leader that the partition has now.
    fn wants_validation(&self, leader_epoch: i32) -> bool {
        match self.place {
            Place::At(FetchPosition { epoch: Some(_), .. }) => self.validated < leader_epoch,
            Place::At(_) | Place::Open | Place::Wanted(_) => false,
        }
    }

    /// Whether the leader that is known led before the last record was written: then who told of it has not heard of
    /// newer ones, and such a leader would deny the place (KIP-320). It is believed if nobody knows better for long,
    /// for the topic may have been made anew.
    fn knows_better(&self, leader_epoch: i32) -> bool {
        let Place::At(FetchPosition { epoch: Some(epoch), .. }) = self.place else { return false };
        let tried = self.failing.map_or(0, |failing| failing.failures);
        (0..epoch).contains(&leader_epoch)
            && self.validated < leader_epoch
            && tried < OLD_LEADERS_MAX
    }

    fn may_ask(&self, now: Moment) -> bool {
        self.hold == Hold::Free
            && self.query == Query::None
            && self.failing.is_none_or(|failing| failing.retry_at <= now)
    }
}

/// All partitions of a consumer.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    partitions: BTreeMap<Key, Position>,
}

/// A partition that can be fetched now.
#[derive(Debug)]
pub(crate) struct Fetchable<'a> {
    pub(crate) key: &'a Key,
    pub(crate) node: i32,
    pub(crate) position: FetchPosition,
}

impl Positions {
    /// Reads a partition from `start` on; forgets where it was.
    pub(crate) fn set(&mut self, key: Key, start: StartOffset) {
        let place = match start {
            StartOffset::Offset(offset) => Place::At(offset.into()),
            StartOffset::Beginning | StartOffset::End | StartOffset::Timestamp(_) => {
                Place::Wanted(start)
            }
        };
        self.put(key, place, -1);
    }

    /// Reads a partition from a committed position on, which has yet to be looked for in the log.
    pub(crate) fn set_position(&mut self, key: Key, position: FetchPosition) {
        self.put(key, Place::At(position), -1);
    }

    /// Reads a partition once it is said from where on.
    pub(crate) fn add(&mut self, key: Key) {
        self.partitions.insert(key, Position::new(Place::Open, -1, Reading::On));
    }

    fn put(&mut self, key: Key, place: Place, validated: i32) {
        // A seek does not end a pause.
        let reading = self.partitions.get(&key).map_or(Reading::On, |position| position.reading);
        self.partitions.insert(key, Position::new(place, validated, reading));
    }

    /// Goes on elsewhere, which is in the log under this leader epoch.
    pub(crate) fn move_to(&mut self, key: &Key, place: Place, validated: i32) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.place = place;
            position.validated = validated;
            position.query = Query::None;
            position.failing = None;
            position.topic = Uuid::ZERO;
        }
    }

    /// A partition was read of the topic with this id; `true` if the place is in another one of the same name, which was
    /// there before: it says nothing of this one.
    pub(crate) fn is_made_anew(&mut self, key: &Key, topic: Uuid) -> bool {
        let Some(position) = self.partitions.get_mut(key) else { return false };
        let known = !topic.is_zero() && !position.topic.is_zero();
        let begins = matches!(position.place, Place::At(FetchPosition { offset: 0, .. }));
        if known && topic != position.topic && !begins {
            return true;
        }
        position.topic = topic;
        false
    }

    /// Pauses or goes on; `false` if the partition is not read at all.
    pub(crate) fn set_reading(&mut self, key: &Key, reading: Reading) -> bool {
        let position = self.partitions.get_mut(key);
        position.map(|position| position.reading = reading).is_some()
    }

    pub(crate) fn is_paused(&self, key: &Key) -> bool {
        self.partitions.get(key).is_some_and(|position| position.reading == Reading::Paused)
    }

    pub(crate) fn paused(&self) -> impl Iterator<Item = &Key> {
        let paused = |(_, position): &(&Key, &Position)| position.reading == Reading::Paused;
        self.partitions.iter().filter(paused).map(|(key, _)| key)
    }

    /// Partitions of which nobody has said from where on to read.
    pub(crate) fn open(&self) -> Vec<Key> {
        let open = |(_, position): &(&Key, &Position)| position.place == Place::Open;
        self.partitions.iter().filter(open).map(|(key, _)| key.clone()).collect()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.partitions.keys()
    }

    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.partitions.contains_key(key)
    }

    pub(crate) fn remove(&mut self, key: &Key) {
        self.partitions.remove(key);
    }

    /// Whether there is no partition that could bring a record.
    pub(crate) fn is_idle(&self) -> bool {
        self.partitions.values().all(|position| position.reading == Reading::Paused)
    }

    pub(crate) fn place(&self, key: &Key) -> Option<Place> {
        self.partitions.get(key).map(|position| position.place)
    }

    /// The position that will be fetched next, if it is known.
    pub(crate) fn at(&self, key: &Key) -> Option<FetchPosition> {
        match self.partitions.get(key)?.place {
            Place::At(position) => Some(position),
            Place::Open | Place::Wanted(_) => None,
        }
    }

    /// Up to where a reader sees the log, as was last heard.
    pub(crate) fn end(&self, key: &Key) -> Option<i64> {
        self.partitions.get(key)?.end
    }

    pub(crate) fn set_end(&mut self, key: &Key, end: i64) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.end = (end >= 0).then_some(end);
        }
    }

    /// Partitions whose first offset has to be asked for now.
    pub(crate) fn starts(&self, now: Moment) -> Vec<(Key, StartOffset)> {
        let wanted = |(key, position): (&Key, &Position)| match position.place {
            Place::Wanted(start) if position.may_ask(now) => Some((key.clone(), start)),
            Place::Wanted(_) | Place::Open | Place::At(_) => None,
        };
        self.partitions.iter().filter_map(wanted).collect()
    }

    /// Partitions whose position has to be looked for under a new leader.
    pub(crate) fn unvalidated(
        &self,
        now: Moment,
        image: &ClusterImage,
    ) -> Vec<(Key, FetchPosition)> {
        let wanted = |(key, position): (&Key, &Position)| match position.place {
            Place::At(at) if position.may_ask(now) => {
                let leader_epoch = image.leader_epoch(&key.0, key.1);
                let wanted = position.wants_validation(leader_epoch);
                (wanted && !position.knows_better(leader_epoch)).then(|| (key.clone(), at))
            }
            Place::Wanted(_) | Place::Open | Place::At(_) => None,
        };
        self.partitions.iter().filter_map(wanted).collect()
    }

    /// A question about the place is on its way.
    pub(crate) fn query_begins(&mut self, key: &Key) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.query = Query::Running;
        }
    }

    pub(crate) fn query_ended(&mut self, key: &Key) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.query = Query::None;
        }
    }

    /// The place is in the log under this leader epoch.
    pub(crate) fn validated(&mut self, key: &Key, leader_epoch: i32) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.validated = position.validated.max(leader_epoch);
            position.failing = None;
        }
    }

    /// Moves on after an answer; `false` if the user has meanwhile gone elsewhere.
    pub(crate) fn advance(&mut self, key: &Key, asked: FetchPosition, next: FetchPosition) -> bool {
        match self.partitions.get_mut(key) {
            Some(position) if position.place == Place::At(asked) => {
                position.place = Place::At(next);
                // What was asked about the place before says nothing of this one.
                position.query = Query::None;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Partitions that can be asked for now, each at the broker that it is read from.
    pub(crate) fn fetchable(
        &mut self,
        now: Moment,
        image: &ClusterImage,
    ) -> impl Iterator<Item = Fetchable<'_>> {
        self.partitions.iter_mut().filter_map(move |(key, position)| {
            let Place::At(at) = position.place else { return None };
            let may_ask = position.may_ask(now) && position.reading == Reading::On;
            if !may_ask || position.wants_validation(image.leader_epoch(&key.0, key.1)) {
                return None;
            }
            let gone =
                |near: &mut Preferred| near.until <= now || !image.brokers.contains_key(&near.node);
            position.preferred.take_if(gone);
            let node = match position.preferred {
                Some(near) => near.node,
                None => image.leader(&key.0, key.1)?,
            };
            Some(Fetchable { key, node, position: at })
        })
    }

    /// Reads a partition from this broker until then.
    pub(crate) fn prefer(&mut self, key: &Key, node: i32, until: Moment) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.preferred = Some(Preferred { node, until });
        }
    }

    /// Reads a partition from its leader again; `false` if it was read from there.
    pub(crate) fn prefer_leader(&mut self, key: &Key) -> bool {
        let position = self.partitions.get_mut(key);
        position.is_some_and(|position| position.preferred.take().is_some())
    }

    /// Reads nothing from a broker that is not the leader any more: it does not answer.
    pub(crate) fn avoid(&mut self, node: i32) {
        for position in self.partitions.values_mut() {
            position.preferred.take_if(|near| near.node == node);
        }
    }

    /// Notes a failure, after which the partition is asked for again a while later. Gives the error
    /// back if the user has to hear of it: then nothing is asked before [`Positions::heard`].
    pub(crate) fn failed(
        &mut self,
        key: &Key,
        now: Moment,
        error: Error,
        pacing: &mut Pacing,
    ) -> Option<Error> {
        let position = self.partitions.get_mut(key)?;
        position.query = Query::None;
        let (failing, late) = pacing.failed(position.failing, now);
        position.failing = Some(failing);
        if error.advice() == crate::Advice::Retry && !late {
            tracing::debug!(%error, failing.failures, "fetching failed, and is tried again");
            return None;
        }
        position.hold = Hold::UntilHeard;
        Some(error)
    }

    /// The user has heard of the error.
    pub(crate) fn heard(&mut self, key: &Key) {
        if let Some(position) = self.partitions.get_mut(key) {
            position.hold = Hold::Free;
        }
    }

    /// What made the partition fail is over.
    pub(crate) fn retry_now(&mut self, key: &Key) {
        let failing = self.partitions.get_mut(key).and_then(|position| position.failing.as_mut());
        if let Some(failing) = failing {
            failing.retry_at = Moment::default();
        }
    }

    /// When the next partition that failed may be asked for again.
    pub(crate) fn next_retry(&self, now: Moment) -> Option<Moment> {
        let failing = self.partitions.values().filter_map(|position| position.failing);
        failing.map(|failing| failing.retry_at).filter(|at| *at > now).min()
    }

    /// Partitions that have no leader that could be asked, as far as is known, and are not waited for already.
    pub(crate) fn leaderless(&self, now: Moment, image: &ClusterImage) -> Vec<Key> {
        let lacks = |(key, position): &(&Key, &Position)| {
            position.may_ask(now)
                && position.place != Place::Open
                && (image.leader(&key.0, key.1).is_none()
                    || position.knows_better(image.leader_epoch(&key.0, key.1)))
        };
        self.partitions.iter().filter(lacks).map(|(key, _)| key.clone()).collect()
    }

    /// Whether some partition has no leader that could be asked.
    pub(crate) fn lacks_leader(&self, image: &ClusterImage) -> bool {
        self.partitions.keys().any(|(topic, partition)| image.leader(topic, *partition).is_none())
    }
}
