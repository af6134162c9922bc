"""Word, read back: paragraphs, tables and notes are those of the tree, in their order."""

import gc
import io
import zipfile

import docx
import pytest
from docx.opc.package import OpcPackage
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from lxml import etree
from msgspec.structs import replace

from cotc.cli.export import Options, texts
from cotc.cli.export.printed import one_line, title_of, told, uncalled
from cotc.cli.export.word import render
from cotc.cli.export.word_notes import NOTE_MARK
from cotc.parsers.model import HEADED, Call, Document, Node, walk


def squeezed(text: str) -> str:
    return "".join(one_line(text).split())


def read(data: bytes) -> tuple[str, list[str], list[tuple[str, str]]]:
    """The words of the body but for raised ones, the marks of the notes called, and the notes."""
    word = docx.Document(io.BytesIO(data))
    body: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            held = [paragraph for row in block.rows for cell in row.cells for paragraph in cell.paragraphs]
        else:
            held = [block]
        body += [run.text for paragraph in held for run in paragraph.runs if run.style.name != NOTE_MARK]
    ids = [element.get(qn("w:id"), "") for element in word.element.iter(qn("w:footnoteReference"))]
    notes = _notes(data)
    return squeezed("".join(body)), ids, [notes[number] for number in ids]


def _notes(data: bytes) -> dict[str, tuple[str, str]]:
    """Of each note its mark, empty where Word counts, and its words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "word/footnotes.xml" not in package.namelist():
            return {}
        root = etree.fromstring(package.read("word/footnotes.xml"))
    out: dict[str, tuple[str, str]] = {}
    for note in root:
        runs = list(note.iter(qn("w:r")))
        said = ["".join(text.text or "" for text in run.iter(qn("w:t"))) for run in runs]
        out[note.get(qn("w:id"), "")] = (said[0], squeezed("".join(said[1:])))
    return out


def expected(document: Document, single: bool = False) -> str:
    out = [] if single else [title_of(document) or ""]
    for node, _ in walk(document):
        out += [node.label or "", node.title or "", told(node), node.text or ""]
        out += [cell for row in node.rows or () for cell in row]
    out += [note.number + note.text for note in uncalled(document)]
    return squeezed("".join(out))


def test_the_words_and_the_notes_are_those_of_the_tree(document: Document) -> None:
    body, ids, notes = read(render(document, Options()))
    assert body == expected(document)
    by_id = {note.id: note for note in document.footnotes}
    called = dict.fromkeys(
        call.footnote
        for node, _ in walk(document)
        for call in sorted(node.notes, key=lambda call: (call.cell or (-1, -1), call.offset))
    )
    order = [by_id[address] for address in called if address]
    assert [words for _, words in notes] == [squeezed(note.text) for note in order]
    assert len(set(ids)) == len(ids) == len(order)


def test_each_text_alone(paper: Document) -> None:
    for _, text in texts(paper):
        assert read(render(text, Options(single=True)))[0] == expected(text, single=True)


def test_headings_have_levels(paper: Document) -> None:
    word = docx.Document(io.BytesIO(render(paper, Options())))
    styles = [p.style.name for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
    headed = [node for node, _ in walk(paper) if node.kind in HEADED and (node.label or node.title)]
    assert len(styles) == len(headed)
    assert all(1 <= int(name.split()[1]) <= 9 for name in styles)


@pytest.mark.parametrize(
    ("numbers", "marks", "start"),
    [
        (["1", "2"], ["", ""], None),
        (["9", "10"], ["", ""], "9"),
        (["*", "1", "2"], ["*", "", ""], None),
        (["1", "3", "2"], ["", "3", ""], None),
        (["a", "b"], ["a", "b"], None),
        (["١", "٢"], ["", ""], "1"),
        (["٩", "10"], ["", "10"], "9"),
    ],
)
def test_word_counts_where_its_count_is_the_printed_number(
    numbers: list[str], marks: list[str], start: str | None, awkward: Document
) -> None:
    from msgspec.structs import replace

    from cotc.parsers.model import Footnote

    notes = tuple(Footnote(f"fn-{n}", n, f"note {n}", None, (), ()) for n in numbers)
    node = Node(
        id="p",
        kind="paragraph",
        text="abc",
        notes=tuple(Call(n, at, f"fn-{n}") for at, n in enumerate(numbers)),
    )
    document = replace(awkward, tree=(Node(id="s", kind="session", children=(node,)),), footnotes=notes)
    data = render(document, Options())
    assert [mark for mark, _ in read(data)[2]] == marks
    starts = docx.Document(io.BytesIO(data)).element.iter(qn("w:numStart"))
    assert [element.get(qn("w:val")) for element in starts] == ([start] if start else [])


def test_styles_say_each_thing_once(awkward: Document) -> None:
    word = docx.Document(io.BytesIO(render(awkward, Options())))
    for style in word.styles:
        properties = style.element.find(qn("w:rPr"))
        tags = [child.tag for child in properties] if properties is not None else []
        assert len(set(tags)) == len(tags), style.name


def test_arabic_runs_from_right_to_left(awkward: Document) -> None:
    from msgspec.structs import replace

    arabic = replace(awkward, report=replace(awkward.report, language="ar"))
    word = docx.Document(io.BytesIO(render(arabic, Options())))
    body = [p for p in word.paragraphs if p.text]
    assert all(p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in body)
    assert all(run.font.rtl for p in body for run in p.runs if run.text and run.style.name != NOTE_MARK)


def test_each_page_bears_the_symbol_and_its_number(awkward: Document) -> None:
    section = docx.Document(io.BytesIO(render(awkward, Options()))).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["CTOC/COP/2024/11"]
    fields = section.footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]


def test_letters_of_a_title_are_not_set_apart(awkward: Document) -> None:
    title = docx.Document(io.BytesIO(render(awkward, Options()))).styles["Title"]
    assert title.element.rPr.find(qn("w:spacing")) is None


def test_columns_are_as_wide_as_their_words_need(awkward: Document) -> None:
    head = ("Category and subcategory of deliverables", "2025 planned", "2026 planned")
    rows = (
        head,
        *((f"{n}. Regional Collaborative Platform for Arab States and others", "10", "6") for n in range(9)),
    )
    (table,) = tables(awkward, rows)
    widths = [column.width for column in table.columns]
    assert widths[0] > 2 * widths[1]
    assert sum(widths) <= Cm(16) + Cm(0.01)
    assert all(
        cell.width == width for row in table.rows for cell, width in zip(row.cells, widths, strict=True)
    )
    (small,) = tables(awkward, (("Chair:", "Peru"), ("Vice-Chair:", "Chad")))
    assert sum(column.width for column in small.columns) < Cm(8)
    (broad,) = tables(awkward, (tuple(f"indivisible{n}" for n in range(14)), ("x",) * 14))
    assert sum(column.width for column in broad.columns) <= Cm(16) + Cm(0.01)


def test_the_head_of_a_table_comes_back_on_each_page(awkward: Document) -> None:
    (table,) = tables(awkward, (("State", "Date", "Note"), ("Peru", "2024", "a"), ("Chad", "2023", "b")))
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]
    (names,) = tables(awkward, (("Chair:", "Peru"), ("Vice-Chair:", "Chad")))
    assert not list(names._tbl.iter(qn("w:tblHeader")))


def tables(document: Document, rows: tuple[tuple[str, ...], ...]) -> list[Table]:
    """The tables of a file that holds this one."""
    node = Node(id="table-1", kind="table", rows=rows)
    return docx.Document(io.BytesIO(render(replace(document, tree=(node,)), Options()))).tables


def test_nothing_of_a_file_stays_in_memory(awkward: Document) -> None:
    gc.collect()
    gc.disable()  # as good as `garbage.look_seldom`
    try:
        render(awkward, Options())
        assert not any(isinstance(thing, OpcPackage) for thing in gc.get_objects())
    finally:
        gc.enable()
