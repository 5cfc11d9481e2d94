//! A real file. Who holds one holds a name that can be opened again; who reads from it holds a
//! descriptor.

use std::{
    any::Any,
    fs::File,
    io,
    path::PathBuf,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
};

use ottla_core::{
    model::{FileSlice, LogSlice, SliceSource},
    storage::disk::DiskFile,
};
use parking_lot::Mutex;

use super::{handles::Handles, system};

/// An open file. Reads and writes are positional, so one handle serves all threads.
///
/// A reply that holds a slice of it holds the file open: what it reads stays even when the file
/// was deleted. A sender that knows this type (`SliceSource::as_any`) takes the descriptor for
/// `sendfile`.
#[derive(Debug)]
pub struct RealFile {
    file: File,
}

impl RealFile {
    pub(super) fn new(file: File) -> Self {
        Self { file }
    }

    /// The file as std knows it, for system calls that take a descriptor.
    #[must_use]
    pub fn as_file(&self) -> &File {
        &self.file
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for RealFile {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.file.as_fd()
    }
}

impl SliceSource for RealFile {
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        system::read_exact_at(&self.file, position, buffer)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A file that is opened again when the cache of handles has closed it.
///
/// A failed write-back of a closed file is told to whoever opens it next (Linux keeps it with the
/// inode), so a sync through another descriptor is as good.
#[derive(Debug)]
pub(super) struct CachedFile {
    this: Weak<Self>,
    handles: Arc<Handles>,
    pub(super) state: Mutex<State>,
    /// Since the cache looked the last time.
    used: AtomicBool,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) path: PathBuf,
    /// `None` when the cache has closed it.
    pub(super) real: Option<Arc<RealFile>>,
    /// False once the file was deleted or replaced: what is closed then could not be opened again.
    pub(super) has_name: bool,
}

impl CachedFile {
    pub(super) fn new(handles: Arc<Handles>, path: PathBuf, real: Arc<RealFile>) -> Arc<Self> {
        let state = State { path, real: Some(real), has_name: true };
        Arc::new_cyclic(|this| Self {
            this: Weak::clone(this),
            handles,
            state: Mutex::new(state),
            used: AtomicBool::new(true),
        })
    }

    /// The file, open for as long as the caller holds it.
    fn real(&self) -> io::Result<Arc<RealFile>> {
        if !self.used.load(Ordering::Relaxed) {
            self.used.store(true, Ordering::Relaxed);
        }
        if let Some(real) = &self.state.lock().real {
            return Ok(Arc::clone(real));
        }
        let this = self.this.upgrade().ok_or(io::ErrorKind::NotFound)?;
        self.handles.reopen(&this)
    }

    /// Whether it was used since this was asked the last time.
    pub(super) fn was_used(&self) -> bool {
        self.used.swap(false, Ordering::Relaxed)
    }

    pub(super) fn close(&self) {
        let mut state = self.state.lock();
        if state.has_name {
            state.real = None;
        }
    }
}

impl Drop for CachedFile {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        if state.has_name {
            self.handles.forget(&state.path);
        }
    }
}

impl SliceSource for CachedFile {
    fn read_exact_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<()> {
        self.real()?.read_exact_at(position, buffer)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl DiskFile for CachedFile {
    fn len(&self) -> io::Result<u64> {
        Ok(self.real()?.file.metadata()?.len())
    }

    fn write_at(&self, position: u64, parts: &[&[u8]]) -> io::Result<()> {
        system::write_parts_at(&self.real()?.file, position, parts)
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.real()?.file.set_len(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.real()?.file.sync_data()
    }

    fn slice(
        self: Arc<Self>,
        position: u64,
        length: usize,
        into: &mut Vec<LogSlice>,
    ) -> io::Result<()> {
        into.push(LogSlice::File(FileSlice { source: self.real()?, position, length }));
        Ok(())
    }

    fn reserve(&self, length: u64) -> io::Result<()> {
        system::reserve(&self.real()?.file, length)
    }
}
