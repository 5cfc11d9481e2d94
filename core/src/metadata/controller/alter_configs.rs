//! IncrementalAlterConfigs and AlterConfigs: what is set on topics, brokers, groups and client
//! metrics subscriptions. Each resource is judged by itself, with all that would be set on it. What is said of a
//! request before the active controller is asked, by a broker or any controller, is decided in own_configs.rs: the
//! controller takes any value of a broker's key, for it cannot know with what that broker was started.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use bytestring::ByteString;

use super::{Decision, own_configs::by_itself};
use crate::{
    metadata::{FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION, MetadataImage, ResourceKind},
    model::{
        ErrorCode, NodeId, TopicName,
        config::{
            BrokerEntries, ClientMetricsError, ConfigKey, ConfigType, broker, check_client_metrics,
            check_group, check_topic, topic,
        },
    },
    protocol::messages::{ClearElrRecord, ConfigRecord, MetadataRecord},
};

/// The key that counts how many replicas have to be in sync.
const MIN_INSYNC_REPLICAS: &str = "min.insync.replicas";

/// Most records that one request may make, as in Apache Kafka.
const RECORDS_PER_REQUEST_MAX: usize = 10_000;

/// What is done to one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The key gets the value.
    Set,
    /// The key gets back what it inherits.
    Delete,
    /// The items are added to the key's list.
    Append,
    /// The items are taken out of the key's list.
    Subtract,
    /// The number of none.
    Unknown(i8),
}

impl Operation {
    /// From the wire's number.
    #[must_use]
    pub fn from_wire(number: i8) -> Self {
        match number {
            0 => Self::Set,
            1 => Self::Delete,
            2 => Self::Append,
            3 => Self::Subtract,
            number => Self::Unknown(number),
        }
    }
}

/// A change of one key.
#[derive(Clone, Debug)]
pub struct ConfigChange {
    /// The key.
    pub name: String,
    /// What is done to it.
    pub operation: Operation,
    /// The value, or the items.
    pub value: Option<String>,
}

/// What becomes of keys that a request does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigScope {
    /// They stay (IncrementalAlterConfigs).
    Named,
    /// They get back what they inherit (AlterConfigs).
    All,
}

/// The changes of one resource.
#[derive(Clone, Debug)]
pub struct Alteration {
    /// The wire's number of the kind of resource.
    pub resource_type: i8,
    /// The resource.
    pub resource_name: String,
    /// What is changed.
    pub changes: Vec<ConfigChange>,
}

/// What came of the changes of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// The wire's number of the kind of resource.
    pub resource_type: i8,
    /// The resource.
    pub resource_name: String,
    /// Why they were refused.
    pub refusal: Option<(ErrorCode, String)>,
}

impl Alteration {
    /// What is answered when no change at all could be decided on.
    #[must_use]
    pub fn refused(self, error: ErrorCode, message: &str) -> Altered {
        Altered {
            resource_type: self.resource_type,
            resource_name: self.resource_name,
            refusal: Some((error, message.to_owned())),
        }
    }

    pub(super) fn answered(&self, refusal: Option<Refusal>) -> Altered {
        let (resource_type, resource_name) = (self.resource_type, self.resource_name.clone());
        Altered { resource_type, resource_name, refusal }
    }

    /// What it changes.
    pub(super) fn key(&self) -> (i8, &str) {
        (self.resource_type, &self.resource_name)
    }
}

/// How often each resource is named.
pub(super) fn counted(alterations: &[Alteration]) -> BTreeMap<(i8, &str), usize> {
    let mut named = BTreeMap::new();
    for one in alterations {
        *named.entry(one.key()).or_default() += 1;
    }
    named
}

pub(super) type Refusal = (ErrorCode, String);
type Entries = BTreeMap<String, String>;

