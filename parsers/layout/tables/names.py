"""Lists of names in columns: read down each column of a page, as their alphabet says.

Promises:
1. Every line of the rows is in the list, once.
2. Columns whose names are in order across the page, or in none, stay as they are.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.cells import Row

# A list of names in columns has at least so many; order in fewer may be chance.
LEAST_NAMES = 8
# Alphabets differ in where they put a letter: one name in so many may be out of order.
ONE_IN = 20


def down_columns(rows: Sequence[Row]) -> Sequence[Row]:
    """One name a row, column by column on each page, where the names are in order so; else the rows."""
    across: list[list[Line]] = []
    down: list[list[Line]] = []
    for _, page in groupby(rows, key=lambda row: row[0][1].page):
        cells = [_cells(row) for row in page]
        across += [lines for row in cells for lines in row.values()]
        columns = sorted({at for row in cells for at in row})
        down += [row[at] for at in columns for row in cells if at in row]
    words = [" ".join(line.text for line in lines) for lines in down]
    if len(down) < LEAST_NAMES or any(c.isdigit() for word in words for c in word):
        return rows
    if not _in_order(down) or _in_order(across):
        return rows
    return [[(0, line) for line in lines] for lines in down]


def _cells(row: Row) -> dict[int, list[Line]]:
    cells: dict[int, list[Line]] = {}
    for at, line in sorted(row, key=lambda cell: cell[0]):
        cells.setdefault(at, []).append(line)
    return cells


def _in_order(names: Sequence[Sequence[Line]]) -> bool:
    keys = [_key(" ".join(line.text for line in lines)) for lines in names]
    return sum(a > b for a, b in pairwise(keys)) * ONE_IN <= len(keys)


def _key(name: str) -> str:
    """A name without accents and case."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalpha() or c == " ")
