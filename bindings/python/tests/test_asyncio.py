"""Calls in loops of asyncio: what they wait for, how they end, and whom they let go first."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
from collections.abc import Coroutine
from typing import Any

import ottla
import ottla.sync
import pytest

BEGINNING = ottla.Start(ottla.StartKind.BEGINNING)


def test_calls_are_coroutines(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        producer = ottla_client.producer()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ottla_client.admin().list_topics()) for _ in range(20)]
            group.create_task(producer.flush())
        assert all(task.result() for task in tasks)
        written = await asyncio.gather(*(producer.send(ottla_topic, b"v") for _ in range(50)))
        assert [one.offset for one in written] == list(range(50))
        call = producer.flush()
        assert isinstance(call, Coroutine)
        await call

    asyncio.run(main())


def test_a_call_that_is_cancelled_ends_at_once_and_breaks_nothing(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        producer = ottla_client.producer()
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            for _ in range(100):
                task = asyncio.ensure_future(reader.next_batch())
                await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(reader.next_batch(), 0.01)
            await producer.send(ottla_topic, b"v")
            batch = await reader.next_batch()
            assert batch is not None and batch.values() == [b"v"]

    asyncio.run(main())


def consumed(client: ottla.Client) -> int:
    """How many records have been handed out, to calls that wait among others."""
    name = "ottla_client_consumed_records_total "
    lines = [line for line in client.prometheus().splitlines() if line.startswith(name)]
    return int(float(lines[0].removeprefix(name))) if lines else 0


def until_consumed(client: ottla.Client, count: int) -> None:
    """Waits in this thread, so that its loop of asyncio stands still."""
    limit = time.monotonic() + 30
    while consumed(client) < count:
        assert time.monotonic() < limit, "no record has come"


@pytest.mark.parametrize("kind", ["partition_consumer", "consumer"])
def test_what_has_come_for_a_call_that_is_cancelled_comes_again(
    kind: str, ottla_broker: ottla.sync.Broker, ottla_topic: str
) -> None:
    async def main() -> None:
        async with contextlib.AsyncExitStack() as opened:
            client = await opened.enter_async_context(ottla.Client.connect(ottla_broker.bootstrap_servers()))
            producer = client.producer(linger_ms=0)
            if kind == "consumer":
                reader: Any = await opened.enter_async_context(
                    client.consumer(
                        group_id="g",
                        topics=[ottla_topic],
                        auto_offset_reset="earliest",
                    )
                )
            else:
                reader = await opened.enter_async_context(client.partition_consumer())
                await reader.assign(ottla_topic, 0, BEGINNING)
            for round in range(3):
                task = asyncio.ensure_future(reader.next_batch())
                await asyncio.sleep(0)
                producer.send(ottla_topic, b"v%d" % round)
                until_consumed(client, 2 * round + 1)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                assert await reader.position(ottla_topic, 0) == round
                batch = await asyncio.wait_for(reader.next_batch(), 20)
                assert [(one.offset, bytes(one.value)) for one in batch] == [(round, b"v%d" % round)]

    asyncio.run(main())


def test_what_need_not_wait_lets_other_tasks_run(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.ensure_future(other())
        reader = ottla_client.partition_consumer()
        for _ in range(10_000):
            await reader.assignment()
        task.cancel()
        assert turns >= 10_000 // 256

    asyncio.run(main())


def test_many_loops_come_and_go(ottla_client: ottla.Client) -> None:
    async def main() -> int:
        return len((await ottla_client.admin().describe_cluster()).brokers)

    assert [asyncio.run(main()) for _ in range(50)] == [1] * 50


def test_a_loop_that_closes_under_a_call_takes_it_along(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    for _ in range(20):
        loop = asyncio.new_event_loop()
        reader = ottla_client.partition_consumer()
        loop.run_until_complete(reader.assign(ottla_topic, 0, BEGINNING))
        call = reader.next_batch()
        waits_for: Any = None

        async def begin() -> None:
            nonlocal waits_for
            waits_for = call.send(None)

        loop.run_until_complete(begin())
        assert waits_for is not None
        loop.close()
        del call
        gc.collect()
        reader.close().wait_for_it()


class Blind(asyncio.SelectorEventLoop):
    """A loop without `add_reader`, as Windows has one."""

    def add_reader(self, *arguments: Any) -> Any:  # type: ignore[override]
        if any("Drain" in type(argument).__name__ for argument in arguments):
            raise NotImplementedError
        return super().add_reader(*arguments)


def test_loops_without_add_reader_work_as_well(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        producer = ottla_client.producer()
        for number in range(50):
            assert (await producer.send(ottla_topic, b"v")).offset == number

    with asyncio.Runner(loop_factory=Blind) as runner:
        runner.run(main())


def test_loops_in_several_threads_share_a_client(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        producer = ottla_client.producer()
        for _ in range(50):
            await producer.send(ottla_topic, b"v")

    async def threads() -> None:
        await asyncio.gather(*(asyncio.to_thread(asyncio.run, main()) for _ in range(4)))
        reader = ottla_client.partition_consumer()
        ends = await reader.end_offsets([ottla.TopicPartition(ottla_topic, 0)])
        assert [end.offset for end in ends] == [200]

    asyncio.run(threads())


def test_a_loop_goes_on_where_the_one_before_was_left(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        producer = ottla_client.producer(linger_ms=50)
        for number in range(3000):
            producer.produce(ottla_topic, str(number))
        await producer.flush()
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            read: list[bytes | None] = []
            while len(read) < 3000:
                async for record in reader:
                    read.append(record.value)
                    if len(read) % 700 == 0 or len(read) == 3000:
                        break
            assert read == [str(number).encode() for number in range(3000)]

    asyncio.run(main())


def test_leaving_a_block_with_an_error_aborts_a_transaction(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        async with ottla_client.producer(transactional_id=ottla_topic) as producer:
            with pytest.raises(ZeroDivisionError):
                async with producer.begin() as transaction:
                    await transaction.send(ottla_topic, b"aborted")
                    1 / 0
            async with producer.begin() as transaction:
                await transaction.send(ottla_topic, b"committed")
        async with ottla_client.partition_consumer(isolation_level="read_committed") as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            async for record in reader:
                assert record.value == b"committed"
                break

    asyncio.run(main())


class Listener(ottla.RebalanceListener):
    def __init__(self) -> None:
        self.told: list[str] = []

    async def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        await asyncio.sleep(0)
        assert asyncio.get_running_loop()
        self.told.append("assigned")

    def revoked(self, partitions: list[ottla.TopicPartition]) -> None:
        self.told.append("revoked")


def test_functions_of_a_listener_may_be_async(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        listener = Listener()
        await ottla_client.producer().send(ottla_topic, b"v")
        async with ottla_client.consumer(
            group_id=ottla_topic, topics=[ottla_topic], auto_offset_reset="earliest", listener=listener
        ) as consumer:
            assert await consumer.next_batch() is not None
        assert listener.told == ["assigned", "revoked"]

    asyncio.run(main())


class Raising(ottla.RebalanceListener):
    def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        raise LookupError("no room")


class RaisingLater(ottla.RebalanceListener):
    async def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        await asyncio.sleep(0)
        raise LookupError("no room")


@pytest.mark.parametrize("listener", [Raising(), RaisingLater()])
def test_what_a_listener_raises_is_raised_by_the_call_that_waits(
    ottla_client: ottla.Client, ottla_topic: str, listener: ottla.RebalanceListener
) -> None:
    async def main() -> None:
        await ottla_client.producer().send(ottla_topic, b"v")
        async with ottla_client.consumer(
            group_id=ottla_topic, topics=ottla_topic, auto_offset_reset="earliest", listener=listener
        ) as consumer:
            with pytest.raises(LookupError, match="no room"):
                await consumer.next_batch()
            batch = await consumer.next_batch()
            assert batch is not None and batch.values() == [b"v"]

    asyncio.run(main())


def test_a_listener_has_all_functions(ottla_client: ottla.Client) -> None:
    with pytest.raises(TypeError, match="listener has no function `assigned`: it is a object"):
        ottla_client.consumer(group_id="g", topics="t", listener=object())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("assign", "assigned"), ("on_partitions_revoked", "revoked"), ("onPartitionsLost", "lost")],
)
def test_a_function_of_a_listener_that_is_spelt_otherwise_is_told(name: str, meant: str) -> None:
    with pytest.raises(TypeError, match=f"Mine.{name} would never be called: did you mean `{meant}`?"):
        type("Mine", (ottla.RebalanceListener,), {name: lambda self, partitions: None})


def test_a_listener_has_functions_of_its_own() -> None:
    for name in ["restore", "_assign", "close", "to_log"]:
        type("Mine", (ottla.RebalanceListener,), {name: lambda self: None, "revoked": lambda self, partitions: None})


def test_a_batch_is_a_sequence(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        producer = ottla_client.producer(linger_ms=50)
        for key in ("a", "b", "c"):
            producer.produce(ottla_topic, None if key == "b" else key * 2, key)
        await producer.flush()
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            async for batch in reader.batches():
                assert len(batch) == batch.len() == 3
                assert batch.values() == [b"aa", None, b"cc"]
                assert batch.keys() == [b"a", b"b", b"c"]
                assert [record.offset for record in batch] == [0, 1, 2]
                assert batch[-1] == batch[2] == batch.get(2) == batch.records()[2]
                assert batch[1:] == [batch[1], batch[2]] and batch[::-2] == [batch[2], batch[0]]
                assert batch.get(3) is None
                with pytest.raises(IndexError):
                    batch[3]
                with pytest.raises(IndexError):
                    batch[-4]
                break

    asyncio.run(main())


def test_buffers_are_taken_and_left_as_they_are(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        producer = ottla_client.producer(linger_ms=20)
        value = bytearray(b"abc")
        producer.produce(ottla_topic, value)
        value[0] = 0  # It was copied into the batch.
        producer.produce(ottla_topic, memoryview(b"xabcx")[1:4])
        producer.produce(ottla_topic, "é")
        producer.produce(ottla_topic, bytearray())
        value += b"longer"  # Nobody holds it.
        await producer.flush()
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            batch = await reader.next_batch()
            assert batch is not None
            assert batch.values() == [b"abc", b"abc", "é".encode(), b""]

    asyncio.run(main())
