"""CSV and TSV: one node a row.

A spreadsheet runs a cell that opens like a formula. Such a cell gets an
apostrophe in front, as does one that opens with apostrophes and then like a
formula; so `plain` gives back exactly what was there.
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

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def write_csv(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:  # noqa: ARG001
    """CSV as RFC 4180 has it, with the byte order mark that spreadsheets need to read accents."""
    out.write(b"\xef\xbb\xbf")
    _write(documents, out, csv.excel)


def write_tsv(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:  # noqa: ARG001
    """Tabs and plain line feeds. A cell that holds either stands in quotation marks."""
    _write(documents, out, _Tabs)


class _Tabs(csv.excel_tab):
    lineterminator = "\n"


def _write(documents: Iterable[Document], out: IO[bytes], dialect: type[csv.Dialect]) -> None:
    line = io.StringIO(newline="")
    writer = csv.writer(line, dialect)
    for cells in _lines(documents):
        writer.writerow([guarded(cell) for cell in cells])
        out.write(line.getvalue().encode(errors="replace"))
        line.seek(0)
        line.truncate()


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


def guarded(cell: str) -> str:
    """`cell` so that no spreadsheet takes it for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
