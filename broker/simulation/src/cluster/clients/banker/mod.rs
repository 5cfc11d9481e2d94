//! A producer of transactions, in the protocol of `transaction.version` 2 or in the one before: each is a transfer, some
//! entries in partitions of the ledger that are there together or not at all. It knows where its coordinator and the leaders are
//! by asking, and goes on when they move. Where an answer tells it that it may not go on, it begins anew under its id.

mod answers;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytes::Bytes;
use ottla_core::{
    model::{Now, Rng},
    protocol::{
        Request,
        codec::Records,
        messages::{
            AddPartitionsToTxnRequest, EndTxnRequest, FindCoordinatorRequest,
            InitProducerIdRequest, ProduceRequest,
            add_partitions_to_txn_request::AddPartitionsToTxnTopic,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
    },
};

use super::{Client, Desk, METADATA, Question, Wish, metadata_request};
use crate::{
    cluster::history::{Place, Transfer},
    history::{Ending, Protocol},
    records::{Writer, batch},
    wire,
};

const INIT: i16 = 5;
const ADD_PARTITIONS: i16 = 3;
const FIND_COORDINATOR: i16 = 4;
/// The kind of coordinator that transactional ids have.
const OF_TRANSACTIONS: i8 = 1;
/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the broker has for an acknowledgement.
const TIMEOUT_MS: i32 = 1_500;

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A producer id and an epoch.
    Init,
    /// A transfer.
    Begin,
    /// The coordinator is told where its entries will be.
    Add,
    /// Its entries.
    Write,
    /// Its end.
    End(Ending),
    /// Nothing any more.
    Rest,
}

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Coordinator,
    Leaders,
    Init,
    Add,
    Write,
    End(Ending),
}

/// An entry of the transfer that is open.
#[derive(Clone, Debug)]
struct Entry {
    place: Place,
    value: String,
    sequence: i32,
    is_written: bool,
}

/// A producer of transactions.
pub(in crate::cluster) struct Banker {
    name: String,
    machines: usize,
    places: Vec<Place>,
    protocol: Protocol,
    timeout_ms: i32,
    step: Step,
    asked: Option<Asked>,
    coordinator: Option<usize>,
    leaders: BTreeMap<Place, usize>,
    producer: (i64, i16),
    sequences: BTreeMap<Place, i32>,
    /// The open transfer's number in the history.
    serial: usize,
    entries: Vec<Entry>,
    ending: Ending,
    correlation: i32,
    rng: Rng,
}

impl Banker {
    pub(in crate::cluster) fn new(
        name: String,
        machines: usize,
        places: Vec<Place>,
        protocol: Protocol,
        mut rng: Rng,
    ) -> Self {
        // Now and then the coordinator aborts what takes too long.
        let timeout_ms = if rng.below(3) == 0 { 1_500 } else { 60_000 };
        Self {
            name,
            machines,
            places,
            protocol,
            timeout_ms,
            step: Step::Init,
            asked: None,
            coordinator: None,
            leaders: BTreeMap::new(),
            producer: (-1, -1),
            sequences: BTreeMap::new(),
            serial: 0,
            entries: Vec::new(),
            ending: Ending::Abort,
            correlation: 0,
            rng,
        }
    }

    fn go_on(&mut self, desk: &mut Desk<'_>) {
        match self.step {
            Step::Init => self.ask_to_begin_anew(desk),
            Step::Begin if desk.is_closing => self.step = Step::Rest,
            Step::Begin => {
                self.begin(desk);
                self.go_on(desk);
            }
            Step::Add => self.ask_to_add(desk),
            Step::Write => self.write(desk),
            Step::End(ending) => self.ask_to_end(ending, desk),
            Step::Rest => {}
        }
    }

    fn begin(&mut self, desk: &mut Desk<'_>) {
        self.serial = desk.history.transfers.len();
        let count = 2 + self.rng.below(3);
        self.entries.clear();
        for number in 0..count {
            let place = self.places[self.rng.below(self.places.len() as u64) as usize];
            let sequence = self.sequences.entry(place).or_insert(0);
            let value = format!("{}.{}.{number}", self.name, self.serial);
            self.entries.push(Entry { place, value, sequence: *sequence, is_written: false });
            *sequence += 1;
        }
        self.ending = if self.rng.below(4) == 0 { Ending::Abort } else { Ending::Commit };
        let entries = self.entries.iter().map(|one| (one.place, one.value.clone()));
        desk.history.transfers.push(Transfer::new(entries.collect()));
        self.step = match self.protocol {
            Protocol::First => Step::Add,
            Protocol::Second => Step::Write,
        };
    }

