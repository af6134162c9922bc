"""SQLite: an archive of papers with full-text search. Each paper comes in one transaction or not at all.

A paper is known by the SHA-256 of its file: the same file again takes the place
of what was there; another file of the same symbol (a corrected issue, another
language) stands beside it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from cotc.cli.export.archive_schema import APPLICATION_ID, VERSION, schema
from cotc.cli.export.rows import Record, cells, first_page, known, last_page, records
from cotc.parsers.errors import ExportError
from cotc.parsers.model import Document, Footnote, Ref


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to the archive at `path`, which is made where there is none.

    Raises `ExportError` where the file is no archive, or one that another version wrote.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _prepare(connection, path)
            yield connection
    except sqlite3.DatabaseError as error:
        raise ExportError(f"{path}: {error}", "give the path of a cotc archive, or of a new file") from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables:
        connection.executescript("BEGIN IMMEDIATE;" + schema() + "COMMIT;")
        return
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION_ID, VERSION):
        raise ExportError(f"{path} is a database, but no cotc archive of this version", "give another path")


def add(connection: sqlite3.Connection, document: Document) -> bool:
    """Adds a paper in one transaction; True where it took the place of the same file's earlier reading."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        gone = connection.execute("DELETE FROM papers WHERE sha256 = ?", (document.source.sha256,)).rowcount
        _insert(connection, document)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return gone > 0


def _insert(connection: sqlite3.Connection, document: Document) -> None:
    paper = _paper(connection, document)
    note_ids = {note.id: _note(connection, paper, note) for note in document.footnotes}
    node_ids: dict[str, int] = {}
    for record in records(document):
        node = record.node
        node_ids[node.id] = row = _node(connection, paper, record, node_ids)
        connection.executemany(
            "INSERT INTO boxes VALUES (?, ?, ?, ?, ?, ?)", [(row, *box) for box in node.boxes]
        )
        connection.executemany(
            "INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    row,
                    note_ids.get(call.footnote or ""),
                    call.number,
                    call.offset,
                    *(known(call.cell) or (None, None)),
                )
                for call in node.notes
            ],
        )
        _refs(connection, node.refs, paper, row, None)


def _paper(connection: sqlite3.Connection, document: Document) -> int:
    source, report = document.source, document.report
    return _inserted(
        connection,
        "papers",
        (
            source.sha256, source.name, report.symbol, report.title, report.body,
            report.language, report.original_language, report.date, report.distribution, report.job,
            source.pages, source.engine, source.producer,
        ),
    )  # fmt: skip


def _note(connection: sqlite3.Connection, paper: int, note: Footnote) -> int:
    values = (paper, note.id, note.number, note.text, first_page(note), last_page(note))
    row = _inserted(connection, "notes", values)
    _refs(connection, note.refs, paper, None, row)
    return row


def _node(connection: sqlite3.Connection, paper: int, record: Record, node_ids: dict[str, int]) -> int:
    node = record.node
    return _inserted(
        connection,
        "nodes",
        (
            paper, node.id, node_ids[record.parent.id] if record.parent else None,
            record.position, record.depth, node.kind, node.number, node.label, node.title, node.text,
            _json(node.emphasis),
            first_page(node), last_page(node), known(node.place), known(node.start), known(node.end),
            known(node.status), known(node.adopted_on), known(node.meeting),
            known(node.draft), _json(known(node.sponsors)), known(node.narrative), _json(known(node.rows)),
            cells(node),
        ),
    )  # fmt: skip


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _refs(
    connection: sqlite3.Connection, refs: Iterable[Ref], paper: int, node: int | None, note: int | None
) -> None:
    for ref in refs:
        values = (
            paper,
            node,
            note,
            ref.kind,
            ref.start,
            ref.end,
            ref.text,
            ref.form,
            ref.target,
            ref.reason,
            *(known(ref.cell) or (None, None)),
        )
        _inserted(connection, "refs", values)


def _inserted(connection: sqlite3.Connection, table: str, values: tuple[object, ...]) -> int:
    """Inserts a row with a new id and gives that; `table` is one of the names above, never a user's."""
    marks = ", ".join("?" * len(values))
    row = connection.execute(f"INSERT INTO {table} VALUES (NULL, {marks})", values).lastrowid
    assert row is not None
    return row
