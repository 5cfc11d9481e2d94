//! How much of the rate that replication is allowed is used (KIP-73). Replicas that are in sync are never throttled,
//! or they would not stay so.

use std::{collections::VecDeque, time::Duration};

use crate::model::Moment;

/// Whether there is room in a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaState {
    /// There is.
    Within,
    /// The rate is exceeded: throttled replicas wait.
    Exceeded,
}

/// A rate of bytes, measured over `replication.quota.window.num` windows of
/// `replication.quota.window.size.seconds`.
#[derive(Clone, Debug)]
pub struct ReplicationQuota {
    rate_max: Option<u64>,
    window: Duration,
    windows: usize,
    /// When each window began, and its bytes; the newest last.
    samples: VecDeque<(Moment, u64)>,
}

impl Default for ReplicationQuota {
    fn default() -> Self {
        Self::new(None, Duration::from_secs(1), 11)
    }
}

impl ReplicationQuota {
    /// A quota of bytes a second; `None` has no limit.
    #[must_use]
    pub fn new(rate_max: Option<u64>, window: Duration, windows: usize) -> Self {
        Self { rate_max, window, windows: windows.max(1), samples: VecDeque::new() }
    }

    /// Changes the limit.
    pub fn set_rate_max(&mut self, rate_max: Option<u64>) {
        self.rate_max = rate_max;
    }

    /// Counts bytes of throttled replicas.
    pub fn record(&mut self, bytes: u64, now: Moment) {
        self.expire(now);
        match self.samples.back_mut() {
            Some((began, sum)) if now.since(*began) < self.window => *sum += bytes,
            Some(_) | None => self.samples.push_back((now, bytes)),
        }
        while self.samples.len() > self.windows {
            self.samples.pop_front();
        }
    }

    /// Whether more than the limit was used.
    #[must_use]
    pub fn state(&mut self, now: Moment) -> QuotaState {
        self.expire(now);
        let Some(rate_max) = self.rate_max else { return QuotaState::Within };
        let Some((oldest, _)) = self.samples.front() else { return QuotaState::Within };
        let elapsed = now.since(*oldest).max(self.window).as_secs_f64();
        let bytes: u64 = self.samples.iter().map(|(_, bytes)| bytes).sum();
        if bytes as f64 / elapsed > rate_max as f64 {
            QuotaState::Exceeded
        } else {
            QuotaState::Within
        }
    }

    fn expire(&mut self, now: Moment) {
        let span = self.window * u32::try_from(self.windows).unwrap_or(u32::MAX);
        while self.samples.front().is_some_and(|(began, _)| now.since(*began) >= span) {
            self.samples.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Moment {
        Moment(Duration::from_millis(milliseconds))
    }

    #[test]
    fn a_rate_is_exceeded_until_enough_time_has_passed() {
        let mut quota = ReplicationQuota::new(Some(100), Duration::from_secs(1), 10);
        quota.record(100, at(0));
        assert_eq!(quota.state(at(0)), QuotaState::Within);
        quota.record(400, at(500));
        assert_eq!(quota.state(at(1_000)), QuotaState::Exceeded);
        assert_eq!(quota.state(at(4_999)), QuotaState::Exceeded);
        assert_eq!(quota.state(at(5_000)), QuotaState::Within);
        quota.set_rate_max(None);
        quota.record(u64::MAX / 2, at(5_000));
        assert_eq!(quota.state(at(5_000)), QuotaState::Within);
    }
}
