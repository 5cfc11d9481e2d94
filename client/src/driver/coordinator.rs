//! Finds the broker that coordinates a group.

use bytestring::ByteString;
use ottla_core::{model::ErrorCode, protocol::messages::FindCoordinatorRequest};

use super::{
    cluster::{Cluster, Target},
    transport::Address,
};
use crate::{Error, ErrorKind, Result};

const OPERATION: &str = "find the coordinator";
/// FindCoordinator asks for groups.
const GROUP: i8 = 0;
/// The oldest version that asks for several at once.
const SEVERAL_SINCE: i16 = 4;

/// Asks any broker, once.
///
/// # Errors
/// If none answers, or there is no coordinator at the moment.
pub(crate) async fn find(cluster: &Cluster, group_id: &ByteString) -> Result<Address> {
    let connection = cluster.connection(Target::Any).await?;
    let version = connection.versions().newest::<FindCoordinatorRequest>()?;
    let mut request = FindCoordinatorRequest { key_type: GROUP, ..Default::default() };
    if version < SEVERAL_SINCE {
        request.key = group_id.clone();
    } else {
        request.coordinator_keys = vec![group_id.clone()];
    }
    let pending = connection.submit(&request, version)?;
    let response = pending.answer(cluster.options.request_timeout).await?;
    let (code, said, host, port) = match response.coordinators.into_iter().next() {
        Some(found) => (found.error_code, found.error_message, found.host, found.port),
        None => (response.error_code, response.error_message, response.host, response.port),
    };
    let named = |error: Error| error.with("group", group_id);
    let code = ErrorCode::from_code(code);
    if code.is_error() {
        return Err(named(Error::from_code(OPERATION, code, said.as_deref())));
    }
    let port = u16::try_from(port).map_err(|_| {
        named(Error::new(ErrorKind::Corrupt, OPERATION, format!("{port} is no port")))
    })?;
    Ok(Address { host, port })
}
