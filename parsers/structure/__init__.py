"""Structure: paragraphs to the tree of the contract.

Promises:
1. Every block is in one node or in furniture; every note is a footnote.
2. Ids are unique, ASCII, and depend on the paper alone.
3. Every footnote and target that is named exists.
"""

from typing import NamedTuple

from cotc.parsers.model import ContentsRow, Footnote, Furniture, Node
from cotc.parsers.model.block import Layout
from cotc.parsers.profiles.patterns import Patterns
from cotc.parsers.structure.addresses import address
from cotc.parsers.structure.assemble import assemble
from cotc.parsers.structure.contents import contents_rows
from cotc.parsers.structure.draft import freeze
from cotc.parsers.structure.front import Front, split_front
from cotc.parsers.structure.notes import link
from cotc.parsers.structure.order import in_order

__all__ = ["Built", "build", "split_front"]


class Built(NamedTuple):
    root: Node
    footnotes: tuple[Footnote, ...]
    contents: tuple[ContentsRow, ...]
    furniture: tuple[Furniture, ...]


def build(layout: Layout, front: Front, patterns: Patterns, session: str | None) -> Built:
    """The tree of a paper whose front has been parted from its text."""
    root, aside = assemble(front.body, patterns, layout.body_size, front.lines)
    root.number = session
    address(root)
    footnotes, between = link([root], layout.notes)
    rows = contents_rows(layout.contents, root, patterns)
    furniture = in_order((*layout.furniture, *front.furniture, *aside, *between))
    return Built(freeze(root), tuple(footnotes), rows, furniture)
