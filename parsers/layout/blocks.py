"""Lines to paragraphs: white space, indents, labels and type decide where one ends.

Promises:
1. Every line is in exactly one block, in order.
2. A block that runs over a page's end is one block.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from cotc.parsers.layout.compose import Composed, compose
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables import LABEL
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model import Box
from cotc.parsers.model.block import Align, Block

# White space between lines beyond this (line heights over type size) parts paragraphs.
LOOSE = 1.4
# … where the paper's own leading is wider than usual, this much more than it.
LOOSER = 1.18
# … and within a title typed in two paragraphs, up to this much.
OPEN_TITLE = 2.0
# Type sizes differ when they differ by this share.
SIZE_STEP = 0.06
# Indents differ when they differ by this many type sizes.
INDENT_STEP = 0.6
# A line is full when it ends within this many type sizes of the right edge.
FULL = 1.5
# A line that leaves this share of the measure free, where the next word would fit, was ended on purpose.
SHORT = 0.12
SHORT_HEADING = 0.32

_WORD = regex.compile(r"[\p{L}\p{N}]")
_CLOSED = regex.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$|[,،，]\s*$")
_FULL_STOP = regex.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$")
_OPENING_LABEL = regex.compile(
    rf"(?!\d+\s|\d+\.\d+\s\p{{Ll}})({LABEL.pattern})(?:\s|$|(?<=[.)）、])(?=\p{{Han}}))"
)
_OPEN_END = regex.compile(r"[;；؛]\s*$")
_CONTINUES = regex.compile(r"\p{Ll}|[,;.)»”]")


class Column(NamedTuple):
    """The edges of the text column, and the usual leading (line heights over type size)."""

    left: float
    right: float
    leading: float
    size: float  # of the running text

    @property
    def measure(self) -> float:
        return self.right - self.left


def column_of(lines: Iterable[Line], body_size: float) -> Column:
    """The text column, from the lines in the size of the running text."""
    lines = list(lines)
    text = [line for line in lines if abs(line.size - body_size) <= SIZE_STEP * body_size] or lines
    if not text:
        return Column(0.0, 1.0, 1.2, body_size)
    lefts: Counter[int] = Counter()
    for line in text:
        lefts[round(line.x0)] += 1
    left = min(lefts, key=lambda x: (-lefts[x], x))
    begun_by = left + 0.25 * (max(line.x1 for line in text) - left)
    right = _right_edge([line.x1 for line in text if line.x0 <= begun_by] or [line.x1 for line in text])
    steps = [
        round((b.baseline - a.baseline) / b.size, 2)
        for a, b in pairwise(text)
        if a.page == b.page and 0.9 < (b.baseline - a.baseline) / b.size < 2.2
    ]
    leading = Counter(steps).most_common(1)[0][0] if steps else 1.2
    return Column(float(left), right, leading, body_size)


class Setting(NamedTuple):
    """A line as it was set: its words, and whether they are bold, mixed, or open with a label."""

    line: Line
    text: str
    bold: bool
    mixed: bool
    label: str | None


def _setting(line: Line) -> Setting:
    text = line.text
    level = [p for p in line.pieces if not p.raised]
    bold = any(p.bold and _WORD.search(p.text) for p in level)
    light = any(not p.bold and _WORD.search(p.text) for p in level)
    match = _OPENING_LABEL.match(text)
    return Setting(line, text, bold and not light, bold and light, match[1] if match else None)


def _right_edge(ends: Sequence[float]) -> float:
    """Justified lines end at one place; where they are ragged, nearly all end before it."""
    ends = sorted(ends)
    middle = ends[len(ends) // 2]
    count = Counter(round(x / 2) for x in ends if x >= middle)
    place, often = count.most_common(1)[0]
    if often >= 0.15 * len(ends):
        return max(x for x in ends if round(x / 2) == place)
    return ends[int(0.95 * (len(ends) - 1))]


def blocks_of(lines: Sequence[Line], column: Column, hyphens: Hyphens) -> list[tuple[Block, Composed]]:
    """Group lines into blocks."""
    groups: list[list[Setting]] = []
    for line in lines:
        setting = _setting(line)
        if groups and _continues(groups[-1], setting, column):
            groups[-1].append(setting)
        else:
            groups.append([setting])
    return [
        _block(group, groups[i - 1][-1].line if i else None, column, hyphens)
        for i, group in enumerate(groups)
    ]


def _continues(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does `new` go on with the paragraph that ends in `group`?"""
    last = group[-1]
    if last.line.page != new.line.page:
        return _runs_over(group, new, column)
    if not _same_type(last, new) and not _in_mid_sentence(last, new, column):
        return False
    step = (new.line.baseline - last.line.baseline) / min(new.line.size, last.line.size)
    widest = OPEN_TITLE if _is_open_title(last, new) else max(LOOSE, LOOSER * column.leading)
    if not 0.5 <= step <= widest:
        return False
    if _is_outdented(group, new) or _is_indented_start(group, new, column):
        return False
    if new.label and _ended(last, column) and _stands_as_item(group, new):
        return False
    return not _ended_early(last, new, column)


