//! Any record of the metadata log in its frame: frame version, record type and version as unsigned
//! varints, then the body. What the records mean is decided elsewhere.

use bytes::Bytes;

use super::{
    AbortTransactionRecord, AccessControlEntryRecord, BeginTransactionRecord,
    BrokerRegistrationChangeRecord, ClearElrRecord, ClientQuotaRecord, ConfigRecord,
    DelegationTokenRecord, EndTransactionRecord, FeatureLevelRecord, FenceBrokerRecord, NoOpRecord,
    PartitionChangeRecord, PartitionRecord, ProducerIdsRecord, RegisterBrokerRecord,
    RegisterControllerRecord, RemoveAccessControlEntryRecord, RemoveDelegationTokenRecord,
    RemoveTopicRecord, RemoveUserScramCredentialRecord, TopicRecord, UnfenceBrokerRecord,
    UnregisterBrokerRecord, UserScramCredentialRecord, ZkMigrationStateRecord,
};
use crate::protocol::codec::{
    DecodeError, DecodeProblem, EncodeError, Message, MessageSchema, Reader, Writer,
};

const FRAME_VERSION: u32 = 1;

macro_rules! metadata_records {
    ($($record:ident,)*) => {
        /// A record of the metadata log.
        #[derive(Clone, Debug, PartialEq)]
        pub enum MetadataRecord {
            $($record($record),)*
            /// A type or version that this release does not know, kept byte for byte.
            Unknown(UnknownRecord),
        }

        $(
            impl From<$record> for MetadataRecord {
                fn from(record: $record) -> Self {
                    Self::$record(record)
                }
            }
        )*

        impl MetadataRecord {
            /// The schemas of all records that are known.
            pub const SCHEMAS: &'static [&'static MessageSchema] = &[$($record::SCHEMA),*];

            /// Kafka's name of the record; `Unknown` for one that is not known.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$record(_) => $record::NAME,)*
                    Self::Unknown(_) => "Unknown",
                }
            }

            fn schema(&self) -> Option<&'static MessageSchema> {
                match self {
                    $(Self::$record(_) => Some($record::SCHEMA),)*
                    Self::Unknown(_) => None,
                }
            }

            fn encode_body(&self, writer: &mut Writer, version: i16) -> Result<(), EncodeError> {
                match self {
                    $(Self::$record(record) => record.encode(writer, version),)*
                    Self::Unknown(record) => {
                        writer.bytes(&record.body);
                        Ok(())
                    }
                }
            }

            fn decode_body(
                record_type: u32,
                version: u32,
                reader: &mut Reader,
            ) -> Result<Self, DecodeError> {
                $(
                    if $record::SCHEMA.key.map(i32::from) == i32::try_from(record_type).ok() {
                        let known = i16::try_from(version)
                            .is_ok_and(|version| $record::SCHEMA.versions.contains(version));
                        if known {
                            let record = $record::decode(reader, version as i16)?;
                            reader.finish()?;
                            return Ok(Self::$record(record));
                        }
                    }
                )*
                let body = reader.rest();
                Ok(Self::Unknown(UnknownRecord { record_type, version, body }))
            }
        }
    };
}

metadata_records! {
    RegisterBrokerRecord,
    UnregisterBrokerRecord,
    TopicRecord,
    PartitionRecord,
    ConfigRecord,
    PartitionChangeRecord,
    FenceBrokerRecord,
    UnfenceBrokerRecord,
    RemoveTopicRecord,
    DelegationTokenRecord,
    UserScramCredentialRecord,
    FeatureLevelRecord,
    ClientQuotaRecord,
    ProducerIdsRecord,
    BrokerRegistrationChangeRecord,
    AccessControlEntryRecord,
    RemoveAccessControlEntryRecord,
    NoOpRecord,
    ZkMigrationStateRecord,
    RemoveUserScramCredentialRecord,
    BeginTransactionRecord,
    EndTransactionRecord,
    AbortTransactionRecord,
    RemoveDelegationTokenRecord,
    RegisterControllerRecord,
    ClearElrRecord,
}

