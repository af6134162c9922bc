"""Which blocks are headings, and of what: type, weight and numbering first, words last.

A heading is told from text by how it is set: bold, larger, or italic on lines
of its own. What it heads is told by the words that a language file names
(chapter, annex, resolution …) and by the scheme of its number.
"""

from enum import Enum
from itertools import pairwise
from typing import NamedTuple

import regex
from msgspec.structs import replace

from cotc.parsers.model.block import Block, Mark
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import LOOK_ALIKES, ordinal
from cotc.parsers.profiles.patterns import Patterns, normalise, offset_in
from cotc.parsers.structure.draft import shift_marks, shift_runs
from cotc.parsers.structure.labels import Label, Scheme, read_label

# A heading is no longer than this (characters): in the size of the text, and larger.
LONGEST, LONGEST_LARGE = 600, 1500
# A named heading in plain type is no longer than this.
LONGEST_ALONE = 60
# Set larger than the running text by this share, a block is a heading.
LARGER = 1.08
# Sizes, indents and white space of one list differ by less than this.
SAME_SET = 0.2
# An italic heading is short.
LONGEST_ITALIC = 250

_SENTENCE_END = compiling.compile(r"[.;,:،؛；，。：][\]})）]*\s*$")
_STOP = compiling.compile(r"(?<!\b\p{Lu})[.。]\s*$")
_CASELESS = compiling.compile(r"\p{Lo}")
_SERIES = compiling.compile(
    r"(?P<label>(?P<name>\p{Lu}\p{Ll}+(?:[ -]\p{Ll}+)?) (?P<number>[IVXLC]+|[A-Z]|\d{1,3})[.:])"
    r" (?=[\p{L}\d“\"«])"
)
_COUNTED = compiling.compile(r"(?P<name>\p{Lu}\p{Ll}+(?:-\p{Ll}+)?) (?P<number>[IVXLC]+|\d{1,3})")
_PLAIN_NUMBER = compiling.compile(r"\p{Nd}+[.)]?(?:\s|$)")
_BARE_SECTION = compiling.compile(rf"[IVXLC]{{1,7}}|[A-Z{LOOK_ALIKES}]")
_BARE_NUMBER = compiling.compile(r"(?:\d{1,4}|[IVXLC]{1,7})/\d{1,4}")


class Head(Enum):
    PART = "part"
    CHAPTER = "chapter"
    ANNEX = "annex"
    RESOLUTION = "resolution"
    DECISION = "decision"
    RULE = "rule"
    SECTION = "section"


class Heading(NamedTuple):
    """A heading as read. `label` is the printed number with its word; `title` what follows it.

    `title_at` is the offset of the title in the block's text. `read` is the
    number as a scheme, where it has one.
    """

    head: Head
    block: Block
    number: str | None
    label: str | None
    title: str | None
    title_at: int
    read: Label | None = None
    draft: bool = False
    appendix: bool = False
    series: str | None = None  # the name that counts it: "Action" of "Action 1."
    bare: bool = False  # a number alone: what it numbers, the headings above must tell

    @property
    def style(self) -> tuple[float, bool, bool]:
        return round(self.block.size), self.block.bold, self.block.italic

    def title_parts(self) -> tuple[str | None, tuple[tuple[int, int], ...], tuple[Mark, ...]]:
        """The title with its italics and marks."""
        end = len(self.title or "")  # white space around a title is no part of it
        runs = ((a, min(b, end)) for a, b in shift_runs(self.block.emphasis, self.title_at))
        marks = shift_marks(self.block.marks, self.title_at)
        return (
            self.title,
            tuple((a, b) for a, b in runs if a < b),
            tuple(replace(mark, offset=min(mark.offset, end)) for mark in marks),
        )


