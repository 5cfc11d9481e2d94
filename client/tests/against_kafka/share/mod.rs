//! Consumers of share groups (KIP-932), where the cluster has them.

mod acknowledgements;
mod failures;
mod leaders;
mod members;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ottla::{
    AcknowledgementMode, Client, ErrorKind, ProducerOptions, Record, ShareConsumer,
    ShareConsumerOptions,
    admin::{ConfigChange, ConfigResource},
};
use ottla_core::protocol::ApiKey;

use crate::{new_topic, unique};

/// Longest that records take to come.
const SOON: Duration = Duration::from_secs(20);
/// How long to wait for what must not come.
const QUIET: Duration = Duration::from_millis(1_500);

const APIS: [ApiKey; 3] =
    [ApiKey::ShareGroupHeartbeat, ApiKey::ShareFetch, ApiKey::ShareAcknowledge];

/// A topic, and a group that reads it from its start.
struct Scene {
    client: Client,
    topic: String,
    group: String,
}

impl Scene {
    async fn new(client: &Client, partitions: i32, settings: &[(&str, &str)]) -> Self {
        Self::allowed(client, partitions, settings).await.unwrap()
    }

    /// With locks so short that a test can wait for their end; `None` if the broker does not allow that.
    async fn with_short_locks(client: &Client) -> Option<Self> {
        let scene = Self::allowed(client, 1, &[("share.record.lock.duration.ms", "1000")]).await;
        if let Err(error) = &scene {
            println!("SKIPPED: {error}");
        }
        scene.ok()
    }

    async fn allowed(
        client: &Client,
        partitions: i32,
        settings: &[(&str, &str)],
    ) -> ottla::Result<Self> {
        let topic = new_topic(client, "share", partitions).await;
        let scene = Self { client: client.clone(), topic, group: unique("share") };
        let group = ConfigResource::Group(scene.group.clone());
        let earliest = ConfigChange::set("share.auto.offset.reset", "earliest");
        let more = settings.iter().map(|(key, value)| ConfigChange::set(*key, *value));
        let changes: Vec<ConfigChange> = [earliest].into_iter().chain(more).collect();
        client.admin().alter_configs([(group, changes)]).one().await?;
        Ok(scene)
    }

    fn options(&self, mode: AcknowledgementMode) -> ShareConsumerOptions {
        ShareConsumerOptions {
            group_id: self.group.clone(),
            topics: vec![self.topic.clone()],
            acknowledgement_mode: mode,
            ..Default::default()
        }
    }

    async fn consumer(&self, mode: AcknowledgementMode) -> ShareConsumer {
        self.client.share_consumer(self.options(mode)).await.unwrap()
    }

    /// Writes so many records, numbered from `first` on, over all partitions.
    async fn write(&self, first: usize, count: usize) {
        let producer = self.client.producer(ProducerOptions::default()).unwrap();
        for number in first..first + count {
            let value = number.to_string();
            drop(producer.enqueue(Record::to(&self.topic).value(&value)).await.unwrap());
        }
        producer.flush().await.unwrap();
    }

    /// Whether another member of the group is given nothing.
    async fn is_empty(&self) -> bool {
        let mut other = self.consumer(AcknowledgementMode::Explicit).await;
        let mut nothing = true;
        while nothing && other.assignment().is_empty() {
            let brief = tokio::time::timeout(Duration::from_millis(50), other.next_batch());
            nothing = brief.await.is_err();
        }
        nothing &= tokio::time::timeout(QUIET, other.next_batch()).await.is_err();
        other.close().await.unwrap();
        nothing
    }
}

/// Value of each record that came, and how often it was delivered.
type Seen = BTreeMap<usize, i16>;

fn add(seen: &mut Seen, batch: &ottla::ShareBatch) {
    for record in batch {
        let number = record.value_text().parse().unwrap();
        let before = seen.insert(number, record.delivery_count());
        assert!(before.is_none_or(|count| count < record.delivery_count()), "{number} came twice");
    }
}

async fn next(consumer: &mut ShareConsumer) -> ottla::ShareBatch {
    let batch = tokio::time::timeout(SOON, consumer.next_batch()).await;
    batch.expect("no record came").unwrap().unwrap()
}

/// Reads until so many different records have come; what is read is accepted.
async fn read(consumer: &mut ShareConsumer, count: usize) -> Seen {
    let mut seen = Seen::new();
    while seen.len() < count {
        add(&mut seen, &next(consumer).await);
    }
    consumer.commit().await.unwrap().into_values().for_each(Result::unwrap);
    seen
}

fn numbers(seen: &Seen) -> BTreeSet<usize> {
    seen.keys().copied().collect()
}

fn run(test: impl AsyncFnOnce(Client)) {
    crate::admin::run(&APIS, test);
}

#[test]
fn a_cluster_without_share_groups_is_told_by_what_has_them() {
    crate::run(async |client| {
        let options = ShareConsumerOptions { group_id: unique("share"), ..Default::default() };
        match client.share_consumer(options).await {
            Ok(consumer) => {
                consumer.close().await.unwrap();
                println!("SKIPPED: the cluster has share groups");
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unsupported, "{error}");
                assert!(error.message().contains("4.2"), "{error}");
                assert!(error.message().contains("share.version=1"), "{error}");
            }
        }
    });
}
