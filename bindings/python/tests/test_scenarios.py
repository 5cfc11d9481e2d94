"""All scenarios of bindings/spec, by asyncio and by threads."""

from __future__ import annotations

import asyncio
import os
from typing import Any

import ottla
import ottla.sync
import pytest
from scenarios import KAFKA, Run, all_scenarios

SCENARIOS = all_scenarios()
TIME = 30


def run(classes: Any, scenario: dict[str, Any]) -> None:
    if scenario.get("on") == "kafka" and KAFKA not in os.environ:
        pytest.skip(f"there is no {KAFKA}")
    asyncio.run(asyncio.wait_for(Run(classes).scenario(scenario), TIME))


@pytest.mark.parametrize("scenario", [s for _, s in SCENARIOS], ids=[name for name, _ in SCENARIOS])
def test_scenario(scenario: dict[str, Any]) -> None:
    run(ottla, scenario)


# What waits in a thread is ended by what it waits for, or by Ctrl-C; nothing else breaks it off.
THREADS = [(name, s) for name, s in SCENARIOS if not any("cancel" in step for step in s["steps"])]


@pytest.mark.parametrize("scenario", [s for _, s in THREADS], ids=[name for name, _ in THREADS])
def test_scenario_in_threads(scenario: dict[str, Any]) -> None:
    run(ottla.sync, scenario)
