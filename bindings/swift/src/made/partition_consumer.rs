// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
#[derive(uniffi::Object)]
pub struct RawPartitionConsumer(pub(crate) Owned<api::PartitionConsumer>);

#[uniffi::export]
impl RawPartitionConsumer {
    /// Reads a partition from `start` on, besides those before.
    pub async fn assign(&self, call: Arc<RawCall>, topic: String, partition: i32, start: RawStart) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.assign(topic, partition, start.into()).await?) }).await
    }
    /// Reads all partitions of a topic from `start` on, besides those before.
    pub async fn assign_topic(&self, call: Arc<RawCall>, topic: String, start: RawStart) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.assign_topic(topic, start.into()).await?) }).await
    }
    /// Reads a partition no more.
    pub async fn unassign(&self, call: Arc<RawCall>, topic: String, partition: i32) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.unassign(topic, partition).await?) }).await
    }
    /// The next records of one partition; waits until there are some. Null once the consumer was closed, or if
    /// nothing is assigned, and once for each `wake_up`.
    pub async fn next_batch(&self, call: Arc<RawCall>) -> Result<Option<Arc<RawRecordBatch>>, RawFailure> {
        call.run(async move { Ok(self.0.next_batch().await?.map(|it| Arc::new(RawRecordBatch(Owned::new(it))))) }).await
    }
    /// Has the call of `next_batch` that waits, or else the next one, give null.
    pub fn wake_up(&self) -> () {
        self.0.wake_up()
    }
    /// The partitions that are assigned.
    pub async fn assignment(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicPartition>, RawFailure> {
        call.run(async move { Ok(self.0.assignment().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The offset that is handed out next of a partition, if it is known.
    pub async fn position(&self, call: Arc<RawCall>, topic: String, partition: i32) -> Result<Option<i64>, RawFailure> {
        call.run(async move { Ok(self.0.position(topic, partition).await?) }).await
    }
    /// Goes on elsewhere in a partition.
    pub async fn seek(&self, call: Arc<RawCall>, topic: String, partition: i32, start: RawStart) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.seek(topic, partition, start.into()).await?) }).await
    }
    /// Hands out nothing of a partition until `resume`.
    pub async fn pause(&self, call: Arc<RawCall>, topic: String, partition: i32) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.pause(topic, partition).await?) }).await
    }
    /// Hands out records of a partition again.
    pub async fn resume(&self, call: Arc<RawCall>, topic: String, partition: i32) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.resume(topic, partition).await?) }).await
    }
    /// The partitions that are paused.
    pub async fn paused(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicPartition>, RawFailure> {
        call.run(async move { Ok(self.0.paused().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The first offsets of partitions.
    pub async fn beginning_offsets(&self, call: Arc<RawCall>, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.beginning_offsets(partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The offsets behind the last records of partitions.
    pub async fn end_offsets(&self, call: Arc<RawCall>, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.end_offsets(partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// How many records are behind the position, in each partition that is assigned.
    pub async fn lag(&self, call: Arc<RawCall>) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.lag().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    pub async fn commit(&self, call: Arc<RawCall>, batch: Arc<RawRecordBatch>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.commit(batch.0.shared()).await?) }).await
    }
    /// Ends the consumer, and loops over it.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await?) }).await
    }
}
