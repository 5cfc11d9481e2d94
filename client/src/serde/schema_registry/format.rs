//! What all formats with a registry share: the schema to write with by topic, and those to read with by id.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

use futures::{FutureExt, future::BoxFuture};
use parking_lot::RwLock;

use super::{
    Normalize, RegisteredSchema, Schema, SchemaId, SchemaOptions, SchemaReference, SchemaRegistry,
    asking::Asking,
};
use crate::{
    Error, ErrorKind, Result,
    serde::{Part, unwritable},
};

/// Most schemas that are kept for reading: ids come from bytes, and they can name any.
const READ_SCHEMAS_MAX: usize = 1000;
/// Most schemas that one can need, with those that they name.
const REFERENCES_MAX: usize = 500;

/// The schema that a format writes with.
#[derive(Clone, Debug)]
pub(super) struct Own<P> {
    pub(super) schema: Schema,
    /// Schemas that it names, each after those that it names itself. They are registered under their names;
    /// the versions of their references are those that the registry gives them.
    pub(super) dependencies: Vec<(String, Schema)>,
    pub(super) parsed: Arc<P>,
}

/// Makes what a format uses of a schema and the ones that it names, each after those that it names itself.
pub(super) trait Parse: Sized + Send + Sync {
    /// `own` is the schema that the format was given to write with, if it was.
    fn parse(schema: &Schema, named: &[(String, Schema)], own: Option<&Self>) -> Result<Self>;

    /// The newest schema of a subject, in a form that `parse` takes.
    fn latest<'a>(
        registry: &'a dyn SchemaRegistry,
        subject: &'a str,
    ) -> BoxFuture<'a, Result<RegisteredSchema>> {
        registry.latest(subject)
    }

    /// The full name of the record's type, where the schema says it.
    fn record_name(&self) -> Option<&str>;
}

pub(super) struct Schemas<P> {
    registry: Arc<dyn SchemaRegistry>,
    options: SchemaOptions,
    own: Option<Own<P>>,
    to_write: RwLock<HashMap<String, [Option<ToWrite<P>>; 2]>>,
    to_read: RwLock<BTreeMap<SchemaId, Arc<P>>>,
    asking_to_write: Asking<(String, Part)>,
    asking_to_read: Asking<SchemaId>,
}

#[derive(Debug)]
pub(super) struct ToWrite<P> {
    pub(super) id: SchemaId,
    pub(super) parsed: Arc<P>,
}

impl<P> Clone for ToWrite<P> {
    fn clone(&self) -> Self {
        Self { id: self.id, parsed: self.parsed.clone() }
    }
}

impl<P: Parse> Schemas<P> {
    pub(super) fn new(registry: impl SchemaRegistry + 'static) -> Self {
        Self {
            registry: Arc::new(registry),
            options: SchemaOptions::default(),
            own: None,
            to_write: RwLock::default(),
            to_read: RwLock::default(),
            asking_to_write: Asking::default(),
            asking_to_read: Asking::default(),
        }
    }

    pub(super) fn set_options(&mut self, options: SchemaOptions) -> Result<()> {
        options.check()?;
        self.options = options;
        Ok(())
    }

    #[cfg(feature = "json-schema")]
    pub(super) fn options(&self) -> &SchemaOptions {
        &self.options
    }

    pub(super) fn set_own(&mut self, own: Own<P>) {
        self.own = Some(own);
    }

    pub(super) fn own(&self) -> Option<&Own<P>> {
        self.own.as_ref()
    }

    /// What to write with, if it is known.
    pub(super) fn to_write(&self, topic: &str, part: Part) -> Option<ToWrite<P>> {
        self.to_write.read().get(topic)?[part as usize].clone()
    }

    /// Whether it is.
    pub(super) fn can_write(&self, topic: &str, part: Part) -> bool {
        self.to_write.read().get(topic).is_some_and(|parts| parts[part as usize].is_some())
    }

    /// Finds out what to write with.
    pub(super) async fn prepare_to_write(&self, topic: &str, part: Part) -> Result<()> {
        let subject = self.subject(topic, part)?;
        let asking = self.ask_to_write(topic, part, &subject);
        let asked = self.asking_to_write.once((topic.to_owned(), part), asking).await;
        asked.map_err(|error| error.with("subject", subject))
    }

