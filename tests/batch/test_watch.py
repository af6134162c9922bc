"""When a folder is at rest, and what wakes the one that watches it."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from cotc.cli.batch.sources import find
from cotc.cli.batch.watch import _concerns, at_rest


def test_what_changed_a_moment_ago_is_still_arriving(tmp_path: Path) -> None:
    for name, age in (("old.pdf", 60.0), ("young.pdf", 0.0), ("future.pdf", -3600.0)):
        (tmp_path / name).write_bytes(b"x")
        moment = time.time() - age
        os.utime(tmp_path / name, (moment, moment))
    papers = list(find([str(tmp_path)]))
    ready, growing = at_rest(iter(papers), 10.0)
    assert [Path(paper.source).name for paper in ready] == ["future.pdf", "old.pdf"]
    assert growing


def test_what_is_gone_again_is_no_paper(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    papers = list(find([str(tmp_path)]))
    (tmp_path / "a.pdf").unlink()
    assert at_rest(iter(papers), 0.0) == ([], False)


@pytest.mark.parametrize(
    ("source", "target", "wakes"),
    [
        ("/in/a.pdf", "", True),
        ("/in/a.part", "/in/a.PDF", True),
        (b"/in/caf\xe9.docx", b"", True),
        ("/in/a.part", "", False),
        ("/in/out/a.txt", "", False),
        ("/in/more.zip", "", True),
    ],
)
def test_only_papers_outside_of_the_output_wake_it(
    source: str | bytes, target: str | bytes, wakes: bool
) -> None:
    event = SimpleNamespace(src_path=source, dest_path=target)
    assert _concerns(event, "/in/out") is wakes
