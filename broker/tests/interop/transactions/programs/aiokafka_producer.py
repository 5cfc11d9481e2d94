"""A producer of aiokafka that is told what to do, as confluent.py is.

ADDRESS TRANSACTIONAL_ID TIMEOUT_MS
"""

import asyncio
import sys

from aiokafka import AIOKafkaProducer, TopicPartition
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


async def main(*arguments):
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
    asyncio.run(main(*sys.argv[1:]))