/// A record of a type or version that is not known.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownRecord {
    /// Kafka's number of the record type.
    pub record_type: u32,
    /// The record's version.
    pub version: u32,
    /// What follows.
    pub body: Bytes,
}

impl std::fmt::Debug for UnknownRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { record_type, version, body } = self;
        write!(f, "type {record_type}, version {version}, {} bytes", body.len())
    }
}

impl MetadataRecord {
    /// The record in its frame, in its newest version.
    ///
    /// # Errors
    /// If something is too long for its length field.
    pub fn encode(&self) -> Result<Bytes, EncodeError> {
        self.encode_at(self.schema().map_or(0, |schema| schema.versions.last))
    }

    /// The record in its frame, in this version. An unknown record keeps its own.
    ///
    /// # Errors
    /// If the version does not exist, or cannot carry what is set.
    pub fn encode_at(&self, version: i16) -> Result<Bytes, EncodeError> {
        let (record_type, frame_version) = match (self, self.schema().and_then(|schema| schema.key))
        {
            (Self::Unknown(record), _) => (record.record_type, record.version),
            (_, key) => {
                (u32::from(key.unwrap_or(0).unsigned_abs()), u32::from(version.unsigned_abs()))
            }
        };
        let mut writer = Writer::with_capacity(64);
        write_frame(record_type, frame_version, &mut writer);
        self.encode_body(&mut writer, version)?;
        Ok(writer.into_bytes())
    }

    /// Writes what stands in front of the body of a record.
    #[cfg(feature = "fuzzing")]
    pub(in crate::protocol) fn write_front(
        schema: &MessageSchema,
        version: i16,
        writer: &mut Writer,
    ) {
        let record_type = u32::from(schema.key.unwrap_or(0).unsigned_abs());
        write_frame(record_type, u32::from(version.unsigned_abs()), writer);
    }

    /// Reads a record out of its frame.
    ///
    /// # Errors
    /// If the frame is not version 1, or the body is not what its type says.
    pub fn decode(frame: Bytes) -> Result<Self, DecodeError> {
        let named = |error: Box<DecodeError>| DecodeError { message: "MetadataRecord", ..*error };
        let mut reader = Reader::new(frame);
        let frame_version = reader.unsigned_varint().map_err(named)?;
        if frame_version != FRAME_VERSION {
            return Err(named(DecodeProblem::UnknownFrame(frame_version).at(0)));
        }
        let record_type = reader.unsigned_varint().map_err(named)?;
        let version = reader.unsigned_varint().map_err(named)?;
        Self::decode_body(record_type, version, &mut reader)
    }
}

fn write_frame(record_type: u32, version: u32, writer: &mut Writer) {
    writer.unsigned_varint(FRAME_VERSION);
    writer.unsigned_varint(record_type);
    writer.unsigned_varint(version);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Uuid, protocol::messages::TopicRecord};

    #[test]
    fn a_record_has_the_frame_of_apache_kafka() {
        let topic_id = Uuid([7; 16]);
        let record = MetadataRecord::from(TopicRecord { name: "a".into(), topic_id });
        let bytes = record.encode().unwrap();
        let expected = [&[1, 2, 0, 2][..], b"a", &[7; 16], &[0]].concat();
        assert_eq!(bytes, expected);
        assert_eq!(MetadataRecord::decode(bytes).unwrap(), record);
    }

    #[test]
    fn what_is_not_known_is_kept_byte_for_byte() {
        for frame in [&[1, 200, 1, 0, 9, 9][..], &[1, 2, 100, 9, 9]] {
            let frame = Bytes::copy_from_slice(frame);
            let record = MetadataRecord::decode(frame.clone()).unwrap();
            assert!(matches!(record, MetadataRecord::Unknown(_)));
            assert_eq!(record.encode().unwrap(), frame);
        }
        let garbage = Bytes::from_static(&[1, 20, 0, 0, 5]);
        let error = MetadataRecord::decode(garbage).unwrap_err();
        assert_eq!(error.problem, DecodeProblem::LeftOver(1));
    }
}
