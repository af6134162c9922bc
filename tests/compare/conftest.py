"""Versions of a paper, made from its document."""

from collections.abc import Callable, Iterable

import pytest
from msgspec.structs import replace

from cotc.parsers.model import Document, Node

Edit = Callable[[Node], Iterable[Node]]


def _below(node: Node, edit: Edit) -> Node:
    children = (_below(new, edit) for child in node.children for new in edit(child))
    return replace(node, children=tuple(children))


@pytest.fixture
def edited() -> Callable[[Document, Edit], Document]:
    """A document in which each node below a session became what `edit` makes of it: none, one or several."""

    def make(document: Document, edit: Edit) -> Document:
        return replace(document, tree=tuple(_below(root, edit) for root in document.tree))

    return make


@pytest.fixture
def without(edited: Callable[[Document, Edit], Document]) -> Callable[[Document, str], Document]:
    """A document that lacks the node of an address."""
    return lambda document, address: edited(document, lambda n: () if n.id == address else (n,))
