//! Configurations of topics and brokers.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DescribeConfigsRequest, describe_configs_request::DescribeConfigsResource,
    describe_configs_response::DescribeConfigsResult,
};

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Error, ErrorKind, Result, driver::cluster::Target};

const OPERATION: &str = "describe configurations";

/// What has a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigResource {
    /// A topic by name.
    Topic(String),
    /// A broker by id.
    Broker(i32),
    /// A group by id.
    Group(String),
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
    /// Another one, or not told.
    Other,
}

impl Admin {
    /// The configuration of a topic, broker or group, all keys by name.
    ///
    /// # Errors
    /// `UnknownTopic`, `NotAuthorized`, and what else the broker says.
    pub async fn describe_configs(&self, resource: &ConfigResource) -> Result<Vec<ConfigEntry>> {
        let (resource_type, name, target) = match resource {
            ConfigResource::Topic(name) => (2, name.clone(), Target::Any),
            ConfigResource::Broker(id) => (4, id.to_string(), Target::Node(*id)),
            ConfigResource::Group(id) => (32, id.clone(), Target::Any),
        };
        let asked = DescribeConfigsResource {
            resource_type,
            resource_name: name.as_str().into(),
            configuration_keys: None,
        };
        let request = DescribeConfigsRequest { resources: vec![asked], ..Default::default() };
        let result = retried(&self.cluster, OPERATION, async || {
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
    let entry = |config: ottla_core::protocol::messages::describe_configs_response::DescribeConfigsResourceResult| {
        ConfigEntry {
            name: config.name,
            value: config.value,
            source: source(config.config_source),
            read_only: config.read_only,
            sensitive: config.is_sensitive,
        }
    };
    let mut entries: Vec<ConfigEntry> = result.configs.into_iter().map(entry).collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn source(code: i8) -> ConfigSource {
    match code {
        1 => ConfigSource::Topic,
        2 => ConfigSource::DynamicBroker,
        3 => ConfigSource::DynamicDefaultBroker,
        4 => ConfigSource::StaticBroker,
        5 => ConfigSource::Default,
        _ => ConfigSource::Other,
    }
}
