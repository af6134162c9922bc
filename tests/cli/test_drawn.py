"""What is drawn for people at a terminal, beside the tree of `cotc parse`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from terminal import on_terminal

Cotc = Callable[..., Any]
ESCAPE = "\x1b"
PAPER = "A_RES_79_212_en.pdf"
REPORT = "ctoc-a.en.pdf"


@pytest.fixture
def drawn(cotc: Cotc, monkeypatch: pytest.MonkeyPatch) -> Cotc:
    """`cotc` as on a wide terminal with colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    return cotc


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("refs",), "As printed"),
        (("actions",), "Addressee"),
        (("grep", "Requests"), "Requests"),
        (("grep", "--full", "Requests"), "Requests"),
    ],
)
def test_a_table_or_lines_in_colours(drawn: Cotc, fixtures: Path, words: tuple[str, ...], says: str) -> None:
    run = drawn(*words, fixtures / PAPER)
    assert run.code == 0
    assert ESCAPE in run.text
    assert says in run.text


@pytest.mark.parametrize("name", ["refs", "actions", "grep"])
def test_it_holds_what_the_pipe_gets(
    drawn: Cotc, fixtures: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    words = ("grep", "Secretary-General", fixtures / PAPER) if name == "grep" else (name, fixtures / PAPER)
    shown = drawn(*words).text
    monkeypatch.delenv("FORCE_COLOR")
    for line in drawn(*words).text.splitlines():
        cells = line.replace(": ", "\t").split("\t")
        assert next(cell for cell in cells if cell.startswith(("res-79-212", "fn-"))) in shown


@pytest.mark.parametrize("words", [("refs",), ("actions",), ("grep", "Conference")])
def test_a_paper_with_nothing_to_show(drawn: Cotc, tmp_path: Path, words: tuple[str, ...]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Madam,\n\nthe weather in Vienna is fine.\n")
    run = drawn(*words, letter)
    assert (run.code, run.text.strip()) == (0, "")


@pytest.mark.parametrize("words", [("refs",), ("actions",), ("grep", "decides")])
def test_a_name_is_no_markup(drawn: Cotc, tmp_path: Path, words: tuple[str, ...]) -> None:
    """Names and words of papers may look like the signs that colours are drawn with."""
    paper = tmp_path / "a[bold]b[\\bold]c[.txt"
    text = "Resolution 1/1\n\nThe Conference of the Parties,\n\nRecalling A/RES/55/25 [/red],\n\n"
    paper.write_text(text + "1. Requests the Secretariat [bold] to report; it decides [/x] so.\n")
    run = drawn(*words, paper)
    assert (run.code, run.err) == (0, "")


def test_a_batch_at_a_terminal_has_a_bar_and_a_table(fixtures: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in (PAPER, "S_RES_2773_2025_en.pdf"):
        (folder / name).write_bytes((fixtures / name).read_bytes())
    for number in range(12):
        (folder / f"[bold]broken{number}.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    text = on_terminal("batch", str(folder), "-o", str(tmp_path / "out"), "-j", "1", columns=120, code=3)
    assert "12 failed" in text
    assert "[bold]broken" in text
    assert "more; --report FILE.html lists them" in text
    assert "Traceback" not in text


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize(
    "address", ["res-12-2", "fn-1", "12/2 annex", "res 12/2 annex I", "para 20", "note 1", "table 1", "I"]
)
def test_places_in_each_format(cotc: Cotc, fixtures: Path, form: str, address: str) -> None:
    run = cotc("show", fixtures / REPORT, address, "-f", form)
    if run.code == 2:
        assert run.err.count("\n") == 1
        assert "nearest" in run.err or "fits several" in run.err or "cotc parse" in run.err
        return
    assert run.code == 0
    assert run.text.strip()
    if form == "json":
        assert json.loads(run.text)["address"]


WORD = "FCCC_PA_CMA_2021_10_Add.3_en.docx"


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_text_with_tables_notes_and_points(cotc: Cotc, fixtures: Path, form: str) -> None:
    """Every word of a text is shown, in a source without pages too."""
    document = json.loads(cotc("parse", "-f", "json", fixtures / WORD).text)
    root = document["tree"][0]
    texts = [node["id"] for node in root["children"]][:6]
    run = cotc("show", fixtures / WORD, *texts, "-f", form)
    assert run.code == 0
    shown = "".join(run.text.replace("[^", "[").split())
    for node in root["children"][:6]:
        for row in node.get("rows") or ():
            assert all("".join(cell.split()) in shown for cell in row)
        assert "".join((node["title"] or "").split()) in shown
    assert "p. " not in run.text.split("\n")[0]
