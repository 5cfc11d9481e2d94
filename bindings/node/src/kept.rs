//! A value of JavaScript that is kept longer than a call.

use std::{ptr, sync::Arc};

use napi::sys;

use crate::{
    bridge::{self, Bridge},
    value::{Raw, made},
};

/// A function or an object of JavaScript, in whichever thread; it is let go of in its own.
pub(crate) struct Kept {
    reference: Reference,
    bridge: Arc<Bridge>,
}

/// What a value is found by, as long as it is kept.
#[derive(Clone, Copy)]
pub(crate) struct Reference(sys::napi_ref);

impl Reference {
    /// The reference; by a function, so that closures carry the whole.
    fn taken(self) -> sys::napi_ref {
        self.0
    }

    /// The value, in the thread of JavaScript.
    pub(crate) fn value(self, env: sys::napi_env) -> sys::napi_value {
        // SAFETY: the thread of JavaScript; whoever has `Kept` lets go of the reference behind this.
        made(|value| unsafe {
            sys::napi_get_reference_value(env, self.0, value);
        })
    }
}

// SAFETY: other threads only carry it.
unsafe impl Send for Reference {}
// SAFETY: as above.
unsafe impl Sync for Reference {}

impl Kept {
    /// Keeps a function or an object.
    pub(crate) fn of(raw: Raw) -> Self {
        let mut reference = ptr::null_mut();
        // SAFETY: a handle of this call.
        unsafe { sys::napi_create_reference(raw.env, raw.value, 1, &mut reference) };
        Self { reference: Reference(reference), bridge: bridge::of(raw.env) }
    }

    pub(crate) fn reference(&self) -> Reference {
        self.reference
    }

    /// The way to where the value is.
    pub(crate) fn bridge(&self) -> &Bridge {
        &self.bridge
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let reference = self.reference;
        self.bridge.post(Box::new(move |env| {
            // SAFETY: the thread of JavaScript, and nobody has the reference any more.
            unsafe { sys::napi_delete_reference(env, reference.taken()) };
        }));
    }
}
