"""Makes bills of orders so that each order becomes one bill: records and offsets count together or not at all."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker:
        await broker.create_topic("orders")
        await broker.create_topic("bills")
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            async with client.producer() as orders:
                for order in range(10):
                    orders.produce("orders", f"order {order}")
            await make_bills(client)
            await read_bills(client)


async def make_bills(client: ottla.Client) -> None:
    async with (
        client.consumer(
            group_id="billing", topics=["orders"], auto_offset_reset="earliest", enable_auto_commit=False
        ) as consumer,
        client.producer(transactional_id="billing") as producer,
    ):
        batch = await consumer.next_batch()
        assert batch is not None
        done = ottla.PartitionOffset(batch.topic(), batch.partition(), batch.next_offset())

        failed = await producer.begin()
        failed.send("bills", "a bill that nobody sees")
        print(f"the first try was {(await failed.abort()).name.lower()}")

        # readme: transaction
        async with producer.begin() as transaction:
            for order in batch:
                transaction.send("bills", b"bill of " + (order.value or b""))
            await transaction.send_offsets(consumer, [done])
        # readme: end


async def read_bills(client: ottla.Client) -> None:
    async with client.partition_consumer(isolation_level="read_committed") as reader:
        await reader.assign("bills", 0, ottla.Start(ottla.StartKind.BEGINNING))
        read = 0
        async for bill in reader:
            read += 1
            if read == 10:
                print(f"{read} bills were read, the last is '{(bill.value or b'').decode()}'")
                break


asyncio.run(main())
