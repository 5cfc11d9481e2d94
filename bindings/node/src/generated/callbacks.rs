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
        self.0.call("assigned", partitions).await;
    }
    async fn revoked(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("revoked", partitions).await;
    }
    async fn lost(&self, partitions: Vec<api::TopicPartition>) {
        self.0.call("lost", partitions).await;
    }
}
