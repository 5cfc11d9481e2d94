//! Configurations of topics, brokers, groups and the like.

use super::{
    Admin, Refusal, UpdateMode,
    call::{all, each, invalid, named, refusals, text},
};
use crate::Result;
use ottla::admin;

/// What a configuration is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigResourceKind {
    /// A topic.
    Topic,
    /// A broker by id, or all with an empty name.
    Broker,
    /// A group.
    Group,
    /// A subscription to clients' metrics.
    ClientMetrics,
    /// The levels that a broker logs with.
    BrokerLogger,
}

/// Something that has a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigResource {
    /// What it is.
    pub kind: ConfigResourceKind,
    /// Its name, or the broker's id.
    pub name: String,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigEntry {
    /// Kafka's key.
    pub name: String,
    /// Its value; null if it is secret or unset.
    pub value: Option<String>,
    /// Whether nobody has set it.
    pub is_default: bool,
    /// Where the value is from.
    pub source: ConfigSource,
    /// Whether it cannot be changed while the broker runs.
    pub read_only: bool,
    /// Whether its value is secret.
    pub sensitive: bool,
    /// What its value is.
    pub key_type: ConfigKeyType,
    /// Where it is set, the first counting, if that was asked for.
    pub synonyms: Vec<ConfigSynonym>,
    /// What it does, if that was asked for.
    pub documentation: Option<String>,
}

/// A place where a key is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigSynonym {
    /// Its key there.
    pub name: String,
    /// Its value there; null if it is secret.
    pub value: Option<String>,
    /// What place that is.
    pub source: ConfigSource,
}

/// Where a value is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigSource {
    /// The topic's own.
    Topic,
    /// One broker's own, set while it ran.
    DynamicBroker,
    /// That of all brokers, set while they ran.
    DynamicDefaultBroker,
    /// The file that the broker was started with.
    StaticBroker,
    /// Nobody has set it.
    Default,
    /// The broker's loggers.
    BrokerLogger,
    /// The subscription's own.
    ClientMetrics,
    /// The group's own.
    Group,
    /// A place that this version does not know.
    Other,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigKeyType {
    /// True or false.
    Boolean,
    /// Text.
    String,
    /// A number of 32 bits.
    Int,
    /// A number of 16 bits.
    Short,
    /// A number of 64 bits.
    Long,
    /// A number with a fraction.
    Double,
    /// Texts with commas between.
    List,
    /// The name of a class.
    Class,
    /// Something secret.
    Password,
    /// A type that this version does not know, or old brokers do not tell.
    Other,
}

/// A configuration that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigDescription {
    /// What it is of.
    pub resource: ConfigResource,
    /// Its keys and values.
    pub entries: Vec<ConfigEntry>,
}

/// Configurations that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigDescriptions {
    /// Those that are there.
    pub found: Vec<ConfigDescription>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// How a key is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigOperation {
    /// It gets the value.
    Set,
    /// It gets its default back.
    Delete,
    /// The value's items are added to its list.
    Append,
    /// The value's items are taken from its list.
    Subtract,
}

/// A change of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigChange {
    /// Kafka's key.
    pub key: String,
    /// How it is changed.
    pub operation: ConfigOperation,
    /// The value, but for `Delete`.
    pub value: Option<String>,
}

/// Changes of one configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigUpdate {
    /// What is changed.
    pub resource: ConfigResource,
    /// How; all or none.
    pub changes: Vec<ConfigChange>,
}

impl Admin {
    /// The configuration of something; only these keys, if some are named.
    pub async fn describe_configs(
        &self,
        resource: ConfigResource,
        synonyms: Option<bool>,
        documentation: Option<bool>,
        keys: Vec<String>,
    ) -> Result<Vec<ConfigEntry>> {
        let client = self.client("describe configs")?;
        let options = asking(synonyms, documentation, keys);
        let asked = client.describe_configs_with([resource.of_client()?], options);
        Ok(all(asked.one().await?))
    }

