"""A tree as flat records: what the tables, the columns and the database have in common."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from msgspec import UnsetType

from cotc.parsers.model import Document, Footnote, Node, walk

T = TypeVar("T")


class Record(NamedTuple):
    """A node with its place: `position` counts from 1 in reading order, `depth` from 0 at the session.

    `cited` are the notes that it calls, each once.
    """

    node: Node
    parent: Node | None
    ancestors: tuple[Node, ...]
    position: int
    depth: int
    cited: tuple[Footnote, ...]


def records(document: Document) -> Iterator[Record]:
    """Every node in reading order."""
    notes = {note.id: note for note in document.footnotes}
    for position, (node, above) in enumerate(walk(document), 1):
        called = dict.fromkeys(call.footnote for call in node.notes if call.footnote in notes)
        cited = tuple(notes[address] for address in called if address is not None)
        yield Record(node, above[-1] if above else None, above, position, len(above), cited)


def known(value: T | UnsetType | None) -> T | None:
    """`value`, or None for a key that the node does not have."""
    return None if isinstance(value, UnsetType) else value


def cells(node: Node) -> str | None:
    """The words of a table, a row a line, cells between tabs; None for what is no table."""
    rows = known(node.rows)
    return None if not rows else "\n".join("\t".join(row) for row in rows)


def first_page(node: Node | Footnote) -> int | None:
    return node.pages[0] if node.pages else None


def last_page(node: Node | Footnote) -> int | None:
    return node.pages[-1] if node.pages else None
