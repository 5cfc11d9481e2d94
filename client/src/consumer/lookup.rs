//! Offsets that any consumer may ask brokers for: where partitions begin and end, where a time is, and
//! how far a reader is behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Error, ErrorKind, Result, TopicPartition,
    admin::{Admin, ListedOffset, OffsetSpec},
    driver::{
        cluster::{AutoCreation, Cluster},
        fetcher::Fetcher,
    },
    engine::{positions::Key, sound::is_a_time},
};

const OPERATION: &str = "list offsets";

async fn listed(
    fetcher: &Fetcher,
    wanted: Vec<(TopicPartition, OffsetSpec)>,
) -> Result<Vec<ListedOffset>> {
    for (wanted, _) in &wanted {
        check(fetcher.cluster(), &wanted.topic, wanted.partition, OPERATION).await?;
    }
    let admin = Admin::new(fetcher.cluster().clone());
    admin.list_offsets(wanted, fetcher.options().isolation).await
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
    Err(Error::new(ErrorKind::UnknownTopic, operation, known.extent())
        .with("topic", topic)
        .with("partition", partition))
}

/// Where each of these partitions begins, or ends.
pub(crate) async fn offsets_at(
    fetcher: &Fetcher,
    partitions: impl IntoIterator<Item = TopicPartition>,
    place: OffsetSpec,
) -> Result<BTreeMap<TopicPartition, i64>> {
    // A broker refuses a partition that is named twice.
    let partitions: BTreeSet<TopicPartition> = partitions.into_iter().collect();
    let wanted = partitions.into_iter().map(|partition| (partition, place)).collect();
    let found = listed(fetcher, wanted).await?;
    Ok(found.into_iter().filter_map(|listed| Some((listed.partition, listed.offset?))).collect())
}

/// The first record of each partition that is as late as its time, or later.
pub(crate) async fn offsets_for_times(
    fetcher: &Fetcher,
    times: impl IntoIterator<Item = (TopicPartition, i64)>,
) -> Result<BTreeMap<TopicPartition, Option<ListedOffset>>> {
    let times: BTreeMap<TopicPartition, i64> = times.into_iter().collect();
    times.iter().try_for_each(|(TopicPartition { topic, partition }, time)| {
        is_a_time(OPERATION, *time)
            .map_err(|error| error.with("topic", topic).with("partition", partition))
    })?;
    let at = |(partition, time)| (partition, OffsetSpec::Timestamp(time));
    let found = listed(fetcher, times.into_iter().map(at).collect()).await?;
    let there = |listed: ListedOffset| {
        (listed.partition.clone(), listed.offset.is_some().then_some(listed))
    };
    Ok(found.into_iter().map(there).collect())
}

/// Records that each partition has after these positions, as brokers say now.
pub(crate) async fn lag(
    fetcher: &Fetcher,
    positions: BTreeMap<Key, i64>,
) -> Result<BTreeMap<TopicPartition, i64>> {
    let partitions: Vec<TopicPartition> = positions.keys().cloned().map(Into::into).collect();
    let ends = offsets_at(fetcher, partitions, OffsetSpec::Latest).await?;
    let behind = |(partition, end): (TopicPartition, i64)| {
        let position = positions.get(&partition.key()).copied().unwrap_or(end);
        (partition, (end - position).max(0))
    };
    Ok(ends.into_iter().map(behind).collect())
}
