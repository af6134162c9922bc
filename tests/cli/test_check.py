"""`cotc check`: findings, the count of characters, and what the exit code says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotc.cli.commands import check
from cotc.parsers.semantics.conservation import Conservation
from cotc.parsers.sources import files

Cotc = Callable[..., Any]
PAPER = "S_RES_2773_2025_en.pdf"
GAP = {"code": "gap", "severity": "warning", "message": "a gap", "node": "op-3", "page": 2}
LOSS = {"code": "loss", "severity": "error", "message": "a loss \x1b[2J", "node": None, "page": None}
NEWS = {"code": "news", "severity": "info", "message": "news", "node": None, "page": 1}


@pytest.fixture
def found(cotc: Cotc, fixtures: Path, tmp_path: Path) -> Callable[..., Path]:
    """A parsed paper with these findings."""

    def make(*findings: dict[str, object]) -> Path:
        document = json.loads(cotc("parse", "--format", "json", fixtures / PAPER).out)
        document["findings"] = findings
        made = tmp_path / "paper.json"
        made.write_text(json.dumps(document))
        return made

    return make


def test_each_finding_is_a_line_the_worst_first(cotc: Cotc, found: Callable[..., Path]) -> None:
    run = cotc("check", found(NEWS, GAP, LOSS))
    assert run.code == 3
    assert run.text.splitlines() == [
        f"{PAPER}: error: a loss \ufffd[2J [loss]",
        f"{PAPER}:2: warning: a gap [gap] op-3",
        f"{PAPER}:1: info: news [news]",
        f"{PAPER}: 1 error, 1 warning, 1 info; characters not counted (no pages at hand)",
    ]


def test_warnings_are_no_errors(cotc: Cotc, found: Callable[..., Path]) -> None:
    assert cotc("check", found(GAP, NEWS)).code == 0


def test_a_terminal_gets_a_table(
    cotc: Cotc, found: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    drawn = cotc("check", found(NEWS, GAP, LOSS)).text
    assert "\x1b[2J" not in drawn
    assert drawn.index("a loss") < drawn.index("a gap") < drawn.index("news")
    assert "Severity" in drawn


def test_the_characters_are_counted(cotc: Cotc, fixtures: Path) -> None:
    run = cotc("check", "--format", "json", fixtures / PAPER)
    told = json.loads(run.out)
    assert told["conservation"]["holds"] is True
    assert told["conservation"]["drawn"] == told["conservation"]["kept"] > 9000
    assert told["source"]["name"] == PAPER
    assert f"all {told['conservation']['drawn']:,} characters drawn" in cotc("check", fixtures / PAPER).text


def test_a_lost_character_is_told_and_counts(
    cotc: Cotc, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lossy = Conservation(100, 99, {"é": 2}, {"x": 1})
    monkeypatch.setattr("cotc.parsers.semantics.conservation.conservation", lambda *_: lossy)
    run = cotc("check", fixtures / PAPER)
    assert run.code == 3
    assert "100 characters drawn; 2 lost (é×2), 1 invented (x×1)" in run.text


def test_a_paper_is_read_once(
    cotc: Cotc, fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For its text and for its count: it could be another one meanwhile."""
    paper = tmp_path / PAPER
    paper.write_bytes((fixtures / PAPER).read_bytes())

    def read_last(path: Path) -> bytes:
        data = path.read_bytes()
        path.unlink()
        return data

    monkeypatch.setattr(files, "read_file", read_last)
    run = cotc("check", paper)
    assert (run.code, run.err) == (0, "")
    assert "all 9,974 characters" in run.text


def test_findings_of_several_papers_come_one_after_another(
    cotc: Cotc, fixtures: Path, tmp_path: Path
) -> None:
    run = cotc("check", fixtures / PAPER, tmp_path / "missing.pdf", fixtures / "A_RES_79_212_en.pdf")
    assert run.code == 1
    names = [line.split(":")[0] for line in run.text.splitlines()]
    assert list(dict.fromkeys(names)) == [PAPER, "A_RES_79_212_en.pdf"]


def test_output_goes_to_a_file(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    run = cotc("check", "-o", tmp_path / "findings.txt", fixtures / PAPER)
    assert run.out == b""
    assert (tmp_path / "findings.txt").read_bytes() == cotc("check", fixtures / PAPER).out


def test_the_help_names_the_exit_code() -> None:
    assert "exit code is 3" in " ".join((check.command.__doc__ or "").split())
