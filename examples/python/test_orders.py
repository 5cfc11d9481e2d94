"""A test of orders: the package brings fixtures for pytest, nothing has to be imported for them."""

import ottla.sync


def test_orders_are_paid(ottla_sync_client: ottla.sync.Client, ottla_topic: str) -> None:
    producer = ottla_sync_client.producer()
    assert producer.send(ottla_topic, b"paid").written().offset == 0
