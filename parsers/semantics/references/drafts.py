"""Draft texts that a paper holds itself, named by their numbers: "draft resolution XIX"."""

from collections.abc import Iterator, Mapping

from cotc.parsers.model import TEXTS, Document, RefKind, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import roman
from cotc.parsers.semantics.references.found import Found, has, items_of
from cotc.parsers.semantics.references.lexicon import Lexicon
from cotc.parsers.semantics.references.normalise import fold, heading

_DIGIT = compiling.compile(r"\d")
Drafts = Mapping[tuple[str, str], str]
"""Kind and number of the texts of a paper, where just one bears it -> address."""


def drafts(text: str, words: Lexicon) -> Iterator[Found]:
    """The draft texts that `text` names, one span for each of a list."""
    if not has(text, words.stems["nouns"]) or not words.draft_hint.search(text):
        return
    for match in words.draft_text.pattern.finditer(text):
        kind: RefKind = "resolution" if match["resolution"] else "decision"
        for start, end, form in items_of(match, words.draft_text, words):
            if not _DIGIT.search(text, start, end):  # 决议草案二 is printed over the draft as II or 二
                form = "..".join(roman(int(part)) if part.isdigit() else part for part in form.split(".."))
            yield Found(kind, start, end, form, *match.span(), draft=True)


def drafts_of(document: Document, words: Lexicon) -> Drafts:
    """The texts of a paper that a reader of "draft resolution XIX" can look up in it."""
    found: dict[tuple[str, str], list[str]] = {}
    for node, _ in walk(document):
        if node.kind in TEXTS and node.number:
            number = heading(fold(node.number), words.values)
            found.setdefault((node.kind, number), []).append(node.id)
    return {key: ids[0] for key, ids in found.items() if len(ids) == 1}
