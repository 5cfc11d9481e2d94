//! One message with its key and value, borrowed. What its offset and timestamp mean inside a wrapper
//! is `records.rs`'s business.

use super::{super::RecordFault, LegacyHeader};

/// A message, borrowed from its set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<'a> {
    pub(super) header: LegacyHeader,
    pub(super) key: Option<&'a [u8]>,
    pub(super) value: Option<&'a [u8]>,
}

impl<'a> Message<'a> {
    /// Takes key and value of the message that starts `bytes` and has this header.
    pub(super) fn parse(header: LegacyHeader, bytes: &'a [u8]) -> Result<Self, RecordFault> {
        let start = header.magic.header_bytes();
        let mut rest = bytes.get(start..header.size).ok_or(RecordFault::Truncated)?;
        let key = nullable(&mut rest)?;
        let value = nullable(&mut rest)?;
        match rest.len() {
            0 => Ok(Self { header, key, value }),
            left => Err(RecordFault::Size { declared: header.size, used: header.size - left }),
        }
    }
}

/// Takes a length of 32 bits and that many bytes; -1 is null.
fn nullable<'a>(rest: &mut &'a [u8]) -> Result<Option<&'a [u8]>, RecordFault> {
    let (length, after) = rest.split_first_chunk().ok_or(RecordFault::Truncated)?;
    let length = i32::from_be_bytes(*length);
    if length == -1 {
        *rest = after;
        return Ok(None);
    }
    let length = usize::try_from(length).map_err(|_| RecordFault::Length(length))?;
    let (taken, after) = after.split_at_checked(length).ok_or(RecordFault::Truncated)?;
    *rest = after;
    Ok(Some(taken))
}
