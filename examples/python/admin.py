"""Makes a topic, looks at it, changes it and removes it."""

import asyncio

import ottla


async def main() -> None:
    async with ottla.Broker.start() as broker:
        async with ottla.Client.connect(broker.bootstrap_servers()) as client:
            admin = client.admin()
            orders = ottla.NewTopic("orders", partitions=2, config={"retention.ms": "60000"})
            for refusal in (await admin.create_topics([orders])).refused:
                raise refusal.error
            await admin.create_partitions("orders", 3)
            [topic] = await admin.describe_topics(["orders"])
            print(f"{topic.name} has {len(topic.partitions)} partitions")

            resource = ottla.ConfigResource(ottla.ConfigResourceKind.TOPIC, "orders")
            longer = ottla.ConfigChange("retention.ms", ottla.ConfigOperation.SET, "120000")
            await admin.alter_configs(resource, [longer])
            for entry in await admin.describe_configs(resource):
                if entry.name == "retention.ms":
                    print(f"records are kept for {entry.value} ms")

            await admin.delete_topics(["orders"])
            print(f"{len(await admin.list_topics())} topics are left")


asyncio.run(main())
