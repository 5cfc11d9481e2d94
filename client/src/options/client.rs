//! Options of a client.

use std::time::Duration;

use super::definition::{Rule, complaints, options, refuse};
use crate::Result;

options! {
    /// How a client finds and talks to brokers.
    pub struct ClientOptions {
        /// Name that brokers see in logs, metrics and quotas. Default `ottla`.
        "client.id"
        client_id: String = "ottla".to_owned(), Rule::Any;
        /// Longest time to open a connection, the question for versions included. Default 10 s. Too
        /// short and a busy broker looks dead; too long and a dead one looks busy.
        "socket.connection.setup.timeout.ms"
        connect_timeout: Duration = Duration::from_secs(10), Rule::Between(1, Rule::INT_MAX);
        /// Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
        "request.timeout.ms"
        request_timeout: Duration = Duration::from_secs(30), Rule::Between(1, Rule::INT_MAX);
        /// Longest time that a call may take with all its retries. Default 60 s.
        "default.api.timeout.ms"
        api_timeout: Duration = Duration::from_secs(60), Rule::Between(1, Rule::INT_MAX);
        /// Age at which metadata is refreshed although nothing failed. Default 5 min.
        "metadata.max.age.ms"
        metadata_age_max: Duration = Duration::from_secs(300), Rule::Between(1, Rule::INT_MAX);
        /// Wait before the first retry; it doubles with each. Default 100 ms.
        "retry.backoff.ms"
        retry_backoff: Duration = Duration::from_millis(100), Rule::Between(0, Rule::INT_MAX);
        /// Longest wait before a retry. Default 1 s.
        "retry.backoff.max.ms"
        retry_backoff_max: Duration = Duration::from_secs(1), Rule::Between(0, Rule::INT_MAX);
    }
    and {}
}

impl ClientOptions {
    /// Tells all that is wrong.
    ///
    /// # Errors
    /// `InvalidInput`.
    pub(crate) fn check(&self) -> Result<()> {
        refuse("connect", complaints(Self::DEFINITIONS, self))
    }
}
