//! What a topic's configuration says about its logs. The keys themselves, their ranges and texts
//! are defined in the model; these are the values that a log works with.

use std::time::Duration;

use crate::{
    model::config::{CleanupPolicy, TopicConfig},
    protocol::records::TimestampType,
};

/// Whether the space of a new segment is reserved at once (`preallocate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preallocation {
    /// The file grows with its records.
    Grow,
    /// `segment.bytes` are reserved when the segment is made.
    Reserve,
}

/// The configuration of a log. The defaults are Apache Kafka's.
#[derive(Clone, Debug, PartialEq)]
pub struct LogConfig {
    /// `segment.bytes`: a segment rolls before it grows beyond. At most 2^31-1.
    pub segment_bytes: u64,
    /// `segment.ms`: a segment rolls when a record comes that is this much younger than its first.
    pub segment_ms: Duration,
    /// `segment.jitter.ms`: each segment rolls earlier by a random part of this, so that not all
    /// partitions roll at once.
    pub segment_jitter: Duration,
    /// `segment.index.bytes`: a segment rolls when an index would grow beyond.
    pub segment_index_bytes: u64,
    /// `index.interval.bytes`: about how much log there is between two index entries.
    pub index_interval_bytes: u64,
    /// `max.message.bytes`: larger batches are refused.
    pub max_message_bytes: usize,
    /// `message.timestamp.type`.
    pub timestamp_type: TimestampType,
    /// `cleanup.policy`.
    pub cleanup_policy: CleanupPolicy,
    /// `min.compaction.lag.ms`: younger records are not compacted.
    pub compaction_lag_min: Duration,
    /// `max.compaction.lag.ms`: older ones are, however clean the log is.
    pub compaction_lag_max: Duration,
    /// `min.cleanable.dirty.ratio`: a log is compacted once this share of it is dirty.
    pub dirty_ratio_min: f64,
    /// `delete.retention.ms`: how long tombstones stay in a compacted log.
    pub delete_retention: Duration,
    /// `retention.ms`; `None` keeps records for ever.
    pub retention_time: Option<Duration>,
    /// `retention.bytes`; `None` sets no limit.
    pub retention_bytes: Option<u64>,
    /// `file.delete.delay.ms`: how long a file keeps its `.deleted` name before it goes.
    pub file_delete_delay: Duration,
    /// `flush.messages`: records after which a sync is due; `None` leaves it to the system.
    pub flush_messages: Option<u64>,
    /// `flush.ms`: time after which a sync is due; `None` leaves it to the system.
    pub flush_time: Option<Duration>,
    /// `preallocate`.
    pub preallocation: Preallocation,
    /// `producer.id.expiration.ms` of the broker.
    pub producer_id_expiration: Duration,
}

impl Default for LogConfig {
    fn default() -> Self {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        Self {
            segment_bytes: 1024 * 1024 * 1024,
            segment_ms: 7 * DAY,
            segment_jitter: Duration::ZERO,
            segment_index_bytes: 10 * 1024 * 1024,
            index_interval_bytes: 4096,
            max_message_bytes: 1024 * 1024 + 12,
            timestamp_type: TimestampType::CreateTime,
            cleanup_policy: CleanupPolicy::Delete,
            compaction_lag_min: Duration::ZERO,
            compaction_lag_max: Duration::MAX,
            dirty_ratio_min: 0.5,
            delete_retention: DAY,
            retention_time: Some(7 * DAY),
            retention_bytes: None,
            file_delete_delay: Duration::from_secs(60),
            flush_messages: None,
            flush_time: None,
            preallocation: Preallocation::Grow,
            producer_id_expiration: DAY,
        }
    }
}

impl LogConfig {
    /// What a topic's configuration says about its logs.
    #[must_use]
    pub fn of_topic(topic: &TopicConfig, producer_id_expiration: Duration) -> Self {
        Self {
            segment_bytes: topic.segment_bytes,
            // A record can be compacted once its segment is closed.
            segment_ms: if topic.cleanup_policy.compacts() {
                topic.segment_age_max.min(topic.compaction_lag_max)
            } else {
                topic.segment_age_max
            },
            segment_jitter: topic.segment_jitter,
            segment_index_bytes: topic.segment_index_bytes as u64,
            index_interval_bytes: topic.index_interval_bytes as u64,
            max_message_bytes: topic.max_message_bytes,
            timestamp_type: if topic.log_append_time {
                TimestampType::LogAppendTime
            } else {
                TimestampType::CreateTime
            },
            cleanup_policy: topic.cleanup_policy,
            compaction_lag_min: topic.compaction_lag_min,
            compaction_lag_max: topic.compaction_lag_max,
            dirty_ratio_min: topic.dirty_ratio_min,
            delete_retention: topic.delete_retention,
            retention_time: topic.retention,
            retention_bytes: topic.retention_bytes,
            file_delete_delay: topic.file_delete_delay,
            flush_messages: topic.flush_messages.and_then(|count| u64::try_from(count).ok()),
            flush_time: topic.flush_interval,
            preallocation: if topic.preallocate {
                Preallocation::Reserve
            } else {
                Preallocation::Grow
            },
            producer_id_expiration,
        }
    }
}
