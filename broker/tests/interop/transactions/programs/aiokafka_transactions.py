"""Transactions of aiokafka.

produce ADDRESS TRANSACTIONAL_ID TIMEOUT_MS   a producer that is told what to do, as confluent.py is
read ADDRESS TOPIC ISOLATION COUNT            prints the values of COUNT records of partition 0
"""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError, OutOfOrderSequenceNumber, ProducerFenced


def say(*words):
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class Told:
    def __init__(self, address, transactional_id, timeout):
        self.producer = AIOKafkaProducer(
            bootstrap_servers=address,
            transactional_id=transactional_id,
            transaction_timeout_ms=int(timeout),
        )
        self.sent = []

    async def init(self):
        await self.producer.start()

    async def begin(self):
        self.sent = []
        await self.producer.begin_transaction()

    async def send(self, topic, partition, value):
        sent = await self.producer.send(topic, value.encode(), partition=int(partition))
        self.sent.append(sent)

    async def flush(self):
        for sent in self.sent:
            await sent

    async def offsets(self, group, topic, partition, offset):
        offsets = {TopicPartition(topic, int(partition)): int(offset)}
        await self.producer.send_offsets_to_transaction(offsets, group)

    async def commit(self):
        await self.producer.commit_transaction()

    async def abort(self):
        await self.producer.abort_transaction()


async def read(address, topic, isolation, count):
    consumer = AIOKafkaConsumer(
        bootstrap_servers=address, isolation_level=isolation, auto_offset_reset="earliest"
    )
    await consumer.start()
    consumer.assign([TopicPartition(topic, 0)])
    for _ in range(int(count)):
        record = await asyncio.wait_for(consumer.getone(), 30)
        say(record.value.decode())
    await consumer.stop()


async def produce(*arguments):
    told = Told(*arguments)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        what, *rest = line.split()
        try:
            await asyncio.wait_for(getattr(told, what)(*rest), 30)
            say("ok")
        except KafkaError as error:
            fatal = isinstance(error, (ProducerFenced, OutOfOrderSequenceNumber))
            say("error", "fatal" if fatal else "other", type(error).__name__, error)
    await told.producer.stop()


if __name__ == "__main__":
    asyncio.run({"produce": produce, "read": read}[sys.argv[1]](*sys.argv[2:]))
