// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Consumer.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::bridge::promise;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
#[napi]
pub struct Consumer(pub(crate) Held<api::Consumer>);

impl IntoJs for api::Consumer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Consumer(Held::new(self)))
    }
}

impl FromJs for Arc<api::Consumer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Consumer>(raw)?.0.shared())
    }
}

#[napi]
impl Consumer {
    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. Null once the consumer was closed, and once for each `wake_up`.
    #[napi]
    pub fn next_batch(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.next_batch().await })
    }
    /// Has the call of `next_batch` that waits, or else the next one, give null.
    #[napi]
    pub fn wake_up(&self) -> napi::Result<Out<()>> {
        guarded(|| {
            self.0.wake_up();
            Ok(Out(()))
        })
    }
    /// Reads these topics from now on, instead of those before.
    #[napi]
    pub fn subscribe(&self, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<String>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subscribe(topics).await })
    }
    /// Reads all topics from now on whose name matches a regular expression.
    #[napi]
    pub fn subscribe_pattern(&self, pattern: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let pattern = pattern.read::<String>("pattern")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.subscribe_pattern(pattern).await })
    }
    /// Leaves the group, and reads nothing until it subscribes again.
    #[napi]
    pub fn unsubscribe(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.unsubscribe().await })
    }
    /// The partitions that the consumer has now.
    #[napi]
    pub fn assignment(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.assignment().await })
    }
    /// Commits the end of a batch: all its records are done.
    #[napi]
    pub fn commit(&self, batch: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let batch = batch.read::<Arc<api::RecordBatch>>("batch")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit(batch).await })
    }
    /// Commits everything that was handed out.
    #[napi]
    pub fn commit_all(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.commit_all().await })
    }
    /// Commits these offsets; each is the next one to read.
    #[napi]
    pub fn commit_offsets(&self, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit_offsets(offsets).await })
    }
    /// What the group has committed of these partitions; those without an offset are left out.
    #[napi]
    pub fn committed(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.committed(partitions).await })
    }
    /// The offset that is handed out next of a partition, if it is known.
    #[napi]
    pub fn position(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.position(topic, partition).await })
    }
    /// Goes on elsewhere in a partition.
    #[napi]
    pub fn seek(&self, topic: Raw, partition: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.seek(topic, partition, start).await })
    }
    /// Hands out nothing of a partition until `resume`.
    #[napi]
    pub fn pause(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.pause(topic, partition).await })
    }
    /// Hands out records of a partition again.
    #[napi]
    pub fn resume(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.resume(topic, partition).await })
    }
    /// The partitions that are paused.
    #[napi]
    pub fn paused(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.paused().await })
    }
    /// The first offsets of partitions.
    #[napi]
    pub fn beginning_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.beginning_offsets(partitions).await })
    }
    /// The offsets behind the last records of partitions.
    #[napi]
    pub fn end_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.end_offsets(partitions).await })
    }
    /// How many records are behind the position, in each partition that is assigned.
    #[napi]
    pub fn lag(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.lag().await })
    }
    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
    /// Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
    /// Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
    /// is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
    /// breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
    /// `close` can be called meanwhile.
    #[napi]
    pub fn process(&self, handler: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let handler = handler.read::<Arc<dyn api::RecordHandler>>("handler")?;
        let options = options.read::<api::ProcessOptions>("options")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.process(handler, options).await })
    }
}
