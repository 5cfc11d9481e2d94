//! What every message can do, and the steps that all of them share.

use std::fmt::Debug;

use super::{
    DecodeError, DecodeProblem, EncodeError, EncodeProblem, MessageSchema, Reader, Writer,
    wire::{Format, Wire},
};

/// A message of Kafka's protocol, in all its versions at once. `#[derive(Message)]` implements it.
///
/// `Default` gives each field Kafka's default; a field that may be null and has no default is null.
pub trait Message: Sized + Default + Clone + PartialEq + Debug {
    /// Kafka's name, for instance `ProduceRequest`.
    const NAME: &'static str;
    /// What it consists of.
    const SCHEMA: &'static MessageSchema;

    /// Reads a message; bytes after it are left in the reader.
    ///
    /// # Errors
    /// If the version does not exist, or the bytes are not such a message.
    fn decode(reader: &mut Reader, version: i16) -> Result<Self, DecodeError>;

    /// Writes the message. After an error the writer holds a part of it.
    ///
    /// # Errors
    /// If the version does not exist, or cannot carry what is set.
    fn encode(&self, writer: &mut Writer, version: i16) -> Result<(), EncodeError>;

    /// Number of bytes that `encode` writes.
    ///
    /// # Errors
    /// As `encode`.
    fn encoded_size(&self, version: i16) -> Result<usize, EncodeError>;
}

/// Where a message's own code meets the shared steps.
pub(crate) trait Shape: Message + Wire {}

impl<T: Message + Wire> Shape for T {}

pub(crate) fn decode_message<M: Shape>(
    reader: &mut Reader,
    version: i16,
) -> Result<M, DecodeError> {
    let decoded = match format_of(M::SCHEMA, version) {
        Some(format) => M::read(reader, format),
        None => Err(unsupported(M::SCHEMA, version).at(reader.position())),
    };
    decoded.map_err(|error| DecodeError { message: M::NAME, ..*error })
}

pub(crate) fn encode_message<M: Shape>(
    message: &M,
    writer: &mut Writer,
    version: i16,
) -> Result<(), EncodeError> {
    let encoded = match format_of(M::SCHEMA, version) {
        Some(format) => message.write(writer, format),
        None => Err(unsupported_encoding(M::SCHEMA, version).boxed()),
    };
    encoded.map_err(|error| EncodeError { message: M::NAME, ..*error })
}

pub(crate) fn size_message<M: Shape>(message: &M, version: i16) -> Result<usize, EncodeError> {
    let mut size = Writer::counting();
    let counted = match format_of(M::SCHEMA, version) {
        Some(format) => message.write(&mut size, format),
        None => Err(unsupported_encoding(M::SCHEMA, version).boxed()),
    };
    counted.map(|()| size.len()).map_err(|error| EncodeError { message: M::NAME, ..*error })
}

fn format_of(schema: &MessageSchema, version: i16) -> Option<Format> {
    schema.versions.contains(version).then(|| Format {
        version,
        flexible: schema.flexible_versions.contains(version),
        nullable: false,
        tagged: false,
    })
}

fn unsupported(schema: &MessageSchema, version: i16) -> DecodeProblem {
    DecodeProblem::UnsupportedVersion { version, supported: schema.versions }
}

fn unsupported_encoding(schema: &MessageSchema, version: i16) -> EncodeProblem {
    EncodeProblem::UnsupportedVersion { version, supported: schema.versions }
}
