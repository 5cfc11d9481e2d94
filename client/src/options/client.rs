//! Options of a client.

use std::time::Duration;

/// How a client finds and talks to brokers.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Name that brokers see in logs, metrics and quotas. Default `ottla`.
    pub client_id: String,
    /// Longest time to open a connection, the question for versions included. Default 10 s. Too
    /// short and a busy broker looks dead; too long and a dead one looks busy.
    pub connect_timeout: Duration,
    /// Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
    pub request_timeout: Duration,
    /// Longest time that a call may take with all its retries. Default 60 s.
    pub api_timeout: Duration,
    /// Age at which metadata is refreshed although nothing failed. Default 5 min.
    pub metadata_age_max: Duration,
    /// Wait before the first retry; it doubles with each. Default 100 ms.
    pub retry_backoff: Duration,
    /// Longest wait before a retry. Default 1 s.
    pub retry_backoff_max: Duration,
}

impl Default for ClientOptions {
    fn default() -> Self {
        Self {
            client_id: "ottla".to_owned(),
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            api_timeout: Duration::from_secs(60),
            metadata_age_max: Duration::from_secs(300),
            retry_backoff: Duration::from_millis(100),
            retry_backoff_max: Duration::from_secs(1),
        }
    }
}
