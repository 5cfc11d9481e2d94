//! Quotas of users, clients and addresses.

use std::collections::BTreeMap;

use super::{
    Admin, Refusal, UpdateMode,
    call::{invalid, named, refusals, text},
};
use crate::Result;
use ottla::admin;

/// What a quota is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaKind {
    /// A user.
    User,
    /// A `client.id`.
    ClientId,
    /// An address.
    Ip,
}

/// A part of what a quota is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaPart {
    /// What it is.
    pub kind: QuotaKind,
    /// Its name; null for all that have no quota of their own.
    pub name: Option<String>,
}

/// Quotas of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientQuotas {
    /// Of whom.
    pub entity: Vec<QuotaPart>,
    /// Kafka's keys and their values: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`.
    pub quotas: BTreeMap<String, f64>,
}

/// A change of a quota.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaChange {
    /// Kafka's key.
    pub key: String,
    /// The value; null to remove the quota.
    pub value: Option<f64>,
}

/// Changes of somebody's quotas.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaUpdate {
    /// Of whom.
    pub entity: Vec<QuotaPart>,
    /// The changes.
    pub changes: Vec<QuotaChange>,
}

/// How a filter looks at a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaMatchKind {
    /// It has the name.
    Name,
    /// It is that of all that have none of their own.
    Default,
    /// It is there.
    Any,
}

/// A part that quotas have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaMatch {
    /// What it is.
    pub kind: QuotaKind,
    /// How it is looked at.
    pub matching: QuotaMatchKind,
    /// The name, for `Name`.
    pub name: Option<String>,
}

impl Admin {
    /// The quotas of whoever has these parts; with `strict`, and no others.
    pub async fn describe_client_quotas(
        &self,
        parts: Vec<QuotaMatch>,
        strict: Option<bool>,
    ) -> Result<Vec<ClientQuotas>> {
        let client = self.client("describe quotas")?;
        let parts = parts.into_iter().map(QuotaMatch::of_client).collect::<Result<_>>()?;
        let filter = admin::QuotaFilter { parts, strict: strict.unwrap_or(false) };
        let found = client.describe_client_quotas(filter).await?;
        let described = |(entity, quotas): (admin::QuotaEntity, BTreeMap<_, f64>)| ClientQuotas {
            entity: parts_of(entity),
            quotas: quotas.into_iter().map(|(key, value)| (format!("{key}"), value)).collect(),
        };
        Ok(found.into_iter().map(described).collect())
    }

    /// Changes quotas; tells of those that could not be changed.
    pub async fn alter_client_quotas(
        &self,
        updates: Vec<QuotaUpdate>,
        mode: Option<UpdateMode>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("alter quotas")?;
        let updates = updates.into_iter().map(|QuotaUpdate { entity, changes }| {
            let parts =
                entity.into_iter().map(|part| (part.kind.into(), part.name.map(Into::into)));
            let changes: Vec<_> = changes.into_iter().map(QuotaChange::of_client).collect();
            (admin::QuotaEntity { parts: parts.collect() }, changes)
        });
        let mode = UpdateMode::of_client(mode);
        let outcomes = client.alter_client_quotas_with(updates, mode).each().await;
        Ok(refusals(named(outcomes, |entity| {
            let parts = parts_of(entity.clone()).into_iter();
            let names = parts.map(|part| part.name.unwrap_or_else(|| "<default>".to_owned()));
            names.collect::<Vec<_>>().join(", ")
        })))
    }
}

fn parts_of(entity: admin::QuotaEntity) -> Vec<QuotaPart> {
    let part = |(kind, name)| QuotaPart { kind: QuotaKind::from(kind), name: text(name) };
    entity.parts.into_iter().map(part).collect()
}

impl QuotaChange {
    fn of_client(self) -> admin::QuotaChange {
        match self.value {
            Some(value) => admin::QuotaChange::Set(self.key.into(), value),
            None => admin::QuotaChange::Remove(self.key.into()),
        }
    }
}

impl QuotaMatch {
    fn of_client(self) -> Result<(admin::QuotaKind, admin::QuotaMatch)> {
        let matching = match (self.matching, self.name) {
            (QuotaMatchKind::Name, Some(name)) => admin::QuotaMatch::Name(name.into()),
            (QuotaMatchKind::Name, None) => {
                let message = "whoever looks for a name has to say which, in `name`";
                return Err(invalid("describe quotas", message));
            }
            (QuotaMatchKind::Default, _) => admin::QuotaMatch::Default,
            (QuotaMatchKind::Any, _) => admin::QuotaMatch::Any,
        };
        Ok((self.kind.into(), matching))
    }
}

impl From<admin::QuotaKind> for QuotaKind {
    fn from(kind: admin::QuotaKind) -> Self {
        match kind {
            admin::QuotaKind::User => Self::User,
            admin::QuotaKind::ClientId => Self::ClientId,
            admin::QuotaKind::Ip => Self::Ip,
            other => unreachable!("{other:?} is not in the API"),
        }
    }
}

impl From<QuotaKind> for admin::QuotaKind {
    fn from(kind: QuotaKind) -> Self {
        match kind {
            QuotaKind::User => Self::User,
            QuotaKind::ClientId => Self::ClientId,
            QuotaKind::Ip => Self::Ip,
        }
    }
}
