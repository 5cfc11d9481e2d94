//! The consumer protocol: what members of a classic group send each other through JoinGroup and
//! SyncGroup. Two bytes of version, then the message. Brokers read it, too: to see which topics a
//! group subscribes to, and to turn classic groups into consumer groups.

use bytes::Bytes;

use super::{
    codec::{DecodeError, EncodeError, Message, Reader, Writer},
    messages::{ConsumerProtocolAssignment, ConsumerProtocolSubscription},
};

/// The protocol type of consumers in JoinGroup.
pub const PROTOCOL_TYPE: &str = "consumer";

/// The version, then the message in that version.
///
/// # Errors
/// If there is no such version, or something is too long for its length field.
pub fn encode<M: Message>(message: &M, version: i16) -> Result<Bytes, EncodeError> {
    let mut writer = Writer::with_capacity(256);
    writer.fixed(version.to_be_bytes());
    message.encode(&mut writer, version)?;
    Ok(writer.into_bytes())
}

/// Reads a subscription. One of a newer version is read as the newest that is known, for newer
/// versions only add fields at the end.
///
/// # Errors
/// If the version is negative, or the bytes are no subscription.
pub fn decode_subscription(bytes: Bytes) -> Result<ConsumerProtocolSubscription, DecodeError> {
    decode(bytes)
}

/// Reads an assignment, as [`decode_subscription`] a subscription.
///
/// # Errors
/// If the version is negative, or the bytes are no assignment.
pub fn decode_assignment(bytes: Bytes) -> Result<ConsumerProtocolAssignment, DecodeError> {
    decode(bytes)
}

fn decode<M: Message>(bytes: Bytes) -> Result<M, DecodeError> {
    let mut reader = Reader::new(bytes);
    let named = |error: Box<DecodeError>| DecodeError { message: M::NAME, ..*error };
    let version = reader.fixed().map(i16::from_be_bytes).map_err(named)?;
    M::decode(&mut reader, version.min(M::SCHEMA.versions.last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_is_read_as_the_newest_that_is_known() {
        let subscription =
            ConsumerProtocolSubscription { topics: vec!["t".into()], ..Default::default() };
        let mut bytes = encode(&subscription, 3).unwrap().to_vec();
        bytes[1] = 9;
        bytes.extend(b"new");
        assert_eq!(decode_subscription(bytes.into()), Ok(subscription));
    }

    #[test]
    fn negative_versions_and_cut_off_bytes_are_refused() {
        let bytes = encode(&ConsumerProtocolAssignment::default(), 3).unwrap();
        assert!(decode_assignment(bytes.slice(..4)).is_err());
        assert!(decode_assignment(bytes.slice(..1)).is_err());
        assert!(decode_assignment(Bytes::from_static(&[0xff, 0xff, 0, 0, 0, 0])).is_err());
    }
}
