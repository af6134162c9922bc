"""Language versions side by side."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from cotc.cli.compare.align import Row, align
from cotc.cli.compare.remarks import names, remarks, summary
from cotc.parsers import Document
from cotc.parsers.model import Node

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
Without = Callable[[Document, str], Document]


@pytest.fixture
def versions(parsed: Callable[[str], Document]) -> dict[str, Document]:
    return {language: parsed(f"ctoc-a.{language}.pdf") for language in LANGUAGES}


def gaps(rows: tuple[Row, ...]) -> list[list[str | None]]:
    return [[cell and cell.address for cell in row.cells] for row in rows if not row.whole]


def test_the_six_languages_align_paragraph_for_paragraph(versions: dict[str, Document]) -> None:
    documents = list(versions.values())
    rows = align(documents)
    assert len(rows) == 111
    assert all(row.even for row in rows)
    assert list(remarks(rows, names(documents))) == []
    assert summary(rows, documents) == "111 of 111 align in 6 versions: 104 paragraphs and headings, 7 notes"


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("address", ["res-12-4/pp-3", "res-12-4/op-6", "par-14", "dec-12-1/sec-1/1/d"])
def test_a_paragraph_that_one_version_lacks_is_told(
    versions: dict[str, Document], without: Without, language: str, address: str
) -> None:
    documents = [versions["en"], without(versions[language], address)]
    rows = align(documents)
    assert gaps(rows) == [[address, None]]
    found = list(remarks(rows, names(documents)))
    assert [(r.code, r.name, r.address) for r in found] == [("missing", language, address)]


def test_a_paragraph_that_one_version_has_too_many_is_told(
    versions: dict[str, Document], without: Without
) -> None:
    documents = [without(versions["en"], "par-14"), versions["fr"]]
    found = list(remarks(align(documents), names(documents)))
    assert [(r.code, r.name, r.address) for r in found] == [("extra", "fr", "par-14")]


def test_most_versions_say_which_one_lacks_a_paragraph(
    versions: dict[str, Document], without: Without
) -> None:
    documents = [without(versions["en"], "par-14"), versions["fr"], versions["ru"], versions["zh"]]
    rows = align(documents)
    found = list(remarks(rows, names(documents)))
    assert [(r.code, r.name, r.address) for r in found] == [("missing", "en", "par-14")]
    assert gaps(rows) == [[None, "par-14", "par-14", "par-14"]]


def test_numbers_that_shifted_are_told_in_one_line(
    versions: dict[str, Document], edited: Callable[..., Document]
) -> None:
    def edit(node: Node) -> tuple[Node, ...]:
        head, _, number = node.id.partition("res-12-4/op-")
        if head or not number.isdigit() or int(number) < 3:
            return (node,)
        shifted = str(int(number) - 1)
        changed = replace(node, id=f"res-12-4/op-{shifted}", number=shifted, label=f"{shifted}.")
        return () if number == "3" else (changed,)

    documents = [versions["en"], edited(versions["fr"], edit)]
    found = list(remarks(align(documents), names(documents)))
    assert [(r.code, r.address) for r in found] == [
        ("missing", "res-12-4/op-3"),
        ("shifted", "res-12-4/op-4 … res-12-4/op-9"),
    ]
    assert found[1].message == "in fr they are res-12-4/op-3 … res-12-4/op-8"


def test_a_paragraph_that_stands_elsewhere(
    versions: dict[str, Document], edited: Callable[..., Document]
) -> None:
    def edit(node: Node) -> tuple[Node, ...]:
        if node.id != "res-12-4":
            return (node,)
        at = next(i for i, child in enumerate(node.children) if child.id == "res-12-4/pp-4")
        left = node.children[:at] + node.children[at + 1 :]
        return (replace(node, children=(*left[:9], node.children[at], *left[9:])),)

    documents = [versions["en"], edited(versions["es"], edit)]
    rows = align(documents)
    assert gaps(rows) == []
    found = list(remarks(rows, names(documents)))
    assert [(r.code, r.name, r.address) for r in found] == [("shifted", "es", "res-12-4/pp-4")]


def test_a_note_that_is_missing(versions: dict[str, Document]) -> None:
    notes = tuple(note for note in versions["ar"].footnotes if note.id != "fn-4")
    documents = [versions["en"], replace(versions["ar"], footnotes=notes)]
    assert gaps(align(documents)) == [["fn-4", None]]


def test_a_whole_resolution_is_missing(versions: dict[str, Document], without: Without) -> None:
    rows = align([versions["en"], without(versions["zh"], "res-12-2")])
    lacking = [row.first.address for row in rows if not row.whole]
    assert lacking
    assert all(address.startswith("res-12-2") for address in lacking)
    assert len(lacking) == sum(row.first.address.startswith("res-12-2") for row in rows)


def test_every_paragraph_comes_once_even_of_papers_that_have_nothing_in_common(
    versions: dict[str, Document], parsed: Callable[[str], Document]
) -> None:
    rows = align([versions["en"], parsed("S_RES_2773_2025_en.pdf")])
    for k in range(2):
        cells = [row.cells[k] for row in rows if row.cells[k] is not None]
        assert len(cells) == len(set(cells))
    assert sum(row.cells[0] is not None for row in rows) == 111


def test_versions_of_one_language_are_called_by_their_files(parsed: Callable[[str], Document]) -> None:
    documents = [parsed("ctoc-a.en.pdf"), parsed("ctoc-a.en.docx")]
    assert names(documents) == ["ctoc-a.en.pdf", "ctoc-a.en.docx"]
    assert all(row.even for row in align(documents))


def test_another_kind_is_told(versions: dict[str, Document], edited: Callable[..., Document]) -> None:
    def edit(node: Node) -> tuple[Node, ...]:
        return (replace(node, kind="unrecognised"),) if node.id == "par-14" else (node,)

    documents = [versions["en"], edited(versions["en"], edit)]
    found = list(remarks(align(documents), names(documents)))
    assert [(r.code, r.address, r.message) for r in found] == [
        ("kind", "par-14", f"paragraph in the first version, unrecognised in {names(documents)[1]}")
    ]


def test_the_last_of_all_may_bear_another_number(versions: dict[str, Document]) -> None:
    notes = versions["fr"].footnotes
    last = replace(notes[-1], id="fn-9", number="9")
    documents = [
        replace(versions["en"], footnotes=versions["en"].footnotes),
        replace(versions["fr"], footnotes=(*notes[:-1], last)),
    ]
    found = [remark for remark in remarks(align(documents), names(documents)) if remark.code == "shifted"]
    assert [(r.address, r.message) for r in found] == [("fn-7", "in fr it is fn-9")]
