//! One compaction of one log: first the keys of the dirty part are noted, then all segments up to
//! there are written again without what is superseded. It goes on in steps of a bounded size, reads
//! closed segments, and never needs the log's lock; the log takes each new segment in.

use std::{mem, ops::Range};

use super::{
    CleanedSegment, CompactionPlan, OffsetMap,
    sources::{self, SegmentLimits},
    transactions::{CleanedTransactions, Verdict},
    write::SegmentWriter,
};
use crate::{
    model::{Offset, Rng, Timestamp},
    protocol::records::{
        BatchHeader, Codecs, EndMarker, Keep, RecordIter, RecordRef, RewriteError, RewrittenBatch,
    },
    storage::{
        disk::{DiskAction, DiskError},
        segment::{BatchAt, FileKind, Invalid, SegmentError, Verified, Verifier, file_path},
    },
};

/// Why a compaction ended early. The log is as it was, but for the segments that were taken in.
#[derive(Debug, thiserror::Error)]
pub enum CompactionError {
    /// A segment holds something that is no valid batch.
    #[error("{file}: the batch at byte {position} is not valid: {reason}")]
    Invalid {
        /// The `.log` file.
        file: String,
        /// Where in the file.
        position: u64,
        /// What is wrong.
        reason: Invalid,
    },
    /// The records of a batch cannot be read.
    #[error("the batch at offset {offset} cannot be compacted: {error}")]
    Batch {
        /// Its base offset.
        offset: Offset,
        /// What is wrong.
        error: RewriteError,
    },
    /// Recompressed records take more room than a segment has.
    #[error("a compacted segment would have {size} bytes, more than the 2 GiB that it may")]
    TooLarge {
        /// What it would have.
        size: u64,
    },
    /// A segment cannot be read or written.
    #[error(transparent)]
    Segment(#[from] SegmentError),
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl CompactionError {
    /// What the disk said, if it is that.
    #[must_use]
    pub fn disk_error(&self) -> Option<&DiskError> {
        match self {
            Self::Segment(error) => error.disk_error(),
            Self::Disk(error) => Some(error),
            Self::Invalid { .. } | Self::Batch { .. } | Self::TooLarge { .. } => None,
        }
    }
}

/// What a compaction has done so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompactionReport {
    /// Keys of the dirty part.
    pub keys: usize,
    /// Bytes of the segments that were written again.
    pub bytes_before: u64,
    /// Bytes of what they became.
    pub bytes_after: u64,
    /// Records that were looked at in those segments.
    pub records_before: u64,
    /// Records that stayed.
    pub records_after: u64,
    /// Everything before this offset is compacted now.
    pub end_offset: Offset,
}

/// How far a step has come.
#[derive(Debug)]
pub enum CompactionProgress {
    /// There is more to do.
    More,
    /// A segment is ready: the log has to take it in before the next step.
    Replace(Box<CleanedSegment>),
    /// Everything is done.
    Done(CompactionReport),
}

/// What a step did.
#[derive(Debug)]
pub struct Step {
    /// Bytes that were read and written, for a throttle.
    pub bytes: u64,
    /// How far it has come.
    pub progress: CompactionProgress,
}

#[derive(Debug)]
enum Phase {
    /// Notes the keys of the dirty part, segment by segment.
    Keys { segment: usize },
    /// Writes the groups of segments again.
    Groups { group: usize },
}

/// A compaction.
#[derive(Debug)]
pub struct Compaction {
    plan: CompactionPlan,
    map: OffsetMap,
    phase: Phase,
    reader: Option<Verifier>,
    transactions: CleanedTransactions,
    groups: Vec<Range<usize>>,
    writer: Option<SegmentWriter>,
    /// Segment that is read, within the plan.
    source: usize,
    /// Everything before this offset will be compacted.
    end_offset: Offset,
    report: CompactionReport,
}

impl Compaction {
    /// Begins. `map_bytes` bounds the memory for keys; what does not fit waits for the next
    /// compaction.
    #[must_use]
    pub fn begin(plan: CompactionPlan, map_bytes: usize, rng: &mut Rng) -> Self {
        let dirty = (plan.first_uncleanable_offset - plan.first_dirty_offset).max(0) as u64;
        let first = plan
            .segments
            .iter()
            .position(|segment| segment.end_offset > plan.first_dirty_offset)
            .unwrap_or(plan.segments.len());
        // The markers of the others are not read here: they would seem to go on.
        let from = plan.segments.get(first).map_or(plan.first_dirty_offset, |it| it.base_offset);
        let aborted = plan.aborted.iter().filter(|aborted| aborted.last_offset >= from);
        let aborted = aborted.copied().collect();
        Self {
            map: OffsetMap::new(map_bytes, dirty, rng),
            phase: Phase::Keys { segment: first },
            reader: None,
            transactions: CleanedTransactions::new(aborted),
            groups: Vec::new(),
            writer: None,
            source: 0,
            end_offset: plan.first_dirty_offset,
            report: CompactionReport {
                keys: 0,
                bytes_before: 0,
                bytes_after: 0,
                records_before: 0,
                records_after: 0,
                end_offset: plan.first_dirty_offset,
            },
            plan,
        }
    }