    /// As `describe_configs`, of several at once.
    pub async fn describe_configs_each(
        &self,
        resources: Vec<ConfigResource>,
        synonyms: Option<bool>,
        documentation: Option<bool>,
        keys: Vec<String>,
    ) -> Result<ConfigDescriptions> {
        let client = self.client("describe configs")?;
        let resources = resources.into_iter().map(ConfigResource::of_client);
        let resources = resources.collect::<Result<Vec<_>>>()?;
        let options = asking(synonyms, documentation, keys);
        let outcomes = client.describe_configs_with(resources, options).each().await;
        let outcomes =
            outcomes.into_iter().map(|(key, outcome)| (ConfigResource::from(key), outcome));
        let (found, refused) = each(outcomes.collect(), |resource, entries| ConfigDescription {
            resource,
            entries: all(entries),
        });
        Ok(ConfigDescriptions { found, refused })
    }

    /// Changes keys of a configuration, all or none.
    pub async fn alter_configs(
        &self,
        resource: ConfigResource,
        changes: Vec<ConfigChange>,
        mode: Option<UpdateMode>,
    ) -> Result<()> {
        let client = self.client("alter configs")?;
        let changes: Vec<_> = changes.into_iter().map(ConfigChange::of_client).collect();
        let mode = UpdateMode::of_client(mode);
        client.alter_configs_with([(resource.of_client()?, changes)], mode).one().await
    }

    /// As `alter_configs`, of several at once; tells of those that could not be changed.
    pub async fn alter_configs_each(
        &self,
        updates: Vec<ConfigUpdate>,
        mode: Option<UpdateMode>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("alter configs")?;
        let update = |ConfigUpdate { resource, changes }: ConfigUpdate| {
            let changes: Vec<_> = changes.into_iter().map(ConfigChange::of_client).collect();
            Ok((resource.of_client()?, changes))
        };
        let updates = updates.into_iter().map(update).collect::<Result<Vec<_>>>()?;
        let outcomes = client.alter_configs_with(updates, UpdateMode::of_client(mode)).each().await;
        Ok(refusals(named(outcomes, |key| ConfigResource::from(key.clone()).to_string())))
    }

    /// What has a configuration of its own; only these kinds, if some are named.
    pub async fn list_config_resources(
        &self,
        kinds: Vec<ConfigResourceKind>,
    ) -> Result<Vec<ConfigResource>> {
        let kinds = kinds.into_iter().map(|kind| match kind {
            ConfigResourceKind::Topic => admin::ConfigResourceKind::Topic,
            ConfigResourceKind::Broker => admin::ConfigResourceKind::Broker,
            ConfigResourceKind::Group => admin::ConfigResourceKind::Group,
            ConfigResourceKind::ClientMetrics => admin::ConfigResourceKind::ClientMetrics,
            ConfigResourceKind::BrokerLogger => admin::ConfigResourceKind::BrokerLogger,
        });
        let client = self.client("list config resources")?;
        Ok(all(client.list_config_resources(kinds).await?))
    }
}

fn asking(
    synonyms: Option<bool>,
    documentation: Option<bool>,
    keys: Vec<String>,
) -> admin::DescribeConfigsOptions {
    let keys = keys.into_iter().map(Into::into).collect::<Vec<_>>();
    admin::DescribeConfigsOptions {
        keys: Some(keys).filter(|keys| !keys.is_empty()),
        synonyms: synonyms.unwrap_or(false),
        documentation: documentation.unwrap_or(false),
    }
}

impl ConfigChange {
    fn of_client(self) -> admin::ConfigChange {
        let Self { key, operation, value } = self;
        let value = value.unwrap_or_default();
        match operation {
            ConfigOperation::Set => admin::ConfigChange::set(key, value),
            ConfigOperation::Delete => admin::ConfigChange::delete(key),
            ConfigOperation::Append => admin::ConfigChange::append(key, value),
            ConfigOperation::Subtract => admin::ConfigChange::subtract(key, value),
        }
    }
}

