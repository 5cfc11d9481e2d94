//! The only place that reads clocks and takes entropy.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    time::{SystemTime, UNIX_EPOCH},
};

use ottla_core::model::{Moment, Rng, Timestamp};
use tokio::time::Instant;

/// A clock whose moments count from its own start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    origin: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { origin: Instant::now() }
    }

    pub(crate) fn now(&self) -> Moment {
        Moment(self.origin.elapsed())
    }

    /// The moment as a deadline for the runtime's timers.
    pub(crate) fn instant(&self, moment: Moment) -> Instant {
        // A moment that is too far to be said is as good as one in a year.
        let year = std::time::Duration::from_secs(365 * 24 * 3_600);
        self.origin + moment.0.min(self.origin.elapsed() + year)
    }
}

/// Wall-clock time.
pub(crate) fn wall() -> Timestamp {
    #[cfg(feature = "simulation")]
    if let Some(simulated) = super::simulated::wall() {
        return simulated;
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Wall-clock time, to compare with what others say of their time.
pub(crate) fn system() -> SystemTime {
    SystemTime::now()
}

/// A generator that differs from run to run.
pub(crate) fn entropy() -> Rng {
    #[cfg(feature = "simulation")]
    if let Some(simulated) = super::simulated::entropy() {
        return simulated;
    }
    // The standard library draws these keys from the operating system.
    Rng::from_seed(RandomState::new().build_hasher().finish())
}