/// Decides on changes of configs; `started` is what broker `node` was started with.
#[must_use]
pub fn alter_configs(
    image: &MetadataImage,
    started: &BrokerEntries,
    node: NodeId,
    alterations: &[Alteration],
    scope: ConfigScope,
) -> Decision<Vec<Altered>> {
    let judge = Judge { image, started, node, scope };
    let mut records = Vec::new();
    let mut response = Vec::with_capacity(alterations.len());
    for (one, said) in by_itself(&judge, alterations) {
        let refusal = match said.map_or_else(|| judge.records(one), |said| said.map(|()| vec![])) {
            Ok(new) => {
                records.extend(new);
                None
            }
            // What cannot be read spoils the whole request.
            Err((ErrorCode::UnknownServerError, message)) => {
                let error = ErrorCode::UnknownServerError;
                let all = alterations.iter().map(|one| one.clone().refused(error, &message));
                return Decision { records: Vec::new(), response: all.collect() };
            }
            Err(refusal) => Some(refusal),
        };
        response.push(one.answered(refusal));
    }
    records.extend(clearing(image, &records));
    if records.len() > RECORDS_PER_REQUEST_MAX {
        records.clear();
        let message = "Unable to perform excessively large batch operation.";
        for one in &mut response {
            one.refusal = Some((ErrorCode::PolicyViolation, message.to_owned()));
        }
    }
    Decision { records, response }
}

pub(super) struct Judge<'a> {
    pub(super) image: &'a MetadataImage,
    pub(super) started: &'a BrokerEntries,
    pub(super) node: NodeId,
    pub(super) scope: ConfigScope,
}

impl Judge<'_> {
    fn records(&self, one: &Alteration) -> Result<Vec<MetadataRecord>, Refusal> {
        let kind = self.kind(one)?;
        let one = &meant(one)?;
        let (before, after) = self.changed(kind, one)?;
        let records = written(kind, one, &before, &after);
        if has_eligible_leaders(self.image) && kind == ResourceKind::Broker {
            refuse_own_minimum(&one.resource_name, &records)?;
        }
        self.check(kind, &one.resource_name, &after)?;
        Ok(records)
    }

    /// What kind of thing is changed.
    pub(super) fn kind(&self, one: &Alteration) -> Result<ResourceKind, Refusal> {
        match ResourceKind::from_wire(one.resource_type) {
            Some(ResourceKind::BrokerLogger) if self.scope == ConfigScope::All => None,
            kind => kind,
        }
        .ok_or_else(|| refused(format!("Unknown resource type {}", one.resource_type)))
    }

    /// All that is set on a resource, and would be.
    pub(super) fn changed(
        &self,
        kind: ResourceKind,
        one: &Alteration,
    ) -> Result<(Arc<Entries>, Entries), Refusal> {
        let before = self.image.overrides(kind, &one.resource_name);
        let after = match self.scope {
            ConfigScope::Named => changed(kind, &before, &one.changes)?,
            ConfigScope::All => changed(kind, &Entries::new(), &one.changes)?,
        };
        Ok((before, after))
    }

    /// Checks all that would be set on a resource.
    fn check(&self, kind: ResourceKind, name: &str, after: &Entries) -> Result<(), Refusal> {
        let invalid = |message: String| (ErrorCode::InvalidConfig, message);
        match kind {
            ResourceKind::Topic => {
                if name.is_empty() {
                    return Err(refused("Default topic resources are not allowed."));
                }
                TopicName::check(name)
                    .map_err(|error| (ErrorCode::InvalidTopicException, error.to_string()))?;
                let entries = self.image.broker_entries(self.started, self.node);
                check_topic(&entries, after).map_err(|error| invalid(error.to_string()))?;
                match self.image.topic(name) {
                    Some(_) => Ok(()),
                    None => Err((
                        ErrorCode::UnknownTopicOrPartition,
                        format!("The topic '{name}' does not exist."),
                    )),
                }
            }
            ResourceKind::Broker if name.is_empty() => Ok(()),
            ResourceKind::Broker => self.check_registered(name),
            ResourceKind::Group => {
                if name.is_empty() {
                    return Err(refused("Default group resources are not allowed."));
                }
                let entries = self.image.broker_entries(self.started, self.node);
                check_group(&entries, after).map_err(|error| invalid(error.to_string()))
            }
            ResourceKind::ClientMetrics => {
                if name.is_empty() {
                    return Err(refused("Subscription name can't be empty"));
                }
                check_client_metrics(after).map_err(|error| match &error {
                    ClientMetricsError::UnknownKey(_) | ClientMetricsError::Interval(_) => {
                        refused(error.to_string())
                    }
                    ClientMetricsError::Pattern(_) | ClientMetricsError::Value(_) => {
                        invalid(error.to_string())
                    }
                })
            }
            ResourceKind::BrokerLogger => Ok(()),
        }
    }

    /// Whoever the controller is told of by its name has to be known.
    fn check_registered(&self, name: &str) -> Result<(), Refusal> {
        let unreadable = |_| refused("Unable to parse broker name as a base 10 number.");
        let id = NodeId(name.parse().map_err(unreadable)?);
        if id.0 < 0 {
            return Err(refused("Invalid negative broker ID."));
        }
        if self.image.brokers.contains_key(&id) || self.image.controllers.contains_key(&id) {
            return Ok(());
        }
        Err((ErrorCode::BrokerIdNotRegistered, format!("No node with id {id} found.")))
    }

    /// Whether the name is this node's own. `expected` is how the refusal begins.
    pub(super) fn check_own(&self, name: &str, expected: &str) -> Result<(), Refusal> {
        let id: i32 = name
            .parse()
            .map_err(|_| refused(format!("Node id must be an integer, but it is: {name}")))?;
        if id == self.node.0 {
            return Ok(());
        }
        Err(refused(format!("{expected} {}, but received {name}", self.node)))
    }

    /// This node has no loggers that can be set: every name is one that does not exist.
    pub(super) fn logger(&self, one: &Alteration) -> Result<(), Refusal> {
        self.check_own(&one.resource_name, "Unexpected node id. Expected")?;
        let Some(change) = one.changes.first() else { return Ok(()) };
        let operation = match change.operation {
            Operation::Append => "APPEND",
            Operation::Subtract => "SUBTRACT",
            Operation::Unknown(_) => {
                let error = ErrorCode::UnknownServerError;
                return Err((error, error.message().to_owned()));
            }
            Operation::Set | Operation::Delete => {
                let message = format!("Logger {} does not exist!", change.name);
                return Err((ErrorCode::InvalidConfig, message));
            }
        };
        Err(refused(format!("{operation} operation is not allowed for the BROKER_LOGGER resource")))
    }
}

