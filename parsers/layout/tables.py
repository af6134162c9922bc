"""Tables and tabular lists: rows of cells that stand under one another.

Promises:
1. Every line is returned exactly once, in order: in a run of text lines or in a table.
2. Every drawn character of a table's lines is in one of its cells.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from cotc.parsers.layout.compose import plain
from cotc.parsers.layout.lines import Line

# White space at least this wide parts two cells (type sizes).
CELL_GAP = 1.6
# Cells begin at one place within this distance (type sizes).
ALIGNED = 0.7
# A table has at least this many rows with cells.
LEAST_ROWS = 2
# Rows of one table follow each other within this distance (type sizes).
ROW_GAP = 4.5
# A rule at least this wide (share of the page) may border a table.
BORDER = 0.2

LABEL = regex.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]{1,2}|[ivxlcdm]{1,6}|[A-Z]|[IVXLC]{1,6}|\p{Cyrillic}|\p{Arabic}{1,4}|\p{Han}{1,4})[.)）、]{1,2}"
    r"|（\p{Any}{1,3}）|[•·▪–—\-*\uf0b7]|\d{1,3}/\d{1,3}\.|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}|\p{Lu}?\.?\d{1,3}\s*[-–])"
)


class Run(NamedTuple):
    """Lines of text, or of a table with its rows."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...] | None


def cells(line: Line) -> list[Line]:
    """A line cut where white space as wide as between cells parts it; a label keeps its words."""
    parts: list[list[int]] = [[0]]
    edge = line.pieces[0].x1
    for i in range(1, len(line.pieces)):
        piece = line.pieces[i]
        text = "".join(line.pieces[k].text for k in parts[-1]).strip()
        is_label = len(parts) == 1 and LABEL.fullmatch(text) is not None
        if piece.x0 - edge > CELL_GAP * line.size and not is_label and not piece.raised:
            parts.append([i])
        else:
            parts[-1].append(i)
        edge = max(edge, piece.x1)
    out = []
    for part in parts:
        pieces = tuple(line.pieces[k] for k in part)
        out.append(line._replace(pieces=pieces, x0=pieces[0].x0, x1=max(p.x1 for p in pieces)))
    return out


def take_tables(lines: Sequence[Line]) -> list[Run]:
    """Part lines into runs of text and tables."""
    cut = [cells(line) for line in lines]
    runs: list[Run] = []
    text: list[Line] = []
    index = 0
    while index < len(lines):
        end = _table_end(lines, cut, index)
        if end is None:
            text.append(lines[index])
            index += 1
            continue
        if text:
            runs.append(Run(tuple(text), None))
            text = []
        runs.append(Run(tuple(lines[index:end]), _rows(cut[index:end])))
        index = end
    if text:
        runs.append(Run(tuple(text), None))
    return runs


def _table_end(lines: Sequence[Line], cut: Sequence[list[Line]], start: int) -> int | None:
    """One past the last line of the table that begins at `start`, or None."""
    if len(cut[start]) < 2:
        return None
    starts = [c.x0 for c in cut[start]]
    rows, last = 1, start
    size = lines[start].size
    for index in range(start + 1, len(lines)):
        line = lines[index]
        previous = lines[index - 1]
        if line.page != previous.page or line.baseline - previous.baseline > ROW_GAP * size:
            break
        aligned = sum(any(abs(c.x0 - x) <= ALIGNED * size for x in starts) for c in cut[index])
        if len(cut[index]) >= 2 and (aligned >= 2 or (aligned and len(cut[index]) == len(starts))):
            rows += 1
            last = index
            starts += [c.x0 for c in cut[index]]
        elif len(cut[index]) >= 2:
            rows += 1
            last = index
            starts += [c.x0 for c in cut[index]]
        elif not aligned or (abs(line.x0 - starts[0]) <= ALIGNED * size and _is_wide(line, lines)):
            break
    return last + 1 if rows >= LEAST_ROWS else None


def _is_wide(line: Line, lines: Sequence[Line]) -> bool:
    """Does a line run across the column, as text does and a cell does not?"""
    right = max(l.x1 for l in lines if l.page == line.page)
    left = min(l.x0 for l in lines if l.page == line.page)
    return line.x1 - line.x0 > 0.75 * (right - left)


def _rows(cut: Sequence[list[Line]]) -> tuple[tuple[str, ...], ...]:
    """Cells by column: columns are the places where cells begin."""
    starts: list[float] = []
    size = cut[0][0].size
    for row in cut:
        for cell in row:
            if not any(abs(cell.x0 - x) <= 2 * ALIGNED * size for x in starts):
                starts.append(cell.x0)
    starts.sort()
    out = []
    for row in cut:
        texts = [""] * len(starts)
        for cell in row:
            column = min(range(len(starts)), key=lambda k: abs(starts[k] - cell.x0))
            words = plain([cell])
            texts[column] = f"{texts[column]} {words}".strip()
        out.append(tuple(texts))
    return tuple(out)
