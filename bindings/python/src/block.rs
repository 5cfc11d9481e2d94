//! Waiting in a thread of the user: without Python's lock, and so that Ctrl-C ends it.

use std::{
    cell::Cell,
    pin::pin,
    sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

use ottla_api::runtime::runtime;
use pyo3::{prelude::*, sync::PyOnceLock};

/// How long Ctrl-C waits at most.
const SIGNALS: Duration = Duration::from_millis(50);

/// Set when the interpreter is about to end: whoever comes back to it then would be killed in the middle.
static ENDING: AtomicBool = AtomicBool::new(false);
/// Threads that are on their way back to the interpreter.
static RETURNING: AtomicUsize = AtomicUsize::new(0);

/// Python's number of the main thread.
static MAIN: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// Whether this thread waits here: what is called back then may be called right on it.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thread {
    /// The one that is told of signals, and ends the interpreter.
    Main,
    /// Any other of the user's.
    Other,
}

/// While it lives, the current thread waits.
struct Waiting {
    before: bool,
}

impl Waiting {
    fn begun() -> Self {
        Self { before: WAITS.replace(true) }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        WAITS.set(self.before);
    }
}

/// Whether the current thread is a user's that waits.
pub(crate) fn waits() -> bool {
    WAITS.get()
}

/// Waits for something that may need no waiting at all.
pub(crate) fn wait<T: Send>(py: Python<'_>, work: impl Future<Output = T> + Send) -> PyResult<T> {
    let mut work = pin!(work);
    let _waiting = Waiting::begun();
    {
        let _inside = runtime().enter();
        let mut context = Context::from_waker(Waker::noop());
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return Ok(done);
        }
    }
    // Signals are for the main thread; others come back only once there is something to tell.
    let main = current(py)?;
    if main == Thread::Other && ENDING.load(Ordering::SeqCst) {
        py.detach(park);
    }
    loop {
        let done = away(py, main, || {
            runtime().block_on(async {
                match main {
                    Thread::Main => tokio::time::timeout(SIGNALS, work.as_mut()).await.ok(),
                    Thread::Other => Some(work.as_mut().await),
                }
            })
        });
        match done {
            Some(done) => return Ok(done),
            None => py.check_signals()?,
        }
    }
}

/// Runs something without Python's lock, and never comes back to an interpreter that ends.
fn away<T: Send>(py: Python<'_>, of: Thread, work: impl FnOnce() -> T + Send) -> T {
    let done = py.detach(|| {
        let done = work();
        RETURNING.fetch_add(1, Ordering::SeqCst);
        // The main thread is the one that ends it: it may still close what it has.
        if of == Thread::Other && ENDING.load(Ordering::SeqCst) {
            RETURNING.fetch_sub(1, Ordering::SeqCst);
            park();
        }
        done
    });
    RETURNING.fetch_sub(1, Ordering::SeqCst);
    done
}

/// Waits for the end of the process.
fn park() {
    loop {
        thread::park();
    }
}

/// Which thread this is. No line of Python is run for it: the lock could change hands there.
fn current(py: Python<'_>) -> PyResult<Thread> {
    static IDENT: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let ident = IDENT
        .get_or_try_init(py, || py.import("threading")?.getattr("get_ident").map(Bound::unbind))?;
    let ident: u64 = ident.bind(py).call0()?.extract()?;
    Ok(if ident == MAIN.load(Ordering::Relaxed) { Thread::Main } else { Thread::Other })
}

/// Finds the main thread: when the package is loaded, and after a fork.
pub(crate) fn find_main(py: Python<'_>) -> PyResult<()> {
    let main = py.import("threading")?.call_method0("main_thread")?.getattr("ident")?;
    MAIN.store(main.extract()?, Ordering::Relaxed);
    Ok(())
}

/// Is called when the interpreter is about to end.
#[pyfunction]
pub(crate) fn ending(py: Python<'_>) {
    ENDING.store(true, Ordering::SeqCst);
    py.detach(|| {
        while RETURNING.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
    });
}
