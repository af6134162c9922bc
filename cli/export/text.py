"""Plain text: the same line breaks wherever it is written, notes at the end of the paper."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from cotc.cli.export.formats import Options
from cotc.cli.export.printed import (
    HEADED,
    CallAt,
    Run,
    clean,
    note_runs,
    one_line,
    text_runs,
    title_runs,
)
from cotc.parsers.model import Document, Node

INDENT = 4  # columns that a level of points is set in by

# Chinese lines break between any two characters, but not before closing or after opening marks.
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60"
_OPEN = "（《〈「『【“‘［"
_CLOSE = "，。、；：？！）》〉」』】”’］．"
# French and Russian set a space inside quotation marks, and French before high marks: no line breaks there.
_UNIT = re.compile(
    rf" *[{_OPEN}]*[{_HAN}](?:[{_CLOSE}]|\[\S{{1,4}}\])*"
    rf"| *(?:« )?[^ {_HAN}]+[{_CLOSE}]*(?: (?:[»;:!?%]+)[.,;:)\]]*(?= |$))*"
    r"| +"
)


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
    if document.report.title and not any(session.title for session in document.tree):
        yield _set("", one_line(document.report.title), 0, width)


def _blocks(node: Node, level: int, width: int) -> Iterator[str]:
    """The blocks of a node and all below it; points are set in by their level."""
    indent = INDENT * level if node.kind == "subparagraph" else 0
    label = one_line(node.label or "")
    title, text = _inline(title_runs(node)), _inline(text_runs(node))
    if node.kind in HEADED or title:
        if label or title:
            yield _heading(node, label, title, width)
        if text:
            yield _set("", text, indent, width)
    elif label or text:
        yield _set(label, text, indent, width)
    if node.rows:
        yield _table(node.rows)
    for child in node.children:
        deeper = level + 1 if child.kind == "subparagraph" else 0
        yield from _blocks(child, deeper, width)


def _heading(node: Node, label: str, title: str, width: int) -> str:
    """A heading; that of a text has its number on a line of its own, as it is printed."""
    if node.kind in ("resolution", "decision", "annex") and label and title:
        return label + "\n" + _set("", title, 0, width)
    return _set(label, title, 0, width)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Cells in columns two spaces apart; a table keeps its lines, however wide."""
    cells = [[one_line(cell).strip() for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip_longest(*cells, fillvalue="")]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False))
        for row in cells
    )
    return "\n".join(line.rstrip(" ") for line in lines)


def _inline(pieces: Iterable[Run | CallAt]) -> str:
    words = (f"[{one_line(p.call.number)}]" if isinstance(p, CallAt) else p.text for p in pieces)
    return "".join(words).strip()


def _set(label: str, text: str, indent: int, width: int) -> str:
    """`text` after its label, later lines under the first, `width` columns in all."""
    margin = " " * indent
    words = f"{label} {text}".strip()
    if width <= 0:
        return margin + words
    lines = _wrap(words, max(width - indent, 10))
    return "\n".join(margin + line for line in lines)


def _wrap(words: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns where a break allows; a no-break space is no break."""
    line, used = "", 0
    for unit in _UNIT.findall(words):
        columns = _width(unit)
        if line and used + columns > width:
            yield line
            unit = unit.lstrip(" ")
            line, used = unit, _width(unit)
        else:
            line, used = line + unit, used + columns
    if line:
        yield line.rstrip(" ")


def _width(text: str) -> int:
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    """Columns that a terminal gives a character: 2 for wide ones, 0 for marks that stack on others."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
