//! Typed keys and values: how they become bytes, and what the bytes are read as.
//!
//! A format is a value that is a [`Serializer`], a [`Deserializer`], or both: [`Raw`] (text, bytes and Kafka's
//! own numbers), [`Json`] (feature `json`), [`MessagePack`] (feature `message-pack`), and those of the
//! schema registry ([`schema_registry`]; features `avro`, `protobuf`, `json-schema`).
//!
//! ```
//! # #[cfg(all(feature = "json", feature = "broker"))]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use ottla::{
//!     Client, PartitionConsumerOptions, ProducerOptions, StartOffset,
//!     broker::{Broker, BrokerOptions},
//!     serde::{Decoder, Json, Raw, TypedProducer, TypedRecord},
//! };
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize)]
//! struct Order {
//!     item: String,
//!     amount: u32,
//! }
//!
//! let broker = Broker::start(BrokerOptions::default())?;
//! let client = Client::embedded(&broker).await?;
//!
//! let producer = client.producer(ProducerOptions::default())?;
//! let orders: TypedProducer<str, Order> = TypedProducer::new(producer, Raw, Json);
//! let order = Order { item: "tea".into(), amount: 3 };
//! orders.send(TypedRecord::to("orders").key("42").value(&order)).await?;
//!
//! let mut consumer = client.partition_consumer(PartitionConsumerOptions::default())?;
//! consumer.assign("orders", 0, StartOffset::Beginning).await?;
//! let decoder: Decoder<String, Order> = Decoder::new(Raw, Json);
//! let batch = consumer.next_batch().await?.expect("the broker runs");
//! for record in decoder.decode(&batch).await? {
//!     let record = record?;
//!     assert_eq!(record.key.as_deref(), Some("42"));
//!     assert_eq!(record.value, Some(Order { item: "tea".into(), amount: 3 }));
//! }
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "json", feature = "broker")))]
//! # fn main() {}
//! ```
//!
//! A missing key or value is null on the wire, and `None` where it is read; no format sees it. Bytes that
//! cannot be read are an error of that record alone, with topic, partition and offset: the records after it
//! are read all the same.

mod decoder;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "message-pack")]
mod message_pack;
mod raw;
#[cfg(feature = "schema-registry")]
pub mod schema_registry;
mod typed_consumer;
mod typed_producer;
mod typed_record;

use async_trait::async_trait;

pub use decoder::Decoder;
pub(crate) use decoder::is_of_all;
#[cfg(feature = "json")]
pub use json::Json;
#[cfg(feature = "message-pack")]
pub use message_pack::MessagePack;
pub use raw::{Raw, RawValue};
pub use typed_consumer::TypedConsumer;
pub use typed_producer::TypedProducer;
pub use typed_record::{ReceivedRecord, TypedRecord};

use crate::{Error, ErrorKind, Result};

/// Whether bytes are those of a record's key or of its value. An example is at [`Serializer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

impl Part {
    /// `key` or `value`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Value => "value",
        }
    }
}

/// Turns values into the bytes of a key or a value.
///
/// ```
/// use ottla::{
///     Result,
///     serde::{Deserializer, Part, Serializer, unreadable},
/// };
///
/// /// Whole cents, as text with a point.
/// struct Money;
///
/// impl Serializer<u64> for Money {
///     fn serialize(&self, _: &str, _: Part, cents: &u64, into: &mut Vec<u8>) -> Result<()> {
///         into.extend_from_slice(format!("{}.{:02}", cents / 100, cents % 100).as_bytes());
///         Ok(())
///     }
/// }
///
/// impl Deserializer<u64> for Money {
///     fn deserialize(&self, _: &str, part: Part, bytes: &[u8]) -> Result<u64> {
///         let text = std::str::from_utf8(bytes).unwrap_or_default().replacen('.', "", 1);
///         text.parse().map_err(|_| unreadable(format!("the {} is no amount", part.name())))
///     }
/// }
///
/// let mut bytes = Vec::new();
/// Money.serialize("bills", Part::Value, &1_995, &mut bytes)?;
/// assert_eq!(bytes, b"19.95");
/// assert_eq!(Money.deserialize("bills", Part::Value, &bytes)?, 1_995);
/// # Ok::<(), ottla::Error>(())
/// ```
#[async_trait]
pub trait Serializer<T: ?Sized>: Send + Sync {
    /// Appends the bytes of `value`.
    ///
    /// # Errors
    /// What keeps the value from being written in this format.
    fn serialize(&self, topic: &str, part: Part, value: &T, into: &mut Vec<u8>) -> Result<()>;

    /// Whether `serialize` can be called for this topic without [`Serializer::prepare`]. Asked before every
    /// call, so it has to be quick.
    fn is_ready(&self, _topic: &str, _part: Part) -> bool {
        true
    }

    /// Gets what `serialize` needs for this topic from elsewhere, for instance the id of a schema.
    ///
    /// # Errors
    /// What keeps it from being had.
    async fn prepare(&self, _topic: &str, _part: Part) -> Result<()> {
        Ok(())
    }
}

/// Reads values from the bytes of a key or a value. An example is at [`Serializer`].
#[async_trait]
pub trait Deserializer<T>: Send + Sync {
    /// Reads a value, of which these are all bytes.
    ///
    /// # Errors
    /// What keeps the bytes from being read.
    fn deserialize(&self, topic: &str, part: Part, bytes: &[u8]) -> Result<T>;

    /// Whether `deserialize` can be called for these bytes without [`Deserializer::prepare`]. Asked before
    /// every call, so it has to be quick.
    fn is_ready(&self, _bytes: &[u8]) -> bool {
        true
    }

    /// Gets what `deserialize` needs for these bytes from elsewhere, for instance the schema that they were
    /// written with.
    ///
    /// # Errors
    /// What keeps it from being had. Errors with the advice `Retry`, and of the kinds `AuthenticationFailed`, `NotAuthorized`,
    /// `WrongProtocol` and `Closed`, are of the whole batch: it can be decoded again later. Others are of the record.
    async fn prepare(&self, _topic: &str, _part: Part, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }
}

/// Bytes that are not of the format, or a value that the format cannot hold; for formats of one's own.
#[must_use]
pub fn unreadable(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::Unreadable, "read a record", what)
}

/// A value that a format cannot hold; for formats of one's own.
#[must_use]
pub fn unwritable(what: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidInput, "write a record", what)
}
