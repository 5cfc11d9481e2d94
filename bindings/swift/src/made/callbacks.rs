// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Is called when partitions come and go, from within `next_batch` or `close`: the group waits for it. If it waits for the
/// consumer's `close` itself, they wait for each other, for half of `close.timeout.ms` at least.
#[uniffi::export(with_foreign)]
#[async_trait::async_trait]
pub trait RawRebalanceListener: Send + Sync + 'static {
    /// These partitions are the consumer's from now on.
    async fn assigned(&self, partitions: Vec<RawTopicPartition>);
    /// These partitions go to others when this is done; their offsets can still be committed, unless the consumer is being
    /// closed or unsubscribes: commit before that.
    async fn revoked(&self, partitions: Vec<RawTopicPartition>);
    /// These partitions belong to others already: nothing can be committed for them.
    async fn lost(&self, partitions: Vec<RawTopicPartition>);
}

struct ForeignRebalanceListener(Arc<dyn RawRebalanceListener>);

#[async_trait::async_trait]
impl api::RebalanceListener for ForeignRebalanceListener {
    async fn assigned(&self, partitions: Vec<api::TopicPartition>) {
        self.0.assigned(partitions.into_iter().map(|it| it.into()).collect()).await;
    }
    async fn revoked(&self, partitions: Vec<api::TopicPartition>) {
        self.0.revoked(partitions.into_iter().map(|it| it.into()).collect()).await;
    }
    async fn lost(&self, partitions: Vec<api::TopicPartition>) {
        self.0.lost(partitions.into_iter().map(|it| it.into()).collect()).await;
    }
}

pub(crate) fn rebalance_listener(it: Arc<dyn RawRebalanceListener>) -> Arc<dyn api::RebalanceListener> {
    Arc::new(ForeignRebalanceListener(it))
}

/// Handles a record. It is done when this returns; when it fails, the record is tried again, by way of retry topics
/// if there are some, and then is a dead letter. An error that says that it is fatal is not tried again.
#[uniffi::export(with_foreign)]
#[async_trait::async_trait]
pub trait RawRecordHandler: Send + Sync + 'static {
    /// Handles a record.
    async fn handle(&self, record: RawProcessRecord) -> Result<(), RawThrown>;
}

struct ForeignRecordHandler(Arc<dyn RawRecordHandler>);

#[async_trait::async_trait]
impl api::RecordHandler for ForeignRecordHandler {
    async fn handle(&self, record: api::ProcessRecord) -> Result<(), api::Thrown> {
        self.0.handle(record.into()).await.map_err(Into::into)
    }
}

pub(crate) fn record_handler(it: Arc<dyn RawRecordHandler>) -> Arc<dyn api::RecordHandler> {
    Arc::new(ForeignRecordHandler(it))
}

/// Makes the records to send of the records that were read; both count together, or not at all. It may get the same
/// records again, if a transaction is aborted: what it does elsewhere is not undone.
#[uniffi::export(with_foreign)]
#[async_trait::async_trait]
pub trait RawRecordTransform: Send + Sync + 'static {
    /// Gives the records to send.
    async fn transform(&self, records: Vec<RawProcessRecord>) -> Result<Vec<RawOutputRecord>, RawThrown>;
}

struct ForeignRecordTransform(Arc<dyn RawRecordTransform>);

#[async_trait::async_trait]
impl api::RecordTransform for ForeignRecordTransform {
    async fn transform(&self, records: Vec<api::ProcessRecord>) -> Result<Vec<api::OutputRecord>, api::Thrown> {
        self.0.transform(records.into_iter().map(|it| it.into()).collect()).await.map(|it| it.into_iter().map(|it| it.into()).collect()).map_err(Into::into)
    }
}

pub(crate) fn record_transform(it: Arc<dyn RawRecordTransform>) -> Arc<dyn api::RecordTransform> {
    Arc::new(ForeignRecordTransform(it))
}
