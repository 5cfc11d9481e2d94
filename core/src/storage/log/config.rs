//! What a topic's configuration says about its logs. The keys themselves, their ranges and texts
//! are defined in the model; these are the values that a log works with.

use std::time::Duration;

use crate::protocol::records::TimestampType;

/// What happens to old records (`cleanup.policy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CleanupPolicy {
    /// Old segments are deleted by time and size.
    Delete,
    /// Only the newest record of each key is kept.
    Compact,
    /// Both.
    CompactAndDelete,
}

impl CleanupPolicy {
    /// Whether `retention.ms` and `retention.bytes` hold.
    #[must_use]
    pub fn deletes(self) -> bool {
        match self {
            Self::Delete | Self::CompactAndDelete => true,
            Self::Compact => false,
        }
    }
}

/// Whether the space of a new segment is reserved at once (`preallocate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preallocation {
    /// The file grows with its records.
    Grow,
    /// `segment.bytes` are reserved when the segment is made.
    Reserve,
}

/// The configuration of a log. The defaults are Apache Kafka's.
#[derive(Clone, Debug, PartialEq, Eq)]
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
