//! Functions of the user that handle records, one by one or many at once. They are called by the call that waits for all of them: on
//! the thread of its loop, or on the one that waits. Whoever wants one called, on whatever thread, asks it to.

use std::{
    collections::HashMap,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use ottla_api::{Again, Thrown};
use parking_lot::Mutex;
use pyo3::{
    exceptions::{PyException, PyTypeError},
    prelude::*,
    types::{PyCFunction, PyDict, PyTuple},
};
use tokio::sync::{mpsc, oneshot};

use crate::{
    block,
    bridge::Bridge,
    callbacks::{self, Arguments},
    convert::{Argument, At, Given},
    errors::{Cause, Later},
};

/// What a call of the function came to.
type Outcome<T> = Result<T, Thrown>;
/// The task of the loop that runs a function, as long as it does.
type Task = Arc<Mutex<Option<Py<PyAny>>>>;

/// A function of the user, as the API calls it.
pub(crate) struct Handler<T> {
    jobs: mpsc::UnboundedSender<Job<T>>,
    next: AtomicU64,
}

/// What is asked of the call that waits.
enum Job<T> {
    /// To call the function.
    Call { number: u64, arguments: Arguments, done: oneshot::Sender<Outcome<T>> },
    /// Nobody waits for that call any more.
    GivenUp(u64),
}

/// The calls of a function.
pub(crate) struct Jobs<T> {
    function: Arc<Py<PyAny>>,
    jobs: mpsc::UnboundedReceiver<Job<T>>,
}

/// A function, and its calls.
pub(crate) fn of<T>(function: &Bound<'_, PyAny>, name: &str) -> PyResult<(Handler<T>, Jobs<T>)> {
    if !function.is_callable() {
        return Err(At::Name(name).mismatch("a function", function));
    }
    // There are as many calls as the API has records under way.
    let (sender, jobs) = mpsc::unbounded_channel();
    let handler = Handler { jobs: sender, next: AtomicU64::new(0) };
    Ok((handler, Jobs { function: Arc::new(function.clone().unbind()), jobs }))
}

impl<T> Handler<T> {
    /// Has the function be called, and waits until it is done.
    pub(crate) async fn call(&self, arguments: Arguments) -> Outcome<T> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (done, outcome) = oneshot::channel();
        let _ended = Ended { jobs: self.jobs.clone(), number };
        // Where the call that waits is gone, so is the one that would hear of it.
        let _ = self.jobs.send(Job::Call { number, arguments, done });
        outcome.await.unwrap_or_else(|_| Err(gone()))
    }
}

/// Tells that nobody waits for a call any more, when it goes.
struct Ended<T> {
    jobs: mpsc::UnboundedSender<Job<T>>,
    number: u64,
}

impl<T> Drop for Ended<T> {
    fn drop(&mut self) {
        let _ = self.jobs.send(Job::GivenUp(self.number));
    }
}

impl<T: Argument + Send + 'static> Jobs<T> {
    /// Does the work, and calls the function for it.
    pub(crate) async fn during<D: Send + 'static>(
        mut self,
        work: impl Future<Output = ottla_api::Result<D>> + Send + 'static,
    ) -> Result<D, Later> {
        let mut work = pin!(callbacks::apart(work));
        let mut running = Running::default();
        loop {
            tokio::select! {
                biased;
                done = &mut work => return Ok(done?),
                Some(job) = self.jobs.recv() => match job {
                    Job::GivenUp(number) => running.end(number),
                    Job::Call { arguments, done, .. } if block::waits() => {
                        self.call_here(arguments, done).map_err(Later::Raised)?;
                    }
                    Job::Call { number, arguments, done } => {
                        let bridge = callbacks::event_loop().await;
                        running.begin(&bridge, &self.function, number, arguments, done);
                    }
                },
            }
        }
    }

    /// Calls the function on this thread, which is the user's.
    fn call_here(&self, arguments: Arguments, done: oneshot::Sender<Outcome<T>>) -> PyResult<()> {
        Python::attach(|py| {
            let called = arguments(py).and_then(|arguments| self.function.call1(py, arguments));
            if let Ok(given) = &called
                && given.bind(py).hasattr("__await__")?
            {
                let _ = given.call_method0(py, "close");
                let message = "a function that ottla.sync calls is not async";
                return Err(PyTypeError::new_err(message));
            }
            let outcome = match called.and_then(|given| taken(given.bind(py))) {
                Ok(given) => Ok(given),
                // Ctrl-C and the like are not about the record.
                Err(error) if !error.is_instance_of::<PyException>(py) => return Err(error),
                Err(error) => Err(thrown(py, &error)),
            };
            let _ = done.send(outcome);
            Ok(())
        })
    }
}

