//! Configurations of topics and brokers.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DescribeConfigsRequest,
    describe_configs_request::DescribeConfigsResource,
    describe_configs_response::{
        DescribeConfigsResourceResult, DescribeConfigsResult, DescribeConfigsSynonym,
    },
};

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Error, ErrorKind, Result, driver::cluster::Target};

const OPERATION: &str = "describe configurations";

/// What has a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigResource {
    /// A topic by name.
    Topic(String),
    /// A broker by id.
    Broker(i32),
    /// All brokers: what is set on each of them unless it has its own.
    AllBrokers,
    /// The loggers of a broker.
    BrokerLogger(i32),
    /// A subscription to clients' metrics, by name.
    ClientMetrics(String),
    /// A group by id.
    Group(String),
}

impl ConfigResource {
    /// Kind and name on the wire, and who answers.
    pub(super) fn address(&self) -> (i8, String, Target) {
        match self {
            Self::Topic(name) => (2, name.clone(), Target::Any),
            Self::Broker(id) => (4, id.to_string(), Target::Node(*id)),
            Self::AllBrokers => (4, String::new(), Target::Any),
            Self::BrokerLogger(id) => (8, id.to_string(), Target::Node(*id)),
            Self::ClientMetrics(name) => (16, name.clone(), Target::Any),
            Self::Group(id) => (32, id.clone(), Target::Any),
        }
    }

    pub(super) fn from_wire(kind: i8, name: &str) -> Option<Self> {
        match kind {
            2 => Some(Self::Topic(name.to_owned())),
            4 if name.is_empty() => Some(Self::AllBrokers),
            4 => name.parse().ok().map(Self::Broker),
            8 => name.parse().ok().map(Self::BrokerLogger),
            16 => Some(Self::ClientMetrics(name.to_owned())),
            32 => Some(Self::Group(name.to_owned())),
            _ => None,
        }
    }
}

/// One key of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigEntry {
    /// The key, for instance `retention.ms`.
    pub name: ByteString,
    /// The value; `None` if it is secret or not set.
    pub value: Option<ByteString>,
    /// Where the value comes from.
    pub source: ConfigSource,
    /// Whether it is fixed.
    pub read_only: bool,
    /// Whether the value is secret.
    pub sensitive: bool,
    /// All places that name a value, the strongest first.
    pub synonyms: Vec<ConfigSynonym>,
}

/// One place that names a value for a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigSynonym {
    /// The key at that place; the topic key `retention.ms` is `log.retention.ms` at a broker.
    pub name: ByteString,
    /// The value there; `None` if it is secret.
    pub value: Option<ByteString>,
    /// The place.
    pub source: ConfigSource,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigSource {
    /// The topic's own configuration.
    Topic,
    /// Set on one broker while it runs.
    DynamicBroker,
    /// Set on all brokers while they run.
    DynamicDefaultBroker,
    /// The broker's file.
    StaticBroker,
    /// The default.
    Default,
    /// The loggers of a broker.
    BrokerLogger,
    /// The subscription to clients' metrics.
    ClientMetrics,
    /// The group's own configuration.
    Group,
    /// Another one, or not told.
    Other,
}

impl Admin {
    /// The configuration of a topic, a broker, or what else has one: all keys by name.
    ///
    /// ```no_run
    /// # async fn example(admin: ottla::admin::Admin) -> ottla::Result<()> {
    /// use ottla::admin::ConfigResource;
    ///
    /// for entry in admin.describe_configs(&ConfigResource::Topic("orders".into())).await? {
    ///     println!("{} = {:?} ({:?})", entry.name, entry.value, entry.source);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`, `NotAuthorized`, and what else the broker says.
    pub async fn describe_configs(&self, resource: &ConfigResource) -> Result<Vec<ConfigEntry>> {
        let (resource_type, name, target) = resource.address();
        let asked = DescribeConfigsResource {
            resource_type,
            resource_name: name.as_str().into(),
            configuration_keys: None,
        };
        let request = DescribeConfigsRequest {
            resources: vec![asked],
            include_synonyms: true,
            ..Default::default()
        };
        let result = retried(&self.cluster, OPERATION, || async {
            let mut response = self.cluster.request(target, &request).await?;
            let Some(result) = response.results.pop() else {
                let message = "the broker's answer is empty";
                return Err(Error::new(ErrorKind::Corrupt, OPERATION, message));
            };
            // A topic that was just deleted looks like one that was just made: no waiting for it.
            let refused = checked(OPERATION, result.error_code, result.error_message.as_deref());
            Ok(refused.map(|()| result))
        })
        .await?
        .map_err(|error| error.with("resource", &name))?;
        Ok(entries(result))
    }
}

fn entries(result: DescribeConfigsResult) -> Vec<ConfigEntry> {
    let entry = |config: DescribeConfigsResourceResult| ConfigEntry {
        name: config.name,
        value: config.value,
        source: source(config.config_source),
        read_only: config.read_only,
        sensitive: config.is_sensitive,
        synonyms: config.synonyms.into_iter().map(synonym).collect(),
    };
    let mut entries: Vec<ConfigEntry> = result.configs.into_iter().map(entry).collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn synonym(one: DescribeConfigsSynonym) -> ConfigSynonym {
    ConfigSynonym { name: one.name, value: one.value, source: source(one.source) }
}

fn source(code: i8) -> ConfigSource {
    match code {
        1 => ConfigSource::Topic,
        2 => ConfigSource::DynamicBroker,
        3 => ConfigSource::DynamicDefaultBroker,
        4 => ConfigSource::StaticBroker,
        5 => ConfigSource::Default,
        6 => ConfigSource::BrokerLogger,
        7 => ConfigSource::ClientMetrics,
        8 => ConfigSource::Group,
        _ => ConfigSource::Other,
    }
}
