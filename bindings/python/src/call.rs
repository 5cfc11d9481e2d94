//! A call that waits, as Python sees it: a coroutine. What is there at once costs neither a thread nor a future of
//! the loop.

use std::{
    ffi::CStr,
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use ottla_api::runtime::{Home, runtime};
use parking_lot::Mutex;
use pyo3::{
    PyTypeInfo,
    exceptions::{
        PyRuntimeError, PyRuntimeWarning, PyStopAsyncIteration, PyStopIteration, PyTimeoutError,
        PyTypeError, PyValueError,
    },
    intern,
    prelude::*,
    types::PyTuple,
};
use tokio::task::AbortHandle;

use crate::{
    block,
    bridge::Bridge,
    callbacks,
    convert::{Given, IntoPython},
    errors,
};

/// So many calls that need not wait go by, then one gives other tasks of the loop their turn.
const INLINE_MAX: u32 = 256;

/// How long a call that is broken off waits for the step that a worker is taking for it, which takes microseconds.
pub(crate) const STEP_MAX: Duration = Duration::from_millis(100);

const WITHOUT_ASYNC: &str = "it has to be waited for: write `async with`, or take the same name from ottla.sync, \
                             which needs no asyncio";

const NEVER_AWAITED: &CStr = c"a call was never awaited, so it has done nothing: write `await`";

static INLINE: AtomicU32 = AtomicU32::new(0);

/// What came out, to be made into an object where Python's lock is held.
type Outcome = Box<dyn FnOnce(Python<'_>) -> Given + Send>;
type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;

enum State {
    New(Work),
    Waiting(Waiting),
    /// The others had their turn.
    Ready(Outcome),
    Over,
}

/// A task works for the call, and a future of the loop waits for it.
struct Waiting {
    bridge: Arc<Bridge>,
    number: u64,
    future: Py<PyAny>,
    progress: Progress,
    task: AbortHandle,
    home: Home,
}

/// What a task works at. It is locked for as long as the task takes a step, which waits for nothing of Python's.
type Progress = Arc<Mutex<Step>>;

enum Step {
    Working(Work),
    Done(Outcome),
    Over,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.bridge.forget(self.number);
        if !self.home.is_here() {
            // After a fork the task is the parent's, and what it works with is not dropped here.
            std::mem::forget(self.progress.clone());
            return;
        }
        self.task.abort();
        // What the call has is given up before its caller goes on: the next one may want it.
        let step = self.progress.try_lock_for(STEP_MAX);
        let left = step.map(|mut step| std::mem::replace(&mut *step, Step::Over));
        let _inside = runtime().enter();
        drop(left);
    }
}

/// The task that works for a call.
fn steps(progress: Progress) -> impl Future<Output = ()> {
    poll_fn(move |context| {
        let mut step = progress.lock();
        let Step::Working(work) = &mut *step else { return Poll::Ready(()) };
        work.as_mut().poll(context).map(|outcome| *step = Step::Done(outcome))
    })
}

/// What the work has come to, if it is done.
fn done(progress: &Progress) -> Option<Outcome> {
    // Where it is locked, a worker is in the middle of a step, and wakes the loop behind it.
    let mut step = progress.try_lock()?;
    match std::mem::replace(&mut *step, Step::Over) {
        Step::Done(outcome) => Some(outcome),
        working => {
            *step = working;
            None
        }
    }
}

/// A value on its way to Python; where it does not arrive, it hears of it.
struct OnItsWay<T: IntoPython>(Option<T>);

impl<T: IntoPython> OnItsWay<T> {
    fn arrive(mut self, py: Python<'_>) -> Given {
        self.0.take().map_or_else(|| Ok(py.None()), |value| value.into_python(py))
    }
}

impl<T: IntoPython> Drop for OnItsWay<T> {
    fn drop(&mut self) {
        if let Some(value) = self.0.take() {
            value.cancelled();
        }
    }
}

/// What a call becomes where there is nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nothing {
    None,
    EndOfLoop,
}

