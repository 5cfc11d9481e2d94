//! Reads a frame front to back. Strings, bytes and records are slices of the frame, never copies,
//! and every length is checked against what is left before anything is set aside for it.

use bytes::Bytes;
use bytestring::ByteString;

use super::{DecodeError, DecodeProblem, Decoded, Format};

/// A position in a frame.
#[derive(Clone, Debug)]
pub struct Reader {
    frame: Bytes,
    position: usize,
    /// Where reading must stop: the end of the frame, or of the tagged field that is being read.
    end: usize,
}

/// Width of a length in the classic encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LengthWidth {
    /// Two bytes: strings.
    Short,
    /// Four bytes: bytes, records and arrays.
    Long,
}

impl Reader {
    /// Starts at the first byte of `frame`.
    #[must_use]
    pub fn new(frame: Bytes) -> Self {
        let end = frame.len();
        Self { frame, position: 0, end }
    }

    /// Bytes that are left.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.end - self.position
    }

    /// Bytes that have been read.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// What is left, as a slice of the frame.
    #[must_use]
    pub fn rest(&self) -> Bytes {
        self.frame.slice(self.position..self.end)
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// `LeftOver`.
    pub fn finish(&self) -> Result<(), DecodeError> {
        match self.remaining() {
            0 => Ok(()),
            left => Err(*DecodeProblem::LeftOver(left).at(self.position)),
        }
    }

    #[inline]
    pub(crate) fn fixed<const N: usize>(&mut self) -> Decoded<[u8; N]> {
        let bytes = &self.frame[self.position..self.end];
        match bytes.first_chunk::<N>() {
            Some(chunk) => {
                self.position += N;
                Ok(*chunk)
            }
            None => Err(self.cut_off(N)),
        }
    }

    #[inline]
    pub(crate) fn bytes(&mut self, length: usize) -> Decoded<Bytes> {
        if length > self.remaining() {
            return Err(self.cut_off(length));
        }
        let start = self.position;
        self.position += length;
        Ok(self.frame.slice(start..self.position))
    }

    #[inline]
    pub(crate) fn text(&mut self, length: usize) -> Decoded<ByteString> {
        let offset = self.position;
        let bytes = self.bytes(length)?;
        ByteString::try_from(bytes).map_err(|_| DecodeProblem::NotUtf8.at(offset))
    }

    /// An unsigned varint of at most five bytes.
    #[inline]
    pub(crate) fn unsigned_varint(&mut self) -> Decoded<u32> {
        // Nearly every length and count fits one byte.
        match self.frame[self.position..self.end].first() {
            Some(&byte) if byte < 0x80 => {
                self.position += 1;
                Ok(u32::from(byte))
            }
            Some(_) => self.long_unsigned_varint(),
            None => Err(self.cut_off(1)),
        }
    }

    fn long_unsigned_varint(&mut self) -> Decoded<u32> {
        let offset = self.position;
        let mut value = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let [byte] = self.fixed::<1>()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && byte > 0x0f {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(DecodeProblem::Varint.at(offset))
    }

    /// A length, or `None` for null. Only what is impossible is refused here; whether null is
    /// allowed, and whether the length fits, is for the caller.
    #[inline]
    pub(crate) fn length(&mut self, width: LengthWidth, format: Format) -> Decoded<Option<usize>> {
        if format.flexible {
            let claimed = self.unsigned_varint()?;
            return Ok((claimed as usize).checked_sub(1));
        }
        let offset = self.position;
        let claimed = match width {
            LengthWidth::Short => i64::from(i16::from_be_bytes(self.fixed()?)),
            LengthWidth::Long => i64::from(i32::from_be_bytes(self.fixed()?)),
        };
        match claimed {
            -1 => Ok(None),
            0.. => Ok(Some(claimed as usize)),
            _ => Err(DecodeProblem::Length(claimed).at(offset)),
        }
    }

    /// Enters a tagged field of `size` bytes: reading stops at its end. Give the returned end back
    /// to [`Reader::leave`].
    pub(crate) fn enter(&mut self, size: usize) -> Decoded<usize> {
        if size > self.remaining() {
            return Err(self.cut_off(size));
        }
        let outer = self.end;
        self.end = self.position + size;
        Ok(outer)
    }

    /// Leaves a tagged field, and skips what of it was not read.
    pub(crate) fn leave(&mut self, outer_end: usize) {
        self.position = self.end;
        self.end = outer_end;
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn cut_off(&self, needed: usize) -> Box<DecodeError> {
        DecodeProblem::CutOff { needed, available: self.remaining() }.at(self.position)
    }
}
