"""Types of what is in Rust."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Final, Generic, TypeAlias, TypeVar, Unpack, final, overload

from ._enums import OffsetSpec, ConfigResourceKind, ConfigOperation, ErrorKind, Advice, EventKind, StartKind, Outcome
from ._errors import OttlaError
from ._listeners import RebalanceListener
from .options import ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProducerOptions, OptionValue

BytesLike: TypeAlias = bytes | bytearray | memoryview | str
Headers: TypeAlias = (
    Iterable[Header | tuple[str, BytesLike | None]] | Mapping[str, BytesLike | None]
)

_T_co = TypeVar("_T_co", covariant=True)

__version__: str

def forked() -> None: ...
def ending() -> None: ...
@final
class Call(Coroutine[Any, Any, _T_co], Generic[_T_co]):
    """A call that waits: `await` it, or use what it makes in an `async with`."""

    def send(self, value: Any, /) -> Any: ...
    def throw(self, kind: Any, value: Any = None, traceback: Any = None, /) -> Any: ...
    def close(self) -> None: ...
    def __await__(self) -> Generator[Any, Any, _T_co]: ...
    def wait_for_it(self) -> _T_co: ...
    async def __aenter__(self) -> _T_co: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class Record:
    """A record that was read. It stays in its batch until its fields are asked for."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp")

    def __init__(
        self,
        topic: str,
        partition: int,
        offset: int,
        timestamp: int,
        key: BytesLike | None = None,
        value: BytesLike | None = None,
        headers: Headers | None = None,
    ) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """The offset."""

    @property
    def timestamp(self) -> int:
        """Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without."""

    @property
    def key(self) -> bytes | None:
        """The key; `None` and empty are different things."""

    @property
    def value(self) -> bytes | None:
        """The value; `None` is a tombstone where the topic is compacted."""

    @property
    def headers(self) -> list[Header]:
        """Its headers, in order."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RecordBatch:
    """Records of one partition, in order."""

    def topic(self) -> str:
        """The topic."""

    def partition(self) -> int:
        """The partition."""

    def len(self) -> int:
        """Number of records."""

    def is_empty(self) -> bool:
        """Whether there is no record."""

    def next_offset(self) -> int:
        """The offset after the batch: where to go on."""

    def get(self, index: int) -> Record | None:
        """The record at this place of the batch, counted from 0; `None` behind its end."""

    def records(self) -> list[Record]:
        """All records."""

    def values(self) -> list[bytes | None]:
        """The values of all records; `None` where a record has none."""

    def keys(self) -> list[bytes | None]:
        """The keys of all records; `None` where a record has none."""

    def headers(self, index: int) -> list[Header]:
        """The headers of the record at this place of the batch."""

    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """The records as a struct array of Arrow; `pyarrow.record_batch(batch)` and the like call it."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __iter__(self) -> Iterator[Record]: ...

