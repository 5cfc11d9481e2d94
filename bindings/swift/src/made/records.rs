// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// A rule that says who may do what.
#[derive(Debug, uniffi::Record)]
pub struct RawAcl {
    /// What it is about.
    pub resource: RawAclResourceKind,
    /// Its name, or how names begin.
    pub name: String,
    /// Which of the two.
    pub pattern: RawAclPattern,
    /// Who: `User:alice`, or `User:*`.
    pub principal: String,
    /// Where from: an address, or `*`.
    pub host: String,
    /// What is done.
    pub operation: RawAclOperation,
    /// Whether it may be.
    pub permission: RawAclPermission,
}
impl From<api::Acl> for RawAcl { fn from(it: api::Acl) -> Self { Self { resource: it.resource.into(), name: it.name, pattern: it.pattern.into(), principal: it.principal, host: it.host, operation: it.operation.into(), permission: it.permission.into() } } }
impl From<RawAcl> for api::Acl { fn from(it: RawAcl) -> Self { Self { resource: it.resource.into(), name: it.name, pattern: it.pattern.into(), principal: it.principal, host: it.host, operation: it.operation.into(), permission: it.permission.into() } } }

/// Which rules; what is not said does not matter.
#[derive(Debug, uniffi::Record)]
pub struct RawAclFilter {
    /// What they are about.
    pub resource: Option<RawAclResourceKind>,
    /// Their name.
    pub name: Option<String>,
    /// How the name is looked at; `Any` where it is not said.
    pub pattern: Option<RawAclPatternMatch>,
    /// Who.
    pub principal: Option<String>,
    /// Where from.
    pub host: Option<String>,
    /// What is done.
    pub operation: Option<RawAclOperation>,
    /// Whether it may be.
    pub permission: Option<RawAclPermission>,
}
impl From<api::AclFilter> for RawAclFilter { fn from(it: api::AclFilter) -> Self { Self { resource: it.resource.map(|it| it.into()), name: it.name, pattern: it.pattern.map(|it| it.into()), principal: it.principal, host: it.host, operation: it.operation.map(|it| it.into()), permission: it.permission.map(|it| it.into()) } } }
impl From<RawAclFilter> for api::AclFilter { fn from(it: RawAclFilter) -> Self { Self { resource: it.resource.map(|it| it.into()), name: it.name, pattern: it.pattern.map(|it| it.into()), principal: it.principal, host: it.host, operation: it.operation.map(|it| it.into()), permission: it.permission.map(|it| it.into()) } } }

/// What a filter has deleted.
#[derive(Debug, uniffi::Record)]
pub struct RawAclDeletion {
    /// The filter.
    pub filter: RawAclFilter,
    /// The rules that it fitted.
    pub deleted: Vec<RawAcl>,
}
impl From<api::AclDeletion> for RawAclDeletion { fn from(it: api::AclDeletion) -> Self { Self { filter: it.filter.into(), deleted: it.deleted.into_iter().map(|it| it.into()).collect() } } }
impl From<RawAclDeletion> for api::AclDeletion { fn from(it: RawAclDeletion) -> Self { Self { filter: it.filter.into(), deleted: it.deleted.into_iter().map(|it| it.into()).collect() } } }

