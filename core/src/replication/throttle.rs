//! Throttling of replication: who is throttled, and how much of the allowed rate is used. Replicas that
//! are in sync are never throttled, or they would not stay so.

use std::{collections::VecDeque, time::Duration};

use crate::model::{Moment, NodeId, PartitionId};

/// Who is throttled, by `leader.` or `follower.replication.throttled.replicas` of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ThrottledReplicas {
    /// Nobody.
    #[default]
    None,
    /// All replicas.
    All,
    /// These partitions' replicas on these brokers.
    Listed(Vec<(PartitionId, NodeId)>),
}

impl ThrottledReplicas {
    /// From a checked configuration value: `*`, `none`, or PARTITION:BROKER pairs. Pairs that cannot be
    /// read throttle nobody.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        match value.trim() {
            "" | "none" => return Self::None,
            "*" => return Self::All,
            _ => {}
        }
        let pairs = value.split(',').filter_map(|pair| {
            let (partition, broker) = pair.trim().split_once(':')?;
            let (partition, broker) = (partition.trim().parse(), broker.trim().parse());
            Some((PartitionId(partition.ok()?), NodeId(broker.ok()?)))
        });
        Self::Listed(pairs.collect())
    }

    /// Whether a replica is among them.
    #[must_use]
    pub fn contains(&self, partition: PartitionId, broker: NodeId) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Listed(pairs) => pairs.contains(&(partition, broker)),
        }
    }
}

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
    fn pairs_name_the_throttled_replicas() {
        let listed = ThrottledReplicas::parse("0:1, 2:3");
        assert!(listed.contains(PartitionId(2), NodeId(3)));
        assert!(!listed.contains(PartitionId(2), NodeId(1)));
        assert!(ThrottledReplicas::parse("*").contains(PartitionId(9), NodeId(9)));
        assert_eq!(ThrottledReplicas::parse("none"), ThrottledReplicas::None);
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
