"""What is known of every paper, in SQLite: the memory of a batch between runs.

The journal is written ahead (WAL), each outcome is a transaction of its own,
and no file in the output folder is given its name before the manifest says that
it will have it. So whatever is killed, `engine.recover` finds what to finish.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cotc.cli.batch.lock import locked
from cotc.cli.batch.model import Outcome
from cotc.cli.batch.names import Claim, group_of
from cotc.parsers.errors import ExportError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS papers (
    source TEXT PRIMARY KEY,      -- absolute path or address
    stamp TEXT NOT NULL,          -- size and time of change, or the store's own mark
    sha256 TEXT,
    version TEXT NOT NULL,        -- of cotc
    options TEXT NOT NULL,        -- JSON
    status TEXT NOT NULL,         -- done, failed
    reason TEXT,                  -- of a failure: unreadable, timeout, memory, crash, defect, lost
    message TEXT,
    stem TEXT,                    -- the name it would have if no other paper had the same
    kin TEXT,                     -- papers of one kin want names that cannot stand side by side
    output TEXT,                  -- file in the output folder
    placed INTEGER NOT NULL DEFAULT 1,  -- 0: the file is still on its way there, under `staged`
    staged TEXT,
    former TEXT,                  -- while names are exchanged: the name given up
    symbol TEXT, language TEXT, body TEXT, pages INTEGER,
    findings TEXT NOT NULL DEFAULT '{}',  -- JSON: code -> how often
    errors INTEGER NOT NULL DEFAULT 0,    -- findings that are errors
    size INTEGER NOT NULL DEFAULT 0,      -- bytes
    seconds REAL NOT NULL DEFAULT 0,
    parsing REAL NOT NULL DEFAULT 0,      -- of these, in the parser
    memory INTEGER NOT NULL DEFAULT 0,    -- bytes resident in the worker after it
    worker INTEGER NOT NULL DEFAULT 0,    -- process id
    run INTEGER NOT NULL                  -- the last run that was asked for it
);
CREATE INDEX IF NOT EXISTS papers_kin ON papers (kin);
CREATE UNIQUE INDEX IF NOT EXISTS papers_output ON papers (output);
CREATE INDEX IF NOT EXISTS papers_unplaced ON papers (placed) WHERE placed = 0;
CREATE TABLE IF NOT EXISTS litter (name TEXT PRIMARY KEY);  -- outdated files, to be removed
CREATE TABLE IF NOT EXISTS written (  -- files beside the results (--gather, --report), as they were left
    address TEXT PRIMARY KEY, stamp TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY, version TEXT NOT NULL, options TEXT NOT NULL,
    started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), ended TEXT
);
"""


class Row(NamedTuple):
    """What decides whether a paper is done again."""

    stamp: str
    sha256: str | None
    version: str
    options: str
    status: str
    output: str | None


class Placing(NamedTuple):
    """A result on its way to its name."""

    source: str
    staged: str
    output: str
    former: str | None


