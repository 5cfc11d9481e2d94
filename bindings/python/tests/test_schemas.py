"""Schemas of a registry over HTTP: what is asked for, how often, and what its refusals are."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import ottla
import ottla.sync
import pytest
from ottla import Part, Schema, SchemaKind, SchemaReference, SchemaRegistry
from ottla.serializers import Function, TypedConsumer, TypedProducer

BEGINNING = ottla.Start(ottla.StartKind.BEGINNING)
STRING = Schema(kind=SchemaKind.AVRO, text='"string"')


class Registry(ThreadingHTTPServer):
    """The part of Confluent's REST API that the tests need."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked: list[tuple[str, str | None]] = []
        self.bodies: list[Any] = []
        self.refusal: tuple[int, str] | None = None
        # Answers wait for it.
        self.open = threading.Event()
        self.open.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    server: Registry

    def do_GET(self) -> None:
        self.answer({"schema": '"string"', "references": [{"name": "a", "subject": "b", "version": 3}]})

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.bodies.append(json.loads(self.rfile.read(length)))
        self.answer({"id": 7})

    def answer(self, body: Any) -> None:
        self.server.asked.append((f"{self.command} {self.path}", self.headers["Authorization"]))
        self.server.open.wait(20)
        status = 200
        if self.server.refusal is not None:
            status, message = self.server.refusal
            body = {"error_code": status * 100 + 1, "message": message}
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture
def registry() -> Iterator[Registry]:
    server = Registry()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.open.set()
    server.shutdown()
    server.server_close()


def test_ids_and_schemas_are_asked_for_once(registry: Registry) -> None:
    async def main() -> None:
        async with SchemaRegistry.connect(registry.url, basic_auth_user_info="alice:xyzzy") as schemas:
            for _ in range(3):
                assert await schemas.register("orders-value", STRING) == 7
                found = await schemas.by_id(7)
            assert found.kind is SchemaKind.AVRO
            assert found.references == [SchemaReference(name="a", subject="b", version=3)]

    asyncio.run(main())
    who = "Basic " + base64.b64encode(b"alice:xyzzy").decode()
    assert registry.asked == [("POST /subjects/orders-value/versions", who), ("GET /schemas/ids/7", who)]
    assert registry.bodies == [{"schema": '"string"'}]


def test_who_asks_meanwhile_waits_for_the_same_answer(registry: Registry) -> None:
    async def main() -> None:
        async with SchemaRegistry.connect(registry.url) as schemas:
            registry.open.clear()
            asking = [asyncio.ensure_future(schemas.by_id(7)) for _ in range(50)]
            # One that is given up takes nothing from the others.
            await asyncio.sleep(0)
            asking[0].cancel()
            registry.open.set()
            found = await asyncio.gather(*asking[1:])
            assert {one.text for one in found} == {'"string"'}

    asyncio.run(main())
    assert len(registry.asked) == 1


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (404, "Schema 7 not found", ottla.InvalidInput),
        (409, "it is not compatible", ottla.InvalidInput),
        (401, "who are you", ottla.AuthenticationFailed),
        (403, "not you", ottla.NotAuthorized),
        (503, "not now", ottla.Unreachable),
    ],
)
def test_what_the_registry_says_is_told(
    registry: Registry, status: int, said: str, kind: type[ottla.OttlaError]
) -> None:
    async def main() -> None:
        async with SchemaRegistry.connect(registry.url) as schemas:
            registry.refusal = (status, said)
            with pytest.raises(kind, match=said) as caught:
                await schemas.by_id(7)
            assert caught.value.context == {"registry": registry.url, "schema": "7"}
            with pytest.raises(kind, match=said) as caught:
                await schemas.register("orders-value", STRING)
            assert caught.value.context == {"registry": registry.url, "subject": "orders-value"}
            assert caught.value.operation == "ask the schema registry"
            # A failure is not kept.
            registry.refusal = None
            assert (await schemas.by_id(7)).text == '"string"'

    asyncio.run(main())


def test_threads_have_it_as_well(registry: Registry) -> None:
    with ottla.sync.SchemaRegistry.connect(registry.url) as schemas:
        assert schemas.id_to_write("orders", Part.KEY, STRING) == 7
        assert schemas.unframe(SchemaKind.AVRO, schemas.frame(SchemaKind.AVRO, 7, b"\x06tea")).payload == b"\x06tea"
    assert [asked for asked, _ in registry.asked] == ["POST /subjects/orders-key/versions"]
    with pytest.raises(ottla.Closed):
        schemas.by_id(7)


def test_options_that_formats_of_rust_have_are_refused(registry: Registry) -> None:
    with ottla.sync.SchemaRegistry.connect(registry.url) as schemas:
        with pytest.raises(ottla.Unsupported, match=r"json\.fail\.invalid\.schema"):
            schemas.id_to_write("orders", Part.VALUE, STRING, None, {"json.fail.invalid.schema": True})


def test_typed_records_are_framed(ottla_client: ottla.Client, ottla_topic: str) -> None:
    async def main() -> None:
        async with SchemaRegistry.in_memory() as schemas:
            schema = Schema(kind=SchemaKind.JSON, text="true")
            id = await schemas.id_to_write(ottla_topic, Part.VALUE, schema)
            order = Function[Any](
                lambda value: schemas.frame(SchemaKind.JSON, id, json.dumps(value).encode()),
                lambda data: json.loads(schemas.unframe(SchemaKind.JSON, data).payload),
            )
            producer = TypedProducer[Any, Any](ottla_client.producer(), value=order)
            await producer.send(ottla_topic, {"total": 12})
            async with ottla_client.partition_consumer() as reader:
                await reader.assign(ottla_topic, 0, BEGINNING)
                async for record in TypedConsumer[Any, Any](reader, value=order):
                    assert record.value == {"total": 12}
                    assert (record.record.value or b"")[:5] == b"\0\0\0\0\x01"
                    break

    asyncio.run(main())
