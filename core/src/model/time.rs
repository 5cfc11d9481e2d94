//! Time as an argument. Core never reads a clock: the edge hands in [`Now`], and a virtual clock
//! can hand in any.

use std::{
    fmt,
    ops::{Add, Sub},
    time::Duration,
};

/// A point of monotonic time, counted from an origin that the clock chose. Deadlines are moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub Duration);

impl Moment {
    /// Time from `earlier` to this moment; zero if `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration))
    }
}

/// Wall-clock time in milliseconds since 1970-01-01 UTC, as records carry it. `-1` means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The wire's `-1`: no timestamp.
    pub const NONE: Self = Self(-1);
}

impl Sub for Timestamp {
    type Output = i64;

    /// Milliseconds between the two; wall clocks go backwards, so it may be negative.
    fn sub(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What the clock said when a decision was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For time-outs: never goes back.
    pub monotonic: Moment,
    /// For timestamps and retention: may go back.
    pub wall: Timestamp,
}
