//! Breaks off a call that waits, for an AbortSignal.

use std::sync::Arc;

use napi_derive::napi;
use tokio::sync::Notify;

use crate::{batch::unwrapped, value::Raw};

/// What an AbortSignal tells a call through.
#[napi]
pub struct Cancellation(Arc<Notify>);

#[napi]
impl Cancellation {
    /// One for one call.
    #[napi(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript makes them")]
    pub fn new() -> Self {
        Self(Arc::new(Notify::new()))
    }

    /// Has the call be broken off; it is over when its promise is rejected.
    #[napi]
    pub fn cancel(&self) {
        // Told before the call listens, it is remembered.
        self.0.notify_one();
    }
}

/// What a call listens to, if it can be broken off.
pub(crate) fn of(raw: Raw) -> napi::Result<Option<Arc<Notify>>> {
    if raw.is_nothing() {
        return Ok(None);
    }
    let cancellation = unwrapped::<Cancellation>(raw)?;
    Ok(Some(Arc::clone(&cancellation.0)))
}
