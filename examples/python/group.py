"""Two members of a group share a topic: each record is read once, and the group remembers where it was."""

import asyncio
from contextlib import AbstractAsyncContextManager

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker:
        await broker.create_topic("orders", partitions=4)
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            async with member(client) as first, member(client) as second:
                await both_have_partitions(first, second)
                async with client.producer() as producer:
                    for order in range(100):
                        producer.produce("orders", f"order {order}", partition=order % 4)
                read = await asyncio.gather(read_half(first), read_half(second))
                print(f"first read {read[0]}, second read {read[1]}")

            committed = await client.admin().list_group_offsets("billing")
            print(f"the group has committed {sum(partition.offset for partition in committed)}")


def member(client: ottla.Client) -> AbstractAsyncContextManager[ottla.Consumer]:
    return client.consumer(
        group_id="billing", topics=["orders"], auto_offset_reset="earliest", enable_auto_commit=False
    )


async def both_have_partitions(*members: ottla.Consumer) -> None:
    """Reading is what takes part in a rebalance; there is nothing to read yet."""
    while any([len(await one.assignment()) != 2 for one in members]):
        for one in members:
            try:
                await asyncio.wait_for(one.next_batch(), 0.05)
            except TimeoutError:
                pass


async def read_half(consumer: ottla.Consumer) -> int:
    read = 0
    async for batch in consumer.batches():
        await consumer.commit(batch)
        read += len(batch)
        if read >= 50:
            break
    return read


asyncio.run(main())
