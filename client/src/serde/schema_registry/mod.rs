//! Schemas of a registry: keys and values as Avro, Protobuf or JSON with the id of their schema before them,
//! as Confluent's serializers write them, so that programs in every language read each other.
//!
//! | Format | Feature | Writes | Reads |
//! |---|---|---|---|
//! | [`Avro`] | `avro` | what serde can serialize | what serde can deserialize, by the writer's schema and one's own |
//! | [`Protobuf`] | `protobuf` | prost's messages | prost's messages |
//! | [`JsonSchema`] | `json-schema` | what serde can serialize | what serde can deserialize |
//!
//! [`frame`] and [`unframe`] are for formats that are not among them.
//!
//! A format asks a [`SchemaRegistry`]: [`HttpRegistry`] is one that speaks Confluent's REST API (Confluent's
//! own, Karapace, Redpanda, Apicurio's compatible one); [`InMemoryRegistry`] is one for tests. What is done with
//! subjects and their compatibility is [`SchemaRegistryAdmin`].
//!
//! Ids and schemas are asked for once and kept. What cannot be had because the registry cannot be reached is
//! an error with the advice to try again, and nothing is lost.

mod address;
mod admin;
#[cfg(any(feature = "avro", feature = "protobuf", feature = "json-schema"))]
mod asking;
#[cfg(feature = "avro")]
mod avro;
#[cfg(any(feature = "avro", feature = "protobuf", feature = "json-schema"))]
#[cfg_attr(
    not(feature = "avro"),
    allow(
        dead_code,
        reason = "only Avro reads by the writer's schema, and JSON is checked against it"
    )
)]
mod format;
mod framing;
mod http;
mod http_admin;
mod http_errors;
mod in_memory;
#[cfg(feature = "json-schema")]
mod json_schema;
mod options;
#[cfg(feature = "protobuf")]
mod protobuf;
mod schema;

use async_trait::async_trait;

pub use admin::{
    Compatibility, CompatibilityCheck, Deleted, Deletion, SchemaRegistryAdmin, SubjectVersion,
};
#[cfg(feature = "avro")]
pub use avro::Avro;
pub use framing::{Unframed, frame, unframe};
pub use http::HttpRegistry;
pub use in_memory::InMemoryRegistry;
#[cfg(feature = "json-schema")]
pub use json_schema::JsonSchema;
pub(crate) use options::keys;
pub use options::{RegistryOptions, SchemaOptions, SubjectNameStrategy};
#[cfg(feature = "protobuf")]
pub use protobuf::Protobuf;
pub use schema::{RegisteredSchema, Schema, SchemaId, SchemaKind, SchemaReference};

use crate::Result;

/// Where schemas are kept. An example is at [`InMemoryRegistry`].
#[async_trait]
pub trait SchemaRegistry: Send + Sync {
    /// Registers a schema under a subject, or finds it there.
    ///
    /// # Errors
    /// `InvalidInput` if the registry does not take it, for instance as it is not compatible with the one
    /// before; `Unreachable`, `TimedOut`, `NotAuthorized`.
    async fn register(
        &self,
        subject: &str,
        schema: &Schema,
        normalize: Normalize,
    ) -> Result<SchemaId>;

    /// The id and version that a schema has under a subject.
    ///
    /// # Errors
    /// `InvalidInput` if it is not registered there; as [`SchemaRegistry::register`].
    async fn find(
        &self,
        subject: &str,
        schema: &Schema,
        normalize: Normalize,
    ) -> Result<RegisteredSchema>;

    /// The newest schema of a subject.
    ///
    /// # Errors
    /// As [`SchemaRegistry::find`].
    async fn latest(&self, subject: &str) -> Result<RegisteredSchema>;

    /// The newest schema of a subject, one of Protobuf as its file's descriptor in base 64, where the registry has
    /// that form. By default as [`SchemaRegistry::latest`].
    ///
    /// # Errors
    /// As [`SchemaRegistry::find`].
    async fn latest_descriptor(&self, subject: &str) -> Result<RegisteredSchema> {
        self.latest(subject).await
    }

    /// One version of a subject.
    ///
    /// # Errors
    /// As [`SchemaRegistry::find`].
    async fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema>;

    /// The schema with an id.
    ///
    /// # Errors
    /// As [`SchemaRegistry::find`].
    async fn by_id(&self, id: SchemaId) -> Result<Schema>;
}

/// Whether the registry brings a schema into its normal form before it compares it with others. An example is at
/// [`InMemoryRegistry`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalize {
    /// As it was given.
    #[default]
    No,
    /// In normal form: the order of fields that does not matter is not looked at.
    Yes,
}