    /// Goes on until about `budget` bytes were read, or a segment is ready. Blocks on the disk.
    ///
    /// # Errors
    /// See [`CompactionError`]; the compaction is over then.
    pub fn step(&mut self, budget: u64, codecs: &mut Codecs) -> Result<Step, CompactionError> {
        match self.phase {
            Phase::Keys { segment } => self.note_keys(segment, budget, codecs),
            Phase::Groups { group } => self.write_group(group, budget, codecs),
        }
    }

    fn note_keys(
        &mut self,
        segment: usize,
        budget: u64,
        codecs: &mut Codecs,
    ) -> Result<Step, CompactionError> {
        let uncleanable = self.plan.first_uncleanable_offset;
        let next = self.plan.segments.get(segment);
        if next.is_none_or(|next| next.base_offset >= uncleanable) {
            // Offsets behind the last batch are of none.
            self.map.seen(uncleanable + -1);
            return Ok(self.begin_groups(0));
        }
        let mut reader = self.reader_of(segment);
        let mut bytes = 0;
        while bytes < budget {
            let Some((batch, marker)) = self.next_batch(segment, &mut reader)? else {
                self.phase = Phase::Keys { segment: segment + 1 };
                return Ok(Step { bytes, progress: CompactionProgress::More });
            };
            if batch.header.base_offset >= uncleanable {
                self.map.seen(uncleanable + -1);
                return Ok(self.begin_groups(bytes));
            }
            bytes += batch.header.size as u64;
            if self.note_batch(&batch.header, marker, reader.bytes(&batch), codecs)? == Room::Full {
                return Ok(self.begin_groups(bytes));
            }
        }
        self.reader = Some(reader);
        Ok(Step { bytes, progress: CompactionProgress::More })
    }

    fn note_batch(
        &mut self,
        header: &BatchHeader,
        marker: Option<EndMarker>,
        bytes: &[u8],
        codecs: &mut Codecs,
    ) -> Result<Room, CompactionError> {
        let verdict = self.transactions.read(header, marker);
        let is_dirty = header.last_offset() >= self.plan.first_dirty_offset;
        if is_dirty && !header.attributes.is_control() && verdict == Verdict::Consider {
            let failed = |error| CompactionError::Batch { offset: header.base_offset, error };
            let body = sources::body(header, bytes, codecs).map_err(failed)?;
            for record in RecordIter::new(&body, header.record_count) {
                let record = record.map_err(|error| failed(error.into()))?;
                let offset = header.offset_at(record.offset_delta);
                let Some(key) = record.key else { continue };
                if offset >= self.plan.first_dirty_offset && self.map.put(key, offset).is_err() {
                    return Ok(Room::Full);
                }
            }
        }
        self.map.seen(header.last_offset());
        Ok(Room::Left)
    }

