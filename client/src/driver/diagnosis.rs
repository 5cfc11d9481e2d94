//! Why a first connection fails: what the client was told and what the port really speaks. It asks the port
//! once more, in the other ways that a port could want, and is not used once a broker has answered.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::{
        decode_response, encode_request,
        messages::{ApiVersionsRequest, SaslHandshakeRequest},
    },
};

use super::{
    tcp::Tcp,
    transport::{Address, Link, Transport, TransportError},
};
use crate::{Error, ErrorKind, options::ClientOptions, options::EndpointIdentification};

/// Longest time for one question.
const PATIENCE: Duration = Duration::from_secs(2);
/// A mechanism that no broker has: the answer names those that it has.
const NO_MECHANISM: &str = "-";

/// The error in better words, where the port says more.
pub(crate) async fn explain(options: &ClientOptions, address: &Address, error: Error) -> Error {
    let asking = async {
        match options.security_protocol.has_tls() {
            true => speaks_kafka(options, address).await,
            false => speaks_tls(options, address).await,
        }
    };
    if !tokio::time::timeout(PATIENCE, asking).await.unwrap_or(false) {
        return error;
    }
    let (is, is_not) = match options.security_protocol.has_tls() {
        true => ("speaks Kafka's protocol without TLS", "and the client with it"),
        false => ("speaks TLS", "and the client does not"),
    };
    let other = crate::options::value::Value::show(&options.security_protocol.other_tls());
    let message = format!(
        "the port {is}, {is_not}: set security_protocol (security.protocol) to {other}, or connect to the \
         port that is meant for this client"
    );
    Error::new(ErrorKind::WrongProtocol, "connect", message)
        .with("broker", address)
        .caused_by(error)
}

/// The error of a request that a broker did not answer although it told its versions: it may want SASL.
pub(crate) async fn explain_silence(
    options: &ClientOptions,
    address: &Address,
    error: Error,
) -> Error {
    let asking = async {
        let link = Tcp::prepared(options).await.ok()?.connect(address).await.ok()?;
        mechanisms(link).await
    };
    let Ok(Some(mechanisms)) = tokio::time::timeout(PATIENCE, asking).await else { return error };
    let other = crate::options::value::Value::show(&options.security_protocol.other_sasl());
    let message = format!(
        "the broker wants the client to prove who it is by SASL ({mechanisms}): set security_protocol \
         (security.protocol) to {other}, sasl_mechanism, and sasl_username and sasl_password"
    );
    let explained = Error::new(ErrorKind::AuthenticationFailed, "connect", message);
    explained.with("broker", address).caused_by(error)
}

/// The mechanisms that a broker has, if it wants one.
async fn mechanisms(mut link: Link) -> Option<String> {
    let request = SaslHandshakeRequest { mechanism: ByteString::from_static(NO_MECHANISM) };
    let frame = encode_request(&request, 1, 0, None).ok()?;
    link.sender.send(&mut vec![frame]).await.ok()?;
    let frame = link.receiver.receive().await.ok()?;
    let response = decode_response::<SaslHandshakeRequest>(frame, 1, 0).ok()?;
    let wanted = response.error_code == ErrorCode::UnsupportedSaslMechanism.code();
    let names = response.mechanisms.iter().map(|name| &**name).collect::<Vec<_>>().join(", ");
    wanted.then_some(names)
}

async fn speaks_kafka(options: &ClientOptions, address: &Address) -> bool {
    let plain = ClientOptions {
        security_protocol: options.security_protocol.other_tls(),
        ..options.clone()
    };
    let answer = async {
        let mut link = Tcp::prepared(&plain).await.ok()?.connect(address).await.ok()?;
        let frame = encode_request(&ApiVersionsRequest::default(), 0, 0, None).ok()?;
        link.sender.send(&mut vec![frame]).await.ok()?;
        let frame = link.receiver.receive().await.ok()?;
        decode_response::<ApiVersionsRequest>(frame, 0, 0).ok()
    };
    answer.await.is_some()
}

async fn speaks_tls(options: &ClientOptions, address: &Address) -> bool {
    let secret = ClientOptions {
        security_protocol: options.security_protocol.other_tls(),
        ssl_endpoint_identification: EndpointIdentification::None,
        ..options.clone()
    };
    let Ok(transport) = Tcp::prepared(&secret).await else { return false };
    // Whether its certificate would do is another question.
    matches!(transport.connect(address).await, Ok(_) | Err(TransportError::Untrusted(_)))
}
