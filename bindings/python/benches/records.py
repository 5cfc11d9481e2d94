"""One measurement of one client, as a process: `records.py CLIENT MEASURE --bootstrap HOST:PORT --topic T --records N`.
Prints names and numbers in turns. `cargo xtask bench bindings` runs it, in turns with the other clients."""

from __future__ import annotations

import argparse
import asyncio
import functools
import time
from collections.abc import Awaitable, Callable

VALUE = bytes(range(100))
ARGUMENTS = argparse.ArgumentParser()
ARGUMENTS.add_argument("client")
ARGUMENTS.add_argument("measure")
ARGUMENTS.add_argument("--bootstrap", default="")
ARGUMENTS.add_argument("--topic", default="")
ARGUMENTS.add_argument("--records", type=int, default=0)


class Clock:
    """The clock on the wall, and the processor that this process has used, all threads and the kernel included."""

    def __init__(self) -> None:
        self.wall = time.perf_counter()
        self.cpu = time.process_time()

    def rate(self, records: int) -> None:
        cpu = time.process_time() - self.cpu
        wall = time.perf_counter() - self.wall
        print(f"records_s {records / wall:.0f} cpu_us {cpu / records * 1e6:.4f}")


def delays(found: list[float]) -> None:
    found.sort()
    print(f"p50_us {found[len(found) // 2] * 1e6:.1f} p99_us {found[len(found) * 99 // 100] * 1e6:.1f}")


async def one_by_one(records: int, send: Callable[[], Awaitable[object]]) -> None:
    for _ in range(200):
        await send()
    found = []
    for _ in range(records):
        began = time.perf_counter()
        await send()
        found.append(time.perf_counter() - began)
    delays(found)


# Ottla


async def ottla_prepare(bootstrap: str, topic: str, records: int) -> None:
    """Makes the topic, and fills it."""
    import ottla

    async with ottla.Client.connect(bootstrap) as client:
        await client.admin().create_topics([ottla.NewTopic(topic, partitions=1, config={"retention.bytes": str(2**30)})])
        async with client.producer(linger_ms=5) as producer:
            for _ in range(records):
                producer.produce(topic, VALUE)


