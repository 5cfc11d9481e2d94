//! The way from worker threads to an event loop of asyncio. A worker puts what happened into a queue and writes one
//! byte to a socket; the loop reads it on its own thread. So no worker ever touches Python, which crashes when the
//! interpreter ends meanwhile.

use std::{
    collections::HashMap,
    io::{Read, Write},
    sync::Arc,
};

use parking_lot::Mutex;
use pyo3::{exceptions::PyNotImplementedError, intern, prelude::*, sync::PyOnceLock};

/// Something that a worker wants done on the loop's thread.
pub(crate) type Errand = Box<dyn FnOnce(&Bound<'_, PyAny>) -> PyResult<()> + Send>;

enum Arrival {
    /// The call with this number has what it waited for.
    Done(u64),
    Errand(Errand),
}

/// How the loop is woken.
enum Wake {
    /// It looks at the other end of a socket.
    #[cfg(unix)]
    Socket { write: std::os::unix::net::UnixStream, read: std::os::unix::net::UnixStream },
    /// It has nothing to look at sockets with.
    Threadsafe,
}

/// The bridge to one loop.
pub(crate) struct Bridge {
    event_loop: Py<PyAny>,
    create_future: Py<PyAny>,
    wake: Wake,
    queue: Mutex<Vec<Arrival>>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    last: u64,
    futures: HashMap<u64, Py<PyAny>>,
}

/// The bridges of loops that are open, by the address of the loop.
static BRIDGES: Mutex<Vec<(usize, Arc<Bridge>)>> = Mutex::new(Vec::new());

/// Is called by the loop when it was woken.
#[pyclass(frozen, module = "ottla")]
struct Drain(Arc<Bridge>);

#[pymethods]
impl Drain {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        self.0.drain(py)
    }
}

impl Bridge {
    /// The bridge to the loop that runs on this thread.
    pub(crate) fn of_running_loop(py: Python<'_>) -> PyResult<Arc<Self>> {
        static RUNNING: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let running = RUNNING.get_or_try_init(py, || {
            py.import("asyncio")?.getattr("get_running_loop").map(Bound::unbind)
        })?;
        let event_loop = running.bind(py).call0()?;
        let key = event_loop.as_ptr() as usize;
        // A loop that is in the list is held by it, so no other one has its address.
        if let Some((_, bridge)) = BRIDGES.lock().iter().find(|(of, _)| *of == key) {
            return Ok(bridge.clone());
        }
        let bridge = Self::open(&event_loop)?;
        forget_closed(py)?;
        BRIDGES.lock().push((key, bridge.clone()));
        Ok(bridge)
    }

    fn open(event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Self>> {
        let bridge = |wake| -> PyResult<Arc<Self>> {
            Ok(Arc::new(Self {
                event_loop: event_loop.clone().unbind(),
                create_future: event_loop.getattr("create_future")?.unbind(),
                wake,
                queue: Mutex::default(),
                waiting: Mutex::default(),
            }))
        };
        #[cfg(unix)]
        {
            use std::os::{fd::AsRawFd, unix::net::UnixStream};

            let (write, read) = UnixStream::pair()?;
            write.set_nonblocking(true)?;
            read.set_nonblocking(true)?;
            let descriptor = read.as_raw_fd();
            let bridge = bridge(Wake::Socket { write, read })?;
            let drain = Drain(bridge.clone());
            match event_loop.call_method1("add_reader", (descriptor, drain)) {
                Ok(_) => return Ok(bridge),
                Err(error) if error.is_instance_of::<PyNotImplementedError>(event_loop.py()) => {}
                Err(error) => return Err(error),
            }
        }
        bridge(Wake::Threadsafe)
    }

    /// A future of the loop that is done when [`Bridge::done`] is called with the number.
    pub(crate) fn future<'py>(&self, py: Python<'py>) -> PyResult<(u64, Bound<'py, PyAny>)> {
        let future = self.create_future.bind(py).call0()?;
        let mut waiting = self.waiting.lock();
        waiting.last += 1;
        let number = waiting.last;
        waiting.futures.insert(number, future.clone().unbind());
        Ok((number, future))
    }

    /// The future is of no use to anybody any more.
    pub(crate) fn forget(&self, number: u64) {
        let future = self.waiting.lock().futures.remove(&number);
        drop(future);
    }

    /// From any thread: what was waited for is there.
    pub(crate) fn done(self: &Arc<Self>, number: u64) {
        self.arrived(Arrival::Done(number));
    }

    /// From any thread: has something done on the loop's thread.
    pub(crate) fn send(self: &Arc<Self>, errand: Errand) {
        self.arrived(Arrival::Errand(errand));
    }

    fn arrived(self: &Arc<Self>, arrival: Arrival) {
        let first = {
            let mut queue = self.queue.lock();
            queue.push(arrival);
            queue.len() == 1
        };
        if !first {
            return;
        }
        match &self.wake {
            // If it is full, the loop has enough to read.
            #[cfg(unix)]
            Wake::Socket { write, .. } => drop((&*write).write(&[1])),
            Wake::Threadsafe => {
                let bridge = self.clone();
                // Nobody is told when the interpreter is not there any more, or the loop closed.
                Python::try_attach(|py| {
                    let drain = Drain(bridge.clone());
                    bridge.event_loop.call_method1(py, "call_soon_threadsafe", (drain,)).ok()
                });
            }
        }
    }

    fn drain(&self, py: Python<'_>) -> PyResult<()> {
        #[cfg(unix)]
        if let Wake::Socket { read, .. } = &self.wake {
            let mut bytes = [0; 64];
            // What is left of them wakes the loop again.
            let _ = (&*read).read(&mut bytes);
        }
        let arrivals = std::mem::take(&mut *self.queue.lock());
        for arrival in arrivals {
            match arrival {
                Arrival::Done(number) => {
                    let Some(future) = self.waiting.lock().futures.remove(&number) else {
                        continue;
                    };
                    let future = future.bind(py);
                    if !future.call_method0(intern!(py, "done"))?.is_truthy()? {
                        future.call_method1(intern!(py, "set_result"), (py.None(),))?;
                    }
                }
                Arrival::Errand(errand) => errand(self.event_loop.bind(py))?,
            }
        }
        Ok(())
    }
}

fn forget_closed(py: Python<'_>) -> PyResult<()> {
    let all = std::mem::take(&mut *BRIDGES.lock());
    let mut open = Vec::with_capacity(all.len() + 1);
    for (key, bridge) in all {
        if !bridge.event_loop.bind(py).call_method0("is_closed")?.is_truthy()? {
            open.push((key, bridge));
        }
    }
    BRIDGES.lock().extend(open);
    Ok(())
}

/// After a fork: the parent's bridges are the parent's.
pub(crate) fn forked() {
    std::mem::forget(std::mem::take(&mut *BRIDGES.lock()));
}
