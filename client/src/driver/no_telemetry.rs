//! Stands for the task that sends metrics where the feature `telemetry` is not built in.

use std::sync::Arc;

use super::cluster::Cluster;

/// Sends nothing.
#[derive(Debug)]
pub(crate) struct Pusher;

impl Pusher {
    pub(crate) fn start(_: &Arc<Cluster>) -> Self {
        Self
    }

    #[expect(clippy::unused_async, reason = "the other one is")]
    pub(crate) async fn close(&self) {}
}
