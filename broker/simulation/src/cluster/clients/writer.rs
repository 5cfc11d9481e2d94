//! A client that writes numbered records with acks=all, to leaders that it learns from Metadata. What was not
//! acknowledged is written again: with a producer id it must be there once, without one it may be there twice.

use std::{collections::BTreeMap, time::Duration};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId, Rng},
    protocol::{
        codec::Records,
        messages::{
            InitProducerIdRequest, MetadataRequest, ProduceRequest,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
        records::{BatchBuilder, BatchFields, Codecs, NewRecord},
    },
};

use super::{Client, Desk, METADATA, Question, Wish, leaders_in, metadata_request};
use crate::{cluster::history::Place, wire};

const PRODUCE: i16 = 12;
const INIT: i16 = 4;
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the broker has for an acknowledgement.
const TIMEOUT_MS: i32 = 1_500;

/// So often one batch may be refused by leaders that are none any more.
const REFUSALS_MAX: u32 = 40;

/// Whether a writer numbers its batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cluster) enum Sequenced {
    /// It has a producer id.
    Yes,
    /// What is written again may be there twice.
    No,
    /// It does not care what becomes of it.
    Careless,
}

/// A batch until it is acknowledged.
#[derive(Clone, Debug)]
struct Batch {
    place: Place,
    values: Vec<String>,
    sequence: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Metadata,
    Init,
    Produce,
}

/// A writer.
pub(in crate::cluster) struct Writer {
    name: String,
    machines: usize,
    places: Vec<Place>,
    sequenced: Sequenced,
    producer: Option<(i64, i16)>,
    sequences: BTreeMap<Place, i32>,
    leaders: BTreeMap<Place, usize>,
    batch: Option<Batch>,
    asked: Option<Asked>,
    written: u64,
    refusals: u32,
    correlation: i32,
    rng: Rng,
}

impl Writer {
    pub(in crate::cluster) fn new(
        name: String,
        machines: usize,
        places: Vec<Place>,
        sequenced: Sequenced,
        rng: Rng,
    ) -> Self {
        Self {
            name,
            machines,
            places,
            sequenced,
            producer: None,
            sequences: BTreeMap::new(),
            leaders: BTreeMap::new(),
            batch: None,
            asked: None,
            written: 0,
            refusals: 0,
            correlation: 0,
            rng,
        }
    }

    fn any_machine(&mut self) -> usize {
        self.rng.below(self.machines as u64) as usize
    }

    fn go_on(&mut self, desk: &mut Desk<'_>) {
        if self.sequenced == Sequenced::Yes && self.producer.is_none() {
            let request = InitProducerIdRequest {
                transactional_id: None,
                transaction_timeout_ms: 60_000,
                producer_id: -1,
                producer_epoch: -1,
                ..Default::default()
            };
            self.correlation += 1;
            let frame = wire::request(&request, INIT, self.correlation, &self.name);
            let machine = self.any_machine();
            return self.ask(Asked::Init, machine, frame, "InitProducerId".into(), desk);
        }
        let batch = match &self.batch {
            Some(batch) => batch.clone(),
            None => self.next_batch(),
        };
        match self.leaders.get(&batch.place) {
            Some(leader) => self.produce(*leader, &batch, desk),
            None => self.ask_metadata(desk),
        }
    }

    fn next_batch(&mut self) -> Batch {
        let place = self.places[self.rng.below(self.places.len() as u64) as usize];
        let count = 1 + self.rng.below(4);
        let values = (0..count).map(|one| format!("{}.{}", self.name, self.written + one));
        let values: Vec<String> = values.collect();
        self.written += count;
        let sequence = *self.sequences.entry(place).or_insert(0);
        let batch = Batch { place, values, sequence };
        self.batch = Some(batch.clone());
        batch
    }

    fn ask_metadata(&mut self, desk: &mut Desk<'_>) {
        let request = metadata_request(&self.places);
        self.correlation += 1;
        let frame = wire::request(&request, METADATA, self.correlation, &self.name);
        let machine = self.any_machine();
        self.ask(Asked::Metadata, machine, frame, "Metadata".into(), desk);
    }

