//! All records of a producer that have no outcome yet: in batches, by partition. Decides when a
//! batch is due, what goes into a request, and what becomes of a batch after an answer. Sending is
//! the driver's business.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::model::{ErrorCode, Moment, Rng, Timestamp};

use super::{
    backoff::Backoff,
    batch::{Batch, Place},
    deliver::{BatchWritten, Promise},
    identity::Identity,
    metadata::{ClusterImage, TopicMetadata},
    partition_queue::{Enlisted, PartitionQueue, Placed},
    partitioner::{Chosen, Partitioning, Sticky, Waiting},
    sender_calls::{Call, SenderLooks},
    settled::{Settled, Unreported},
    spare::Spare,
    split::is_too_large,
    transaction::records::Records,
};
use crate::{Error, ErrorKind, record::Record};

/// What a producer was set up with.
#[derive(Clone, Debug)]
pub(crate) struct AccumulatorConfig {
    pub(crate) batch_bytes: usize,
    pub(crate) linger: Duration,
    pub(crate) memory_bytes: usize,
    pub(crate) request_bytes_max: usize,
    pub(crate) delivery_timeout: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) idempotence: Idempotence,
    pub(crate) partitioning: Partitioning,
    pub(crate) outcomes: Outcomes,
}

/// Whether outcomes are kept for others than those who sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcomes {
    Kept,
    NotKept,
}

/// Whether brokers recognise a batch that was sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Idempotence {
    Off,
    On,
    /// They do, and records are in transactions: the producer's identity comes with each of them.
    Transactional,
}

/// Why a record was not taken.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The memory is used up for now.
    Full,
    /// It can never be taken.
    Invalid(Error),
}

#[derive(Debug)]
pub(crate) struct Accumulator {
    pub(super) config: AccumulatorConfig,
    topics: BTreeMap<ByteString, Topic>,
    pub(super) queues: Vec<PartitionQueue>,
    /// Queues that hold something, in the order in which they are served.
    pub(super) active: Vec<usize>,
    is_active: Vec<bool>,
    identity: IdentityState,
    /// The open transaction of a transactional producer.
    pub(super) transaction: Option<Records>,
    hindrance: Option<Error>,
    /// Bytes of records without outcome.
    pub(super) memory: usize,
    /// Whether someone waits for memory: then no batch lingers, and nobody overtakes them.
    pub(super) pressure: Pressure,
    pub(super) sender_looks: SenderLooks,
    /// Those who wait for memory, once they can go on.
    pub(super) relieved: Call,
    /// The sender, once there is something for it.
    pub(super) sender: Call,
    /// Records that were given up, until somebody counts them.
    pub(super) failed_records: u64,
    /// Outcomes, where others want to know them before those who sent.
    pub(super) settled: Vec<Settled>,
    /// Failures of records that nobody watches, until a flush tells of them.
    pub(super) unreported: Option<Unreported>,
    pub(super) spare: Spare,
    pub(super) rng: Rng,
}

#[derive(Debug, Default)]
struct Topic {
    queues: Vec<usize>,
    sticky: Sticky,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IdentityState {
    NotNeeded,
    Wanted,
    Known(Identity),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressure {
    None,
    Full,
}

/// A batch that is to be sent.
#[derive(Debug)]
pub(crate) struct Outgoing {
    queue: usize,
    pub(crate) topic: ByteString,
    pub(crate) partition: i32,
    pub(crate) batch: Batch,
}

/// What became of a batch.
#[derive(Debug)]
pub(crate) enum Answer {
    Written(BatchWritten),
    /// The broker refused, with or without a sentence.
    Refused(ErrorCode, Option<ByteString>),
    /// There was no answer; the batch may have been written or not.
    Lost(Error),
    /// It could not be sent, and never can.
    Unsendable(Error),
}

/// What an answer asks the driver to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Followup {
    None,
    RefreshMetadata,
}

impl Accumulator {
    pub(crate) fn new(config: AccumulatorConfig, rng: Rng) -> Self {
        let identity = match config.idempotence {
            Idempotence::Off => IdentityState::NotNeeded,
            Idempotence::On | Idempotence::Transactional => IdentityState::Wanted,
        };
        Self {
            config,
            topics: BTreeMap::new(),
            queues: Vec::new(),
            active: Vec::new(),
            is_active: Vec::new(),
            identity,
            transaction: None,
            hindrance: None,
            memory: 0,
            pressure: Pressure::None,
            sender_looks: SenderLooks::WhenCalled,
            relieved: Call::Nobody,
            sender: Call::Nobody,
            failed_records: 0,
            settled: Vec::new(),
            unreported: None,
            spare: Spare::default(),
            rng,
        }
    }

