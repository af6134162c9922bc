"""Inputs that fail or move while they are read, in the middle of a list: the others are done all the same."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
# The system itself says that it cannot be read, to root too.
UNREADABLE = Path("/proc/self/mem")

needs_proc = pytest.mark.skipif(not UNREADABLE.exists(), reason="no file here that root cannot read")


@needs_proc
@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("parse",), 1), (("parse", "--isolate"), 1), (("check",), 1), (("refs",), 1), (("grep", "Council"), 1)],
)
def test_an_unreadable_file_in_the_middle_of_a_list(
    run: Run, papers: list[Path], arguments: tuple[str, ...], code: int
) -> None:
    whole = run(*arguments, papers[0], papers[1])
    ended = run(*arguments, papers[0], UNREADABLE, papers[1])
    assert ended.out == whole.out
    assert ended.code == code
    assert ended.err.count("\n") == whole.err.count("\n") + 1
    assert "/proc/self/mem" in ended.err
    assert "Input/output error" in ended.err
    assert "mistake in cotc" not in ended.err


@needs_proc
def test_one_among_papers_to_export(run: Run, papers: list[Path], tmp_path: Path) -> None:
    ended = run("export", papers[0], UNREADABLE, papers[1], "--to", "text", "-o", tmp_path / "out")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "Input/output error" in ended.err
    assert len(list((tmp_path / "out").iterdir())) == 2


@needs_proc
def test_one_among_the_papers_of_a_batch(run: Run, papers: list[Path], tmp_path: Path) -> None:
    link = papers[0].with_name("B.pdf")
    link.symlink_to(UNREADABLE)
    ended = run("batch", papers[0].parent, "-o", tmp_path / "out", "-j", 1)
    assert ended.code == 3
    assert [line for line in ended.err.splitlines() if "B.pdf" in line]
    assert "Traceback" not in ended.err
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


def test_a_pipe_is_read_once_and_whole(run: Run, papers: list[Path], tmp_path: Path) -> None:
    """As shells give them: `cotc parse <(…)`."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    threading.Thread(target=lambda: pipe.write_bytes(papers[0].read_bytes()), daemon=True).start()
    ended = run("parse", "--format", "text", pipe)
    assert ended == run("parse", "--format", "text", papers[0])


# Writes a file again and again, now whole, now cut, now with something behind it.
RESTLESS = """
import pathlib, sys, time
path = pathlib.Path(sys.argv[1])
whole = path.read_bytes()
print(flush=True)
while True:
    for size in (len(whole), 0, len(whole) // 2, len(whole) - 9):
        with path.open("r+b") as file:
            file.truncate(size)
            file.write(whole[:size])
        time.sleep(0.001)
    path.write_bytes(whole)
"""


@contextmanager
def restless(path: Path) -> Iterator[None]:
    """Meanwhile a process writes that file."""
    command = [sys.executable, "-c", RESTLESS, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            yield
        finally:
            process.kill()  # it never ends by itself: what goes wrong meanwhile would wait for it


@pytest.mark.parametrize("arguments", [("parse", "--format", "json"), ("check",)])
def test_a_file_that_changes_while_it_is_read(
    run: Run, papers: list[Path], arguments: tuple[str, ...]
) -> None:
    """It is read as it was at one moment, or said to be damaged: one line, no traceback."""
    with restless(papers[2]):
        ends = [run(*arguments, papers[2]) for _ in range(6)]
    for ended in ends:
        assert ended.code in (0, 1)
        assert b"lost" not in ended.out  # as where it is read for its text, then again to count
        assert ended.err.count("\n") == (ended.code == 1 and not ended.out)
        assert "mistake in cotc" not in ended.err


def test_a_file_that_changes_under_a_batch_is_told_of_or_done(
    run: Run, papers: list[Path], tmp_path: Path
) -> None:
    batch = ("batch", papers[0].parent, "-o", tmp_path / "out", "-j", 1, "--log", "quiet")
    with restless(papers[2]):
        ends = [run(*batch, "--retry-failed") for _ in range(4)]
    assert {ended.code for ended in ends} <= {0, 3}
    assert all(ended.err == "" for ended in ends)
    whole = Path(__file__).parents[2] / "fixtures" / papers[2].name
    papers[2].write_bytes(whole.read_bytes())
    assert run(*batch, "--retry-failed").code == 0
    assert len(list((tmp_path / "out").glob("*.json"))) == 3
