//! A producer's accumulator with one topic of two partitions on one broker, and a clock that moves
//! by hand.

use std::{
    collections::BTreeMap,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures::task::noop_waker;
use ottla_core::model::{ErrorCode, Moment, ProducerEpoch, ProducerId, Rng, Timestamp, Uuid};

use crate::{
    Record, Result,
    engine::{
        accumulator::{
            Accumulator, AccumulatorConfig, Answer, Idempotence, Outcomes, Outgoing, Refusal,
        },
        backoff::Backoff,
        deliver::{BatchWritten, Promise, RecordWritten},
        identity::Identity,
        metadata::{Address, ClusterImage, PartitionMetadata, TopicMetadata},
        partition_queue::Placed,
    },
};

pub(crate) const LINGER: Duration = Duration::from_millis(5);
pub(crate) const DELIVERY_TIMEOUT: Duration = Duration::from_secs(120);

pub(crate) struct Scene {
    pub(crate) accumulator: Accumulator,
    pub(crate) image: ClusterImage,
    pub(crate) now: Moment,
}

impl Scene {
    /// Each batch holds one record, for a batch is full from its first byte on.
    pub(crate) fn with_batches_of_one_record() -> Self {
        Self::new(1, 1_000_000)
    }

    pub(crate) fn new(batch_bytes: usize, memory_bytes: usize) -> Self {
        let mut scene = Self::made(Idempotence::On, batch_bytes, memory_bytes);
        scene.accumulator.set_identity(identity(0));
        scene
    }

    /// Batches of one record, of a producer that has no id yet.
    pub(crate) fn of(idempotence: Idempotence) -> Self {
        Self::made(idempotence, 1, 1_000_000)
    }

    pub(crate) fn made(idempotence: Idempotence, batch_bytes: usize, memory_bytes: usize) -> Self {
        let config = AccumulatorConfig {
            batch_bytes,
            linger: LINGER,
            memory_bytes,
            request_bytes_max: 10_000,
            delivery_timeout: DELIVERY_TIMEOUT,
            backoff: Backoff { first: Duration::from_millis(100), max: Duration::from_secs(1) },
            idempotence,
            partitioning: crate::options::ProducerOptions::default().partitioning(),
            outcomes: Outcomes::NotKept,
        };
        let accumulator = Accumulator::new(config, Rng::from_seed(1));
        let led = PartitionMetadata { leader: Some(1), leader_epoch: 0, replicas: Vec::new() };
        let topic = TopicMetadata { id: Uuid([1; 16]), partitions: vec![led.clone(), led] };
        let image = ClusterImage {
            brokers: [(1, Address { host: "h".into(), port: 1 })].into(),
            topics: [("orders".into(), Arc::new(topic))].into(),
            ..Default::default()
        };
        Self { accumulator, image, now: Moment::default() }
    }

    /// The broker leads both partitions anew.
    pub(crate) fn leads_in(&mut self, leader_epoch: i32) {
        let led = PartitionMetadata { leader: Some(1), leader_epoch, replicas: Vec::new() };
        let topic = TopicMetadata { id: Uuid([1; 16]), partitions: vec![led.clone(), led] };
        self.image.topics.insert("orders".into(), Arc::new(topic));
    }

    pub(crate) fn append(&mut self, partition: i32, value: &str) -> Result<Promise, Refusal> {
        let record = Record::to("orders").partition(partition).value(value);
        self.place(&record).map(|placed| placed.promise)
    }

    pub(crate) fn place(&mut self, record: &Record<'_>) -> Result<Placed, Refusal> {
        let topic = self.image.topics["orders"].clone();
        let timestamp = record.timestamp.unwrap_or(Timestamp(7));
        self.accumulator.append(|| self.now, &topic, record, timestamp)
    }

    /// The broker takes a first batch of the partition: from now on several may be in flight.
    pub(crate) fn introduce(&mut self, partition: i32) {
        let introduction = self.append(partition, "introduction").unwrap();
        self.pass(LINGER);
        let batch = self.drain_one();
        self.written(batch, 0);
        assert!(outcome(&introduction).is_some());
    }

    pub(crate) fn pass(&mut self, time: Duration) {
        self.now = self.now + time;
        self.accumulator.expire(self.now, &self.image);
    }

    /// The batches of one request.
    pub(crate) fn drain(&mut self) -> Vec<Outgoing> {
        let mut requests = self.accumulator.drain(self.now, &self.image, |_| true);
        requests.remove(&1).unwrap_or_default()
    }

    /// The only batch of the next request.
    pub(crate) fn drain_one(&mut self) -> Outgoing {
        let mut batches = self.drain();
        assert_eq!(batches.len(), 1);
        batches.remove(0)
    }

    pub(crate) fn written(&mut self, batch: Outgoing, base_offset: i64) {
        let written = BatchWritten { base_offset, append_time: None };
        self.accumulator.landed(self.now, batch, Answer::Written(written));
    }

    pub(crate) fn refused(&mut self, batch: Outgoing, code: ErrorCode) {
        self.accumulator.landed(self.now, batch, Answer::Refused(code, None));
    }
}

pub(crate) fn identity(epoch: i16) -> Identity {
    Identity { id: ProducerId(40), epoch: ProducerEpoch(epoch) }
}

/// Epoch and first sequence that a batch was numbered with.
pub(crate) fn numbers(batch: &Outgoing) -> (i16, i32) {
    let numbered = batch.batch.numbered.unwrap();
    (numbered.identity.epoch.0, numbered.base_sequence)
}

/// The outcome of a batch's first record, if there is one.
pub(crate) fn outcome(promise: &Promise) -> Option<Result<RecordWritten>> {
    outcome_of(promise, 0)
}

/// The outcome of the record at this place of a batch, if there is one.
pub(crate) fn outcome_of(promise: &Promise, index: i32) -> Option<Result<RecordWritten>> {
    match promise.poll_record(index, &Context::from_waker(&noop_waker())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

/// Partitions of a request's batches.
pub(crate) fn partitions(batches: &[Outgoing]) -> BTreeMap<i32, i32> {
    batches.iter().map(|batch| (batch.partition, batch.batch.count)).collect()
}
