//! The bytes before a key or a value that name its schema: a zero, the schema's id, and in Protobuf the place
//! of the message in its file. What comes after them is not looked at.

use super::{SchemaId, SchemaKind};
use crate::{
    Result,
    serde::{unreadable, unwritable},
};

const MAGIC: u8 = 0;
/// Most levels of messages within messages.
const DEPTH_MAX: usize = 64;

/// What [`unframe`] finds.
///
/// ```
/// use ottla::serde::schema_registry::{SchemaId, SchemaKind, Unframed, unframe};
///
/// let found = unframe(SchemaKind::Protobuf, b"\0\0\0\0\x07\0tea")?;
/// assert_eq!(found, Unframed { id: SchemaId(7), indexes: vec![0], payload: b"tea" });
/// # Ok::<(), ottla::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unframed<'a> {
    /// The schema's id.
    pub id: SchemaId,
    /// In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
    /// otherwise.
    pub indexes: Vec<i32>,
    /// What the format made of the value.
    pub payload: &'a [u8],
}

/// Appends a key or a value as Confluent's serializers write it, where the format's own bytes are there already: for
/// formats that this crate does not have. `indexes` is the place of the message in Protobuf, the first of its file where
/// it is empty; others have none.
///
/// ```
/// use ottla::serde::schema_registry::{SchemaId, SchemaKind, frame, unframe};
///
/// let mut bytes = Vec::new();
/// frame(SchemaKind::Json, SchemaId(258), &[], b"{}", &mut bytes)?;
/// assert_eq!(bytes, b"\0\0\0\x01\x02{}");
/// let found = unframe(SchemaKind::Json, &bytes)?;
/// assert_eq!((found.id, found.payload), (SchemaId(258), &b"{}"[..]));
/// # Ok::<(), ottla::Error>(())
/// ```
///
/// # Errors
/// `InvalidInput` if there are indexes and the schema is not Protobuf, or they make no sense.
pub fn frame(
    kind: SchemaKind,
    id: SchemaId,
    indexes: &[i32],
    payload: &[u8],
    into: &mut Vec<u8>,
) -> Result<()> {
    let has_place = match kind {
        SchemaKind::Protobuf => true,
        SchemaKind::Avro | SchemaKind::Json => false,
    };
    if !has_place && !indexes.is_empty() {
        let message = format!("{} has no indexes of messages: leave them out", kind.name());
        return Err(unwritable(message));
    }
    if indexes.len() > DEPTH_MAX || indexes.iter().any(|index| *index < 0) {
        let message = format!(
            "{indexes:?} is no place of a message: up to {DEPTH_MAX} indexes from 0 on are"
        );
        return Err(unwritable(message));
    }
    write(id, into);
    if has_place {
        write_indexes(if indexes.is_empty() { &[0] } else { indexes }, into);
    }
    into.extend_from_slice(payload);
    Ok(())
}

/// Takes apart what [`frame`] and Confluent's serializers write.
///
/// # Errors
/// `Unreadable` if it was not written so.
pub fn unframe(kind: SchemaKind, bytes: &[u8]) -> Result<Unframed<'_>> {
    let (id, rest) = read(bytes)?;
    let (indexes, payload) = match kind {
        SchemaKind::Protobuf => read_indexes(rest).map_err(|error| error.with("schema", id))?,
        SchemaKind::Avro | SchemaKind::Json => (Vec::new(), rest),
    };
    Ok(Unframed { id, indexes, payload })
}

/// Appends the zero and the id.
pub(super) fn write(id: SchemaId, into: &mut Vec<u8>) {
    into.push(MAGIC);
    into.extend_from_slice(&id.0.to_be_bytes());
}

/// The id, and what comes after it.
pub(super) fn read(bytes: &[u8]) -> Result<(SchemaId, &[u8])> {
    let Some((head, rest)) = bytes.split_first_chunk::<5>() else {
        let message = format!("{} bytes have no room for the id of a schema", bytes.len());
        return Err(unreadable(message));
    };
    let [MAGIC, id @ ..] = *head else {
        let message = format!(
            "the first byte is {}, not the 0 that a schema's id comes after: it was not written with a \
             schema registry",
            head[0]
        );
        return Err(unreadable(message));
    };
    Ok((SchemaId(u32::from_be_bytes(id)), rest))
}

