"""cotc as a library: `parse` gives a paper's tree as typed, frozen objects.

    from cotc.parsers import parse
    document = parse("report.pdf")
    document.tree[0].children
"""

from cotc.parsers.errors import CotcError
from cotc.parsers.model import Document, Node, walk
from cotc.parsers.pipeline import parse

__all__ = ["CotcError", "Document", "Node", "parse", "walk"]
