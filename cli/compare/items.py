"""What is compared: the nodes of a paper that have words of their own, and its notes, one after another."""

from collections.abc import Iterator
from typing import NamedTuple

import regex
from msgspec import UnsetType

from cotc.cli.export.printed import one_line
from cotc.parsers.model import HEADED, Document, Node, Ref, walk
from cotc.parsers.profiles.numerals import ascii_number, digits

NOTE = "footnote"
BETWEEN_CELLS = " | "

# Single digits are left out: they stand in one language where another has a word (5月 for May).
_NUMBER = regex.compile(r"\d{2,}")


class Item(NamedTuple):
    """A paragraph, point, heading, table or note.

    address  id of the node or note
    parent   address of what it stands in; empty for notes
    kind     kind of the node, or `footnote`
    number   printed number in its ASCII form, empty where it has none
    label    number as it stands on the page, else empty
    words    title and text on one line; the cells of a table
    page     where it begins, None where the source has no pages
    signs    what is the same in every language: normal forms of its references, its numbers, how many
             notes it calls, and whether points follow
    """

    address: str
    parent: str
    kind: str
    number: str
    label: str
    words: str
    page: int | None
    signs: frozenset[str]

    @property
    def headed(self) -> bool:
        """Whether it is a heading, which never answers to a paragraph."""
        return self.kind in HEADED

    @property
    def place(self) -> str:
        """What tells it from its siblings: its number, or the last part of its address."""
        return self.number or self.address.rsplit("/", 1)[-1]


def items(document: Document, below: tuple[str, ...] = ()) -> tuple[Item, ...]:
    """The nodes of `document` that have words or a label, in reading order; with `below` only that
    node (an address) and what stands in it."""
    return tuple(
        item
        for node, above in walk(document)
        if not below or any(n.id in below for n in (*above, node))
        for item in _item(node, above)
    )


def _item(node: Node, above: tuple[Node, ...]) -> Iterator[Item]:
    words = [part for part in (node.title, node.text) if part]
    if not isinstance(node.rows, UnsetType):
        words += (BETWEEN_CELLS.join(row) for row in node.rows)
    if not words and not node.label:
        return
    text = one_line(" ".join(words))
    yield Item(
        address=node.id,
        parent=above[-1].id if above else "",
        kind=node.kind,
        number=_ascii(node.number, listed=node.kind == "subparagraph"),
        label=one_line(node.label or ""),
        words=text,
        page=node.pages[0] if node.pages else None,
        signs=_signs(node.refs, text).union(_build(node)),
    )


def _build(node: Node) -> Iterator[str]:
    """How a paragraph is built: that notes are called, that points follow."""
    if node.notes:
        yield f"calls {len(node.notes)}"
    if node.children and node.kind not in HEADED:
        yield "points"


def notes(document: Document, below: tuple[str, ...] = ()) -> tuple[Item, ...]:
    """The notes of `document` in reading order; with `below` those called in these nodes."""
    inside = {node.id for node, above in walk(document) if any(n.id in below for n in (*above, node))}
    return tuple(
        Item(
            address=note.id,
            parent="",
            kind=NOTE,
            number=_ascii(note.number, listed=True) if note.number.strip("*") else note.number,
            label=note.number,
            words=one_line(note.text),
            page=note.pages[0] if note.pages else None,
            signs=_signs(note.refs, note.text),
        )
        for note in document.footnotes
        if not below or inside.intersection(note.calls)
    )


def _ascii(number: str | None, *, listed: bool) -> str:
    return ascii_number(number, listed=listed) if number else ""


def _signs(refs: tuple[Ref, ...], text: str) -> frozenset[str]:
    forms = (ref.form for ref in refs if ref.form)
    return frozenset((*forms, *_NUMBER.findall(digits(text))))
