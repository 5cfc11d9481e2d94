//! Schemas of a registry, and the bytes that name them before keys and values. What those bytes are made of values
//! is up to the language's own libraries of Avro, JSON Schema and Protobuf: this finds schemas, registers them, and
//! puts their ids before payloads.

use std::{fmt, sync::Arc};

use futures::FutureExt;
use parking_lot::Mutex;

use crate::{
    Bytes, RegistryOptions, Result, SchemaOptions,
    kept::Kept,
    runtime::{self, Home},
};
use ottla::{
    Error, ErrorKind,
    serde::{self, schema_registry as client},
};

const OPERATION: &str = "ask the schema registry";

/// The language of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// Apache Avro.
    Avro,
    /// Protocol Buffers.
    Protobuf,
    /// JSON Schema.
    Json,
}

/// Whether bytes are those of a record's key or of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// A schema that another one names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaReference {
    /// What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema.
    pub name: String,
    /// The subject that it is registered under.
    pub subject: String,
    /// The version of that subject.
    pub version: i32,
}

/// A schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Its language.
    pub kind: SchemaKind,
    /// Its text.
    pub text: String,
    /// The schemas that it names.
    pub references: Vec<SchemaReference>,
}

/// A schema with the places that it has in a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredSchema {
    /// Its number in the registry.
    pub id: i32,
    /// The subject.
    pub subject: String,
    /// Its version in the subject, from 1 on.
    pub version: i32,
    /// The schema itself.
    pub schema: Schema,
}

/// What `unframe` finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unframed {
    /// The schema's id.
    pub id: i32,
    /// What the format made of the value.
    pub payload: Bytes,
    /// In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
    /// otherwise.
    pub indexes: Vec<i32>,
}

/// A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
/// and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
pub struct SchemaRegistry {
    /// `None` once it was closed.
    registry: Mutex<Option<Arc<dyn client::SchemaRegistryAdmin>>>,
    ids: Kept<Sought, client::SchemaId>,
    schemas: Kept<client::SchemaId, client::Schema>,
    home: Home,
}

/// What an id was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sought {
    subject: String,
    /// The newest, if it is `None`.
    schema: Option<client::Schema>,
    normalizes: bool,
    registers: bool,
}

impl SchemaRegistry {
    /// A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
    /// Nothing is asked yet.
    pub async fn connect(url: String, options: RegistryOptions) -> Result<Self> {
        let mut options = options.read()?;
        options.schema_registry_url = url.split(',').map(|url| url.trim().to_owned()).collect();
        // It reads files.
        let made =
            runtime::runtime().spawn_blocking(move || client::HttpRegistry::new(options)).await;
        Ok(Self::of(made.map_err(|error| {
            Error::of(ErrorKind::Closed, "use a schema registry", error.to_string())
        })??))
    }

    /// A registry in this process, for tests: every schema is taken, and is compared as text.
    pub async fn in_memory() -> Result<Self> {
        Ok(Self::of(client::InMemoryRegistry::new()))
    }

    fn of(registry: impl client::SchemaRegistryAdmin + 'static) -> Self {
        Self {
            registry: Mutex::new(Some(Arc::new(registry))),
            ids: Kept::default(),
            schemas: Kept::default(),
            home: Home::here(),
        }
    }

    /// Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
    /// does not take it, for instance as it is not compatible with the one before.
    pub async fn register(&self, subject: String, schema: Schema) -> Result<i32> {
        let schema = Some(schema.into());
        self.id(Sought { subject, schema, normalizes: false, registers: true }).await
    }

    /// The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there.
    pub async fn find(&self, subject: String, schema: Schema) -> Result<RegisteredSchema> {
        let registry = self.here()?;
        let found = registry.find(&subject, &schema.into(), client::Normalize::No).await;
        registered(found.map_err(|error| error.with("subject", subject))?)
    }

    /// The newest schema of a subject. It is asked for each time.
    pub async fn latest(&self, subject: String) -> Result<RegisteredSchema> {
        let found = self.here()?.latest(&subject).await;
        registered(found.map_err(|error| error.with("subject", subject))?)
    }

    /// One version of a subject, from 1 on.
    pub async fn version(&self, subject: String, version: i32) -> Result<RegisteredSchema> {
        let found = self.here()?.version(&subject, version).await;
        registered(found.map_err(|error| error.with("subject", subject))?)
    }

    /// The schema with an id; `InvalidInput` if there is none.
    pub async fn by_id(&self, id: i32) -> Result<Schema> {
        let (registry, id) = (self.here()?, client_id(id)?);
        let found = self.schemas.get(id, || async move { registry.by_id(id).await }.boxed()).await;
        Ok(found.map_err(|error| error.with("schema", id))?.into())
    }

    /// The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
    /// registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
    /// schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
    /// strategies name subjects by. The answer is kept, that for the newest, too.
    pub async fn id_to_write(
        &self,
        topic: String,
        part: Part,
        schema: Option<Schema>,
        record_name: Option<String>,
        options: SchemaOptions,
    ) -> Result<i32> {
        let options = options.read()?;
        options.check()?;
        if options.json_fail_invalid_schema {
            let message = "json_fail_invalid_schema (json.fail.invalid.schema) is for formats that see values: \
                           check them with a library of JSON Schema, and leave it out here";
            return Err(Error::of(ErrorKind::Unsupported, "use a schema registry", message));
        }
        let subject = options.subject(&topic, part.into(), record_name.as_deref());
        let subject = subject.map_err(|error| error.with("topic", &topic))?;
        let schema = match (options.use_latest_version, schema) {
            (true, _) => None,
            (false, Some(schema)) => Some(schema.into()),
            (false, None) => {
                let message = "there is no schema: give one, or use_latest_version=true with \
                               auto_register_schemas=false";
                let error = Error::of(ErrorKind::InvalidInput, "use a schema registry", message);
                return Err(error.with("subject", subject));
            }
        };
        let (normalizes, registers) = (options.normalize_schemas, options.auto_register_schemas);
        self.id(Sought { subject, schema, normalizes, registers }).await
    }

