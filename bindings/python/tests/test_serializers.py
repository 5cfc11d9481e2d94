"""Records with types."""

from __future__ import annotations

import asyncio

import ottla
import ottla.sync
import pytest
from ottla.serializers import (
    Json,
    SyncTypedProducer,
    Text,
    TypedConsumer,
    TypedProducer,
    TypedRecord,
    UnreadableRecord,
)

BEGINNING = ottla.Start(ottla.StartKind.BEGINNING)


def test_values_come_back_with_their_types(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        producer = TypedProducer(ottla_client.producer(), key=Text(), value=Json())
        await producer.send(ottla_topic, {"total": 12, "who": "é"}, "42")
        await producer.send(ottla_topic, None, "42")
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            read: list[TypedRecord[str, object]] = []
            async for record in TypedConsumer(reader, key=Text(), value=Json()):
                read.append(record)
                if len(read) == 2:
                    break
        assert [(one.key, one.value) for one in read] == [("42", {"total": 12, "who": "é"}), ("42", None)]
        assert read[0].record.value == '{"total":12,"who":"é"}'.encode()

    asyncio.run(main())


def test_what_is_not_of_the_format_is_told_with_its_place(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    async def main() -> None:
        producer = ottla_client.producer()
        await producer.send(ottla_topic, b"{")
        await producer.send(ottla_topic, b"{}")
        async with ottla_client.partition_consumer() as reader:
            await reader.assign(ottla_topic, 0, BEGINNING)
            typed = TypedConsumer[str, object](reader, value=Json())
            with pytest.raises(UnreadableRecord, match=f"value of the record of {ottla_topic}-0 at offset 0"):
                async for _ in typed:
                    pass
            async for record in typed:
                assert record.value == {}
                break

    asyncio.run(main())


def test_a_key_without_a_format_is_told(ottla_client: ottla.Client) -> None:
    producer = TypedProducer[str, str](ottla_client.producer(), value=Text())
    with pytest.raises(TypeError, match="no format for it"):
        producer.send("t", "v", "k")


def test_threads_read_values_with_their_types_as_well(
    ottla_client: ottla.Client, ottla_sync_client: ottla.sync.Client, ottla_topic: str
) -> None:
    orders = SyncTypedProducer(ottla_sync_client.producer(), key=Text(), value=Json())
    assert orders.send(ottla_topic, {"total": 12}, "42").written().offset == 0
    with ottla_sync_client.partition_consumer() as reader:
        reader.assign(ottla_topic, 0, BEGINNING)
        typed = TypedConsumer[str, object](reader, value=Json())
        assert next(iter(typed)).value == {"total": 12}

        async def loop() -> None:
            async for _ in typed:
                pass

        with pytest.raises(TypeError, match="write `for` instead of `async for`"):
            asyncio.run(loop())
    with pytest.raises(TypeError, match="write `async for`"):
        next(iter(TypedConsumer[str, object](ottla_client.partition_consumer(), value=Json())))
