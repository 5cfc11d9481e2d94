//! Finds batches in a segment: by offset, and the batch boundary before a position. What the
//! indexes say is checked against the batch that they point to; an index that lies is built again.

use std::ops::ControlFlow;

use super::{BatchAt, BatchScan, Place, ScanError, Segment, SegmentError};
use crate::{model::Offset, storage::index::OffsetEntry};

/// Readers whose next batch is remembered.
const HINTS_MAX: usize = 4;

/// Where the readers that go through the segment in order stopped: offset and position of the next
/// batch, so that they need no lookup to go on.
#[derive(Debug, Default)]
pub(super) struct Hints {
    next: [Option<(Offset, u32)>; HINTS_MAX],
    oldest: u8,
}

impl Hints {
    fn find(&self, offset: Offset) -> Option<u64> {
        let hint = self.next.iter().flatten().find(|(next, _)| *next == offset);
        hint.map(|(_, position)| u64::from(*position))
    }

    /// Remembers where a reader goes on that came by `from`.
    fn put(&mut self, from: Offset, next: Offset, position: u32) {
        let same_reader =
            self.next.iter().position(|hint| hint.is_some_and(|(offset, _)| offset == from));
        let slot = same_reader.unwrap_or(usize::from(self.oldest));
        self.next[slot] = Some((next, position));
        if same_reader.is_none() {
            self.oldest = (self.oldest + 1) % HINTS_MAX as u8;
        }
    }
}

/// Where a walk starts.
pub(super) enum Start {
    /// At a batch that is known to be there.
    Position(u64),
    /// At the batch that an index entry names, if it does.
    Entry(OffsetEntry),
}

/// A batch that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// Position of its first byte.
    pub position: u64,
    /// Position after its last byte.
    pub end: u64,
    /// Its base offset.
    pub base_offset: Offset,
    /// Its last offset.
    pub last_offset: Offset,
}

impl From<BatchAt> for Located {
    fn from(batch: BatchAt) -> Self {
        Self {
            position: batch.position,
            end: batch.end(),
            base_offset: batch.header.base_offset,
            last_offset: batch.header.last_offset(),
        }
    }
}

/// A place between two batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Position in the file.
    pub position: u64,
    /// All records before the position have smaller offsets, all after it have this or larger ones.
    pub next_offset: Offset,
}

impl Segment {
    /// The first batch whose last offset is at least `offset`; `None` if there is none.
    ///
    /// # Errors
    /// If the segment holds something else than batches, or the disk failed.
    pub fn locate(
        &mut self,
        place: Place<'_>,
        offset: Offset,
    ) -> Result<Option<Located>, SegmentError> {
        let relative = (offset - self.base_offset()).max(0);
        let Ok(relative) = u32::try_from(relative) else { return Ok(None) };
        if let Some((batch, end)) = self.recent.containing(relative, self.size as u32) {
            let base = self.base_offset();
            return Ok(Some(Located {
                position: u64::from(batch.position),
                end: u64::from(end),
                base_offset: base + i64::from(batch.first),
                last_offset: base + i64::from(batch.last),
            }));
        }
        let from = match self.hints.find(offset) {
            Some(position) => Start::Position(position),
            None => match self.offset_index.at_or_before_offset(place, relative)? {
                Some(entry) => Start::Entry(entry),
                None => Start::Position(0),
            },
        };
        let mut found = None;
        self.walk(place, from, |batch| {
            if batch.header.last_offset() < offset {
                return ControlFlow::Continue(());
            }
            found = Some(Located::from(*batch));
            ControlFlow::Break(())
        })?;
        Ok(found)
    }

    /// The last boundary at or before `position`, not before `start`, which must be the start of
    /// the batch that a reader asked for with the offset `from`.
    ///
    /// # Errors
    /// If the segment holds something else than batches, or the disk failed.
    pub fn boundary_before(
        &mut self,
        place: Place<'_>,
        start: &Located,
        from: Offset,
        position: u64,
    ) -> Result<Boundary, SegmentError> {
        let boundary = self.find_boundary(place, start, position)?;
        self.hints.put(from, boundary.next_offset, boundary.position as u32);
        Ok(boundary)
    }

    fn find_boundary(
        &mut self,
        place: Place<'_>,
        start: &Located,
        position: u64,
    ) -> Result<Boundary, SegmentError> {
        if let Some((batch, end)) = self.recent.at_position(position as u32, self.size as u32) {
            let base = self.base_offset();
            return Ok(if u64::from(end) <= position {
                Boundary { position: end.into(), next_offset: base + i64::from(batch.last) + 1 }
            } else {
                let next_offset = base + i64::from(batch.first);
                Boundary { position: batch.position.into(), next_offset }
            });
        }
        let from = match self.offset_index.at_or_before_position(place, position as u32)? {
            Some(entry) if u64::from(entry.position) > start.position => Start::Entry(entry),
            Some(_) | None => Start::Position(start.position),
        };
        let mut boundary = Boundary { position: start.end, next_offset: start.last_offset + 1 };
        self.walk(place, from, |batch| {
            if batch.position <= start.position {
                return ControlFlow::Continue(());
            }
            if batch.end() > position {
                let next_offset = batch.header.base_offset;
                boundary = Boundary { position: batch.position, next_offset };
                return ControlFlow::Break(());
            }
            boundary = Boundary { position: batch.end(), next_offset: batch.next_offset() };
            ControlFlow::Continue(())
        })?;
        Ok(boundary)
    }

    /// Hands batch after batch to `visit` until it breaks. If an index entry does not name the
    /// batch that it points to, the indexes are built again, and the walk starts over at the
    /// first byte.
    pub(super) fn walk(
        &mut self,
        place: Place<'_>,
        from: Start,
        mut visit: impl FnMut(&BatchAt) -> ControlFlow<()>,
    ) -> Result<(), SegmentError> {
        let file = self.log_file(place)?;
        let (start, mut named) = match from {
            Start::Position(position) => (position, None),
            Start::Entry(entry) => {
                let offset = self.base_offset() + i64::from(entry.relative_offset);
                (entry.position.into(), Some(offset))
            }
        };
        let mut scan = BatchScan::new(&*file, start, self.size);
        loop {
            let named = named.take();
            match scan.next_batch() {
                Ok(Some(batch))
                    if named.is_none_or(|offset| offset == batch.header.last_offset()) =>
                {
                    if visit(&batch).is_break() {
                        return Ok(());
                    }
                }
                Ok(Some(_)) | Err(ScanError::NotABatch { .. }) if named.is_some() => break,
                Ok(_) => return Ok(()),
                Err(error) => return Err(SegmentError::scan(place)(error)),
            }
        }
        self.rebuild_indexes(place)?;
        self.walk(place, Start::Position(0), visit)
    }
}
