//! The log directories of a node: which there are, which of them is for the metadata log, and which
//! have failed. What is in a directory's own files is told by `directory`.

use std::{
    collections::BTreeSet,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use ottla_core::{
    model::{TopicPartition, Uuid},
    storage::disk::Disk,
};
use parking_lot::Mutex;

/// What a log directory is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectoryUse {
    /// Partitions (an entry of `log.dirs`).
    Partitions,
    /// The metadata log (`metadata.log.dir` that is none of `log.dirs`).
    Metadata,
    /// Both.
    Both,
}

impl DirectoryUse {
    pub(super) fn has_metadata(self) -> bool {
        matches!(self, Self::Metadata | Self::Both)
    }

    pub(super) fn has_partitions(self) -> bool {
        matches!(self, Self::Partitions | Self::Both)
    }
}

/// A log directory as a node is started on it.
#[derive(Debug)]
pub struct NodeDirectory {
    /// Its path, for messages and DescribeLogDirs.
    pub path: String,
    /// Its disk, or why it cannot be used.
    pub disk: io::Result<Arc<dyn Disk>>,
    /// What it is for.
    pub used_for: DirectoryUse,
}

/// A log directory of a running node.
#[derive(Debug)]
pub struct LogDirectory {
    pub(super) path: String,
    pub(super) id: Uuid,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) used_for: DirectoryUse,
    pub(super) offline: AtomicBool,
    /// Set when a partition in it could not be opened: then nothing may say that the directory was
    /// closed cleanly, for nobody has looked at what that partition holds.
    pub(super) unopened: AtomicBool,
    /// Held from collecting offsets to writing them, so that a checkpoint never goes back.
    pub(super) checkpoints: Mutex<()>,
    /// Partitions that were deleted, and may still be in the checkpoints: those know partitions by name, and what they
    /// say of one must not be taken for one that is made again.
    pub(super) gone: Mutex<BTreeSet<TopicPartition>>,
}

impl LogDirectory {
    /// Its path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it has failed.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.offline.load(Ordering::Acquire)
    }

    /// The path of a file in it.
    pub(super) fn file(&self, path: &str) -> String {
        if path.is_empty() { self.path.clone() } else { format!("{}/{path}", self.path) }
    }
}

/// The log directories of a node: that of the metadata first, the others as in `log.dirs`.
#[derive(Debug)]
pub(super) struct LogDirectories {
    pub(super) all: Vec<Arc<LogDirectory>>,
    /// Paths of those that could not be used when the node started.
    pub(super) unusable: Vec<String>,
}

impl LogDirectories {
    /// The directory of the metadata log.
    pub(super) fn metadata(&self) -> &Arc<LogDirectory> {
        let metadata = self.all.iter().find(|directory| directory.used_for.has_metadata());
        metadata.expect("a node does not start without its metadata directory")
    }

    /// Directories for partitions that have not failed.
    pub(super) fn online(&self) -> impl Iterator<Item = &Arc<LogDirectory>> {
        self.all.iter().filter(|one| one.used_for.has_partitions() && !one.is_offline())
    }

    /// Whether no directory that the node is told to use has failed.
    pub(super) fn are_all_online(&self) -> bool {
        self.unusable.is_empty() && !self.all.iter().any(|one| one.is_offline())
    }

    /// Paths of all directories for partitions, for a message.
    pub(super) fn paths(&self) -> String {
        let used = self.all.iter().filter(|one| one.used_for.has_partitions());
        let paths = used.map(|one| one.path()).chain(self.unusable.iter().map(String::as_str));
        paths.collect::<Vec<_>>().join(", ")
    }

    /// Ids of the directories for partitions that have not failed.
    pub(super) fn online_ids(&self) -> Vec<Uuid> {
        self.online().map(|directory| directory.id).collect()
    }

    /// The online directory of an id.
    pub(super) fn by_id(&self, id: Uuid) -> Option<&Arc<LogDirectory>> {
        self.online().find(|directory| directory.id == id)
    }
}
