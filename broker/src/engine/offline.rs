//! Directories that fail while the node runs (KIP-112, KIP-858). An error of reading or writing
//! takes the whole directory offline: its partitions answer KAFKA_STORAGE_ERROR, the controller
//! takes their leadership away, the other directories serve on. Without its metadata directory, or
//! any directory for partitions, the node halts.

use std::{
    fmt::Display,
    sync::{Arc, atomic::Ordering},
    task::Waker,
};

use ottla_core::{
    metadata::controller::{self, Decision},
    model::Now,
    storage::disk::DiskError,
};

use super::{
    effects::{Effects, Work},
    log_directory::LogDirectory,
    node::Node,
    view::PartitionHandle,
};

impl Node {
    /// Why the node cannot go on, if it cannot. What has not been answered by then is not to be.
    #[must_use]
    pub fn halted(&self) -> Option<&str> {
        self.halted.get().map(String::as_str)
    }

    /// Whether a log directory that it is told to use is offline, until it is started again.
    #[must_use]
    pub fn has_offline_directory(&self) -> bool {
        !self.directories.are_all_online()
    }

    /// Takes in an error of a partition. One of its disk takes the directory offline. To be called
    /// without the partition's lock.
    pub(super) fn partition_failed(
        &self,
        handle: &PartitionHandle,
        error: Option<&DiskError>,
        effects: &mut Effects,
    ) {
        if let Some(error) = error {
            self.disk_failed(&handle.directory, error, effects);
        }
    }

    /// Takes a directory offline if the error speaks against it.
    pub(super) fn disk_failed(
        &self,
        directory: &Arc<LogDirectory>,
        error: &DiskError,
        effects: &mut Effects,
    ) {
        if error.is_of_directory() {
            self.directory_failed(directory, error, effects);
        }
    }

    /// Takes a directory offline, whatever the error: after a failed sync nobody knows what is on it.
    pub(super) fn directory_failed(
        &self,
        directory: &Arc<LogDirectory>,
        error: &DiskError,
        effects: &mut Effects,
    ) {
        if directory.offline.swap(true, Ordering::AcqRel) {
            return;
        }
        self.take_partitions_offline(directory, &mut effects.wakes);
        let (path, way_out) = (directory.path(), error.way_out());
        if directory.used_for.has_metadata() {
            return self.halt(format_args!(
                "the log directory {path} with the metadata log has failed: {error}; {way_out}"
            ));
        }
        if self.directories.online().next().is_none() {
            return self.halt(format_args!(
                "the last log directory {path} has failed: {error}; {way_out}"
            ));
        }
        tracing::error!(
            "log directory {path} is offline: {error}; its partitions answer KAFKA_STORAGE_ERROR, the other directories serve on; {way_out}"
        );
        effects.work.push(Work::RecordFailure(directory.clone()));
    }

    pub(super) fn halt(&self, reason: impl Display) {
        let mut first = false;
        let reason = self.halted.get_or_init(|| {
            first = true;
            reason.to_string()
        });
        if first {
            tracing::error!("the broker halts: {reason}");
        }
    }

    /// The controller is to take the leaderships of a failed directory away.
    pub(super) fn record_failure(
        &self,
        directory: &Arc<LogDirectory>,
        now: Now,
        effects: &mut Effects,
    ) {
        // A partition that is being opened is in the view by then.
        let applying = self.committed.applying.lock();
        self.take_partitions_offline(directory, &mut effects.wakes);
        drop(applying);
        let mut control = self.control.lock();
        if control.active.is_none() || !self.settings.quorum.is_alone() {
            drop(control);
            // The next heartbeat names it, and the controller elects others.
            return self.heartbeat_soon(now, effects);
        }
        let newest = control.image();
        let Some(broker) = newest.brokers.get(&self.identity.node_id).cloned() else { return };
        let online = self.directories.online_ids();
        let records = controller::directories_failed(&newest, &broker, &online);
        self.write_unasked(&mut control, Decision { records, response: () }, now, effects);
        drop(control);
        self.take_in_committed(now, effects);
    }

    fn take_partitions_offline(&self, directory: &Arc<LogDirectory>, wakes: &mut Vec<Waker>) {
        self.for_each_partition(|handle, partition| {
            if Arc::ptr_eq(&handle.directory, directory) {
                partition.take_offline(wakes);
            }
        });
    }
}
