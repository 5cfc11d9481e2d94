//! Zigzag varints, the numbers inside a record: seven bits a byte, lowest first, signs folded in.
//! An encoding that is longer than it has to be is accepted, as Apache Kafka accepts it; one that
//! does not fit the number's width is not.

use super::RecordFault;

/// Most bytes of a 32-bit varint.
pub(crate) const VARINT_BYTES_MAX: usize = 5;
/// Most bytes of a 64-bit varint.
pub(crate) const VARLONG_BYTES_MAX: usize = 10;

/// Reads the varint at the start of `bytes`: its value and its length.
///
/// # Errors
/// If it is cut off, or does not fit 64 bits.
#[inline(always)]
pub(crate) fn read_varlong(bytes: &[u8]) -> Result<(i64, usize), RecordFault> {
    match *bytes {
        [first, ..] if first < 0x80 => Ok((unfold(u64::from(first)), 1)),
        [first, second, ..] if second < 0x80 => {
            let value = u64::from(first & 0x7f) | u64::from(second) << 7;
            Ok((unfold(value), 2))
        }
        _ => read_long_form(bytes),
    }
}

/// As [`read_varlong`], for 32 bits.
///
/// # Errors
/// If it is cut off, or does not fit 32 bits.
#[inline(always)]
pub(crate) fn read_varint(bytes: &[u8]) -> Result<(i32, usize), RecordFault> {
    match *bytes {
        [first, ..] if first < 0x80 => Ok((unfold(u64::from(first)) as i32, 1)),
        [first, second, ..] if second < 0x80 => {
            let value = u64::from(first & 0x7f) | u64::from(second) << 7;
            Ok((unfold(value) as i32, 2))
        }
        _ => read_narrow_long_form(bytes),
    }
}

#[cold]
fn read_narrow_long_form(bytes: &[u8]) -> Result<(i32, usize), RecordFault> {
    let (value, length) = read_long_form(bytes)?;
    match i32::try_from(value) {
        Ok(value) if length <= VARINT_BYTES_MAX => Ok((value, length)),
        Ok(_) | Err(_) => Err(RecordFault::Varint),
    }
}

#[cold]
fn read_long_form(bytes: &[u8]) -> Result<(i64, usize), RecordFault> {
    let mut value = 0_u64;
    for (index, &byte) in bytes.iter().take(VARLONG_BYTES_MAX).enumerate() {
        let bits = u64::from(byte & 0x7f);
        // The tenth byte holds the 64th bit and nothing else.
        if index == VARLONG_BYTES_MAX - 1 && bits > 1 {
            return Err(RecordFault::Varint);
        }
        value |= bits << (7 * index);
        if byte < 0x80 {
            return Ok((unfold(value), index + 1));
        }
    }
    Err(if bytes.len() < VARLONG_BYTES_MAX { RecordFault::Truncated } else { RecordFault::Varint })
}

#[inline]
fn unfold(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// An encoded number in registers: a record's numbers are mostly of one or two bytes, and storing
/// eight bytes at once is several times as fast as storing each.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Encoded {
    folded: u64,
    /// The first eight bytes, first byte lowest.
    low: u64,
    length: usize,
}

/// Room that writing a number takes behind what it appends.
pub(crate) const SLACK_BYTES: usize = 8;

/// Appends the first `length` bytes of `bytes`, lowest first, eight at most. All eight are stored and
/// the rest is dropped again: one store without a branch is several times as fast as one a byte.
#[inline(always)]
pub(crate) fn put_first(bytes: u64, length: usize, output: &mut Vec<u8>) {
    let end = output.len() + length;
    output.extend_from_slice(&bytes.to_le_bytes());
    output.truncate(end);
}

impl Encoded {
    #[inline(always)]
    pub(crate) fn of(value: i64) -> Self {
        let folded = fold(value);
        let (low, length) = match folded {
            0..0x80 => (folded, 1),
            0x80..0x4000 => (folded & 0x7f | 0x80 | folded >> 7 << 8, 2),
            _ => low_bytes(folded),
        };
        Self { folded, low, length }
    }

