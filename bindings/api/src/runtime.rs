//! The threads that the clients of a process share, and what a fork does to them.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use parking_lot::Mutex;
use tokio::runtime::{Builder, Handle, Runtime};

/// Threads at most: clients wait more than they work.
const THREADS_MAX: usize = 4;

/// How often the process was forked before it became this one.
static FORKS: AtomicU32 = AtomicU32::new(0);
static CURRENT: Mutex<Option<(u32, &'static Runtime)>> = Mutex::new(None);
static FIRST: OnceLock<&'static Runtime> = OnceLock::new();

/// The runtime that all calls run on.
///
/// # Panics
/// If the operating system gives the process no threads.
pub fn runtime() -> &'static Runtime {
    match (FORKS.load(Ordering::Relaxed), FIRST.get()) {
        (0, Some(runtime)) => runtime,
        (forks, _) => of_process(forks),
    }
}

/// A handle to [`runtime`].
pub fn handle() -> Handle {
    runtime().handle().clone()
}

fn of_process(forks: u32) -> &'static Runtime {
    let mut current = CURRENT.lock();
    if let Some((of, runtime)) = *current
        && of == forks
    {
        return runtime;
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS_MAX);
    let runtime = Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name("ottla")
        .enable_all()
        .build()
        .expect("threads of the runtime");
    // It lives as long as the process; after a fork the parent's is out of reach.
    let runtime: &'static Runtime = Box::leak(Box::new(runtime));
    *current = Some((forks, runtime));
    if forks == 0 {
        let _ = FIRST.set(runtime);
    }
    runtime
}

/// To be called in a process that has just come from a fork: its threads are gone, so what was made
/// before can be used no more. Languages that can fork call it by themselves.
pub fn forked() {
    FORKS.fetch_add(1, Ordering::Relaxed);
}

/// Which process an object is of: [`forked`] makes a new one.
pub(crate) fn generation() -> u32 {
    FORKS.load(Ordering::Relaxed)
}

/// Where an object was made.
#[derive(Clone, Copy, Debug)]
pub struct Home(u32);

impl Home {
    /// The home of what is made now.
    #[must_use]
    pub fn here() -> Self {
        Self(generation())
    }

    /// Whether this is the process it was made in.
    #[must_use]
    pub fn is_here(self) -> bool {
        self.0 == generation()
    }

    /// Refuses to be used in another process.
    ///
    /// # Errors
    /// `Closed` in any other process.
    pub fn check(self, what: &'static str) -> ottla::Result<()> {
        if self.is_here() {
            return Ok(());
        }
        Err(crate::error::forked(what))
    }
}
