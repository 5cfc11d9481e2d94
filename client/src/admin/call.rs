//! What all calls of the admin share: trying again within bounded time.

use std::{sync::Arc, time::Duration};

use ottla_core::model::ErrorCode;
use tokio::time::Instant;

use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{AutoCreation, Cluster, is_passing},
};

/// Longest time limit of a call, about thirty years.
const FOREVER: Duration = Duration::from_secs(1 << 30);

/// Creates, deletes and describes. Clones share what the client shares.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::NewTopic;
///
/// let admin = client.admin();
/// admin.create_topics([NewTopic::new("orders").partitions(3)]).await?;
/// for topic in admin.list_topics().await? {
///     println!("{}", topic.name);
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Admin {
    pub(super) cluster: Arc<Cluster>,
    /// Longest time of one call.
    pub(super) limit: Duration,
}

impl Admin {
    pub(crate) fn new(cluster: Arc<Cluster>) -> Self {
        let limit = cluster.options.api_timeout;
        Self { cluster, limit }
    }

    /// The same admin, each of whose calls may take so long with all its retries (`timeoutMs` of Kafka's options).
    /// Without it that is `api_timeout` of the client. Too short and a leader that moves is an error; a call that is
    /// late may have been carried out.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use std::time::Duration;
    ///
    /// let admin = client.admin();
    /// let cluster = admin.within(Duration::from_secs(5)).describe_cluster().await?;
    /// println!("{} brokers", cluster.brokers.len());
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    #[must_use]
    pub fn within(&self, limit: Duration) -> Self {
        Self { cluster: self.cluster.clone(), limit }
    }

    /// For the second part of a call that began then.
    pub(super) fn since(&self, began: Instant) -> Self {
        self.within(self.limit.saturating_sub(began.elapsed()))
    }

    /// Tries until it works, fails for good, or the time of a call is over.
    pub(super) async fn retried<T, F: Future<Output = Result<T>>>(
        &self,
        operation: &'static str,
        attempt: impl FnMut() -> F,
    ) -> Result<T> {
        Retrying::within(&self.cluster, operation, self.limit).until_done(attempt).await
    }
}

/// Tries until it works, fails for good, or `api_timeout` is over.
pub(crate) async fn retried<T, F: Future<Output = Result<T>>>(
    cluster: &Cluster,
    operation: &'static str,
    attempt: impl FnMut() -> F,
) -> Result<T> {
    Retrying::new(cluster, operation).until_done(attempt).await
}

/// The same, for attempts that change what the next one does.
pub(crate) struct Retrying<'a> {
    cluster: &'a Cluster,
    operation: &'static str,
    limit: Duration,
    deadline: Instant,
    failures: u32,
    last: Option<Error>,
}

impl<'a> Retrying<'a> {
    pub(crate) fn new(cluster: &'a Cluster, operation: &'static str) -> Self {
        Self::within(cluster, operation, cluster.options.api_timeout)
    }

    /// Attempts that may take so long together.
    pub(crate) fn within(cluster: &'a Cluster, operation: &'static str, limit: Duration) -> Self {
        let now = Instant::now();
        // More than the clock can say is as long as anybody waits.
        let deadline = now.checked_add(limit).unwrap_or(now + FOREVER);
        Self { cluster, operation, limit, deadline, failures: 0, last: None }
    }

    async fn until_done<T, F: Future<Output = Result<T>>>(
        mut self,
        mut attempt: impl FnMut() -> F,
    ) -> Result<T> {
        loop {
            if let Some(outcome) = self.outcome(attempt()).await {
                return outcome;
            }
        }
    }

    /// What the attempt came to; `None` if another one is due, and the wait before it is over.
    pub(crate) async fn outcome<T>(
        &mut self,
        attempt: impl Future<Output = Result<T>>,
    ) -> Option<Result<T>> {
        let Self { operation, deadline, .. } = *self;
        let error = match tokio::time::timeout_at(deadline, attempt).await {
            Ok(Err(error)) if is_passing(&error) => error,
            Ok(outcome) => return Some(outcome.map_err(|error| error.during(operation))),
            Err(_) => return Some(Err(self.late())),
        };
        self.rest(error).await.err().map(Err)
    }

    /// Waits before the next attempt, if there is time for one.
    async fn rest(&mut self, error: Error) -> Result<()> {
        let Self { cluster, operation, deadline, .. } = *self;
        self.failures += 1;
        let failures = self.failures;
        tracing::debug!(%error, failures, operation, "tried again");
        self.last = Some(error);
        let resting = async {
            cluster.pause(failures).await;
            let known = cluster.generation();
            // If this fails too, the next attempt says why.
            let _ = cluster.refresh_since(known, AutoCreation::Forbidden).await;
        };
        tokio::time::timeout_at(deadline, resting).await.map_err(|_| self.late())
    }

    fn late(&mut self) -> Error {
        late(self.operation, self.limit, self.last.take())
    }
}

pub(super) fn late(operation: &'static str, limit: Duration, last: Option<Error>) -> Error {
    // What is left of it for the second part of a call is told as a user would.
    let limit = limit.saturating_add(Duration::from_micros(500)).as_millis();
    let limit = u64::try_from(limit).map_or(Duration::MAX, Duration::from_millis);
    let message = format!(
        "no success within {limit:?}, the call's time limit (api_timeout, default.api.timeout.ms)"
    );
    let error = Error::new(ErrorKind::TimedOut, operation, message);
    match last {
        Some(last) => error.caused_by(last),
        None => error,
    }
}

/// An error for a code that is one, that passes if Kafka calls the code retriable.
pub(super) fn checked(operation: &'static str, code: i16, said: Option<&str>) -> Result<()> {
    let code = ErrorCode::from_code(code);
    if code.is_error() { Err(Error::from_code(operation, code, said)) } else { Ok(()) }
}

/// As `checked`, of answers in which little passes: they come from who decides, or name what is not there. Only
/// another node, or a later moment, can say otherwise.
pub(super) fn judged(operation: &'static str, code: i16, said: Option<&str>) -> Result<()> {
    const PASSING: [ErrorCode; 7] = [
        ErrorCode::NotController,
        // That is how controllers say it which are asked of the quorum.
        ErrorCode::NotLeaderOrFollower,
        ErrorCode::ThrottlingQuotaExceeded,
        ErrorCode::RequestTimedOut,
        ErrorCode::CoordinatorLoadInProgress,
        ErrorCode::CoordinatorNotAvailable,
        ErrorCode::NotCoordinator,
    ];
    let last = |error: Error| match error.code() {
        Some(code) if is_passing(&error) && !PASSING.contains(&code) => error.fatal(),
        Some(_) | None => error,
    };
    checked(operation, code, said).map_err(last)
}

/// `request_timeout` in milliseconds, for requests that say how long brokers may take.
pub(super) fn timeout_ms(cluster: &Cluster) -> i32 {
    i32::try_from(cluster.options.request_timeout.as_millis()).unwrap_or(i32::MAX)
}

/// An answer that cannot be.
pub(super) fn corrupt(operation: &'static str, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Corrupt, operation, message)
}
