//! Writes a frame. What is small goes into one growing buffer; record data is taken over as it is,
//! so a frame is a list of slices and no record is copied into a response.

use bytes::{Bytes, BytesMut};

use super::Records;
use crate::model::LogSlice;

/// Slices of memory shorter than this are copied: a few hundred bytes cost less to copy than a
/// slice of their own costs to send.
const COPIED_BYTES_MAX: usize = 256;

/// A frame that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    parts: Vec<Part>,
    buffer: BytesMut,
    /// Bytes in `parts`, or all that were counted.
    sealed: usize,
    mode: Mode,
}

/// One type for both, so that the code of each message exists once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Write,
    /// Bytes are counted, and none is kept.
    Count,
}

#[derive(Debug)]
enum Part {
    /// Bytes that this writer wrote, and that may still be filled in.
    Written(BytesMut),
    /// Record data that was taken over.
    Taken(LogSlice),
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

    /// Only counts what would be written.
    pub(crate) fn counting() -> Self {
        Self { mode: Mode::Count, ..Self::default() }
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
        let slice = |part| match part {
            Part::Written(bytes) => LogSlice::Memory(bytes.freeze()),
            Part::Taken(slice) => slice,
        };
        self.parts.into_iter().map(slice).collect()
    }

    /// What was written, as record data; shared and never copied.
    #[must_use]
    pub fn into_records(self) -> Records {
        Records::new(self.into_slices())
    }

    /// What was written, as one piece; only for messages without record data.
    pub(crate) fn into_bytes(self) -> Bytes {
        assert!(self.parts.is_empty(), "record data does not stand in records");
        self.buffer.freeze()
    }

    /// Leaves four bytes free at the start of a frame, for its length.
    ///
    /// # Panics
    /// If something was written before.
    pub(crate) fn leave_room_for_length(&mut self) {
        assert!(self.is_empty(), "a frame starts with its length");
        self.fixed(0_i32.to_be_bytes());
    }

    /// Fills in the four bytes that were left free at the start.
    pub(crate) fn fill_length(&mut self, length: i32) {
        let start = match self.parts.first_mut() {
            Some(Part::Written(bytes)) => bytes,
            Some(Part::Taken(_)) | None => &mut self.buffer,
        };
        start[..size_of::<i32>()].copy_from_slice(&length.to_be_bytes());
    }

    fn seal(&mut self) {
        if !self.buffer.is_empty() {
            self.sealed += self.buffer.len();
            self.parts.push(Part::Written(self.buffer.split()));
        }
    }
}

impl Writer {
    #[inline]
    pub(crate) fn fixed<const N: usize>(&mut self, bytes: [u8; N]) {
        self.bytes(&bytes);
    }

    #[inline]
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        match self.mode {
            Mode::Write => self.buffer.extend_from_slice(bytes),
            Mode::Count => self.sealed += bytes.len(),
        }
    }

    #[inline]
    pub(crate) fn unsigned_varint(&mut self, mut value: u32) {
        let mut encoded = [0; 5];
        let mut length = 0;
        while value >= 0x80 {
            encoded[length] = value as u8 | 0x80;
            value >>= 7;
            length += 1;
        }
        encoded[length] = value as u8;
        self.bytes(&encoded[..=length]);
    }

    pub(crate) fn records(&mut self, records: &Records) {
        match self.mode {
            Mode::Write => records.slices().iter().for_each(|slice| self.take(slice)),
            Mode::Count => self.sealed += records.len(),
        }
    }

    fn take(&mut self, slice: &LogSlice) {
        match slice {
            LogSlice::Memory(bytes) if bytes.len() < COPIED_BYTES_MAX => {
                self.buffer.extend_from_slice(bytes);
            }
            LogSlice::Memory(_) | LogSlice::File(_) => {
                self.seal();
                self.sealed += slice.len();
                self.parts.push(Part::Taken(slice.clone()));
            }
        }
    }
}
