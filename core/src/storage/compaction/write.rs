//! Writes the new segment of a group: batches are collected and written together, the indexes grow
//! with them.

use std::{mem, sync::Arc};

use super::{CleanedSegment, CompactionError, SourceSegment};
use crate::{
    model::Offset,
    protocol::records::{BatchHeader, RewrittenBatch},
    storage::{
        disk::{Disk, DiskAction},
        index::AbortedTransaction,
        segment::{CLEANED_SUFFIX, FileKind, FileToSync, Place, Segment},
    },
};

/// Bytes that are written at once.
const BUFFER_BYTES: usize = 1024 * 1024;

#[derive(Debug)]
pub(super) struct SegmentWriter {
    disk: Arc<dyn Disk>,
    directory: String,
    segment: Segment,
    replaces: Vec<Offset>,
    index_interval_bytes: u64,
    buffer: Vec<u8>,
    headers: Vec<BatchHeader>,
}

impl SegmentWriter {
    /// Starts the segment that takes the place of `sources`, of which there is at least one.
    pub(super) fn begin(
        disk: &Arc<dyn Disk>,
        directory: &str,
        sources: &[SourceSegment],
        index_interval_bytes: u64,
    ) -> Result<Self, CompactionError> {
        let first = &sources[0];
        let mut segment = Segment::new(first.base_offset, 0, first.created, first.roll_jitter);
        let place = Place::new(&**disk, directory, first.base_offset).with_suffix(CLEANED_SUFFIX);
        for kind in FileKind::OF_SEGMENT {
            // Leftovers of a compaction that failed.
            place.remove_if_there(kind)?;
        }
        segment.make_ready(place)?;
        segment.make_ready_for_marker(place)?;
        Ok(Self {
            disk: Arc::clone(disk),
            directory: directory.to_owned(),
            segment,
            replaces: sources.iter().map(|source| source.base_offset).collect(),
            index_interval_bytes,
            buffer: Vec::new(),
            headers: Vec::new(),
        })
    }

    /// Adds a batch as it is.
    pub(super) fn copy(
        &mut self,
        header: &BatchHeader,
        batch: &[u8],
    ) -> Result<(), CompactionError> {
        self.buffer.extend_from_slice(batch);
        self.headers.push(*header);
        self.write_if_full()
    }

    /// Adds a batch that was written again.
    pub(super) fn add(&mut self, batch: &RewrittenBatch) -> Result<(), CompactionError> {
        self.buffer.extend_from_slice(batch.header.as_bytes());
        self.buffer.extend_from_slice(&batch.body);
        self.headers.push(batch.header.header());
        self.write_if_full()
    }

    /// Takes in aborted transactions whose markers were added.
    pub(super) fn aborted(
        &mut self,
        aborted: Vec<AbortedTransaction>,
    ) -> Result<(), CompactionError> {
        for transaction in aborted {
            let place = place(&*self.disk, &self.directory, self.segment.base_offset());
            self.segment.make_ready_for_marker(place)?;
            self.segment.aborted(transaction);
        }
        Ok(())
    }

    /// Bytes that were added so far.
    pub(super) fn size(&self) -> u64 {
        self.segment.size() + self.buffer.len() as u64
    }

    /// Makes the segment safe on the disk. Blocks.
    pub(super) fn finish(mut self) -> Result<CleanedSegment, CompactionError> {
        self.write()?;
        let place = place(&*self.disk, &self.directory, self.segment.base_offset());
        self.segment.seal(place)?;
        self.segment.needs_sync();
        let mut files = Vec::new();
        self.segment.files_to_sync(place, &mut files)?;
        for FileToSync { kind, file } in files {
            file.sync_data().map_err(place.failed(DiskAction::Sync, kind))?;
        }
        self.segment.go_idle();
        Ok(CleanedSegment {
            segment: self.segment,
            replaces: self.replaces,
            disk: self.disk,
            directory: self.directory,
        })
    }

    fn write_if_full(&mut self) -> Result<(), CompactionError> {
        if self.buffer.len() >= BUFFER_BYTES { self.write() } else { Ok(()) }
    }

    fn write(&mut self) -> Result<(), CompactionError> {
        let size = self.size();
        if size > i32::MAX as u64 {
            return Err(CompactionError::TooLarge { size });
        }
        let place = place(&*self.disk, &self.directory, self.segment.base_offset());
        let headers = mem::take(&mut self.headers);
        self.segment.make_ready(place)?;
        let interval = self.index_interval_bytes;
        self.segment.append(place, &[&self.buffer], headers.iter(), interval)?;
        self.buffer.clear();
        Ok(())
    }
}

fn place<'a>(disk: &'a dyn Disk, directory: &'a str, base_offset: Offset) -> Place<'a> {
    Place::new(disk, directory, base_offset).with_suffix(CLEANED_SUFFIX)
}
