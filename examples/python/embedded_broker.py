"""A whole broker in this process: for tests, and for programs that need no other."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start(auto_create_topics_enable=False) as broker:
        await broker.create_topic("orders", partitions=3, config={"cleanup.policy": "compact"})

        # Without a socket; any other client of Kafka can connect to broker.bootstrap_servers().
        async with ottla.Client.embedded(broker) as client:
            admin = client.admin()
            [topic] = await admin.describe_topics(["orders"])
            print(f"{topic.name} has {len(topic.partitions)} partitions")

            [refusal] = (await admin.create_topics([ottla.NewTopic("orders")])).refused
            assert isinstance(refusal.error, ottla.AlreadyExists)
            print(f"once more: {refusal.error.code_name}")

            written = await client.producer().send("orders", "paid", "42")
            print(f"the first record has offset {written.offset}")


asyncio.run(main())
