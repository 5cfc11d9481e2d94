//! Clients of a simulation: what they draw in its thread begins at a seed, and their wall clock at a moment. That
//! clock goes with the runtime's.

use std::cell::RefCell;

use ottla_core::model::{Rng, Timestamp};

use super::clock::Clock;

struct Simulated {
    rng: Rng,
    began: Timestamp,
    clock: Clock,
}

thread_local! {
    static SIMULATED: RefCell<Option<Simulated>> = const { RefCell::new(None) };
}

/// Has the clients of this thread do the same in each run. It is called within a runtime, whose clock stands still and is
/// moved by hand.
pub fn simulate(seed: u64, wall: Timestamp) {
    let simulated = Simulated { rng: Rng::from_seed(seed), began: wall, clock: Clock::start() };
    SIMULATED.set(Some(simulated));
}

pub(super) fn wall() -> Option<Timestamp> {
    SIMULATED.with_borrow(|simulated| {
        let simulated = simulated.as_ref()?;
        let since = i64::try_from(simulated.clock.now().0.as_millis()).ok()?;
        Some(Timestamp(simulated.began.0 + since))
    })
}

pub(super) fn entropy() -> Option<Rng> {
    SIMULATED.with_borrow_mut(|simulated| Some(Rng::from_seed(simulated.as_mut()?.rng.next_u64())))
}
