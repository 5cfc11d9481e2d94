//! Retry topics and dead letter topics: made where they are missing, and subscribed to.

use std::collections::{BTreeMap, BTreeSet};

use super::origin::Names;
use crate::{
    Consumer, Error, ErrorKind, Result, admin::Admin, admin::NewTopic, options::ProcessOptions,
};

/// Makes the topics that are missing, and adds the retry topics to what the consumer subscribes to.
pub(super) async fn prepare(
    consumer: &mut Consumer,
    names: &Names,
    options: &ProcessOptions,
) -> Result<()> {
    if options.retry_topic_delays.is_empty() && options.dead_letter_topic.is_none() {
        return Ok(());
    }
    // A pattern has to match the retry topics as well, and who has one knows what it matches.
    let Some(subscribed) = consumer.subscribed_topics() else { return Ok(()) };
    let retries: BTreeSet<String> =
        subscribed.iter().flat_map(|topic| names.retry_topics(topic)).collect();
    let originals: BTreeSet<String> = subscribed.difference(&retries).cloned().collect();
    let mut dead = originals.iter().filter_map(|topic| names.dead_letter_topic(topic));
    if let Some(topic) = dead.find(|topic| originals.contains(topic) || retries.contains(topic)) {
        return Err(would_come_back(&topic));
    }
    if options.create_topics {
        create(&Admin::new(consumer.cluster().clone()), &originals, names).await?;
    }
    let wanted = originals.iter().flat_map(|topic| names.retry_topics(topic));
    let wanted: BTreeSet<String> = originals.iter().cloned().chain(wanted).collect();
    if wanted != subscribed {
        consumer.subscribe(wanted)?;
    }
    Ok(())
}

/// A record that fails in its dead letter topic, too, would be written there for ever.
pub(super) fn would_come_back(topic: &str) -> Error {
    let message = "dead_letter_topic names a topic that this consumer reads: a dead letter would be \
                   processed again, and fail again";
    Error::new(ErrorKind::InvalidInput, "process records", message).with("topic", topic)
}

async fn create(admin: &Admin, originals: &BTreeSet<String>, names: &Names) -> Result<()> {
    let mut wanted: BTreeMap<String, i32> = BTreeMap::new();
    for (_, described) in admin.describe_topics(originals).each().await {
        let topic = match described {
            Ok(topic) => topic,
            // It is made with its first record, and so are the others.
            Err(error) if error.kind() == ErrorKind::UnknownTopic => continue,
            Err(error) => return Err(error),
        };
        let count = i32::try_from(topic.partitions.len()).unwrap_or(i32::MAX);
        for name in names.retry_topics(&topic.name).chain(names.dead_letter_topic(&topic.name)) {
            let partitions = wanted.entry(name).or_default();
            *partitions = count.max(*partitions);
        }
    }
    let mut missing = Vec::new();
    for (name, described) in admin.describe_topics(wanted.keys()).each().await {
        match described {
            Err(error) if error.kind() == ErrorKind::UnknownTopic => {
                let partitions = wanted.get(&*name).copied().unwrap_or(-1);
                missing.push(NewTopic::new(&*name).partitions(partitions));
            }
            Err(error) => return Err(error),
            Ok(_) => {}
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    for (_, made) in admin.create_topics(missing).each().await {
        match made {
            // Another member was faster.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            other => drop(other?),
        }
    }
    Ok(())
}
