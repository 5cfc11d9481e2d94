// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class PartitionConsumer.

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

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
#[napi]
pub struct PartitionConsumer(pub(crate) Held<api::PartitionConsumer>);

impl IntoJs for api::PartitionConsumer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, PartitionConsumer(Held::new(self)))
    }
}

impl FromJs for Arc<api::PartitionConsumer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<PartitionConsumer>(raw)?.0.shared())
    }
}

#[napi]
impl PartitionConsumer {
    /// Reads a partition from `start` on, besides those before.
    #[napi]
    pub fn assign(&self, topic: Raw, partition: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.assign(topic, partition, start).await })
    }
    /// Reads all partitions of a topic from `start` on, besides those before.
    #[napi]
    pub fn assign_topic(&self, topic: Raw, start: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let start = start.read::<api::Start>("start")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.assign_topic(topic, start).await })
    }
    /// Reads a partition no more.
    #[napi]
    pub fn unassign(&self, topic: Raw, partition: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let partition = partition.read::<i32>("partition")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.unassign(topic, partition).await })
    }
    /// The next records of one partition; waits until there are some. Null once the consumer was closed, or if
    /// nothing is assigned, and once for each `wake_up`.
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
    /// The partitions that are assigned.
    #[napi]
    pub fn assignment(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.assignment().await })
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
    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    #[napi]
    pub fn commit(&self, batch: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let batch = batch.read::<Arc<api::RecordBatch>>("batch")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.commit(batch).await })
    }
    /// Ends the consumer, and loops over it.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
    }
}
