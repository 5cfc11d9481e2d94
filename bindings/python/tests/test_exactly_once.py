"""Records that are read, transformed and written in transactions: how functions are called, and how that ends."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import ottla
import ottla.sync
import pytest

NUMBERS = itertools.count()


@asynccontextmanager
async def scene(
    client: ottla.Client, topic: str, values: list[str]
) -> AsyncIterator[tuple[ottla.Producer, ottla.Consumer]]:
    """A producer and a consumer of their own, with something to read."""
    writer = client.producer()
    for value in values:
        await writer.send(topic, value)
    async with (
        client.consumer(
            group_id=f"copiers-{next(NUMBERS)}",
            topics=topic,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            isolation_level="read_committed",
        ) as consumer,
        client.producer(transactional_id=f"copier-{next(NUMBERS)}") as producer,
    ):
        yield producer, consumer


async def committed(consumer: ottla.Consumer, topic: str) -> list[int]:
    return [at.offset for at in await consumer.committed([ottla.TopicPartition(topic, 0)])]


def copies(topic: str) -> Callable[[ottla.ProcessRecord], ottla.OutputRecord]:
    return lambda record: ottla.OutputRecord(f"{topic}-copies", record.value, record.key)


@pytest.mark.parametrize("kind", ["async", "plain", "generator"])
def test_a_function_of_any_kind_is_called_on_the_loop(
    ottla_client: ottla.Client, ottla_topic: str, kind: str
) -> None:
    async def main() -> None:
        threads = set()
        copy = copies(ottla_topic)

        def plain(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
            threads.add(threading.get_ident())
            return [copy(record) for record in records]

        async def later(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
            await asyncio.sleep(0)
            return plain(records)

        def generator(records: list[ottla.ProcessRecord]) -> Iterator[ottla.OutputRecord]:
            yield from plain(records)

        async with scene(ottla_client, ottla_topic, ["a", "b"]) as (producer, consumer):
            read = 0
            while read < 2:
                transform: Any = {"async": later, "plain": plain, "generator": generator}[kind]
                read += await producer.process_next(consumer, transform) or 0
            assert await committed(consumer, ottla_topic) == [2]
        assert threads == {threading.get_ident()}
        async with ottla_client.partition_consumer(isolation_level="read_committed") as reader:
            await reader.assign(f"{ottla_topic}-copies", 0, ottla.Start(ottla.StartKind.BEGINNING))
            values = []
            async for record in reader:
                values.append(record.value)
                if len(values) == 2:
                    break
            assert values == [b"a", b"b"]

    asyncio.run(main())


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (None, "what the function gives must be a list, not None"),
        ("bills", "what the function gives must be a list"),
        ([5], r"what the function gives\[0\] must be OutputRecord, not int"),
    ],
)
def test_what_a_function_gives_by_mistake_commits_nothing(
    ottla_client: ottla.Client, ottla_topic: str, given: Any, said: str
) -> None:
    async def main() -> None:
        async with scene(ottla_client, ottla_topic, ["a"]) as (producer, consumer):
            with pytest.raises(ottla.Unprocessed, match=said) as raised:
                await producer.process(consumer, lambda records: given)
            assert "TypeError" in raised.value.message
            assert isinstance(raised.value.__cause__, TypeError)
            assert await committed(consumer, ottla_topic) == []
            # The same records, once more.
            assert await producer.process_next(consumer, lambda records: []) == 1

    asyncio.run(main())


def test_cancelling_the_call_cancels_the_function_and_aborts(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        async with scene(ottla_client, ottla_topic, ["a"]) as (producer, consumer):
            begun, cancelled = asyncio.Event(), asyncio.Event()

            async def transform(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
                begun.set()
                try:
                    await asyncio.Event().wait()
                finally:
                    cancelled.set()
                return []

            task = asyncio.ensure_future(producer.process(consumer, transform))
            await asyncio.wait_for(begun.wait(), 20)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # The consumer can be used at once.
            assert await committed(consumer, ottla_topic) == []
            await asyncio.wait_for(cancelled.wait(), 20)
            assert await producer.process_next(consumer, lambda records: []) == 1
            assert await committed(consumer, ottla_topic) == [1]

    asyncio.run(main())


def test_what_is_no_function_and_no_consumer_is_refused(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        async with scene(ottla_client, ottla_topic, []) as (producer, consumer):
            with pytest.raises(TypeError, match="transform must be a function, not int"):
                producer.process(consumer, 5)  # type: ignore[arg-type]
            with pytest.raises(TypeError, match="consumer must be Consumer, not Producer"):
                producer.process(producer, lambda records: [])  # type: ignore[arg-type]

    asyncio.run(main())


def test_in_threads_functions_are_not_async_and_ctrl_c_ends_them(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, "a")
    with (
        ottla_sync_client.consumer(
            group_id=f"copiers-{next(NUMBERS)}",
            topics=ottla_topic,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            isolation_level="read_committed",
        ) as consumer,
        ottla_sync_client.producer(transactional_id=f"copier-{next(NUMBERS)}") as producer,
    ):

        async def waits(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
            return []

        def interrupted(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
            raise KeyboardInterrupt

        with pytest.raises(TypeError, match="not async"):
            producer.process(consumer, waits)
        with pytest.raises(KeyboardInterrupt):
            producer.process(consumer, interrupted)
        threads = set()

        def transform(records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
            threads.add(threading.get_ident())
            return []

        assert producer.process_next(consumer, transform) == 1
        assert threads == {threading.get_ident()}
