//! How the last run of a node ended, directory by directory, and whether all of it ended well: only then may the
//! controller trust the replicas here to have what they had (KIP-966).

use std::sync::{Arc, atomic::Ordering};

use super::{
    directory::LastRun,
    log_directory::{LogDirectories, LogDirectory},
    metadata_damage::LastStop,
    startup::StartError,
};

/// What the last run left in each directory.
pub(super) struct LastRuns {
    runs: Vec<(Arc<LogDirectory>, LastRun)>,
}

impl LastRuns {
    /// Reads how the last run ended. A directory for partitions where that fails goes offline.
    pub(super) fn take(directories: &LogDirectories) -> Result<Self, StartError> {
        let mut runs = Vec::new();
        for directory in &directories.all {
            match LastRun::take(directory) {
                Ok(run) => runs.push((directory.clone(), run)),
                Err(source) if directory.used_for.has_metadata() => {
                    return Err(StartError::Directory {
                        directory: directory.path.clone(),
                        source,
                    });
                }
                Err(error) => leave_offline(directory, &error),
            }
        }
        Ok(Self { runs })
    }

    pub(super) fn of(&self, directory: &Arc<LogDirectory>) -> Option<&LastRun> {
        self.runs.iter().find(|(one, _)| Arc::ptr_eq(one, directory)).map(|(_, run)| run)
    }

    pub(super) fn metadata_stop(&self, directory: &Arc<LogDirectory>) -> LastStop {
        if self.of(directory).is_some_and(|run| run.clean) {
            LastStop::Clean
        } else {
            LastStop::Unclean
        }
    }

    /// The broker epoch of the last run, if it closed every directory for partitions. One that was offline then, or
    /// is now, may have lost what the controller would trust the replicas in it to have.
    pub(super) fn broker_epoch(&self, directories: &LogDirectories) -> Option<i64> {
        if !directories.are_all_online() {
            return None;
        }
        let used = directories.all.iter().filter(|one| one.used_for.has_partitions());
        let mut epochs = used.map(|one| self.of(one).and_then(LastRun::broker_epoch));
        let first = epochs.next()??;
        epochs.all(|epoch| epoch == Some(first)).then_some(first)
    }
}

/// Says of a directory that it cannot be used in this run.
pub(super) fn leave_offline(directory: &LogDirectory, error: &dyn std::fmt::Display) {
    directory.offline.store(true, Ordering::Release);
    tracing::error!(
        "log directory {} is offline: {error}; its partitions answer KAFKA_STORAGE_ERROR until the broker is restarted and can use it",
        directory.path()
    );
}

#[cfg(test)]
mod tests {
    use ottla_core::{model::Uuid, storage::disk::MemoryDisk};

    use super::*;
    use crate::engine::{directory::write_clean_shutdown, log_directory::DirectoryUse};

    /// Directories that the runs of these epochs have closed last.
    fn directories(closed: &[Option<i64>]) -> LogDirectories {
        let all = closed.iter().enumerate().map(|(number, closed)| {
            let disk = Arc::new(MemoryDisk::new());
            if let Some(epoch) = closed {
                write_clean_shutdown(&*disk, *epoch).unwrap();
            }
            Arc::new(LogDirectory {
                path: format!("/{number}"),
                id: Uuid([number as u8 + 1; 16]),
                disk,
                used_for: if number == 0 { DirectoryUse::Both } else { DirectoryUse::Partitions },
                offline: false.into(),
                unopened: false.into(),
                checkpoints: Default::default(),
                gone: Default::default(),
            })
        });
        LogDirectories { all: all.collect(), unusable: Vec::new() }
    }

    #[test]
    fn a_run_has_ended_well_if_it_closed_all_directories() {
        for (closed, epoch) in [
            (&[Some(7)][..], Some(7)),
            (&[Some(7), Some(7)], Some(7)),
            (&[None], None),
            (&[Some(7), None], None),
            (&[Some(7), Some(5)], None),
        ] {
            let directories = directories(closed);
            let runs = LastRuns::take(&directories).unwrap();
            assert_eq!(runs.broker_epoch(&directories), epoch, "{closed:?}");
        }
    }

    #[test]
    fn a_directory_that_cannot_be_used_may_have_lost_something() {
        let mut directories = directories(&[Some(7), Some(7)]);
        let runs = LastRuns::take(&directories).unwrap();
        directories.unusable.push("/2".to_owned());
        assert_eq!(runs.broker_epoch(&directories), None);
        directories.unusable.clear();
        directories.all[1].offline.store(true, Ordering::Release);
        assert_eq!(runs.broker_epoch(&directories), None);
    }
}