    /// Takes a record into the batch of its partition. The time is asked for only when that batch is
    /// opened: reading a clock takes as long as all else here.
    pub(crate) fn append(
        &mut self,
        now: impl FnOnce() -> Moment + Copy,
        metadata: &TopicMetadata,
        record: &Record<'_>,
        timestamp: Timestamp,
    ) -> Result<Placed, Refusal> {
        if self.pressure == Pressure::Full || self.memory >= self.config.memory_bytes {
            if self.pressure == Pressure::None {
                self.pressure = Pressure::Full;
                self.call_sender();
            }
            return Err(Refusal::Full);
        }
        self.check_size(record)?;
        check_timestamp(record, timestamp)?;
        let enlisted = self.enlisted_at_first();
        if !self.topics.contains_key(record.topic) {
            self.topics.insert(record.topic.into(), Topic::default());
        }
        let topic = self.topics.get_mut(record.topic).expect("it was just inserted");
        let waiting = Waiting { queues: &self.queues, of_topic: &topic.queues };
        let partitioning = &self.config.partitioning;
        let sticky = &mut topic.sticky;
        let chosen = partitioning.choose(record, metadata, sticky, &waiting, &mut self.rng, now);
        let (Chosen::Fixed(partition) | Chosen::Sticky(partition)) = chosen;
        check_partition(metadata, record, partition)?;
        if self.config.idempotence == Idempotence::Transactional {
            Records::touch(&mut self.transaction).map_err(Refusal::Invalid)?;
        }
        while topic.queues.len() <= partition as usize {
            let number = topic.queues.len() as i32;
            topic.queues.push(self.queues.len());
            let mut queue = PartitionQueue::new(record.topic.into(), number);
            queue.enlisted = enlisted;
            self.queues.push(queue);
            self.is_active.push(false);
        }
        let queue = topic.queues[partition as usize];
        let batch_bytes = self.config.batch_bytes;
        let placed = self.queues[queue]
            .append(now, record, timestamp, batch_bytes, &mut self.spare)
            .map_err(|error| Refusal::Invalid(too_large(record, error.0, i32::MAX as usize)))?;
        match chosen {
            Chosen::Fixed(_) => {}
            Chosen::Sticky(_) => topic.sticky.used(placed.bytes, batch_bytes),
        }
        self.memory += placed.bytes;
        if !self.is_active[queue] {
            self.is_active[queue] = true;
            self.active.push(queue);
        }
        self.tell_sender(queue, placed.news);
        Ok(placed)
    }

    fn check_size(&self, record: &Record<'_>) -> Result<(), Refusal> {
        let headers: usize =
            record.get_headers().map(|h| h.key.len() + h.value.map_or(0, <[u8]>::len)).sum();
        let size =
            record.key.map_or(0, <[u8]>::len) + record.value.map_or(0, <[u8]>::len) + headers;
        if size > self.config.request_bytes_max {
            return Err(Refusal::Invalid(too_large(record, size, self.config.request_bytes_max)));
        }
        Ok(())
    }

    /// What batches are numbered with from now on.
    pub(crate) fn set_identity(&mut self, identity: Identity) {
        self.identity = IdentityState::Known(identity);
    }

