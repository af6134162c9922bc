"""The contents table of a Word file: paragraphs or table rows that end in a page number.

Promises:
1. Every paragraph and table is returned once: as body, or as furniture of the contents table.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex
from msgspec.structs import replace

from cotc.parsers.model import Furniture
from cotc.parsers.model.block import Block, ContentsBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.docx_styles import Para
from cotc.parsers.sources.forms import CONTENTS, LEADER, PAGE_NUMBER

_STYLE = compiling.compile(r"(?:toc|table of contents)\W*\d?", regex.IGNORECASE)
# Words that may stand over the columns of the table, or between its rows, in this many paragraphs at most.
_HEADS = 3


class Draft(NamedTuple):
    """A block before the text column is known: its indents count from the margin.

    `notes_before` is how many notes were met before it.
    """

    block: Block
    para: Para
    style: str
    cells: tuple[str, ...]
    notes_before: int

    def settled(self, body_size: float) -> "Draft":
        """Without a heading level that its type belies: captions in small type borrow such styles."""
        block = self.block
        if block.bold or block.italic or block.size > body_size or block.level is None:
            return self
        return self._replace(block=replace(block, level=None))

    def placed(self, left: float, measure: float) -> Block:
        """The block with its indents against the text column."""
        return replace(
            self.block, indent=self.block.indent - left, hang=self.block.hang - left, measure=measure
        )


class Contents(NamedTuple):
    body: tuple[Draft, ...]
    rows: tuple[ContentsBlock, ...]
    furniture: tuple[Furniture, ...]
    at: int | None


def take_contents(drafts: Sequence[Draft]) -> Contents:
    """Part a file's paragraphs into running text and the contents table, if it has one."""
    start, end = _span(drafts)
    if start is None:
        return Contents(tuple(drafts), (), (), None)
    table = drafts[start:end]
    rows = [row for draft in table for row in _rows(draft)]
    furniture = tuple(Furniture("contents", d.block.page, line, None) for d in table for line in _lines(d))
    return Contents((*drafts[:start], *drafts[end:]), tuple(rows), furniture, start)


def _span(drafts: Sequence[Draft]) -> tuple[int | None, int]:
    """First paragraph of the contents table, and one past its last."""
    start = next(
        (
            i
            for i, d in enumerate(drafts)
            if CONTENTS.fullmatch(d.block.text.strip(" :")) or _STYLE.fullmatch(d.style)
        ),
        None,
    )
    if start is None:
        return None, 0
    end = start
    for index in range(start, len(drafts)):
        if _rows(drafts[index]):
            end = index + 1
        elif index - max(end, start) >= _HEADS:
            break
    return (start, end) if end > start else (None, 0)


def _rows(draft: Draft) -> list[ContentsBlock]:
    """Rows of the contents table in a paragraph, or in a table."""
    if draft.block.rows is None:
        row = _row(draft.cells, draft.block.indent)
        return [row] if row else []
    found = [_row(cells, draft.block.indent) for cells in draft.block.rows]
    return [row for row in found if row]


def _row(cells: Sequence[str], indent: float) -> ContentsBlock | None:
    parts = [part for cell in cells for part in LEADER.split(cell) if part]
    if len(parts) < 2 or not PAGE_NUMBER.fullmatch(parts[-1].strip()):
        return None
    return ContentsBlock(" ".join(part.strip() for part in parts[:-1]), parts[-1].strip(), indent)


def _lines(draft: Draft) -> list[str]:
    if draft.block.rows is None:
        return [draft.block.text]
    return [" ".join(cell for cell in row if cell) for row in draft.block.rows]
