//! Sessions that end after a while (KIP-368): the client proves again who it is, on the same connection.

use std::{
    sync::Arc,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use futures::StreamExt;
use ottla::{
    ClientOptions, Event, ProducerOptions, Record, SaslMechanism, SecurityProtocol,
    admin::NewTopic,
    security::{OAuthToken, TokenProvider},
};

use super::{connect, options, run, tokens::unsecured, unique, with_user};

/// The broker's `connections.max.reauth.ms` is 1.5 s.
const SEVERAL_SESSIONS: Duration = Duration::from_secs(5);

async fn produces_on(client: &ottla::Client) {
    let topic = unique("renewal");
    let new = NewTopic::new(&topic).partitions(1).replication_factor(1);
    client.admin().create_topics([new]).await.unwrap();
    let options = ProducerOptions { linger: Duration::ZERO, ..Default::default() };
    let producer = client.producer(options).unwrap();
    let (began, mut count) = (Instant::now(), 0);
    while began.elapsed() < SEVERAL_SESSIONS {
        let written = producer.send(Record::to(&topic).value("x")).await.unwrap();
        assert_eq!(written.offset, count);
        count += 1;
    }
}

#[test]
fn sessions_are_renewed_between_requests() {
    run(async |kafka| {
        for mechanism in [SaslMechanism::Plain, SaslMechanism::ScramSha256] {
            let options = with_user(&kafka, SecurityProtocol::SaslPlaintext, mechanism);
            let client = connect(&kafka, "renewing", options).await.unwrap();
            let events = client.events();
            produces_on(&client).await;
            let connections = client.metrics().connections;
            assert!(connections.reauthentications >= 3, "{connections:?}");
            assert_eq!(connections.authentications, connections.opened, "{connections:?}");
            assert_eq!(connections.authentication_failures, 0);
            drop(client);
            let told: Vec<Event> = events.collect().await;
            let renewed = |event: &&Event| {
                let port = kafka.port("renewing");
                matches!(event, Event::Reauthenticated { broker } if broker.port == port)
            };
            let renewed = told.iter().filter(renewed).count() as u64;
            // A connection that nobody uses any more may be renewed until it ends.
            assert!(renewed >= connections.reauthentications, "{told:#?}");
            assert!(renewed <= connections.reauthentications + connections.opened, "{told:#?}");
        }
    });
}

/// Counts the connections and the sessions on them: each needs a token.
#[derive(Debug, Default)]
struct Counting(AtomicUsize);

#[async_trait::async_trait]
impl TokenProvider for Counting {
    async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(OAuthToken::new(unsecured("carol", Duration::from_secs(3_600))))
    }
}

#[test]
fn a_session_that_is_renewed_asks_for_a_new_token() {
    run(async |kafka| {
        let provider = Arc::new(Counting::default());
        let options = ClientOptions {
            sasl_mechanism: Some(SaslMechanism::OAuthBearer),
            token_provider: Some(provider.clone()),
            ..options(&kafka, SecurityProtocol::SaslPlaintext)
        };
        produces_on(&connect(&kafka, "renewing", options).await.unwrap()).await;
        // Two or three connections, and at least three more sessions on each that was used.
        let count = provider.0.load(Ordering::Relaxed);
        assert!((5..=20).contains(&count), "{count} tokens");
    });
}

/// Gives tokens until it is to hang.
#[derive(Debug, Default)]
struct Hanging(AtomicBool);

#[async_trait::async_trait]
impl TokenProvider for Hanging {
    async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
        match self.0.load(Ordering::Relaxed) {
            true => futures::future::pending().await,
            false => Ok(OAuthToken::new(unsecured("dave", Duration::from_secs(3_600)))),
        }
    }
}

#[test]
fn a_provider_that_hangs_does_not_hold_up_a_connection_for_ever() {
    run(async |kafka| {
        let provider = Arc::new(Hanging::default());
        let options = ClientOptions {
            sasl_mechanism: Some(SaslMechanism::OAuthBearer),
            token_provider: Some(provider.clone()),
            request_timeout: Duration::from_secs(1),
            ..options(&kafka, SecurityProtocol::SaslPlaintext)
        };
        let client = connect(&kafka, "renewing", options).await.unwrap();
        client.admin().describe_cluster().await.unwrap();
        let mut events = client.events();
        provider.0.store(true, Ordering::Relaxed);
        let ended = async {
            while let Some(event) = events.next().await {
                if let Event::Disconnected { error, .. } = event
                    && error.to_string().contains("the session was not renewed within 1s")
                {
                    return true;
                }
            }
            false
        };
        assert!(tokio::time::timeout(Duration::from_secs(30), ended).await.unwrap());
    });
}
