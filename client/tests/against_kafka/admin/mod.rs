//! Every call of the admin. Brokers have not all APIs: a test asks for those that it needs first, and says which
//! of them are missing where it does not run.

mod cluster;
mod configs;
mod controllers;
mod groups;
mod limits;
mod other_groups;
mod refused;
mod security;
mod sharding;
mod topics;

use ottla::{
    Client, ErrorCode, ErrorKind,
    admin::{Admin, TopicDescription},
};
use ottla_core::protocol::{ApiKey, Request, messages::FindCoordinatorRequest};

use super::{
    bootstrap,
    served::{call_at, missing},
};

/// Runs a test where the broker has these APIs.
pub fn run(apis: &[ApiKey], test: impl AsyncFnOnce(Client)) {
    let apis: Vec<(ApiKey, i16)> = apis.iter().map(|api| (*api, 0)).collect();
    run_at(&apis, test);
}

/// Runs a test where the broker has these APIs at these versions.
fn run_at(apis: &[(ApiKey, i16)], test: impl AsyncFnOnce(Client)) {
    super::run(async |client| {
        let missing = missing(apis).await;
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

/// A topic, once the broker that is asked has heard so much of it: each learns of what is new in its own time.
async fn described(
    admin: &Admin,
    topic: &str,
    is_heard_of: impl Fn(&TopicDescription) -> bool,
) -> TopicDescription {
    loop {
        match admin.describe_topics([topic]).one().await {
            Ok(described) if is_heard_of(&described) => return described,
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}"),
        }
    }
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
