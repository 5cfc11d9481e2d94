// Made from bindings/api by `cargo xtask generate`: do not edit.

//! Objects that are shared.

use std::sync::Arc;

use ottla_api as api;
use pyo3::{exceptions::PyTypeError, prelude::*, types::{PyDict, PyTuple}};

use crate::{
    call::Call,
    callbacks::{Failures, With},
    convert::{Argument, At, Given, IntoPython, argument, optional},
    errors,
    found::Found,
    options,
    payload::Payload,
    sending::{self, Sent, Untold},
    shared::{Shared, Told},
    stream::{Batches, Left, Stream},
};

use super::listeners;

/// Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
/// things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
/// `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Admin {
    object: Shared<api::Admin>,
}

#[pymethods]
impl Admin {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `Admin.connect_controllers(...)` or `client.admin()`, not `Admin(...)`"))
    }

    /// Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
    /// they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
    /// and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
    #[staticmethod]
    #[pyo3(signature = (bootstrap_controllers, options=None, **keywords))]
    fn connect_controllers(bootstrap_controllers: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let bootstrap_controllers = argument(bootstrap_controllers, "bootstrap_controllers")?;
        let options = api::ClientOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { api::Admin::connect_controllers(bootstrap_controllers, options).await }))
    }

    /// The rules that a filter fits.
    #[pyo3(signature = (filter))]
    fn describe_acls(&self, filter: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("describe acls")?.clone();
        let filter = argument(filter, "filter")?;
        Ok(Call::of(async move { this.describe_acls(filter).await }))
    }

    /// Adds rules; tells of those that could not be added, by principal.
    #[pyo3(signature = (acls=None))]
    fn create_acls(&self, acls: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("create acls")?.clone();
        let acls = optional(acls, "acls")?;
        Ok(Call::of(async move { this.create_acls(acls).await }))
    }

    /// Deletes the rules that filters fit.
    #[pyo3(signature = (filters=None))]
    fn delete_acls(&self, filters: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete acls")?.clone();
        let filters = optional(filters, "filters")?;
        Ok(Call::of(async move { this.delete_acls(filters).await }))
    }

    /// Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
    /// calls that are under way are done; those of a client are the client's.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::of(async move { this.close().await; Ok(()) }))
    }

    /// Groups in the classic protocol with their members.
    #[pyo3(signature = (group_ids=None, authorized_operations=None))]
    fn describe_classic_groups(&self, group_ids: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe classic groups")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_classic_groups(group_ids, authorized_operations).await }))
    }

    /// The cluster and its brokers; also those that are fenced, if that is said.
    #[pyo3(signature = (fenced_brokers=None, authorized_operations=None))]
    fn describe_cluster(&self, fenced_brokers: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe cluster")?.clone();
        let fenced_brokers = optional(fenced_brokers, "fenced_brokers")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_cluster(fenced_brokers, authorized_operations).await }))
    }

    /// Has a cluster forget a broker that does not come back.
    #[pyo3(signature = (broker))]
    fn unregister_broker(&self, broker: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("unregister broker")?.clone();
        let broker = argument(broker, "broker")?;
        Ok(Call::of(async move { this.unregister_broker(broker).await }))
    }

    /// The id that the cluster has given this client for its metrics (KIP-714).
    #[pyo3(signature = ())]
    fn client_instance_id(&self) -> PyResult<Call> {
        let this = self.object.get("client instance id")?.clone();
        Ok(Call::of(async move { this.client_instance_id().await }))
    }

    /// The configuration of something; only these keys, if some are named.
    #[pyo3(signature = (resource, synonyms=None, documentation=None, keys=None))]
    fn describe_configs(&self, resource: &Bound<'_, PyAny>, synonyms: Option<&Bound<'_, PyAny>>, documentation: Option<&Bound<'_, PyAny>>, keys: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe configs")?.clone();
        let resource = argument(resource, "resource")?;
        let synonyms = optional(synonyms, "synonyms")?;
        let documentation = optional(documentation, "documentation")?;
        let keys = optional(keys, "keys")?;
        Ok(Call::of(async move { this.describe_configs(resource, synonyms, documentation, keys).await }))
    }

    /// As `describe_configs`, of several at once.
    #[pyo3(signature = (resources=None, synonyms=None, documentation=None, keys=None))]
    fn describe_configs_each(&self, resources: Option<&Bound<'_, PyAny>>, synonyms: Option<&Bound<'_, PyAny>>, documentation: Option<&Bound<'_, PyAny>>, keys: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe configs each")?.clone();
        let resources = optional(resources, "resources")?;
        let synonyms = optional(synonyms, "synonyms")?;
        let documentation = optional(documentation, "documentation")?;
        let keys = optional(keys, "keys")?;
        Ok(Call::of(async move { this.describe_configs_each(resources, synonyms, documentation, keys).await }))
    }

    /// Changes keys of a configuration, all or none.
    #[pyo3(signature = (resource, changes=None, mode=None))]
    fn alter_configs(&self, resource: &Bound<'_, PyAny>, changes: Option<&Bound<'_, PyAny>>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter configs")?.clone();
        let resource = argument(resource, "resource")?;
        let changes = optional(changes, "changes")?;
        let mode = optional(mode, "mode")?;
        Ok(Call::of(async move { this.alter_configs(resource, changes, mode).await }))
    }

    /// As `alter_configs`, of several at once; tells of those that could not be changed.
    #[pyo3(signature = (updates=None, mode=None))]
    fn alter_configs_each(&self, updates: Option<&Bound<'_, PyAny>>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter configs each")?.clone();
        let updates = optional(updates, "updates")?;
        let mode = optional(mode, "mode")?;
        Ok(Call::of(async move { this.alter_configs_each(updates, mode).await }))
    }

    /// What has a configuration of its own; only these kinds, if some are named.
    #[pyo3(signature = (kinds=None))]
    fn list_config_resources(&self, kinds: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list config resources")?.clone();
        let kinds = optional(kinds, "kinds")?;
        Ok(Call::of(async move { this.list_config_resources(kinds).await }))
    }

    /// Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said.
    #[pyo3(signature = (owner=None, renewers=None, lifetime_max_ms=None))]
    fn create_delegation_token(&self, owner: Option<&Bound<'_, PyAny>>, renewers: Option<&Bound<'_, PyAny>>, lifetime_max_ms: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("create delegation token")?.clone();
        let owner = optional(owner, "owner")?;
        let renewers = optional(renewers, "renewers")?;
        let lifetime_max_ms = optional(lifetime_max_ms, "lifetime_max_ms")?;
        Ok(Call::of(async move { this.create_delegation_token(owner, renewers, lifetime_max_ms).await }))
    }

    /// Renews a token; tells when it ends now, in milliseconds since 1970.
    #[pyo3(signature = (hmac, period_ms=None))]
    fn renew_delegation_token(&self, hmac: &Bound<'_, PyAny>, period_ms: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("renew delegation token")?.clone();
        let hmac = argument(hmac, "hmac")?;
        let period_ms = optional(period_ms, "period_ms")?;
        Ok(Call::of(async move { this.renew_delegation_token(hmac, period_ms).await }))
    }

    /// Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970.
    #[pyo3(signature = (hmac, period_ms=None))]
    fn expire_delegation_token(&self, hmac: &Bound<'_, PyAny>, period_ms: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("expire delegation token")?.clone();
        let hmac = argument(hmac, "hmac")?;
        let period_ms = optional(period_ms, "period_ms")?;
        Ok(Call::of(async move { this.expire_delegation_token(hmac, period_ms).await }))
    }

    /// The tokens that one may know of; only those of these owners, if some are named.
    #[pyo3(signature = (owners=None))]
    fn describe_delegation_tokens(&self, owners: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe delegation tokens")?.clone();
        let owners = optional(owners, "owners")?;
        Ok(Call::of(async move { this.describe_delegation_tokens(owners).await }))
    }

    /// The features of the cluster, and what a broker supports: this one, if one is named.
    #[pyo3(signature = (broker=None))]
    fn describe_features(&self, broker: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe features")?.clone();
        let broker = optional(broker, "broker")?;
        Ok(Call::of(async move { this.describe_features(broker).await }))
    }

    /// Has features be at other levels; tells of those that are not.
    #[pyo3(signature = (updates=None, mode=None))]
    fn update_features(&self, updates: Option<&Bound<'_, PyAny>>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("update features")?.clone();
        let updates = optional(updates, "updates")?;
        let mode = optional(mode, "mode")?;
        Ok(Call::of(async move { this.update_features(updates, mode).await }))
    }

    /// What a group has committed.
    #[pyo3(signature = (group_id))]
    fn list_group_offsets(&self, group_id: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("list group offsets")?.clone();
        let group_id = argument(group_id, "group_id")?;
        Ok(Call::of(async move { this.list_group_offsets(group_id).await }))
    }

    /// What several groups have committed.
    #[pyo3(signature = (groups=None))]
    fn list_offsets_of_groups(&self, groups: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list offsets of groups")?.clone();
        let groups = optional(groups, "groups")?;
        Ok(Call::of(async move { this.list_offsets_of_groups(groups).await }))
    }

    /// Sets what a group has committed, while it has no members; tells of partitions where that did not work.
    #[pyo3(signature = (group_id, offsets=None))]
    fn alter_group_offsets(&self, group_id: &Bound<'_, PyAny>, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter group offsets")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let offsets = optional(offsets, "offsets")?;
        Ok(Call::of(async move { this.alter_group_offsets(group_id, offsets).await }))
    }

    /// Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
    /// did not work.
    #[pyo3(signature = (group_id, partitions=None))]
    fn delete_group_offsets(&self, group_id: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete group offsets")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(async move { this.delete_group_offsets(group_id, partitions).await }))
    }

    /// All groups; only those in these states, of these kinds, of these protocol types, if some are named.
    #[pyo3(signature = (states=None, kinds=None, protocol_types=None))]
    fn list_groups(&self, states: Option<&Bound<'_, PyAny>>, kinds: Option<&Bound<'_, PyAny>>, protocol_types: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list groups")?.clone();
        let states = optional(states, "states")?;
        let kinds = optional(kinds, "kinds")?;
        let protocol_types = optional(protocol_types, "protocol_types")?;
        Ok(Call::of(async move { this.list_groups(states, kinds, protocol_types).await }))
    }

    /// Groups of consumers with their members; fails if one of them is not there.
    #[pyo3(signature = (group_ids=None, authorized_operations=None))]
    fn describe_groups(&self, group_ids: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe groups")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_groups(group_ids, authorized_operations).await }))
    }

    /// As `describe_groups`; tells of those that are not there.
    #[pyo3(signature = (group_ids=None, authorized_operations=None))]
    fn describe_groups_each(&self, group_ids: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe groups each")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_groups_each(group_ids, authorized_operations).await }))
    }

    /// Deletes groups of any kind without members; tells of those that could not be deleted.
    #[pyo3(signature = (group_ids=None))]
    fn delete_groups(&self, group_ids: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete groups")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        Ok(Call::of(async move { this.delete_groups(group_ids).await }))
    }

    /// Has members leave a group; tells of those that could not be removed.
    #[pyo3(signature = (group_id, members=None, reason=None))]
    fn remove_members(&self, group_id: &Bound<'_, PyAny>, members: Option<&Bound<'_, PyAny>>, reason: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("remove members")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let members = optional(members, "members")?;
        let reason = optional(reason, "reason")?;
        Ok(Call::of(async move { this.remove_members(group_id, members, reason).await }))
    }

    /// Has all members leave a group.
    #[pyo3(signature = (group_id, reason=None))]
    fn remove_all_members(&self, group_id: &Bound<'_, PyAny>, reason: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("remove all members")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let reason = optional(reason, "reason")?;
        Ok(Call::of(async move { this.remove_all_members(group_id, reason).await }))
    }

    /// The log directories of brokers, and what is in them.
    #[pyo3(signature = (brokers=None))]
    fn describe_log_dirs(&self, brokers: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe log dirs")?.clone();
        let brokers = optional(brokers, "brokers")?;
        Ok(Call::of(async move { this.describe_log_dirs(brokers).await }))
    }

    /// In which directories replicas are.
    #[pyo3(signature = (replicas=None))]
    fn describe_replica_log_dirs(&self, replicas: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe replica log dirs")?.clone();
        let replicas = optional(replicas, "replicas")?;
        Ok(Call::of(async move { this.describe_replica_log_dirs(replicas).await }))
    }

    /// Begins to move replicas to other directories of their brokers; tells of those where that did not work.
    #[pyo3(signature = (moves=None))]
    fn alter_replica_log_dirs(&self, moves: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter replica log dirs")?.clone();
        let moves = optional(moves, "moves")?;
        Ok(Call::of(async move { this.alter_replica_log_dirs(moves).await }))
    }

    /// The quorum of controllers.
    #[pyo3(signature = ())]
    fn describe_metadata_quorum(&self) -> PyResult<Call> {
        let this = self.object.get("describe metadata quorum")?.clone();
        Ok(Call::of(async move { this.describe_metadata_quorum().await }))
    }

    /// Has a controller vote.
    #[pyo3(signature = (voter, endpoints=None))]
    fn add_raft_voter(&self, voter: &Bound<'_, PyAny>, endpoints: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("add raft voter")?.clone();
        let voter = argument(voter, "voter")?;
        let endpoints = optional(endpoints, "endpoints")?;
        Ok(Call::of(async move { this.add_raft_voter(voter, endpoints).await }))
    }

    /// Has a controller vote no more.
    #[pyo3(signature = (voter))]
    fn remove_raft_voter(&self, voter: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("remove raft voter")?.clone();
        let voter = argument(voter, "voter")?;
        Ok(Call::of(async move { this.remove_raft_voter(voter).await }))
    }

    /// The producers of partitions, as their leaders know them, or the broker that is named.
    #[pyo3(signature = (partitions=None, broker=None))]
    fn describe_producers(&self, partitions: Option<&Bound<'_, PyAny>>, broker: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe producers")?.clone();
        let partitions = optional(partitions, "partitions")?;
        let broker = optional(broker, "broker")?;
        Ok(Call::of(async move { this.describe_producers(partitions, broker).await }))
    }

    /// Aborts a transaction in one partition whose coordinator has forgotten it.
    #[pyo3(signature = (transaction))]
    fn abort_transaction(&self, transaction: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("abort transaction")?.clone();
        let transaction = argument(transaction, "transaction")?;
        Ok(Call::of(async move { this.abort_transaction(transaction).await }))
    }

    /// The quotas of whoever has these parts; with `strict`, and no others.
    #[pyo3(signature = (parts=None, strict=None))]
    fn describe_client_quotas(&self, parts: Option<&Bound<'_, PyAny>>, strict: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe client quotas")?.clone();
        let parts = optional(parts, "parts")?;
        let strict = optional(strict, "strict")?;
        Ok(Call::of(async move { this.describe_client_quotas(parts, strict).await }))
    }

    /// Changes quotas; tells of those that could not be changed.
    #[pyo3(signature = (updates=None, mode=None))]
    fn alter_client_quotas(&self, updates: Option<&Bound<'_, PyAny>>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter client quotas")?.clone();
        let updates = optional(updates, "updates")?;
        let mode = optional(mode, "mode")?;
        Ok(Call::of(async move { this.alter_client_quotas(updates, mode).await }))
    }

    /// Has partitions get another leader; tells of those that do not.
    #[pyo3(signature = (election, partitions=None))]
    fn elect_leaders(&self, election: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("elect leaders")?.clone();
        let election = argument(election, "election")?;
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(async move { this.elect_leaders(election, partitions).await }))
    }

    /// As `elect_leaders`, for all partitions where there is something to elect.
    #[pyo3(signature = (election))]
    fn elect_all_leaders(&self, election: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("elect all leaders")?.clone();
        let election = argument(election, "election")?;
        Ok(Call::of(async move { this.elect_all_leaders(election).await }))
    }

    /// Begins to move partitions, or gives moves up; tells of those where that did not work.
    #[pyo3(signature = (moves=None, change=None))]
    fn alter_partition_reassignments(&self, moves: Option<&Bound<'_, PyAny>>, change: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter partition reassignments")?.clone();
        let moves = optional(moves, "moves")?;
        let change = optional(change, "change")?;
        Ok(Call::of(async move { this.alter_partition_reassignments(moves, change).await }))
    }

    /// Moves that have not ended; only those of these partitions, if some are named.
    #[pyo3(signature = (partitions=None))]
    fn list_partition_reassignments(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list partition reassignments")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(async move { this.list_partition_reassignments(partitions).await }))
    }

    /// Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
    /// what readers of committed records see.
    #[pyo3(signature = (partitions=None, read_committed=None))]
    fn list_offsets(&self, partitions: Option<&Bound<'_, PyAny>>, read_committed: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list offsets")?.clone();
        let partitions = optional(partitions, "partitions")?;
        let read_committed = optional(read_committed, "read_committed")?;
        Ok(Call::of(async move { this.list_offsets(partitions, read_committed).await }))
    }

    /// As `list_offsets`; tells of partitions that are not there.
    #[pyo3(signature = (partitions=None, read_committed=None))]
    fn list_offsets_each(&self, partitions: Option<&Bound<'_, PyAny>>, read_committed: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list offsets each")?.clone();
        let partitions = optional(partitions, "partitions")?;
        let read_committed = optional(read_committed, "read_committed")?;
        Ok(Call::of(async move { this.list_offsets_each(partitions, read_committed).await }))
    }

    /// Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
    /// did not work.
    #[pyo3(signature = (before=None))]
    fn delete_records(&self, before: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete records")?.clone();
        let before = optional(before, "before")?;
        Ok(Call::of(async move { this.delete_records(before).await }))
    }

    /// How the passwords of users are kept; of all users, if none is named.
    #[pyo3(signature = (users=None))]
    fn describe_scram_credentials(&self, users: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe scram credentials")?.clone();
        let users = optional(users, "users")?;
        Ok(Call::of(async move { this.describe_scram_credentials(users).await }))
    }

    /// Sets and deletes passwords; tells of users where that did not work.
    #[pyo3(signature = (alterations=None))]
    fn alter_scram_credentials(&self, alterations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter scram credentials")?.clone();
        let alterations = optional(alterations, "alterations")?;
        Ok(Call::of(async move { this.alter_scram_credentials(alterations).await }))
    }

    /// Share groups with their members.
    #[pyo3(signature = (group_ids=None, authorized_operations=None))]
    fn describe_share_groups(&self, group_ids: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe share groups")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_share_groups(group_ids, authorized_operations).await }))
    }

    /// Where share groups begin.
    #[pyo3(signature = (groups=None))]
    fn list_share_group_offsets(&self, groups: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list share group offsets")?.clone();
        let groups = optional(groups, "groups")?;
        Ok(Call::of(async move { this.list_share_group_offsets(groups).await }))
    }

    /// Sets where a share group begins, while it has no members; tells of partitions where that did not work.
    #[pyo3(signature = (group_id, offsets=None))]
    fn alter_share_group_offsets(&self, group_id: &Bound<'_, PyAny>, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("alter share group offsets")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let offsets = optional(offsets, "offsets")?;
        Ok(Call::of(async move { this.alter_share_group_offsets(group_id, offsets).await }))
    }

    /// Forgets where a share group is in topics, while it has no members; tells of topics where that did not work.
    #[pyo3(signature = (group_id, topics=None))]
    fn delete_share_group_offsets(&self, group_id: &Bound<'_, PyAny>, topics: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete share group offsets")?.clone();
        let group_id = argument(group_id, "group_id")?;
        let topics = optional(topics, "topics")?;
        Ok(Call::of(async move { this.delete_share_group_offsets(group_id, topics).await }))
    }

    /// Groups of Kafka Streams with their members.
    #[pyo3(signature = (group_ids=None, authorized_operations=None))]
    fn describe_streams_groups(&self, group_ids: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe streams groups")?.clone();
        let group_ids = optional(group_ids, "group_ids")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_streams_groups(group_ids, authorized_operations).await }))
    }

    /// Creates topics, and waits until they can be used; tells of those that could not be created.
    #[pyo3(signature = (topics=None, mode=None))]
    fn create_topics(&self, topics: Option<&Bound<'_, PyAny>>, mode: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("create topics")?.clone();
        let topics = optional(topics, "topics")?;
        let mode = optional(mode, "mode")?;
        Ok(Call::of(async move { this.create_topics(topics, mode).await }))
    }

    /// Deletes topics; tells of those that could not be deleted.
    #[pyo3(signature = (names=None))]
    fn delete_topics(&self, names: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete topics")?.clone();
        let names = optional(names, "names")?;
        Ok(Call::of(async move { this.delete_topics(names).await }))
    }

    /// As `delete_topics`, by their ids.
    #[pyo3(signature = (ids=None))]
    fn delete_topics_by_id(&self, ids: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete topics by id")?.clone();
        let ids = optional(ids, "ids")?;
        Ok(Call::of(async move { this.delete_topics_by_id(ids).await }))
    }

    /// All topics.
    #[pyo3(signature = ())]
    fn list_topics(&self) -> PyResult<Call> {
        let this = self.object.get("list topics")?.clone();
        Ok(Call::of(async move { this.list_topics().await }))
    }

    /// Topics with their partitions; fails if one of them is not there.
    #[pyo3(signature = (names=None, authorized_operations=None))]
    fn describe_topics(&self, names: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe topics")?.clone();
        let names = optional(names, "names")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_topics(names, authorized_operations).await }))
    }

    /// As `describe_topics`; tells of those that are not there.
    #[pyo3(signature = (names=None, authorized_operations=None))]
    fn describe_topics_each(&self, names: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe topics each")?.clone();
        let names = optional(names, "names")?;
        let authorized_operations = optional(authorized_operations, "authorized_operations")?;
        Ok(Call::of(async move { this.describe_topics_each(names, authorized_operations).await }))
    }

    /// As `describe_topics_each`, by their ids.
    #[pyo3(signature = (ids=None))]
    fn describe_topics_by_id(&self, ids: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe topics by id")?.clone();
        let ids = optional(ids, "ids")?;
        Ok(Call::of(async move { this.describe_topics_by_id(ids).await }))
    }

    /// Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
    /// there is an assignment for each that is new.
    #[pyo3(signature = (topic, count, mode=None, assignments=None))]
    fn create_partitions(&self, topic: &Bound<'_, PyAny>, count: &Bound<'_, PyAny>, mode: Option<&Bound<'_, PyAny>>, assignments: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("create partitions")?.clone();
        let topic = argument(topic, "topic")?;
        let count = argument(count, "count")?;
        let mode = optional(mode, "mode")?;
        let assignments = optional(assignments, "assignments")?;
        Ok(Call::of(async move { this.create_partitions(topic, count, mode, assignments).await }))
    }

    /// Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
    /// so many milliseconds, or whose whole id matches a regular expression, where that is said.
    #[pyo3(signature = (states=None, producer_ids=None, longer_than_ms=None, id_pattern=None))]
    fn list_transactions(&self, states: Option<&Bound<'_, PyAny>>, producer_ids: Option<&Bound<'_, PyAny>>, longer_than_ms: Option<&Bound<'_, PyAny>>, id_pattern: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("list transactions")?.clone();
        let states = optional(states, "states")?;
        let producer_ids = optional(producer_ids, "producer_ids")?;
        let longer_than_ms = optional(longer_than_ms, "longer_than_ms")?;
        let id_pattern = optional(id_pattern, "id_pattern")?;
        Ok(Call::of(async move { this.list_transactions(states, producer_ids, longer_than_ms, id_pattern).await }))
    }

    /// Transactional ids and their transactions.
    #[pyo3(signature = (transactional_ids=None))]
    fn describe_transactions(&self, transactional_ids: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("describe transactions")?.clone();
        let transactional_ids = optional(transactional_ids, "transactional_ids")?;
        Ok(Call::of(async move { this.describe_transactions(transactional_ids).await }))
    }

    /// Fences the producers of transactional ids: their open transactions are aborted.
    #[pyo3(signature = (transactional_ids=None))]
    fn fence_producers(&self, transactional_ids: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("fence producers")?.clone();
        let transactional_ids = optional(transactional_ids, "transactional_ids")?;
        Ok(Call::of(async move { this.fence_producers(transactional_ids).await }))
    }

    /// Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939).
    #[pyo3(signature = (transactional_id))]
    fn force_terminate_transaction(&self, transactional_id: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("force terminate transaction")?.clone();
        let transactional_id = argument(transactional_id, "transactional_id")?;
        Ok(Call::of(async move { this.force_terminate_transaction(transactional_id).await }))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

}

