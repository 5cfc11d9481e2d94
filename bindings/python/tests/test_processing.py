"""Records that are handled side by side: how functions are called, and how that ends."""

from __future__ import annotations

import asyncio
import itertools
import threading
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import ottla
import ottla.sync
import pytest

GROUPS = itertools.count()


@asynccontextmanager
async def consumer_of(
    client: ottla.Client, topic: str, values: list[str]
) -> AsyncIterator[ottla.Consumer]:
    """A consumer of a group of its own, with something to read."""
    producer = client.producer()
    for value in values:
        await producer.send(topic, value)
    async with client.consumer(
        group_id=f"handlers-{next(GROUPS)}",
        topics=topic,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    ) as consumer:
        yield consumer


def test_functions_run_side_by_side_on_the_loop(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        values = [str(number) for number in range(10)]
        async with consumer_of(ottla_client, ottla_topic, values) as consumer:
            # Only all of them together get past it.
            barrier = asyncio.Barrier(len(values) + 1)
            threads = set()

            async def handle(record: ottla.ProcessRecord) -> None:
                threads.add(threading.get_ident())
                await barrier.wait()

            task = asyncio.ensure_future(consumer.process(handle))
            await asyncio.wait_for(barrier.wait(), 20)
            consumer.wake_up()
            await task
            assert threads == {threading.get_ident()}

    asyncio.run(main())


def test_cancelling_the_call_cancels_what_runs(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        async with consumer_of(ottla_client, ottla_topic, ["a"]) as consumer:
            begun, cancelled = asyncio.Event(), asyncio.Event()

            async def handle(record: ottla.ProcessRecord) -> None:
                begun.set()
                try:
                    await asyncio.Event().wait()
                except asyncio.CancelledError:
                    cancelled.set()
                    raise

            task = asyncio.ensure_future(consumer.process(handle))
            await asyncio.wait_for(begun.wait(), 20)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await asyncio.wait_for(cancelled.wait(), 20)
            # Nobody has the consumer any more.
            assert await consumer.committed([ottla.TopicPartition(ottla_topic, 0)]) == []

    asyncio.run(main())


def test_the_class_of_an_exception_is_the_kind_of_the_failure(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        async with consumer_of(ottla_client, ottla_topic, ["a"]) as consumer:

            def handle(record: ottla.ProcessRecord) -> None:
                raise LookupError("there is no such shop")

            with pytest.raises(ottla.Unprocessed, match="there is no such shop") as raised:
                await consumer.process(handle, processing_retries=0)
            assert "LookupError" in raised.value.message

    asyncio.run(main())


def test_what_a_function_raises_is_the_cause_with_its_traceback(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    error = LookupError("there is no such shop")

    async def main() -> None:
        async with consumer_of(ottla_client, ottla_topic, ["a"]) as consumer:

            async def handle(record: ottla.ProcessRecord) -> None:
                await asyncio.sleep(0)
                raise error

            with pytest.raises(ottla.Unprocessed) as raised:
                await consumer.process(handle, processing_retries=0)
            assert raised.value.__cause__ is error
            assert "handle" in "".join(traceback.format_exception(raised.value))

    asyncio.run(main())


def test_in_threads_what_a_function_raises_is_the_cause(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    error = LookupError("there is no such shop")

    def handle(record: ottla.ProcessRecord) -> None:
        raise error

    ottla_sync_client.producer().send(ottla_topic, "a")
    with ottla_sync_client.consumer(
        group_id=f"handlers-{next(GROUPS)}",
        topics=ottla_topic,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    ) as consumer:
        with pytest.raises(ottla.Unprocessed) as raised:
            consumer.process(handle, processing_retries=0)
        assert raised.value.__cause__ is error


def test_what_is_no_function_is_refused(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        async with consumer_of(ottla_client, ottla_topic, []) as consumer:
            with pytest.raises(TypeError, match="handler must be a function, not int"):
                consumer.process(5)  # type: ignore[arg-type]

    asyncio.run(main())


def test_in_threads_functions_are_not_async_and_ctrl_c_ends_them(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, "a")
    with ottla_sync_client.consumer(
        group_id=f"handlers-{next(GROUPS)}",
        topics=ottla_topic,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    ) as consumer:

        async def waits(record: ottla.ProcessRecord) -> None: ...

        def interrupted(record: ottla.ProcessRecord) -> None:
            raise KeyboardInterrupt

        with pytest.raises(TypeError, match="not async"):
            consumer.process(waits)
        with pytest.raises(KeyboardInterrupt):
            consumer.process(interrupted)
