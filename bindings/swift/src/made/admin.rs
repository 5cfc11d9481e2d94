// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

#[allow(unused_imports)]
use std::{collections::HashMap, sync::Arc};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{failure::{RawFailure, RawThrown}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*};

/// Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
/// things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
/// `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
#[derive(uniffi::Object)]
pub struct RawAdmin(pub(crate) Owned<api::Admin>);

#[uniffi::export]
impl RawAdmin {
    #[uniffi::constructor]
    /// Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
    /// they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
    /// and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
    pub async fn connect_controllers(call: Arc<RawCall>, bootstrap_controllers: String, options: HashMap<String, String>) -> Result<Arc<Self>, RawFailure> {
        call.run(async move { Ok(Arc::new(RawAdmin(Owned::new(api::Admin::connect_controllers(bootstrap_controllers, api::ClientOptions::new(options.into_iter().collect())).await?)))) }).await
    }
    /// The rules that a filter fits.
    pub async fn describe_acls(&self, call: Arc<RawCall>, filter: RawAclFilter) -> Result<Vec<RawAcl>, RawFailure> {
        call.run(async move { Ok(self.0.describe_acls(filter.into()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Adds rules; tells of those that could not be added, by principal.
    pub async fn create_acls(&self, call: Arc<RawCall>, acls: Vec<RawAcl>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.create_acls(acls.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Deletes the rules that filters fit.
    pub async fn delete_acls(&self, call: Arc<RawCall>, filters: Vec<RawAclFilter>) -> Result<RawAclDeletions, RawFailure> {
        call.run(async move { Ok(self.0.delete_acls(filters.into_iter().map(|it| it.into()).collect()).await?.into()) }).await
    }
    /// Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
    /// calls that are under way are done; those of a client are the client's.
    pub async fn close(&self, call: Arc<RawCall>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.close().await) }).await
    }
    /// Groups in the classic protocol with their members.
    pub async fn describe_classic_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>, authorized_operations: Option<bool>) -> Result<RawClassicGroupDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_classic_groups(group_ids, authorized_operations).await?.into()) }).await
    }
    /// The cluster and its brokers; also those that are fenced, if that is said.
    pub async fn describe_cluster(&self, call: Arc<RawCall>, fenced_brokers: Option<bool>, authorized_operations: Option<bool>) -> Result<RawClusterDescription, RawFailure> {
        call.run(async move { Ok(self.0.describe_cluster(fenced_brokers, authorized_operations).await?.into()) }).await
    }
    /// Has a cluster forget a broker that does not come back.
    pub async fn unregister_broker(&self, call: Arc<RawCall>, broker: i32) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.unregister_broker(broker).await?) }).await
    }
    /// The id that the cluster has given this client for its metrics (KIP-714).
    pub async fn client_instance_id(&self, call: Arc<RawCall>) -> Result<String, RawFailure> {
        call.run(async move { Ok(self.0.client_instance_id().await?) }).await
    }
    /// The configuration of something; only these keys, if some are named.
    pub async fn describe_configs(&self, call: Arc<RawCall>, resource: RawConfigResource, synonyms: Option<bool>, documentation: Option<bool>, keys: Vec<String>) -> Result<Vec<RawConfigEntry>, RawFailure> {
        call.run(async move { Ok(self.0.describe_configs(resource.into(), synonyms, documentation, keys).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `describe_configs`, of several at once.
    pub async fn describe_configs_each(&self, call: Arc<RawCall>, resources: Vec<RawConfigResource>, synonyms: Option<bool>, documentation: Option<bool>, keys: Vec<String>) -> Result<RawConfigDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_configs_each(resources.into_iter().map(|it| it.into()).collect(), synonyms, documentation, keys).await?.into()) }).await
    }
    /// Changes keys of a configuration, all or none.
    pub async fn alter_configs(&self, call: Arc<RawCall>, resource: RawConfigResource, changes: Vec<RawConfigChange>, mode: Option<RawUpdateMode>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.alter_configs(resource.into(), changes.into_iter().map(|it| it.into()).collect(), mode.map(|it| it.into())).await?) }).await
    }
    /// As `alter_configs`, of several at once; tells of those that could not be changed.
    pub async fn alter_configs_each(&self, call: Arc<RawCall>, updates: Vec<RawConfigUpdate>, mode: Option<RawUpdateMode>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_configs_each(updates.into_iter().map(|it| it.into()).collect(), mode.map(|it| it.into())).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// What has a configuration of its own; only these kinds, if some are named.
    pub async fn list_config_resources(&self, call: Arc<RawCall>, kinds: Vec<RawConfigResourceKind>) -> Result<Vec<RawConfigResource>, RawFailure> {
        call.run(async move { Ok(self.0.list_config_resources(kinds.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said.
    pub async fn create_delegation_token(&self, call: Arc<RawCall>, owner: Option<RawPrincipal>, renewers: Vec<RawPrincipal>, lifetime_max_ms: Option<i64>) -> Result<RawDelegationToken, RawFailure> {
        call.run(async move { Ok(self.0.create_delegation_token(owner.map(|it| it.into()), renewers.into_iter().map(|it| it.into()).collect(), lifetime_max_ms).await?.into()) }).await
    }
    /// Renews a token; tells when it ends now, in milliseconds since 1970.
    pub async fn renew_delegation_token(&self, call: Arc<RawCall>, hmac: Vec<u8>, period_ms: Option<i64>) -> Result<i64, RawFailure> {
        call.run(async move { Ok(self.0.renew_delegation_token(hmac.into(), period_ms).await?) }).await
    }
    /// Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970.
    pub async fn expire_delegation_token(&self, call: Arc<RawCall>, hmac: Vec<u8>, period_ms: Option<i64>) -> Result<i64, RawFailure> {
        call.run(async move { Ok(self.0.expire_delegation_token(hmac.into(), period_ms).await?) }).await
    }
    /// The tokens that one may know of; only those of these owners, if some are named.
    pub async fn describe_delegation_tokens(&self, call: Arc<RawCall>, owners: Vec<RawPrincipal>) -> Result<Vec<RawDelegationToken>, RawFailure> {
        call.run(async move { Ok(self.0.describe_delegation_tokens(owners.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The features of the cluster, and what a broker supports: this one, if one is named.
    pub async fn describe_features(&self, call: Arc<RawCall>, broker: Option<i32>) -> Result<Vec<RawFeatureDescription>, RawFailure> {
        call.run(async move { Ok(self.0.describe_features(broker).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Has features be at other levels; tells of those that are not.
    pub async fn update_features(&self, call: Arc<RawCall>, updates: Vec<RawFeatureUpdate>, mode: Option<RawUpdateMode>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.update_features(updates.into_iter().map(|it| it.into()).collect(), mode.map(|it| it.into())).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// What a group has committed.
    pub async fn list_group_offsets(&self, call: Arc<RawCall>, group_id: String) -> Result<Vec<RawPartitionOffset>, RawFailure> {
        call.run(async move { Ok(self.0.list_group_offsets(group_id).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// What several groups have committed.
    pub async fn list_offsets_of_groups(&self, call: Arc<RawCall>, groups: Vec<RawGroupOffsetsQuery>) -> Result<RawGroupOffsetsListings, RawFailure> {
        call.run(async move { Ok(self.0.list_offsets_of_groups(groups.into_iter().map(|it| it.into()).collect()).await?.into()) }).await
    }
    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    pub async fn alter_group_offsets(&self, call: Arc<RawCall>, group_id: String, offsets: Vec<RawPartitionOffset>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_group_offsets(group_id, offsets.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
    /// did not work.
    pub async fn delete_group_offsets(&self, call: Arc<RawCall>, group_id: String, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_group_offsets(group_id, partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// All groups; only those in these states, of these kinds, of these protocol types, if some are named.
    pub async fn list_groups(&self, call: Arc<RawCall>, states: Vec<String>, kinds: Vec<String>, protocol_types: Vec<String>) -> Result<Vec<RawGroupListing>, RawFailure> {
        call.run(async move { Ok(self.0.list_groups(states, kinds, protocol_types).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Groups of consumers with their members; fails if one of them is not there.
    pub async fn describe_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>, authorized_operations: Option<bool>) -> Result<Vec<RawGroupDescription>, RawFailure> {
        call.run(async move { Ok(self.0.describe_groups(group_ids, authorized_operations).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `describe_groups`; tells of those that are not there.
    pub async fn describe_groups_each(&self, call: Arc<RawCall>, group_ids: Vec<String>, authorized_operations: Option<bool>) -> Result<RawGroupDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_groups_each(group_ids, authorized_operations).await?.into()) }).await
    }
    /// Deletes groups of any kind without members; tells of those that could not be deleted.
    pub async fn delete_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_groups(group_ids).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Has members leave a group; tells of those that could not be removed.
    pub async fn remove_members(&self, call: Arc<RawCall>, group_id: String, members: Vec<RawMemberToRemove>, reason: Option<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.remove_members(group_id, members.into_iter().map(|it| it.into()).collect(), reason).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Has all members leave a group.
    pub async fn remove_all_members(&self, call: Arc<RawCall>, group_id: String, reason: Option<String>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.remove_all_members(group_id, reason).await?) }).await
    }
    /// The log directories of brokers, and what is in them.
    pub async fn describe_log_dirs(&self, call: Arc<RawCall>, brokers: Vec<i32>) -> Result<RawLogDirDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_log_dirs(brokers).await?.into()) }).await
    }
    /// In which directories replicas are.
    pub async fn describe_replica_log_dirs(&self, call: Arc<RawCall>, replicas: Vec<RawReplica>) -> Result<RawReplicaLogDirsListings, RawFailure> {
        call.run(async move { Ok(self.0.describe_replica_log_dirs(replicas.into_iter().map(|it| it.into()).collect()).await?.into()) }).await
    }
    /// Begins to move replicas to other directories of their brokers; tells of those where that did not work.
    pub async fn alter_replica_log_dirs(&self, call: Arc<RawCall>, moves: Vec<RawReplicaMove>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_replica_log_dirs(moves.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// The quorum of controllers.
    pub async fn describe_metadata_quorum(&self, call: Arc<RawCall>) -> Result<RawQuorumDescription, RawFailure> {
        call.run(async move { Ok(self.0.describe_metadata_quorum().await?.into()) }).await
    }
    /// Has a controller vote.
    pub async fn add_raft_voter(&self, call: Arc<RawCall>, voter: RawRaftVoter, endpoints: Vec<RawRaftEndpoint>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.add_raft_voter(voter.into(), endpoints.into_iter().map(|it| it.into()).collect()).await?) }).await
    }
    /// Has a controller vote no more.
    pub async fn remove_raft_voter(&self, call: Arc<RawCall>, voter: RawRaftVoter) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.remove_raft_voter(voter.into()).await?) }).await
    }
    /// The producers of partitions, as their leaders know them, or the broker that is named.
    pub async fn describe_producers(&self, call: Arc<RawCall>, partitions: Vec<RawTopicPartition>, broker: Option<i32>) -> Result<RawProducerDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_producers(partitions.into_iter().map(|it| it.into()).collect(), broker).await?.into()) }).await
    }
    /// Aborts a transaction in one partition whose coordinator has forgotten it.
    pub async fn abort_transaction(&self, call: Arc<RawCall>, transaction: RawHangingTransaction) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.abort_transaction(transaction.into()).await?) }).await
    }
    /// The quotas of whoever has these parts; with `strict`, and no others.
    pub async fn describe_client_quotas(&self, call: Arc<RawCall>, parts: Vec<RawQuotaMatch>, strict: Option<bool>) -> Result<Vec<RawClientQuotas>, RawFailure> {
        call.run(async move { Ok(self.0.describe_client_quotas(parts.into_iter().map(|it| it.into()).collect(), strict).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Changes quotas; tells of those that could not be changed.
    pub async fn alter_client_quotas(&self, call: Arc<RawCall>, updates: Vec<RawQuotaUpdate>, mode: Option<RawUpdateMode>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_client_quotas(updates.into_iter().map(|it| it.into()).collect(), mode.map(|it| it.into())).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Has partitions get another leader; tells of those that do not.
    pub async fn elect_leaders(&self, call: Arc<RawCall>, election: RawElectionType, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.elect_leaders(election.into(), partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `elect_leaders`, for all partitions where there is something to elect.
    pub async fn elect_all_leaders(&self, call: Arc<RawCall>, election: RawElectionType) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.elect_all_leaders(election.into()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Begins to move partitions, or gives moves up; tells of those where that did not work.
    pub async fn alter_partition_reassignments(&self, call: Arc<RawCall>, moves: Vec<RawReassignment>, change: Option<RawReplicationFactorChange>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_partition_reassignments(moves.into_iter().map(|it| it.into()).collect(), change.map(|it| it.into())).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Moves that have not ended; only those of these partitions, if some are named.
    pub async fn list_partition_reassignments(&self, call: Arc<RawCall>, partitions: Vec<RawTopicPartition>) -> Result<Vec<RawPartitionReassignment>, RawFailure> {
        call.run(async move { Ok(self.0.list_partition_reassignments(partitions.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
    /// what readers of committed records see.
    pub async fn list_offsets(&self, call: Arc<RawCall>, partitions: Vec<RawOffsetAt>, read_committed: Option<bool>) -> Result<Vec<RawListedOffset>, RawFailure> {
        call.run(async move { Ok(self.0.list_offsets(partitions.into_iter().map(|it| it.into()).collect(), read_committed).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `list_offsets`; tells of partitions that are not there.
    pub async fn list_offsets_each(&self, call: Arc<RawCall>, partitions: Vec<RawOffsetAt>, read_committed: Option<bool>) -> Result<RawListedOffsets, RawFailure> {
        call.run(async move { Ok(self.0.list_offsets_each(partitions.into_iter().map(|it| it.into()).collect(), read_committed).await?.into()) }).await
    }
    /// Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
    /// did not work.
    pub async fn delete_records(&self, call: Arc<RawCall>, before: Vec<RawPartitionOffset>) -> Result<RawRecordDeletions, RawFailure> {
        call.run(async move { Ok(self.0.delete_records(before.into_iter().map(|it| it.into()).collect()).await?.into()) }).await
    }
    /// How the passwords of users are kept; of all users, if none is named.
    pub async fn describe_scram_credentials(&self, call: Arc<RawCall>, users: Vec<String>) -> Result<RawScramDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_scram_credentials(users).await?.into()) }).await
    }
    /// Sets and deletes passwords; tells of users where that did not work.
    pub async fn alter_scram_credentials(&self, call: Arc<RawCall>, alterations: Vec<RawScramAlteration>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_scram_credentials(alterations.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Share groups with their members.
    pub async fn describe_share_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>, authorized_operations: Option<bool>) -> Result<RawShareGroupDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_share_groups(group_ids, authorized_operations).await?.into()) }).await
    }
    /// Where share groups begin.
    pub async fn list_share_group_offsets(&self, call: Arc<RawCall>, groups: Vec<RawShareGroupOffsetsQuery>) -> Result<RawShareGroupOffsetsListings, RawFailure> {
        call.run(async move { Ok(self.0.list_share_group_offsets(groups.into_iter().map(|it| it.into()).collect()).await?.into()) }).await
    }
    /// Sets where a share group begins, while it has no members; tells of partitions where that did not work.
    pub async fn alter_share_group_offsets(&self, call: Arc<RawCall>, group_id: String, offsets: Vec<RawPartitionOffset>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.alter_share_group_offsets(group_id, offsets.into_iter().map(|it| it.into()).collect()).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Forgets where a share group is in topics, while it has no members; tells of topics where that did not work.
    pub async fn delete_share_group_offsets(&self, call: Arc<RawCall>, group_id: String, topics: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_share_group_offsets(group_id, topics).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Groups of Kafka Streams with their members.
    pub async fn describe_streams_groups(&self, call: Arc<RawCall>, group_ids: Vec<String>, authorized_operations: Option<bool>) -> Result<RawStreamsGroupDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_streams_groups(group_ids, authorized_operations).await?.into()) }).await
    }
    /// Creates topics, and waits until they can be used; tells of those that could not be created.
    pub async fn create_topics(&self, call: Arc<RawCall>, topics: Vec<RawNewTopic>, mode: Option<RawUpdateMode>) -> Result<RawCreatedTopics, RawFailure> {
        call.run(async move { Ok(self.0.create_topics(topics.into_iter().map(|it| it.into()).collect(), mode.map(|it| it.into())).await?.into()) }).await
    }
    /// Deletes topics; tells of those that could not be deleted.
    pub async fn delete_topics(&self, call: Arc<RawCall>, names: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_topics(names).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `delete_topics`, by their ids.
    pub async fn delete_topics_by_id(&self, call: Arc<RawCall>, ids: Vec<String>) -> Result<Vec<RawRefusal>, RawFailure> {
        call.run(async move { Ok(self.0.delete_topics_by_id(ids).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// All topics.
    pub async fn list_topics(&self, call: Arc<RawCall>) -> Result<Vec<RawTopicListing>, RawFailure> {
        call.run(async move { Ok(self.0.list_topics().await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Topics with their partitions; fails if one of them is not there.
    pub async fn describe_topics(&self, call: Arc<RawCall>, names: Vec<String>, authorized_operations: Option<bool>) -> Result<Vec<RawTopicDescription>, RawFailure> {
        call.run(async move { Ok(self.0.describe_topics(names, authorized_operations).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// As `describe_topics`; tells of those that are not there.
    pub async fn describe_topics_each(&self, call: Arc<RawCall>, names: Vec<String>, authorized_operations: Option<bool>) -> Result<RawTopicDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_topics_each(names, authorized_operations).await?.into()) }).await
    }
    /// As `describe_topics_each`, by their ids.
    pub async fn describe_topics_by_id(&self, call: Arc<RawCall>, ids: Vec<String>) -> Result<RawTopicDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_topics_by_id(ids).await?.into()) }).await
    }
    /// Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
    /// there is an assignment for each that is new.
    pub async fn create_partitions(&self, call: Arc<RawCall>, topic: String, count: i32, mode: Option<RawUpdateMode>, assignments: Vec<RawPartitionAssignment>) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.create_partitions(topic, count, mode.map(|it| it.into()), assignments.into_iter().map(|it| it.into()).collect()).await?) }).await
    }
    /// Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
    /// so many milliseconds, or whose whole id matches a regular expression, where that is said.
    pub async fn list_transactions(&self, call: Arc<RawCall>, states: Vec<String>, producer_ids: Vec<i64>, longer_than_ms: Option<i64>, id_pattern: Option<String>) -> Result<Vec<RawTransactionListing>, RawFailure> {
        call.run(async move { Ok(self.0.list_transactions(states, producer_ids, longer_than_ms, id_pattern).await?.into_iter().map(|it| it.into()).collect()) }).await
    }
    /// Transactional ids and their transactions.
    pub async fn describe_transactions(&self, call: Arc<RawCall>, transactional_ids: Vec<String>) -> Result<RawTransactionDescriptions, RawFailure> {
        call.run(async move { Ok(self.0.describe_transactions(transactional_ids).await?.into()) }).await
    }
    /// Fences the producers of transactional ids: their open transactions are aborted.
    pub async fn fence_producers(&self, call: Arc<RawCall>, transactional_ids: Vec<String>) -> Result<RawFencedProducers, RawFailure> {
        call.run(async move { Ok(self.0.fence_producers(transactional_ids).await?.into()) }).await
    }
    /// Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939).
    pub async fn force_terminate_transaction(&self, call: Arc<RawCall>, transactional_id: String) -> Result<(), RawFailure> {
        call.run(async move { Ok(self.0.force_terminate_transaction(transactional_id).await?) }).await
    }
}
