//! The body that a decoder reads, taken off its front with every length checked, and the words for
//! bodies that are broken.

#![cfg_attr(
    not(all(feature = "gzip", feature = "snappy", feature = "lz4", feature = "zstd")),
    allow(dead_code, reason = "each codec needs a part of it")
)]

use bytes::Bytes;

use super::{super::Compression, CodecError};

impl CodecError {
    pub(super) fn broken(codec: Compression, reason: impl ToString) -> Self {
        Self::Broken { codec, reason: reason.to_string() }
    }

    pub(super) fn cut_off(codec: Compression) -> Self {
        Self::broken(codec, "it ends too early")
    }
}

/// Takes bytes off the front of a body, all lengths checked.
#[derive(Debug)]
pub(super) struct Input {
    bytes: Bytes,
    position: usize,
    codec: Compression,
}

impl Input {
    pub(super) fn new(codec: Compression, bytes: Bytes) -> Self {
        Self { bytes, position: 0, codec }
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.position..]
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&[u8], CodecError> {
        let taken = self.bytes[self.position..]
            .get(..length)
            .ok_or_else(|| CodecError::cut_off(self.codec))?;
        self.position += length;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], CodecError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    /// Moves on by bytes that were read through [`Input::rest`].
    pub(super) fn advance(&mut self, length: usize) {
        self.position += length;
        assert!(self.position <= self.bytes.len(), "a codec cannot read what is not there");
    }
}
