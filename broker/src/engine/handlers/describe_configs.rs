//! DescribeConfigs (key 32). Authorization: DESCRIBE_CONFIGS on the topic, or on the cluster.
//! Values, sources, synonyms, types and sentences come from the definitions of the keys.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::ResourceKind,
    model::{
        ErrorCode, TopicName,
        config::{BROKER_KEYS, ConfigType, EffectiveEntry, TOPIC_KEYS, Update},
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
                    let wanted = found.into_iter().filter(|(entry, _)| is_wanted(resource, entry));
                    result.configs =
                        wanted.map(|(entry, update)| shown(entry, update, &request)).collect();
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

type Found = Vec<(EffectiveEntry, Update)>;

fn entries(
    call: &Call<'_>,
    resource: &DescribeConfigsResource,
) -> Result<Found, (ErrorCode, String)> {
    let name = &*resource.resource_name;
    let configured = &call.node.settings().entries;
    match ResourceKind::from_wire(resource.resource_type) {
        Some(ResourceKind::Topic) => {
            TopicName::check(name)
                .map_err(|error| (ErrorCode::InvalidTopicException, error.to_string()))?;
            let image = call.image();
            let Some(topic) = image.topic(name) else {
                let message = format!("Topic '{name}' does not exist.");
                return Err((ErrorCode::UnknownTopicOrPartition, message));
            };
            let overrides = image.topic_overrides(&topic.name);
            let entry = |key| (configured.describe_topic(key, &overrides), Update::Dynamic);
            Ok(TOPIC_KEYS.iter().map(entry).collect())
        }
        Some(ResourceKind::Broker) => {
            let own = call.node.identity().node_id;
            // The empty name asks for the dynamic defaults of all brokers.
            if name.is_empty() {
                return Ok(Vec::new());
            }
            if name.parse() != Ok(own.0) {
                let message = format!(
                    "Unexpected broker id, expected {own} or empty string, but received {name}"
                );
                return Err((ErrorCode::InvalidRequest, message));
            }
            let entry = |key: &'static _| (configured.describe_broker(key), key.update);
            Ok(BROKER_KEYS.iter().map(entry).collect())
        }
        Some(ResourceKind::BrokerLogger | ResourceKind::ClientMetrics | ResourceKind::Group) => {
            Ok(Vec::new())
        }
        None => Err((
            ErrorCode::InvalidRequest,
            format!("Unsupported resource type: {}", resource.resource_type),
        )),
    }
}

fn is_wanted(resource: &DescribeConfigsResource, entry: &EffectiveEntry) -> bool {
    match &resource.configuration_keys {
        Some(keys) => keys.iter().any(|key| *key == entry.key.name),
        None => true,
    }
}

fn shown(
    entry: EffectiveEntry,
    update: Update,
    request: &DescribeConfigsRequest,
) -> DescribeConfigsResourceResult {
    let sensitive = entry.key.kind == ConfigType::Password;
    let synonyms = if request.include_synonyms { entry.synonyms } else { Vec::new() };
    let documentation = request.include_documentation.then(|| entry.key.doc.into());
    DescribeConfigsResourceResult {
        name: entry.key.name.into(),
        value: entry.value.map(Into::into),
        read_only: update == Update::ReadOnly,
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
