//! Typed producers and consumers on the embedded broker.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use futures::{FutureExt, StreamExt};
use ottla::{
    AutoOffsetReset, Client, ClientOptions, Consumer, ConsumerOptions, ErrorKind, Failure,
    PartitionConsumerOptions, ProcessOptions, ProducerOptions, Record, StartOffset, TopicPartition,
    broker::{Broker, BrokerOptions},
    serde::{
        Decoder, Deserializer, Json, MessagePack, Part, Raw, Serializer, TypedConsumer,
        TypedProducer, TypedRecord,
        schema_registry::{
            Avro, Deleted, InMemoryRegistry, JsonSchema, Protobuf, SchemaRegistryAdmin,
        },
    },
};

use crate::orders::{AVRO, JSON, Order, descriptors};

async fn started() -> (Broker, Client) {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let client = Client::embedded(&broker).await.unwrap();
    (broker, client)
}

async fn comes_back(
    client: &Client,
    topic: &str,
    write: impl Serializer<Order> + 'static,
    read: impl Deserializer<Order> + 'static,
) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let producer: TypedProducer<i64, Order> = TypedProducer::new(producer, Raw, write);
    let sent = [Order::of("tea", 3), Order::of("", -1)];
    for (key, order) in sent.iter().enumerate() {
        let key = i64::try_from(key).unwrap();
        let record = TypedRecord::to(topic).key(&key).value(order).header("trace", "7f");
        producer.send(record.timestamp(1_700_000_000_123).partition(0)).await.unwrap();
    }
    producer.send(TypedRecord::to(topic).key(&2).partition(0)).await.unwrap();

    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign(topic, 0, StartOffset::Beginning).await.unwrap();
    let decoder: Decoder<i64, Order> = Decoder::new(Raw, read);
    let mut received = Vec::new();
    while received.len() < 3 {
        let batch = consumer.next_batch().await.unwrap().unwrap();
        received.extend(decoder.decode(&batch).await.unwrap().into_iter().map(Result::unwrap));
    }
    let values: Vec<_> = received.iter().map(|record| (record.key, record.value.clone())).collect();
    let [first, second] = sent;
    assert_eq!(values, [(Some(0), Some(first)), (Some(1), Some(second)), (Some(2), None)]);
    assert_eq!((received[1].offset, received[0].timestamp), (1, 1_700_000_000_123));
    assert_eq!(received[0].headers, [("trace".into(), Some("7f".into()))]);
}

#[tokio::test]
async fn values_come_back_in_every_format() {
    let (_broker, client) = started().await;
    let registry = InMemoryRegistry::new();
    comes_back(&client, "json", Json, Json).await;
    comes_back(&client, "message-pack", MessagePack, MessagePack).await;
    let avro = || Avro::new(registry.clone());
    comes_back(&client, "avro", avro().schema(AVRO).unwrap(), avro()).await;
    let json = || JsonSchema::new(registry.clone());
    comes_back(&client, "json-schema", json().schema(JSON).unwrap(), json()).await;
    let protobuf = || Protobuf::new(registry.clone());
    let writes = protobuf().descriptors(&descriptors(), "acme.Order").unwrap();
    comes_back(&client, "protobuf", writes, protobuf()).await;
    let subjects = registry.subjects(Deleted::Hidden).await.unwrap();
    assert_eq!(subjects, ["avro-value", "json-schema-value", "protobuf-value"]);
}

/// A member of the group `readers`.
async fn orders_of(client: &Client) -> TypedConsumer<String, Order> {
    let options = ConsumerOptions {
        group_id: "readers".into(),
        topics: vec!["orders".into()],
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    };
    TypedConsumer::new(client.consumer(options).await.unwrap(), Raw, Json)
}

#[tokio::test]
async fn a_record_that_cannot_be_read_does_not_stop_those_behind_it() {
    let (_broker, client) = started().await;
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in [r#"{"item":"tea","amount":1}"#, "not json", r#"{"item":"tea","amount":2}"#] {
        producer.send(Record::to("orders").key("k").value(value).partition(0)).await.unwrap();
    }
    let mut consumer = orders_of(&client).await;
    let received: Vec<_> = consumer.records().take(3).collect().await;
    assert_eq!(received[0].as_ref().unwrap().value, Some(Order::of("tea", 1)));
    let error = received[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreadable);
    let where_it_is = "(part value, topic orders, partition 0, offset 1)";
    assert!(error.to_string().contains(where_it_is), "{error}");
    assert_eq!(received[2].as_ref().unwrap().value, Some(Order::of("tea", 2)));
    consumer.into_consumer().close().await.unwrap();
}

