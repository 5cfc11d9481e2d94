"""Choices."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

import enum


class AclResourceKind(enum.Enum):
    """What an ACL is about."""

    # Topics.
    TOPIC = "TOPIC"
    # Groups.
    GROUP = "GROUP"
    # The cluster, by the name `kafka-cluster`.
    CLUSTER = "CLUSTER"
    # Transactional ids.
    TRANSACTIONAL_ID = "TRANSACTIONAL_ID"
    # Delegation tokens.
    DELEGATION_TOKEN = "DELEGATION_TOKEN"
    # Users, for what is done in their name.
    USER = "USER"


class AclPattern(enum.Enum):
    """How an ACL names resources."""

    # The one that has the name; all with `*`.
    LITERAL = "LITERAL"
    # Those whose names begin so.
    PREFIXED = "PREFIXED"


class AclOperation(enum.Enum):
    """What is done."""

    # Everything.
    ALL = "ALL"
    # Reading.
    READ = "READ"
    # Writing.
    WRITE = "WRITE"
    # Creating.
    CREATE = "CREATE"
    # Deleting.
    DELETE = "DELETE"
    # Changing.
    ALTER = "ALTER"
    # Describing.
    DESCRIBE = "DESCRIBE"
    # What brokers ask of each other.
    CLUSTER_ACTION = "CLUSTER_ACTION"
    # Describing the configuration.
    DESCRIBE_CONFIGS = "DESCRIBE_CONFIGS"
    # Changing the configuration.
    ALTER_CONFIGS = "ALTER_CONFIGS"
    # Writing with idempotence.
    IDEMPOTENT_WRITE = "IDEMPOTENT_WRITE"
    # Making delegation tokens.
    CREATE_TOKENS = "CREATE_TOKENS"
    # Describing delegation tokens.
    DESCRIBE_TOKENS = "DESCRIBE_TOKENS"
    # Transactions that others commit (KIP-939).
    TWO_PHASE_COMMIT = "TWO_PHASE_COMMIT"


class AclPermission(enum.Enum):
    """Whether it may be done."""

    # No; that counts more than any `Allow`.
    DENY = "DENY"
    # Yes.
    ALLOW = "ALLOW"


class AclPatternMatch(enum.Enum):
    """How a filter looks at names."""

    # All rules with the name, whatever their pattern.
    ANY = "ANY"
    # All rules that apply to what has the name.
    MATCH = "MATCH"
    # Only rules with the pattern `Literal`.
    LITERAL = "LITERAL"
    # Only rules with the pattern `Prefixed`.
    PREFIXED = "PREFIXED"


class UpdateMode(enum.Enum):
    """Whether a change is made."""

    # It is made.
    APPLY = "APPLY"
    # It is only looked at whether it could be made.
    VALIDATE_ONLY = "VALIDATE_ONLY"


class ConfigResourceKind(enum.Enum):
    """What a configuration is of."""

    # A topic.
    TOPIC = "TOPIC"
    # A broker by id, or all with an empty name.
    BROKER = "BROKER"
    # A group.
    GROUP = "GROUP"
    # A subscription to clients' metrics.
    CLIENT_METRICS = "CLIENT_METRICS"
    # The levels that a broker logs with.
    BROKER_LOGGER = "BROKER_LOGGER"


class ConfigSource(enum.Enum):
    """Where a value is from."""

    # The topic's own.
    TOPIC = "TOPIC"
    # One broker's own, set while it ran.
    DYNAMIC_BROKER = "DYNAMIC_BROKER"
    # That of all brokers, set while they ran.
    DYNAMIC_DEFAULT_BROKER = "DYNAMIC_DEFAULT_BROKER"
    # The file that the broker was started with.
    STATIC_BROKER = "STATIC_BROKER"
    # Nobody has set it.
    DEFAULT = "DEFAULT"
    # The broker's loggers.
    BROKER_LOGGER = "BROKER_LOGGER"
    # The subscription's own.
    CLIENT_METRICS = "CLIENT_METRICS"
    # The group's own.
    GROUP = "GROUP"
    # A place that this version does not know.
    OTHER = "OTHER"


class ConfigKeyType(enum.Enum):
    """What the value of a key is."""

    # True or false.
    BOOLEAN = "BOOLEAN"
    # Text.
    STRING = "STRING"
    # A number of 32 bits.
    INT = "INT"
    # A number of 16 bits.
    SHORT = "SHORT"
    # A number of 64 bits.
    LONG = "LONG"
    # A number with a fraction.
    DOUBLE = "DOUBLE"
    # Texts with commas between.
    LIST = "LIST"
    # The name of a class.
    CLASS = "CLASS"
    # Something secret.
    PASSWORD = "PASSWORD"
    # A type that this version does not know, or old brokers do not tell.
    OTHER = "OTHER"


class ConfigOperation(enum.Enum):
    """How a key is changed."""

    # It gets the value.
    SET = "SET"
    # It gets its default back.
    DELETE = "DELETE"
    # The value's items are added to its list.
    APPEND = "APPEND"
    # The value's items are taken from its list.
    SUBTRACT = "SUBTRACT"


class FeatureChange(enum.Enum):
    """Where a level goes."""

    # Up.
    UPGRADE = "UPGRADE"
    # Down, if nothing is lost by it.
    DOWNGRADE = "DOWNGRADE"
    # Down in any case.
    UNSAFE_DOWNGRADE = "UNSAFE_DOWNGRADE"


class QuotaKind(enum.Enum):
    """What a quota is of."""

    # A user.
    USER = "USER"
    # A `client.id`.
    CLIENT_ID = "CLIENT_ID"
    # An address.
    IP = "IP"


class QuotaMatchKind(enum.Enum):
    """How a filter looks at a part."""

    # It has the name.
    NAME = "NAME"
    # It is that of all that have none of their own.
    DEFAULT = "DEFAULT"
    # It is there.
    ANY = "ANY"


class ElectionType(enum.Enum):
    """Who may be elected."""

    # The preferred leader, if it is in sync.
    PREFERRED = "PREFERRED"
    # Whoever is there, where there is no leader: records may be lost.
    UNCLEAN = "UNCLEAN"


class ReplicationFactorChange(enum.Enum):
    """Whether a partition may get more replicas by a move, or less."""

    # It may.
    ALLOWED = "ALLOWED"
    # The move is refused.
    REFUSED = "REFUSED"


class OffsetSpec(enum.Enum):
    """Which offset of a partition."""

    # That of the first record that is there.
    EARLIEST = "EARLIEST"
    # That which the next record gets.
    LATEST = "LATEST"
    # That of the first record whose time is `timestamp` or later.
    TIMESTAMP = "TIMESTAMP"
    # That of the record with the latest time (KIP-734).
    MAX_TIMESTAMP = "MAX_TIMESTAMP"
    # That of the first record on the broker's own disks (KIP-405).
    EARLIEST_LOCAL = "EARLIEST_LOCAL"
    # That of the last record in remote storage (KIP-1005).
    LATEST_TIERED = "LATEST_TIERED"
    # That of the first record that is not in remote storage yet (KIP-1023).
    EARLIEST_PENDING_UPLOAD = "EARLIEST_PENDING_UPLOAD"


class ScramMechanism(enum.Enum):
    """How a password is kept."""

    # `SCRAM-SHA-256`.
    SHA256 = "SHA256"
    # `SCRAM-SHA-512`.
    SHA512 = "SHA512"


class ErrorKind(enum.Enum):
    """What kind of thing went wrong; each is an exception of its own where a language has a hierarchy."""

    # No broker could be connected, or the connection broke.
    UNREACHABLE = "UNREACHABLE"
    # There was no answer, or no success, in the time that was given.
    TIMED_OUT = "TIMED_OUT"
    # The peer does not speak Kafka's protocol: a web server, a TLS port, something else.
    WRONG_PROTOCOL = "WRONG_PROTOCOL"
    # The broker lacks the API, or every version of it that this client has.
    UNSUPPORTED = "UNSUPPORTED"
    # The topic or partition does not exist.
    UNKNOWN_TOPIC = "UNKNOWN_TOPIC"
    # What should be made exists already.
    ALREADY_EXISTS = "ALREADY_EXISTS"
    # The broker did not believe who the client is, or could not prove who it is itself.
    AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED"
    # The principal may not do this.
    NOT_AUTHORIZED = "NOT_AUTHORIZED"
    # The call cannot work as it was made, whatever the broker does.
    INVALID_INPUT = "INVALID_INPUT"
    # The record or request is larger than allowed.
    TOO_LARGE = "TOO_LARGE"
    # The offset is not in the log any more, or not yet.
    OFFSET_OUT_OF_RANGE = "OFFSET_OUT_OF_RANGE"
    # The log was truncated below the position (KIP-320).
    LOG_TRUNCATED = "LOG_TRUNCATED"
    # Bytes from the broker are damaged or make no sense.
    CORRUPT = "CORRUPT"
    # A function of the user could not process a record.
    UNPROCESSED = "UNPROCESSED"
    # A record's key or value is not of the format that it is read as.
    UNREADABLE = "UNREADABLE"
    # The group has moved on without this member, or is about to.
    REBALANCED = "REBALANCED"
    # The transaction has failed: it can only be aborted.
    ABORTED = "ABORTED"
    # Another producer with the same transactional id, or another member with the same `group.instance.id`, took over.
    FENCED = "FENCED"
    # The client, producer or consumer was closed.
    CLOSED = "CLOSED"
    # The broker answered with another error; the code says which.
    BROKER = "BROKER"


class Advice(enum.Enum):
    """What a caller can do about an error."""

    # The same call may work later. The client has retried already, within its time-outs.
    RETRY = "RETRY"
    # The transaction can only be aborted; the producer can begin another one.
    ABORT = "ABORT"
    # The group has moved on: join it again.
    REJOIN = "REJOIN"
    # The same call will fail again.
    FATAL = "FATAL"


class EventKind(enum.Enum):
    """What kind of thing happened."""

    # A connection was opened.
    CONNECTED = "CONNECTED"
    # A connection ended.
    DISCONNECTED = "DISCONNECTED"
    # A connection could not be opened.
    CONNECTION_FAILED = "CONNECTION_FAILED"
    # A broker did not believe who the client is.
    AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED"
    # The client has proved again who it is.
    REAUTHENTICATED = "REAUTHENTICATED"
    # A quota was exceeded.
    THROTTLED = "THROTTLED"
    # No broker that was known answered: the client began anew.
    REBOOTSTRAPPED = "REBOOTSTRAPPED"
    # A partition has another leader.
    LEADER_CHANGED = "LEADER_CHANGED"
    # Partitions of a consumer have come or gone.
    REBALANCED = "REBALANCED"
    # A heartbeat to a group's coordinator failed.
    HEARTBEAT_FAILED = "HEARTBEAT_FAILED"
    # Offsets could not be committed.
    COMMIT_FAILED = "COMMIT_FAILED"
    # Another producer with the same transactional id has taken over.
    PRODUCER_FENCED = "PRODUCER_FENCED"
    # Records were given up.
    PRODUCE_FAILED = "PRODUCE_FAILED"
    # The listener was slow, and has missed events.
    MISSED = "MISSED"
    # Something that this version has no name for.
    OTHER = "OTHER"


class StartKind(enum.Enum):
    """Where to start in a partition."""

    # At its first record.
    BEGINNING = "BEGINNING"
    # Behind its last record.
    END = "END"
    # At the offset that `at` says.
    OFFSET = "OFFSET"
    # At the first record whose time is not before the one that `at` says, in milliseconds since 1970.
    TIMESTAMP = "TIMESTAMP"


class SchemaKind(enum.Enum):
    """The language of a schema."""

    # Apache Avro.
    AVRO = "AVRO"
    # Protocol Buffers.
    PROTOBUF = "PROTOBUF"
    # JSON Schema.
    JSON = "JSON"


class Part(enum.Enum):
    """Whether bytes are those of a record's key or of its value."""

    # The key.
    KEY = "KEY"
    # The value.
    VALUE = "VALUE"


