//! Certificates of both sides.

use ottla::{ClientOptions, EndpointIdentification, ErrorKind, SecurityProtocol, TlsVersion};

use super::{Kafka, connect, options, refused, round_trip, run, unique};

fn ssl(kafka: &Kafka) -> ClientOptions {
    options(kafka, SecurityProtocol::Ssl)
}

#[test]
fn a_broker_with_a_certificate_of_the_authority_is_trusted() {
    run(async |kafka| {
        for versions in [vec![TlsVersion::V1_2], vec![TlsVersion::V1_3]] {
            let options = ClientOptions { ssl_enabled_protocols: versions, ..ssl(&kafka) };
            let client = connect(&kafka, "ssl", options).await.unwrap();
            round_trip(&client, &unique("tls")).await;
        }
    });
}

#[test]
fn a_broker_that_cannot_prove_who_it_is_is_not_talked_to() {
    run(async |kafka| {
        let stranger = Some(kafka.file("stranger.pem"));
        let options = ClientOptions { ssl_truststore_location: stranger, ..ssl(&kafka) };
        let error = refused(&kafka, "ssl", options).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("ssl_truststore_location"), "{error}");

        let nobody = ClientOptions { ssl_truststore_location: None, ..ssl(&kafka) };
        let error = refused(&kafka, "ssl", nobody).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
    });
}

#[test]
fn the_name_in_the_certificate_has_to_be_the_one_that_was_connected() {
    run(async |kafka| {
        let address = format!("127.0.0.1:{}", kafka.port("ssl"));
        let error = ottla::Client::connect_with(&address, ssl(&kafka)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("not made out to the name"), "{error}");

        let any = EndpointIdentification::None;
        let options = ClientOptions { ssl_endpoint_identification: any, ..ssl(&kafka) };
        ottla::Client::connect_with(&address, options).await.unwrap();
        // Another authority is still not trusted.
        let options = ClientOptions {
            ssl_endpoint_identification: any,
            ssl_truststore_location: Some(kafka.file("stranger.pem")),
            ..ssl(&kafka)
        };
        assert!(ottla::Client::connect_with(&address, options).await.is_err());
    });
}

#[test]
fn a_client_shows_its_certificate_where_the_broker_wants_one() {
    run(async |kafka| {
        let error = refused(&kafka, "mutual", ssl(&kafka)).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("certificate"), "{error}");

        let from_file =
            ClientOptions { ssl_keystore_location: Some(kafka.file("client.pem")), ..ssl(&kafka) };
        let client = connect(&kafka, "mutual", from_file).await.unwrap();
        round_trip(&client, &unique("mutual")).await;

        let pem = std::fs::read_to_string(kafka.file("client.pem")).unwrap();
        let from_memory = ClientOptions {
            ssl_keystore_key: Some(pem.as_str().into()),
            ssl_keystore_certificate_chain: Some(pem),
            ..ssl(&kafka)
        };
        connect(&kafka, "mutual", from_memory).await.unwrap();
    });
}
