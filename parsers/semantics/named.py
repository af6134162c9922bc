"""Texts named by their titles, and meetings whose day another paragraph gives."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import regex

from cotc.parsers.model import TEXTS, Document, Node, Ref, walk
from cotc.parsers.semantics.references.normalise import fold

_OPENING, _CLOSING, _STOPS = '“«"', ("”", "»", '"'), ("", ".", ";", ",", ":")
_SHORTEST = 16  # characters of a title that names its text: "Agenda" does not


class Titles:
    """The adopted texts of a paper by their titles, where a title is that of one text alone."""

    def __init__(self, document: Document) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for node, _ in walk(document):
            if node.kind in TEXTS and node.status == "adopted" and node.title:
                found[_plain(node.title)].append(node.id)
        self._texts = {
            title: ids[0] for title, ids in found.items() if len(ids) == 1 and len(title) >= _SHORTEST
        }

    def told(self, node: Node, text: str, adopted: regex.Pattern[str]) -> Iterator[str]:
        """The texts that a paragraph says were adopted: by the title it gives, or those its points give.

        "adopted the decision entitled “…”"; "adopted the following decisions: Decision 1: …; Decision 2: …".
        """
        verb = adopted.search(text) if self._texts else None
        if verb is None:
            return
        yield from self._in(_plain(text[verb.end() :]))
        if text.rstrip().endswith((":", "：")):
            for child in node.children:
                if child.kind == "subparagraph" and child.text:
                    yield from self._in(_plain(child.text))

    def _in(self, text: str) -> Iterator[str]:
        for title, target in self._texts.items():
            at = text.find(title)
            if at < 0:
                continue
            before, behind = text[at - 1 : at], text[at + len(title) : at + len(title) + 1]
            if behind in _CLOSING if before in _OPENING and before else behind in _STOPS:
                yield target


def _plain(text: str) -> str:
    return fold(text).casefold().replace("« ", "«").replace(" »", "»").strip(" .;")


def days_of_meetings(
    document: Document, day_of: Callable[[Document, Ref, tuple[Ref, ...]], str | None]
) -> dict[str, str]:
    """Meeting as printed -> its day, where all paragraphs that give one give the same."""
    days: dict[str, set[str]] = defaultdict(set)
    for node, _ in walk(document):
        if node.kind != "paragraph":
            continue
        meetings = [ref for ref in node.refs if ref.kind == "meeting"]
        if len(meetings) == 1 and (day := day_of(document, meetings[0], node.refs)):
            days[meetings[0].text].add(day)
    return {meeting: found.pop() for meeting, found in days.items() if len(found) == 1}
