//! What all calls of the admin share: trying again within bounded time.

use std::sync::Arc;

use ottla_core::model::ErrorCode;
use tokio::time::Instant;

use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{AutoCreation, Cluster, is_passing},
};

/// Creates, deletes and describes. Clones share what the client shares.
///
/// ```no_run
/// # async fn example(client: ottla::Client) -> ottla::Result<()> {
/// use ottla::admin::NewTopic;
///
/// let admin = client.admin();
/// admin.create_topics([NewTopic::new("orders").partitions(3)]).await?;
/// for topic in admin.list_topics().await? {
///     println!("{}", topic.name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Admin {
    pub(super) cluster: Arc<Cluster>,
}

impl Admin {
    pub(crate) fn new(cluster: Arc<Cluster>) -> Self {
        Self { cluster }
    }
}

/// Tries until it works, fails for good, or `api_timeout` is over.
pub(super) async fn retried<T>(
    cluster: &Cluster,
    operation: &'static str,
    mut attempt: impl AsyncFnMut() -> Result<T>,
) -> Result<T> {
    let patience = cluster.options.api_timeout;
    let deadline = Instant::now() + patience;
    let mut failures = 0;
    let mut last: Option<Error> = None;
    loop {
        let outcome = match tokio::time::timeout_at(deadline, attempt()).await {
            Ok(outcome) => outcome,
            Err(_) => return Err(late(operation, patience, last)),
        };
        let error = match outcome {
            Ok(value) => return Ok(value),
            Err(error) if is_passing(&error) => error,
            Err(error) => return Err(error.during(operation)),
        };
        failures += 1;
        tracing::debug!(%error, failures, operation, "tried again");
        last = Some(error);
        let resting = async {
            cluster.pause(failures).await;
            let known = cluster.generation();
            // If this fails too, the next attempt says why.
            let _ = cluster.refresh_since(known, AutoCreation::Forbidden).await;
        };
        if tokio::time::timeout_at(deadline, resting).await.is_err() {
            return Err(late(operation, patience, last));
        }
    }
}

fn late(operation: &'static str, patience: std::time::Duration, last: Option<Error>) -> Error {
    let message = format!("no success within {patience:?} (api_timeout)");
    let error = Error::new(ErrorKind::TimedOut, operation, message);
    match last {
        Some(last) => error.caused_by(last),
        None => error,
    }
}

/// An error for a code that is one.
pub(super) fn checked(operation: &'static str, code: i16, said: Option<&str>) -> Result<()> {
    let code = ErrorCode::from_code(code);
    if code.is_error() { Err(Error::from_code(operation, code, said)) } else { Ok(()) }
}
