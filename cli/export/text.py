"""Plain text: the same line breaks wherever it is written, notes at the end of the paper."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from cotc.cli.export.breaks import width_of, wrap
from cotc.cli.export.formats import Options
from cotc.cli.export.printed import (
    CallAt,
    Run,
    cell_runs,
    clean,
    note_runs,
    one_line,
    text_runs,
    title_of,
    title_runs,
    told,
)
from cotc.parsers.model import HEADED, TEXTS, Document, Node

INDENT = 4  # columns that a level of points is set in by
GAP = 2  # between the columns of a table


def render(document: Document, options: Options) -> str:
    """The document as text, `options.width` columns wide; 0 leaves each paragraph on one line."""
    blocks = [] if options.single else list(_title(document, options.width))
    for session in document.tree:
        blocks += _blocks(session, 0, options.width)
    notes = [
        _set(f"[{one_line(note.number)}]", _inline(note_runs(note)), 0, options.width)
        for note in document.footnotes
    ]
    if notes:
        blocks += ["-" * min(20, options.width or 20), *notes]
    return "\n\n".join(blocks) + "\n"


def _title(document: Document, width: int) -> Iterator[str]:
    if document.report.symbol:
        yield clean(document.report.symbol)
    title = title_of(document)
    if title:
        yield _set("", one_line(title), 0, width)


def _blocks(node: Node, level: int, width: int) -> Iterator[str]:
    """The blocks of a node and all below it; points are set in by their level."""
    indent = INDENT * level if node.kind == "subparagraph" else 0
    label = one_line(node.label or "")
    title, text = _inline(title_runs(node)), _inline(text_runs(node))
    if node.kind in HEADED or title:
        if label or title:
            yield _heading(node, label, title, width)
        if facts := told(node):
            yield _set("", facts, 0, width)
        if text:
            yield _set("", text, indent, width)
    elif label or text:
        yield _set(label, text, indent, width)
    if node.rows:
        yield _table(node, width)
    for child in node.children:
        deeper = level + 1 if child.kind == "subparagraph" else 0
        yield from _blocks(child, deeper, width)


def _heading(node: Node, label: str, title: str, width: int) -> str:
    """A heading; that of a text has its number on a line of its own, as it is printed."""
    if node.kind in (*TEXTS, "annex") and label and title:
        return label + "\n" + _set("", title, 0, width)
    return _set(label, title, 0, width)


def _table(node: Node, width: int) -> str:
    """Cells in columns two spaces apart. Where they are too wide the cells break, and rows stand apart."""
    cells = [[list(map(_inline, cell)) for cell in row] for row in cell_runs(node)]
    columns = [list(chain(*column)) for column in zip_longest(*cells, fillvalue=[""])]
    widths = _fitting(columns, width - GAP * (len(columns) - 1)) if width > 0 else _natural(columns)
    set_rows = [[_broken(cell, most) for cell, most in zip(row, widths, strict=False)] for row in cells]
    lines = ["\n".join(_side_by_side(row, widths)) for row in set_rows]
    return ("\n\n" if any("\n" in line for line in lines) else "\n").join(lines)


def _broken(cell: Iterable[str], width: int) -> list[str]:
    """The lines of a cell, broken to its column."""
    return [part for line in cell for part in wrap(line, width)]


def _side_by_side(row: list[list[str]], widths: Sequence[int]) -> Iterator[str]:
    for parts in zip_longest(*row, fillvalue=""):
        padded = (part + " " * (most - width_of(part)) for part, most in zip(parts, widths, strict=False))
        yield (" " * GAP).join(padded).rstrip(" ")


def _natural(columns: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(width_of, column)) for column in columns]


def _fitting(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """The widest that columns can be in this room: narrow ones keep their width, wide ones share the rest.

    None is narrower than its longest word, so that many columns of words may need more.
    """
    natural = _natural(columns)
    if sum(natural) <= room:
        return natural
    words = [
        max((width_of(part) for cell in column for part in wrap(cell, 1)), default=0) for column in columns
    ]

    def shared(most: int) -> list[int]:
        return [max(least, min(wide, most)) for least, wide in zip(words, natural, strict=True)]

    return next((fit for most in range(room, 0, -1) if sum(fit := shared(most)) <= room), words)


def _inline(pieces: Iterable[Run | CallAt]) -> str:
    words = (f"[{one_line(p.call.number)}]" if isinstance(p, CallAt) else p.text for p in pieces)
    return "".join(words).strip()


def _set(label: str, text: str, indent: int, width: int) -> str:
    """`text` after its label, later lines under the first, `width` columns in all."""
    margin = " " * indent
    words = f"{label} {text}".strip()
    if width <= 0:
        return margin + words
    lines = wrap(words, max(width - indent, 10))
    return "\n".join(margin + line for line in lines)
