//! Opens and locks the log directories that the settings name. One that another process uses ends the
//! start; one that cannot be made or locked is left to the engine, which can do without some.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use ottla_core::storage::disk::{DirectoryLock, Disk, MemoryDisk};

use super::{broker::StartError, disk::FileDisk};
use crate::engine::{DirectoryUse, NodeDirectory, Settings};

/// The locks of the directories. Dropping them lets others in.
pub(super) type Locks = Vec<Box<dyn DirectoryLock>>;

/// The directories of `settings`, each on its disk; `mounts` are those that are no real ones.
pub(super) fn open(
    settings: &Settings,
    mounts: &[(PathBuf, Arc<dyn Disk>)],
) -> Result<(Vec<NodeDirectory>, Locks), StartError> {
    let Some(first) = settings.directories.first() else {
        let path = "(memory)".to_owned();
        let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
        let used_for = DirectoryUse::Both;
        return Ok((vec![NodeDirectory { path, disk: Ok(disk), used_for }], Vec::new()));
    };
    let metadata = settings.metadata_directory.as_ref().unwrap_or(first);
    let mut wanted: Vec<(&PathBuf, DirectoryUse)> = Vec::new();
    for directory in &settings.directories {
        let is_metadata = directory == metadata;
        let used_for = if is_metadata { DirectoryUse::Both } else { DirectoryUse::Partitions };
        wanted.push((directory, used_for));
    }
    if !settings.directories.contains(metadata) {
        wanted.push((metadata, DirectoryUse::Metadata));
    }
    let (mut directories, mut locks) = (Vec::new(), Locks::new());
    let count = wanted.len();
    for (directory, used_for) in wanted {
        let mounted = mounts.iter().find(|(path, _)| path == directory);
        let disk = match mounted {
            Some((_, disk)) => Ok(disk.clone()),
            None => open_files(directory, count, &mut locks),
        };
        if let Err(source) = disk.as_ref()
            && source.kind() == io::ErrorKind::WouldBlock
        {
            let source = io::Error::new(source.kind(), source.to_string());
            return Err(StartError::InUse { directory: directory.clone(), source });
        }
        let path = match mounted {
            Some(_) => directory.display().to_string(),
            None => whole(directory),
        };
        directories.push(NodeDirectory { path, disk, used_for });
    }
    Ok((directories, locks))
}

/// What operators are told and name again does not depend on where the process runs; so it is in Apache Kafka.
fn whole(directory: &Path) -> String {
    let path = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    path.display().to_string()
}

/// One of `count` directories, which share the files that may be open.
fn open_files(directory: &PathBuf, count: usize, locks: &mut Locks) -> io::Result<Arc<dyn Disk>> {
    let disk = FileDisk::open_one_of(directory, count)?;
    locks.push(disk.lock()?);
    Ok(Arc::new(disk))
}

#[cfg(test)]
mod tests {
    use ottla_core::model::config::BrokerEntries;

    use super::*;

    #[test]
    fn a_directory_is_called_by_its_whole_path() {
        let here = std::env::current_dir().unwrap();
        assert_eq!(whole(Path::new("one")), here.join("one").display().to_string());
        assert_eq!(whole(Path::new("/two")), "/two");
    }

    #[test]
    fn one_in_memory_is_called_as_it_is() {
        let mut entries = BrokerEntries::default();
        entries.set("log.dirs", "(memory)").unwrap();
        let settings = Settings::new(entries).unwrap();
        let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::new());
        let (directories, _) = open(&settings, &[(PathBuf::from("(memory)"), disk)]).unwrap();
        assert_eq!(directories[0].path, "(memory)");
    }
}
