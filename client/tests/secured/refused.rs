//! Ports that are not meant for this client, and files that cannot be used.

use ottla::{Client, ClientOptions, ErrorKind, SecurityProtocol};

use super::{options, refused, run};

#[test]
fn a_plaintext_client_at_a_port_with_tls_is_told_so() {
    run(async |kafka| {
        for (listener, protocol, named) in [
            ("ssl", SecurityProtocol::Plaintext, "to SSL"),
            ("sasl_ssl", SecurityProtocol::Plaintext, "TLS"),
        ] {
            let error = refused(&kafka, listener, options(&kafka, protocol)).await;
            assert_eq!(error.kind(), ErrorKind::WrongProtocol, "{error}");
            assert!(error.to_string().contains("speaks TLS"), "{error}");
            assert!(error.to_string().contains(named), "{error}");
        }
    });
}

#[test]
fn a_client_with_tls_at_a_plaintext_port_is_told_so() {
    run(async |kafka| {
        let error = refused(&kafka, "plaintext", options(&kafka, SecurityProtocol::Ssl)).await;
        assert_eq!(error.kind(), ErrorKind::WrongProtocol, "{error}");
        assert!(error.to_string().contains("without TLS"), "{error}");
        assert!(error.to_string().contains("to PLAINTEXT"), "{error}");
    });
}

#[test]
fn a_name_that_nobody_knows_is_told() {
    run(async |_| {
        let error = Client::connect("no-such-host.invalid:9092").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreachable, "{error}");
        assert!(error.to_string().contains("no address is known for the name"), "{error}");
    });
}

#[test]
fn files_that_cannot_be_used_are_named_before_anything_is_connected() {
    run(async |kafka| {
        let listeners = kafka.file("server.properties");
        for (change, expected) in [
            (
                ClientOptions {
                    ssl_truststore_location: Some("/no/such/file".into()),
                    ..Default::default()
                },
                "/no/such/file",
            ),
            (
                ClientOptions { ssl_truststore_location: Some(listeners), ..Default::default() },
                "BEGIN CERTIFICATE",
            ),
            (
                ClientOptions {
                    ssl_keystore_location: Some(kafka.file("ca.pem")),
                    ..Default::default()
                },
                "BEGIN PRIVATE KEY",
            ),
        ] {
            let options = ClientOptions { security_protocol: SecurityProtocol::Ssl, ..change };
            let error = Client::connect_with("127.0.0.1:1", options).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(expected), "{error}");
        }
    });
}
