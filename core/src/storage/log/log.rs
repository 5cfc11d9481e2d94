//! The value that is a partition's log. Each operation stands in a file of its own; here is what
//! they share and what they keep.

use std::{fmt::Debug, sync::Arc};

use super::{
    LogConfig,
    sync::{FlushClock, SyncState},
};
use crate::{
    model::{Offset, Rng},
    storage::{
        disk::Disk,
        epochs::LeaderEpochs,
        producers::ProducerState,
        segment::{Place, Segment},
    },
};

/// The log of one partition. A plain value: callers hold a lock around it. Appends go to the page
/// cache; what has to reach the device is handed out as a [`super::SyncJob`], and what has to be
/// deleted as a [`super::Deletion`].
///
/// A log holds at most the `.log` file of its active segment and the files of one closed segment
/// open, and none before it is used. Idle, it takes some hundred bytes of memory, and up to 4 KiB
/// when it was written to.
#[derive(Debug)]
pub struct Log {
    pub(super) disk: Arc<dyn Disk>,
    /// `TOPIC-PARTITION`, relative to the log directory.
    pub(super) directory: String,
    pub(super) config: Arc<LogConfig>,
    pub(super) rng: Rng,
    /// Never empty; sorted by base offset; the last one is active.
    pub(super) segments: Vec<Segment>,
    pub(super) log_start_offset: Offset,
    pub(super) log_end_offset: Offset,
    pub(super) producers: ProducerState,
    /// Offsets of the producer snapshots on disk, sorted.
    pub(super) snapshots: Vec<Offset>,
    pub(super) epochs: LeaderEpochs,
    pub(super) sync: SyncState,
    pub(super) flush: FlushClock,
    /// Everything before it was compacted.
    pub(super) first_dirty_offset: Offset,
    /// Base offset of the closed segment that was read last and has files open.
    pub(super) open_segment: Option<Offset>,
}

impl Log {
    /// The partition's directory, relative to the log directory.
    #[must_use]
    pub fn directory(&self) -> &str {
        &self.directory
    }

    /// First offset that can be read.
    #[must_use]
    pub fn log_start_offset(&self) -> Offset {
        self.log_start_offset
    }

    /// Offset of the next record.
    #[must_use]
    pub fn log_end_offset(&self) -> Offset {
        self.log_end_offset
    }

    /// Up to here consumers of committed records may read: the high watermark, or the first offset
    /// that may still turn out to be of an aborted transaction.
    #[must_use]
    pub fn last_stable_offset(&self, high_watermark: Offset) -> Offset {
        match self.producers.first_unstable_offset() {
            Some(unstable) => unstable.max(self.log_start_offset).min(high_watermark),
            None => high_watermark,
        }
    }

    /// Takes in that everything below `high_watermark` is replicated: the markers there count.
    pub fn replicated(&mut self, high_watermark: Offset) {
        self.producers.replicated(high_watermark);
    }

    /// Everything before this offset has been synced: recovery starts here. To be written to
    /// `recovery-point-offset-checkpoint`.
    #[must_use]
    pub fn recovery_point(&self) -> Offset {
        self.sync.recovery_point()
    }

    /// Whether a closed segment is not safe on the device yet. Compaction waits for it, and recovery
    /// would read it.
    #[must_use]
    pub fn has_unsynced_segments(&self) -> bool {
        self.recovery_point() < self.segments[self.active_index()].base_offset()
    }

    /// Bytes of all segments.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.segments.iter().map(Segment::size).sum()
    }

    /// Number of segments, the active one included.
    #[must_use]
    pub fn segment_count(&self) -> usize {
        self.segments.len()
    }

    /// The leader epochs that wrote the log.
    #[must_use]
    pub fn leader_epochs(&self) -> &LeaderEpochs {
        &self.epochs
    }

    /// The producers that wrote to the log and have not expired.
    #[must_use]
    pub fn producers(&self) -> &ProducerState {
        &self.producers
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Arc<LogConfig> {
        &self.config
    }

    /// Takes on a changed configuration, from the next append on.
    pub fn set_config(&mut self, config: Arc<LogConfig>) {
        self.config = config;
    }

    /// Closes all files, for a log that is not used for now. Nothing else changes.
    pub fn close_files(&mut self) {
        for segment in &mut self.segments {
            segment.go_idle();
        }
        self.open_segment = None;
    }

    /// Number of files that are held open.
    #[must_use]
    pub fn open_files(&self) -> usize {
        self.segments.iter().map(Segment::open_files).sum()
    }

    /// Notes that a segment is read, and closes the files of the closed one that was read before.
    pub(super) fn opened(&mut self, index: usize) {
        let base_offset = self.segments[index].base_offset();
        if index == self.active_index() || self.open_segment == Some(base_offset) {
            return;
        }
        if let Some(earlier) = self.open_segment.replace(base_offset) {
            let earlier = self.segment_index(earlier);
            if earlier != self.active_index() {
                self.segments[earlier].go_idle();
            }
        }
    }

    /// Index of the segment whose base offset is the last at or before `offset`.
    pub(super) fn segment_index(&self, offset: Offset) -> usize {
        let after = self.segments.partition_point(|segment| segment.base_offset() <= offset);
        after.saturating_sub(1)
    }

    pub(super) fn active_index(&self) -> usize {
        assert!(!self.segments.is_empty(), "a log has at least one segment");
        self.segments.len() - 1
    }

    /// A segment together with where its files are: two parts of the log at once.
    pub(super) fn at(&mut self, index: usize) -> (&mut Segment, Place<'_>) {
        let segment = &mut self.segments[index];
        let base_offset = segment.base_offset();
        (segment, Place::new(&*self.disk, &self.directory, base_offset))
    }

    pub(super) fn place(&self, base_offset: Offset) -> Place<'_> {
        Place::new(&*self.disk, &self.directory, base_offset)
    }
}