impl IntoPython for api::Admin {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Admin { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::Admin> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Admin>().map_err(|_| at.mismatch("Admin", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// A whole broker in this process, on threads of its own: for tests, and for programs that need no
/// other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Broker {
    object: Shared<api::Broker>,
}

#[pymethods]
impl Broker {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `Broker.start(...)`, not `Broker(...)`"))
    }

    /// Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends.
    #[staticmethod]
    #[pyo3(signature = (options=None, **keywords))]
    fn start(options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let options = api::BrokerOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { api::Broker::start(options).await }))
    }

    /// Where clients connect: `127.0.0.1:port`.
    #[pyo3(signature = ())]
    fn bootstrap_servers(&self, py: Python<'_>) -> Given {
        let this = self.object.get("bootstrap servers")?.clone();
        py.detach(|| this.bootstrap_servers()).into_python(py)
    }

    /// Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
    /// returns.
    #[pyo3(signature = (name, partitions=None, config=None))]
    fn create_topic(&self, name: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, config: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("create topic")?.clone();
        let name = argument(name, "name")?;
        let partitions = optional(partitions, "partitions")?;
        let config = optional(config, "config")?;
        Ok(Call::of(async move { this.create_topic(name, partitions, config).await }))
    }

    /// Stops the broker; a log in memory is gone with it. Does nothing the second time.
    #[pyo3(signature = ())]
    fn stop(&self) -> PyResult<Call> {
        let this = self.object.get("stop")?.clone();
        Ok(Call::of(async move { this.stop().await }))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.stop()
    }

}

