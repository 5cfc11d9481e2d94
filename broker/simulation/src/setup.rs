//! A broker with its topics, before anything goes wrong.

use std::{collections::BTreeSet, time::Duration};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    coordinator::Shard,
    metadata::FEATURE_TRANSACTION_VERSION,
    model::{ProducerEpoch, ProducerId, Rng},
    protocol::{
        Request,
        codec::Records,
        messages::{
            CreateTopicsRequest, FindCoordinatorRequest, InitProducerIdRequest, ProduceRequest,
            UpdateFeaturesRequest,
            create_topics_request::CreatableTopic,
            produce_request::{PartitionProduceData, TopicProduceData},
            update_features_request::FeatureUpdateKey,
        },
        records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    },
    transactions::{
        Transaction, TransactionRecord, TransactionShard, TransactionState, TransactionVersion,
    },
};

use crate::{
    conditions::{Conditions, coordinating_partition},
    place::{GROUP, INPUT, Place, TOPICS},
    records::batch,
    world::{Next, World},
};

/// How long the broker has for an answer when nothing goes wrong.
const PATIENCE: Duration = Duration::from_secs(30);
/// Type of an update of a feature that loses nothing.
const SAFE_DOWNGRADE: i8 = 2;
/// Transfers in each partition of the input.
const TRANSFERS: u64 = 30;

impl World {
    /// Starts the broker, makes the topics, and writes the transfers that are to be made.
    pub(crate) fn set_up(&mut self, conditions: &Conditions, ids: &[String], rng: &mut Rng) {
        let doings = self.process.start(self.schedule.now());
        self.carry_out(doings);
        for key_type in [0, 1] {
            let request =
                FindCoordinatorRequest { key: GROUP.into(), key_type, ..Default::default() };
            self.ask_until(&request, 3, |answer| answer.error_code == 0);
        }
        let topics = TOPICS.into_iter().map(|(name, num_partitions)| CreatableTopic {
            name: name.into(),
            num_partitions,
            replication_factor: 1,
            ..Default::default()
        });
        let request = CreateTopicsRequest {
            topics: topics.collect(),
            timeout_ms: 10_000,
            ..Default::default()
        };
        self.ask_until(&request, 7, |answer| {
            // Asked again, they are there.
            answer.topics.iter().all(|topic| matches!(topic.error_code, 0 | 36))
        });
        for place in Place::all().filter(|place| place.topic == INPUT) {
            let amounts: Vec<i64> = (0..TRANSFERS).map(|_| 1 + rng.below(90) as i64).collect();
            let values: Vec<String> = amounts.iter().map(i64::to_string).collect();
            let records = batch(&values, None, self.schedule.now().wall);
            self.write_plain(place.topic, place.partition, records);
            self.history.transfers.push(amounts);
        }
        if conditions.transaction_version < 2 {
            self.downgrade(conditions.transaction_version);
        }
        if let Some(epoch) = conditions.first_epoch {
            for id in ids {
                self.use_up_epochs(id, epoch);
            }
            // The coordinators take their logs in when they begin.
            self.process.stop(Vec::new(), self.schedule.now());
            let doings = self.process.start(self.schedule.now());
            self.carry_out(doings);
        }
    }

    fn downgrade(&mut self, transaction_version: i16) {
        let update = FeatureUpdateKey {
            feature: FEATURE_TRANSACTION_VERSION.into(),
            max_version_level: transaction_version,
            upgrade_type: SAFE_DOWNGRADE,
            ..Default::default()
        };
        let request = UpdateFeaturesRequest { feature_updates: vec![update], ..Default::default() };
        self.ask_until(&request, 2, |answer| answer.error_code == 0);
    }

    /// Has a transactional id be at an epoch that its producer would take a long time to come to.
    fn use_up_epochs(&mut self, id: &str, epoch: i16) {
        let request = InitProducerIdRequest {
            transactional_id: Some(id.into()),
            transaction_timeout_ms: 5_000,
            producer_id: -1,
            producer_epoch: -1,
            ..Default::default()
        };
        let begun = self.ask_until(&request, 5, |answer| answer.error_code == 0);
        let now = self.schedule.now().wall;
        let transaction = Transaction {
            producer_id: ProducerId(begun.producer_id),
            previous_producer_id: ProducerId(begun.producer_id),
            next_producer_id: ProducerId::NONE,
            producer_epoch: ProducerEpoch(epoch),
            last_producer_epoch: ProducerEpoch::NONE,
            timeout_ms: 5_000,
            state: TransactionState::CompleteCommit,
            partitions: BTreeSet::new(),
            started_at: now,
            updated_at: now,
            version: TransactionVersion::V0,
        };
        let (id, transaction) = (ByteString::from(id), Box::new(transaction));
        let partition = coordinating_partition(&id);
        let record = TransactionRecord::Set { id, transaction, version: 0 };
        let (key, value) = record.encode().expect("a short record");
        let mut builder = BatchBuilder::default();
        let (key, value) = (Some(&key[..]), value.as_deref());
        let record = NewRecord { timestamp: now, key, value, headers: [] };
        builder.append(record).expect("a short record");
        let records =
            builder.finish(&BatchFields::default(), &mut Codecs::new()).expect("no codec");
        self.write_plain(TransactionShard::TOPIC, partition, records);
    }

    fn write_plain(&mut self, topic_name: &str, index: i32, records: Bytes) {
        let partition = PartitionProduceData { index, records: Some(Records::from(records)) };
        let topic = TopicProduceData {
            name: topic_name.into(),
            partition_data: vec![partition],
            ..Default::default()
        };
        let request = ProduceRequest {
            acks: 1,
            timeout_ms: 10_000,
            topic_data: vec![topic],
            ..Default::default()
        };
        let answer = self.ask_within(&request, 12, PATIENCE);
        let answer = answer.expect("nothing goes wrong yet");
        let code = answer.responses[0].partition_responses[0].error_code;
        assert_eq!(code, 0, "{topic_name}-{index} takes a record");
    }

    /// Asks until an answer is as it should be.
    ///
    /// # Panics
    /// If none is in half a minute.
    pub(crate) fn ask_until<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        is_fine: impl Fn(&R::Response) -> bool,
    ) -> R::Response {
        let deadline = self.schedule.now().monotonic + PATIENCE;
        loop {
            let answer = self.ask_within(request, version, PATIENCE);
            if let Some(answer) = answer.filter(&is_fine) {
                return answer;
            }
            assert!(self.schedule.now().monotonic < deadline, "{:?} is not answered", R::KEY);
            self.run_for(Duration::from_millis(50));
        }
    }

    /// Lets time pass; turns of the scenario are left out.
    pub(crate) fn run_for(&mut self, duration: Duration) {
        let until = self.schedule.now().monotonic + duration;
        while self.may_go_on() {
            match self.step(until) {
                Next::Until => return,
                Next::Done | Next::Turn(_) => {}
            }
        }
    }
}
