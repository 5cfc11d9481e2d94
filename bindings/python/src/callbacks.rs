//! Functions of the user that the client calls, on a thread of the user: on that of the loop, or on the one
//! that waits for the call. A task works meanwhile, so that they may make calls themselves.

use std::{
    panic,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use ottla_api::runtime::runtime;
use parking_lot::Mutex;
use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    types::{PyCFunction, PyDict, PyTuple},
};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    task::JoinHandle,
};

use crate::{block, bridge::Bridge, call, convert::Given, errors::Later};

tokio::task_local! {
    /// Who waits for the work.
    static WAITER: Waiter;
}

/// Who waits for work, and calls functions of the user for it.
#[derive(Clone)]
enum Waiter {
    Loop(Arc<Bridge>),
    Thread(mpsc::UnboundedSender<Errand>),
}

/// What a thread that waits is to do meanwhile.
type Errand = Box<dyn FnOnce(Python<'_>) + Send>;

/// Has work know the loop that waits for it.
pub(crate) fn within<F: Future>(bridge: Arc<Bridge>, work: F) -> impl Future<Output = F::Output> {
    WAITER.scope(Waiter::Loop(bridge), work)
}

/// The loop whose call is worked for.
pub(crate) async fn event_loop() -> Arc<Bridge> {
    // The first look at the work is on the loop's own thread, in the middle of its call: it is too
    // early then, and the loop is not known. The next one is by a task that knows it.
    loop {
        match WAITER.try_with(Waiter::clone) {
            Ok(Waiter::Loop(bridge)) => return bridge,
            Ok(Waiter::Thread(_)) | Err(_) => tokio::task::yield_now().await,
        }
    }
}

/// Work that may call functions of the user. Where a thread waits for it, a task works: the functions are called by that thread, and
/// may make calls that wait for what the work is about.
pub(crate) async fn apart<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    if !block::waits() {
        return work.await;
    }
    let (errand, mut errands) = mpsc::unbounded_channel();
    let mut task = Apart(runtime().spawn(WAITER.scope(Waiter::Thread(errand), work)));
    loop {
        tokio::select! {
            biased;
            done = &mut task.0 => match done {
                Ok(done) => return done,
                Err(failed) => panic::resume_unwind(failed.into_panic()),
            },
            Some(errand) = errands.recv() => Python::attach(errand),
        }
    }
}

/// The task of such work. When nobody waits any more it is broken off, before the caller goes on.
struct Apart<T>(JoinHandle<T>);

impl<T> Drop for Apart<T> {
    fn drop(&mut self) {
        if self.0.is_finished() {
            return;
        }
        self.0.abort();
        let _ = block::driven(async { tokio::time::timeout(call::STEP_MAX, &mut self.0).await });
    }
}

/// What functions of the user have raised, for the call that waits to raise it.
#[derive(Clone, Default)]
pub(crate) struct Failures(Arc<Raised>);

#[derive(Default)]
struct Raised {
    error: Mutex<Option<PyErr>>,
    told: Notify,
    /// Whether there are functions that may raise something.
    listened: AtomicBool,
}

impl Failures {
    fn add(&self, error: PyErr) {
        // The first one is told; those behind it may come of it.
        self.0.error.lock().get_or_insert(error);
        self.0.told.notify_one();
    }

    fn take(&self) -> Option<Later> {
        self.0.error.lock().take().map(Later::Raised)
    }

    /// Does work that may call functions of the user.
    pub(crate) async fn working<T: Send + 'static>(
        self,
        work: impl Future<Output = ottla_api::Result<T>> + Send + 'static,
    ) -> ottla_api::Result<T> {
        match self.0.listened.load(Ordering::Relaxed) {
            true => apart(work).await,
            false => work.await,
        }
    }

    /// Waits for records, or for a function of the user that raises.
    pub(crate) async fn or<T: Send + 'static>(
        self,
        work: impl Future<Output = ottla_api::Result<T>> + Send + 'static,
    ) -> Result<T, Later> {
        if let Some(error) = self.take() {
            return Err(error);
        }
        let raised = async {
            loop {
                self.0.told.notified().await;
                if let Some(error) = self.take() {
                    return error;
                }
            }
        };
        tokio::select! {
            biased;
            done = self.clone().working(work) => Ok(done?),
            error = raised => Err(error),
        }
    }

    /// Does the whole work, then tells what a function of the user has raised.
    pub(crate) async fn after<T: Send + 'static>(
        self,
        work: impl Future<Output = ottla_api::Result<T>> + Send + 'static,
    ) -> Result<T, Later> {
        let done = self.clone().working(work).await?;
        self.take().map_or(Ok(done), Err)
    }
}

