"""Reads as a member of a group, record by record and then batch by batch, and commits what is done."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker:
        await broker.create_topic("orders")
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            async with client.producer() as producer:
                for order in range(100):
                    producer.produce("orders", f"order {order}", str(order))

            async with client.consumer(
                group_id="billing",
                topics=["orders"],
                auto_offset_reset="earliest",
                enable_auto_commit=False,
            ) as consumer:
                read = 0
                async for record in consumer:
                    if record.offset == 0:
                        print(f"the first is '{(record.value or b'').decode()}'")
                    read += 1
                    if read == 100:
                        break
                await consumer.commit_all()
                [committed] = await consumer.committed([ottla.TopicPartition("orders", 0)])
                print(f"{read} orders were read, and {committed.offset} are committed")

                await consumer.seek("orders", 0, ottla.Start(ottla.StartKind.OFFSET, at=90))
                async for batch in consumer.batches():
                    print(f"once more: {len(batch)} from offset {batch[0].offset} on")
                    break


asyncio.run(main())