/// What several filters have deleted.
#[derive(Debug, uniffi::Record)]
pub struct RawAclDeletions {
    /// Those that worked.
    pub found: Vec<RawAclDeletion>,
    /// The others, by their number from 0.
    pub refused: Vec<RawRefusal>,
}
impl From<api::AclDeletions> for RawAclDeletions { fn from(it: api::AclDeletions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawAclDeletions> for api::AclDeletions { fn from(it: RawAclDeletions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// Something that could not be done.
#[derive(Debug, uniffi::Record)]
pub struct RawRefusal {
    /// The topic, group, partition or resource.
    pub name: String,
    /// Why.
    pub error: RawErrorInfo,
}
impl From<api::Refusal> for RawRefusal { fn from(it: api::Refusal) -> Self { Self { name: it.name, error: it.error.into() } } }
impl From<RawRefusal> for api::Refusal { fn from(it: RawRefusal) -> Self { Self { name: it.name, error: it.error.into() } } }

/// A group in the classic protocol.
#[derive(Debug, uniffi::Record)]
pub struct RawClassicGroupDescription {
    /// Its id.
    pub group_id: String,
    /// What its members are: `consumer`, `connect`, or whatever they say.
    pub protocol_type: String,
    /// What they have agreed on: the assignor of consumers.
    pub protocol: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its members.
    pub members: Vec<RawClassicMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::ClassicGroupDescription> for RawClassicGroupDescription { fn from(it: api::ClassicGroupDescription) -> Self { Self { group_id: it.group_id, protocol_type: it.protocol_type, protocol: it.protocol, state: it.state, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawClassicGroupDescription> for api::ClassicGroupDescription { fn from(it: RawClassicGroupDescription) -> Self { Self { group_id: it.group_id, protocol_type: it.protocol_type, protocol: it.protocol, state: it.state, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// A member of such a group.
#[derive(Debug, uniffi::Record)]
pub struct RawClassicMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// What it has told the others, as its protocol writes it.
    pub metadata: Vec<u8>,
    /// What it was given, as its protocol writes it.
    pub assignment: Vec<u8>,
}
impl From<api::ClassicMemberDescription> for RawClassicMemberDescription { fn from(it: api::ClassicMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, client_id: it.client_id, host: it.host, metadata: it.metadata.into(), assignment: it.assignment.into() } } }
impl From<RawClassicMemberDescription> for api::ClassicMemberDescription { fn from(it: RawClassicMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, client_id: it.client_id, host: it.host, metadata: it.metadata.into(), assignment: it.assignment.into() } } }

/// Groups that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawClassicGroupDescriptions {
    /// Those that are there.
    pub found: Vec<RawClassicGroupDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ClassicGroupDescriptions> for RawClassicGroupDescriptions { fn from(it: api::ClassicGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawClassicGroupDescriptions> for api::ClassicGroupDescriptions { fn from(it: RawClassicGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A cluster and its brokers.
#[derive(Debug, uniffi::Record)]
pub struct RawClusterDescription {
    /// The cluster's id.
    pub id: Option<String>,
    /// A broker that takes what controllers do.
    pub controller: Option<i32>,
    /// The brokers, or the controllers, if they were asked for.
    pub brokers: Vec<RawBrokerDescription>,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::ClusterDescription> for RawClusterDescription { fn from(it: api::ClusterDescription) -> Self { Self { id: it.id, controller: it.controller, brokers: it.brokers.into_iter().map(|it| it.into()).collect(), authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawClusterDescription> for api::ClusterDescription { fn from(it: RawClusterDescription) -> Self { Self { id: it.id, controller: it.controller, brokers: it.brokers.into_iter().map(|it| it.into()).collect(), authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// A broker.
#[derive(Debug, uniffi::Record)]
pub struct RawBrokerDescription {
    /// Its id.
    pub id: i32,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: i32,
    /// Its rack.
    pub rack: Option<String>,
    /// Whether it is not served by, for it is starting, ending or away.
    pub fenced: bool,
}
impl From<api::BrokerDescription> for RawBrokerDescription { fn from(it: api::BrokerDescription) -> Self { Self { id: it.id, host: it.host, port: it.port, rack: it.rack, fenced: it.fenced } } }
impl From<RawBrokerDescription> for api::BrokerDescription { fn from(it: RawBrokerDescription) -> Self { Self { id: it.id, host: it.host, port: it.port, rack: it.rack, fenced: it.fenced } } }

/// Something that has a configuration.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigResource {
    /// What it is.
    pub kind: RawConfigResourceKind,
    /// Its name, or the broker's id.
    pub name: String,
}
impl From<api::ConfigResource> for RawConfigResource { fn from(it: api::ConfigResource) -> Self { Self { kind: it.kind.into(), name: it.name } } }
impl From<RawConfigResource> for api::ConfigResource { fn from(it: RawConfigResource) -> Self { Self { kind: it.kind.into(), name: it.name } } }

/// A key and its value.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigEntry {
    /// Kafka's key.
    pub name: String,
    /// Its value; null if it is secret or unset.
    pub value: Option<String>,
    /// Whether nobody has set it.
    pub is_default: bool,
    /// Where the value is from.
    pub source: RawConfigSource,
    /// Whether it cannot be changed while the broker runs.
    pub read_only: bool,
    /// Whether its value is secret.
    pub sensitive: bool,
    /// What its value is.
    pub key_type: RawConfigKeyType,
    /// Where it is set, the first counting, if that was asked for.
    pub synonyms: Vec<RawConfigSynonym>,
    /// What it does, if that was asked for.
    pub documentation: Option<String>,
}
impl From<api::ConfigEntry> for RawConfigEntry { fn from(it: api::ConfigEntry) -> Self { Self { name: it.name, value: it.value, is_default: it.is_default, source: it.source.into(), read_only: it.read_only, sensitive: it.sensitive, key_type: it.key_type.into(), synonyms: it.synonyms.into_iter().map(|it| it.into()).collect(), documentation: it.documentation } } }
impl From<RawConfigEntry> for api::ConfigEntry { fn from(it: RawConfigEntry) -> Self { Self { name: it.name, value: it.value, is_default: it.is_default, source: it.source.into(), read_only: it.read_only, sensitive: it.sensitive, key_type: it.key_type.into(), synonyms: it.synonyms.into_iter().map(|it| it.into()).collect(), documentation: it.documentation } } }

/// A place where a key is set.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigSynonym {
    /// Its key there.
    pub name: String,
    /// Its value there; null if it is secret.
    pub value: Option<String>,
    /// What place that is.
    pub source: RawConfigSource,
}
impl From<api::ConfigSynonym> for RawConfigSynonym { fn from(it: api::ConfigSynonym) -> Self { Self { name: it.name, value: it.value, source: it.source.into() } } }
impl From<RawConfigSynonym> for api::ConfigSynonym { fn from(it: RawConfigSynonym) -> Self { Self { name: it.name, value: it.value, source: it.source.into() } } }

/// A configuration that was asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigDescription {
    /// What it is of.
    pub resource: RawConfigResource,
    /// Its keys and values.
    pub entries: Vec<RawConfigEntry>,
}
impl From<api::ConfigDescription> for RawConfigDescription { fn from(it: api::ConfigDescription) -> Self { Self { resource: it.resource.into(), entries: it.entries.into_iter().map(|it| it.into()).collect() } } }
impl From<RawConfigDescription> for api::ConfigDescription { fn from(it: RawConfigDescription) -> Self { Self { resource: it.resource.into(), entries: it.entries.into_iter().map(|it| it.into()).collect() } } }

/// Configurations that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigDescriptions {
    /// Those that are there.
    pub found: Vec<RawConfigDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ConfigDescriptions> for RawConfigDescriptions { fn from(it: api::ConfigDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawConfigDescriptions> for api::ConfigDescriptions { fn from(it: RawConfigDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A change of a key.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigChange {
    /// Kafka's key.
    pub key: String,
    /// How it is changed.
    pub operation: RawConfigOperation,
    /// The value, but for `Delete`.
    pub value: Option<String>,
}
impl From<api::ConfigChange> for RawConfigChange { fn from(it: api::ConfigChange) -> Self { Self { key: it.key, operation: it.operation.into(), value: it.value } } }
impl From<RawConfigChange> for api::ConfigChange { fn from(it: RawConfigChange) -> Self { Self { key: it.key, operation: it.operation.into(), value: it.value } } }

/// Changes of one configuration.
#[derive(Debug, uniffi::Record)]
pub struct RawConfigUpdate {
    /// What is changed.
    pub resource: RawConfigResource,
    /// How; all or none.
    pub changes: Vec<RawConfigChange>,
}
impl From<api::ConfigUpdate> for RawConfigUpdate { fn from(it: api::ConfigUpdate) -> Self { Self { resource: it.resource.into(), changes: it.changes.into_iter().map(|it| it.into()).collect() } } }
impl From<RawConfigUpdate> for api::ConfigUpdate { fn from(it: RawConfigUpdate) -> Self { Self { resource: it.resource.into(), changes: it.changes.into_iter().map(|it| it.into()).collect() } } }

/// Somebody, as brokers know them.
#[derive(Debug, uniffi::Record)]
pub struct RawPrincipal {
    /// What they are: `User`.
    pub kind: String,
    /// Their name.
    pub name: String,
}
impl From<api::Principal> for RawPrincipal { fn from(it: api::Principal) -> Self { Self { kind: it.kind, name: it.name } } }
impl From<RawPrincipal> for api::Principal { fn from(it: RawPrincipal) -> Self { Self { kind: it.kind, name: it.name } } }

/// A token.
#[derive(Debug, uniffi::Record)]
pub struct RawDelegationToken {
    /// Its id: the user name of SASL/SCRAM.
    pub id: String,
    /// The secret that belongs to it: in base64 the password of SASL/SCRAM.
    pub hmac: Vec<u8>,
    /// Whom it belongs to.
    pub owner: RawPrincipal,
    /// Who asked for it; the owner where brokers are too old to tell.
    pub requester: RawPrincipal,
    /// Who may renew it besides the owner.
    pub renewers: Vec<RawPrincipal>,
    /// When it was made, in milliseconds since 1970.
    pub issued_at: i64,
    /// When it ends unless it is renewed, in milliseconds since 1970.
    pub expires_at: i64,
    /// When it ends at last, in milliseconds since 1970.
    pub expires_at_max: i64,
}
impl From<api::DelegationToken> for RawDelegationToken { fn from(it: api::DelegationToken) -> Self { Self { id: it.id, hmac: it.hmac.into(), owner: it.owner.into(), requester: it.requester.into(), renewers: it.renewers.into_iter().map(|it| it.into()).collect(), issued_at: it.issued_at, expires_at: it.expires_at, expires_at_max: it.expires_at_max } } }
impl From<RawDelegationToken> for api::DelegationToken { fn from(it: RawDelegationToken) -> Self { Self { id: it.id, hmac: it.hmac.into(), owner: it.owner.into(), requester: it.requester.into(), renewers: it.renewers.into_iter().map(|it| it.into()).collect(), issued_at: it.issued_at, expires_at: it.expires_at, expires_at_max: it.expires_at_max } } }

/// A feature.
#[derive(Debug, uniffi::Record)]
pub struct RawFeatureDescription {
    /// Its name: `metadata.version`.
    pub name: String,
    /// The level that the cluster is at; 0 if it does not use it.
    pub level: i32,
    /// The lowest level that the broker can be at, if it knows the feature.
    pub supported_min: Option<i32>,
    /// The highest level that the broker can be at, if it knows the feature.
    pub supported_max: Option<i32>,
    /// What the cluster's levels are as of: a later epoch, the same for all features, may have others; null if the broker
    /// does not say.
    pub epoch: Option<i64>,
}
impl From<api::FeatureDescription> for RawFeatureDescription { fn from(it: api::FeatureDescription) -> Self { Self { name: it.name, level: it.level, supported_min: it.supported_min, supported_max: it.supported_max, epoch: it.epoch } } }
impl From<RawFeatureDescription> for api::FeatureDescription { fn from(it: RawFeatureDescription) -> Self { Self { name: it.name, level: it.level, supported_min: it.supported_min, supported_max: it.supported_max, epoch: it.epoch } } }

/// A feature that is to be at another level.
#[derive(Debug, uniffi::Record)]
pub struct RawFeatureUpdate {
    /// The feature.
    pub name: String,
    /// The level; 0 for none.
    pub level: i32,
    /// Where that is.
    pub change: RawFeatureChange,
}
impl From<api::FeatureUpdate> for RawFeatureUpdate { fn from(it: api::FeatureUpdate) -> Self { Self { name: it.name, level: it.level, change: it.change.into() } } }
impl From<RawFeatureUpdate> for api::FeatureUpdate { fn from(it: RawFeatureUpdate) -> Self { Self { name: it.name, level: it.level, change: it.change.into() } } }

/// A question for what a group has committed.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupOffsetsQuery {
    /// The group.
    pub group_id: String,
    /// Of which partitions; of all where it is not said.
    pub partitions: Option<Vec<RawTopicPartition>>,
    /// Whether open transactions that commit offsets are waited for.
    pub stable: Option<bool>,
}
impl From<api::GroupOffsetsQuery> for RawGroupOffsetsQuery { fn from(it: api::GroupOffsetsQuery) -> Self { Self { group_id: it.group_id, partitions: it.partitions.map(|it| it.into_iter().map(|it| it.into()).collect()), stable: it.stable } } }
impl From<RawGroupOffsetsQuery> for api::GroupOffsetsQuery { fn from(it: RawGroupOffsetsQuery) -> Self { Self { group_id: it.group_id, partitions: it.partitions.map(|it| it.into_iter().map(|it| it.into()).collect()), stable: it.stable } } }

/// What a group has committed.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupOffsets {
    /// The group.
    pub group_id: String,
    /// The offsets; partitions without one are left out.
    pub offsets: Vec<RawPartitionOffset>,
}
impl From<api::GroupOffsets> for RawGroupOffsets { fn from(it: api::GroupOffsets) -> Self { Self { group_id: it.group_id, offsets: it.offsets.into_iter().map(|it| it.into()).collect() } } }
impl From<RawGroupOffsets> for api::GroupOffsets { fn from(it: RawGroupOffsets) -> Self { Self { group_id: it.group_id, offsets: it.offsets.into_iter().map(|it| it.into()).collect() } } }

/// What several groups have committed.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupOffsetsListings {
    /// Groups that are known.
    pub found: Vec<RawGroupOffsets>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::GroupOffsetsListings> for RawGroupOffsetsListings { fn from(it: api::GroupOffsetsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawGroupOffsetsListings> for api::GroupOffsetsListings { fn from(it: RawGroupOffsetsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A group, as a list shows it.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupListing {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What its members speak: `consumer` for consumers.
    pub protocol_type: String,
    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    pub kind: String,
}
impl From<api::GroupListing> for RawGroupListing { fn from(it: api::GroupListing) -> Self { Self { group_id: it.group_id, state: it.state, protocol_type: it.protocol_type, kind: it.kind } } }
impl From<RawGroupListing> for api::GroupListing { fn from(it: RawGroupListing) -> Self { Self { group_id: it.group_id, state: it.state, protocol_type: it.protocol_type, kind: it.kind } } }

/// A group and its members.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupDescription {
    /// Its id.
    pub group_id: String,
    /// How it is coordinated: `classic` or `consumer`.
    pub protocol: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// What assigns partitions.
    pub assignor: String,
    /// Its epoch (KIP-848).
    pub epoch: Option<i32>,
    /// Epoch of what members are to have (KIP-848).
    pub assignment_epoch: Option<i32>,
    /// Its members.
    pub members: Vec<RawMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::GroupDescription> for RawGroupDescription { fn from(it: api::GroupDescription) -> Self { Self { group_id: it.group_id, protocol: it.protocol, state: it.state, assignor: it.assignor, epoch: it.epoch, assignment_epoch: it.assignment_epoch, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawGroupDescription> for api::GroupDescription { fn from(it: RawGroupDescription) -> Self { Self { group_id: it.group_id, protocol: it.protocol, state: it.state, assignor: it.assignor, epoch: it.epoch, assignment_epoch: it.assignment_epoch, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// Groups that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawGroupDescriptions {
    /// Those that are there.
    pub found: Vec<RawGroupDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::GroupDescriptions> for RawGroupDescriptions { fn from(it: api::GroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawGroupDescriptions> for api::GroupDescriptions { fn from(it: RawGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A member of a group.
#[derive(Debug, uniffi::Record)]
pub struct RawMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// Its epoch (KIP-848).
    pub epoch: Option<i32>,
    /// How it is coordinated, if brokers tell: `classic` or `consumer`.
    pub protocol: Option<String>,
    /// The topics that it subscribes to by name.
    pub topics: Vec<String>,
    /// The regular expression that it subscribes by.
    pub topic_pattern: Option<String>,
    /// What it has.
    pub assignment: Vec<RawTopicPartition>,
    /// What it is to have (KIP-848).
    pub target_assignment: Option<Vec<RawTopicPartition>>,
}
impl From<api::MemberDescription> for RawMemberDescription { fn from(it: api::MemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, rack: it.rack, client_id: it.client_id, host: it.host, epoch: it.epoch, protocol: it.protocol, topics: it.topics, topic_pattern: it.topic_pattern, assignment: it.assignment.into_iter().map(|it| it.into()).collect(), target_assignment: it.target_assignment.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawMemberDescription> for api::MemberDescription { fn from(it: RawMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, rack: it.rack, client_id: it.client_id, host: it.host, epoch: it.epoch, protocol: it.protocol, topics: it.topics, topic_pattern: it.topic_pattern, assignment: it.assignment.into_iter().map(|it| it.into()).collect(), target_assignment: it.target_assignment.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// A member to remove, by one of the two.
#[derive(Debug, uniffi::Record)]
pub struct RawMemberToRemove {
    /// Its `group.instance.id`.
    pub group_instance_id: Option<String>,
    /// Its id.
    pub member_id: Option<String>,
}
impl From<api::MemberToRemove> for RawMemberToRemove { fn from(it: api::MemberToRemove) -> Self { Self { group_instance_id: it.group_instance_id, member_id: it.member_id } } }
impl From<RawMemberToRemove> for api::MemberToRemove { fn from(it: RawMemberToRemove) -> Self { Self { group_instance_id: it.group_instance_id, member_id: it.member_id } } }

/// The log directories of a broker.
#[derive(Debug, uniffi::Record)]
pub struct RawLogDirListing {
    /// The broker.
    pub broker: i32,
    /// Its directories.
    pub log_dirs: Vec<RawLogDirDescription>,
}
impl From<api::LogDirListing> for RawLogDirListing { fn from(it: api::LogDirListing) -> Self { Self { broker: it.broker, log_dirs: it.log_dirs.into_iter().map(|it| it.into()).collect() } } }
impl From<RawLogDirListing> for api::LogDirListing { fn from(it: RawLogDirListing) -> Self { Self { broker: it.broker, log_dirs: it.log_dirs.into_iter().map(|it| it.into()).collect() } } }

/// The log directories of brokers.
#[derive(Debug, uniffi::Record)]
pub struct RawLogDirDescriptions {
    /// Those of brokers that have told.
    pub found: Vec<RawLogDirListing>,
    /// The other brokers.
    pub refused: Vec<RawRefusal>,
}
impl From<api::LogDirDescriptions> for RawLogDirDescriptions { fn from(it: api::LogDirDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawLogDirDescriptions> for api::LogDirDescriptions { fn from(it: RawLogDirDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A log directory.
#[derive(Debug, uniffi::Record)]
pub struct RawLogDirDescription {
    /// Its path on the broker.
    pub path: String,
    /// What is wrong with it; the rest is empty then.
    pub error: Option<RawErrorInfo>,
    /// What is in it.
    pub replicas: Vec<RawLogDirReplica>,
    /// Bytes of the volume that it is on, if the broker tells (KIP-827).
    pub total_bytes: Option<i64>,
    /// Bytes of that volume that can be used, if the broker tells (KIP-827).
    pub usable_bytes: Option<i64>,
    /// Whether no new replicas are put into it (KIP-1066).
    pub cordoned: bool,
}
impl From<api::LogDirDescription> for RawLogDirDescription { fn from(it: api::LogDirDescription) -> Self { Self { path: it.path, error: it.error.map(|it| it.into()), replicas: it.replicas.into_iter().map(|it| it.into()).collect(), total_bytes: it.total_bytes, usable_bytes: it.usable_bytes, cordoned: it.cordoned } } }
impl From<RawLogDirDescription> for api::LogDirDescription { fn from(it: RawLogDirDescription) -> Self { Self { path: it.path, error: it.error.map(|it| it.into()), replicas: it.replicas.into_iter().map(|it| it.into()).collect(), total_bytes: it.total_bytes, usable_bytes: it.usable_bytes, cordoned: it.cordoned } } }

/// A replica in a log directory.
#[derive(Debug, uniffi::Record)]
pub struct RawLogDirReplica {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Bytes of its segments.
    pub size: i64,
    /// How many offsets it is behind: the high watermark, or, if it is a future one, the current one.
    pub offset_lag: i64,
    /// Whether it is made to take the place of the current one in another directory.
    pub future: bool,
}
impl From<api::LogDirReplica> for RawLogDirReplica { fn from(it: api::LogDirReplica) -> Self { Self { topic: it.topic, partition: it.partition, size: it.size, offset_lag: it.offset_lag, future: it.future } } }
impl From<RawLogDirReplica> for api::LogDirReplica { fn from(it: RawLogDirReplica) -> Self { Self { topic: it.topic, partition: it.partition, size: it.size, offset_lag: it.offset_lag, future: it.future } } }

/// A partition on one of its brokers.
#[derive(Debug, uniffi::Record)]
pub struct RawReplica {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The broker.
    pub broker: i32,
}
impl From<api::Replica> for RawReplica { fn from(it: api::Replica) -> Self { Self { topic: it.topic, partition: it.partition, broker: it.broker } } }
impl From<RawReplica> for api::Replica { fn from(it: RawReplica) -> Self { Self { topic: it.topic, partition: it.partition, broker: it.broker } } }

/// In which directories a replica is.
#[derive(Debug, uniffi::Record)]
pub struct RawReplicaLogDirs {
    /// The replica, as `topic-partition-broker`.
    pub name: String,
    /// The one that it is served from; null if the broker does not hold it.
    pub current: Option<String>,
    /// How many offsets that is behind the high watermark.
    pub current_lag: Option<i64>,
    /// The one that it moves to; null if it does not move.
    pub future: Option<String>,
    /// How many offsets that is behind the current one.
    pub future_lag: Option<i64>,
}
impl From<api::ReplicaLogDirs> for RawReplicaLogDirs { fn from(it: api::ReplicaLogDirs) -> Self { Self { name: it.name, current: it.current, current_lag: it.current_lag, future: it.future, future_lag: it.future_lag } } }
impl From<RawReplicaLogDirs> for api::ReplicaLogDirs { fn from(it: RawReplicaLogDirs) -> Self { Self { name: it.name, current: it.current, current_lag: it.current_lag, future: it.future, future_lag: it.future_lag } } }

/// In which directories replicas are.
#[derive(Debug, uniffi::Record)]
pub struct RawReplicaLogDirsListings {
    /// Replicas whose brokers have told.
    pub found: Vec<RawReplicaLogDirs>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ReplicaLogDirsListings> for RawReplicaLogDirsListings { fn from(it: api::ReplicaLogDirsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawReplicaLogDirsListings> for api::ReplicaLogDirsListings { fn from(it: RawReplicaLogDirsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A replica that is to be in another directory of its broker.
#[derive(Debug, uniffi::Record)]
pub struct RawReplicaMove {
    /// The replica.
    pub replica: RawReplica,
    /// The path of the directory.
    pub log_dir: String,
}
impl From<api::ReplicaMove> for RawReplicaMove { fn from(it: api::ReplicaMove) -> Self { Self { replica: it.replica.into(), log_dir: it.log_dir } } }
impl From<RawReplicaMove> for api::ReplicaMove { fn from(it: RawReplicaMove) -> Self { Self { replica: it.replica.into(), log_dir: it.log_dir } } }

/// The quorum of controllers.
#[derive(Debug, uniffi::Record)]
pub struct RawQuorumDescription {
    /// The active controller, if there is one.
    pub leader: Option<i32>,
    /// How many there have been.
    pub leader_epoch: i32,
    /// Up to where the log of metadata is committed.
    pub high_watermark: i64,
    /// Those that vote, by id.
    pub voters: Vec<RawQuorumReplica>,
    /// Those that only follow, by id.
    pub observers: Vec<RawQuorumReplica>,
    /// Where voters listen; empty where brokers are too old to tell.
    pub nodes: Vec<RawQuorumNode>,
}
impl From<api::QuorumDescription> for RawQuorumDescription { fn from(it: api::QuorumDescription) -> Self { Self { leader: it.leader, leader_epoch: it.leader_epoch, high_watermark: it.high_watermark, voters: it.voters.into_iter().map(|it| it.into()).collect(), observers: it.observers.into_iter().map(|it| it.into()).collect(), nodes: it.nodes.into_iter().map(|it| it.into()).collect() } } }
impl From<RawQuorumDescription> for api::QuorumDescription { fn from(it: RawQuorumDescription) -> Self { Self { leader: it.leader, leader_epoch: it.leader_epoch, high_watermark: it.high_watermark, voters: it.voters.into_iter().map(|it| it.into()).collect(), observers: it.observers.into_iter().map(|it| it.into()).collect(), nodes: it.nodes.into_iter().map(|it| it.into()).collect() } } }

/// A replica of the log of metadata.
#[derive(Debug, uniffi::Record)]
pub struct RawQuorumReplica {
    /// The node.
    pub id: i32,
    /// The directory that the log is in.
    pub directory_id: String,
    /// Where its log ends; null where it is not known.
    pub log_end_offset: Option<i64>,
    /// When it last fetched, in milliseconds since 1970; null where it is not known.
    pub last_fetch: Option<i64>,
    /// When it last had all that there was, in milliseconds since 1970; null where it is not known.
    pub last_caught_up: Option<i64>,
}
impl From<api::QuorumReplica> for RawQuorumReplica { fn from(it: api::QuorumReplica) -> Self { Self { id: it.id, directory_id: it.directory_id, log_end_offset: it.log_end_offset, last_fetch: it.last_fetch, last_caught_up: it.last_caught_up } } }
impl From<RawQuorumReplica> for api::QuorumReplica { fn from(it: RawQuorumReplica) -> Self { Self { id: it.id, directory_id: it.directory_id, log_end_offset: it.log_end_offset, last_fetch: it.last_fetch, last_caught_up: it.last_caught_up } } }

/// Where a voter listens.
#[derive(Debug, uniffi::Record)]
pub struct RawQuorumNode {
    /// The node.
    pub id: i32,
    /// Where.
    pub endpoints: Vec<RawRaftEndpoint>,
}
impl From<api::QuorumNode> for RawQuorumNode { fn from(it: api::QuorumNode) -> Self { Self { id: it.id, endpoints: it.endpoints.into_iter().map(|it| it.into()).collect() } } }
impl From<RawQuorumNode> for api::QuorumNode { fn from(it: RawQuorumNode) -> Self { Self { id: it.id, endpoints: it.endpoints.into_iter().map(|it| it.into()).collect() } } }

/// Where a controller listens.
#[derive(Debug, uniffi::Record)]
pub struct RawRaftEndpoint {
    /// Name of the listener: `CONTROLLER`.
    pub listener: String,
    /// Name or IP address.
    pub host: String,
    /// The port.
    pub port: i32,
}
impl From<api::RaftEndpoint> for RawRaftEndpoint { fn from(it: api::RaftEndpoint) -> Self { Self { listener: it.listener, host: it.host, port: it.port } } }
impl From<RawRaftEndpoint> for api::RaftEndpoint { fn from(it: RawRaftEndpoint) -> Self { Self { listener: it.listener, host: it.host, port: it.port } } }

/// A controller that is to vote, or not to any more.
#[derive(Debug, uniffi::Record)]
pub struct RawRaftVoter {
    /// The node.
    pub id: i32,
    /// The directory that its log is in: another disk makes it another voter.
    pub directory_id: String,
    /// The cluster that it is meant for; null, if it is not to be checked.
    pub cluster_id: Option<String>,
}
impl From<api::RaftVoter> for RawRaftVoter { fn from(it: api::RaftVoter) -> Self { Self { id: it.id, directory_id: it.directory_id, cluster_id: it.cluster_id } } }
impl From<RawRaftVoter> for api::RaftVoter { fn from(it: RawRaftVoter) -> Self { Self { id: it.id, directory_id: it.directory_id, cluster_id: it.cluster_id } } }

/// A producer as a partition knows it.
#[derive(Debug, uniffi::Record)]
pub struct RawProducerDescription {
    /// The producer.
    pub producer_id: i64,
    /// Its newest epoch there.
    pub producer_epoch: i32,
    /// Sequence of its last record; null if it has written none in this epoch.
    pub last_sequence: Option<i32>,
    /// Timestamp of its last batch, in milliseconds since 1970.
    pub last_timestamp: Option<i64>,
    /// Epoch of the coordinator that ended its last transaction there; null if none was ended.
    pub coordinator_epoch: Option<i32>,
    /// First offset of its open transaction.
    pub transaction_start_offset: Option<i64>,
}
impl From<api::ProducerDescription> for RawProducerDescription { fn from(it: api::ProducerDescription) -> Self { Self { producer_id: it.producer_id, producer_epoch: it.producer_epoch, last_sequence: it.last_sequence, last_timestamp: it.last_timestamp, coordinator_epoch: it.coordinator_epoch, transaction_start_offset: it.transaction_start_offset } } }
impl From<RawProducerDescription> for api::ProducerDescription { fn from(it: RawProducerDescription) -> Self { Self { producer_id: it.producer_id, producer_epoch: it.producer_epoch, last_sequence: it.last_sequence, last_timestamp: it.last_timestamp, coordinator_epoch: it.coordinator_epoch, transaction_start_offset: it.transaction_start_offset } } }

/// The producers of a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionProducers {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The producers.
    pub producers: Vec<RawProducerDescription>,
}
impl From<api::PartitionProducers> for RawPartitionProducers { fn from(it: api::PartitionProducers) -> Self { Self { topic: it.topic, partition: it.partition, producers: it.producers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawPartitionProducers> for api::PartitionProducers { fn from(it: RawPartitionProducers) -> Self { Self { topic: it.topic, partition: it.partition, producers: it.producers.into_iter().map(|it| it.into()).collect() } } }

/// The producers of partitions.
#[derive(Debug, uniffi::Record)]
pub struct RawProducerDescriptions {
    /// Those of partitions that have told.
    pub found: Vec<RawPartitionProducers>,
    /// The other partitions.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ProducerDescriptions> for RawProducerDescriptions { fn from(it: api::ProducerDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawProducerDescriptions> for api::ProducerDescriptions { fn from(it: RawProducerDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A transaction in one partition that is to be aborted.
#[derive(Debug, uniffi::Record)]
pub struct RawHangingTransaction {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i32,
    /// Epoch of the coordinator that is to be taken for: that of the producer's description, or 0.
    pub coordinator_epoch: i32,
}
impl From<api::HangingTransaction> for RawHangingTransaction { fn from(it: api::HangingTransaction) -> Self { Self { topic: it.topic, partition: it.partition, producer_id: it.producer_id, producer_epoch: it.producer_epoch, coordinator_epoch: it.coordinator_epoch } } }
impl From<RawHangingTransaction> for api::HangingTransaction { fn from(it: RawHangingTransaction) -> Self { Self { topic: it.topic, partition: it.partition, producer_id: it.producer_id, producer_epoch: it.producer_epoch, coordinator_epoch: it.coordinator_epoch } } }

/// A part of what a quota is of.
#[derive(Debug, uniffi::Record)]
pub struct RawQuotaPart {
    /// What it is.
    pub kind: RawQuotaKind,
    /// Its name; null for all that have no quota of their own.
    pub name: Option<String>,
}
impl From<api::QuotaPart> for RawQuotaPart { fn from(it: api::QuotaPart) -> Self { Self { kind: it.kind.into(), name: it.name } } }
impl From<RawQuotaPart> for api::QuotaPart { fn from(it: RawQuotaPart) -> Self { Self { kind: it.kind.into(), name: it.name } } }

/// Quotas of somebody.
#[derive(Debug, uniffi::Record)]
pub struct RawClientQuotas {
    /// Of whom.
    pub entity: Vec<RawQuotaPart>,
    /// Kafka's keys and their values: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`.
    pub quotas: HashMap<String, f64>,
}
impl From<api::ClientQuotas> for RawClientQuotas { fn from(it: api::ClientQuotas) -> Self { Self { entity: it.entity.into_iter().map(|it| it.into()).collect(), quotas: it.quotas.into_iter().map(|(key, it)| (key, it)).collect() } } }
impl From<RawClientQuotas> for api::ClientQuotas { fn from(it: RawClientQuotas) -> Self { Self { entity: it.entity.into_iter().map(|it| it.into()).collect(), quotas: it.quotas.into_iter().map(|(key, it)| (key, it)).collect() } } }

/// A change of a quota.
#[derive(Debug, uniffi::Record)]
pub struct RawQuotaChange {
    /// Kafka's key.
    pub key: String,
    /// The value; null to remove the quota.
    pub value: Option<f64>,
}
impl From<api::QuotaChange> for RawQuotaChange { fn from(it: api::QuotaChange) -> Self { Self { key: it.key, value: it.value } } }
impl From<RawQuotaChange> for api::QuotaChange { fn from(it: RawQuotaChange) -> Self { Self { key: it.key, value: it.value } } }

/// Changes of somebody's quotas.
#[derive(Debug, uniffi::Record)]
pub struct RawQuotaUpdate {
    /// Of whom.
    pub entity: Vec<RawQuotaPart>,
    /// The changes.
    pub changes: Vec<RawQuotaChange>,
}
impl From<api::QuotaUpdate> for RawQuotaUpdate { fn from(it: api::QuotaUpdate) -> Self { Self { entity: it.entity.into_iter().map(|it| it.into()).collect(), changes: it.changes.into_iter().map(|it| it.into()).collect() } } }
impl From<RawQuotaUpdate> for api::QuotaUpdate { fn from(it: RawQuotaUpdate) -> Self { Self { entity: it.entity.into_iter().map(|it| it.into()).collect(), changes: it.changes.into_iter().map(|it| it.into()).collect() } } }

/// A part that quotas have.
#[derive(Debug, uniffi::Record)]
pub struct RawQuotaMatch {
    /// What it is.
    pub kind: RawQuotaKind,
    /// How it is looked at.
    pub matching: RawQuotaMatchKind,
    /// The name, for `Name`.
    pub name: Option<String>,
}
impl From<api::QuotaMatch> for RawQuotaMatch { fn from(it: api::QuotaMatch) -> Self { Self { kind: it.kind.into(), matching: it.matching.into(), name: it.name } } }
impl From<RawQuotaMatch> for api::QuotaMatch { fn from(it: RawQuotaMatch) -> Self { Self { kind: it.kind.into(), matching: it.matching.into(), name: it.name } } }

/// A partition that is to be on other brokers.
#[derive(Debug, uniffi::Record)]
pub struct RawReassignment {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The brokers, the preferred leader first; null to give a move up.
    pub replicas: Option<Vec<i32>>,
}
impl From<api::Reassignment> for RawReassignment { fn from(it: api::Reassignment) -> Self { Self { topic: it.topic, partition: it.partition, replicas: it.replicas } } }
impl From<RawReassignment> for api::Reassignment { fn from(it: RawReassignment) -> Self { Self { topic: it.topic, partition: it.partition, replicas: it.replicas } } }

/// A move that has not ended.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionReassignment {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The brokers that hold the partition now.
    pub replicas: Vec<i32>,
    /// Those of them that are to hold it.
    pub adding: Vec<i32>,
    /// Those of them that are not to any more.
    pub removing: Vec<i32>,
}
impl From<api::PartitionReassignment> for RawPartitionReassignment { fn from(it: api::PartitionReassignment) -> Self { Self { topic: it.topic, partition: it.partition, replicas: it.replicas, adding: it.adding, removing: it.removing } } }
impl From<RawPartitionReassignment> for api::PartitionReassignment { fn from(it: RawPartitionReassignment) -> Self { Self { topic: it.topic, partition: it.partition, replicas: it.replicas, adding: it.adding, removing: it.removing } } }

/// A question for an offset.
#[derive(Debug, uniffi::Record)]
pub struct RawOffsetAt {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Which offset.
    pub spec: RawOffsetSpec,
    /// Milliseconds since 1970, for `Timestamp`.
    pub timestamp: Option<i64>,
}
impl From<api::OffsetAt> for RawOffsetAt { fn from(it: api::OffsetAt) -> Self { Self { topic: it.topic, partition: it.partition, spec: it.spec.into(), timestamp: it.timestamp } } }
impl From<RawOffsetAt> for api::OffsetAt { fn from(it: RawOffsetAt) -> Self { Self { topic: it.topic, partition: it.partition, spec: it.spec.into(), timestamp: it.timestamp } } }

/// An offset that was asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawListedOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; null if no record has that time.
    pub offset: Option<i64>,
    /// Time of the record, where one was looked for.
    pub timestamp: Option<i64>,
    /// Epoch of the leader that wrote the record, where it is told.
    pub leader_epoch: Option<i32>,
}
impl From<api::ListedOffset> for RawListedOffset { fn from(it: api::ListedOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, leader_epoch: it.leader_epoch } } }
impl From<RawListedOffset> for api::ListedOffset { fn from(it: RawListedOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, leader_epoch: it.leader_epoch } } }

/// Offsets that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawListedOffsets {
    /// Those of partitions that have told.
    pub found: Vec<RawListedOffset>,
    /// The other partitions.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ListedOffsets> for RawListedOffsets { fn from(it: api::ListedOffsets) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawListedOffsets> for api::ListedOffsets { fn from(it: RawListedOffsets) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// What a deletion left of a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawDeletedRecords {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The first offset that is left; that of the next record, if none is.
    pub low_watermark: i64,
}
impl From<api::DeletedRecords> for RawDeletedRecords { fn from(it: api::DeletedRecords) -> Self { Self { topic: it.topic, partition: it.partition, low_watermark: it.low_watermark } } }
impl From<RawDeletedRecords> for api::DeletedRecords { fn from(it: RawDeletedRecords) -> Self { Self { topic: it.topic, partition: it.partition, low_watermark: it.low_watermark } } }

/// Partitions whose records were to be deleted.
#[derive(Debug, uniffi::Record)]
pub struct RawRecordDeletions {
    /// Those where it worked.
    pub found: Vec<RawDeletedRecords>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::RecordDeletions> for RawRecordDeletions { fn from(it: api::RecordDeletions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawRecordDeletions> for api::RecordDeletions { fn from(it: RawRecordDeletions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A password that the cluster knows.
#[derive(Debug, uniffi::Record)]
pub struct RawScramCredential {
    /// How it is kept.
    pub mechanism: RawScramMechanism,
    /// How often it is hashed.
    pub iterations: i32,
}
impl From<api::ScramCredential> for RawScramCredential { fn from(it: api::ScramCredential) -> Self { Self { mechanism: it.mechanism.into(), iterations: it.iterations } } }
impl From<RawScramCredential> for api::ScramCredential { fn from(it: RawScramCredential) -> Self { Self { mechanism: it.mechanism.into(), iterations: it.iterations } } }

/// The passwords of a user.
#[derive(Debug, uniffi::Record)]
pub struct RawScramCredentials {
    /// The user.
    pub user: String,
    /// One for each mechanism.
    pub credentials: Vec<RawScramCredential>,
}
impl From<api::ScramCredentials> for RawScramCredentials { fn from(it: api::ScramCredentials) -> Self { Self { user: it.user, credentials: it.credentials.into_iter().map(|it| it.into()).collect() } } }
impl From<RawScramCredentials> for api::ScramCredentials { fn from(it: RawScramCredentials) -> Self { Self { user: it.user, credentials: it.credentials.into_iter().map(|it| it.into()).collect() } } }

/// Users that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawScramDescriptions {
    /// Those that have passwords.
    pub found: Vec<RawScramCredentials>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ScramDescriptions> for RawScramDescriptions { fn from(it: api::ScramDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawScramDescriptions> for api::ScramDescriptions { fn from(it: RawScramDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A change of a password.
#[derive(Debug, uniffi::Record)]
pub struct RawScramAlteration {
    /// The user.
    pub user: String,
    /// How the password is kept.
    pub mechanism: RawScramMechanism,
    /// The password; null to delete it.
    pub password: Option<Vec<u8>>,
    /// How often it is hashed; 4096 where it is not said.
    pub iterations: Option<i32>,
    /// What it is hashed with; something by chance where it is not said.
    pub salt: Option<Vec<u8>>,
}
impl From<api::ScramAlteration> for RawScramAlteration { fn from(it: api::ScramAlteration) -> Self { Self { user: it.user, mechanism: it.mechanism.into(), password: it.password.map(|it| it.into()), iterations: it.iterations, salt: it.salt.map(|it| it.into()) } } }
impl From<RawScramAlteration> for api::ScramAlteration { fn from(it: RawScramAlteration) -> Self { Self { user: it.user, mechanism: it.mechanism.into(), password: it.password.map(|it| it.into()), iterations: it.iterations, salt: it.salt.map(|it| it.into()) } } }

/// A share group.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its epoch.
    pub epoch: i32,
    /// Epoch of what members are to have.
    pub assignment_epoch: i32,
    /// What assigns partitions.
    pub assignor: String,
    /// Its members.
    pub members: Vec<RawShareMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::ShareGroupDescription> for RawShareGroupDescription { fn from(it: api::ShareGroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, epoch: it.epoch, assignment_epoch: it.assignment_epoch, assignor: it.assignor, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawShareGroupDescription> for api::ShareGroupDescription { fn from(it: RawShareGroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, epoch: it.epoch, assignment_epoch: it.assignment_epoch, assignor: it.assignor, members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// A member of a share group.
#[derive(Debug, uniffi::Record)]
pub struct RawShareMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its epoch.
    pub epoch: i32,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// The topics that it subscribes to.
    pub topics: Vec<String>,
    /// The partitions that it acquires records of.
    pub assignment: Vec<RawTopicPartition>,
}
impl From<api::ShareMemberDescription> for RawShareMemberDescription { fn from(it: api::ShareMemberDescription) -> Self { Self { member_id: it.member_id, rack: it.rack, epoch: it.epoch, client_id: it.client_id, host: it.host, topics: it.topics, assignment: it.assignment.into_iter().map(|it| it.into()).collect() } } }
impl From<RawShareMemberDescription> for api::ShareMemberDescription { fn from(it: RawShareMemberDescription) -> Self { Self { member_id: it.member_id, rack: it.rack, epoch: it.epoch, client_id: it.client_id, host: it.host, topics: it.topics, assignment: it.assignment.into_iter().map(|it| it.into()).collect() } } }

/// Share groups that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupDescriptions {
    /// Those that are there.
    pub found: Vec<RawShareGroupDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ShareGroupDescriptions> for RawShareGroupDescriptions { fn from(it: api::ShareGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawShareGroupDescriptions> for api::ShareGroupDescriptions { fn from(it: RawShareGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A question for where a share group begins.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupOffsetsQuery {
    /// The group.
    pub group_id: String,
    /// In which partitions; in all where it is not said.
    pub partitions: Option<Vec<RawTopicPartition>>,
}
impl From<api::ShareGroupOffsetsQuery> for RawShareGroupOffsetsQuery { fn from(it: api::ShareGroupOffsetsQuery) -> Self { Self { group_id: it.group_id, partitions: it.partitions.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawShareGroupOffsetsQuery> for api::ShareGroupOffsetsQuery { fn from(it: RawShareGroupOffsetsQuery) -> Self { Self { group_id: it.group_id, partitions: it.partitions.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// Where a share group begins in a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The first offset that may still be shared out.
    pub start_offset: i64,
    /// Epoch of the leader that knows it, where it is told.
    pub leader_epoch: Option<i32>,
    /// How many records are not done (KIP-1226), where brokers tell.
    pub lag: Option<i64>,
}
impl From<api::ShareGroupOffset> for RawShareGroupOffset { fn from(it: api::ShareGroupOffset) -> Self { Self { topic: it.topic, partition: it.partition, start_offset: it.start_offset, leader_epoch: it.leader_epoch, lag: it.lag } } }
impl From<RawShareGroupOffset> for api::ShareGroupOffset { fn from(it: RawShareGroupOffset) -> Self { Self { topic: it.topic, partition: it.partition, start_offset: it.start_offset, leader_epoch: it.leader_epoch, lag: it.lag } } }

/// Where a share group begins.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupOffsets {
    /// The group.
    pub group_id: String,
    /// In each partition.
    pub offsets: Vec<RawShareGroupOffset>,
}
impl From<api::ShareGroupOffsets> for RawShareGroupOffsets { fn from(it: api::ShareGroupOffsets) -> Self { Self { group_id: it.group_id, offsets: it.offsets.into_iter().map(|it| it.into()).collect() } } }
impl From<RawShareGroupOffsets> for api::ShareGroupOffsets { fn from(it: RawShareGroupOffsets) -> Self { Self { group_id: it.group_id, offsets: it.offsets.into_iter().map(|it| it.into()).collect() } } }

/// Where several share groups begin.
#[derive(Debug, uniffi::Record)]
pub struct RawShareGroupOffsetsListings {
    /// Groups that are known.
    pub found: Vec<RawShareGroupOffsets>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::ShareGroupOffsetsListings> for RawShareGroupOffsetsListings { fn from(it: api::ShareGroupOffsetsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawShareGroupOffsetsListings> for api::ShareGroupOffsetsListings { fn from(it: RawShareGroupOffsetsListings) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A group of Kafka Streams.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsGroupDescription {
    /// Its id.
    pub group_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its epoch.
    pub epoch: i32,
    /// Epoch of what members are to have.
    pub assignment_epoch: i32,
    /// What the application does; null while no member has told.
    pub topology: Option<RawStreamsTopology>,
    /// Its members.
    pub members: Vec<RawStreamsMemberDescription>,
    /// The broker that coordinates it: `host:port`.
    pub coordinator: String,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::StreamsGroupDescription> for RawStreamsGroupDescription { fn from(it: api::StreamsGroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, epoch: it.epoch, assignment_epoch: it.assignment_epoch, topology: it.topology.map(|it| it.into()), members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawStreamsGroupDescription> for api::StreamsGroupDescription { fn from(it: RawStreamsGroupDescription) -> Self { Self { group_id: it.group_id, state: it.state, epoch: it.epoch, assignment_epoch: it.assignment_epoch, topology: it.topology.map(|it| it.into()), members: it.members.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator, authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// What an application of Kafka Streams does.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsTopology {
    /// How often it has changed.
    pub epoch: i32,
    /// Its parts.
    pub subtopologies: Vec<RawStreamsSubtopology>,
}
impl From<api::StreamsTopology> for RawStreamsTopology { fn from(it: api::StreamsTopology) -> Self { Self { epoch: it.epoch, subtopologies: it.subtopologies.into_iter().map(|it| it.into()).collect() } } }
impl From<RawStreamsTopology> for api::StreamsTopology { fn from(it: RawStreamsTopology) -> Self { Self { epoch: it.epoch, subtopologies: it.subtopologies.into_iter().map(|it| it.into()).collect() } } }

/// A part of an application whose partitions are processed together.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsSubtopology {
    /// Its id.
    pub id: String,
    /// The topics that it reads.
    pub source_topics: Vec<String>,
    /// The topics that it writes for other parts.
    pub repartition_sink_topics: Vec<String>,
    /// The topics that keep its state.
    pub state_changelog_topics: Vec<RawStreamsTopic>,
    /// The topics that other parts write for it.
    pub repartition_source_topics: Vec<RawStreamsTopic>,
}
impl From<api::StreamsSubtopology> for RawStreamsSubtopology { fn from(it: api::StreamsSubtopology) -> Self { Self { id: it.id, source_topics: it.source_topics, repartition_sink_topics: it.repartition_sink_topics, state_changelog_topics: it.state_changelog_topics.into_iter().map(|it| it.into()).collect(), repartition_source_topics: it.repartition_source_topics.into_iter().map(|it| it.into()).collect() } } }
impl From<RawStreamsSubtopology> for api::StreamsSubtopology { fn from(it: RawStreamsSubtopology) -> Self { Self { id: it.id, source_topics: it.source_topics, repartition_sink_topics: it.repartition_sink_topics, state_changelog_topics: it.state_changelog_topics.into_iter().map(|it| it.into()).collect(), repartition_source_topics: it.repartition_source_topics.into_iter().map(|it| it.into()).collect() } } }

/// A topic that belongs to an application.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsTopic {
    /// Its name.
    pub name: String,
    /// Number of partitions; null if it follows from other topics.
    pub partitions: Option<i32>,
    /// Number of replicas; null for the broker's own.
    pub replication_factor: Option<i32>,
    /// Its configuration.
    pub config: HashMap<String, String>,
}
impl From<api::StreamsTopic> for RawStreamsTopic { fn from(it: api::StreamsTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect() } } }
impl From<RawStreamsTopic> for api::StreamsTopic { fn from(it: RawStreamsTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect() } } }

/// A member of a group of Kafka Streams.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsMemberDescription {
    /// Its id.
    pub member_id: String,
    /// Its `group.instance.id`, if it is a static member.
    pub group_instance_id: Option<String>,
    /// Its rack, if it says.
    pub rack: Option<String>,
    /// Its epoch.
    pub epoch: i32,
    /// Its `client.id`.
    pub client_id: String,
    /// Its host.
    pub host: String,
    /// The epoch of the topology that it runs.
    pub topology_epoch: i32,
    /// The process that it is in.
    pub process_id: String,
    /// Where it answers queries of its state, if it does: `host:port`.
    pub user_endpoint: Option<String>,
    /// What it tells of itself.
    pub client_tags: HashMap<String, String>,
    /// How far its tasks are.
    pub task_offsets: Vec<RawStreamsTaskOffset>,
    /// Where the changelogs of its tasks end.
    pub task_end_offsets: Vec<RawStreamsTaskOffset>,
    /// The tasks that it has.
    pub assignment: RawStreamsTasks,
    /// Those that it is to have.
    pub target_assignment: RawStreamsTasks,
    /// Whether it speaks the classic protocol.
    pub classic: bool,
}
impl From<api::StreamsMemberDescription> for RawStreamsMemberDescription { fn from(it: api::StreamsMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, rack: it.rack, epoch: it.epoch, client_id: it.client_id, host: it.host, topology_epoch: it.topology_epoch, process_id: it.process_id, user_endpoint: it.user_endpoint, client_tags: it.client_tags.into_iter().map(|(key, it)| (key, it)).collect(), task_offsets: it.task_offsets.into_iter().map(|it| it.into()).collect(), task_end_offsets: it.task_end_offsets.into_iter().map(|it| it.into()).collect(), assignment: it.assignment.into(), target_assignment: it.target_assignment.into(), classic: it.classic } } }
impl From<RawStreamsMemberDescription> for api::StreamsMemberDescription { fn from(it: RawStreamsMemberDescription) -> Self { Self { member_id: it.member_id, group_instance_id: it.group_instance_id, rack: it.rack, epoch: it.epoch, client_id: it.client_id, host: it.host, topology_epoch: it.topology_epoch, process_id: it.process_id, user_endpoint: it.user_endpoint, client_tags: it.client_tags.into_iter().map(|(key, it)| (key, it)).collect(), task_offsets: it.task_offsets.into_iter().map(|it| it.into()).collect(), task_end_offsets: it.task_end_offsets.into_iter().map(|it| it.into()).collect(), assignment: it.assignment.into(), target_assignment: it.target_assignment.into(), classic: it.classic } } }

/// A partition of a part of the application.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsTask {
    /// The part.
    pub subtopology: String,
    /// The partition.
    pub partition: i32,
}
impl From<api::StreamsTask> for RawStreamsTask { fn from(it: api::StreamsTask) -> Self { Self { subtopology: it.subtopology, partition: it.partition } } }
impl From<RawStreamsTask> for api::StreamsTask { fn from(it: RawStreamsTask) -> Self { Self { subtopology: it.subtopology, partition: it.partition } } }

/// An offset of a task.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsTaskOffset {
    /// The part.
    pub subtopology: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
}
impl From<api::StreamsTaskOffset> for RawStreamsTaskOffset { fn from(it: api::StreamsTaskOffset) -> Self { Self { subtopology: it.subtopology, partition: it.partition, offset: it.offset } } }
impl From<RawStreamsTaskOffset> for api::StreamsTaskOffset { fn from(it: RawStreamsTaskOffset) -> Self { Self { subtopology: it.subtopology, partition: it.partition, offset: it.offset } } }

/// The tasks of a member.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsTasks {
    /// Those that it processes.
    pub active: Vec<RawStreamsTask>,
    /// Those whose state it keeps.
    pub standby: Vec<RawStreamsTask>,
    /// Those whose state it fetches, to process them then.
    pub warmup: Vec<RawStreamsTask>,
}
impl From<api::StreamsTasks> for RawStreamsTasks { fn from(it: api::StreamsTasks) -> Self { Self { active: it.active.into_iter().map(|it| it.into()).collect(), standby: it.standby.into_iter().map(|it| it.into()).collect(), warmup: it.warmup.into_iter().map(|it| it.into()).collect() } } }
impl From<RawStreamsTasks> for api::StreamsTasks { fn from(it: RawStreamsTasks) -> Self { Self { active: it.active.into_iter().map(|it| it.into()).collect(), standby: it.standby.into_iter().map(|it| it.into()).collect(), warmup: it.warmup.into_iter().map(|it| it.into()).collect() } } }

/// Groups of Kafka Streams that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawStreamsGroupDescriptions {
    /// Those that are there.
    pub found: Vec<RawStreamsGroupDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::StreamsGroupDescriptions> for RawStreamsGroupDescriptions { fn from(it: api::StreamsGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawStreamsGroupDescriptions> for api::StreamsGroupDescriptions { fn from(it: RawStreamsGroupDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A topic to create.
#[derive(Debug, uniffi::Record)]
pub struct RawNewTopic {
    /// Its name.
    pub name: String,
    /// Number of partitions; the broker's `num.partitions` where it is not said.
    pub partitions: Option<i32>,
    /// Number of replicas; the broker's `default.replication.factor` where it is not said.
    pub replication_factor: Option<i32>,
    /// Kafka's topic keys and their values.
    pub config: HashMap<String, String>,
    /// The brokers of each partition, where the cluster is not to choose; then the two numbers are not said.
    pub assignments: Vec<RawPartitionAssignment>,
}
impl From<api::NewTopic> for RawNewTopic { fn from(it: api::NewTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect(), assignments: it.assignments.into_iter().map(|it| it.into()).collect() } } }
impl From<RawNewTopic> for api::NewTopic { fn from(it: RawNewTopic) -> Self { Self { name: it.name, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.into_iter().map(|(key, it)| (key, it)).collect(), assignments: it.assignments.into_iter().map(|it| it.into()).collect() } } }

/// The brokers of a partition that is made.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionAssignment {
    /// They get a replica each; the first is the preferred leader.
    pub replicas: Vec<i32>,
}
impl From<api::PartitionAssignment> for RawPartitionAssignment { fn from(it: api::PartitionAssignment) -> Self { Self { replicas: it.replicas } } }
impl From<RawPartitionAssignment> for api::PartitionAssignment { fn from(it: RawPartitionAssignment) -> Self { Self { replicas: it.replicas } } }

/// A topic that was made, or, with `ValidateOnly`, would have been.
#[derive(Debug, uniffi::Record)]
pub struct RawCreatedTopic {
    /// Its name.
    pub name: String,
    /// Its id; null where brokers do not tell, and without meaning where the topic was only looked at.
    pub id: Option<String>,
    /// Number of partitions; null where brokers do not tell.
    pub partitions: Option<i32>,
    /// Number of replicas of each partition; null where brokers do not tell.
    pub replication_factor: Option<i32>,
    /// Its configuration; null where brokers do not tell, or the principal may not see it.
    pub config: Option<Vec<RawConfigEntry>>,
}
impl From<api::CreatedTopic> for RawCreatedTopic { fn from(it: api::CreatedTopic) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawCreatedTopic> for api::CreatedTopic { fn from(it: RawCreatedTopic) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, replication_factor: it.replication_factor, config: it.config.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// Topics that were to be made.
#[derive(Debug, uniffi::Record)]
pub struct RawCreatedTopics {
    /// Those where it worked.
    pub found: Vec<RawCreatedTopic>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::CreatedTopics> for RawCreatedTopics { fn from(it: api::CreatedTopics) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawCreatedTopics> for api::CreatedTopics { fn from(it: RawCreatedTopics) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A topic, as a list shows it.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicListing {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Number of partitions.
    pub partitions: i32,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
}
impl From<api::TopicListing> for RawTopicListing { fn from(it: api::TopicListing) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, internal: it.internal } } }
impl From<RawTopicListing> for api::TopicListing { fn from(it: RawTopicListing) -> Self { Self { name: it.name, id: it.id, partitions: it.partitions, internal: it.internal } } }

/// A topic and its partitions.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicDescription {
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: String,
    /// Whether it is one of Kafka's own.
    pub internal: bool,
    /// Its partitions, by number.
    pub partitions: Vec<RawPartitionDescription>,
    /// What the principal may do with it, if that was asked for.
    pub authorized_operations: Option<Vec<RawAclOperation>>,
}
impl From<api::TopicDescription> for RawTopicDescription { fn from(it: api::TopicDescription) -> Self { Self { name: it.name, id: it.id, internal: it.internal, partitions: it.partitions.into_iter().map(|it| it.into()).collect(), authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }
impl From<RawTopicDescription> for api::TopicDescription { fn from(it: RawTopicDescription) -> Self { Self { name: it.name, id: it.id, internal: it.internal, partitions: it.partitions.into_iter().map(|it| it.into()).collect(), authorized_operations: it.authorized_operations.map(|it| it.into_iter().map(|it| it.into()).collect()) } } }

/// Topics that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicDescriptions {
    /// Those that are there.
    pub found: Vec<RawTopicDescription>,
    /// The others, by what they were asked for with.
    pub refused: Vec<RawRefusal>,
}
impl From<api::TopicDescriptions> for RawTopicDescriptions { fn from(it: api::TopicDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawTopicDescriptions> for api::TopicDescriptions { fn from(it: RawTopicDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A partition and its replicas.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionDescription {
    /// Its number.
    pub partition: i32,
    /// The broker that leads it, if there is one.
    pub leader: Option<i32>,
    /// Epoch of the leader.
    pub leader_epoch: i32,
    /// Brokers that have a replica, the preferred leader first.
    pub replicas: Vec<i32>,
    /// Those of them that are in sync.
    pub in_sync_replicas: Vec<i32>,
    /// Those of them that are away.
    pub offline_replicas: Vec<i32>,
    /// Those that may lead although they are not in sync (KIP-966); null where brokers do not tell.
    pub eligible_leader_replicas: Option<Vec<i32>>,
    /// Those that were the last to be so; null where brokers do not tell.
    pub last_known_eligible_leader_replicas: Option<Vec<i32>>,
}
impl From<api::PartitionDescription> for RawPartitionDescription { fn from(it: api::PartitionDescription) -> Self { Self { partition: it.partition, leader: it.leader, leader_epoch: it.leader_epoch, replicas: it.replicas, in_sync_replicas: it.in_sync_replicas, offline_replicas: it.offline_replicas, eligible_leader_replicas: it.eligible_leader_replicas, last_known_eligible_leader_replicas: it.last_known_eligible_leader_replicas } } }
impl From<RawPartitionDescription> for api::PartitionDescription { fn from(it: RawPartitionDescription) -> Self { Self { partition: it.partition, leader: it.leader, leader_epoch: it.leader_epoch, replicas: it.replicas, in_sync_replicas: it.in_sync_replicas, offline_replicas: it.offline_replicas, eligible_leader_replicas: it.eligible_leader_replicas, last_known_eligible_leader_replicas: it.last_known_eligible_leader_replicas } } }

/// A transactional id, as a list shows it.
#[derive(Debug, uniffi::Record)]
pub struct RawTransactionListing {
    /// The transactional id.
    pub transactional_id: String,
    /// Its producer.
    pub producer_id: i64,
    /// Its state, with Kafka's name.
    pub state: String,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}
impl From<api::TransactionListing> for RawTransactionListing { fn from(it: api::TransactionListing) -> Self { Self { transactional_id: it.transactional_id, producer_id: it.producer_id, state: it.state, coordinator: it.coordinator } } }
impl From<RawTransactionListing> for api::TransactionListing { fn from(it: RawTransactionListing) -> Self { Self { transactional_id: it.transactional_id, producer_id: it.producer_id, state: it.state, coordinator: it.coordinator } } }

/// A transactional id and its transaction.
#[derive(Debug, uniffi::Record)]
pub struct RawTransactionDescription {
    /// The transactional id.
    pub transactional_id: String,
    /// Its state, with Kafka's name.
    pub state: String,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i32,
    /// How long a transaction of it may be open, in milliseconds.
    pub timeout_ms: i32,
    /// When the last transaction began, in milliseconds since 1970; null if there was none.
    pub started_at: Option<i64>,
    /// Partitions that the open transaction has written to; one that is ending: that have no marker yet.
    pub partitions: Vec<RawTopicPartition>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}
impl From<api::TransactionDescription> for RawTransactionDescription { fn from(it: api::TransactionDescription) -> Self { Self { transactional_id: it.transactional_id, state: it.state, producer_id: it.producer_id, producer_epoch: it.producer_epoch, timeout_ms: it.timeout_ms, started_at: it.started_at, partitions: it.partitions.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator } } }
impl From<RawTransactionDescription> for api::TransactionDescription { fn from(it: RawTransactionDescription) -> Self { Self { transactional_id: it.transactional_id, state: it.state, producer_id: it.producer_id, producer_epoch: it.producer_epoch, timeout_ms: it.timeout_ms, started_at: it.started_at, partitions: it.partitions.into_iter().map(|it| it.into()).collect(), coordinator: it.coordinator } } }

/// Transactional ids that were asked for.
#[derive(Debug, uniffi::Record)]
pub struct RawTransactionDescriptions {
    /// Those that are known.
    pub found: Vec<RawTransactionDescription>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::TransactionDescriptions> for RawTransactionDescriptions { fn from(it: api::TransactionDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawTransactionDescriptions> for api::TransactionDescriptions { fn from(it: RawTransactionDescriptions) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// A transactional id whose producers were fenced.
#[derive(Debug, uniffi::Record)]
pub struct RawFencedProducer {
    /// The transactional id.
    pub transactional_id: String,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch from now on.
    pub producer_epoch: i32,
}
impl From<api::FencedProducer> for RawFencedProducer { fn from(it: api::FencedProducer) -> Self { Self { transactional_id: it.transactional_id, producer_id: it.producer_id, producer_epoch: it.producer_epoch } } }
impl From<RawFencedProducer> for api::FencedProducer { fn from(it: RawFencedProducer) -> Self { Self { transactional_id: it.transactional_id, producer_id: it.producer_id, producer_epoch: it.producer_epoch } } }

/// Transactional ids whose producers were to be fenced.
#[derive(Debug, uniffi::Record)]
pub struct RawFencedProducers {
    /// Those where it worked.
    pub found: Vec<RawFencedProducer>,
    /// The others.
    pub refused: Vec<RawRefusal>,
}
impl From<api::FencedProducers> for RawFencedProducers { fn from(it: api::FencedProducers) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }
impl From<RawFencedProducers> for api::FencedProducers { fn from(it: RawFencedProducers) -> Self { Self { found: it.found.into_iter().map(|it| it.into()).collect(), refused: it.refused.into_iter().map(|it| it.into()).collect() } } }

/// The fields of an error.
#[derive(Debug, uniffi::Record)]
pub struct RawErrorInfo {
    /// What kind of thing went wrong.
    pub kind: RawErrorKind,
    /// What a caller can do about it.
    pub advice: RawAdvice,
    /// What was being done.
    pub operation: String,
    /// What happened, where, and what helps, in one text.
    pub message: String,
    /// The number of the broker's error, if it was one.
    pub code: Option<i32>,
    /// Kafka's name of that number.
    pub code_name: Option<String>,
    /// Where: topic, partition, broker and the like.
    pub context: HashMap<String, String>,
    /// Where logs part, if the log was truncated (KIP-320).
    pub divergent_offset: Option<i64>,
}
impl From<api::ErrorInfo> for RawErrorInfo { fn from(it: api::ErrorInfo) -> Self { Self { kind: it.kind.into(), advice: it.advice.into(), operation: it.operation, message: it.message, code: it.code, code_name: it.code_name, context: it.context.into_iter().map(|(key, it)| (key, it)).collect(), divergent_offset: it.divergent_offset } } }
impl From<RawErrorInfo> for api::ErrorInfo { fn from(it: RawErrorInfo) -> Self { Self { kind: it.kind.into(), advice: it.advice.into(), operation: it.operation, message: it.message, code: it.code, code_name: it.code_name, context: it.context.into_iter().map(|(key, it)| (key, it)).collect(), divergent_offset: it.divergent_offset } } }

/// Something that happened.
#[derive(Debug, uniffi::Record)]
pub struct RawEvent {
    /// What kind of thing.
    pub kind: RawEventKind,
    /// What it was about: broker, group, error and the like.
    pub details: HashMap<String, String>,
}
impl From<api::Event> for RawEvent { fn from(it: api::Event) -> Self { Self { kind: it.kind.into(), details: it.details.into_iter().map(|(key, it)| (key, it)).collect() } } }
impl From<RawEvent> for api::Event { fn from(it: RawEvent) -> Self { Self { kind: it.kind.into(), details: it.details.into_iter().map(|(key, it)| (key, it)).collect() } } }

/// A place to start at in a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawStart {
    /// What kind of place.
    pub kind: RawStartKind,
    /// The offset, or the time.
    pub at: Option<i64>,
}
impl From<api::Start> for RawStart { fn from(it: api::Start) -> Self { Self { kind: it.kind.into(), at: it.at } } }
impl From<RawStart> for api::Start { fn from(it: RawStart) -> Self { Self { kind: it.kind.into(), at: it.at } } }

/// A record to handle.
#[derive(Debug, uniffi::Record)]
pub struct RawProcessRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Vec<u8>>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
    /// Where it comes from, if it is the copy of one that failed.
    pub origin: Option<RawOrigin>,
}
impl From<api::ProcessRecord> for RawProcessRecord { fn from(it: api::ProcessRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect(), origin: it.origin.map(|it| it.into()) } } }
impl From<RawProcessRecord> for api::ProcessRecord { fn from(it: RawProcessRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect(), origin: it.origin.map(|it| it.into()) } } }

/// Where the copy of a record that failed comes from, and why it is there.
#[derive(Debug, uniffi::Record)]
pub struct RawOrigin {
    /// The topic that the record was read from first.
    pub topic: String,
    /// The partition there.
    pub partition: i32,
    /// The offset there.
    pub offset: i64,
    /// The record's time there, in milliseconds since 1970; -1 if it has none.
    pub timestamp: i64,
    /// The group that processed it.
    pub group_id: String,
    /// Calls of the function that have failed, at all steps.
    pub attempts: i64,
    /// What the last error said.
    pub message: String,
    /// The kind of the last error.
    pub error_kind: String,
    /// The number of the retry topic, from 1 on; 0 in a dead letter topic.
    pub step: i32,
}
impl From<api::Origin> for RawOrigin { fn from(it: api::Origin) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, group_id: it.group_id, attempts: it.attempts, message: it.message, error_kind: it.error_kind, step: it.step } } }
impl From<RawOrigin> for api::Origin { fn from(it: RawOrigin) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, group_id: it.group_id, attempts: it.attempts, message: it.message, error_kind: it.error_kind, step: it.step } } }

/// A name and a value that go with a record.
#[derive(Debug, uniffi::Record)]
pub struct RawHeader {
    /// The name; several headers may have the same.
    pub key: String,
    /// The value; null and empty are different things.
    pub value: Option<Vec<u8>>,
}
impl From<api::Header> for RawHeader { fn from(it: api::Header) -> Self { Self { key: it.key, value: it.value.map(|it| it.into()) } } }
impl From<RawHeader> for api::Header { fn from(it: RawHeader) -> Self { Self { key: it.key, value: it.value.map(|it| it.into()) } } }

/// A record to send.
#[derive(Debug, uniffi::Record)]
pub struct RawNewRecord {
    /// The value; without one the record is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// The key: records with the same key go to the same partition.
    pub key: Option<Vec<u8>>,
    /// The partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
}
impl From<api::NewRecord> for RawNewRecord { fn from(it: api::NewRecord) -> Self { Self { value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawNewRecord> for api::NewRecord { fn from(it: RawNewRecord) -> Self { Self { value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }

/// Where a record was written.
#[derive(Debug, uniffi::Record)]
pub struct RawWritten {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the record.
    pub offset: i64,
    /// Milliseconds since 1970: the broker's time if the topic keeps that.
    pub timestamp: i64,
}
impl From<api::Written> for RawWritten { fn from(it: api::Written) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }
impl From<RawWritten> for api::Written { fn from(it: RawWritten) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp } } }

/// A record that was read.
#[derive(Debug, uniffi::Record)]
pub struct RawRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Vec<u8>>,
    /// The value; null is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
}
impl From<api::Record> for RawRecord { fn from(it: api::Record) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawRecord> for api::Record { fn from(it: RawRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect() } } }

/// A partition of a topic.
#[derive(Debug, uniffi::Record)]
pub struct RawTopicPartition {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
}
impl From<api::TopicPartition> for RawTopicPartition { fn from(it: api::TopicPartition) -> Self { Self { topic: it.topic, partition: it.partition } } }
impl From<RawTopicPartition> for api::TopicPartition { fn from(it: RawTopicPartition) -> Self { Self { topic: it.topic, partition: it.partition } } }

/// An offset in a partition.
#[derive(Debug, uniffi::Record)]
pub struct RawPartitionOffset {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset. Committed, it is the next one to read.
    pub offset: i64,
    /// Epoch of the leader that wrote the record before, if it is known.
    pub leader_epoch: Option<i32>,
    /// Text that is kept with a committed offset.
    pub metadata: Option<String>,
}
impl From<api::PartitionOffset> for RawPartitionOffset { fn from(it: api::PartitionOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, leader_epoch: it.leader_epoch, metadata: it.metadata } } }
impl From<RawPartitionOffset> for api::PartitionOffset { fn from(it: RawPartitionOffset) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, leader_epoch: it.leader_epoch, metadata: it.metadata } } }

/// A schema that another one names.
#[derive(Debug, uniffi::Record)]
pub struct RawSchemaReference {
    /// What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema.
    pub name: String,
    /// The subject that it is registered under.
    pub subject: String,
    /// The version of that subject.
    pub version: i32,
}
impl From<api::SchemaReference> for RawSchemaReference { fn from(it: api::SchemaReference) -> Self { Self { name: it.name, subject: it.subject, version: it.version } } }
impl From<RawSchemaReference> for api::SchemaReference { fn from(it: RawSchemaReference) -> Self { Self { name: it.name, subject: it.subject, version: it.version } } }

/// A schema.
#[derive(Debug, uniffi::Record)]
pub struct RawSchema {
    /// Its language.
    pub kind: RawSchemaKind,
    /// Its text.
    pub text: String,
    /// The schemas that it names.
    pub references: Vec<RawSchemaReference>,
}
impl From<api::Schema> for RawSchema { fn from(it: api::Schema) -> Self { Self { kind: it.kind.into(), text: it.text, references: it.references.into_iter().map(|it| it.into()).collect() } } }
impl From<RawSchema> for api::Schema { fn from(it: RawSchema) -> Self { Self { kind: it.kind.into(), text: it.text, references: it.references.into_iter().map(|it| it.into()).collect() } } }

/// A schema with the places that it has in a registry.
#[derive(Debug, uniffi::Record)]
pub struct RawRegisteredSchema {
    /// Its number in the registry.
    pub id: i32,
    /// The subject.
    pub subject: String,
    /// Its version in the subject, from 1 on.
    pub version: i32,
    /// The schema itself.
    pub schema: RawSchema,
}
impl From<api::RegisteredSchema> for RawRegisteredSchema { fn from(it: api::RegisteredSchema) -> Self { Self { id: it.id, subject: it.subject, version: it.version, schema: it.schema.into() } } }
impl From<RawRegisteredSchema> for api::RegisteredSchema { fn from(it: RawRegisteredSchema) -> Self { Self { id: it.id, subject: it.subject, version: it.version, schema: it.schema.into() } } }

/// What `unframe` finds.
#[derive(Debug, uniffi::Record)]
pub struct RawUnframed {
    /// The schema's id.
    pub id: i32,
    /// What the format made of the value.
    pub payload: Vec<u8>,
    /// In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
    /// otherwise.
    pub indexes: Vec<i32>,
}
impl From<api::Unframed> for RawUnframed { fn from(it: api::Unframed) -> Self { Self { id: it.id, payload: it.payload.into(), indexes: it.indexes } } }
impl From<RawUnframed> for api::Unframed { fn from(it: RawUnframed) -> Self { Self { id: it.id, payload: it.payload.into(), indexes: it.indexes } } }

/// A record that a consumer of a share group has acquired.
#[derive(Debug, uniffi::Record)]
pub struct RawShareRecord {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The offset.
    pub offset: i64,
    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    pub timestamp: i64,
    /// The key; null and empty are different things.
    pub key: Option<Vec<u8>>,
    /// The value.
    pub value: Option<Vec<u8>>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
    /// How often it has been delivered, with this time.
    pub delivery_count: i32,
}
impl From<api::ShareRecord> for RawShareRecord { fn from(it: api::ShareRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect(), delivery_count: it.delivery_count } } }
impl From<RawShareRecord> for api::ShareRecord { fn from(it: RawShareRecord) -> Self { Self { topic: it.topic, partition: it.partition, offset: it.offset, timestamp: it.timestamp, key: it.key.map(|it| it.into()), value: it.value.map(|it| it.into()), headers: it.headers.into_iter().map(|it| it.into()).collect(), delivery_count: it.delivery_count } } }

/// Records of one partition that a consumer of a share group has acquired.
#[derive(Debug, uniffi::Record)]
pub struct RawShareBatch {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// The records, in order.
    pub records: Vec<RawShareRecord>,
}
impl From<api::ShareBatch> for RawShareBatch { fn from(it: api::ShareBatch) -> Self { Self { topic: it.topic, partition: it.partition, records: it.records.into_iter().map(|it| it.into()).collect() } } }
impl From<RawShareBatch> for api::ShareBatch { fn from(it: RawShareBatch) -> Self { Self { topic: it.topic, partition: it.partition, records: it.records.into_iter().map(|it| it.into()).collect() } } }

/// Whether the acknowledgements of a partition count.
#[derive(Debug, uniffi::Record)]
pub struct RawAcknowledgementOutcome {
    /// The topic.
    pub topic: String,
    /// The partition.
    pub partition: i32,
    /// Why they do not; null if they do.
    pub error: Option<RawErrorInfo>,
}
impl From<api::AcknowledgementOutcome> for RawAcknowledgementOutcome { fn from(it: api::AcknowledgementOutcome) -> Self { Self { topic: it.topic, partition: it.partition, error: it.error.map(|it| it.into()) } } }
impl From<RawAcknowledgementOutcome> for api::AcknowledgementOutcome { fn from(it: RawAcknowledgementOutcome) -> Self { Self { topic: it.topic, partition: it.partition, error: it.error.map(|it| it.into()) } } }

/// What a registry says of a schema that may become the next version of a subject.
#[derive(Debug, uniffi::Record)]
pub struct RawCompatibilityCheck {
    /// Whether it goes with the version that it was compared with.
    pub is_compatible: bool,
    /// What does not fit, in the registry's words; empty where it fits, and of registries that do not say it.
    pub messages: Vec<String>,
}
impl From<api::CompatibilityCheck> for RawCompatibilityCheck { fn from(it: api::CompatibilityCheck) -> Self { Self { is_compatible: it.is_compatible, messages: it.messages } } }
impl From<RawCompatibilityCheck> for api::CompatibilityCheck { fn from(it: RawCompatibilityCheck) -> Self { Self { is_compatible: it.is_compatible, messages: it.messages } } }

/// A record that a transform gives, to be sent within the transaction.
#[derive(Debug, uniffi::Record)]
pub struct RawOutputRecord {
    /// The topic that it goes to.
    pub topic: String,
    /// The value; without one the record is a tombstone where the topic is compacted.
    pub value: Option<Vec<u8>>,
    /// The key: records with the same key go to the same partition.
    pub key: Option<Vec<u8>>,
    /// The partition, where the partitioner is not to choose.
    pub partition: Option<i32>,
    /// Milliseconds since 1970; now, where it is not said.
    pub timestamp: Option<i64>,
    /// Its headers, in order.
    pub headers: Vec<RawHeader>,
}
impl From<api::OutputRecord> for RawOutputRecord { fn from(it: api::OutputRecord) -> Self { Self { topic: it.topic, value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
impl From<RawOutputRecord> for api::OutputRecord { fn from(it: RawOutputRecord) -> Self { Self { topic: it.topic, value: it.value.map(|it| it.into()), key: it.key.map(|it| it.into()), partition: it.partition, timestamp: it.timestamp, headers: it.headers.into_iter().map(|it| it.into()).collect() } } }
