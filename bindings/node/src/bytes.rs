//! Bytes: a Buffer or another Uint8Array, or text as UTF-8.

use std::{ptr, slice};

use bytes::Bytes;
use napi::sys;

use crate::{
    error::Wrong,
    value::{FromJs, IntoJs, Raw, made},
};

/// Bytes that JavaScript keeps, which does not run as long as the call lasts; or a text's.
pub(crate) enum Borrowed {
    Buffer(*const u8, usize),
    Text(String),
}

impl Borrowed {
    pub(crate) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Buffer(_, 0) => &[],
            // SAFETY: such a value lives in functions that do not wait, so JavaScript neither changes nor
            // collects the buffer meanwhile.
            Self::Buffer(start, length) => unsafe { slice::from_raw_parts(*start, *length) },
        }
    }
}

impl FromJs for Borrowed {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        if raw.kind() == sys::ValueType::napi_string {
            return String::from_js(raw).map(Self::Text);
        }
        let (mut kind, mut length, mut start) = (0, 0, ptr::null_mut());
        let (mut buffer, mut offset) = (ptr::null_mut(), 0);
        // SAFETY: a handle of this call, and places for all that is told.
        let status = unsafe {
            sys::napi_get_typedarray_info(
                raw.env,
                raw.value,
                &mut kind,
                &mut length,
                &mut start,
                &mut buffer,
                &mut offset,
            )
        };
        let of_bytes = kind == sys::TypedarrayType::uint8_array;
        if status != sys::Status::napi_ok || !of_bytes {
            return Err(raw.must_be("text, a Buffer or a Uint8Array"));
        }
        Ok(Self::Buffer(start.cast_const().cast(), length))
    }
}

/// Whole numbers of 32 bits in an Int32Array.
pub(crate) fn integers(raw: Raw) -> Result<Vec<i32>, Wrong> {
    let (mut kind, mut length, mut start) = (0, 0, ptr::null_mut());
    // SAFETY: a handle of this call, and places for what is told.
    let status = unsafe {
        let (buffer, offset) = (ptr::null_mut(), ptr::null_mut());
        sys::napi_get_typedarray_info(
            raw.env,
            raw.value,
            &mut kind,
            &mut length,
            &mut start,
            buffer,
            offset,
        )
    };
    if status != sys::Status::napi_ok || kind != sys::TypedarrayType::int32_array {
        return Err(raw.must_be("an Int32Array"));
    }
    match length {
        0 => Ok(Vec::new()),
        // SAFETY: JavaScript neither changes nor collects the array during this call.
        _ => {
            Ok(unsafe { slice::from_raw_parts(start.cast_const().cast::<i32>(), length) }.to_vec())
        }
    }
}

impl FromJs for Bytes {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(match Borrowed::from_js(raw)? {
            Borrowed::Text(text) => text.into(),
            borrowed @ Borrowed::Buffer(..) => Self::copy_from_slice(borrowed.as_slice()),
        })
    }
}

impl IntoJs for Bytes {
    /// Copies: JavaScript could write into what it gets.
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        // SAFETY: the thread of JavaScript, and bytes that live until they are copied.
        made(|value| unsafe {
            let start = self.as_ptr().cast();
            sys::napi_create_buffer_copy(env, self.len(), start, ptr::null_mut(), value);
        })
    }
}
