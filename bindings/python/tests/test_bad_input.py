"""What is wrong is an exception of the right class, with what, where and what to do."""

from __future__ import annotations

import asyncio
import copy
import pickle
import re
import time
import warnings
from datetime import timedelta
from typing import Any

import ottla
import ottla.sync
import pytest


@pytest.fixture
def producer(ottla_client: ottla.Client) -> ottla.Producer:
    return ottla_client.producer(max_block_ms=300)


@pytest.mark.parametrize(
    ("arguments", "keywords", "said"),
    [
        ((5,), {}, "topic must be str, not int"),
        (("t", 5), {}, "value must be bytes, bytearray, memoryview or str, not int"),
        (("t", b"v", 1.5), {}, "key must be bytes, bytearray, memoryview or str, not float"),
        (("t", b"v"), {"partition": "0"}, "partition must be int, not str"),
        (("t", b"v"), {"partition": True}, "partition must be int, not bool"),
        (("t", b"v"), {"headers": "h"}, "headers must be a list"),
        (("t", b"v"), {"headers": [("a", 1)]}, r'headers\[0\]\["a"\] must be bytes'),
        (("t", b"v"), {"headers": [5]}, r"headers\[0\] must be a Header or a pair, not int"),
        (("t", memoryview(bytes(8))[::2]), {}, "value must be bytes without gaps"),
        (("t", b"v"), {"timestmap": 1}, "timestmap"),
    ],
)
def test_wrong_types_are_named(
    producer: ottla.Producer, arguments: Any, keywords: Any, said: str
) -> None:
    for send in (producer.send, producer.produce):
        with pytest.raises(TypeError, match=said):
            send(*arguments, **keywords)


def test_with_without_async_says_what_to_write() -> None:
    started = ottla.Broker.start()
    with pytest.raises(TypeError, match="write `async with`, or take the same name from ottla.sync"):
        with started:  # type: ignore[attr-defined]
            pass


@pytest.mark.parametrize("module", [ottla, ottla.sync])
@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Client", "`Client.connect(...)` or `Client.embedded(...)`"),
        ("Broker", "`Broker.start(...)`"),
        ("Producer", "`client.producer(...)`"),
        ("Consumer", "`client.consumer(...)`"),
        ("Admin", "`Admin.connect_controllers(...)` or `client.admin()`"),
    ],
)
def test_a_class_that_is_called_says_what_to_write(module: Any, name: str, ways: str) -> None:
    for arguments in [(), ("127.0.0.1:9092",), ({"bootstrap.servers": "127.0.0.1:9092"},)]:
        with pytest.raises(TypeError, match=re.escape(f"write {ways}, not `{name}(...)`")):
            getattr(module, name)(*arguments)
    with pytest.raises(TypeError, match=re.escape(ways)):
        getattr(module, name)(bootstrap_servers="127.0.0.1:9092")


def test_numbers_that_are_too_large_are_named(producer: ottla.Producer) -> None:
    with pytest.raises(OverflowError, match="partition is 4294967296: -2147483648 to 2147483647"):
        producer.send("t", b"v", partition=2**32)