#[tokio::test]
async fn what_was_read_of_a_batch_and_not_given_is_not_committed() {
    let (_broker, client) = started().await;
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let records = [0, 1, 2].map(|amount| format!(r#"{{"item":"tea","amount":{amount}}}"#));
    let records = records.iter().map(|value| Record::to("orders").value(value).partition(0));
    drop(producer.send_batch(records).await);
    let mut consumer = orders_of(&client).await;
    let given = async |consumer: &mut TypedConsumer<String, Order>| {
        let record = std::pin::pin!(consumer.records()).next().await.unwrap();
        record.unwrap().offset
    };
    assert_eq!(given(&mut consumer).await, 0);
    assert_eq!(consumer.consumer().position("orders", 0), Some(1));
    assert_eq!(given(&mut consumer).await, 1);
    assert_eq!(consumer.next_batch().await.unwrap().unwrap().len(), 1);
    consumer.consumer().seek("orders", 0, StartOffset::Beginning).unwrap();
    assert_eq!(given(&mut consumer).await, 0);
    consumer.into_consumer().close().await.unwrap();
    let committed = client.admin().list_group_offsets("readers").await.unwrap();
    assert_eq!(committed[&TopicPartition::new("orders", 0)].offset, 1);
}

#[tokio::test]
async fn a_value_that_cannot_be_written_is_told_and_nothing_is_sent() {
    let (_broker, client) = started().await;
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let avro = Avro::new(InMemoryRegistry::new()).schema(r#"{"type": "string"}"#).unwrap();
    let producer: TypedProducer<str, Order> = TypedProducer::new(producer, Raw, avro);
    let order = Order::of("tea", 3);
    let error = producer.send(TypedRecord::to("orders").value(&order)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("(topic orders, part value)"), "{error}");
}

/// Its registry is away until it was asked so often.
#[derive(Clone)]
struct Away {
    asked: Arc<AtomicU32>,
    kind: ErrorKind,
}

#[async_trait]
impl Deserializer<String> for Away {
    fn deserialize(&self, topic: &str, part: Part, bytes: &[u8]) -> ottla::Result<String> {
        Raw.deserialize(topic, part, bytes)
    }

    fn is_ready(&self, _: &[u8]) -> bool {
        false
    }

    async fn prepare(&self, _: &str, _: Part, _: &[u8]) -> ottla::Result<()> {
        match self.asked.fetch_add(1, Ordering::Relaxed) {
            0 => Err(ottla::Error::of(self.kind, "ask", "nobody is there")),
            _ => Ok(()),
        }
    }
}

async fn away(kind: ErrorKind, retry_backoff: Duration) -> (Broker, Away, Consumer) {
    let broker = Broker::start(BrokerOptions::default()).unwrap();
    let options =
        ClientOptions { retry_backoff, retry_backoff_max: retry_backoff, ..Default::default() };
    let client = Client::embedded_with(&broker, options).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    producer.send(Record::to("orders").value("tea")).await.unwrap();
    let options = ConsumerOptions {
        group_id: "readers".into(),
        topics: vec!["orders".into()],
        enable_auto_commit: false,
        auto_offset_reset: AutoOffsetReset::Earliest,
        ..Default::default()
    };
    let away = Away { asked: Arc::default(), kind };
    let consumer = client.consumer(options).await.unwrap();
    (broker, away, consumer)
}

async fn reading_while_away(
    kind: ErrorKind,
    retry_backoff: Duration,
) -> (Broker, Away, TypedConsumer<String, String>) {
    let (broker, away, consumer) = away(kind, retry_backoff).await;
    let mut consumer = TypedConsumer::new(consumer, Raw, away.clone());
    let error = consumer.next_batch().await.unwrap_err();
    assert_eq!(error.kind(), kind);
    (broker, away, consumer)
}

#[tokio::test]
async fn what_may_pass_is_tried_again_after_a_pause_and_a_stop_ends_that() {
    let hour = Duration::from_secs(3600);
    let (_broker, away, mut consumer) = reading_while_away(ErrorKind::Unreachable, hour).await;
    assert!(consumer.next_batch().now_or_never().is_none());
    assert_eq!(away.asked.load(Ordering::Relaxed), 1);
    consumer.consumer().stop_handle().stop();
    assert!(consumer.next_batch().await.unwrap().is_none());
    assert_eq!(away.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_batch_that_no_record_is_to_blame_for_is_read_later() {
    for kind in [ErrorKind::Unreachable, ErrorKind::AuthenticationFailed] {
        let (_broker, _, mut consumer) = reading_while_away(kind, Duration::from_millis(1)).await;
        let batch = consumer.next_batch().await.unwrap().unwrap();
        assert_eq!(batch[0].as_ref().unwrap().value.as_deref(), Some("tea"));
    }
}

#[tokio::test]
async fn a_record_that_is_not_to_blame_is_processed_when_it_can_be_read() {
    let pause = Duration::from_millis(1);
    let (_broker, away, mut consumer) = away(ErrorKind::AuthenticationFailed, pause).await;
    let decoder: Decoder<String, String> = Decoder::new(Raw, away.clone());
    let stop = consumer.stop_handle();
    let options = ProcessOptions { retry_backoff: pause, ..Default::default() };
    let outcome = consumer.process_typed(decoder, options, move |record| {
        assert_eq!(record.value.as_deref(), Some("tea"));
        stop.stop();
        async { Ok::<_, Failure>(()) }
    });
    outcome.await.unwrap();
    assert_eq!(away.asked.load(Ordering::Relaxed), 2);
}
