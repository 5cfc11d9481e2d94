//! The class Admin.
// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use std::sync::Arc;

use napi_derive::napi;
use ottla_api as api;

use crate::batch::instance;
use crate::batch::unwrapped;
use crate::bridge::promise;
use crate::error::Wrong;
use crate::held::Held;
use crate::value::FromJs;
use crate::value::IntoJs;
use crate::value::Raw;

/// Administers a cluster.
#[napi]
pub struct Admin(pub(crate) Held<api::Admin>);

impl IntoJs for api::Admin {
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {
        instance(env, Admin(Held::new(self)))
    }
}

impl FromJs for Arc<api::Admin> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        Ok(unwrapped::<Admin>(raw)?.0.shared())
    }
}

#[napi]
impl Admin {
    /// Creates topics; tells of those that could not be created.
    #[napi]
    pub fn create_topics(&self, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<api::NewTopic>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_topics(topics).await })
    }
    /// Deletes topics; tells of those that could not be deleted.
    #[napi]
    pub fn delete_topics(&self, names: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_topics(names).await })
    }
    /// All topics.
    #[napi]
    pub fn list_topics(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.list_topics().await })
    }
    /// Topics with their partitions; fails if one of them is not there.
    #[napi]
    pub fn describe_topics(&self, names: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_topics(names).await })
    }
    /// Gives a topic more partitions: as many as this in all.
    #[napi]
    pub fn create_partitions(&self, topic: Raw, count: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let count = count.read::<i32>("count")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_partitions(topic, count).await })
    }
    /// The cluster and its brokers.
    #[napi]
    pub fn describe_cluster(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_cluster().await })
    }
    /// Offsets of partitions by time.
    #[napi]
    pub fn list_offsets(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::OffsetAt>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_offsets(partitions).await })
    }
    /// Deletes the records before these offsets; tells of partitions where that did not work.
    #[napi]
    pub fn delete_records(&self, before: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let before = before.read::<Vec<api::PartitionOffset>>("before")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_records(before).await })
    }
    /// The configuration of something.
    #[napi]
    pub fn describe_configs(&self, resource: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_configs(resource).await })
    }
    /// Changes keys of a configuration, all or none.
    #[napi]
    pub fn alter_configs(&self, resource: Raw, changes: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let changes = changes.read::<Vec<api::ConfigChange>>("changes")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_configs(resource, changes).await })
    }
    /// All groups.
    #[napi]
    pub fn list_groups(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.list_groups().await })
    }
    /// Groups with their members; fails if one of them is not there.
    #[napi]
    pub fn describe_groups(&self, group_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_groups(group_ids).await })
    }
    /// Deletes groups without members; tells of those that could not be deleted.
    #[napi]
    pub fn delete_groups(&self, group_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_groups(group_ids).await })
    }
    /// What a group has committed.
    #[napi]
    pub fn list_group_offsets(&self, group_id: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_group_offsets(group_id).await })
    }
    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    #[napi]
    pub fn alter_group_offsets(&self, group_id: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_group_offsets(group_id, offsets).await })
    }
}
