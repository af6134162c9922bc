"""Lines to paragraphs: white space, indents, labels and type decide where one ends.

Promises:
1. Every line is in exactly one block, in order.
2. A block that runs over a page's end is one block.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
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
# Type sizes differ when they differ by this share.
SIZE_STEP = 0.06
# Indents differ when they differ by this many type sizes.
INDENT_STEP = 0.6
# A line is full when it ends within this many type sizes of the right edge.
FULL = 1.5
# A line that leaves this share of the measure free, where the next word would fit, was ended on purpose.
SHORT = 0.12

_CLOSED = regex.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$|[,،，]\s*$")
_FULL_STOP = regex.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$")
_CONTINUES = regex.compile(r"\p{Ll}|[,;.)»”]")


class Column(NamedTuple):
    """The edges of the text column, and the usual leading (line heights over type size)."""

    left: float
    right: float
    leading: float

    @property
    def measure(self) -> float:
        return self.right - self.left


def column_of(lines: Iterable[Line], body_size: float) -> Column:
    """The text column, from the lines in the size of the running text."""
    lines = list(lines)
    text = [l for l in lines if abs(l.size - body_size) <= SIZE_STEP * body_size] or lines
    if not text:
        return Column(0.0, 1.0, 1.2)
    lefts: Counter[int] = Counter()
    for line in text:
        lefts[round(line.x0)] += len(line.pieces) and 1
    left = min(lefts, key=lambda x: (-lefts[x], x))
    rights = sorted(l.x1 for l in text)
    right = rights[int(0.9 * (len(rights) - 1))]
    steps = [
        round((b.baseline - a.baseline) / b.size, 2)
        for a, b in zip(text, text[1:], strict=False)
        if a.page == b.page and 0.9 < (b.baseline - a.baseline) / b.size < 2.2
    ]
    leading = Counter(steps).most_common(1)[0][0] if steps else 1.2
    return Column(float(left), right, leading)


def blocks_of(lines: Sequence[Line], column: Column, hyphens: Hyphens) -> list[tuple[Block, Composed]]:
    """Group lines into blocks."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group, groups[i - 1][-1] if i else None, column, hyphens) for i, group in enumerate(groups)]


def _continues(group: Sequence[Line], line: Line, column: Column) -> bool:
    """Does `line` go on with the paragraph that ends in `group`?"""
    last = group[-1]
    if last.page != line.page:
        return _runs_over(group, line, column)
    if not _same_type(group, line):
        return False
    step = (line.baseline - last.baseline) / min(line.size, last.size)
    if step > max(LOOSE, LOOSER * column.leading) or step < 0.5:
        return False
    if _is_outdented(group, line) or _is_indented_start(group, line, column):
        return False
    if _opens_item(line) and _ended(last, column):
        return False
    return not _ended_early(group, line, column)


