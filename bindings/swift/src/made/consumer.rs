// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
#[derive(uniffi::Object)]
pub struct RawConsumer(pub(crate) Owned<api::Consumer>);

#[uniffi::export]
impl RawConsumer {
    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. Null once the consumer was closed, and once for each `wake_up`.
    pub async fn next_batch(&self, call: Arc<RawCall>) -> Result<Option<Arc<RawRecordBatch>>, RawFailure> {
        call.run(async move { Ok(self.0.next_batch().await?.map(|it| Arc::new(RawRecordBatch(Owned::new(it))))) }).await
    }
    /// Has the call of `next_batch` that waits, or else the next one, give null.
    pub fn wake_up(&self) -> () {
        self.0.wake_up()
    }
    /// Reads these topics from now on, instead of those before.
    pub async fn subscribe(&self, call: Arc<RawCall>, topics: Vec<String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.subscribe(topics).await?) }).await
    }
    /// Reads all topics from now on whose name matches a regular expression.
    pub async fn subscribe_pattern(&self, call: Arc<RawCall>, pattern: String) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.subscribe_pattern(pattern).await?) }).await
    }
    /// Leaves the group, and reads nothing until it subscribes again.
    pub async fn unsubscribe(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.unsubscribe().await?) }).await
    }
    /// The partitions that the consumer has now.
    pub async fn assignment(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicPartition>, RawFailure> {
        call.run(async move { Ok(self.0.assignment().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Commits the end of a batch: all its records are done.
    pub async fn commit(&self, call: Arc<RawCall>, batch: Arc<RawRecordBatch>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.commit(batch.0.shared()).await?) }).await
    }
    /// Commits everything that was handed out.
    pub async fn commit_all(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.commit_all().await?) }).await
    }
    /// Commits these offsets; each is the next one to read.
    pub async fn commit_offsets(&self, call: Arc<RawCall>, offsets: Vec<RawPartitionOffset>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.commit_offsets(offsets.into_iter().map(|it| it.into()).collect()).await?) }).await
    }
    /// What the group has committed of these partitions; those without an offset are left out.
    pub async fn committed(&self, call: Arc<RawCall>, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.committed(partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
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
    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await?) }).await
    }
    /// Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
    /// Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
    /// is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
    /// breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
    /// `close` can be called meanwhile.
    pub async fn process(&self, call: Arc<RawCall>, handler: Arc<dyn RawRecordHandler>, options: HashMap<String, String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.process(callbacks::record_handler(handler), api::ProcessOptions::new(options.into_iter().collect())).await?) }).await
    }
}
