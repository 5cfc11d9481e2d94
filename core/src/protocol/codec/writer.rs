//! Writes a frame. What is small goes into one growing buffer; record data is taken over as it is,
//! so a frame is a list of slices and no record is copied into a response.

use bytes::BytesMut;

use super::{Records, Sink};
use crate::model::LogSlice;

/// Slices of memory shorter than this are copied: a few hundred bytes cost less to copy than a
/// slice of their own costs to send.
const COPIED_BYTES_MAX: usize = 256;

/// A frame that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    slices: Vec<LogSlice>,
    buffer: BytesMut,
    /// Bytes in `slices`.
    sealed: usize,
}

impl Writer {
    /// An empty frame.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty frame with room for `capacity` bytes, records not counted.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self { buffer: BytesMut::with_capacity(capacity), ..Self::default() }
    }

    /// Bytes written so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sealed + self.buffer.len()
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was written, in order.
    #[must_use]
    pub fn into_slices(mut self) -> Vec<LogSlice> {
        self.seal();
        self.slices
    }

    fn seal(&mut self) {
        if !self.buffer.is_empty() {
            self.sealed += self.buffer.len();
            self.slices.push(LogSlice::Memory(self.buffer.split().freeze()));
        }
    }
}

impl Sink for Writer {
    #[inline]
    fn fixed<const N: usize>(&mut self, bytes: [u8; N]) {
        self.buffer.extend_from_slice(&bytes);
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    #[inline]
    fn unsigned_varint(&mut self, mut value: u32) {
        let mut encoded = [0; 5];
        let mut length = 0;
        while value >= 0x80 {
            encoded[length] = value as u8 | 0x80;
            value >>= 7;
            length += 1;
        }
        encoded[length] = value as u8;
        self.buffer.extend_from_slice(&encoded[..=length]);
    }

    fn records(&mut self, records: &Records) {
        for slice in records.slices() {
            match slice {
                LogSlice::Memory(bytes) if bytes.len() < COPIED_BYTES_MAX => {
                    self.buffer.extend_from_slice(bytes);
                }
                LogSlice::Memory(_) | LogSlice::File(_) => {
                    self.seal();
                    self.sealed += slice.len();
                    self.slices.push(slice.clone());
                }
            }
        }
    }
}
