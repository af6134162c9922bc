"""Parquet: typed columns, one node a row, the papers one after another in one file."""

from collections.abc import Iterable
from datetime import date
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from cotc.cli.export.formats import Options
from cotc.cli.export.rows import Record, known, records
from cotc.parsers.model import Call, Document

Fields = list[tuple[str, pa.DataType]]

ROWS_A_GROUP = 50_000  # a group is read as a whole: small enough for memory, large enough to compress

_SPAN: Fields = [("start", pa.int32()), ("end", pa.int32())]
_BOX: Fields = [("page", pa.int32()), *((side, pa.float32()) for side in ("x0", "top", "x1", "bottom"))]
_CALL: Fields = [
    ("number", pa.string()),
    ("offset", pa.int32()),
    ("footnote", pa.string()),
    ("text", pa.string()),
    ("cell", pa.list_(pa.int32())),
]
_REF: Fields = [
    ("kind", pa.string()), *_SPAN, ("text", pa.string()), ("form", pa.string()), ("target", pa.string()),
    ("reason", pa.string()), ("cell", pa.list_(pa.int32())),
]  # fmt: skip
_FIELDS: "list[pa.Field[Any]]" = [
    pa.field("sha256", pa.string(), nullable=False),
    pa.field("source", pa.string(), nullable=False),
    pa.field("symbol", pa.string()),
    pa.field("body", pa.string()),
    pa.field("language", pa.string()),
    pa.field("issued", pa.date32()),
    pa.field("position", pa.int32(), nullable=False),
    pa.field("depth", pa.int16(), nullable=False),
    pa.field("id", pa.string(), nullable=False),
    pa.field("parent", pa.string()),
    pa.field("ancestors", pa.list_(pa.string()), nullable=False),
    pa.field("kind", pa.dictionary(pa.int8(), pa.string()), nullable=False),
    pa.field("number", pa.string()),
    pa.field("label", pa.string()),
    pa.field("title", pa.string()),
    pa.field("text", pa.string()),
    pa.field("emphasis", pa.list_(pa.struct(_SPAN)), nullable=False),
    pa.field("notes", pa.list_(pa.struct(_CALL)), nullable=False),
    pa.field("refs", pa.list_(pa.struct(_REF)), nullable=False),
    pa.field("pages", pa.list_(pa.int32()), nullable=False),
    pa.field("boxes", pa.list_(pa.struct(_BOX)), nullable=False),
    pa.field("status", pa.string()),
    pa.field("adopted_on", pa.date32()),
    pa.field("meeting", pa.string()),
    pa.field("draft", pa.string()),
    pa.field("sponsors", pa.list_(pa.string())),
    pa.field("narrative", pa.string()),
    pa.field("rows", pa.list_(pa.list_(pa.string()))),
]
SCHEMA = pa.schema(_FIELDS)


def write(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:  # noqa: ARG001
    """One file with the nodes of all documents; the schema is the same for any papers."""
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        group = [SCHEMA.empty_table()]
        for document in documents:
            # In columns at once: as objects of Python a whole group takes more memory, and more time.
            group.append(pa.Table.from_pylist([_row(document, row) for row in records(document)], SCHEMA))
            if sum(table.num_rows for table in group) >= ROWS_A_GROUP:
                writer.write_table(pa.concat_tables(group))
                group = [SCHEMA.empty_table()]
        writer.write_table(pa.concat_tables(group))


def _row(document: Document, record: Record) -> dict[str, Any]:
    node, report = record.node, document.report
    cited = {note.id: note.text for note in record.cited}
    return {
        "sha256": document.source.sha256,
        "source": document.source.name,
        "symbol": report.symbol,
        "body": report.body,
        "language": report.language,
        "issued": _day(report.date),
        "position": record.position,
        "depth": record.depth,
        "id": node.id,
        "parent": record.parent.id if record.parent else None,
        "ancestors": [above.id for above in record.ancestors],
        "kind": node.kind,
        "number": node.number,
        "label": node.label,
        "title": node.title,
        "text": node.text,
        "emphasis": [{"start": start, "end": end} for start, end in node.emphasis],
        "notes": [
            {name: known(getattr(call, name)) for name in Call.__struct_fields__}
            | {"text": cited.get(call.footnote or "")}
            for call in node.notes
        ],
        "refs": [{name: known(getattr(ref, name)) for name, _ in _REF} for ref in node.refs],
        "pages": node.pages or (),
        "boxes": [dict(zip(("page", "x0", "top", "x1", "bottom"), box, strict=True)) for box in node.boxes],
        "status": known(node.status),
        "adopted_on": _day(known(node.adopted_on)),
        "meeting": known(node.meeting),
        "draft": known(node.draft),
        "sponsors": known(node.sponsors),
        "narrative": known(node.narrative),
        "rows": known(node.rows),
    }


def _day(value: str | None) -> date | None:
    """A whole date; a year or a month alone is no day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
