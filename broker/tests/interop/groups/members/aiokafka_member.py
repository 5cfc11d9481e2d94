"""A member of a group, of aiokafka.

ADDRESS GROUP TOPIC ASSIGNOR INSTANCE   ASSIGNOR: range or roundrobin; INSTANCE: - for a dynamic member

Prints what confluent.py prints.
"""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import KafkaError

ASSIGNORS = {"range": RangePartitionAssignor, "roundrobin": RoundRobinPartitionAssignor}


def say(*words):
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


class Listener(ConsumerRebalanceListener):
    """Its lock keeps a rebalance from beginning between records and their commit."""

    def __init__(self):
        self.lock = asyncio.Lock()
        self.owned = set()

    async def on_partitions_revoked(self, revoked):
        async with self.lock:
            self.owned -= revoked
            say("revoked", *[p.partition for p in revoked])

    async def on_partitions_assigned(self, assigned):
        self.owned |= assigned
        say("assigned", *[p.partition for p in assigned])


async def process(consumer, listener, batches):
    offsets = {}
    for partition, records in batches.items():
        # Revoked after the records came, and before this task went on.
        if partition not in listener.owned:
            continue
        for record in records:
            say("record", partition.partition, record.offset, record.value.decode())
        offsets[partition] = records[-1].offset + 1
    if not offsets:
        return
    try:
        await consumer.commit(offsets)
    except KafkaError as error:
        say("commit_failed", error)
        return
    for partition, offset in offsets.items():
        say("committed", partition.partition, offset)


async def main(address, group, topic, assignor, instance):
    consumer = AIOKafkaConsumer(
        bootstrap_servers=address,
        group_id=group,
        group_instance_id=None if instance == "-" else instance,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        heartbeat_interval_ms=300,
        session_timeout_ms=6000,
        metadata_max_age_ms=5000,
        partition_assignment_strategy=(ASSIGNORS[assignor],),
    )
    listener = Listener()
    consumer.subscribe([topic], listener=listener)
    await consumer.start()
    end = asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    while not end.done():
        # Not under the lock: during a rebalance it returns when that is over.
        batches = await consumer.getmany(timeout_ms=100, max_records=50)
        async with listener.lock:
            await process(consumer, listener, batches)
    await consumer.stop()
    say("closed")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
