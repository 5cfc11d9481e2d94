//! The batches of one partition, in the order in which its records were sent. That order is kept
//! through retries: a batch is sent only when all that are in flight come before it.

use std::{collections::VecDeque, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    model::{Moment, ProducerId},
    protocol::records::{BatchOverflow, NewRecord},
};

use super::{
    batch::{Batch, Doubt, OpenBatch, Place},
    deliver::Promise,
    identity::{Identity, Numbered, advanced},
    spare::Spare,
};
use crate::record::{Record, Report};

/// Batches of a producer that a broker knows again. What is in flight to a leader may have been written by the one before,
/// which leads again: if that took so many after it, it would write it twice.
const KNOWN_AGAIN_MAX: u64 = 5;

/// First allocation of a partition's first batch, in bytes; later ones follow the last batch.
const FIRST_BATCH_BYTES: usize = 1024;

#[derive(Debug)]
pub(crate) struct PartitionQueue {
    pub(crate) topic: ByteString,
    pub(crate) partition: i32,
    open: Option<OpenBatch>,
    /// By place: those that failed come before those that were never sent.
    waiting: VecDeque<Batch>,
    /// Place and promise of each batch in flight, by place.
    in_flight: Vec<(Place, Promise)>,
    /// Batches that were closed so far.
    closed: u64,
    /// What the batches of this partition are numbered with.
    identity: Option<Identity>,
    next_sequence: i32,
    numbering: Numbering,
    /// The last batch that was given up though the broker may have it.
    given_up: Option<Place>,
    acquaintance: Acquaintance,
    pub(crate) enlisted: Enlisted,
    capacity: usize,
}

/// Whether the open transaction has the partition, as far as the client has to see to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enlisted {
    No,
    /// The coordinator is being told.
    Asked,
    /// Records may be sent; always so outside of transactions.
    Yes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbering {
    Continues,
    /// A gap must be closed: all that wait are numbered anew, under a new epoch.
    StartsAnew,
}

/// Whether the broker has taken a batch of the producer.
///
/// A broker takes any first sequence of a producer that it does not know in the partition. Was the first batch refused,
/// one that is in flight behind it would be written in its place, and what was refused could follow no more. So the
/// first one goes alone. Apache Kafka's producer leaves that to luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acquaintance {
    None,
    /// As this producer, under whichever epoch: a new one has to begin with sequence 0.
    Of(ProducerId),
}

/// What an append did.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) promise: Promise,
    pub(crate) index: i32,
    /// Bytes that the record takes in its batch.
    pub(crate) bytes: usize,
    pub(crate) news: News,
}

/// Whether the sender has to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News {
    None,
    /// A batch was opened, so there is a new deadline.
    Opened,
    /// A batch is full, and none was before it.
    Closed,
}

impl PartitionQueue {
    pub(crate) fn new(topic: ByteString, partition: i32) -> Self {
        Self {
            topic,
            partition,
            open: None,
            waiting: VecDeque::new(),
            in_flight: Vec::new(),
            closed: 0,
            identity: None,
            next_sequence: 0,
            numbering: Numbering::Continues,
            given_up: None,
            acquaintance: Acquaintance::None,
            enlisted: Enlisted::Yes,
            capacity: FIRST_BATCH_BYTES,
        }
    }

    pub(crate) fn append(
        &mut self,
        now: impl FnOnce() -> Moment,
        record: &Record<'_>,
        timestamp: ottla_core::model::Timestamp,
        batch_bytes: usize,
        spare: &mut Spare,
    ) -> Result<Placed, BatchOverflow> {
        let report = record.report;
        let record = NewRecord {
            timestamp,
            key: record.key,
            value: record.value,
            headers: record.get_headers(),
        };
        let mut news = News::None;
        // What waits already has been told of, and keeps its order.
        let told = !self.waiting.is_empty();
        let full =
            self.open.as_ref().is_some_and(|open| open.builder.size_with(&record) > batch_bytes);
        if full {
            self.close();
        }
        if self.open.is_none() {
            news = News::Opened;
        }
        let capacity = self.capacity;
        let open = self.open.get_or_insert_with(|| OpenBatch {
            builder: spare.builder(capacity),
            promise: Promise::new(self.topic.clone(), self.partition),
            opened: now(),
            unwatched: 0,
        });
        // The header of a batch counts for the record that opens it.
        let before = if open.builder.is_empty() { 0 } else { open.builder.size() };
        let index = open.builder.append(record)?;
        let bytes = open.builder.size() - before;
        match report {
            Report::ToSender => {}
            Report::AtFlush => open.unwatched += 1,
        }
        let mut placed = Placed { promise: open.promise.clone(), index, bytes, news };
        if open.builder.size() >= batch_bytes {
            self.close();
        }
        if !told && !self.waiting.is_empty() {
            placed.news = News::Closed;
        }
        Ok(placed)
    }

