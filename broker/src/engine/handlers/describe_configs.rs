//! DescribeConfigs (key 32). Authorization: DESCRIBE_CONFIGS on the topic, or on the cluster.
//! Values, sources, synonyms, types and sentences come from the definitions of the keys.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::{MetadataImage, ResourceKind},
    model::{
        ErrorCode, TopicName,
        config::{
            BROKER_KEYS, BrokerEntries, CLIENT_METRICS_KEYS, ConfigSource, ConfigType,
            EffectiveEntry, GROUP_KEYS, TOPIC_KEYS, Update, broker,
        },
    },
    protocol::messages::{
        DescribeConfigsRequest, DescribeConfigsResponse,
        describe_configs_request::DescribeConfigsResource,
        describe_configs_response::{
            DescribeConfigsResourceResult, DescribeConfigsResult, DescribeConfigsSynonym,
        },
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// DescribeConfigs. v1 has synonyms, v3 documentation and types.
pub struct DescribeConfigs;

impl Handler for DescribeConfigs {
    type Request = DescribeConfigsRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=4;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeConfigsRequest,
    ) -> Reply<DescribeConfigsResponse> {
        let results = request.resources.iter().map(|resource| {
            let mut result = DescribeConfigsResult {
                resource_type: resource.resource_type,
                resource_name: resource.resource_name.clone(),
                ..Default::default()
            };
            match entries(call, resource) {
                Ok(found) => {
                    let configs = found.into_iter().map(|one| shown(one, &request));
                    result.configs = configs.filter(|one| is_wanted(resource, one)).collect();
                }
                Err((code, message)) => {
                    result.error_code = code.code();
                    result.error_message = Some(message.into());
                }
            }
            result
        });
        Reply::Now(DescribeConfigsResponse { results: results.collect(), ..Default::default() })
    }
}

/// One entry of a resource.
enum Found {
    Known(EffectiveEntry),
    /// Set on a broker, and known to nobody here: it may be a secret of a plug-in.
    Foreign(String, ConfigSource),
}

type Refusal = (ErrorCode, String);

fn entries(call: &Call<'_>, resource: &DescribeConfigsResource) -> Result<Vec<Found>, Refusal> {
    let name = &*resource.resource_name;
    let view = call.view();
    let (image, configured) = (&view.image, &view.settings.entries);
    let refused = |message: String| (ErrorCode::InvalidRequest, message);
    match ResourceKind::from_wire(resource.resource_type) {
        Some(ResourceKind::Topic) => {
            TopicName::check(name)
                .map_err(|error| (ErrorCode::InvalidTopicException, error.to_string()))?;
            let Some(topic) = image.topic(name) else {
                let message = format!("Topic '{name}' does not exist.");
                return Err((ErrorCode::UnknownTopicOrPartition, message));
            };
            let overrides = image.topic_overrides(&topic.name);
            let entry = |key| Found::Known(configured.describe_topic(key, &overrides));
            Ok(TOPIC_KEYS.iter().map(entry).collect())
        }
        Some(ResourceKind::Broker) if name.is_empty() => {
            let known = BROKER_KEYS.iter().filter_map(|key| configured.describe_cluster(key));
            let known = known.map(Found::Known);
            Ok(known.chain(foreign(image, "", ConfigSource::DynamicDefaultBroker)).collect())
        }
        Some(ResourceKind::Broker) => {
            check_node(call, name, "or empty string, ")?;
            let known = BROKER_KEYS.iter().map(|key| configured.describe_broker(key));
            let known = known.map(Found::Known);
            Ok(known.chain(foreign(image, name, ConfigSource::DynamicBroker)).collect())
        }
        Some(ResourceKind::BrokerLogger) => {
            if name.is_empty() {
                return Err(refused("Broker id must not be empty".into()));
            }
            check_node(call, name, "")?;
            // This broker's loggers cannot be set while it runs.
            Ok(Vec::new())
        }
        Some(ResourceKind::ClientMetrics) => {
            if name.is_empty() {
                let message = "Client metrics subscription name must not be empty";
                return Err(refused(message.into()));
            }
            let set = image.overrides(ResourceKind::ClientMetrics, name);
            let entry = |key| Found::Known(BrokerEntries::describe_client_metrics(key, &set));
            Ok(CLIENT_METRICS_KEYS.iter().map(entry).collect())
        }
        Some(ResourceKind::Group) => {
            if name.is_empty() {
                return Err(refused("Group name must not be empty".into()));
            }
            let overrides = image.overrides(ResourceKind::Group, name);
            let entry = |key| Found::Known(configured.describe_group(key, &overrides));
            Ok(GROUP_KEYS.iter().map(entry).collect())
        }
        None => Err(refused(format!("Unsupported resource type: {}", resource.resource_type))),
    }
}

fn check_node(call: &Call<'_>, name: &str, or: &str) -> Result<(), Refusal> {
    let own = call.node.identity().node_id;
    let message = match name.parse::<i32>() {
        Ok(id) if id == own.0 => return Ok(()),
        Ok(_) => format!("Unexpected broker id, expected {own} {or}but received {name}"),
        Err(_) => format!("Broker id must be an integer, but it is: {name}"),
    };
    Err((ErrorCode::InvalidRequest, message))
}

fn foreign(image: &MetadataImage, name: &str, source: ConfigSource) -> Vec<Found> {
    let set = image.overrides(ResourceKind::Broker, name);
    let foreign = set.keys().filter(|name| broker(name).is_none());
    foreign.map(|name| Found::Foreign(name.clone(), source)).collect()
}

fn is_wanted(resource: &DescribeConfigsResource, entry: &DescribeConfigsResourceResult) -> bool {
    match &resource.configuration_keys {
        // Apache Kafka takes no keys for all of them.
        Some(keys) if !keys.is_empty() => keys.contains(&entry.name),
        _ => true,
    }
}

fn shown(found: Found, request: &DescribeConfigsRequest) -> DescribeConfigsResourceResult {
    let entry = match found {
        Found::Known(entry) => entry,
        Found::Foreign(name, source) => {
            let synonym = DescribeConfigsSynonym {
                name: name.clone().into(),
                source: source.wire(),
                ..Default::default()
            };
            let synonyms = if request.include_synonyms { vec![synonym] } else { Vec::new() };
            return DescribeConfigsResourceResult {
                name: name.into(),
                read_only: true,
                config_source: source.wire(),
                is_sensitive: true,
                synonyms,
                ..Default::default()
            };
        }
    };
    let sensitive = entry.key.kind == ConfigType::Password;
    let synonyms = if request.include_synonyms { entry.synonyms } else { Vec::new() };
    let documentation = request.include_documentation.then(|| entry.key.doc.into());
    DescribeConfigsResourceResult {
        name: entry.key.name.into(),
        value: entry.value.map(Into::into),
        read_only: entry.key.update == Update::ReadOnly,
        config_source: entry.source.wire(),
        is_sensitive: sensitive,
        synonyms: synonyms
            .into_iter()
            .map(|synonym| DescribeConfigsSynonym {
                name: synonym.name.into(),
                value: if sensitive { None } else { synonym.value.map(Into::into) },
                source: synonym.source.wire(),
                ..Default::default()
            })
            .collect(),
        config_type: entry.key.kind.wire(),
        documentation,
        ..Default::default()
    }
}
