//! Calls the node's upkeep when it is due, on the blocking pool: retention renames files, and
//! checkpoints write some.

use super::host::Host;
use crate::engine::Node;

/// Runs for as long as the broker does.
pub(super) async fn run(host: Host) {
    let mut due = host.node.upkeep_due(host.now());
    loop {
        host.clock.sleep_until(due).await;
        if !host.block(Node::upkeep).await {
            return;
        }
        due = host.node.upkeep_due(host.now());
    }
}
