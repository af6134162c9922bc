"""What parsers/structure promises, of any paragraphs whatever: rule cases cut up and shuffled."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from cotc.parsers.model import Node, walk_node
from cotc.parsers.structure import Built

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
# Lines about the paper as a whole are drawn apart from its paragraphs.
ABOUT = ("language", "body", "session", "size", "split", "ids", "front", "masthead")

few = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@pytest.fixture(scope="session")
def lines(cases: list[Any]) -> list[str]:
    """The paragraphs, notes and contents rows of all cases."""
    return [line for case in cases for line in case.given if not line.startswith(ABOUT)]


@st.composite
def soups(draw: st.DrawFn) -> tuple[str, list[int], bool]:
    """A language, places in the list of lines, and whether the front must be parted from the text."""
    language = draw(st.sampled_from(LANGUAGES))
    # Runs of neighbours, so that texts and lists stay together long enough to go wrong in the middle.
    starts = draw(
        st.lists(st.tuples(st.sampled_from(range(5000)), st.integers(1, 7)), min_size=1, max_size=8)
    )
    return language, [start + k for start, count in starts for k in range(count)], draw(st.booleans())


def soup(paper: Any, lines: list[str], drawn: tuple[str, list[int], bool]) -> Any:
    language, places, split = drawn
    about = [f"language| {language}"] + (["split|"] if split else [])
    return paper((*about, *(lines[place % len(lines)] for place in places)))


@few
@given(drawn=soups())
def test_every_character_is_in_one_place(drawn: Any, paper: Any, lines: list[str]) -> None:
    made = soup(paper, lines, drawn)
    assert kept_words(made.built()) == given_words(made)


@few
@given(drawn=soups())
def test_addresses_are_unique_and_ascii(drawn: Any, paper: Any, lines: list[str]) -> None:
    built = soup(paper, lines, drawn).built()
    ids = [node.id for node, _ in walk_node(built.root)] + [note.id for note in built.footnotes]
    assert len(set(ids)) == len(ids)
    assert all(name.isascii() and name and " " not in name for name in ids)


@few
@given(drawn=soups())
def test_every_note_is_a_footnote_and_what_is_named_exists(drawn: Any, paper: Any, lines: list[str]) -> None:
    made = soup(paper, lines, drawn)
    built = made.built()
    assert len(built.footnotes) == len(made.notes)
    nodes = {node.id: node for node, _ in walk_node(built.root)}
    notes = {note.id: note for note in built.footnotes}
    called = {(call.footnote, node.id) for node in nodes.values() for call in node.notes if call.footnote}
    assert called == {(note.id, caller) for note in notes.values() for caller in note.calls}
    assert {row.target for row in built.contents} <= {None, *nodes}
    joined = sum(row.number == "Annex" for row in built.contents)  # with its title on the next line
    assert len(built.contents) + joined == len(made.contents)


@few
@given(drawn=soups())
def test_offsets_point_into_their_words(drawn: Any, paper: Any, lines: list[str]) -> None:
    for node, _ in walk_node(soup(paper, lines, drawn).built().root):
        length = len(node.text if node.text is not None else node.title or "")
        assert all(0 <= start < end <= length for start, end in node.emphasis)
        assert all(0 <= call.offset <= length for call in node.notes)


@few
@given(drawn=soups())
def test_children_come_in_reading_order(drawn: Any, paper: Any, lines: list[str]) -> None:
    root = soup(paper, lines, drawn).built().root
    assert all(one <= next_one for one, next_one in pairwise(tops(root)))


def tops(root: Node) -> Iterator[float]:
    """How far down each node begins: the lines of a soup stand one below the other."""
    for node, _ in walk_node(root):
        if node.boxes:
            yield min(box[2] for box in node.boxes)


@few
@given(drawn=soups())
def test_the_same_paragraphs_give_the_same_tree(drawn: Any, paper: Any, lines: list[str]) -> None:
    assert soup(paper, lines, drawn).built() == soup(paper, lines, drawn).built()


@few
@given(drawn=soups())
def test_a_call_names_a_note_near_it(drawn: Any, paper: Any, lines: list[str]) -> None:
    """On its pages, the one before or after; or, for a number called again, one printed before."""
    built = soup(paper, lines, drawn).built()
    printed = {note.id: note for note in built.footnotes}
    for node, _ in walk_node(built.root):
        for call in node.notes:
            if call.footnote is None or node.pages is None:
                continue
            note = printed[call.footnote]
            assert note.number == call.number
            assert note.pages is not None
            ahead = 6 if call.number.startswith("*") else 1
            assert note.pages[0] <= node.pages[-1] + ahead
