//! How what other threads have done comes back to JavaScript. One function of Node-API per environment wakes
//! its loop for everything that is done until then; it keeps the process alive only while a call waits.

use std::{
    cell::{Cell, RefCell},
    ffi::c_void,
    panic::AssertUnwindSafe,
    pin::Pin,
    ptr,
    sync::Arc,
};

use futures::FutureExt;
use napi::{Status, sys};
use ottla_api::{Error, runtime};
use parking_lot::Mutex;

use crate::{
    cancellation, error,
    value::{IntoJs, Raw, made},
};

/// Calls in a row that may be done at once; the next goes the slow way, so that timers and sockets of
/// JavaScript have their turn.
const AT_ONCE_MAX: u32 = 256;

type Job = Box<dyn FnOnce(sys::napi_env) + Send>;

/// The way to one environment.
pub(crate) struct Bridge {
    queue: Mutex<Queue>,
}

struct Queue {
    jobs: Vec<Job>,
    wake: Wake,
    /// Whether the loop knows that there are jobs.
    woken: bool,
}

/// The function that wakes the loop; null once the environment is gone.
#[derive(Clone, Copy)]
struct Wake(sys::napi_threadsafe_function);

// SAFETY: such functions may be called in any thread, which is what they are for.
unsafe impl Send for Wake {}

/// What is kept per environment, in its thread.
struct Place {
    env: sys::napi_env,
    bridge: Arc<Bridge>,
    waiting: Cell<u32>,
    at_once: Cell<u32>,
}

