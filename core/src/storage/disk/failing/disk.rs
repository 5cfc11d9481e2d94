//! The failing disk itself. A file's bytes are safe once the file is synced; its name is safe once
//! its directory is. Apart from that it behaves like the memory disk.

use std::{any::Any, collections::BTreeMap, io, sync::Arc};

use bytes::Bytes;
use parking_lot::{Mutex, MutexGuard};

use super::{
    Fault, FaultyCall, Unsynced,
    content::Content,
    plan::{FaultKind, Plan},
};
use crate::{
    model::{LogSlice, SliceSource},
    storage::disk::{DirectoryLock, Disk, DiskEntry, DiskFile, EntryKind, atomic::parent},
};

/// A disk that fails on a plan and forgets at a crash what was not synced. For tests.
#[derive(Debug, Default)]
pub struct FailingDisk {
    root: Arc<Directory>,
    /// Locked during every change, so that a crash finds all files as they were at one moment.
    plan: Arc<Mutex<Plan>>,
}

#[derive(Clone, Debug)]
enum Node {
    File(Arc<Mutex<Content>>),
    Directory(Arc<Directory>),
}

/// Names as they are, and as they are on the device.
#[derive(Debug, Default)]
struct Directory {
    live: Mutex<BTreeMap<String, Node>>,
    durable: Mutex<BTreeMap<String, Node>>,
}

impl FailingDisk {
    /// An empty directory that does not fail yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a fault to the plan.
    pub fn plan(&self, fault: Fault) {
        self.plan.lock().add(fault);
    }

    /// After so many calls of any kind all fail, until it is healed. A full disk can still be read.
    pub fn break_down(&self, after: u64, kind: FaultKind) {
        self.plan.lock().break_down(after, kind);
    }

    /// Drops all faults that have not happened, and ends those that last.
    pub fn heal(&self) {
        self.plan.lock().clear();
    }

    /// How many calls of a kind there were.
    #[must_use]
    pub fn calls(&self, call: FaultyCall) -> u64 {
        self.plan.lock().count(call)
    }

    /// How many calls of a kind have failed since it was healed last.
    #[must_use]
    pub fn failures(&self, call: FaultyCall) -> u64 {
        self.plan.lock().failures(call)
    }

    /// The disk as it is after a crash at this moment, without faults. This one goes on as if nothing
    /// happened; whoever uses it does so without effect on the other.
    #[must_use]
    pub fn crash(&self, mut unsynced: Unsynced) -> Self {
        let _still = self.plan.lock();
        let root = Arc::new(self.root.after_crash(&mut unsynced));
        Self { root, plan: Arc::default() }
    }

    /// Nothing else changes while the guard is held.
    fn check(&self, call: FaultyCall) -> io::Result<MutexGuard<'_, Plan>> {
        let mut plan = self.plan.lock();
        match plan.next(call) {
            None => Ok(plan),
            Some(kind) => Err(kind.error()),
        }
    }

    fn directory(&self, path: &str) -> io::Result<Arc<Directory>> {
        let mut directory = Arc::clone(&self.root);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let next = match directory.live.lock().get(name) {
                Some(Node::Directory(next)) => Arc::clone(next),
                Some(Node::File(_)) => return Err(io::ErrorKind::NotADirectory.into()),
                None => return Err(io::ErrorKind::NotFound.into()),
            };
            directory = next;
        }
        Ok(directory)
    }

    fn file(&self, content: &Arc<Mutex<Content>>) -> Arc<dyn DiskFile> {
        Arc::new(FailingFile { content: Arc::clone(content), plan: Arc::clone(&self.plan) })
    }
}

impl Directory {
    fn after_crash(&self, unsynced: &mut Unsynced) -> Self {
        let keep = match unsynced {
            Unsynced::Keep => true,
            Unsynced::Lose => false,
            Unsynced::LoseSome(rng) => rng.below(2) == 0,
        };
        let names = if keep { self.live.lock().clone() } else { self.durable.lock().clone() };
        let mut left = BTreeMap::new();
        for (name, node) in names {
            let node = match node {
                Node::File(content) => {
                    Node::File(Arc::new(Mutex::new(content.lock().after_crash(unsynced))))
                }
                Node::Directory(directory) => {
                    Node::Directory(Arc::new(directory.after_crash(unsynced)))
                }
            };
            left.insert(name, node);
        }
        Self { live: Mutex::new(left.clone()), durable: Mutex::new(left) }
    }
}

fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

impl Disk for FailingDisk {
    fn open(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        match self.directory(parent(path))?.live.lock().get(name(path)) {
            Some(Node::File(content)) => Ok(self.file(content)),
            Some(Node::Directory(_)) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn create(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        let directory = self.directory(parent(path))?;
        let mut plan = self.plan.lock();
        let mut live = directory.live.lock();
        let fault = if live.contains_key(name(path)) { None } else { plan.next(FaultyCall::Names) };
        if let Some(kind) = fault {
            return Err(kind.error());
        }
        let made = || Node::File(Arc::default());
        match live.entry(name(path).to_owned()).or_insert_with(made) {
            Node::File(content) => Ok(self.file(content)),
            Node::Directory(_) => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        if path.is_empty() {
            return Ok(true);
        }
        match self.directory(parent(path)) {
            Ok(directory) => Ok(directory.live.lock().contains_key(name(path))),
            Err(_) => Ok(false),
        }
    }

    fn list(&self, directory: &str) -> io::Result<Vec<DiskEntry>> {
        let entry = |(name, node): (&String, &Node)| DiskEntry {
            name: name.clone(),
            kind: match node {
                Node::File(content) => EntryKind::File { length: content.lock().live.len() as u64 },
                Node::Directory(_) => EntryKind::Directory,
            },
        };
        Ok(self.directory(directory)?.live.lock().iter().map(entry).collect())
    }

    fn create_dir(&self, path: &str) -> io::Result<()> {
        let _still = self.check(FaultyCall::Names)?;
        let directory = self.directory(parent(path))?;
        let mut live = directory.live.lock();
        match live.entry(name(path).to_owned()).or_insert_with(|| Node::Directory(Arc::default())) {
            Node::Directory(_) => Ok(()),
            Node::File(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let _still = self.check(FaultyCall::Names)?;
        let directory = self.directory(parent(path))?;
        match directory.live.lock().remove(name(path)) {
            Some(_) => Ok(()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn remove_dir_all(&self, path: &str) -> io::Result<()> {
        self.remove(path)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let _still = self.check(FaultyCall::Names)?;
        let (source, target) = (self.directory(parent(from))?, self.directory(parent(to))?);
        let node = source.live.lock().remove(name(from)).ok_or(io::ErrorKind::NotFound)?;
        target.live.lock().insert(name(to).to_owned(), node);
        Ok(())
    }

    fn sync_dir(&self, directory: &str) -> io::Result<()> {
        let _still = self.check(FaultyCall::Sync)?;
        let directory = self.directory(directory)?;
        let live = directory.live.lock().clone();
        *directory.durable.lock() = live;
        Ok(())
    }

    fn lock(&self) -> io::Result<Box<dyn DirectoryLock>> {
        Ok(Box::new(NoLock))
    }
}

#[derive(Debug)]
struct NoLock;

impl DirectoryLock for NoLock {}

#[derive(Debug)]
struct FailingFile {
    content: Arc<Mutex<Content>>,
    plan: Arc<Mutex<Plan>>,
}

impl SliceSource for FailingFile {
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        if let Some(kind) = self.plan.lock().next(FaultyCall::Read) {
            return Err(kind.error());
        }
        let content = self.content.lock();
        let from = usize::try_from(position).unwrap_or(usize::MAX);
        let range = from..from.saturating_add(buffer.len());
        buffer.copy_from_slice(content.live.get(range).ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl DiskFile for FailingFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.content.lock().live.len() as u64)
    }

    fn write_at(&self, position: u64, parts: &[&[u8]]) -> io::Result<()> {
        let bytes = parts.concat();
        let mut plan = self.plan.lock();
        let fault = plan.next(FaultyCall::Write);
        let written = match fault {
            None => bytes.len(),
            Some(FaultKind::Torn) => bytes.len() / 2,
            Some(FaultKind::Broken | FaultKind::Full) => 0,
        };
        if written > 0 {
            self.content.lock().write(position as usize, &bytes[..written]);
        }
        fault.map_or(Ok(()), |kind| Err(kind.error()))
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        let _still = self.plan.lock();
        self.content.lock().live.resize(length as usize, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut plan = self.plan.lock();
        if let Some(kind) = plan.next(FaultyCall::Sync) {
            return Err(kind.error());
        }
        self.content.lock().sync();
        Ok(())
    }

    fn slice(
        self: Arc<Self>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()> {
        let mut bytes = vec![0; length];
        self.read_exact_at(position, &mut bytes)?;
        into.push(LogSlice::Memory(Bytes::from(bytes)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rng;

    #[test]
    fn a_crash_takes_bytes_and_names_that_were_not_synced() {
        let disk = FailingDisk::new();
        disk.create_dir("d").unwrap();
        let file = disk.create("d/a").unwrap();
        file.write_at(0, &[b"old"]).unwrap();
        file.sync_data().unwrap();
        assert!(!disk.crash(Unsynced::Lose).exists("d").unwrap());
        disk.sync_dir("").unwrap();
        assert_eq!(disk.crash(Unsynced::Lose).list("d").unwrap(), []);
        disk.sync_dir("d").unwrap();
        file.write_at(0, &[b"newer"]).unwrap();
        disk.create("d/b").unwrap();
        let after = disk.crash(Unsynced::Lose);
        assert_eq!(after.read("d/a").unwrap(), "old");
        assert!(!after.exists("d/b").unwrap());
        let after = disk.crash(Unsynced::Keep);
        assert_eq!(after.read("d/a").unwrap(), "newer");
        assert!(after.exists("d/b").unwrap());
    }

    #[test]
    fn a_crash_may_keep_any_sectors() {
        let disk = FailingDisk::new();
        let file = disk.create("a").unwrap();
        disk.sync_dir("").unwrap();
        file.write_at(0, &[&[1; 2_048]]).unwrap();
        file.sync_data().unwrap();
        file.write_at(0, &[&[2; 4_096]]).unwrap();
        let mut mixtures = 0;
        for seed in 0..50 {
            let after = disk.crash(Unsynced::LoseSome(Rng::from_seed(seed)));
            let bytes = after.read("a").unwrap();
            assert!((2_048..=4_096).contains(&bytes.len()));
            mixtures += usize::from(bytes.contains(&1) && bytes.contains(&2));
        }
        assert!(mixtures > 10);
    }

    #[test]
    fn calls_fail_when_the_plan_says_so() {
        let disk = FailingDisk::new();
        disk.plan(Fault { call: FaultyCall::Write, after: 1, kind: FaultKind::Torn });
        let file = disk.create("a").unwrap();
        file.write_at(0, &[b"first"]).unwrap();
        let error = file.write_at(5, &[b"sec", b"ond"]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert_eq!(disk.read("a").unwrap(), "firstsec");
        file.write_at(5, &[b"third"]).unwrap();
        disk.plan(Fault { call: FaultyCall::Sync, after: 0, kind: FaultKind::Broken });
        assert!(file.sync_data().is_err());
        assert_eq!(disk.calls(FaultyCall::Write), 3);
    }

    #[test]
    fn a_disk_that_has_broken_down_fails_until_it_is_healed() {
        let disk = FailingDisk::new();
        let file = disk.create("a").unwrap();
        disk.break_down(1, FaultKind::Full);
        file.write_at(0, &[b"first"]).unwrap();
        for _ in 0..3 {
            assert!(file.write_at(5, &[b"more"]).is_err());
            assert!(file.sync_data().is_err());
            assert_eq!(disk.read("a").unwrap(), "first");
        }
        disk.break_down(0, FaultKind::Broken);
        assert!(disk.read("a").is_err());
        disk.heal();
        file.sync_data().unwrap();
        assert_eq!(disk.crash(Unsynced::Keep).read("a").unwrap(), "first");
    }
}
