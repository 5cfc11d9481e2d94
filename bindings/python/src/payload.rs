//! Bytes that Python holds, without a copy: `bytes`, `bytearray`, `memoryview` and the like, and `str` as UTF-8.

use std::borrow::Cow;

use pyo3::{
    buffer::PyBuffer,
    prelude::*,
    types::{PyBytes, PyString},
};

use crate::convert::At;

/// Bytes that are borrowed from Python.
pub(crate) enum Payload<'a> {
    /// Nobody can change these.
    Fixed(&'a [u8]),
    /// These stay the same while the interpreter is ours, and no longer.
    Shared(PyBuffer<u8>),
}

impl<'a> Payload<'a> {
    pub(crate) fn of(value: &'a Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Self::Fixed(bytes.as_bytes()));
        }
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Self::Fixed(text.to_str()?.as_bytes()));
        }
        let buffer = PyBuffer::get(value)
            .map_err(|_| at.mismatch("bytes, bytearray, memoryview or str", value))?;
        if !buffer.is_c_contiguous() {
            return Err(at.mismatch("bytes without gaps", value));
        }
        Ok(Self::Shared(buffer))
    }

    /// The bytes; of `None` none, whatever is not bytes is named.
    pub(crate) fn optional(
        value: Option<&'a Bound<'_, PyAny>>,
        name: &'static str,
    ) -> PyResult<Option<Self>> {
        match value {
            Some(value) if !value.is_none() => Self::of(value, At::Name(name)).map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// The bytes, for as long as Python's lock is held.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Fixed(bytes) => bytes,
            Self::Shared(buffer) if buffer.len_bytes() == 0 => &[],
            Self::Shared(buffer) => {
                let (start, length) = (buffer.buf_ptr().cast::<u8>(), buffer.len_bytes());
                // SAFETY: the buffer has no gaps, was exported as bytes, and stays where it is until it is
                // released, which is when `self` goes. Callers hold Python's lock while they look at it.
                #[expect(unsafe_code, reason = "no other way leads into a buffer without a copy")]
                unsafe {
                    std::slice::from_raw_parts(start, length)
                }
            }
        }
    }

    /// The bytes for as long as one likes, with a copy of those that others may change.
    pub(crate) fn steady(&self) -> Cow<'a, [u8]> {
        match self {
            Self::Fixed(bytes) => Cow::Borrowed(bytes),
            Self::Shared(_) => Cow::Owned(self.bytes().to_vec()),
        }
    }

    /// Whether the bytes stay the same without Python's lock.
    pub(crate) fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }
}
