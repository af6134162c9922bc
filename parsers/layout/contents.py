"""The printed table of contents: rows with leader dots and page numbers.

Promises:
1. Every line is returned exactly once: as body, or as a line of the contents table.
2. A title wrapped over several lines is one row.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import regex

from cotc.parsers.layout.compose import compose
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model.block import ContentsBlock
from cotc.parsers.profiles import compiling

# The table begins on one of the first pages.
LAST_FIRST_PAGE = 9
# Rows stand further apart than the lines of one by this much.
ROW_STEP = 1.1
# The heads of columns are shorter (characters).
LONGEST_HEAD = 30

# Without leader dots, white space at least this wide leads to a page number (type sizes).
NUMBER_GAP = 1.5
# A number stands in the column of page numbers when it ends within this many type sizes of the others.
IN_COLUMN = 0.5
# Rows begin at one place within this many type sizes; what stands further out begins a row.
SAME_START = 0.5

HEADING = compiling.compile(
    r"contents|table des matières|índice|contenido|содержание|оглавление|目\s*录|目\s*次|المحتويات",
    regex.IGNORECASE,
)
LEADER = compiling.compile(r"(?:\s*[.…·]){3,}\s*")
_DOTS = compiling.compile(r"[\s.…·]+$")
_PAGE = compiling.compile(
    r"(?P<paragraphs>\d+\s*[-–−]\s*\d+\s+|\d+\s+)?(?P<page>\d{1,4}|[ivxl]{1,6}|[٠-٩]{1,4})"
)
_RANGE = compiling.compile(r"(?:\d+|[ivxl]+)\s*[-–−]\s*(?:\d+|[ivxl]+)")
# The heads of the columns, alone on their line.
_HEADS = compiling.compile(
    r"(?:(?:chapters?|sections?|paragraphs?|pages?|chapitres?|paragraphes?|capítulos?|párrafos?|páginas?"
    r"|глава|главы|пункты?|стр(?:аница|\.)|章次?|段次|页次|الفصل|الفقرات|الصفحة)\s*)+",
    regex.IGNORECASE,
)


class _Column(NamedTuple):
    """What the rows that dots lead through tell of the numbers.

    `right`: where they end on each page. `paragraphs`: those of paragraphs stand before those of pages;
    `ranges`: there are those of paragraphs alone.
    """

    right: dict[int, float]
    paragraphs: bool
    ranges: bool


class _Row(NamedTuple):
    """A line of the table: `tail` is what it holds in the column of numbers, None where it holds nothing."""

    line: Line
    tail: str | None
    page: str | None


class Contents(NamedTuple):
    body: tuple[Line, ...]
    rows: tuple[ContentsBlock, ...]
    lines: tuple[Line, ...]


def take_contents(lines: Sequence[Line], hyphens: Hyphens) -> Contents:
    """Part a paper's body lines into running text and the contents table, if it has one."""
    start = next((i for i, line in enumerate(lines) if _is_heading(line)), None)
    if start is None:
        return Contents(tuple(lines), (), ())
    end = _end(lines, start)
    if end is None:
        return Contents(tuple(lines), (), ())
    table = tuple(lines[start:end])
    return Contents((*lines[:start], *lines[end:]), tuple(_rows(table[1:], hyphens)), table)


def _is_heading(line: Line) -> bool:
    return line.page <= LAST_FIRST_PAGE and bool(HEADING.match(line.text)) and len(line.text) < 40


def _end(lines: Sequence[Line], start: int) -> int | None:
    """One past the last row: rows lead to a page number, and no page without one is crossed."""
    last = None
    page = lines[start].page
    right = max((other.x1 for other in lines[start + 1 : start + 60] if other.page <= page + 1), default=0.0)
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.page > page + 1:
            break
        if _leads(line, right) or (last == index - 1 and _is_last_row(line, lines[start + 1 : index])):
            last = index
            page = line.page
    return None if last is None else last + 1


def _leads(line: Line, right: float) -> bool:
    text = line.text
    if LEADER.search(text):
        return True
    if len(line.pieces) < 2 or abs(line.x1 - right) >= line.size:
        return False
    last, before = line.pieces[-1], line.pieces[-2]
    return bool(_PAGE.fullmatch(last.text.strip())) and last.x0 - before.x1 > NUMBER_GAP * line.size


