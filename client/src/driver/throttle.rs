//! Until when a broker wants to hear nothing, because a quota was exceeded. It answers at once and says for
//! how long; a client that does not keep to it finds the connection muted for that time (KIP-219).

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::time::Instant;

/// Of one connection.
#[derive(Debug)]
pub(super) struct Throttle {
    origin: Instant,
    /// Milliseconds since then.
    until: AtomicU64,
}

impl Throttle {
    pub(super) fn new() -> Self {
        Self { origin: Instant::now(), until: AtomicU64::new(0) }
    }

    /// Nothing is to be sent for this time from now on.
    pub(super) fn extend(&self, time: Duration) {
        let until = self.origin.elapsed() + time;
        let until = u64::try_from(until.as_millis()).unwrap_or(u64::MAX);
        self.until.fetch_max(until, Ordering::Relaxed);
    }

    /// When something may be sent; a time in the past if nothing keeps it from that.
    pub(super) fn until(&self) -> Instant {
        self.origin + Duration::from_millis(self.until.load(Ordering::Relaxed))
    }

    /// As `until`, if that is to come.
    pub(super) fn lasts(&self) -> Option<Instant> {
        // Without a clock as long as the broker has never complained.
        if self.until.load(Ordering::Relaxed) == 0 {
            return None;
        }
        Some(self.until()).filter(|until| *until > Instant::now())
    }
}