@final
class Refusal:
    """Something that could not be done."""

    __match_args__: Final = ("name", "error")

    def __init__(self, name: str, error: OttlaError) -> None: ...
    @property
    def name(self) -> str:
        """The topic, group, partition or resource."""

    @property
    def error(self) -> OttlaError:
        """Why."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class NewTopic:
    """A topic to create."""

    __match_args__: Final = ("name", "partitions", "replication_factor", "config")

    def __init__(self, name: str, partitions: int | None = None, replication_factor: int | None = None, config: Mapping[str, str] = ...) -> None: ...
    @property
    def name(self) -> str:
        """Its name."""

    @property
    def partitions(self) -> int | None:
        """Number of partitions; the broker's `num.partitions` where it is not said."""

    @property
    def replication_factor(self) -> int | None:
        """Number of replicas; the broker's `default.replication.factor` where it is not said."""

    @property
    def config(self) -> dict[str, str]:
        """Kafka's topic keys and their values."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TopicListing:
    """A topic, as a list shows it."""

    __match_args__: Final = ("name", "id", "partitions", "internal")

    def __init__(self, name: str, id: str, partitions: int, internal: bool) -> None: ...
    @property
    def name(self) -> str:
        """Its name."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def partitions(self) -> int:
        """Number of partitions."""

    @property
    def internal(self) -> bool:
        """Whether it is one of Kafka's own."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TopicDescription:
    """A topic and its partitions."""

    __match_args__: Final = ("name", "id", "internal", "partitions")

    def __init__(self, name: str, id: str, internal: bool, partitions: Iterable[PartitionDescription] = ...) -> None: ...
    @property
    def name(self) -> str:
        """Its name."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def internal(self) -> bool:
        """Whether it is one of Kafka's own."""

    @property
    def partitions(self) -> list[PartitionDescription]:
        """Its partitions, by number."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionDescription:
    """A partition and its replicas."""

    __match_args__: Final = ("partition", "leader", "leader_epoch", "replicas", "in_sync_replicas")

    def __init__(self, partition: int, leader: int | None = None, *, leader_epoch: int, replicas: Iterable[int] = ..., in_sync_replicas: Iterable[int] = ...) -> None: ...
    @property
    def partition(self) -> int:
        """Its number."""

    @property
    def leader(self) -> int | None:
        """The broker that leads it, if there is one."""

    @property
    def leader_epoch(self) -> int:
        """Epoch of the leader."""

    @property
    def replicas(self) -> list[int]:
        """Brokers that have a replica, the preferred leader first."""

    @property
    def in_sync_replicas(self) -> list[int]:
        """Those of them that are in sync."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ClusterDescription:
    """A cluster and its brokers."""

    __match_args__: Final = ("id", "controller", "brokers")

    def __init__(self, id: str | None = None, controller: int | None = None, brokers: Iterable[BrokerDescription] = ...) -> None: ...
    @property
    def id(self) -> str | None:
        """The cluster's id."""

    @property
    def controller(self) -> int | None:
        """A broker that takes what controllers do."""

    @property
    def brokers(self) -> list[BrokerDescription]:
        """The brokers."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class BrokerDescription:
    """A broker."""

    __match_args__: Final = ("id", "host", "port", "rack")

    def __init__(self, id: int, host: str, port: int, rack: str | None = None) -> None: ...
    @property
    def id(self) -> int:
        """Its id."""

    @property
    def host(self) -> str:
        """Its host."""

    @property
    def port(self) -> int:
        """Its port."""

    @property
    def rack(self) -> str | None:
        """Its rack."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupListing:
    """A group, as a list shows it."""

    __match_args__: Final = ("group_id", "state", "protocol_type", "kind")

    def __init__(self, group_id: str, state: str, protocol_type: str, kind: str) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def protocol_type(self) -> str:
        """What its members speak: `consumer` for consumers."""

    @property
    def kind(self) -> str:
        """Its kind: `classic`, `consumer`, `share`, `streams`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupDescription:
    """A group and its members."""

    __match_args__: Final = ("group_id", "state", "assignor", "members")

    def __init__(self, group_id: str, state: str, assignor: str, members: Iterable[MemberDescription] = ...) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def assignor(self) -> str:
        """What assigns partitions."""

    @property
    def members(self) -> list[MemberDescription]:
        """Its members."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class MemberDescription:
    """A member of a group."""

    __match_args__: Final = ("member_id", "group_instance_id", "client_id", "host", "assignment")

    def __init__(self, member_id: str, group_instance_id: str | None = None, *, client_id: str, host: str, assignment: Iterable[TopicPartition] = ...) -> None: ...
    @property
    def member_id(self) -> str:
        """Its id."""

    @property
    def group_instance_id(self) -> str | None:
        """Its `group.instance.id`, if it is a static member."""

    @property
    def client_id(self) -> str:
        """Its `client.id`."""

    @property
    def host(self) -> str:
        """Its host."""

    @property
    def assignment(self) -> list[TopicPartition]:
        """What it has."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class OffsetAt:
    """A question for an offset."""

    __match_args__: Final = ("topic", "partition", "spec", "timestamp")

    def __init__(self, topic: str, partition: int, spec: OffsetSpec, timestamp: int | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def spec(self) -> OffsetSpec:
        """Which offset."""

    @property
    def timestamp(self) -> int | None:
        """Milliseconds since 1970, for `Timestamp`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ListedOffset:
    """An offset that was asked for."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp")

    def __init__(self, topic: str, partition: int, offset: int | None = None, timestamp: int | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int | None:
        """The offset; None if no record has that time."""

    @property
    def timestamp(self) -> int | None:
        """Time of the record, where one was looked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigResource:
    """Something that has a configuration."""

    __match_args__: Final = ("kind", "name")

    def __init__(self, kind: ConfigResourceKind, name: str) -> None: ...
    @property
    def kind(self) -> ConfigResourceKind:
        """What it is."""

    @property
    def name(self) -> str:
        """Its name, or the broker's id."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigEntry:
    """A key and its value."""

    __match_args__: Final = ("name", "value", "is_default", "read_only", "sensitive")

    def __init__(self, name: str, value: str | None = None, *, is_default: bool, read_only: bool, sensitive: bool) -> None: ...
    @property
    def name(self) -> str:
        """Kafka's key."""

    @property
    def value(self) -> str | None:
        """Its value; None if it is secret or unset."""

    @property
    def is_default(self) -> bool:
        """Whether nobody has set it."""

    @property
    def read_only(self) -> bool:
        """Whether it cannot be changed while the broker runs."""

    @property
    def sensitive(self) -> bool:
        """Whether its value is secret."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigChange:
    """A change of a key."""

    __match_args__: Final = ("key", "operation", "value")

    def __init__(self, key: str, operation: ConfigOperation, value: str | None = None) -> None: ...
    @property
    def key(self) -> str:
        """Kafka's key."""

    @property
    def operation(self) -> ConfigOperation:
        """How it is changed."""

    @property
    def value(self) -> str | None:
        """The value, but for `Delete`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Event:
    """Something that happened."""

    __match_args__: Final = ("kind", "details")

    def __init__(self, kind: EventKind, details: Mapping[str, str] = ...) -> None: ...
    @property
    def kind(self) -> EventKind:
        """What kind of thing."""

    @property
    def details(self) -> dict[str, str]:
        """What it was about: broker, group, error and the like."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Start:
    """A place to start at in a partition."""

    __match_args__: Final = ("kind", "at")

    def __init__(self, kind: StartKind, at: int | None = None) -> None: ...
    @property
    def kind(self) -> StartKind:
        """What kind of place."""

    @property
    def at(self) -> int | None:
        """The offset, or the time."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Header:
    """A name and a value that go with a record."""

    __match_args__: Final = ("key", "value")

    def __init__(self, key: str, value: BytesLike | None = None) -> None: ...
    @property
    def key(self) -> str:
        """The name; several headers may have the same."""

    @property
    def value(self) -> bytes | None:
        """The value; None and empty are different things."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class NewRecord:
    """A record to send."""

    __match_args__: Final = ("value", "key", "partition", "timestamp", "headers")

    def __init__(self, value: BytesLike | None = None, key: BytesLike | None = None, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> None: ...
    @property
    def value(self) -> bytes | None:
        """The value; without one the record is a tombstone where the topic is compacted."""

    @property
    def key(self) -> bytes | None:
        """The key: records with the same key go to the same partition."""

    @property
    def partition(self) -> int | None:
        """The partition, where the partitioner is not to choose."""

    @property
    def timestamp(self) -> int | None:
        """Milliseconds since 1970; now, where it is not said."""

    @property
    def headers(self) -> list[Header]:
        """Its headers, in order."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Written:
    """Where a record was written."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp")

    def __init__(self, topic: str, partition: int, offset: int, timestamp: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """The offset; -1 where the broker does not tell: without acks, or when it recognised the record."""

    @property
    def timestamp(self) -> int:
        """Milliseconds since 1970: the broker's time if the topic keeps that."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TopicPartition:
    """A partition of a topic."""

    __match_args__: Final = ("topic", "partition")

    def __init__(self, topic: str, partition: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionOffset:
    """An offset in a partition."""

    __match_args__: Final = ("topic", "partition", "offset", "leader_epoch", "metadata")

    def __init__(self, topic: str, partition: int, offset: int, leader_epoch: int | None = None, metadata: str | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """The offset. Committed, it is the next one to read."""

    @property
    def leader_epoch(self) -> int | None:
        """Epoch of the leader that wrote the record before, if it is known."""

    @property
    def metadata(self) -> str | None:
        """Text that is kept with a committed offset."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Admin:
    """Administers a cluster."""

    def create_topics(self, topics: Iterable[NewTopic] = ...) -> Call[list[Refusal]]:
        """Creates topics; tells of those that could not be created."""

    def delete_topics(self, names: Iterable[str] = ...) -> Call[list[Refusal]]:
        """Deletes topics; tells of those that could not be deleted."""

    def list_topics(self) -> Call[list[TopicListing]]:
        """All topics."""

    def describe_topics(self, names: Iterable[str] = ...) -> Call[list[TopicDescription]]:
        """Topics with their partitions; fails if one of them is not there."""

    def create_partitions(self, topic: str, count: int) -> Call[None]:
        """Gives a topic more partitions: as many as this in all."""

    def describe_cluster(self) -> Call[ClusterDescription]:
        """The cluster and its brokers."""

    def list_offsets(self, partitions: Iterable[OffsetAt] = ...) -> Call[list[ListedOffset]]:
        """Offsets of partitions by time."""

    def delete_records(self, before: Iterable[PartitionOffset] = ...) -> Call[list[Refusal]]:
        """Deletes the records before these offsets; tells of partitions where that did not work."""

    def describe_configs(self, resource: ConfigResource) -> Call[list[ConfigEntry]]:
        """The configuration of something."""

    def alter_configs(self, resource: ConfigResource, changes: Iterable[ConfigChange] = ...) -> Call[None]:
        """Changes keys of a configuration, all or none."""

    def list_groups(self) -> Call[list[GroupListing]]:
        """All groups."""

    def describe_groups(self, group_ids: Iterable[str] = ...) -> Call[list[GroupDescription]]:
        """Groups with their members; fails if one of them is not there."""

    def delete_groups(self, group_ids: Iterable[str] = ...) -> Call[list[Refusal]]:
        """Deletes groups without members; tells of those that could not be deleted."""

    def list_group_offsets(self, group_id: str) -> Call[list[PartitionOffset]]:
        """What a group has committed."""

    def alter_group_offsets(self, group_id: str, offsets: Iterable[PartitionOffset] = ...) -> Call[list[Refusal]]:
        """Sets what a group has committed, while it has no members; tells of partitions where that did not work."""


@final
class Broker:
    """A whole broker in this process, on threads of its own: for tests, and for programs that need no
    other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
    """

    @staticmethod
    def start(options: Mapping[str, OptionValue] | None = None, **keywords: OptionValue) -> Call[Broker]:
        """Starts a broker. It answers when this returns."""

    def bootstrap_servers(self) -> str:
        """Where clients connect: `127.0.0.1:port`."""

    def create_topic(self, name: str, partitions: int | None = None, config: Mapping[str, str] = ...) -> Call[None]:
        """Creates a topic, with Kafka's topic keys in `config`; every partition has a leader when this
        returns.
        """

    def stop(self) -> Call[None]:
        """Stops the broker; a log in memory is gone with it. Does nothing the second time."""

    async def __aenter__(self) -> Broker: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class Client:
    """A client of one cluster. What it makes shares its connections to find brokers, its metrics and its
    events.
    """

    @staticmethod
    def connect(bootstrap_servers: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Call[Client]:
        """Connects to a cluster: `host:port`, or several with commas between. Fails at once if nobody there
        speaks Kafka's protocol, or the password is wrong.
        """

    @staticmethod
    def embedded(broker: Broker, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Call[Client]:
        """Connects to a broker in this process, without a socket."""

    def producer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ProducerOptions]) -> Producer:
        """A producer. It needs no broker yet."""

    def consumer(self, options: Mapping[str, OptionValue] | None = None, *, listener: RebalanceListener | None = None, **keywords: Unpack[ConsumerOptions]) -> Call[Consumer]:
        """A consumer that shares the partitions of topics with the other members of its group."""

    def partition_consumer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[PartitionConsumerOptions]) -> PartitionConsumer:
        """A consumer that reads the partitions that it is told to."""

    def admin(self) -> Admin:
        """What creates, describes, changes and deletes topics, groups and the like."""

    def events(self) -> Events:
        """What happens in the client from now on: connections, rebalances, throttling, failures."""

    def prometheus(self) -> str:
        """The client's metrics as Prometheus reads them."""

    def close(self) -> Call[None]:
        """Closes the client's connections. Producers and consumers are closed by themselves."""

    async def __aenter__(self) -> Client: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class Consumer:
    """Reads the partitions that its group gives it. One task reads; others may call everything else meanwhile."""

    def next_batch(self) -> Call[RecordBatch | None]:
        """The next records of one partition; waits until there are some. Joins the group at first, and takes part
        in its rebalances. None once the consumer was closed, and once for each `wake_up`.
        """

    def wake_up(self) -> None:
        """Has the call of `next_batch` that waits, or else the next one, give None."""

    def subscribe(self, topics: Iterable[str] = ...) -> Call[None]:
        """Reads these topics from now on, instead of those before."""

    def subscribe_pattern(self, pattern: str) -> Call[None]:
        """Reads all topics from now on whose name matches a regular expression."""

    def unsubscribe(self) -> Call[None]:
        """Leaves the group, and reads nothing until it subscribes again."""

    def assignment(self) -> Call[list[TopicPartition]]:
        """The partitions that the consumer has now."""

    def commit(self, batch: RecordBatch) -> Call[None]:
        """Commits the end of a batch: all its records are done."""

    def commit_all(self) -> Call[None]:
        """Commits everything that was handed out."""

    def commit_offsets(self, offsets: Iterable[PartitionOffset] = ...) -> Call[None]:
        """Commits these offsets; each is the next one to read."""

    def committed(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionOffset]]:
        """What the group has committed of these partitions; those without an offset are left out."""

    def position(self, topic: str, partition: int) -> Call[int | None]:
        """The offset that is handed out next of a partition, if it is known."""

    def seek(self, topic: str, partition: int, start: Start) -> Call[None]:
        """Goes on elsewhere in a partition."""

    def pause(self, topic: str, partition: int) -> Call[None]:
        """Hands out nothing of a partition until `resume`."""

    def resume(self, topic: str, partition: int) -> Call[None]:
        """Hands out records of a partition again."""

    def paused(self) -> Call[list[TopicPartition]]:
        """The partitions that are paused."""

    def beginning_offsets(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionOffset]]:
        """The first offsets of partitions."""

    def end_offsets(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionOffset]]:
        """The offsets behind the last records of partitions."""

    def lag(self) -> Call[list[PartitionOffset]]:
        """How many records are behind the position, in each partition that is assigned."""

    def close(self) -> Call[None]:
        """Commits what auto-commit would, leaves the group, and ends loops over the consumer."""

    async def __aenter__(self) -> Consumer: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __aiter__(self) -> AsyncIterator[Record]: ...
    def batches(self) -> AsyncIterator[RecordBatch]:
        """A loop over batches of records."""