    /// Whether a producer id has to be asked for before anything can be sent.
    pub(crate) fn wants_identity(&self) -> bool {
        self.config.idempotence == Idempotence::On
            && self.identity == IdentityState::Wanted
            && !self.active.is_empty()
    }

    /// Takes out what is to be sent to each broker: one request's worth, one batch a partition.
    ///
    /// `may_send` says whether a broker takes another request now.
    pub(crate) fn drain(
        &mut self,
        now: Moment,
        image: &ClusterImage,
        mut may_send: impl FnMut(i32) -> bool,
    ) -> BTreeMap<i32, Vec<Outgoing>> {
        let identity = match self.identity {
            IdentityState::NotNeeded => None,
            IdentityState::Wanted => return BTreeMap::new(),
            IdentityState::Known(identity) => Some(identity),
        };
        let linger = match self.pressure {
            Pressure::None => self.config.linger,
            Pressure::Full => Duration::ZERO,
        };
        let mut requests: BTreeMap<i32, Vec<Outgoing>> = BTreeMap::new();
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        for index in &self.active {
            let queue = &mut self.queues[*index];
            if queue.is_in_doubt() {
                queue.led_in(image.leader_epoch(&queue.topic, queue.partition));
            }
            if !queue.is_due(now, linger) || queue.enlisted != Enlisted::Yes {
                continue;
            }
            let Some(node) = image.leader(&queue.topic, queue.partition) else { continue };
            let size = sizes.entry(node).or_default();
            let fits = *size == 0 || *size < self.config.request_bytes_max;
            if !fits || !may_send(node) {
                continue;
            }
            let Some(mut batch) = queue.take(now, identity) else { continue };
            batch.sent_epoch = image.leader_epoch(&queue.topic, queue.partition);
            *size += batch.memory;
            let (topic, partition) = (queue.topic.clone(), queue.partition);
            let outgoing = Outgoing { queue: *index, topic, partition, batch };
            requests.entry(node).or_default().push(outgoing);
        }
        // Whoever was served first is served last the next time.
        if !self.active.is_empty() {
            self.active.rotate_left(1);
        }
        requests
    }

    /// Whether a batch that could be sent waits for a partition without a leader, or one that has failed for another
    /// leader.
    pub(crate) fn lacks_leader(&self, now: Moment, image: &ClusterImage) -> bool {
        self.active.iter().any(|index| {
            let queue = &self.queues[*index];
            if queue.is_in_doubt() {
                let epoch = image.leader_epoch(&queue.topic, queue.partition);
                return queue.looks_for_leader(epoch);
            }
            queue.is_due(now, self.config.linger)
                && image.leader(&queue.topic, queue.partition).is_none()
        })
    }

    /// What an answer means for a batch.
    pub(crate) fn landed(&mut self, now: Moment, outgoing: Outgoing, answer: Answer) -> Followup {
        let Outgoing { queue: index, batch, .. } = outgoing;
        self.queues[index].landed(batch.place);
        let followup = match answer {
            Answer::Written(written) => {
                self.queues[index].took(&batch);
                self.settle(batch, Ok(written));
                Followup::None
            }
            Answer::Refused(ErrorCode::DuplicateSequenceNumber, _) => {
                self.queues[index].took(&batch);
                self.settle(batch, Ok(BatchWritten { base_offset: -1, append_time: None }));
                Followup::None
            }
            Answer::Refused(code, said) => self.refused(now, index, batch, code, said),
            Answer::Unsendable(error) => {
                self.start_anew(index, ErrorCode::None);
                self.settle(batch, Err(error));
                Followup::None
            }
            Answer::Lost(error) => {
                self.retry(now, index, batch, error);
                Followup::RefreshMetadata
            }
        };
        self.retire(index);
        followup
    }