def _is_last_row(line: Line, rows: Sequence[Line]) -> bool:
    """Does a line right below the rows begin where they do, and end in their column, but without dots?"""
    column = _column(rows)
    tail = _row(line, column).tail
    begins = any(abs(row.x0 - line.x0) <= SAME_START * line.size for row in rows[-2:])
    return bool(tail) and begins and line.page in column.right


def _column(lines: Sequence[Line]) -> _Column:
    tails = [(line, LEADER.split(line.text)[-1].strip()) for line in lines if LEADER.search(line.text)]
    numbered = [(line, tail) for line, tail in tails if _PAGE.fullmatch(tail) or _RANGE.fullmatch(tail)]
    right: dict[int, float] = {}
    for line in [line for line, _ in numbered] or lines:
        right[line.page] = max(right.get(line.page, 0.0), line.x1)
    pages = [match for _, tail in numbered if (match := _PAGE.fullmatch(tail))]
    ranges = any(_RANGE.fullmatch(tail) for _, tail in numbered)
    return _Column(right, any(match["paragraphs"] for match in pages), ranges)


def _row(line: Line, column: _Column) -> _Row:
    """The numbers that end a line: after dots, or else where the other rows have theirs."""
    text = line.text
    if LEADER.search(text):
        tail = LEADER.split(text)[-1].strip()
    elif abs(line.x1 - column.right.get(line.page, line.x1)) > IN_COLUMN * line.size:
        return _Row(line, None, None)
    else:
        numbers = _RANGE if column.ranges else _PAGE
        found = regex.search(rf"(?<=[\s.…])(?:{numbers.pattern})$", text)
        if found is None:
            return _Row(line, None, None)
        tail = found[0] if column.paragraphs or column.ranges else found["page"]
    match = _PAGE.fullmatch(tail)
    if match is None:
        return _Row(line, tail if _RANGE.fullmatch(tail) else None, None)
    return _Row(line, tail, None if column.ranges and not column.paragraphs else match["page"])


def _rows(lines: Sequence[Line], hyphens: Hyphens) -> list[ContentsBlock]:
    column = _column(lines)
    rows = [_row(line, column) for line in lines if not _HEADS.fullmatch(line.text)]
    out: list[ContentsBlock] = []
    for group in _groups([row for row in rows if not _is_heading(row.line)]):
        title = _title(group, hyphens)
        page = next((row.page for row in group if row.page), None)
        is_head = all(row.tail is None for row in group) and not any(row.page for row in out)
        is_head = is_head and (len(title) <= LONGEST_HEAD or _style(group[0].line)[0])
        if title and not is_head:
            out.append(ContentsBlock(title, page, group[0].line.x0))
    return out


def _title(group: Sequence[_Row], hyphens: Hyphens) -> str:
    """A row's words without dots and numbers; these may stand on its first line."""
    words: list[str] = []
    lines: list[Line] = []
    for row in group:
        lines.append(row.line)
        if row.tail is not None or LEADER.search(row.line.text) or row is group[-1]:
            text = compose(lines, hyphens).text
            if LEADER.search(text):
                text = LEADER.split(text)[0]
            elif row.tail:
                text = _DOTS.sub("", text.removesuffix(row.tail))
            words.append(text.strip())
            lines = []
    return " ".join(filter(None, words))


def _groups(rows: Sequence[_Row]) -> list[list[_Row]]:
    """The lines of each row: one ends with its number, or where the next line stands further off.

    Where the lines of one row stand closer than rows do, what follows its number so close is still its own.
    """
    steps = [
        b.line.baseline - a.line.baseline
        for a, b in pairwise(rows)
        if a.line.page == b.line.page and b.line.baseline > a.line.baseline + 1
    ]
    close = min(steps, default=0.0) * ROW_STEP
    is_tight = bool(steps) and close < median(steps)
    groups: list[list[_Row]] = []
    for row in rows:
        group = groups[-1] if groups else []
        closed = any(other.tail for other in group) and not (is_tight and row.tail is None)
        if not group or closed or _parts(group, row.line, close):
            groups.append([row])
        else:
            group.append(row)
    return groups


def _parts(group: Sequence[_Row], line: Line, close: float) -> bool:
    """Does a line stand apart from the row above it: further off, further out, or in another type?"""
    above = group[-1].line
    if above.page != line.page or line.baseline - above.baseline > close:
        return True
    edge = max(row.line.x0 for row in group) - SAME_START * line.size
    return _style(above) != _style(line) or line.x0 < edge


def _style(line: Line) -> tuple[bool, bool]:
    return all(piece.bold for piece in line.pieces), all(piece.italic for piece in line.pieces)
