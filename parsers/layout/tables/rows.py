"""Rows of a ruled table: between its rules, else between its gaps, else one a line.

Promises:
1. Every line of the bands is in exactly one row.
2. Rows run from the top down.
"""

from collections.abc import Sequence
from itertools import pairwise

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.bars import Bar, Post
from cotc.parsers.layout.tables.grid import Grid, column, crossed, cut
from cotc.parsers.layout.tables.regions import COVERED, Band

# Lines further apart than this begin a new row (type sizes); those of one cell are set closer.
ROW_STEP = 1.45
# Where each band between two rules is a row: so many bands at least, and this share of them.
LEAST_BANDS, RULED_SHARE = 4, 0.75
# Heights closer than this are one (points).
SAME_HEIGHT = 2.0

Row = list[tuple[int, Line]]  # cells, several to a column where it has several lines


def rows_of(
    grid: Grid, bands: Sequence[Band], partial: Sequence[Bar], posts: Sequence[Post], headed: bool
) -> list[Row]:
    """The rows of one page's part of a table. `headed`: its first band is the head."""
    filled = [band for band in bands if band.lines]
    dense = _is_dense(grid, filled[1:] if headed else filled)
    groups = [_split(grid, band, posts, dense and not (headed and band is filled[0])) for band in filled]
    body = groups[1:] if headed else groups
    if len(body) >= LEAST_BANDS and sum(len(g) == 1 for g in body) >= RULED_SHARE * len(body):
        body = [[list(band.lines)] for band in (filled[1:] if headed else filled)]
        groups = groups[:1] + body if headed else body
    rows: list[Row] = []
    for index, group in enumerate(groups):
        for lines in group:
            row = cells_of(grid, lines)
            rows += _head_rows(row, partial) if headed and index == 0 else [row]
    return rows


def cells_of(grid: Grid, lines: Sequence[Line]) -> Row:
    """The cells of a row's lines; where one of them runs across an edge, the row has one cell there."""
    joined: set[int] = set()
    for line in lines:
        joined |= crossed(grid, line)
    return [cell for line in lines for cell in cut(grid, line, joined)]


def _split(grid: Grid, band: Band, posts: Sequence[Post], dense: bool) -> list[list[Line]]:
    """A band's lines by rows."""
    heights = _row_heights(band, posts)
    rows: list[list[Line]] = []
    for line in band.lines:
        if not rows:
            rows.append([line])
            continue
        above = rows[-1][-1]
        if heights is not None:
            parted = any(above.baseline < h <= line.baseline for h in heights)
        elif dense:
            parted = _begins_row(grid, line)
        else:
            step = (line.baseline - above.baseline) / max(above.size, line.size)
            parted = step > ROW_STEP and _begins_row(grid, line)
        if parted:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _row_heights(band: Band, posts: Sequence[Post]) -> list[float] | None:
    """Heights at which borders at the side meet; None where no such border runs along the band."""
    inner = [p for p in posts if p.top >= band.top - SAME_HEIGHT and p.bottom <= band.bottom + SAME_HEIGHT]
    if sum(p.bottom - p.top for p in inner) < COVERED * (band.bottom - band.top):
        return None
    return sorted({p.top for p in inner if p.top > band.top + SAME_HEIGHT})


def _begins_row(grid: Grid, line: Line) -> bool:
    """Does a line have words in the first column, or in several?"""
    cells = cut(grid, line)
    return cells[0][0] == 0 or len({c for c, _ in cells}) > 1


def _is_dense(grid: Grid, bands: Sequence[Band]) -> bool:
    """Is no row set apart from another, though lines have several cells?"""
    lines = [line for band in bands for line in band.lines]
    steps = [
        (b.baseline - a.baseline) / max(a.size, b.size) for band in bands for a, b in pairwise(band.lines)
    ]
    several = [line for line in lines if len({c for c, _ in cut(grid, line)}) > 1 and _in_first(grid, line)]
    apart = any(step > ROW_STEP for step in steps)
    return not apart and len(bands) == 1 and len(several) > 0.7 * len(lines)


def _in_first(grid: Grid, line: Line) -> bool:
    return column(grid, line.x0) == 0


def _head_rows(row: Row, partial: Sequence[Bar]) -> list[Row]:
    """A head over several columns stands above its own rule, the heads of each below it: two rows."""
    under: Row = []
    over: Row = []
    for at, line in row:
        is_under = any(
            bar.x0 - SAME_HEIGHT <= line.x0 and line.x1 <= bar.x1 + SAME_HEIGHT and bar.top < line.baseline
            for bar in partial
        )
        (under if is_under else over).append((at, line))
    return [part for part in (over, under) if part]
