//! A consumer of a group.

use std::sync::Arc;

use async_trait::async_trait;

use crate::{PartitionOffset, Reader, RecordBatch, Result, Start, TopicPartition, turns::Turns};
use ottla::{Client, ConsumerOptions, GroupMetadata, Rebalance};

/// Is called when partitions come and go, from within `next_batch` or `close`: the group waits for it. If it waits for the
/// consumer's `close` itself, they wait for each other, for half of `close.timeout.ms` at least.
#[async_trait]
pub trait RebalanceListener: Send + Sync + 'static {
    /// These partitions are the consumer's from now on.
    async fn assigned(&self, partitions: Vec<TopicPartition>);

    /// These partitions go to others when this is done; their offsets can still be committed, unless the consumer is being
    /// closed or unsubscribes: commit before that.
    async fn revoked(&self, partitions: Vec<TopicPartition>);

    /// These partitions belong to others already: nothing can be committed for them.
    async fn lost(&self, partitions: Vec<TopicPartition>);
}

/// Hands calls on to the user's listener.
struct Listener(Arc<dyn RebalanceListener>);

#[async_trait]
impl ottla::RebalanceListener for Listener {
    async fn assigned(&self, _: &Rebalance, partitions: &[ottla::TopicPartition]) {
        self.0.assigned(plain(partitions)).await;
    }

    async fn revoked(&self, _: &Rebalance, partitions: &[ottla::TopicPartition]) {
        self.0.revoked(plain(partitions)).await;
    }

    async fn lost(&self, _: &Rebalance, partitions: &[ottla::TopicPartition]) {
        self.0.lost(plain(partitions)).await;
    }
}

fn plain(partitions: &[ottla::TopicPartition]) -> Vec<TopicPartition> {
    partitions.iter().cloned().map(Into::into).collect()
}

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
#[derive(Debug)]
pub struct Consumer {
    consumer: Turns<ottla::Consumer>,
    has_listener: bool,
}

impl Consumer {
    pub(crate) async fn start(
        client: &Client,
        options: ConsumerOptions,
        listener: Option<Arc<dyn RebalanceListener>>,
    ) -> Result<Self> {
        let has_listener = listener.is_some();
        let consumer = match listener {
            None => client.consumer(options).await?,
            Some(listener) => client.consumer_with(options, Listener(listener)).await?,
        };
        let stop = consumer.stop_handle();
        Ok(Self { consumer: Turns::new(consumer, stop), has_listener })
    }

    pub(crate) async fn group_metadata(&self) -> Result<GroupMetadata> {
        self.consumer.with("send offsets", |consumer| consumer.group_metadata()).await
    }

    /// Has the Rust consumer for `act` alone.
    pub(crate) async fn alone<T>(
        &self,
        operation: &'static str,
        act: impl AsyncFnOnce(&mut ottla::Consumer) -> Result<T>,
    ) -> Result<T> {
        self.consumer.alone(operation, act).await
    }

    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. Null once the consumer was closed, and once for each `wake_up`.
    pub async fn next_batch(&self) -> Result<Option<RecordBatch>> {
        let found = self.consumer.next(async |consumer| consumer.next_batch().await).await?;
        Ok(found.map(RecordBatch::new))
    }

    /// Has the call of `next_batch` that waits, or else the next one, give null.
    pub fn wake_up(&self) {
        self.consumer.wake_up();
    }

    /// Reads these topics from now on, instead of those before.
    pub async fn subscribe(&self, topics: Vec<String>) -> Result<()> {
        self.consumer.with("subscribe", |consumer| consumer.subscribe(topics)).await?
    }

    /// Reads all topics from now on whose name matches a regular expression.
    pub async fn subscribe_pattern(&self, pattern: String) -> Result<()> {
        self.consumer.with("subscribe", |consumer| consumer.subscribe_pattern(&pattern)).await?
    }

    /// Leaves the group, and reads nothing until it subscribes again.
    pub async fn unsubscribe(&self) -> Result<()> {
        if !self.has_listener {
            return self.consumer.turn("unsubscribe").await?.unsubscribe().await;
        }
        let unsubscribed = async |consumer: &mut ottla::Consumer| consumer.unsubscribe().await;
        self.consumer.listening("unsubscribe", unsubscribed).await
    }

