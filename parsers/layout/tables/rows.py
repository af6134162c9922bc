"""Rows of a ruled table: between its rules, else between its gaps, else one a line.

Promises:
1. Every line of the bands is in exactly one row.
2. Rows run from the top down.
"""

from collections.abc import Sequence
from itertools import pairwise

from cotc.parsers.layout.bars import COVERED, Bar, Post
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.cells import Row
from cotc.parsers.layout.tables.grid import Grid, column, crossed, cut
from cotc.parsers.layout.tables.labels import LABEL
from cotc.parsers.layout.tables.regions import Band, Region

# Lines further apart than this begin a new row (type sizes); those of one cell are set closer.
ROW_STEP = 1.45
# Where no row is set apart, lines are rows if this share of them has several cells,
# and as many of those do not begin in mid-sentence.
DENSE = 0.7
# Heights closer than this are one (points).
SAME_HEIGHT = 2.0


def rows_of(region: Region, headed: bool) -> list[Row]:
    """The rows of one page's part of a table. `headed`: its first band is the head."""
    grid, partial, posts = region.grid, region.partial, region.posts
    filled = [band for band in region.bands if band.lines]
    dense = _is_dense(grid, filled[1:] if headed else filled)
    groups = [_split(grid, band, posts, dense) for band in filled]
    if headed:
        whole = any(filled[0].top < bar.top < filled[0].bottom for bar in partial)
        groups[0] = [list(filled[0].lines)] if whole else _split(grid, filled[0], posts, dense=False)
    if region.by_rules:
        groups = [[list(band.lines)] for band in filled]
    rows: list[Row] = []
    for index, group in enumerate(groups):
        for lines in group:
            row = cells_of(grid, lines)
            rows += _head_rows(grid, row, partial) if headed and index == 0 else [row]
    return _with_closed_brackets(rows)


def _with_closed_brackets(rows: list[Row]) -> list[Row]:
    """A first cell that opens a bracket has the end of it, though the next row begins beside that."""
    for index in range(len(rows) - 1):
        words = "".join(line.text for at, line in rows[index] if at == 0)
        below = "".join(line.text for at, line in rows[index + 1] if at == 0)
        if words.count("(") > words.count(")") and below.endswith(")") and "(" not in below:
            rows[index] = [*rows[index], *(cell for cell in rows[index + 1] if cell[0] == 0)]
            rows[index + 1] = [cell for cell in rows[index + 1] if cell[0] != 0]
    return [row for row in rows if row]


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
            parted = _begins_row(grid, line) and _is_apart(grid, rows[-1], line)
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
    """Does a line have words in the first column, or in several? What is in brackets, alone in the first,
    goes on with the cell above: "(Vice-Chair)"."""
    cells = cut(grid, line)
    if len({c for c, _ in cells}) > 1:
        return True
    return cells[0][0] == 0 and (line.text[:1] not in "(（" or LABEL.match(line.text) is not None)


def _is_apart(grid: Grid, row: Sequence[Line], line: Line) -> bool:
    """Does white space part a line from a row: above all of it, or above each of several cells?

    A cell that runs over two rows stands between their lines (A/80/604/Add.8, p. 8), or runs on
    beside the second of them (A/80/48, p. 24).
    """
    step = ROW_STEP * max(row[-1].size, line.size)
    if line.baseline - row[-1].baseline > step:
        return True
    own = {at for at, _ in cut(grid, line)}
    last = {at: above.baseline for above in row for at, _ in cut(grid, above) if at in own}
    enough = 0 in last if 0 in own else 2 * len(last) > len(grid.edges) + 1
    return len(own) > 1 and enough and all(line.baseline - y > step for y in last.values())


def _is_dense(grid: Grid, bands: Sequence[Band]) -> bool:
    """Is no row set apart from another, though lines have several cells?"""
    lines = [line for band in bands for line in band.lines]
    steps = [
        (b.baseline - a.baseline) / max(a.size, b.size) for band in bands for a, b in pairwise(band.lines)
    ]
    several = [line for line in lines if len({c for c, _ in cut(grid, line)}) > 1 and _in_first(grid, line)]
    apart = any(step > ROW_STEP for step in steps)
    running_on = sum(line.text[:1].islower() for line in several)
    return (
        not apart
        and len(bands) == 1
        and len(several) >= DENSE * len(lines)
        and running_on <= (1 - DENSE) * len(several)
    )


def _in_first(grid: Grid, line: Line) -> bool:
    return column(grid, line.x0) == 0


def _head_rows(grid: Grid, row: Row, partial: Sequence[Bar]) -> list[Row]:
    """A head over several columns stands above its own rule, the heads of each below it.

    A cell with no rule above it begins in the first row, however far down its words stand.
    """
    last = max(line.baseline for _, line in row)
    heights = sorted({round(bar.top) for bar in partial if bar.top < last})
    levels: dict[int, list[tuple[int, Line]]] = {}
    for at, line in row:
        above = [round(b.top) for b in partial if b.top < line.baseline and _spans(b, line)]
        level = heights.index(max(above)) + 1 if above else 0
        levels.setdefault(level, []).append((_first_column(grid, row, at, line, partial), line))
    return [sorted(levels[k], key=lambda cell: cell[0]) for k in sorted(levels)]


def _first_column(grid: Grid, row: Row, at: int, line: Line, partial: Sequence[Bar]) -> int:
    """The column of a head: where it stands alone over a rule, that in which the rule begins."""
    for bar in partial:
        over = {k for k, other in row if other.baseline < bar.top and _spans(bar, other)}
        if over == {at} and line.baseline < bar.top and _spans(bar, line):
            return column(grid, bar.x0 + SAME_HEIGHT)
    return at


def _spans(bar: Bar, line: Line) -> bool:
    return bar.x0 - SAME_HEIGHT <= line.x0 and line.x1 <= bar.x1 + SAME_HEIGHT
