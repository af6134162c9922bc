"""CSV and TSV: one node a row.

A spreadsheet runs a cell that opens like a formula. Such a cell gets an
apostrophe in front, as does one that opens with apostrophes and then like a
formula; so `plain` gives back exactly what was there.

A line of TSV is a node, whatever reads it: `cut` and `awk` know no quotation marks.
What would end a cell or a line is written `\\t`, `\\n`, `\\r`, and a backslash twice. A
reader that does know quotation marks would take those off that open a cell, and
find a formula: such a cell is guarded as well.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from cotc.cli.export.formats import Options
from cotc.cli.export.rows import Record, first_page, known, last_page, records
from cotc.parsers.model import Document

COLUMNS = (
    "source", "symbol", "language", "id", "parent", "depth", "kind", "number", "label", "title", "text",
    "footnotes", "first_page", "last_page", "status", "adopted_on", "meeting",
    "draft", "sponsors", "narrative", "rows",
)  # fmt: skip

_SIGNS = r"=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(f"'*[{_SIGNS}]")
_FORMULA_OR_MARK = re.compile(f"'*[\"{_SIGNS}]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write_csv(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:  # noqa: ARG001
    """CSV as RFC 4180 has it, with the byte order mark that spreadsheets need to read accents."""
    out.write(b"\xef\xbb\xbf")
    line = io.StringIO(newline="")
    writer = csv.writer(line, csv.excel)
    for cells in _lines(documents):
        writer.writerow([guarded(cell) for cell in cells])
        out.write(line.getvalue().encode(errors="replace"))
        line.seek(0)
        line.truncate()


def write_tsv(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:  # noqa: ARG001
    """Cells between tabs, a node a line."""
    for cells in _lines(documents):
        line = "\t".join(escaped(guarded(cell, _FORMULA_OR_MARK)) for cell in cells)
        out.write((line + "\n").encode(errors="replace"))


def _lines(documents: Iterable[Document]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for document in documents:
        for record in records(document):
            yield tuple("" if value is None else str(value) for value in _cells(document, record))


def _cells(document: Document, record: Record) -> tuple[str | int | None, ...]:
    node, report = record.node, document.report
    rows = known(node.rows)
    return (
        document.source.name,
        report.symbol,
        report.language,
        node.id,
        record.parent.id if record.parent else None,
        record.depth,
        node.kind,
        node.number,
        node.label,
        node.title,
        node.text,
        "\n".join(f"{note.number} {note.text}" for note in record.cited),
        first_page(node),
        last_page(node),
        known(node.status),
        known(node.adopted_on),
        known(node.meeting),
        known(node.draft),
        "\n".join(known(node.sponsors) or ()),
        known(node.narrative),
        msgspec.json.encode(rows).decode() if rows else None,
    )


def guarded(cell: str, pattern: re.Pattern[str] = _FORMULA) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return "'" + cell if pattern.match(cell) else cell


def plain(cell: str, pattern: re.Pattern[str] = _FORMULA) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and pattern.match(cell) else cell


def escaped(cell: str) -> str:
    """`cell` without tabs and ends of lines."""
    return cell.translate(_ESCAPES)
