"""The examples are programs that run, and the README says nothing that does not."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

SAID = {
    "produce": "order 42 is at orders-0@0\n1000 orders were shipped\n",
    "consume": "the first is 'order 0'\n100 orders were read, and 100 are committed\nonce more: 10 from offset 90 on\n",
    "transactions": "the first try was ABORTED\n10 bills were read, the last is 'bill of order 9'\n",
    "embedded_broker": "orders has 3 partitions\nonce more: TOPIC_ALREADY_EXISTS, True\nthe first record has offset 0\n",
}


def output(program: list[str], tmp_path: Path) -> str:
    done = subprocess.run(
        [sys.executable, *program], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("example", SAID)
def test_the_examples_run(example: str, tmp_path: Path) -> None:
    path = ROOT / "examples" / "python" / f"{example}.py"
    if not path.exists():
        pytest.skip("the examples are beside the package, not in it")
    assert output([str(path)], tmp_path) == SAID[example]


POINTS = importlib.metadata.entry_points(group="pytest11")
INSTALLED = any(point.value == "ottla.pytest_plugin" for point in POINTS)
README = (Path(__file__).parents[1] / "README.md").read_text()
PROGRAMS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_readme_runs(program: str, tmp_path: Path) -> None:
    if "def test_" in program:
        (tmp_path / "test_readme.py").write_text(program)
        plugin = [] if INSTALLED else ["-p", "ottla.pytest_plugin"]
        text = output(["-m", "pytest", "-q", *plugin, "test_readme.py"], tmp_path)
        assert "1 passed" in text or "2 passed" in text
    else:
        output(["-c", program], tmp_path)
