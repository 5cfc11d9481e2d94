//! Folders of new partitions, on their way to the device. Thousands may be made at once, while the metadata quorum
//! waits: so they are made durable afterwards. What a crash takes of them before that is made again, as the metadata
//! names the partitions.

use std::{io, sync::Arc};

use ottla_core::storage::{
    checkpoint::PARTITION_METADATA_FILE,
    disk::{DiskAction, DiskError},
};

use super::log_directory::LogDirectory;

/// Folders that are not durable yet.
#[derive(Debug, Default)]
pub struct NewFolders(Vec<(Arc<LogDirectory>, Vec<String>)>);

impl NewFolders {
    pub(super) fn add(&mut self, directory: &Arc<LogDirectory>, folder: String) {
        match self.0.iter_mut().find(|(of, _)| Arc::ptr_eq(of, directory)) {
            Some((_, folders)) => folders.push(folder),
            None => self.0.push((directory.clone(), vec![folder])),
        }
    }

    /// Makes them durable; gives the directories where that fails. Blocks.
    pub(super) fn sync(self) -> Vec<(Arc<LogDirectory>, DiskError)> {
        let failed = |(directory, folders): (Arc<LogDirectory>, Vec<String>)| {
            sync(&directory, &folders).err().map(|error| (directory, error))
        };
        self.0.into_iter().filter_map(failed).collect()
    }
}

fn sync(directory: &LogDirectory, folders: &[String]) -> Result<(), DiskError> {
    let disk = &directory.disk;
    for folder in folders {
        let metadata = format!("{folder}/{PARTITION_METADATA_FILE}");
        let file = match disk.open(&metadata) {
            Ok(file) => file,
            // Its topic was deleted again.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(DiskError::at(DiskAction::Open, &metadata)(error)),
        };
        match file.sync_data().and_then(|()| disk.sync_dir(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            synced => synced.map_err(DiskError::at(DiskAction::Sync, folder))?,
        }
    }
    disk.sync_dir("").map_err(DiskError::at(DiskAction::Sync, "the log directory"))
}
