"""Faults that are really caused: disks that are full, folders that are gone, signals, readers that leave."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PROGRAM = (sys.executable, "-m", "cotc.cli")


class Ended(NamedTuple):
    """How a process ended and what it said."""

    code: int
    out: bytes
    err: str


@pytest.fixture
def program() -> tuple[str, ...]:
    """What starts `cotc`."""
    return PROGRAM


@pytest.fixture
def run() -> Callable[..., Ended]:
    """`cotc` as a process of its own; `before` is done in it first."""

    def start(*arguments: object, before: Callable[[], None] | None = None, **more: str) -> Ended:
        surroundings = os.environ | more
        if before is not None:  # what measures coverage would write a file too
            surroundings.pop("COVERAGE_PROCESS_CONFIG", None)
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            capture_output=True,
            check=False,
            env=surroundings,
            preexec_fn=before,
            timeout=120,
        )
        return Ended(done.returncode, done.stdout, done.stderr.decode())

    return start


@pytest.fixture
def papers(fixtures: Path, tmp_path: Path) -> list[Path]:
    """Three papers in a folder of their own."""
    folder = tmp_path / "papers"
    folder.mkdir()
    names = ("A_RES_79_212_en.pdf", "E_2025_L.15_en.pdf", "S_RES_2773_2025_en.pdf")
    for name in names:
        (folder / name).write_bytes((fixtures / name).read_bytes())
    return [folder / name for name in names]


def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system at `folder` for as long as a test takes; the test is skipped where none can be made."""
    folder.mkdir()
    command = ["mount", *options, str(folder)]
    if os.name != "posix" or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file systems can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    yield from mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=64k", "tmpfs")


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A disk that takes nothing, whoever asks."""
    yield from mounted(tmp_path / "sealed", "-t", "tmpfs", "-o", "ro", "tmpfs")