async def ottla_remove(bootstrap: str, topic: str, _: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client:
        await client.admin().delete_topics([topic])


async def ottla_send(bootstrap: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client, client.producer(linger_ms=5) as producer:
        await producer.send(topic, VALUE)
        clock = Clock()
        send = producer.send
        for _ in range(records):
            send(topic, VALUE)
        await producer.flush()
        clock.rate(records)


async def ottla_produce(bootstrap: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client, client.producer(linger_ms=5) as producer:
        await producer.send(topic, VALUE)
        clock = Clock()
        produce = producer.produce
        for _ in range(records):
            produce(topic, VALUE)
        await producer.flush()
        clock.rate(records)


async def ottla_batches(bootstrap: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client, client.partition_consumer() as consumer:
        read = size = 0
        clock = Clock()
        await consumer.assign(topic, 0, ottla.Start(ottla.StartKind.BEGINNING))
        async for batch in consumer.batches():
            for value in batch.values():
                size += len(value or b"")
            read += len(batch)
            if read >= records:
                break
        clock.rate(records)
        assert size == read * len(VALUE)


async def ottla_loop(bootstrap: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client, client.partition_consumer() as consumer:
        read = size = 0
        clock = Clock()
        await consumer.assign(topic, 0, ottla.Start(ottla.StartKind.BEGINNING))
        async for record in consumer:
            size += len(record.value or b"")
            read += 1
            if read >= records:
                break
        clock.rate(records)
        assert size == read * len(VALUE)


async def ottla_one(bootstrap: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Client.connect(bootstrap) as client, client.producer(linger_ms=0) as producer:
        await one_by_one(records, lambda: producer.send(topic, VALUE))


async def ottla_embedded(_: str, topic: str, records: int) -> None:
    import ottla

    async with ottla.Broker.start() as broker, ottla.Client.embedded(broker) as client:
        async with client.producer(linger_ms=0) as producer:
            await one_by_one(records, lambda: producer.send(topic, VALUE))


async def ottla_start(_: str, topic: str, __: int) -> None:
    """From the call that starts the broker to the first acknowledged record; its topic is made by it."""
    import ottla

    began = time.perf_counter()
    broker = await ottla.Broker.start()
    client = await ottla.Client.embedded(broker)
    await client.producer(linger_ms=0).send(topic, VALUE)
    print(f"ms {(time.perf_counter() - began) * 1e3:.3f}")
    await client.close()
    await broker.stop()


# confluent-kafka: librdkafka below, threads and no loop


async def confluent_send(bootstrap: str, topic: str, records: int) -> None:
    """Each with a callback: what others call a delivery."""
    written = 0

    def delivered(error: object, _: object) -> None:
        nonlocal written
        written += error is None

    await confluent_written(bootstrap, topic, records, {"on_delivery": delivered})
    assert written == records


async def confluent_produce(bootstrap: str, topic: str, records: int) -> None:
    await confluent_written(bootstrap, topic, records, {})


async def confluent_written(bootstrap: str, topic: str, records: int, more: dict[str, object]) -> None:
    from confluent_kafka import Producer

    settings = {"bootstrap.servers": bootstrap, "linger.ms": 5, "acks": "all", "enable.idempotence": True}
    producer = Producer({**settings, "queue.buffering.max.messages": 1_000_000})
    producer.produce(topic, VALUE)
    producer.flush()
    clock = Clock()
    produce = functools.partial(producer.produce, **more) if more else producer.produce
    for index in range(records):
        try:
            produce(topic, VALUE)
        except BufferError:
            producer.poll(0.01)
            produce(topic, VALUE)
        if index % 1000 == 0:
            producer.poll(0)
    producer.flush()
    clock.rate(records)


async def confluent_batches(bootstrap: str, topic: str, records: int) -> None:
    consumer = confluent_consumer(bootstrap, topic)
    read = size = 0
    clock = Clock()
    while read < records:
        messages = consumer.consume(10_000, 1.0)
        for message in messages:
            size += len(message.value())
        read += len(messages)
    clock.rate(records)
    assert size == read * len(VALUE)
    consumer.close()


async def confluent_loop(bootstrap: str, topic: str, records: int) -> None:
    consumer = confluent_consumer(bootstrap, topic)
    read = size = 0
    clock = Clock()
    while read < records:
        message = consumer.poll(1.0)
        if message is not None:
            size += len(message.value())
            read += 1
    clock.rate(records)
    assert size == read * len(VALUE)
    consumer.close()


async def confluent_one(bootstrap: str, topic: str, records: int) -> None:
    from confluent_kafka import Producer

    producer = Producer({"bootstrap.servers": bootstrap, "linger.ms": 0, "acks": "all", "enable.idempotence": True})

    async def send() -> None:
        producer.produce(topic, VALUE)
        producer.flush()

    await one_by_one(records, send)


def confluent_consumer(bootstrap: str, topic: str):  # type: ignore[no-untyped-def]
    from confluent_kafka import Consumer, TopicPartition

    consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "bench", "enable.auto.commit": False})
    consumer.assign([TopicPartition(topic, 0, 0)])
    return consumer


# aiokafka: Python, a little of it compiled


async def aiokafka_send(bootstrap: str, topic: str, records: int) -> None:
    from aiokafka import AIOKafkaProducer

    settings = {"acks": "all", "enable_idempotence": True, "max_batch_size": 131_072}
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, linger_ms=5, **settings) as producer:
        await producer.send_and_wait(topic, VALUE)
        clock = Clock()
        for _ in range(records):
            await producer.send(topic, VALUE)
        await producer.flush()
        clock.rate(records)


async def aiokafka_batches(bootstrap: str, topic: str, records: int) -> None:
    consumer = aiokafka_consumer(bootstrap, topic)
    await consumer.start()
    read = size = 0
    clock = Clock()
    while read < records:
        for messages in (await consumer.getmany(timeout_ms=1000)).values():
            for message in messages:
                size += len(message.value)
            read += len(messages)
    clock.rate(records)
    assert size == read * len(VALUE)
    await consumer.stop()


async def aiokafka_loop(bootstrap: str, topic: str, records: int) -> None:
    consumer = aiokafka_consumer(bootstrap, topic)
    await consumer.start()
    read = size = 0
    clock = Clock()
    async for message in consumer:
        size += len(message.value)
        read += 1
        if read >= records:
            break
    clock.rate(records)
    assert size == read * len(VALUE)
    await consumer.stop()


async def aiokafka_one(bootstrap: str, topic: str, records: int) -> None:
    from aiokafka import AIOKafkaProducer

    settings = {"acks": "all", "enable_idempotence": True}
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, linger_ms=0, **settings) as producer:
        await one_by_one(records, lambda: producer.send_and_wait(topic, VALUE))


def aiokafka_consumer(bootstrap: str, topic: str):  # type: ignore[no-untyped-def]
    from aiokafka import AIOKafkaConsumer, TopicPartition

    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    consumer.assign([TopicPartition(topic, 0)])
    return consumer


# The language alone: what a loop costs that does the least that the measurement asks for


async def floor_send(_: str, topic: str, records: int) -> None:
    """A call of a function in C for each record, which copies its bytes."""
    clock = Clock()
    kept = bytearray()
    for index in range(records):
        kept.extend(VALUE)
        if index % 1000 == 0:
            kept.clear()
    clock.rate(records)


async def floor_batches(_: str, topic: str, records: int) -> None:
    """Objects for values that are in memory."""
    body = VALUE * 1000
    clock = Clock()
    size = read = 0
    while read < records:
        for value in [body[start : start + 100] for start in range(0, 100_000, 100)]:
            size += len(value)
        read += 1000
    clock.rate(records)


async def floor_loop(_: str, topic: str, records: int) -> None:
    """An asynchronous iterator that never waits."""

    class Values:
        def __aiter__(self) -> Values:
            return self

        async def __anext__(self) -> bytes:
            return VALUE

    size = read = 0
    clock = Clock()
    async for value in Values():
        size += len(value)
        read += 1
        if read >= records:
            break
    clock.rate(records)


async def floor_one(_: str, topic: str, records: int) -> None:
    """A byte to another thread and back, over sockets, by the loop."""
    import socket
    import threading

    here, there = socket.socketpair()

    def echo() -> None:
        while there.recv(1):
            there.send(b"x")

    threading.Thread(target=echo, daemon=True).start()
    here.setblocking(False)
    loop = asyncio.get_running_loop()

    async def exchange() -> None:
        await loop.sock_sendall(here, b"x")
        await loop.sock_recv(here, 1)

    await one_by_one(records, exchange)
    here.close()


if __name__ == "__main__":
    given = ARGUMENTS.parse_args()
    measure = globals()[f"{given.client}_{given.measure}"]
    asyncio.run(measure(given.bootstrap, given.topic, given.records))