    /// Lets the open batch take no more records.
    pub(crate) fn close(&mut self) {
        let Some(open) = self.open.take().filter(|open| !open.builder.is_empty()) else { return };
        self.capacity = open.builder.size();
        let place = Place { batch: self.closed, record: 0 };
        self.waiting.push_back(Batch::closed(open, place));
        self.closed += 1;
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.open.is_none() && self.waiting.is_empty() && self.in_flight.is_empty()
    }

    /// How many batches wait, the open one included.
    pub(crate) fn batches(&self) -> usize {
        self.waiting.len() + usize::from(self.open.is_some())
    }

    /// When the open batch was opened.
    pub(crate) fn open_since(&self) -> Option<Moment> {
        self.open.as_ref().map(|open| open.opened)
    }

    /// Whether there is a batch to send, if its broker takes one: one that waits, or the open one
    /// when it has lingered long enough.
    pub(crate) fn is_due(&self, now: Moment, linger: Duration) -> bool {
        if self.is_introducing() || self.is_full() {
            return false;
        }
        match (self.waiting.is_empty(), self.open_since()) {
            (false, _) => self.sendable_at().is_some_and(|at| at <= now),
            (true, opened) => opened.is_some_and(|opened| opened + linger <= now),
        }
    }

    /// When the next batch may be sent, if one waits.
    pub(crate) fn sendable_at(&self) -> Option<Moment> {
        self.head().map(|batch| batch.retry_at)
    }

    /// Whether the next batch has failed so that another broker may lead the partition, none being known that is newer
    /// than this epoch.
    pub(crate) fn looks_for_leader(&self, leader_epoch: i32) -> bool {
        self.head()
            .is_some_and(|batch| batch.doubt == Doubt::OfLeader && leader_epoch <= batch.sent_epoch)
    }

    /// Whether the next batch has failed so that another broker may lead the partition.
    pub(crate) fn is_in_doubt(&self) -> bool {
        self.head().is_some_and(|batch| batch.doubt == Doubt::OfLeader)
    }

    /// The partition is led in this epoch. What failed under an older one need not wait any longer (KIP-951).
    pub(crate) fn led_in(&mut self, leader_epoch: i32) {
        let head = self.head().map(|batch| batch.place);
        if let Some(batch) = self.waiting.front_mut().filter(|batch| head == Some(batch.place))
            && batch.doubt == Doubt::OfLeader
            && leader_epoch > batch.sent_epoch
        {
            (batch.doubt, batch.retry_at) = (Doubt::None, Moment::default());
            batch.failures_before_leader = Some(batch.failures);
        }
    }

    /// When the oldest batch was opened that is not in flight.
    pub(crate) fn oldest(&self) -> Option<Moment> {
        self.waiting.front().map(|batch| batch.opened).or(self.open_since())
    }

    /// The next batch to send, if order allows one.
    fn head(&self) -> Option<&Batch> {
        let head = self.waiting.front()?;
        let in_order = self.in_flight.last().is_none_or(|(place, _)| *place < head.place);
        in_order.then_some(head)
    }

    /// Whether a batch is in flight that has to be taken before another may follow it.
    fn is_introducing(&self) -> bool {
        let known = |identity: Identity| self.acquaintance == Acquaintance::Of(identity.id);
        !self.in_flight.is_empty() && !self.identity.is_none_or(known)
    }

    /// Whether a broker that takes the next batch would not know the oldest one again that is in flight, to whichever
    /// broker.
    fn is_full(&self) -> bool {
        let Some((oldest, _)) = self.in_flight.first() else { return false };
        let next = self.waiting.front();
        let is_new = next.is_none_or(|batch| batch.numbered.is_none());
        let place = next.map_or(self.closed, |batch| batch.place.batch);
        is_new && self.identity.is_some() && place >= oldest.batch + KNOWN_AGAIN_MAX
    }

    /// The broker has taken a batch, and so all before it.
    pub(crate) fn took(&mut self, batch: &Batch) {
        self.given_up = self.given_up.filter(|given_up| *given_up > batch.place);
        if let Some(Numbered { identity, .. }) = batch.numbered {
            self.acquaintance = Acquaintance::Of(identity.id);
        }
    }

