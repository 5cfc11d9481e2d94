//! Transactions as a bare client makes them, at whichever version a test likes.

use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::{
        codec::Records,
        messages::{
            AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, DescribeTransactionsRequest,
            EndTxnRequest, FetchRequest, FindCoordinatorRequest, InitProducerIdRequest,
            ListOffsetsRequest, OffsetFetchRequest, ProduceRequest, TxnOffsetCommitRequest,
            add_partitions_to_txn_request::{
                AddPartitionsToTxnTopic, AddPartitionsToTxnTransaction,
            },
            describe_transactions_response::TransactionState,
            list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
            offset_fetch_request::{OffsetFetchRequestGroup, OffsetFetchRequestTopics},
            produce_request::{PartitionProduceData, TopicProduceData},
            txn_offset_commit_request::{
                TxnOffsetCommitRequestPartition, TxnOffsetCommitRequestTopic,
            },
        },
        records::{
            Attributes, BATCH_OVERHEAD, BatchFields, BatchHeader, Codecs, EndMarker, RecordIter,
            TransactionResult,
        },
    },
};

use super::{Client, PATIENCE, batch_with, fetch_request, now};

/// How a transaction is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Commit,
    Abort,
}

/// A transactional id with its producer, as a client has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Producer {
    pub id: String,
    pub producer_id: i64,
    pub epoch: i16,
}

impl Producer {
    pub fn with_epoch(&self, epoch: i16) -> Self {
        Self { epoch, ..self.clone() }
    }

    pub fn with_producer_id(&self, producer_id: i64) -> Self {
        Self { producer_id, ..self.clone() }
    }

    pub fn named(&self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self.clone() }
    }

    /// A batch of one record in its transaction.
    pub fn batch(&self, sequence: i32, value: &str) -> Records {
        let fields = BatchFields {
            producer_id: ProducerId(self.producer_id),
            producer_epoch: ProducerEpoch(self.epoch),
            base_sequence: sequence,
            attributes: Attributes::default().transactional(),
            ..BatchFields::default()
        };
        Records::from(batch_with(&[value], &fields, now()))
    }
}

pub fn init_request(id: Option<&str>, timeout_ms: i32) -> InitProducerIdRequest {
    InitProducerIdRequest {
        transactional_id: id.map(Into::into),
        transaction_timeout_ms: timeout_ms,
        producer_id: -1,
        producer_epoch: -1,
        ..Default::default()
    }
}

pub fn topics(topics: &[(&str, &[i32])]) -> Vec<AddPartitionsToTxnTopic> {
    let topics = topics.iter().map(|(name, partitions)| AddPartitionsToTxnTopic {
        name: (*name).into(),
        partitions: partitions.to_vec(),
    });
    topics.collect()
}

/// A request of a batch for each partition of a topic.
pub fn write_request(
    id: Option<&str>,
    topic: &str,
    batches: Vec<(i32, Records)>,
) -> ProduceRequest {
    let data = batches
        .into_iter()
        .map(|(index, records)| PartitionProduceData { index, records: Some(records) });
    let topic = TopicProduceData {
        name: topic.into(),
        partition_data: data.collect(),
        ..Default::default()
    };
    ProduceRequest {
        transactional_id: id.map(Into::into),
        acks: -1,
        timeout_ms: 10_000,
        topic_data: vec![topic],
    }
}

pub fn offsets_request(
    producer: &Producer,
    group: &str,
    topic: &str,
    offset: i64,
) -> TxnOffsetCommitRequest {
    let partition = TxnOffsetCommitRequestPartition {
        partition_index: 0,
        committed_offset: offset,
        committed_metadata: Some("m".into()),
        ..Default::default()
    };
    TxnOffsetCommitRequest {
        transactional_id: producer.id[..].into(),
        group_id: group.into(),
        producer_id: producer.producer_id,
        producer_epoch: producer.epoch,
        topics: vec![TxnOffsetCommitRequestTopic {
            name: topic.into(),
            partitions: vec![partition],
        }],
        ..Default::default()
    }
}

