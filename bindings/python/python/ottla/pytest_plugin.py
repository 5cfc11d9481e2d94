"""Fixtures for pytest: a broker in this process, a topic of its own for each test, and clients.

They come with the package: nothing has to be imported or configured.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import ottla
    import ottla.sync

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def ottla_broker() -> Iterator[ottla.sync.Broker]:
    """A broker for all tests of the session. Its log is in memory, and gone when it stops."""
    import ottla.sync

    with ottla.sync.Broker.start() as broker:
        yield broker


@pytest.fixture
def ottla_topic(ottla_broker: ottla.sync.Broker) -> str:
    """The name of a new topic with one partition, which has a leader."""
    name = f"test-{next(_numbers)}"
    ottla_broker.create_topic(name)
    return name


@pytest.fixture
def ottla_client(ottla_broker: ottla.sync.Broker) -> Iterator[ottla.Client]:
    """A client of the broker for tests with asyncio. It is bound to no loop."""
    import ottla

    client = ottla.Client.connect(ottla_broker.bootstrap_servers()).wait_for_it()
    yield client
    client.close().wait_for_it()


@pytest.fixture
def ottla_sync_client(ottla_broker: ottla.sync.Broker) -> Iterator[ottla.sync.Client]:
    """A client of the broker for tests without asyncio."""
    import ottla.sync

    with ottla.sync.Client.connect(ottla_broker.bootstrap_servers()) as client:
        yield client
