//! Deleting in two steps, as Apache Kafka does: files get the suffix `.deleted` (a whole log gets
//! another directory name) at once, and go when nobody should be reading them any more.

use std::{io, sync::Arc};

use super::{Log, deleted_directory_name};
use crate::{
    model::{Moment, Now, Offset, Uuid},
    storage::{
        disk::{Disk, DiskAction, DiskError, EntryKind},
        segment::{DELETED_SUFFIX, FileKind},
    },
};

/// Files or a directory that go after `file.delete.delay.ms`. Readers that hold slices of them are
/// not disturbed. One that is dropped and not run is done at the next start.
#[derive(Debug)]
#[must_use]
pub struct Deletion {
    disk: Arc<dyn Disk>,
    due: Moment,
    paths: Vec<(String, EntryKind)>,
}

impl Deletion {
    /// When to run it.
    #[must_use]
    pub fn due(&self) -> Moment {
        self.due
    }

    /// Deletes. Blocks for as long as the disk takes; run it without the log's lock.
    ///
    /// # Errors
    /// What the disk said. What is gone already is no error.
    pub fn run(self) -> Result<(), DiskError> {
        for (path, kind) in &self.paths {
            let result = match kind {
                EntryKind::File { .. } => self.disk.remove(path),
                EntryKind::Directory => self.disk.remove_dir_all(path),
            };
            match result {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(DiskError::at(DiskAction::Remove, path)(error)),
            }
        }
        Ok(())
    }
}

impl Log {
    /// Deletes the whole log: its directory is renamed to `TOPIC-PARTITION.ID-delete` at once, and
    /// goes later. `unique` makes the name new, so that the topic can be made again at once.
    ///
    /// # Errors
    /// What the disk said; the log is still there then.
    pub fn delete(&mut self, unique: Uuid, now: Now) -> Result<Deletion, DiskError> {
        let to = deleted_directory_name(&self.directory, unique);
        self.close_files();
        self.disk
            .rename(&self.directory, &to)
            .map_err(DiskError::at(DiskAction::Rename, &self.directory))?;
        Ok(Deletion {
            disk: Arc::clone(&self.disk),
            due: now.monotonic + self.config.file_delete_delay,
            paths: vec![(to, EntryKind::Directory)],
        })
    }

    /// Gives the files of segments that left the log the suffix `.deleted`.
    pub(super) fn mark_deleted(
        &mut self,
        base_offsets: &[Offset],
        now: Now,
    ) -> Result<Option<Deletion>, DiskError> {
        let deletion = self.mark_files_deleted(base_offsets, &FileKind::ALL, now)?;
        self.snapshots.retain(|offset| !base_offsets.contains(offset));
        Ok(deletion)
    }

    /// The same for some kinds of files.
    pub(super) fn mark_files_deleted(
        &mut self,
        base_offsets: &[Offset],
        kinds: &[FileKind],
        now: Now,
    ) -> Result<Option<Deletion>, DiskError> {
        let mut paths = Vec::new();
        for base_offset in base_offsets {
            let place = self.place(*base_offset);
            for kind in kinds {
                let path = place.path(*kind);
                let to = format!("{path}{DELETED_SUFFIX}");
                match self.disk.rename(&path, &to) {
                    Ok(()) => paths.push((to, EntryKind::File { length: 0 })),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(DiskError::at(DiskAction::Rename, &path)(error)),
                }
            }
        }
        self.sync.names_changed();
        let due = now.monotonic + self.config.file_delete_delay;
        Ok((!paths.is_empty()).then(|| Deletion { disk: Arc::clone(&self.disk), due, paths }))
    }
}
