"""A paragraph more at the top of a text: what only got another number is one line in every format."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cotc = Callable[..., Any]

OPERATIVES = (
    "Decides to convene a meeting in Vienna",
    "Requests the secretariat to prepare a report on it",
    "Invites Member States to contribute to its funds",
    "Urges all Parties to ratify the Convention soon",
)
NEW = "Welcomes the work that the group of experts has done so far"


def text(number: int, operatives: tuple[str, ...]) -> str:
    lines = [f"{place}. {words} in part {number};" for place, words in enumerate(operatives, 1)]
    head = [f"Resolution 1/{number}", f"Protection of the sea {number}", "The Conference of the Parties,"]
    return "\n\n".join([*head, *lines])


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """Two resolutions; in the second version both have a paragraph more, and a sentence is another."""
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text("\n\n".join(text(number, OPERATIVES) for number in (1, 2)) + "\n")
    after.write_text("\n\n".join(text(number, (NEW, *OPERATIVES)) for number in (1, 2)) + "\n")
    return before, after


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_runs_of_them_are_one_line(cotc: Cotc, versions: tuple[Path, Path], form: str) -> None:
    run = cotc("diff", *versions, "-f", form)
    assert run.code == 0
    for number in (1, 2):
        first, last = (
            f"res-1-{number}/op-1 … res-1-{number}/op-4",
            f"res-1-{number}/op-2 … res-1-{number}/op-5",
        )
        assert f"{first} → {last}" in run.text.replace("\\", "")
    assert "Requests the secretariat" not in run.text


def test_on_a_terminal_too(cotc: Cotc, versions: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    run = cotc("diff", *versions)
    assert "4 paragraphs renumbered" in run.text
    assert NEW in run.text


def test_one_alone_has_a_line_of_its_own(cotc: Cotc, tmp_path: Path) -> None:
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text(text(1, OPERATIVES[:1]) + "\n")
    after.write_text(text(1, (NEW, *OPERATIVES[:1])) + "\n")
    for form in ("text", "md", "html"):
        assert "res-1-1/op-1 → res-1-1/op-2" in cotc("diff", before, after, "-f", form).text.replace("\\", "")


def test_all_are_shown_when_asked_for(cotc: Cotc, versions: tuple[Path, Path]) -> None:
    assert "Requests the secretariat" in cotc("diff", *versions, "-f", "json", "--all").text
