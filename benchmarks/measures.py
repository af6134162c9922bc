"""Child processes and their cost: seconds on the wall, seconds of processor, peak memory."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

COTC = (sys.executable, "-m", "cotc.cli.main")


class Cost(NamedTuple):
    """Medians over rounds: seconds, seconds of processor, MB resident at most."""

    wall: float
    processor: float
    memory: float


def environment(folder: Path) -> dict[str, str]:
    """As an installed program has it: byte code is kept, and what cotc keeps; both in `folder`."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return told | {"PYTHONPYCACHEPREFIX": str(folder / "pyc"), "COTC_CACHE": str(folder / "kept")}


def run(command: Sequence[str], env: dict[str, str]) -> Cost:
    """One run; its output is thrown away. Raises RuntimeError where it fails."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def together(commands: dict[str, Sequence[str]], env: dict[str, str], rounds: int) -> dict[str, Cost]:
    """Medians of commands that take turns, so that what disturbs the machine disturbs all; the
    first turn only warms the caches."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            cost = run(command, env)
            if turn:
                costs[name].append(cost)
    return {name: medians(found) for name, found in costs.items()}


def medians(costs: Iterable[Cost]) -> Cost:
    return Cost(*(median(values) for values in zip(*costs, strict=True)))
