"""Sends a record and waits for it, then many, and says where they went. OTTLA_BOOTSTRAP names a cluster; without it
there is one in this process."""

import asyncio
import contextlib
import os

import ottla


async def main() -> None:
    async with contextlib.AsyncExitStack() as stack:
        address = os.environ.get("OTTLA_BOOTSTRAP")
        if address is None:
            address = (await stack.enter_async_context(ottla.Broker.start())).bootstrap_servers()
        client = await stack.enter_async_context(ottla.Client.connect(address))
        producer = await stack.enter_async_context(client.producer(linger_ms=5, compression_type="lz4"))

        written = await producer.send("orders", "paid", "42", headers={"source": "shop"})
        print(f"order 42 is at {written.topic}-{written.partition}@{written.offset}")

        for order in range(1000):
            producer.produce("orders", "shipped", str(order))
        await producer.flush()
        print("1000 orders were shipped")


asyncio.run(main())