class Manifest:
    """The manifest at `path`. One process writes at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = locked(path)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            self._unlock()
            raise ExportError(
                f"{path}: {error}", "is it a manifest of cotc, in a folder that can be written?"
            ) from error
        self.run = 0

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise ExportError(
                f"{self.path}: {error}", "free space and start again: what is done is kept"
            ) from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def begin(self, version: str, options: str) -> None:
        """A new run. `version` and `options` are those of all outcomes that follow."""
        with self.transaction():
            row = self._db.execute(
                "INSERT INTO runs (version, options) VALUES (?, ?) RETURNING run", (version, options)
            ).fetchone()
        self.run = int(row[0])
        self._version, self._options = version, options

    def known(self, source: str) -> Row | None:
        row = self._db.execute(
            "SELECT stamp, sha256, version, options, status, output FROM papers WHERE source = ?", (source,)
        ).fetchone()
        return Row(*row) if row else None

    def asked_for(self, sources: Iterable[str]) -> None:
        """Note that this run was asked for these papers, though it need not do them."""
        with self.transaction():
            self._db.executemany(
                "UPDATE papers SET run = ? WHERE source = ?", ((self.run, source) for source in sources)
            )

    def unchanged(self, source: str, stamp: str) -> None:
        """Note a new stamp of a paper whose bytes are the old ones."""
        with self.transaction():
            self._db.execute(
                "UPDATE papers SET stamp = ?, run = ? WHERE source = ?", (stamp, self.run, source)
            )

    def record(self, outcome: Outcome, stem: str | None, output: str | None, staged: str | None) -> None:
        """Write an outcome. A result (`output`) is not in its place yet: `placed` tells when it is.

        A failure leaves what an earlier run made of the paper where it is, with the hash it was made from.
        """
        known = {
            **{name: getattr(outcome, name) for name in _OUTCOME},
            "findings": msgspec.json.encode(outcome.findings).decode(),
            "version": self._version,
            "options": self._options,
            "run": self.run,
        }
        if outcome.status == "done":
            known |= {
                "stem": stem,
                "kin": group_of(stem or ""),
                "output": output,
                "staged": staged,
                "placed": 0,
            }
        columns = ", ".join(known)
        marks = ", ".join("?" * len(known))
        kept = {"source"} if outcome.status == "done" else {"source", "sha256"}
        changes = ", ".join(f"{name} = excluded.{name}" for name in known if name not in kept)
        with self.transaction():
            if output is not None:
                self._db.execute(
                    "INSERT OR IGNORE INTO litter SELECT output FROM papers"
                    " WHERE source = ? AND output IS NOT NULL AND output <> ?",
                    (outcome.source, output),
                )
                self._db.execute("DELETE FROM litter WHERE name = ?", (output,))
            self._db.execute(
                f"INSERT INTO papers ({columns}) VALUES ({marks})"
                f" ON CONFLICT (source) DO UPDATE SET {changes}",
                tuple(known.values()),
            )

    def placed(self, sources: Iterable[str]) -> None:
        """These results now stand under their names."""
        with self.transaction():
            self._db.executemany(
                "UPDATE papers SET placed = 1, staged = NULL WHERE source = ?", ((s,) for s in sources)
            )

    def unplaced(self) -> list[Placing]:
        rows = self._db.execute(
            "SELECT source, staged, output, former FROM papers WHERE placed = 0 ORDER BY source"
        )
        return [Placing(*row) for row in rows]

    def forget(self, source: str) -> None:
        """A result that is not there: the paper is to be done again."""
        with self.transaction():
            self._db.execute("DELETE FROM papers WHERE source = ?", (source,))

    def rivals(self, kin: str, source: str) -> list[str]:
        """Outputs of the other papers that want a name of this kin."""
        rows = self._db.execute(
            "SELECT output FROM papers WHERE kin = ? AND source <> ? AND output IS NOT NULL", (kin, source)
        )
        return [str(row[0]) for row in rows]

    def crowded(self) -> list[list[tuple[Claim, str]]]:
        """The claims of each kin that has more than one paper, with the output each has now."""
        rows = self._db.execute(
            "SELECT kin, source, sha256, stem, output FROM papers WHERE output IS NOT NULL AND kin IN"
            " (SELECT kin FROM papers WHERE output IS NOT NULL GROUP BY kin HAVING count(*) > 1)"
            " ORDER BY kin, source"
        ).fetchall()
        groups: dict[str, list[tuple[Claim, str]]] = {}
        for kin, source, sha256, stem, output in rows:
            groups.setdefault(kin, []).append((Claim(source, sha256, stem), output))
        return list(groups.values())

    def exchange(self, moves: Iterable[tuple[str, str, str, str]]) -> None:
        """Give papers new names at once: (source, former output, staged, output)."""
        moves = list(moves)
        with self.transaction():
            self._db.executemany(
                "UPDATE papers SET output = NULL WHERE source = ?", ((source,) for source, *_ in moves)
            )
            self._db.executemany(
                "UPDATE papers SET former = ?, staged = ?, output = ?, placed = 0 WHERE source = ?",
                ((former, staged, output, source) for source, former, staged, output in moves),
            )

    def exchanged(self) -> None:
        """All given-up names are free."""
        with self.transaction():
            self._db.execute("UPDATE papers SET former = NULL WHERE former IS NOT NULL")

    def litter(self) -> list[str]:
        """Outdated files that no paper has as its output."""
        rows = self._db.execute(
            "SELECT name FROM litter WHERE name NOT IN (SELECT output FROM papers WHERE output IS NOT NULL)"
        )
        return [str(row[0]) for row in rows]

    def swept(self) -> None:
        with self.transaction():
            self._db.execute("DELETE FROM litter")

    def outputs(self) -> list[str]:
        """The names of all results, in their order."""
        rows = self._db.execute("SELECT output FROM papers WHERE output IS NOT NULL ORDER BY output")
        return [str(row[0]) for row in rows]

    def wrote(self, address: str, stamp: str) -> None:
        """Note how a file beside the results was left."""
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO written VALUES (?, ?)", (address, stamp))

    def written(self, address: str) -> str | None:
        """How a file beside the results was left, if it was written by a run of this folder."""
        row = self._db.execute("SELECT stamp FROM written WHERE address = ?", (address,)).fetchone()
        return str(row[0]) if row else None

    def rows(self, columns: str, run: int | None = None) -> Iterator[tuple[Any, ...]]:
        """`columns` of the papers of a run (of all, without one), in order of source."""
        where, values = ("WHERE run = ?", (run,)) if run is not None else ("", ())
        yield from self._db.execute(f"SELECT {columns} FROM papers {where} ORDER BY source", values)

    def save_to(self, path: Path) -> None:
        """A copy that is whole, of a manifest in use."""
        with contextlib.closing(sqlite3.connect(path)) as copy:
            self._db.backup(copy)

    def close(self) -> None:
        if self.run:
            with contextlib.suppress(ExportError), self.transaction():
                self._db.execute(
                    "UPDATE runs SET ended = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE run = ?", (self.run,)
                )
        self._db.close()
        self._unlock()


_OUTCOME = (
    "source", "stamp", "sha256", "status", "reason", "message", "symbol", "language", "body", "pages",
    "errors", "size", "seconds", "parsing", "memory", "worker",
)  # fmt: skip
