//! A topic's configuration as values that the log and the append check use.

use std::{collections::BTreeMap, time::Duration};

use super::{entries::BrokerEntries, throttled_replicas::ThrottledReplicas};

/// Which old records go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CleanupPolicy {
    /// Whole segments past retention.
    Delete,
    /// All but the last record of each key.
    Compact,
    /// Both.
    CompactAndDelete,
    /// None: the list is empty.
    Neither,
}

impl CleanupPolicy {
    /// Whether records need a key.
    #[must_use]
    pub fn compacts(self) -> bool {
        matches!(self, Self::Compact | Self::CompactAndDelete)
    }

    /// Whether segments past retention are deleted.
    #[must_use]
    pub fn deletes(self) -> bool {
        matches!(self, Self::Delete | Self::CompactAndDelete)
    }
}

/// Codec that a topic's batches are stored with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicCompression {
    /// The producer's.
    Producer,
    /// None.
    Uncompressed,
    /// gzip; `None` is the codec's own default level.
    Gzip(Option<i32>),
    /// Snappy.
    Snappy,
    /// LZ4 with this level.
    Lz4(i32),
    /// Zstandard with this level.
    Zstd(i32),
}

/// A topic's configuration: every value parsed, defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicConfig {
    /// `cleanup.policy`.
    pub cleanup_policy: CleanupPolicy,
    /// `compression.type` and its level.
    pub compression: TopicCompression,
    /// `delete.retention.ms`.
    pub delete_retention: Duration,
    /// `file.delete.delay.ms`.
    pub file_delete_delay: Duration,
    /// `flush.messages`; `None` leaves syncing to the operating system.
    pub flush_messages: Option<i64>,
    /// `flush.ms`; `None` leaves syncing to the operating system.
    pub flush_interval: Option<Duration>,
    /// `follower.replication.throttled.replicas`.
    pub throttled_followers: ThrottledReplicas,
    /// `index.interval.bytes`.
    pub index_interval_bytes: usize,
    /// `leader.replication.throttled.replicas`.
    pub throttled_leaders: ThrottledReplicas,
    /// `max.compaction.lag.ms`; at its default it is longer than any clock runs.
    pub compaction_lag_max: Duration,
    /// `max.message.bytes`.
    pub max_message_bytes: usize,
    /// `message.timestamp.after.max.ms`.
    pub timestamp_after_max_ms: i64,
    /// `message.timestamp.before.max.ms`.
    pub timestamp_before_max_ms: i64,
    /// Whether `message.timestamp.type` is `LogAppendTime`.
    pub log_append_time: bool,
    /// `min.cleanable.dirty.ratio`, 0 to 1.
    pub dirty_ratio_min: f64,
    /// `min.compaction.lag.ms`.
    pub compaction_lag_min: Duration,
    /// `min.insync.replicas`.
    pub min_insync_replicas: usize,
    /// `preallocate`.
    pub preallocate: bool,
    /// `retention.bytes`; `None` is no limit.
    pub retention_bytes: Option<u64>,
    /// `retention.ms`; `None` is no limit.
    pub retention: Option<Duration>,
    /// `segment.bytes`.
    pub segment_bytes: u64,
    /// `segment.index.bytes`.
    pub segment_index_bytes: usize,
    /// `segment.ms`.
    pub segment_age_max: Duration,
    /// `segment.jitter.ms`.
    pub segment_jitter: Duration,
}

