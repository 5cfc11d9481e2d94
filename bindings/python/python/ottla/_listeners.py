"""What users write, for the client to call."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeAlias

from ._native import OutputRecord, ProcessRecord, TopicPartition
from ._spelling import refuse_misspelt

# Handles a record. It is done when this returns; when it fails, the record is tried again, by way of retry topics
# if there are some, and then is a dead letter. An error that says that it is fatal is not tried again.
# It may be `async`, but for `ottla.sync`.
RecordHandler: TypeAlias = Callable[[ProcessRecord], Awaitable[None] | None]

# Makes the records to send of the records that were read; both count together, or not at all. It may get the same
# records again, if a transaction is aborted: what it does elsewhere is not undone.
# It may be `async`, but for `ottla.sync`.
RecordTransform: TypeAlias = Callable[[list[ProcessRecord]], Awaitable[Iterable[OutputRecord]] | Iterable[OutputRecord]]


class RebalanceListener:
    """Is called when partitions come and go, from within `next_batch` or `close`: the group waits for it. If it waits for the
    consumer's `close` itself, they wait for each other, for half of `close.timeout.ms` at least.

    Functions may be `async`, but for those of `ottla.sync`. What one raises is raised by the call
    that waits.
    """

    def __init_subclass__(cls, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        refuse_misspelt(cls, ["assigned", "revoked", "lost"])

    def assigned(self, partitions: list[TopicPartition]) -> Awaitable[None] | None:
        """These partitions are the consumer's from now on."""
        return None

    def revoked(self, partitions: list[TopicPartition]) -> Awaitable[None] | None:
        """These partitions go to others when this is done; their offsets can still be committed, unless the consumer is being
        closed or unsubscribes: commit before that.
        """
        return None

    def lost(self, partitions: list[TopicPartition]) -> Awaitable[None] | None:
        """These partitions belong to others already: nothing can be committed for them."""
        return None
