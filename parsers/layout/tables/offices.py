"""Lists of officers: `Chair:`, and further in the name.

Promises:
1. An office without a name, and a name without an office, are no list.
"""

from collections.abc import Mapping, Sequence

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.cells import Row
from cotc.parsers.layout.tables.labels import LABEL

# Lines of one paragraph are set closer than this (type sizes).
PARAGRAPH_GAP = 1.5
# The name of an office ends before this share of the column.
HALF = 0.6

_COLONS = (":", "：")

Edges = Mapping[int, tuple[float, float]]


def list_end(lines: Sequence[Line], cut: Sequence[list[Line]], start: int, edges: Edges) -> int | None:
    """One past the last line of a list of offices and names; it may go on over a page's end."""
    end: int | None = None
    index = start
    while index + 1 < len(lines) and _is_office(lines[index], cut[index], edges[lines[index].page]):
        if abs(lines[index].x0 - lines[start].x0) > lines[start].size:
            break
        named = index + 1
        while named < len(lines) and _is_name(lines[index], lines[named], cut[named], edges):
            named += 1
        if named == index + 1:
            break
        end = index = named
    return end


def list_rows(lines: Sequence[Line]) -> list[Row]:
    """An office and its first name are a row, each further name is one."""
    out: list[Row] = []
    office: list[tuple[int, Line]] = []
    left = min(line.x0 for line in lines)
    for line in lines:
        if line.text.endswith(_COLONS) and line.x0 - left <= line.size:
            if office:
                out.append(office)
            office = [(0, line)]
        else:
            out.append([*office, (1, line)])
            office = []
    return out


def parts(above: Line, line: Line, edges: tuple[float, float]) -> bool:
    """Does `line` begin something new, and not end the paragraph above?"""
    if above.page != line.page or line.baseline - above.baseline > PARAGRAPH_GAP * line.size:
        return True
    return above.x1 < edges[1] - 2 * line.size


def _is_office(line: Line, cells: Sequence[Line], edges: tuple[float, float]) -> bool:
    words = line.text
    short = line.x1 - edges[0] <= HALF * (edges[1] - edges[0])
    return len(cells) == 1 and short and words.endswith(_COLONS) and not LABEL.match(words)


def _is_name(office: Line, line: Line, cells: Sequence[Line], edges: Edges) -> bool:
    words = line.text
    further_in = line.page == office.page and line.x0 > office.x0 + line.size and not line.pieces[0].bold
    short = line.x1 < edges[line.page][1] - 2 * line.size
    return (
        len(cells) == 1
        and further_in
        and short
        and not words.endswith((".", ";", ":", ","))
        and not LABEL.match(words)
    )
