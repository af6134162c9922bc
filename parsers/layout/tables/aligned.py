"""Tables and tabular lists without rules: rows of cells that stand under one another.

Promises:
1. Every line is returned exactly once, in order: in a run of text lines or in a table.
2. Every drawn character of a table's lines is in one of its cells.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cotc.parsers.layout.lines import SPACE_GAP, Line, Piece
from cotc.parsers.layout.tables.beside import lists_beside
from cotc.parsers.layout.tables.cells import Row, Words, words_of
from cotc.parsers.layout.tables.labels import LABEL
from cotc.parsers.layout.tables.names import down_columns
from cotc.parsers.layout.tables.offices import list_end, list_rows, one_name_a_row, parts
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.profiles import compiling

# White space at least this wide parts two cells (type sizes).
CELL_GAP = 1.6
# Cells begin at one place within this distance (type sizes).
ALIGNED = 0.7
# A piece that begins this near a known column, with that much space before it, begins a cell (type sizes).
AT_COLUMN = 0.3
# A table has at least this many rows with cells.
LEAST_ROWS = 2
# Lines further apart than this begin a new row, where most rows stand so (type sizes).
ROW_STEP = 1.5
# A table's head reaches at most so far above its first row with cells (type sizes), and is so many lines.
HEAD_REACH, HEAD_LINES = 9.0, 6
# So many lines above show whether rows stand apart.
HANGING = 40
# Headings between two parts of a list are so many lines at most.
HEADINGS = 3
# Spaces of a justified line may be stretched to this much (type sizes).
STRETCHED = 4.0
# … and are then alike: the widest is at most so many times the narrowest.
EVEN = 1.6
# A line of text takes up this share of the column.
WIDE = 0.7

_OPENING = compiling.compile(rf"(?:{LABEL.pattern})(?:\s|$)")


class Run(NamedTuple):
    """Lines of text, or of a table with its words."""

    lines: tuple[Line, ...]
    words: Words | None


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
    return [_cell(line, [line.pieces[k] for k in part]) for part in parts]


def take_tables(
    lines: Sequence[Line],
    edges: Mapping[int, tuple[float, float]],
    borders: Mapping[int, Sequence[float]],
    hyphens: Hyphens,
) -> list[Run]:
    """Part lines into runs of text and tables.

    `edges`: left and right of each page's text column; `borders`: heights of its
    horizontal rules that are wide enough to border a table.
    """
    runs: list[Run] = []
    start = 0
    for beside in lists_beside(lines, cells):
        runs += _aligned(lines[start : beside.start], edges, borders, hyphens)
        runs.append(_run(lines[beside.start : beside.end], beside.rows, hyphens))
        start = beside.end
    return runs + _aligned(lines[start:], edges, borders, hyphens)


def _run(lines: Sequence[Line], rows: Sequence[Row], hyphens: Hyphens) -> Run:
    return Run(tuple(lines), words_of(rows, hyphens))


def _aligned(
    lines: Sequence[Line],
    edges: Mapping[int, tuple[float, float]],
    borders: Mapping[int, Sequence[float]],
    hyphens: Hyphens,
) -> list[Run]:
    cut = [_row_cells(line, edges[line.page]) for line in lines]
    runs: list[Run] = []
    text: list[Line] = []
    known: list[float] = []
    index = 0
    while index < len(lines):
        end = _table_end(lines, cut, index, edges, known if _are_headings(text) else ())
        rows: Sequence[Row] = one_name_a_row(down_columns(_rows(cut[index:end]))) if end else []
        if end is None and (not text or parts(text[-1], lines[index], edges[lines[index].page])):
            end = list_end(lines, cut, index, edges)
            rows = list_rows(lines[index:end]) if end else []
        if end is None:
            text.append(lines[index])
            index += 1
            continue
        head = _head_lines(text, lines[index], borders)
        if head:
            rows = _rows([cells(line) for line in text[-head:]] + cut[index:end])
        known = [cell.x0 for cell in cut[index]]
        before = text[: len(text) - head]
        if before:
            runs.append(Run(tuple(before), None))
        text = []
        runs.append(_run(lines[index - head : end], rows, hyphens))
        index = end
    if text:
        runs.append(Run(tuple(text), None))
    return runs


def _head_lines(text: Sequence[Line], first: Line, borders: Mapping[int, Sequence[float]]) -> int:
    """How many lines above a table's first row with cells stand under its upper border, and so are its head.

    The nearest rule above may close the head; then the one above that opens it,
    if what stands between is short, as heads of columns are.
    """
    above = [
        top for top in borders.get(first.page, ()) if first.top - HEAD_REACH * first.size < top < first.top
    ]
    best = 0
    for top in above[-2:]:
        between = [
            line for line in text[-HEAD_LINES - 1 :] if line.page == first.page and line.top >= top - 1.0
        ]
        if len(between) <= HEAD_LINES and not any(_is_prose(line) for line in between):
            best = max(best, len(between))
    return best


def _is_prose(line: Line) -> bool:
    """Is a line part of a paragraph or a heading, and no head of a column?"""
    words = line.text
    return _is_bold(line) or LABEL.match(words) is not None or words.endswith((".", ";", ":"))


def _row_cells(line: Line, edges: tuple[float, float]) -> list[Line]:
    """Cells of a line; a justified line of long words is one cell, however wide its spaces."""
    left, right = edges
    if line.x0 > left + line.size or abs(line.x1 - right) > 0.5 * line.size:
        return cells(line)
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.pieces) if b.x0 - a.x1 > SPACE_GAP * line.size]
    justified = bool(gaps) and max(gaps) <= min(STRETCHED * line.size, EVEN * min(gaps))
    return [line] if justified else cells(line)


def _table_end(
    lines: Sequence[Line],
    cut: list[list[Line]],
    start: int,
    edges: Mapping[int, tuple[float, float]],
    known: Sequence[float],
) -> int | None:
    """One past the last line of the table that begins at `start`, or None.

    `known`: where the columns of the table above begin, if only headings part the two;
    then one row is enough.
    """
    if len(cut[start]) < 2:
        return None
    starts = [c.x0 for c in cut[start]]
    rows, last, bold_above = 1, start, False
    size = lines[start].size
    for index in range(start + 1, len(lines)):
        line, previous = lines[index], lines[index - 1]
        turns = line.page != previous.page
        bold_above = bold_above or any(p.bold for p in previous.pieces)
        if _is_numbered_heading(line, starts[0]) or (_is_bold(line) and not bold_above):
            break  # a bold line by itself under rows of light type begins something new
        parts = _at_columns(cut[index], starts)
        aligned = sum(any(abs(c.x0 - x) <= ALIGNED * size for x in starts) for c in parts)
        in_column = len(parts) == 1 and any(abs(line.x0 - x) <= ALIGNED * size for x in starts[1:])
        if in_column and line.x0 > starts[0] + size:
            last = index
        elif len(parts) >= 2 and (aligned >= 2 or not turns) and not _opens_paragraph(line, edges[line.page]):
            cut[index] = parts
            rows += 1
            last = index
            starts += [c.x0 for c in parts]
        elif turns or not aligned or _is_wide(line, edges[line.page]):
            break
        elif last == index - 1 and _hangs(lines[max(start, index - HANGING) : index + 1]):
            last = index
    same = bool(known) and all(any(abs(x - k) <= ALIGNED * size for k in known) for x in starts)
    return last + 1 if rows >= LEAST_ROWS or same else None


def _hangs(lines: Sequence[Line]) -> bool:
    """Is the last of these lines set close under the one above, though rows stand apart?"""
    steps = [(b.baseline - a.baseline) / b.size for a, b in pairwise(lines) if a.page == b.page]
    rows = [step for step in steps[:-1] if step > ROW_STEP]
    return 0 < steps[-1] <= ROW_STEP and 2 * len(rows) >= len(steps) - 1


def _at_columns(parts: list[Line], starts: Sequence[float]) -> list[Line]:
    """Cells cut once more where a known column begins: a long cell may leave little white space before it."""
    out: list[Line] = []
    for part in parts:
        left: list[Piece] = []
        for piece in part.pieces:
            at_column = any(abs(piece.x0 - x) <= AT_COLUMN * part.size for x in starts)
            if left and at_column and piece.x0 - left[-1].x1 >= AT_COLUMN * part.size and not piece.raised:
                out.append(_cell(part, left))
                left = []
            left.append(piece)
        out.append(_cell(part, left))
    return out


def _cell(line: Line, pieces: Sequence[Piece]) -> Line:
    return Line(line.page, line.baseline, line.size, tuple(pieces), mirror=line.mirror, shift=line.shift)


def _is_numbered_heading(line: Line, left: float) -> bool:
    """A bold line that begins with a number further out than the table is a heading after it."""
    return _is_bold(line) and line.x0 < left - 0.5 * line.size and LABEL.match(line.text) is not None


def _are_headings(lines: Sequence[Line]) -> bool:
    return len(lines) <= HEADINGS and all(_is_bold(line) for line in lines)


def _is_bold(line: Line) -> bool:
    return all(p.bold for p in line.pieces)


def _opens_paragraph(line: Line, edges: tuple[float, float]) -> bool:
    """Does a line begin with a label and run across the column?"""
    return _is_wide(line, edges) and _OPENING.match(line.text) is not None


def _is_wide(line: Line, edges: tuple[float, float]) -> bool:
    """Does a line run from the left across the column, as text does and a cell does not?"""
    left, right = edges
    return line.x0 < left + 3 * line.size and line.x1 - line.x0 > WIDE * (right - left)


def _rows(cut: Sequence[list[Line]]) -> list[Row]:
    """Cells by column: columns are the places where cells begin."""
    starts: list[float] = []
    size = cut[0][0].size
    for row in cut:
        for cell in row:
            if not any(abs(cell.x0 - x) <= 2 * ALIGNED * size for x in starts):
                starts.append(cell.x0)
    starts.sort()
    out: list[list[tuple[int, Line]]] = []
    apart = _row_starts(cut)
    for index, row in enumerate(cut):
        if not out or (index in apart and not _runs_on(row, starts[0])):
            out.append([])
        for cell in row:
            column = min(range(len(starts)), key=lambda k: abs(starts[k] - cell.x0))
            out[-1].append((column, cell))
    return list(out)


def _runs_on(row: Sequence[Line], left: float) -> bool:
    """Does a line by itself in the first column go on with the cell above it?"""
    text = row[0].text
    return len(row) == 1 and row[0].x0 - left <= row[0].size and (text[0].islower() or text[0] == "(")


def _row_starts(cut: Sequence[list[Line]]) -> set[int]:
    """Indices at which rows begin: where rows stand apart, lines set close are one row."""
    steps = [
        (b[0].baseline - a[0].baseline) / a[0].size if a[0].page == b[0].page else ROW_STEP + 1.0
        for a, b in pairwise(cut)
    ]
    loose = [k + 1 for k, step in enumerate(steps) if step > ROW_STEP]
    if 3 * len(loose) < len(steps):
        return set(range(len(cut)))
    return {0, *loose}