/// What a `read_committed` or another reader finds in a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub values: Vec<String>,
    pub last_stable_offset: i64,
    /// Producers and first offsets of the aborted transactions that it was told of.
    pub aborted: Vec<(i64, i64)>,
    /// The markers in the partition.
    pub markers: Vec<TransactionResult>,
}

impl Client {
    /// Makes both internal topics, and waits until their coordinators answer.
    pub fn find_coordinators(&mut self) {
        self.until("the coordinators are found", |client| {
            [0, 1].iter().all(|key_type| {
                let key_type = *key_type;
                let request =
                    FindCoordinatorRequest { key: "k".into(), key_type, ..Default::default() };
                client.call_at(&request, 3).error_code == 0
            })
        });
        self.coordinated("k", |_| ((), ErrorCode::None));
    }

    /// Asks until it is so.
    pub fn until(&mut self, what: &str, mut ask: impl FnMut(&mut Self) -> bool) {
        let deadline = std::time::Instant::now() + PATIENCE;
        while !ask(self) {
            assert!(std::time::Instant::now() < deadline, "not in time: {what}");
            std::thread::yield_now();
        }
    }

    /// Begins the producer of an id, once what was open has ended.
    pub fn init(&mut self, id: &str, timeout_ms: i32) -> Producer {
        let mut found = Err(ErrorCode::None);
        self.until("the producer begins", |client| {
            found = client.try_init(&init_request(Some(id), timeout_ms), 5);
            let passing = [
                ErrorCode::ConcurrentTransactions,
                ErrorCode::CoordinatorLoadInProgress,
                ErrorCode::NotCoordinator,
            ];
            found.as_ref().map_or_else(|code| !passing.contains(code), |_| true)
        });
        found.unwrap_or_else(|code| panic!("{id}: {code:?}"))
    }

