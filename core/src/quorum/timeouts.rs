//! How long members of the quorum wait for each other.

use std::time::Duration;

use crate::model::{Rng, config::BrokerEntries};

/// `controller.quorum.*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuorumTimeouts {
    /// `controller.quorum.election.timeout.ms`: how long a vote is waited for, once to twice of it.
    pub election: Duration,
    /// `controller.quorum.election.backoff.max.ms`: longest pause after an election that was lost.
    pub election_backoff_max: Duration,
    /// `controller.quorum.fetch.timeout.ms`: how long a voter waits for its leader before it wants another one,
    /// and a leader for a majority before it gives up.
    pub fetch: Duration,
    /// `controller.quorum.request.timeout.ms`: how long an answer is waited for.
    pub request: Duration,
    /// `controller.quorum.retry.backoff.ms`: pause after a request that failed.
    pub retry_backoff: Duration,
}

impl QuorumTimeouts {
    /// Those of a configuration.
    #[must_use]
    pub fn of(entries: &BrokerEntries) -> Self {
        let millis = |name: &str| {
            let value = entries.integer(&format!("controller.quorum.{name}.ms"));
            Duration::from_millis(u64::try_from(value).unwrap_or(0))
        };
        Self {
            election: millis("election.timeout"),
            election_backoff_max: millis("election.backoff.max"),
            fetch: millis("fetch.timeout"),
            request: millis("request.timeout"),
            retry_backoff: millis("retry.backoff"),
        }
    }

    /// An election's time, which differs from voter to voter so that they do not all stand at once.
    pub(super) fn random_election(&self, rng: &mut Rng) -> Duration {
        self.election + jitter(self.election, rng)
    }

    /// The pause after the `lost`th election in a row that was lost.
    pub(super) fn backoff(&self, lost: u32, rng: &mut Rng) -> Duration {
        let most = (self.retry_backoff * 2_u32.saturating_pow(lost.min(16)))
            .min(self.election_backoff_max)
            .max(Duration::from_millis(1));
        jitter(most, rng)
    }
}

fn jitter(below: Duration, rng: &mut Rng) -> Duration {
    let micros = u64::try_from(below.as_micros()).unwrap_or(u64::MAX).max(1);
    Duration::from_micros(rng.below(micros))
}
