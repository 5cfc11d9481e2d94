//! What a producer asks in each step. Asked again, it is the same.

use ottla_core::{
    model::ErrorCode,
    protocol::{
        Request,
        codec::Records,
        messages::{
            AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, EndTxnRequest,
            InitProducerIdRequest, OffsetFetchRequest, ProduceRequest, TxnOffsetCommitRequest,
            add_partitions_to_txn_request::AddPartitionsToTxnTopic,
            offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
            produce_request::{PartitionProduceData, TopicProduceData},
            txn_offset_commit_request::{
                TxnOffsetCommitRequestPartition, TxnOffsetCommitRequestTopic,
            },
        },
    },
};

use super::{Producer, Step, transaction::Open};
use crate::{
    clients::{Desk, Letter, LetterKind, Output},
    history::{Ending, Protocol},
    place::{GROUP, INPUT, Place},
    records::{FETCH_VERSION, Isolation, Writer, batch, fetch},
    wire,
};

/// Produce requests in flight at a time.
const PRODUCES_MAX: usize = 3;
pub(super) const INIT_VERSION: i16 = 5;
pub(super) const OFFSET_FETCH_VERSION: i16 = 8;
pub(super) const ADD_PARTITIONS_VERSION: i16 = 3;
pub(super) const ADD_OFFSETS_VERSION: i16 = 4;
/// Enough for everything that there is to read.
const READ_BYTES: i32 = 100_000;

/// A request that has no answer yet.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    pub(super) correlation: i32,
    pub(super) version: i16,
    pub(super) asked: Asked,
}

/// What was asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Init,
    FindOffset,
    Read,
    AddPartitions,
    /// The batches of this request, by their numbers.
    Write(Vec<usize>),
    AddOffsets,
    CommitOffsets,
    End(Ending),
}

impl Producer {
    /// Asks what the step takes.
    pub(super) fn ask(&mut self, desk: &mut Desk<'_>) {
        match self.step {
            Step::Init(expected) => self.ask_init(expected, desk),
            Step::FindOffset => self.ask_offset(desk),
            Step::Read => {
                let Some(place) = self.input() else { return };
                let request = fetch(place, self.position, Isolation::Committed, 0, READ_BYTES);
                self.send(&request, FETCH_VERSION, (Asked::Read, LetterKind::Read), desk);
            }
            Step::Begin => self.begin(desk),
            Step::AddPartitions => self.ask_to_add_partitions(desk),
            Step::Write => self.ask_to_write(desk),
            Step::AddOffsets => {
                let request = AddOffsetsToTxnRequest {
                    transactional_id: self.id.as_str().into(),
                    producer_id: self.producer.0,
                    producer_epoch: self.producer.1,
                    group_id: GROUP.into(),
                };
                let what = (Asked::AddOffsets, LetterKind::AddOffsets);
                self.send(&request, ADD_OFFSETS_VERSION, what, desk);
            }
            Step::CommitOffsets => self.ask_to_commit_offsets(desk),
            Step::End(ending) => self.ask_to_end(ending, desk),
            Step::Finished => {}
        }
    }

    fn input(&self) -> Option<Place> {
        match self.job {
            super::Job::Numbers => None,
            super::Job::Transfers(partition) => Some(Place { topic: INPUT, partition }),
        }
    }

    fn ask_init(&mut self, expected: Option<(i64, i16)>, desk: &mut Desk<'_>) {
        let (producer_id, producer_epoch) = expected.unwrap_or((-1, -1));
        let request = InitProducerIdRequest {
            transactional_id: Some(self.id.as_str().into()),
            transaction_timeout_ms: self.timeout_ms,
            producer_id,
            producer_epoch,
            ..Default::default()
        };
        self.send(&request, INIT_VERSION, (Asked::Init, LetterKind::Init), desk);
    }

    fn ask_offset(&mut self, desk: &mut Desk<'_>) {
        let Some(place) = self.input() else { return };
        let topic = OffsetFetchRequestTopics {
            name: place.topic.into(),
            partition_indexes: vec![place.partition],
            ..Default::default()
        };
        let group = OffsetFetchRequestGroup {
            group_id: GROUP.into(),
            topics: Some(vec![topic]),
            ..Default::default()
        };
        let request =
            OffsetFetchRequest { groups: vec![group], require_stable: true, ..Default::default() };
        let what = (Asked::FindOffset, LetterKind::Read);
        self.send(&request, OFFSET_FETCH_VERSION, what, desk);
    }

    fn ask_to_add_partitions(&mut self, desk: &mut Desk<'_>) {
        let Some(open) = &self.open else { return };
        let mut topics: Vec<AddPartitionsToTxnTopic> = Vec::new();
        for place in open.places() {
            match topics.last_mut().filter(|topic| topic.name == place.topic) {
                Some(topic) => topic.partitions.push(place.partition),
                None => topics.push(AddPartitionsToTxnTopic {
                    name: place.topic.into(),
                    partitions: vec![place.partition],
                }),
            }
        }
        let request = AddPartitionsToTxnRequest {
            v3_and_below_transactional_id: self.id.as_str().into(),
            v3_and_below_producer_id: self.producer.0,
            v3_and_below_producer_epoch: self.producer.1,
            v3_and_below_topics: topics,
            ..Default::default()
        };
        let what = (Asked::AddPartitions, LetterKind::AddPartitions);
        self.send(&request, ADD_PARTITIONS_VERSION, what, desk);
    }

