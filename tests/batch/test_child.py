"""A worker process spoken to by hand: what it answers, and that it ends with who asked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec
import pytest

from cotc.cli.batch.child import READY, convert, load, receive, send
from cotc.cli.batch.guard import ForbiddenError, watch_for
from cotc.cli.batch.model import Converted, Job, Limits, Options, Outcome, Paper, Setup

CHILD = [sys.executable, "-P", "-m", "cotc.cli.batch.child"]


class Worker:
    """A worker with pipes to it."""

    def __init__(self, setup: Setup) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "cotc.cli.batch.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.to: IO[bytes] = self.process.stdin
        self.of: IO[bytes] = self.process.stdout
        send(self.to, msgspec.msgpack.encode(setup))

    def ask(self, job: Job) -> Outcome:
        send(self.to, msgspec.msgpack.encode(job))
        answer = receive(self.of)
        assert answer is not None
        return msgspec.msgpack.decode(answer, type=Outcome)

    def end(self) -> int:
        """Stop asking; the code it ends with."""
        self.to.close()
        code = self.process.wait(30)
        self.of.close()
        return code


def setup(folder: Path, **limits: object) -> Setup:
    return Setup(Options("batch_standin:work"), Limits(**{"memory": None, **limits}), (str(folder),))  # type: ignore[arg-type]


@pytest.mark.parametrize("limits", [{}, {"timeout": None, "memory": 10**10, "offline": False}])
def test_it_answers_and_ends_when_nobody_asks_any_more(
    papers: Callable[..., Path], tmp_path: Path, limits: dict[str, object]
) -> None:
    folder = papers(a="symbol: A", b="do: fail", c="do: refuse", d="do: print")
    worker = Worker(setup(tmp_path, **limits))
    assert receive(worker.of) == READY
    ends = {
        name: worker.ask(Job(Paper(str(folder / f"{name}.txt"), ""), str(tmp_path / name))) for name in "abcd"
    }
    assert [ends[name].reason for name in "abcd"] == [None, "defect", "unreadable", None]
    assert worker.end() == 0


def test_it_keeps_what_is_known_and_says_what_it_cannot_write(
    papers: Callable[..., Path], tmp_path: Path
) -> None:
    file = papers(a="symbol: A") / "a.txt"
    worker = Worker(setup(tmp_path))
    assert receive(worker.of) == READY
    done = worker.ask(Job(Paper(str(file), ""), str(tmp_path / "a")))
    assert worker.ask(Job(Paper(str(file), ""), str(tmp_path / "b"), known=done.sha256)).status == "kept"
    assert not (tmp_path / "b").exists()
    lost = worker.ask(Job(Paper(str(file), ""), str(tmp_path / "nowhere" / "a")))
    assert (lost.reason, lost.message) == ("output", "No such file or directory")
    assert worker.end() == 0


def test_without_a_first_word_it_ends() -> None:
    done = subprocess.run(CHILD, input=b"\0\0", capture_output=True, check=True)
    assert done.stdout == b""


def test_it_ends_when_nobody_takes_its_answers(papers: Callable[..., Path], tmp_path: Path) -> None:
    file = papers(a="symbol: A; do: linger; seconds: 0.3") / "a.txt"
    worker = Worker(setup(tmp_path))
    assert receive(worker.of) == READY
    send(worker.to, msgspec.msgpack.encode(Job(Paper(str(file), ""), str(tmp_path / "a"))))
    worker.of.close()
    assert worker.process.wait(30) == 0
    worker.to.close()


def test_the_clock_of_the_system_ends_one_whose_parent_forgot(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is set some seconds behind the parent's own."""
    from cotc.cli.batch import child

    asked: list[int] = []
    monkeypatch.setattr(child.signal, "alarm", asked.append)
    with child._alarm(3.5):
        asked.append(-1)
    assert asked == [3 + child.GRACE, -1, 0]


ALLOWED, REFUSED = True, False


