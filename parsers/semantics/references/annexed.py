"""Instruments that a paper holds itself: a convention annexed to a resolution, rules of procedure.

Their articles have headings ("Article 14", "Rule 7: Documentation"), counted from 1. Their own words cite
them as "article 14 of this Convention", "paragraph 1 of this article", or by the number alone.
"""

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from cotc.parsers.model import Document, Node, Ref, walk, walk_node
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import has, items_of
from cotc.parsers.semantics.references.lexicon import Lexicon
from cotc.parsers.semantics.references.normalise import fold

if TYPE_CHECKING:
    from cotc.parsers.semantics.references.targets import Targets

_HOLDERS = ("annex", "resolution", "decision")
NOT_HERE = "not found in this document"
_FEWEST = 3  # articles of an instrument: notes on one or two of them are none
_HEADING_ENDS = compiling.compile(r"[\].]?(?:\s*[:.–—(-].*)?")
_ORDER = compiling.compile(r"~\d+$")  # what sets addresses apart that are the same but for it


class Annexed(msgspec.Struct, frozen=True):
    """One such instrument: its normal form, and its articles by number; None where a number comes twice.

    noun    which short name ("the Convention") can stand for it, by the title of what holds it
    """

    slug: str
    noun: str | None
    articles: dict[str, Node | None]

    def has(self, article: str) -> bool:
        """Whether it has the article (or the first of the range) that a form like `art-17/1/b` names."""
        return article.removeprefix("art-").split("/")[0].split("..")[0] in self.articles

    def find(self, local: str) -> str | None:
        """Address of `art-17/1/b`: the article, and on from there by the numbers printed."""
        number, *way = local.removeprefix("art-").split("/")
        node = self.articles.get(number)
        for part in way:
            node = _below(node, part) if node else None
        return node.id if node else None


def _below(node: Node, part: str) -> Node | None:
    """The one child with that number; points that follow on an only paragraph are the article's own."""
    named = [child for child in node.children if _last(child) == part]
    numbered = [child for child in named if child.number]
    if len(numbered or named) == 1:
        return (numbered or named)[0]
    only = [child for child in node.children if child.kind == "paragraph"]
    return _below(only[0], part) if not named and len(only) == 1 and not only[0].number else None


def _last(node: Node) -> str:
    return _ORDER.sub("", node.id.rpartition("/")[2]).removeprefix("par-")


class Instruments:
    """The instruments of one paper, by the address of what holds them, and the article each node is."""

    def __init__(self, document: Document, words: Lexicon, targets: "Targets") -> None:
        self.words = words
        self.held: dict[str, Annexed] = {}
        self.articles: dict[str, str] = {}
        numbered: dict[str, dict[str, Node | None]] = {}
        holders: dict[str, tuple[Node, ...]] = {}
        for node, ancestors in walk(document):
            number = self._number(node) if node.kind == "section" else None
            above = tuple(a for a in ancestors if a.kind in _HOLDERS) if number else ()
            if above and number:
                numbers = numbered.setdefault(above[-1].id, {})
                numbers[number] = None if number in numbers else node
                holders[above[-1].id] = above
        for at, numbers in numbered.items():
            if self._is_instrument(holders[at][-1], numbers):
                self.held[at] = self._annexed(holders[at], numbers, targets)
                self.articles |= {node.id: f"art-{number}" for number, node in numbers.items() if node}

    def below(self, text: Node) -> tuple[Annexed, ...]:
        """The instruments annexed to a text."""
        return tuple(held for at, held in self.held.items() if at.startswith(f"{text.id}/"))

    def found(self, ref: Ref) -> Ref | None:
        """`ref` with its target, where it is a place in one of them."""
        form = ref.form or ""
        held = next((i for i in self.held.values() if form.startswith(f"{i.slug}/art-")), None)
        if held is None or ref.kind not in ("article", "paragraph"):
            return None
        if ".." in form:
            return ref
        target = held.find(form[len(held.slug) + 1 :])
        return replace(ref, target=target, reason=None if target else NOT_HERE)

    def _annexed(
        self, above: tuple[Node, ...], numbers: dict[str, Node | None], targets: "Targets"
    ) -> Annexed:
        text = next((a for a in above if a.kind != "annex" and a.number), None)
        holder = above[-1]
        whole = targets.form_of(text) if text else targets.paper
        local = holder.id.removeprefix(text.id).strip("/") if text else holder.id
        slug = "/".join(part for part in (whole, local) if part)
        return Annexed(slug, self._noun(fold(holder.title or "")), numbers)

    def _number(self, node: Node) -> str | None:
        """The number of the article that a section is by its label, or by the beginning of its title."""
        for printed in (node.label, node.title):
            heading = fold(printed or "").lstrip("[ ")
            if self.words.article is None or not has(heading, self.words.stems["article"]):
                continue
            match = self.words.article.pattern.match(heading)
            if match and _HEADING_ENDS.fullmatch(heading, match.end()):
                found = [form for _, _, form in items_of(match, self.words.article, self.words)]
                return found[0] if len(found) == 1 and "/" not in found[0] else None
        return None

    def _is_instrument(self, holder: Node, numbers: dict[str, Node | None]) -> bool:
        """It counts its articles from 1, and it calls itself a convention, an agreement, rules …"""
        if "1" not in numbers or len(numbers) < _FEWEST:
            return False
        return any(self.words.itself.search(fold(node.text)) for node, _ in walk_node(holder) if node.text)

    def _noun(self, title: str) -> str | None:
        """The first such word of a title: "Convention against Cybercrime; Protocols thereto"."""
        found = ((noun, pattern.search(title)) for noun, pattern in self.words.instrument_nouns)
        return min(((match.start(), noun) for noun, match in found if match), default=(0, None))[1]
