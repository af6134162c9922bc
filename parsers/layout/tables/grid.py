"""Columns of a ruled table, and lines cut where they meet.

Promises:
1. `cut` gives every piece of a line to exactly one cell, in order.
2. A piece that lies across the edge of a column stays whole, in the column where it begins.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cotc.parsers.layout.lines import Line, Piece

# Edges of columns that stand within this distance are one (points); tables set below each other vary so.
SAME_EDGE = 10.0
# Word's tables have no more columns than this; what has more is a drawing.
MOST_COLUMNS = 63
# Words may reach over the edge of their column by so much (points).
SLACK = 2.0
# White space at an edge that parts two cells for certain, and the least that may (type sizes).
WIDE_GAP, LEAST_GAP = 0.8, 0.25
# White space this wide parts columns where no rule tells them (type sizes), in so many lines at least.
COLUMN_SPACE, LEAST_LINES = 1.6, 2
# A line of a table juts out of its rules by no more than this (type sizes).
JUT = 1.0


class Edge(NamedTuple):
    """Where two columns meet: between `low` and `high`, since bands of one table may differ."""

    low: float
    high: float


class Grid(NamedTuple):
    """Left and right of a table, and the edges between its columns."""

    x0: float
    x1: float
    edges: tuple[Edge, ...]

    def moved(self, shift: float) -> "Grid":
        return Grid(
            self.x0 + shift, self.x1 + shift, tuple(Edge(e.low + shift, e.high + shift) for e in self.edges)
        )


def grid_of(x0: float, x1: float, places: Iterable[float]) -> Grid:
    """The grid of edges seen at these places."""
    edges: list[Edge] = []
    for x in sorted(p for p in places if x0 + SAME_EDGE < p < x1 - SAME_EDGE):
        if edges and x - edges[-1].low <= SAME_EDGE:
            edges[-1] = Edge(edges[-1].low, x)
        else:
            edges.append(Edge(x, x))
    return Grid(x0, x1, tuple(edges) if len(edges) < MOST_COLUMNS else ())


def grid_by_space(x0: float, x1: float, lines: Sequence[Line]) -> Grid:
    """The grid of columns that white space parts, where rules are drawn in one piece and tell none."""
    chunks = [_chunks(line) for line in lines]
    several = [parts for parts in chunks if len(parts) > 1]
    if len(several) < LEAST_LINES or 2 * len(several) < len(lines):
        return Grid(x0, x1, ())
    edges: list[Edge] = []
    right = float("-inf")
    for begin, end in sorted(part for parts in several for part in parts):
        if begin > right and right > x0:
            edges.append(Edge(begin, begin))
        right = max(right, end)
    return Grid(x0, x1, tuple(edges))


def _chunks(line: Line) -> list[tuple[float, float]]:
    """From where to where words run without white space as wide as between columns."""
    out = [(line.pieces[0].x0, line.pieces[0].x1)]
    for piece in line.pieces[1:]:
        if piece.x0 - out[-1][1] > COLUMN_SPACE * line.size:
            out.append((piece.x0, piece.x1))
        else:
            out[-1] = (out[-1][0], max(out[-1][1], piece.x1))
    return out


def column(grid: Grid, x: float) -> int:
    """The column in which something begins at `x`."""
    return sum(edge.low - SLACK <= x for edge in grid.edges)


def crossed(grid: Grid, line: Line) -> set[int]:
    """Edges that the words of a line run across."""
    out: set[int] = set()
    for k, edge in enumerate(grid.edges):
        for piece in line.pieces:
            if piece.x0 < edge.low - SLACK and piece.x1 > edge.high + SLACK:
                out.add(k)
        for left, right in _gaps(line):
            tight = right.x0 - left.x1 < LEAST_GAP * line.size
            if tight and left.x0 < edge.low - SLACK and _at(edge, left.x1, right.x0):
                out.add(k)
    return out


def _gaps(line: Line) -> Iterable[tuple[Piece, Piece]]:
    return pairwise(line.pieces)


def _at(edge: Edge, end: float, begin: float) -> bool:
    """Does an edge lie between the end of one piece and the beginning of the next?"""
    return end <= edge.high + SLACK and begin >= edge.low - SLACK


def cut(grid: Grid, line: Line, joined: Iterable[int] = ()) -> list[tuple[int, Line]]:
    """A line's cells with their columns.

    Only wide white space parts two cells at the edges `joined`, and in a line whose words run across one.
    """
    joined = set(range(len(grid.edges))) if crossed(grid, line) else set(joined)
    parts: list[list[Piece]] = [[line.pieces[0]]]
    edge_x = line.pieces[0].x1
    for piece in line.pieces[1:]:
        gap = (piece.x0 - edge_x) / line.size
        if any(
            _at(edge, edge_x, piece.x0) and gap >= (WIDE_GAP if k in joined else LEAST_GAP)
            for k, edge in enumerate(grid.edges)
        ):
            parts.append([piece])
        else:
            parts[-1].append(piece)
        edge_x = max(edge_x, piece.x1)
    cells: list[tuple[int, Line]] = []
    for part in parts:
        at = column(grid, part[0].x0)
        cells.append((max(at, cells[-1][0]) if cells else at, line.part(part)))
    return cells


def inside(grid: Grid, line: Line) -> bool:
    """Does a line stand between the left and the right of a table?"""
    jut = JUT * line.size
    return line.x0 >= grid.x0 - jut and line.x1 <= grid.x1 + jut


def fits(grid: Grid, line: Line) -> bool:
    """Has a line words in two columns, and none across an edge?"""
    return inside(grid, line) and not crossed(grid, line) and len({c for c, _ in cut(grid, line)}) > 1


def parts_wide(grid: Grid, line: Line) -> bool:
    """Has a line words in two columns with white space between them that no two words have?"""
    return len(cut(grid, line, range(len(grid.edges)))) > 1


def keeps(grid: Grid, line: Line) -> bool:
    """May a line be one of the table: between its sides, and across no edge?"""
    return inside(grid, line) and not crossed(grid, line)


def alike(a: Grid, b: Grid) -> bool:
    """Have two tables the same columns, wherever on the page they stand?"""
    if len(a.edges) != len(b.edges) or abs((a.x1 - a.x0) - (b.x1 - b.x0)) > SAME_EDGE:
        return False
    shift = b.x0 - a.x0
    return all(abs(p.low + shift - q.low) <= SAME_EDGE / 2 for p, q in zip(a.edges, b.edges, strict=True))


def lines_between(lines: Sequence[Line], top: float, bottom: float) -> list[Line]:
    """Lines whose words stand between two heights."""
    return [line for line in lines if top < line.baseline - 0.2 * line.size <= bottom]