def read_heading(block: Block, patterns: Patterns, body_size: float) -> Heading | None:
    """The heading that a block is, or None for running text."""
    longest = LONGEST_LARGE if block.size > LARGER * body_size else LONGEST
    if (
        block.rows is not None
        or not block.text
        or len(block.text) > longest
        or is_bare_formula(block, patterns)
    ):
        return None
    set_as_heading = is_set_as_heading(block, body_size)
    first, rest_at = _first_line(block)
    if not set_as_heading and len(first) > LONGEST_ALONE:
        return None
    whole = normalise(block.text)
    first = normalise(first)
    for head, pattern in _named(patterns):
        match = (pattern.fullmatch(first) if rest_at else None) or pattern.fullmatch(whole)
        if match and (set_as_heading or _stands_alone(block) or (head is Head.RULE and not match["title"])):
            return _named_heading(head, match, block, rest_at, patterns)
    if _BARE_NUMBER.fullmatch(block.text) and block.bold:
        return Heading(Head.RESOLUTION, block, block.text, block.text, None, len(block.text), bare=True)
    if _BARE_SECTION.fullmatch(first) and (block.bold or block.align == "centre"):
        read = read_label(f"{first}.")
        if read is not None:
            title_at = rest_at or len(block.text)
            printed = block.text[:title_at].strip()
            return Heading(Head.SECTION, block, first, printed, block.text[title_at:] or None, title_at, read)
    if not set_as_heading:
        return None
    series = _SERIES.match(block.text)
    label = _series_label(series) if series else read_label(block.text)
    if label is None:
        return Heading(Head.SECTION, block, None, None, block.text, 0)
    if label.scheme is Scheme.BULLET:
        return None
    title = block.text[label.end :] or None
    name = series["name"] if series else None
    return Heading(Head.SECTION, block, label.number, label.text, title, label.end, label, series=name)


def counted(heading: Heading, below: Heading | None) -> Heading:
    """A heading, as that of a counted series where a name and number stand over a title set like them."""
    match = _COUNTED.fullmatch(heading.block.text) if heading.head is Head.SECTION else None
    if match is None or below is None or below.style != heading.style or below.read is not None:
        return heading
    text = heading.block.text
    read = read_label(f"{match['number']}.")
    return heading._replace(
        number=match["number"], label=text, title=None, title_at=len(text), read=read, series=match["name"]
    )


def drafted(heading: Heading, below: Block | None, patterns: Patterns) -> Heading:
    """A heading, as that of a text where it says no more than that it is a draft, and an organ opens below:
    "B. Draft decision" over "The Conference of the Parties,"."""
    if heading.head is not Head.SECTION or heading.read is None or below is None:
        return heading
    match = patterns.draft.fullmatch(normalise(heading.title or ""))
    if match is None or match["number"] or match["title"] or not is_formula(below.text, patterns):
        return heading
    head = Head.DECISION if match["decision"] else Head.RESOLUTION
    return heading._replace(head=head, draft=True)


def is_formula(text: str, patterns: Patterns) -> bool:
    """Is a paragraph an organ's opening formula: "The General Assembly,"?"""
    return patterns.formula.fullmatch(normalise(text.lstrip("[ "))) is not None


def is_sentence_of_organ(block: Block, patterns: Patterns) -> bool:
    """Is a paragraph one sentence in which the organ decides?"""
    return patterns.decides.fullmatch(normalise(block.text)) is not None


def is_bare_formula(block: Block, patterns: Patterns) -> bool:
    """The organ alone in italics, without a comma: the operative part follows directly.

    In capitals where the body sets its verbs so: "THE CONFERENCE OF THE PARTIES TO THE CONVENTION". Arabic is
    not set in italics; its formula begins with a word of its own.
    """
    body = patterns.body
    capitals = body is not None and body.verbs == "capitals" and block.text.isupper()
    return (
        (block.italic or capitals or patterns.language.right_to_left)
        and not _SENTENCE_END.search(block.text)
        and is_formula(f"{block.text},", patterns)
    )


def names_agenda(title: str | None, patterns: Patterns) -> bool:
    """Does a title speak of an agenda?"""
    words = (title or "").casefold()
    return any(word in words for word in patterns.language.agenda_heading)


def opens_text(block: Block, patterns: Patterns) -> bool:
    """Is a paragraph an organ's opening formula, or a sentence in which the organ decides?"""
    bare = is_bare_formula(block, patterns)
    return bare or is_formula(block.text, patterns) or is_sentence_of_organ(block, patterns)