    fn ask_to_add(&mut self, desk: &mut Desk<'_>) {
        let mut topics: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
        for Place { topic, partition } in self.entries.iter().map(|one| one.place) {
            topics.entry(topic).or_default().insert(partition);
        }
        let topics = topics.into_iter().map(|(name, partitions)| AddPartitionsToTxnTopic {
            name: name.into(),
            partitions: partitions.into_iter().collect(),
        });
        let request = AddPartitionsToTxnRequest {
            v3_and_below_transactional_id: self.name.as_str().into(),
            v3_and_below_producer_id: self.producer.0,
            v3_and_below_producer_epoch: self.producer.1,
            v3_and_below_topics: topics.collect(),
            ..Default::default()
        };
        self.ask_coordinator(&request, ADD_PARTITIONS, Asked::Add, desk);
    }

    /// Versions of Produce and EndTxn.
    fn versions(&self) -> (i16, i16) {
        match self.protocol {
            Protocol::First => (11, 4),
            Protocol::Second => (12, 5),
        }
    }

    /// Writes the next entry.
    fn write(&mut self, desk: &mut Desk<'_>) {
        let Some(entry) = self.entries.iter().find(|one| !one.is_written).cloned() else {
            self.step = Step::End(self.ending);
            return self.go_on(desk);
        };
        let Some(leader) = self.leaders.get(&entry.place).copied() else {
            let request = metadata_request(&self.places);
            let machine = self.any_machine();
            return self.send(&request, METADATA, (Asked::Leaders, machine), desk);
        };
        let request = self.produce(&entry, desk.now);
        self.send(&request, self.versions().0, (Asked::Write, leader), desk);
    }

    fn produce(&self, entry: &Entry, now: Now) -> ProduceRequest {
        let (id, epoch) = self.producer;
        let writer = Writer { id, epoch, sequence: entry.sequence };
        let records = batch(&[&entry.value], Some(writer), now.wall);
        let partition = PartitionProduceData {
            index: entry.place.partition,
            records: Some(Records::from(records)),
        };
        let topic = TopicProduceData {
            name: entry.place.topic.into(),
            partition_data: vec![partition],
            ..Default::default()
        };
        ProduceRequest {
            transactional_id: Some(self.name.as_str().into()),
            acks: -1,
            timeout_ms: TIMEOUT_MS,
            topic_data: vec![topic],
        }
    }

    fn ask_to_begin_anew(&mut self, desk: &mut Desk<'_>) {
        let request = InitProducerIdRequest {
            transactional_id: Some(self.name.as_str().into()),
            transaction_timeout_ms: self.timeout_ms,
            producer_id: -1,
            producer_epoch: -1,
            ..Default::default()
        };
        self.ask_coordinator(&request, INIT, Asked::Init, desk);
    }

    fn ask_to_end(&mut self, ending: Ending, desk: &mut Desk<'_>) {
        desk.history.transfers[self.serial].may_be_there |= ending == Ending::Commit;
        let request = EndTxnRequest {
            transactional_id: self.name.as_str().into(),
            producer_id: self.producer.0,
            producer_epoch: self.producer.1,
            committed: ending == Ending::Commit,
        };
        self.ask_coordinator(&request, self.versions().1, Asked::End(ending), desk);
    }

    fn ask_coordinator<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        asked: Asked,
        desk: &mut Desk<'_>,
    ) {
        if let Some(coordinator) = self.coordinator {
            return self.send(request, version, (asked, coordinator), desk);
        }
        let request = FindCoordinatorRequest {
            key_type: OF_TRANSACTIONS,
            coordinator_keys: vec![self.name.as_str().into()],
            ..Default::default()
        };
        let machine = self.any_machine();
        self.send(&request, FIND_COORDINATOR, (Asked::Coordinator, machine), desk);
    }

    fn send<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        (asked, machine): (Asked, usize),
        desk: &mut Desk<'_>,
    ) {
        self.correlation += 1;
        self.asked = Some(asked);
        let frame = wire::request(request, version, self.correlation, &self.name);
        let (id, epoch) = self.producer;
        let what = format!("{asked:?} of {} as {id}/{epoch}", self.serial);
        desk.wishes.push(Wish::Ask(Question { machine, frame, what, patience: PATIENCE }));
    }

    fn any_machine(&mut self) -> usize {
        self.rng.below(self.machines as u64) as usize
    }
}

impl Client for Banker {
    fn name(&self) -> &str {
        &self.name
    }

    fn wake(&mut self, desk: &mut Desk<'_>) {
        self.go_on(desk);
    }

    fn answered(&mut self, frame: Option<Bytes>, desk: &mut Desk<'_>) {
        match (self.asked.take(), frame) {
            (Some(asked), Some(frame)) => self.take(asked, frame, desk),
            (asked, None) => {
                self.coordinator = None;
                self.leaders.clear();
                // What was sent may arrive any time later, and would end the next one of the same epoch.
                if let (Protocol::First, Some(Asked::End(_))) = (self.protocol, asked) {
                    self.step = Step::Init;
                }
            }
            (None, Some(_)) => {}
        }
        desk.wake_after(Duration::from_millis(5 + self.rng.below(60)));
    }

    fn is_resting(&self) -> bool {
        self.step == Step::Rest
    }
}