/// Appends the place of a message: its index in the file, and those within the messages that it is in.
pub(super) fn write_indexes(indexes: &[i32], into: &mut Vec<u8>) {
    // The first message of a file is what most are.
    if indexes == [0] {
        return into.push(0);
    }
    write_varint(i32::try_from(indexes.len()).unwrap_or(i32::MAX), into);
    indexes.iter().for_each(|index| write_varint(*index, into));
}

/// The place of a message, and what comes after it.
pub(super) fn read_indexes(bytes: &[u8]) -> Result<(Vec<i32>, &[u8])> {
    let (count, mut rest) = read_varint(bytes)?;
    let count = usize::try_from(count).ok().filter(|count| *count <= DEPTH_MAX);
    let count =
        count.ok_or_else(|| unreadable("the place of the message in its file makes no sense"))?;
    if count == 0 {
        return Ok((vec![0], rest));
    }
    let mut indexes = Vec::with_capacity(count);
    for _ in 0..count {
        let (index, after) = read_varint(rest)?;
        indexes.push(index);
        rest = after;
    }
    Ok((indexes, rest))
}

/// Zigzag and seven bits a byte.
fn write_varint(value: i32, into: &mut Vec<u8>) {
    let mut rest = ((value << 1) ^ (value >> 31)).cast_unsigned();
    while rest >= 0x80 {
        into.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    into.push(rest as u8);
}

fn read_varint(bytes: &[u8]) -> Result<(i32, &[u8])> {
    let mut value = 0_u32;
    for (index, byte) in bytes.iter().enumerate().take(5) {
        value |= u32::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let value = (value >> 1).cast_signed() ^ -((value & 1).cast_signed());
            return Ok((value, &bytes[index + 1..]));
        }
    }
    Err(unreadable("the place of the message in its file is cut off"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_after_a_zero() {
        let mut bytes = Vec::new();
        write(SchemaId(258), &mut bytes);
        assert_eq!(bytes, [0, 0, 0, 1, 2]);
        bytes.push(7);
        assert_eq!(read(&bytes).unwrap(), (SchemaId(258), &[7][..]));
    }

    #[test]
    fn what_has_no_id_is_told() {
        assert!(read(b"{\"a\":1}").unwrap_err().to_string().contains("the first byte is 123"));
        assert!(read(&[0, 0]).unwrap_err().to_string().contains("2 bytes have no room"));
    }

    #[test]
    fn places_of_messages_are_read_as_they_were_written() {
        let written = |indexes: &[i32]| {
            let mut bytes = Vec::new();
            write_indexes(indexes, &mut bytes);
            bytes
        };
        assert_eq!(written(&[0]), [0]);
        assert_eq!(written(&[1]), [2, 2]);
        assert_eq!(written(&[1, 0, 200]), [6, 2, 0, 0x90, 3]);
        for indexes in [&[0][..], &[3], &[1, 0, 200]] {
            let mut bytes = written(indexes);
            bytes.push(9);
            assert_eq!(read_indexes(&bytes).unwrap(), (indexes.to_vec(), &[9][..]));
        }
        assert!(read_indexes(&[0xff, 0xff, 0xff, 0xff, 0x0f]).is_err());
        assert!(read_indexes(&[0x80]).is_err());
    }

    #[test]
    fn what_is_framed_is_found_again() {
        for (kind, given, indexes) in [
            (SchemaKind::Avro, &[][..], &[][..]),
            (SchemaKind::Json, &[], &[]),
            (SchemaKind::Protobuf, &[], &[0]),
            (SchemaKind::Protobuf, &[1, 0], &[1, 0]),
        ] {
            let mut bytes = Vec::new();
            frame(kind, SchemaId(7), given, b"tea", &mut bytes).unwrap();
            let expected = Unframed { id: SchemaId(7), indexes: indexes.to_vec(), payload: b"tea" };
            assert_eq!(unframe(kind, &bytes).unwrap(), expected);
        }
    }

    #[test]
    fn places_that_make_no_sense_are_refused() {
        let refused = |kind, indexes: &[i32]| {
            frame(kind, SchemaId(7), indexes, b"tea", &mut Vec::new()).unwrap_err().to_string()
        };
        assert!(refused(SchemaKind::Avro, &[0]).contains("AVRO has no indexes"));
        assert!(refused(SchemaKind::Protobuf, &[-1]).contains("[-1] is no place of a message"));
        assert!(refused(SchemaKind::Protobuf, &[0; 65]).contains("is no place of a message"));
    }
}
