//! A log directory of real files.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use ottla_core::storage::disk::{
    DirectoryLock, Disk, DiskEntry, DiskFile, DiskSpace, EntryKind, LOCK_FILE,
};

use super::{handles::Handles, system};

/// Files that stay open where the platform does not say how many may.
const HANDLES_DEFAULT: usize = 1_000;
/// More than this is not worth the kernel's memory.
const HANDLES_MAX: usize = 4_096;

/// A directory on a file system. Logs open their files when they are first used; at most so many
/// stay open as the disk was made for, whatever the number of logs.
#[derive(Debug)]
pub struct FileDisk {
    root: PathBuf,
    handles: Arc<Handles>,
}

impl FileDisk {
    /// The disk in `root`, which is made if it is not there.
    ///
    /// # Errors
    /// If it cannot be made or is no directory.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        Self::open_one_of(root, 1)
    }

    /// As [`FileDisk::open`], one of `count` that share the open files among them.
    ///
    /// # Errors
    /// The same.
    pub fn open_one_of(root: impl Into<PathBuf>, count: usize) -> io::Result<Self> {
        let handles_max = system::open_files_max().map_or(HANDLES_DEFAULT, |max| max / 4);
        Self::with_handles(root, handles_max.min(HANDLES_MAX) / count.max(1))
    }

    /// As [`FileDisk::open`], with at most `handles_max` files open (at least 1) beside those that
    /// replies still send. [`FileDisk::open`] takes a quarter of what the process may open, and at
    /// most 4,096.
    ///
    /// # Errors
    /// If the directory cannot be made or is none.
    pub fn with_handles(root: impl Into<PathBuf>, handles_max: usize) -> io::Result<Self> {
        let root = root.into();
        fs::create_dir_all(&root)?;
        Ok(Self { root, handles: Arc::new(Handles::new(handles_max)) })
    }

    /// The directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn in_use(&self, lock: &File) -> io::Error {
        let who = match system::lock_holder(lock) {
            Some(process) => format!("process {process}, which is another broker, uses it"),
            None => "another broker uses it".to_owned(),
        };
        let file = self.path(LOCK_FILE);
        let message = format!(
            "{who} and holds the lock on {}; stop that one, or choose another directory",
            file.display()
        );
        io::Error::new(io::ErrorKind::WouldBlock, message)
    }

    fn path(&self, relative: &str) -> PathBuf {
        if relative.is_empty() { self.root.clone() } else { self.root.join(relative) }
    }
}

impl Disk for FileDisk {
    fn open(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        Ok(self.handles.open(self.path(path), File::options().read(true).write(true))?)
    }

    fn create(&self, path: &str) -> io::Result<Arc<dyn DiskFile>> {
        let mut options = File::options();
        let options = options.read(true).write(true).create(true).truncate(false);
        Ok(self.handles.open(self.path(path), options)?)
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        self.path(path).try_exists()
    }

    fn list(&self, directory: &str) -> io::Result<Vec<DiskEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(self.path(directory))? {
            let entry = entry?;
            // A name that is not Unicode is none of ours.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let metadata = entry.metadata()?;
            let kind = if metadata.is_dir() {
                EntryKind::Directory
            } else {
                EntryKind::File { length: metadata.len() }
            };
            entries.push(DiskEntry { name, kind });
        }
        entries.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    fn create_dir(&self, path: &str) -> io::Result<()> {
        let path = self.path(path);
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            result => result,
        }
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        self.handles.remove(&self.path(path), |path| fs::remove_file(path))
    }

    fn remove_dir_all(&self, path: &str) -> io::Result<()> {
        self.handles.remove(&self.path(path), |path| fs::remove_dir_all(path))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.handles.rename(&self.path(from), &self.path(to))
    }

    fn sync_dir(&self, directory: &str) -> io::Result<()> {
        system::sync_directory(&self.path(directory))
    }

    fn space(&self) -> Option<DiskSpace> {
        system::space(&self.root)
    }

    fn lock(&self) -> io::Result<Box<dyn DirectoryLock>> {
        let mut options = File::options();
        let file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(self.path(LOCK_FILE))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(self.in_use(&file)),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        match system::lock_against_java(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Err(self.in_use(&file));
            }
            Err(error) => return Err(error),
        }
        Ok(Box::new(FileLock { file }))
    }
}

