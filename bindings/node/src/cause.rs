//! What a function of the user has thrown, on its way through the API and back to JavaScript.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use napi::Env;
use napi_derive::napi;
use ottla_api::{Error, thrown_in};
use parking_lot::Mutex;

use crate::{
    kept::Kept,
    value::{IntoJs, Raw},
};

static NEXT: AtomicU32 = AtomicU32::new(0);
/// Those that JavaScript was told of, until it takes them.
static TOLD: Mutex<BTreeMap<u32, Arc<Kept>>> = Mutex::new(BTreeMap::new());

/// An object that holds what was thrown.
pub(crate) struct Cause {
    held: Arc<Kept>,
    /// As the API tells it.
    text: String,
}

impl Cause {
    pub(crate) fn of(held: Raw, text: String) -> Self {
        Self { held: Arc::new(Kept::of(held)), text }
    }

    /// The number under which JavaScript takes what this error comes of, with `causeOf`; nothing if no function threw.
    pub(crate) fn told(error: &Error) -> Option<u32> {
        let Self { held, .. } = thrown_in(error)?;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        TOLD.lock().insert(number, held.clone());
        Some(number)
    }
}

/// The object that holds what was thrown, once.
#[napi]
pub fn cause_of(env: Env, number: u32) -> Raw {
    let held = TOLD.lock().remove(&number);
    let env = env.raw();
    let value = held.map_or_else(|| ().into_js(env), |held| held.reference().value(env));
    Raw { env, value }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cause").field("text", &self.text).finish_non_exhaustive()
    }
}

impl std::error::Error for Cause {}