impl IntoPython for api::Broker {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Broker { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::Broker> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Broker>().map_err(|_| at.mismatch("Broker", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
/// events.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Client {
    object: Shared<api::Client>,
}

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `Client.connect(...)` or `Client.embedded(...)`, not `Client(...)`"))
    }

    /// Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
    /// speaks Kafka's protocol, or the password is wrong.
    #[staticmethod]
    #[pyo3(signature = (bootstrap_servers, options=None, **keywords))]
    fn connect(bootstrap_servers: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let bootstrap_servers = argument(bootstrap_servers, "bootstrap_servers")?;
        let options = api::ClientOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { api::Client::connect(bootstrap_servers, options).await }))
    }

    /// Connects to a broker in this process, without a socket.
    #[staticmethod]
    #[pyo3(signature = (broker, options=None, **keywords))]
    fn embedded(broker: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let broker = argument(broker, "broker")?;
        let options = api::ClientOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { api::Client::embedded(broker, options).await }))
    }

    /// A producer. It needs no broker yet.
    #[pyo3(signature = (options=None, **keywords))]
    fn producer(&self, py: Python<'_>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> Given {
        let this = self.object.get("producer")?.clone();
        let options = api::ProducerOptions::new(options::read(options, keywords)?);
        py.detach(|| this.producer(options)).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// A consumer that shares the partitions of topics with the other members of its group.
    #[pyo3(signature = (options=None, *, listener=None, **keywords))]
    fn consumer(&self, options: Option<&Bound<'_, PyAny>>, listener: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let this = self.object.get("consumer")?.clone();
        let failures = Failures::default();
        let options = api::ConsumerOptions::new(options::read(options, keywords)?);
        let listener = listeners::rebalance_listener(listener, &failures)?;
        Ok(Call::given(async move { Ok(With(this.consumer(options, listener).await?, failures)) }))
    }

    /// A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
    /// group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
    #[pyo3(signature = (options=None, **keywords))]
    fn share_consumer(&self, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let this = self.object.get("share consumer")?.clone();
        let options = api::ShareConsumerOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { this.share_consumer(options).await }))
    }

    /// A consumer that reads the partitions that it is told to.
    #[pyo3(signature = (options=None, **keywords))]
    fn partition_consumer(&self, py: Python<'_>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> Given {
        let this = self.object.get("partition consumer")?.clone();
        let options = api::PartitionConsumerOptions::new(options::read(options, keywords)?);
        py.detach(|| this.partition_consumer(options)).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// What creates, describes, changes and deletes topics, groups and the like.
    #[pyo3(signature = ())]
    fn admin(&self, py: Python<'_>) -> Given {
        let this = self.object.get("admin")?.clone();
        py.detach(|| this.admin()).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// What happens in the client from now on: connections, rebalances, throttling, failures.
    #[pyo3(signature = ())]
    fn events(&self, py: Python<'_>) -> Given {
        let this = self.object.get("events")?.clone();
        py.detach(|| this.events()).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// The client's metrics as Prometheus reads them.
    #[pyo3(signature = ())]
    fn prometheus(&self, py: Python<'_>) -> Given {
        let this = self.object.get("prometheus")?.clone();
        py.detach(|| this.prometheus()).into_python(py)
    }

    /// Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::of(async move { this.close().await; Ok(()) }))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

}

impl IntoPython for api::Client {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Client { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::Client> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Client>().map_err(|_| at.mismatch("Client", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Consumer {
    object: Shared<api::Consumer>,
    failures: Failures,
    left: Left,
}

#[pymethods]
impl Consumer {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `client.consumer(...)`, not `Consumer(...)`"))
    }

    /// The next records of one partition; waits until there are some. Joins the group at first, and takes part
    /// in its rebalances. None once the consumer was closed, and once for each `wake_up`.
    fn next_batch(&self) -> PyResult<Call> {
        Ok(Call::given(self.upcoming()?))
    }

    /// Has the call of `next_batch` that waits, or else the next one, give None.
    #[pyo3(signature = ())]
    fn wake_up(&self, py: Python<'_>) -> Given {
        let this = self.object.get("wake up")?.clone();
        py.detach(|| this.wake_up());
        Ok(py.None())
    }

    /// Reads these topics from now on, instead of those before.
    #[pyo3(signature = (topics=None))]
    fn subscribe(&self, topics: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("subscribe")?.clone();
        self.left.clear();
        let topics = optional(topics, "topics")?;
        Ok(Call::of(self.failures.clone().working(async move { this.subscribe(topics).await })))
    }

    /// Reads all topics from now on whose name matches a regular expression.
    #[pyo3(signature = (pattern))]
    fn subscribe_pattern(&self, pattern: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("subscribe pattern")?.clone();
        self.left.clear();
        let pattern = argument(pattern, "pattern")?;
        Ok(Call::of(self.failures.clone().working(async move { this.subscribe_pattern(pattern).await })))
    }

    /// Leaves the group, and reads nothing until it subscribes again.
    #[pyo3(signature = ())]
    fn unsubscribe(&self) -> PyResult<Call> {
        let this = self.object.get("unsubscribe")?.clone();
        self.left.clear();
        Ok(Call::of(self.failures.clone().working(async move { this.unsubscribe().await })))
    }

    /// The partitions that the consumer has now.
    #[pyo3(signature = ())]
    fn assignment(&self) -> PyResult<Call> {
        let this = self.object.get("assignment")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.assignment().await })))
    }

    /// Commits the end of a batch: all its records are done.
    #[pyo3(signature = (batch))]
    fn commit(&self, batch: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("commit")?.clone();
        let batch = argument(batch, "batch")?;
        Ok(Call::of(self.failures.clone().working(async move { this.commit(batch).await })))
    }

    /// Commits everything that was handed out.
    #[pyo3(signature = ())]
    fn commit_all(&self) -> PyResult<Call> {
        let this = self.object.get("commit all")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.commit_all().await })))
    }

    /// Commits these offsets; each is the next one to read.
    #[pyo3(signature = (offsets=None))]
    fn commit_offsets(&self, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("commit offsets")?.clone();
        let offsets = optional(offsets, "offsets")?;
        Ok(Call::of(self.failures.clone().working(async move { this.commit_offsets(offsets).await })))
    }

    /// What the group has committed of these partitions; those without an offset are left out.
    #[pyo3(signature = (partitions=None))]
    fn committed(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("committed")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(self.failures.clone().working(async move { this.committed(partitions).await })))
    }

    /// The offset that is handed out next of a partition, if it is known.
    #[pyo3(signature = (topic, partition))]
    fn position(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("position")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.position(topic, partition).await })))
    }

    /// Goes on elsewhere in a partition.
    #[pyo3(signature = (topic, partition, start))]
    fn seek(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, start: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("seek")?.clone();
        self.left.clear();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        let start = argument(start, "start")?;
        Ok(Call::of(self.failures.clone().working(async move { this.seek(topic, partition, start).await })))
    }

    /// Hands out nothing of a partition until `resume`.
    #[pyo3(signature = (topic, partition))]
    fn pause(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("pause")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.pause(topic, partition).await })))
    }

    /// Hands out records of a partition again.
    #[pyo3(signature = (topic, partition))]
    fn resume(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("resume")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.resume(topic, partition).await })))
    }

    /// The partitions that are paused.
    #[pyo3(signature = ())]
    fn paused(&self) -> PyResult<Call> {
        let this = self.object.get("paused")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.paused().await })))
    }

    /// The first offsets of partitions.
    #[pyo3(signature = (partitions=None))]
    fn beginning_offsets(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("beginning offsets")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(self.failures.clone().working(async move { this.beginning_offsets(partitions).await })))
    }

    /// The offsets behind the last records of partitions.
    #[pyo3(signature = (partitions=None))]
    fn end_offsets(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("end offsets")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(self.failures.clone().working(async move { this.end_offsets(partitions).await })))
    }

    /// How many records are behind the position, in each partition that is assigned.
    #[pyo3(signature = ())]
    fn lag(&self) -> PyResult<Call> {
        let this = self.object.get("lag")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.lag().await })))
    }

    /// Commits what auto-commit would, leaves the group, and ends loops over the consumer.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::given(self.failures.clone().after(async move { this.close().await })))
    }

    /// Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
    /// Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
    /// is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
    /// breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
    /// `close` can be called meanwhile.
    #[pyo3(signature = (handler, options=None, **keywords))]
    fn process(&self, handler: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let this = self.object.get("process")?.clone();
        let (handler, jobs) = listeners::record_handler(handler, "handler")?;
        let options = api::ProcessOptions::new(options::read(options, keywords)?);
        Ok(Call::given(jobs.during(async move { this.process(handler, options).await })))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

    fn __aiter__(this: Py<Self>, py: Python<'_>) -> Stream {
        let left = this.bind(py).get().left.clone();
        Stream::new(left, move || Ok(Call::next(this.get().upcoming()?)))
    }

    /// A loop over batches of records.
    fn batches(this: Py<Self>) -> Batches {
        Batches::new(move || Ok(Call::next(this.get().upcoming()?)))
    }
}

