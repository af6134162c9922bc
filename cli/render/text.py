"""Documents as plain lines: the tree in a pipe, one node a line and none cut, and running text."""

from collections.abc import Iterator

from cotc.cli.console import harmless
from cotc.cli.render.outline import (
    Choice,
    Item,
    label,
    masthead,
    outline,
    rows,
    with_calls,
    words,
)
from cotc.parsers.model import HEADED, Document, Node, walk

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
        if node.kind in HEADED:
            base = level + 1
        if not choice.takes(node, level):
            continue
        if node.kind in HEADED:
            yield ""
        indent = STEP * max(level - base, 0)
        yield from (indent + line for line in _own_lines(node) if line)
    if document.footnotes and not choice.kinds:
        yield ""
        for note in document.footnotes:
            said = "".join(run.text for run in with_calls(note.text, (), note.emphasis))
            yield f"[^{harmless(note.number)}]: {said}"


def _own_lines(node: Node) -> Iterator[str]:
    said = "".join(run.text for run in words(node))
    named = node.label or node.kind in HEADED or (node.number and node.kind != "preambular")
    yield f"{label(node)} {said}".strip() if named else said
    yield from rows(node)


def _branch(root: Item) -> Iterator[str]:
    """`root` and all below it, with the guides that rich draws."""
    stack = [(root, "", "")]
    while stack:
        item, first, rest = stack.pop()
        tail = f"({item.tail})" if item.tail else ""
        yield first + " ".join(part for part in (item.head, item.text, tail) if part)
        last = len(item.children) - 1
        below = [
            (child, rest + ("└── " if place == last else "├── "), rest + (STEP if place == last else "│   "))
            for place, child in enumerate(item.children)
        ]
        stack.extend(reversed(below))