@final
class Events:
    """The events of a client, for a loop."""

    def next_event(self) -> Call[Event | None]:
        """The next event; None when the client and all that it made are gone."""

    def __aiter__(self) -> AsyncIterator[Event]: ...

@final
class PartitionConsumer:
    """Reads the partitions that it is told to. One task reads; others may call everything else meanwhile."""

    def assign(self, topic: str, partition: int, start: Start) -> Call[None]:
        """Reads a partition from `start` on, besides those before."""

    def assign_topic(self, topic: str, start: Start) -> Call[None]:
        """Reads all partitions of a topic from `start` on, besides those before."""

    def unassign(self, topic: str, partition: int) -> Call[None]:
        """Reads a partition no more."""

    def next_batch(self) -> Call[RecordBatch | None]:
        """The next records of one partition; waits until there are some. None once the consumer was closed, or if
        nothing is assigned, and once for each `wake_up`.
        """

    def wake_up(self) -> None:
        """Has the call of `next_batch` that waits, or else the next one, give None."""

    def assignment(self) -> Call[list[TopicPartition]]:
        """The partitions that are assigned."""

    def position(self, topic: str, partition: int) -> Call[int | None]:
        """The offset that is handed out next of a partition, if it is known."""

    def seek(self, topic: str, partition: int, start: Start) -> Call[None]:
        """Goes on elsewhere in a partition."""

    def pause(self, topic: str, partition: int) -> Call[None]:
        """Hands out nothing of a partition until `resume`."""

    def resume(self, topic: str, partition: int) -> Call[None]:
        """Hands out records of a partition again."""

    def paused(self) -> Call[list[TopicPartition]]:
        """The partitions that are paused."""

    def beginning_offsets(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionOffset]]:
        """The first offsets of partitions."""

    def end_offsets(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionOffset]]:
        """The offsets behind the last records of partitions."""

    def lag(self) -> Call[list[PartitionOffset]]:
        """How many records are behind the position, in each partition that is assigned."""

    def commit(self, batch: RecordBatch) -> Call[None]:
        """Commits the end of a batch for the group of the option `group.id`, of which the consumer is no member."""

    def close(self) -> Call[None]:
        """Ends the consumer, and loops over it."""

    async def __aenter__(self) -> PartitionConsumer: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __aiter__(self) -> AsyncIterator[Record]: ...
    def batches(self) -> AsyncIterator[RecordBatch]:
        """A loop over batches of records."""