impl Consumer {
    fn upcoming(
        &self,
    ) -> PyResult<impl Future<Output = Result<Option<Found<api::Consumer>>, errors::Later>> + Send + use<>> {
        let this = self.object.get("read")?.clone();
        let reader = this.clone();
        let found = self.failures.clone().or(async move { this.next_batch().await });
        Ok(async move { Ok(Found::by(&reader, found.await?)) })
    }
}

impl IntoPython for api::Consumer {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Consumer { object: Shared::new(self), failures: Failures::default(), left: Left::default() })?.into_any())
    }
}

impl IntoPython for With<api::Consumer> {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Consumer { object: Shared::new(self.0), failures: self.1, left: Left::default() })?.into_any())
    }
}

impl Argument for Arc<api::Consumer> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Consumer>().map_err(|_| at.mismatch("Consumer", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// The events of a client, for a loop.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Events {
    object: Shared<api::Events>,
    failures: Failures,
}

#[pymethods]
impl Events {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `client.events()`, not `Events(...)`"))
    }

    /// The next event; None when the client and all that it made are gone.
    fn next_event(&self) -> PyResult<Call> {
        Ok(Call::given(self.upcoming()?))
    }

    fn __aiter__(this: Py<Self>) -> Batches {
        Batches::new(move || Ok(Call::next(this.get().upcoming()?)))
    }
}