    fn refused(
        &mut self,
        now: Moment,
        index: usize,
        batch: Batch,
        code: ErrorCode,
        said: Option<ByteString>,
    ) -> Followup {
        let error = Error::from_code("produce", code, said.as_deref())
            .with("topic", batch.promise.topic())
            .with("partition", batch.promise.partition());
        let batch = match is_too_large(code) {
            false => batch,
            true => match self.split(now, index, batch, &error) {
                None => return Followup::None,
                Some(whole) => whole,
            },
        };
        if self.transaction.is_some() {
            return self.refused_in_transaction(now, index, batch, code, error);
        }
        let lost_track = is_any(
            code,
            &[
                ErrorCode::OutOfOrderSequenceNumber,
                ErrorCode::UnknownProducerId,
                ErrorCode::InvalidProducerEpoch,
                ErrorCode::InvalidProducerIdMapping,
            ],
        );
        if lost_track && batch.numbered.is_some() {
            let in_turn = self.follows(index, &batch, code);
            // Behind a batch that failed, a gap is to be expected; at the front it is real.
            if !self.queues[index].is_behind_another(batch.place) {
                self.start_anew(index, code);
            }
            match in_turn {
                true => self.retry_in_turn(now, index, batch, error),
                false => self.retry(now, index, batch, error),
            }
            return Followup::None;
        }
        if code.is_retriable() {
            self.retry(now, index, batch, error);
            return Followup::RefreshMetadata;
        }
        // It was never written, so the numbers of what follows are off by its records.
        self.start_anew(index, code);
        self.settle(batch, Err(error));
        Followup::None
    }

    /// Numbers a partition anew, under the next epoch.
    pub(super) fn start_anew(&mut self, index: usize, code: ErrorCode) {
        // The coordinator gives a transactional producer its epochs.
        if self.config.idempotence == Idempotence::Transactional {
            return;
        }
        let queue = &mut self.queues[index];
        queue.start_anew();
        let IdentityState::Known(identity) = self.identity else { return };
        // Another partition may have moved the epoch on already.
        if queue.identity() != Some(identity) {
            return;
        }
        let usable =
            !is_any(code, &[ErrorCode::InvalidProducerEpoch, ErrorCode::InvalidProducerIdMapping]);
        self.identity = match identity.bumped().filter(|_| usable) {
            Some(bumped) => IdentityState::Known(bumped),
            None => IdentityState::Wanted,
        };
    }

    fn take_expired(&mut self, index: usize, limit: Moment) -> Vec<Batch> {
        let expired = self.queues[index].take_expired(limit);
        if let Some(sent) = expired.iter().rfind(|batch| batch.numbered.is_some()) {
            self.gave_up(index, sent.place);
        }
        expired
    }

    /// A batch was given up that was sent. The broker may have written it or not: what comes after it is numbered anew,
    /// if nothing tells.
    pub(super) fn gave_up(&mut self, index: usize, place: Place) {
        if self.config.idempotence == Idempotence::Transactional {
            return;
        }
        self.queues[index].gave_up(place);
        if !self.queues[index].finds_out() {
            self.start_anew(index, ErrorCode::RequestTimedOut);
        }
    }

    /// What keeps batches from being sent at all: a broker that cannot be reached, metadata or a producer id
    /// that does not come; `None` once that has passed. Told with what is given up without having been sent.
    pub(crate) fn hindered_by(&mut self, hindrance: Option<Error>) {
        self.hindrance = hindrance;
    }

    /// Gives up what was not delivered in time.
    pub(crate) fn expire(&mut self, now: Moment, image: &ClusterImage) {
        self.give_up_if_failed();
        let Some(limit) = now.0.checked_sub(self.config.delivery_timeout).map(Moment) else {
            return;
        };
        for index in self.active.clone() {
            for batch in self.take_expired(index, limit) {
                let error = self.expired(&batch);
                let leader = image.leader(batch.promise.topic(), batch.promise.partition());
                let error = match (&batch.failure, leader, &self.hindrance) {
                    (Some(_), _, _) | (None, Some(_), None) => error,
                    (None, None, None) => error.with("leader", "none"),
                    (None, _, Some(hindrance)) => error.caused_by(hindrance.clone()),
                };
                self.settle(batch, Err(error));
            }
            self.retire(index);
        }
    }

