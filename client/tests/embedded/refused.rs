//! What a client is told that is set up for another port than the one it has come to.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use ottla::{
    Client, ClientOptions, ErrorKind, PartitionConsumerOptions, ProducerOptions, SaslMechanism,
    SecurityProtocol, TopicPartition,
    security::{OAuthToken, TokenProvider},
};
use tokio::{io::AsyncWriteExt, net::TcpListener};

use super::{bootstrap, run};

fn with_sasl() -> ClientOptions {
    ClientOptions {
        security_protocol: SecurityProtocol::SaslPlaintext,
        sasl_mechanism: Some(SaslMechanism::Plain),
        sasl_username: Some("alice".into()),
        sasl_password: Some("secret".into()),
        ..Default::default()
    }
}

#[test]
fn sasl_at_a_broker_that_has_none_is_told() {
    run(async |_| {
        let address = bootstrap().unwrap();
        let error = Client::connect_with(&address, with_sasl()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("wants no SASL on this port"), "{error}");
        assert!(error.to_string().contains("to PLAINTEXT"), "{error}");
    });
}

#[derive(Debug)]
struct Never;

#[async_trait]
impl TokenProvider for Never {
    async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
        std::future::pending().await
    }
}

#[test]
fn a_token_that_does_not_come_is_not_the_brokers_fault() {
    run(async |_| {
        let options = ClientOptions {
            sasl_mechanism: Some(SaslMechanism::OAuthBearer),
            token_provider: Some(Arc::new(Never)),
            connect_timeout: Duration::from_millis(100),
            ..with_sasl()
        };
        let error = Client::connect_with(&bootstrap().unwrap(), options).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
        assert!(error.to_string().contains("has given no token"), "{error}");
        assert!(!error.to_string().contains("ApiVersions"), "{error}");
    });
}

#[test]
fn a_port_that_speaks_first_is_told_to_be_no_broker() {
    run(async |_| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let speaking = tokio::spawn(async move {
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n").await;
                open.push(stream);
            }
        });
        let error = Client::connect(&address).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WrongProtocol, "{error}");
        assert!(error.to_string().contains("no Kafka broker"), "{error}");
        speaking.abort();
    });
}

#[test]
fn what_is_called_outside_of_a_runtime_is_an_error_and_no_panic() {
    let address = bootstrap().unwrap();
    let error = futures::executor::block_on(Client::connect(&address)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    assert!(error.to_string().contains("no tokio runtime"), "{error}");

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let client = runtime.block_on(Client::connect(&address)).unwrap();
    let error = client.producer(ProducerOptions::default()).unwrap_err();
    assert!(error.to_string().contains("no tokio runtime"), "{error}");
    let options = PartitionConsumerOptions { group_id: Some("g".into()), ..Default::default() };
    let consumer = client.partition_consumer(options).unwrap();
    let committing = consumer.commit_async([(TopicPartition::new("orders", 0), 1)]);
    let error = committing.err().unwrap();
    assert!(error.to_string().contains("no tokio runtime"), "{error}");

    let _entered = runtime.enter();
    client.producer(ProducerOptions::default()).unwrap();
}