def is_set_as_heading(block: Block, body_size: float) -> bool:
    """Is the block set as headings are: bold, larger, underlined, in a heading style, or italic by itself?"""
    if block.level is not None:
        return True
    text = block.text
    if block.align == "right" or not any(c.isalpha() for c in text):
        return False
    if block.bold and block.size <= LARGER * body_size:
        # Bold sentences of several lines are text that is stressed, unless they are counted by a name.
        return not text.rstrip().endswith((";", ",", "؛", "；", "，")) and not (
            block.breaks and _STOP.search(text) and not _SERIES.match(text)
        )
    if block.bold:
        return True
    if block.size > LARGER * body_size and not _SENTENCE_END.search(text):
        return True
    if block.underlined and len(text) <= LONGEST_ITALIC:
        return not _SENTENCE_END.search(text)
    if block.italic and _figures_in_italics(block) and len(text) <= LONGEST_ITALIC:
        # A plain number before words in italics is that of a paragraph.
        return not _SENTENCE_END.search(text) and not _PLAIN_NUMBER.match(text)
    # Scripts without case have no capitals, whatever symbols a sentence names.
    is_capitals = text.isupper() and 3 < len(text) <= LONGEST_ITALIC and not _CASELESS.search(text)
    return is_capitals and not _SENTENCE_END.search(text)


def _figures_in_italics(block: Block) -> bool:
    """A corrigendum sets its words in italics and the figures between them in roman: "For 2024 read"."""
    if len(block.emphasis) < 2:
        return True
    outside = (block.text[a:b] for (_, a), (b, _) in pairwise(block.emphasis))
    return not any(character.isdigit() for words in outside for character in words)


def is_entry(block: Block, below: Block | None, body_size: float) -> bool:
    """Is one word in capitals an entry of a list: "YOUNGO" over an entry in its type, place and spacing?"""
    if below is None or " " in block.text or not block.text.isupper() or is_set_as_heading(below, body_size):
        return False
    alone = below.rows is None and not below.breaks and not _SENTENCE_END.search(below.text)
    return (
        alone
        and not (block.bold or block.italic or block.underlined)
        and block.level is None
        and block.align == below.align == "left"
        and abs(block.size - below.size) < SAME_SET
        and abs(block.indent - below.indent) < SAME_SET
        and block.gap > 0
        and abs(block.gap - below.gap) < SAME_SET
    )


def _series_label(match: "regex.Match[str]") -> Label | None:
    """The label of a heading that is counted by a name: "Action 1.", "Section A.", "Item 4:"."""
    read = read_label(f"{match['number']}.")
    return read._replace(text=match["label"], end=match.end()) if read else None


def _stands_alone(block: Block) -> bool:
    """A named heading set in plain type is centred, or stands alone on its line."""
    return len(block.text) < LONGEST_ALONE and not block.breaks and not _SENTENCE_END.search(block.text)


def _first_line(block: Block) -> tuple[str, int]:
    if not block.breaks:
        return block.text, 0
    return block.text[: block.breaks[0]].strip(), block.breaks[0]


def _named(patterns: Patterns) -> tuple[tuple[Head, regex.Pattern[str]], ...]:
    return (
        (Head.PART, patterns.part),
        (Head.CHAPTER, patterns.chapter),
        (Head.ANNEX, patterns.annex),
        (Head.RESOLUTION, patterns.resolution),
        (Head.DECISION, patterns.decision),
        (Head.RESOLUTION, patterns.draft),
        (Head.RULE, patterns.rule),
    )


def _named_heading(
    head: Head, match: "regex.Match[str]", block: Block, rest_at: int, patterns: Patterns
) -> Heading:
    groups = match.groupdict()
    is_draft = match.re is patterns.draft
    if is_draft and groups.get("decision"):
        head = Head.DECISION
    title = groups.get("title")
    on_first_line = bool(rest_at) and match.string == normalise(block.text[:rest_at])
    title_at = rest_at if on_first_line and not title else len(block.text)
    if title:
        title_at = offset_in(block.text, match.start("title"))
    number = groups.get("number") or None
    read = _read_number(number, patterns) if number else None
    words = block.text[title_at:].strip() or None
    label = block.text[:title_at].strip() or None
    return Heading(head, block, number, label, words, title_at, read, is_draft, bool(groups.get("appendix")))


def _read_number(number: str, patterns: Patterns) -> Label | None:
    """A heading's number as a label; ordinals in words count as roman numbers do ("المرفق الأول")."""
    read = read_label(f"{number}.")
    value = None if read is not None else ordinal(number.casefold(), patterns.language)
    return read if value is None else Label(number, number, Scheme.UPPER_ROMAN, value, len(number))
