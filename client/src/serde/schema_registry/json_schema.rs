//! JSON with schemas of a registry.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use jsonschema::{Draft, Retrieve, Uri, Validator};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    Schema, SchemaKind, SchemaOptions, SchemaRegistry,
    format::{Own, Parse, Schemas, not_prepared},
    framing,
};
use crate::{
    Error, ErrorKind, Result,
    serde::{Deserializer, Json, Part, Serializer, unreadable, unwritable},
};

/// Most faults of one value that an error tells.
const FAULTS_MAX: usize = 5;

/// JSON with the id of its JSON Schema before it. As with Confluent's default, types check the values and reading
/// does not ask the registry; with [`SchemaOptions::json_fail_invalid_schema`] values are checked against their
/// schemas, what is read against that of its writer. A schema that does not say its draft is one of draft 7.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// use ottla::serde::{
///     Part, Serializer,
///     schema_registry::{InMemoryRegistry, JsonSchema, SchemaOptions},
/// };
/// use serde_json::json;
///
/// let strict = SchemaOptions { json_fail_invalid_schema: true, ..Default::default() };
/// let schema = r#"{"type": "object", "properties": {"amount": {"type": "integer", "minimum": 1}}}"#;
/// let format = JsonSchema::new(InMemoryRegistry::new()).schema(schema)?.options(strict)?;
/// Serializer::<serde_json::Value>::prepare(&format, "orders", Part::Value).await?;
/// let mut bytes = Vec::new();
/// format.serialize("orders", Part::Value, &json!({"amount": 3}), &mut bytes)?;
/// assert_eq!(bytes, b"\0\0\0\0\x01{\"amount\":3}");
/// let error = format.serialize("orders", Part::Value, &json!({"amount": 0}), &mut bytes);
/// assert!(error.unwrap_err().to_string().contains("/amount"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct JsonSchema {
    schemas: Schemas<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    value: Value,
    /// What it refers to, by the names that it has for them.
    named: Vec<(String, Value)>,
    /// Made when it is first needed: one that cannot be checked against is no error where nothing is checked.
    validator: OnceLock<Result<Validator, String>>,
}

impl Parse for Parsed {
    fn parse(schema: &Schema, named: &[(String, Schema)], _own: Option<&Self>) -> Result<Self> {
        if schema.kind != SchemaKind::Json {
            return Err(unreadable(format!("the schema is {}, not JSON", schema.kind.name())));
        }
        let named = named.iter().map(|(name, schema)| Ok((name.clone(), read(&schema.text)?)));
        Ok(Self {
            value: read(&schema.text)?,
            named: named.collect::<Result<_>>()?,
            validator: OnceLock::new(),
        })
    }

    fn record_name(&self) -> Option<&str> {
        self.value.get("title")?.as_str()
    }
}

fn read(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| invalid(&error.to_string()))
}

fn invalid(why: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, "read a schema", format!("not a JSON Schema: {why}"))
}

impl Parsed {
    /// What is wrong with a value; `None` if nothing is.
    ///
    /// # Errors
    /// `InvalidInput` if the schema is none.
    fn faults(&self, value: &Value) -> Result<Option<String>> {
        let validator = self.validator.get_or_init(|| self.validator());
        let validator = validator.as_ref().map_err(|error| invalid(error))?;
        let faults = validator.iter_errors(value).take(FAULTS_MAX).map(|fault| {
            let place = fault.instance_path().to_string();
            format!("{fault} at {}", if place.is_empty() { "/" } else { &place })
        });
        let faults: Vec<String> = faults.collect();
        Ok((!faults.is_empty()).then(|| faults.join("; ")))
    }

    fn validator(&self) -> Result<Validator, String> {
        let options = jsonschema::options().with_retriever(Named(self.named.clone()));
        let options = match self.value.get("$schema") {
            Some(_) => options,
            None => options.with_draft(Draft::Draft7),
        };
        options.build(&self.value).map_err(|error| error.to_string())
    }
}

/// Finds what a schema refers to among what the registry has for it. Nothing is fetched from anywhere else: a
/// schema comes from outside.
struct Named(Vec<(String, Value)>);

impl Retrieve for Named {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> std::result::Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let uri = uri.as_str();
        // A name without a scheme has been made a URI beside that of the schema.
        let is_it = |name: &str| {
            uri.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let found = self.0.iter().find(|(name, _)| is_it(name));
        let found = found.map(|(_, schema)| schema.clone());
        found.ok_or_else(|| format!("the registry names no schema {uri}").into())
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
        let parsed = Arc::new(Parsed::parse(&schema, &[], None)?);
        self.schemas.set_own(Own { schema, dependencies: Vec::new(), parsed });
        Ok(self)
    }

    /// Finds the schema to write with as these options say, and checks values if they say so.
    ///
    /// # Errors
    /// `InvalidInput` if they contradict each other.
    pub fn options(mut self, options: SchemaOptions) -> Result<Self> {
        self.schemas.set_options(options)?;
        Ok(self)
    }

    fn is_strict(&self) -> bool {
        self.schemas.options().json_fail_invalid_schema
    }
}

#[async_trait]
impl<T: Serialize + Sync + ?Sized> Serializer<T> for JsonSchema {
    fn serialize(&self, topic: &str, part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        let to_write = self.schemas.to_write(topic, part).ok_or_else(not_prepared)?;
        if self.is_strict() {
            let value = serde_json::to_value(value)
                .map_err(|error| unwritable(format!("as JSON: {error}")))?;
            if let Some(faults) = to_write.parsed.faults(&value)? {
                let message = format!("it is not as its schema says: {faults}");
                return Err(unwritable(message).with("schema", to_write.id));
            }
        }
        framing::write(to_write.id, into);
        Json.serialize(topic, part, value, into)
    }

    fn is_ready(&self, topic: &str, part: Part) -> bool {
        self.schemas.can_write(topic, part)
    }

    async fn prepare(&self, topic: &str, part: Part) -> Result<()> {
        self.schemas.prepare_to_write(topic, part).await
    }
}

#[async_trait]
impl<T: DeserializeOwned> Deserializer<T> for JsonSchema {
    fn deserialize(&self, topic: &str, part: Part, bytes: &[u8]) -> Result<T> {
        let (id, json) = framing::read(bytes)?;
        if self.is_strict() {
            let written = self.schemas.to_read(id).ok_or_else(not_prepared)?;
            let value: Value = Json.deserialize(topic, part, json)?;
            if let Some(faults) = written.faults(&value)? {
                let message = format!("it is not as its schema says: {faults}");
                return Err(unreadable(message).with("schema", id));
            }
        }
        Json.deserialize(topic, part, json).map_err(|error| error.with("schema", id))
    }

    fn is_ready(&self, bytes: &[u8]) -> bool {
        // What has no id is told by `deserialize`.
        !self.is_strict()
            || framing::read(bytes).map_or(true, |(id, _)| self.schemas.to_read(id).is_some())
    }

    async fn prepare(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<()> {
        match self.is_strict() {
            true => self.schemas.prepare_to_read(framing::read(bytes)?.0).await,
            false => Ok(()),
        }
    }
}
