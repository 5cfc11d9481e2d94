// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! What users write.

use std::sync::Arc;

use async_trait::async_trait;
use ottla_api as api;

use crate::callback::Callback;
use crate::error::Wrong;
use crate::value::FromJs;
use crate::value::Raw;

struct JsRebalanceListener(Callback);

impl FromJs for Arc<dyn api::RebalanceListener> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Arc::new(JsRebalanceListener(Callback::from_js(raw)?)))
    }
}

#[async_trait]
impl api::RebalanceListener for JsRebalanceListener {
    async fn assigned(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("assigned", partitions).await.unwrap_or_default()
    }
    async fn revoked(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("revoked", partitions).await.unwrap_or_default()
    }
    async fn lost(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("lost", partitions).await.unwrap_or_default()
    }
}

struct JsRecordHandler(Callback);

impl FromJs for Arc<dyn api::RecordHandler> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Arc::new(JsRecordHandler(Callback::from_js(raw)?)))
    }
}

#[async_trait]
impl api::RecordHandler for JsRecordHandler {
    async fn handle(&self, record: api::ProcessRecord) -> Result<(), api::Thrown> {
        self.0.call("handle", record).await
    }
}

struct JsRecordTransform(Callback);

impl FromJs for Arc<dyn api::RecordTransform> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(Arc::new(JsRecordTransform(Callback::from_js(raw)?)))
    }
}

#[async_trait]
impl api::RecordTransform for JsRecordTransform {
    async fn transform(&self, records: Vec<api::ProcessRecord>) -> Result<Vec<api::OutputRecord>, api::Thrown> {
        self.0.call("transform", records).await
    }
}
