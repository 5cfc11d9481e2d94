//! Users and tokens that the admin makes, and who gets in with them.

use std::time::Duration;

use futures::{FutureExt, StreamExt};
use ottla::{
    Client, ClientOptions, ErrorCode, ErrorKind, Event, Events, ProducerOptions, Record,
    SaslMechanism, SecurityProtocol,
    admin::{NewDelegationToken, NewTopic, Principal, ScramAlteration, ScramMechanism},
};

use super::{Kafka, USER, connect, options, refused, round_trip, run, unique, with_user};

fn with_password(kafka: &Kafka, name: &str, mechanism: SaslMechanism) -> ClientOptions {
    ClientOptions {
        sasl_mechanism: Some(mechanism),
        sasl_username: Some(name.into()),
        sasl_password: Some("correct horse".into()),
        ..options(kafka, SecurityProtocol::SaslPlaintext)
    }
}

#[test]
fn a_password_that_the_admin_sets_lets_its_user_in() {
    run(async |kafka| {
        let plain = options(&kafka, SecurityProtocol::Plaintext);
        let admin = connect(&kafka, "plaintext", plain).await.unwrap().admin();
        for (mechanism, sasl) in [
            (ScramMechanism::Sha256, SaslMechanism::ScramSha256),
            (ScramMechanism::Sha512, SaslMechanism::ScramSha512),
        ] {
            let name = unique("dora");
            let set = ScramAlteration::set(name.clone(), mechanism, "correct horse");
            admin.alter_scram_credentials([set.iterations(8_192)]).one().await.unwrap();
            // Apache Kafka answers before its brokers have applied the change.
            while !admin.describe_all_scram_credentials().await.unwrap().contains_key(&*name) {}
            let options = with_password(&kafka, &name, sasl);
            let client = connect(&kafka, "sasl_plaintext", options.clone()).await.unwrap();
            round_trip(&client, &unique("password")).await;
            let mut events = client.events();
            let gone = ScramAlteration::delete(name.clone(), mechanism);
            admin.alter_scram_credentials([gone]).one().await.unwrap();
            while admin.describe_all_scram_credentials().await.unwrap().contains_key(&*name) {}
            is_told_that_it_is_not_believed(&kafka, &client, &mut events).await;
            let error = refused(&kafka, "sasl_plaintext", options).await;
            assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        }
    });
}

/// What is open stays open; the next connection, which a producer opens for itself, is refused, and not tried
/// again.
async fn is_told_that_it_is_not_believed(kafka: &Kafka, client: &Client, events: &mut Events) {
    let (topic, before) = (unique("refused"), client.metrics().connections);
    let new = NewTopic::new(&topic).partitions(1).replication_factor(1);
    client.admin().create_topics([new]).await.unwrap();
    let producer = client.producer(ProducerOptions::default()).unwrap();
    let error = producer.send(Record::to(&topic).value("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
    let told = std::iter::from_fn(|| events.next().now_or_never().flatten());
    let refused: Vec<_> = told
        .filter_map(|event| match event {
            Event::AuthenticationFailed { broker, error } => Some((broker, error)),
            _ => None,
        })
        .collect();
    let [(broker, error)] = &refused[..] else { panic!("{refused:#?}") };
    let refused_code = ErrorCode::SaslAuthenticationFailed;
    assert_eq!((broker.port, error.code()), (kafka.port("sasl_plaintext"), Some(refused_code)));
    let after = client.metrics().connections;
    assert_eq!(after.authentication_failures, before.authentication_failures + 1);
    assert_eq!((after.failed, after.opened), (before.failed + 1, before.opened));
}

#[test]
fn a_token_that_the_admin_makes_lets_its_owner_in_until_it_expires() {
    run(async |kafka| {
        let alice = with_user(&kafka, SecurityProtocol::SaslPlaintext, SaslMechanism::Plain);
        let client = connect(&kafka, "sasl_plaintext", alice).await.unwrap();
        let admin = client.admin();
        let new = NewDelegationToken {
            renewers: vec![Principal::user("jobs")],
            lifetime_max: Some(Duration::from_secs(7_200)),
            ..Default::default()
        };
        let token = admin.create_delegation_token(new).await.unwrap();
        assert_eq!((&token.owner, &token.requester), (&Principal::user(USER), &token.owner));
        assert_eq!(token.expires_at_max - token.issued_at, 7_200_000);
        let found = loop {
            let owner = [Principal::user(USER)];
            let tokens = admin.describe_delegation_tokens_of(owner).await.unwrap();
            if let Some(found) = tokens.into_iter().find(|one| one.id == token.id) {
                break found;
            }
        };
        assert_eq!(found, token);
        assert!(!format!("{token:?}").contains(&format!("{:?}", token.hmac.reveal())));
        let nobody = [Principal::user(unique("nobody"))];
        assert!(admin.describe_delegation_tokens_of(nobody).await.unwrap().is_empty());

        let jaas = format!(
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"{}\" \
             password=\"{}\" tokenauth=\"true\";",
            token.id,
            token.hmac_as_base64().reveal(),
        );
        let pairs = [
            ("security.protocol", "SASL_PLAINTEXT"),
            ("sasl.mechanism", "SCRAM-SHA-256"),
            ("sasl.jaas.config", &jaas),
        ];
        let with_token = ClientOptions::from_properties(pairs).unwrap();
        let user = connect(&kafka, "sasl_plaintext", with_token.clone()).await.unwrap();
        round_trip(&user, &unique("token")).await;
        // Who has come with a token gets no other.
        let error = user.admin().create_delegation_token(NewDelegationToken::default()).await;
        let error = error.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::DelegationTokenRequestNotAllowed), "{error}");

        let period = Duration::from_secs(60);
        let until = admin.renew_delegation_token(&token.hmac, Some(period)).await.unwrap();
        assert!(until < token.expires_at && until > token.issued_at);
        admin.expire_delegation_token(&token.hmac, None).await.unwrap();
        while admin.describe_delegation_tokens().await.unwrap().iter().any(|one| one.id == token.id)
        {
        }
        let error = admin.renew_delegation_token(&token.hmac, None).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::DelegationTokenNotFound), "{error}");
        let error = refused(&kafka, "sasl_plaintext", with_token).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
    });
}
