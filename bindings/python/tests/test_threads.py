"""Calls that wait in a thread of the user."""

from __future__ import annotations

import asyncio
import math
import threading

import ottla
import ottla.sync
import pytest


@pytest.fixture
def reader(ottla_sync_client: ottla.sync.Client, ottla_topic: str) -> ottla.sync.PartitionConsumer:
    reader = ottla_sync_client.partition_consumer()
    reader.assign(ottla_topic, 0, ottla.Start(ottla.StartKind.BEGINNING))
    return reader


def test_a_read_waits_for_so_long_and_loses_nothing(
    ottla_sync_client: ottla.sync.Client, reader: ottla.sync.PartitionConsumer, ottla_topic: str
) -> None:
    for timeout in (0, 0.01, 0.12):
        with pytest.raises(TimeoutError, match=f"nothing came within {timeout} s"):
            reader.next_batch(timeout)
    producer = ottla_sync_client.producer()
    for number in range(20):
        producer.send(ottla_topic, str(number)).written()
    read: list[bytes | None] = []
    while len(read) < 20:
        try:
            batch = reader.next_batch(timeout=0.001)
        except TimeoutError:
            continue
        assert batch is not None
        read += batch.values()
    assert read == [str(number).encode() for number in range(20)]


def test_threads_besides_the_main_one_wait_for_so_long_as_well(reader: ottla.sync.PartitionConsumer) -> None:
    told: list[type[BaseException]] = []

    def read() -> None:
        try:
            reader.next_batch(timeout=0.05)
        except TimeoutError as error:
            told.append(type(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join(20)
    assert told == [TimeoutError]


@pytest.mark.parametrize("timeout", [-1, math.nan, math.inf, 1e300])
def test_a_time_that_is_none_is_told(reader: ottla.sync.PartitionConsumer, timeout: float) -> None:
    with pytest.raises(ValueError, match="timeout is .*: it has to be seconds, 0 or more"):
        reader.next_batch(timeout)


def test_a_long_time_is_as_good_as_none(
    ottla_sync_client: ottla.sync.Client, reader: ottla.sync.PartitionConsumer, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, "a").written()
    batch = reader.next_batch(timeout=1e18)
    assert batch is not None and batch.values() == [b"a"]


class Committing(ottla.RebalanceListener):
    """Commits where it has to, and keeps what that came to."""

    consumer: ottla.sync.Consumer

    def __init__(self) -> None:
        self.revoked_told: list[object] = []
        self.assigned_told: list[object] = []

    def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        first = partitions[0]
        self.assigned_told.append(self.consumer.beginning_offsets([first])[0].offset)

    def revoked(self, partitions: list[ottla.TopicPartition]) -> None:
        try:
            self.consumer.commit_all()
        except ottla.OttlaError as error:
            self.revoked_told.append(error)
        else:
            self.revoked_told.append([partition.partition for partition in partitions])

    def lost(self, partitions: list[ottla.TopicPartition]) -> None:
        self.revoked_told.append("lost")


def member(client: ottla.sync.Client, topic: str, listener: Committing | None = None) -> ottla.sync.Consumer:
    return client.consumer(
        group_id=topic,
        topics=[topic],
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        listener=listener,
    )


def test_functions_of_a_listener_may_make_calls_that_wait(
    ottla_broker: ottla.sync.Broker, ottla_sync_client: ottla.sync.Client
) -> None:
    ottla_broker.create_topic("shared-out", 2)
    producer = ottla_sync_client.producer()
    for partition in (0, 1):
        producer.send("shared-out", b"v", partition=partition).written()
    listener = Committing()
    consumer = listener.consumer = member(ottla_sync_client, "shared-out", listener)
    assert {batch.partition() for _ in range(2) if (batch := consumer.next_batch())} == {0, 1}
    assert listener.assigned_told == [0]
    other = member(ottla_sync_client, "shared-out")

    def read() -> None:
        with other:
            while not other.assignment():
                try:
                    other.next_batch(timeout=0.05)
                except TimeoutError:
                    continue

    thread = threading.Thread(target=read)
    thread.start()
    while not listener.revoked_told:
        try:
            consumer.next_batch(timeout=0.05)
        except TimeoutError:
            continue
    thread.join(20)
    assert len(listener.revoked_told) == 1 and isinstance(listener.revoked_told[0], list)
    places = [ottla.TopicPartition("shared-out", partition) for partition in (0, 1)]
    assert [one.offset for one in consumer.committed(places)] == [1, 1]
    consumer.close()


def test_a_listener_that_would_wait_for_ever_is_told(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, b"v").written()
    listener = Committing()
    with member(ottla_sync_client, ottla_topic, listener) as consumer:
        listener.consumer = consumer
        consumer.next_batch()
        consumer.unsubscribe()
    (told,) = listener.revoked_told
    assert isinstance(told, ottla.InvalidInput) and "before `unsubscribe`" in told.message


def test_functions_that_handle_records_may_make_calls_that_wait(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    producer = ottla_sync_client.producer()
    for number in range(5):
        producer.send(ottla_topic, str(number)).written()
    consumer = member(ottla_sync_client, ottla_topic)
    written: list[int] = []

    def handle(record: ottla.ProcessRecord) -> None:
        written.append(producer.send("handled", record.value).written().offset)
        with pytest.raises(ottla.InvalidInput, match="`process` has the consumer"):
            consumer.assignment()
        if len(written) == 5:
            consumer.wake_up()

    consumer.process(handle)
    assert sorted(written) == list(range(5))
    consumer.close()


def test_a_function_that_handles_records_may_end_the_program(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, b"v").written()
    consumer = member(ottla_sync_client, ottla_topic)

    def handle(record: ottla.ProcessRecord) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        consumer.process(handle)
    # It is whoever comes next that has the consumer.
    assert consumer.next_batch() is not None
    consumer.close()


def test_a_function_that_a_thread_calls_may_run_a_loop(
    ottla_client: ottla.Client, ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, b"v").written()
    threads: set[int] = set()

    class Listener(ottla.RebalanceListener):
        async def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
            threads.add(threading.get_ident())

    async def read() -> None:
        async with ottla_client.consumer(
            group_id="of a loop", topics=[ottla_topic], auto_offset_reset="earliest", listener=Listener()
        ) as consumer:
            assert await consumer.next_batch() is not None

    consumer = member(ottla_sync_client, ottla_topic)

    def handle(record: ottla.ProcessRecord) -> None:
        asyncio.run(read())
        consumer.wake_up()

    consumer.process(handle)
    assert threads == {threading.get_ident()}
    consumer.close()
