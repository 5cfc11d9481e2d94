// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Transaction.

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

/// An open transaction. Whoever drops it aborts it.
#[napi]
pub struct Transaction(pub(crate) Held<api::Transaction>);

impl IntoJs for api::Transaction {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Transaction(Held::new(self)))
    }
}

impl FromJs for Arc<api::Transaction> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Transaction>(raw)?.0.shared())
    }
}

#[napi]
impl Transaction {
    /// As `send` of a producer, within the transaction: only its commit makes the record count.
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
    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    #[napi]
    pub fn send_offsets(&self, consumer: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let consumer = consumer.read::<Arc<api::Consumer>>("consumer")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.send_offsets(consumer, offsets).await })
    }
    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    #[napi]
    pub fn commit(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.commit().await })
    }
    /// Aborts: readers of committed records see none of it.
    #[napi]
    pub fn abort(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.abort().await })
    }
}
