//! Every decoder of messages as a value: the schema, and a function with the type forgotten. For
//! the fuzz targets, and for tests that hold all decoders to one rule.

use bytes::Bytes;

use crate::protocol::{
    codec::{DecodeError, Message, MessageSchema, Reader, Writer},
    for_each_api,
    messages::{self, coordinator::framing, *},
};

/// A decoder of one message.
pub struct AnyDecoder {
    /// What it reads.
    pub schema: &'static MessageSchema,
    /// Bytes that stand in front of the message, for this version of it.
    pub front: fn(&MessageSchema, i16) -> Vec<u8>,
    /// Reads a message with what stands in front of it.
    pub decode: fn(Bytes, i16) -> Result<(), DecodeError>,
    /// As `decode`; then what was read is written, and read again.
    pub round_trip: fn(Bytes, i16) -> Result<(), DecodeError>,
}

impl std::fmt::Debug for AnyDecoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.schema.name)
    }
}

fn of<M: Message>() -> AnyDecoder {
    AnyDecoder {
        schema: M::SCHEMA,
        front: |_, _| Vec::new(),
        decode: |bytes, version| M::decode(&mut Reader::new(bytes), version).map(drop),
        round_trip: |bytes, version| round_trip::<M>(&mut Reader::new(bytes), version),
    }
}

macro_rules! of_any_api {
    ($($key:literal $name:ident $request:ident $response:ident,)*) => {
        /// All requests, in the order of `ApiKey::ALL`.
        #[must_use]
        pub fn requests() -> Vec<AnyDecoder> {
            vec![$(of::<messages::$request>()),*]
        }

        /// All responses, in the order of `ApiKey::ALL`.
        #[must_use]
        pub fn responses() -> Vec<AnyDecoder> {
            vec![$(of::<messages::$response>()),*]
        }
    };
}

for_each_api!(of_any_api);

/// All metadata records, in their frames.
#[must_use]
pub fn metadata_records() -> Vec<AnyDecoder> {
    let of_record = |schema: &&'static MessageSchema| AnyDecoder {
        schema,
        front: |schema, version| {
            let mut writer = Writer::new();
            MetadataRecord::write_front(schema, version, &mut writer);
            joined(writer).to_vec()
        },
        decode: |bytes, _| MetadataRecord::decode(bytes).map(drop),
        round_trip: |bytes, _| metadata_round_trip(bytes),
    };
    MetadataRecord::SCHEMAS.iter().map(of_record).collect()
}

macro_rules! embedded_messages {
    ($($name:ident)*) => {
        /// Messages that stand in other messages, in control records, files and headers.
        #[must_use]
        pub fn embedded() -> Vec<AnyDecoder> {
            vec![$(of::<$name>()),*]
        }
    };
}

embedded_messages! {
    ConsumerProtocolAssignment
    ConsumerProtocolSubscription
    ControlRecordTypeSchema
    DefaultPrincipalData
    EndTxnMarker
    KRaftVersionRecord
    LeaderChangeMessage
    ProducerSnapshot
    QuorumStateData
    RequestHeader
    ResponseHeader
    SnapshotFooterRecord
    SnapshotHeaderRecord
    VotersRecord
}

macro_rules! coordinator_records {
    ($($key:ident $value:ident,)*) => {
        /// All keys and values of coordinator records, without what stands in front of them.
        #[must_use]
        pub fn coordinator_records() -> Vec<AnyDecoder> {
            vec![$(of::<$key>(), of::<$value>()),*]
        }

        /// Reads a key and a value as the `index`th kind of coordinator record, round the numbers.
        pub(super) fn coordinator_pair(index: u8, key: Bytes, value: Bytes) {
            const PAIRS: &[fn(Bytes, Bytes)] = &[$(pair::<$key, $value>),*];
            PAIRS[usize::from(index) % PAIRS.len()](key, value);
        }
    };
}