impl Events {
    fn upcoming(
        &self,
    ) -> PyResult<impl Future<Output = Result<Option<Found<api::Events>>, errors::Later>> + Send + use<>> {
        let this = self.object.get("read")?.clone();
        let reader = this.clone();
        let found = self.failures.clone().or(async move { Ok(this.next_event().await) });
        Ok(async move { Ok(Found::by(&reader, found.await?)) })
    }
}

impl IntoPython for api::Events {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Events { object: Shared::new(self), failures: Failures::default() })?.into_any())
    }
}

impl IntoPython for With<api::Events> {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Events { object: Shared::new(self.0), failures: self.1 })?.into_any())
    }
}

impl Argument for Arc<api::Events> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Events>().map_err(|_| at.mismatch("Events", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// Reads the partitions that it is told to. One task reads; others may call everything else meanwhile.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionConsumer {
    object: Shared<api::PartitionConsumer>,
    failures: Failures,
    left: Left,
}

#[pymethods]
impl PartitionConsumer {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `client.partition_consumer(...)`, not `PartitionConsumer(...)`"))
    }

    /// Reads a partition from `start` on, besides those before.
    #[pyo3(signature = (topic, partition, start))]
    fn assign(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, start: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("assign")?.clone();
        self.left.clear();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        let start = argument(start, "start")?;
        Ok(Call::of(self.failures.clone().working(async move { this.assign(topic, partition, start).await })))
    }

    /// Reads all partitions of a topic from `start` on, besides those before.
    #[pyo3(signature = (topic, start))]
    fn assign_topic(&self, topic: &Bound<'_, PyAny>, start: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("assign topic")?.clone();
        self.left.clear();
        let topic = argument(topic, "topic")?;
        let start = argument(start, "start")?;
        Ok(Call::of(self.failures.clone().working(async move { this.assign_topic(topic, start).await })))
    }

    /// Reads a partition no more.
    #[pyo3(signature = (topic, partition))]
    fn unassign(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("unassign")?.clone();
        self.left.clear();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.unassign(topic, partition).await })))
    }

    /// The next records of one partition; waits until there are some. None once the consumer was closed, or if
    /// nothing is assigned, and once for each `wake_up`.
    fn next_batch(&self) -> PyResult<Call> {
        Ok(Call::given(self.upcoming()?))
    }

    /// Has the call of `next_batch` that waits, or else the next one, give None.
    #[pyo3(signature = ())]
    fn wake_up(&self, py: Python<'_>) -> Given {
        let this = self.object.get("wake up")?.clone();
        py.detach(|| this.wake_up());
        Ok(py.None())
    }

    /// The partitions that are assigned.
    #[pyo3(signature = ())]
    fn assignment(&self) -> PyResult<Call> {
        let this = self.object.get("assignment")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.assignment().await })))
    }

    /// The offset that is handed out next of a partition, if it is known.
    #[pyo3(signature = (topic, partition))]
    fn position(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("position")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.position(topic, partition).await })))
    }

    /// Goes on elsewhere in a partition.
    #[pyo3(signature = (topic, partition, start))]
    fn seek(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, start: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("seek")?.clone();
        self.left.clear();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        let start = argument(start, "start")?;
        Ok(Call::of(self.failures.clone().working(async move { this.seek(topic, partition, start).await })))
    }

    /// Hands out nothing of a partition until `resume`.
    #[pyo3(signature = (topic, partition))]
    fn pause(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("pause")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.pause(topic, partition).await })))
    }

    /// Hands out records of a partition again.
    #[pyo3(signature = (topic, partition))]
    fn resume(&self, topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("resume")?.clone();
        let topic = argument(topic, "topic")?;
        let partition = argument(partition, "partition")?;
        Ok(Call::of(self.failures.clone().working(async move { this.resume(topic, partition).await })))
    }

    /// The partitions that are paused.
    #[pyo3(signature = ())]
    fn paused(&self) -> PyResult<Call> {
        let this = self.object.get("paused")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.paused().await })))
    }

    /// The first offsets of partitions.
    #[pyo3(signature = (partitions=None))]
    fn beginning_offsets(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("beginning offsets")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(self.failures.clone().working(async move { this.beginning_offsets(partitions).await })))
    }

    /// The offsets behind the last records of partitions.
    #[pyo3(signature = (partitions=None))]
    fn end_offsets(&self, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("end offsets")?.clone();
        let partitions = optional(partitions, "partitions")?;
        Ok(Call::of(self.failures.clone().working(async move { this.end_offsets(partitions).await })))
    }

    /// How many records are behind the position, in each partition that is assigned.
    #[pyo3(signature = ())]
    fn lag(&self) -> PyResult<Call> {
        let this = self.object.get("lag")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.lag().await })))
    }

    /// Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member.
    #[pyo3(signature = (batch))]
    fn commit(&self, batch: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("commit")?.clone();
        let batch = argument(batch, "batch")?;
        Ok(Call::of(self.failures.clone().working(async move { this.commit(batch).await })))
    }

    /// Ends the consumer, and loops over it.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::given(self.failures.clone().after(async move { this.close().await })))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

    fn __aiter__(this: Py<Self>, py: Python<'_>) -> Stream {
        let left = this.bind(py).get().left.clone();
        Stream::new(left, move || Ok(Call::next(this.get().upcoming()?)))
    }

    /// A loop over batches of records.
    fn batches(this: Py<Self>) -> Batches {
        Batches::new(move || Ok(Call::next(this.get().upcoming()?)))
    }
}

