"""The fixtures of the package, where it is not installed."""

from __future__ import annotations

import importlib.metadata

if not any(point.value == "ottla.pytest_plugin" for point in importlib.metadata.entry_points(group="pytest11")):
    pytest_plugins = ["ottla.pytest_plugin"]
