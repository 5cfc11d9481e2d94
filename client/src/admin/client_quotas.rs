//! Quotas of users, clients and addresses (KIP-546).

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    AlterClientQuotasRequest, AlterClientQuotasResponse, DescribeClientQuotasRequest,
    DescribeClientQuotasResponse,
    alter_client_quotas_request::{EntityData, EntryData, OpData},
    describe_client_quotas_request::ComponentData,
};

use super::{
    Admin, PerItem, UpdateMode,
    call::{corrupt, judged},
    settle::Answers,
};
use crate::{Result, driver::cluster::Target};

const DESCRIBE: &str = "describe client quotas";
const ALTER: &str = "alter client quotas";

/// What a part of a [`QuotaEntity`] names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum QuotaKind {
    /// Users, without the `User:` of principals.
    User,
    /// Client ids.
    ClientId,
    /// IP addresses.
    Ip,
}

impl QuotaKind {
    fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::ClientId => "client-id",
            Self::Ip => "ip",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::User, Self::ClientId, Self::Ip].into_iter().find(|kind| kind.name() == name)
    }
}

/// Whom a quota is for: a user, a client id, an address, or a client id of a user.
///
/// ```
/// use ottla::admin::{QuotaEntity, QuotaKind};
///
/// let reports_of_alice = QuotaEntity::of(QuotaKind::User, "alice").and(QuotaKind::ClientId, "reports");
/// let other_users = QuotaEntity::default_of(QuotaKind::User);
/// # let _ = (reports_of_alice, other_users);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotaEntity {
    /// The name of each kind; `None` for all that have no quota of their own.
    pub parts: BTreeMap<QuotaKind, Option<ByteString>>,
}

impl QuotaEntity {
    /// The one of this name.
    #[must_use]
    pub fn of(kind: QuotaKind, name: impl Into<ByteString>) -> Self {
        Self { parts: BTreeMap::from([(kind, Some(name.into()))]) }
    }

    /// All that have no quota of their own.
    #[must_use]
    pub fn default_of(kind: QuotaKind) -> Self {
        Self { parts: BTreeMap::from([(kind, None)]) }
    }

    /// Only together with the one of this name.
    #[must_use]
    pub fn and(mut self, kind: QuotaKind, name: impl Into<ByteString>) -> Self {
        self.parts.insert(kind, Some(name.into()));
        self
    }

    /// Only together with those that have no quota of their own.
    #[must_use]
    pub fn and_default(mut self, kind: QuotaKind) -> Self {
        self.parts.insert(kind, None);
        self
    }

    /// Reads one.
    ///
    /// # Errors
    /// `Corrupt` for a kind that is not known.
    fn read<'a>(
        operation: &'static str,
        parts: impl Iterator<Item = (&'a ByteString, &'a Option<ByteString>)>,
    ) -> Result<Self> {
        let part = |(kind, name): (&ByteString, &Option<ByteString>)| {
            let known = QuotaKind::from_name(kind);
            let known = known
                .ok_or_else(|| corrupt(operation, format!("there are no quotas of '{kind}'")))?;
            Ok((known, name.clone()))
        };
        Ok(Self { parts: parts.map(part).collect::<Result<_>>()? })
    }
}

/// A change of one quota: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`,
/// `controller_mutation_rate`, `connection_creation_rate`. An example is at [`Admin::describe_client_quotas`].
#[derive(Clone, Debug, PartialEq)]
pub enum QuotaChange {
    /// It gets this value.
    Set(ByteString, f64),
    /// There is none any more.
    Remove(ByteString),
}

/// Which entities are meant: those that have all parts that are named.
///
/// ```
/// use ottla::admin::{QuotaFilter, QuotaKind, QuotaMatch};
///
/// // The quotas of all client ids of alice, and not those that alice has whatever the client is.
/// let filter = QuotaFilter {
///     parts: [
///         (QuotaKind::User, QuotaMatch::Name("alice".into())),
///         (QuotaKind::ClientId, QuotaMatch::Any),
///     ]
///     .into(),
///     strict: true,
/// };
/// assert_eq!(filter.parts.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotaFilter {
    /// What is named of each kind.
    pub parts: BTreeMap<QuotaKind, QuotaMatch>,
    /// Whether they may have no other parts. Default false.
    pub strict: bool,
}

/// What a part of an entity has to be for a [`QuotaFilter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuotaMatch {
    /// The one of this name.
    Name(ByteString),
    /// All that have no quota of their own.
    Default,
    /// Any.
    Any,
}

