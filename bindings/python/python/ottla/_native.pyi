"""Types of what is in Rust."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Final, Generic, TypeAlias, TypeVar, Unpack, final, overload

from ._enums import AclResourceKind, AclPattern, AclOperation, AclPermission, AclPatternMatch, UpdateMode, ConfigResourceKind, ConfigSource, ConfigKeyType, ConfigOperation, FeatureChange, QuotaKind, QuotaMatchKind, ElectionType, ReplicationFactorChange, OffsetSpec, ScramMechanism, ErrorKind, Advice, EventKind, StartKind, SchemaKind, Part, AcknowledgeType, Compatibility, Outcome
from ._errors import OttlaError
from ._listeners import RebalanceListener, RecordHandler, RecordTransform
from .options import ClientOptions, ConsumerOptions, PartitionConsumerOptions, ProcessOptions, ProducerOptions, RegistryOptions, SchemaOptions, ShareConsumerOptions, OptionValue

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
    def wait_for_it(self, timeout: float | None = None) -> _T_co: ...
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
class Acl:
    """A rule that says who may do what."""

    __match_args__: Final = ("resource", "name", "pattern", "principal", "host", "operation", "permission")

    def __init__(self, resource: AclResourceKind, name: str, pattern: AclPattern, principal: str, host: str, operation: AclOperation, permission: AclPermission) -> None: ...
    @property
    def resource(self) -> AclResourceKind:
        """What it is about."""

    @property
    def name(self) -> str:
        """Its name, or how names begin."""

    @property
    def pattern(self) -> AclPattern:
        """Which of the two."""

    @property
    def principal(self) -> str:
        """Who: `User:alice`, or `User:*`."""

    @property
    def host(self) -> str:
        """Where from: an address, or `*`."""

    @property
    def operation(self) -> AclOperation:
        """What is done."""

    @property
    def permission(self) -> AclPermission:
        """Whether it may be."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class AclFilter:
    """Which rules; what is not said does not matter."""

    __match_args__: Final = ("resource", "name", "pattern", "principal", "host", "operation", "permission")

    def __init__(self, resource: AclResourceKind | None = None, name: str | None = None, pattern: AclPatternMatch | None = None, principal: str | None = None, host: str | None = None, operation: AclOperation | None = None, permission: AclPermission | None = None) -> None: ...
    @property
    def resource(self) -> AclResourceKind | None:
        """What they are about."""

    @property
    def name(self) -> str | None:
        """Their name."""

    @property
    def pattern(self) -> AclPatternMatch | None:
        """How the name is looked at; `Any` where it is not said."""

    @property
    def principal(self) -> str | None:
        """Who."""

    @property
    def host(self) -> str | None:
        """Where from."""

    @property
    def operation(self) -> AclOperation | None:
        """What is done."""

    @property
    def permission(self) -> AclPermission | None:
        """Whether it may be."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class AclDeletion:
    """What a filter has deleted."""

    __match_args__: Final = ("filter", "deleted")

    def __init__(self, filter: AclFilter, deleted: Iterable[Acl] = ...) -> None: ...
    @property
    def filter(self) -> AclFilter:
        """The filter."""

    @property
    def deleted(self) -> list[Acl]:
        """The rules that it fitted."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class AclDeletions:
    """What several filters have deleted."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[AclDeletion] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[AclDeletion]:
        """Those that worked."""

    @property
    def refused(self) -> list[Refusal]:
        """The others, by their number from 0."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

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
class ClassicGroupDescription:
    """A group in the classic protocol."""

    __match_args__: Final = ("group_id", "protocol_type", "protocol", "state", "members", "coordinator", "authorized_operations")

    def __init__(self, group_id: str, protocol_type: str, protocol: str, state: str, members: Iterable[ClassicMemberDescription] = ..., *, coordinator: str, authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def protocol_type(self) -> str:
        """What its members are: `consumer`, `connect`, or whatever they say."""

    @property
    def protocol(self) -> str:
        """What they have agreed on: the assignor of consumers."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def members(self) -> list[ClassicMemberDescription]:
        """Its members."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it: `host:port`."""

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ClassicMemberDescription:
    """A member of such a group."""

    __match_args__: Final = ("member_id", "group_instance_id", "client_id", "host", "metadata", "assignment")

    def __init__(self, member_id: str, group_instance_id: str | None = None, *, client_id: str, host: str, metadata: BytesLike, assignment: BytesLike) -> None: ...
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
    def metadata(self) -> bytes:
        """What it has told the others, as its protocol writes it."""

    @property
    def assignment(self) -> bytes:
        """What it was given, as its protocol writes it."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ClassicGroupDescriptions:
    """Groups that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ClassicGroupDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ClassicGroupDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ClusterDescription:
    """A cluster and its brokers."""

    __match_args__: Final = ("id", "controller", "brokers", "authorized_operations")

    def __init__(self, id: str | None = None, controller: int | None = None, brokers: Iterable[BrokerDescription] = ..., authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
    @property
    def id(self) -> str | None:
        """The cluster's id."""

    @property
    def controller(self) -> int | None:
        """A broker that takes what controllers do."""

    @property
    def brokers(self) -> list[BrokerDescription]:
        """The brokers, or the controllers, if they were asked for."""

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class BrokerDescription:
    """A broker."""

    __match_args__: Final = ("id", "host", "port", "rack", "fenced")

    def __init__(self, id: int, host: str, port: int, rack: str | None = None, *, fenced: bool) -> None: ...
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

    @property
    def fenced(self) -> bool:
        """Whether it is not served by, for it is starting, ending or away."""

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

    __match_args__: Final = ("name", "value", "is_default", "source", "read_only", "sensitive", "key_type", "synonyms", "documentation")

    def __init__(self, name: str, value: str | None = None, *, is_default: bool, source: ConfigSource, read_only: bool, sensitive: bool, key_type: ConfigKeyType, synonyms: Iterable[ConfigSynonym] = ..., documentation: str | None = None) -> None: ...
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
    def source(self) -> ConfigSource:
        """Where the value is from."""

    @property
    def read_only(self) -> bool:
        """Whether it cannot be changed while the broker runs."""

    @property
    def sensitive(self) -> bool:
        """Whether its value is secret."""

    @property
    def key_type(self) -> ConfigKeyType:
        """What its value is."""

    @property
    def synonyms(self) -> list[ConfigSynonym]:
        """Where it is set, the first counting, if that was asked for."""

    @property
    def documentation(self) -> str | None:
        """What it does, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigSynonym:
    """A place where a key is set."""

    __match_args__: Final = ("name", "value", "source")

    def __init__(self, name: str, value: str | None = None, *, source: ConfigSource) -> None: ...
    @property
    def name(self) -> str:
        """Its key there."""

    @property
    def value(self) -> str | None:
        """Its value there; None if it is secret."""

    @property
    def source(self) -> ConfigSource:
        """What place that is."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigDescription:
    """A configuration that was asked for."""

    __match_args__: Final = ("resource", "entries")

    def __init__(self, resource: ConfigResource, entries: Iterable[ConfigEntry] = ...) -> None: ...
    @property
    def resource(self) -> ConfigResource:
        """What it is of."""

    @property
    def entries(self) -> list[ConfigEntry]:
        """Its keys and values."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ConfigDescriptions:
    """Configurations that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ConfigDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ConfigDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

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
class ConfigUpdate:
    """Changes of one configuration."""

    __match_args__: Final = ("resource", "changes")

    def __init__(self, resource: ConfigResource, changes: Iterable[ConfigChange] = ...) -> None: ...
    @property
    def resource(self) -> ConfigResource:
        """What is changed."""

    @property
    def changes(self) -> list[ConfigChange]:
        """How; all or none."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Principal:
    """Somebody, as brokers know them."""

    __match_args__: Final = ("kind", "name")

    def __init__(self, kind: str, name: str) -> None: ...
    @property
    def kind(self) -> str:
        """What they are: `User`."""

    @property
    def name(self) -> str:
        """Their name."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class DelegationToken:
    """A token."""

    __match_args__: Final = ("id", "hmac", "owner", "requester", "renewers", "issued_at", "expires_at", "expires_at_max")

    def __init__(self, id: str, hmac: BytesLike, owner: Principal, requester: Principal, renewers: Iterable[Principal] = ..., *, issued_at: int, expires_at: int, expires_at_max: int) -> None: ...
    @property
    def id(self) -> str:
        """Its id: the user name of SASL/SCRAM."""

    @property
    def hmac(self) -> bytes:
        """The secret that belongs to it: in base64 the password of SASL/SCRAM."""

    @property
    def owner(self) -> Principal:
        """Whom it belongs to."""

    @property
    def requester(self) -> Principal:
        """Who asked for it; the owner where brokers are too old to tell."""

    @property
    def renewers(self) -> list[Principal]:
        """Who may renew it besides the owner."""

    @property
    def issued_at(self) -> int:
        """When it was made, in milliseconds since 1970."""

    @property
    def expires_at(self) -> int:
        """When it ends unless it is renewed, in milliseconds since 1970."""

    @property
    def expires_at_max(self) -> int:
        """When it ends at last, in milliseconds since 1970."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class FeatureDescription:
    """A feature."""

    __match_args__: Final = ("name", "level", "supported_min", "supported_max", "epoch")

    def __init__(self, name: str, level: int, supported_min: int | None = None, supported_max: int | None = None, epoch: int | None = None) -> None: ...
    @property
    def name(self) -> str:
        """Its name: `metadata.version`."""

    @property
    def level(self) -> int:
        """The level that the cluster is at; 0 if it does not use it."""

    @property
    def supported_min(self) -> int | None:
        """The lowest level that the broker can be at, if it knows the feature."""

    @property
    def supported_max(self) -> int | None:
        """The highest level that the broker can be at, if it knows the feature."""

    @property
    def epoch(self) -> int | None:
        """What the cluster's levels are as of: a later epoch, the same for all features, may have others; None if the broker
        does not say.
        """

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class FeatureUpdate:
    """A feature that is to be at another level."""

    __match_args__: Final = ("name", "level", "change")

    def __init__(self, name: str, level: int, change: FeatureChange) -> None: ...
    @property
    def name(self) -> str:
        """The feature."""

    @property
    def level(self) -> int:
        """The level; 0 for none."""

    @property
    def change(self) -> FeatureChange:
        """Where that is."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupOffsetsQuery:
    """A question for what a group has committed."""

    __match_args__: Final = ("group_id", "partitions", "stable")

    def __init__(self, group_id: str, partitions: Iterable[TopicPartition] | None = None, stable: bool | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """The group."""

    @property
    def partitions(self) -> list[TopicPartition] | None:
        """Of which partitions; of all where it is not said."""

    @property
    def stable(self) -> bool | None:
        """Whether open transactions that commit offsets are waited for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupOffsets:
    """What a group has committed."""

    __match_args__: Final = ("group_id", "offsets")

    def __init__(self, group_id: str, offsets: Iterable[PartitionOffset] = ...) -> None: ...
    @property
    def group_id(self) -> str:
        """The group."""

    @property
    def offsets(self) -> list[PartitionOffset]:
        """The offsets; partitions without one are left out."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupOffsetsListings:
    """What several groups have committed."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[GroupOffsets] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[GroupOffsets]:
        """Groups that are known."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

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

    __match_args__: Final = ("group_id", "protocol", "state", "assignor", "epoch", "assignment_epoch", "members", "coordinator", "authorized_operations")

    def __init__(self, group_id: str, protocol: str, state: str, assignor: str, epoch: int | None = None, assignment_epoch: int | None = None, members: Iterable[MemberDescription] = ..., *, coordinator: str, authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def protocol(self) -> str:
        """How it is coordinated: `classic` or `consumer`."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def assignor(self) -> str:
        """What assigns partitions."""

    @property
    def epoch(self) -> int | None:
        """Its epoch (KIP-848)."""

    @property
    def assignment_epoch(self) -> int | None:
        """Epoch of what members are to have (KIP-848)."""

    @property
    def members(self) -> list[MemberDescription]:
        """Its members."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it: `host:port`."""

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class GroupDescriptions:
    """Groups that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[GroupDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[GroupDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class MemberDescription:
    """A member of a group."""

    __match_args__: Final = ("member_id", "group_instance_id", "rack", "client_id", "host", "epoch", "protocol", "topics", "topic_pattern", "assignment", "target_assignment")

    def __init__(self, member_id: str, group_instance_id: str | None = None, rack: str | None = None, *, client_id: str, host: str, epoch: int | None = None, protocol: str | None = None, topics: Iterable[str] = ..., topic_pattern: str | None = None, assignment: Iterable[TopicPartition] = ..., target_assignment: Iterable[TopicPartition] | None = None) -> None: ...
    @property
    def member_id(self) -> str:
        """Its id."""

    @property
    def group_instance_id(self) -> str | None:
        """Its `group.instance.id`, if it is a static member."""

    @property
    def rack(self) -> str | None:
        """Its rack, if it says."""

    @property
    def client_id(self) -> str:
        """Its `client.id`."""

    @property
    def host(self) -> str:
        """Its host."""

    @property
    def epoch(self) -> int | None:
        """Its epoch (KIP-848)."""

    @property
    def protocol(self) -> str | None:
        """How it is coordinated, if brokers tell: `classic` or `consumer`."""

    @property
    def topics(self) -> list[str]:
        """The topics that it subscribes to by name."""

    @property
    def topic_pattern(self) -> str | None:
        """The regular expression that it subscribes by."""

    @property
    def assignment(self) -> list[TopicPartition]:
        """What it has."""

    @property
    def target_assignment(self) -> list[TopicPartition] | None:
        """What it is to have (KIP-848)."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class MemberToRemove:
    """A member to remove, by one of the two."""

    __match_args__: Final = ("group_instance_id", "member_id")

    def __init__(self, group_instance_id: str | None = None, member_id: str | None = None) -> None: ...
    @property
    def group_instance_id(self) -> str | None:
        """Its `group.instance.id`."""

    @property
    def member_id(self) -> str | None:
        """Its id."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class LogDirListing:
    """The log directories of a broker."""

    __match_args__: Final = ("broker", "log_dirs")

    def __init__(self, broker: int, log_dirs: Iterable[LogDirDescription] = ...) -> None: ...
    @property
    def broker(self) -> int:
        """The broker."""

    @property
    def log_dirs(self) -> list[LogDirDescription]:
        """Its directories."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class LogDirDescriptions:
    """The log directories of brokers."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[LogDirListing] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[LogDirListing]:
        """Those of brokers that have told."""

    @property
    def refused(self) -> list[Refusal]:
        """The other brokers."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class LogDirDescription:
    """A log directory."""

    __match_args__: Final = ("path", "error", "replicas", "total_bytes", "usable_bytes", "cordoned")

    def __init__(self, path: str, error: OttlaError | None = None, replicas: Iterable[LogDirReplica] = ..., total_bytes: int | None = None, usable_bytes: int | None = None, *, cordoned: bool) -> None: ...
    @property
    def path(self) -> str:
        """Its path on the broker."""

    @property
    def error(self) -> OttlaError | None:
        """What is wrong with it; the rest is empty then."""

    @property
    def replicas(self) -> list[LogDirReplica]:
        """What is in it."""

    @property
    def total_bytes(self) -> int | None:
        """Bytes of the volume that it is on, if the broker tells (KIP-827)."""

    @property
    def usable_bytes(self) -> int | None:
        """Bytes of that volume that can be used, if the broker tells (KIP-827)."""

    @property
    def cordoned(self) -> bool:
        """Whether no new replicas are put into it (KIP-1066)."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class LogDirReplica:
    """A replica in a log directory."""

    __match_args__: Final = ("topic", "partition", "size", "offset_lag", "future")

    def __init__(self, topic: str, partition: int, size: int, offset_lag: int, future: bool) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def size(self) -> int:
        """Bytes of its segments."""

    @property
    def offset_lag(self) -> int:
        """How many offsets it is behind: the high watermark, or, if it is a future one, the current one."""

    @property
    def future(self) -> bool:
        """Whether it is made to take the place of the current one in another directory."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Replica:
    """A partition on one of its brokers."""

    __match_args__: Final = ("topic", "partition", "broker")

    def __init__(self, topic: str, partition: int, broker: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def broker(self) -> int:
        """The broker."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ReplicaLogDirs:
    """In which directories a replica is."""

    __match_args__: Final = ("name", "current", "current_lag", "future", "future_lag")

    def __init__(self, name: str, current: str | None = None, current_lag: int | None = None, future: str | None = None, future_lag: int | None = None) -> None: ...
    @property
    def name(self) -> str:
        """The replica, as `topic-partition-broker`."""

    @property
    def current(self) -> str | None:
        """The one that it is served from; None if the broker does not hold it."""

    @property
    def current_lag(self) -> int | None:
        """How many offsets that is behind the high watermark."""

    @property
    def future(self) -> str | None:
        """The one that it moves to; None if it does not move."""

    @property
    def future_lag(self) -> int | None:
        """How many offsets that is behind the current one."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ReplicaLogDirsListings:
    """In which directories replicas are."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ReplicaLogDirs] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ReplicaLogDirs]:
        """Replicas whose brokers have told."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ReplicaMove:
    """A replica that is to be in another directory of its broker."""

    __match_args__: Final = ("replica", "log_dir")

    def __init__(self, replica: Replica, log_dir: str) -> None: ...
    @property
    def replica(self) -> Replica:
        """The replica."""

    @property
    def log_dir(self) -> str:
        """The path of the directory."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuorumDescription:
    """The quorum of controllers."""

    __match_args__: Final = ("leader", "leader_epoch", "high_watermark", "voters", "observers", "nodes")

    def __init__(self, leader: int | None = None, *, leader_epoch: int, high_watermark: int, voters: Iterable[QuorumReplica] = ..., observers: Iterable[QuorumReplica] = ..., nodes: Iterable[QuorumNode] = ...) -> None: ...
    @property
    def leader(self) -> int | None:
        """The active controller, if there is one."""

    @property
    def leader_epoch(self) -> int:
        """How many there have been."""

    @property
    def high_watermark(self) -> int:
        """Up to where the log of metadata is committed."""

    @property
    def voters(self) -> list[QuorumReplica]:
        """Those that vote, by id."""

    @property
    def observers(self) -> list[QuorumReplica]:
        """Those that only follow, by id."""

    @property
    def nodes(self) -> list[QuorumNode]:
        """Where voters listen; empty where brokers are too old to tell."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuorumReplica:
    """A replica of the log of metadata."""

    __match_args__: Final = ("id", "directory_id", "log_end_offset", "last_fetch", "last_caught_up")

    def __init__(self, id: int, directory_id: str, log_end_offset: int | None = None, last_fetch: int | None = None, last_caught_up: int | None = None) -> None: ...
    @property
    def id(self) -> int:
        """The node."""

    @property
    def directory_id(self) -> str:
        """The directory that the log is in."""

    @property
    def log_end_offset(self) -> int | None:
        """Where its log ends; None where it is not known."""

    @property
    def last_fetch(self) -> int | None:
        """When it last fetched, in milliseconds since 1970; None where it is not known."""

    @property
    def last_caught_up(self) -> int | None:
        """When it last had all that there was, in milliseconds since 1970; None where it is not known."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuorumNode:
    """Where a voter listens."""

    __match_args__: Final = ("id", "endpoints")

    def __init__(self, id: int, endpoints: Iterable[RaftEndpoint] = ...) -> None: ...
    @property
    def id(self) -> int:
        """The node."""

    @property
    def endpoints(self) -> list[RaftEndpoint]:
        """Where."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RaftEndpoint:
    """Where a controller listens."""

    __match_args__: Final = ("listener", "host", "port")

    def __init__(self, listener: str, host: str, port: int) -> None: ...
    @property
    def listener(self) -> str:
        """Name of the listener: `CONTROLLER`."""

    @property
    def host(self) -> str:
        """Name or IP address."""

    @property
    def port(self) -> int:
        """The port."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RaftVoter:
    """A controller that is to vote, or not to any more."""

    __match_args__: Final = ("id", "directory_id", "cluster_id")

    def __init__(self, id: int, directory_id: str, cluster_id: str | None = None) -> None: ...
    @property
    def id(self) -> int:
        """The node."""

    @property
    def directory_id(self) -> str:
        """The directory that its log is in: another disk makes it another voter."""

    @property
    def cluster_id(self) -> str | None:
        """The cluster that it is meant for; None, if it is not to be checked."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ProducerDescription:
    """A producer as a partition knows it."""

    __match_args__: Final = ("producer_id", "producer_epoch", "last_sequence", "last_timestamp", "coordinator_epoch", "transaction_start_offset")

    def __init__(self, producer_id: int, producer_epoch: int, last_sequence: int | None = None, last_timestamp: int | None = None, coordinator_epoch: int | None = None, transaction_start_offset: int | None = None) -> None: ...
    @property
    def producer_id(self) -> int:
        """The producer."""

    @property
    def producer_epoch(self) -> int:
        """Its newest epoch there."""

    @property
    def last_sequence(self) -> int | None:
        """Sequence of its last record; None if it has written none in this epoch."""

    @property
    def last_timestamp(self) -> int | None:
        """Timestamp of its last batch, in milliseconds since 1970."""

    @property
    def coordinator_epoch(self) -> int | None:
        """Epoch of the coordinator that ended its last transaction there; None if none was ended."""

    @property
    def transaction_start_offset(self) -> int | None:
        """First offset of its open transaction."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionProducers:
    """The producers of a partition."""

    __match_args__: Final = ("topic", "partition", "producers")

    def __init__(self, topic: str, partition: int, producers: Iterable[ProducerDescription] = ...) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def producers(self) -> list[ProducerDescription]:
        """The producers."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ProducerDescriptions:
    """The producers of partitions."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[PartitionProducers] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[PartitionProducers]:
        """Those of partitions that have told."""

    @property
    def refused(self) -> list[Refusal]:
        """The other partitions."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class HangingTransaction:
    """A transaction in one partition that is to be aborted."""

    __match_args__: Final = ("topic", "partition", "producer_id", "producer_epoch", "coordinator_epoch")

    def __init__(self, topic: str, partition: int, producer_id: int, producer_epoch: int, coordinator_epoch: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def producer_id(self) -> int:
        """Its producer."""

    @property
    def producer_epoch(self) -> int:
        """The producer's epoch."""

    @property
    def coordinator_epoch(self) -> int:
        """Epoch of the coordinator that is to be taken for: that of the producer's description, or 0."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuotaPart:
    """A part of what a quota is of."""

    __match_args__: Final = ("kind", "name")

    def __init__(self, kind: QuotaKind, name: str | None = None) -> None: ...
    @property
    def kind(self) -> QuotaKind:
        """What it is."""

    @property
    def name(self) -> str | None:
        """Its name; None for all that have no quota of their own."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ClientQuotas:
    """Quotas of somebody."""

    __match_args__: Final = ("entity", "quotas")

    def __init__(self, entity: Iterable[QuotaPart] = ..., quotas: Mapping[str, float] = ...) -> None: ...
    @property
    def entity(self) -> list[QuotaPart]:
        """Of whom."""

    @property
    def quotas(self) -> dict[str, float]:
        """Kafka's keys and their values: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuotaChange:
    """A change of a quota."""

    __match_args__: Final = ("key", "value")

    def __init__(self, key: str, value: float | None = None) -> None: ...
    @property
    def key(self) -> str:
        """Kafka's key."""

    @property
    def value(self) -> float | None:
        """The value; None to remove the quota."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuotaUpdate:
    """Changes of somebody's quotas."""

    __match_args__: Final = ("entity", "changes")

    def __init__(self, entity: Iterable[QuotaPart] = ..., changes: Iterable[QuotaChange] = ...) -> None: ...
    @property
    def entity(self) -> list[QuotaPart]:
        """Of whom."""

    @property
    def changes(self) -> list[QuotaChange]:
        """The changes."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class QuotaMatch:
    """A part that quotas have."""

    __match_args__: Final = ("kind", "matching", "name")

    def __init__(self, kind: QuotaKind, matching: QuotaMatchKind, name: str | None = None) -> None: ...
    @property
    def kind(self) -> QuotaKind:
        """What it is."""

    @property
    def matching(self) -> QuotaMatchKind:
        """How it is looked at."""

    @property
    def name(self) -> str | None:
        """The name, for `Name`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Reassignment:
    """A partition that is to be on other brokers."""

    __match_args__: Final = ("topic", "partition", "replicas")

    def __init__(self, topic: str, partition: int, replicas: Iterable[int] | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def replicas(self) -> list[int] | None:
        """The brokers, the preferred leader first; None to give a move up."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionReassignment:
    """A move that has not ended."""

    __match_args__: Final = ("topic", "partition", "replicas", "adding", "removing")

    def __init__(self, topic: str, partition: int, replicas: Iterable[int] = ..., adding: Iterable[int] = ..., removing: Iterable[int] = ...) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def replicas(self) -> list[int]:
        """The brokers that hold the partition now."""

    @property
    def adding(self) -> list[int]:
        """Those of them that are to hold it."""

    @property
    def removing(self) -> list[int]:
        """Those of them that are not to any more."""

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

    __match_args__: Final = ("topic", "partition", "offset", "timestamp", "leader_epoch")

    def __init__(self, topic: str, partition: int, offset: int | None = None, timestamp: int | None = None, leader_epoch: int | None = None) -> None: ...
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

    @property
    def leader_epoch(self) -> int | None:
        """Epoch of the leader that wrote the record, where it is told."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ListedOffsets:
    """Offsets that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ListedOffset] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ListedOffset]:
        """Those of partitions that have told."""

    @property
    def refused(self) -> list[Refusal]:
        """The other partitions."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class DeletedRecords:
    """What a deletion left of a partition."""

    __match_args__: Final = ("topic", "partition", "low_watermark")

    def __init__(self, topic: str, partition: int, low_watermark: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def low_watermark(self) -> int:
        """The first offset that is left; that of the next record, if none is."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RecordDeletions:
    """Partitions whose records were to be deleted."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[DeletedRecords] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[DeletedRecords]:
        """Those where it worked."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ScramCredential:
    """A password that the cluster knows."""

    __match_args__: Final = ("mechanism", "iterations")

    def __init__(self, mechanism: ScramMechanism, iterations: int) -> None: ...
    @property
    def mechanism(self) -> ScramMechanism:
        """How it is kept."""

    @property
    def iterations(self) -> int:
        """How often it is hashed."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ScramCredentials:
    """The passwords of a user."""

    __match_args__: Final = ("user", "credentials")

    def __init__(self, user: str, credentials: Iterable[ScramCredential] = ...) -> None: ...
    @property
    def user(self) -> str:
        """The user."""

    @property
    def credentials(self) -> list[ScramCredential]:
        """One for each mechanism."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ScramDescriptions:
    """Users that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ScramCredentials] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ScramCredentials]:
        """Those that have passwords."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ScramAlteration:
    """A change of a password."""

    __match_args__: Final = ("user", "mechanism", "password", "iterations", "salt")

    def __init__(self, user: str, mechanism: ScramMechanism, password: BytesLike | None = None, iterations: int | None = None, salt: BytesLike | None = None) -> None: ...
    @property
    def user(self) -> str:
        """The user."""

    @property
    def mechanism(self) -> ScramMechanism:
        """How the password is kept."""

    @property
    def password(self) -> bytes | None:
        """The password; None to delete it."""

    @property
    def iterations(self) -> int | None:
        """How often it is hashed; 4096 where it is not said."""

    @property
    def salt(self) -> bytes | None:
        """What it is hashed with; something by chance where it is not said."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupDescription:
    """A share group."""

    __match_args__: Final = ("group_id", "state", "epoch", "assignment_epoch", "assignor", "members", "coordinator", "authorized_operations")

    def __init__(self, group_id: str, state: str, epoch: int, assignment_epoch: int, assignor: str, members: Iterable[ShareMemberDescription] = ..., *, coordinator: str, authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def epoch(self) -> int:
        """Its epoch."""

    @property
    def assignment_epoch(self) -> int:
        """Epoch of what members are to have."""

    @property
    def assignor(self) -> str:
        """What assigns partitions."""

    @property
    def members(self) -> list[ShareMemberDescription]:
        """Its members."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it: `host:port`."""

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareMemberDescription:
    """A member of a share group."""

    __match_args__: Final = ("member_id", "rack", "epoch", "client_id", "host", "topics", "assignment")

    def __init__(self, member_id: str, rack: str | None = None, *, epoch: int, client_id: str, host: str, topics: Iterable[str] = ..., assignment: Iterable[TopicPartition] = ...) -> None: ...
    @property
    def member_id(self) -> str:
        """Its id."""

    @property
    def rack(self) -> str | None:
        """Its rack, if it says."""

    @property
    def epoch(self) -> int:
        """Its epoch."""

    @property
    def client_id(self) -> str:
        """Its `client.id`."""

    @property
    def host(self) -> str:
        """Its host."""

    @property
    def topics(self) -> list[str]:
        """The topics that it subscribes to."""

    @property
    def assignment(self) -> list[TopicPartition]:
        """The partitions that it acquires records of."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupDescriptions:
    """Share groups that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ShareGroupDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ShareGroupDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupOffsetsQuery:
    """A question for where a share group begins."""

    __match_args__: Final = ("group_id", "partitions")

    def __init__(self, group_id: str, partitions: Iterable[TopicPartition] | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """The group."""

    @property
    def partitions(self) -> list[TopicPartition] | None:
        """In which partitions; in all where it is not said."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupOffset:
    """Where a share group begins in a partition."""

    __match_args__: Final = ("topic", "partition", "start_offset", "leader_epoch", "lag")

    def __init__(self, topic: str, partition: int, start_offset: int, leader_epoch: int | None = None, lag: int | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def start_offset(self) -> int:
        """The first offset that may still be shared out."""

    @property
    def leader_epoch(self) -> int | None:
        """Epoch of the leader that knows it, where it is told."""

    @property
    def lag(self) -> int | None:
        """How many records are not done (KIP-1226), where brokers tell."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupOffsets:
    """Where a share group begins."""

    __match_args__: Final = ("group_id", "offsets")

    def __init__(self, group_id: str, offsets: Iterable[ShareGroupOffset] = ...) -> None: ...
    @property
    def group_id(self) -> str:
        """The group."""

    @property
    def offsets(self) -> list[ShareGroupOffset]:
        """In each partition."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareGroupOffsetsListings:
    """Where several share groups begin."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[ShareGroupOffsets] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[ShareGroupOffsets]:
        """Groups that are known."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsGroupDescription:
    """A group of Kafka Streams."""

    __match_args__: Final = ("group_id", "state", "epoch", "assignment_epoch", "topology", "members", "coordinator", "authorized_operations")

    def __init__(self, group_id: str, state: str, epoch: int, assignment_epoch: int, topology: StreamsTopology | None = None, members: Iterable[StreamsMemberDescription] = ..., *, coordinator: str, authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
    @property
    def group_id(self) -> str:
        """Its id."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def epoch(self) -> int:
        """Its epoch."""

    @property
    def assignment_epoch(self) -> int:
        """Epoch of what members are to have."""

    @property
    def topology(self) -> StreamsTopology | None:
        """What the application does; None while no member has told."""

    @property
    def members(self) -> list[StreamsMemberDescription]:
        """Its members."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it: `host:port`."""

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsTopology:
    """What an application of Kafka Streams does."""

    __match_args__: Final = ("epoch", "subtopologies")

    def __init__(self, epoch: int, subtopologies: Iterable[StreamsSubtopology] = ...) -> None: ...
    @property
    def epoch(self) -> int:
        """How often it has changed."""

    @property
    def subtopologies(self) -> list[StreamsSubtopology]:
        """Its parts."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsSubtopology:
    """A part of an application whose partitions are processed together."""

    __match_args__: Final = ("id", "source_topics", "repartition_sink_topics", "state_changelog_topics", "repartition_source_topics")

    def __init__(self, id: str, source_topics: Iterable[str] = ..., repartition_sink_topics: Iterable[str] = ..., state_changelog_topics: Iterable[StreamsTopic] = ..., repartition_source_topics: Iterable[StreamsTopic] = ...) -> None: ...
    @property
    def id(self) -> str:
        """Its id."""

    @property
    def source_topics(self) -> list[str]:
        """The topics that it reads."""

    @property
    def repartition_sink_topics(self) -> list[str]:
        """The topics that it writes for other parts."""

    @property
    def state_changelog_topics(self) -> list[StreamsTopic]:
        """The topics that keep its state."""

    @property
    def repartition_source_topics(self) -> list[StreamsTopic]:
        """The topics that other parts write for it."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsTopic:
    """A topic that belongs to an application."""

    __match_args__: Final = ("name", "partitions", "replication_factor", "config")

    def __init__(self, name: str, partitions: int | None = None, replication_factor: int | None = None, config: Mapping[str, str] = ...) -> None: ...
    @property
    def name(self) -> str:
        """Its name."""

    @property
    def partitions(self) -> int | None:
        """Number of partitions; None if it follows from other topics."""

    @property
    def replication_factor(self) -> int | None:
        """Number of replicas; None for the broker's own."""

    @property
    def config(self) -> dict[str, str]:
        """Its configuration."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsMemberDescription:
    """A member of a group of Kafka Streams."""

    __match_args__: Final = ("member_id", "group_instance_id", "rack", "epoch", "client_id", "host", "topology_epoch", "process_id", "user_endpoint", "client_tags", "task_offsets", "task_end_offsets", "assignment", "target_assignment", "classic")

    def __init__(self, member_id: str, group_instance_id: str | None = None, rack: str | None = None, *, epoch: int, client_id: str, host: str, topology_epoch: int, process_id: str, user_endpoint: str | None = None, client_tags: Mapping[str, str] = ..., task_offsets: Iterable[StreamsTaskOffset] = ..., task_end_offsets: Iterable[StreamsTaskOffset] = ..., assignment: StreamsTasks, target_assignment: StreamsTasks, classic: bool) -> None: ...
    @property
    def member_id(self) -> str:
        """Its id."""

    @property
    def group_instance_id(self) -> str | None:
        """Its `group.instance.id`, if it is a static member."""

    @property
    def rack(self) -> str | None:
        """Its rack, if it says."""

    @property
    def epoch(self) -> int:
        """Its epoch."""

    @property
    def client_id(self) -> str:
        """Its `client.id`."""

    @property
    def host(self) -> str:
        """Its host."""

    @property
    def topology_epoch(self) -> int:
        """The epoch of the topology that it runs."""

    @property
    def process_id(self) -> str:
        """The process that it is in."""

    @property
    def user_endpoint(self) -> str | None:
        """Where it answers queries of its state, if it does: `host:port`."""

    @property
    def client_tags(self) -> dict[str, str]:
        """What it tells of itself."""

    @property
    def task_offsets(self) -> list[StreamsTaskOffset]:
        """How far its tasks are."""

    @property
    def task_end_offsets(self) -> list[StreamsTaskOffset]:
        """Where the changelogs of its tasks end."""

    @property
    def assignment(self) -> StreamsTasks:
        """The tasks that it has."""

    @property
    def target_assignment(self) -> StreamsTasks:
        """Those that it is to have."""

    @property
    def classic(self) -> bool:
        """Whether it speaks the classic protocol."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsTask:
    """A partition of a part of the application."""

    __match_args__: Final = ("subtopology", "partition")

    def __init__(self, subtopology: str, partition: int) -> None: ...
    @property
    def subtopology(self) -> str:
        """The part."""

    @property
    def partition(self) -> int:
        """The partition."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsTaskOffset:
    """An offset of a task."""

    __match_args__: Final = ("subtopology", "partition", "offset")

    def __init__(self, subtopology: str, partition: int, offset: int) -> None: ...
    @property
    def subtopology(self) -> str:
        """The part."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """The offset."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsTasks:
    """The tasks of a member."""

    __match_args__: Final = ("active", "standby", "warmup")

    def __init__(self, active: Iterable[StreamsTask] = ..., standby: Iterable[StreamsTask] = ..., warmup: Iterable[StreamsTask] = ...) -> None: ...
    @property
    def active(self) -> list[StreamsTask]:
        """Those that it processes."""

    @property
    def standby(self) -> list[StreamsTask]:
        """Those whose state it keeps."""

    @property
    def warmup(self) -> list[StreamsTask]:
        """Those whose state it fetches, to process them then."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class StreamsGroupDescriptions:
    """Groups of Kafka Streams that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[StreamsGroupDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[StreamsGroupDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class NewTopic:
    """A topic to create."""

    __match_args__: Final = ("name", "partitions", "replication_factor", "config", "assignments")

    def __init__(self, name: str, partitions: int | None = None, replication_factor: int | None = None, config: Mapping[str, str] = ..., assignments: Iterable[PartitionAssignment] = ...) -> None: ...
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

    @property
    def assignments(self) -> list[PartitionAssignment]:
        """The brokers of each partition, where the cluster is not to choose; then the two numbers are not said."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionAssignment:
    """The brokers of a partition that is made."""

    __match_args__: Final = ("replicas",)

    def __init__(self, replicas: Iterable[int] = ...) -> None: ...
    @property
    def replicas(self) -> list[int]:
        """They get a replica each; the first is the preferred leader."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class CreatedTopic:
    """A topic that was made, or, with `ValidateOnly`, would have been."""

    __match_args__: Final = ("name", "id", "partitions", "replication_factor", "config")

    def __init__(self, name: str, id: str | None = None, partitions: int | None = None, replication_factor: int | None = None, config: Iterable[ConfigEntry] | None = None) -> None: ...
    @property
    def name(self) -> str:
        """Its name."""

    @property
    def id(self) -> str | None:
        """Its id; None where brokers do not tell, and without meaning where the topic was only looked at."""

    @property
    def partitions(self) -> int | None:
        """Number of partitions; None where brokers do not tell."""

    @property
    def replication_factor(self) -> int | None:
        """Number of replicas of each partition; None where brokers do not tell."""

    @property
    def config(self) -> list[ConfigEntry] | None:
        """Its configuration; None where brokers do not tell, or the principal may not see it."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class CreatedTopics:
    """Topics that were to be made."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[CreatedTopic] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[CreatedTopic]:
        """Those where it worked."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

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

    __match_args__: Final = ("name", "id", "internal", "partitions", "authorized_operations")

    def __init__(self, name: str, id: str, internal: bool, partitions: Iterable[PartitionDescription] = ..., authorized_operations: Iterable[AclOperation] | None = None) -> None: ...
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

    @property
    def authorized_operations(self) -> list[AclOperation] | None:
        """What the principal may do with it, if that was asked for."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TopicDescriptions:
    """Topics that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[TopicDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[TopicDescription]:
        """Those that are there."""

    @property
    def refused(self) -> list[Refusal]:
        """The others, by what they were asked for with."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class PartitionDescription:
    """A partition and its replicas."""

    __match_args__: Final = ("partition", "leader", "leader_epoch", "replicas", "in_sync_replicas", "offline_replicas", "eligible_leader_replicas", "last_known_eligible_leader_replicas")

    def __init__(self, partition: int, leader: int | None = None, *, leader_epoch: int, replicas: Iterable[int] = ..., in_sync_replicas: Iterable[int] = ..., offline_replicas: Iterable[int] = ..., eligible_leader_replicas: Iterable[int] | None = None, last_known_eligible_leader_replicas: Iterable[int] | None = None) -> None: ...
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

    @property
    def offline_replicas(self) -> list[int]:
        """Those of them that are away."""

    @property
    def eligible_leader_replicas(self) -> list[int] | None:
        """Those that may lead although they are not in sync (KIP-966); None where brokers do not tell."""

    @property
    def last_known_eligible_leader_replicas(self) -> list[int] | None:
        """Those that were the last to be so; None where brokers do not tell."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TransactionListing:
    """A transactional id, as a list shows it."""

    __match_args__: Final = ("transactional_id", "producer_id", "state", "coordinator")

    def __init__(self, transactional_id: str, producer_id: int, state: str, coordinator: str) -> None: ...
    @property
    def transactional_id(self) -> str:
        """The transactional id."""

    @property
    def producer_id(self) -> int:
        """Its producer."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it, as `host:port`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TransactionDescription:
    """A transactional id and its transaction."""

    __match_args__: Final = ("transactional_id", "state", "producer_id", "producer_epoch", "timeout_ms", "started_at", "partitions", "coordinator")

    def __init__(self, transactional_id: str, state: str, producer_id: int, producer_epoch: int, timeout_ms: int, started_at: int | None = None, partitions: Iterable[TopicPartition] = ..., *, coordinator: str) -> None: ...
    @property
    def transactional_id(self) -> str:
        """The transactional id."""

    @property
    def state(self) -> str:
        """Its state, with Kafka's name."""

    @property
    def producer_id(self) -> int:
        """Its producer."""

    @property
    def producer_epoch(self) -> int:
        """The producer's epoch."""

    @property
    def timeout_ms(self) -> int:
        """How long a transaction of it may be open, in milliseconds."""

    @property
    def started_at(self) -> int | None:
        """When the last transaction began, in milliseconds since 1970; None if there was none."""

    @property
    def partitions(self) -> list[TopicPartition]:
        """Partitions that the open transaction has written to; one that is ending: that have no marker yet."""

    @property
    def coordinator(self) -> str:
        """The broker that coordinates it, as `host:port`."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class TransactionDescriptions:
    """Transactional ids that were asked for."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[TransactionDescription] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[TransactionDescription]:
        """Those that are known."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class FencedProducer:
    """A transactional id whose producers were fenced."""

    __match_args__: Final = ("transactional_id", "producer_id", "producer_epoch")

    def __init__(self, transactional_id: str, producer_id: int, producer_epoch: int) -> None: ...
    @property
    def transactional_id(self) -> str:
        """The transactional id."""

    @property
    def producer_id(self) -> int:
        """Its producer."""

    @property
    def producer_epoch(self) -> int:
        """The producer's epoch from now on."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class FencedProducers:
    """Transactional ids whose producers were to be fenced."""

    __match_args__: Final = ("found", "refused")

    def __init__(self, found: Iterable[FencedProducer] = ..., refused: Iterable[Refusal] = ...) -> None: ...
    @property
    def found(self) -> list[FencedProducer]:
        """Those where it worked."""

    @property
    def refused(self) -> list[Refusal]:
        """The others."""

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
class ProcessRecord:
    """A record to handle."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp", "key", "value", "headers", "origin")

    def __init__(self, topic: str, partition: int, offset: int, timestamp: int, key: BytesLike | None = None, value: BytesLike | None = None, headers: Headers | None = None, origin: Origin | None = None) -> None: ...
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
        """The key; None and empty are different things."""

    @property
    def value(self) -> bytes | None:
        """The value; None is a tombstone where the topic is compacted."""

    @property
    def headers(self) -> list[Header]:
        """Its headers, in order."""

    @property
    def origin(self) -> Origin | None:
        """Where it comes from, if it is the copy of one that failed."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Origin:
    """Where the copy of a record that failed comes from, and why it is there."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp", "group_id", "attempts", "message", "error_kind", "step")

    def __init__(self, topic: str, partition: int, offset: int, timestamp: int, group_id: str, attempts: int, message: str, error_kind: str, step: int) -> None: ...
    @property
    def topic(self) -> str:
        """The topic that the record was read from first."""

    @property
    def partition(self) -> int:
        """The partition there."""

    @property
    def offset(self) -> int:
        """The offset there."""

    @property
    def timestamp(self) -> int:
        """The record's time there, in milliseconds since 1970; -1 if it has none."""

    @property
    def group_id(self) -> str:
        """The group that processed it."""

    @property
    def attempts(self) -> int:
        """Calls of the function that have failed, at all steps."""

    @property
    def message(self) -> str:
        """What the last error said."""

    @property
    def error_kind(self) -> str:
        """The kind of the last error."""

    @property
    def step(self) -> int:
        """The number of the retry topic, from 1 on; 0 in a dead letter topic."""

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
class SchemaReference:
    """A schema that another one names."""

    __match_args__: Final = ("name", "subject", "version")

    def __init__(self, name: str, subject: str, version: int) -> None: ...
    @property
    def name(self) -> str:
        """What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema."""

    @property
    def subject(self) -> str:
        """The subject that it is registered under."""

    @property
    def version(self) -> int:
        """The version of that subject."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Schema:
    """A schema."""

    __match_args__: Final = ("kind", "text", "references")

    def __init__(self, kind: SchemaKind, text: str, references: Iterable[SchemaReference] = ...) -> None: ...
    @property
    def kind(self) -> SchemaKind:
        """Its language."""

    @property
    def text(self) -> str:
        """Its text."""

    @property
    def references(self) -> list[SchemaReference]:
        """The schemas that it names."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RegisteredSchema:
    """A schema with the places that it has in a registry."""

    __match_args__: Final = ("id", "subject", "version", "schema")

    def __init__(self, id: int, subject: str, version: int, schema: Schema) -> None: ...
    @property
    def id(self) -> int:
        """Its number in the registry."""

    @property
    def subject(self) -> str:
        """The subject."""

    @property
    def version(self) -> int:
        """Its version in the subject, from 1 on."""

    @property
    def schema(self) -> Schema:
        """The schema itself."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class Unframed:
    """What `unframe` finds."""

    __match_args__: Final = ("id", "payload", "indexes")

    def __init__(self, id: int, payload: BytesLike, indexes: Iterable[int] = ...) -> None: ...
    @property
    def id(self) -> int:
        """The schema's id."""

    @property
    def payload(self) -> bytes:
        """What the format made of the value."""

    @property
    def indexes(self) -> list[int]:
        """In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
        otherwise.
        """

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareRecord:
    """A record that a consumer of a share group has acquired."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp", "key", "value", "headers", "delivery_count")

    def __init__(self, topic: str, partition: int, offset: int, timestamp: int, key: BytesLike | None = None, value: BytesLike | None = None, headers: Headers | None = None, *, delivery_count: int) -> None: ...
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
        """The key; None and empty are different things."""

    @property
    def value(self) -> bytes | None:
        """The value."""

    @property
    def headers(self) -> list[Header]:
        """Its headers, in order."""

    @property
    def delivery_count(self) -> int:
        """How often it has been delivered, with this time."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class ShareBatch:
    """Records of one partition that a consumer of a share group has acquired."""

    __match_args__: Final = ("topic", "partition", "records")

    def __init__(self, topic: str, partition: int, records: Iterable[ShareRecord] = ...) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def records(self) -> list[ShareRecord]:
        """The records, in order."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class AcknowledgementOutcome:
    """Whether the acknowledgements of a partition count."""

    __match_args__: Final = ("topic", "partition", "error")

    def __init__(self, topic: str, partition: int, error: OttlaError | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def error(self) -> OttlaError | None:
        """Why they do not; None if they do."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class CompatibilityCheck:
    """What a registry says of a schema that may become the next version of a subject."""

    __match_args__: Final = ("is_compatible", "messages")

    def __init__(self, is_compatible: bool, messages: Iterable[str] = ...) -> None: ...
    @property
    def is_compatible(self) -> bool:
        """Whether it goes with the version that it was compared with."""

    @property
    def messages(self) -> list[str]:
        """What does not fit, in the registry's words; empty where it fits, and of registries that do not say it."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class OutputRecord:
    """A record that a transform gives, to be sent within the transaction."""

    __match_args__: Final = ("topic", "value", "key", "partition", "timestamp", "headers")

    def __init__(self, topic: str, value: BytesLike | None = None, key: BytesLike | None = None, partition: int | None = None, timestamp: int | None = None, headers: Headers | None = None) -> None: ...
    @property
    def topic(self) -> str:
        """The topic that it goes to."""

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
class Admin:
    """Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
    things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
    `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
    """

    @staticmethod
    def connect_controllers(bootstrap_controllers: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ClientOptions]) -> Call[Admin]:
        """Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
        they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
        and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
        """

    def describe_acls(self, filter: AclFilter) -> Call[list[Acl]]:
        """The rules that a filter fits."""

    def create_acls(self, acls: Iterable[Acl] = ...) -> Call[list[Refusal]]:
        """Adds rules; tells of those that could not be added, by principal."""

    def delete_acls(self, filters: Iterable[AclFilter] = ...) -> Call[AclDeletions]:
        """Deletes the rules that filters fit."""

    def close(self) -> Call[None]:
        """Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
        calls that are under way are done; those of a client are the client's.
        """

    def describe_classic_groups(self, group_ids: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[ClassicGroupDescriptions]:
        """Groups in the classic protocol with their members."""

    def describe_cluster(self, fenced_brokers: bool | None = None, authorized_operations: bool | None = None) -> Call[ClusterDescription]:
        """The cluster and its brokers; also those that are fenced, if that is said."""

    def unregister_broker(self, broker: int) -> Call[None]:
        """Has a cluster forget a broker that does not come back."""

    def client_instance_id(self) -> Call[str]:
        """The id that the cluster has given this client for its metrics (KIP-714)."""

    def describe_configs(self, resource: ConfigResource, synonyms: bool | None = None, documentation: bool | None = None, keys: Iterable[str] = ...) -> Call[list[ConfigEntry]]:
        """The configuration of something; only these keys, if some are named."""

    def describe_configs_each(self, resources: Iterable[ConfigResource] = ..., synonyms: bool | None = None, documentation: bool | None = None, keys: Iterable[str] = ...) -> Call[ConfigDescriptions]:
        """As `describe_configs`, of several at once."""

    def alter_configs(self, resource: ConfigResource, changes: Iterable[ConfigChange] = ..., mode: UpdateMode | None = None) -> Call[None]:
        """Changes keys of a configuration, all or none."""

    def alter_configs_each(self, updates: Iterable[ConfigUpdate] = ..., mode: UpdateMode | None = None) -> Call[list[Refusal]]:
        """As `alter_configs`, of several at once; tells of those that could not be changed."""

    def list_config_resources(self, kinds: Iterable[ConfigResourceKind] = ...) -> Call[list[ConfigResource]]:
        """What has a configuration of its own; only these kinds, if some are named."""

    def create_delegation_token(self, owner: Principal | None = None, renewers: Iterable[Principal] = ..., lifetime_max_ms: int | None = None) -> Call[DelegationToken]:
        """Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said."""

    def renew_delegation_token(self, hmac: BytesLike, period_ms: int | None = None) -> Call[int]:
        """Renews a token; tells when it ends now, in milliseconds since 1970."""

    def expire_delegation_token(self, hmac: BytesLike, period_ms: int | None = None) -> Call[int]:
        """Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970."""

    def describe_delegation_tokens(self, owners: Iterable[Principal] = ...) -> Call[list[DelegationToken]]:
        """The tokens that one may know of; only those of these owners, if some are named."""

    def describe_features(self, broker: int | None = None) -> Call[list[FeatureDescription]]:
        """The features of the cluster, and what a broker supports: this one, if one is named."""

    def update_features(self, updates: Iterable[FeatureUpdate] = ..., mode: UpdateMode | None = None) -> Call[list[Refusal]]:
        """Has features be at other levels; tells of those that are not."""

    def list_group_offsets(self, group_id: str) -> Call[list[PartitionOffset]]:
        """What a group has committed."""

    def list_offsets_of_groups(self, groups: Iterable[GroupOffsetsQuery] = ...) -> Call[GroupOffsetsListings]:
        """What several groups have committed."""

    def alter_group_offsets(self, group_id: str, offsets: Iterable[PartitionOffset] = ...) -> Call[list[Refusal]]:
        """Sets what a group has committed, while it has no members; tells of partitions where that did not work."""

    def delete_group_offsets(self, group_id: str, partitions: Iterable[TopicPartition] = ...) -> Call[list[Refusal]]:
        """Forgets what a group has committed of partitions that no member subscribes to; tells of those where that
        did not work.
        """

    def list_groups(self, states: Iterable[str] = ..., kinds: Iterable[str] = ..., protocol_types: Iterable[str] = ...) -> Call[list[GroupListing]]:
        """All groups; only those in these states, of these kinds, of these protocol types, if some are named."""

    def describe_groups(self, group_ids: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[list[GroupDescription]]:
        """Groups of consumers with their members; fails if one of them is not there."""

    def describe_groups_each(self, group_ids: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[GroupDescriptions]:
        """As `describe_groups`; tells of those that are not there."""

    def delete_groups(self, group_ids: Iterable[str] = ...) -> Call[list[Refusal]]:
        """Deletes groups of any kind without members; tells of those that could not be deleted."""

    def remove_members(self, group_id: str, members: Iterable[MemberToRemove] = ..., reason: str | None = None) -> Call[list[Refusal]]:
        """Has members leave a group; tells of those that could not be removed."""

    def remove_all_members(self, group_id: str, reason: str | None = None) -> Call[None]:
        """Has all members leave a group."""

    def describe_log_dirs(self, brokers: Iterable[int] = ...) -> Call[LogDirDescriptions]:
        """The log directories of brokers, and what is in them."""

    def describe_replica_log_dirs(self, replicas: Iterable[Replica] = ...) -> Call[ReplicaLogDirsListings]:
        """In which directories replicas are."""

    def alter_replica_log_dirs(self, moves: Iterable[ReplicaMove] = ...) -> Call[list[Refusal]]:
        """Begins to move replicas to other directories of their brokers; tells of those where that did not work."""

    def describe_metadata_quorum(self) -> Call[QuorumDescription]:
        """The quorum of controllers."""

    def add_raft_voter(self, voter: RaftVoter, endpoints: Iterable[RaftEndpoint] = ...) -> Call[None]:
        """Has a controller vote."""

    def remove_raft_voter(self, voter: RaftVoter) -> Call[None]:
        """Has a controller vote no more."""

    def describe_producers(self, partitions: Iterable[TopicPartition] = ..., broker: int | None = None) -> Call[ProducerDescriptions]:
        """The producers of partitions, as their leaders know them, or the broker that is named."""

    def abort_transaction(self, transaction: HangingTransaction) -> Call[None]:
        """Aborts a transaction in one partition whose coordinator has forgotten it."""

    def describe_client_quotas(self, parts: Iterable[QuotaMatch] = ..., strict: bool | None = None) -> Call[list[ClientQuotas]]:
        """The quotas of whoever has these parts; with `strict`, and no others."""

    def alter_client_quotas(self, updates: Iterable[QuotaUpdate] = ..., mode: UpdateMode | None = None) -> Call[list[Refusal]]:
        """Changes quotas; tells of those that could not be changed."""

    def elect_leaders(self, election: ElectionType, partitions: Iterable[TopicPartition] = ...) -> Call[list[Refusal]]:
        """Has partitions get another leader; tells of those that do not."""

    def elect_all_leaders(self, election: ElectionType) -> Call[list[Refusal]]:
        """As `elect_leaders`, for all partitions where there is something to elect."""

    def alter_partition_reassignments(self, moves: Iterable[Reassignment] = ..., change: ReplicationFactorChange | None = None) -> Call[list[Refusal]]:
        """Begins to move partitions, or gives moves up; tells of those where that did not work."""

    def list_partition_reassignments(self, partitions: Iterable[TopicPartition] = ...) -> Call[list[PartitionReassignment]]:
        """Moves that have not ended; only those of these partitions, if some are named."""

    def list_offsets(self, partitions: Iterable[OffsetAt] = ..., read_committed: bool | None = None) -> Call[list[ListedOffset]]:
        """Offsets of partitions by time; fails if a partition is not there. With `read_committed`, `Latest` is the end of
        what readers of committed records see.
        """

    def list_offsets_each(self, partitions: Iterable[OffsetAt] = ..., read_committed: bool | None = None) -> Call[ListedOffsets]:
        """As `list_offsets`; tells of partitions that are not there."""

    def delete_records(self, before: Iterable[PartitionOffset] = ...) -> Call[RecordDeletions]:
        """Deletes the records before these offsets; -1 stands for the end. Tells what is left, and of partitions where that
        did not work.
        """

    def describe_scram_credentials(self, users: Iterable[str] = ...) -> Call[ScramDescriptions]:
        """How the passwords of users are kept; of all users, if none is named."""

    def alter_scram_credentials(self, alterations: Iterable[ScramAlteration] = ...) -> Call[list[Refusal]]:
        """Sets and deletes passwords; tells of users where that did not work."""

    def describe_share_groups(self, group_ids: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[ShareGroupDescriptions]:
        """Share groups with their members."""

    def list_share_group_offsets(self, groups: Iterable[ShareGroupOffsetsQuery] = ...) -> Call[ShareGroupOffsetsListings]:
        """Where share groups begin."""

    def alter_share_group_offsets(self, group_id: str, offsets: Iterable[PartitionOffset] = ...) -> Call[list[Refusal]]:
        """Sets where a share group begins, while it has no members; tells of partitions where that did not work."""

    def delete_share_group_offsets(self, group_id: str, topics: Iterable[str] = ...) -> Call[list[Refusal]]:
        """Forgets where a share group is in topics, while it has no members; tells of topics where that did not work."""

    def describe_streams_groups(self, group_ids: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[StreamsGroupDescriptions]:
        """Groups of Kafka Streams with their members."""

    def create_topics(self, topics: Iterable[NewTopic] = ..., mode: UpdateMode | None = None) -> Call[CreatedTopics]:
        """Creates topics, and waits until they can be used; tells of those that could not be created."""

    def delete_topics(self, names: Iterable[str] = ...) -> Call[list[Refusal]]:
        """Deletes topics; tells of those that could not be deleted."""

    def delete_topics_by_id(self, ids: Iterable[str] = ...) -> Call[list[Refusal]]:
        """As `delete_topics`, by their ids."""

    def list_topics(self) -> Call[list[TopicListing]]:
        """All topics."""

    def describe_topics(self, names: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[list[TopicDescription]]:
        """Topics with their partitions; fails if one of them is not there."""

    def describe_topics_each(self, names: Iterable[str] = ..., authorized_operations: bool | None = None) -> Call[TopicDescriptions]:
        """As `describe_topics`; tells of those that are not there."""

    def describe_topics_by_id(self, ids: Iterable[str] = ...) -> Call[TopicDescriptions]:
        """As `describe_topics_each`, by their ids."""

    def create_partitions(self, topic: str, count: int, mode: UpdateMode | None = None, assignments: Iterable[PartitionAssignment] = ...) -> Call[None]:
        """Gives a topic more partitions: as many as this in all. Where the cluster is not to choose their brokers,
        there is an assignment for each that is new.
        """

    def list_transactions(self, states: Iterable[str] = ..., producer_ids: Iterable[int] = ..., longer_than_ms: int | None = None, id_pattern: str | None = None) -> Call[list[TransactionListing]]:
        """Transactional ids; only those in these states, of these producers, whose last transaction began longer ago than
        so many milliseconds, or whose whole id matches a regular expression, where that is said.
        """

    def describe_transactions(self, transactional_ids: Iterable[str] = ...) -> Call[TransactionDescriptions]:
        """Transactional ids and their transactions."""

    def fence_producers(self, transactional_ids: Iterable[str] = ...) -> Call[FencedProducers]:
        """Fences the producers of transactional ids: their open transactions are aborted."""

    def force_terminate_transaction(self, transactional_id: str) -> Call[None]:
        """Aborts whatever transaction a transactional id has open, one that somebody else was to commit included (KIP-939)."""

    async def __aenter__(self) -> Admin: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class Broker:
    """A whole broker in this process, on threads of its own: for tests, and for programs that need no
    other. By default it listens on a free port of 127.0.0.1 and keeps its log in memory.
    """

    @staticmethod
    def start(options: Mapping[str, OptionValue] | None = None, **keywords: OptionValue) -> Call[Broker]:
        """Starts a broker. It answers when this returns, and goes on until it is stopped or the process ends."""

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

    def share_consumer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ShareConsumerOptions]) -> Call[ShareConsumer]:
        """A consumer that acquires records one by one, whatever partition they are in, with the other members of its share
        group (KIP-932). Needs a broker that has them: Apache Kafka 4.2 or newer.
        """

    def partition_consumer(self, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[PartitionConsumerOptions]) -> PartitionConsumer:
        """A consumer that reads the partitions that it is told to."""

    def admin(self) -> Admin:
        """What creates, describes, changes and deletes topics, groups and the like."""

    def events(self) -> Events:
        """What happens in the client from now on: connections, rebalances, throttling, failures."""

    def prometheus(self) -> str:
        """The client's metrics as Prometheus reads them."""

    def close(self) -> Call[None]:
        """Closes the client's connections: it makes nothing any more. What it has made goes on, and is closed by itself."""

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

    def process(self, handler: RecordHandler, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[ProcessOptions]) -> Call[None]:
        """Calls a function for many records at once: up to `processing.concurrency`, those with the same key in order.
        Offsets are committed in order, so that each record is handled at least once. Goes on until the consumer
        is closed or `wake_up` is called, which wait for what runs, or an error cannot be got over. Whoever
        breaks it off breaks off what runs. The consumer needs `enable.auto.commit=false`; nothing but `wake_up` and
        `close` can be called meanwhile.
        """

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

    def process(self, consumer: Consumer, transform: RecordTransform) -> Call[None]:
        """Reads, transforms and writes in transactions, so that each record counts exactly once: gives a function what
        a consumer reads, sends what it gives, and commits the consumer's offsets with it. Goes on until the
        consumer is closed or `wake_up` is called, or an error cannot be got over.

        When a broker or a rebalance gets in between, the transaction is aborted, and the function gets the records
        again. When the function fails, nothing is committed and `Unprocessed` says what it threw; the next call hands
        the same records out again. The producer needs a `transactional.id`, the consumer `enable.auto.commit=false`
        and `isolation.level=read_committed`, and should have `auto.offset.reset=earliest`. Nothing but `wake_up` and
        `close` of the consumer can be called meanwhile.
        """

    def process_next(self, consumer: Consumer, transform: RecordTransform) -> Call[int | None]:
        """As `process`, for one transaction: gives the number of records that were read once it is committed; None once
        the consumer was closed or woken up.
        """

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
class SchemaRegistry:
    """A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
    and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
    """

    @staticmethod
    def connect(url: str, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[RegistryOptions]) -> Call[SchemaRegistry]:
        """A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
        Nothing is asked yet.
        """

    @staticmethod
    def in_memory() -> Call[SchemaRegistry]:
        """A registry in this process, for tests: every schema is taken, and is compared as text."""

    def register(self, subject: str, schema: Schema) -> Call[int]:
        """Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
        does not take it, for instance as it is not compatible with the one before.
        """

    def find(self, subject: str, schema: Schema) -> Call[RegisteredSchema]:
        """The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there."""

    def latest(self, subject: str) -> Call[RegisteredSchema]:
        """The newest schema of a subject. It is asked for each time."""

    def version(self, subject: str, version: int) -> Call[RegisteredSchema]:
        """One version of a subject, from 1 on."""

    def by_id(self, id: int) -> Call[Schema]:
        """The schema with an id; `InvalidInput` if there is none."""

    def id_to_write(self, topic: str, part: Part, schema: Schema | None = None, record_name: str | None = None, options: Mapping[str, OptionValue] | None = None, **keywords: Unpack[SchemaOptions]) -> Call[int]:
        """The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
        registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
        schema is needed (`use.latest.version`). What `record_name` says is the full name of the record's type, which some
        strategies name subjects by. The answer is kept, that for the newest, too.
        """

    def frame(self, kind: SchemaKind, id: int, payload: BytesLike, indexes: Iterable[int] | None = None) -> bytes:
        """A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
        the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
        it is left out. Asks nobody.
        """

    def unframe(self, kind: SchemaKind, data: BytesLike) -> Unframed:
        """The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody."""

    def close(self) -> Call[None]:
        """Closes the connections to the registry. `frame` and `unframe` go on."""

    def subjects(self, deleted: bool | None = None) -> Call[list[str]]:
        """All subjects. `deleted` lists those too that were deleted and are not gone yet."""

    def versions(self, subject: str, deleted: bool | None = None) -> Call[list[int]]:
        """The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
        deleted and are not gone yet.
        """

    def delete_subject(self, subject: str, permanent: bool | None = None) -> Call[list[int]]:
        """Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
        read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
        with `InvalidInput` if it is not there, or if other schemas name one of its own.
        """

    def delete_version(self, subject: str, version: int, permanent: bool | None = None) -> Call[None]:
        """Deletes one version of a subject, as `delete_subject` does all of them."""

    def check_compatibility(self, subject: str, schema: Schema, version: int | None = None) -> Call[CompatibilityCheck]:
        """Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
        Nothing is registered. Fails with `InvalidInput` if there is no such version.
        """

    def compatibility(self, subject: str | None = None) -> Call[Compatibility]:
        """Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves."""

    def set_compatibility(self, compatibility: Compatibility, subject: str | None = None) -> Call[None]:
        """Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves."""

    def clear_compatibility(self, subject: str | None = None) -> Call[None]:
        """Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given."""

    async def __aenter__(self) -> SchemaRegistry: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

@final
class ShareConsumer:
    """Reads topics as a member of a share group: records are acquired one by one, whatever partition they are in, and
    each is accepted, released or rejected by itself. One task reads; others may call everything else meanwhile.
    Loops give a batch at a time.
    """

    def next_batch(self) -> Call[ShareBatch | None]:
        """The next records that were acquired, all of one partition; waits until there are some. Where
        `share.acknowledgement.mode` is `implicit` this accepts those before; otherwise it fails while one of them is
        not acknowledged. None once the consumer was closed.
        """

    def acknowledge(self, record: ShareRecord, kind: AcknowledgeType) -> Call[None]:
        """Says what became of a record; the next `next_batch` or `commit` sends it. Until then another call
        changes it.
        """

    def commit(self) -> Call[list[AcknowledgementOutcome]]:
        """Sends all acknowledgements, and waits until brokers have answered: whether those of each partition count."""

    def subscribe(self, topics: Iterable[str] = ...) -> Call[None]:
        """Reads these topics from now on, instead of those before; none leaves the group."""

    def subscription(self) -> Call[list[str]]:
        """The topics that it reads."""

    def assignment(self) -> Call[list[TopicPartition]]:
        """The partitions that it acquires records of; other members may, too."""

    def acquisition_lock_timeout_ms(self) -> Call[int | None]:
        """How many milliseconds a record stays acquired before others may get it; None before the first answer."""

    def close(self) -> Call[None]:
        """Sends what is acknowledged, gives back all other records, leaves the group, and ends loops."""

    async def __aenter__(self) -> ShareConsumer: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
    def __aiter__(self) -> AsyncIterator[ShareBatch]: ...

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