    pub fn try_init(
        &mut self,
        request: &InitProducerIdRequest,
        version: i16,
    ) -> Result<Producer, ErrorCode> {
        let response = self.call_at(request, version);
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None => Ok(Producer {
                id: request.transactional_id.as_deref().unwrap_or_default().to_owned(),
                producer_id: response.producer_id,
                epoch: response.producer_epoch,
            }),
            code => {
                assert_eq!((response.producer_id, response.producer_epoch), (-1, -1), "{code:?}");
                Err(code)
            }
        }
    }

    /// Asks to go on after an error (KIP-360).
    pub fn init_again(&mut self, producer: &Producer) -> Result<Producer, ErrorCode> {
        let request = InitProducerIdRequest {
            producer_id: producer.producer_id,
            producer_epoch: producer.epoch,
            ..init_request(Some(&producer.id), 60_000)
        };
        self.try_init(&request, 5)
    }

    /// Adds partitions; gives a code for each, in order.
    pub fn add_partitions(
        &mut self,
        producer: &Producer,
        named: &[(&str, &[i32])],
        version: i16,
    ) -> Vec<ErrorCode> {
        let mut request = AddPartitionsToTxnRequest::default();
        if version >= 4 {
            request.transactions = vec![AddPartitionsToTxnTransaction {
                transactional_id: producer.id[..].into(),
                producer_id: producer.producer_id,
                producer_epoch: producer.epoch,
                verify_only: false,
                topics: topics(named),
            }];
        } else {
            request.v3_and_below_transactional_id = producer.id[..].into();
            request.v3_and_below_producer_id = producer.producer_id;
            request.v3_and_below_producer_epoch = producer.epoch;
            request.v3_and_below_topics = topics(named);
        }
        let response = self.call_at(&request, version);
        assert_eq!(response.error_code, 0, "{response:?}");
        let results = if version >= 4 {
            assert_eq!(&*response.results_by_transaction[0].transactional_id, producer.id);
            &response.results_by_transaction[0].topic_results
        } else {
            &response.results_by_topic_v3_and_below
        };
        let partitions = results.iter().flat_map(|topic| &topic.results_by_partition);
        partitions.map(|one| ErrorCode::from_code(one.partition_error_code)).collect()
    }

    pub fn add_offsets(&mut self, producer: &Producer, group: &str, version: i16) -> ErrorCode {
        let request = AddOffsetsToTxnRequest {
            transactional_id: producer.id[..].into(),
            producer_id: producer.producer_id,
            producer_epoch: producer.epoch,
            group_id: group.into(),
        };
        ErrorCode::from_code(self.call_at(&request, version).error_code)
    }

    /// Writes a record to partition 0 of a topic; gives its offset.
    pub fn write(
        &mut self,
        producer: &Producer,
        topic: &str,
        sequence: i32,
        value: &str,
        version: i16,
    ) -> Result<i64, ErrorCode> {
        let batches = vec![(0, producer.batch(sequence, value))];
        let request = write_request(Some(&producer.id), topic, batches);
        let response = self.call_at(&request, version);
        let written = &response.responses[0].partition_responses[0];
        match ErrorCode::from_code(written.error_code) {
            ErrorCode::None => Ok(written.base_offset),
            code => Err(code),
        }
    }

    pub fn commit_in_transaction(
        &mut self,
        producer: &Producer,
        group: &str,
        topic: &str,
        offset: i64,
        version: i16,
    ) -> ErrorCode {
        self.commit_as_told(&offsets_request(producer, group, topic, offset), version)
    }

    pub fn commit_as_told(&mut self, request: &TxnOffsetCommitRequest, version: i16) -> ErrorCode {
        let response = self.call_at(request, version);
        ErrorCode::from_code(response.topics[0].partitions[0].error_code)
    }

    /// Ends the transaction, once its coordinator is loaded; gives the producer to go on with.
    pub fn end(
        &mut self,
        producer: &Producer,
        end: End,
        version: i16,
    ) -> Result<Producer, ErrorCode> {
        let request = end_request(producer, end);
        let mut response = self.call_at(&request, version);
        self.until("the coordinator is loaded", |client| {
            let loads = response.error_code == ErrorCode::CoordinatorLoadInProgress.code();
            if loads {
                response = client.call_at(&request, version);
            }
            !loads
        });
        match ErrorCode::from_code(response.error_code) {
            ErrorCode::None if version >= 5 => Ok(Producer {
                producer_id: response.producer_id,
                epoch: response.producer_epoch,
                id: producer.id.clone(),
            }),
            ErrorCode::None => {
                assert_eq!((response.producer_id, response.producer_epoch), (-1, -1));
                Ok(producer.clone())
            }
            code => {
                assert_eq!((response.producer_id, response.producer_epoch), (-1, -1));
                Err(code)
            }
        }
    }

    /// What the coordinator says of an id, once it is loaded.
    pub fn described(&mut self, id: &str) -> TransactionState {
        let request = DescribeTransactionsRequest { transactional_ids: vec![id.into()] };
        let mut described = TransactionState::default();
        self.until("the coordinator is loaded", |client| {
            described = client.call(&request).transaction_states.remove(0);
            let code = ErrorCode::from_code(described.error_code);
            !matches!(code, ErrorCode::CoordinatorLoadInProgress | ErrorCode::NotCoordinator)
        });
        described
    }

    pub fn state_of(&mut self, id: &str) -> String {
        self.described(id).transaction_state.to_string()
    }

    /// Where partition 0 ends for a `read_committed` reader, and where for others.
    pub fn ends(&mut self, topic: &str) -> (i64, i64) {
        let mut end = |isolation_level| {
            let partition = ListOffsetsPartition { timestamp: -1, ..Default::default() };
            let asked = ListOffsetsTopic { name: topic.into(), partitions: vec![partition] };
            let topics = vec![asked];
            let request = ListOffsetsRequest {
                replica_id: -1,
                isolation_level,
                topics,
                ..Default::default()
            };
            let response = self.call_at(&request, 7);
            let partition = &response.topics[0].partitions[0];
            assert_eq!(partition.error_code, 0, "{partition:?}");
            partition.offset
        };
        (end(1), end(0))
    }

    /// What a reader of committed records finds in partition 0.
    pub fn read_committed(&mut self, topic: &str) -> Seen {
        self.read(topic, 1)
    }

    /// What a reader of all records finds in partition 0.
    pub fn read_all(&mut self, topic: &str) -> Seen {
        self.read(topic, 0)
    }

    fn read(&mut self, topic: &str, isolation_level: i8) -> Seen {
        let request = FetchRequest { isolation_level, ..fetch_request(topic, 0, 0, 0) };
        let response = self.call_at(&request, 12);
        let partition = &response.responses[0].partitions[0];
        assert_eq!(partition.error_code, 0, "{partition:?}");
        let aborted: Vec<_> = partition
            .aborted_transactions
            .iter()
            .flatten()
            .map(|one| (one.producer_id, one.first_offset))
            .collect();
        let mut seen = Seen {
            values: Vec::new(),
            last_stable_offset: partition.last_stable_offset,
            aborted: aborted.clone(),
            markers: Vec::new(),
        };
        let mut left_out = aborted;
        let bytes = partition.records.as_ref().map(|records| records.read().unwrap());
        let mut bytes = bytes.unwrap_or_default();
        while !bytes.is_empty() {
            let header = BatchHeader::parse_whole(&bytes).unwrap();
            let batch = bytes.split_to(header.size);
            let producer = header.producer_id.0;
            if let Some(marker) = EndMarker::of_batch(&header, &batch[BATCH_OVERHEAD..]) {
                left_out.retain(|(id, first)| *id != producer || *first > header.base_offset.0);
                seen.markers.push(marker.result);
                continue;
            }
            let is_aborted =
                |(id, first): &(i64, i64)| *id == producer && *first <= header.base_offset.0;
            if header.attributes.is_transactional() && left_out.iter().any(is_aborted) {
                continue;
            }
            let compression = header.attributes.compression().unwrap();
            let body = batch.slice(BATCH_OVERHEAD..);
            let body = Codecs::new().decompress(compression, &body).unwrap();
            for record in RecordIter::new(&body, header.record_count) {
                let value = record.unwrap().value.unwrap().to_vec();
                seen.values.push(String::from_utf8(value).unwrap());
            }
        }
        seen
    }

    /// The offset of partition 0 that a group has committed, -1 without one, or why a reader of stable
    /// offsets does not get it.
    pub fn stable_offset(&mut self, group: &str, topic: &str) -> Result<i64, ErrorCode> {
        let topics = OffsetFetchRequestTopics {
            name: topic.into(),
            partition_indexes: vec![0],
            ..Default::default()
        };
        let asked = OffsetFetchRequestGroup {
            group_id: group.into(),
            member_epoch: -1,
            topics: Some(vec![topics]),
            ..Default::default()
        };
        let request =
            OffsetFetchRequest { groups: vec![asked], require_stable: true, ..Default::default() };
        self.coordinated(group, |client| {
            let mut response = client.call_at(&request, 9);
            let group = response.groups.remove(0);
            let answer = group.topics.first().map_or(Ok(-1), |topic| {
                let partition = &topic.partitions[0];
                match ErrorCode::from_code(partition.error_code) {
                    ErrorCode::None => Ok(partition.committed_offset),
                    code => Err(code),
                }
            });
            (answer, ErrorCode::from_code(group.error_code))
        })
    }
}

pub fn end_request(producer: &Producer, end: End) -> EndTxnRequest {
    EndTxnRequest {
        transactional_id: producer.id[..].into(),
        producer_id: producer.producer_id,
        producer_epoch: producer.epoch,
        committed: end == End::Commit,
    }
}
