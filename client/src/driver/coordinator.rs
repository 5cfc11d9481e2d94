//! Finds the broker that coordinates a group, or the transactions of a transactional id.

use bytestring::ByteString;
use ottla_core::{model::ErrorCode, protocol::messages::FindCoordinatorRequest};

use super::{
    cluster::{Cluster, Target},
    transport::Address,
};
use crate::{Error, ErrorKind, Result};

const OPERATION: &str = "find the coordinator";
/// The oldest version that asks for several at once.
const SEVERAL_SINCE: i16 = 4;

/// What a coordinator is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Group,
    Transactions,
}

impl Of {
    fn key_type(self) -> i8 {
        match self {
            Self::Group => 0,
            Self::Transactions => 1,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Transactions => "transactional id",
        }
    }
}

/// Asks any broker, once.
///
/// # Errors
/// If none answers, or there is no coordinator at the moment.
pub(crate) async fn find(cluster: &Cluster, of: Of, id: &ByteString) -> Result<Address> {
    let connection = cluster.connection(Target::Any).await?;
    let version = connection.versions().newest::<FindCoordinatorRequest>()?;
    let mut request = FindCoordinatorRequest { key_type: of.key_type(), ..Default::default() };
    if version < SEVERAL_SINCE {
        request.key = id.clone();
    } else {
        request.coordinator_keys = vec![id.clone()];
    }
    let pending = connection.submit(&request, version)?;
    let response = pending.answer(cluster.options.request_timeout).await?;
    let (code, said, host, port) = match response.coordinators.into_iter().next() {
        Some(found) => (found.error_code, found.error_message, found.host, found.port),
        None => (response.error_code, response.error_message, response.host, response.port),
    };
    let named = |error: Error| error.with(of.name(), id);
    let code = ErrorCode::from_code(code);
    if code.is_error() {
        return Err(named(Error::from_code(OPERATION, code, said.as_deref())));
    }
    let port = u16::try_from(port).map_err(|_| {
        named(Error::new(ErrorKind::Corrupt, OPERATION, format!("{port} is no port")))
    })?;
    Ok(Address { host, port })
}
