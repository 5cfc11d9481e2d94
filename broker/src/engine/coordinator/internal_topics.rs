//! The topics that hold what coordinators know: made when the first client looks for a coordinator, with
//! Apache Kafka's configuration.

use ottla_core::{
    coordinator::Shard,
    groups::GroupShard,
    model::config::BrokerEntries,
    protocol::messages::{
        CreateTopicsRequest,
        create_topics_request::{CreatableTopic, CreatableTopicConfig},
    },
    transactions::TransactionShard,
};

use crate::engine::node::Node;

/// Replicas that are wanted where there are brokers for them and nothing else was said.
const REPLICAS_WANTED: usize = 3;

impl Node {
    /// What creates a topic of coordinators.
    pub(in crate::engine) fn internal_topic_request(&self, name: &str) -> CreateTopicsRequest {
        let brokers = self.view().image.active_brokers().count();
        let topic = internal_topic(name, &self.settings.entries, brokers);
        CreateTopicsRequest { topics: topic.into_iter().collect(), ..Default::default() }
    }
}

/// The topic as it is to be made, if it is one of coordinators.
pub(in crate::engine) fn internal_topic(
    name: &str,
    entries: &BrokerEntries,
    brokers: usize,
) -> Option<CreatableTopic> {
    let integer = |key: &str| entries.integer(key).to_string();
    match name {
        GroupShard::TOPIC => Some(CreatableTopic {
            name: GroupShard::TOPIC.into(),
            num_partitions: partitions(entries, "offsets.topic.num.partitions"),
            replication_factor: replicas(entries, "offsets.topic.replication.factor", brokers),
            configs: vec![
                config("cleanup.policy", "compact".into()),
                config("compression.type", "producer".into()),
                config("segment.bytes", integer("offsets.topic.segment.bytes")),
            ],
            ..Default::default()
        }),
        TransactionShard::TOPIC => Some(CreatableTopic {
            name: TransactionShard::TOPIC.into(),
            num_partitions: partitions(entries, "transaction.state.log.num.partitions"),
            replication_factor: replicas(
                entries,
                "transaction.state.log.replication.factor",
                brokers,
            ),
            configs: vec![
                config("cleanup.policy", "compact".into()),
                config("compression.type", "uncompressed".into()),
                config("min.insync.replicas", integer("transaction.state.log.min.isr")),
                config("segment.bytes", integer("transaction.state.log.segment.bytes")),
                config("unclean.leader.election.enable", "false".into()),
            ],
            ..Default::default()
        }),
        _ => None,
    }
}

fn config(name: &str, value: String) -> CreatableTopicConfig {
    CreatableTopicConfig {
        name: name.to_owned().into(),
        value: Some(value.into()),
        ..Default::default()
    }
}

fn partitions(entries: &BrokerEntries, key: &str) -> i32 {
    i32::try_from(entries.integer(key)).unwrap_or(50)
}

/// A cluster of few brokers could not have Apache Kafka's three replicas; when nothing was configured,
/// there are as many as there can be.
fn replicas(entries: &BrokerEntries, key: &str, brokers: usize) -> i16 {
    let replicas = match entries.given(key) {
        Some(_) => i16::try_from(entries.integer(key)),
        None => i16::try_from(brokers.clamp(1, REPLICAS_WANTED)),
    };
    replicas.unwrap_or(1)
}
