//! Which files of a directory are open. At most so many have a descriptor; one that was not used
//! lately is closed and opened again by its name when it is needed. Renames and deletions pass
//! here too, so that a file that is closed is never looked for under a name that it no longer has.

use std::{
    collections::{BTreeMap, VecDeque},
    fs::{File, OpenOptions},
    io,
    ops::Bound,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
};

use parking_lot::{Mutex, RwLock};

use super::file::{CachedFile, RealFile};

/// The files of one directory that somebody holds.
#[derive(Debug)]
pub(super) struct Handles {
    /// How many files may be open; those that replies still send come on top.
    limit: usize,
    /// Held for reading while a name is turned into a file, for writing while names change. Comes
    /// before `known`, and that before the lock of a file.
    names: RwLock<()>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    files: BTreeMap<PathBuf, Weak<CachedFile>>,
    /// Files with a descriptor, in the order in which they are looked at when one has to close.
    open: VecDeque<Weak<CachedFile>>,
}

/// Files that were looked at: dropping the last reference takes the locks, so it is done without.
type LookedAt = Vec<Arc<CachedFile>>;

impl Handles {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), names: RwLock::new(()), known: Mutex::default() }
    }

    /// The file of that name; the one that somebody holds already, if so.
    pub(super) fn open(
        self: &Arc<Self>,
        path: PathBuf,
        options: &OpenOptions,
    ) -> io::Result<Arc<CachedFile>> {
        let names = self.names.read();
        let found = self.known.lock().files.get(&path).and_then(Weak::upgrade);
        if let Some(file) = found {
            return Ok(file);
        }
        let real = Arc::new(RealFile::new(options.open(&path)?));
        let file = CachedFile::new(Arc::clone(self), path.clone(), real);
        let mut known = self.known.lock();
        // Another thread may have been faster; two for one name would not both hear of renames.
        if let Some(faster) = known.files.get(&path).and_then(Weak::upgrade) {
            drop((known, names, file));
            return Ok(faster);
        }
        known.files.insert(path, Arc::downgrade(&file));
        let looked_at = known.opened(&file, self.limit);
        drop((known, names, looked_at));
        Ok(file)
    }

    /// Gives a file its descriptor back.
    pub(super) fn reopen(&self, file: &Arc<CachedFile>) -> io::Result<Arc<RealFile>> {
        let names = self.names.read();
        let real = {
            let mut state = file.state.lock();
            if let Some(real) = &state.real {
                return Ok(Arc::clone(real));
            }
            let opened = File::options().read(true).write(true).open(&state.path)?;
            Arc::clone(state.real.insert(Arc::new(RealFile::new(opened))))
        };
        let looked_at = self.known.lock().opened(file, self.limit);
        drop((names, looked_at));
        Ok(real)
    }

    /// Does `rename`, and gives the files that are held their new names. Those in the way keep
    /// their bytes.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let names = self.names.write();
        let mut looked_at = self.keep_open(to)?;
        std::fs::rename(from, to)?;
        let mut known = self.known.lock();
        for file in known.take_below(from) {
            let mut state = file.state.lock();
            let below = state.path.strip_prefix(from).unwrap_or(Path::new(""));
            // Joining nothing would end the name with a separator.
            let renamed = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
            state.path.clone_from(&renamed);
            drop(state);
            known.files.insert(renamed, Arc::downgrade(&file));
            looked_at.push(file);
        }
        drop((known, names, looked_at));
        Ok(())
    }

    /// Does `remove`, which takes away `path` and everything below. Who holds a file keeps its
    /// bytes.
    pub(super) fn remove(
        &self,
        path: &Path,
        remove: impl FnOnce(&Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let names = self.names.write();
        let looked_at = self.keep_open(path)?;
        let removed = remove(path);
        drop((names, looked_at));
        removed
    }

    /// Parts the files at and below `path` from their names: they are open and stay so.
    fn keep_open(&self, path: &Path) -> io::Result<LookedAt> {
        let held = self.known.lock().take_below(path);
        for file in &held {
            let mut state = file.state.lock();
            if state.real.is_none() {
                let opened = File::options().read(true).write(true).open(&state.path)?;
                state.real = Some(Arc::new(RealFile::new(opened)));
            }
            state.has_name = false;
        }
        Ok(held)
    }

    /// Forgets a file that nobody holds any more.
    pub(super) fn forget(&self, path: &Path) {
        let mut known = self.known.lock();
        // Another may have been opened under the name since.
        if known.files.get(path).is_some_and(|weak| weak.strong_count() == 0) {
            known.files.remove(path);
        }
    }

    #[cfg(test)]
    pub(super) fn open_count(&self) -> usize {
        let known = self.known.lock();
        let files: LookedAt = known.open.iter().filter_map(Weak::upgrade).collect();
        drop(known);
        files.iter().filter(|file| file.state.lock().real.is_some()).count()
    }
}

impl Known {
    /// Takes `file` in among the open ones, and closes others if there are too many.
    fn opened(&mut self, file: &Arc<CachedFile>, limit: usize) -> LookedAt {
        self.open.push_back(Arc::downgrade(file));
        let mut looked_at = LookedAt::new();
        // Twice round: the first look may only find that a file was used since the last.
        let mut looks = 2 * self.open.len();
        while self.open.len() > limit && looks > 0 {
            looks -= 1;
            let Some(weak) = self.open.pop_front() else { break };
            let Some(candidate) = weak.upgrade() else { continue };
            if Arc::ptr_eq(&candidate, file) || candidate.was_used() {
                self.open.push_back(weak);
            } else {
                candidate.close();
            }
            looked_at.push(candidate);
        }
        looked_at
    }

    /// Takes the files at and below `path` out.
    fn take_below(&mut self, path: &Path) -> LookedAt {
        let from = (Bound::Included(path), Bound::Unbounded);
        let range = self.files.range::<Path, _>(from);
        let paths: Vec<PathBuf> = range
            .map(|(found, _)| found)
            .take_while(|found| found.starts_with(path))
            .cloned()
            .collect();
        let files = paths.iter().filter_map(|path| self.files.remove(path));
        files.filter_map(|weak| weak.upgrade()).collect()
    }
}