/// The lock on a directory.
#[derive(Debug)]
struct FileLock {
    file: File,
}

impl DirectoryLock for FileLock {}

impl Drop for FileLock {
    /// Closing the file is not enough: a child that another thread has just forked has it open as well, until
    /// it runs its program.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::{model::LogSlice, storage::disk::MemoryDisk};

    use super::*;

    /// Calls `test` with a disk of each kind: they must behave the same.
    fn on_both(test: impl Fn(&dyn Disk)) {
        let directory = tempfile::tempdir().unwrap();
        test(&FileDisk::open(directory.path().join("data")).unwrap());
        test(&MemoryDisk::new());
    }

    #[test]
    fn a_directory_is_free_when_its_lock_goes_though_another_has_the_file_open() {
        let directory = tempfile::tempdir().unwrap();
        let disk = FileDisk::open(directory.path()).unwrap();
        let lock = disk.lock().unwrap();
        assert!(disk.lock().is_err());
        drop(lock);
        let file = File::open(disk.path(LOCK_FILE)).unwrap();
        file.lock().unwrap();
        // As a child between fork and exec has it.
        let inherited = FileLock { file: file.try_clone().unwrap() };
        drop(inherited);
        drop(disk.lock().unwrap());
        drop(file);
    }

    #[test]
    fn files_are_made_listed_renamed_and_removed_alike() {
        on_both(|disk| {
            assert_eq!(disk.open("a").unwrap_err().kind(), io::ErrorKind::NotFound);
            assert_eq!(disk.create("d/a").unwrap_err().kind(), io::ErrorKind::NotFound);
            disk.create_dir("d").unwrap();
            disk.create_dir("d").unwrap();
            disk.create("d/b").unwrap().write_at(0, &[b"12", b"", b"345"]).unwrap();
            disk.create("d/a").unwrap();
            let entry = |name: &str, kind| DiskEntry { name: name.to_owned(), kind };
            let file = |length| EntryKind::File { length };
            assert_eq!(disk.list("d").unwrap(), [entry("a", file(0)), entry("b", file(5))]);
            assert_eq!(disk.list("").unwrap(), [entry("d", EntryKind::Directory)]);
            disk.rename("d/b", "d/a").unwrap();
            assert_eq!(disk.read("d/a").unwrap(), "12345");
            disk.rename("d", "e").unwrap();
            assert!(disk.exists("e/a").unwrap() && !disk.exists("d").unwrap());
            assert_eq!(disk.list("d").unwrap_err().kind(), io::ErrorKind::NotFound);
            disk.sync_dir("e").unwrap();
            disk.sync_dir("").unwrap();
            assert_eq!(disk.remove("e/x").unwrap_err().kind(), io::ErrorKind::NotFound);
            assert_eq!(disk.rename("e/x", "e/y").unwrap_err().kind(), io::ErrorKind::NotFound);
            disk.remove_dir_all("e").unwrap();
            assert_eq!(disk.list("").unwrap(), []);
        });
    }

    #[test]
    fn bytes_are_written_cut_and_extended_alike() {
        on_both(|disk| {
            let file = disk.create("a").unwrap();
            file.write_at(2, &[b"cd", b"ef"]).unwrap();
            assert_eq!(disk.read("a").unwrap(), "\0\0cdef");
            file.truncate(3).unwrap();
            file.truncate(5).unwrap();
            assert_eq!(disk.read("a").unwrap(), "\0\0c\0\0");
            file.write_at(1, &[b"xy"]).unwrap();
            assert_eq!(disk.read("a").unwrap(), "\0xy\0\0");
            let past = file.read_exact_at(3, &mut [0; 3]).unwrap_err();
            assert_eq!(past.kind(), io::ErrorKind::UnexpectedEof);
            file.sync_data().unwrap();
            file.reserve(100).unwrap();
            assert_eq!(file.len().unwrap(), 5);
        });
    }

