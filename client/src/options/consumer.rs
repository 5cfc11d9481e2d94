//! Options of a consumer of partitions.

use std::time::Duration;

/// Where to start in a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartOffset {
    /// At the first record that is still there.
    Beginning,
    /// After the last record that is there when the consumer starts.
    End,
    /// At this offset.
    Offset(i64),
    /// At the first record whose time, in milliseconds since 1970, is this or later; at the end if
    /// there is none.
    Timestamp(i64),
}

/// What to do when the offset to read is not in the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetReset {
    /// Go on with the first record that is there.
    Earliest,
    /// Go on after the last record that is there.
    Latest,
    /// Go on with the first record that is younger than this; after the last one if none is
    /// (KIP-1106).
    ByDuration(Duration),
    /// Fail, so that nothing is skipped or read twice unnoticed.
    #[default]
    Error,
}

/// Which records of transactions are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IsolationLevel {
    /// All, also those of transactions that are open or were aborted.
    #[default]
    ReadUncommitted,
    /// Those of committed transactions.
    ReadCommitted,
}

impl IsolationLevel {
    pub(crate) fn code(self) -> i8 {
        match self {
            Self::ReadUncommitted => 0,
            Self::ReadCommitted => 1,
        }
    }
}

/// How a consumer of partitions reads.
#[derive(Clone, Debug)]
pub struct PartitionConsumerOptions {
    /// Bytes that must be there before a broker answers. Default 1.
    pub fetch_bytes_min: i32,
    /// Most bytes of one answer. Default 50 MiB. A batch that is larger is sent nevertheless.
    pub fetch_bytes_max: i32,
    /// Most bytes of one partition in an answer. Default 1 MiB.
    pub partition_bytes_max: i32,
    /// How long a broker waits for `fetch_bytes_min`. Default 500 ms.
    pub fetch_wait_max: Duration,
    /// Which records of transactions are seen. Default all.
    pub isolation: IsolationLevel,
    /// What to do when the offset to read is not in the log. Default fail.
    pub offset_reset: OffsetReset,
    /// Whether the checksum of every batch is checked. Default true.
    pub check_crcs: bool,
}

impl Default for PartitionConsumerOptions {
    fn default() -> Self {
        Self {
            fetch_bytes_min: 1,
            fetch_bytes_max: 50 * 1024 * 1024,
            partition_bytes_max: 1024 * 1024,
            fetch_wait_max: Duration::from_millis(500),
            isolation: IsolationLevel::ReadUncommitted,
            offset_reset: OffsetReset::Error,
            check_crcs: true,
        }
    }
}
