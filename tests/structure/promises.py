"""What parsers/structure promises of any paragraphs; tests and benchmarks/harness.py both hold it to that."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec import UNSET

from cotc.parsers.model import Node, by_cell, outside_cells, walk_node
from cotc.parsers.structure import Built
from cotc.parsers.structure.notes import LIST_PAGES

# Lines about the paper as a whole are drawn apart from its paragraphs.
ABOUT = ("language", "body", "session", "size", "split", "ids", "flow", "italics", "front", "masthead")


def lines_of(cases: list[Any]) -> list[str]:
    """The paragraphs, notes and contents rows of all cases."""
    return [line for case in cases for line in case.given if not line.startswith(ABOUT)]


def visible(*words: str | None) -> Counter[str]:
    return Counter("".join("".join(filter(None, words)).split()))


def words_of(node: Node) -> Counter[str]:
    cells = [cell for row in node.rows for cell in row] if node.rows is not UNSET else []
    calls = [call.number for call in node.notes]
    return visible(node.label, node.title, node.text, *cells, *calls)


def given_words(paper: Any) -> Counter[str]:
    out: Counter[str] = Counter()
    for block in paper.blocks:
        cells = [cell for row in block.rows or () for cell in row]
        out += visible(block.text, *cells, *(mark.text for mark in block.marks))
    for note in paper.notes:
        out += visible(note.mark, note.text)
    return out


def kept_words(built: Built) -> Counter[str]:
    out: Counter[str] = Counter()
    for node, _ in walk_node(built.root):
        out += words_of(node)
    for note in built.footnotes:
        out += visible(note.number, note.text)
    for piece in built.furniture:
        out += visible(piece.text)
    return out


def every_character_is_in_one_place(made: Any, built: Built) -> None:
    assert kept_words(built) == given_words(made)


def addresses_are_unique_and_ascii(made: Any, built: Built) -> None:
    del made
    ids = [node.id for node, _ in walk_node(built.root)] + [note.id for note in built.footnotes]
    assert len(set(ids)) == len(ids)
    assert all(name.isascii() and name and " " not in name for name in ids)


def every_note_is_a_footnote_and_what_is_named_exists(made: Any, built: Built) -> None:
    assert len(built.footnotes) == len(made.notes)
    nodes = {node.id: node for node, _ in walk_node(built.root)}
    notes = {note.id: note for note in built.footnotes}
    called = {(call.footnote, node.id) for node in nodes.values() for call in node.notes if call.footnote}
    assert called == {(note.id, caller) for note in notes.values() for caller in note.calls}
    assert {row.target for row in built.contents} <= {None, *nodes}
    joined = sum(row.number == "Annex" for row in built.contents)  # with its title on the next line
    assert len(built.contents) + joined == len(made.contents)


def offsets_point_into_their_words(made: Any, built: Built) -> None:
    del made
    for node, _ in walk_node(built.root):
        length = len(node.text if node.text is not None else node.title or "")
        assert all(0 <= start < end <= length for start, end in node.emphasis)
        assert all(0 <= call.offset <= length for call in outside_cells(node.notes))
        for (row, column), calls in by_cell(node.notes).items():
            assert all(0 <= call.offset <= len(node.rows[row][column]) for call in calls)


def children_come_in_reading_order(made: Any, built: Built) -> None:
    del made
    assert all(one <= next_one for one, next_one in pairwise(_tops(built.root)))


def _tops(root: Node) -> Iterator[float]:
    """How far down each node begins: the lines of a soup stand one below the other."""
    for node, _ in walk_node(root):
        if node.boxes:
            yield min(box[2] for box in node.boxes)


def a_call_names_a_note_near_it(made: Any, built: Built) -> None:
    """On its pages, the one before or after; for a number called again, one printed before; for a letter in a
    table, at the end of the list."""
    del made
    printed = {note.id: note for note in built.footnotes}
    for node, _ in walk_node(built.root):
        for call in node.notes:
            if call.footnote is None or node.pages is None:
                continue
            note = printed[call.footnote]
            assert note.number == call.number
            assert note.pages is not None
            ahead = 6 if call.number.startswith("*") else 1
            if node.kind == "table" and call.number.isalpha():
                ahead = LIST_PAGES
            assert note.pages[0] <= node.pages[-1] + ahead


PROMISES = (
    every_character_is_in_one_place,
    addresses_are_unique_and_ascii,
    every_note_is_a_footnote_and_what_is_named_exists,
    offsets_point_into_their_words,
    children_come_in_reading_order,
    a_call_names_a_note_near_it,
)
