"""The whole process: its end, its forks, its signals and its threads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import ottla
import ottla.sync
import pytest

EXITS = int(os.environ.get("OTTLA_EXITS", "40"))

BEGIN = """
import asyncio, os, sys, threading, time
import ottla, ottla.sync
BEGINNING = ottla.Start(ottla.StartKind.BEGINNING)
"""

ENDS = {
    "clients_open": """
        async def main():
            broker = await ottla.Broker.start()
            await broker.create_topic("t")
            client = await ottla.Client.connect(broker.bootstrap_servers())
            producer = client.producer()
            for _ in range(100):
                producer.produce("t", b"v")
            globals().update(locals())
        asyncio.run(main())
    """,
    "consumer_waits": """
        async def main():
            broker = await ottla.Broker.start()
            await broker.create_topic("t")
            client = await ottla.Client.connect(broker.bootstrap_servers())
            reader = client.partition_consumer()
            await reader.assign("t", 0, BEGINNING)
            asyncio.ensure_future(reader.next_batch())
            await asyncio.sleep(0.01)
        asyncio.run(main())
    """,
    "loop_closed_under_a_call": """
        loop = asyncio.new_event_loop()
        async def main():
            global broker, client, reader, call, waits_for
            broker = await ottla.Broker.start()
            await broker.create_topic("t")
            client = await ottla.Client.connect(broker.bootstrap_servers())
            reader = client.partition_consumer()
            await reader.assign("t", 0, BEGINNING)
            call = reader.next_batch()
            waits_for = call.send(None)
        loop.run_until_complete(main())
        loop.close()
        client.producer().produce("t", b"v")
    """,
    "thread_waits": """
        broker = ottla.sync.Broker.start()
        broker.create_topic("t")
        client = ottla.sync.Client.connect(broker.bootstrap_servers())
        reader = client.partition_consumer()
        reader.assign("t", 0, BEGINNING)
        threading.Thread(target=lambda: list(reader), daemon=True).start()
        producer = client.producer(linger_ms=0)
        producer.send("t", b"v").written()
        producer.produce("t", b"v")
    """,
    "error_in_the_middle": """
        async def main():
            async with ottla.Broker.start() as broker:
                await broker.create_topic("t")
                async with ottla.Client.connect(broker.bootstrap_servers()) as client:
                    async with client.consumer(group_id="g", topics="t") as consumer:
                        asyncio.ensure_future(consumer.next_batch())
                        await asyncio.sleep(0.01)
                        sys.exit(0)
        asyncio.run(main())
    """,
}


def run(code: str) -> subprocess.CompletedProcess[str]:
    whole = BEGIN + textwrap.dedent(code)
    return subprocess.run(
        [sys.executable, "-c", whole], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("end", ENDS)
def test_no_end_of_the_interpreter_crashes(end: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(run, [ENDS[end]] * EXITS):
            assert done.returncode == 0, (done.returncode, done.stderr)
            assert "panicked" not in done.stderr and "Fatal" not in done.stderr, done.stderr


def test_a_fork_gets_errors_and_not_a_process_that_hangs() -> None:
    done = run("""
        broker = ottla.sync.Broker.start()
        broker.create_topic("t")
        client = ottla.sync.Client.connect(broker.bootstrap_servers())
        producer = client.producer()
        delivery = producer.send("t", b"v")
        delivery.written()
        reader = client.partition_consumer()
        child = os.fork()
        if child == 0:
            for call in (
                lambda: producer.send("t", b"v"), lambda: producer.produce("t", b"v"), producer.flush,
                lambda: client.producer(), client.prometheus, client.close, delivery.written,
                reader.next_batch, broker.stop, client.admin,
            ):
                try:
                    call()
                except ottla.Closed as error:
                    assert "fork" in error.message, error
                else:
                    os._exit(1)
            address = broker.bootstrap_servers
            del producer, reader, client, delivery, broker, address, call
            with ottla.sync.Broker.start() as other, ottla.sync.Client.connect(other.bootstrap_servers()) as client:
                other.create_topic("t")
                assert client.producer().send("t", b"v").written().offset == 0
            async def main():
                async with ottla.Broker.start() as broker:
                    await broker.create_topic("t")
            asyncio.run(main())
            sys.exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert producer.send("t", b"v").written().offset == 1
        print("done")
    """)
    assert done.stdout == "done\n", done.stderr


@pytest.fixture
def interrupts() -> Iterator[None]:
    """What was started in the background ignores SIGINT, and so does what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupts")
def test_ctrl_c_ends_a_call_that_waits(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    with ottla_sync_client.partition_consumer() as reader:
        reader.assign(ottla_topic, 0, ottla.Start(ottla.StartKind.BEGINNING))
        timer = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            reader.next_batch()
        ottla_sync_client.producer().send(ottla_topic, b"v").written()
        assert next(iter(reader)).value == b"v"


def test_a_thread_that_waits_lets_others_run(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    with ottla_sync_client.partition_consumer() as reader:
        reader.assign(ottla_topic, 0, ottla.Start(ottla.StartKind.BEGINNING))
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(reader.next_batch)
            ottla_sync_client.producer().send(ottla_topic, b"v").written()
            batch = reading.result(10)
            assert batch is not None and batch.values() == [b"v"]


class Raising(ottla.RebalanceListener):
    def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        raise LookupError("no room")


def test_listeners_are_called_in_the_thread_that_waits(
    ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    ottla_sync_client.producer().send(ottla_topic, b"v").written()
    with ottla_sync_client.consumer(
        group_id=ottla_topic, topics=ottla_topic, auto_offset_reset="earliest", listener=Raising()
    ) as consumer:
        with pytest.raises(LookupError, match="no room"):
            consumer.next_batch()
        batch = consumer.next_batch()
        assert batch is not None and batch.values() == [b"v"]


def test_the_package_is_imported_quickly_and_without_asyncio() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import ottla"],
        capture_output=True, text=True, check=True,
    )
    lines = done.stderr.splitlines()
    assert not any(line.endswith(" asyncio") or line.endswith(" typing_extensions") for line in lines)