    /// A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
    /// the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
    /// it is left out. Asks nobody.
    pub fn frame(
        &self,
        kind: SchemaKind,
        id: i32,
        payload: &[u8],
        indexes: Option<Vec<i32>>,
    ) -> Result<Bytes> {
        let mut framed = Vec::with_capacity(payload.len() + 16);
        let indexes = indexes.as_deref().unwrap_or_default();
        client::frame(kind.into(), client_id(id)?, indexes, payload, &mut framed)?;
        Ok(framed.into())
    }

    /// The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody.
    pub fn unframe(&self, kind: SchemaKind, data: &[u8]) -> Result<Unframed> {
        let client::Unframed { id, indexes, payload } = client::unframe(kind.into(), data)?;
        Ok(Unframed { id: shown_id(id)?, payload: Bytes::copy_from_slice(payload), indexes })
    }

    /// Closes the connections to the registry. `frame` and `unframe` go on.
    pub async fn close(&self) {
        drop(self.registry.lock().take());
    }

    pub(crate) fn here(&self) -> Result<Arc<dyn client::SchemaRegistryAdmin>> {
        self.home.check(OPERATION)?;
        let registry = self.registry.lock().clone();
        registry.ok_or_else(|| {
            let message = "it was closed: connect to the registry again";
            Error::of(ErrorKind::Closed, OPERATION, message)
        })
    }

    /// Forgets what is kept of a subject that something was deleted of, or was to be: who registers the schema again has
    /// to ask for it, and its old id may be gone.
    pub(crate) fn forget(&self, subject: &str) {
        self.ids.forget(|sought| sought.subject == subject);
        self.schemas.forget(|_| true);
    }

    async fn id(&self, sought: Sought) -> Result<i32> {
        let (registry, subject) = (self.here()?, sought.subject.clone());
        let ask = || ask(registry, sought.clone()).boxed();
        let found = self.ids.get(sought.clone(), ask).await;
        shown_id(found.map_err(|error| error.with("subject", subject))?)
    }
}

async fn ask(
    registry: Arc<dyn client::SchemaRegistryAdmin>,
    sought: Sought,
) -> Result<client::SchemaId> {
    let Sought { subject, schema, normalizes, registers } = sought;
    let normalize = if normalizes { client::Normalize::Yes } else { client::Normalize::No };
    match (schema, registers) {
        (Some(schema), true) => registry.register(&subject, &schema, normalize).await,
        (Some(schema), false) => Ok(registry.find(&subject, &schema, normalize).await?.id),
        (None, _) => Ok(registry.latest(&subject).await?.id),
    }
}

fn client_id(id: i32) -> Result<client::SchemaId> {
    let number = u32::try_from(id).map_err(|_| {
        let message = format!("{id} is no id of a schema: they are 0 or more");
        Error::of(ErrorKind::InvalidInput, OPERATION, message)
    });
    number.map(client::SchemaId)
}

fn shown_id(id: client::SchemaId) -> Result<i32> {
    i32::try_from(id.0).map_err(|_| {
        let message = format!("{id} is no id of a schema: registries give them up to {}", i32::MAX);
        Error::of(ErrorKind::Unreadable, OPERATION, message)
    })
}

fn registered(found: client::RegisteredSchema) -> Result<RegisteredSchema> {
    let client::RegisteredSchema { id, subject, version, schema } = found;
    Ok(RegisteredSchema { id: shown_id(id)?, subject, version, schema: schema.into() })
}

impl From<Schema> for client::Schema {
    fn from(Schema { kind, text, references }: Schema) -> Self {
        let reference = |SchemaReference { name, subject, version }| client::SchemaReference {
            name,
            subject,
            version,
        };
        let references = references.into_iter().map(reference).collect();
        Self { kind: kind.into(), text, references }
    }
}

impl From<client::Schema> for Schema {
    fn from(client::Schema { kind, text, references }: client::Schema) -> Self {
        let reference = |client::SchemaReference { name, subject, version }| SchemaReference {
            name,
            subject,
            version,
        };
        let kind = match kind {
            client::SchemaKind::Avro => SchemaKind::Avro,
            client::SchemaKind::Protobuf => SchemaKind::Protobuf,
            client::SchemaKind::Json => SchemaKind::Json,
        };
        Self { kind, text, references: references.into_iter().map(reference).collect() }
    }
}

impl From<SchemaKind> for client::SchemaKind {
    fn from(kind: SchemaKind) -> Self {
        match kind {
            SchemaKind::Avro => Self::Avro,
            SchemaKind::Protobuf => Self::Protobuf,
            SchemaKind::Json => Self::Json,
        }
    }
}

impl From<Part> for serde::Part {
    fn from(part: Part) -> Self {
        match part {
            Part::Key => Self::Key,
            Part::Value => Self::Value,
        }
    }
}

impl fmt::Debug for SchemaRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SchemaRegistry").finish_non_exhaustive()
    }
}