    /// The keys are known: from now on segments are written.
    fn begin_groups(&mut self, bytes: u64) -> Step {
        let plan = &self.plan;
        self.end_offset = self.map.latest().map_or(plan.first_dirty_offset, |latest| latest + 1);
        let end = self.end_offset.max(plan.first_dirty_offset);
        let count = plan.segments.partition_point(|segment| segment.base_offset < end);
        let limits = SegmentLimits {
            bytes: plan.segment_bytes,
            index_bytes: plan.segment_index_bytes,
            index_interval_bytes: plan.index_interval_bytes,
        };
        self.groups = sources::group(&plan.segments[..count], limits);
        self.transactions = CleanedTransactions::new(plan.aborted.clone());
        self.reader = None;
        self.report.keys = self.map.len();
        self.report.end_offset = self.end_offset;
        self.phase = Phase::Groups { group: 0 };
        Step { bytes, progress: CompactionProgress::More }
    }

    fn write_group(
        &mut self,
        group: usize,
        budget: u64,
        codecs: &mut Codecs,
    ) -> Result<Step, CompactionError> {
        let Some(range) = self.groups.get(group).cloned() else {
            return Ok(Step { bytes: 0, progress: CompactionProgress::Done(self.report) });
        };
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                self.source = range.start;
                let plan = &self.plan;
                let sources = &plan.segments[range.clone()];
                let interval = plan.index_interval_bytes;
                SegmentWriter::begin(&plan.disk, &plan.directory, sources, interval)?
            }
        };
        let mut bytes = 0;
        while bytes < budget {
            if self.source == range.end {
                bytes += writer.size();
                self.report.bytes_after += writer.size();
                self.phase = Phase::Groups { group: group + 1 };
                let cleaned = Box::new(writer.finish()?);
                return Ok(Step { bytes, progress: CompactionProgress::Replace(cleaned) });
            }
            let mut reader = self.reader_of(self.source);
            let Some((batch, marker)) = self.next_batch(self.source, &mut reader)? else {
                self.source += 1;
                continue;
            };
            bytes += batch.header.size as u64;
            self.report.bytes_before += batch.header.size as u64;
            self.write_batch(&batch.header, marker, reader.bytes(&batch), &mut writer, codecs)?;
            self.reader = Some(reader);
        }
        self.writer = Some(writer);
        Ok(Step { bytes, progress: CompactionProgress::More })
    }

    fn write_batch(
        &mut self,
        header: &BatchHeader,
        marker: Option<EndMarker>,
        bytes: &[u8],
        writer: &mut SegmentWriter,
        codecs: &mut Codecs,
    ) -> Result<(), CompactionError> {
        let verdict = self.transactions.read(header, marker);
        writer.aborted(self.transactions.take_kept())?;
        if header.base_offset >= self.plan.first_uncleanable_offset {
            // How its transaction ended may not be safe yet.
            return writer.copy(header, bytes);
        }
        self.report.records_before += header.record_count.max(0) as u64;
        let horizon = horizon(header);
        let failed = |error| CompactionError::Batch { offset: header.base_offset, error };
        if header.attributes.is_control() {
            let passed = horizon.is_some_and(|horizon| horizon <= self.plan.now.wall);
            if verdict == Verdict::Discard && passed {
                return self.place_only(header, writer);
            }
            self.report.records_after += header.record_count.max(0) as u64;
            if verdict == Verdict::Consider || horizon.is_some() {
                return writer.copy(header, bytes);
            }
            let body = sources::body(header, bytes, codecs).map_err(failed)?;
            let horizon = Some(self.new_horizon());
            let keep = |_: &RecordRef<'_>| Keep::Yes;
            let batch = RewrittenBatch::keeping(header, &body, horizon, keep, codecs);
            return writer.add(&batch.map_err(failed)?);
        }
        if verdict == Verdict::Discard {
            return self.place_only(header, writer);
        }
        let body = sources::body(header, bytes, codecs).map_err(failed)?;
        let (mut kept, mut tombstones) = (0, 0);
        for record in RecordIter::new(&body, header.record_count) {
            let record = record.map_err(|error| failed(error.into()))?;
            if self.judge(header, &record) == Keep::Yes {
                kept += 1;
                tombstones += i32::from(record.value.is_none());
            }
        }
        self.report.records_after += u64::from(kept as u32);
        if kept == 0 {
            return self.place_only(header, writer);
        }
        let new_horizon = (tombstones > 0 && horizon.is_none()).then(|| self.new_horizon());
        if kept == header.record_count && new_horizon.is_none() {
            return writer.copy(header, bytes);
        }
        let keep = |record: &RecordRef<'_>| self.judge(header, record);
        let batch = RewrittenBatch::keeping(header, &body, new_horizon, keep, codecs);
        writer.add(&batch.map_err(failed)?)
    }

    /// No record of a batch stays. The batch itself does, empty, if its sequences or its last offset
    /// are still needed.
    fn place_only(
        &self,
        header: &BatchHeader,
        writer: &mut SegmentWriter,
    ) -> Result<(), CompactionError> {
        let ends_range = header.last_offset() + 1 == self.end_offset;
        if ends_range || self.is_last_of_producer(header) {
            return writer.add(&RewrittenBatch::empty(header));
        }
        Ok(())
    }

    fn is_last_of_producer(&self, header: &BatchHeader) -> bool {
        let Some(producer) = self.plan.producers.get(&header.producer_id) else { return false };
        match producer.last_data_offset {
            Some(offset) => header.last_offset() == offset,
            None => header.attributes.is_control() && header.producer_epoch == producer.epoch,
        }
    }

    fn judge(&self, header: &BatchHeader, record: &RecordRef<'_>) -> Keep {
        let offset = header.offset_at(record.offset_delta);
        if offset >= self.end_offset {
            return Keep::Yes;
        }
        // Without a key nothing can take its place, nor can it be found: Kafka drops it.
        let Some(key) = record.key else { return Keep::No };
        let superseded = self.map.get(key).is_some_and(|last| offset < last);
        let waits = horizon(header).is_none_or(|horizon| self.plan.now.wall < horizon);
        if superseded || (record.value.is_none() && !waits) { Keep::No } else { Keep::Yes }
    }

    fn new_horizon(&self) -> Timestamp {
        let wait = i64::try_from(self.plan.delete_retention.as_millis()).unwrap_or(i64::MAX);
        Timestamp(self.plan.now.wall.0.saturating_add(wait))
    }

    fn reader_of(&mut self, segment: usize) -> Verifier {
        mem::take(&mut self.reader).unwrap_or_else(|| {
            let source = &self.plan.segments[segment];
            Verifier::new(source.file.clone(), 0, source.size)
        })
    }

    fn next_batch(
        &self,
        segment: usize,
        reader: &mut Verifier,
    ) -> Result<Option<(BatchAt, Option<EndMarker>)>, CompactionError> {
        let source = &self.plan.segments[segment];
        let file = || file_path(&self.plan.directory, source.base_offset, FileKind::Log);
        let position = reader.position();
        match reader
            .next_batch()
            .map_err(|error| DiskError::at(DiskAction::Read, &file())(error))?
        {
            Verified::Batch(batch, marker) => Ok(Some((batch, marker))),
            Verified::End => Ok(None),
            Verified::Invalid(reason) => {
                Err(CompactionError::Invalid { file: file(), position, reason })
            }
        }
    }
}

/// When the tombstones and markers of a batch may go, if that is known.
fn horizon(header: &BatchHeader) -> Option<Timestamp> {
    header.attributes.has_delete_horizon().then_some(header.base_timestamp)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Left,
    Full,
}