def _is_open_title(last: Setting, new: Setting) -> bool:
    """Does a bold line end in a semicolon, and a bold one follow? A title goes on, however it was typed."""
    return last.bold and new.bold and new.label is None and bool(_OPEN_END.search(last.text))


def _same_type(last: Setting, new: Setting) -> bool:
    if abs(last.line.size - new.line.size) > SIZE_STEP * max(last.line.size, new.line.size):
        return False
    return last.bold == new.bold or last.mixed or new.mixed


def _stands_as_item(group: Sequence[Setting], new: Setting) -> bool:
    """Does a labelled line stand where items begin? One among a paragraph's further lines is run-in."""
    hang = group[1].line.x0 if len(group) > 1 else None
    if hang is None or abs(new.line.x0 - hang) > INDENT_STEP * new.line.size:
        return True
    return group[0].label is not None and _shape(group[0].label) == _shape(new.label or "")


def _shape(label: str) -> str:
    """The form of a label: brackets, stop, and what kind of number."""
    return regex.sub(r"\p{Nd}+", "1", regex.sub(r"\p{L}+", "a", label))


def _in_mid_sentence(last: Setting, new: Setting, column: Column) -> bool:
    """Does a sentence run on from a full line, though its weight changes between the two?"""
    same_size = abs(last.line.size - new.line.size) <= SIZE_STEP * last.line.size
    return (
        same_size
        and _is_full(last.line, column)
        and bool(regex.match(r"\p{Ll}", new.text))
        and not _CLOSED.search(last.text)
    )


