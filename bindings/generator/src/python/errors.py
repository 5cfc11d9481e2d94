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
