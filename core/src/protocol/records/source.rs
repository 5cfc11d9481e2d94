//! Where a record's bytes come from: a slice that is all there, or chunks that a decoder yields.
//! One parser reads both, so a compressed batch is judged by the same rules as a plain one. What
//! the bytes mean is `record.rs`'s business.

use super::{RecordFault, varint};

/// Bytes that a record is parsed from.
pub(super) trait Source {
    /// A stretch of bytes: the bytes themselves, or nothing where they are only skipped.
    type Span;
    /// Why bytes cannot be had.
    type Error: From<RecordFault>;

    /// How many bytes were taken so far.
    fn position(&self) -> usize;
    /// Takes one byte.
    fn byte(&mut self) -> Result<u8, Self::Error>;
    /// Takes a varint of 64 bits.
    fn varlong(&mut self) -> Result<i64, Self::Error>;
    /// Takes a varint of 32 bits.
    fn varint(&mut self) -> Result<i32, Self::Error>;
    /// Takes `length` bytes.
    fn span(&mut self, length: usize) -> Result<Self::Span, Self::Error>;
}

/// A slice that holds all the bytes.
#[derive(Clone, Debug)]
pub(super) struct SliceSource<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> SliceSource<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self::at(bytes, 0)
    }

    /// Over the bytes from `position` on, which has to be in or right behind them.
    pub(super) fn at(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position }
    }

    /// Takes all that is left.
    pub(super) fn skip_rest(&mut self) {
        self.position = self.bytes.len();
    }

    /// Bytes that were not taken yet.
    #[inline(always)]
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.bytes[self.position..]
    }

    /// Bytes that were taken from position `from` on.
    pub(super) fn taken_since(&self, from: usize) -> &'a [u8] {
        &self.bytes[from..self.position]
    }
}

impl<'a> Source for SliceSource<'a> {
    type Span = &'a [u8];
    type Error = RecordFault;

    #[inline(always)]
    fn position(&self) -> usize {
        self.position
    }

    #[inline(always)]
    fn byte(&mut self) -> Result<u8, RecordFault> {
        let byte = *self.bytes.get(self.position).ok_or(RecordFault::Truncated)?;
        self.position += 1;
        Ok(byte)
    }

    #[inline(always)]
    fn varlong(&mut self) -> Result<i64, RecordFault> {
        let (value, length) = varint::read_varlong(self.rest())?;
        self.position += length;
        Ok(value)
    }

    #[inline(always)]
    fn varint(&mut self) -> Result<i32, RecordFault> {
        let (value, length) = varint::read_varint(self.rest())?;
        self.position += length;
        Ok(value)
    }

    #[inline(always)]
    fn span(&mut self, length: usize) -> Result<&'a [u8], RecordFault> {
        let span = self.rest().get(..length).ok_or(RecordFault::Truncated)?;
        self.position += length;
        Ok(span)
    }
}
