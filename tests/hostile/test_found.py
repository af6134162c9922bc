"""Damaged papers that benchmarks/fuzz.py found: each broke a promise once."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cotc.cli.batch.model import Job, Options, Paper, Setup
from cotc.cli.batch.slot import Slot

ROOT = Path(__file__).parents[2]
FOUND = [json.loads(line) for line in (ROOT / "fixtures/fuzz/found.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def slot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slot]:
    """A process that reads papers as the fuzzer does, with the promises of a tree checked."""
    benchmarks = str(ROOT / "benchmarks")
    monkeypatch.syspath_prepend(benchmarks)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((benchmarks, os.environ.get("PYTHONPATH", ""))))
    monkeypatch.setattr(sys, "path", list(sys.path))
    import fuzz

    made = Slot(Setup(Options("fuzz:work"), fuzz.LIMITS, (str(tmp_path),)))
    yield made
    made.release()


@pytest.mark.parametrize("found", FOUND, ids=lambda found: f"{found['paper']} {found['way']} {found['seed']}")
def test_it_is_broken_no_more(slot: Slot, tmp_path: Path, found: dict[str, object]) -> None:
    import fuzz

    paper = tmp_path / "paper.pdf"
    paper.write_bytes(fuzz.case(found["paper"], found["way"], found["seed"]))
    outcome = slot.run(Job(Paper(str(paper), ""), str(tmp_path / "out")))
    assert outcome.reason not in fuzz.WRONG, outcome.message