    fn produce(&mut self, leader: usize, batch: &Batch, desk: &mut Desk<'_>) {
        let mut builder = BatchBuilder::default();
        for value in &batch.values {
            let value = Some(value.as_bytes());
            let record = NewRecord { timestamp: desk.now.wall, key: None, value, headers: [] };
            builder.append(record).expect("a few bytes");
        }
        let fields = self.producer.map_or_else(BatchFields::default, |(id, epoch)| BatchFields {
            producer_id: ProducerId(id),
            producer_epoch: ProducerEpoch(epoch),
            base_sequence: batch.sequence,
            ..Default::default()
        });
        let records = builder.finish(&fields, &mut Codecs::new()).expect("no codec");
        let partition = PartitionProduceData {
            index: batch.place.partition,
            records: Some(Records::from(records)),
        };
        let topic = TopicProduceData {
            name: batch.place.topic.into(),
            partition_data: vec![partition],
            ..Default::default()
        };
        let request = ProduceRequest {
            acks: -1,
            timeout_ms: TIMEOUT_MS,
            topic_data: vec![topic],
            ..Default::default()
        };
        self.correlation += 1;
        let frame = wire::request(&request, PRODUCE, self.correlation, &self.name);
        desk.history.asked(batch.place, &batch.values);
        let what = format!("Produce {} {:?}", batch.place, batch.values);
        self.ask(Asked::Produce, leader, frame, what, desk);
    }

    fn ask(
        &mut self,
        asked: Asked,
        machine: usize,
        frame: Bytes,
        what: String,
        desk: &mut Desk<'_>,
    ) {
        self.asked = Some(asked);
        desk.wishes.push(Wish::Ask(Question { machine, frame, what, patience: PATIENCE }));
    }

    fn pause(&mut self, desk: &mut Desk<'_>) {
        desk.wake_after(Duration::from_millis(20 + self.rng.below(120)));
    }

    fn learn(&mut self, frame: Bytes) {
        let answer = wire::response::<MetadataRequest>(frame, METADATA, self.correlation);
        self.leaders = leaders_in(&answer, &self.places);
    }

    fn forget(&mut self, batch: &Batch) {
        self.leaders.remove(&batch.place);
        self.batch = None;
    }

    fn produced(&mut self, frame: Bytes, desk: &mut Desk<'_>) {
        let answer = wire::response::<ProduceRequest>(frame, PRODUCE, self.correlation);
        let one = &answer.responses[0].partition_responses[0];
        let Some(batch) = self.batch.clone() else { return };
        match ErrorCode::from_code(one.error_code) {
            ErrorCode::None | ErrorCode::DuplicateSequenceNumber => {
                desk.note(format!("{} has {} at {}", self.name, batch.place, one.base_offset));
                if self.sequenced != Sequenced::Careless {
                    desk.history.acknowledged(batch.place, one.base_offset, &batch.values);
                }
                self.sequences.insert(batch.place, batch.sequence + batch.values.len() as i32);
                (self.batch, self.refusals) = (None, 0);
            }
            ErrorCode::NotLeaderOrFollower
            | ErrorCode::NotEnoughReplicas
            | ErrorCode::NotEnoughReplicasAfterAppend
            | ErrorCode::RequestTimedOut
            | ErrorCode::UnknownTopicOrPartition
            | ErrorCode::KafkaStorageError => {
                desk.note(format!("{} is told {}", self.name, one.error_code));
                self.leaders.remove(&batch.place);
            }
            _ if self.sequenced == Sequenced::Careless => self.forget(&batch),
            // A leader that has not heard that it is none any more has not heard what came before either.
            ErrorCode::OutOfOrderSequenceNumber if self.refusals < REFUSALS_MAX => {
                self.refusals += 1;
                self.leaders.remove(&batch.place);
            }
            code => {
                let what = format!("{} is refused {:?} with {code:?}", self.name, batch);
                desk.history.refused.push(what);
                self.leaders.remove(&batch.place);
            }
        }
    }
}

impl Client for Writer {
    fn name(&self) -> &str {
        &self.name
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        self.go_on(desk);
    }

    fn answered(&mut self, frame: Option<Bytes>, desk: &mut Desk<'_>) {
        let asked = self.asked.take();
        match (asked, frame) {
            (Some(Asked::Metadata), Some(frame)) => self.learn(frame),
            (Some(Asked::Produce), Some(frame)) => self.produced(frame, desk),
            (Some(Asked::Init), Some(frame)) => {
                let answer = wire::response::<InitProducerIdRequest>(frame, INIT, self.correlation);
                if answer.error_code == 0 {
                    self.producer = Some((answer.producer_id, answer.producer_epoch));
                }
            }
            (_, None) => self.leaders.clear(),
            (None, Some(_)) => {}
        }
        self.pause(desk);
    }
}
