//! Every call of the admin. Brokers have not all APIs: a test asks for those that it needs first, and says which
//! of them are missing where it does not run.

mod cluster;
mod configs;
mod groups;
mod other_groups;
mod security;
mod sharding;
mod topics;

use ottla::{Client, ErrorCode};
use ottla_core::protocol::{
    ApiKey, Request, decode_response, encode_request,
    messages::{ApiVersionsRequest, FindCoordinatorRequest},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::bootstrap;

/// What every broker knows of ApiVersions.
const API_VERSIONS_VERSION: i16 = 3;

/// Runs a test where the broker has these APIs.
pub fn run(apis: &[ApiKey], test: impl AsyncFnOnce(Client)) {
    super::run(async |client| {
        let request = ApiVersionsRequest {
            client_software_name: "test".into(),
            client_software_version: "1".into(),
            ..Default::default()
        };
        let served = call_at(&bootstrap().unwrap(), &request, API_VERSIONS_VERSION).await;
        let served = served.api_keys;
        let is_missing = |api: &&ApiKey| served.iter().all(|one| one.api_key != api.code());
        let missing: Vec<&str> = apis.iter().filter(is_missing).map(|api| api.name()).collect();
        match missing.is_empty() {
            true => test(client).await,
            false => println!("SKIPPED: the broker has no {}", missing.join(", ")),
        }
    });
}

/// One request at its newest version to a group's coordinator: for members of groups that the client has no
/// consumers for.
async fn call_coordinator<R: Request>(group: &str, request: &R) -> R::Response {
    let asked =
        FindCoordinatorRequest { coordinator_keys: vec![group.into()], ..Default::default() };
    let version = FindCoordinatorRequest::KEY.versions().last;
    let found = call_at(&bootstrap().unwrap(), &asked, version).await.coordinators.remove(0);
    assert_eq!(found.error_code, 0, "{group}");
    let address = format!("{}:{}", found.host, found.port);
    call_at(&address, request, R::KEY.versions().last).await
}

async fn call_at<R: Request>(address: &str, request: &R, version: i16) -> R::Response {
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

/// The code of an outcome that is an error; `None` of one that is none.
fn code<T>(outcome: &ottla::Result<T>) -> ErrorCode {
    outcome.as_ref().err().map_or(ErrorCode::None, |error| {
        error.code().unwrap_or_else(|| panic!("there is no code: {error}"))
    })
}

/// The codes of all outcomes, in their order.
fn codes<K, T>(outcomes: &[(K, ottla::Result<T>)]) -> Vec<ErrorCode> {
    outcomes.iter().map(|(_, outcome)| code(outcome)).collect()
}
