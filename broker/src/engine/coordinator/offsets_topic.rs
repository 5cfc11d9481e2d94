//! `__consumer_offsets`: made when the first group looks for its coordinator, with Apache Kafka's
//! configuration.

use ottla_core::{
    model::config::BrokerEntries,
    protocol::messages::{
        CreateTopicsRequest,
        create_topics_request::{CreatableTopic, CreatableTopicConfig},
    },
};

use crate::engine::node::Node;

/// Name of the topic.
pub(in crate::engine) const OFFSETS_TOPIC: &str = "__consumer_offsets";

/// Replicas that are wanted where there are brokers for them and nothing else was said.
const REPLICAS_WANTED: usize = 3;

impl Node {
    /// What creates the topic.
    pub(in crate::engine) fn offsets_topic_request(&self) -> CreateTopicsRequest {
        let brokers = self.view().image.active_brokers().count();
        let topic = offsets_topic(&self.settings.entries, brokers);
        CreateTopicsRequest { topics: vec![topic], ..Default::default() }
    }
}

/// The topic as it is to be made. A cluster of few brokers could not have Apache Kafka's three
/// replicas; when nothing was configured, there are as many as there can be.
pub(in crate::engine) fn offsets_topic(entries: &BrokerEntries, brokers: usize) -> CreatableTopic {
    let config = |name: &str, value: String| CreatableTopicConfig {
        name: name.to_owned().into(),
        value: Some(value.into()),
        ..Default::default()
    };
    let replicas = match entries.given("offsets.topic.replication.factor") {
        Some(_) => i16::try_from(entries.integer("offsets.topic.replication.factor")),
        None => i16::try_from(brokers.clamp(1, REPLICAS_WANTED)),
    };
    CreatableTopic {
        name: OFFSETS_TOPIC.into(),
        num_partitions: i32::try_from(entries.integer("offsets.topic.num.partitions"))
            .unwrap_or(50),
        replication_factor: replicas.unwrap_or(1),
        configs: vec![
            config("cleanup.policy", "compact".into()),
            config("compression.type", "producer".into()),
            config("segment.bytes", entries.integer("offsets.topic.segment.bytes").to_string()),
        ],
        ..Default::default()
    }
}
