//! A broker that speaks no newer versions than Apache Kafka 2.1, the oldest that Apache Kafka's own clients of today
//! speak to (KIP-896): the embedded one, behind what tells of fewer versions.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use ottla::{
    AutoOffsetReset, Client, ClientOptions, Compression, ConsumerOptions, ErrorKind, GroupProtocol,
    IsolationLevel, PartitionConsumerOptions, ProducerOptions, Record, StartOffset, TopicPartition,
    admin::{ConfigResource, MorePartitions, NewTopic, OffsetSpec, TransactionFilter},
    broker::{Broker, BrokerOptions, InProcessConnector},
    in_process::{InProcess, InProcessBroker},
    transport::TransportError,
};
use ottla_core::{
    model::ErrorCode,
    protocol::{
        ApiKey,
        codec::Reader,
        decode_request_header, encode_response,
        messages::{ApiVersionsResponse, api_versions_response::ApiVersion},
    },
};
use tokio::sync::mpsc;

/// Keys of APIs, and the newest version of each in Apache Kafka 2.1.
const NEWEST: &[(i16, i16)] = &[
    (0, 7),
    (1, 10),
    (2, 4),
    (3, 7),
    (8, 6),
    (9, 5),
    (10, 2),
    (11, 3),
    (12, 2),
    (13, 2),
    (14, 2),
    (15, 2),
    (16, 2),
    (18, 2),
    (19, 3),
    (20, 3),
    (21, 1),
    (22, 1),
    (23, 2),
    (24, 1),
    (25, 1),
    (26, 1),
    (28, 2),
    (32, 2),
    (33, 1),
    (35, 1),
    (37, 1),
    (42, 1),
];
const TOPIC: &str = "orders";

#[derive(Debug)]
struct Old(InProcessConnector);

impl InProcessBroker for Old {
    fn connect(&self) -> Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError> {
        let connection = self.0.connect();
        let (requests, mut received) = mpsc::channel::<Bytes>(64);
        let (answers, responses) = mpsc::channel::<Bytes>(64);
        let (to_broker, mut from_broker) = (connection.requests, connection.responses);
        let told = answers.clone();
        tokio::spawn(async move {
            while let Some(request) = received.recv().await {
                match versions(&request) {
                    Some(answer) => told.send(answer).await.unwrap(),
                    None if to_broker.send(request).await.is_ok() => {}
                    None => return,
                }
            }
        });
        tokio::spawn(async move {
            while let Some(response) = from_broker.recv().await {
                if answers.send(response).await.is_err() {
                    return;
                }
            }
        });
        Ok((requests, responses))
    }
}

/// The answer to ApiVersions. Other requests may be of no newer version than was told.
fn versions(request: &Bytes) -> Option<Bytes> {
    let header = decode_request_header(&mut Reader::new(request.clone())).unwrap();
    let (key, version) = (header.request_api_key, header.request_api_version);
    let newest = NEWEST.iter().find(|(known, _)| *known == key).map(|(_, newest)| *newest);
    if key != ApiKey::ApiVersions.code() {
        assert!(newest.is_some_and(|newest| version <= newest), "version {version} of API {key}");
        return None;
    }
    let known = |(api_key, max_version): &(i16, i16)| ApiVersion {
        api_key: *api_key,
        min_version: 0,
        max_version: *max_version,
    };
    let understood = newest.is_some_and(|newest| version <= newest);
    let code = if understood { ErrorCode::None } else { ErrorCode::UnsupportedVersion };
    let response = ApiVersionsResponse {
        error_code: code.code(),
        api_keys: NEWEST.iter().map(known).collect(),
        ..Default::default()
    };
    let version = if understood { version } else { 0 };
    let frame =
        encode_response(&response, ApiKey::ApiVersions, version, header.correlation_id).unwrap();
    let mut bytes = BytesMut::new();
    for slice in &frame.slices {
        bytes.extend_from_slice(&slice.read().unwrap());
    }
    Some(bytes.freeze().slice(4..))
}

async fn connected(broker: &Broker) -> Client {
    let transport = InProcess::new(Arc::new(Old(broker.connector())));
    Client::with_transport(Arc::new(transport), ClientOptions::default()).await.unwrap()
}

fn place() -> TopicPartition {
    TopicPartition::new(TOPIC, 0)
}