@final
class Producer:
    """Sends records in batches. Its calls may come from several threads and tasks at once."""

    def send(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> Delivery:
        """Takes a record into a batch, and tells what becomes of it. Blocks, for at most
        `max.block.ms`, while the topic is not known yet, or while the producer's memory is used up.
        """

    def produce(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> None:
        """As `send`, but only the next `flush` tells if it fails. The cheapest way to send many."""

    def send_many(self, topic: str, records: Iterable[NewRecord] = ...) -> Call[list[Written]]:
        """Sends records of one topic, and waits until all are written, in the time of the slowest; fails with
        the first error.
        """

    def send_packed(self, topic: str, data: BytesLike, ends: BytesLike, partition: int | None = None) -> None:
        """As `produce`, for many values that lie back to back in `data`; `ends` says where each of them ends, as
        32-bit integers with the low byte first.
        """

    def flush(self) -> Call[None]:
        """Waits until all records that were sent before have an outcome; nothing lingers any more. Fails with
        the first error.
        """

    def init_transactions(self) -> Call[None]:
        """Gets the producer's id from the coordinator of its transactional id, which fences older producers
        with the same one. `begin` does it where it is still to be done.
        """

    def begin(self) -> Call[Transaction]:
        """Begins a transaction. A producer has one at a time."""

    def close(self) -> Call[None]:
        """Flushes, and takes no more records. Takes at most `delivery.timeout.ms`."""

    async def __aenter__(self) -> Producer: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class Delivery:
    """What becomes of a record that was sent."""

    def partition(self) -> int:
        """The partition that was chosen."""

    def written(self) -> Call[Written]:
        """Where the record was written, once it is."""

    def __await__(self) -> Generator[Any, Any, Written]: ...

@final
class Transaction:
    """An open transaction. Whoever drops it aborts it."""

    def send(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> Delivery:
        """As `send` of a producer, within the transaction: only its commit makes the record count."""

    def send_offsets(self, consumer: Consumer, offsets: Iterable[PartitionOffset] = ...) -> Call[None]:
        """Has offsets of a consumer's group be committed with the transaction; each is the next one to read."""

    def commit(self) -> Call[None]:
        """Waits until all records are written, and commits. If that fails with the advice `Abort`, nothing is
        committed; with `Retry` it is not known, and calling it again finds out.
        """

    def abort(self) -> Call[Outcome]:
        """Aborts: readers of committed records see none of it."""

    async def __aenter__(self) -> Transaction: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