/// A call that waits: `await` it, or use what it makes in an `async with`.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Call {
    state: Mutex<State>,
    nothing: Nothing,
    /// What `async with` leaves.
    opened: Mutex<Option<Py<PyAny>>>,
}

impl Call {
    /// A call that gives what a function of the API gives.
    pub(crate) fn of<T: IntoPython + Send + 'static>(
        work: impl Future<Output = ottla_api::Result<T>> + Send + 'static,
    ) -> Self {
        Self::given(async move { Ok(work.await?) })
    }

    /// A call that gives this, or raises.
    pub(crate) fn given<T: IntoPython + Send + 'static>(
        work: impl Future<Output = Result<T, errors::Later>> + Send + 'static,
    ) -> Self {
        Self::becoming(Nothing::None, work)
    }

    /// A call that gives the next item of a loop.
    pub(crate) fn next<T: IntoPython + Send + 'static>(
        work: impl Future<Output = Result<T, errors::Later>> + Send + 'static,
    ) -> Self {
        Self::becoming(Nothing::EndOfLoop, work)
    }

    fn becoming<T: IntoPython + Send + 'static>(
        nothing: Nothing,
        work: impl Future<Output = Result<T, errors::Later>> + Send + 'static,
    ) -> Self {
        let work = Box::pin(async move {
            let given = work.await.map(|value| OnItsWay(Some(value)));
            let outcome: Outcome = Box::new(move |py| match given {
                Ok(value) => value.arrive(py),
                Err(error) => Err(error.raised(py)),
            });
            outcome
        });
        Self::new(State::New(work), nothing)
    }

    /// A call that needs no waiting.
    pub(crate) fn ready(value: Py<PyAny>) -> Self {
        let outcome: Outcome = Box::new(move |_| Ok(value));
        Self::new(State::Ready(outcome), Nothing::None)
    }

    fn new(state: State, nothing: Nothing) -> Self {
        Self { state: Mutex::new(state), nothing, opened: Mutex::new(None) }
    }

    /// Gives the outcome: that is raised, as all iterators do at their end.
    fn give(&self, py: Python<'_>, outcome: Outcome) -> PyErr {
        let value = match outcome(py) {
            Ok(value) => value,
            Err(error) => return error,
        };
        if self.nothing == Nothing::EndOfLoop && value.is_none(py) {
            return PyStopAsyncIteration::new_err(());
        }
        let mut opened = self.opened.lock();
        if opened.is_some() {
            *opened = Some(value.clone_ref(py));
        }
        PyStopIteration::new_err((value,))
    }

    pub(crate) fn step(&self, py: Python<'_>) -> Given {
        let state = std::mem::replace(&mut *self.state.lock(), State::Over);
        match state {
            State::New(work) => self.begin(py, work),
            State::Ready(outcome) => Err(self.give(py, outcome)),
            State::Waiting(waiting) => {
                match done(&waiting.progress) {
                    Some(outcome) => Err(self.give(py, outcome)),
                    // Somebody else has woken the task.
                    None => self.wait(py, waiting),
                }
            }
            State::Over => Err(PyRuntimeError::new_err("the call was awaited already")),
        }
    }

    fn begin(&self, py: Python<'_>, mut work: Work) -> Given {
        let polled = {
            let _inside = runtime().enter();
            let _waiting = block::Waiting::in_a_loop();
            work.as_mut().poll(&mut Context::from_waker(Waker::noop()))
        };
        match polled {
            Poll::Ready(outcome) => {
                if INLINE.fetch_add(1, Ordering::Relaxed) % INLINE_MAX != INLINE_MAX - 1 {
                    return Err(self.give(py, outcome));
                }
                *self.state.lock() = State::Ready(outcome);
                Ok(py.None())
            }
            Poll::Pending => {
                let bridge = Bridge::of_running_loop(py)?;
                let (number, future) = bridge.future(py)?;
                let work = Box::pin(callbacks::within(bridge.clone(), work));
                let progress = Arc::new(Mutex::new(Step::Working(work)));
                let (to, steps) = (bridge.clone(), steps(progress.clone()));
                let task = runtime().spawn(async move {
                    steps.await;
                    to.done(number);
                });
                let (future, task) = (future.unbind(), task.abort_handle());
                self.wait(
                    py,
                    Waiting { bridge, number, future, progress, task, home: Home::here() },
                )
            }
        }
    }

    fn wait(&self, py: Python<'_>, waiting: Waiting) -> Given {
        let future = waiting.future.clone_ref(py);
        // What asyncio's own futures say when they are awaited.
        future.bind(py).setattr(intern!(py, "_asyncio_future_blocking"), true)?;
        *self.state.lock() = State::Waiting(waiting);
        Ok(future)
    }
}

