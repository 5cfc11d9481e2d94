//! What users write: functions of JavaScript that Rust waits for.

use std::{
    collections::BTreeMap,
    ptr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use napi::sys;
use napi_derive::napi;
use ottla_api::{Again, Thrown};
use parking_lot::Mutex;
use tokio::sync::oneshot;

use crate::{
    cause::Cause,
    error::Wrong,
    kept::{Kept, Reference},
    value::{FromJs, IntoJs, Raw, made},
};

static NEXT: AtomicU32 = AtomicU32::new(0);
static RUNNING: Mutex<BTreeMap<u32, Ending>> = Mutex::new(BTreeMap::new());

/// What is done with what a call came to. Where it has given something, that is in JavaScript's thread; where that is not what
/// it has to be, the call has not ended.
type Ending = Box<dyn FnMut(Result<Raw, Thrown>) -> Result<(), Wrong> + Send>;

/// A function of JavaScript: `(name, argument, id)`, which has `finished(id, given)` or `failed(id, …)` be called when
/// it is done.
pub(crate) struct Callback(Kept);

impl Callback {
    /// Calls it in JavaScript's thread, and waits for what it gives.
    pub(crate) async fn call<T: FromJs + Send + 'static>(
        &self,
        name: &'static str,
        argument: impl IntoJs + Send + 'static,
    ) -> Result<T, Thrown> {
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let (done, waiting) = oneshot::channel();
        let mut done = Some(done);
        let ending = move |outcome: Result<Raw, Thrown>| {
            let outcome = match outcome {
                Ok(given) => Ok(given.read("what the function gives")?),
                Err(thrown) => Err(thrown),
            };
            let _ = done.take().map(|done| done.send(outcome));
            Ok(())
        };
        RUNNING.lock().insert(id, Box::new(ending));
        let function = self.0.reference();
        // Nobody waits for a function that is never called, as when its environment has gone.
        let uncalled = Finish(id);
        self.0.bridge().post(Box::new(move |env| {
            if called(env, function, name, argument, uncalled.0) {
                std::mem::forget(uncalled);
            }
        }));
        // A caller who has given up needs no answer.
        let _given_up = Finish(id);
        waiting.await.unwrap_or_else(|_| Err(gone()))
    }
}

/// Forgets what was thrown meanwhile, if anything.
fn clear(env: sys::napi_env) {
    let mut is_pending = false;
    // SAFETY: the thread of JavaScript.
    unsafe { sys::napi_is_exception_pending(env, &mut is_pending) };
    if is_pending {
        made(|value| unsafe {
            sys::napi_get_and_clear_last_exception(env, value);
        });
    }
}

/// What was to be called, or to answer, is not there any more.
fn gone() -> Thrown {
    let message = "the function was not called, or nobody waits for it".to_owned();
    Thrown { kind: "AbortError".to_owned(), message, again: Again::MayHelp, cause: None }
}

/// Says that a function will not be done when it goes.
struct Finish(u32);

impl Drop for Finish {
    fn drop(&mut self) {
        let _ = ended(self.0, Err(gone()));
    }
}

fn ended(id: u32, outcome: Result<Raw, Thrown>) -> Result<(), Wrong> {
    // Reading what was given may call JavaScript, which may call this.
    let ending = RUNNING.lock().remove(&id);
    let Some(mut ending) = ending else { return Ok(()) };
    let ended = ending(outcome);
    if ended.is_err() {
        RUNNING.lock().insert(id, ending);
    }
    ended
}

fn called(
    env: sys::napi_env,
    function: Reference,
    name: &'static str,
    argument: impl IntoJs,
    id: u32,
) -> bool {
    // The reference lives as long as the callback, whose last act is to post its end behind this.
    let function = function.value(env);
    let arguments = [name.into_js(env), argument.into_js(env), f64::from(id).into_js(env)];
    // SAFETY: the thread of JavaScript.
    let status = unsafe {
        let nobody = ().into_js(env);
        let (count, arguments) = (arguments.len(), arguments.as_ptr());
        sys::napi_call_function(env, nobody, function, count, arguments, ptr::null_mut())
    };
    clear(env);
    status == sys::Status::napi_ok
}

impl FromJs for Callback {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        if raw.kind() != sys::ValueType::napi_function {
            return Err(raw.must_be("a function"));
        }
        Ok(Self(Kept::of(raw)))
    }
}

/// JavaScript's word that a function is done, and what it gave. Throws what is wrong with that, or what reading it threw: then
/// `failed` has to be called.
#[napi]
pub fn finished(id: u32, given: Raw) -> napi::Result<()> {
    Ok(ended(id, Ok(given))?)
}

/// JavaScript's word that a function has thrown something, and whether trying again is of no use. `held` is an object that
/// holds what was thrown.
#[napi]
pub fn failed(id: u32, kind: String, message: String, fatal: bool, held: Raw) {
    let again = if fatal { Again::IsUseless } else { Again::MayHelp };
    let cause = Cause::of(held, format!("{kind}: {message}"));
    let _ = ended(id, Err(Thrown { kind, message, again, cause: Some(Arc::new(cause)) }));
}
