//! Drives a node's part in its cluster: elections, heartbeats, fetching from leaders. It is called when
//! something is due or something has happened; that takes microseconds, so it runs where it is.

use std::sync::Arc;

use tokio::sync::watch;

use super::{host::Host, wake::ConnectionWake};
use crate::engine::Effects;

/// Runs for as long as the broker does. `ready` is told when the node serves in its cluster.
pub(super) async fn run(host: Host, ready: Arc<watch::Sender<bool>>) {
    let (earlier, waker) = ConnectionWake::new();
    host.node.wake_cluster_with(&waker);
    let mut effects = Effects::default();
    loop {
        host.node.tend_cluster(host.now(), &mut effects);
        host.carry_out(&mut effects);
        if host.node.is_ready() {
            ready.send_if_modified(|ready| !std::mem::replace(ready, true));
        }
        match host.node.cluster_due() {
            None => earlier.fired().await,
            Some(due) => tokio::select! {
                () = earlier.fired() => {}
                () = host.clock.sleep_until(due) => {}
            },
        }
    }
}
