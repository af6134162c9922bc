"""A text file's lines, told apart: paragraphs, notes, rows of tables, separators, heads and feet.

Promises:
1. Every line is in one entry, once, in order.
2. What a page's end or a note cut in two is one paragraph.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.sources.forms import BARCODE, JOB, SYMBOL

Kind = Literal["text", "row", "note", "separator", "folio", "job", "barcode", "head", "contents", "masthead"]

# Lines no longer than this, most of them, show that paragraphs were wrapped by hand.
WRAPPED = 130
# A symbol in the first lines is a head.
TOP = 10
# Where paragraphs are lines, one that lacks its end and is longer than this was cut by a page's end.
CUT = 60
# A paragraph's end shows in so many characters.
END = 80
# Lines are joined to paragraphs of no more than this (characters).
LONGEST_PARAGRAPH = 50_000
# No heading is longer than this (characters).
LONGEST_HEADING = 600
# … and none with an arabic number longer than this: those are paragraphs that lack their end.
LONGEST_NUMBERED = 100

_FOLIO = compiling.compile(
    r"(?:page\s+)?\d{1,4}\s*/\s*\d{1,4}|page\s+\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]", regex.IGNORECASE
)
_SEPARATOR = compiling.compile(r"(?:[*_=–—-]\s*){3,}|[*•·]")
_NOTE = compiling.compile(
    r"(?:\[\^(?P<a>[^\]\s]{1,20})\]:|(?P<b>[⁰¹²³⁴-⁹]{1,3})|\$?\^\{(?P<c>\(?[\d*†‡]{1,4}\)?)\}\$?|\^(?P<d>\d{1,3})\^?"
    r"|<sup>(?P<e>[^<]{1,4})</sup>|\\?(?P<star>\*{1,4}))\s+(?=\S)"
)
_RULED_NOTE = compiling.compile(r"(?P<a>\d{1,3}|[a-z])\s+(?=\S)")
_BULLET = compiling.compile(r"[-+*]\s+(?=\S)")
LABEL = compiling.compile(
    r"\(?(?:\d{1,3}|\p{Ll}\p{Ll}?|[ivxl]{1,6}|[IVXLC]{1,6}|\p{Lu}|\p{Arabic}{1,4}|\p{Han}{1,4})[.)）、](?=\s|\p{Han}|$)"
    r"|\d{1,3}\s*[-–](?=\s)|[（(](?:\p{Han}{1,3}|\p{Ll}{1,4}|\d{1,3}|\p{Arabic}ـ?)[）)]"
)
# Calls of notes, and signs that close italics, after a paragraph's last word.
_TAIL = (
    r"\d{0,3}(?:\s?(?:\$?\^\{[^{}]{1,6}\}\$?|\^\d{1,3}\^?|<[^<>]{1,6}>|\[\^\w{1,6}\]|[⁰¹²³⁴-⁹]+"
    r"|[*_\"'”’»）)\]]|,(?=[⁰¹²³⁴-⁹^<])))*+\s*$"
)
_CLOSED = compiling.compile(rf"[.;:!?。；：！？؛؟…]{_TAIL}")
_COMMA = compiling.compile(rf"[,،，]{_TAIL}")
_WORD = compiling.compile(r"\p{L}+")
_SENTENCE = compiling.compile(r"(?<!\b\p{Lu})[.;!?]\s+\p{Lu}|[。；]")
_HEADING_LABEL = compiling.compile(r"(?:[IVXLC]{1,7}|\p{Lu}|\d{1,2})[.、](?=\s)|\p{Han}{1,3}、")
_RAISED = dict(zip(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), "0123456789", strict=True))


class Entry(NamedTuple):
    """A paragraph or line as it stands. `depth` counts leading spaces, `level` a Markdown heading's signs."""

    kind: Kind
    raw: str
    page: int | None = None
    depth: int = 0
    level: int | None = None
    mark: str = ""
    alone: bool = True  # a blank line, or another kind of line, stands before it


