//! The client where it has to prove who it is: Apache Kafka with TLS and SASL. Runs when OTTLA_KAFKA_LIBS
//! names a folder with Kafka's jars, and says that it was skipped otherwise.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod administered;
#[path = "../apache_kafka/mod.rs"]
mod apache_kafka;
mod kafka;
mod refused;
mod renewal;
mod sasl;
mod tls;
mod tokens;

use std::{sync::Arc, time::Duration};

use kafka::{Kafka, PASSWORD, USER};
use ottla::{
    Client, ClientOptions, Error, PartitionConsumerOptions, ProducerOptions, Record, Result,
    SaslMechanism, SecurityProtocol, StartOffset, admin::NewTopic,
};

/// Longest that one test may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// A refusal has to be told within this time: nobody waits for a time-out that is 30 s long.
const SOON: Duration = Duration::from_secs(20);

fn run(test: impl AsyncFnOnce(Arc<Kafka>)) {
    let Some(kafka) = Kafka::shared() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(PATIENCE, test(kafka)).await.expect("the test takes too long");
    });
}

/// Options that trust the broker's certificate.
fn options(kafka: &Kafka, security_protocol: SecurityProtocol) -> ClientOptions {
    ClientOptions {
        security_protocol,
        ssl_truststore_location: Some(kafka.file("ca.pem")),
        ..Default::default()
    }
}

/// The same with the user's name and password.
fn with_user(
    kafka: &Kafka,
    security_protocol: SecurityProtocol,
    mechanism: SaslMechanism,
) -> ClientOptions {
    ClientOptions {
        sasl_mechanism: Some(mechanism),
        sasl_username: Some(USER.into()),
        sasl_password: Some(PASSWORD.into()),
        ..options(kafka, security_protocol)
    }
}

async fn connect(kafka: &Kafka, listener: &str, options: ClientOptions) -> Result<Client> {
    // The broker may be a moment away from serving.
    let address = kafka.address(listener);
    tokio::time::timeout(SOON, Client::connect_with(&address, options))
        .await
        .expect("no answer soon")
}

async fn refused(kafka: &Kafka, listener: &str, options: ClientOptions) -> Error {
    connect(kafka, listener, options).await.expect_err("it was let in")
}

/// Writes a record and reads it again, and through all kinds of connections that a client has.
async fn round_trip(client: &Client, name: &str) {
    let new = NewTopic::new(name).partitions(1).replication_factor(1);
    client.admin().create_topics([new]).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let value = vec![7_u8; 300_000];
    producer.send(Record::to(name).value(&value)).await.unwrap();
    let mut consumer = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    consumer.assign_topic(name, StartOffset::Beginning).await.unwrap();
    let batch = consumer.next_batch().await.unwrap().unwrap();
    assert_eq!(batch.iter().next().unwrap().value.unwrap().len(), value.len());
    producer.close().await.unwrap();
}

fn unique(name: &str) -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    format!("{name}-{}", since.as_nanos())
}
