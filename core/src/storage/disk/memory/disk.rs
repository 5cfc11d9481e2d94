//! The names of the memory disk.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::Mutex;

use super::file::MemoryFile;
use crate::storage::disk::{DirectoryLock, Disk, DiskEntry, DiskFile, EntryKind, atomic::parent};

#[derive(Clone, Debug)]
enum Node {
    File(Arc<MemoryFile>),
    Directory,
}

/// A log directory in memory. Syncs do nothing; what is dropped is gone. Bytes are copied once
/// when they are written and shared when they are read.
#[derive(Debug, Default)]
pub struct MemoryDisk {
    /// By whole path. The directory itself is not listed.
    nodes: Mutex<BTreeMap<String, Node>>,
    locked: Arc<AtomicBool>,
}

impl MemoryDisk {
    /// An empty directory.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes that all files hold allocated, their unused ends included.
    #[must_use]
    pub fn reserved_bytes(&self) -> u64 {
        let nodes = self.nodes.lock();
        nodes
            .values()
            .map(|node| if let Node::File(file) = node { file.reserved() } else { 0 })
            .sum()
    }
}

/// Everything below a directory, by the order of `BTreeMap`.
fn below(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}/") }
}

fn is_directory(nodes: &BTreeMap<String, Node>, path: &str) -> bool {
    path.is_empty() || matches!(nodes.get(path), Some(Node::Directory))
}

impl Disk for MemoryDisk {
    fn open(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        match self.nodes.lock().get(path) {
            Some(Node::File(file)) => Ok(Arc::<MemoryFile>::clone(file)),
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn create(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        let mut nodes = self.nodes.lock();
        if !is_directory(&nodes, parent(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let made = || Node::File(Arc::new(MemoryFile::default()));
        match nodes.entry(path.to_owned()).or_insert_with(made) {
            Node::File(file) => Ok(Arc::<MemoryFile>::clone(file)),
            Node::Directory => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        Ok(path.is_empty() || self.nodes.lock().contains_key(path))
    }

    fn list(&self, directory: &str) -> io::Result<Vec<DiskEntry>> {
        let nodes = self.nodes.lock();
        if !is_directory(&nodes, directory) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let prefix = below(directory);
        let within =
            nodes.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        let entries = within.filter(|(path, _)| !path[prefix.len()..].contains('/'));
        let entry = |(path, node): (&String, &Node)| DiskEntry {
            name: path[prefix.len()..].to_owned(),
            kind: match node {
                Node::File(file) => EntryKind::File { length: file.length() },
                Node::Directory => EntryKind::Directory,
            },
        };
        Ok(entries.map(entry).collect())
    }

    fn create_dir(&self, path: &str) -> io::Result<()> {
        let mut nodes = self.nodes.lock();
        if !is_directory(&nodes, parent(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        match nodes.entry(path.to_owned()).or_insert(Node::Directory) {
            Node::Directory => Ok(()),
            Node::File(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let mut nodes = self.nodes.lock();
        match nodes.get(path) {
            Some(Node::File(_)) => {
                nodes.remove(path);
                Ok(())
            }
            Some(Node::Directory) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn remove_dir_all(&self, path: &str) -> io::Result<()> {
        let mut nodes = self.nodes.lock();
        if !matches!(nodes.get(path), Some(Node::Directory)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let prefix = below(path);
        nodes.retain(|other, _| other != path && !other.starts_with(&prefix));
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut nodes = self.nodes.lock();
        if !is_directory(&nodes, parent(to)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let Some(node) = nodes.remove(from) else { return Err(io::ErrorKind::NotFound.into()) };
        if matches!(node, Node::Directory) {
            let prefix = below(from);
            let inside: Vec<String> = nodes
                .range(prefix.clone()..)
                .take_while(|(path, _)| path.starts_with(&prefix))
                .map(|(path, _)| path.clone())
                .collect();
            for path in inside {
                if let Some(node) = nodes.remove(&path) {
                    nodes.insert(format!("{to}/{}", &path[prefix.len()..]), node);
                }
            }
        }
        nodes.insert(to.to_owned(), node);
        Ok(())
    }

    fn sync_dir(&self, directory: &str) -> io::Result<()> {
        if is_directory(&self.nodes.lock(), directory) {
            Ok(())
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn lock(&self) -> io::Result<Box<dyn DirectoryLock>> {
        if self.locked.swap(true, Ordering::AcqRel) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        Ok(Box::new(MemoryLock(Arc::clone(&self.locked))))
    }
}

#[derive(Debug)]
struct MemoryLock(Arc<AtomicBool>);

impl DirectoryLock for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(disk: &MemoryDisk, directory: &str) -> Vec<String> {
        disk.list(directory).unwrap().into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn a_directory_is_listed_renamed_and_removed_with_its_files() {
        let disk = MemoryDisk::new();
        disk.create_dir("orders-0").unwrap();
        disk.create_dir("orders-01").unwrap();
        disk.create("orders-0/a").unwrap().write_at(0, &[b"x"]).unwrap();
        assert_eq!(names(&disk, ""), ["orders-0", "orders-01"]);
        disk.rename("orders-0", "orders-0.1-delete").unwrap();
        assert_eq!(names(&disk, "orders-0.1-delete"), ["a"]);
        assert_eq!(names(&disk, "orders-01"), [""; 0]);
        disk.remove_dir_all("orders-0.1-delete").unwrap();
        assert_eq!(names(&disk, ""), ["orders-01"]);
        assert!(disk.create("orders-0/a").is_err());
    }

    #[test]
    fn a_directory_is_locked_once() {
        let disk = MemoryDisk::new();
        let lock = disk.lock().unwrap();
        assert_eq!(disk.lock().unwrap_err().kind(), io::ErrorKind::WouldBlock);
        drop(lock);
        disk.lock().unwrap();
    }

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let disk = MemoryDisk::new();
        disk.write_atomically("meta.properties", b"long old content").unwrap();
        disk.write_atomically("meta.properties", b"new").unwrap();
        assert_eq!(disk.read("meta.properties").unwrap(), "new");
        assert_eq!(names(&disk, ""), ["meta.properties"]);
    }
}
