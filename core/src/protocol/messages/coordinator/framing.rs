//! How keys and values of coordinator records are framed: a key is its record type and its body in
//! version 0, a value is its version and its body.

use bytes::Bytes;

use crate::protocol::codec::{DecodeError, DecodeProblem, EncodeError, Message, Reader, Writer};

/// A record's key: its type in two bytes, then the body in version 0.
///
/// # Errors
/// If something is too long for its length field.
pub fn encode_key<M: Message>(key: &M) -> Result<Bytes, EncodeError> {
    prefixed(M::SCHEMA.key.unwrap_or(0), key, 0)
}

/// A record's value: its version in two bytes, then the body.
///
/// # Errors
/// If the version does not exist, or cannot carry what is set.
pub fn encode_value<M: Message>(value: &M, version: i16) -> Result<Bytes, EncodeError> {
    prefixed(version, value, version)
}

/// The record type at the start of a key.
///
/// # Errors
/// If the key is cut off.
pub fn key_type(key: &Bytes) -> Result<i16, DecodeError> {
    Reader::new(key.clone()).fixed().map(i16::from_be_bytes).map_err(|error| *error)
}

/// Reads a key whose type was looked at.
///
/// # Errors
/// If the key is of another type, or is not such a key.
pub fn decode_key<M: Message>(key: Bytes) -> Result<M, DecodeError> {
    let mut reader = Reader::new(key);
    let found = prefix::<M>(&mut reader)?;
    if Some(found) != M::SCHEMA.key {
        let problem = DecodeProblem::RecordType { expected: M::SCHEMA.key.unwrap_or(0), found };
        return Err(DecodeError { message: M::NAME, field: "", offset: 0, problem });
    }
    M::decode(&mut reader, 0)
}

/// Reads a value in the version that it says.
///
/// # Errors
/// If the version does not exist, or the bytes are not such a value.
pub fn decode_value<M: Message>(value: Bytes) -> Result<M, DecodeError> {
    let mut reader = Reader::new(value);
    let version = prefix::<M>(&mut reader)?;
    M::decode(&mut reader, version)
}

fn prefixed<M: Message>(prefix: i16, message: &M, version: i16) -> Result<Bytes, EncodeError> {
    let mut writer = Writer::with_capacity(64);
    writer.fixed(prefix.to_be_bytes());
    message.encode(&mut writer, version)?;
    Ok(writer.into_bytes())
}

fn prefix<M: Message>(reader: &mut Reader) -> Result<i16, DecodeError> {
    let named = |error: Box<DecodeError>| DecodeError { message: M::NAME, ..*error };
    reader.fixed().map(i16::from_be_bytes).map_err(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::messages::{GroupMetadataKey, OffsetCommitKey, OffsetCommitValue};

    #[test]
    fn keys_carry_their_type_and_values_their_version() {
        let key = OffsetCommitKey { group: "g".into(), topic: "t".into(), partition: 3 };
        let bytes = encode_key(&key).unwrap();
        assert_eq!(bytes, [0, 1, 0, 1, b'g', 0, 1, b't', 0, 0, 0, 3][..]);
        assert_eq!(key_type(&bytes), Ok(1));
        assert_eq!(decode_key(bytes.clone()), Ok(key));
        assert!(decode_key::<GroupMetadataKey>(bytes).is_err());

        let value = OffsetCommitValue { offset: 5, ..Default::default() };
        let bytes = encode_value(&value, 3).unwrap();
        assert_eq!(bytes[..2], [0, 3]);
        assert_eq!(decode_value(bytes), Ok(value));
    }
}