    /// Fails everything that is not in flight.
    pub(crate) fn fail_all(&mut self, error: &Error) {
        for index in self.active.clone() {
            for batch in self.take_expired(index, Moment(Duration::MAX)) {
                self.settle(batch, Err(error.clone()));
            }
            self.retire(index);
        }
    }

    /// Fails everything, also what is in flight: nobody waits for it any more. Returns the number of batches.
    pub(crate) fn abandon(&mut self, error: &Error) -> usize {
        let mut batches = 0;
        for index in std::mem::take(&mut self.active) {
            self.is_active[index] = false;
            for promise in self.queues[index].abandon() {
                promise.give_up(error);
                batches += 1;
            }
        }
        batches
    }

    /// Promises of everything that has no outcome yet; nothing of it lingers any more.
    pub(crate) fn flush(&mut self) -> Vec<Promise> {
        let mut promises = Vec::new();
        for index in &self.active {
            promises.extend(self.queues[*index].flush());
        }
        promises.extend(self.settled.iter().map(|settled| settled.promise.clone()));
        promises
    }

    /// When something is due next without an answer coming in. What is due already waits for an
    /// answer, a leader or a connection, not for time.
    pub(crate) fn next_timeout(&self, now: Moment) -> Option<Moment> {
        let due = self.active.iter().flat_map(|index| {
            let queue = &self.queues[*index];
            let linger = queue.open_since().map(|opened| opened + self.config.linger);
            let expiry = queue.oldest().map(|opened| opened + self.config.delivery_timeout);
            [linger, queue.sendable_at(), expiry]
        });
        due.flatten().filter(|due| *due > now).min()
    }

    /// Adds the topics of which something waits for an outcome.
    pub(crate) fn add_topics(&self, topics: &mut BTreeSet<ByteString>) {
        topics.extend(self.active.iter().map(|index| self.queues[*index].topic.clone()));
    }

    /// Whether nothing waits for an outcome.
    pub(crate) fn is_empty(&self) -> bool {
        self.active.is_empty()
    }

    fn retire(&mut self, index: usize) {
        if self.queues[index].is_idle() && self.is_active[index] {
            self.is_active[index] = false;
            self.active.retain(|other| *other != index);
        }
    }
}

fn check_partition(
    metadata: &TopicMetadata,
    record: &Record<'_>,
    partition: i32,
) -> Result<(), Refusal> {
    let count = metadata.partitions.len();
    if usize::try_from(partition).is_ok_and(|partition| partition < count) {
        return Ok(());
    }
    let error = Error::new(ErrorKind::InvalidInput, "send a record", metadata.extent())
        .with("topic", record.topic);
    // One's own partitioner may be wrong, too.
    let whose = if record.partition.is_some() { "partition" } else { "the partitioner's choice" };
    Err(Refusal::Invalid(error.with(whose, partition)))
}

/// Brokers take any time, and delete what is older than they keep records.
fn check_timestamp(record: &Record<'_>, timestamp: Timestamp) -> Result<(), Refusal> {
    if timestamp.0 >= 0 {
        return Ok(());
    }
    let message = format!(
        "timestamp is {}: milliseconds since 1970 are not negative; leave it out for the time of sending",
        timestamp.0
    );
    let error = Error::new(ErrorKind::InvalidInput, "send a record", message);
    Err(Refusal::Invalid(error.with("topic", record.topic)))
}

fn too_large(record: &Record<'_>, size: usize, max: usize) -> Error {
    let message = format!(
        "the record has {size} bytes, and at most {max} are allowed (request_bytes_max, max.request.size)"
    );
    Error::new(ErrorKind::TooLarge, "send a record", message).with("topic", record.topic)
}

pub(super) fn is_any(code: ErrorCode, codes: &[ErrorCode]) -> bool {
    codes.contains(&code)
}
