//! What a decision asks the edge to do: wake connections whose wait is over, run work that may block,
//! send requests to other nodes. Collected while locks are held, carried out after they are released.

use std::{sync::Arc, task::Waker};

use ottla_core::{
    model::{Moment, TopicIdPartition},
    quorum::{QuorumError, SnapshotWriter},
    storage::{
        compaction::{CompactionError, Step},
        disk::DiskError,
        log::{Deletion, SyncJob, Synced},
    },
};

use super::{
    cleaner::CompactionRun,
    cluster::{Outgoing, SnapshotRun},
    coordinator::{Load, Loaded},
    log_directory::LogDirectory,
    new_folders::NewFolders,
    view::PartitionHandle,
};

/// Work that may take longer than a millisecond; the edge runs it on its blocking pool and hands
/// the outcome back to [`Node::finish`](super::Node::finish).
#[derive(Debug)]
pub enum Work {
    /// Make the metadata log durable, so that its records are committed.
    SyncMetadata(SyncJob),
    /// Make a partition durable, so that acknowledgements can go out.
    SyncPartition(TopicIdPartition, SyncJob),
    /// Begin the sync of a partition that was held back while another ran.
    NextSync(TopicIdPartition),
    /// Go on with a compaction.
    Compact(Box<CompactionRun>),
    /// Delete files when they are due.
    Delete(Deletion),
    /// Take in the log of a coordinator.
    LoadShard(Box<dyn Load>),
    /// Have the controller know that a log directory has failed.
    RecordFailure(Arc<LogDirectory>),
    /// Write a snapshot of the metadata.
    Snapshot(Box<SnapshotRun>),
    /// Write the log start offsets to their checkpoints, for whoever waits for this ticket.
    WriteLogStarts(u64),
    /// Make the folders of new partitions durable.
    SyncFolders(NewFolders),
    /// Apply the metadata that is committed: it touches many partitions.
    TakeInCommitted,
}

/// What came of background work.
#[derive(Debug)]
pub enum Done {
    /// The metadata log was synced.
    MetadataSynced(Result<Synced, DiskError>),
    /// A partition was synced.
    PartitionSynced(TopicIdPartition, Result<Synced, DiskError>),
    /// The next sync of a partition is to begin.
    NextSyncDue(TopicIdPartition),
    /// A step of a compaction was done.
    Compacted(Box<CompactionRun>, Result<Step, CompactionError>),
    /// Files were deleted.
    Deleted(Result<(), DiskError>),
    /// The log of a coordinator was taken in, or cannot be.
    ShardLoaded(Box<dyn Loaded>),
    /// The controller is to know that a log directory has failed.
    DirectoryFailed(Arc<LogDirectory>),
    /// A snapshot of the metadata was written, or cannot be.
    SnapshotWritten(Box<Result<SnapshotWriter, QuorumError>>),
    /// Committed metadata is to be applied.
    CommittedDue,
    /// The log start offsets are to be written.
    LogStartsDue(u64),
    /// The folders of new partitions are durable, but for those of these directories.
    FoldersSynced(Vec<(Arc<LogDirectory>, DiskError)>),
}

impl Work {
    /// Not before this moment; `None` is at once.
    #[must_use]
    pub fn due(&self) -> Option<Moment> {
        match self {
            Self::SyncMetadata(_)
            | Self::SyncPartition(..)
            | Self::NextSync(_)
            | Self::LoadShard(_)
            | Self::Snapshot(_)
            | Self::RecordFailure(_)
            | Self::WriteLogStarts(_)
            | Self::SyncFolders(_)
            | Self::TakeInCommitted => None,
            Self::Compact(run) => run.due(),
            Self::Delete(deletion) => Some(deletion.due()),
        }
    }

    /// Does it. Blocks.
    #[must_use]
    pub fn run(self) -> Done {
        match self {
            Self::SyncMetadata(job) => Done::MetadataSynced(job.run()),
            Self::SyncPartition(id, job) => Done::PartitionSynced(id, job.run()),
            Self::Compact(run) => {
                let (run, step) = run.step();
                Done::Compacted(Box::new(run), step)
            }
            Self::Delete(deletion) => Done::Deleted(deletion.run()),
            Self::Snapshot(run) => Done::SnapshotWritten(Box::new(run.run())),
            Self::LoadShard(job) => Done::ShardLoaded(job.run()),
            // These take locks of the node: they are done when they are finished.
            Self::NextSync(id) => Done::NextSyncDue(id),
            Self::RecordFailure(directory) => Done::DirectoryFailed(directory),
            Self::WriteLogStarts(ticket) => Done::LogStartsDue(ticket),
            Self::TakeInCommitted => Done::CommittedDue,
            Self::SyncFolders(folders) => Done::FoldersSynced(folders.sync()),
        }
    }
}

/// Everything that one call into the engine asks the edge to do.
#[derive(Debug, Default)]
pub struct Effects {
    /// Connections to wake.
    pub wakes: Vec<Waker>,
    /// Work to run.
    pub work: Vec<Work>,
    /// Requests to send to other nodes.
    pub sends: Vec<Outgoing>,
}

impl Effects {
    pub(super) fn sync_partition(&mut self, handle: &PartitionHandle, job: SyncJob) {
        self.work.push(Work::SyncPartition(handle.id, job));
    }

    /// A partition got a folder: it is made durable with the others that were made at this time.
    pub(super) fn sync_folder(&mut self, directory: &Arc<LogDirectory>, folder: String) {
        match self.work.last_mut() {
            Some(Work::SyncFolders(folders)) => folders.add(directory, folder),
            Some(_) | None => {
                let mut folders = NewFolders::default();
                folders.add(directory, folder);
                self.work.push(Work::SyncFolders(folders));
            }
        }
    }
}
