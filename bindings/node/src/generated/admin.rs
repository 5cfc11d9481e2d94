// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

//! The class Admin.

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

/// Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
/// things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
/// `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
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
    /// Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
    /// they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
    /// and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
    #[napi]
    pub fn connect_controllers(bootstrap_controllers: Raw, options: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let bootstrap_controllers = bootstrap_controllers.read::<String>("bootstrapControllers")?;
        let options = options.read::<api::ClientOptions>("options")?;
        promise(cancellation, async move { api::Admin::connect_controllers(bootstrap_controllers, options).await })
    }
    /// The rules that a filter fits.
    #[napi]
    pub fn describe_acls(&self, filter: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let filter = filter.read::<api::AclFilter>("filter")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_acls(filter).await })
    }
    /// Adds rules; tells of those that could not be added, by principal.
    #[napi]
    pub fn create_acls(&self, acls: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let acls = acls.read::<Vec<api::Acl>>("acls")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_acls(acls).await })
    }
    /// Deletes the rules that filters fit.
    #[napi]
    pub fn delete_acls(&self, filters: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let filters = filters.read::<Vec<api::AclFilter>>("filters")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_acls(filters).await })
    }
    /// Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
    /// calls that are under way are done; those of a client are the client's.
    #[napi]
    pub fn close(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.close().await; Ok(()) })
    }
    /// Groups in the classic protocol with their members.
    #[napi]
    pub fn describe_classic_groups(&self, group_ids: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_classic_groups(group_ids, authorized_operations).await })
    }
    /// The cluster and its brokers; also those that are fenced, if that is said.
    #[napi]
    pub fn describe_cluster(&self, fenced_brokers: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let fenced_brokers = fenced_brokers.read::<Option<bool>>("fencedBrokers")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_cluster(fenced_brokers, authorized_operations).await })
    }
    /// Has a cluster forget a broker that does not come back.
    #[napi]
    pub fn unregister_broker(&self, broker: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let broker = broker.read::<i32>("broker")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.unregister_broker(broker).await })
    }
    /// The id that the cluster has given this client for its metrics (KIP-714).
    #[napi]
    pub fn client_instance_id(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.client_instance_id().await })
    }
    /// The configuration of something; only these keys, if some are named.
    #[napi]
    pub fn describe_configs(&self, resource: Raw, synonyms: Raw, documentation: Raw, keys: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let synonyms = synonyms.read::<Option<bool>>("synonyms")?;
        let documentation = documentation.read::<Option<bool>>("documentation")?;
        let keys = keys.read::<Vec<String>>("keys")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_configs(resource, synonyms, documentation, keys).await })
    }
    /// As `describe_configs`, of several at once.
    #[napi]
    pub fn describe_configs_each(&self, resources: Raw, synonyms: Raw, documentation: Raw, keys: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resources = resources.read::<Vec<api::ConfigResource>>("resources")?;
        let synonyms = synonyms.read::<Option<bool>>("synonyms")?;
        let documentation = documentation.read::<Option<bool>>("documentation")?;
        let keys = keys.read::<Vec<String>>("keys")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_configs_each(resources, synonyms, documentation, keys).await })
    }
    /// Changes keys of a configuration, all or none.
    #[napi]
    pub fn alter_configs(&self, resource: Raw, changes: Raw, mode: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let resource = resource.read::<api::ConfigResource>("resource")?;
        let changes = changes.read::<Vec<api::ConfigChange>>("changes")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_configs(resource, changes, mode).await })
    }
    /// As `alter_configs`, of several at once; tells of those that could not be changed.
    #[napi]
    pub fn alter_configs_each(&self, updates: Raw, mode: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let updates = updates.read::<Vec<api::ConfigUpdate>>("updates")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_configs_each(updates, mode).await })
    }
    /// What has a configuration of its own; only these kinds, if some are named.
    #[napi]
    pub fn list_config_resources(&self, kinds: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let kinds = kinds.read::<Vec<api::ConfigResourceKind>>("kinds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_config_resources(kinds).await })
    }
    /// Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said.
    #[napi]
    pub fn create_delegation_token(&self, owner: Raw, renewers: Raw, lifetime_max_ms: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let owner = owner.read::<Option<api::Principal>>("owner")?;
        let renewers = renewers.read::<Vec<api::Principal>>("renewers")?;
        let lifetime_max_ms = lifetime_max_ms.read::<Option<i64>>("lifetimeMaxMs")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_delegation_token(owner, renewers, lifetime_max_ms).await })
    }
    /// Renews a token; tells when it ends now, in milliseconds since 1970.
    #[napi]
    pub fn renew_delegation_token(&self, hmac: Raw, period_ms: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let hmac = hmac.read::<bytes::Bytes>("hmac")?;
        let period_ms = period_ms.read::<Option<i64>>("periodMs")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.renew_delegation_token(hmac, period_ms).await })
    }
    /// Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970.
    #[napi]
    pub fn expire_delegation_token(&self, hmac: Raw, period_ms: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let hmac = hmac.read::<bytes::Bytes>("hmac")?;
        let period_ms = period_ms.read::<Option<i64>>("periodMs")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.expire_delegation_token(hmac, period_ms).await })
    }
    /// The tokens that one may know of; only those of these owners, if some are named.
    #[napi]
    pub fn describe_delegation_tokens(&self, owners: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let owners = owners.read::<Vec<api::Principal>>("owners")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_delegation_tokens(owners).await })
    }
    /// The features of the cluster, and what a broker supports: this one, if one is named.
    #[napi]
    pub fn describe_features(&self, broker: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let broker = broker.read::<Option<i32>>("broker")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_features(broker).await })
    }
    /// Has features be at other levels; tells of those that are not.
    #[napi]
    pub fn update_features(&self, updates: Raw, mode: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let updates = updates.read::<Vec<api::FeatureUpdate>>("updates")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.update_features(updates, mode).await })
    }
    /// What a group has committed.
    #[napi]
    pub fn list_group_offsets(&self, group_id: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_group_offsets(group_id).await })
    }
    /// What several groups have committed.
    #[napi]
    pub fn list_offsets_of_groups(&self, groups: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let groups = groups.read::<Vec<api::GroupOffsetsQuery>>("groups")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_offsets_of_groups(groups).await })
    }
    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    #[napi]
    pub fn alter_group_offsets(&self, group_id: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_group_offsets(group_id, offsets).await })
    }
    /// Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
    /// did not work.
    #[napi]
    pub fn delete_group_offsets(&self, group_id: Raw, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_group_offsets(group_id, partitions).await })
    }
    /// All groups; only those in these states, of these kinds, of these protocol types, if some are named.
    #[napi]
    pub fn list_groups(&self, states: Raw, kinds: Raw, protocol_types: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let states = states.read::<Vec<String>>("states")?;
        let kinds = kinds.read::<Vec<String>>("kinds")?;
        let protocol_types = protocol_types.read::<Vec<String>>("protocolTypes")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_groups(states, kinds, protocol_types).await })
    }
    /// Groups of consumers with their members; fails if one of them is not there.
    #[napi]
    pub fn describe_groups(&self, group_ids: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_groups(group_ids, authorized_operations).await })
    }
    /// As `describe_groups`; tells of those that are not there.
    #[napi]
    pub fn describe_groups_each(&self, group_ids: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_groups_each(group_ids, authorized_operations).await })
    }
    /// Deletes groups of any kind without members; tells of those that could not be deleted.
    #[napi]
    pub fn delete_groups(&self, group_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_groups(group_ids).await })
    }
    /// Has members leave a group; tells of those that could not be removed.
    #[napi]
    pub fn remove_members(&self, group_id: Raw, members: Raw, reason: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let members = members.read::<Vec<api::MemberToRemove>>("members")?;
        let reason = reason.read::<Option<String>>("reason")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.remove_members(group_id, members, reason).await })
    }
    /// Has all members leave a group.
    #[napi]
    pub fn remove_all_members(&self, group_id: Raw, reason: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let reason = reason.read::<Option<String>>("reason")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.remove_all_members(group_id, reason).await })
    }
    /// The log directories of brokers, and what is in them.
    #[napi]
    pub fn describe_log_dirs(&self, brokers: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let brokers = brokers.read::<Vec<i32>>("brokers")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_log_dirs(brokers).await })
    }
    /// In which directories replicas are.
    #[napi]
    pub fn describe_replica_log_dirs(&self, replicas: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let replicas = replicas.read::<Vec<api::Replica>>("replicas")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_replica_log_dirs(replicas).await })
    }
    /// Begins to move replicas to other directories of their brokers; tells of those where that did not work.
    #[napi]
    pub fn alter_replica_log_dirs(&self, moves: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let moves = moves.read::<Vec<api::ReplicaMove>>("moves")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_replica_log_dirs(moves).await })
    }
    /// The quorum of controllers.
    #[napi]
    pub fn describe_metadata_quorum(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_metadata_quorum().await })
    }
    /// Has a controller vote.
    #[napi]
    pub fn add_raft_voter(&self, voter: Raw, endpoints: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let voter = voter.read::<api::RaftVoter>("voter")?;
        let endpoints = endpoints.read::<Vec<api::RaftEndpoint>>("endpoints")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.add_raft_voter(voter, endpoints).await })
    }
    /// Has a controller vote no more.
    #[napi]
    pub fn remove_raft_voter(&self, voter: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let voter = voter.read::<api::RaftVoter>("voter")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.remove_raft_voter(voter).await })
    }
    /// The producers of partitions, as their leaders know them, or the broker that is named.
    #[napi]
    pub fn describe_producers(&self, partitions: Raw, broker: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let broker = broker.read::<Option<i32>>("broker")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_producers(partitions, broker).await })
    }
    /// Aborts a transaction in one partition whose coordinator has forgotten it.
    #[napi]
    pub fn abort_transaction(&self, transaction: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let transaction = transaction.read::<api::HangingTransaction>("transaction")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.abort_transaction(transaction).await })
    }
    /// The quotas of whoever has these parts; with `strict`, and no others.
    #[napi]
    pub fn describe_client_quotas(&self, parts: Raw, strict: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let parts = parts.read::<Vec<api::QuotaMatch>>("parts")?;
        let strict = strict.read::<Option<bool>>("strict")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_client_quotas(parts, strict).await })
    }
    /// Changes quotas; tells of those that could not be changed.
    #[napi]
    pub fn alter_client_quotas(&self, updates: Raw, mode: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let updates = updates.read::<Vec<api::QuotaUpdate>>("updates")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_client_quotas(updates, mode).await })
    }
    /// Has partitions get another leader; tells of those that do not.
    #[napi]
    pub fn elect_leaders(&self, election: Raw, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let election = election.read::<api::ElectionType>("election")?;
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.elect_leaders(election, partitions).await })
    }
    /// As `elect_leaders`, for all partitions where there is something to elect.
    #[napi]
    pub fn elect_all_leaders(&self, election: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let election = election.read::<api::ElectionType>("election")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.elect_all_leaders(election).await })
    }
    /// Begins to move partitions, or gives moves up; tells of those where that did not work.
    #[napi]
    pub fn alter_partition_reassignments(&self, moves: Raw, change: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let moves = moves.read::<Vec<api::Reassignment>>("moves")?;
        let change = change.read::<Option<api::ReplicationFactorChange>>("change")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_partition_reassignments(moves, change).await })
    }
    /// Moves that have not ended; only those of these partitions, if some are named.
    #[napi]
    pub fn list_partition_reassignments(&self, partitions: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::TopicPartition>>("partitions")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_partition_reassignments(partitions).await })
    }
    /// Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
    /// what readers of committed records see.
    #[napi]
    pub fn list_offsets(&self, partitions: Raw, read_committed: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::OffsetAt>>("partitions")?;
        let read_committed = read_committed.read::<Option<bool>>("readCommitted")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_offsets(partitions, read_committed).await })
    }
    /// As `list_offsets`; tells of partitions that are not there.
    #[napi]
    pub fn list_offsets_each(&self, partitions: Raw, read_committed: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let partitions = partitions.read::<Vec<api::OffsetAt>>("partitions")?;
        let read_committed = read_committed.read::<Option<bool>>("readCommitted")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_offsets_each(partitions, read_committed).await })
    }
    /// Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
    /// did not work.
    #[napi]
    pub fn delete_records(&self, before: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let before = before.read::<Vec<api::PartitionOffset>>("before")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_records(before).await })
    }
    /// How the passwords of users are kept; of all users, if none is named.
    #[napi]
    pub fn describe_scram_credentials(&self, users: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let users = users.read::<Vec<String>>("users")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_scram_credentials(users).await })
    }
    /// Sets and deletes passwords; tells of users where that did not work.
    #[napi]
    pub fn alter_scram_credentials(&self, alterations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let alterations = alterations.read::<Vec<api::ScramAlteration>>("alterations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_scram_credentials(alterations).await })
    }
    /// Share groups with their members.
    #[napi]
    pub fn describe_share_groups(&self, group_ids: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_share_groups(group_ids, authorized_operations).await })
    }
    /// Where share groups begin.
    #[napi]
    pub fn list_share_group_offsets(&self, groups: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let groups = groups.read::<Vec<api::ShareGroupOffsetsQuery>>("groups")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_share_group_offsets(groups).await })
    }
    /// Sets where a share group begins, while it has no members; tells of partitions where that did not work.
    #[napi]
    pub fn alter_share_group_offsets(&self, group_id: Raw, offsets: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let offsets = offsets.read::<Vec<api::PartitionOffset>>("offsets")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.alter_share_group_offsets(group_id, offsets).await })
    }
    /// Forgets where a share group is in topics, while it has no members; tells of topics where that did not work.
    #[napi]
    pub fn delete_share_group_offsets(&self, group_id: Raw, topics: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_id = group_id.read::<String>("groupId")?;
        let topics = topics.read::<Vec<String>>("topics")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_share_group_offsets(group_id, topics).await })
    }
    /// Groups of Kafka Streams with their members.
    #[napi]
    pub fn describe_streams_groups(&self, group_ids: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let group_ids = group_ids.read::<Vec<String>>("groupIds")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_streams_groups(group_ids, authorized_operations).await })
    }
    /// Creates topics, and waits until they can be used; tells of those that could not be created.
    #[napi]
    pub fn create_topics(&self, topics: Raw, mode: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topics = topics.read::<Vec<api::NewTopic>>("topics")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_topics(topics, mode).await })
    }
    /// Deletes topics; tells of those that could not be deleted.
    #[napi]
    pub fn delete_topics(&self, names: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_topics(names).await })
    }
    /// As `delete_topics`, by their ids.
    #[napi]
    pub fn delete_topics_by_id(&self, ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let ids = ids.read::<Vec<String>>("ids")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.delete_topics_by_id(ids).await })
    }
    /// All topics.
    #[napi]
    pub fn list_topics(&self, cancellation: Raw) -> napi::Result<Raw> {
        let me = self.0.shared();
        promise(cancellation, async move { me.list_topics().await })
    }
    /// Topics with their partitions; fails if one of them is not there.
    #[napi]
    pub fn describe_topics(&self, names: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_topics(names, authorized_operations).await })
    }
    /// As `describe_topics`; tells of those that are not there.
    #[napi]
    pub fn describe_topics_each(&self, names: Raw, authorized_operations: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let names = names.read::<Vec<String>>("names")?;
        let authorized_operations = authorized_operations.read::<Option<bool>>("authorizedOperations")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_topics_each(names, authorized_operations).await })
    }
    /// As `describe_topics_each`, by their ids.
    #[napi]
    pub fn describe_topics_by_id(&self, ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let ids = ids.read::<Vec<String>>("ids")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_topics_by_id(ids).await })
    }
    /// Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
    /// there is an assignment for each that is new.
    #[napi]
    pub fn create_partitions(&self, topic: Raw, count: Raw, mode: Raw, assignments: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let topic = topic.read::<String>("topic")?;
        let count = count.read::<i32>("count")?;
        let mode = mode.read::<Option<api::UpdateMode>>("mode")?;
        let assignments = assignments.read::<Vec<api::PartitionAssignment>>("assignments")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.create_partitions(topic, count, mode, assignments).await })
    }
    /// Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
    /// so many milliseconds, or whose whole id matches a regular expression, where that is said.
    #[napi]
    pub fn list_transactions(&self, states: Raw, producer_ids: Raw, longer_than_ms: Raw, id_pattern: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let states = states.read::<Vec<String>>("states")?;
        let producer_ids = producer_ids.read::<Vec<i64>>("producerIds")?;
        let longer_than_ms = longer_than_ms.read::<Option<i64>>("longerThanMs")?;
        let id_pattern = id_pattern.read::<Option<String>>("idPattern")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.list_transactions(states, producer_ids, longer_than_ms, id_pattern).await })
    }
    /// Transactional ids and their transactions.
    #[napi]
    pub fn describe_transactions(&self, transactional_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let transactional_ids = transactional_ids.read::<Vec<String>>("transactionalIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.describe_transactions(transactional_ids).await })
    }
    /// Fences the producers of transactional ids: their open transactions are aborted.
    #[napi]
    pub fn fence_producers(&self, transactional_ids: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let transactional_ids = transactional_ids.read::<Vec<String>>("transactionalIds")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.fence_producers(transactional_ids).await })
    }
    /// Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939).
    #[napi]
    pub fn force_terminate_transaction(&self, transactional_id: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let transactional_id = transactional_id.read::<String>("transactionalId")?;
        let me = self.0.shared();
        promise(cancellation, async move { me.force_terminate_transaction(transactional_id).await })
    }
}
