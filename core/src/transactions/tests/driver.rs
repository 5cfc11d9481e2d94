//! A shard whose records are appended at once, and whose node writes markers when the test says so.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use bytestring::ByteString;

use crate::{
    coordinator::{Answer, Shard},
    metadata::{MetadataImage, PartitionRegistration, TopicImage},
    model::{
        ErrorCode, LeaderEpoch, Moment, NodeId, Now, Offset, PartitionId, ProducerEpoch,
        ProducerId, Timestamp, TopicName, TopicPartition, Uuid, config::BrokerEntries,
    },
    protocol::records::TransactionResult,
    transactions::{
        Adding, MarkerOutcome, MarkersToWrite, NewProducer, Outcome, ProducerIdWanted, Transaction,
        TransactionRecord, TransactionSettings, TransactionShard, TransactionState,
        TransactionVersion,
    },
};

pub(super) const ID: &str = "payments";
pub(super) const V0: TransactionVersion = TransactionVersion::V0;
pub(super) const V2: TransactionVersion = TransactionVersion::V2;
pub(super) const COMMIT: TransactionResult = TransactionResult::Commit;
pub(super) const ABORT: TransactionResult = TransactionResult::Abort;

pub(super) struct Driver {
    pub(super) shard: TransactionShard,
    pub(super) now: Now,
    /// Everything that was written.
    pub(super) log: Vec<TransactionRecord>,
    next_producer_id: i64,
}

pub(super) fn partition(number: i32) -> TopicPartition {
    let topic = TopicName::new("orders").unwrap();
    TopicPartition { topic, partition: PartitionId(number) }
}

pub(super) fn partitions(numbers: &[i32]) -> BTreeSet<TopicPartition> {
    numbers.iter().map(|number| partition(*number)).collect()
}

pub(super) fn producer(id: i64, epoch: i16) -> (ProducerId, ProducerEpoch) {
    (ProducerId(id), ProducerEpoch(epoch))
}

/// A cluster with topic `orders` of three partitions, at this level of `transaction.version`.
pub(super) fn image(version: i16) -> Arc<MetadataImage> {
    let mut image = MetadataImage::default();
    image.features.insert("transaction.version".into(), version);
    let one = PartitionRegistration {
        replicas: vec![NodeId(1)],
        directories: vec![Uuid::ZERO],
        in_sync_replicas: vec![NodeId(1)],
        leader: NodeId(1),
        ..Default::default()
    };
    let (name, id) = (TopicName::new("orders").unwrap(), Uuid([7; 16]));
    let partitions = std::iter::repeat_n(one, 3).collect();
    let topic = TopicImage { id, name: name.clone(), partitions };
    image.topics.insert(id, Arc::new(topic));
    image.topic_ids.insert(name, id);
    Arc::new(image)
}

impl Driver {
    pub(super) fn new(version: i16) -> Self {
        let settings = TransactionSettings::of(&BrokerEntries::default());
        let mut shard = TransactionShard::new(settings, image(version), LeaderEpoch(5));
        let now = Now { monotonic: Moment(Duration::from_secs(10)), wall: Timestamp(1_000_000) };
        let _ = shard.loaded(now);
        Self { shard, now, log: Vec::new(), next_producer_id: 100 }
    }

    /// One whose id has this transaction.
    pub(super) fn with(version: i16, transaction: Transaction) -> Self {
        let mut driver = Self::new(version);
        let record = driver.shard.set(&ID.into(), transaction);
        driver.shard.replay(Offset(0), None, &record);
        driver
    }

    pub(super) fn apply<R>(&mut self, outcome: Outcome<R>) -> R {
        for record in outcome.records {
            self.shard.replay(Offset(self.log.len() as i64), None, &record);
            self.log.push(record);
        }
        match outcome.answer {
            Answer::Now(answer) => answer,
            Answer::Later => panic!("nobody waits here"),
        }
    }

    /// Asks, and gives a producer id where it takes one.
    fn ask<R>(
        &mut self,
        mut ask: impl FnMut(&mut TransactionShard, Now) -> Result<Outcome<R>, ProducerIdWanted>,
    ) -> R {
        let outcome = match ask(&mut self.shard, self.now) {
            Ok(outcome) => outcome,
            Err(ProducerIdWanted) => {
                self.provide();
                ask(&mut self.shard, self.now).expect("it has a producer id")
            }
        };
        self.apply(outcome)
    }

    pub(super) fn provide(&mut self) {
        self.shard.provide_producer_id(ProducerId(self.next_producer_id));
        self.next_producer_id += 1;
    }

    pub(super) fn init(&mut self, expected: Option<(ProducerId, ProducerEpoch)>) -> NewProducer {
        self.ask(|shard, now| shard.init_producer_id(&ID.into(), 60_000, expected, now))
    }

    pub(super) fn add(
        &mut self,
        (producer_id, producer_epoch): (ProducerId, ProducerEpoch),
        numbers: &[i32],
        version: TransactionVersion,
    ) -> ErrorCode {
        let (id, partitions) = (ByteString::from(ID), partitions(numbers));
        let adding =
            Adding { id: &id, producer_id, producer_epoch, partitions: &partitions, version };
        let outcome = self.shard.add_partitions(&adding, self.now);
        self.apply(outcome)
    }

    pub(super) fn end(
        &mut self,
        producer: (ProducerId, ProducerEpoch),
        result: TransactionResult,
        version: TransactionVersion,
    ) -> NewProducer {
        self.ask(|shard, now| shard.end_transaction(&ID.into(), producer, result, version, now))
    }

    pub(super) fn take_markers(&mut self) -> Vec<MarkersToWrite> {
        self.shard.take_tasks()
    }

    /// Writes all markers that are to be written.
    pub(super) fn write_markers(&mut self) {
        for markers in self.take_markers() {
            self.all_written(&markers);
        }
    }

    pub(super) fn all_written(&mut self, markers: &MarkersToWrite) {
        let written = markers.partitions.iter().map(|one| (one.clone(), ErrorCode::None));
        self.written(markers, &written.collect::<Vec<_>>());
    }

    pub(super) fn written(&mut self, markers: &MarkersToWrite, outcomes: &[MarkerOutcome]) {
        let outcome = self.shard.markers_written(markers, outcomes, self.now);
        self.apply(outcome);
    }

    pub(super) fn pass(&mut self, time: Duration) {
        self.now.monotonic = self.now.monotonic + time;
        self.now.wall = Timestamp(self.now.wall.0 + time.as_millis() as i64);
        while let Some(outcome) = self.shard.fire(self.now) {
            self.apply(outcome);
        }
    }

    pub(super) fn transaction(&self) -> &Transaction {
        self.shard.transaction(ID).expect("the id is known")
    }

    pub(super) fn state(&self) -> TransactionState {
        self.transaction().state
    }
}

/// A transaction in this state, of producer 9 at epoch 4.
pub(super) fn transaction(state: TransactionState) -> Transaction {
    Transaction {
        timeout_ms: 60_000,
        producer_epoch: ProducerEpoch(4),
        previous_producer_id: ProducerId(9),
        state,
        started_at: Timestamp(1_000_000),
        updated_at: Timestamp(1_000_000),
        partitions: match state {
            TransactionState::Ongoing
            | TransactionState::PrepareCommit
            | TransactionState::PrepareAbort => partitions(&[0, 1]),
            TransactionState::Empty
            | TransactionState::CompleteCommit
            | TransactionState::CompleteAbort => BTreeSet::new(),
        },
        ..Transaction::unknown(ProducerId(9))
    }
}