class Line(NamedTuple):
    raw: str
    page: int | None
    alone: bool


def lines_of(text: str) -> list[Line]:
    """Lines that are not blank; pages are told where form feeds part them."""
    paged = "\f" in text
    out: list[Line] = []
    for number, page in enumerate(text.split("\f"), 1):
        blank = True
        for raw in page.split("\n"):
            if raw.strip():
                out.append(Line(raw.rstrip(" \r"), number if paged else None, blank))
            blank = not raw.strip()
    return out


def entries_of(lines: Sequence[Line]) -> list[Entry]:
    """Lines to entries: notes taken out, what they cut joined."""
    wrapped = _is_wrapped(lines)
    stars = sum(1 for line in lines if regex.match(r"\s*\*\s+\S", line.raw))
    known = frozenset(word.casefold() for line in lines for word in _WORD.findall(line.raw))
    often = Counter(line.raw.strip() for line in lines)
    entries: list[Entry] = []
    ruled = False
    for index, line in enumerate(lines):
        entry = _about(line, index < TOP or often[line.raw.strip()] > 1)
        entry = entry or _read(line, starred=stars <= 2, ruled=ruled)
        if entry.kind == "separator":
            ruled = "_" in entry.raw
        elif entry.kind == "text" and line.alone:
            ruled = False
        last = entries[-1] if entries else None
        if last is not None and wrapped and not line.alone and _wraps(last, entry, line):
            entries[-1] = last._replace(raw=_glue(last.raw, line.raw.strip(), known))
        else:
            entries.append(entry)
    return _joined(entries, known)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Were paragraphs wrapped by hand? Then lines are short, and many follow another without a blank."""
    if not lines:
        return False
    following = sum(1 for line in lines if not line.alone)
    long = sum(1 for line in lines if len(line.raw) > WRAPPED)
    return following > 0.3 * len(lines) and long < 0.02 * len(lines)


def _about(line: Line, returns: bool) -> Entry | None:
    """A line by itself that is a page's head or foot; a symbol is one only where it `returns`."""
    raw = line.raw.strip()
    forms: tuple[tuple[Kind, regex.Pattern[str]], ...] = (
        ("folio", _FOLIO),
        ("job", JOB),
        ("barcode", BARCODE),
    )
    if line.alone:
        for kind, pattern in forms:
            if pattern.fullmatch(raw):
                return Entry(kind, raw, line.page)
        if returns and SYMBOL.fullmatch(raw):
            return Entry("head", raw, line.page)
    return None


def _read(line: Line, starred: bool, ruled: bool) -> Entry:
    raw = line.raw.strip()
    depth = len(line.raw) - len(line.raw.lstrip(" \t"))
    if _SEPARATOR.fullmatch(raw):
        return Entry("separator", raw, line.page)
    note = _NOTE.match(raw) or (_RULED_NOTE.match(raw) if ruled else None)
    if note and (starred or not note.groupdict().get("star")):
        mark = next(text for text in note.groups() if text).translate(_RAISED)
        return Entry("note", raw[note.end() :], line.page, mark=mark)
    if raw.startswith("|") and raw.endswith("|") and raw.count("|") > 1:
        return Entry("row", raw, line.page, alone=line.alone)
    if heading := regex.match(r"(#{1,6})\s+(.*?)\s*#*$", raw):
        return Entry("text", heading[2], line.page, level=len(heading[1]))
    if "\t" in line.raw.lstrip(" ") and not LABEL.match(raw.split("\t")[0]):
        return Entry("row", line.raw, line.page, depth, alone=line.alone)
    return Entry("text", _unlisted(raw), line.page, depth, alone=line.alone)


def _unlisted(raw: str) -> str:
    """A Markdown list sign before a label of the paper's own is markup, else it stands for a bullet."""
    bullet = _BULLET.match(raw)
    if not bullet:
        return raw
    rest = raw[bullet.end() :]
    return rest if LABEL.match(rest) else f"• {rest}"


