"""The tree as nested lists of links; texts, and branches that hold no heading, are closed at first."""

from collections.abc import Iterable

from cotc.cli.view.html import element, escaped
from cotc.cli.view.paper import Paper
from cotc.parsers.model import HEADED, TEXTS, Node

# Characters of a paragraph that stand for it.
SNIPPET = 60


def outline(paper: Paper) -> str:
    """The outline of a paper. Sessions without words of their own leave their place to what they hold."""
    roots: list[Node] = []
    for session in paper.document.tree:
        bare = session.kind == "session" and not (session.title or session.text or session.label)
        roots += session.children if bare else (session,)
    return element("ul", _items(roots, paper, len(roots) == 1), lang=paper.language, dir=paper.direction)


def _items(nodes: Iterable[Node], paper: Paper, is_open: bool) -> str:
    return "".join(_item(node, paper, is_open) for node in nodes)


def _item(node: Node, paper: Paper, is_open: bool) -> str:
    link = element("a", element("span", _name(node)), href="#" + paper.anchor(node.id), _class=node.kind)
    if not node.children:
        return element("li", link)
    is_open = is_open or (node.kind not in TEXTS and any(child.kind in HEADED for child in node.children))
    twist = element(
        "button",
        "",
        type="button",
        aria_expanded="true" if is_open else "false",
        aria_label="What stands in " + (node.label or node.title or node.id),
    )
    below = _items(node.children, paper, False)
    return element("li", twist + link + element("ul", below, hidden=None if is_open else ""))


def _name(node: Node) -> str:
    words = (node.title or node.text or "").strip()
    short = words if node.kind in HEADED or len(words) <= SNIPPET else words[:SNIPPET].rstrip() + "…"
    label = element("span", escaped(node.label), _class="label") if node.label else ""
    return f"{label} {escaped(short)}".strip() or element("i", escaped(node.kind))