    /// Bytes that the number takes.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        self.length
    }

    /// Appends the number to `output`.
    #[inline(always)]
    pub(crate) fn put(self, output: &mut Vec<u8>) {
        put_first(self.low, self.length, output);
        if self.length > 8 {
            // The top bit is both the number's last one and what says that a tenth byte follows.
            let rest = self.folded >> 56;
            output.extend_from_slice(&[rest as u8, (rest >> 7) as u8][..self.length - 8]);
        }
    }
}

/// An encoded number that takes one or two bytes, if it [fits](Short::fits): made without a branch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Short {
    folded: u64,
}

impl Short {
    #[inline(always)]
    pub(crate) fn of(value: i64) -> Self {
        Self { folded: fold(value) }
    }

    /// Whether the number takes two bytes at most. All else is only right if it does.
    #[inline(always)]
    pub(crate) fn fits(self) -> bool {
        self.folded < 0x4000
    }

    /// Bytes that the number takes.
    #[inline(always)]
    pub(crate) fn len(self) -> usize {
        1 + usize::from(self.folded >= 0x80)
    }

    /// The bytes, first byte lowest.
    #[inline(always)]
    pub(crate) fn bits(self) -> u64 {
        let more = u64::from(self.folded >= 0x80) << 7;
        self.folded & 0x7f | more | self.folded >> 7 << 8
    }

    /// Appends the number to `output`.
    #[inline(always)]
    pub(crate) fn put(self, output: &mut Vec<u8>) {
        put_first(self.bits(), self.len(), output);
    }
}

/// The first eight bytes of a long number, and how many it takes in all.
#[inline(never)]
fn low_bytes(folded: u64) -> (u64, usize) {
    let length = (64 - folded.leading_zeros() as usize).div_ceil(7);
    let mut low = 0;
    for index in 0..length.min(8) {
        let more = if index + 1 < length { 0x80 } else { 0 };
        low |= (folded >> (7 * index) & 0x7f | more) << (8 * index);
    }
    (low, length)
}

/// Bytes that `value` takes.
#[inline(always)]
pub(crate) fn varlong_size(value: i64) -> usize {
    match fold(value) {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        folded => (64 - folded.leading_zeros() as usize).div_ceil(7),
    }
}

#[inline(always)]
fn fold(value: i64) -> u64 {
    (value << 1) as u64 ^ (value >> 63) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(value: i64) -> Vec<u8> {
        let mut output = vec![0xff];
        Encoded::of(value).put(&mut output);
        output.split_off(1)
    }

    #[test]
    fn known_encodings_are_read_and_written() {
        for (value, bytes) in [
            (0, &[0x00][..]),
            (-1, &[0x01]),
            (1, &[0x02]),
            (63, &[0x7e]),
            (-64, &[0x7f]),
            (64, &[0x80, 0x01]),
            (i64::from(i32::MAX), &[0xfe, 0xff, 0xff, 0xff, 0x0f]),
            (i64::from(i32::MIN), &[0xff, 0xff, 0xff, 0xff, 0x0f]),
            (i64::MIN, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]),
        ] {
            assert_eq!(read_varlong(bytes), Ok((value, bytes.len())));
            assert_eq!(written(value), bytes);
        }
    }

    #[test]
    fn cut_off_and_too_wide_numbers_are_told_apart() {
        assert_eq!(read_varlong(&[]), Err(RecordFault::Truncated));
        assert_eq!(read_varlong(&[0x80]), Err(RecordFault::Truncated));
        assert_eq!(read_varlong(&[0x80; 10]), Err(RecordFault::Varint));
        let mut too_wide = [0xff; 10];
        too_wide[9] = 0x02;
        assert_eq!(read_varlong(&too_wide), Err(RecordFault::Varint));
        assert_eq!(read_varint(&[0x80, 0x80, 0x80, 0x80, 0x10]), Err(RecordFault::Varint));
        assert_eq!(read_varint(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x00]), Err(RecordFault::Varint));
    }

    proptest! {
        #[test]
        fn every_number_comes_back(value: i64) {
            let bytes = written(value);
            prop_assert_eq!(bytes.len(), varlong_size(value));
            prop_assert_eq!(bytes.len(), Encoded::of(value).len());
            prop_assert_eq!(read_varlong(&bytes), Ok((value, bytes.len())));
            for short in 0..bytes.len() {
                prop_assert_eq!(read_varlong(&bytes[..short]), Err(RecordFault::Truncated));
            }
        }
    }
}
