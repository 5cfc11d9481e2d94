//! What a fetcher is configured with.

use std::time::Duration;

use crate::model::NodeId;

/// What a fetcher is configured with: whom it fetches from, as whom, and how much at once.
#[derive(Clone, Debug)]
pub struct FetcherSettings {
    /// This broker.
    pub node: NodeId,
    /// Its incarnation.
    pub broker_epoch: i64,
    /// The leader.
    pub leader: NodeId,
    /// `replica.fetch.wait.max.ms`: how long the leader may wait for records.
    pub wait_max: Duration,
    /// `replica.fetch.min.bytes`, 1 by default.
    pub bytes_min: i32,
    /// `replica.fetch.response.max.bytes`, 10 MiB by default: bytes of a whole response.
    pub bytes_max: i32,
    /// `replica.fetch.max.bytes`, 1 MiB by default: bytes of a partition in a response.
    pub partition_bytes_max: i32,
    /// `replica.fetch.backoff.ms`, 1 s by default: pause after an error.
    pub backoff: Duration,
}

impl FetcherSettings {
    /// Kafka's defaults.
    #[must_use]
    pub fn new(node: NodeId, broker_epoch: i64, leader: NodeId) -> Self {
        Self {
            node,
            broker_epoch,
            leader,
            wait_max: Duration::from_millis(500),
            bytes_min: 1,
            bytes_max: 10_485_760,
            partition_bytes_max: 1_048_576,
            backoff: Duration::from_secs(1),
        }
    }
}
