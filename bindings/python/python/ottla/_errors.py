"""What can go wrong: one class for each kind."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from ._enums import Advice, ErrorKind

T = TypeVar("T")


def made(of: type[T], fields: dict[str, Any]) -> T:
    """Makes something of its fields: what copies and pickles call."""
    return of(**fields)


class OttlaError(Exception):
    """Whatever can go wrong in a cluster, on the way to it, or in a call to the client."""

    # What kind of thing went wrong; each is a class of its own.
    kind: ClassVar[ErrorKind] = ErrorKind.BROKER
    # What a caller can do about it.
    advice: Advice
    # What was being done.
    operation: str
    # What happened, where, and what helps, in one text.
    message: str
    # The number of the broker's error, if it was one.
    code: int | None
    # Kafka's name of that number.
    code_name: str | None
    # Where: topic, partition, broker and the like.
    context: Mapping[str, str]
    # Where logs part, if the log was truncated (KIP-320).
    divergent_offset: int | None

    def __init__(
        self,
        message: str,
        *,
        advice: Advice = Advice.FATAL,
        operation: str = "",
        code: int | None = None,
        code_name: str | None = None,
        context: Mapping[str, str] | None = None,
        divergent_offset: int | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.operation = operation
        self.code = code
        self.code_name = code_name
        self.context = dict(context or {})
        self.divergent_offset = divergent_offset

    def __reduce__(self) -> tuple[Any, ...]:
        return made, (type(self), {**self.__dict__})


class Unreachable(OttlaError):
    """No broker could be connected, or the connection broke."""

    kind: ClassVar[ErrorKind] = ErrorKind.UNREACHABLE


class TimedOut(OttlaError):
    """There was no answer, or no success, in the time that was given."""

    kind: ClassVar[ErrorKind] = ErrorKind.TIMED_OUT


class WrongProtocol(OttlaError):
    """The peer does not speak Kafka's protocol: a web server, a TLS port, something else."""

    kind: ClassVar[ErrorKind] = ErrorKind.WRONG_PROTOCOL


class Unsupported(OttlaError):
    """The broker lacks the API, or every version of it that this client has."""

    kind: ClassVar[ErrorKind] = ErrorKind.UNSUPPORTED


class UnknownTopic(OttlaError):
    """The topic or partition does not exist."""

    kind: ClassVar[ErrorKind] = ErrorKind.UNKNOWN_TOPIC


class AlreadyExists(OttlaError):
    """What should be made exists already."""

    kind: ClassVar[ErrorKind] = ErrorKind.ALREADY_EXISTS


class AuthenticationFailed(OttlaError):
    """The broker did not believe who the client is, or could not prove who it is itself."""

    kind: ClassVar[ErrorKind] = ErrorKind.AUTHENTICATION_FAILED


class NotAuthorized(OttlaError):
    """The principal may not do this."""

    kind: ClassVar[ErrorKind] = ErrorKind.NOT_AUTHORIZED


class InvalidInput(OttlaError):
    """The call cannot work as it was made, whatever the broker does."""

    kind: ClassVar[ErrorKind] = ErrorKind.INVALID_INPUT


class TooLarge(OttlaError):
    """The record or request is larger than allowed."""

    kind: ClassVar[ErrorKind] = ErrorKind.TOO_LARGE


class OffsetOutOfRange(OttlaError):
    """The offset is not in the log any more, or not yet."""

    kind: ClassVar[ErrorKind] = ErrorKind.OFFSET_OUT_OF_RANGE


class LogTruncated(OttlaError):
    """The log was truncated below the position (KIP-320)."""

    kind: ClassVar[ErrorKind] = ErrorKind.LOG_TRUNCATED


class Corrupt(OttlaError):
    """Bytes from the broker are damaged or make no sense."""

    kind: ClassVar[ErrorKind] = ErrorKind.CORRUPT


class Unprocessed(OttlaError):
    """A function of the user could not process a record."""

    kind: ClassVar[ErrorKind] = ErrorKind.UNPROCESSED


class Unreadable(OttlaError):
    """A record's key or value is not of the format that it is read as."""

    kind: ClassVar[ErrorKind] = ErrorKind.UNREADABLE


class Rebalanced(OttlaError):
    """The group has moved on without this member, or is about to."""

    kind: ClassVar[ErrorKind] = ErrorKind.REBALANCED


class Aborted(OttlaError):
    """The transaction has failed: it can only be aborted."""

    kind: ClassVar[ErrorKind] = ErrorKind.ABORTED


class Fenced(OttlaError):
    """Another producer with the same transactional id, or another member with the same `group.instance.id`, took over."""

    kind: ClassVar[ErrorKind] = ErrorKind.FENCED


class Closed(OttlaError):
    """The client, producer or consumer was closed."""

    kind: ClassVar[ErrorKind] = ErrorKind.CLOSED


class BrokerError(OttlaError):
    """The broker answered with another error; the code says which."""

    kind: ClassVar[ErrorKind] = ErrorKind.BROKER


BY_KIND: dict[ErrorKind, type[OttlaError]] = {
    ErrorKind.UNREACHABLE: Unreachable,
    ErrorKind.TIMED_OUT: TimedOut,
    ErrorKind.WRONG_PROTOCOL: WrongProtocol,
    ErrorKind.UNSUPPORTED: Unsupported,
    ErrorKind.UNKNOWN_TOPIC: UnknownTopic,
    ErrorKind.ALREADY_EXISTS: AlreadyExists,
    ErrorKind.AUTHENTICATION_FAILED: AuthenticationFailed,
    ErrorKind.NOT_AUTHORIZED: NotAuthorized,
    ErrorKind.INVALID_INPUT: InvalidInput,
    ErrorKind.TOO_LARGE: TooLarge,
    ErrorKind.OFFSET_OUT_OF_RANGE: OffsetOutOfRange,
    ErrorKind.LOG_TRUNCATED: LogTruncated,
    ErrorKind.CORRUPT: Corrupt,
    ErrorKind.UNPROCESSED: Unprocessed,
    ErrorKind.UNREADABLE: Unreadable,
    ErrorKind.REBALANCED: Rebalanced,
    ErrorKind.ABORTED: Aborted,
    ErrorKind.FENCED: Fenced,
    ErrorKind.CLOSED: Closed,
    ErrorKind.BROKER: BrokerError,
}
