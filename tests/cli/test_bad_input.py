"""What cannot be read, and what is told about it: one line each, with something to try."""

import builtins
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cotc.parsers.sources import archive as archives

Cotc = Callable[..., Any]
PAPER = "S_RES_2773_2025_en.pdf"


@pytest.fixture
def encrypted(fixtures: Path, tmp_path: Path) -> Path:
    made = tmp_path / "secret.pdf"
    with pikepdf.open(fixtures / PAPER) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user="Vienna"))
    return made


def picture_page(pdf: pikepdf.Pdf) -> None:
    """A page that holds one image and no text."""
    pdf.add_blank_page(page_size=(595, 842))
    image = pikepdf.Stream(pdf, b"\x80" * 100, Width=10, Height=10, BitsPerComponent=8)
    image.Type, image.Subtype, image.ColorSpace = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        pikepdf.Name.DeviceGray,
    )
    page = pdf.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(image)))
    page.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Im0 Do Q")


def told(run: Any, code: int, *words: str) -> None:
    """One line on standard error that says these words, nothing on standard output."""
    assert (run.code, run.out) == (code, b"")
    assert run.err.startswith("cotc: ")
    assert run.err.count("\n") == 1
    for word in words:
        assert word in run.err


@pytest.mark.parametrize("name", ["missing.pdf", "missing.json"])
def test_a_file_that_is_not_there(cotc: Cotc, tmp_path: Path, name: str) -> None:
    missing = tmp_path / name
    told(cotc("parse", missing), 1, f"{missing} does not exist", " — ")


def test_a_directory(cotc: Cotc, tmp_path: Path) -> None:
    told(cotc("parse", tmp_path), 1, "is a directory", "cotc batch")


def test_not_a_paper(cotc: Cotc, tmp_path: Path) -> None:
    picture = tmp_path / "picture.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    told(cotc("parse", picture), 1, str(picture), " — ")