impl Drop for Call {
    /// As coroutines of Python do it.
    fn drop(&mut self) {
        if !matches!(self.state.get_mut(), State::New(_)) {
            return;
        }
        // There is nobody to tell when the interpreter is gone.
        Python::try_attach(|py| {
            // It may go because something was raised, which is not to be lost.
            let raised = PyErr::take(py);
            let kind = PyRuntimeWarning::type_object(py);
            if let Err(refused) = PyErr::warn(py, &kind, NEVER_AWAITED, 1) {
                refused.write_unraisable(py, None);
            }
            if let Some(raised) = raised {
                raised.restore(py);
            }
        });
    }
}

#[pymethods]
impl Call {
    fn __await__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> Given {
        self.step(py)
    }

    fn send(&self, py: Python<'_>, value: &Bound<'_, PyAny>) -> Given {
        let _ = value;
        self.step(py)
    }

    /// Ends the call with an exception, as a cancelled task does: what works for it is broken off.
    #[pyo3(signature = (kind, value=None, traceback=None))]
    pub(crate) fn throw(
        &self,
        kind: &Bound<'_, PyAny>,
        value: Option<&Bound<'_, PyAny>>,
        traceback: Option<&Bound<'_, PyAny>>,
    ) -> Given {
        let _ = traceback;
        self.close();
        let thrown = match value {
            Some(value) if !value.is_none() => value.clone(),
            Some(_) | None if kind.is_callable() => kind.call0()?,
            Some(_) | None => kind.clone(),
        };
        Err(PyErr::from_value(thrown))
    }

    /// Ends the call.
    pub(crate) fn close(&self) {
        let state = std::mem::replace(&mut *self.state.lock(), State::Over);
        drop(state);
    }

    /// Waits in this thread, without a loop, for so many seconds at most.
    #[pyo3(signature = (timeout=None))]
    fn wait_for_it(&self, py: Python<'_>, timeout: Option<f64>) -> Given {
        let limit = timeout.map(seconds).transpose().inspect_err(|_| self.close())?;
        let state = std::mem::replace(&mut *self.state.lock(), State::Over);
        match state {
            State::New(work) => match block::wait_for(py, work, limit)? {
                Some(outcome) => outcome(py),
                None => {
                    let message = format!("nothing came within {} s", timeout.unwrap_or_default());
                    Err(PyTimeoutError::new_err(message))
                }
            },
            State::Ready(outcome) => outcome(py),
            State::Waiting(_) | State::Over => {
                Err(PyRuntimeError::new_err("the call was awaited already"))
            }
        }
    }

    fn __aenter__(this: Bound<'_, Self>) -> Py<Self> {
        *this.get().opened.lock() = Some(this.py().None());
        this.unbind()
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__<'py>(
        &self,
        py: Python<'py>,
        exception: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let opened = self.opened.lock().take().unwrap_or_else(|| py.None());
        opened.bind(py).call_method1(intern!(py, "__aexit__"), exception.clone())
    }

    /// What `with` looks for: without `async` nothing would wait.
    fn __enter__(&self) -> PyResult<()> {
        self.close();
        Err(PyTypeError::new_err(WITHOUT_ASYNC))
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyTuple>) {}
}

/// A time to wait, as Python tells it.
fn seconds(timeout: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(timeout).map_err(|_| {
        PyValueError::new_err(format!("timeout is {timeout}: it has to be seconds, 0 or more"))
    })
}
