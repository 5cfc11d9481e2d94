//! What is asked of a registry besides schemas: its subjects, what they have, what becomes of them, and which changes
//! of their schemas it takes.

use async_trait::async_trait;

use super::{Schema, SchemaRegistry};
use crate::Result;

/// The subjects of a registry, and what it takes for them.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// use ottla::serde::schema_registry::{
///     Compatibility, Deleted, Deletion, InMemoryRegistry, Normalize, Schema, SchemaKind,
///     SchemaRegistry, SchemaRegistryAdmin, SubjectVersion,
/// };
///
/// let registry = InMemoryRegistry::new();
/// registry.set_compatibility(Some("orders-value"), Compatibility::Full).await?;
///
/// let schema = Schema::new(SchemaKind::Json, r#"{"type": "object"}"#);
/// let check = registry.check_compatibility("orders-value", &schema, SubjectVersion::Latest).await;
/// assert!(check.is_err(), "there is nothing to compare it with");
///
/// registry.register("orders-value", &schema, Normalize::No).await?;
/// assert_eq!(registry.subjects(Deleted::Hidden).await?, ["orders-value"]);
/// assert_eq!(registry.versions("orders-value", Deleted::Hidden).await?, [1]);
/// assert_eq!(registry.delete_subject("orders-value", Deletion::Permanent).await?, [1]);
/// # Ok(())
/// # }
/// ```
#[async_trait]
pub trait SchemaRegistryAdmin: SchemaRegistry {
    /// All subjects.
    ///
    /// # Errors
    /// `Unreachable`, `TimedOut`, `NotAuthorized`, and what else the registry says.
    async fn subjects(&self, deleted: Deleted) -> Result<Vec<String>>;

    /// The versions of a subject, oldest first.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::subjects`]; `InvalidInput` if there is no such subject.
    async fn versions(&self, subject: &str, deleted: Deleted) -> Result<Vec<i32>>;

    /// Deletes a subject; its versions are returned.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::versions`]; `InvalidInput` if it was deleted already, or if schemas that stay name one of
    /// those.
    async fn delete_subject(&self, subject: &str, deletion: Deletion) -> Result<Vec<i32>>;

    /// Deletes a version of a subject; the number of the version is returned.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::delete_subject`]; `InvalidInput` if there is no such version, or if the newest is to be
    /// deleted for good without its number.
    async fn delete_version(
        &self,
        subject: &str,
        version: SubjectVersion,
        deletion: Deletion,
    ) -> Result<i32>;

    /// Whether a schema goes with one version of a subject, as the subject's compatibility asks for. Nothing is registered.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::versions`]; `InvalidInput` if there is no such version.
    async fn check_compatibility(
        &self,
        subject: &str,
        schema: &Schema,
        version: SubjectVersion,
    ) -> Result<CompatibilityCheck>;

    /// Which changes of this subject's schema are taken; of all subjects that do not say it themselves if `None`.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::subjects`]; `Unsupported` if the registry names one that is not known here.
    async fn compatibility(&self, subject: Option<&str>) -> Result<Compatibility>;

    /// Sets which changes are taken, as [`SchemaRegistryAdmin::compatibility`].
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::subjects`].
    async fn set_compatibility(
        &self,
        subject: Option<&str>,
        compatibility: Compatibility,
    ) -> Result<()>;

    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    ///
    /// # Errors
    /// As [`SchemaRegistryAdmin::subjects`]; `InvalidInput` if nothing was set for the subject.
    async fn clear_compatibility(&self, subject: Option<&str>) -> Result<()>;
}

/// Whether what was deleted and is not gone yet is listed. An example is at [`SchemaRegistryAdmin`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deleted {
    /// Only what is not deleted.
    #[default]
    Hidden,
    /// That, too.
    Shown,
}

/// How something is deleted. An example is at [`SchemaRegistryAdmin`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deletion {
    /// It is no more found under its subject; ids that were given out can still be read.
    #[default]
    Soft,
    /// It is gone, with its id where no other subject has the schema: what was written with it can no more be read. What was
    /// not deleted before is deleted softly first, as registries ask for.
    Permanent,
}

/// One version of a subject. An example is at [`SchemaRegistryAdmin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectVersion {
    /// The newest.
    Latest,
    /// The one with this number, from 1 on.
    Number(i32),
}

/// What a registry says of a schema that may become the next version of a subject.
///
/// ```
/// use ottla::serde::schema_registry::CompatibilityCheck;
///
/// let check = CompatibilityCheck { is_compatible: true, messages: Vec::new() };
/// assert!(check.is_compatible, "{}", check.messages.join("\n"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompatibilityCheck {
    /// Whether it goes with the version that it was compared with.
    pub is_compatible: bool,
    /// What does not fit, in the registry's words; empty where it fits, and of registries that do not say it.
    pub messages: Vec<String>,
}

/// Which changes of a subject's schema a registry takes.
///
/// ```
/// use ottla::serde::schema_registry::Compatibility;
///
/// assert_eq!(Compatibility::BackwardTransitive.name(), "BACKWARD_TRANSITIVE");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compatibility {
    /// All.
    None,
    /// New readers read what was written with the version before.
    Backward,
    /// New readers read what was written with every version before.
    BackwardTransitive,
    /// Readers of the version before read what is written.
    Forward,
    /// Readers of every version before read what is written.
    ForwardTransitive,
    /// Backward and forward.
    Full,
    /// Backward and forward with every version before.
    FullTransitive,
}

impl Compatibility {
    const ALL: [Self; 7] = [
        Self::None,
        Self::Backward,
        Self::BackwardTransitive,
        Self::Forward,
        Self::ForwardTransitive,
        Self::Full,
        Self::FullTransitive,
    ];

    /// As the registry's API calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "NONE",
            Self::Backward => "BACKWARD",
            Self::BackwardTransitive => "BACKWARD_TRANSITIVE",
            Self::Forward => "FORWARD",
            Self::ForwardTransitive => "FORWARD_TRANSITIVE",
            Self::Full => "FULL",
            Self::FullTransitive => "FULL_TRANSITIVE",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}
