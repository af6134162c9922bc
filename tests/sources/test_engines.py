"""Two engines, one tree: pdfium and pdfplumber read the same characters and the same rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cotc.parsers import Document, parse
from cotc.parsers.model import walk


def lines(document: Document) -> Iterator[object]:
    for node, _ in walk(document):
        calls = [(call.number, call.offset, call.footnote) for call in node.notes]
        yield node.id, node.kind, node.label, node.title, node.text, node.rows, node.pages, calls
    for note in document.footnotes:
        yield note.id, note.text, note.calls
    yield from document.contents


@pytest.mark.parametrize(
    "name",
    [
        "A_80_604_Add.6_en.pdf",
        "A_HRC_WG.6_7_ITA_1_fr.pdf",
        "A_RES_78_128_en.pdf",
        "A_RES_79_212_en.pdf",
        "E_2025_27_en.pdf",
        "S_RES_2773_2025_en.pdf",
        "TPNW_MSP_2025_11_en.pdf",
    ],
)
def test_both_engines_give_one_tree(name: str, fixtures: Path, parsed: Callable[[str], Document]) -> None:
    other = parse(fixtures / name, engine="pdfplumber")
    assert list(lines(other)) == list(lines(parsed(name)))
