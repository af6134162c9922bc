"""The tables of an archive. docs/export.md tells what each column holds."""

APPLICATION_ID = 0x434F5443  # "COTC": tells an archive from any other database
VERSION = 3

TABLES = """
CREATE TABLE papers (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  symbol TEXT, title TEXT, body TEXT, language TEXT, original_language TEXT,
  date TEXT, distribution TEXT, job TEXT, pages INTEGER, engine TEXT NOT NULL, producer TEXT
);
CREATE INDEX papers_symbol ON papers(symbol);

CREATE TABLE nodes (
  id INTEGER PRIMARY KEY,
  paper INTEGER NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  parent INTEGER REFERENCES nodes(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, depth INTEGER NOT NULL,
  kind TEXT NOT NULL, number TEXT, label TEXT, title TEXT, text TEXT,
  emphasis TEXT NOT NULL, first_page INTEGER, last_page INTEGER,
  place TEXT, starts TEXT, ends TEXT, status TEXT, adopted_on TEXT, meeting TEXT,
  draft TEXT, sponsors TEXT, narrative TEXT, rows TEXT, cells TEXT,
  UNIQUE (paper, address)
);
CREATE INDEX nodes_kind ON nodes(kind, number);
CREATE INDEX nodes_parent ON nodes(parent);

CREATE TABLE boxes (
  node INTEGER NOT NULL REFERENCES nodes(id) ON DELETE CASCADE,
  page INTEGER NOT NULL, x0 REAL NOT NULL, top REAL NOT NULL, x1 REAL NOT NULL, bottom REAL NOT NULL
);
CREATE INDEX boxes_node ON boxes(node);

CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  paper INTEGER NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
  address TEXT NOT NULL, number TEXT NOT NULL, text TEXT NOT NULL,
  first_page INTEGER, last_page INTEGER,
  UNIQUE (paper, address)
);

CREATE TABLE calls (
  node INTEGER NOT NULL REFERENCES nodes(id) ON DELETE CASCADE,
  note INTEGER REFERENCES notes(id) ON DELETE CASCADE,
  number TEXT NOT NULL, "offset" INTEGER NOT NULL,
  cell_row INTEGER, cell_column INTEGER
);
CREATE INDEX calls_node ON calls(node);
CREATE INDEX calls_note ON calls(note);

CREATE TABLE refs (
  id INTEGER PRIMARY KEY,
  paper INTEGER NOT NULL REFERENCES papers(id) ON DELETE CASCADE,
  node INTEGER REFERENCES nodes(id) ON DELETE CASCADE,
  note INTEGER REFERENCES notes(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
  text TEXT NOT NULL, form TEXT, target TEXT, reason TEXT, cell_row INTEGER, cell_column INTEGER,
  CHECK ((node IS NULL) <> (note IS NULL))
);
CREATE INDEX refs_paper ON refs(paper);
CREATE INDEX refs_node ON refs(node);
CREATE INDEX refs_note ON refs(note);
CREATE INDEX refs_form ON refs(form);
"""

# Words of Chinese have no spaces between them, so that `unicode61` takes a whole clause for one
# word: Chinese papers are indexed by three-character pieces as well.
_WORDS = "tokenize='unicode61 remove_diacritics 2'"
_PIECES = "tokenize='trigram'"
_CHINESE = "(SELECT language FROM papers WHERE id = {row}.paper) = 'zh'"

# index, the table it reads, its columns, how it cuts words, which rows
_INDEXES = (
    ("nodes_fts", "nodes", ("title", "text", "cells"), _WORDS, "1"),
    ("notes_fts", "notes", ("text",), _WORDS, "1"),
    ("refs_fts", "refs", ("text", "form"), _WORDS, "1"),
    ("nodes_zh_fts", "nodes", ("title", "text", "cells"), _PIECES, _CHINESE),
    ("notes_zh_fts", "notes", ("text",), _PIECES, _CHINESE),
)


def schema() -> str:
    """The statements that make an empty archive."""
    return (
        TABLES
        + "".join(_index(*index) for index in _INDEXES)
        + (f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {VERSION};\n")
    )


def _index(name: str, table: str, columns: tuple[str, ...], tokenize: str, which: str) -> str:
    """A full-text index that reads its words from `table`, and triggers that keep it in step.

    Datasette knows an index, and searches by it, where `content` is in double quotation marks.
    """
    listed = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    drop = f"INSERT INTO {name}({name}, rowid, {listed}) VALUES ('delete', old.id, {old});"
    add = f"INSERT INTO {name}(rowid, {listed}) VALUES (new.id, {new});"
    return f"""
CREATE VIRTUAL TABLE {name} USING fts5({listed}, content="{table}", content_rowid='id', {tokenize});
CREATE TRIGGER {name}_added AFTER INSERT ON {table} WHEN {which.format(row="new")} BEGIN {add} END;
CREATE TRIGGER {name}_removed BEFORE DELETE ON {table} WHEN {which.format(row="old")} BEGIN {drop} END;
"""
