"""Pieces of a Word paragraph to running text, and how most of it looks."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cotc.parsers.model.block import Mark
from cotc.parsers.sources.docx_runs import Piece
from cotc.parsers.sources.sheet import Sheet


class Words(NamedTuple):
    """A paragraph's text and how it looks.

    breaks    offsets at which lines that the writer ended himself go on
    bold      all letters and digits are bold; `italic` likewise
    size      type size of most characters, in points
    cells     the text cut at its tabs, empty parts left out
    tabs      tabs before the first word
    hidden    what Word does not show
    """

    text: str
    breaks: tuple[int, ...]
    emphasis: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    bold: bool
    italic: bool
    size: float
    cells: tuple[str, ...]
    tabs: int
    hidden: str

    @property
    def lines(self) -> str:
        """The text with a line break wherever the writer ended a line."""
        text = self.text
        for at in self.breaks:
            text = f"{text[: at - 1]}\n{text[at:]}"
        return text


def words_of(pieces: Iterable[Piece], in_table: bool = False) -> Words:
    """Join a paragraph's pieces. Calls of notes come with the number that is printed as their text."""
    sheet = Sheet()
    sizes: Counter[float] = Counter()
    bold: list[bool] = []
    italic: list[bool] = []
    hidden = ""
    for piece in pieces:
        if piece.hidden:
            hidden += piece.text
        elif piece.call is not None:
            sheet.mark(piece.text)
        elif piece.raised:
            sheet.raised(piece.text, piece.italic, in_table)
        elif piece.text:
            sheet.add(piece.text, piece.italic)
            sizes[piece.size] += len(piece.text) - piece.text.count(" ")
            if any(c.isalnum() for c in piece.text):
                bold.append(piece.bold)
                italic.append(piece.italic)
    return Words(
        text=sheet.text,
        breaks=tuple(sheet.breaks),
        emphasis=sheet.emphasis,
        marks=tuple(sheet.marks),
        bold=bool(bold) and all(bold),
        italic=bool(italic) and all(italic),
        size=max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0,
        cells=tuple(cell for cell in sheet.cells if cell),
        tabs=sheet.tabs,
        hidden=" ".join(hidden.split()),
    )
