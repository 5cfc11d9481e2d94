//! How Kafka's types stand as bytes: integers, varints, strings, arrays, nullable and tagged
//! fields, in the classic and in the compact ("flexible", KIP-482) encoding. What a message
//! consists of is said by the messages, not here.

mod error;
mod message;
mod reader;
mod records;
mod schema;
mod secret;
mod shortened;
mod tags;
mod wire;
mod writer;

pub use error::{DecodeError, DecodeProblem, EncodeError, EncodeProblem};
pub use message::Message;
pub use reader::Reader;
pub use records::Records;
pub use schema::{
    FieldSchema, FieldType, Listener, MessageKind, MessageSchema, StructSchema, TagSchema, Versions,
};
pub use secret::Secret;
pub use writer::Writer;

pub(crate) use error::{Decoded, Encoded, InField};
pub(crate) use message::{decode_message, encode_message, size_message};
pub(crate) use shortened::Shortened;
pub(crate) use tags::write_tag;
pub(crate) use wire::{Format, NullableWire, Wire, differs};
