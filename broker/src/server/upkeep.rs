//! Calls the node's upkeep when it is due, on the blocking pool: retention renames files, and
//! checkpoints write some.

use super::host::Host;
use crate::engine::Effects;

/// Runs for as long as the broker does.
pub(super) async fn run(host: Host) {
    let mut due = host.node.upkeep_due(host.now());
    loop {
        host.clock.sleep_until(due).await;
        let (node, now) = (host.node.clone(), host.now());
        let upkeep = tokio::task::spawn_blocking(move || {
            let mut effects = Effects::default();
            node.upkeep(now, &mut effects);
            (node.upkeep_due(now), effects)
        });
        match upkeep.await {
            Ok((next, mut effects)) => {
                host.carry_out(&mut effects);
                due = next;
            }
            Err(error) => {
                tracing::error!(%error, "upkeep failed");
                return;
            }
        }
    }
}
