"""Runs the scenarios of bindings/spec: what every language does alike."""

from __future__ import annotations

import asyncio
import enum
import json
import os
import re
import uuid
from pathlib import Path
from types import ModuleType
from typing import Any

import ottla
from ottla import _native
from shapes import CALLS, FIELDS

FOLDER = Path(__file__).parents[2] / "spec" / "scenarios"
# Where a broker of Apache Kafka is, for scenarios that need one.
KAFKA = "OTTLA_SPEC_KAFKA"


def all_scenarios() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        for scenario in json.loads(path.read_text()):
            found.append((f"{path.stem}: {scenario['name']}", scenario))
    return found


def upper(name: str) -> str:
    """`InvalidInput` as `INVALID_INPUT`."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).upper()


class Noting(ottla.RebalanceListener):
    """A listener that notes what it is told."""

    def __init__(self) -> None:
        self.notes: list[dict[str, Any]] = []

    def _note(self, what: str, partitions: list[ottla.TopicPartition]) -> None:
        self.notes.append({"what": what, "partitions": partitions})

    def assigned(self, partitions: list[ottla.TopicPartition]) -> None:
        self._note("assigned", partitions)

    def revoked(self, partitions: list[ottla.TopicPartition]) -> None:
        self._note("revoked", partitions)

    def lost(self, partitions: list[ottla.TopicPartition]) -> None:
        self._note("lost", partitions)


class Refused(Exception):
    """What a function that handles records raises, where a scenario says so."""

    def __init__(self, value: str, fatal: bool) -> None:
        super().__init__(f"{value} is refused")
        self.fatal = fatal


class Handling:
    """A function that notes the records that it handles or transforms, and fails where it is told to."""

    def __init__(self, described: dict[str, Any], waits: bool) -> None:
        self.notes: list[dict[str, Any]] = []
        self.failures: dict[str, int] = dict(described.get("fails", {}))
        self.fatal: list[str] = described.get("fatal", [])
        self.to: str = described.get("to", "")
        if "transform" in described:
            self.function: Any = self.transform_later if waits else self.transform
        else:
            self.function = self.handle_later if waits else self.handle

    def handle(self, record: ottla.ProcessRecord) -> None:
        self.notes.append({"record": record})
        value = (record.value or b"").decode()
        if value in self.fatal:
            raise Refused(value, fatal=True)
        if self.failures.get(value, 0) > 0:
            self.failures[value] -= 1
            raise Refused(value, fatal=False)

    async def handle_later(self, record: ottla.ProcessRecord) -> None:
        await asyncio.sleep(0)
        self.handle(record)

    def transform(self, records: list[ottla.ProcessRecord]) -> list[ottla.OutputRecord]:
        given = []
        for record in records:
            self.handle(record)
            output = ottla.OutputRecord(
                self.to, record.value, record.key, headers=record.headers
            )
            given.append(output)
        return given

    async def transform_later(
        self, records: list[ottla.ProcessRecord]
    ) -> list[ottla.OutputRecord]:
        await asyncio.sleep(0)
        return self.transform(records)


class Run:
    """A scenario that runs, with the classes of a module: those for asyncio, or their twin."""

    def __init__(self, classes: ModuleType) -> None:
        self.classes = classes
        self.values: dict[str, Any] = {}
        self.started: dict[str, asyncio.Task[Any]] = {}
        self.listeners: dict[str, Noting | Handling] = {}
        self.made: list[Any] = []
        self.turns: list[int] = []

    async def scenario(self, scenario: dict[str, Any]) -> None:
        # Names that nobody has used in a cluster that outlives the scenario.
        self.values["run"] = f"python-{uuid.uuid4().hex}"
        try:
            if scenario.get("on") == "kafka":
                address = os.environ[KAFKA]
            else:
                options = self.value(scenario.get("broker"), "Options")
                broker = await self.done(lambda: self.classes.Broker.start(options))
                self.keep("broker", broker)
                address = broker.bootstrap_servers()
            self.keep("client", await self.done(lambda: self.classes.Client.connect(address)))
            await self.steps(scenario["steps"])
        finally:
            for task in self.started.values():
                task.cancel()
            await asyncio.gather(*self.started.values(), return_exceptions=True)
            for made in reversed(self.made):
                try:
                    await self.leave(made)
                except ottla.OttlaError:
                    pass  # What failed before may fail here, too.

    async def done(self, call: Any) -> Any:
        """Does something: in a thread where it waits by itself."""
        if self.classes is not ottla:
            return await asyncio.to_thread(call)
        given = call()
        return await given if isinstance(given, _native.Call) else given

    async def leave(self, made: Any) -> None:
        if hasattr(made, "__aexit__"):
            await made.__aexit__(None, None, None)
        elif hasattr(made, "__exit__"):
            await asyncio.to_thread(made.__exit__, None, None, None)

    def keep(self, name: str, value: Any) -> None:
        self.values[name] = value
        if hasattr(value, "close") or hasattr(value, "stop"):
            self.made.append(value)

    async def steps(self, steps: list[dict[str, Any]]) -> None:
        for number, step in enumerate(steps, 1):
            try:
                await self.step(step)
            except Exception as error:
                raise AssertionError(f"step {number} {step}: {error!r}") from error

    async def step(self, step: dict[str, Any]) -> None:
        if "for" in step:
            for turn in range(step["for"]):
                self.turns.append(turn)
                await self.steps(step["steps"])
                self.turns.pop()
            return
        if "until" in step:
            once = {name: value for name, value in step.items() if name != "until"}
            while True:  # The scenario has its time.
                try:
                    return await self.step(once)
                except AssertionError:
                    await asyncio.sleep(0)
        try:
            given = await self.act(step)
        except ottla.OttlaError as error:
            if "fails" not in step:
                raise
            self.failed(error, step["fails"])
            return
        assert "fails" not in step, f"it did not fail, it gave {given!r}"
        if "gives" in step:
            self.compare(given, step["gives"])
        if "let" in step:
            self.keep(step["let"], given)

    async def act(self, step: dict[str, Any]) -> Any:
        if "start" in step:
            call = self.call(step)
            self.started[step["start"]] = asyncio.ensure_future(self.done(call))
            await asyncio.sleep(0)
            return None
        if "await" in step:
            return await self.started.pop(step["await"])
        if "cancel" in step:
            task = self.started.pop(step["cancel"])
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert task.cancelled()
            return None
        if "close" in step:
            return await self.leave(self.values[step["close"]])
        if "noted" in step:
            notes = self.listeners[step["noted"]].notes
            while len(notes) < len(step["gives"]):
                await asyncio.sleep(0.001)
            return notes
        if "read" in step or "loop" in step:
            return await self.records(step)
        return await self.done(self.call(step))

    async def records(self, step: dict[str, Any]) -> list[Any]:
        records: list[Any] = []
        consumer, count = self.values[step.get("read") or step["loop"]], step["count"]
        if "read" in step:
            while len(records) < count:
                batch = await self.done(consumer.next_batch)
                assert batch is not None, f"it ended after {records}"
                records += batch.records()
        elif self.classes is ottla:
            async for record in consumer:
                records.append(record)
                if len(records) == count:
                    break
        else:
            loop = iter(consumer)
            while len(records) < count:
                records.append(await asyncio.to_thread(next, loop))
        return records[:count]

    def call(self, step: dict[str, Any]) -> Any:
        of, name = step["call"].split(".")
        owner = getattr(self.classes, of) if of[0].isupper() else self.values[of]
        kind = of if of[0].isupper() else type(owner).__name__
        kinds = CALLS[f"{kind}.{name}"]
        arguments = {
            key: self.value(value, kinds[key]) for key, value in step.get("args", {}).items()
        }
        return lambda: getattr(owner, name)(**arguments)

    def value(self, value: Any, kind: str) -> Any:
        """A value of a scenario as an argument of this type."""
        kind = kind.removesuffix(" | None")
        if isinstance(value, dict):
            if "ref" in value:
                return self.referred(value["ref"])
            if "joined" in value:
                return "".join(str(self.value(part, "str")) for part in value["joined"])
            if "listener" in value and len(value) == 1:
                return self.listeners.setdefault(value["listener"], Noting())
            if "handler" in value or "transform" in value:
                handling = Handling(value, waits=self.classes is ottla)
                self.listeners[value.get("handler") or value["transform"]] = handling
                return handling.function
            if kind == "bytes":
                return self.bytes(value)
            if kind in FIELDS:
                fields = {k: self.value(v, FIELDS[kind][k]) for k, v in value.items()}
                return getattr(ottla, kind)(**fields)
            return {key: self.value(item, "str") for key, item in value.items()}
        if isinstance(value, list):
            inner = re.fullmatch(r"list\[(.*)\]", kind)
            return [self.value(item, inner[1] if inner else "str") for item in value]
        if isinstance(value, str):
            of = getattr(ottla, kind, None)
            if isinstance(of, enum.EnumMeta):
                return of[upper(value)]
            return self.text(value)
        return value

    def bytes(self, value: dict[str, Any]) -> bytes:
        if "hex" in value:
            return bytes.fromhex(value["hex"])
        text: str = self.text(value["bytes"]) * value.get("times", 1)
        return text.encode()

    def text(self, text: str) -> str:
        if self.turns:
            text = text.replace("$i", str(self.turns[-1]))
        text = text.replace("$broker", self.values["broker"].bootstrap_servers()) if "$broker" in text else text
        for name in sorted(self.values, key=len, reverse=True):
            if isinstance(self.values[name], str):
                text = text.replace(f"${name}", self.values[name])
        return text

    def referred(self, path: str) -> Any:
        first, *rest = path.split(".")
        value = self.values[first]
        for part in rest:
            value = value[int(part)] if part.isdigit() else getattr(value, part)
        return value

    def compare(self, found: Any, expected: Any) -> None:
        differs = f"it gave {found!r} instead of {expected!r}"
        if isinstance(expected, dict):
            if "any" in expected:
                assert found is not None, differs
            elif "at_least" in expected:
                assert found >= expected["at_least"], differs
            elif "has" in expected:
                assert self.text(expected["has"]) in found, differs
            elif "unordered" in expected:
                assert len(found) == len(expected["unordered"]), differs
                for one in expected["unordered"]:
                    assert any(self.is_same(item, one) for item in found), differs
            elif isinstance(found, bytes):
                assert found == self.bytes(expected), differs
            else:
                for name, value in expected.items():
                    field = found[name] if isinstance(found, dict) else getattr(found, name)
                    self.compare(field, value)
        elif isinstance(expected, list):
            assert len(found) == len(expected), differs
            for one, other in zip(found, expected):
                self.compare(one, other)
        elif isinstance(found, enum.Enum):
            assert found.name == upper(expected), differs
        elif isinstance(expected, str):
            assert found == self.text(expected), differs
        else:
            assert found == expected and type(found) is type(expected), differs

    def is_same(self, found: Any, expected: Any) -> bool:
        try:
            self.compare(found, expected)
        except AssertionError:
            return False
        return True

    def failed(self, error: ottla.OttlaError, expected: dict[str, Any]) -> None:
        for name, value in expected.items():
            if name == "message_has":
                for part in value:
                    assert self.text(part) in error.message, f"{part!r} is not in {error.message!r}"
            elif name == "comes_of":
                assert str(error.__cause__) == value
            else:
                self.compare(getattr(error, name), value)
        assert type(error).kind is error.kind
