//! What a registry keeps.

use std::fmt;

/// The number that a registry gave a schema. An example is at [`InMemoryRegistry`](super::InMemoryRegistry).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

impl fmt::Display for SchemaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The language of a [`Schema`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaKind {
    /// Apache Avro.
    #[default]
    Avro,
    /// Protocol Buffers.
    Protobuf,
    /// JSON Schema.
    Json,
}

impl SchemaKind {
    /// As the registry's API calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Avro => "AVRO",
            Self::Protobuf => "PROTOBUF",
            Self::Json => "JSON",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Avro, Self::Protobuf, Self::Json].into_iter().find(|kind| kind.name() == name)
    }
}

/// A schema that another one names. An example is at [`Schema`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaReference {
    /// What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema.
    pub name: String,
    /// The subject that it is registered under.
    pub subject: String,
    /// The version of that subject.
    pub version: i32,
}

/// A schema.
///
/// ```
/// use ottla::serde::schema_registry::{Schema, SchemaKind, SchemaReference};
///
/// let text = r#"{"type": "record", "name": "Order", "fields": [
///     {"name": "item", "type": "acme.Item"}]}"#;
/// let item =
///     SchemaReference { name: "acme.Item".into(), subject: "acme.Item".into(), version: 1 };
/// let order = Schema { references: vec![item], ..Schema::new(SchemaKind::Avro, text) };
/// assert_eq!(order.kind.name(), "AVRO");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Schema {
    /// Its language.
    pub kind: SchemaKind,
    /// Its text.
    pub text: String,
    /// The schemas that it names.
    pub references: Vec<SchemaReference>,
}

impl Schema {
    /// A schema that names no others.
    pub fn new(kind: SchemaKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), references: Vec::new() }
    }
}

/// A schema with the places that it has in a registry.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// use ottla::serde::schema_registry::{
///     InMemoryRegistry, Normalize, Schema, SchemaKind, SchemaRegistry,
/// };
///
/// let registry = InMemoryRegistry::new();
/// let schema = Schema::new(SchemaKind::Json, r#"{"type": "object"}"#);
/// registry.register("orders-value", &schema, Normalize::No).await?;
/// let newest = registry.latest("orders-value").await?;
/// assert_eq!((newest.version, newest.schema), (1, schema));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredSchema {
    /// Its number in the registry.
    pub id: SchemaId,
    /// The subject.
    pub subject: String,
    /// Its version in the subject, from 1 on.
    pub version: i32,
    /// The schema itself.
    pub schema: Schema,
}
