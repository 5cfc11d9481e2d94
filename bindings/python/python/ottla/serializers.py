"""Typed records: what turns values into bytes and back, and producers and consumers that do it by themselves.

>>> orders = TypedProducer(producer, value=Json())
>>> orders.send("orders", {"total": 12})
>>> async for record in TypedConsumer(consumer, value=Json()):
...     print(record.value["total"])
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    import ottla
    import ottla.sync

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

__all__ = [
    "Bytes",
    "Format",
    "Function",
    "Json",
    "SyncTypedProducer",
    "Text",
    "TypedConsumer",
    "TypedProducer",
    "TypedRecord",
    "UnreadableRecord",
]


class Format(Protocol[T]):
    """How values become bytes, and bytes values. Nothing at all, a tombstone, is never given to it."""

    def write(self, topic: str, value: T) -> bytes:
        """The bytes of a value."""
        ...

    def read(self, topic: str, data: bytes) -> T:
        """The value of bytes; what it raises is told with the place of the record."""
        ...


class Bytes:
    """Bytes as they are."""

    def write(self, topic: str, value: bytes) -> bytes:
        return value

    def read(self, topic: str, data: bytes) -> bytes:
        return data


class Text:
    """Text as UTF-8."""

    def write(self, topic: str, value: str) -> bytes:
        return value.encode()

    def read(self, topic: str, data: bytes) -> str:
        return data.decode()


class Json:
    """Whatever JSON can say, written without spaces."""

    def write(self, topic: str, value: Any) -> bytes:
        import json

        return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

    def read(self, topic: str, data: bytes) -> Any:
        import json

        return json.loads(data)


class Function(Generic[T]):
    """Two functions: one that writes, and one that reads."""

    def __init__(self, write: Callable[[T], bytes], read: Callable[[bytes], T]) -> None:
        self._write = write
        self._read = read

    def write(self, topic: str, value: T) -> bytes:
        return self._write(value)

    def read(self, topic: str, data: bytes) -> T:
        return self._read(data)


class UnreadableRecord(ValueError):
    """A record that is not of the format that it is read as. The consumer goes on behind it."""

    def __init__(self, record: ottla.Record, part: str) -> None:
        self.record = record
        place = f"{record.topic}-{record.partition} at offset {record.offset}"
        super().__init__(f"the {part} of the record of {place} cannot be read as it should be")


class TypedRecord(Generic[K, V]):
    """A record whose key and value were read."""

    __slots__ = ("key", "record", "value")
    __match_args__ = ("key", "value")

    def __init__(self, record: ottla.Record, key: K | None, value: V | None) -> None:
        self.record = record
        self.key = key
        self.value = value

    def __repr__(self) -> str:
        return f"TypedRecord(key={self.key!r}, value={self.value!r}, record={self.record!r})"


class _Written(Generic[K, V]):
    """Writes keys and values."""

    def __init__(self, value: Format[V], key: Format[K] | None) -> None:
        self._value = value
        self._key = key

    def value(self, topic: str, value: V | None) -> bytes | None:
        return None if value is None else self._value.write(topic, value)

    def key(self, topic: str, key: K | None) -> bytes | None:
        if key is None:
            return None
        if self._key is None:
            raise TypeError("there is a key, and no format for it: give the producer one, `key=...`")
        return self._key.write(topic, key)


class TypedProducer(Generic[K, V]):
    """A producer of records whose keys and values have a type. For one of `ottla.sync` it is `SyncTypedProducer`."""

    def __init__(
        self, producer: ottla.Producer, *, value: Format[V], key: Format[K] | None = None
    ) -> None:
        self.producer = producer
        self._written = _Written(value, key)

    def send(
        self,
        topic: str,
        value: V | None = None,
        key: K | None = None,
        *,
        partition: int | None = None,
        timestamp: int | None = None,
        headers: ottla._native.Headers | None = None,
    ) -> ottla.Delivery:
        """As `send` of the producer."""
        data, name = self._written.value(topic, value), self._written.key(topic, key)
        return self.producer.send(
            topic, data, name, partition=partition, timestamp=timestamp, headers=headers
        )


class SyncTypedProducer(Generic[K, V]):
    """As `TypedProducer`, with a producer of `ottla.sync`."""

    def __init__(
        self, producer: ottla.sync.Producer, *, value: Format[V], key: Format[K] | None = None
    ) -> None:
        self.producer = producer
        self._written = _Written(value, key)

    def send(
        self,
        topic: str,
        value: V | None = None,
        key: K | None = None,
        *,
        partition: int | None = None,
        timestamp: int | None = None,
        headers: ottla._native.Headers | None = None,
    ) -> ottla.sync.Delivery:
        """As `send` of the producer."""
        data, name = self._written.value(topic, value), self._written.key(topic, key)
        return self.producer.send(
            topic, data, name, partition=partition, timestamp=timestamp, headers=headers
        )


class TypedConsumer(Generic[K, V]):
    """Reads records whose keys and values have a type: with `async for`, or one of `ottla.sync` with `for`."""

    def __init__(
        self,
        consumer: AsyncIterable[ottla.Record] | Iterable[ottla.Record],
        *,
        value: Format[V],
        key: Format[K] | None = None,
    ) -> None:
        self.consumer = consumer
        self._value = value
        self._key = key

    async def __aiter__(self) -> AsyncIterator[TypedRecord[K, V]]:
        if not isinstance(self.consumer, AsyncIterable):
            raise TypeError("the consumer is one of ottla.sync: write `for` instead of `async for`")
        async for record in self.consumer:
            yield self._typed(record)

    def __iter__(self) -> Iterator[TypedRecord[K, V]]:
        if not isinstance(self.consumer, Iterable):
            raise TypeError("the consumer is one for asyncio: write `async for`, or take one of ottla.sync")
        for record in self.consumer:
            yield self._typed(record)

    def _typed(self, record: ottla.Record) -> TypedRecord[K, V]:
        key, value = record.key, record.value
        read_key = None if key is None or self._key is None else self._read(self._key, record, key, "key")
        read_value = None if value is None else self._read(self._value, record, value, "value")
        return TypedRecord(record, read_key, read_value)

    def _read(self, format: Format[T], record: ottla.Record, data: bytes, part: str) -> T:
        try:
            return format.read(record.topic, data)
        except Exception as error:
            raise UnreadableRecord(record, part) from error
