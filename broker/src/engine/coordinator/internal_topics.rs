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
/// How many of those have to be in sync for a transaction to go on.
const IN_SYNC_WANTED: i64 = 2;

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
        TransactionShard::TOPIC => {
            let replication_factor =
                replicas(entries, "transaction.state.log.replication.factor", brokers);
            let in_sync = in_sync(entries, "transaction.state.log.min.isr", replication_factor);
            Some(CreatableTopic {
                name: TransactionShard::TOPIC.into(),
                num_partitions: partitions(entries, "transaction.state.log.num.partitions"),
                replication_factor,
                configs: vec![
                    config("cleanup.policy", "compact".into()),
                    config("compression.type", "uncompressed".into()),
                    config("min.insync.replicas", in_sync.to_string()),
                    config("segment.bytes", integer("transaction.state.log.segment.bytes")),
                    config("unclean.leader.election.enable", "false".into()),
                ],
                ..Default::default()
            })
        }
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

/// Apache Kafka's two where there are the three replicas that it has as well, and one where they are fewer: the loss of a
/// single broker must not stop all transactions.
fn in_sync(entries: &BrokerEntries, key: &str, replicas: i16) -> i64 {
    match entries.given(key) {
        Some(_) => entries.integer(key),
        None if usize::try_from(replicas).is_ok_and(|all| all >= REPLICAS_WANTED) => IN_SYNC_WANTED,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replicas and in-sync replicas of the transactions' topic.
    fn asked(keys: &[(&str, &str)], brokers: usize) -> (i16, String) {
        let mut entries = BrokerEntries::default();
        for (key, value) in keys {
            entries.set(key, value).unwrap();
        }
        let topic = internal_topic(TransactionShard::TOPIC, &entries, brokers).unwrap();
        let is_it = |config: &&CreatableTopicConfig| *config.name == *"min.insync.replicas";
        let in_sync = topic.configs.iter().find(is_it).unwrap().value.clone().unwrap();
        (topic.replication_factor, in_sync.to_string())
    }

    #[test]
    fn transactions_have_the_replicas_that_the_brokers_are_enough_for() {
        assert_eq!(asked(&[], 1), (1, "1".into()));
        assert_eq!(asked(&[], 2), (2, "1".into()));
        assert_eq!(asked(&[], 3), (3, "2".into()));
        assert_eq!(asked(&[], 9), (3, "2".into()));
    }

    #[test]
    fn what_is_configured_holds() {
        let factor = ("transaction.state.log.replication.factor", "3");
        assert_eq!(asked(&[factor], 1), (3, "2".into()));
        assert_eq!(asked(&[factor, ("transaction.state.log.min.isr", "1")], 3), (3, "1".into()));
    }
}
