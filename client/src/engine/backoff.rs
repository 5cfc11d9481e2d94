//! How long to wait before trying again: doubling, bounded, and spread so that clients do not come
//! back all at once (KIP-580).

use std::time::Duration;

use ottla_core::model::Rng;

/// Bounds of the waiting time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backoff {
    /// Before the second attempt.
    pub(crate) first: Duration,
    /// The longest.
    pub(crate) max: Duration,
}

impl Backoff {
    /// The last transaction is about to end: asking again soon costs less than waiting long.
    pub(crate) const OF_CONCURRENT_TRANSACTIONS: Self =
        Self { first: Duration::from_millis(20), max: Duration::from_millis(100) };

    /// A broker that the others already know as a leader will hear of it in a moment.
    pub(crate) fn of_new_leader(self) -> Self {
        Self { first: self.first.min(Duration::from_millis(10)), ..self }
    }

    /// Between two looks for a leader, which decide how long nothing is written when a broker dies.
    pub(crate) fn of_looks(self) -> Self {
        Self { max: self.first, ..self.of_new_leader() }
    }

    /// Time to wait after `failures` attempts have failed, at least one: within a fifth of the
    /// doubled time.
    pub(crate) fn after(&self, failures: u32, rng: &mut Rng) -> Duration {
        let doubled = self.first.saturating_mul(1 << failures.saturating_sub(1).min(16));
        let bounded = doubled.min(self.max).as_micros() as u64;
        let spread = bounded / 5;
        Duration::from_micros(bounded - spread + rng.below(2 * spread + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_its_bound() {
        let backoff =
            Backoff { first: Duration::from_millis(100), max: Duration::from_millis(1_000) };
        let mut rng = Rng::from_seed(1);
        for (failures, expected) in [(1, 100), (2, 200), (3, 400), (5, 1_000), (99, 1_000)] {
            for _ in 0..50 {
                let millis = backoff.after(failures, &mut rng).as_millis() as u64;
                assert!((expected * 8 / 10..=expected * 12 / 10).contains(&millis), "{millis}");
            }
        }
    }
}
