"""Kinds of files by their bytes, and what is said of those that are no paper."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cotc.parsers.errors import DamagedInputError, EncryptedInputError, NotAPaperError, SourceError
from cotc.parsers.sources.detect import detect

FIXTURES = Path(__file__).parents[2] / "fixtures"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ctoc-a.en.pdf", "pdf"),
        ("ctoc-a.en.docx", "docx"),
        ("FCCC_PA_CMA_2021_10_Add.3_en.docx", "docx"),
        ("CTOC_COP_2024_11_fr.txt", "text"),
    ],
)
def test_papers(name: str, kind: str) -> None:
    assert detect((FIXTURES / name).read_bytes()) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"junk before\n%PDF-1.7\n", "pdf"),
        (zipped("A_80_1_E.pdf", "A_80_1_F.pdf"), "zip"),
        ("# Résolution 12/1\n".encode(), "text"),
        ("\ufeffРезолюция 12/1".encode("utf-16"), "text"),
        ("القرار ١٢/١".encode(), "text"),
        (b"Page one\n\fPage two\n", "text"),
        (b"R\xe9solution in an old encoding\n", "text"),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert detect(data) == kind


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", DamagedInputError, "empty"),
        (b"\0" * 4096, DamagedInputError, "empty"),
        (OLE + b"\0" * 512, NotAPaperError, "soffice --headless --convert-to docx FILE.doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedInputError, "password"),
        (b"{\\rtf1\\ansi", NotAPaperError, "--convert-to docx FILE.rtf"),
        (zipped("mimetype", "content.xml"), NotAPaperError, "--convert-to docx FILE.odt"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), NotAPaperError, "no Word document"),
        (b"\x89PNG\r\n\x1a\n", NotAPaperError, "OCR"),
        (b"\n<!DOCTYPE html><html>", NotAPaperError, "web page"),
        (b'<?xml version="1.0"?><html xmlns="x">', NotAPaperError, "web page"),
        (bytes(range(256)) * 4, NotAPaperError, "no kind of file"),
        (b"PK\x03\x04 and no more", DamagedInputError, "damaged"),
    ],
)
def test_what_is_no_paper_is_told_with_advice(data: bytes, error: type[SourceError], says: str) -> None:
    with pytest.raises(error, match=r" — ") as caught:
        detect(data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_word_file_is_told_by_its_parts_not_its_name(word: Callable[..., bytes]) -> None:
    assert detect(word("<w:p/>")) == "docx"