class AcknowledgeType(enum.Enum):
    """What became of a record."""

    # It is done.
    ACCEPT = "ACCEPT"
    # It is delivered again, to this member or another, unless that was often enough.
    RELEASE = "RELEASE"
    # It is delivered no more: nobody can make anything of it.
    REJECT = "REJECT"
    # It takes longer: it stays this member's, and is acknowledged once more (KIP-1222).
    RENEW = "RENEW"


class Compatibility(enum.Enum):
    """Which changes of a subject's schema a registry takes."""

    # All.
    NONE = "NONE"
    # New readers read what was written with the version before.
    BACKWARD = "BACKWARD"
    # New readers read what was written with every version before.
    BACKWARD_TRANSITIVE = "BACKWARD_TRANSITIVE"
    # Readers of the version before read what is written.
    FORWARD = "FORWARD"
    # Readers of every version before read what is written.
    FORWARD_TRANSITIVE = "FORWARD_TRANSITIVE"
    # Backward and forward.
    FULL = "FULL"
    # Backward and forward with every version before.
    FULL_TRANSITIVE = "FULL_TRANSITIVE"


class Outcome(enum.Enum):
    """How a transaction ended."""

    # Its records count.
    COMMITTED = "COMMITTED"
    # Its records do not count.
    ABORTED = "ABORTED"
