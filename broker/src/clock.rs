//! The seam between the broker and time. Every time-out, retention and timestamp of the broker
//! comes from its clock, so a virtual one moves them all.

use std::{
    fmt::Debug,
    time::{Duration, Instant, SystemTime},
};

use futures::future::BoxFuture;
use ottla_core::model::{Moment, Now, Timestamp};

/// Where a broker's time comes from.
pub trait Clock: Debug + Send + Sync {
    /// The time now.
    fn now(&self) -> Now;

    /// Completes once [`Clock::now`] has reached `moment`.
    fn sleep_until(&self, moment: Moment) -> BoxFuture<'static, ()>;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    origin: Instant,
}

impl SystemClock {
    /// A clock whose monotonic time starts at zero now.
    #[must_use]
    pub fn new() -> Self {
        Self { origin: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let wall = since_epoch.unwrap_or(Duration::ZERO).as_millis();
        Now {
            monotonic: Moment(self.origin.elapsed()),
            wall: Timestamp(i64::try_from(wall).unwrap_or(i64::MAX)),
        }
    }

    fn sleep_until(&self, moment: Moment) -> BoxFuture<'static, ()> {
        let deadline = self.origin.checked_add(moment.0);
        Box::pin(async move {
            match deadline {
                Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
                None => std::future::pending().await,
            }
        })
    }
}
