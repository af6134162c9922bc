"""One paper, several files: the trees of Word, text and PDF are held together."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import UNSET

from cotc.parsers import Document
from cotc.parsers.model import walk

_MARKS = re.compile(r"(?<=\d)[a-z](?:,[a-z])*$")

Node = tuple[str, str, str | None, str, tuple[str, ...]]


def nodes(document: Document) -> list[Node]:
    """Addresses, kinds, numbers, words and calls, spaces aside."""
    return [
        (
            n.id,
            n.kind,
            n.number,
            " ".join((n.text or n.title or "").split()),
            tuple(c.number for c in n.notes),
        )
        for n, _ in walk(document)
    ]


def test_word_and_pdf_give_one_tree(parsed: Callable[[str], Document]) -> None:
    word, pdf = parsed("ctoc-a.en.docx"), parsed("ctoc-a.en.pdf")
    assert nodes(word) == nodes(pdf)
    assert word.report == pdf.report
    assert [(f.number, f.text, f.calls) for f in word.footnotes] == [
        (f.number, f.text, f.calls) for f in pdf.footnotes
    ]
    assert [(c.number, c.title, c.target) for c in word.contents] == [
        (c.number, c.title, c.target) for c in pdf.contents
    ]


def test_text_and_pdf_give_one_tree(parsed: Callable[[str], Document]) -> None:
    text, pdf = nodes(parsed("CTOC_COP_2024_11_fr.txt")), nodes(parsed("CTOC_COP_2024_11_fr_TYPESET.pdf"))
    assert [n[:3] for n in text] == [n[:3] for n in pdf]
    same = sum(a[3] == b[3] for a, b in zip(text, pdf, strict=True))
    assert same >= 0.98 * len(text)  # the recognition misread a name or two


def test_word_and_pdf_give_the_same_tables(parsed: Callable[[str], Document]) -> None:
    """Word tells what is a cell, the PDF has only rules and places. In Word cells keep the marks of notes."""
    word, pdf = ([*tables(parsed(f"A_80_604_Add.6_en.{kind}"))] for kind in ("docx", "pdf"))
    assert len(word) == len(pdf) == 8
    same = sum(
        (Counter(pdf_rows) & Counter(word_rows)).total()
        for pdf_rows, word_rows in zip(pdf, word, strict=True)
    )
    assert same >= 0.9 * sum(len(rows) for rows in word)


def tables(document: Document) -> Iterator[list[tuple[str, ...]]]:
    """The filled cells of each row of each table, spaces and marks of notes aside."""
    for node, _ in walk(document):
        if node.rows is not UNSET:
            yield [tuple(_MARKS.sub("", "".join(c.split())) for c in row if c) for row in node.rows]


def test_pages_are_null_where_the_source_tells_none(parsed: Callable[[str], Document]) -> None:
    for name in ("ctoc-a.en.docx", "CTOC_COP_2024_11_fr.txt"):
        document = parsed(name)
        assert document.source.pages is None
        assert {node.pages for node, _ in walk(document)} == {None}
