//! What a log gives a compaction to work on: the segments and all that it has to know of the rest
//! of the log. It holds files, not the log, so the log goes on meanwhile.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use crate::{
    model::{Now, Offset, ProducerEpoch, ProducerId, Timestamp},
    storage::{
        disk::{Disk, DiskFile},
        index::AbortedTransaction,
    },
};

/// How much of a log waits for compaction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dirtiness {
    /// Bytes that were compacted before.
    pub clean_bytes: u64,
    /// Bytes that were not and may be.
    pub dirty_bytes: u64,
    /// A record has waited longer than `max.compaction.lag.ms`.
    pub overdue: bool,
}

impl Dirtiness {
    /// Share of the bytes that is dirty, 0 to 1.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let total = self.clean_bytes + self.dirty_bytes;
        if total == 0 { 0.0 } else { self.dirty_bytes as f64 / total as f64 }
    }
}

/// A segment to be read.
#[derive(Clone, Debug)]
pub struct SourceSegment {
    /// Its base offset.
    pub base_offset: Offset,
    /// Where the next segment starts.
    pub end_offset: Offset,
    /// Its `.log` file.
    pub file: Arc<dyn DiskFile>,
    /// Bytes of batches in it.
    pub size: u64,
    /// When it was made.
    pub created: Timestamp,
    /// How much earlier than `segment.ms` it rolls.
    pub roll_jitter: Duration,
}

/// Where an active producer stands: its last batch is kept, so that its next one can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActiveProducer {
    /// Offset of its last record; `None` if it has written markers only.
    pub last_data_offset: Option<Offset>,
    /// Its epoch.
    pub epoch: ProducerEpoch,
}

/// The input of a compaction.
#[derive(Debug)]
pub struct CompactionPlan {
    /// The log directory.
    pub disk: Arc<dyn Disk>,
    /// The partition's directory.
    pub directory: String,
    /// The segments to compact, from the first of the log on.
    pub segments: Vec<SourceSegment>,
    /// Keys of records from here on take the place of earlier ones.
    pub first_dirty_offset: Offset,
    /// Records from here on are not looked at: transactions that are open, the active segment,
    /// what is younger than `min.compaction.lag.ms`, what was not synced.
    pub first_uncleanable_offset: Offset,
    /// Aborted transactions with records in the segments, by first offset.
    pub aborted: Vec<AbortedTransaction>,
    /// The producers that the log knows.
    pub producers: BTreeMap<ProducerId, ActiveProducer>,
    /// `segment.bytes`: several small segments become one of at most this.
    pub segment_bytes: u64,
    /// `segment.index.bytes`.
    pub segment_index_bytes: u64,
    /// `index.interval.bytes`.
    pub index_interval_bytes: u64,
    /// `delete.retention.ms`: how long tombstones and markers stay after they were first compacted.
    pub delete_retention: Duration,
    /// When the compaction began.
    pub now: Now,
}