@pytest.mark.parametrize(
    ("event", "arguments", "outcome"),
    [
        ("open", ("IN/x", "w", os.O_WRONLY), ALLOWED),
        ("open", ("OUT/x", "r", os.O_RDONLY), ALLOWED),
        ("open", ("OUT/x", "w", os.O_WRONLY | os.O_CREAT), REFUSED),
        ("open", (b"OUT/x", "a", os.O_APPEND), REFUSED),
        ("open", (7, "w", os.O_WRONLY), ALLOWED),
        ("open", (None, "w", os.O_WRONLY), REFUSED),
        ("open", (os.devnull, "w", os.O_WRONLY), ALLOWED),
        ("open", ("IN/../out/x", "w", os.O_RDWR), REFUSED),
        ("os.rename", ("IN/x", "IN/y", -1, -1), ALLOWED),
        ("os.rename", ("IN/x", "OUT/y", -1, -1), REFUSED),
        ("os.link", ("OUT/x", "IN/y", -1, -1), REFUSED),
        ("os.symlink", ("IN/x", "IN/y", -1), ALLOWED),
        ("os.remove", ("OUT/x", -1), REFUSED),
        ("os.mkdir", ("OUT/x", 511, -1), REFUSED),
        ("socket.connect", (None, ("127.0.0.1", 9)), REFUSED),
        ("subprocess.Popen", ("true", ["true"], None, None), REFUSED),
        ("import", ("x", None, None, None, None), ALLOWED),
    ],
)
def test_what_a_worker_may(tmp_path: Path, event: str, arguments: tuple[object, ...], outcome: bool) -> None:
    places = {"IN": str(tmp_path / "in"), "OUT": str(tmp_path / "out")}

    def placed(value: object) -> object:
        for name, place in places.items():
            if isinstance(value, str):
                value = value.replace(name, place)
            elif isinstance(value, bytes):
                value = value.replace(name.encode(), place.encode())
        return value

    hook = watch_for((places["IN"],), offline=True)
    given = tuple(map(placed, arguments))
    if outcome is ALLOWED:
        hook(event, given)
    else:
        with pytest.raises(ForbiddenError):
            hook(event, given)


def test_one_with_remote_papers_may_use_the_network(tmp_path: Path) -> None:
    watch_for((str(tmp_path),), offline=False)("socket.connect", (None, ("127.0.0.1", 9)))


def test_a_paper_that_is_too_much_for_the_memory_is_told_as_that(
    papers: Callable[..., Path], tmp_path: Path
) -> None:
    def hungry(*_: object) -> Converted:
        raise MemoryError

    job = Job(Paper(str(papers(a="symbol: A") / "a.txt"), ""), str(tmp_path / "a"))
    outcome = convert(job, hungry, Options("batch_standin:work"), 10_000)
    assert (outcome.reason, outcome.message) == (
        "memory",
        "needs more memory than a worker may have — raise --memory-limit",
    )


@pytest.mark.parametrize(
    ("source", "staged", "reason"),
    [("a.txt", "nowhere/a", "output"), ("gone.txt", "a", "unreadable"), ("a.zip", "a", "unreadable")],
)
def test_what_the_system_refuses_is_an_outcome(
    papers: Callable[..., Path], tmp_path: Path, source: str, staged: str, reason: str
) -> None:
    folder = papers(a="symbol: A")
    (folder / "a.zip").write_bytes(b"no zip")
    job = Job(Paper(str(folder / source), ""), str(tmp_path / staged))
    outcome = convert(job, load("batch_standin:work"), Options("batch_standin:work"), 10_000)
    assert (outcome.status, outcome.reason) == ("failed", reason)


def test_without_a_timeout_no_clock_of_the_system_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    from cotc.cli.batch import child

    asked: list[int] = []
    monkeypatch.setattr(child.signal, "alarm", asked.append)
    with child._alarm(None):
        asked.append(-1)
    assert asked == [-1]
