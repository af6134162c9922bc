"""Two lists side by side: symbols and titles in the left half of the page, and again in the right one.

Each half is read by itself, from the top down: their lines have nothing to do with each other.

Promises:
1. The lines of a pair of lists follow one another on one page, and on the next where it goes on there.
2. Every line is in the rows, cut where the halves and their columns begin.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.cells import Row
from cotc.parsers.profiles import compiling

# What stands in the columns of symbols: figures, and no more than this (characters).
LONGEST_KEY = 14
# The titles beside them have so many words on the average, at least.
LEAST_WORDS = 2.5
# Cells begin at one place within this distance (type sizes).
ALIGNED = 0.5
# A cell begins where a column does, with at least so much white space before it (type sizes).
LEAST_GAP = 0.3
# Entries are set further apart than lines (type sizes) …
ENTRY_STEP = 1.45
# … and no further than this.
LIST_STEP = 3.0
# Type of one list differs by no more than this share.
SAME_SIZE = 0.04

_KEY = compiling.compile(rf"(?=.*\d)[\p{{Lu}}\d][\p{{L}}\d/().;\-– ]{{0,{LONGEST_KEY - 1}}}")


class Beside(NamedTuple):
    """Lines from `start` on and before `end`, and their rows: those of the left list come first.

    `columns` is where its four columns begin.
    """

    start: int
    end: int
    rows: list[Row]
    columns: tuple[float, ...]


def lists_beside(lines: Sequence[Line], cells: Callable[[Line], Sequence[Line]]) -> list[Beside]:
    """The pairs of lists among lines, in order, which `cells` cuts where white space parts them.

    One that goes on at the top of the next page is whole.
    """
    sure = list(_with_symbols(lines, cells))
    out: list[Beside] = []
    for beside in sorted([*sure, *_set_alike(lines, sure)]):
        if out and out[-1].end == beside.start and lines[beside.start].page != lines[beside.start - 1].page:
            last = out.pop()
            beside = Beside(last.start, beside.end, last.rows + beside.rows, last.columns)
        out.append(beside)
    return out


def _with_symbols(lines: Sequence[Line], cells: Callable[[Line], Sequence[Line]]) -> Iterator[Beside]:
    """Pairs that show a symbol and a title in each half of one line."""
    done = 0
    for index, line in enumerate(lines):
        if index < done or len(line.pieces) < 4:
            continue
        parts = cells(line)
        if not _is_pair(parts):
            continue
        beside = _around(lines, index, done, len(lines), [part.x0 for part in parts])
        if _are_lists(beside.rows):
            yield beside
        done = beside.end


def _set_alike(lines: Sequence[Line], sure: Sequence[Beside]) -> Iterator[Beside]:
    """What stands in the columns, and in the type, of the paper's sure pairs: titles without a symbol
    in one half, or symbols without a title.
    """
    shapes = {tuple(map(round, pair.columns)): (pair.columns, lines[pair.start].size) for pair in sure}
    edges = [0, *(edge for pair in sure for edge in (pair.start, pair.end)), len(lines)]
    for least, most in zip(edges[::2], edges[1::2], strict=True):
        done = least
        for index, (columns, size) in product(range(least, most), shapes.values()):
            if index < done or not _is_alike(lines[index], columns, size):
                continue
            beside = _around(lines, index, done, most, columns)
            keys = [_KEY.fullmatch(row[0][1].text) is not None for row in beside.rows]
            if all(keys) or any(key and len(row) > 1 for key, row in zip(keys, beside.rows, strict=True)):
                yield beside
                done = beside.end


def _is_alike(line: Line, columns: Sequence[float], size: float) -> bool:
    """Is a line set in both halves, or a symbol by itself?"""
    if abs(line.size - size) > SAME_SIZE * size or abs(line.x0 - columns[0]) > ALIGNED * size:
        return False
    cells = _cells(line, columns) or []
    if len(cells) == 1:
        return _KEY.fullmatch(line.text) is not None
    return {at for at, _ in cells} >= {0, 2} and cells[0][1].x1 < columns[2]


def _around(lines: Sequence[Line], index: int, least: int, most: int, columns: Sequence[float]) -> Beside:
    """The lines that go on above and below that one, of those from `least` on and before `most`."""
    start, end = index, index + 1
    while start > least and _goes_on(lines[start - 1], lines[start], columns):
        start -= 1
    while end < most and _goes_on(lines[end], lines[end - 1], columns):
        end += 1
    return Beside(start, end, _rows(lines[start:end], columns), tuple(columns))


def _is_pair(parts: Sequence[Line]) -> bool:
    """Has a line a symbol and a title, and both again?"""
    return len(parts) == 4 and all(_KEY.fullmatch(parts[k].text) for k in (0, 2))


def _goes_on(line: Line, other: Line, columns: Sequence[float]) -> bool:
    """Is a line next to one of the lists part of them too?"""
    if line.page != other.page or abs(line.size - other.size) > SAME_SIZE * line.size:
        return False
    if abs(line.baseline - other.baseline) > LIST_STEP * line.size:
        return False
    cells = _cells(line, columns)
    bold = all(piece.bold for piece in line.pieces)
    gutter = columns[2]
    return not bold and cells is not None and not any(at < 2 and c.x1 > gutter for at, c in cells)


def _cells(line: Line, columns: Sequence[float]) -> list[tuple[int, Line]] | None:
    """A line cut where columns begin; None where something begins elsewhere."""
    near = ALIGNED * line.size
    cells: list[list[int]] = [[0]]
    for k in range(1, len(line.pieces)):
        gap = line.pieces[k].x0 - line.pieces[k - 1].x1
        begins = any(abs(line.pieces[k].x0 - x) <= near for x in columns)
        if begins and gap >= LEAST_GAP * line.size:
            cells.append([k])
        else:
            cells[-1].append(k)
    out: list[tuple[int, Line]] = []
    for cell in cells:
        x0 = line.pieces[cell[0]].x0
        at = [k for k, x in enumerate(columns) if abs(x0 - x) <= near]
        if not at:
            return None
        out.append((at[0], line.part([line.pieces[k] for k in cell])))
    return out


def _rows(lines: Sequence[Line], columns: Sequence[float]) -> list[Row]:
    """Rows of the left list, then of the right one."""
    halves: list[list[list[tuple[int, Line]]]] = [[], []]
    for line in lines:
        for at, cell in _cells(line, columns) or []:
            rows = halves[at // 2]
            last = rows[-1][-1][1] if rows else None
            step = (cell.baseline - last.baseline) / cell.size if last is not None else LIST_STEP
            if step > ENTRY_STEP:
                rows.append([])
            rows[-1].append((at % 2, cell))
    return [*halves[0], *halves[1]]


def _are_lists(rows: Sequence[Row]) -> bool:
    """Do most rows begin with a symbol, and have titles of several words?"""
    keyed = [row for row in rows if row[0][0] == 0 and len({at for at, _ in row}) == 2]
    words = [sum(len(line.text.split()) for at, line in row if at) for row in keyed]
    return 2 * len(keyed) > len(rows) and sum(words) >= LEAST_WORDS * len(keyed)
