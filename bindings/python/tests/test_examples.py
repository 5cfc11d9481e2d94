"""The examples are programs that run, and the README says nothing that does not."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

POINTS = importlib.metadata.entry_points(group="pytest11")
INSTALLED = any(point.value == "ottla.pytest_plugin" for point in POINTS)
# The examples are beside the package, not in it: of an installed one there are none.
SAID = {path.stem: path.read_text() for path in sorted((ROOT / "examples" / "said").glob("*.txt"))}


def output(program: list[str], tmp_path: Path) -> str:
    done = subprocess.run(
        [sys.executable, *program], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("example", SAID)
def test_the_examples_run(example: str, tmp_path: Path) -> None:
    path = ROOT / "examples" / "python" / f"{example}.py"
    assert output([str(path)], tmp_path) == SAID[example]


@pytest.mark.skipif(not SAID, reason="the examples are beside the package, not in it")
def test_the_example_of_a_test_passes(tmp_path: Path) -> None:
    test = ROOT / "examples" / "python" / "test_orders.py"
    plugin = [] if INSTALLED else ["-p", "ottla.pytest_plugin"]
    text = output(["-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, str(test)], tmp_path)
    assert "1 passed" in text


README = (Path(__file__).parents[1] / "README.md").read_text()
# What imports nothing is a part of an example, which is run as a whole.
PROGRAMS = [found for found in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "import " in found]


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_readme_runs(program: str, tmp_path: Path) -> None:
    if "def test_" in program:
        (tmp_path / "test_readme.py").write_text(program)
        plugin = [] if INSTALLED else ["-p", "ottla.pytest_plugin"]
        text = output(["-m", "pytest", "-q", *plugin, "test_readme.py"], tmp_path)
        assert "1 passed" in text or "2 passed" in text
    else:
        output(["-c", program], tmp_path)