/// Functions of the user.
pub(crate) struct Functions {
    object: Arc<Py<PyAny>>,
    failures: Failures,
}

/// How the arguments of a function are made.
pub(crate) type Arguments = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyTuple>> + Send>;

impl Functions {
    /// Those of an object that has them all.
    pub(crate) fn of(
        object: &Bound<'_, PyAny>,
        names: &[&str],
        failures: Failures,
    ) -> PyResult<Self> {
        for name in names {
            if !object.getattr_opt(*name)?.is_some_and(|function| function.is_callable()) {
                let kind = object.get_type().name()?;
                let message = format!("listener has no function `{name}`: it is a {kind}");
                return Err(PyTypeError::new_err(message));
            }
        }
        failures.0.listened.store(true, Ordering::Relaxed);
        Ok(Self { object: Arc::new(object.clone().unbind()), failures })
    }

    /// Calls a function, and waits until it is done.
    pub(crate) async fn call(&self, name: &'static str, arguments: Arguments) {
        let object = self.object.clone();
        let failures = self.failures.clone();
        let (done, wait) = oneshot::channel();
        match WAITER.try_with(Waiter::clone) {
            Ok(Waiter::Thread(thread)) => {
                let errand = move |py: Python<'_>| {
                    call_here(py, &object, name, arguments, &failures);
                    let _ = done.send(());
                };
                // If the thread is gone, so is the one who waits.
                let _ = thread.send(Box::new(errand));
                let _ = wait.await;
                return;
            }
            // This is the thread of the user, which works itself.
            Err(_) if block::waits() => {
                Python::attach(|py| call_here(py, &object, name, arguments, &failures));
                return;
            }
            Ok(Waiter::Loop(_)) | Err(_) => {}
        }
        let bridge = event_loop().await;
        bridge.send(Box::new(move |event_loop| {
            let py = event_loop.py();
            let called =
                arguments(py).and_then(|arguments| object.call_method1(py, name, arguments));
            match called {
                Ok(given) => run_on(event_loop, given.bind(py), failures, done),
                Err(error) => {
                    failures.add(error);
                    let _ = done.send(());
                    Ok(())
                }
            }
        }));
        // If the loop is gone, so is the one who waits.
        let _ = wait.await;
    }
}

/// Calls a function in a thread of the user.
fn call_here(
    py: Python<'_>,
    object: &Py<PyAny>,
    name: &str,
    arguments: Arguments,
    failures: &Failures,
) {
    let called = arguments(py).and_then(|arguments| object.call_method1(py, name, arguments));
    if let Err(error) = called.and_then(|given| run_here(given.into_bound(py))) {
        failures.add(error);
    }
}

/// A function without `async` is done; there is no loop for others.
fn run_here(given: Bound<'_, PyAny>) -> PyResult<()> {
    if !given.hasattr("__await__")? {
        return Ok(());
    }
    let _ = given.call_method0("close");
    Err(PyTypeError::new_err("functions of a listener of ottla.sync are not async"))
}

/// Has the loop run what a function gave, if there is anything to wait for.
fn run_on(
    event_loop: &Bound<'_, PyAny>,
    given: &Bound<'_, PyAny>,
    failures: Failures,
    done: oneshot::Sender<()>,
) -> PyResult<()> {
    let py = event_loop.py();
    if !given.hasattr("__await__")? {
        let _ = done.send(());
        return Ok(());
    }
    let options = PyDict::new(py);
    options.set_item("loop", event_loop)?;
    let task = py.import("asyncio")?.call_method("ensure_future", (given,), Some(&options))?;
    let done = Mutex::new(Some(done));
    let over = move |arguments: &Bound<'_, PyTuple>, _: Option<&Bound<'_, PyDict>>| -> Given {
        if let Err(error) = arguments.get_item(0)?.call_method0("result") {
            failures.add(error);
        }
        if let Some(done) = done.lock().take() {
            let _ = done.send(());
        }
        Ok(arguments.py().None())
    };
    let over = PyCFunction::new_closure(py, None, None, over)?;
    task.call_method1("add_done_callback", (over,))?;
    Ok(())
}

/// An object with what its listener may raise.
pub(crate) struct With<T>(pub(crate) T, pub(crate) Failures);
