//! Calls about partitions go to their leaders.

use std::collections::{BTreeMap, BTreeSet};

use bytestring::ByteString;
use ottla_core::model::ErrorCode;

use super::settle::Answers;
use crate::{
    Error, Result, TopicPartition,
    driver::cluster::{AutoCreation, Cluster},
};

/// Partitions by their leaders.
pub(super) type ByLeader<V> = BTreeMap<i32, BTreeMap<TopicPartition, V>>;

/// Partitions by their leaders, and what is wrong with those that have none: it may pass.
///
/// # Errors
/// If the topics are not known and no broker tells.
pub(super) async fn by_leader<V, T>(
    cluster: &Cluster,
    operation: &'static str,
    partitions: BTreeMap<TopicPartition, V>,
) -> Result<(ByLeader<V>, Answers<TopicPartition, T>)> {
    learn(cluster, partitions.keys()).await?;
    let image = cluster.image();
    let (mut leaders, mut answers) = (ByLeader::new(), Answers::new());
    for (partition, value) in partitions {
        match image.leader(&partition.topic, partition.partition) {
            Some(leader) => {
                leaders.entry(leader).or_default().insert(partition, value);
            }
            None => {
                let code = match image.topics.get(&partition.topic) {
                    Some(topic) if has(topic.partitions.len(), partition.partition) => {
                        ErrorCode::LeaderNotAvailable
                    }
                    Some(_) => ErrorCode::UnknownTopicOrPartition,
                    None => {
                        let reason = image.missing.get(&partition.topic).copied();
                        reason.unwrap_or(ErrorCode::UnknownTopicOrPartition)
                    }
                };
                answers.insert(partition, Err(Error::from_code(operation, code, None)));
            }
        }
    }
    Ok((leaders, answers))
}

fn has(partitions: usize, partition: i32) -> bool {
    usize::try_from(partition).is_ok_and(|partition| partition < partitions)
}

/// Asks for the topics that are not known. Refreshes ask for all of them from then on: a leader may move.
async fn learn(cluster: &Cluster, partitions: impl Iterator<Item = &TopicPartition>) -> Result<()> {
    let image = cluster.image();
    let topics: BTreeSet<ByteString> = partitions.map(|one| one.topic.clone()).collect();
    topics.iter().for_each(|topic| cluster.add_interest(topic));
    let unknown = topics.into_iter().filter(|topic| !image.topics.contains_key(topic));
    let unknown: Vec<ByteString> = unknown.collect();
    if unknown.is_empty() {
        return Ok(());
    }
    cluster.fetch_metadata(Some(&unknown), AutoCreation::Forbidden).await
}

/// Values of partitions by topic, as most requests want them.
pub(super) fn by_topic<V>(
    partitions: impl IntoIterator<Item = (TopicPartition, V)>,
) -> BTreeMap<ByteString, Vec<(i32, V)>> {
    let mut topics: BTreeMap<ByteString, Vec<(i32, V)>> = BTreeMap::new();
    for (TopicPartition { topic, partition }, value) in partitions {
        topics.entry(topic).or_default().push((partition, value));
    }
    topics
}

/// Only the numbers of the partitions of each topic.
pub(super) fn numbers_by_topic<'a>(
    partitions: impl IntoIterator<Item = &'a TopicPartition>,
) -> BTreeMap<ByteString, Vec<i32>> {
    let mut topics: BTreeMap<ByteString, Vec<i32>> = BTreeMap::new();
    for TopicPartition { topic, partition } in partitions {
        topics.entry(topic.clone()).or_default().push(*partition);
    }
    topics
}

/// Names the partition that an error is about.
pub(super) fn named(error: Error, partition: &TopicPartition) -> Error {
    error.with("topic", &partition.topic).with("partition", partition.partition)
}
