//! A registry in this process, for tests: no compatibility is checked.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use parking_lot::Mutex;

use super::{
    Compatibility, CompatibilityCheck, Deleted, Deletion, Normalize, RegisteredSchema, Schema,
    SchemaId, SchemaRegistry, SchemaRegistryAdmin, SubjectVersion,
};
use crate::{Error, ErrorKind, Result};

/// A registry in this process, for tests. Clones are the same registry. Schemas are compared as texts, and
/// every schema is taken: what is set as compatibility is kept and not applied, and nothing keeps schemas that others name
/// from being deleted.
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
    schemas: BTreeMap<SchemaId, Schema>,
    /// Ids are not given again.
    ids_given: u32,
    subjects: BTreeMap<String, Versions>,
    /// By subject, and of all under `None`.
    compatibility: BTreeMap<Option<String>, Compatibility>,
}

/// The versions of a subject, those that are softly deleted too: their numbers are taken.
type Versions = BTreeMap<i32, Version>;

#[derive(Clone, Copy, Debug)]
struct Version {
    id: SchemaId,
    is_deleted: bool,
}

impl InMemoryRegistry {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl State {
    fn id(&mut self, schema: &Schema) -> SchemaId {
        if let Some(id) = self.ids.get(schema) {
            return *id;
        }
        self.ids_given += 1;
        let id = SchemaId(self.ids_given);
        self.schemas.insert(id, schema.clone());
        self.ids.insert(schema.clone(), id);
        id
    }

    /// Versions of a subject that are not deleted.
    fn live(&self, subject: &str) -> impl DoubleEndedIterator<Item = (i32, SchemaId)> {
        let versions = self.subjects.get(subject).into_iter().flatten();
        versions.filter(|(_, one)| !one.is_deleted).map(|(number, one)| (*number, one.id))
    }

    fn find(&self, subject: &str, version: SubjectVersion) -> Result<RegisteredSchema> {
        let found = match version {
            SubjectVersion::Latest => self.live(subject).next_back(),
            SubjectVersion::Number(number) => self.live(subject).find(|(one, _)| *one == number),
        };
        let found = found.and_then(|(number, id)| Some((number, id, self.schemas.get(&id)?)));
        let (version, id, schema) = found.ok_or_else(|| match version {
            SubjectVersion::Latest => missing(format!("subject {subject} has no schema")),
            SubjectVersion::Number(number) => {
                missing(format!("subject {subject} has no version {number}"))
            }
        })?;
        Ok(RegisteredSchema { id, subject: subject.to_owned(), version, schema: schema.clone() })
    }

    /// The numbers of a subject's versions.
    fn versions(&self, subject: &str, deleted: Deleted) -> Result<Vec<i32>> {
        let numbers: Vec<i32> = match deleted {
            Deleted::Hidden => self.live(subject).map(|(number, _)| number).collect(),
            Deleted::Shown => {
                self.subjects.get(subject).into_iter().flatten().map(|(n, _)| *n).collect()
            }
        };
        match numbers.is_empty() {
            true => Err(missing(format!("there is no subject {subject}"))),
            false => Ok(numbers),
        }
    }

    /// Deletes these versions, which are there.
    fn delete(&mut self, subject: &str, numbers: &[i32], deletion: Deletion) {
        let Some(versions) = self.subjects.get_mut(subject) else { return };
        match deletion {
            Deletion::Soft => {
                let named = versions.iter_mut().filter(|(number, _)| numbers.contains(number));
                named.for_each(|(_, version)| version.is_deleted = true);
            }
            Deletion::Permanent => {
                versions.retain(|number, _| !numbers.contains(number));
                self.subjects.retain(|_, versions| !versions.is_empty());
                self.forget_schemas();
            }
        }
    }

    /// Forgets schemas that no subject has any more.
    fn forget_schemas(&mut self) {
        let subjects = &self.subjects;
        let is_named = |id: &SchemaId| subjects.values().flatten().any(|(_, one)| one.id == *id);
        self.schemas.retain(|id, _| is_named(id));
        self.ids.retain(|_, id| is_named(id));
    }
}

#[async_trait]
impl SchemaRegistry for InMemoryRegistry {
    async fn register(&self, subject: &str, schema: &Schema, _: Normalize) -> Result<SchemaId> {
        let mut state = self.state.lock();
        let id = state.id(schema);
        if state.live(subject).all(|(_, one)| one != id) {
            let versions = state.subjects.entry(subject.to_owned()).or_default();
            let next = versions.last_key_value().map_or(1, |(number, _)| number + 1);
            versions.insert(next, Version { id, is_deleted: false });
        }
        Ok(id)
    }

