"""The client for threads: the names of `ottla`, with calls that wait by themselves. Ctrl-C ends them."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from typing import Unpack

    from ._listeners import *
    from ._native import BytesLike, Headers
    from .options import *

from ._enums import AclResourceKind, AclPattern, AclOperation, AclPermission, AclPatternMatch, UpdateMode, ConfigResourceKind, ConfigSource, ConfigKeyType, ConfigOperation, FeatureChange, QuotaKind, QuotaMatchKind, ElectionType, ReplicationFactorChange, OffsetSpec, ScramMechanism, ErrorKind, Advice, EventKind, StartKind, SchemaKind, Part, AcknowledgeType, Compatibility, Outcome
from ._native import Record, RecordBatch, Acl, AclFilter, AclDeletion, AclDeletions, Refusal, ClassicGroupDescription, ClassicMemberDescription, ClassicGroupDescriptions, ClusterDescription, BrokerDescription, ConfigResource, ConfigEntry, ConfigSynonym, ConfigDescription, ConfigDescriptions, ConfigChange, ConfigUpdate, Principal, DelegationToken, FeatureDescription, FeatureUpdate, GroupOffsetsQuery, GroupOffsets, GroupOffsetsListings, GroupListing, GroupDescription, GroupDescriptions, MemberDescription, MemberToRemove, LogDirListing, LogDirDescriptions, LogDirDescription, LogDirReplica, Replica, ReplicaLogDirs, ReplicaLogDirsListings, ReplicaMove, QuorumDescription, QuorumReplica, QuorumNode, RaftEndpoint, RaftVoter, ProducerDescription, PartitionProducers, ProducerDescriptions, HangingTransaction, QuotaPart, ClientQuotas, QuotaChange, QuotaUpdate, QuotaMatch, Reassignment, PartitionReassignment, OffsetAt, ListedOffset, ListedOffsets, DeletedRecords, RecordDeletions, ScramCredential, ScramCredentials, ScramDescriptions, ScramAlteration, ShareGroupDescription, ShareMemberDescription, ShareGroupDescriptions, ShareGroupOffsetsQuery, ShareGroupOffset, ShareGroupOffsets, ShareGroupOffsetsListings, StreamsGroupDescription, StreamsTopology, StreamsSubtopology, StreamsTopic, StreamsMemberDescription, StreamsTask, StreamsTaskOffset, StreamsTasks, StreamsGroupDescriptions, NewTopic, PartitionAssignment, CreatedTopic, CreatedTopics, TopicListing, TopicDescription, TopicDescriptions, PartitionDescription, TransactionListing, TransactionDescription, TransactionDescriptions, FencedProducer, FencedProducers, Event, Start, ProcessRecord, Origin, Header, NewRecord, Written, TopicPartition, PartitionOffset, SchemaReference, Schema, RegisteredSchema, Unframed, ShareRecord, ShareBatch, AcknowledgementOutcome, CompatibilityCheck, OutputRecord

__all__ = ["Admin", "Broker", "Client", "Consumer", "Events", "PartitionConsumer", "Producer", "Delivery", "SchemaRegistry", "ShareConsumer", "Transaction"]


class Admin:
    """Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
    things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
    `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
    """

    __slots__ = ("_native",)

    def __init__(self, *native: _native.Admin, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Admin:
            raise TypeError("write `Admin.connect_controllers(...)` or `client.admin()`, not `Admin(...)`")
        self._native = native[0]

    @staticmethod
    def connect_controllers(bootstrap_controllers: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Admin:
        """Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
        they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
        and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
        """
        return Admin(_native.Admin.connect_controllers(bootstrap_controllers, options, **keywords).wait_for_it())

    def describe_acls(self, filter: AclFilter) -> list[Acl]:
        """The rules that a filter fits."""
        return self._native.describe_acls(filter).wait_for_it()

    def create_acls(self, acls: Iterable[Acl] = ()) -> list[Refusal]:
        """Adds rules; tells of those that could not be added, by principal."""
        return self._native.create_acls(acls).wait_for_it()

    def delete_acls(self, filters: Iterable[AclFilter] = ()) -> AclDeletions:
        """Deletes the rules that filters fit."""
        return self._native.delete_acls(filters).wait_for_it()

    def close(self) -> None:
        """Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
        calls that are under way are done; those of a client are the client's.
        """
        self._native.close().wait_for_it()

    def describe_classic_groups(self, group_ids: Iterable[str] = (), authorized_operations: bool | None = None) -> ClassicGroupDescriptions:
        """Groups in the classic protocol with their members."""
        return self._native.describe_classic_groups(group_ids, authorized_operations).wait_for_it()

    def describe_cluster(self, fenced_brokers: bool | None = None, authorized_operations: bool | None = None) -> ClusterDescription:
        """The cluster and its brokers; also those that are fenced, if that is said."""
        return self._native.describe_cluster(fenced_brokers, authorized_operations).wait_for_it()

    def unregister_broker(self, broker: int) -> None:
        """Has a cluster forget a broker that does not come back."""
        self._native.unregister_broker(broker).wait_for_it()

    def client_instance_id(self) -> str:
        """The id that the cluster has given this client for its metrics (KIP-714)."""
        return self._native.client_instance_id().wait_for_it()

    def describe_configs(self, resource: ConfigResource, synonyms: bool | None = None, documentation: bool | None = None, keys: Iterable[str] = ()) -> list[ConfigEntry]:
        """The configuration of something; only these keys, if some are named."""
        return self._native.describe_configs(resource, synonyms, documentation, keys).wait_for_it()

    def describe_configs_each(self, resources: Iterable[ConfigResource] = (), synonyms: bool | None = None, documentation: bool | None = None, keys: Iterable[str] = ()) -> ConfigDescriptions:
        """As `describe_configs`, of several at once."""
        return self._native.describe_configs_each(resources, synonyms, documentation, keys).wait_for_it()

    def alter_configs(self, resource: ConfigResource, changes: Iterable[ConfigChange] = (), mode: UpdateMode | None = None) -> None:
        """Changes keys of a configuration, all or none."""
        self._native.alter_configs(resource, changes, mode).wait_for_it()

    def alter_configs_each(self, updates: Iterable[ConfigUpdate] = (), mode: UpdateMode | None = None) -> list[Refusal]:
        """As `alter_configs`, of several at once; tells of those that could not be changed."""
        return self._native.alter_configs_each(updates, mode).wait_for_it()

    def list_config_resources(self, kinds: Iterable[ConfigResourceKind] = ()) -> list[ConfigResource]:
        """What has a configuration of its own; only these kinds, if some are named."""
        return self._native.list_config_resources(kinds).wait_for_it()

    def create_delegation_token(self, owner: Principal | None = None, renewers: Iterable[Principal] = (), lifetime_max_ms: int | None = None) -> DelegationToken:
        """Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said."""
        return self._native.create_delegation_token(owner, renewers, lifetime_max_ms).wait_for_it()

    def renew_delegation_token(self, hmac: BytesLike, period_ms: int | None = None) -> int:
        """Renews a token; tells when it ends now, in milliseconds since 1970."""
        return self._native.renew_delegation_token(hmac, period_ms).wait_for_it()

    def expire_delegation_token(self, hmac: BytesLike, period_ms: int | None = None) -> int:
        """Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970."""
        return self._native.expire_delegation_token(hmac, period_ms).wait_for_it()

    def describe_delegation_tokens(self, owners: Iterable[Principal] = ()) -> list[DelegationToken]:
        """The tokens that one may know of; only those of these owners, if some are named."""
        return self._native.describe_delegation_tokens(owners).wait_for_it()

    def describe_features(self, broker: int | None = None) -> list[FeatureDescription]:
        """The features of the cluster, and what a broker supports: this one, if one is named."""
        return self._native.describe_features(broker).wait_for_it()

    def update_features(self, updates: Iterable[FeatureUpdate] = (), mode: UpdateMode | None = None) -> list[Refusal]:
        """Has features be at other levels; tells of those that are not."""
        return self._native.update_features(updates, mode).wait_for_it()

    def list_group_offsets(self, group_id: str) -> list[PartitionOffset]:
        """What a group has committed."""
        return self._native.list_group_offsets(group_id).wait_for_it()

    def list_offsets_of_groups(self, groups: Iterable[GroupOffsetsQuery] = ()) -> GroupOffsetsListings:
        """What several groups have committed."""
        return self._native.list_offsets_of_groups(groups).wait_for_it()

    def alter_group_offsets(self, group_id: str, offsets: Iterable[PartitionOffset] = ()) -> list[Refusal]:
        """Sets what a group has committed, while it has no members; tells of partitions where that did not work."""
        return self._native.alter_group_offsets(group_id, offsets).wait_for_it()

    def delete_group_offsets(self, group_id: str, partitions: Iterable[TopicPartition] = ()) -> list[Refusal]:
        """Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
        did not work.
        """
        return self._native.delete_group_offsets(group_id, partitions).wait_for_it()

    def list_groups(self, states: Iterable[str] = (), kinds: Iterable[str] = (), protocol_types: Iterable[str] = ()) -> list[GroupListing]:
        """All groups; only those in these states, of these kinds, of these protocol types, if some are named."""
        return self._native.list_groups(states, kinds, protocol_types).wait_for_it()

    def describe_groups(self, group_ids: Iterable[str] = (), authorized_operations: bool | None = None) -> list[GroupDescription]:
        """Groups of consumers with their members; fails if one of them is not there."""
        return self._native.describe_groups(group_ids, authorized_operations).wait_for_it()

    def describe_groups_each(self, group_ids: Iterable[str] = (), authorized_operations: bool | None = None) -> GroupDescriptions:
        """As `describe_groups`; tells of those that are not there."""
        return self._native.describe_groups_each(group_ids, authorized_operations).wait_for_it()

    def delete_groups(self, group_ids: Iterable[str] = ()) -> list[Refusal]:
        """Deletes groups of any kind without members; tells of those that could not be deleted."""
        return self._native.delete_groups(group_ids).wait_for_it()

    def remove_members(self, group_id: str, members: Iterable[MemberToRemove] = (), reason: str | None = None) -> list[Refusal]:
        """Has members leave a group; tells of those that could not be removed."""
        return self._native.remove_members(group_id, members, reason).wait_for_it()

    def remove_all_members(self, group_id: str, reason: str | None = None) -> None:
        """Has all members leave a group."""
        self._native.remove_all_members(group_id, reason).wait_for_it()

    def describe_log_dirs(self, brokers: Iterable[int] = ()) -> LogDirDescriptions:
        """The log directories of brokers, and what is in them."""
        return self._native.describe_log_dirs(brokers).wait_for_it()

    def describe_replica_log_dirs(self, replicas: Iterable[Replica] = ()) -> ReplicaLogDirsListings:
        """In which directories replicas are."""
        return self._native.describe_replica_log_dirs(replicas).wait_for_it()

    def alter_replica_log_dirs(self, moves: Iterable[ReplicaMove] = ()) -> list[Refusal]:
        """Begins to move replicas to other directories of their brokers; tells of those where that did not work."""
        return self._native.alter_replica_log_dirs(moves).wait_for_it()

    def describe_metadata_quorum(self) -> QuorumDescription:
        """The quorum of controllers."""
        return self._native.describe_metadata_quorum().wait_for_it()

    def add_raft_voter(self, voter: RaftVoter, endpoints: Iterable[RaftEndpoint] = ()) -> None:
        """Has a controller vote."""
        self._native.add_raft_voter(voter, endpoints).wait_for_it()

    def remove_raft_voter(self, voter: RaftVoter) -> None:
        """Has a controller vote no more."""
        self._native.remove_raft_voter(voter).wait_for_it()

    def describe_producers(self, partitions: Iterable[TopicPartition] = (), broker: int | None = None) -> ProducerDescriptions:
        """The producers of partitions, as their leaders know them, or the broker that is named."""
        return self._native.describe_producers(partitions, broker).wait_for_it()

    def abort_transaction(self, transaction: HangingTransaction) -> None:
        """Aborts a transaction in one partition whose coordinator has forgotten it."""
        self._native.abort_transaction(transaction).wait_for_it()

    def describe_client_quotas(self, parts: Iterable[QuotaMatch] = (), strict: bool | None = None) -> list[ClientQuotas]:
        """The quotas of whoever has these parts; with `strict`, and no others."""
        return self._native.describe_client_quotas(parts, strict).wait_for_it()

    def alter_client_quotas(self, updates: Iterable[QuotaUpdate] = (), mode: UpdateMode | None = None) -> list[Refusal]:
        """Changes quotas; tells of those that could not be changed."""
        return self._native.alter_client_quotas(updates, mode).wait_for_it()

    def elect_leaders(self, election: ElectionType, partitions: Iterable[TopicPartition] = ()) -> list[Refusal]:
        """Has partitions get another leader; tells of those that do not."""
        return self._native.elect_leaders(election, partitions).wait_for_it()

    def elect_all_leaders(self, election: ElectionType) -> list[Refusal]:
        """As `elect_leaders`, for all partitions where there is something to elect."""
        return self._native.elect_all_leaders(election).wait_for_it()

    def alter_partition_reassignments(self, moves: Iterable[Reassignment] = (), change: ReplicationFactorChange | None = None) -> list[Refusal]:
        """Begins to move partitions, or gives moves up; tells of those where that did not work."""
        return self._native.alter_partition_reassignments(moves, change).wait_for_it()

    def list_partition_reassignments(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionReassignment]:
        """Moves that have not ended; only those of these partitions, if some are named."""
        return self._native.list_partition_reassignments(partitions).wait_for_it()

    def list_offsets(self, partitions: Iterable[OffsetAt] = (), read_committed: bool | None = None) -> list[ListedOffset]:
        """Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
        what readers of committed records see.
        """
        return self._native.list_offsets(partitions, read_committed).wait_for_it()

    def list_offsets_each(self, partitions: Iterable[OffsetAt] = (), read_committed: bool | None = None) -> ListedOffsets:
        """As `list_offsets`; tells of partitions that are not there."""
        return self._native.list_offsets_each(partitions, read_committed).wait_for_it()

    def delete_records(self, before: Iterable[PartitionOffset] = ()) -> RecordDeletions:
        """Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
        did not work.
        """
        return self._native.delete_records(before).wait_for_it()

    def describe_scram_credentials(self, users: Iterable[str] = ()) -> ScramDescriptions:
        """How the passwords of users are kept; of all users, if none is named."""
        return self._native.describe_scram_credentials(users).wait_for_it()

    def alter_scram_credentials(self, alterations: Iterable[ScramAlteration] = ()) -> list[Refusal]:
        """Sets and deletes passwords; tells of users where that did not work."""
        return self._native.alter_scram_credentials(alterations).wait_for_it()

    def describe_share_groups(self, group_ids: Iterable[str] = (), authorized_operations: bool | None = None) -> ShareGroupDescriptions:
        """Share groups with their members."""
        return self._native.describe_share_groups(group_ids, authorized_operations).wait_for_it()

    def list_share_group_offsets(self, groups: Iterable[ShareGroupOffsetsQuery] = ()) -> ShareGroupOffsetsListings:
        """Where share groups begin."""
        return self._native.list_share_group_offsets(groups).wait_for_it()

    def alter_share_group_offsets(self, group_id: str, offsets: Iterable[PartitionOffset] = ()) -> list[Refusal]:
        """Sets where a share group begins, while it has no members; tells of partitions where that did not work."""
        return self._native.alter_share_group_offsets(group_id, offsets).wait_for_it()

    def delete_share_group_offsets(self, group_id: str, topics: Iterable[str] = ()) -> list[Refusal]:
        """Forgets where a share group is in topics, while it has no members; tells of topics where that did not work."""
        return self._native.delete_share_group_offsets(group_id, topics).wait_for_it()

    def describe_streams_groups(self, group_ids: Iterable[str] = (), authorized_operations: bool | None = None) -> StreamsGroupDescriptions:
        """Groups of Kafka Streams with their members."""
        return self._native.describe_streams_groups(group_ids, authorized_operations).wait_for_it()

    def create_topics(self, topics: Iterable[NewTopic] = (), mode: UpdateMode | None = None) -> CreatedTopics:
        """Creates topics, and waits until they can be used; tells of those that could not be created."""
        return self._native.create_topics(topics, mode).wait_for_it()

    def delete_topics(self, names: Iterable[str] = ()) -> list[Refusal]:
        """Deletes topics; tells of those that could not be deleted."""
        return self._native.delete_topics(names).wait_for_it()

    def delete_topics_by_id(self, ids: Iterable[str] = ()) -> list[Refusal]:
        """As `delete_topics`, by their ids."""
        return self._native.delete_topics_by_id(ids).wait_for_it()

    def list_topics(self) -> list[TopicListing]:
        """All topics."""
        return self._native.list_topics().wait_for_it()

    def describe_topics(self, names: Iterable[str] = (), authorized_operations: bool | None = None) -> list[TopicDescription]:
        """Topics with their partitions; fails if one of them is not there."""
        return self._native.describe_topics(names, authorized_operations).wait_for_it()

    def describe_topics_each(self, names: Iterable[str] = (), authorized_operations: bool | None = None) -> TopicDescriptions:
        """As `describe_topics`; tells of those that are not there."""
        return self._native.describe_topics_each(names, authorized_operations).wait_for_it()

    def describe_topics_by_id(self, ids: Iterable[str] = ()) -> TopicDescriptions:
        """As `describe_topics_each`, by their ids."""
        return self._native.describe_topics_by_id(ids).wait_for_it()

    def create_partitions(self, topic: str, count: int, mode: UpdateMode | None = None, assignments: Iterable[PartitionAssignment] = ()) -> None:
        """Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
        there is an assignment for each that is new.
        """
        self._native.create_partitions(topic, count, mode, assignments).wait_for_it()

    def list_transactions(self, states: Iterable[str] = (), producer_ids: Iterable[int] = (), longer_than_ms: int | None = None, id_pattern: str | None = None) -> list[TransactionListing]:
        """Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
        so many milliseconds, or whose whole id matches a regular expression, where that is said.
        """
        return self._native.list_transactions(states, producer_ids, longer_than_ms, id_pattern).wait_for_it()

    def describe_transactions(self, transactional_ids: Iterable[str] = ()) -> TransactionDescriptions:
        """Transactional ids and their transactions."""
        return self._native.describe_transactions(transactional_ids).wait_for_it()

    def fence_producers(self, transactional_ids: Iterable[str] = ()) -> FencedProducers:
        """Fences the producers of transactional ids: their open transactions are aborted."""
        return self._native.fence_producers(transactional_ids).wait_for_it()

    def force_terminate_transaction(self, transactional_id: str) -> None:
        """Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939)."""
        self._native.force_terminate_transaction(transactional_id).wait_for_it()

    def __enter__(self) -> Admin:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Broker:
    """A whole broker in this process, on threads of its own: for tests, and for programs that need no
    other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
    """

    __slots__ = ("_native",)

    def __init__(self, *native: _native.Broker, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Broker:
            raise TypeError("write `Broker.start(...)`, not `Broker(...)`")
        self._native = native[0]

    @staticmethod
    def start(options: Mapping[str, OptionValue] | None = None, **keywords: OptionValue) -> Broker:
        """Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends."""
        return Broker(_native.Broker.start(options, **keywords).wait_for_it())

    def bootstrap_servers(self) -> str:
        """Where clients connect: `127.0.0.1:port`."""
        return self._native.bootstrap_servers()

    def create_topic(self, name: str, partitions: int | None = None, config: Mapping[str, str] = {}) -> None:
        """Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
        returns.
        """
        self._native.create_topic(name, partitions, config).wait_for_it()

    def stop(self) -> None:
        """Stops the broker; a log in memory is gone with it. Does nothing the second time."""
        self._native.stop().wait_for_it()

    def __enter__(self) -> Broker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


class Client:
    """A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
    events.
    """

    __slots__ = ("_native",)

    def __init__(self, *native: _native.Client, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Client:
            raise TypeError("write `Client.connect(...)` or `Client.embedded(...)`, not `Client(...)`")
        self._native = native[0]

    @staticmethod
    def connect(bootstrap_servers: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Client:
        """Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
        speaks Kafka's protocol, or the password is wrong.
        """
        return Client(_native.Client.connect(bootstrap_servers, options, **keywords).wait_for_it())

    @staticmethod
    def embedded(broker: Broker, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Client:
        """Connects to a broker in this process, without a socket."""
        return Client(_native.Client.embedded(broker._native, options, **keywords).wait_for_it())

    def producer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ProducerOptions]) -> Producer:
        """A producer. It needs no broker yet."""
        return Producer(self._native.producer(options, **keywords))

    def consumer(self, options: Mapping[str, OptionValue] | None = None, *, listener: RebalanceListener | None = None, **keywords: Unpack[ConsumerOptions]) -> Consumer:
        """A consumer that shares the partitions of topics with the other members of its group."""
        return Consumer(self._native.consumer(options, listener=listener, **keywords).wait_for_it())

    def share_consumer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ShareConsumerOptions]) -> ShareConsumer:
        """A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
        group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
        """
        return ShareConsumer(self._native.share_consumer(options, **keywords).wait_for_it())

    def partition_consumer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[PartitionConsumerOptions]) -> PartitionConsumer:
        """A consumer that reads the partitions that it is told to."""
        return PartitionConsumer(self._native.partition_consumer(options, **keywords))

    def admin(self) -> Admin:
        """What creates, describes, changes and deletes topics, groups and the like."""
        return Admin(self._native.admin())

    def events(self) -> Events:
        """What happens in the client from now on: connections, rebalances, throttling, failures."""
        return Events(self._native.events())

    def prometheus(self) -> str:
        """The client's metrics as Prometheus reads them."""
        return self._native.prometheus()

    def close(self) -> None:
        """Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself."""
        self._native.close().wait_for_it()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Consumer:
    """Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile."""

    __slots__ = ("_native", "_left")

    def __init__(self, *native: _native.Consumer, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Consumer:
            raise TypeError("write `client.consumer(...)`, not `Consumer(...)`")
        self._native = native[0]
        self._left: Iterator[Record] = iter(())

    def next_batch(self, timeout: float | None = None) -> RecordBatch | None:
        """The next records of one partition; waits until there are some. Joins the group at first, and takes part
        in its rebalances. None once the consumer was closed, and once for each `wake_up`.

        Waits for `timeout` seconds at most; then it is a `TimeoutError`, and nothing is lost.
        """
        return self._native.next_batch().wait_for_it(timeout)

    def wake_up(self) -> None:
        """Has the call of `next_batch` that waits, or else the next one, give None."""
        self._native.wake_up()

    def subscribe(self, topics: Iterable[str] = ()) -> None:
        """Reads these topics from now on, instead of those before."""
        self._left = iter(())
        self._native.subscribe(topics).wait_for_it()

    def subscribe_pattern(self, pattern: str) -> None:
        """Reads all topics from now on whose name matches a regular expression."""
        self._left = iter(())
        self._native.subscribe_pattern(pattern).wait_for_it()

    def unsubscribe(self) -> None:
        """Leaves the group, and reads nothing until it subscribes again."""
        self._left = iter(())
        self._native.unsubscribe().wait_for_it()

    def assignment(self) -> list[TopicPartition]:
        """The partitions that the consumer has now."""
        return self._native.assignment().wait_for_it()

    def commit(self, batch: RecordBatch) -> None:
        """Commits the end of a batch: all its records are done."""
        self._native.commit(batch).wait_for_it()

    def commit_all(self) -> None:
        """Commits everything that was handed out."""
        self._native.commit_all().wait_for_it()

    def commit_offsets(self, offsets: Iterable[PartitionOffset] = ()) -> None:
        """Commits these offsets; each is the next one to read."""
        self._native.commit_offsets(offsets).wait_for_it()

    def committed(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionOffset]:
        """What the group has committed of these partitions; those without an offset are left out."""
        return self._native.committed(partitions).wait_for_it()

    def position(self, topic: str, partition: int) -> int | None:
        """The offset that is handed out next of a partition, if it is known."""
        return self._native.position(topic, partition).wait_for_it()

    def seek(self, topic: str, partition: int, start: Start) -> None:
        """Goes on elsewhere in a partition."""
        self._left = iter(())
        self._native.seek(topic, partition, start).wait_for_it()

    def pause(self, topic: str, partition: int) -> None:
        """Hands out nothing of a partition until `resume`."""
        self._native.pause(topic, partition).wait_for_it()

    def resume(self, topic: str, partition: int) -> None:
        """Hands out records of a partition again."""
        self._native.resume(topic, partition).wait_for_it()

    def paused(self) -> list[TopicPartition]:
        """The partitions that are paused."""
        return self._native.paused().wait_for_it()

    def beginning_offsets(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionOffset]:
        """The first offsets of partitions."""
        return self._native.beginning_offsets(partitions).wait_for_it()

    def end_offsets(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionOffset]:
        """The offsets behind the last records of partitions."""
        return self._native.end_offsets(partitions).wait_for_it()

    def lag(self) -> list[PartitionOffset]:
        """How many records are behind the position, in each partition that is assigned."""
        return self._native.lag().wait_for_it()

    def close(self) -> None:
        """Commits what auto-commit would, leaves the group, and ends loops over the consumer."""
        self._native.close().wait_for_it()

    def process(self, handler: RecordHandler, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ProcessOptions]) -> None:
        """Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
        Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
        is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
        breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
        `close` can be called meanwhile.
        """
        self._native.process(handler, options, **keywords).wait_for_it()

    def __enter__(self) -> Consumer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Record]:
        while True:
            yield from self._left
            batch = self.next_batch()
            if batch is None:
                return
            self._left = iter(batch)

    def batches(self) -> Iterator[RecordBatch]:
        """A loop over batches of records."""
        while (batch := self.next_batch()) is not None:
            yield batch


class Events:
    """The events of a client, for a loop."""

    __slots__ = ("_native",)

    def __init__(self, *native: _native.Events, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Events:
            raise TypeError("write `client.events()`, not `Events(...)`")
        self._native = native[0]

    def next_event(self, timeout: float | None = None) -> Event | None:
        """The next event; None when the client and all that it made are gone.

        Waits for `timeout` seconds at most; then it is a `TimeoutError`, and nothing is lost.
        """
        return self._native.next_event().wait_for_it(timeout)

    def __iter__(self) -> Iterator[Event]:
        while (item := self.next_event()) is not None:
            yield item


class PartitionConsumer:
    """Reads the partitions that it is told to. One task reads; others may call everything else meanwhile."""

    __slots__ = ("_native", "_left")

    def __init__(self, *native: _native.PartitionConsumer, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.PartitionConsumer:
            raise TypeError("write `client.partition_consumer(...)`, not `PartitionConsumer(...)`")
        self._native = native[0]
        self._left: Iterator[Record] = iter(())

    def assign(self, topic: str, partition: int, start: Start) -> None:
        """Reads a partition from `start` on, besides those before."""
        self._left = iter(())
        self._native.assign(topic, partition, start).wait_for_it()

    def assign_topic(self, topic: str, start: Start) -> None:
        """Reads all partitions of a topic from `start` on, besides those before."""
        self._left = iter(())
        self._native.assign_topic(topic, start).wait_for_it()

    def unassign(self, topic: str, partition: int) -> None:
        """Reads a partition no more."""
        self._left = iter(())
        self._native.unassign(topic, partition).wait_for_it()

    def next_batch(self, timeout: float | None = None) -> RecordBatch | None:
        """The next records of one partition; waits until there are some. None once the consumer was closed, or if
        nothing is assigned, and once for each `wake_up`.

        Waits for `timeout` seconds at most; then it is a `TimeoutError`, and nothing is lost.
        """
        return self._native.next_batch().wait_for_it(timeout)

    def wake_up(self) -> None:
        """Has the call of `next_batch` that waits, or else the next one, give None."""
        self._native.wake_up()

    def assignment(self) -> list[TopicPartition]:
        """The partitions that are assigned."""
        return self._native.assignment().wait_for_it()

    def position(self, topic: str, partition: int) -> int | None:
        """The offset that is handed out next of a partition, if it is known."""
        return self._native.position(topic, partition).wait_for_it()

    def seek(self, topic: str, partition: int, start: Start) -> None:
        """Goes on elsewhere in a partition."""
        self._left = iter(())
        self._native.seek(topic, partition, start).wait_for_it()

    def pause(self, topic: str, partition: int) -> None:
        """Hands out nothing of a partition until `resume`."""
        self._native.pause(topic, partition).wait_for_it()

    def resume(self, topic: str, partition: int) -> None:
        """Hands out records of a partition again."""
        self._native.resume(topic, partition).wait_for_it()

    def paused(self) -> list[TopicPartition]:
        """The partitions that are paused."""
        return self._native.paused().wait_for_it()

    def beginning_offsets(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionOffset]:
        """The first offsets of partitions."""
        return self._native.beginning_offsets(partitions).wait_for_it()

    def end_offsets(self, partitions: Iterable[TopicPartition] = ()) -> list[PartitionOffset]:
        """The offsets behind the last records of partitions."""
        return self._native.end_offsets(partitions).wait_for_it()

    def lag(self) -> list[PartitionOffset]:
        """How many records are behind the position, in each partition that is assigned."""
        return self._native.lag().wait_for_it()

    def commit(self, batch: RecordBatch) -> None:
        """Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member."""
        self._native.commit(batch).wait_for_it()

    def close(self) -> None:
        """Ends the consumer, and loops over it."""
        self._native.close().wait_for_it()

    def __enter__(self) -> PartitionConsumer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Record]:
        while True:
            yield from self._left
            batch = self.next_batch()
            if batch is None:
                return
            self._left = iter(batch)

    def batches(self) -> Iterator[RecordBatch]:
        """A loop over batches of records."""
        while (batch := self.next_batch()) is not None:
            yield batch


class Producer:
    """Sends records in batches. Its calls may come from several threads and tasks at once."""

    __slots__ = ("_native",)

    def __init__(self, *native: _native.Producer, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.Producer:
            raise TypeError("write `client.producer(...)`, not `Producer(...)`")
        self._native = native[0]

    def send(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> Delivery:
        """Takes a record into a batch, and tells what becomes of it. Blocks, for at most
        `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
        """
        return Delivery(self._native.send(topic, value, key, partition=partition, timestamp=timestamp, headers=headers))

    def produce(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> None:
        """As `send`, but only the next `flush` tells if it fails. The cheapest way to send many."""
        self._native.produce(topic, value, key, partition=partition, timestamp=timestamp, headers=headers)

    def send_many(self, topic: str, records: Iterable[NewRecord] = ()) -> list[Written]:
        """Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
        the first error.
        """
        return self._native.send_many(topic, records).wait_for_it()

    def send_packed(self, topic: str, data: BytesLike, ends: BytesLike, partition: int | None = None) -> None:
        """As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
        32-bit integers with the low byte first.
        """
        self._native.send_packed(topic, data, ends, partition)

    def flush(self) -> None:
        """Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
        the first error.
        """
        self._native.flush().wait_for_it()

    def init_transactions(self) -> None:
        """Gets the producer's id from the coordinator of its transactional id, which fences older producers
        with the same one. `begin` does it where it is still to be done.
        """
        self._native.init_transactions().wait_for_it()

    def begin(self) -> Transaction:
        """Begins a transaction. A producer has one at a time."""
        return Transaction(self._native.begin().wait_for_it())

    def close(self) -> None:
        """Flushes, and takes no more records. Takes at most `delivery.timeout.ms`."""
        self._native.close().wait_for_it()

    def process(self, consumer: Consumer, transform: RecordTransform) -> None:
        """Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
        a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
        consumer is closed or `wake_up` is called, or an error cannot be got over.

        When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
        again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
        the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
        and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wake_up` and
        `close` of the consumer can be called meanwhile.
        """
        self._native.process(consumer._native, transform).wait_for_it()

    def process_next(self, consumer: Consumer, transform: RecordTransform) -> int | None:
        """As `process`, for one transaction: gives the number of records that were read once it is committed; None once
        the consumer was closed or woken up.
        """
        return self._native.process_next(consumer._native, transform).wait_for_it()

    def __enter__(self) -> Producer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Delivery:
    """What becomes of a record that was sent."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Delivery) -> None:
        self._native = native

    def partition(self) -> int:
        """The partition that was chosen."""
        return self._native.partition()

    def written(self) -> Written:
        """Where the record was written, once it is."""
        return self._native.written().wait_for_it()


class SchemaRegistry:
    """A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
    and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
    """

    __slots__ = ("_native",)

    def __init__(self, *native: _native.SchemaRegistry, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.SchemaRegistry:
            raise TypeError("write `SchemaRegistry.connect(...)` or `SchemaRegistry.in_memory()`, not `SchemaRegistry(...)`")
        self._native = native[0]

    @staticmethod
    def connect(url: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[RegistryOptions]) -> SchemaRegistry:
        """A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
        Nothing is asked yet.
        """
        return SchemaRegistry(_native.SchemaRegistry.connect(url, options, **keywords).wait_for_it())

    @staticmethod
    def in_memory() -> SchemaRegistry:
        """A registry in this process, for tests: every schema is taken, and is compared as text."""
        return SchemaRegistry(_native.SchemaRegistry.in_memory().wait_for_it())

    def register(self, subject: str, schema: Schema) -> int:
        """Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
        does not take it, for instance as it is not compatible with the one before.
        """
        return self._native.register(subject, schema).wait_for_it()

    def find(self, subject: str, schema: Schema) -> RegisteredSchema:
        """The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there."""
        return self._native.find(subject, schema).wait_for_it()

    def latest(self, subject: str) -> RegisteredSchema:
        """The newest schema of a subject. It is asked for each time."""
        return self._native.latest(subject).wait_for_it()

    def version(self, subject: str, version: int) -> RegisteredSchema:
        """One version of a subject, from 1 on."""
        return self._native.version(subject, version).wait_for_it()

    def by_id(self, id: int) -> Schema:
        """The schema with an id; `InvalidInput` if there is none."""
        return self._native.by_id(id).wait_for_it()

    def id_to_write(self, topic: str, part: Part, schema: Schema | None = None, record_name: str | None = None, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[SchemaOptions]) -> int:
        """The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
        registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
        schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
        strategies name subjects by. The answer is kept, that for the newest, too.
        """
        return self._native.id_to_write(topic, part, schema, record_name, options, **keywords).wait_for_it()

    def frame(self, kind: SchemaKind, id: int, payload: BytesLike, indexes: Iterable[int] | None = None) -> bytes:
        """A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
        the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
        it is left out. Asks nobody.
        """
        return self._native.frame(kind, id, payload, indexes)

    def unframe(self, kind: SchemaKind, data: BytesLike) -> Unframed:
        """The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody."""
        return self._native.unframe(kind, data)

    def close(self) -> None:
        """Closes the connections to the registry. `frame` and `unframe` go on."""
        self._native.close().wait_for_it()

    def subjects(self, deleted: bool | None = None) -> list[str]:
        """All subjects. `deleted` lists those too that were deleted and are not gone yet."""
        return self._native.subjects(deleted).wait_for_it()

    def versions(self, subject: str, deleted: bool | None = None) -> list[int]:
        """The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
        deleted and are not gone yet.
        """
        return self._native.versions(subject, deleted).wait_for_it()

    def delete_subject(self, subject: str, permanent: bool | None = None) -> list[int]:
        """Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
        read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
        with `InvalidInput` if it is not there, or if other schemas name one of its own.
        """
        return self._native.delete_subject(subject, permanent).wait_for_it()

    def delete_version(self, subject: str, version: int, permanent: bool | None = None) -> None:
        """Deletes one version of a subject, as `delete_subject` does all of them."""
        self._native.delete_version(subject, version, permanent).wait_for_it()

    def check_compatibility(self, subject: str, schema: Schema, version: int | None = None) -> CompatibilityCheck:
        """Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
        Nothing is registered. Fails with `InvalidInput` if there is no such version.
        """
        return self._native.check_compatibility(subject, schema, version).wait_for_it()

    def compatibility(self, subject: str | None = None) -> Compatibility:
        """Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves."""
        return self._native.compatibility(subject).wait_for_it()

    def set_compatibility(self, compatibility: Compatibility, subject: str | None = None) -> None:
        """Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves."""
        self._native.set_compatibility(compatibility, subject).wait_for_it()

    def clear_compatibility(self, subject: str | None = None) -> None:
        """Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given."""
        self._native.clear_compatibility(subject).wait_for_it()

    def __enter__(self) -> SchemaRegistry:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class ShareConsumer:
    """Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
    each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
    Loops give a batch at a time.
    """

    __slots__ = ("_native",)

    def __init__(self, *native: _native.ShareConsumer, **_: object) -> None:
        if len(native) != 1 or type(native[0]) is not _native.ShareConsumer:
            raise TypeError("write `client.share_consumer(...)`, not `ShareConsumer(...)`")
        self._native = native[0]

    def next_batch(self, timeout: float | None = None) -> ShareBatch | None:
        """The next records that were acquired, all of one partition; waits until there are some. Where
        `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
        not acknowledged. None once the consumer was closed.

        Waits for `timeout` seconds at most; then it is a `TimeoutError`, and nothing is lost.
        """
        return self._native.next_batch().wait_for_it(timeout)

    def acknowledge(self, record: ShareRecord, kind: AcknowledgeType) -> None:
        """Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
        changes it.
        """
        self._native.acknowledge(record, kind).wait_for_it()

    def commit(self) -> list[AcknowledgementOutcome]:
        """Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count."""
        return self._native.commit().wait_for_it()

    def subscribe(self, topics: Iterable[str] = ()) -> None:
        """Reads these topics from now on, instead of those before; none leaves the group."""
        self._native.subscribe(topics).wait_for_it()

    def subscription(self) -> list[str]:
        """The topics that it reads."""
        return self._native.subscription().wait_for_it()

    def assignment(self) -> list[TopicPartition]:
        """The partitions that it acquires records of; other members may, too."""
        return self._native.assignment().wait_for_it()

    def acquisition_lock_timeout_ms(self) -> int | None:
        """How many milliseconds a record stays acquired before others may get it; None before the first answer."""
        return self._native.acquisition_lock_timeout_ms().wait_for_it()

    def close(self) -> None:
        """Sends what is acknowledged, gives back all other records, leaves the group, and ends loops."""
        self._native.close().wait_for_it()

    def __enter__(self) -> ShareConsumer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[ShareBatch]:
        while (item := self.next_batch()) is not None:
            yield item


class Transaction:
    """An open transaction. Whoever drops it aborts it."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Transaction) -> None:
        self._native = native

    def send(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> Delivery:
        """As `send` of a producer, within the transaction: only its commit makes the record count."""
        return Delivery(self._native.send(topic, value, key, partition=partition, timestamp=timestamp, headers=headers))

    def send_offsets(self, consumer: Consumer, offsets: Iterable[PartitionOffset] = ()) -> None:
        """Has offsets of a consumer's group be committed with the transaction; each is the next one to read."""
        self._native.send_offsets(consumer._native, offsets).wait_for_it()

    def commit(self) -> None:
        """Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
        committed; with `Retry` it is not known, and calling it again finds out.
        """
        self._native.commit().wait_for_it()

    def abort(self) -> Outcome:
        """Aborts: readers of committed records see none of it."""
        return self._native.abort().wait_for_it()

    def __enter__(self) -> Transaction:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.abort()
