//! Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::RawFailure, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Administers a cluster.
#[derive(uniffi::Object)]
pub struct RawAdmin(pub(crate) Owned<api::Admin>);

#[uniffi::export]
impl RawAdmin {
    /// Creates topics; tells of those that could not be created.
    pub async fn create_topics(&self, call: Arc<RawCall>, topics: Vec<RawNewTopic>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.create_topics(topics.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Deletes topics; tells of those that could not be deleted.
    pub async fn delete_topics(&self, call: Arc<RawCall>, names: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_topics(names).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// All topics.
    pub async fn list_topics(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicListing>, RawFailure> {
        call.run(async move { Ok(self.0.list_topics().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Topics with their partitions; fails if one of them is not there.
    pub async fn describe_topics(&self, call: Arc<RawCall>, names: Vec<String>) -> Result<Vec<RawTopicDescription>, RawFailure> {
        call.run(async move { Ok(self.0.describe_topics(names).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Gives a topic more partitions: as many as this in all.
    pub async fn create_partitions(&self, call: Arc<RawCall>, topic: String, count: i32) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.create_partitions(topic, count).await?) }).await
    }
    /// The cluster and its brokers.
    pub async fn describe_cluster(&self, call: Arc<RawCall>) -> Result<RawClusterDescription, RawFailure> {
        call.run(async move { Ok(self.0.describe_cluster().await?.into()) }).await
    }
    /// Offsets of partitions by time.
    pub async fn list_offsets(&self, call: Arc<RawCall>, partitions: Vec<RawOffsetAt>) -> Result<Vec<RawListedOffset>, RawFailure> {
        call.run(async move { Ok(self.0.list_offsets(partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Deletes the records before these offsets; tells of partitions where that did not work.
    pub async fn delete_records(&self, call: Arc<RawCall>, before: Vec<RawPartitionOffset>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_records(before.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The configuration of something.
    pub async fn describe_configs(&self, call: Arc<RawCall>, resource: RawConfigResource) -> Result<Vec<RawConfigEntry>, RawFailure> {
        call.run(async move { Ok(self.0.describe_configs(resource.into()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Changes keys of a configuration, all or none.
    pub async fn alter_configs(&self, call: Arc<RawCall>, resource: RawConfigResource, changes: Vec<RawConfigChange>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.alter_configs(resource.into(), changes.into_iter().map(|it| it.into()).collect()).await?) }).await
    }
    /// All groups.
    pub async fn list_groups(&self, call: Arc<RawCall>) -> Result<Vec<RawGroupListing>, RawFailure> {
        call.run(async move { Ok(self.0.list_groups().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Groups with their members; fails if one of them is not there.
    pub async fn describe_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>) -> Result<Vec<RawGroupDescription>, RawFailure> {
        call.run(async move { Ok(self.0.describe_groups(group_ids).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Deletes groups without members; tells of those that could not be deleted.
    pub async fn delete_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_groups(group_ids).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// What a group has committed.
    pub async fn list_group_offsets(&self, call: Arc<RawCall>, group_id: String) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.list_group_offsets(group_id).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    pub async fn alter_group_offsets(&self, call: Arc<RawCall>, group_id: String, offsets: Vec<RawPartitionOffset>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_group_offsets(group_id, offsets.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
}
