//! A batch of records in one piece: JavaScript makes records of it without asking again.

use std::{ffi::c_void, ptr};

use napi::{
    bindgen_prelude::{ClassInstance, FromNapiValue, MaybeTypeTag, ToNapiValue},
    sys,
};
use napi_derive::napi;

use crate::{
    error::Wrong,
    generated::RecordBatch,
    object,
    value::{IntoJs, Out, Raw, made},
};

/// Numbers of 32 bits per record, behind all those of 64 bits.
const INTS: usize = 5;
/// Numbers of 64 bits per record.
const LONGS: usize = 2;

/// The bytes of a batch, and where its records are in them.
pub struct Parts {
    body: bytes::Bytes,
    places: Vec<ottla_api::Place>,
}

#[napi]
impl RecordBatch {
    /// `{ body, places }`, which lib/batch.js reads.
    #[napi]
    pub fn parts(&self) -> Out<Parts> {
        Out(Parts { body: self.0.body(), places: self.0.places().to_vec() })
    }
}

impl IntoJs for Parts {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        let parts = object::empty(env);
        object::set(env, parts, c"body", self.body);
        object::set(env, parts, c"places", Places(&self.places));
        parts
    }
}

/// An ArrayBuffer: of each record offset and time, then of each the other numbers.
struct Places<'a>(&'a [ottla_api::Place]);

impl IntoJs for Places<'_> {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        let count = self.0.len();
        let mut bytes = Vec::with_capacity(count * (LONGS * 8 + INTS * 4));
        for place in self.0 {
            bytes.extend(place.offset.to_ne_bytes());
            bytes.extend(place.timestamp.to_ne_bytes());
        }
        for place in self.0 {
            let ints = [
                place.key_start,
                place.key_length,
                place.value_start,
                place.value_length,
                place.headers,
            ];
            ints.iter().for_each(|int| bytes.extend(int.to_ne_bytes()));
        }
        let mut start: *mut c_void = ptr::null_mut();
        // SAFETY: the thread of JavaScript.
        let value = made(|value| unsafe {
            sys::napi_create_arraybuffer(env, bytes.len(), &mut start, value);
        });
        if !start.is_null() {
            // SAFETY: it was made with that length, and nobody else has it yet.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), start.cast(), bytes.len()) };
        }
        value
    }
}

/// The instance of a class of ours.
pub(crate) fn instance<T: ToNapiValue>(env: sys::napi_env, value: T) -> sys::napi_value {
    // SAFETY: the thread of JavaScript.
    unsafe { T::to_napi_value(env, value) }.unwrap_or_else(|_| ().into_js(env))
}

/// What our JavaScript passes for an object of ours; its tag tells the class.
pub(crate) fn unwrapped<T: MaybeTypeTag + 'static>(
    raw: Raw,
) -> Result<ClassInstance<'static, T>, Wrong> {
    // SAFETY: a handle of this call, and an instance that callers let go of before it ends.
    unsafe { ClassInstance::from_napi_value(raw.env, raw.value) }
        .map_err(|_| raw.must_be("of the class that is asked for"))
}
