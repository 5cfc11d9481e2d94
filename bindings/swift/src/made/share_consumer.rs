// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
/// each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
/// Loops give a batch at a time.
#[derive(uniffi::Object)]
pub struct RawShareConsumer(pub(crate) Owned<api::ShareConsumer>);

#[uniffi::export]
impl RawShareConsumer {
    /// The next records that were acquired, all of one partition; waits until there are some. Where
    /// `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
    /// not acknowledged. Null once the consumer was closed.
    pub async fn next_batch(&self, call: Arc<RawCall>) -> Result<Option<RawShareBatch>, RawFailure> {
        call.run(async move { Ok(self.0.next_batch().await?.map(|it| it.into())) }).await
    }
    /// Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
    /// changes it.
    pub async fn acknowledge(&self, call: Arc<RawCall>, record: RawShareRecord, kind: RawAcknowledgeType) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.acknowledge(record.into(), kind.into()).await?) }).await
    }
    /// Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count.
    pub async fn commit(&self, call: Arc<RawCall>) -> Result<Vec<RawAcknowledgementOutcome>, RawFailure> {
        call.run(async move { Ok(self.0.commit().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Reads these topics from now on, instead of those before; none leaves the group.
    pub async fn subscribe(&self, call: Arc<RawCall>, topics: Vec<String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.subscribe(topics).await?) }).await
    }
    /// The topics that it reads.
    pub async fn subscription(&self, call: Arc<RawCall>) -> Result<Vec<String>, RawFailure> {
        call.run(async move { Ok(self.0.subscription().await?) }).await
    }
    /// The partitions that it acquires records of; other members may, too.
    pub async fn assignment(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicPartition>, RawFailure> {
        call.run(async move { Ok(self.0.assignment().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// How many milliseconds a record stays acquired before others may get it; null before the first answer.
    pub async fn acquisition_lock_timeout_ms(&self, call: Arc<RawCall>) -> Result<Option<i64>, RawFailure> {
        call.run(async move { Ok(self.0.acquisition_lock_timeout_ms().await?) }).await
    }
    /// Sends what is acknowledged, gives back all other records, leaves the group, and ends loops.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await?) }).await
    }
}
