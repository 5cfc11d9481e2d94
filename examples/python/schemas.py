"""Writes and reads a value with the id of its schema, as Confluent's serializers do. OTTLA_SCHEMA_REGISTRY names a
registry; without it there is one in this process."""

import asyncio
import json
import os

import ottla
from ottla import Part, Schema, SchemaKind, SchemaRegistry

ORDER = """{"type": "object", "required": ["item", "amount"], "properties": {
    "item": {"type": "string"}, "amount": {"type": "integer"}}}"""


async def main() -> None:
    address = os.environ.get("OTTLA_SCHEMA_REGISTRY")
    async with (
        SchemaRegistry.connect(address) if address else SchemaRegistry.in_memory() as registry,
        ottla.Broker.start() as broker,
        ottla.Client.embedded(broker) as client,
    ):
        schema = Schema(kind=SchemaKind.JSON, text=ORDER)
        id = await registry.id_to_write("orders", Part.VALUE, schema)
        order = json.dumps({"item": "tea", "amount": 3}, separators=(",", ":"))
        async with client.producer() as producer:
            await producer.send("orders", registry.frame(SchemaKind.JSON, id, order.encode()))
        newest = await registry.latest("orders-value")
        print(f"orders-value: schema {newest.id}, version {newest.version}")

        async with client.partition_consumer() as consumer:
            await consumer.assign("orders", 0, ottla.Start(ottla.StartKind.BEGINNING))
            async for record in consumer:
                data = record.value or b""
                print(f"written: {len(data)} bytes")
                found = registry.unframe(SchemaKind.JSON, data)
                assert await registry.by_id(found.id) == schema
                value = json.loads(found.payload)
                print(f"read: {value['amount']} of {value['item']}, by schema {found.id}")
                break

        try:
            registry.unframe(SchemaKind.JSON, order.encode())
        except ottla.Unreadable as error:
            print(f"not written with a registry: {error.kind.name.lower()}")


asyncio.run(main())
