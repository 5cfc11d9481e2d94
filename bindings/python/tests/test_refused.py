"""A broker that does not believe the client's password: told at once, with the right class, and without the password."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
from collections.abc import Iterator

import ottla
import ottla.sync
import pytest

SASL_HANDSHAKE, API_VERSIONS, SASL_AUTHENTICATE, METADATA = 17, 18, 36, 3
REFUSAL = b"Authentication failed: Invalid username or password"


def body(api: int, version: int) -> bytes:
    """What a broker of Kafka answers."""
    if api == API_VERSIONS:
        served = [(SASL_HANDSHAKE, 1), (API_VERSIONS, 0), (SASL_AUTHENTICATE, 1), (METADATA, 12)]
        unsupported_version = 35 if version > 0 else 0
        ranges = b"".join(struct.pack(">hhh", key, 0, newest) for key, newest in served)
        return struct.pack(">hi", unsupported_version, len(served)) + ranges
    if api == SASL_HANDSHAKE:
        return struct.pack(">hih", 0, 1, 5) + b"PLAIN"
    lifetime = struct.pack(">q", 0) if version > 0 else b""
    return struct.pack(">hh", 58, len(REFUSAL)) + REFUSAL + struct.pack(">i", 0) + lifetime


def answer(connection: socket.socket) -> None:
    requests = connection.makefile("rb")
    while len(length := requests.read(4)) == 4:
        request = requests.read(int.from_bytes(length, "big"))
        api, version, correlation = struct.unpack(">hhi", request[:8])
        answered = body(api, version)
        connection.sendall(struct.pack(">ii", 4 + len(answered), correlation) + answered)


@pytest.fixture
def refusing() -> Iterator[str]:
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield f"127.0.0.1:{server.getsockname()[1]}"
    server.close()


def test_a_wrong_password_is_told_at_once(refusing: str) -> None:
    async def main() -> None:
        await ottla.Client.connect(
            refusing,
            security_protocol="SASL_PLAINTEXT",
            sasl_mechanism="PLAIN",
            sasl_username="alice",
            sasl_password="of nobody",
        )

    began = time.monotonic()
    with pytest.raises(ottla.AuthenticationFailed, match="Invalid username or password") as caught:
        asyncio.run(main())
    assert time.monotonic() - began < 1
    assert caught.value.advice is ottla.Advice.FATAL
    assert caught.value.context["broker"] == refusing
    assert "of nobody" not in str(caught.value)


def test_a_wrong_password_of_threads_as_well(refusing: str) -> None:
    with pytest.raises(ottla.AuthenticationFailed):
        ottla.sync.Client.connect(
            refusing,
            {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN"},
            sasl_username="alice",
            sasl_password="of nobody",
        )


def test_what_says_nothing_is_told_in_the_time_that_calls_have() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ottla.TimedOut, match="default.api.timeout.ms"):
            ottla.sync.Client.connect(address, default_api_timeout_ms=300)
        with pytest.raises(ottla.TimedOut, match="socket.connection.setup.timeout.ms"):
            ottla.sync.Client.connect(address, socket_connection_setup_timeout_ms=300)
