//! Durations of one kind and their order statistics. Means are not offered: one disturbance of a
//! shared machine would move them.

use std::time::Duration;

pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn new(mut durations: Vec<Duration>) -> Self {
        assert!(!durations.is_empty(), "a benchmark without samples");
        durations.sort_unstable();
        Self(durations)
    }

    /// The value below which this share of all samples is.
    pub(crate) fn quantile(&self, share: f64) -> Duration {
        let last = self.0.len() - 1;
        self.0[(share * last as f64).round() as usize]
    }

    pub(crate) fn median(&self) -> Duration {
        self.quantile(0.5)
    }

    pub(crate) fn max(&self) -> Duration {
        self.quantile(1.0)
    }
}
