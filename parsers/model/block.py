"""What layout gives to structure: paragraphs with the evidence of how they were set.

Offsets count characters of `text`; lengths are points unless a name says
otherwise. A block from a source without geometry (Word, plain text) has no
boxes, and gives its indents and gaps as the styles declare them.
"""

from typing import Literal

from msgspec import Struct

from cotc.parsers.model.tree import Box, Cell, Furniture

Align = Literal["left", "centre", "right"]


class Mark(Struct, frozen=True):
    """A raised mark that may call a note: `text` as drawn (`1`, `*`), at `offset`.

    `page` is told of the marks of a table, which may run over many; so is `cell`, its row and
    column from 0, and the offset counts in that cell.
    """

    text: str
    offset: int
    page: int | None = None
    cell: Cell | None = None


class Block(Struct, frozen=True):
    """A paragraph, heading, list item or table as it was set.

    text      words, with soft line breaks and hyphens resolved
    breaks    offsets at which its second and later lines begin
    emphasis  italic runs; bold is told of the whole block only
    size      type size of most of its characters
    indent    distance of the first line from the left edge of the text column
    hang      the same for the lines after it (equal to `indent` where there is one line)
    measure   width of the text column, in the same unit
    gap       white space above, in lines of its own size (0.0 on top of a page)
    underlined  all its lines are, as headings of typewritten papers
    filled    its last line reaches the right edge of the column
    level     heading level that a style declares (1 is the highest), else None
    rows      cells, for tables
    frame     number of the box that is drawn around it
    """

    text: str
    page: int | None = None
    breaks: tuple[int, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    indent: float = 0.0
    hang: float = 0.0
    measure: float = 0.0
    gap: float = 0.0
    align: Align = "left"
    underlined: bool = False
    filled: bool = False
    level: int | None = None
    label: str | None = None
    boxes: tuple[Box, ...] = ()
    rows: tuple[tuple[str, ...], ...] | None = None
    frame: int | None = None


class NoteBlock(Struct, frozen=True):
    """A note as it stands at the foot of a page. `mark` as drawn; `page` where it begins."""

    mark: str
    text: str
    page: int | None
    boxes: tuple[Box, ...]
    emphasis: tuple[tuple[int, int], ...] = ()


class ContentsBlock(Struct, frozen=True):
    """A row of the contents table: words as printed, leader dots left out, `page` as printed."""

    text: str
    page: str | None
    indent: float


class Layout(Struct, frozen=True):
    """A paper taken apart: running text, notes, contents rows, and furniture, each in reading order.

    `body_size` is the type size of the running text. `head_pages` is the number
    of pages before the contents table, or before the running text where there is none.
    """

    blocks: tuple[Block, ...]
    notes: tuple[NoteBlock, ...]
    contents: tuple[ContentsBlock, ...]
    furniture: tuple[Furniture, ...]
    body_size: float
    pages: int | None
    contents_at: int | None = None  # index of the first block after the contents table