thread_local! {
    // A thread has several environments where a test runner makes several contexts.
    static PLACES: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// A promise of which only this thread may know.
#[derive(Clone, Copy)]
struct Deferred(sys::napi_deferred);

// SAFETY: other threads only carry it.
unsafe impl Send for Deferred {}

/// Makes what a call gave into an object of JavaScript, in its thread.
type Given = Box<dyn FnOnce(sys::napi_env) -> sys::napi_value + Send>;
/// All calls are of one type from here on: what runs them is in the library once, not once for each function.
type Call = Pin<Box<dyn Future<Output = Result<Given, Error>> + Send>>;

/// How a call ended.
enum End {
    Done(Result<Given, Error>),
    Cancelled,
    Panicked,
}

impl Bridge {
    /// Has `job` be done by JavaScript's thread, soon; never, once the environment is gone.
    pub(crate) fn post(&self, job: Job) {
        // What is not done is dropped behind the lock, for it may post in turn.
        let _undone = {
            let mut queue = self.queue.lock();
            queue.jobs.push(job);
            if !queue.wake.0.is_null() && !queue.woken {
                queue.woken = true;
                // SAFETY: it lives until it says that it is closing, and then is not called again.
                let status = unsafe {
                    let now = sys::ThreadsafeFunctionCallMode::nonblocking;
                    sys::napi_call_threadsafe_function(queue.wake.0, ptr::null_mut(), now)
                };
                if status == sys::Status::napi_closing {
                    queue.wake = Wake(ptr::null_mut());
                }
            }
            match queue.wake.0.is_null() {
                true => std::mem::take(&mut queue.jobs),
                false => Vec::new(),
            }
        };
    }
}

/// The bridge of an environment, in its thread.
pub(crate) fn of(env: sys::napi_env) -> Arc<Bridge> {
    in_place(env, |place| Arc::clone(&place.bridge))
}

fn in_place<T>(env: sys::napi_env, act: impl FnOnce(&Place) -> T) -> T {
    PLACES.with_borrow_mut(|places| {
        let index = places.iter().position(|place| place.env == env).unwrap_or_else(|| {
            places.push(opened(env));
            places.len() - 1
        });
        act(&places[index])
    })
}

fn opened(env: sys::napi_env) -> Place {
    let queue = Queue { jobs: Vec::new(), wake: Wake(ptr::null_mut()), woken: false };
    let bridge = Arc::new(Bridge { queue: Mutex::new(queue) });
    let mut wake = ptr::null_mut();
    let name = "ottla".into_js(env);
    let context = Arc::into_raw(Arc::clone(&bridge)).cast_mut().cast::<c_void>();
    // SAFETY: the thread of JavaScript; `finalized` gives the context back.
    unsafe {
        sys::napi_create_threadsafe_function(
            env,
            ptr::null_mut(),
            ptr::null_mut(),
            name,
            0,
            1,
            ptr::null_mut(),
            Some(finalized),
            context,
            Some(woken),
            &mut wake,
        );
        sys::napi_unref_threadsafe_function(env, wake);
        sys::napi_add_env_cleanup_hook(env, Some(closed), env.cast());
    }
    bridge.queue.lock().wake = Wake(wake);
    Place { env, bridge, waiting: Cell::new(0), at_once: Cell::new(0) }
}

/// The environment goes: nothing is posted any more.
unsafe extern "C" fn closed(env: *mut c_void) {
    let gone = PLACES.try_with(|places| {
        let mut places = places.try_borrow_mut().ok()?;
        let index = places.iter().position(|place| place.env.cast() == env)?;
        Some(places.swap_remove(index))
    });
    if let Ok(Some(place)) = gone {
        let jobs = {
            let mut queue = place.bridge.queue.lock();
            queue.wake = Wake(ptr::null_mut());
            std::mem::take(&mut queue.jobs)
        };
        let _inside = runtime::runtime().enter();
        drop(jobs);
    }
}

unsafe extern "C" fn finalized(_: sys::napi_env, _: *mut c_void, context: *mut c_void) {
    // SAFETY: given away in `opened`, once.
    drop(unsafe { Arc::from_raw(context.cast_const().cast::<Bridge>()) });
}

unsafe extern "C" fn woken(
    env: sys::napi_env,
    _: sys::napi_value,
    context: *mut c_void,
    _: *mut c_void,
) {
    // SAFETY: the context lives until `finalized`.
    let bridge = unsafe { &*context.cast_const().cast::<Bridge>() };
    let jobs = {
        let mut queue = bridge.queue.lock();
        queue.woken = false;
        std::mem::take(&mut queue.jobs)
    };
    let _inside = runtime::runtime().enter();
    if !env.is_null() {
        jobs.into_iter().for_each(|job| job(env));
    }
}

/// A call that waits keeps the process alive.
fn begin(env: sys::napi_env) {
    in_place(env, |place| {
        if place.waiting.replace(place.waiting.get() + 1) == 0 {
            let wake = place.bridge.queue.lock().wake;
            // SAFETY: the thread of JavaScript, in a call.
            unsafe { sys::napi_ref_threadsafe_function(env, wake.0) };
        }
    });
}

fn end(env: sys::napi_env) {
    in_place(env, |place| {
        if place.waiting.replace(place.waiting.get().saturating_sub(1)) == 1 {
            let wake = place.bridge.queue.lock().wake;
            // SAFETY: as in `begin`.
            unsafe { sys::napi_unref_threadsafe_function(env, wake.0) };
        }
    });
}

/// Runs a future on the runtime, for a promise. What is there already costs no way between threads.
pub(crate) fn promise<T: IntoJs + Send + 'static>(
    cancellation: Raw,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> napi::Result<Raw> {
    let call: Call = Box::pin(async move {
        let value = future.await?;
        let given: Given = Box::new(move |env| value.into_js(env));
        Ok(given)
    });
    promised(cancellation, call)
}

fn promised(cancellation: Raw, call: Call) -> napi::Result<Raw> {
    let env = cancellation.env;
    let cancelled = cancellation::of(cancellation)?;
    let ended = async move {
        match cancelled {
            None => End::Done(call.await),
            Some(cancelled) => tokio::select! {
                biased;
                done = call => End::Done(done),
                () = cancelled.notified() => End::Cancelled,
            },
        }
    };
    let mut ended = Box::pin(
        AssertUnwindSafe(ended).catch_unwind().map(|ended| ended.unwrap_or(End::Panicked)),
    );
    let mut deferred = ptr::null_mut();
    // SAFETY: the thread of JavaScript, in a call.
    let value = made(|value| unsafe {
        sys::napi_create_promise(env, &mut deferred, value);
    });
    if value.is_null() {
        return Err(napi::Error::new(Status::GenericFailure, "there is no promise"));
    }
    let deferred = Deferred(deferred);
    let may_be_at_once = in_place(env, |place| {
        let next = (place.at_once.get() + 1) % AT_ONCE_MAX;
        place.at_once.set(next);
        next != 0
    });
    if may_be_at_once {
        let _inside = runtime::runtime().enter();
        if let Some(ended) = ended.as_mut().now_or_never() {
            settle(env, deferred, ended);
            return Ok(Raw { env, value });
        }
    }
    let bridge = of(env);
    begin(env);
    runtime::runtime().spawn(async move {
        let ended = ended.await;
        bridge.post(Box::new(move |env| {
            settle(env, deferred, ended);
            end(env);
        }));
    });
    Ok(Raw { env, value })
}

fn settle(env: sys::napi_env, deferred: Deferred, ended: End) {
    let failed = match ended {
        End::Done(Ok(given)) => {
            let value = given(env);
            // SAFETY: the thread of JavaScript; each promise is settled once.
            unsafe { sys::napi_resolve_deferred(env, deferred.0, value) };
            return;
        }
        End::Done(Err(failed)) => error::text(&failed),
        End::Cancelled => error::cancelled(),
        End::Panicked => error::bug(),
    };
    let failed = failed.into_js(env);
    // SAFETY: as above.
    unsafe { sys::napi_reject_deferred(env, deferred.0, failed) };
}

/// Does something at once, for a function that does not wait; a bug does not end the process.
pub(crate) fn guarded<T>(act: impl FnOnce() -> napi::Result<T>) -> napi::Result<T> {
    let bug = |_| Err(napi::Error::new(Status::GenericFailure, error::bug()));
    std::panic::catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(bug)
}
