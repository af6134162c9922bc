"""`cotc view` as a command: where it writes, what it opens, what it refuses."""

import webbrowser
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotc.parsers import Document
from cotc.parsers.model.codec import to_json

Cotc = Callable[..., Any]

PAPER = "S_RES_2773_2025_en.pdf"


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """An empty folder to write to, and the addresses that a browser was asked to open."""
    asked: list[str] = []

    def ask(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(webbrowser, "open", ask)
    return asked


def test_the_page_is_written_here_and_opened(cotc: Cotc, fixtures: Path, shown: list[str]) -> None:
    run = cotc("view", fixtures / PAPER)
    assert (run.code, run.out) == (0, b"")
    assert run.err.startswith("cotc: S_RES_2773_2025_en.html written (")
    assert shown == [Path("S_RES_2773_2025_en.html").resolve().as_uri()]
    assert "<figure" in Path("S_RES_2773_2025_en.html").read_text(encoding="utf-8")


def test_no_browser_is_opened_where_none_is_wanted(cotc: Cotc, fixtures: Path, shown: list[str]) -> None:
    assert cotc("view", fixtures / PAPER, "--no-open", "--no-pages", "-o", "x.html").code == 0
    assert not shown
    assert "<figure" not in Path("x.html").read_text(encoding="utf-8")


def test_a_browser_that_does_not_open_is_told(
    cotc: Cotc, fixtures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    run = cotc("view", fixtures / PAPER, "--no-pages")
    assert run.code == 0
    assert "open the file yourself" in run.err


def test_standard_output_takes_the_page(cotc: Cotc, fixtures: Path, shown: list[str]) -> None:
    run = cotc("view", fixtures / PAPER, "--no-pages", "-o", "-")
    assert run.text.startswith("<!doctype html>")
    assert (run.code, run.err, shown) == (0, "", [])


def test_two_papers_give_their_names_to_the_page(cotc: Cotc, fixtures: Path) -> None:
    run = cotc("view", fixtures / "ctoc-a.fr.pdf", fixtures / "ctoc-a.en.pdf", "--no-pages")
    assert run.code == 0
    assert Path("ctoc-a.fr+ctoc-a.en.html").is_file()


def test_a_page_is_replaced_but_nothing_else_is(cotc: Cotc, fixtures: Path) -> None:
    target = Path("mine.html")
    target.write_text("<!doctype html><p>mine", encoding="utf-8")
    run = cotc("view", fixtures / PAPER, "--no-pages", "-o", target)
    assert run.code == 2
    assert run.err == "cotc: mine.html exists, and is no page of cotc view — use --force to replace it\n"
    assert target.read_text(encoding="utf-8") == "<!doctype html><p>mine"
    for again in (["--force"], []):
        assert cotc("view", fixtures / PAPER, "--no-pages", "-o", target, *again).code == 0


def test_json_finds_the_pages_of_the_same_paper_beside_it(
    cotc: Cotc, fixtures: Path, parsed: Callable[[str], Document]
) -> None:
    Path("tree.json").write_bytes(to_json(parsed(PAPER)))
    Path(PAPER).write_bytes(b"%PDF-1.7 another")
    for found in (False, True):
        assert cotc("view", "tree.json", "--no-open").code == 0
        assert ("<figure" in Path("tree.html").read_text(encoding="utf-8")) is found
        Path(PAPER).write_bytes((fixtures / PAPER).read_bytes())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["a.pdf", "b.pdf", "c.pdf"], 2, "3 papers do not fit side by side"),
        (["-", "-"], 2, "standard input can be read once"),
        (["a.pdf"], 1, "a.pdf does not exist"),
        (["a.pdf", "-o", "."], 2, ". is a folder"),
    ],
)
def test_what_cannot_be_is_refused(
    cotc: Cotc, arguments: list[str], code: int, message: str, shown: list[str], tmp_path: Path
) -> None:
    run = cotc("view", *arguments)
    assert run.code == code
    assert run.err.startswith(f"cotc: {message}")
    assert (list(tmp_path.iterdir()), shown) == ([], [])


def test_one_bad_paper_of_two_leaves_no_page(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    assert cotc("view", fixtures / PAPER, "missing.pdf").code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_asks_for_a_password_is_drawn_with_it(
    cotc: Cotc, fixtures: Path, tmp_path: Path
) -> None:
    import pikepdf

    with pikepdf.open(fixtures / PAPER) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="secret"))
    assert cotc("view", "locked.pdf", "--no-open").code == 1
    assert cotc("view", "locked.pdf", "--no-open", "--password", "secret").code == 0
    assert "<figure" in Path("locked.html").read_text(encoding="utf-8")


def test_more_than_two_papers_of_a_zip_are_refused(cotc: Cotc, fixtures: Path, shown: list[str]) -> None:
    with zipfile.ZipFile("download.zip", "w") as archive:
        for name in "abc":
            archive.write(fixtures / PAPER, f"{name}.pdf")
    run = cotc("view", "download.zip", "--no-pages")
    assert (run.code, shown, list(Path().glob("*.html"))) == (2, [], [])
    assert "side by side" in run.err


@pytest.mark.parametrize(("paper", "told"), [("A_L.632_en.pdf", "1 page<"), (PAPER, "4 pages<")])
def test_the_page_says_how_long_the_paper_is(cotc: Cotc, fixtures: Path, paper: str, told: str) -> None:
    assert f"{paper} · {told}" in cotc("view", fixtures / paper, "--no-pages", "-o", "-").text