impl PartitionConsumer {
    fn upcoming(
        &self,
    ) -> PyResult<impl Future<Output = Result<Option<Found<api::PartitionConsumer>>, errors::Later>> + Send + use<>> {
        let this = self.object.get("read")?.clone();
        let reader = this.clone();
        let found = self.failures.clone().or(async move { this.next_batch().await });
        Ok(async move { Ok(Found::by(&reader, found.await?)) })
    }
}

impl IntoPython for api::PartitionConsumer {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionConsumer { object: Shared::new(self), failures: Failures::default(), left: Left::default() })?.into_any())
    }
}

impl IntoPython for With<api::PartitionConsumer> {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionConsumer { object: Shared::new(self.0), failures: self.1, left: Left::default() })?.into_any())
    }
}

impl Argument for Arc<api::PartitionConsumer> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionConsumer>().map_err(|_| at.mismatch("PartitionConsumer", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// Sends records in batches. Its calls may come from several threads and tasks at once.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Producer {
    object: Shared<api::Producer>,
}

#[pymethods]
impl Producer {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `client.producer(...)`, not `Producer(...)`"))
    }

    /// Takes a record into a batch, and tells what becomes of it. Blocks, for at most
    /// `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
    #[pyo3(signature = (topic, value=None, key=None, *, partition=None, timestamp=None, headers=None))]
    #[expect(clippy::too_many_arguments, reason = "they are what a record has")]
    fn send(&self, py: Python<'_>, topic: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, key: Option<&Bound<'_, PyAny>>, partition: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>) -> Given {
        let this = self.object.get("send a record")?;
        let record = Sent { topic, value, key, partition, timestamp, headers };
        sending::send(py, this.as_ref(), &record)?.into_python(py)
    }

    /// As `send`, but only the next `flush` tells if it fails. The cheapest way to send many.
    #[pyo3(signature = (topic, value=None, key=None, *, partition=None, timestamp=None, headers=None))]
    #[expect(clippy::too_many_arguments, reason = "they are what a record has")]
    fn produce(&self, py: Python<'_>, topic: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, key: Option<&Bound<'_, PyAny>>, partition: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>) -> Given {
        let this = self.object.get("send a record")?;
        let record = Sent { topic, value, key, partition, timestamp, headers };
        sending::send(py, &Untold(this), &record)?;
        Ok(py.None())
    }

    /// Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
    /// the first error.
    #[pyo3(signature = (topic, records=None))]
    fn send_many(&self, topic: &Bound<'_, PyAny>, records: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("send many")?.clone();
        let topic = argument(topic, "topic")?;
        let records = optional(records, "records")?;
        Ok(Call::of(async move { this.send_many(topic, records).await }))
    }

    /// As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
    /// 32-bit integers with the low byte first.
    #[pyo3(signature = (topic, data, ends, partition=None))]
    fn send_packed(&self, py: Python<'_>, topic: &Bound<'_, PyAny>, data: &Bound<'_, PyAny>, ends: &Bound<'_, PyAny>, partition: Option<&Bound<'_, PyAny>>) -> Given {
        let this = self.object.get("send packed")?.clone();
        let topic = argument::<String>(topic, "topic")?;
        let data = Payload::of(data, At::Name("data"))?;
        let data = data.steady();
        let ends = Payload::of(ends, At::Name("ends"))?;
        let ends = ends.steady();
        let partition = optional(partition, "partition")?;
        py.detach(|| this.send_packed(&topic, &data, &ends, partition)).map_err(|error| errors::raised(&error))?;
        Ok(py.None())
    }

    /// Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
    /// the first error.
    #[pyo3(signature = ())]
    fn flush(&self) -> PyResult<Call> {
        let this = self.object.get("flush")?.clone();
        Ok(Call::of(async move { this.flush().await }))
    }

    /// Gets the producer's id from the coordinator of its transactional id, which fences older producers
    /// with the same one. `begin` does it where it is still to be done.
    #[pyo3(signature = ())]
    fn init_transactions(&self) -> PyResult<Call> {
        let this = self.object.get("init transactions")?.clone();
        Ok(Call::of(async move { this.init_transactions().await }))
    }

    /// Begins a transaction. A producer has one at a time.
    #[pyo3(signature = ())]
    fn begin(&self) -> PyResult<Call> {
        let this = self.object.get("begin")?.clone();
        Ok(Call::of(async move { this.begin().await }))
    }

    /// Flushes, and takes no more records. Takes at most `delivery.timeout.ms`.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::of(async move { this.close().await }))
    }

    /// Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
    /// a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
    /// consumer is closed or `wake_up` is called, or an error cannot be got over.
    ///
    /// When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
    /// again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
    /// the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
    /// and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wake_up` and
    /// `close` of the consumer can be called meanwhile.
    #[pyo3(signature = (consumer, transform))]
    fn process(&self, consumer: &Bound<'_, PyAny>, transform: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("process")?.clone();
        let consumer = argument(consumer, "consumer")?;
        let (transform, jobs) = listeners::record_transform(transform, "transform")?;
        Ok(Call::given(jobs.during(async move { this.process(consumer, transform).await })))
    }

    /// As `process`, for one transaction: gives the number of records that were read once it is committed; None once
    /// the consumer was closed or woken up.
    #[pyo3(signature = (consumer, transform))]
    fn process_next(&self, consumer: &Bound<'_, PyAny>, transform: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("process next")?.clone();
        let consumer = argument(consumer, "consumer")?;
        let (transform, jobs) = listeners::record_transform(transform, "transform")?;
        Ok(Call::given(jobs.during(async move { this.process_next(consumer, transform).await })))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

}

