"""Clocks that jump: back by ten years, ahead by ten, in the middle of a run."""

import os
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotc.cli.batch.sources import find
from cotc.cli.batch.watch import at_rest

# The build for programs with threads: the other one reads its file without a lock.
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
JUMPS = ("2036-01-01 00:00:00", "2006-01-01 00:00:00", "1970-01-02 00:00:00", "2037-12-31 23:59:59")


@pytest.fixture
def jumping(tmp_path: Path) -> dict[str, str]:
    """Surroundings in which the clock says what a file says."""
    if LIBRARY is None:
        pytest.skip("libfaketime is not installed")
    clock = tmp_path / "clock"
    clock.write_text(JUMPS[0])
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONFAULTHANDLER": "1",
    }


def set_clock(file: Path, moment: str) -> None:
    """In one step: a clock that is read while it is written would say nothing."""
    draft = file.with_name("draft")
    draft.write_text(moment)
    draft.replace(file)


@pytest.mark.parametrize(
    "words",
    [
        ("batch", "-j", "2", "--log", "quiet"),
        ("watch", "-j", "1", "--once", "--rest", "0.3", "--log", "quiet"),
    ],
)
def test_a_clock_that_jumps_in_mid_run(
    program: tuple[str, ...],
    papers: list[Path],
    tmp_path: Path,
    jumping: dict[str, str],
    words: tuple[str, ...],
) -> None:
    name, *options = words
    options += ["-o", str(tmp_path / "out"), "--log", "quiet"]
    command = [*program, name, str(papers[0].parent), *options]
    clock = Path(jumping["FAKETIME_TIMESTAMP_FILE"])
    over = threading.Event()

    def jump() -> None:
        turn = 0
        while not over.wait(0.05):
            turn += 1
            set_clock(clock, JUMPS[turn % len(JUMPS)])

    jumper = threading.Thread(target=jump)
    jumper.start()
    try:
        done = subprocess.run(
            command, env=os.environ | jumping, capture_output=True, check=False, timeout=120
        )
    finally:
        over.set()
        jumper.join()
    assert (done.returncode, done.stderr.decode()) == (0, "")
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


def test_the_clock_changes_nothing_of_a_result(
    run: Callable[..., Any], papers: list[Path], jumping: dict[str, str]
) -> None:
    for words in (("parse", "--format", "json"), ("export", "--to", "docx"), ("export", "--to", "akn")):
        assert run(*words, papers[0], **jumping) == run(*words, papers[0])


@pytest.mark.parametrize("ahead", [-1e9, 0.5, 1e9])
def test_files_of_the_future_are_taken_as_they_are(papers: list[Path], ahead: float) -> None:
    """What arrived under another clock than ours is at rest, unless it is just being written."""
    moment = time.time() + (ahead if ahead != 0.5 else 0)
    for paper in papers:
        os.utime(paper, (moment, moment))
    ready, growing = at_rest(find([str(papers[0].parent)]), 60.0)
    assert (len(ready), growing) == ((0, True) if ahead == 0.5 else (3, False))
