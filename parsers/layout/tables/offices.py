"""Lists of officers: `Chair:`, and further in the name.

Promises:
1. An office without a name, and a name without an office, are no list.
2. Every line is in one row, once.
"""

from collections.abc import Mapping, Sequence

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.cells import Row
from cotc.parsers.layout.tables.labels import LABEL

# Lines of one paragraph are set closer than this (type sizes).
PARAGRAPH_GAP = 1.5
# The name of an office ends before this share of the column.
HALF = 0.6

# An office is so many lines at most.
OFFICE_LINES = 2

_COLONS = (":", "：")
_OPENING, _CLOSING = "(（", (")", "）")

Edges = Mapping[int, tuple[float, float]]


def list_end(lines: Sequence[Line], cut: Sequence[list[Line]], start: int, edges: Edges) -> int | None:
    """One past the last line of a list of offices and names; it may go on over a page's end."""
    if _goes_on(lines, cut, start, edges):
        return None
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


def one_name_a_row(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of a list of offices with each office whole and each name in a row; other rows as they are.

    An office over two lines has its first name beside it. Names that are set close are told apart by
    what each ends with: a country in brackets.
    """
    if {at for row in rows for at, _ in row} != {0, 1} or not _are_offices(rows):
        return rows
    out: list[list[tuple[int, Line]]] = []
    opened: list[tuple[int, Line]] | None = None
    for row in rows:
        office = [(at, line) for at, line in row if at == 0]
        names = _names([line for at, line in row if at == 1])
        if office and opened is None:
            out.append([*office, *(names.pop(0) if names else ())])
            opened = out[-1]
        elif office and opened is not None:
            opened += office
        out += names
        if office and office[-1][1].text.endswith(_COLONS):
            opened = None
    return out


def _are_offices(rows: Sequence[Row]) -> bool:
    """Does every text of the first column end with a colon?"""
    count = 0
    for line in (line for row in rows for at, line in row if at == 0):
        count = 0 if line.text.endswith(_COLONS) else count + 1
        if count >= OFFICE_LINES:
            return False
    return count == 0


def _names(lines: Sequence[Line]) -> list[list[tuple[int, Line]]]:
    out: list[list[tuple[int, Line]]] = []
    for line in lines:
        if out and not _is_whole("".join(named.text for _, named in out[-1])):
            out[-1].append((1, line))
        else:
            out.append([(1, line)])
    if all(_is_whole("".join(line.text for _, line in name)) for name in out):
        return out
    return [[(1, line) for line in lines]] if lines else []


def _is_whole(name: str) -> bool:
    """Does a name end with its country?"""
    closed = sum(name.count(mark) for mark in _CLOSING)
    return name.endswith(_CLOSING) and closed == sum(name.count(mark) for mark in _OPENING)


def parts(above: Line, line: Line, edges: tuple[float, float]) -> bool:
    """Does `line` begin something new, and not end the paragraph above?"""
    if above.page != line.page or line.baseline - above.baseline > PARAGRAPH_GAP * line.size:
        return True
    return above.x1 < edges[1] - 2 * line.size


def _goes_on(lines: Sequence[Line], cut: Sequence[list[Line]], start: int, edges: Edges) -> bool:
    """Does a line like an office go on with lists of another kind? Above it stand, further in, the long
    lines of a list under a line of its own make: "In favour:", States by the dozen, "Against:"."""
    first = lines[start]
    above = start - 1
    while above >= 0 and lines[above].page == first.page and lines[above].x0 > first.x0 + first.size:
        above -= 1
    if above < 0 or above == start - 1 or lines[above].page != first.page:
        return False
    is_beside = abs(lines[above].x0 - first.x0) <= first.size
    return is_beside and _is_office(lines[above], cut[above], edges[first.page])


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
