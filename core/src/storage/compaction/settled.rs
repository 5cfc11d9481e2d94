//! The segment that a compaction has made of some others, safe on the disk under other names. Only when
//! the log takes it in does it get the names by which a start after a crash would take it for whole: a
//! topic that was deleted and made again may have the same folder.

use std::sync::Arc;

use crate::{
    model::Offset,
    storage::{
        disk::{Disk, DiskAction, DiskError},
        segment::{CLEANED_SUFFIX, FileKind, Place, SWAP_SUFFIX, Segment},
    },
};

/// A finished segment that takes the place of `replaces`. If it is not taken in, its files go
/// at the next start.
#[derive(Debug)]
pub struct CleanedSegment {
    pub(crate) segment: Segment,
    /// Base offsets of the segments that it takes the place of.
    pub(crate) replaces: Vec<Offset>,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) directory: String,
}

impl CleanedSegment {
    /// Gives the files the names by which a start after a crash knows that they are whole.
    pub(crate) fn offer(&self) -> Result<(), DiskError> {
        for kind in FileKind::OF_SEGMENT {
            self.rename(kind, CLEANED_SUFFIX, SWAP_SUFFIX)?;
        }
        Ok(())
    }

    /// Gives the files their own names, which those of the segments that they replace had.
    pub(crate) fn take_place(&self) -> Result<(), DiskError> {
        for kind in FileKind::OF_SEGMENT {
            self.rename(kind, SWAP_SUFFIX, "")?;
        }
        Ok(())
    }

    /// Deletes the files: what they were made of has gone meanwhile.
    ///
    /// # Errors
    /// What the disk said; the next start deletes them.
    pub fn discard(self) -> Result<(), DiskError> {
        for kind in FileKind::OF_SEGMENT {
            self.place(CLEANED_SUFFIX).remove_if_there(kind)?;
        }
        Ok(())
    }

    fn place(&self, suffix: &'static str) -> Place<'_> {
        let place = Place::new(&*self.disk, &self.directory, self.segment.base_offset());
        place.with_suffix(suffix)
    }

    fn rename(
        &self,
        kind: FileKind,
        from: &'static str,
        to: &'static str,
    ) -> Result<(), DiskError> {
        let (from, to) = (self.place(from).path(kind), self.place(to).path(kind));
        match self.disk.rename(&from, &to) {
            Ok(()) => Ok(()),
            Err(error)
                if error.kind() == std::io::ErrorKind::NotFound
                    && kind == FileKind::TransactionIndex =>
            {
                Ok(())
            }
            Err(error) => Err(DiskError::at(DiskAction::Rename, &from)(error)),
        }
    }
}
