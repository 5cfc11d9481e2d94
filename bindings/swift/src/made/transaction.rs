// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// An open transaction. Whoever drops it aborts it.
#[derive(uniffi::Object)]
pub struct RawTransaction(pub(crate) Owned<api::Transaction>);

#[uniffi::export]
impl RawTransaction {
    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    pub fn send(&self, topic: &[u8], has_value: bool, value: &[u8], has_key: bool, key: &[u8], has_partition: bool, partition: i32, has_timestamp: bool, timestamp: i64, headers: Vec<RawHeader>) -> Result<Arc<RawDelivery>, RawFailure> {
        Ok(Arc::new(RawDelivery(Owned::new(self.0.send(&String::from_utf8_lossy(topic), has_value.then_some(value), has_key.then_some(key), has_partition.then_some(partition), has_timestamp.then_some(timestamp), headers.into_iter().map(|it| it.into()).collect())?))))
    }
    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    pub async fn send_offsets(&self, call: Arc<RawCall>, consumer: Arc<RawConsumer>, offsets: Vec<RawPartitionOffset>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.send_offsets(consumer.0.shared(), offsets.into_iter().map(|it| it.into()).collect()).await?) }).await
    }
    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    pub async fn commit(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.commit().await?) }).await
    }
    /// Aborts: readers of committed records see none of it.
    pub async fn abort(&self, call: Arc<RawCall>) -> Result<RawOutcome, RawFailure> {
        call.run(async move { Ok(self.0.abort().await?.into()) }).await
    }
}