impl ConfigResource {
    fn of_client(self) -> Result<admin::ConfigResource> {
        let broker = || {
            self.name.parse().map_err(|_| {
                let message = format!("a broker is named by its number, not '{}'", self.name);
                invalid("find a config", message)
            })
        };
        Ok(match self.kind {
            ConfigResourceKind::Topic => admin::ConfigResource::Topic(self.name),
            ConfigResourceKind::Group => admin::ConfigResource::Group(self.name),
            ConfigResourceKind::ClientMetrics => admin::ConfigResource::ClientMetrics(self.name),
            ConfigResourceKind::Broker if self.name.is_empty() => admin::ConfigResource::AllBrokers,
            ConfigResourceKind::Broker => admin::ConfigResource::Broker(broker()?),
            ConfigResourceKind::BrokerLogger => admin::ConfigResource::BrokerLogger(broker()?),
        })
    }
}

impl std::fmt::Display for ConfigResource {
    /// What refusals are named by.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl From<admin::ConfigResource> for ConfigResource {
    fn from(resource: admin::ConfigResource) -> Self {
        let (kind, name) = match resource {
            admin::ConfigResource::Topic(name) => (ConfigResourceKind::Topic, name),
            admin::ConfigResource::Group(name) => (ConfigResourceKind::Group, name),
            admin::ConfigResource::ClientMetrics(name) => (ConfigResourceKind::ClientMetrics, name),
            admin::ConfigResource::AllBrokers => (ConfigResourceKind::Broker, String::new()),
            admin::ConfigResource::Broker(id) => (ConfigResourceKind::Broker, id.to_string()),
            admin::ConfigResource::BrokerLogger(id) => {
                (ConfigResourceKind::BrokerLogger, id.to_string())
            }
            other => unreachable!("{other:?} is not in the API"),
        };
        Self { kind, name }
    }
}

impl From<admin::ConfigEntry> for ConfigEntry {
    fn from(entry: admin::ConfigEntry) -> Self {
        Self {
            name: entry.name.to_string(),
            value: text(entry.value),
            is_default: entry.source == admin::ConfigSource::Default,
            source: entry.source.into(),
            read_only: entry.read_only,
            sensitive: entry.sensitive,
            key_type: entry.key_type.into(),
            synonyms: all(entry.synonyms),
            documentation: text(entry.documentation),
        }
    }
}

impl From<admin::ConfigSynonym> for ConfigSynonym {
    fn from(synonym: admin::ConfigSynonym) -> Self {
        let admin::ConfigSynonym { name, value, source } = synonym;
        Self { name: name.to_string(), value: text(value), source: source.into() }
    }
}

impl From<admin::ConfigSource> for ConfigSource {
    fn from(source: admin::ConfigSource) -> Self {
        match source {
            admin::ConfigSource::Topic => Self::Topic,
            admin::ConfigSource::DynamicBroker => Self::DynamicBroker,
            admin::ConfigSource::DynamicDefaultBroker => Self::DynamicDefaultBroker,
            admin::ConfigSource::StaticBroker => Self::StaticBroker,
            admin::ConfigSource::Default => Self::Default,
            admin::ConfigSource::BrokerLogger => Self::BrokerLogger,
            admin::ConfigSource::ClientMetrics => Self::ClientMetrics,
            admin::ConfigSource::Group => Self::Group,
            _ => Self::Other,
        }
    }
}

impl From<admin::ConfigKeyType> for ConfigKeyType {
    fn from(kind: admin::ConfigKeyType) -> Self {
        match kind {
            admin::ConfigKeyType::Boolean => Self::Boolean,
            admin::ConfigKeyType::String => Self::String,
            admin::ConfigKeyType::Int => Self::Int,
            admin::ConfigKeyType::Short => Self::Short,
            admin::ConfigKeyType::Long => Self::Long,
            admin::ConfigKeyType::Double => Self::Double,
            admin::ConfigKeyType::List => Self::List,
            admin::ConfigKeyType::Class => Self::Class,
            admin::ConfigKeyType::Password => Self::Password,
            _ => Self::Other,
        }
    }
}
