"""Where on a page ruled tables stand: bars of one width, and the lines between them.

Promises:
1. A line is in one region at most; the lines of a region follow one another on the page.
2. Bars with one column between their sides border no region: what stands in a box is text.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from cotc.parsers.layout.bars import BORDER, COVERED, Bar, Post
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.grid import (
    Grid,
    crossed,
    cut,
    fits,
    grid_by_space,
    grid_of,
    inside,
    keeps,
    lines_between,
)

# Bars of one table begin and end within this distance (points).
SAME_SIDE = 6.0
# The bar that closes a table is drawn from the middle of its corner, the others from its edge (points).
OVERHANG = (0.3, 1.5)
# A bar this thick is two: one closes a table, the other opens the next (points).
DOUBLE = 2.2
# Rules in one piece that are so many make a table by the white space between them.
UNBROKEN = 3
# Rows of one table follow each other within this distance (type sizes).
ROW_GAP = 4.5


class Band(NamedTuple):
    """What stands between two bars, or under the last one: lines, and the heights of the bars."""

    top: float
    bottom: float
    lines: tuple[Line, ...]


class Region(msgspec.Struct):
    """A page's part of a table. `closed`: a rule that closes tables ends it."""

    grid: Grid
    bands: list[Band]
    partial: list[Bar] = msgspec.field(default_factory=list)
    posts: list[Post] = msgspec.field(default_factory=list)
    by_rules: bool = False  # each band is a row
    closed: bool = False
    opened: bool = True  # a bar stands above its first line

    @property
    def lines(self) -> list[Line]:
        return [line for band in self.bands for line in band.lines]


def regions_of(
    lines: Sequence[Line], bars: Sequence[Bar], posts: Sequence[Post], width: float
) -> list[Region]:
    """A page's ruled tables, from the top down."""
    out: list[Region] = []
    for group in _groups([bar for bar in bars if bar.x1 - bar.x0 >= BORDER * width]):
        x0, x1 = group[0].x0, max(bar.x1 for bar in group)
        sides = [p for p in posts if x0 - SAME_SIDE <= p.x <= x1 + SAME_SIDE]
        for part in _parts(group, lines, sides):
            own = [p for p in sides if p.bottom > part[0].top and p.top < part[-1].bottom]
            joints = [x for bar in part for x in bar.joints]
            bands = [
                Band(above.top, below.top, tuple(lines_between(lines, above.top, below.top)))
                for above, below in pairwise(part)
            ]
            grid = grid_of(x0, x1, [*joints, *(p.x for p in own)])
            if not grid.edges and len(part) >= UNBROKEN:
                grid = grid_by_space(x0, x1, [line for band in bands for line in band.lines])
            if not grid.edges:
                continue
            partial = [
                bar
                for bar in bars
                if part[0].top < bar.top < part[-1].top and not _same(bar, part[0]) and x0 - 1 < bar.x0 < x1
            ]
            out.append(
                Region(grid, bands, partial, own, _parts_rows(part), closed=_closes(part[-1], part[0]))
            )
    return sorted(out, key=lambda r: r.bands[0].top if r.bands else 0.0)


def _same(a: Bar, b: Bar) -> bool:
    return abs(a.x0 - b.x0) <= SAME_SIDE and abs(a.x1 - b.x1) <= SAME_SIDE


def _groups(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Bars with the same sides, as far as none of another table stands between them."""
    groups: list[list[Bar]] = []
    for bar in bars:
        if groups and _same(groups[-1][0], bar):
            groups[-1].append(bar)
        elif not groups or not _is_part(bar, groups[-1]):
            groups.append([bar])
    return groups


def _is_part(bar: Bar, group: Sequence[Bar]) -> bool:
    """Does a bar run from column to column of a table: under the head of several, or over a total?"""
    places = [x for other in group for x in (other.x0, other.x1, *other.joints)]
    return all(any(abs(x - place) <= SAME_SIDE for place in places) for x in (bar.x0, bar.x1))


def _parts(group: Sequence[Bar], lines: Sequence[Line], posts: Sequence[Post]) -> list[list[Bar]]:
    """Bars of one width, parted where text stands between two tables."""
    parts: list[list[Bar]] = [[group[0]]]
    for above, below in pairwise(group):
        if _holds(above, below, parts[-1], lines, posts):
            parts[-1].append(below)
        elif above.bottom - above.top > DOUBLE:
            parts.append([above, below])
        else:
            parts.append([below])
    return parts


def _parts_rows(bars: Sequence[Bar]) -> bool:
    """Do bars part rows? Those that only set off a total are thinner than the one under the head."""
    head, inner = bars[1:2], bars[2:-1]
    return bool(inner) and all(bar.thick == head[0].thick for bar in inner)


def _holds(above: Bar, below: Bar, part: Sequence[Bar], lines: Sequence[Line], posts: Sequence[Post]) -> bool:
    """Do lines between two bars stand in the table, or after one and before the next?"""
    first = part[0]
    between = lines_between(lines, above.top, below.top)
    if not between:
        return not _closes(above, first) or below.top - above.top < 2.0
    if _closes(below, first) and not _closes(above, first):
        return True
    height = below.top - above.bottom
    covered = sum(p.bottom - p.top for p in posts if p.top >= above.top - 2 and p.bottom <= below.bottom + 2)
    if covered >= COVERED * height:
        return True
    grid = grid_of(above.x0, above.x1, [*above.joints, *below.joints])
    if above is first and below.thick and not above.thick and all(inside(grid, line) for line in between):
        return True  # a head, that may reach over several columns, between a thin bar and a thick one
    fit = sum(fits(grid, line) for line in between)
    across = sum(bool(crossed(grid, line)) or not inside(grid, line) for line in between)
    if _closes(above, first):
        return fit > across and fit * 2 > len(between)
    if len(part) > 2 and above.thick and not below.thick:
        return fit > across
    return fit > 0 or across == 0


def _closes(bar: Bar, first: Bar) -> bool:
    """Is a bar drawn as one that closes a table?"""
    return bar is not first and bar.thick and OVERHANG[0] <= first.x0 - bar.x0 <= OVERHANG[1]


def reach(grid: Grid, lines: Sequence[Line], ends: Callable[[Line], bool], above: float | None = None) -> int:
    """How many of these lines go on with a table: words between its sides, across no edge of its columns.

    `ends`: lines that cannot, notes for example. `above`: the height they follow.
    """
    count = fit = 0
    for line in lines:
        gap = line.baseline - above if above is not None else 0.0
        if gap > ROW_GAP * line.size or not keeps(grid, line) or ends(line):
            break
        count += 1
        fit += fits(grid, line)
        above = line.baseline
    return count if fit else 0


def is_table(region: Region) -> bool:
    """Are there rows of several cells, and not only text in a frame?"""
    lines = region.lines
    several = sum(len({c for c, _ in cut(region.grid, line)}) > 1 for line in lines)
    used = {c for line in lines for c, _ in cut(region.grid, line)}
    outside = sum(not inside(region.grid, line) for line in lines)
    return len(used) > 1 and several > 0 and len(lines) > 1 and not outside
