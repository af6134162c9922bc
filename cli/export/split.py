"""A report cut into its texts: one document a resolution or decision."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from cotc.parsers.model import TEXTS, Document, Node, walk_node


def texts(document: Document) -> Iterator[tuple[str, Document]]:
    """Each resolution and decision as a document of its own, with a name for its file.

    The name is the text's address with what file names cannot hold replaced. The
    document keeps the session as the root, and of the notes those that the text calls.
    """
    for session in document.tree:
        for text in _outermost(session):
            name = re.sub(r"[^\w.~-]+", "-", text.id)
            yield name, _alone(document, session, text)


def _outermost(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.kind in TEXTS:
            yield child
        else:
            yield from _outermost(child)


def _alone(document: Document, session: Node, text: Node) -> Document:
    nodes = [node for node, _ in walk_node(text)]
    ids = {node.id for node in nodes}
    called = {call.footnote for node in nodes for call in node.notes}
    root = replace(
        session, children=(text,), title=None, label=None, text=None, notes=(), refs=(), emphasis=()
    )
    return replace(
        document,
        contents=(),
        tree=(root,),
        footnotes=tuple(note for note in document.footnotes if note.id in called),
        furniture=(),
        findings=tuple(finding for finding in document.findings if finding.node in ids),
    )
