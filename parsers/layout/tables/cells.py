"""Cells of lines to cells of words.

Promises:
1. Every drawn character of a row's lines is in its cells, in a mark, or in `dropped`.
2. A mark names its cell and its page; its offset counts in the cell.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cotc.parsers.layout.compose import compose
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables.entries import Rights, are_names, entries_of
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model.block import Mark

# A row: its cells' lines with their columns, several to a column where the cell has several lines.
Row = Sequence[tuple[int, Line]]


class Words(NamedTuple):
    """A table's rows, the marks in them, and the hyphens at the ends of its lines that were resolved."""

    rows: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...]
    dropped: tuple[tuple[str, Line], ...]


def words_of(rows: Iterable[Row], hyphens: Hyphens, rights: Rights | None = None) -> Words:
    """Compose every cell, its entries on lines of their own. Columns without a word are left out.

    `rights`: where columns end, if rules tell it.
    """
    rows, rights = list(rows), rights or {}
    used = sorted({at for row in rows for at, _ in row})
    named = {
        column
        for column in used
        if are_names(([line for at, line in row if at == column] for row in rows[1:]), rights, column)
    }
    marks: list[Mark] = []
    dropped: list[tuple[str, Line]] = []
    out: list[tuple[str, ...]] = []
    for row in rows:
        texts = []
        for column in used:
            lines = [line for at, line in row if at == column]
            if not lines:
                texts.append("")
                continue
            words = compose(lines, hyphens, True, entries_of(lines, rights, column, column in named))
            cell = (len(out), len(texts))
            texts.append(words.text)
            marks += [Mark(mark.text, mark.offset, lines[-1].page, cell) for mark in words.marks]
            dropped += words.dropped
        out.append(tuple(texts))
    return Words(tuple(out), tuple(marks), tuple(dropped))
