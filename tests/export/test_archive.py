"""The SQLite archive: what goes in can be found, replaced, and never half written."""

import json
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from cotc.cli.export import archive
from cotc.parsers.errors import ExportError
from cotc.parsers.model import Document, Node, walk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def found(path: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def stored(path: Path, *documents: Document) -> list[bool]:
    with archive.opened(path) as connection:
        return [archive.add(connection, document) for document in documents]


def sound(path: Path) -> None:
    """Every row points at a row, and every index holds what its table holds."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for index in ("nodes_fts", "notes_fts", "refs_fts"):
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    finally:
        connection.close()


def test_rows_are_the_tree(path: Path, document: Document) -> None:
    assert stored(path, document) == [False]
    nodes = list(walk(document))
    query = "SELECT n.address, p.address, n.kind, n.number, n.label, n.title, n.text, n.depth FROM nodes n"
    rows = found(path, query + " LEFT JOIN nodes p ON p.id = n.parent ORDER BY n.position")
    assert rows == [
        (
            node.id,
            above[-1].id if above else None,
            node.kind,
            node.number,
            node.label,
            node.title,
            node.text,
            len(above),
        )
        for node, above in nodes
    ]
    texts = [node for node, _ in nodes if node.sponsors]
    sponsors = found(
        path, "SELECT draft, sponsors, narrative FROM nodes WHERE sponsors <> '[]' ORDER BY position"
    )
    assert [(draft, tuple(json.loads(str(names))), told) for draft, names, told in sponsors] == [
        (text.draft or None, text.sponsors, text.narrative or None) for text in texts
    ]
    notes = found(path, "SELECT address, number, text FROM notes ORDER BY id")
    assert notes == [(note.id, note.number, note.text) for note in document.footnotes]
    assert found(path, "SELECT count(*) FROM boxes") == [(sum(len(node.boxes) for node, _ in nodes),)]
    assert found(path, "SELECT count(*) FROM calls") == [(sum(len(node.notes) for node, _ in nodes),)]
    refs = sum(len(node.refs) for node, _ in nodes) + sum(len(note.refs) for note in document.footnotes)
    assert found(path, "SELECT count(*) FROM refs") == [(refs,)]
    tables = found(path, "SELECT rows FROM nodes WHERE rows IS NOT NULL ORDER BY position")
    assert [json.loads(str(row)) for (row,) in tables] == [
        [list(cells) for cells in node.rows] for node, _ in nodes if isinstance(node.rows, tuple)
    ]
    sound(path)


def test_a_paper_takes_its_own_place(path: Path, awkward: Document) -> None:
    other = replace(awkward, source=replace(awkward.source, sha256="1" * 64, name="other.pdf"))
    changed = Node(id="s-1", kind="session", children=(Node(id="par-9", kind="paragraph", text="anew"),))
    assert stored(path, awkward, other) == [False, False]
    assert stored(path, replace(awkward, tree=(changed,), footnotes=())) == [True]
    assert found(path, "SELECT source FROM papers ORDER BY id") == [("other.pdf",), ("awkward.pdf",)]
    assert found(path, "SELECT count(*) FROM nodes_fts WHERE nodes_fts MATCH 'recalling'") == [(2,)]
    assert found(path, "SELECT count(*) FROM nodes_fts WHERE nodes_fts MATCH 'anew'") == [(1,)]
    sound(path)


def test_a_paper_comes_whole_or_not_at_all(path: Path, awkward: Document) -> None:
    stored(path, awkward)
    twin = Node(
        id="s-1", kind="session", children=(Node(id="x", kind="paragraph"), Node(id="x", kind="paragraph"))
    )
    with pytest.raises(ExportError):
        stored(path, replace(awkward, tree=(twin,)))
    assert found(path, "SELECT count(*) FROM nodes") == [(len(list(walk(awkward))),)]
    sound(path)


@pytest.mark.parametrize(
    ("query", "address"), [("asterisks", "res-1-1/op-1/b"), ("TITLES", "ch-I"), ("chair", "ch-I/A/table-1")]
)
def test_words_are_found(path: Path, awkward: Document, query: str, address: str) -> None:
    stored(path, awkward)
    sql = "SELECT address FROM nodes_fts JOIN nodes ON nodes.id = nodes_fts.rowid WHERE nodes_fts MATCH ?"
    assert found(path, sql, query) == [(address,)]
    assert found(path, "SELECT count(*) FROM notes_fts WHERE notes_fts MATCH 'marks'") == [(1,)]
    assert found(path, "SELECT count(*) FROM refs_fts WHERE refs_fts MATCH '\"A/RES/55/25\"'") == [(1,)]


def test_chinese_is_found_by_pieces(path: Path, awkward: Document) -> None:
    paragraph = Node(id="par-1", kind="paragraph", text="缔约方会议决定通过")
    table = Node(id="table-1", kind="table", rows=(("主席", "副主席兼报告员"),))
    node = Node(id="s-1", kind="session", children=(paragraph, table))
    chinese = replace(awkward, tree=(node,), footnotes=(), report=replace(awkward.report, language="zh"))
    stored(path, awkward, replace(chinese, source=replace(chinese.source, sha256="2" * 64)))
    assert found(path, "SELECT count(*) FROM nodes_zh_fts WHERE nodes_zh_fts MATCH '会议决定'") == [(1,)]
    assert found(path, "SELECT count(*) FROM nodes_zh_fts WHERE nodes_zh_fts MATCH '副主席'") == [(1,)]
    assert found(path, "SELECT count(*) FROM nodes_zh_fts WHERE nodes_zh_fts MATCH 'recalling'") == [(0,)]


@pytest.mark.parametrize("words", ["'; DROP TABLE papers; --", 'a" OR 1=1', "\x00"])
def test_words_are_never_statements(path: Path, awkward: Document, words: str) -> None:
    named = replace(awkward, source=replace(awkward.source, name=words))
    stored(path, named)
    assert found(path, "SELECT source FROM papers") == [(words,)]


def test_other_databases_are_left_alone(path: Path, awkward: Document) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ExportError, match="no cotc archive"):
        stored(path, awkward)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(path: Path, awkward: Document) -> None:
    with pytest.raises(ExportError, match="unable to open"):
        stored(path / "below", awkward)


def test_what_is_no_database_is_left_alone(path: Path, awkward: Document) -> None:
    path.write_text("words " * 200)
    with pytest.raises(ExportError, match="not a database"):
        stored(path, awkward)
    assert path.read_text() == "words " * 200


@pytest.mark.parametrize("table", ["nodes", "notes", "refs"])
def test_datasette_knows_the_index_of_a_table(table: str, path: Path, awkward: Document) -> None:
    stored(path, awkward)
    # How Datasette looks for one: it takes the first.
    query = "SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE ?"
    names = found(path, query, f'%VIRTUAL TABLE%USING FTS%content="{table}"%')
    assert names[0] == (f"{table}_fts",)
