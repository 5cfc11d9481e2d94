//! Every message as a value: its schema, and its functions with the type forgotten.

use bytes::Bytes;

use super::names::{for_each_other_message, for_each_shared_message};
use crate::protocol::{
    codec::{DecodeError, EncodeError, Message, MessageSchema, Reader, Writer},
    messages::*,
};

/// A message as seen by tests that run over all of them.
pub(super) struct AnyMessage {
    pub(super) schema: &'static MessageSchema,
    /// Decodes, checks the size, and encodes again; also gives `Debug` and whether a second round
    /// gives an equal value.
    pub(super) round_trip: fn(Bytes, i16) -> Result<RoundTrip, DecodeError>,
    /// Encodes the default value.
    pub(super) default: fn(i16) -> Result<Bytes, EncodeError>,
}

pub(super) struct RoundTrip {
    pub(super) encoded: Result<Bytes, EncodeError>,
    pub(super) size: Result<usize, EncodeError>,
    pub(super) left_over: usize,
    pub(super) debug: String,
    pub(super) equal_again: bool,
}

fn encoded<M: Message>(message: &M, version: i16) -> Result<Bytes, EncodeError> {
    let mut writer = Writer::new();
    message.encode(&mut writer, version)?;
    Ok(writer.into_records().read().unwrap())
}

fn round_trip<M: Message>(bytes: Bytes, version: i16) -> Result<RoundTrip, DecodeError> {
    let mut reader = Reader::new(bytes);
    let message = M::decode(&mut reader, version)?;
    let encoded = encoded(&message, version);
    let again = encoded.clone().ok().map(|bytes| M::decode(&mut Reader::new(bytes), version));
    Ok(RoundTrip {
        size: message.encoded_size(version),
        left_over: reader.remaining(),
        debug: format!("{message:?}"),
        equal_again: again == Some(Ok(message)),
        encoded,
    })
}

fn any<M: Message>() -> AnyMessage {
    AnyMessage {
        schema: M::SCHEMA,
        round_trip: round_trip::<M>,
        default: |version| encoded(&M::default(), version),
    }
}

/// Every message there is.
pub(super) fn all() -> Vec<AnyMessage> {
    let mut all = shared();
    all.extend(other());
    all
}

macro_rules! shared {
    ($($name:ident)*) => {
        fn shared() -> Vec<AnyMessage> {
            vec![$(any::<$name>()),*]
        }
    };
}

macro_rules! other {
    ($($name:ident)*) => {
        fn other() -> Vec<AnyMessage> {
            vec![$(any::<$name>()),*]
        }
    };
}

for_each_shared_message!(shared);
for_each_other_message!(other);