def test_items_of_lists_are_named(ottla_client: ottla.Client) -> None:
    admin = ottla_client.admin()
    with pytest.raises(TypeError, match=r"topics\[1\] must be NewTopic, not str"):
        admin.create_topics([ottla.NewTopic("a"), "b"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="names must be a list, not str"):
        admin.delete_topics("orders")
    with pytest.raises(TypeError, match="kind must be StartKind, not str"):
        ottla.Start("END")  # type: ignore[arg-type]


def test_misspelt_options_are_told_with_the_nearest_name(ottla_client: ottla.Client) -> None:
    with pytest.raises(ottla.InvalidInput) as caught:
        ottla_client.producer(lingr_ms=5, acks="2")  # type: ignore[call-arg]
    for part in ("lingr_ms", "did you mean linger.ms", "acks", "2 options are wrong"):
        assert part in caught.value.message
    assert caught.value.kind is ottla.ErrorKind.INVALID_INPUT
    assert caught.value.advice is ottla.Advice.FATAL


@pytest.mark.parametrize("value", [b"5", object(), {"a": 1}, [1, 2]])
def test_values_that_no_option_has_are_named(ottla_client: ottla.Client, value: Any) -> None:
    with pytest.raises(TypeError, match="linger_ms must be str, bool, int"):
        ottla_client.producer(linger_ms=value)


def test_options_are_taken_as_kafka_writes_them_and_as_python_does(
    ottla_client: ottla.Client,
) -> None:
    ottla_client.producer({"linger.ms": 5, "enable.idempotence": True})
    ottla_client.producer(linger_ms=timedelta(milliseconds=5), enable_idempotence=False, acks="1")
    ottla_client.producer(linger_ms=None)
    with pytest.raises(TypeError, match="the option linger_ms was given twice"):
        ottla_client.producer({"linger.ms": 5}, linger_ms=5)
    options = {"linger.ms": 5}
    ottla_client.producer(options)
    assert options == {"linger.ms": 5}


def test_nobody_at_the_address_is_told_within_a_second() -> None:
    began = time.monotonic()
    with pytest.raises(ottla.Unreachable, match="127.0.0.1:1"):
        ottla.sync.Client.connect("127.0.0.1:1")
    assert time.monotonic() - began < 1


def test_what_was_closed_says_so(ottla_broker: ottla.sync.Broker, ottla_topic: str) -> None:
    async def main() -> None:
        client = await ottla.Client.connect(ottla_broker.bootstrap_servers())
        producer = client.producer()
        reader = client.partition_consumer()
        await producer.close()
        await reader.close()
        with pytest.raises(ottla.Closed):
            producer.send(ottla_topic, b"v")
        with pytest.raises(ottla.Closed):
            await reader.assignment()
        assert await reader.next_batch() is None
        assert [record async for record in reader] == []
        await client.close()

    asyncio.run(main())


def test_a_broker_that_was_stopped_says_so() -> None:
    broker = ottla.sync.Broker.start()
    broker.stop()
    broker.stop()
    with pytest.raises(ottla.Closed, match="stopped"):
        ottla.sync.Client.embedded(broker)


def test_a_broker_goes_on_when_its_object_is_gone() -> None:
    address = ottla.sync.Broker.start().bootstrap_servers()
    with ottla.sync.Client.connect(address) as client:
        assert client.producer().send("orders", b"paid").written().offset == 0


def test_an_error_has_its_fields_and_can_be_pickled(ottla_sync_client: ottla.sync.Client) -> None:
    with pytest.raises(ottla.UnknownTopic) as caught:
        ottla_sync_client.admin().describe_topics(["nowhere"])
    error = caught.value
    assert isinstance(error, ottla.OttlaError)
    assert (error.code, error.code_name) == (3, "UNKNOWN_TOPIC_OR_PARTITION")
    assert error.context["topic"] == "nowhere"
    assert error.operation == "describe topics"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and again.__dict__ == error.__dict__


def test_a_call_that_nobody_awaits_is_told(ottla_client: ottla.Client) -> None:
    with pytest.warns(RuntimeWarning, match="never awaited.*write `await`"):
        ottla_client.admin().list_topics()

    async def main() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            await ottla_client.admin().list_topics()
            ottla_client.admin().list_topics().close()
            task = asyncio.create_task(ottla_client.admin().list_topics())
            task.cancel()
            await asyncio.wait([task])

    with warnings.catch_warnings(record=True) as told:
        asyncio.run(main())
    assert told == []


def test_what_is_raised_where_a_call_goes_unawaited_is_not_lost(ottla_client: ottla.Client) -> None:
    # The call goes while the exception is on its way.
    with pytest.warns(RuntimeWarning, match="never awaited"), pytest.raises(ValueError, match="mine"):
        _ = [ottla_client.admin().list_topics(), int("mine")]


def test_a_call_is_awaited_once(ottla_client: ottla.Client) -> None:
    async def main() -> None:
        call = ottla_client.admin().list_topics()
        await call
        with pytest.raises(RuntimeError, match="awaited already"):
            await call

    asyncio.run(main())


def test_data_is_compared_copied_and_shown_as_python_does() -> None:
    record = ottla.Record("t", 0, 1, 2, key=b"k", value="v", headers={"h": b"1"})
    assert record.value == b"v" and record.headers == [ottla.Header("h", b"1")]
    assert copy.deepcopy(record) == record and hash(copy.copy(record)) == hash(record)
    topic = ottla.NewTopic("orders", config={"a": "b"})
    assert pickle.loads(pickle.dumps(topic)) == topic != ottla.NewTopic("orders")
    assert repr(topic) == (
        "NewTopic(name='orders', partitions=None, replication_factor=None, config={'a': 'b'}, assignments=[])"
    )
    with pytest.raises(AttributeError):
        topic.name = "other"  # type: ignore[misc]
    match ottla.TopicPartition("orders", 3):
        case ottla.TopicPartition(topic=name, partition=partition):
            assert (name, partition) == ("orders", 3)