coordinator_records! {
    LegacyOffsetCommitKey LegacyOffsetCommitValue,
    OffsetCommitKey OffsetCommitValue,
    GroupMetadataKey GroupMetadataValue,
    ConsumerGroupMetadataKey ConsumerGroupMetadataValue,
    ConsumerGroupPartitionMetadataKey ConsumerGroupPartitionMetadataValue,
    ConsumerGroupMemberMetadataKey ConsumerGroupMemberMetadataValue,
    ConsumerGroupTargetAssignmentMetadataKey ConsumerGroupTargetAssignmentMetadataValue,
    ConsumerGroupTargetAssignmentMemberKey ConsumerGroupTargetAssignmentMemberValue,
    ConsumerGroupCurrentMemberAssignmentKey ConsumerGroupCurrentMemberAssignmentValue,
    ConsumerGroupRegularExpressionKey ConsumerGroupRegularExpressionValue,
    ShareGroupMetadataKey ShareGroupMetadataValue,
    ShareGroupMemberMetadataKey ShareGroupMemberMetadataValue,
    ShareGroupTargetAssignmentMetadataKey ShareGroupTargetAssignmentMetadataValue,
    ShareGroupTargetAssignmentMemberKey ShareGroupTargetAssignmentMemberValue,
    ShareGroupCurrentMemberAssignmentKey ShareGroupCurrentMemberAssignmentValue,
    ShareGroupStatePartitionMetadataKey ShareGroupStatePartitionMetadataValue,
    StreamsGroupMetadataKey StreamsGroupMetadataValue,
    StreamsGroupMemberMetadataKey StreamsGroupMemberMetadataValue,
    StreamsGroupTargetAssignmentMetadataKey StreamsGroupTargetAssignmentMetadataValue,
    StreamsGroupTargetAssignmentMemberKey StreamsGroupTargetAssignmentMemberValue,
    StreamsGroupCurrentMemberAssignmentKey StreamsGroupCurrentMemberAssignmentValue,
    StreamsGroupTopologyKey StreamsGroupTopologyValue,
    ShareSnapshotKey ShareSnapshotValue,
    ShareUpdateKey ShareUpdateValue,
    TransactionLogKey TransactionLogValue,
}

/// Reads, writes and reads again.
///
/// # Panics
/// If size and bytes differ, or a second round does.
pub(super) fn round_trip<M: Message>(reader: &mut Reader, version: i16) -> Result<(), DecodeError> {
    let message = M::decode(reader, version)?;
    let mut writer = Writer::new();
    match message.encode(&mut writer, version) {
        Ok(()) => {}
        // Tolerated when read, never written: strings over 32767 bytes in flexible versions.
        Err(_) => return Ok(()),
    }
    assert_eq!(message.encoded_size(version), Ok(writer.len()), "size and bytes differ");
    let mut again = Reader::new(joined(writer));
    let second = M::decode(&mut again, version);
    // Floats may be NaN, which equals nothing; their text tells.
    let same =
        second.as_ref() == Ok(&message) || format!("{second:?}") == format!("Ok({message:?})");
    assert!(same && again.remaining() == 0, "a second round differs");
    Ok(())
}

fn metadata_round_trip(frame: Bytes) -> Result<(), DecodeError> {
    let record = MetadataRecord::decode(frame)?;
    // The version of the frame is not kept, so this writes the newest one, which reads as the same.
    let Ok(encoded) = record.encode() else { return Ok(()) };
    let second = MetadataRecord::decode(encoded);
    assert!(
        second.as_ref() == Ok(&record) || format!("{second:?}") == format!("Ok({record:?})"),
        "a second round differs"
    );
    Ok(())
}

fn pair<K: Message, V: Message>(key: Bytes, value: Bytes) {
    if let Ok(decoded) = framing::decode_key::<K>(key) {
        let encoded = framing::encode_key(&decoded);
        if let Ok(encoded) = encoded {
            assert_eq!(framing::decode_key(encoded), Ok(decoded), "a second round differs");
        }
    }
    let version = value.first_chunk().map_or(-1, |bytes| i16::from_be_bytes(*bytes));
    if let Ok(decoded) = framing::decode_value::<V>(value) {
        let encoded = framing::encode_value(&decoded, version);
        if let Ok(encoded) = encoded {
            assert_eq!(framing::decode_value(encoded), Ok(decoded), "a second round differs");
        }
    }
}

fn joined(writer: Writer) -> Bytes {
    writer.into_records().read().unwrap_or_default()
}
