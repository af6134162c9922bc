"""Tables of a Word file: cells on their grid, without columns that only space the others."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from cotc.parsers.model.block import Mark
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.docx_package import Element, number, val, w


class Text(NamedTuple):
    """The words of a cell, with its raised marks where they stand and without them."""

    marked: str = ""
    plain: str = ""
    marks: tuple[Mark, ...] = ()


Row = Sequence[Text]
# Word's tables have no more columns than this.
_COLUMNS = 63
# A column narrower than this only spaces its neighbours (twentieths of a point).
NARROW = 200

# A note under a table, in a row of its own: its mark, then its words.
_NOTE = compiling.compile(r"(\*{1,4}|[a-z]|\d{1,2})\s+(\S.*)")


class Cell(NamedTuple):
    """A cell, and over how many columns of the grid it runs."""

    element: Element
    span: int


def cells_of(row: Element) -> list[Cell]:
    """A row's cells, through whatever wraps them; columns that a row leaves out are empty cells of none."""
    out: list[Cell] = []
    for child in row:
        if child.tag == w("tc"):
            span = number(val(child.find(w("tcPr")), "gridSpan"))
            out.append(Cell(child, min(max(int(span or 1), 1), _COLUMNS)))
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml")):
            out += cells_of(child)
    return out


def spacers(table: Element) -> frozenset[int]:
    """Columns of a table's grid that are too narrow to hold a word."""
    grid = table.find(w("tblGrid"))
    widths = [] if grid is None else [number(column.get(w("w"))) for column in grid.iter(w("gridCol"))]
    return frozenset(at for at, width in enumerate(widths) if width is not None and 0 < width < NARROW)


def compact(found: Sequence[Sequence[tuple[Text, int]]], spacing: Container[int] = ()) -> tuple[Row, ...]:
    """Rows of one width, without empty rows and columns. `found`: cells, and over how many columns they run.

    What begins in a column that only spaces others, and runs on, begins in the next column.
    """
    rows: list[list[Text]] = []
    for cells in found:
        row: list[Text] = []
        for text, span in cells:
            places = [text, *[Text()] * (span - 1)]
            if span > 1 and len(row) in spacing:
                places = [Text(), text, *places[2:]]
            row += places
        rows.append(row)
    width = max((len(row) for row in rows), default=0)
    full = [(*row, *[Text()] * (width - len(row))) for row in rows if any(cell.marked for cell in row)]
    keep = [at for at in range(width) if any(row[at].marked for row in full)]
    return tuple(tuple(row[at] for at in keep) for row in full)


def notes_of(row: Row) -> list[tuple[str, str]]:
    """Marks and words of the notes that fill a row, one a line; none where it holds anything else."""
    filled = [cell.marked for cell in row if cell.marked]
    if len(filled) != 1 or len(row) < 2:
        return []
    found = [_NOTE.fullmatch(line) for line in filled[0].split("\n")]
    return [(match[1], match[2]) for match in found if match] if all(found) else []
