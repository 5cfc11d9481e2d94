//! OAUTHBEARER: tokens of a provider and of an endpoint.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ottla::{
    ClientOptions, ErrorKind, SaslMechanism, SecurityProtocol,
    security::{OAuthToken, TokenProvider},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{Kafka, connect, options, refused, round_trip, run, unique};

/// A token without a signature, which Kafka's broker takes in tests.
pub fn unsecured(name: &str, lifetime: Duration) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let (issued, ends) = (now.as_secs(), (now + lifetime).as_secs());
    let claims = format!(r#"{{"sub":"{name}","iat":{issued},"exp":{ends}}}"#);
    let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode(&claims))
}

#[derive(Debug)]
struct Fixed(String);

#[async_trait::async_trait]
impl TokenProvider for Fixed {
    async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
        Ok(OAuthToken::new(self.0.clone()))
    }
}

fn with_token(kafka: &Kafka, token: String) -> ClientOptions {
    ClientOptions {
        sasl_mechanism: Some(SaslMechanism::OAuthBearer),
        token_provider: Some(Arc::new(Fixed(token))),
        ..options(kafka, SecurityProtocol::SaslSsl)
    }
}

#[test]
fn a_token_of_a_provider_lets_the_client_in() {
    run(async |kafka| {
        let options = with_token(&kafka, unsecured("carol", Duration::from_secs(3_600)));
        let client = connect(&kafka, "sasl_ssl", options).await.unwrap();
        round_trip(&client, &unique("token")).await;
    });
}

#[test]
fn a_token_that_the_broker_refuses_is_told_with_its_words() {
    run(async |kafka| {
        let options = with_token(&kafka, "not.a.token".into());
        let error = refused(&kafka, "sasl_ssl", options).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("invalid_token"), "{error}");
    });
}

/// Answers every request with this, and tells what it was asked.
async fn endpoint(answer: String) -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/token", listener.local_addr().unwrap());
    let (asked, questions) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (mut request, mut part) = (String::new(), [0; 4096]);
            while !request.contains("grant_type=") {
                let count = stream.read(&mut part).await.unwrap();
                request.push_str(&String::from_utf8_lossy(&part[..count]));
            }
            let _ = asked.send(request);
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (url, questions)
}

fn http(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

fn with_endpoint(kafka: &Kafka, url: &str) -> ClientOptions {
    let pairs = [
        ("security.protocol", "SASL_PLAINTEXT"),
        ("sasl.mechanism", "OAUTHBEARER"),
        ("sasl.oauthbearer.token.endpoint.url", url),
        ("sasl.oauthbearer.client.credentials.client.id", "billing"),
        ("sasl.oauthbearer.client.credentials.client.secret", "s3cret"),
        ("sasl.oauthbearer.scope", "kafka"),
    ];
    let given = ClientOptions::from_properties(pairs).unwrap();
    ClientOptions { ssl_truststore_location: Some(kafka.file("ca.pem")), ..given }
}

#[test]
fn a_token_of_an_endpoint_is_asked_for_once() {
    run(async |kafka| {
        let token = unsecured("billing", Duration::from_secs(3_600));
        let body =
            format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":3600}}"#);
        let (url, mut questions) = endpoint(http("200 OK", &body)).await;
        let client = connect(&kafka, "sasl_plaintext", with_endpoint(&kafka, &url)).await.unwrap();
        round_trip(&client, &unique("endpoint")).await;
        let question = questions.recv().await.unwrap();
        // billing:s3cret
        assert!(question.contains("Basic YmlsbGluZzpzM2NyZXQ="), "{question}");
        assert!(question.contains("grant_type=client_credentials&scope=kafka"), "{question}");
        assert!(questions.try_recv().is_err(), "the token was asked for again");
    });
}

#[test]
fn an_endpoint_that_refuses_is_told_with_its_words() {
    run(async |kafka| {
        let (url, _questions) =
            endpoint(http("401 Unauthorized", r#"{"error":"invalid_client"}"#)).await;
        let error = refused(&kafka, "sasl_plaintext", with_endpoint(&kafka, &url)).await;
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed, "{error}");
        assert!(error.to_string().contains("401"), "{error}");
        assert!(error.to_string().contains("invalid_client"), "{error}");
    });
}
