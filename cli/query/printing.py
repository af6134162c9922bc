"""A place with all that belongs to it: headings above, its text and what is below, its notes and pages."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cotc.cli.query.addresses import Place
from cotc.cli.query.citations import citation
from cotc.parsers.model import TEXTS, Call, Document, Footnote, Node, by_cell, walk_node

INDENT = "   "


def headings(place: Place) -> list[str]:
    """The headings above the place, the outermost first."""
    return [
        label(node, title=True)
        for node in place.above
        if node.kind != "session" and (node.label or node.title)
    ]


def label(node: Node, *, title: bool = False) -> str:
    """The number as printed, and with `title` the words of the heading."""
    head = node.label or _plain_label(node)
    return " ".join(part for part in (head, node.title if title else None) if part)


def _plain_label(node: Node) -> str:
    if node.number is None:
        return ""
    if node.kind == "subparagraph":
        return f"{node.number})"
    return node.number if node.kind in TEXTS else f"{node.number}."


def notes_of(document: Document, node: Node) -> list[Footnote]:
    """The notes that the node and those below it call, in the order of the paper."""
    called = {call.footnote for below, _ in walk_node(node) for call in below.notes}
    return [note for note in document.footnotes if note.id in called]


def pages(place: Place) -> str:
    """`p. 15` or `pp. 15–16`; empty where the source has no pages."""
    spans = place.node.pages if place.node else place.note.pages if place.note else None
    below = [p for n, _ in walk_node(place.node) if n.pages for p in n.pages] if place.node else []
    numbers = sorted({*(spans or ()), *below})
    if not numbers:
        return ""
    return f"p. {numbers[0]}" if numbers[0] == numbers[-1] else f"pp. {numbers[0]}-{numbers[-1]}"


def as_text(document: Document, place: Place) -> Iterator[str]:
    """Lines to read: citation and page, headings, the text with its points, the notes."""
    yield "  ".join(part for part in (citation(document, place), pages(place)) if part)
    yield from (f"{INDENT * i}{heading}" for i, heading in enumerate(headings(place), 1))
    yield ""
    if place.note is not None:
        yield f"[{place.note.number}] {place.note.text}"
        return
    assert place.node is not None
    yield from _lines(place.node, 0)
    notes = notes_of(document, place.node)
    if notes:
        yield ""
    yield from (f"[{note.number}] {note.text}" for note in notes)


def _lines(node: Node, depth: int) -> Iterator[str]:
    words = " ".join(part for part in (label(node), node.title, marked(node)) if part)
    if words:
        yield INDENT * depth + words
    yield from (INDENT * (depth + 1) + row for row in _rows(node))
    for child in node.children:
        yield from _lines(child, depth + 1 if words else depth)


def marked(node: Node) -> str:
    """The text with `[12]` where a note is called."""
    return _with_calls(node.text, node.notes) if node.text else ""


def _with_calls(text: str, calls: Iterable[Call], sign: str = "") -> str:
    for call in sorted(calls, key=lambda call: call.offset, reverse=True):
        text = f"{text[: call.offset]}[{sign}{call.number}]{text[call.offset :]}"
    return text


def _rows(node: Node, sign: str = "") -> Iterator[str]:
    """A table's rows, cells between bars, the lines of a cell between strokes, with their calls."""
    called = by_cell(node.notes)
    for at, row in enumerate(node.rows or ()):
        cells = (_with_calls(cell, called.get((at, k), ()), sign) for k, cell in enumerate(row))
        yield " | ".join(cells).replace("\n", " / ")


def as_markdown(document: Document, place: Place) -> Iterator[str]:
    """The same as Markdown, the notes as Markdown notes."""
    where = pages(place)
    yield f"**{citation(document, place)}**" + (f" ({where})" if where else "")
    yield ""
    above = headings(place)
    if above:
        yield " › ".join(above)
        yield ""
    if place.note is not None:
        yield f"[^{place.note.number}]: {place.note.text}"
        return
    assert place.node is not None
    yield from _markdown(place.node, 0)
    for note in notes_of(document, place.node):
        yield ""
        yield f"[^{note.number}]: {note.text}"


def _markdown(node: Node, depth: int) -> Iterator[str]:
    text = _with_calls(node.text, node.notes, "^") if node.text else ""
    words = " ".join(part for part in (label(node), f"**{node.title}**" if node.title else "", text) if part)
    if words:
        yield f"{'    ' * (depth - 1)}- {words}" if depth else words
    yield from ("    " * depth + "- " + row for row in _rows(node, "^"))
    for child in node.children:
        yield from _markdown(child, depth + 1 if words else depth)


def as_json(document: Document, place: Place) -> dict[str, Any]:
    """One object: address, citation, headings, pages, and the node or note itself with its notes."""
    out: dict[str, Any] = {
        "document": document.report.symbol,
        "source": document.source.name,
        "address": place.id,
        "citation": citation(document, place),
        "headings": headings(place),
        "node": msgspec.to_builtins(place.node),
        "footnote": msgspec.to_builtins(place.note),
    }
    out["notes"] = msgspec.to_builtins(notes_of(document, place.node)) if place.node else []
    return out
