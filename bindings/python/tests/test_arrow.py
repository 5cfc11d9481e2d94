"""Batches as columns of Arrow."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import ottla
import pytest

BEGINNING = ottla.Start(ottla.StartKind.BEGINNING)


def batch_of(client: ottla.Client, topic: str) -> ottla.RecordBatch:
    async def main() -> ottla.RecordBatch:
        producer = client.producer(linger_ms=50)
        producer.produce(topic, b"a", b"k", timestamp=1000)
        producer.produce(topic, None, timestamp=2000)
        producer.produce(topic, b"", b"", timestamp=3000)
        await producer.flush()
        async with client.partition_consumer() as reader:
            await reader.assign(topic, 0, BEGINNING)
            batch = await reader.next_batch()
            assert batch is not None
            return batch

    return asyncio.run(main())


def test_a_batch_is_columns_of_arrow(ottla_client: ottla.Client, ottla_topic: str) -> None:
    arrow: Any = pytest.importorskip("pyarrow")
    batch = batch_of(ottla_client, ottla_topic)
    table = arrow.record_batch(batch)
    del batch
    gc.collect()
    assert table.column("value").to_pylist() == [b"a", None, b""]
    assert table.column("key").to_pylist() == [b"k", None, b""]
    assert table.column("offset").to_pylist() == [0, 1, 2]
    assert table.column("topic").to_pylist() == [ottla_topic] * 3
    assert table.column("partition").to_pylist() == [0] * 3
    assert [time.timestamp() for time in table.column("timestamp").to_pylist()] == [1, 2, 3]
    table.validate(full=True)


def test_capsules_that_nobody_takes_are_let_go(
    ottla_client: ottla.Client, ottla_topic: str
) -> None:
    batch = batch_of(ottla_client, ottla_topic)
    for _ in range(1000):
        schema, array = batch.__arrow_c_array__()
        assert "arrow_schema" in repr(schema) and "arrow_array" in repr(array)
        batch.__arrow_c_schema__()
