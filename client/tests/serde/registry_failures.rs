//! What is told where no registry answers, or another thing does.

use std::{
    io::{Read, Write},
    net::TcpListener,
};

use ottla::{
    Advice, Error, ErrorKind,
    serde::schema_registry::{Deleted, HttpRegistry, RegistryOptions, SchemaRegistryAdmin},
};

use crate::registry_server::RegistryServer;

/// A server that answers all with this, until the process ends.
fn answering(status: &'static str, body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    url
}

fn options(url: &str) -> RegistryOptions {
    RegistryOptions { schema_registry_url: vec![url.to_owned()], ..Default::default() }
}

async fn refused(url: &str) -> Error {
    let registry = HttpRegistry::new(options(url)).unwrap();
    registry.subjects(Deleted::Hidden).await.unwrap_err()
}

#[tokio::test]
async fn an_answer_that_is_no_registrys_is_shown() {
    for (status, body, kind, said) in [
        ("200 OK", "<html>Welcome</html>", ErrorKind::WrongProtocol, "<html>Welcome</html>"),
        ("401 Unauthorized", "", ErrorKind::AuthenticationFailed, ": 401 Unauthorized ("),
        (
            "401 Unauthorized",
            r#"{"message":"who are you"}"#,
            ErrorKind::AuthenticationFailed,
            ": 401 Unauthorized: who are you (",
        ),
        ("405 Method Not Allowed", "", ErrorKind::Unsupported, ": 405 Method Not Allowed ("),
    ] {
        let url = answering(status, body);
        let error = refused(&url).await;
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(said), "{error}");
        assert!(error.to_string().contains(&format!("(registry {url})")), "{error}");
    }
}

#[cfg(feature = "tls")]
#[tokio::test]
async fn a_registry_that_cannot_prove_who_it_is_is_no_matter_of_time() {
    use rustls::{ServerConfig, ServerConnection, crypto::ring, pki_types::PrivateKeyDer};
    use std::sync::Arc;
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.cert.der().clone()], key);
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = ServerConnection::new(config.clone()).unwrap().complete_io(&mut stream);
        }
    });
    let error = refused(&url).await;
    let found = (error.kind(), error.advice());
    assert_eq!(found, (ErrorKind::AuthenticationFailed, Advice::Fatal), "{error}");
    assert!(error.to_string().contains("certificate"), "{error}");
}

#[tokio::test]
async fn a_port_without_tls_is_told() {
    let url = answering("400 Bad Request", "");
    let error = refused(&url.replace("http:", "https:")).await;
    assert_eq!((error.kind(), error.advice()), (ErrorKind::WrongProtocol, Advice::Fatal));
    assert!(error.to_string().contains("it does not speak TLS"), "{error}");
}

#[test]
fn options_that_cannot_be_used_are_told_at_once_and_without_secrets() {
    let options = RegistryOptions {
        schema_registry_url: vec!["localhost:8081".into(), "ftp://alice:xyzzy@host".into()],
        basic_auth_user_info: Some("xyzzy".into()),
        bearer_auth_token: Some("xyzzy\n".into()),
        ..Default::default()
    };
    let error = HttpRegistry::new(options).unwrap_err().to_string();
    assert!(error.contains("4 options are wrong"), "{error}");
    for said in [
        "schema_registry_url: 'localhost:8081' does not begin with http:// or https://",
        "'ftp://host'",
        "basic_auth_user_info has no colon",
        "bearer_auth_token has what no header can hold",
    ] {
        assert!(error.contains(said), "{error}");
    }
    assert!(!error.contains("xyzzy"), "{error}");
}

#[tokio::test]
async fn a_name_and_a_password_in_the_address_are_sent_and_not_shown() {
    let server = RegistryServer::start();
    let url = server.url.replace("http://", "http://alice:s%3Acret@");
    let registry = HttpRegistry::new(options(&url)).unwrap();
    registry.subjects(Deleted::Hidden).await.unwrap();
    // alice:s:cret
    assert_eq!(server.asked.lock()[0].1.as_deref(), Some("Basic YWxpY2U6czpjcmV0"));
    assert!(!format!("{registry:?}").contains("cret"));
    let error = refused("http://alice:s%3Acret@127.0.0.1:1").await;
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert!(!error.to_string().contains("cret"), "{error}");
}

#[tokio::test]
async fn a_connection_that_was_kept_and_closed_is_made_anew() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let registry =
        HttpRegistry::new(options(&format!("http://{}", listener.local_addr().unwrap()))).unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");
            // What comes next is not answered.
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    for _ in 0..2 {
        assert!(registry.subjects(Deleted::Hidden).await.unwrap().is_empty());
    }
}