impl IntoPython for api::Producer {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Producer { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::Producer> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Producer>().map_err(|_| at.mismatch("Producer", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// What becomes of a record that was sent.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Delivery {
    object: Told<api::Delivery>,
}

#[pymethods]
impl Delivery {
    /// The partition that was chosen.
    #[pyo3(signature = ())]
    fn partition(&self, py: Python<'_>) -> Given {
        let this = self.object.get("partition")?.clone();
        py.detach(|| this.partition()).into_python(py)
    }

    /// Where the record was written, once it is.
    #[pyo3(signature = ())]
    fn written(&self) -> PyResult<Call> {
        let this = self.object.get("written")?.clone();
        Ok(Call::of(async move { this.written().await }))
    }

    fn __await__(&self) -> PyResult<Call> {
        self.written()
    }

}

impl IntoPython for api::Delivery {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Delivery { object: Told::new(self) })?.into_any())
    }
}

/// A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
/// and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct SchemaRegistry {
    object: Shared<api::SchemaRegistry>,
}

#[pymethods]
impl SchemaRegistry {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `SchemaRegistry.connect(...)` or `SchemaRegistry.in_memory()`, not `SchemaRegistry(...)`"))
    }

    /// A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
    /// Nothing is asked yet.
    #[staticmethod]
    #[pyo3(signature = (url, options=None, **keywords))]
    fn connect(url: &Bound<'_, PyAny>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let url = argument(url, "url")?;
        let options = api::RegistryOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { api::SchemaRegistry::connect(url, options).await }))
    }

    /// A registry in this process, for tests: every schema is taken, and is compared as text.
    #[staticmethod]
    #[pyo3(signature = ())]
    fn in_memory() -> PyResult<Call> {
        Ok(Call::of(async move { api::SchemaRegistry::in_memory().await }))
    }

    /// Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
    /// does not take it, for instance as it is not compatible with the one before.
    #[pyo3(signature = (subject, schema))]
    fn register(&self, subject: &Bound<'_, PyAny>, schema: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("register")?.clone();
        let subject = argument(subject, "subject")?;
        let schema = argument(schema, "schema")?;
        Ok(Call::of(async move { this.register(subject, schema).await }))
    }

    /// The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there.
    #[pyo3(signature = (subject, schema))]
    fn find(&self, subject: &Bound<'_, PyAny>, schema: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("find")?.clone();
        let subject = argument(subject, "subject")?;
        let schema = argument(schema, "schema")?;
        Ok(Call::of(async move { this.find(subject, schema).await }))
    }

    /// The newest schema of a subject. It is asked for each time.
    #[pyo3(signature = (subject))]
    fn latest(&self, subject: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("latest")?.clone();
        let subject = argument(subject, "subject")?;
        Ok(Call::of(async move { this.latest(subject).await }))
    }

    /// One version of a subject, from 1 on.
    #[pyo3(signature = (subject, version))]
    fn version(&self, subject: &Bound<'_, PyAny>, version: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("version")?.clone();
        let subject = argument(subject, "subject")?;
        let version = argument(version, "version")?;
        Ok(Call::of(async move { this.version(subject, version).await }))
    }

    /// The schema with an id; `InvalidInput` if there is none.
    #[pyo3(signature = (id))]
    fn by_id(&self, id: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("by id")?.clone();
        let id = argument(id, "id")?;
        Ok(Call::of(async move { this.by_id(id).await }))
    }

    /// The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
    /// registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
    /// schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
    /// strategies name subjects by. The answer is kept, that for the newest, too.
    #[pyo3(signature = (topic, part, schema=None, record_name=None, options=None, **keywords))]
    fn id_to_write(&self, topic: &Bound<'_, PyAny>, part: &Bound<'_, PyAny>, schema: Option<&Bound<'_, PyAny>>, record_name: Option<&Bound<'_, PyAny>>, options: Option<&Bound<'_, PyAny>>, keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Call> {
        let this = self.object.get("id to write")?.clone();
        let topic = argument(topic, "topic")?;
        let part = argument(part, "part")?;
        let schema = optional(schema, "schema")?;
        let record_name = optional(record_name, "record_name")?;
        let options = api::SchemaOptions::new(options::read(options, keywords)?);
        Ok(Call::of(async move { this.id_to_write(topic, part, schema, record_name, options).await }))
    }

    /// A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
    /// the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
    /// it is left out. Asks nobody.
    #[pyo3(signature = (kind, id, payload, indexes=None))]
    fn frame(&self, py: Python<'_>, kind: &Bound<'_, PyAny>, id: &Bound<'_, PyAny>, payload: &Bound<'_, PyAny>, indexes: Option<&Bound<'_, PyAny>>) -> Given {
        let this = self.object.get("frame")?.clone();
        let kind = argument(kind, "kind")?;
        let id = argument(id, "id")?;
        let payload = Payload::of(payload, At::Name("payload"))?;
        let payload = payload.steady();
        let indexes = optional(indexes, "indexes")?;
        py.detach(|| this.frame(kind, id, &payload, indexes)).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody.
    #[pyo3(signature = (kind, data))]
    fn unframe(&self, py: Python<'_>, kind: &Bound<'_, PyAny>, data: &Bound<'_, PyAny>) -> Given {
        let this = self.object.get("unframe")?.clone();
        let kind = argument(kind, "kind")?;
        let data = Payload::of(data, At::Name("data"))?;
        let data = data.steady();
        py.detach(|| this.unframe(kind, &data)).map_err(|error| errors::raised(&error))?.into_python(py)
    }

    /// Closes the connections to the registry. `frame` and `unframe` go on.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::of(async move { this.close().await; Ok(()) }))
    }

    /// All subjects. `deleted` lists those too that were deleted and are not gone yet.
    #[pyo3(signature = (deleted=None))]
    fn subjects(&self, deleted: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("subjects")?.clone();
        let deleted = optional(deleted, "deleted")?;
        Ok(Call::of(async move { this.subjects(deleted).await }))
    }

    /// The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
    /// deleted and are not gone yet.
    #[pyo3(signature = (subject, deleted=None))]
    fn versions(&self, subject: &Bound<'_, PyAny>, deleted: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("versions")?.clone();
        let subject = argument(subject, "subject")?;
        let deleted = optional(deleted, "deleted")?;
        Ok(Call::of(async move { this.versions(subject, deleted).await }))
    }

    /// Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
    /// read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
    /// with `InvalidInput` if it is not there, or if other schemas name one of its own.
    #[pyo3(signature = (subject, permanent=None))]
    fn delete_subject(&self, subject: &Bound<'_, PyAny>, permanent: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete subject")?.clone();
        let subject = argument(subject, "subject")?;
        let permanent = optional(permanent, "permanent")?;
        Ok(Call::of(async move { this.delete_subject(subject, permanent).await }))
    }

    /// Deletes one version of a subject, as `delete_subject` does all of them.
    #[pyo3(signature = (subject, version, permanent=None))]
    fn delete_version(&self, subject: &Bound<'_, PyAny>, version: &Bound<'_, PyAny>, permanent: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("delete version")?.clone();
        let subject = argument(subject, "subject")?;
        let version = argument(version, "version")?;
        let permanent = optional(permanent, "permanent")?;
        Ok(Call::of(async move { this.delete_version(subject, version, permanent).await }))
    }

    /// Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
    /// Nothing is registered. Fails with `InvalidInput` if there is no such version.
    #[pyo3(signature = (subject, schema, version=None))]
    fn check_compatibility(&self, subject: &Bound<'_, PyAny>, schema: &Bound<'_, PyAny>, version: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("check compatibility")?.clone();
        let subject = argument(subject, "subject")?;
        let schema = argument(schema, "schema")?;
        let version = optional(version, "version")?;
        Ok(Call::of(async move { this.check_compatibility(subject, schema, version).await }))
    }

    /// Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    #[pyo3(signature = (subject=None))]
    fn compatibility(&self, subject: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("compatibility")?.clone();
        let subject = optional(subject, "subject")?;
        Ok(Call::of(async move { this.compatibility(subject).await }))
    }

    /// Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    #[pyo3(signature = (compatibility, subject=None))]
    fn set_compatibility(&self, compatibility: &Bound<'_, PyAny>, subject: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("set compatibility")?.clone();
        let compatibility = argument(compatibility, "compatibility")?;
        let subject = optional(subject, "subject")?;
        Ok(Call::of(async move { this.set_compatibility(compatibility, subject).await }))
    }

    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    #[pyo3(signature = (subject=None))]
    fn clear_compatibility(&self, subject: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("clear compatibility")?.clone();
        let subject = optional(subject, "subject")?;
        Ok(Call::of(async move { this.clear_compatibility(subject).await }))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

}

