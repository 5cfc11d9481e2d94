//! JSON with schemas of a registry.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Schema, SchemaKind, SchemaOptions, SchemaRegistry,
    format::{Own, Parse, Schemas, not_prepared},
    framing,
};
use crate::{
    Error, ErrorKind, Result,
    serde::{Deserializer, Json, Part, Serializer, unreadable},
};

/// JSON with the id of its JSON Schema before it. Values are not checked against the schema, as with
/// Confluent's default: types check them. Reading does not ask the registry.
#[derive(Debug)]
pub struct JsonSchema {
    schemas: Schemas<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    title: Option<String>,
}

impl Parse for Parsed {
    fn parse(schema: &Schema, _named: &[(String, Schema)]) -> Result<Self> {
        if schema.kind != SchemaKind::Json {
            return Err(unreadable(format!("the schema is {}, not JSON", schema.kind.name())));
        }
        let value: serde_json::Value = serde_json::from_str(&schema.text).map_err(|error| {
            let message = format!("not a JSON Schema: {error}");
            Error::new(ErrorKind::InvalidInput, "read a schema", message)
        })?;
        Ok(Self { title: value.get("title").and_then(|title| title.as_str()).map(str::to_owned) })
    }

    fn record_name(&self) -> Option<&str> {
        self.title.as_deref()
    }
}

impl JsonSchema {
    /// Reads; with [`JsonSchema::schema`] it writes, too.
    #[must_use]
    pub fn new(registry: impl SchemaRegistry + 'static) -> Self {
        Self { schemas: Schemas::new(registry) }
    }

    /// Writes with this schema. Its `title` is the name of the record's type.
    ///
    /// # Errors
    /// `InvalidInput` if it is not JSON.
    pub fn schema(mut self, text: &str) -> Result<Self> {
        let schema = Schema::new(SchemaKind::Json, text);
        let parsed = Arc::new(Parsed::parse(&schema, &[])?);
        self.schemas.set_own(Own { schema, dependencies: Vec::new(), parsed });
        Ok(self)
    }

    /// Finds the schema to write with as these options say.
    ///
    /// # Errors
    /// `InvalidInput` if they contradict each other.
    pub fn options(mut self, options: SchemaOptions) -> Result<Self> {
        self.schemas.set_options(options)?;
        Ok(self)
    }
}

#[async_trait]
impl<T: Serialize + Sync + ?Sized> Serializer<T> for JsonSchema {
    fn serialize(&self, topic: &str, part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        framing::write(self.schemas.to_write(topic, part).ok_or_else(not_prepared)?.id, into);
        Json.serialize(topic, part, value, into)
    }

    fn is_ready(&self, topic: &str, part: Part) -> bool {
        self.schemas.can_write(topic, part)
    }

    async fn prepare(&self, topic: &str, part: Part) -> Result<()> {
        self.schemas.prepare_to_write(topic, part).await
    }
}

impl<T: DeserializeOwned> Deserializer<T> for JsonSchema {
    fn deserialize(&self, topic: &str, part: Part, bytes: &[u8]) -> Result<T> {
        let (id, json) = framing::read(bytes)?;
        Json.deserialize(topic, part, json).map_err(|error| error.with("schema", id))
    }
}
