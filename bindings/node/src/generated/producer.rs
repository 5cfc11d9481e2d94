// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Producer.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::bridge::promise;
use crate::bytes::Borrowed;
use crate::error::thrown;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// Sends records in batches. Its calls may come from several threads and tasks at once.
#[napi]
pub struct Producer(pub(crate) Held<api::Producer>);

impl IntoJs for api::Producer {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Producer(Held::new(self)))
    }
}

impl FromJs for Arc<api::Producer> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Producer>(raw)?.0.shared())
    }
}

#[napi]
impl Producer {
    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    #[napi]
    pub fn send(&self, topic: Raw, value: Raw, key: Raw, partition: Raw, timestamp: Raw, headers: Raw) -> napi::Result<Out<api::Delivery>> {
        let topic = topic.read::<String>("topic")?;
        let value = value.read::<Option<Borrowed>>("value")?;
        let key = key.read::<Option<Borrowed>>("key")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        let timestamp = timestamp.read::<Option<i64>>("timestamp")?;
        let headers = headers.read::<Vec<api::Header>>("headers")?;
        guarded(|| Ok(Out(self.0.send(&topic, value.as_ref().map(Borrowed::as_slice), key.as_ref().map(Borrowed::as_slice), partition, timestamp, headers).map_err(|error| thrown(&error))?)))
    }
    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    #[napi]
    pub fn produce(&self, topic: Raw, value: Raw, key: Raw, partition: Raw, timestamp: Raw, headers: Raw) -> napi::Result<Out<()>> {
        let topic = topic.read::<String>("topic")?;
        let value = value.read::<Option<Borrowed>>("value")?;
        let key = key.read::<Option<Borrowed>>("key")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        let timestamp = timestamp.read::<Option<i64>>("timestamp")?;
        let headers = headers.read::<Vec<api::Header>>("headers")?;
        guarded(|| {
            self.0.produce(&topic, value.as_ref().map(Borrowed::as_slice), key.as_ref().map(Borrowed::as_slice), partition, timestamp, headers).map_err(|error| thrown(&error))?;
            Ok(Out(()))
        })
    }
    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    #[napi]
    pub fn send_many(&self, topic: Raw, records: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let records = records.read::<Vec<api::NewRecord>>("records")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.send_many(topic, records).await })
    }
    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    #[napi]
    pub fn send_packed(&self, topic: Raw, data: Raw, ends: Raw, partition: Raw) -> napi::Result<Out<()>> {
        let topic = topic.read::<String>("topic")?;
        let data = data.read::<Borrowed>("data")?;
        let ends = ends.read::<Borrowed>("ends")?;
        let partition = partition.read::<Option<i32>>("partition")?;
        guarded(|| {
            self.0.send_packed(&topic, data.as_slice(), ends.as_slice(), partition).map_err(|error| thrown(&error))?;
            Ok(Out(()))
        })
    }
    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    #[napi]
    pub fn flush(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.flush().await })
    }
    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    #[napi]
    pub fn init_transactions(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.init_transactions().await })
    }
    /// Begins a transaction. A producer has one at a time.
    #[napi]
    pub fn begin(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.begin().await })
    }
    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await })
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
    #[napi]
    pub fn process(&self, consumer: Raw, transform: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let consumer = consumer.read::<Arc<api::Consumer>>("consumer")?;
        let transform = transform.read::<Arc<dyn api::RecordTransform>>("transform")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.process(consumer, transform).await })
    }
    /// As `process`, for one transaction: gives the number of records that were read once it is committed; null once
    /// the consumer was closed or woken up.
    #[napi]
    pub fn process_next(&self, consumer: Raw, transform: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let consumer = consumer.read::<Arc<api::Consumer>>("consumer")?;
        let transform = transform.read::<Arc<dyn api::RecordTransform>>("transform")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.process_next(consumer, transform).await })
    }
}
