"""Pages read by two processes: the same as by one, whatever becomes of the second."""

import errno
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from cotc.parsers.errors import LimitError
from cotc.parsers.model import Page, Span
from cotc.parsers.sources import halves

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

HERE = os.getpid()
COUNT = 20


def _page(index: int) -> Page:
    span = Span(f"line of page {index} é 法", 1.5, 90.25, 100.0, 10.0, "Times", False, True)
    return Page(index + 1, 595.0, 842.0, (span,), (), 0)


ALL = [_page(index) for index in range(COUNT)]


def _read(read: "halves.Reader") -> list[Page]:
    return list(halves.read_in_halves(COUNT, read))


def test_pages_come_whole_and_in_order() -> None:
    assert _read(_page) == ALL


def test_a_second_process_reads_the_latter_part() -> None:
    def read(index: int) -> Page:
        return _page(index)._replace(images=int(os.getpid() != HERE))

    assert [page.images for page in _read(read)] == [0] * 6 + [1] * 14


def test_it_begins_before_it_is_asked(tmp_path: Path) -> None:
    """What makes use of the pages is loaded meanwhile."""

    def read(index: int) -> Page:
        (tmp_path / str(os.getpid())).touch()
        return _page(index)

    pages = halves.read_in_halves(COUNT, read)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    assert [path.name for path in tmp_path.iterdir()] != [str(HERE)]
    assert list(pages) == ALL


def test_what_a_second_process_does_not_give_back_is_read_here() -> None:
    def crashing(index: int) -> Page:
        if os.getpid() != HERE and index == 15:
            os.kill(os.getpid(), signal.SIGKILL)
        return _page(index)

    def failing(index: int) -> Page:
        if os.getpid() != HERE and index == 15:
            raise ValueError(index)
        return _page(index)

    assert _read(crashing) == ALL
    assert _read(failing) == ALL


def test_a_limit_in_the_second_half_is_met_here_too() -> None:
    def read(index: int) -> Page:
        if index == 15:
            raise LimitError("too much", "raise it")
        return _page(index)

    pages = halves.read_in_halves(COUNT, read)
    assert list(islice(pages, 15)) == ALL[:15]
    with pytest.raises(LimitError):
        next(pages)


def test_a_reader_that_stops_leaves_no_process_behind() -> None:
    pages = halves.read_in_halves(COUNT, _page)
    assert next(pages) == ALL[0]
    pages.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_whose_reader_was_killed_ends() -> None:
    reader = """
import os, signal
from cotc.parsers.model import Page, Span
from cotc.parsers.sources.halves import read_in_halves
words = Span("x" * 100_000, 0.0, 1.0, 1.0, 1.0, "Times", False, False)
pages = read_in_halves(20, lambda index: Page(index + 1, 1.0, 1.0, (words,), (), 0))
next(pages)
os.kill(os.getpid(), signal.SIGKILL)
"""
    process = subprocess.Popen([sys.executable, "-c", reader], stdout=subprocess.PIPE)
    process.communicate(timeout=20)  # ends when nobody holds the pipe any more
    assert process.returncode == -signal.SIGKILL


def test_without_room_for_a_process_one_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", full)
    assert _read(_page) == ALL


def test_short_papers_and_one_processor_are_not_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "processors", lambda: 2)
    assert halves.pays(halves.LONG)
    assert not halves.pays(halves.LONG - 1)
    monkeypatch.setattr(halves, "processors", lambda: 1)
    assert not halves.pays(1000)
