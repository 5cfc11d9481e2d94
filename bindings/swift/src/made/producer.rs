// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Sends records in batches. Its calls may come from several threads and tasks at once.
#[derive(uniffi::Object)]
pub struct RawProducer(pub(crate) Owned<api::Producer>);

#[uniffi::export]
impl RawProducer {
    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    pub fn send(&self, topic: &[u8], has_value: bool, value: &[u8], has_key: bool, key: &[u8], has_partition: bool, partition: i32, has_timestamp: bool, timestamp: i64, headers: Vec<RawHeader>) -> Result<Arc<RawDelivery>, RawFailure> {
        Ok(Arc::new(RawDelivery(Owned::new(self.0.send(&String::from_utf8_lossy(topic), has_value.then_some(value), has_key.then_some(key), has_partition.then_some(partition), has_timestamp.then_some(timestamp), headers.into_iter().map(|it| it.into()).collect())?))))
    }
    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    pub fn produce(&self, topic: &[u8], has_value: bool, value: &[u8], has_key: bool, key: &[u8], has_partition: bool, partition: i32, has_timestamp: bool, timestamp: i64, headers: Vec<RawHeader>) -> Result<(), RawFailure> {
        Ok(self.0.produce(&String::from_utf8_lossy(topic), has_value.then_some(value), has_key.then_some(key), has_partition.then_some(partition), has_timestamp.then_some(timestamp), headers.into_iter().map(|it| it.into()).collect())?)
    }
    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    pub async fn send_many(&self, call: Arc<RawCall>, topic: String, records: Vec<RawNewRecord>) -> Result<Vec<RawWritten>, RawFailure> {
        call.run(async move { Ok(self.0.send_many(topic, records.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    pub fn send_packed(&self, topic: &[u8], data: &[u8], ends: &[u8], has_partition: bool, partition: i32) -> Result<(), RawFailure> {
        Ok(self.0.send_packed(&String::from_utf8_lossy(topic), data, ends, has_partition.then_some(partition))?)
    }
    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    pub async fn flush(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.flush().await?) }).await
    }
    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    pub async fn init_transactions(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.init_transactions().await?) }).await
    }
    /// Begins a transaction. A producer has one at a time.
    pub async fn begin(&self, call: Arc<RawCall>) -> Result<Arc<RawTransaction>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawTransaction(Owned::new(self.0.begin().await?)))) }).await
    }
    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await?) }).await
    }
    /// Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
    /// a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
    /// consumer is closed or `wake_up` is called, or an error cannot be got over.
    ///
    /// When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
    /// again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
    /// the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
    /// and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wake_up` and
    /// `close` of the consumer can be called meanwhile.
    pub async fn process(&self, call: Arc<RawCall>, consumer: Arc<RawConsumer>, transform: Arc<dyn RawRecordTransform>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.process(consumer.0.shared(), callbacks::record_transform(transform)).await?) }).await
    }
    /// As `process`, for one transaction: gives the number of records that were read once it is committed; null once
    /// the consumer was closed or woken up.
    pub async fn process_next(&self, call: Arc<RawCall>, consumer: Arc<RawConsumer>, transform: Arc<dyn RawRecordTransform>) -> Result<Option<i64>, RawFailure> {
        call.run(async move { Ok(self.0.process_next(consumer.0.shared(), callbacks::record_transform(transform)).await?) }).await
    }
}