    #[test]
    fn a_slice_can_be_read_after_its_file_was_removed() {
        on_both(|disk| {
            disk.create("a").unwrap().write_at(0, &[b"0123456789"]).unwrap();
            let mut slices = Vec::new();
            disk.open("a").unwrap().slice(2, 5, &mut slices).unwrap();
            disk.remove("a").unwrap();
            let bytes: Vec<u8> =
                slices.iter().flat_map(|slice: &LogSlice| slice.read().unwrap()).collect();
            assert_eq!(bytes, b"23456");
        });
    }

    /// Ten files on a disk that keeps two of them open.
    fn crowded(root: &Path) -> (FileDisk, Vec<Arc<dyn DiskFile>>) {
        let disk = FileDisk::with_handles(root, 2).unwrap();
        disk.create_dir("d").unwrap();
        let files = (0..10).map(|n| disk.create(&format!("d/{n}")).unwrap()).collect();
        (disk, files)
    }

    fn content(file: &Arc<dyn DiskFile>) -> Vec<u8> {
        let mut buffer = vec![0; file.len().unwrap() as usize];
        file.read_exact_at(0, &mut buffer).unwrap();
        buffer
    }

    #[test]
    fn more_files_are_held_than_are_open() {
        let directory = tempfile::tempdir().unwrap();
        let (disk, files) = crowded(directory.path());
        for round in 0..3_u8 {
            for (n, file) in files.iter().enumerate() {
                file.write_at(u64::from(round), &[&[b'0' + n as u8]]).unwrap();
                assert!(disk.handles.open_count() <= 2);
            }
        }
        files.iter().for_each(|file| file.sync_data().unwrap());
        assert_eq!(content(&files[7]), b"777");
        assert_eq!(disk.read("d/3").unwrap(), "333");
        drop(files);
        assert_eq!(disk.handles.open_count(), 0);
    }

    #[test]
    fn a_closed_file_is_found_under_its_new_name() {
        let directory = tempfile::tempdir().unwrap();
        let (disk, files) = crowded(directory.path());
        files.iter().enumerate().for_each(|(n, file)| {
            file.write_at(0, &[&[b'0' + n as u8]]).unwrap();
        });
        disk.rename("d/3", "d/3.swap").unwrap();
        disk.rename("d", "e").unwrap();
        disk.create_dir("d").unwrap();
        disk.create("d/3").unwrap().write_at(0, &[b"another"]).unwrap();
        let read: Vec<u8> = files.iter().flat_map(content).collect();
        assert_eq!(read, b"0123456789");
        assert!(disk.handles.open_count() <= 2);
    }

    #[test]
    fn a_closed_file_keeps_its_bytes_when_it_is_deleted_or_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let (disk, files) = crowded(directory.path());
        files.iter().enumerate().for_each(|(n, file)| {
            file.write_at(0, &[&[b'0' + n as u8]]).unwrap();
        });
        disk.remove("d/1").unwrap();
        disk.create("d/1").unwrap().write_at(0, &[b"another"]).unwrap();
        disk.rename("d/1", "d/2").unwrap();
        assert_eq!(disk.read("d/2").unwrap(), "another");
        disk.remove_dir_all("d").unwrap();
        let read: Vec<u8> = files.iter().flat_map(content).collect();
        assert_eq!(read, b"0123456789");
    }

    #[test]
    fn threads_may_open_close_and_rename_at_once() {
        let directory = tempfile::tempdir().unwrap();
        let (disk, files) = crowded(directory.path());
        std::thread::scope(|scope| {
            for files in files.chunks(3) {
                scope.spawn(|| {
                    for round in 0..200_u64 {
                        files.iter().for_each(|file| file.write_at(round, &[b"x"]).unwrap());
                    }
                });
            }
            for round in 0..50 {
                let (from, to) = if round % 2 == 0 { ("d", "e") } else { ("e", "d") };
                disk.rename(from, to).unwrap();
                let other = disk.create(&format!("{round}")).unwrap();
                disk.remove(&format!("{round}")).unwrap();
                other.write_at(0, &[b"x"]).unwrap();
            }
        });
        assert!(files.iter().all(|file| file.len().unwrap() == 200));
    }

    #[test]
    fn a_directory_is_locked_once() {
        on_both(|disk| {
            let lock = disk.lock().unwrap();
            assert_eq!(disk.lock().unwrap_err().kind(), io::ErrorKind::WouldBlock);
            drop(lock);
            disk.lock().unwrap();
        });
    }
}
