//! Config keys, each defined once: name, type, default, range, scope and a sentence. Parsing,
//! checking, DescribeConfigs, typed options and the reference derive from these definitions.
//! Names and defaults are Apache Kafka's, except where a development node needs other ones.

mod broker_keys;
mod check;
mod check_broker;
mod check_topic;
mod client_metrics_keys;
mod entries;
mod group_config;
mod group_keys;
mod key;
mod nearest;
mod properties;
mod throttled_replicas;
mod topic_config;
mod topic_keys;

pub use broker_keys::{BROKER_KEYS, broker};
pub use check::ConfigError;
pub use check_broker::{DynamicError, check_dynamic, check_fitting};
pub use check_topic::check_topic;
pub use client_metrics_keys::{CLIENT_METRICS_KEYS, ClientMetricsError, check_client_metrics};
pub use entries::{BrokerEntries, ConfigSource, EffectiveEntry, Synonym};
pub use group_config::{GroupConfig, check_group, check_group_bounds};
pub use group_keys::{GROUP_KEYS, group};
pub use key::{ConfigKey, ConfigType, Effect, Range, Update};
pub use nearest::nearest;
pub use properties::{PropertiesError, parse_properties};
pub use throttled_replicas::ThrottledReplicas;
pub use topic_config::{CleanupPolicy, TopicCompression, TopicConfig};
pub use topic_keys::{TOPIC_KEYS, topic};
