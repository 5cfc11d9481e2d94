//! Avro with schemas of a registry.

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Schema, SchemaKind, SchemaOptions, SchemaRegistry,
    format::{self, Own, Parse, Schemas, not_prepared},
    framing,
};
use crate::{
    Error, ErrorKind, Result,
    serde::{Deserializer, Part, Serializer, unreadable, unwritable},
};

/// Most bytes that one field can have: lengths come from bytes.
const FIELD_BYTES_MAX: usize = 128 * 1024 * 1024;

/// Avro with schemas of a registry. Reads what was written with any version of a schema; with a schema of
/// its own ([`Avro::schema`]) it writes, too, and reads all versions as its own.
///
/// Types are written as what they are in Avro, and nothing else: `i8` to `i32`, `u8` and `u16` as `int`, `i64` and `u32` as
/// `long`, `f32` as `float` and `f64` as `double`; a `u64` has nothing that others know. A `Vec<u8>` is an array, and `bytes`
/// with the attribute `serde(with = "serde_bytes")` of the crate of that name.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// use ottla::serde::{
///     Part, Serializer,
///     schema_registry::{Avro, Deleted, InMemoryRegistry, SchemaRegistryAdmin},
/// };
/// use serde::Serialize;
///
/// #[derive(Serialize)]
/// struct Order {
///     item: String,
///     amount: i32,
/// }
///
/// let registry = InMemoryRegistry::new();
/// let format = Avro::new(registry.clone()).schema(
///     r#"{"type": "record", "name": "Order", "namespace": "acme", "fields": [
///         {"name": "item", "type": "string"}, {"name": "amount", "type": "int"}]}"#,
/// )?;
/// Serializer::<Order>::prepare(&format, "orders", Part::Value).await?;
/// let mut bytes = Vec::new();
/// let order = Order { item: "tea".into(), amount: 3 };
/// format.serialize("orders", Part::Value, &order, &mut bytes)?;
/// assert_eq!(bytes, b"\0\0\0\0\x01\x06tea\x06");
/// assert_eq!(registry.subjects(Deleted::Hidden).await?, ["orders-value"]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Avro {
    schemas: Schemas<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    schema: apache_avro::Schema,
    named: Vec<apache_avro::Schema>,
    name: Option<String>,
}

impl Parse for Parsed {
    fn parse(schema: &Schema, named: &[(String, Schema)], _own: Option<&Self>) -> Result<Self> {
        if schema.kind != SchemaKind::Avro {
            return Err(unreadable(format!("the schema is {}, not AVRO", schema.kind.name())));
        }
        let texts = named.iter().map(|(_, schema)| &schema.text);
        let (schema, named) = apache_avro::Schema::parse_str_with_list(&schema.text, texts)
            .map_err(|error| {
                let message = format!("not a schema of Avro: {error}");
                Error::new(ErrorKind::InvalidInput, "read a schema", message)
            })?;
        let name = schema.name().map(|name| name.fullname(None));
        Ok(Self { schema, named, name })
    }

    fn record_name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Parsed {
    fn all(&self) -> Vec<&apache_avro::Schema> {
        self.named.iter().chain([&self.schema]).collect()
    }
}

impl Avro {
    /// Reads with the schemas of this registry.
    #[must_use]
    pub fn new(registry: impl SchemaRegistry + 'static) -> Self {
        // The first who sets it in this process decides.
        apache_avro::util::max_allocation_bytes(FIELD_BYTES_MAX);
        Self { schemas: Schemas::new(registry) }
    }

    /// Writes with this schema, and reads everything as if it had been written with it: fields that it
    /// lacks are left out, fields that it adds get their defaults.
    ///
    /// # Errors
    /// `InvalidInput` if it is not a schema of Avro.
    pub fn schema(self, text: &str) -> Result<Self> {
        self.schema_with(text, [])
    }

    /// As [`Avro::schema`], for a schema that names types of others: their full names and schemas, each
    /// after those that it names itself. They are registered under their names.
    ///
    /// # Errors
    /// As [`Avro::schema`].
    pub fn schema_with<'a>(
        mut self,
        text: &str,
        named: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self> {
        let mut schema = Schema::new(SchemaKind::Avro, text);
        let mut dependencies = Vec::new();
        for (name, text) in named {
            // Each may name those before it.
            let references = std::mem::take(&mut schema.references);
            schema.references = references.iter().cloned().chain([format::named(name)]).collect();
            let text = text.to_owned();
            dependencies
                .push((name.to_owned(), Schema { kind: SchemaKind::Avro, text, references }));
        }
        let parsed = Arc::new(Parsed::parse(&schema, &dependencies, None)?);
        self.schemas.set_own(Own { schema, dependencies, parsed });
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
impl<T: Serialize + Sync + ?Sized> Serializer<T> for Avro {
    fn serialize(&self, topic: &str, part: Part, value: &T, into: &mut Vec<u8>) -> Result<()> {
        let to_write = self.schemas.to_write(topic, part).ok_or_else(not_prepared)?;
        framing::write(to_write.id, into);
        let failed = |error: apache_avro::Error| unwritable(format!("as Avro: {error}"));
        let parsed = &to_write.parsed;
        apache_avro::writer::datum::GenericDatumWriter::builder(&parsed.schema)
            .schemata(parsed.all())
            .map_err(failed)?
            .build()
            .map_err(failed)?
            .write_ser(into, &value)
            .map_err(failed)?;
        Ok(())
    }

    fn is_ready(&self, topic: &str, part: Part) -> bool {
        self.schemas.can_write(topic, part)
    }

    async fn prepare(&self, topic: &str, part: Part) -> Result<()> {
        self.schemas.prepare_to_write(topic, part).await
    }
}

#[async_trait]
impl<T: DeserializeOwned> Deserializer<T> for Avro {
    fn deserialize(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<T> {
        let (id, mut rest) = framing::read(bytes)?;
        let written = self.schemas.to_read(id).ok_or_else(not_prepared)?;
        let failed =
            |error: apache_avro::Error| unreadable(format!("as Avro: {error}")).with("schema", id);
        let reader = apache_avro::reader::datum::GenericDatumReader::builder(&written.schema)
            .writer_schemata(written.all())
            .map_err(failed)?;
        let value = match self.schemas.own() {
            Some(own) => reader
                .reader_schema(&own.parsed.schema)
                .reader_schemata(own.parsed.all())
                .map_err(failed)?
                .build()
                .map_err(failed)?
                .read_value(&mut rest),
            None => reader.build().map_err(failed)?.read_value(&mut rest),
        };
        let value = value.map_err(failed)?;
        apache_avro::from_value(&value).map_err(failed)
    }

    fn is_ready(&self, bytes: &[u8]) -> bool {
        // What has no id is told by `deserialize`.
        framing::read(bytes).map_or(true, |(id, _)| self.schemas.to_read(id).is_some())
    }

    async fn prepare(&self, _topic: &str, _part: Part, bytes: &[u8]) -> Result<()> {
        self.schemas.prepare_to_read(framing::read(bytes)?.0).await
    }
}
