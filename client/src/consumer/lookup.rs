//! Offsets that any consumer may ask brokers for: where partitions begin and end, where a time is, and
//! how far a reader is behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Error, ErrorKind, Result, TopicPartition,
    admin::{ListedOffset, call::retried, offsets},
    driver::{
        cluster::{AutoCreation, Cluster},
        fetcher::Fetcher,
    },
    engine::positions::Key,
    options::StartOffset,
};

const OPERATION: &str = "list offsets";

async fn listed(
    cluster: &Cluster,
    fetcher: &Fetcher,
    wanted: &[(Key, StartOffset)],
) -> Result<Vec<(Key, ListedOffset)>> {
    for (topic, partition) in wanted.iter().map(|(key, _)| key) {
        check(cluster, topic, *partition, OPERATION).await?;
    }
    let isolation = fetcher.options().isolation;
    retried(cluster, OPERATION, || offsets::list_once(cluster, wanted, isolation)).await
}

/// # Errors
/// `UnknownTopic` if the topic does not exist, or does not have the partition.
pub(crate) async fn check(
    cluster: &Cluster,
    topic: &str,
    partition: i32,
    operation: &'static str,
) -> Result<()> {
    let patience = cluster.options.api_timeout;
    let known = cluster.topic(topic, AutoCreation::Forbidden, patience).await?;
    let count = known.partitions.len();
    if usize::try_from(partition).is_ok_and(|partition| partition < count) {
        return Ok(());
    }
    let message = format!("the topic has {count} partitions, numbered from 0");
    Err(Error::new(ErrorKind::UnknownTopic, operation, message)
        .with("topic", topic)
        .with("partition", partition))
}

/// Where `start` is in each of these partitions.
pub(crate) async fn offsets_at(
    fetcher: &Fetcher,
    partitions: impl IntoIterator<Item = TopicPartition>,
    start: StartOffset,
) -> Result<BTreeMap<TopicPartition, i64>> {
    // A broker refuses a partition that is named twice.
    let keys: BTreeSet<Key> = partitions.into_iter().map(|partition| partition.key()).collect();
    let wanted: Vec<_> = keys.into_iter().map(|key| (key, start)).collect();
    let found = listed(fetcher.cluster(), fetcher, &wanted).await?;
    Ok(found.into_iter().map(|(key, listed)| (key.into(), listed.offset)).collect())
}

/// The first record of each partition that is as late as its time, or later.
pub(crate) async fn offsets_for_times(
    fetcher: &Fetcher,
    times: impl IntoIterator<Item = (TopicPartition, i64)>,
) -> Result<BTreeMap<TopicPartition, Option<ListedOffset>>> {
    let times: BTreeMap<Key, i64> =
        times.into_iter().map(|(partition, time)| (partition.key(), time)).collect();
    // Negative numbers mean other things to a broker.
    if let Some((key, time)) = times.iter().find(|(_, time)| **time < 0) {
        let message = format!("{time} is no time: milliseconds since 1970 are 0 or more");
        let error = Error::new(ErrorKind::InvalidInput, OPERATION, message);
        return Err(error.with("topic", &key.0).with("partition", key.1));
    }
    let start = |(key, time)| (key, StartOffset::Timestamp(time));
    let wanted: Vec<_> = times.into_iter().map(start).collect();
    let found = listed(fetcher.cluster(), fetcher, &wanted).await?;
    let there = |listed: ListedOffset| (listed.offset >= 0).then_some(listed);
    Ok(found.into_iter().map(|(key, listed)| (key.into(), there(listed))).collect())
}

/// Records that each partition has after these positions, as brokers say now.
pub(crate) async fn lag(
    fetcher: &Fetcher,
    positions: BTreeMap<Key, i64>,
) -> Result<BTreeMap<TopicPartition, i64>> {
    let partitions: Vec<TopicPartition> = positions.keys().cloned().map(Into::into).collect();
    let ends = offsets_at(fetcher, partitions, StartOffset::End).await?;
    let behind = |(partition, end): (TopicPartition, i64)| {
        let position = positions.get(&partition.key()).copied().unwrap_or(end);
        (partition, (end - position).max(0))
    };
    Ok(ends.into_iter().map(behind).collect())
}