pub(super) fn refused(message: impl Into<String>) -> Refusal {
    (ErrorCode::InvalidRequest, message.into())
}

fn has_eligible_leaders(image: &MetadataImage) -> bool {
    let level = image.features.get(FEATURE_ELIGIBLE_LEADER_REPLICAS_VERSION);
    level.is_some_and(|level| *level > 0)
}

/// With eligible leader replicas all brokers have to have the same `min.insync.replicas`, and it has to be
/// written down.
fn refuse_own_minimum(broker: &str, records: &[MetadataRecord]) -> Result<(), Refusal> {
    let minimum = records.iter().find_map(of_minimum);
    let problem = match minimum {
        Some(_) if !broker.is_empty() => "Broker-level min.insync.replicas cannot be altered",
        Some(record) if record.value.is_none() => {
            "Cluster-level min.insync.replicas cannot be removed"
        }
        Some(_) | None => return Ok(()),
    };
    Err((ErrorCode::InvalidConfig, format!("{problem} while ELR is enabled.")))
}

/// With another `min.insync.replicas` nobody knows any more who had all that was committed.
fn clearing(image: &MetadataImage, records: &[MetadataRecord]) -> Vec<MetadataRecord> {
    if !has_eligible_leaders(image) {
        return Vec::new();
    }
    let clearing = records.iter().filter_map(of_minimum).map(|record| {
        let is_topics = record.resource_type == ResourceKind::Topic.wire();
        let topic_name = if is_topics { record.resource_name.clone() } else { ByteString::new() };
        ClearElrRecord { topic_name }.into()
    });
    clearing.collect()
}

/// The record, if it is one of `min.insync.replicas`.
fn of_minimum(record: &MetadataRecord) -> Option<&ConfigRecord> {
    let MetadataRecord::ConfigRecord(record) = record else { return None };
    (record.name == MIN_INSYNC_REPLICAS).then_some(record)
}

/// A change as controllers read it, who are not as strict as brokers: of several changes of a key the last one
/// counts, and to set nothing is to delete.
fn meant(one: &Alteration) -> Result<Alteration, Refusal> {
    let mut last = BTreeMap::new();
    for change in &one.changes {
        last.insert(&change.name, change);
    }
    let mut changes: Vec<ConfigChange> = last.into_values().cloned().collect();
    for change in &mut changes {
        match change.operation {
            Operation::Set if change.value.is_none() => change.operation = Operation::Delete,
            Operation::Unknown(number) => {
                let message = format!("Unknown operations type {number}");
                return Err((ErrorCode::UnknownServerError, message));
            }
            Operation::Set | Operation::Delete | Operation::Append | Operation::Subtract => {}
        }
    }
    Ok(Alteration { changes, ..one.clone() })
}

