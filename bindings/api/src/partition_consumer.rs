//! A consumer of partitions that it is told to read.

use std::sync::Arc;

use crate::{PartitionOffset, Reader, RecordBatch, Result, TopicPartition, turns::Turns};
use ottla::{Error, ErrorKind, StartOffset};

/// Where to start in a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartKind {
    /// At its first record.
    Beginning,
    /// Behind its last record.
    End,
    /// At the offset that `at` says.
    Offset,
    /// At the first record whose time is not before the one that `at` says, in milliseconds since 1970.
    Timestamp,
}

/// A place to start at in a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// What kind of place.
    pub kind: StartKind,
    /// The offset, or the time.
    pub at: Option<i64>,
}

impl Start {
    pub(crate) fn place(&self) -> Result<StartOffset> {
        Ok(match (self.kind, self.at) {
            (StartKind::Beginning, _) => StartOffset::Beginning,
            (StartKind::End, _) => StartOffset::End,
            (StartKind::Offset, Some(offset)) => StartOffset::Offset(offset),
            (StartKind::Timestamp, Some(time)) => StartOffset::Timestamp(time),
            (StartKind::Offset | StartKind::Timestamp, None) => {
                let message = "a start at an offset or a time has to say which, in `at`";
                return Err(Error::of(ErrorKind::InvalidInput, "look for a start", message));
            }
        })
    }
}

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
#[derive(Debug)]
pub struct PartitionConsumer {
    consumer: Turns<ottla::PartitionConsumer>,
}

impl PartitionConsumer {
    pub(crate) fn new(consumer: ottla::PartitionConsumer) -> Self {
        let stop = consumer.stop_handle();
        Self { consumer: Turns::new(consumer, stop) }
    }

    /// Reads a partition from `start` on, besides those before.
    pub async fn assign(&self, topic: String, partition: i32, start: Start) -> Result<()> {
        let mut consumer = self.consumer.turn("assign").await?;
        consumer.assign(&topic, partition, start.place()?).await
    }

    /// Reads all partitions of a topic from `start` on, besides those before.
    pub async fn assign_topic(&self, topic: String, start: Start) -> Result<()> {
        let mut consumer = self.consumer.turn("assign").await?;
        consumer.assign_topic(&topic, start.place()?).await
    }

    /// Reads a partition no more.
    pub async fn unassign(&self, topic: String, partition: i32) -> Result<()> {
        self.consumer.with("unassign", |consumer| consumer.unassign(&topic, partition)).await
    }

    /// The next records of one partition; waits until there are some. Null once the consumer was closed, or if
    /// nothing is assigned, and once for each `wake_up`.
    pub async fn next_batch(&self) -> Result<Option<RecordBatch>> {
        let found = self.consumer.next(async |consumer| consumer.next_batch().await).await?;
        Ok(found.map(RecordBatch::new))
    }

    /// Has the call of `next_batch` that waits, or else the next one, give null.
    pub fn wake_up(&self) {
        self.consumer.wake_up();
    }

    /// The partitions that are assigned.
    pub async fn assignment(&self) -> Result<Vec<TopicPartition>> {
        let assignment =
            self.consumer.with("look at the assignment", |consumer| consumer.assignment()).await?;
        Ok(assignment.into_iter().map(Into::into).collect())
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

    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    pub async fn commit(&self, batch: Arc<RecordBatch>) -> Result<()> {
        let mut consumer = self.consumer.turn("commit").await?;
        consumer.commit(batch.inner()).await
    }

    /// Ends the consumer, and loops over it.
    pub async fn close(&self) -> Result<()> {
        match self.consumer.end().await? {
            Some(consumer) => consumer.close().await,
            None => Ok(()),
        }
    }
}

impl Reader for PartitionConsumer {
    type Batch = RecordBatch;

    fn give_back(&self, batch: RecordBatch) {
        self.consumer.give_back(batch.span());
    }
}
