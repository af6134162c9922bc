"""Runs of numbers: "decisions 56/101-56/122", "resolutions 79/99 to 79/103, 79/105 and 79/106".

One sentence tells of many texts. It gives each its meeting and day, where no paragraph tells of that text
alone; it is no second adoption.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
import regex

from cotc.parsers.model import TEXTS, Document, Node, Ref, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.model import Language

# The word for what is numbered stands this near before the run (characters).
NEAR = 40

_NUMBER = r"\d{1,4}/\d{1,4}(?![\d/])"
_SIGNS = compiling.compile(r"[()（）]|[.؟](?= )|。")


class Run(msgspec.Struct, frozen=True):
    """Texts that one place in a paragraph names together: their ids, and where it stands."""

    targets: tuple[str, ...]
    start: int
    end: int


class Texts:
    """The numbered texts of a paper, to be named by runs of their numbers.

    drafts  texts that a paper recommends for adoption, and the symbol of the document that has their words
    """

    def __init__(self, document: Document) -> None:
        self._by_number: dict[tuple[str, str], str] = {}
        self.drafts: dict[str, str | None] = {}
        for node, _ in walk(document):
            if node.kind in TEXTS and node.number:
                self._by_number.setdefault((node.kind, node.number), node.id)
                if node.status == "draft" and "/" not in node.number:
                    self.drafts[node.id] = _symbol_of(node)

    def runs(self, text: str, code: str, through: str) -> Iterator[Run]:
        """The runs in a folded text; `through` are the words between the first and the last of a run."""
        if not self._by_number or "/" not in text:
            return
        language = load().languages.get(code)
        for match in _pattern(through, language.items_joined_by if language else "and").finditer(text):
            kinds = _kinds(text[: match.start()], language)
            numbers = list(_numbers(match[0], through))
            found = (self._by_number.get((kind, number)) for number in numbers for kind in kinds)
            targets = tuple(dict.fromkeys(target for target in found if target))
            if targets:
                yield Run(targets, match.start(), match.end())


def _symbol_of(draft: Node) -> str | None:
    """The one document that a draft names: "The text … is available at A/AC.109/2025/L.3"."""
    refs = (ref for child in draft.children if child.kind == "paragraph" for ref in child.refs)
    symbols = {ref.form for ref in refs if ref.kind == "symbol"}
    return symbols.pop() if len(symbols) == 1 else None


@cache
def _pattern(through: str, joined: str) -> regex.Pattern[str]:
    """Numbers of which at least two are joined by a dash or a word, or several by "and"."""
    between = rf" ?- ?| (?:{through}) | ?[,،、] ?| ?(?:{joined}) ?|, (?:{joined}) "
    return compiling.compile(rf"(?<![\d/]){_NUMBER}(?:(?:{between}){_NUMBER})+")


def _numbers(run: str, through: str) -> Iterator[str]:
    """Every number of a run, those between the first and the last of a range too."""
    last: str | None = None
    end = 0
    for match in regex.finditer(_NUMBER, run):
        number = match[0]
        between = run[end : match.start()]
        if last is not None and ("-" in between or regex.search(rf"(?:{through})", between)):
            yield from _between(last, number)
        yield number
        last, end = number, match.end()


def _between(first: str, last: str) -> Iterator[str]:
    session, _, low = first.partition("/")
    other, _, high = last.partition("/")
    if session == other:
        yield from (f"{session}/{value}" for value in range(int(low) + 1, int(high)))


def _kinds(before: str, language: Language | None) -> Sequence[str]:
    """What the numbers number: the nearer of the two words before them, or either."""
    if language is None:
        return TEXTS
    near = before[-NEAR:].casefold()
    places = {
        "resolution": max(near.rfind(word) for word in language.resolutions_heading),
        "decision": max(near.rfind(word) for word in language.decisions_heading),
    }
    if places["resolution"] == places["decision"]:
        return TEXTS
    return (max(places, key=lambda kind: places[kind]),)


def sentence_start(text: str, run: Run) -> int:
    """Where the sentence begins that holds a run. Stops in brackets end abbreviations: "(see sect. I.B)"."""
    start = depth = 0
    for sign in _SIGNS.finditer(text, 0, run.start):
        if sign[0] in "(（":
            depth += 1
        elif sign[0] in ")）":
            depth = max(depth - 1, 0)
        elif depth == 0:
            start = sign.end()
    return start


def last_meeting(refs: Sequence[Ref], end: int) -> Ref | None:
    """The one meeting that was named last before `end`."""
    meetings = [ref for ref in refs if ref.kind == "meeting" and ref.end <= end]
    return meetings[-1] if meetings and ".." not in (meetings[-1].form or "") else None


def first_paragraph(text: Node) -> Node | None:
    """The first words of a resolution or decision, where it has any."""
    return next((child for child in text.children if child.text), None)