pub(super) fn refuse_malformed(one: &Alteration) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    if !one.changes.iter().all(|change| seen.insert(&change.name)) {
        return Err(refused("Error due to duplicate config keys"));
    }
    let is_null =
        |change: &&ConfigChange| change.operation != Operation::Delete && change.value.is_none();
    let null: Vec<&str> =
        one.changes.iter().filter(is_null).map(|change| change.name.as_str()).collect();
    if null.is_empty() {
        return Ok(());
    }
    Err(refused(format!("Null value not supported for : {}", null.join(", "))))
}

/// All that is set after the changes.
fn changed(
    kind: ResourceKind,
    before: &Entries,
    changes: &[ConfigChange],
) -> Result<Entries, Refusal> {
    let mut after = before.clone();
    for change in changes {
        let value = change.value.as_deref().unwrap_or_default();
        let new = match change.operation {
            Operation::Set => Some(value.trim().to_owned()),
            Operation::Delete => None,
            Operation::Append => {
                let mut items = items(kind, &after, change, "APPEND")?;
                refuse_nothing(change, "APPEND")?;
                for item in value.split(',') {
                    if !items.iter().any(|other| other == item) {
                        items.push(item.to_owned());
                    }
                }
                Some(items.join(","))
            }
            Operation::Subtract => {
                let mut items = items(kind, &after, change, "SUBTRACT")?;
                refuse_nothing(change, "SUBTRACT")?;
                for item in value.split(',') {
                    if let Some(index) = items.iter().position(|other| other == item) {
                        items.remove(index);
                    }
                }
                Some(items.join(","))
            }
            Operation::Unknown(number) => {
                return Err(refused(format!("Unknown operations type {number}")));
            }
        };
        match new {
            Some(value) => after.insert(change.name.clone(), value),
            None => after.remove(&change.name),
        };
    }
    Ok(after)
}

/// Brokers refuse it in other words; of Apache Kafka's controllers the active one gives up its office.
fn refuse_nothing(change: &ConfigChange, operation: &str) -> Result<(), Refusal> {
    let message = || format!("{operation} to key {} comes without items.", change.name);
    change.value.as_ref().map(|_| ()).ok_or_else(|| (ErrorCode::UnknownServerError, message()))
}

/// The items of a key's list as it is, or as it is by default.
fn items(
    kind: ResourceKind,
    entries: &Entries,
    change: &ConfigChange,
    operation: &str,
) -> Result<Vec<String>, Refusal> {
    let name = &change.name;
    let key: Option<&ConfigKey> = match kind {
        ResourceKind::Topic => topic(name),
        ResourceKind::Broker => broker(name),
        // Apache Kafka knows no lists of them.
        ResourceKind::Group | ResourceKind::ClientMetrics | ResourceKind::BrokerLogger => None,
    };
    let problem = match (kind, key) {
        (_, Some(key)) if key.kind == ConfigType::List => None,
        (ResourceKind::Broker, None) => Some(format!("Unknown config name: {name}")),
        (ResourceKind::Broker, Some(_)) => {
            let operation = operation.to_ascii_lowercase();
            Some(format!("Config value {operation} is not allowed for config key: {name}"))
        }
        _ => Some(format!("Can't {operation} to key {name} because its type is not LIST.")),
    };
    if let Some(problem) = problem {
        return Err((ErrorCode::InvalidConfig, problem));
    }
    let value = entries.get(name).map(String::as_str).or_else(|| key?.default).unwrap_or_default();
    Ok(value.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect())
}

