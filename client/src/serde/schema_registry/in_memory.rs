//! A registry in this process, for tests: no compatibility is checked.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use parking_lot::Mutex;

use super::{Normalize, RegisteredSchema, Schema, SchemaId, SchemaRegistry};
use crate::{Error, ErrorKind, Result};

/// A registry in this process, for tests. Clones are the same registry. Schemas are compared as texts, and
/// every schema is taken.
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
/// let id = registry.register("orders-value", &schema, Normalize::No).await?;
/// assert_eq!(registry.by_id(id).await?, schema);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct InMemoryRegistry {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    ids: BTreeMap<Schema, SchemaId>,
    schemas: Vec<Schema>,
    subjects: BTreeMap<String, Vec<SchemaId>>,
}

impl InMemoryRegistry {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The subjects that have a schema.
    #[must_use]
    pub fn subjects(&self) -> Vec<String> {
        self.state.lock().subjects.keys().cloned().collect()
    }
}

impl State {
    fn id(&mut self, schema: &Schema) -> SchemaId {
        if let Some(id) = self.ids.get(schema) {
            return *id;
        }
        self.schemas.push(schema.clone());
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.ids.insert(schema.clone(), id);
        id
    }

    fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(usize::try_from(id.0).ok()?.checked_sub(1)?)
    }

    fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema> {
        let versions = self.subjects.get(subject).map_or(&[][..], Vec::as_slice);
        let index = usize::try_from(version).unwrap_or(0).wrapping_sub(1);
        let found = versions.get(index).and_then(|id| Some((*id, self.schema(*id)?.clone())));
        let (id, schema) =
            found.ok_or_else(|| missing(format!("subject {subject} has no version {version}")))?;
        Ok(RegisteredSchema { id, subject: subject.to_owned(), version, schema })
    }
}

#[async_trait]
impl SchemaRegistry for InMemoryRegistry {
    async fn register(&self, subject: &str, schema: &Schema, _: Normalize) -> Result<SchemaId> {
        let mut state = self.state.lock();
        let id = state.id(schema);
        let versions = state.subjects.entry(subject.to_owned()).or_default();
        if !versions.contains(&id) {
            versions.push(id);
        }
        Ok(id)
    }

    async fn find(&self, subject: &str, schema: &Schema, _: Normalize) -> Result<RegisteredSchema> {
        let state = self.state.lock();
        let id = state.ids.get(schema);
        let versions = state.subjects.get(subject);
        let found = versions.zip(id).and_then(|(ids, id)| ids.iter().position(|one| one == id));
        let missing = || missing(format!("subject {subject} does not have this schema"));
        let version = i32::try_from(found.ok_or_else(missing)?).unwrap_or(i32::MAX - 1) + 1;
        state.version(subject, version)
    }

    async fn latest(&self, subject: &str) -> Result<RegisteredSchema> {
        let state = self.state.lock();
        let count = state.subjects.get(subject).map_or(0, Vec::len);
        state.version(subject, i32::try_from(count).unwrap_or(i32::MAX))
    }

    async fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema> {
        self.state.lock().version(subject, version)
    }

    async fn by_id(&self, id: SchemaId) -> Result<Schema> {
        let found = self.state.lock().schema(id).cloned();
        found.ok_or_else(|| missing(format!("there is no schema {id}")))
    }
}

fn missing(what: String) -> Error {
    Error::new(ErrorKind::InvalidInput, "ask the schema registry", what)
}