    /// The partitions that the consumer has now.
    pub async fn assignment(&self) -> Result<Vec<TopicPartition>> {
        let assignment =
            self.consumer.with("look at the assignment", |consumer| consumer.assignment()).await?;
        Ok(assignment.into_iter().map(Into::into).collect())
    }

    /// Commits the end of a batch: all its records are done.
    pub async fn commit(&self, batch: Arc<RecordBatch>) -> Result<()> {
        let mut consumer = self.consumer.turn("commit").await?;
        consumer.commit(batch.inner()).await
    }

    /// Commits everything that was handed out.
    pub async fn commit_all(&self) -> Result<()> {
        self.consumer.turn("commit").await?.commit_all().await
    }

    /// Commits these offsets; each is the next one to read.
    pub async fn commit_offsets(&self, offsets: Vec<PartitionOffset>) -> Result<()> {
        let mut consumer = self.consumer.turn("commit").await?;
        consumer.commit_offsets(offsets.into_iter().map(PartitionOffset::pair)).await
    }

    /// What the group has committed of these partitions; those without an offset are left out.
    pub async fn committed(&self, partitions: Vec<TopicPartition>) -> Result<Vec<PartitionOffset>> {
        let consumer = self.consumer.turn("look at committed offsets").await?;
        let found = consumer.committed(partitions.into_iter().map(Into::into)).await?;
        let known = |(partition, offset): (&_, &Option<_>)| {
            Some(PartitionOffset::of(partition, offset.as_ref()?))
        };
        Ok(found.iter().filter_map(known).collect())
    }

    /// The offset that is handed out next of a partition, if it is known.
    pub async fn position(&self, topic: String, partition: i32) -> Result<Option<i64>> {
        self.consumer
            .with("look at the position", |consumer| consumer.position(&topic, partition))
            .await
    }

    /// Goes on elsewhere in a partition.
    pub async fn seek(&self, topic: String, partition: i32, start: Start) -> Result<()> {
        self.consumer
            .with("seek", |consumer| consumer.seek(&topic, partition, start.place()?))
            .await?
    }

    /// Hands out nothing of a partition until `resume`.
    pub async fn pause(&self, topic: String, partition: i32) -> Result<()> {
        self.consumer.with("pause", |consumer| consumer.pause(&topic, partition)).await?
    }

    /// Hands out records of a partition again.
    pub async fn resume(&self, topic: String, partition: i32) -> Result<()> {
        self.consumer.with("resume", |consumer| consumer.resume(&topic, partition)).await?
    }

    /// The partitions that are paused.
    pub async fn paused(&self) -> Result<Vec<TopicPartition>> {
        let paused =
            self.consumer.with("look at what is paused", |consumer| consumer.paused()).await?;
        Ok(paused.into_iter().map(Into::into).collect())
    }

    /// The first offsets of partitions.
    pub async fn beginning_offsets(
        &self,
        partitions: Vec<TopicPartition>,
    ) -> Result<Vec<PartitionOffset>> {
        let consumer = self.consumer.turn("look for offsets").await?;
        let found = consumer.beginning_offsets(partitions.into_iter().map(Into::into)).await?;
        Ok(found.iter().map(|(partition, at)| PartitionOffset::plain(partition, *at)).collect())
    }

    /// The offsets behind the last records of partitions.
    pub async fn end_offsets(
        &self,
        partitions: Vec<TopicPartition>,
    ) -> Result<Vec<PartitionOffset>> {
        let consumer = self.consumer.turn("look for offsets").await?;
        let found = consumer.end_offsets(partitions.into_iter().map(Into::into)).await?;
        Ok(found.iter().map(|(partition, at)| PartitionOffset::plain(partition, *at)).collect())
    }

    /// How many records are behind the position, in each partition that is assigned.
    pub async fn lag(&self) -> Result<Vec<PartitionOffset>> {
        let consumer = self.consumer.turn("measure lag").await?;
        let lag = consumer.lag().await?;
        Ok(lag.iter().map(|(partition, at)| PartitionOffset::plain(partition, *at)).collect())
    }

    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    pub async fn close(&self) -> Result<()> {
        match self.consumer.end().await? {
            Some(consumer) => consumer.close().await,
            None => Ok(()),
        }
    }
}

impl Reader for Consumer {
    type Batch = RecordBatch;

    fn give_back(&self, batch: RecordBatch) {
        self.consumer.give_back(batch.span());
    }
}
