"""Documents as plain lines: the tree in a pipe, one node a line and none cut, and running text."""

from collections.abc import Iterator

from cotc.cli.console import harmless
from cotc.cli.render.outline import (
    HEADINGS,
    Choice,
    Item,
    label,
    masthead,
    node_runs,
    outline,
    with_calls,
)
from cotc.parsers.model import Document, Node, walk

STEP = "    "


def tree_lines(document: Document, choice: Choice) -> Iterator[str]:
    """The same tree that a terminal shows, without colour and without cuts."""
    yield from masthead(document)
    for root in outline(document, choice):
        yield from _branch(root)


def text_lines(document: Document, choice: Choice) -> Iterator[str]:
    """The running text: headings between empty lines, one paragraph a line, notes at the end."""
    yield from masthead(document)
    base = 0
    for node, ancestors in walk(document):
        level = len(ancestors)
        if node.kind in HEADINGS:
            base = level + 1
        if not choice.takes(node, level):
            continue
        if node.kind in HEADINGS:
            yield ""
        indent = STEP * max(level - base, 0)
        yield from (indent + line for line in _own_lines(node) if line)
    if document.footnotes and not choice.kinds:
        yield ""
        for note in document.footnotes:
            words = "".join(run.text for run in with_calls(note.text, (), note.emphasis))
            yield f"[^{harmless(note.number)}]: {words}"


def _own_lines(node: Node) -> Iterator[str]:
    words = "".join(run.text for run in node_runs(node))
    named = node.label or node.kind in HEADINGS or (node.number and node.kind != "preambular")
    yield f"{label(node)} {words}".strip() if named else words
    if isinstance(node.rows, tuple):
        yield from (" | ".join(harmless(cell) for cell in row) for row in node.rows)


def _branch(root: Item) -> Iterator[str]:
    """`root` and all below it, with the guides that rich draws."""
    stack = [(root, "", "")]
    while stack:
        item, first, rest = stack.pop()
        tail = f"({item.tail})" if item.tail else ""
        yield first + " ".join(part for part in (item.head, item.words, tail) if part)
        last = len(item.children) - 1
        below = [
            (child, rest + ("└── " if place == last else "├── "), rest + (STEP if place == last else "│   "))
            for place, child in enumerate(item.children)
        ]
        stack.extend(reversed(below))