    async fn find(&self, subject: &str, schema: &Schema, _: Normalize) -> Result<RegisteredSchema> {
        let state = self.state.lock();
        let id = state.ids.get(schema);
        let found = state.live(subject).find(|(_, one)| Some(one) == id);
        let missing = || missing(format!("subject {subject} does not have this schema"));
        let (version, _) = found.ok_or_else(missing)?;
        state.find(subject, SubjectVersion::Number(version))
    }

    async fn latest(&self, subject: &str) -> Result<RegisteredSchema> {
        self.state.lock().find(subject, SubjectVersion::Latest)
    }

    async fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema> {
        self.state.lock().find(subject, SubjectVersion::Number(version))
    }

    async fn by_id(&self, id: SchemaId) -> Result<Schema> {
        let found = self.state.lock().schemas.get(&id).cloned();
        found.ok_or_else(|| missing(format!("there is no schema {id}")))
    }
}

#[async_trait]
impl SchemaRegistryAdmin for InMemoryRegistry {
    async fn subjects(&self, deleted: Deleted) -> Result<Vec<String>> {
        let state = self.state.lock();
        let there = |subject: &&String| state.versions(subject, deleted).is_ok();
        Ok(state.subjects.keys().filter(there).cloned().collect())
    }

    async fn versions(&self, subject: &str, deleted: Deleted) -> Result<Vec<i32>> {
        self.state.lock().versions(subject, deleted)
    }

    async fn delete_subject(&self, subject: &str, deletion: Deletion) -> Result<Vec<i32>> {
        let mut state = self.state.lock();
        let deleted = match deletion {
            Deletion::Soft => Deleted::Hidden,
            Deletion::Permanent => Deleted::Shown,
        };
        let numbers = state.versions(subject, deleted)?;
        state.delete(subject, &numbers, deletion);
        state.compatibility.remove(&Some(subject.to_owned()));
        Ok(numbers)
    }

    async fn delete_version(
        &self,
        subject: &str,
        version: SubjectVersion,
        deletion: Deletion,
    ) -> Result<i32> {
        let mut state = self.state.lock();
        let number = match (version, deletion) {
            (SubjectVersion::Latest, Deletion::Soft) => state.find(subject, version)?.version,
            (SubjectVersion::Latest, Deletion::Permanent) => return Err(without_number(subject)),
            (SubjectVersion::Number(number), Deletion::Soft) => {
                state.find(subject, SubjectVersion::Number(number))?.version
            }
            (SubjectVersion::Number(number), Deletion::Permanent) => {
                let all = state.versions(subject, Deleted::Shown)?;
                let missing = || missing(format!("subject {subject} has no version {number}"));
                all.into_iter().find(|one| *one == number).ok_or_else(missing)?
            }
        };
        state.delete(subject, &[number], deletion);
        Ok(number)
    }

    async fn check_compatibility(
        &self,
        subject: &str,
        _: &Schema,
        version: SubjectVersion,
    ) -> Result<CompatibilityCheck> {
        self.state.lock().find(subject, version)?;
        Ok(CompatibilityCheck { is_compatible: true, messages: Vec::new() })
    }

    async fn compatibility(&self, subject: Option<&str>) -> Result<Compatibility> {
        let state = self.state.lock();
        let set = state.compatibility.get(&subject.map(str::to_owned));
        let set = set.or_else(|| state.compatibility.get(&None));
        Ok(set.copied().unwrap_or(Compatibility::None))
    }

    async fn set_compatibility(
        &self,
        subject: Option<&str>,
        compatibility: Compatibility,
    ) -> Result<()> {
        self.state.lock().compatibility.insert(subject.map(str::to_owned), compatibility);
        Ok(())
    }

    async fn clear_compatibility(&self, subject: Option<&str>) -> Result<()> {
        let cleared = self.state.lock().compatibility.remove(&subject.map(str::to_owned));
        match (subject, cleared) {
            (Some(subject), None) => {
                Err(missing(format!("subject {subject} has no compatibility of its own")))
            }
            (Some(_), Some(_)) | (None, _) => Ok(()),
        }
    }
}

/// After the soft deletion that a permanent one begins with another version would be the newest.
pub(super) fn without_number(subject: &str) -> Error {
    missing(format!("the newest version of {subject} is deleted for good by its number alone"))
}

fn missing(what: String) -> Error {
    Error::new(ErrorKind::InvalidInput, "ask the schema registry", what)
}
