//! What state a cluster is in, and waiting for a better one.

use std::time::Duration;

use ottla::{
    Client,
    admin::{NewTopic, PartitionDescription, TopicDescription},
};
use tokio::time::{Instant, sleep};

use crate::Result;

/// Apache Kafka takes minutes for ten thousand partitions.
const PATIENCE: Duration = Duration::from_secs(300);
const POLL: Duration = Duration::from_millis(20);

pub(crate) async fn create(client: &Client, topics: &[&str], partitions: i32) -> Result<()> {
    for topic in topics {
        let new = NewTopic::new(*topic).partitions(partitions).replication_factor(3);
        let new = new.config("min.insync.replicas", "2");
        // What is deleted is to be off the disk before the next turn.
        let new = new.config("file.delete.delay.ms", "500");
        client.admin().create_topics([new]).await?;
    }
    Ok(())
}

/// Waits until all replicas are in sync: one that is not cannot be elected.
pub(crate) async fn in_sync(client: &Client, topics: &[&str]) -> Result<()> {
    until(client, topics, |topic| topic.partitions.iter().all(is_in_sync)).await
}

fn is_in_sync(partition: &PartitionDescription) -> bool {
    partition.in_sync_replicas.len() == partition.replicas.len()
}

/// Waits until all replicas are in sync and the preferred ones lead.
pub(crate) async fn settled(client: &Client, topics: &[&str]) -> Result<String> {
    until(client, topics, |topic| {
        let mut partitions = topic.partitions.iter();
        partitions.all(|one| is_in_sync(one) && one.leader == one.replicas.first().copied())
    })
    .await?;
    Ok("settled".into())
}

pub(crate) async fn led_without(client: &Client, topics: &[&str], broker: i32) -> Result<String> {
    until(client, topics, |topic| {
        topic.partitions.iter().all(|one| one.leader.is_some_and(|leader| leader != broker))
    })
    .await?;
    Ok("led".into())
}

pub(crate) async fn controller(client: &Client) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let quorum = client.admin().describe_metadata_quorum().await;
        match quorum.map(|quorum| quorum.leader) {
            Ok(Some(leader)) => return Ok(leader.to_string()),
            Err(error) if Instant::now() > deadline => return Err(error.into()),
            _ => sleep(POLL).await,
        }
    }
}

async fn until(
    client: &Client,
    topics: &[&str],
    fits: impl Fn(&TopicDescription) -> bool,
) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        // A broker that has just died or begun may not know them all; that passes.
        let described = client.admin().describe_topics(topics).each().await;
        if described.iter().all(|(_, topic)| topic.as_ref().is_ok_and(&fits)) {
            return Ok(());
        }
        if Instant::now() > deadline {
            let wrong = described.into_iter().find(|(_, topic)| !topic.as_ref().is_ok_and(&fits));
            let words = format!("{wrong:?}").chars().take(600).collect::<String>();
            return Err(format!("not within {PATIENCE:?}: {words}").into());
        }
        sleep(POLL).await;
    }
}
