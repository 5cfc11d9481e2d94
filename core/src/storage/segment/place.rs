//! Where a segment's files are: its disk, its partition's directory, its base offset. Paths are
//! made only when a file is opened or an error names it.

use std::{io, sync::Arc};

use super::{FileKind, file_path};
use crate::{
    model::Offset,
    storage::disk::{Disk, DiskAction, DiskError, DiskFile},
};

/// Where a segment's files are.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The log directory.
    pub disk: &'a dyn Disk,
    /// The partition's directory in it.
    pub directory: &'a str,
    /// The offset in the file names.
    pub base_offset: Offset,
    suffix: &'static str,
}

impl<'a> Place<'a> {
    /// Where the files of a segment are.
    #[must_use]
    pub fn new(disk: &'a dyn Disk, directory: &'a str, base_offset: Offset) -> Self {
        Self { disk, directory, base_offset, suffix: "" }
    }

    /// The same with something behind the file names, for files that are no part of the log yet.
    #[must_use]
    pub fn with_suffix(self, suffix: &'static str) -> Self {
        Self { suffix, ..self }
    }

    /// Path of one of the segment's files.
    #[must_use]
    pub fn path(&self, kind: FileKind) -> String {
        let mut path = file_path(self.directory, self.base_offset, kind);
        path.push_str(self.suffix);
        path
    }

    /// For `map_err`: says what was tried on which of the segment's files.
    pub fn failed(
        self,
        action: DiskAction,
        kind: FileKind,
    ) -> impl FnOnce(io::Error) -> DiskError + use<'a> {
        move |source| DiskError { action, path: self.path(kind), source }
    }

    /// Opens a file, made empty if there is none.
    ///
    /// # Errors
    /// What the disk said.
    pub fn create(&self, kind: FileKind) -> Result<Arc<dyn DiskFile>, DiskError> {
        let path = self.path(kind);
        self.disk.create(&path).map_err(DiskError::at(DiskAction::Create, &path))
    }

    /// Opens a file that should be there.
    ///
    /// # Errors
    /// What the disk said.
    pub fn open(&self, kind: FileKind) -> Result<Arc<dyn DiskFile>, DiskError> {
        let path = self.path(kind);
        self.disk.open(&path).map_err(DiskError::at(DiskAction::Open, &path))
    }

    /// Opens a file; `None` if there is none.
    ///
    /// # Errors
    /// What the disk said.
    pub fn open_if_there(&self, kind: FileKind) -> Result<Option<Arc<dyn DiskFile>>, DiskError> {
        let path = self.path(kind);
        match self.disk.open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DiskError::at(DiskAction::Open, &path)(error)),
        }
    }

    /// Deletes a file if there is one.
    ///
    /// # Errors
    /// What the disk said.
    pub fn remove_if_there(&self, kind: FileKind) -> Result<(), DiskError> {
        let path = self.path(kind);
        match self.disk.remove(&path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(DiskError::at(DiskAction::Remove, &path)(error)),
        }
    }
}
