"""cotc as a library: `parse` gives a paper's tree as typed, frozen objects.

from cotc.parsers import parse
document = parse("report.pdf")
document.tree[0].children
"""

from typing import TYPE_CHECKING, Any

from cotc.parsers.errors import CotcError
from cotc.parsers.model import Document, Node, walk

if TYPE_CHECKING:
    from cotc.parsers.pipeline import parse

__all__ = ["CotcError", "Document", "Node", "parse", "walk"]


def __getattr__(name: str) -> Any:
    """`parse` brings the engines along, and is loaded when it is first used: trees can be read without."""
    if name == "parse":
        from cotc.parsers.pipeline import parse

        return parse
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
