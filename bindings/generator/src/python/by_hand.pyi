@final
class Record:
    """A record that was read. It stays in its batch until its fields are asked for."""

    __match_args__: Final = ("topic", "partition", "offset", "timestamp")

    def __init__(
        self,
        topic: str,
        partition: int,
        offset: int,
        timestamp: int,
        key: BytesLike | None = None,
        value: BytesLike | None = None,
        headers: Headers | None = None,
    ) -> None: ...
    @property
    def topic(self) -> str:
        """The topic."""

    @property
    def partition(self) -> int:
        """The partition."""

    @property
    def offset(self) -> int:
        """The offset."""

    @property
    def timestamp(self) -> int:
        """Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without."""

    @property
    def key(self) -> bytes | None:
        """The key; `None` and empty are different things."""

    @property
    def value(self) -> bytes | None:
        """The value; `None` is a tombstone where the topic is compacted."""

    @property
    def headers(self) -> list[Header]:
        """Its headers, in order."""

    def __hash__(self) -> int: ...
    def __eq__(self, other: object) -> bool: ...

@final
class RecordBatch:
    """Records of one partition, in order."""

    def topic(self) -> str:
        """The topic."""

    def partition(self) -> int:
        """The partition."""

    def len(self) -> int:
        """Number of records."""

    def is_empty(self) -> bool:
        """Whether there is no record."""

    def next_offset(self) -> int:
        """The offset after the batch: where to go on."""

    def get(self, index: int) -> Record | None:
        """The record at this place of the batch, counted from 0; `None` behind its end."""

    def records(self) -> list[Record]:
        """All records."""

    def values(self) -> list[bytes | None]:
        """The values of all records; `None` where a record has none."""

    def keys(self) -> list[bytes | None]:
        """The keys of all records; `None` where a record has none."""

    def headers(self, index: int) -> list[Header]:
        """The headers of the record at this place of the batch."""

    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """The records as a struct array of Arrow; `pyarrow.record_batch(batch)` and the like call it."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __iter__(self) -> Iterator[Record]: ...