    /// Takes the next batch to send, numbered for `identity`; `None` without idempotence.
    pub(crate) fn take(&mut self, now: Moment, identity: Option<Identity>) -> Option<Batch> {
        if self.waiting.is_empty() {
            // Not before it is sent, so that a batch fills while its broker is busy.
            self.close();
        }
        if self.head()?.retry_at > now {
            return None;
        }
        self.adopt(identity);
        if self.numbering == Numbering::StartsAnew {
            // The new numbers are still to come.
            return None;
        }
        if self.given_up.is_some() && self.waiting.front()?.numbered.is_none() {
            // Nobody knows its number yet.
            return None;
        }
        let mut batch = self.waiting.pop_front()?;
        if let (None, Some(identity)) = (batch.numbered, self.identity) {
            batch.numbered = Some(Numbered { identity, base_sequence: self.next_sequence });
            self.next_sequence = advanced(self.next_sequence, batch.count);
        }
        self.in_flight.push((batch.place, batch.promise.clone()));
        Some(batch)
    }

    /// Starts to number with `identity`, as soon as no batch is out whose numbers a broker may have
    /// seen: such a batch has to be known again.
    fn adopt(&mut self, identity: Option<Identity>) {
        let anew = self.numbering == Numbering::StartsAnew;
        let out = self.waiting.iter().any(|batch| batch.numbered.is_some());
        if !self.in_flight.is_empty() || self.identity == identity || (out && !anew) {
            return;
        }
        self.identity = identity;
        self.next_sequence = 0;
        self.numbering = Numbering::Continues;
        self.given_up = None;
        for batch in &mut self.waiting {
            batch.numbered = None;
        }
    }

    /// What the partition's batches are numbered with at the moment.
    pub(crate) fn identity(&self) -> Option<Identity> {
        self.identity
    }

    /// Asks for new numbers, because a broker will not take those that come next.
    pub(crate) fn start_anew(&mut self) {
        if self.identity.is_some() {
            self.numbering = Numbering::StartsAnew;
        }
    }

    /// A batch was given up that was sent, and may have been written.
    pub(crate) fn gave_up(&mut self, place: Place) {
        self.given_up = self.given_up.max(Some(place));
    }

    /// Whether a batch is out that was numbered after those that were given up: it may have been written too, and must
    /// keep its numbers. Sent again, it tells: the broker has it or takes it only if it has what comes before.
    pub(crate) fn finds_out(&self) -> bool {
        let is_after = |place: Place| self.given_up < Some(place);
        let waits = |batch: &Batch| batch.numbered.is_some() && is_after(batch.place);
        self.in_flight.iter().any(|(place, _)| is_after(*place)) || self.waiting.iter().any(waits)
    }

    /// Whether a batch before this one has no outcome yet.
    pub(crate) fn is_behind_another(&self, place: Place) -> bool {
        let waits = self.waiting.front().is_some_and(|batch| batch.place < place);
        waits || self.in_flight.iter().any(|(other, _)| *other < place)
    }

    /// Whether a batch cannot be taken at this place yet: one before it has to be sent again, or was given up, or new
    /// numbers are to come.
    pub(crate) fn has_gap_at(&self, place: Place) -> bool {
        let waits = self.waiting.front().is_some_and(|batch| batch.place < place);
        let lacks = self.given_up.is_some_and(|given_up| given_up < place);
        waits || lacks || self.numbering == Numbering::StartsAnew
    }

    /// Takes a batch out of those in flight.
    pub(crate) fn landed(&mut self, place: Place) {
        self.in_flight.retain(|(other, _)| *other != place);
    }

    /// Puts a batch back in its place.
    pub(crate) fn requeue(&mut self, batch: Batch) {
        let place = self.waiting.partition_point(|other| other.place < batch.place);
        self.waiting.insert(place, batch);
    }

    /// Takes out the batches that were opened before `limit` and are not in flight.
    pub(crate) fn take_expired(&mut self, limit: Moment) -> Vec<Batch> {
        if self.open_since().is_some_and(|opened| opened <= limit) {
            self.close();
        }
        let mut expired = Vec::new();
        while self.waiting.front().is_some_and(|batch| batch.opened <= limit) {
            expired.extend(self.waiting.pop_front());
        }
        expired
    }

    /// Forgets everything that has no outcome yet: the promises of it.
    pub(crate) fn abandon(&mut self) -> Vec<Promise> {
        let promises = self.flush();
        self.waiting.clear();
        self.in_flight.clear();
        promises
    }

    /// Promises of all batches that have no outcome yet; the open batch is closed.
    pub(crate) fn flush(&mut self) -> Vec<Promise> {
        self.close();
        let waiting = self.waiting.iter().map(|batch| batch.promise.clone());
        self.in_flight.iter().map(|(_, promise)| promise.clone()).chain(waiting).collect()
    }
}
