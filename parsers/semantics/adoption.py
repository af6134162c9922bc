"""Where, when and on whose proposal a text was adopted, as the narrative tells it.

Some bodies print no adoption line under their texts; the report's own paragraphs
tell: "At its 10th meeting, on 18 October 2024, the Conference adopted a revised
draft resolution (CTOC/COP/2024/L.8/Rev.1) … (For the text, see chap. I, sect. A,
resolution 12/3.)". The pointer at the end says which text is meant.

Works on a document that `references.enrich` has been through. What an adoption
line already says is kept.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex
from msgspec.structs import replace

from cotc.parsers.model import Document, Finding, Node, Ref, walk
from cotc.parsers.profiles import compiling, kept
from cotc.parsers.semantics.references.normalise import fold

_TEXTS = ("resolution", "decision")
_NEAR = 45  # characters between a meeting and its date: "celebrada el", "المعقودة في"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words for adoption; the data file says what each is."""

    adopted: regex.Pattern[str]
    same: regex.Pattern[str]
    sponsors: tuple[regex.Pattern[str], ...]
    split: regex.Pattern[str]
    article: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Adoption:
    """What one paragraph tells of the adoption of the text `target`."""

    target: str
    narrative: str
    meeting: str | None
    adopted_on: str | None
    draft: str | None
    sponsors: tuple[str, ...]


def join_adoptions(document: Document) -> Document:
    """`document` with `adopted_on`, `meeting`, `draft`, `sponsors` and `narrative` on the texts it tells of.

    A text of which several paragraphs tell is left as it is, with a finding.
    """
    words = _words(document.report.language or "en")
    if words is None:
        return document
    told: dict[str, list[Adoption]] = defaultdict(list)
    for adoption in _adoptions(document, words):
        told[adoption.target].append(adoption)
    if not told:
        return document
    single = {target: found[0] for target, found in told.items() if len(found) == 1}
    twice = tuple(_twice(target, found) for target, found in told.items() if len(found) > 1)
    tree = tuple(_joined(root, single) for root in document.tree)
    return replace(document, tree=tree, findings=(*document.findings, *twice))


@cache
def _words(language: str) -> Words | None:
    data = files("cotc.parsers.semantics.references").joinpath("data/adoption.toml")
    table = kept.toml(data.read_text("utf-8")).get(language)
    if table is None:
        return None
    return Words(
        adopted=compiling.compile(table["adopted"]),
        same=compiling.compile(table["same"]),
        sponsors=tuple(compiling.compile(pattern) for pattern in table["sponsors"]),
        split=compiling.compile(table["split"]),
        article=compiling.compile(table["article"]),
    )


def _adoptions(document: Document, words: Words) -> Iterator[Adoption]:
    """What the paragraphs tell, in order. "At the same meeting" is the meeting of the paragraph before."""
    session = document.tree[0] if document.tree else None
    kinds = {node.id: node.kind for node, _ in walk(document)}
    last: tuple[str | None, str | None] = (None, None)
    for node, ancestors in walk(document):
        if node.kind != "paragraph" or not node.text or any(above.kind in _TEXTS for above in ancestors):
            continue
        text = fold(node.text)
        here = _sitting(node.refs, len(text), session)
        if not here[0] and words.same.search(text):
            here = last
        start = 0
        for ref in node.refs:
            if kinds.get(ref.target or "") not in _TEXTS:
                continue
            part = text[start : ref.start]
            verb = words.adopted.search(part)
            if verb and ref.target:
                refs = tuple(r for r in node.refs if start <= r.start < ref.start)
                before = tuple(r for r in refs if r.start < start + verb.start()) or refs
                sitting = _sitting(before, ref.start, session)
                meeting, day = sitting if sitting[0] else here
                yield Adoption(ref.target, node.id, meeting, day, _draft(refs), _sponsors(part, words))
            start = ref.end
        last = here if here[0] else last


def _sitting(refs: tuple[Ref, ...], end: int, session: Node | None) -> tuple[str | None, str | None]:
    """The one meeting among `refs` as printed, and its date; nothing where several are named."""
    meetings = [ref for ref in refs if ref.kind == "meeting" and ref.start < end]
    if len(meetings) != 1:
        return None, None
    meeting = meetings[0]
    near = [
        ref
        for ref in refs
        if ref.kind == "date" and min(abs(ref.start - meeting.end), abs(meeting.start - ref.end)) <= _NEAR
    ]
    day = _day(near[0].form, session) if len(near) == 1 else None
    return meeting.text, day


def _day(form: str | None, session: Node | None) -> str | None:
    """A single day in ISO; one without a year has the year of the session, if it falls within."""
    if form is None or "/" in form or len(form) < 7:
        return None
    if not form.startswith("--"):
        return form if len(form) == 10 else None
    if session is None or not isinstance(session.start, str) or not isinstance(session.end, str):
        return None
    day = f"{session.start[:4]}{form[1:]}"
    return day if session.start <= day <= session.end else None


def _draft(refs: tuple[Ref, ...]) -> str | None:
    symbols = {ref.form for ref in refs if ref.kind == "symbol"}
    return symbols.pop() if len(symbols) == 1 else None


def _sponsors(text: str, words: Words) -> tuple[str, ...]:
    """Names as printed, without their articles."""
    out: list[str] = []
    for pattern in words.sponsors:
        for match in pattern.finditer(text):
            out += _names(match["list"], words)
    return tuple(dict.fromkeys(out))


_BRACKETED = compiling.compile(r"\([^()]*\)|（[^（）]*）")


def _names(text: str, words: Words) -> Iterator[str]:
    """The names of a list; what stands in brackets stays with its name."""
    spans = [match.span() for match in _BRACKETED.finditer(text)]
    start = 0
    cuts = [cut for cut in words.split.finditer(text) if not any(a <= cut.start() < b for a, b in spans)]
    if len(cuts) == 1 and "," not in text and "、" not in text and "،" not in text and len(text) > _ONE_NAME:
        cuts = []
    for end, after in [*(cut.span() for cut in cuts), (len(text), len(text))]:
        name = text[start:end].strip()
        article = words.article.match(name)
        if name:
            yield name[article.end() :] if article else name
        start = after


_ONE_NAME = 60  # two names of States and a conjunction take less; a longer text is one body's long name


def _joined(node: Node, told: dict[str, Adoption]) -> Node:
    children = tuple(_joined(child, told) for child in node.children)
    adoption = told.get(node.id)
    if adoption is not None:
        node = replace(
            node,
            status="adopted",
            adopted_on=_kept(node.adopted_on) or adoption.adopted_on,
            meeting=_kept(node.meeting) or adoption.meeting,
            draft=adoption.draft,
            sponsors=adoption.sponsors,
            narrative=adoption.narrative,
        )
    return replace(node, children=children) if children else node


def _kept(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _twice(target: str, found: list[Adoption]) -> Finding:
    places = ", ".join(adoption.narrative for adoption in found)
    return Finding("adoption-twice", "warning", f"{target} is said to be adopted in {places}", target, None)