def test_an_empty_file(cotc: Cotc, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    told(cotc("parse", empty), 1, str(empty), " — ")


@pytest.mark.parametrize("name", ["paper.pdf/inside.pdf", "x" * 300 + ".pdf", "x" * 300 + ".json"])
def test_a_path_that_cannot_be_opened(cotc: Cotc, tmp_path: Path, name: str) -> None:
    (tmp_path / "paper.pdf").touch()
    told(cotc("parse", tmp_path / name), 1, "cannot be read")


def test_a_file_that_is_broken_beyond_repair(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes((fixtures / PAPER).read_bytes()[:600])
    told(cotc("parse", broken), 1, str(broken), " — ")


def test_a_truncated_file_is_repaired_and_says_so(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    with pikepdf.open(fixtures / PAPER) as pdf:
        pdf.save(cut, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = cut.read_bytes()
    cut.write_bytes(data[: data.rindex(b"xref")])  # without the table of objects at the end
    run = cotc("check", cut)
    assert "[repaired]" in run.text
    assert cotc("parse", cut).code == 0


def test_encrypted_without_a_password(cotc: Cotc, encrypted: Path) -> None:
    told(cotc("parse", encrypted), 1, str(encrypted), "--password")


def test_encrypted_with_the_wrong_password(cotc: Cotc, encrypted: Path) -> None:
    told(cotc("parse", "--password", "Geneva", encrypted), 1, str(encrypted), "password")


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_encrypted_with_the_password(cotc: Cotc, encrypted: Path, fixtures: Path, engine: str) -> None:
    plain = cotc("parse", "--format", "jsonl", "--engine", engine, fixtures / PAPER)
    run = cotc("parse", "--format", "jsonl", "--engine", engine, "--password", "Vienna", encrypted)
    assert (run.code, run.out) == (0, plain.out)


def test_the_password_may_come_from_the_surroundings(
    cotc: Cotc, encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COTC_PASSWORD", "Vienna")
    assert cotc("parse", encrypted).code == 0


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_encrypted_without_a_password_for_either_engine(cotc: Cotc, encrypted: Path, engine: str) -> None:
    told(cotc("parse", "--engine", engine, encrypted), 1, "--password")


def test_no_pages(cotc: Cotc, tmp_path: Path) -> None:
    bare = tmp_path / "bare.pdf"
    with pikepdf.new() as pdf:
        pdf.save(bare)
    told(cotc("parse", bare), 1, str(bare), "no pages")


def test_only_pictures_of_pages(cotc: Cotc, tmp_path: Path) -> None:
    scanned = tmp_path / "scanned.pdf"
    with pikepdf.new() as pdf:
        picture_page(pdf)
        picture_page(pdf)
        pdf.save(scanned)
    told(cotc("parse", scanned), 1, str(scanned), "ocrmypdf")


def test_a_picture_among_the_pages_is_a_finding(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.pdf"
    with pikepdf.open(fixtures / PAPER) as pdf:
        picture_page(pdf)
        number = len(pdf.pages)
        pdf.save(mixed)
    run = cotc("check", mixed)
    assert f"mixed.pdf:{number}: " in run.text
    assert "ocrmypdf" in run.text


def test_a_pdf_that_is_no_paper_gives_its_text_and_a_finding(cotc: Cotc, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(_letter())
    run = cotc("parse", "--format", "text", letter)
    assert run.code == 0
    assert "Dear Madam, the weather in Vienna is fine." in run.text
    assert "[" in cotc("check", letter).text


def test_the_others_are_done_all_the_same(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.pdf"
    alone = cotc("parse", fixtures / PAPER)
    run = cotc("parse", missing, fixtures / PAPER, tmp_path)
    assert run.code == 1
    assert run.out == alone.out
    assert run.err.count("\n") == 2


def test_a_file_without_permission_is_told_when_its_turn_comes(
    cotc: Cotc, fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed.pdf"
    closed.write_bytes(b"%PDF-1.7")
    alone = cotc("check", fixtures / PAPER)
    opened = open

    def refuse(path: Any, *arguments: Any, **options: Any) -> Any:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path) != closed)
    run = cotc("check", closed, fixtures / PAPER)
    assert (run.code, run.out) == (1, alone.out)
    assert str(closed) in run.err
    assert "Permission denied" in run.err
    assert run.err.count("\n") == 1


def test_a_wrong_profile_is_told_once(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    profile = tmp_path / "body.toml"
    profile.write_text("name = 3\n", encoding="utf-8")
    told(cotc("parse", "--profile", profile, fixtures / PAPER, fixtures / PAPER), 2, "body.toml")


def test_json_that_is_no_document(cotc: Cotc, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('{"name": "something else"}', encoding="utf-8")
    told(cotc("parse", other), 1, str(other), "cotc parse --format json")


def test_json_of_another_schema(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    cotc("parse", fixtures / PAPER, "-o", made)
    made.write_bytes(re.sub(rb'"schema": "\d+"', b'"schema": "999"', made.read_bytes()))
    told(cotc("parse", made), 1, str(made), "its schema is 999")


@pytest.mark.parametrize("name", ["made.jsonl", "made.json", "made.txt"])
def test_json_lines_are_no_paper(name: str, cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made = tmp_path / name
    cotc("parse", fixtures / PAPER, "-f", "jsonl", "-o", made)
    told(cotc("check", made), 1, str(made), "cotc parse --format json")


def test_a_name_cannot_steer_the_terminal(cotc: Cotc, tmp_path: Path) -> None:
    run = cotc("parse", tmp_path / "\x1b[31mred.pdf")
    assert run.code == 1
    assert "\x1b" not in run.err


def test_a_name_that_is_no_utf8(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"r\xe9solution.pdf")
    odd.write_bytes((fixtures / PAPER).read_bytes())
    run = cotc("parse", "--format", "json", odd)
    assert run.code == 0
    assert '"name": "r\ufffdsolution.pdf"' in run.text
    assert cotc("parse", os.fsdecode(b"\xe9.pdf")).code == 1


def _letter() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman")
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    words = b"BT /F1 11 Tf 72 700 Td (Dear Madam, the weather in Vienna is fine.) Tj ET"
    pdf.pages[0].Contents = pikepdf.Stream(pdf, words)
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def test_a_download_is_several_papers(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    download = tmp_path / "download.zip"
    with zipfile.ZipFile(download, "w") as archive:
        for name in ("ctoc-a.fr.pdf", "ctoc-a.en.pdf"):
            archive.write(fixtures / name, f"folder/{name}")
        archive.writestr("folder/notes.bin", b"\x00\x01\x02")
    run = cotc("parse", "--format", "jsonl", "--only", "session", download)
    assert run.code == 1
    assert "notes.bin" in run.err
    assert run.out.count(b'"kind":"session"') == 2


def test_a_bomb_in_a_download_ends_nothing(
    cotc: Cotc, fixtures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "RATIO_FROM", 1024)
    monkeypatch.setattr(archives, "RATIO_LIMIT", 50)
    download = tmp_path / "download.zip"
    with zipfile.ZipFile(download, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(fixtures / PAPER, f"first/{PAPER}")
        archive.writestr("bomb.pdf", b"%PDF-" + bytes(1_000_000))
        archive.write(fixtures / PAPER, PAPER)
    run = cotc("parse", "--format", "jsonl", "--only", "resolution", download)
    assert run.code == 1
    assert run.out.count(b'"kind":"resolution"') == 2
    assert f"{download}/bomb.pdf: " in run.err
    assert run.err.count("\n") == 1