fn written(
    kind: ResourceKind,
    one: &Alteration,
    before: &Entries,
    after: &Entries,
) -> Vec<MetadataRecord> {
    let named = one.changes.iter().map(|change| &change.name);
    let names: BTreeSet<&String> = named.chain(before.keys()).collect();
    let is_named = |name: &str| one.changes.iter().any(|change| change.name == name);
    let changed = names.into_iter().filter(|name| {
        // Apache Kafka writes a broker's record also when nothing changes: its brokers then read
        // files anew that the value names.
        let again = kind == ResourceKind::Broker && is_named(name);
        again || before.get(*name) != after.get(*name)
    });
    let records = changed.map(|name| {
        MetadataRecord::ConfigRecord(ConfigRecord {
            resource_type: kind.wire(),
            resource_name: ByteString::from(one.resource_name.clone()),
            name: ByteString::from(name.clone()),
            value: after.get(name).map(|value| ByteString::from(value.clone())),
            ..Default::default()
        })
    });
    records.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, operation: Operation, value: &str) -> ConfigChange {
        ConfigChange { name: name.into(), operation, value: Some(value.into()) }
    }

    fn alteration(kind: ResourceKind, name: &str, changes: Vec<ConfigChange>) -> Alteration {
        Alteration { resource_type: kind.wire(), resource_name: name.into(), changes }
    }

    fn alter(
        image: &MetadataImage,
        one: Alteration,
        scope: ConfigScope,
    ) -> Result<Vec<(String, Option<String>)>, (ErrorCode, String)> {
        let entries = BrokerEntries::default();
        let decision = alter_configs(image, &entries, NodeId(1), &[one], scope);
        match &decision.response[0].refusal {
            Some(refusal) => Err(refusal.clone()),
            None => Ok(decision
                .records
                .into_iter()
                .map(|record| {
                    let MetadataRecord::ConfigRecord(record) = record else { panic!("{record:?}") };
                    (record.name.to_string(), record.value.map(|value| value.to_string()))
                })
                .collect()),
        }
    }

    fn image_with(kind: ResourceKind, name: &str, entries: &[(&str, &str)]) -> MetadataImage {
        let mut image = MetadataImage::default();
        let entries = entries.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let resource = crate::metadata::ConfigResource { kind, name: name.into() };
        image.configs.insert(resource, std::sync::Arc::new(entries));
        image
    }

    #[test]
    fn only_alter_configs_takes_away_what_it_does_not_name() {
        let image = image_with(ResourceKind::Broker, "", &[("log.retention.ms", "5")]);
        let set = || vec![change("message.max.bytes", Operation::Set, "9")];
        let one = || alteration(ResourceKind::Broker, "", set());
        let new = ("message.max.bytes".to_owned(), Some("9".to_owned()));
        let added = alter(&image, one(), ConfigScope::Named).unwrap();
        assert_eq!(added, std::slice::from_ref(&new));
        let gone = ("log.retention.ms".to_owned(), None);
        assert_eq!(alter(&image, one(), ConfigScope::All).unwrap(), [gone, new]);
    }

    #[test]
    fn items_are_added_once_and_taken_out() {
        let image = image_with(ResourceKind::Broker, "", &[]);
        let policy = |operation, value| {
            let changes = vec![change("log.cleanup.policy", operation, value)];
            let one = alteration(ResourceKind::Broker, "", changes);
            alter(&image, one, ConfigScope::Named).unwrap().remove(0).1.unwrap()
        };
        assert_eq!(policy(Operation::Append, "compact"), "delete,compact");
        assert_eq!(policy(Operation::Append, "delete"), "delete");
        assert_eq!(policy(Operation::Subtract, "delete"), "");
    }

    #[test]
    fn a_broker_writes_what_it_is_told_even_if_nothing_changes_and_a_group_does_not() {
        let image = image_with(ResourceKind::Broker, "", &[("message.max.bytes", "9")]);
        let same = vec![change("message.max.bytes", Operation::Set, "9")];
        let one = alteration(ResourceKind::Broker, "", same);
        assert_eq!(alter(&image, one, ConfigScope::Named).unwrap().len(), 1);
        let entry = ("consumer.session.timeout.ms", "50000");
        let image = image_with(ResourceKind::Group, "g", &[entry]);
        let one =
            alteration(ResourceKind::Group, "g", vec![change(entry.0, Operation::Set, entry.1)]);
        assert!(alter(&image, one, ConfigScope::Named).unwrap().is_empty());
    }

    #[test]
    fn what_is_twice_in_a_request_is_refused_once() {
        let set = || vec![change("consumer.session.timeout.ms", Operation::Set, "50000")];
        let one = || alteration(ResourceKind::Group, "g", set());
        let (image, entries) = (MetadataImage::default(), BrokerEntries::default());
        let both = [one(), one()];
        let decision = alter_configs(&image, &entries, NodeId(1), &both, ConfigScope::Named);
        assert!(decision.records.is_empty());
        let refusal = Some((ErrorCode::InvalidRequest, "Duplicate resource.".to_owned()));
        assert_eq!(decision.response, [one().answered(refusal)]);
    }
}
