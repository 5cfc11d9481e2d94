//! Configurations of topics and brokers.

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DescribeConfigsRequest, DescribeConfigsResponse,
    describe_configs_request::DescribeConfigsResource,
    describe_configs_response::{
        DescribeConfigsResourceResult, DescribeConfigsResult, DescribeConfigsSynonym,
    },
};

use super::{
    Admin, ConfigResource, PerItem,
    call::judged,
    config_resource::{by_target, named},
    settle::{Answers, sharded},
};

const OPERATION: &str = "describe configurations";

/// One key of a configuration, as [`Admin::describe_configs`] tells of it.
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
    /// What the value is.
    pub key_type: ConfigKeyType,
    /// What the key does, if it was asked for and the broker tells.
    pub documentation: Option<ByteString>,
}

/// One place that names a value for a key. An example is at [`DescribeConfigsOptions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigSynonym {
    /// The key at that place; the topic key `retention.ms` is `log.retention.ms` at a broker.
    pub name: ByteString,
    /// The value there; `None` if it is secret.
    pub value: Option<ByteString>,
    /// The place.
    pub source: ConfigSource,
}

/// What the value of a key is: [`ConfigEntry::key_type`]. An example is at [`DescribeConfigsOptions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigKeyType {
    /// `true` or `false`.
    Boolean,
    /// Text.
    String,
    /// A whole number of 32 bits.
    Int,
    /// A whole number of 16 bits.
    Short,
    /// A whole number of 64 bits.
    Long,
    /// A number.
    Double,
    /// Items, separated by commas.
    List,
    /// The name of a Java class.
    Class,
    /// A secret.
    Password,
    /// Another one, or not told.
    Other,
}

/// What [`Admin::describe_configs_with`] tells of configurations.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// # fixture.topic("orders").await?;
/// use ottla::admin::{ConfigKeyType, ConfigResource, ConfigSource, DescribeConfigsOptions};
///
/// let options =
///     DescribeConfigsOptions { keys: Some(vec!["retention.ms".into()]), ..Default::default() };
/// let topic = ConfigResource::Topic("orders".into());
/// let retention = &client.admin().describe_configs_with([topic], options).one().await?[0];
/// assert_eq!(retention.source, ConfigSource::Default);
/// assert_eq!(retention.key_type, ConfigKeyType::Long);
/// for place in &retention.synonyms {
///     println!("{} = {:?}", place.name, place.value);
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeConfigsOptions {
    /// Only these keys; `None`, the default, for all.
    pub keys: Option<Vec<ByteString>>,
    /// Whether all places that name a value are told. Default true.
    pub synonyms: bool,
    /// Whether what the keys do is told (KIP-569, brokers from 2.6 on). Default false.
    pub documentation: bool,
}

impl Default for DescribeConfigsOptions {
    fn default() -> Self {
        Self { keys: None, synonyms: true, documentation: false }
    }
}

/// Where a value comes from. An example is at [`DescribeConfigsOptions`].
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

impl ConfigSource {
    pub(super) fn from_wire(code: i8) -> Self {
        match code {
            1 => Self::Topic,
            2 => Self::DynamicBroker,
            3 => Self::DynamicDefaultBroker,
            4 => Self::StaticBroker,
            5 => Self::Default,
            6 => Self::BrokerLogger,
            7 => Self::ClientMetrics,
            8 => Self::Group,
            _ => Self::Other,
        }
    }
}

impl ConfigKeyType {
    fn from_wire(code: i8) -> Self {
        match code {
            1 => Self::Boolean,
            2 => Self::String,
            3 => Self::Int,
            4 => Self::Short,
            5 => Self::Long,
            6 => Self::Double,
            7 => Self::List,
            8 => Self::Class,
            9 => Self::Password,
            _ => Self::Other,
        }
    }
}

impl Admin {
    /// The configurations of topics, brokers, and what else has one: of each all keys, by name.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # fixture.topic("orders").await?;
    /// # let admin = fixture.client().admin();
    /// use ottla::admin::ConfigResource;
    ///
    /// let topic = ConfigResource::Topic("orders".into());
    /// for entry in admin.describe_configs([topic]).one().await? {
    ///     println!("{} = {:?} ({:?})", entry.name, entry.value, entry.source);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `UnknownTopic`, `NotAuthorized`, and what else the broker says of a resource.
    pub fn describe_configs(
        &self,
        resources: impl IntoIterator<Item = ConfigResource>,
    ) -> PerItem<ConfigResource, Vec<ConfigEntry>> {
        self.describe_configs_with(resources, DescribeConfigsOptions::default())
    }

    /// The configurations, told as the options say.
    ///
    /// # Errors
    /// As [`Admin::describe_configs`].
    pub fn describe_configs_with(
        &self,
        resources: impl IntoIterator<Item = ConfigResource>,
        options: DescribeConfigsOptions,
    ) -> PerItem<ConfigResource, Vec<ConfigEntry>> {
        let resources = resources.into_iter().map(|resource| (resource, ()));
        let items = self.items(OPERATION, resources, named);
        items.settle(move |cluster, pending, _| {
            let options = options.clone();
            async move {
                let answers =
                    sharded(by_target(pending, ConfigResource::told_by), |target, resources| {
                        let request = DescribeConfigsRequest {
                            resources: resources.keys().map(|one| asked(one, &options)).collect(),
                            include_synonyms: options.synonyms,
                            include_documentation: options.documentation,
                        };
                        let cluster = &cluster;
                        async move { Ok(answers(cluster.request(target, &request).await?)) }
                    });
                Ok(answers.await)
            }
        })
    }
}

fn asked(resource: &ConfigResource, options: &DescribeConfigsOptions) -> DescribeConfigsResource {
    let (resource_type, name, _) = resource.address();
    DescribeConfigsResource {
        resource_type,
        resource_name: name.into(),
        configuration_keys: options.keys.clone(),
    }
}

/// A topic that was just deleted looks like one that was just made: no waiting for it.
fn answers(response: DescribeConfigsResponse) -> Answers<ConfigResource, Vec<ConfigEntry>> {
    let answers = response.results.into_iter().filter_map(|result| {
        let resource = ConfigResource::from_wire(result.resource_type, &result.resource_name)?;
        let outcome = judged(OPERATION, result.error_code, result.error_message.as_deref());
        Some((resource, outcome.map(|()| entries(result))))
    });
    answers.collect()
}

fn entries(result: DescribeConfigsResult) -> Vec<ConfigEntry> {
    let entry = |config: DescribeConfigsResourceResult| ConfigEntry {
        name: config.name,
        value: config.value,
        source: ConfigSource::from_wire(config.config_source),
        read_only: config.read_only,
        sensitive: config.is_sensitive,
        synonyms: config.synonyms.into_iter().map(synonym).collect(),
        key_type: ConfigKeyType::from_wire(config.config_type),
        documentation: config.documentation,
    };
    let mut entries: Vec<ConfigEntry> = result.configs.into_iter().map(entry).collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn synonym(one: DescribeConfigsSynonym) -> ConfigSynonym {
    ConfigSynonym { name: one.name, value: one.value, source: ConfigSource::from_wire(one.source) }
}