def _wraps(last: Entry, entry: Entry, line: Line) -> bool:
    """Does a line go on with the paragraph above it, in a text wrapped by hand?"""
    if (
        last.kind not in ("text", "note")
        or entry.kind != "text"
        or entry.level is not None
        or last.level is not None
    ):
        return False
    if entry.raw.startswith("• ") or len(last.raw) > LONGEST_PARAGRAPH:
        return False
    return not (LABEL.match(line.raw.strip()) and (_ends(_CLOSED, last.raw) or _ends(_COMMA, last.raw)))


def _glue(left: str, right: str, known: frozenset[str]) -> str:
    """Two lines of one paragraph. A hyphen between them goes where the text has the word without it."""
    before, after = regex.search(r"(\p{L}+)-$", left[-END:]), regex.match(r"\p{L}+", right)
    if before and after:
        whole = f"{before[1]}{after[0]}".casefold()
        return (left[:-1] if whole in known else left) + right
    if regex.search(r"\p{Han}$", left[-1:]) and regex.match(r"\p{Han}", right):
        return left + right
    return f"{left} {right}"


def _joined(entries: Sequence[Entry], known: frozenset[str]) -> list[Entry]:
    """Entries with paragraphs joined again over the notes, feet and heads that cut them."""
    clauses = _begins_clauses_low(entries)
    out: list[Entry] = []
    open_at: int | None = None
    for entry in entries:
        if (
            entry.kind == "text"
            and open_at is not None
            and entry.alone
            and _goes_on(out[open_at], entry, clauses)
        ):
            out[open_at] = out[open_at]._replace(raw=_glue(out[open_at].raw, entry.raw, known))
            continue
        if entry.kind == "text":
            open_at = len(out)
        elif entry.kind == "row":
            open_at = None
        out.append(entry)
    return out


def _ends(end: "regex.Pattern[str]", raw: str) -> bool:
    """Has a paragraph such an end?"""
    return end.search(raw[-END:]) is not None


def _begins_clauses_low(entries: Sequence[Entry]) -> bool:
    """Russian texts begin each recital with a small letter after the comma of the one before."""
    text = "".join(entry.raw[:80] for entry in entries[:100])
    return 2 * len(regex.findall(r"\p{Cyrillic}", text)) > len(text)


def _goes_on(last: Entry, entry: Entry, clauses: bool) -> bool:
    """Was `last` cut, and is `entry` its rest? What the one lacks the other must offer."""
    if last.level is not None or entry.level is not None or _ends(_CLOSED, last.raw):
        return False
    if len(last.raw) > LONGEST_PARAGRAPH:
        return False
    if LABEL.match(entry.raw) or entry.raw.startswith("• "):
        return False
    first = entry.raw.lstrip("*_")[:1]
    if first.islower():
        return not (clauses and _ends(_COMMA, last.raw))
    if _ends(_COMMA, last.raw) or len(last.raw) < CUT or is_heading(last.raw):
        return False
    return bool(LABEL.match(last.raw)) or first in '«“"(' or len(last.raw) > LONGEST_HEADING


def is_heading(raw: str) -> bool:
    """Is a paragraph a heading by its form? Short, without an end, with a heading's number or none."""
    if _ends(_CLOSED, raw) or _ends(_COMMA, raw) or len(raw) > LONGEST_HEADING:
        return False
    label = LABEL.match(raw)
    if _SENTENCE.search(raw, label.end() if label else 0):
        return False
    if label is None:
        return not regex.match(r"\p{Ll}|[«“\"(]", raw) and _opens(raw)
    if not _HEADING_LABEL.match(raw):
        return False
    return not raw[0].isdigit() or len(raw) < LONGEST_NUMBERED


def _opens(raw: str) -> bool:
    """Does a paragraph without end begin as headings do, and not end as a sentence that was cut?"""
    return bool(regex.match(r"[\p{Lu}\p{Lt}\p{Lo}\d]", raw.lstrip("*_<")))
