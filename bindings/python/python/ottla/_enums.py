"""Choices."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

import enum


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
    # Another producer with the same transactional id took over.
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


class Outcome(enum.Enum):
    """How a transaction ended."""

    # Its records count.
    COMMITTED = "COMMITTED"
    # Its records do not count.
    ABORTED = "ABORTED"