impl IntoPython for api::SchemaRegistry {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, SchemaRegistry { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::SchemaRegistry> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<SchemaRegistry>().map_err(|_| at.mismatch("SchemaRegistry", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
/// each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
/// Loops give a batch at a time.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareConsumer {
    object: Shared<api::ShareConsumer>,
    failures: Failures,
}

#[pymethods]
impl ShareConsumer {
    #[new]
    #[pyo3(signature = (*_arguments, **_keywords))]
    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Err(PyTypeError::new_err("write `client.share_consumer(...)`, not `ShareConsumer(...)`"))
    }

    /// The next records that were acquired, all of one partition; waits until there are some. Where
    /// `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
    /// not acknowledged. None once the consumer was closed.
    fn next_batch(&self) -> PyResult<Call> {
        Ok(Call::given(self.upcoming()?))
    }

    /// Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
    /// changes it.
    #[pyo3(signature = (record, kind))]
    fn acknowledge(&self, record: &Bound<'_, PyAny>, kind: &Bound<'_, PyAny>) -> PyResult<Call> {
        let this = self.object.get("acknowledge")?.clone();
        let record = argument(record, "record")?;
        let kind = argument(kind, "kind")?;
        Ok(Call::of(self.failures.clone().working(async move { this.acknowledge(record, kind).await })))
    }

    /// Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count.
    #[pyo3(signature = ())]
    fn commit(&self) -> PyResult<Call> {
        let this = self.object.get("commit")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.commit().await })))
    }

    /// Reads these topics from now on, instead of those before; none leaves the group.
    #[pyo3(signature = (topics=None))]
    fn subscribe(&self, topics: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("subscribe")?.clone();
        let topics = optional(topics, "topics")?;
        Ok(Call::of(self.failures.clone().working(async move { this.subscribe(topics).await })))
    }

    /// The topics that it reads.
    #[pyo3(signature = ())]
    fn subscription(&self) -> PyResult<Call> {
        let this = self.object.get("subscription")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.subscription().await })))
    }

    /// The partitions that it acquires records of; other members may, too.
    #[pyo3(signature = ())]
    fn assignment(&self) -> PyResult<Call> {
        let this = self.object.get("assignment")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.assignment().await })))
    }

    /// How many milliseconds a record stays acquired before others may get it; None before the first answer.
    #[pyo3(signature = ())]
    fn acquisition_lock_timeout_ms(&self) -> PyResult<Call> {
        let this = self.object.get("acquisition lock timeout ms")?.clone();
        Ok(Call::of(self.failures.clone().working(async move { this.acquisition_lock_timeout_ms().await })))
    }

    /// Sends what is acknowledged, gives back all other records, leaves the group, and ends loops.
    #[pyo3(signature = ())]
    fn close(&self) -> PyResult<Call> {
        let this = self.object.get("close")?.clone();
        Ok(Call::given(self.failures.clone().after(async move { this.close().await })))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        self.close()
    }

    fn __aiter__(this: Py<Self>) -> Batches {
        Batches::new(move || Ok(Call::next(this.get().upcoming()?)))
    }
}

impl ShareConsumer {
    fn upcoming(
        &self,
    ) -> PyResult<impl Future<Output = Result<Option<Found<api::ShareConsumer>>, errors::Later>> + Send + use<>> {
        let this = self.object.get("read")?.clone();
        let reader = this.clone();
        let found = self.failures.clone().or(async move { this.next_batch().await });
        Ok(async move { Ok(Found::by(&reader, found.await?)) })
    }
}

impl IntoPython for api::ShareConsumer {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareConsumer { object: Shared::new(self), failures: Failures::default() })?.into_any())
    }
}

impl IntoPython for With<api::ShareConsumer> {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareConsumer { object: Shared::new(self.0), failures: self.1 })?.into_any())
    }
}

impl Argument for Arc<api::ShareConsumer> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareConsumer>().map_err(|_| at.mismatch("ShareConsumer", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}

/// An open transaction. Whoever drops it aborts it.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Transaction {
    object: Shared<api::Transaction>,
}

#[pymethods]
impl Transaction {
    /// As `send` of a producer, within the transaction: only its commit makes the record count.
    #[pyo3(signature = (topic, value=None, key=None, *, partition=None, timestamp=None, headers=None))]
    #[expect(clippy::too_many_arguments, reason = "they are what a record has")]
    fn send(&self, py: Python<'_>, topic: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, key: Option<&Bound<'_, PyAny>>, partition: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>) -> Given {
        let this = self.object.get("send a record")?;
        let record = Sent { topic, value, key, partition, timestamp, headers };
        sending::send(py, this.as_ref(), &record)?.into_python(py)
    }

    /// Has offsets of a consumer's group be committed with the transaction; each is the next one to read.
    #[pyo3(signature = (consumer, offsets=None))]
    fn send_offsets(&self, consumer: &Bound<'_, PyAny>, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Call> {
        let this = self.object.get("send offsets")?.clone();
        let consumer = argument(consumer, "consumer")?;
        let offsets = optional(offsets, "offsets")?;
        Ok(Call::of(async move { this.send_offsets(consumer, offsets).await }))
    }

    /// Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
    /// committed; with `Retry` it is not known, and calling it again finds out.
    #[pyo3(signature = ())]
    fn commit(&self) -> PyResult<Call> {
        let this = self.object.get("commit")?.clone();
        Ok(Call::of(async move { this.commit().await }))
    }

    /// Aborts: readers of committed records see none of it.
    #[pyo3(signature = ())]
    fn abort(&self) -> PyResult<Call> {
        let this = self.object.get("abort")?.clone();
        Ok(Call::of(async move { this.abort().await }))
    }

    fn __aenter__(this: Bound<'_, Self>) -> Call {
        Call::ready(this.into_any().unbind())
    }

    #[pyo3(signature = (kind, *exception))]
    fn __aexit__(&self, kind: &Bound<'_, PyAny>, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {
        let _ = exception;
        if kind.is_none() {
            return self.commit();
        }
        let this = self.object.get("abort")?.clone();
        Ok(Call::of(async move { this.abort().await.map(|_| ()) }))
    }

}

impl IntoPython for api::Transaction {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Transaction { object: Shared::new(self) })?.into_any())
    }
}

impl Argument for Arc<api::Transaction> {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Transaction>().map_err(|_| at.mismatch("Transaction", value))?;
        Ok(object.get().object.get("use an object")?.clone())
    }
}