def _runs_over(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does a paragraph run over the page's end? What it lacks, the next page must offer."""
    last = group[-1]
    if _is_open_title(last, new):
        return _same_type(last, new)
    if (not _same_type(last, new) or new.bold) and not _in_mid_sentence(last, new, column):
        return False
    if new.label and (not new.label.isdigit() or _FULL_STOP.search(last.text)):
        return False
    shift = INDENT_STEP * new.line.size
    first_x, x = group[0].line.x0, new.line.x0
    closed = bool(_CLOSED.search(last.text))
    begins_low = bool(_CONTINUES.match(new.text))
    if len(group) == 1:
        aligned = x <= first_x + shift
        hangs = aligned and abs(x - first_x) > shift
    else:
        hang = group[1].line.x0
        aligned = abs(x - hang) <= shift
        hangs = aligned and abs(x - first_x) > shift
    if not aligned:
        return begins_low and not closed
    if not _FULL_STOP.search(last.text) and begins_low:
        return True
    if not _is_full(last.line, column):
        return not closed
    if closed:
        # A full line that ends a clause: the next page goes on from the hanging indent, and where
        # paragraphs are numbered a line without number goes on too.
        return hangs or (group[0].label is not None and len(group) > 1)
    return True


def _is_full(line: Line, column: Column) -> bool:
    return line.x1 >= column.right - FULL * line.size


def _ended(last: Setting, column: Column) -> bool:
    return bool(_CLOSED.search(last.text)) or not _is_full(last.line, column)


def _stopped(last: Setting, column: Column) -> bool:
    """As `_ended`, but a comma at the end of a full line does not count."""
    return bool(_FULL_STOP.search(last.text)) or not _is_full(last.line, column)


def _is_outdented(group: Sequence[Setting], new: Setting) -> bool:
    """A line further out than the paragraph's second line begins something new."""
    if len(group) < 2:
        return False
    return new.line.x0 < group[1].line.x0 - INDENT_STEP * new.line.size


def _is_indented_start(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """A line further in than the one above it begins something new, if what stands above has ended."""
    last = group[-1]
    step = INDENT_STEP * new.line.size
    if len(group) == 1:
        # The second line of a paragraph may hang under its label, that of a heading under its first.
        hangs = last.label or (last.bold and new.bold and new.line.x0 < last.line.x1)
        return new.line.x0 > last.line.x0 + step and not hangs and _stopped(last, column)
    return new.line.x0 > group[1].line.x0 + step and _stopped(last, column)


def _ended_early(last: Setting, new: Setting, column: Column) -> bool:
    """Did the line above leave room for the next word? Then its end was meant.

    Headings are set to a narrower measure of their own, and need more room left.
    """
    room = column.right - last.line.x1
    first = new.line.pieces[0]
    word = new.text.split(" ", 1)[0]
    width = (first.x1 - first.x0) * len(word) / max(len(first.text.strip()), 1)
    least = SHORT_HEADING if last.bold or last.line.size > 1.1 * column.size else SHORT
    return room > least * column.measure + width + 0.3 * new.line.size


def _block(
    settings: Sequence[Setting], above: Line | None, column: Column, hyphens: Hyphens
) -> tuple[Block, Composed]:
    group = [s.line for s in settings]
    words = compose(group, hyphens)
    first = group[0]
    size = Counter({line.size: 0 for line in group})
    for line in group:
        size[line.size] += len(line.pieces)
    near = above if above is not None and above.page == first.page else None
    gap = (first.baseline - near.baseline) / first.size - 1.2 if near else 0.0
    level = [p for line in group for p in line.pieces if not p.raised]
    block = Block(
        text=words.text,
        page=first.page,
        breaks=words.breaks,
        emphasis=words.emphasis,
        marks=words.marks,
        bold=any(s.bold for s in settings) and not any(s.mixed for s in settings),
        italic=all(p.italic for p in level if any(c.isalpha() for c in p.text))
        and any(p.italic for p in level),
        size=max(size, key=lambda s: size[s]),
        indent=first.x0 - column.left,
        hang=(group[1].x0 if len(group) > 1 else first.x0) - column.left,
        measure=column.measure,
        gap=max(gap, 0.0),
        align=_align(group, column),
        filled=_is_full(group[-1], column),
        boxes=boxes_of(group),
    )
    return block, words


def boxes_of(lines: Iterable[Line]) -> tuple[Box, ...]:
    """One box a page around lines."""
    out: dict[int, Box] = {}
    for line in lines:
        page, x0, top, x1, bottom = line.box
        if page in out:
            _, a, b, c, d = out[page]
            out[page] = (page, min(a, x0), min(b, top), max(c, x1), max(d, bottom))
        else:
            out[page] = line.box
    return tuple(out.values())


def _align(group: Sequence[Line], column: Column) -> Align:
    slack = 1.5 * group[0].size
    if all(
        abs((line.x0 - column.left) - (column.right - line.x1)) <= slack and line.x0 > column.left + slack
        for line in group
    ):
        return "centre"
    if all(
        line.x0 > column.left + 0.4 * column.measure and line.x1 >= column.right - slack for line in group
    ):
        return "right"
    return "left"
