"""Nodes as the hierarchy of Akoma Ntoso: chapters, sections, paragraphs, lists, tables."""

import re
from collections.abc import Sequence
from itertools import groupby

from cotc.cli.export.akn.inline import Element, Inline, sub
from cotc.cli.export.akn.names import slug
from cotc.cli.export.printed import has_title, one_line, text_runs, title_runs
from cotc.parsers.model import Node

ENACTING = "akn4un:enactingFormula"

# kind -> element, prefix of its eId
_NUMBERED = {
    "part": ("part", "part"),
    "chapter": ("chapter", "chp"),
    "section": ("section", "sec"),
    "paragraph": ("paragraph", "para"),
    "operative": ("paragraph", "para"),
}
# What the hierarchy has no element for, and how such a container is called.
_NAMED = {
    "chapter": "unnumberedHeading",
    "section": "unnumberedHeading",
    "formula": ENACTING,
}


class Body:
    """Writes the nodes of one component. `components` says where texts stand that have one of their own."""

    def __init__(self, inline: Inline, prefix: str, components: dict[str, str]) -> None:
        self.inline = inline
        self.prefix = prefix
        self.components = components

    def nodes(self, parent: Element, nodes: Sequence[Node], base: str) -> None:
        """Appends `nodes` to an element of the hierarchy (or a `mainBody`) whose eId is `base`."""
        for is_point, group in groupby(nodes, key=lambda node: node.kind == "subparagraph"):
            if is_point:
                self._list(parent, list(group), base)
            else:
                for node in group:
                    self._node(parent, node, base)

    def _node(self, parent: Element, node: Node, base: str) -> None:
        if node.id in self.components:
            label = " ".join(word for word in (node.label, node.title) if word)
            sub(parent, "componentRef", src="#" + self.components[node.id], showAs=label or node.kind)
            return
        tag, stem = self._tag(node)
        eid = self._eid(node, stem, base)
        element = sub(parent, tag, eId=eid)
        if tag == "hcontainer":
            element.set("name", _NAMED.get(node.kind, node.kind))
        if node.kind in ("preambular", "formula"):
            element.set("refersTo", "#preambleConcept")
        if node.kind == "unrecognised":
            element.set("status", "unknown")
        self._fill(element, node, eid)

    def _tag(self, node: Node) -> tuple[str, str]:
        numbered = _NUMBERED.get(node.kind)
        if numbered and (node.number is not None or numbered[0] == "paragraph"):
            return numbered
        return "hcontainer", "hcontainer"

    def _eid(self, node: Node, stem: str, base: str) -> str:
        """Paragraphs are counted through a component and cited by number alone; all else by its place."""
        inner = f"{base}__{stem}" if base else stem
        if node.number is None or stem == "hcontainer":
            eid = self.inline.ids.count(self.prefix + "para" if stem == "para" else inner)
        elif stem == "para":
            number = _number(node)
            eid = self.inline.ids.take(f"{self.prefix}para_{number}", f"{inner}_{number}")
        else:
            eid = self.inline.ids.take(f"{inner}_{_number(node)}")
        self.inline.node_ids[node.id] = eid
        return eid

    def _fill(self, element: Element, node: Node, eid: str) -> None:
        if node.label:
            sub(element, "num", one_line(node.label))
        if has_title(node) and not node.rows:
            self.inline.write(sub(element, "heading"), title_runs(node), self.prefix)
        points_alone = bool(node.children) and all(child.kind == "subparagraph" for child in node.children)
        if node.text is not None and points_alone and not node.rows:
            self._list(element, node.children, eid, node)
        elif node.children:
            if node.text is not None or node.rows:
                self._words(sub(element, "intro", eId=f"{eid}__intro"), node, eid)
            self.nodes(element, node.children, eid)
        elif node.text is not None or node.rows:
            self._words(sub(element, "content", eId=f"{eid}__content"), node, eid)

    def _words(self, block: Element, node: Node, eid: str) -> None:
        """The text and the table of a node into a block."""
        if node.text is not None:
            self.inline.write(sub(block, "p"), text_runs(node), self.prefix)
        if node.rows:
            element = self.inline.table(block, node, self.inline.ids.count(f"{eid}__table"), self.prefix)
            if has_title(node):
                caption = sub(element, "caption")
                element.insert(0, caption)
                self.inline.write(caption, title_runs(node), self.prefix)

    def _list(self, parent: Element, points: Sequence[Node], base: str, opening: Node | None = None) -> None:
        """A list of points; `opening` gives the words that lead to it."""
        eid = self.inline.ids.count(f"{base}__list" if base else "list")
        element = sub(parent, "list", eId=eid)
        if opening is not None:
            self._words(sub(element, "intro", eId=f"{eid}__intro"), opening, eid)
        for point in points:
            name = self._named(f"{eid}__point", point)
            self._fill(sub(element, "point", eId=name), point, name)

    def _named(self, stem: str, node: Node) -> str:
        """The eId of an item in a list: by its number, or else by its place."""
        ids = self.inline.ids
        name = ids.take(f"{stem}_{_number(node)}") if node.number else ids.count(stem)
        self.inline.node_ids[node.id] = name
        return name

    def preamble(self, parent: Element, nodes: Sequence[Node]) -> None:
        """The opening formula and the recitals, one container each, as the profile has them."""
        for node in nodes:
            tag = "formula" if node.kind == "formula" else "container"
            eid = self.inline.ids.count(f"{self.prefix}{tag}")
            self.inline.node_ids[node.id] = eid
            name = ENACTING if tag == "formula" else _opener(node)
            element = sub(parent, tag, name=name, eId=eid)
            if tag == "container":
                element.set("refersTo", "#preambleConcept")
            self._blocks(element, node, eid)

    def _blocks(self, parent: Element, node: Node, base: str) -> None:
        """A node where no hierarchy may stand: paragraphs, tables, and lists of blocks."""
        paragraph = sub(
            parent, "p", f"{one_line(node.label)} " if node.label and node.kind != "subparagraph" else None
        )
        if has_title(node):
            self.inline.write(paragraph, title_runs(node), self.prefix)
            paragraph = sub(parent, "p") if node.text is not None else paragraph
        self.inline.write(paragraph, text_runs(node), self.prefix)
        if node.rows:
            self.inline.table(parent, node, self.inline.ids.count(f"{base}__table"), self.prefix)
        for is_point, group in groupby(node.children, key=lambda child: child.kind == "subparagraph"):
            if not is_point:
                for child in group:
                    self._blocks(parent, child, base)
                continue
            eid = self.inline.ids.count(f"{base}__list")
            block_list = sub(parent, "blockList", eId=eid)
            for child in group:
                name = self._named(f"{eid}__item", child)
                item = sub(block_list, "item", eId=name)
                if child.label:
                    sub(item, "num", one_line(child.label))
                self._blocks(item, child, name)


def _number(node: Node) -> str:
    """The number in its ASCII form, which is the end of the address."""
    last = node.id.rsplit("/", 1)[-1].partition("~")[0]
    return slug(re.sub(r"^[a-z]+-(?=.)", "", last))


def _opener(node: Node) -> str:
    """The words that open a recital, by which the profile names it: `Rappelant également`."""
    text = one_line(node.text or "")
    if node.emphasis and node.emphasis[0][0] == 0:
        return text[: node.emphasis[0][1]].strip(" ,;:") or "preambular"
    word = re.match(r"[^\W\d_]+", text)
    # Chinese has no spaces: what matched is the recital itself.
    return word.group() if word and len(word.group()) <= 30 and word.group()[0] < "\u2e80" else "preambular"