/// Calls that are under way on a loop; they are cancelled with it.
#[derive(Default)]
struct Running {
    bridge: Option<Arc<Bridge>>,
    tasks: HashMap<u64, Task>,
}

impl Running {
    fn begin<T: Argument + Send + 'static>(
        &mut self,
        bridge: &Arc<Bridge>,
        function: &Arc<Py<PyAny>>,
        number: u64,
        arguments: Arguments,
        done: oneshot::Sender<Outcome<T>>,
    ) {
        let task = Task::default();
        self.bridge = Some(bridge.clone());
        self.tasks.insert(number, task.clone());
        let function = function.clone();
        bridge.send(Box::new(move |event_loop| {
            if done.is_closed() {
                return Ok(());
            }
            let py = event_loop.py();
            match arguments(py).and_then(|arguments| function.call1(py, arguments)) {
                Ok(given) => run_on(event_loop, given.bind(py), &task, done),
                Err(error) => {
                    let _ = done.send(Err(thrown(py, &error)));
                    Ok(())
                }
            }
        }));
    }

    fn end(&mut self, number: u64) {
        if let (Some(task), Some(bridge)) = (self.tasks.remove(&number), &self.bridge) {
            cancel(bridge, task);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(bridge) = &self.bridge else { return };
        self.tasks.drain().for_each(|(_, task)| cancel(bridge, task));
    }
}

/// Cancels what runs on the loop, unless it is done.
fn cancel(bridge: &Arc<Bridge>, task: Task) {
    bridge.send(Box::new(move |event_loop| {
        if let Some(task) = task.lock().take() {
            task.call_method0(event_loop.py(), "cancel")?;
        }
        Ok(())
    }));
}

/// Has the loop run what the function gave, if there is anything to wait for.
fn run_on<T: Argument + Send + 'static>(
    event_loop: &Bound<'_, PyAny>,
    given: &Bound<'_, PyAny>,
    task: &Task,
    done: oneshot::Sender<Outcome<T>>,
) -> PyResult<()> {
    let py = event_loop.py();
    if !given.hasattr("__await__")? {
        let _ = done.send(taken(given).map_err(|error| thrown(py, &error)));
        return Ok(());
    }
    let options = PyDict::new(py);
    options.set_item("loop", event_loop)?;
    let future = py.import("asyncio")?.call_method("ensure_future", (given,), Some(&options))?;
    *task.lock() = Some(future.clone().unbind());
    let (done, task) = (Mutex::new(Some(done)), task.clone());
    let over = move |arguments: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| -> Given {
        let py = arguments.py();
        drop(task.lock().take());
        let given = arguments.get_item(0)?.call_method0("result");
        let outcome = given.and_then(|given| taken(&given));
        if let Some(done) = done.lock().take() {
            let _ = done.send(outcome.map_err(|error| thrown(py, &error)));
        }
        Ok(py.None())
    };
    let over = PyCFunction::new_closure(py, None, None, over)?;
    future.call_method1("add_done_callback", (over,))?;
    Ok(())
}

/// What the function gave, as the API takes it.
fn taken<T: Argument>(given: &Bound<'_, PyAny>) -> PyResult<T> {
    T::argument(given, At::Name("what the function gives"))
}

/// What the API is told of an exception. One that has a true `fatal` is not tried again, and neither is an error of ours
/// that says so.
fn thrown(py: Python<'_>, error: &PyErr) -> Thrown {
    let value = error.value(py);
    let kind = error.get_type(py).name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    let says_so = || {
        let advice = value.getattr("advice").and_then(|advice| advice.getattr("name"));
        advice.is_ok_and(|name| name.eq("FATAL").unwrap_or(false))
    };
    let fatal = value.getattr("fatal").and_then(|fatal| fatal.is_truthy()).unwrap_or(false);
    let again = if fatal || says_so() { Again::IsUseless } else { Again::MayHelp };
    let message = value.to_string();
    let cause = Cause { exception: value.clone().unbind(), text: format!("{kind}: {message}") };
    Thrown { kind, message, again, cause: Some(Arc::new(cause)) }
}

fn gone() -> Thrown {
    let message = "the call that waited has ended".to_owned();
    Thrown { kind: "CancelledError".to_owned(), message, again: Again::MayHelp, cause: None }
}
