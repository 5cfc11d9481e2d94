"""Copies orders to bills, each exactly once, though the work fails in between."""

import asyncio

import ottla

COUNT = 100


def fail(orders: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
    raise RuntimeError("the power is out")


# readme: process
def bill(orders: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
    return [ottla.OutputRecord("bills", b"bill of " + (order.value or b"")) for order in orders]


async def copy(consumer: ottla.Consumer, producer: ottla.Producer) -> int:
    copied = 0
    while copied < COUNT:  # `process` goes on until the consumer is closed.
        copied += await producer.process_next(consumer, bill) or 0
    return copied
# readme: end


async def main() -> None:
    async with ottla.Broker.start() as broker:
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            async with client.producer() as orders:
                for number in range(COUNT):
                    orders.produce("orders", f"order {number}")
            async with (
                await reading(client, "billing", "orders") as consumer,
                client.producer(transactional_id="billing-1") as producer,
            ):
                try:
                    await producer.process_next(consumer, fail)
                except ottla.Unprocessed:
                    print("once more: the power is out")
                print(f"{await copy(consumer, producer)} orders became bills")
            async with await reading(client, "readers of bills", "bills") as reader:
                read = 0
                async for _ in reader:
                    read += 1
                    if read == COUNT:
                        break
                print(f"{read} bills were read")


async def reading(client: ottla.Client, group_id: str, topic: str) -> ottla.Consumer:
    return await client.consumer(
        group_id=group_id,
        topics=[topic],
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
    )


asyncio.run(main())
