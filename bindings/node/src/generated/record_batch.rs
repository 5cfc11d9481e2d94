// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class RecordBatch.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::guarded;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Out;
use crate::value::Raw;

/// Records of one partition, in order. Holding it keeps the bytes of its answer in memory.
#[napi]
pub struct RecordBatch(pub(crate) Held<api::RecordBatch>);

impl IntoJs for api::RecordBatch {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, RecordBatch(Held::new(self)))
    }
}

impl FromJs for Arc<api::RecordBatch> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<RecordBatch>(raw)?.0.shared())
    }
}

#[napi]
impl RecordBatch {
    /// The topic.
    #[napi(getter)]
    pub fn topic(&self) -> napi::Result<Out<String>> {
        guarded(|| Ok(Out(self.0.topic())))
    }
    /// The partition.
    #[napi(getter)]
    pub fn partition(&self) -> napi::Result<Out<i32>> {
        guarded(|| Ok(Out(self.0.partition())))
    }
    /// Number of records.
    #[napi(getter)]
    pub fn len(&self) -> napi::Result<Out<i32>> {
        guarded(|| Ok(Out(self.0.len())))
    }
    /// Whether there is no record.
    #[napi(getter)]
    pub fn is_empty(&self) -> napi::Result<Out<bool>> {
        guarded(|| Ok(Out(self.0.is_empty())))
    }
    /// The offset after the batch: where to go on.
    #[napi(getter)]
    pub fn next_offset(&self) -> napi::Result<Out<i64>> {
        guarded(|| Ok(Out(self.0.next_offset())))
    }
    /// The record at this place of the batch, counted from 0; null behind its end.
    #[napi]
    pub fn get(&self, index: Raw) -> napi::Result<Out<Option<api::Record>>> {
        let index = index.read::<i32>("index")?;
        guarded(|| Ok(Out(self.0.get(index))))
    }
    /// All records.
    #[napi]
    pub fn records(&self) -> napi::Result<Out<Vec<api::Record>>> {
        guarded(|| Ok(Out(self.0.records())))
    }
    /// The values of all records; null where a record has none.
    #[napi]
    pub fn values(&self) -> napi::Result<Out<Vec<Option<bytes::Bytes>>>> {
        guarded(|| Ok(Out(self.0.values())))
    }
    /// The headers of the record at this place of the batch.
    #[napi]
    pub fn headers(&self, index: Raw) -> napi::Result<Out<Vec<api::Header>>> {
        let index = index.read::<i32>("index")?;
        guarded(|| Ok(Out(self.0.headers(index))))
    }
}
