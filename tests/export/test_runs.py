"""What writers share: runs, labels of notes, splitting into texts."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from cotc.cli.export import texts
from cotc.cli.export.printed import (
    CallAt,
    Run,
    cell_runs,
    clean,
    note_labels,
    one_line,
    runs,
    title_runs,
    uncalled,
)
from cotc.parsers.model import Call, Document, Node, Ref, walk

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair))), max_size=4
)


@given(st.text(max_size=25), SPANS, st.lists(st.integers(0, 30), max_size=4), SPANS)
def test_runs_keep_every_character_and_every_call(
    text: str, emphasis: list[tuple[int, int]], offsets: list[int], cited: list[tuple[int, int]]
) -> None:
    calls = [Call(str(at), at, None) for at in offsets]
    refs = [Ref("url", start, end, text[start:end], None) for start, end in cited]
    pieces = list(runs(text, emphasis, calls, refs))
    assert "".join(piece.text for piece in pieces if isinstance(piece, Run)) == text
    at = 0
    told = []
    for piece in pieces:
        if isinstance(piece, CallAt):
            assert at == min(piece.call.offset, len(text))
            told.append(piece.call)
            continue
        for index in range(at, at + len(piece.text)):
            assert piece.italic == any(start <= index < end for start, end in emphasis)
        at += len(piece.text)
    assert told == sorted(calls, key=lambda call: call.offset)


def test_of_overlapping_references_the_first_and_longest_stays() -> None:
    refs = [Ref("url", 2, 4, "cd", "b"), Ref("url", 0, 3, "abc", "a"), Ref("url", 0, 2, "ab", "c")]
    pieces = [(piece.text, piece.ref.form if piece.ref else None) for piece in runs("abcdef", refs=refs)]  # type: ignore[union-attr]
    assert pieces == [("abc", "a"), ("def", None)]


@given(st.text())
def test_cleaning_keeps_offsets_and_leaves_nothing_that_xml_forbids(text: str) -> None:
    from lxml import etree

    assert len(clean(text)) == len(one_line(text)) == len(text)
    element = etree.Element("p")
    element.text = clean(text)
    assert "\n" not in one_line(text)


def test_labels_of_notes_are_unique(document: Document) -> None:
    labels = note_labels(document)
    assert len(set(labels.values())) == len(document.footnotes)


def test_uncalled_notes_are_those_without_a_call(awkward: Document) -> None:
    assert [note.id for note in uncalled(awkward)] == ["fn-star"]


def test_split_gives_each_text_once_with_its_notes(awkward: Document) -> None:
    parts = dict(texts(awkward))
    assert list(parts) == ["res-1-1", "dec-1-1"]
    assert [note.id for note in parts["res-1-1"].footnotes] == ["fn-1", "fn-2"]
    assert parts["dec-1-1"].footnotes == ()
    assert [node.kind for node, _ in walk(parts["dec-1-1"])] == ["session", "decision", "operative"]
    assert parts["res-1-1"].tree[0].number == "1"


def test_split_of_real_papers_is_all_their_texts(paper: Document) -> None:
    outermost = [
        node.id
        for node, above in walk(paper)
        if node.kind in ("resolution", "decision")
        and not any(a.kind in ("resolution", "decision") for a in above)
    ]
    assert [part.tree[0].children[0].id for _, part in texts(paper)] == outermost
    names = [name for name, _ in texts(paper)]
    assert len(set(names)) == len(names)
    assert not [name for name in names if "/" in name]


@pytest.mark.parametrize("name", ["markdown", "text", "docx", "akn"])
def test_the_same_document_gives_the_same_bytes(name: str, awkward: Document) -> None:
    from cotc.cli.export import EXPORTERS, Options

    render = EXPORTERS[name].render()
    assert render(awkward, Options()) == render(awkward, Options())


def test_calls_of_a_table_stand_in_their_cells_and_those_of_its_title_in_the_title() -> None:
    node = Node(
        id="table",
        kind="table",
        title="Parties",
        rows=(("State", "Since"), ("Albania", "5 June 2007")),
        notes=(Call("1", 7, "fn-1"), Call("a", 11, "fn-a", (1, 1)), Call("b", 2, None, (1, 1))),
    )

    def words(pieces: Iterable[Run | CallAt]) -> list[str]:
        return [piece.call.number if isinstance(piece, CallAt) else piece.text for piece in pieces]

    assert words(title_runs(node)) == ["Parties", "1"]
    rows = [[words(line) for cell in row for line in cell] for row in cell_runs(node)]
    assert rows == [[["State"], ["Since"]], [["Albania"], ["5 ", "b", "June 2007", "a"]]]
    assert not list(cell_runs(replace(node, rows=UNSET)))


def test_a_call_stands_on_its_line_of_a_cell() -> None:
    calls = tuple(Call(number, offset, None, (0, 0)) for number, offset in (("1", 3), ("2", 4), ("3", 7)))
    node = Node(id="table-1", kind="table", notes=calls, rows=(("Ana\nLiu",),))
    ((cell,),) = cell_runs(node)
    assert [[p.call.number if isinstance(p, CallAt) else p.text for p in line] for line in cell] == [
        ["Ana", "1"],
        ["2", "Liu", "3"],
    ]
