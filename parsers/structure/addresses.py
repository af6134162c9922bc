"""Addresses: `res-12-3/op-5`, `ch-IV/A`, `par-51`. Unique, ASCII, the same whatever the engine."""

from collections import Counter

from cotc.parsers.model import TEXTS
from cotc.parsers.structure.draft import Draft, ascii_form

_PREFIX = {
    "session": "session",
    "part": "part",
    "chapter": "ch",
    "resolution": "res",
    "decision": "dec",
    "annex": "annex",
    "formula": "formula",
    "preambular": "pp",
    "operative": "op",
    "paragraph": "par",
    "table": "table",
    "section": "sec",
    "subparagraph": "item",
    "unrecognised": "text",
}
# Kinds that are cited by their number alone, wherever they stand.
_FREE = {"session", "part", "chapter", *TEXTS}
# Kinds whose paragraphs count for themselves.
_OWN_COUNT = {*TEXTS, "annex"}
# Kinds that need no number where they stand alone.
_ALONE = {"formula", "session", "annex", *TEXTS}


def address(root: Draft) -> None:
    """Give every node below and including `root` its id."""
    used: Counter[str] = Counter()
    _address(root, "", used, in_text=False)


def _address(draft: Draft, parent: str, used: Counter[str], in_text: bool) -> None:
    draft.id = _unique(_path(draft, parent, in_text), used)
    counts: Counter[str] = Counter()
    in_text = in_text or draft.kind in _OWN_COUNT
    base = "" if draft.kind == "session" else draft.id
    articles = {id(section) for section in _articles(draft)}
    for child in draft.children:
        if child.number is None or child.kind == "preambular":
            counts[child.kind] += 1
            child_base = _segment(child, counts[child.kind])
            child.id = child_base
        inside = in_text or id(child) in articles
        _address(child, base, used, inside and not _tells_of(draft, child))


def _articles(draft: Draft) -> list[Draft]:
    """Sections named by a word and number ("Article 3") each of which counts its paragraphs from 1: those
    are of the article, not of the report."""
    named = [c for c in draft.children if c.kind == "section" and c.number and c.label != c.number]
    named = [c for c in named if c.read is not None and any(map(str.isalpha, _word(c)))]
    first = [next((p for p in c.children if p.kind == "paragraph" and p.number), None) for c in named]
    counted = [p.read.value for p in first if p is not None and p.read is not None]
    return named if len(counted) > 1 and set(counted) == {1} else []


def _word(draft: Draft) -> str:
    """A label without its number."""
    return (draft.label or "").replace(draft.number or "", "", 1)


def _tells_of(text: Draft, child: Draft) -> bool:
    """Is a numbered paragraph right under a text's heading one of the report, that tells of the text?"""
    return child.kind == "paragraph" and text.kind in TEXTS


def _path(draft: Draft, parent: str, in_text: bool) -> str:
    segment = draft.id or _segment(draft, 1)
    free = draft.kind in _FREE or (draft.kind == "paragraph" and draft.number and not in_text)
    return segment if free or not parent else f"{parent}/{segment}"


def _segment(draft: Draft, count: int) -> str:
    """The last part of an address: its number, or its place among its unnumbered like."""
    prefix = _PREFIX[draft.kind]
    number = ascii_form(draft) if draft.number else ""
    if draft.kind == "preambular":
        return f"pp-{count}"
    if not number:
        alone = draft.kind in _ALONE and count == 1
        return prefix if alone else f"{prefix}-{count}"
    if draft.kind in ("section", "subparagraph"):
        return number
    return f"{prefix}-{number}"


def _unique(path: str, used: Counter[str]) -> str:
    used[path] += 1
    return path if used[path] == 1 else f"{path}~{used[path]}"