    /// Some requests in a row, each with a batch of one or more partitions.
    fn ask_to_write(&mut self, desk: &mut Desk<'_>) {
        let Some(open) = self.open.clone() else { return };
        let mut unacknowledged = open.unacknowledged().peekable();
        for _ in 0..PRODUCES_MAX {
            let mut numbers: Vec<usize> = Vec::new();
            let mut places = Vec::new();
            while let Some((number, one)) =
                unacknowledged.next_if(|(_, one)| !places.contains(&one.place))
            {
                numbers.push(number);
                places.push(one.place);
                if self.rng.below(2) == 0 {
                    break;
                }
            }
            if numbers.is_empty() {
                return;
            }
            let request = self.produce(&open, &numbers);
            let version = match self.protocol {
                Protocol::First => 11,
                Protocol::Second => 12,
            };
            self.send(&request, version, (Asked::Write(numbers), LetterKind::Produce), desk);
        }
    }

    fn produce(&self, open: &Open, numbers: &[usize]) -> ProduceRequest {
        let topic_data = numbers.iter().map(|number| {
            let one = &open.batches[*number];
            let writer =
                Writer { id: self.producer.0, epoch: self.producer.1, sequence: one.base_sequence };
            let records = batch(&one.values, Some(writer), open.begun_at);
            let partition = PartitionProduceData {
                index: one.place.partition,
                records: Some(Records::from(records)),
            };
            (one.place.topic, partition)
        });
        let mut topics: Vec<TopicProduceData> = Vec::new();
        for (topic, partition) in topic_data {
            match topics.iter_mut().find(|one| one.name == topic) {
                Some(one) => one.partition_data.push(partition),
                None => topics.push(TopicProduceData {
                    name: topic.into(),
                    partition_data: vec![partition],
                    ..Default::default()
                }),
            }
        }
        ProduceRequest {
            transactional_id: Some(self.id.as_str().into()),
            acks: -1,
            timeout_ms: 10_000,
            topic_data: topics,
        }
    }

    fn ask_to_commit_offsets(&mut self, desk: &mut Desk<'_>) {
        let Some(consumed) = self.open.as_ref().and_then(|open| open.consumed) else { return };
        let partition = TxnOffsetCommitRequestPartition {
            partition_index: consumed.partition,
            committed_offset: consumed.to,
            committed_metadata: Some("".into()),
            ..Default::default()
        };
        let topic = TxnOffsetCommitRequestTopic { name: INPUT.into(), partitions: vec![partition] };
        let request = TxnOffsetCommitRequest {
            transactional_id: self.id.as_str().into(),
            group_id: GROUP.into(),
            producer_id: self.producer.0,
            producer_epoch: self.producer.1,
            topics: vec![topic],
            ..Default::default()
        };
        let version = match self.protocol {
            Protocol::First => 4,
            Protocol::Second => 5,
        };
        let what = (Asked::CommitOffsets, LetterKind::CommitOffsets);
        self.send(&request, version, what, desk);
    }

    fn ask_to_end(&mut self, ending: Ending, desk: &mut Desk<'_>) {
        let Some(serial) = self.open.as_ref().map(|open| open.serial) else { return };
        desk.history.transaction_mut(serial).asked = Some(ending);
        let request = EndTxnRequest {
            transactional_id: self.id.as_str().into(),
            producer_id: self.producer.0,
            producer_epoch: self.producer.1,
            committed: ending == Ending::Commit,
        };
        let version = match self.protocol {
            Protocol::First => 4,
            Protocol::Second => 5,
        };
        self.send(&request, version, (Asked::End(ending), LetterKind::End), desk);
    }

    fn send<R: Request>(
        &mut self,
        request: &R,
        version: i16,
        (asked, kind): (Asked, LetterKind),
        desk: &mut Desk<'_>,
    ) {
        self.correlation += 1;
        let serial = self.open.as_ref().map(|open| open.serial);
        let of = serial.map_or_else(String::new, |serial| format!(" of t{serial}"));
        let (id, epoch) = self.producer;
        desk.out.push(Output::Send(Letter {
            frame: wire::request(request, version, self.correlation, &self.name),
            kind,
            protocol: self.protocol,
            serial,
            what: format!("{asked:?}{of} as {id}/{epoch}{}", self.sequences_of(&asked)),
        }));
        let correlation = self.correlation;
        self.in_flight.push_back(InFlight { correlation, version, asked });
    }
}

impl Producer {
    /// Where the batches of a request go, for the trace.
    fn sequences_of(&self, asked: &Asked) -> String {
        let (Asked::Write(numbers), Some(open)) = (asked, &self.open) else {
            return String::new();
        };
        let batches = numbers.iter().filter_map(|number| open.batches.get(*number));
        batches.map(|one| format!(", {} at {}", one.place, one.base_sequence)).collect()
    }
}

/// A code that is on the wire as a number.
pub(super) fn code(number: i16) -> ErrorCode {
    ErrorCode::from_code(number)
}
