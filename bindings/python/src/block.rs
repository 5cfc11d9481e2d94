//! Waiting in a thread of the user: without Python's lock, and so that Ctrl-C ends it.

use std::{
    cell::Cell,
    pin::pin,
    sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    task::{Context, Poll, Waker},
    thread,
    time::{Duration, Instant},
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

/// While it lives, the current thread waits, or does not.
pub(crate) struct Waiting {
    before: bool,
}

impl Waiting {
    fn begun() -> Self {
        Self { before: WAITS.replace(true) }
    }

    /// For calls of a loop, which may run in a function that a thread has called while it waits.
    pub(crate) fn in_a_loop() -> Self {
        Self { before: WAITS.replace(false) }
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
    Ok(wait_for(py, work, None)?.expect("without a limit there is no end of the time"))
}

/// As `wait`; `None` if it is not there in time.
pub(crate) fn wait_for<T: Send>(
    py: Python<'_>,
    work: impl Future<Output = T> + Send,
    limit: Option<Duration>,
) -> PyResult<Option<T>> {
    // A time that is too long to be told is as good as none.
    let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
    // Also around the end of what is not waited for any longer.
    let _inside = runtime().enter();
    let mut work = pin!(work);
    let _waiting = Waiting::begun();
    let mut context = Context::from_waker(Waker::noop());
    if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
        return Ok(Some(done));
    }
    // Signals are for the main thread; others come back only once there is something to tell.
    let main = current(py)?;
    if main == Thread::Other && ENDING.load(Ordering::SeqCst) {
        py.detach(park);
    }
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let turn = match main {
            Thread::Main => Some(left.map_or(SIGNALS, |left| left.min(SIGNALS))),
            Thread::Other => left,
        };
        let done = away(py, main, || {
            driven(async {
                match turn {
                    Some(turn) => tokio::time::timeout(turn, work.as_mut()).await.ok(),
                    None => Some(work.as_mut().await),
                }
            })
        });
        if done.is_some() {
            return Ok(done);
        }
        py.check_signals()?;
        if left == turn {
            return Ok(None);
        }
    }
}

/// Drives work in this thread. A function of the user is called in the middle of a call that the thread drives already, and may
/// make calls that wait.
pub(crate) fn driven<T>(work: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| runtime().block_on(work))
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
