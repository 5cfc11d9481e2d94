//! The subjects of a schema registry: their versions, what becomes of them, and which changes of their schemas are taken.

use crate::{Result, Schema, SchemaRegistry};
use ottla::{
    Error,
    serde::schema_registry::{self as client, Deleted, Deletion, SubjectVersion},
};

/// Which changes of a subject's schema a registry takes.
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

/// What a registry says of a schema that may become the next version of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompatibilityCheck {
    /// Whether it goes with the version that it was compared with.
    pub is_compatible: bool,
    /// What does not fit, in the registry's words; empty where it fits, and of registries that do not say it.
    pub messages: Vec<String>,
}

impl SchemaRegistry {
    /// All subjects. `deleted` lists those too that were deleted and are not gone yet.
    pub async fn subjects(&self, deleted: Option<bool>) -> Result<Vec<String>> {
        self.here()?.subjects(shown(deleted)).await
    }

    /// The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
    /// deleted and are not gone yet.
    pub async fn versions(&self, subject: String, deleted: Option<bool>) -> Result<Vec<i32>> {
        let found = self.here()?.versions(&subject, shown(deleted)).await;
        found.map_err(of(&subject))
    }

    /// Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
    /// read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
    /// with `InvalidInput` if it is not there, or if other schemas name one of its own.
    pub async fn delete_subject(
        &self,
        subject: String,
        permanent: Option<bool>,
    ) -> Result<Vec<i32>> {
        let deleting = self.here()?;
        let gone = deleting.delete_subject(&subject, deletion(permanent)).await;
        self.forget(&subject);
        gone.map_err(of(&subject))
    }

    /// Deletes one version of a subject, as `delete_subject` does all of them.
    pub async fn delete_version(
        &self,
        subject: String,
        version: i32,
        permanent: Option<bool>,
    ) -> Result<()> {
        let (deleting, number) = (self.here()?, SubjectVersion::Number(version));
        let gone = deleting.delete_version(&subject, number, deletion(permanent)).await;
        self.forget(&subject);
        gone.map(drop).map_err(of(&subject))
    }

    /// Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
    /// Nothing is registered. Fails with `InvalidInput` if there is no such version.
    pub async fn check_compatibility(
        &self,
        subject: String,
        schema: Schema,
        version: Option<i32>,
    ) -> Result<CompatibilityCheck> {
        let version = version.map_or(SubjectVersion::Latest, SubjectVersion::Number);
        let asked = self.here()?;
        let check = asked.check_compatibility(&subject, &schema.into(), version).await;
        let client::CompatibilityCheck { is_compatible, messages } = check.map_err(of(&subject))?;
        Ok(CompatibilityCheck { is_compatible, messages })
    }

    /// Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    pub async fn compatibility(&self, subject: Option<String>) -> Result<Compatibility> {
        Ok(self.here()?.compatibility(subject.as_deref()).await?.into())
    }

    /// Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    pub async fn set_compatibility(
        &self,
        compatibility: Compatibility,
        subject: Option<String>,
    ) -> Result<()> {
        self.here()?.set_compatibility(subject.as_deref(), compatibility.into()).await
    }

    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    pub async fn clear_compatibility(&self, subject: Option<String>) -> Result<()> {
        self.here()?.clear_compatibility(subject.as_deref()).await
    }
}

fn shown(deleted: Option<bool>) -> Deleted {
    match deleted {
        Some(true) => Deleted::Shown,
        Some(false) | None => Deleted::Hidden,
    }
}

fn deletion(permanent: Option<bool>) -> Deletion {
    match permanent {
        Some(true) => Deletion::Permanent,
        Some(false) | None => Deletion::Soft,
    }
}

fn of(subject: &str) -> impl FnOnce(Error) -> Error {
    move |error| error.with("subject", subject)
}

impl From<client::Compatibility> for Compatibility {
    fn from(compatibility: client::Compatibility) -> Self {
        match compatibility {
            client::Compatibility::None => Self::None,
            client::Compatibility::Backward => Self::Backward,
            client::Compatibility::BackwardTransitive => Self::BackwardTransitive,
            client::Compatibility::Forward => Self::Forward,
            client::Compatibility::ForwardTransitive => Self::ForwardTransitive,
            client::Compatibility::Full => Self::Full,
            client::Compatibility::FullTransitive => Self::FullTransitive,
        }
    }
}

impl From<Compatibility> for client::Compatibility {
    fn from(compatibility: Compatibility) -> Self {
        match compatibility {
            Compatibility::None => Self::None,
            Compatibility::Backward => Self::Backward,
            Compatibility::BackwardTransitive => Self::BackwardTransitive,
            Compatibility::Forward => Self::Forward,
            Compatibility::ForwardTransitive => Self::ForwardTransitive,
            Compatibility::Full => Self::Full,
            Compatibility::FullTransitive => Self::FullTransitive,
        }
    }
}
