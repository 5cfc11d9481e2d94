"""A broker in this process, one record in, one record out."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker:  # or a cluster that is there
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            async with client.producer(linger_ms=5) as producer:
                written = await producer.send("orders", "paid", "42")
                print(f"written at offset {written.offset}")

            async with client.consumer(
                group_id="billing", topics=["orders"], auto_offset_reset="earliest"
            ) as consumer:
                async for record in consumer:
                    print(f"read from offset {record.offset}: {(record.value or b'').decode()}")
                    break


asyncio.run(main())