impl TopicConfig {
    /// The configuration of a topic with these overrides on a broker with these entries. Both were
    /// checked when they were set; a value that cannot be read counts as its key's default.
    #[must_use]
    pub fn resolve(broker: &BrokerEntries, overrides: &BTreeMap<String, String>) -> Self {
        let values: BTreeMap<&str, String> = broker.topic_values(overrides).collect();
        let text = |name: &str| values.get(name).map_or("", String::as_str);
        let integer = |name: &str| text(name).parse::<i64>().unwrap_or_else(|_| default_of(name));
        let size = |name: &str| usize::try_from(integer(name)).unwrap_or(0);
        let millis = |name: &str| Duration::from_millis(u64::try_from(integer(name)).unwrap_or(0));
        let limited = |name: &str| (integer(name) != i64::MAX).then(|| integer(name));
        let throttled = |name: &str| ThrottledReplicas::parse(text(name));
        Self {
            cleanup_policy: cleanup_policy(text("cleanup.policy")),
            compression: compression(text("compression.type"), &integer),
            delete_retention: millis("delete.retention.ms"),
            file_delete_delay: millis("file.delete.delay.ms"),
            flush_messages: limited("flush.messages"),
            flush_interval: limited("flush.ms").map(|_| millis("flush.ms")),
            throttled_followers: throttled("follower.replication.throttled.replicas"),
            index_interval_bytes: size("index.interval.bytes"),
            throttled_leaders: throttled("leader.replication.throttled.replicas"),
            compaction_lag_max: millis("max.compaction.lag.ms"),
            max_message_bytes: size("max.message.bytes"),
            timestamp_after_max_ms: integer("message.timestamp.after.max.ms"),
            timestamp_before_max_ms: integer("message.timestamp.before.max.ms"),
            log_append_time: text("message.timestamp.type") == "LogAppendTime",
            dirty_ratio_min: text("min.cleanable.dirty.ratio").parse().unwrap_or(0.5),
            compaction_lag_min: millis("min.compaction.lag.ms"),
            min_insync_replicas: size("min.insync.replicas"),
            preallocate: text("preallocate").eq_ignore_ascii_case("true"),
            retention_bytes: u64::try_from(integer("retention.bytes")).ok(),
            retention: u64::try_from(integer("retention.ms")).ok().map(Duration::from_millis),
            segment_bytes: u64::try_from(integer("segment.bytes")).unwrap_or(0),
            segment_index_bytes: size("segment.index.bytes"),
            segment_age_max: millis("segment.ms"),
            segment_jitter: millis("segment.jitter.ms"),
        }
    }
}

impl Default for TopicConfig {
    /// Kafka's defaults.
    fn default() -> Self {
        Self::resolve(&BrokerEntries::default(), &BTreeMap::new())
    }
}

fn default_of(name: &str) -> i64 {
    super::topic(name).and_then(|key| key.default?.parse().ok()).unwrap_or(0)
}

fn cleanup_policy(text: &str) -> CleanupPolicy {
    let names = |policy: &str| text.split(',').any(|item| item.trim() == policy);
    match (names("compact"), names("delete")) {
        (true, true) => CleanupPolicy::CompactAndDelete,
        (true, false) => CleanupPolicy::Compact,
        (false, true) => CleanupPolicy::Delete,
        (false, false) => CleanupPolicy::Neither,
    }
}

fn compression(text: &str, integer: &dyn Fn(&str) -> i64) -> TopicCompression {
    let level = |name: &str| i32::try_from(integer(name)).unwrap_or(0);
    match text {
        "uncompressed" => TopicCompression::Uncompressed,
        "gzip" => {
            TopicCompression::Gzip(Some(level("compression.gzip.level")).filter(|level| *level > 0))
        }
        "snappy" => TopicCompression::Snappy,
        "lz4" => TopicCompression::Lz4(level("compression.lz4.level")),
        "zstd" => TopicCompression::Zstd(level("compression.zstd.level")),
        _ => TopicCompression::Producer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_kafkas() {
        let config = TopicConfig::default();
        assert_eq!(config.retention, Some(Duration::from_secs(7 * 24 * 3600)));
        assert_eq!(config.retention_bytes, None);
        assert_eq!(config.segment_bytes, 1 << 30);
        assert_eq!(config.max_message_bytes, 1_048_588);
        assert_eq!(config.flush_messages, None);
        assert_eq!(config.cleanup_policy, CleanupPolicy::Delete);
        assert_eq!(config.compression, TopicCompression::Producer);
    }

    #[test]
    fn without_a_cleanup_policy_nothing_goes() {
        let overrides = [("cleanup.policy".to_owned(), String::new())].into();
        let config = TopicConfig::resolve(&BrokerEntries::default(), &overrides);
        assert!(!config.cleanup_policy.deletes() && !config.cleanup_policy.compacts());
    }

    #[test]
    fn overrides_win_over_the_brokers_values() {
        let mut broker = BrokerEntries::default();
        broker.set("log.retention.bytes", "100").unwrap();
        let overrides = [("compression.type", "zstd"), ("cleanup.policy", "compact, delete")];
        let overrides = overrides.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        let config = TopicConfig::resolve(&broker, &overrides);
        assert_eq!(config.retention_bytes, Some(100));
        assert_eq!(config.compression, TopicCompression::Zstd(3));
        assert_eq!(config.cleanup_policy, CleanupPolicy::CompactAndDelete);
    }
}