fn member() -> ConsumerOptions {
    ConsumerOptions {
        group_id: "billing".into(),
        topics: vec![TOPIC.into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        ..Default::default()
    }
}

/// Values of a partition up to one.
async fn read(client: &Client, isolation: IsolationLevel, last: &str) -> Vec<String> {
    let options = PartitionConsumerOptions { isolation, ..Default::default() };
    let mut consumer = client.partition_consumer(options).unwrap();
    consumer.assign(TOPIC, 0, StartOffset::Beginning).await.unwrap();
    let mut values: Vec<String> = Vec::new();
    while values.last().is_none_or(|value| value != last) {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        values.extend(batch.iter().map(|record| record.value_text().to_string()));
    }
    values
}

#[tokio::test]
async fn records_are_written_and_read() {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let client = connected(&broker).await;
    client.admin().create_topics([NewTopic::new(TOPIC).partitions(1)]).await.unwrap();
    for compression in Compression::ALL {
        let producer =
            client.producer(ProducerOptions { compression, ..Default::default() }).unwrap();
        producer.send(Record::to(TOPIC).value(compression.name())).await.unwrap();
        producer.close().await.unwrap();
    }
    let names: Vec<&str> = Compression::ALL.iter().map(|codec| codec.name()).collect();
    let values = read(&client, IsolationLevel::ReadUncommitted, names[names.len() - 1]).await;
    assert_eq!(values, names);

    let admin = client.admin();
    for (spec, offset) in [(OffsetSpec::Latest, 5), (OffsetSpec::Timestamp(0), 0)] {
        let found = admin.list_offsets([(place(), spec)], IsolationLevel::ReadUncommitted).await;
        assert_eq!(found.unwrap()[0].offset, Some(offset));
    }
}

#[tokio::test]
async fn members_of_a_group_go_on_where_they_were() {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let client = connected(&broker).await;
    client.admin().create_topics([NewTopic::new(TOPIC).partitions(1)]).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in ["a", "b"] {
        producer.send(Record::to(TOPIC).value(value)).await.unwrap();
        let mut consumer = client.consumer(member()).await.unwrap();
        let batch = consumer.next_batch().await.unwrap().unwrap();
        let values: Vec<String> = batch.iter().map(|one| one.value_text().to_string()).collect();
        assert_eq!(
            (values, consumer.group_protocol()),
            (vec![value.into()], GroupProtocol::Classic)
        );
        consumer.commit(&batch).await.unwrap();
        consumer.close().await.unwrap();
    }
    let admin = client.admin();
    assert!(admin.describe_groups(["billing"]).one().await.unwrap().members.is_empty());
    admin.delete_groups(["billing"]).await.unwrap();
}

#[tokio::test]
async fn transactions_are_whole() {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let client = connected(&broker).await;
    client.admin().create_topics([NewTopic::new(TOPIC).partitions(1)]).await.unwrap();
    let options =
        ProducerOptions { transactional_id: Some("billing-1".into()), ..Default::default() };
    let producer = client.producer(options).unwrap();
    for value in ["given up", "kept"] {
        let mut transaction = producer.begin().await.unwrap();
        transaction.send(Record::to(TOPIC).value(value)).await.unwrap();
        if value == "kept" {
            transaction.commit().await.unwrap();
        } else {
            transaction.abort().await.unwrap();
        }
    }
    assert_eq!(read(&client, IsolationLevel::ReadCommitted, "kept").await, ["kept"]);
}

#[tokio::test]
async fn the_admin_does_what_there_was_and_refuses_the_rest() {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let client = connected(&broker).await;
    let admin = client.admin();
    admin.create_topics([NewTopic::new(TOPIC).partitions(1)]).await.unwrap();
    admin.create_partitions([MorePartitions::of(TOPIC, 2)]).await.unwrap();
    let described = admin.describe_topics([TOPIC]).one().await.unwrap();
    assert_eq!(described.partitions.len(), 2);
    assert_eq!(admin.list_topics().await.unwrap().len(), 1);
    assert_eq!(admin.describe_cluster().await.unwrap().brokers.len(), 1);
    let configs =
        admin.describe_configs([ConfigResource::Topic(TOPIC.into())]).one().await.unwrap();
    assert!(configs.iter().any(|entry| &*entry.name == "retention.ms"));
    let error = admin.list_transactions(TransactionFilter::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
    admin.delete_topics([TOPIC]).await.unwrap();
}
