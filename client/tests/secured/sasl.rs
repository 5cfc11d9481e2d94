//! Every mechanism, with TLS and without.

use ottla::{ClientOptions, ErrorCode, ErrorKind, SaslMechanism, SecurityProtocol};

use super::{PASSWORD, USER, connect, options, refused, round_trip, run, unique, with_user};

const WITH_PASSWORD: [SaslMechanism; 3] =
    [SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512];

#[test]
fn every_mechanism_lets_the_user_in() {
    run(async |kafka| {
        for mechanism in WITH_PASSWORD {
            for (listener, protocol) in [
                ("sasl_plaintext", SecurityProtocol::SaslPlaintext),
                ("sasl_ssl", SecurityProtocol::SaslSsl),
            ] {
                let options = with_user(&kafka, protocol, mechanism);
                let client = connect(&kafka, listener, options).await.unwrap();
                round_trip(&client, &unique("mechanisms")).await;
            }
        }
    });
}

#[test]
fn a_wrong_password_is_told_at_once_and_is_not_tried_again() {
    run(async |kafka| {
        for mechanism in WITH_PASSWORD {
            let mut options = with_user(&kafka, SecurityProtocol::SaslPlaintext, mechanism);
            options.sasl_password = Some("wrong".into());
            let error = refused(&kafka, "sasl_plaintext", options).await;
            assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
            assert_eq!(error.code(), Some(ErrorCode::SaslAuthenticationFailed), "{error}");
            assert_eq!(error.advice(), ottla::Advice::Fatal, "{error}");
            assert!(error.to_string().contains("credentials"), "{error}");
            assert!(!error.to_string().contains("wrong"), "{error}");
        }
    });
}

#[test]
fn java_keys_say_it_as_well() {
    run(async |kafka| {
        let jaas = format!(
            "org.apache.kafka.common.security.plain.PlainLoginModule required \
             username=\"{USER}\" password=\"{PASSWORD}\";"
        );
        let pairs = [
            ("security.protocol", "SASL_SSL"),
            ("sasl.mechanism", "PLAIN"),
            ("sasl.jaas.config", &jaas),
            ("ssl.truststore.type", "PEM"),
            (
                "ssl.truststore.certificates",
                &std::fs::read_to_string(kafka.file("ca.pem")).unwrap(),
            ),
        ];
        let client = connect(&kafka, "sasl_ssl", ClientOptions::from_properties(pairs).unwrap());
        round_trip(&client.await.unwrap(), &unique("jaas")).await;
    });
}

#[test]
fn a_mechanism_that_the_broker_does_not_have_is_told_with_those_that_it_has() {
    run(async |kafka| {
        let options = with_user(&kafka, SecurityProtocol::SaslPlaintext, SaslMechanism::Plain);
        let error = refused(&kafka, "scram_only", options).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("it takes SCRAM-SHA-256"), "{error}");
    });
}

#[test]
fn sasl_at_a_port_without_it_and_none_at_a_port_with_it_are_told() {
    run(async |kafka| {
        let with = with_user(&kafka, SecurityProtocol::SaslPlaintext, SaslMechanism::Plain);
        let error = refused(&kafka, "plaintext", with).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("wants no SASL"), "{error}");

        for (listener, protocol, named) in [
            ("sasl_plaintext", SecurityProtocol::Plaintext, "SASL_PLAINTEXT"),
            ("sasl_ssl", SecurityProtocol::Ssl, "SASL_SSL"),
        ] {
            let error = refused(&kafka, listener, options(&kafka, protocol)).await;
            assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
            let text = error.to_string();
            assert!(text.contains(named) && text.contains("SCRAM-SHA-512"), "{text}");
        }
    });
}
