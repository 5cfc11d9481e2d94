//! Calls the node when a timer of its coordinators is due: a member that was silent for too long, a
//! rebalance whose time is over. That is a matter of microseconds, so it runs where it is.

use super::{host::Host, wake::ConnectionWake};
use crate::engine::Effects;

/// Runs for as long as the broker does.
pub(super) async fn run(host: Host) {
    let (earlier, waker) = ConnectionWake::new();
    loop {
        match host.node.coordinator_timers_due(&waker) {
            None => earlier.fired().await,
            Some(due) => tokio::select! {
                () = earlier.fired() => {}
                () = host.clock.sleep_until(due) => {
                    let mut effects = Effects::default();
                    host.node.fire_coordinator_timers(host.now(), &mut effects);
                    host.carry_out(&mut effects);
                }
            },
        }
    }
}
