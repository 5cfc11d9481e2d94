//! What the broker has: tests ask ApiVersions, and say what they skip.

use ottla::GroupProtocol;
use ottla_core::protocol::{
    ApiKey, Request, decode_response, encode_request, messages::ApiVersionsRequest,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::bootstrap;

/// What every broker knows of ApiVersions.
const API_VERSIONS_VERSION: i16 = 3;

/// The APIs of these, each with a version, that the broker does not have.
pub async fn missing(apis: &[(ApiKey, i16)]) -> Vec<String> {
    let request = ApiVersionsRequest {
        client_software_name: "test".into(),
        client_software_version: "1".into(),
        ..Default::default()
    };
    let served = call_at(&bootstrap().unwrap(), &request, API_VERSIONS_VERSION).await.api_keys;
    let is_served = |api: ApiKey, version: i16| {
        served.iter().any(|one| one.api_key == api.code() && one.max_version >= version)
    };
    let missing = apis.iter().filter(|(api, version)| !is_served(*api, *version));
    missing.map(|(api, version)| format!("{} {version}", api.name())).collect()
}

/// Whether the broker does not have this; then it says that the test, or this part of it, is skipped.
pub async fn lacks(api: ApiKey, version: i16) -> bool {
    let missing = missing(&[(api, version)]).await;
    if !missing.is_empty() {
        println!("SKIPPED: the broker has no {}", missing.join(", "));
    }
    !missing.is_empty()
}

/// Whether the broker does not have this kind of group.
pub async fn lacks_protocol(protocol: GroupProtocol) -> bool {
    match protocol {
        GroupProtocol::Classic => false,
        // Version 0 was a preview, which brokers list and do not answer.
        GroupProtocol::Consumer => lacks(ApiKey::ConsumerGroupHeartbeat, 1).await,
    }
}

/// One request by itself.
pub async fn call_at<R: Request>(address: &str, request: &R, version: i16) -> R::Response {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let frame = encode_request(request, version, 1, Some(&"test".into())).unwrap();
    for slice in &frame.slices {
        stream.write_all(&slice.read().unwrap()).await.unwrap();
    }
    let length = stream.read_u32().await.unwrap();
    let mut answer = vec![0; usize::try_from(length).unwrap()];
    stream.read_exact(&mut answer).await.unwrap();
    decode_response::<R>(answer.into(), version, 1).unwrap()
}
