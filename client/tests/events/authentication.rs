//! Clients that prove who they are, once more, or in vain.

use std::time::Duration;

use ottla::{Client, ClientOptions, ErrorCode, ErrorKind, Event, SaslMechanism, SecurityProtocol};

use crate::{
    next,
    script::{START, Script},
    told,
};

const SESSION: Duration = Duration::from_secs(60);

async fn client(script: &Script) -> Client {
    let options = ClientOptions {
        security_protocol: SecurityProtocol::SaslPlaintext,
        sasl_mechanism: Some(SaslMechanism::Plain),
        sasl_username: Some("alice".into()),
        sasl_password: Some("secret".into()),
        connections_idle_max: Duration::from_secs(3_600),
        api_timeout: Duration::from_secs(5),
        ..Default::default()
    };
    script.client(options).await
}

fn refusals(told: &[Event]) -> usize {
    told.iter().filter(|event| matches!(event, Event::AuthenticationFailed { .. })).count()
}

#[tokio::test(start_paused = true)]
async fn each_session_that_is_renewed_is_told_with_its_broker() {
    let script = Script::new();
    script.change(|state| state.session_lifetime_ms = SESSION.as_millis() as i64);
    let client = client(&script).await;
    let mut events = client.events();
    let mut since = tokio::time::Instant::now();
    for count in 1..=3 {
        let broker = next(&mut events, |event| match event {
            Event::Reauthenticated { broker } => Some(broker),
            other => panic!("{other:?}"),
        });
        assert_eq!(&*broker.await.host, START);
        let after = since.elapsed();
        assert!(after < SESSION && after >= SESSION / 2, "{after:?}");
        since = tokio::time::Instant::now();
        let connections = client.metrics().connections;
        assert_eq!((connections.reauthentications, connections.authentications), (count, 1));
        assert_eq!((connections.opened, connections.authentication_failures), (1, 0));
    }
    assert!(told(&mut events).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_not_renewed_is_told_once_and_the_connection_ends() {
    let script = Script::new();
    script.change(|state| state.session_lifetime_ms = SESSION.as_millis() as i64);
    let client = client(&script).await;
    let mut events = client.events();
    script.change(|state| state.authentication = ErrorCode::SaslAuthenticationFailed);
    let (broker, error) = next(&mut events, |event| match event {
        Event::AuthenticationFailed { broker, error } => Some((broker, error)),
        other => panic!("{other:?}"),
    })
    .await;
    assert_eq!((&*broker.host, error.kind()), (START, ErrorKind::AuthenticationFailed));
    assert!(error.to_string().contains("who are you?"), "{error}");
    let ended = next(&mut events, |event| match event {
        Event::Disconnected { broker, error } => Some((broker, error.kind())),
        other => panic!("{other:?}"),
    });
    assert_eq!(ended.await, (broker, ErrorKind::AuthenticationFailed));
    tokio::time::advance(SESSION * 10).await;
    let told = told(&mut events);
    assert!(told.is_empty(), "{told:?}");
    let connections = client.metrics().connections;
    assert_eq!((connections.authentication_failures, connections.reauthentications), (1, 0));
    assert_eq!((connections.closed, connections.failed), (1, 0));
}

/// The password was changed while the client runs.
#[tokio::test(start_paused = true)]
async fn a_connection_that_is_refused_is_told_with_the_brokers_words_and_not_tried_again() {
    let script = Script::new();
    let client = client(&script).await;
    let mut events = client.events();
    script.change(|state| state.authentication = ErrorCode::SaslAuthenticationFailed);
    let error = client.admin().list_topics().await.unwrap_err();
    let told = told(&mut events);
    assert_eq!((error.kind(), refusals(&told)), (ErrorKind::AuthenticationFailed, 1), "{told:#?}");
    let named = |event: &Event| match event {
        Event::AuthenticationFailed { broker, error } => Some((broker.clone(), error.to_string())),
        _ => None,
    };
    let (broker, words) = told.iter().find_map(named).unwrap();
    assert_eq!(&*broker.host, "one");
    assert!(words.contains("who are you?") && words.contains("one:9092"), "{words}");
    let failed = |event: &&Event| matches!(event, Event::ConnectionFailed { broker: failed, .. } if *failed == broker);
    assert_eq!(told.iter().filter(failed).count(), 1, "{told:#?}");
    assert_eq!(client.metrics().connections.authentication_failures, 1);
}