    async fn ask_to_write(&self, topic: &str, part: Part, subject: &str) -> Result<()> {
        let found = if self.options.use_latest_version {
            let latest = P::latest(&*self.registry, subject).await?;
            let parsed = Arc::new(self.parse(&latest.schema).await?);
            ToWrite { id: latest.id, parsed }
        } else {
            let own = self.own.as_ref().ok_or_else(no_schema)?;
            let id = self.register(subject, own).await?;
            ToWrite { id, parsed: own.parsed.clone() }
        };
        self.to_write.write().entry(topic.to_owned()).or_default()[part as usize] = Some(found);
        Ok(())
    }

    async fn register(&self, subject: &str, own: &Own<P>) -> Result<SchemaId> {
        let normalize = match self.options.normalize_schemas {
            true => Normalize::Yes,
            false => Normalize::No,
        };
        let mut versions: BTreeMap<&str, i32> = BTreeMap::new();
        for (name, dependency) in &own.dependencies {
            let dependency = with_versions(dependency, &versions);
            if self.options.auto_register_schemas {
                self.registry.register(name, &dependency, normalize).await?;
            }
            let found = self.registry.find(name, &dependency, normalize).await?;
            versions.insert(name, found.version);
        }
        let schema = with_versions(&own.schema, &versions);
        if self.options.auto_register_schemas {
            self.registry.register(subject, &schema, normalize).await
        } else {
            Ok(self.registry.find(subject, &schema, normalize).await?.id)
        }
    }

    fn subject(&self, topic: &str, part: Part) -> Result<String> {
        let named = self.own.as_ref().and_then(|own| own.parsed.record_name());
        self.options.subject(topic, part, named)
    }

    /// What to read with, if it is known.
    pub(super) fn to_read(&self, id: SchemaId) -> Option<Arc<P>> {
        self.to_read.read().get(&id).cloned()
    }

    /// Gets the schema with an id.
    pub(super) async fn prepare_to_read(&self, id: SchemaId) -> Result<()> {
        let asked = self.asking_to_read.once(id, self.ask_to_read(id)).await;
        asked.map_err(|error| error.with("schema", id))
    }

    async fn ask_to_read(&self, id: SchemaId) -> Result<()> {
        let schema = self.registry.by_id(id).await?;
        let parsed = Arc::new(self.parse(&schema).await?);
        let mut known = self.to_read.write();
        if known.len() >= READ_SCHEMAS_MAX {
            known.clear();
        }
        known.insert(id, parsed);
        Ok(())
    }

    async fn parse(&self, schema: &Schema) -> Result<P> {
        let mut named = Vec::new();
        self.collect(schema, &mut BTreeSet::new(), &mut named).await?;
        P::parse(schema, &named, self.own.as_ref().map(|own| &*own.parsed))
    }

    /// The schemas that one names, each after those that it names itself.
    fn collect<'a>(
        &'a self,
        schema: &'a Schema,
        seen: &'a mut BTreeSet<(String, i32)>,
        named: &'a mut Vec<(String, Schema)>,
    ) -> BoxFuture<'a, Result<()>> {
        async move {
            for reference in &schema.references {
                if !seen.insert((reference.subject.clone(), reference.version)) {
                    continue;
                }
                if seen.len() > REFERENCES_MAX {
                    let message = format!("the schema names more than {REFERENCES_MAX} others");
                    return Err(Error::new(ErrorKind::InvalidInput, "read a schema", message));
                }
                let found = self.registry.version(&reference.subject, reference.version).await?;
                self.collect(&found.schema, seen, named).await?;
                named.push((reference.name.clone(), found.schema));
            }
            Ok(())
        }
        .boxed()
    }
}

/// A reference to a schema that is registered under its name; the version is found later.
pub(super) fn named(name: &str) -> SchemaReference {
    SchemaReference { name: name.to_owned(), subject: name.to_owned(), version: 0 }
}

fn with_versions(schema: &Schema, versions: &BTreeMap<&str, i32>) -> Schema {
    let mut schema = schema.clone();
    for reference in &mut schema.references {
        reference.version = versions.get(reference.name.as_str()).copied().unwrap_or_default();
    }
    schema
}

/// A format that was given no schema of its own, and is to write.
pub(super) fn no_schema() -> Error {
    unwritable("the format was given no schema to write with")
}

/// What the format is called before `prepare` for: that has to come first.
pub(super) fn not_prepared() -> Error {
    unwritable("prepare was not called for this topic, or for this schema")
}

impl<P> fmt::Debug for Schemas<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("options", &self.options).finish_non_exhaustive()
    }
}
