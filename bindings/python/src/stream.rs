//! Loops over a consumer: record by record, or batch by batch.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use parking_lot::Mutex;
use pyo3::{exceptions::PyStopIteration, prelude::*};

use crate::{batch::RecordBatch, batch::Records, call::Call, convert::Given};

/// The records of a consumer that a loop has not had yet. They outlive the loop.
#[derive(Clone, Default)]
pub(crate) struct Left(Arc<Mutex<Option<Arc<Records>>>>);

impl Left {
    /// The consumer goes on elsewhere.
    pub(crate) fn clear(&self) {
        *self.0.lock() = None;
    }
}

/// How the next batch is read.
type Read = Box<dyn Fn() -> PyResult<Call> + Send + Sync>;

/// A loop over batches.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Batches(Read);

impl Batches {
    pub(crate) fn new(read: impl Fn() -> PyResult<Call> + Send + Sync + 'static) -> Self {
        Self(Box::new(read))
    }
}

#[pymethods]
impl Batches {
    fn __aiter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __anext__(&self) -> PyResult<Call> {
        (self.0)()
    }
}

/// A loop over records. It is what its loop awaits itself: while there is a batch, a record costs neither an
/// object nor a call.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Stream {
    read: Read,
    left: Left,
    reading: Mutex<Option<Py<Call>>>,
    /// Records since the loop of asyncio had its turn.
    since: AtomicU32,
}

/// So many records go by, then other tasks of the loop of asyncio have their turn.
const RECORDS_MAX: u32 = 1024;

impl Stream {
    pub(crate) fn new(
        left: Left,
        read: impl Fn() -> PyResult<Call> + Send + Sync + 'static,
    ) -> Self {
        Self { read: Box::new(read), left, reading: Mutex::new(None), since: AtomicU32::new(0) }
    }

    fn step(&self, py: Python<'_>) -> Given {
        loop {
            let records = self.left.0.lock().clone();
            if let Some(record) = records.and_then(|records| records.step()) {
                return Err(PyStopIteration::new_err((Py::new(py, record)?,)));
            }
            if self.since.load(Ordering::Relaxed) >= RECORDS_MAX {
                self.since.store(0, Ordering::Relaxed);
                return Ok(py.None());
            }
            let call = match self.reading.lock().take() {
                Some(call) => call,
                None => Py::new(py, (self.read)()?)?,
            };
            match call.get().step(py) {
                Ok(waits_for) => {
                    *self.reading.lock() = Some(call);
                    return Ok(waits_for);
                }
                Err(error) => match error.is_instance_of::<PyStopIteration>(py) {
                    false => return Err(error),
                    true => {
                        let batch = error.value(py).getattr("value")?;
                        let batch = batch.cast::<RecordBatch>()?.get().0.clone();
                        let count = u32::try_from(batch.len()).unwrap_or(u32::MAX);
                        self.since.fetch_add(count, Ordering::Relaxed);
                        *self.left.0.lock() = Some(Arc::new(Records::of(batch)));
                    }
                },
            }
        }
    }
}

#[pymethods]
impl Stream {
    fn __aiter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __anext__(this: Py<Self>) -> Py<Self> {
        this
    }

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

    #[pyo3(signature = (kind, value=None, traceback=None))]
    fn throw(
        &self,
        py: Python<'_>,
        kind: &Bound<'_, PyAny>,
        value: Option<&Bound<'_, PyAny>>,
        traceback: Option<&Bound<'_, PyAny>>,
    ) -> Given {
        let call = self.reading.lock().take();
        match call {
            Some(call) => call.get().throw(kind, value, traceback),
            None => Call::ready(py.None()).throw(kind, value, traceback),
        }
    }

    fn close(&self) {
        let call = self.reading.lock().take();
        if let Some(call) = call {
            call.get().close();
        }
    }
}