impl Admin {
    /// The quotas of the entities that a filter means; of all, if it is empty.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::admin::{QuotaChange, QuotaEntity, QuotaFilter, QuotaKind};
    ///
    /// let admin = client.admin();
    /// let alice = QuotaEntity::of(QuotaKind::User, "alice");
    /// let slower = [QuotaChange::Set("producer_byte_rate".into(), 1_048_576.0)];
    /// admin.alter_client_quotas([(alice, slower)]).await?;
    /// for (entity, quotas) in admin.describe_client_quotas(QuotaFilter::default()).await? {
    ///     println!("{entity:?}: {quotas:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` for a filter that cannot be; `NotAuthorized`; `Corrupt` for an entity that means nothing
    /// here; `TimedOut` after `api_timeout`.
    pub async fn describe_client_quotas(
        &self,
        filter: QuotaFilter,
    ) -> Result<BTreeMap<QuotaEntity, BTreeMap<ByteString, f64>>> {
        let component = |(kind, matched): (QuotaKind, QuotaMatch)| {
            let (match_type, name) = match matched {
                QuotaMatch::Name(name) => (0, Some(name)),
                QuotaMatch::Default => (1, None),
                QuotaMatch::Any => (2, None),
            };
            ComponentData { entity_type: kind.name().into(), match_type, r#match: name }
        };
        let request = DescribeClientQuotasRequest {
            components: filter.parts.into_iter().map(component).collect(),
            strict: filter.strict,
        };
        self.retried(DESCRIBE, || async {
            described(self.cluster.request(Target::Any, &request).await?)
        })
        .await
    }

    /// Changes quotas, of each entity all that are named or none. Another attempt after a lost answer changes
    /// nothing more.
    /// An example is at [`Admin::describe_client_quotas`].
    ///
    /// # Errors
    /// `InvalidInput` for a quota that cannot be, `NotAuthorized`, and what else the controller says of an entity.
    /// `TimedOut` after `api_timeout`.
    pub fn alter_client_quotas<C: IntoIterator<Item = QuotaChange>>(
        &self,
        changes: impl IntoIterator<Item = (QuotaEntity, C)>,
    ) -> PerItem<QuotaEntity, ()> {
        self.alter_client_quotas_with(changes, UpdateMode::Apply)
    }

    /// Changes quotas, or only judges the changes ([`UpdateMode`]).
    ///
    /// # Errors
    /// As [`Admin::alter_client_quotas`].
    pub fn alter_client_quotas_with<C: IntoIterator<Item = QuotaChange>>(
        &self,
        changes: impl IntoIterator<Item = (QuotaEntity, C)>,
        mode: UpdateMode,
    ) -> PerItem<QuotaEntity, ()> {
        let changes = changes.into_iter().map(|(entity, changes)| {
            let changes: Vec<QuotaChange> = changes.into_iter().collect();
            (entity, changes)
        });
        let items = self.items(ALTER, changes, |error, entity: &QuotaEntity| {
            let part = |(kind, name): (&QuotaKind, &Option<ByteString>)| {
                format!("{}={}", kind.name(), name.as_deref().unwrap_or("<default>"))
            };
            let parts: Vec<String> = entity.parts.iter().map(part).collect();
            error.with("entity", parts.join(","))
        });
        items.settle(move |cluster, pending, _| async move {
            let request = AlterClientQuotasRequest {
                entries: pending.into_iter().map(requested).collect(),
                validate_only: mode.is_validation(),
            };
            answers(cluster.request(Target::Any, &request).await?)
        })
    }
}

fn requested((entity, changes): (QuotaEntity, Vec<QuotaChange>)) -> EntryData {
    let part = |(kind, entity_name): (QuotaKind, Option<ByteString>)| EntityData {
        entity_type: kind.name().into(),
        entity_name,
    };
    let change = |change| match change {
        QuotaChange::Set(key, value) => OpData { key, value, remove: false },
        QuotaChange::Remove(key) => OpData { key, value: 0.0, remove: true },
    };
    EntryData {
        entity: entity.parts.into_iter().map(part).collect(),
        ops: changes.into_iter().map(change).collect(),
    }
}

fn described(
    response: DescribeClientQuotasResponse,
) -> Result<BTreeMap<QuotaEntity, BTreeMap<ByteString, f64>>> {
    judged(DESCRIBE, response.error_code, response.error_message.as_deref())?;
    let entries = response.entries.unwrap_or_default().into_iter().map(|entry| {
        let parts = entry.entity.iter().map(|part| (&part.entity_type, &part.entity_name));
        let entity = QuotaEntity::read(DESCRIBE, parts)?;
        Ok((entity, entry.values.into_iter().map(|quota| (quota.key, quota.value)).collect()))
    });
    entries.collect()
}

fn answers(response: AlterClientQuotasResponse) -> Result<Answers<QuotaEntity, ()>> {
    let entries = response.entries.into_iter().map(|entry| {
        let parts = entry.entity.iter().map(|part| (&part.entity_type, &part.entity_name));
        let entity = QuotaEntity::read(ALTER, parts)?;
        Ok((entity, judged(ALTER, entry.error_code, entry.error_message.as_deref())))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::describe_client_quotas_response::{
        EntityData, EntryData, ValueData,
    };

    use super::*;

    #[test]
    fn an_entity_of_an_unknown_kind_is_corrupt() {
        let response = |kind: &'static str| DescribeClientQuotasResponse {
            entries: Some(vec![EntryData {
                entity: vec![EntityData { entity_type: kind.into(), entity_name: None }],
                values: vec![ValueData { key: "request_percentage".into(), value: 12.5 }],
            }]),
            ..Default::default()
        };
        let quotas = described(response("user")).unwrap();
        let everybody = &quotas[&QuotaEntity::default_of(QuotaKind::User)];
        assert!((everybody["request_percentage"] - 12.5).abs() < f64::EPSILON);
        assert_eq!(described(response("moon")).unwrap_err().kind(), crate::ErrorKind::Corrupt);
    }
}