def _same_type(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    if abs(last.size - line.size) > SIZE_STEP * max(last.size, line.size):
        return False
    return _is_bold(group) == _is_bold([line]) or _mixes(group) or _mixes([line])


def _letters(line: Line, bold: bool) -> int:
    return sum(c.isalnum() for p in line.pieces if p.bold == bold and not p.raised for c in p.text)


def _is_bold(lines: Iterable[Line]) -> bool:
    lines = list(lines)
    return sum(_letters(l, True) for l in lines) > 0 and not any(_letters(l, False) for l in lines)


def _mixes(lines: Iterable[Line]) -> bool:
    lines = list(lines)
    return any(_letters(l, True) for l in lines) and any(_letters(l, False) for l in lines)


def _runs_over(group: Sequence[Line], line: Line, column: Column) -> bool:
    """Does a paragraph run over the page's end? What it lacks, the next page must offer."""
    last = group[-1]
    if not _same_type(group, line) or _is_bold([line]):
        return False
    if _label(line) and not _may_be_mid_sentence(line):
        return False
    hang = group[1].x0 if len(group) > 1 else None
    shift = INDENT_STEP * line.size
    text = _text(last)
    begin = _text(line)
    if hang is not None and abs(line.x0 - hang) <= shift:
        aligned = True
    elif hang is None:
        aligned = line.x0 <= last.x0 + shift or line.x0 < column.left + shift
    else:
        aligned = False
    if not aligned:
        return bool(_CONTINUES.match(begin)) and not _CLOSED.search(text)
    if _CONTINUES.match(begin) and not _FULL_STOP.search(text):
        return True
    if _CLOSED.search(text) and not _is_full(last, column):
        return False
    if _FULL_STOP.search(text):
        # A full line that ends a sentence: the next page goes on only from the hanging indent.
        return hang is not None and abs(line.x0 - group[0].x0) > shift and _is_full(last, column)
    return True


def _may_be_mid_sentence(line: Line) -> bool:
    """A number that a line happens to begin with ("2025, the …") is no label."""
    first = _text(line).split(" ", 1)[0]
    return first.isdigit()


def _is_full(line: Line, column: Column) -> bool:
    return line.x1 >= column.right - FULL * line.size


def _ended(last: Line, column: Column) -> bool:
    return bool(_CLOSED.search(_text(last))) or not _is_full(last, column)


def _text(line: Line) -> str:
    return "".join(p.text for p in line.pieces if not p.raised).strip()


def _label(line: Line) -> str | None:
    """The label that opens a line, if white space as wide as a tab (or a bracket or stop) sets it off."""
    first = _text(line).split(" ", 1)[0]
    if LABEL.fullmatch(first) and not first.isdigit():
        return first
    return None


def _opens_item(line: Line) -> bool:
    return _label(line) is not None


def _is_outdented(group: Sequence[Line], line: Line) -> bool:
    """A line further out than the paragraph's second line begins something new."""
    if len(group) < 2:
        return False
    return line.x0 < group[1].x0 - INDENT_STEP * line.size


def _is_indented_start(group: Sequence[Line], line: Line, column: Column) -> bool:
    """A line further in than the one above it begins something new, if what stands above has ended."""
    last = group[-1]
    hang = group[1].x0 if len(group) > 1 else None
    if hang is None:
        # The second line of a paragraph may hang under its label.
        return line.x0 > last.x0 + INDENT_STEP * line.size and not _label(last) and _ended(last, column)
    return line.x0 > hang + INDENT_STEP * line.size and _ended(last, column)


def _ended_early(group: Sequence[Line], line: Line, column: Column) -> bool:
    """Did the line above leave room for the next word? Then its end was meant.

    Headings are set to a narrower measure of their own, and are left out.
    """
    last = group[-1]
    if _is_bold([last]) or line.size > 1.1 * last.size:
        return False
    room = column.right - last.x1
    first = line.pieces[0]
    word = _text(line).split(" ", 1)[0]
    width = (first.x1 - first.x0) * len(word) / max(len(first.text.strip()), 1)
    return room > SHORT * column.measure + width + 0.3 * line.size


def _block(
    group: Sequence[Line], above: Line | None, column: Column, hyphens: Hyphens
) -> tuple[Block, Composed]:
    words = compose(group, hyphens)
    first = group[0]
    size = Counter({l.size: 0 for l in group})
    for line in group:
        size[line.size] += len(line.pieces)
    near = above if above is not None and above.page == first.page else None
    gap = (first.baseline - near.baseline) / first.size - 1.2 if near else 0.0
    level = [p for l in group for p in l.pieces if not p.raised]
    block = Block(
        text=words.text,
        page=first.page,
        breaks=words.breaks,
        emphasis=words.emphasis,
        marks=words.marks,
        bold=_is_bold(group),
        italic=all(p.italic for p in level if any(c.isalpha() for c in p.text)) and any(p.italic for p in level),
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
    if all(abs((l.x0 - column.left) - (column.right - l.x1)) <= slack and l.x0 > column.left + slack for l in group):
        return "centre"
    if all(l.x0 > column.left + 0.4 * column.measure and l.x1 >= column.right - slack for l in group):
        return "right"
    return "left"
