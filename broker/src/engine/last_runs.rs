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
    use std::time::Duration;

    use ottla_core::{
        model::{Moment, Now, Rng, Timestamp, Uuid, config::BrokerEntries},
        storage::{
            checkpoint::{CLEAN_SHUTDOWN_FILE, CleanShutdown},
            disk::{Disk, MemoryDisk},
        },
    };

    use super::*;
    use crate::engine::{
        Node, NodeDirectory, NodeParts, Settings, directory::write_clean_shutdown,
        log_directory::DirectoryUse,
    };

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

    /// A run of a broker that waits for another voter and is stopped.
    fn wait_and_stop(disk: &Arc<MemoryDisk>) {
        let mut entries = BrokerEntries::default();
        for (key, value) in [
            ("node.id", "1"),
            ("log.dirs", "/d"),
            ("process.roles", "broker,controller"),
            ("controller.quorum.voters", "1@a:9093,2@b:9093"),
            ("listeners", "PLAINTEXT://a:9092,CONTROLLER://a:9093"),
        ] {
            entries.set(key, value).unwrap();
        }
        let disk: Arc<dyn Disk> = disk.clone();
        let parts = NodeParts {
            settings: Settings::new(entries).unwrap(),
            directories: vec![NodeDirectory {
                path: "/d".to_owned(),
                disk: Ok(disk),
                used_for: DirectoryUse::Both,
            }],
            rng: Rng::from_seed(1),
            endpoints: Vec::new(),
            controller_endpoints: Vec::new(),
            cluster_id: Some("MkU3OEVBNTcwNTJENDM2Qg".to_owned()),
        };
        let at = |monotonic| Now { monotonic, wall: Timestamp(1) };
        let node = Node::start(parts, at(Moment::default())).unwrap();
        let later = at(Moment::default() + Duration::from_secs(3_600));
        node.upkeep(later, &mut Default::default());
        node.stop(later);
    }

    /// What it has not opened may be as a crash has left it: to call that clean would leave it unrecovered.
    #[test]
    fn a_run_that_opens_no_partition_leaves_what_the_last_one_has_said() {
        let (crashed, closed) = (Arc::new(MemoryDisk::new()), Arc::new(MemoryDisk::new()));
        write_clean_shutdown(&*closed, 7).unwrap();
        for disk in [&crashed, &closed] {
            disk.write_atomically("recovery-point-offset-checkpoint", b"0\n1\nt 0 5\n").unwrap();
            wait_and_stop(disk);
            let checkpoint = disk.read("recovery-point-offset-checkpoint").unwrap();
            assert_eq!(checkpoint, &b"0\n1\nt 0 5\n"[..]);
        }
        let marker = |disk: &MemoryDisk| disk.exists(CLEAN_SHUTDOWN_FILE).unwrap();
        assert_eq!((marker(&crashed), marker(&closed)), (false, true));
        let epoch = CleanShutdown::parse(&closed.read(CLEAN_SHUTDOWN_FILE).unwrap()).broker_epoch;
        assert_eq!(epoch, 7);
    }
}
