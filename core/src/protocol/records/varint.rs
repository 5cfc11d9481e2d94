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
#[inline]
pub(crate) fn read_varlong(bytes: &[u8]) -> Result<(i64, usize), RecordFault> {
    match bytes.first() {
        Some(&first) if first < 0x80 => Ok((unfold(u64::from(first)), 1)),
        Some(_) => read_long_form(bytes),
        None => Err(RecordFault::Truncated),
    }
}

/// As [`read_varlong`], for 32 bits.
///
/// # Errors
/// If it is cut off, or does not fit 32 bits.
#[inline]
pub(crate) fn read_varint(bytes: &[u8]) -> Result<(i32, usize), RecordFault> {
    let (value, length) = read_varlong(bytes)?;
    let value = i32::try_from(value).map_err(|_| RecordFault::Varint)?;
    if length > VARINT_BYTES_MAX { Err(RecordFault::Varint) } else { Ok((value, length)) }
}

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

fn unfold(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Writes `value` to the start of `buffer` and returns how many bytes it took.
#[inline]
pub(crate) fn write_varlong(buffer: &mut [u8; VARLONG_BYTES_MAX], value: i64) -> usize {
    let mut rest = fold(value);
    let mut length = 0;
    while rest >= 0x80 {
        buffer[length] = rest as u8 | 0x80;
        rest >>= 7;
        length += 1;
    }
    buffer[length] = rest as u8;
    length + 1
}

/// Bytes that `value` takes.
#[inline]
pub(crate) fn varlong_size(value: i64) -> usize {
    let bits = 64 - (fold(value) | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}

fn fold(value: i64) -> u64 {
    (value << 1) as u64 ^ (value >> 63) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
            let mut buffer = [0; VARLONG_BYTES_MAX];
            let length = write_varlong(&mut buffer, value);
            assert_eq!(&buffer[..length], bytes);
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
            let mut buffer = [0; VARLONG_BYTES_MAX];
            let length = write_varlong(&mut buffer, value);
            prop_assert_eq!(length, varlong_size(value));
            prop_assert_eq!(read_varlong(&buffer[..length]), Ok((value, length)));
            for short in 0..length {
                prop_assert_eq!(read_varlong(&buffer[..short]), Err(RecordFault::Truncated));
            }
        }
    }
}
