"""Walks over a tree, for all who read it."""

from collections.abc import Iterator

from cotc.parsers.model.tree import Document, Node


def walk(document: Document) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every node in reading order, with its ancestors from the root down."""
    for root in document.tree:
        yield from walk_node(root)


def walk_node(node: Node, ancestors: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """`node` and all below it in reading order, with their ancestors."""
    stack = [(node, ancestors)]
    while stack:
        current, above = stack.pop()
        yield current, above
        if current.children:
            below = (*above, current)
            stack += [(child, below) for child in reversed(current.children)]
