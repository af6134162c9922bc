"""What a result may take the place of: nothing that would be missed."""

from pathlib import Path

from cotc.parsers.errors import UsageError

HEAD = 64  # bytes that tell what a file is
# A paper or a database; no command but `export` writes one.
_BINARY = (b"%PDF-", b"PK\x03\x04", b"SQLite format 3\0", b"\xd0\xcf\x11\xe0")
# What `cotc parse` writes begins so.
OWN = {"json": b'{\n  "schema": "', "jsonl": b'{"document":'}


def refuse_binary(path: Path) -> None:
    """Raises where `path` is a paper or a database."""
    if _head(path).startswith(_BINARY):
        raise UsageError(f"{path} exists, and is a paper or a database", "name another file with -o")


def refuse_foreign(path: Path | None, form: str) -> None:
    """Raises where `path` is a file that holds something, and not JSON (lines) as `cotc parse` writes them.

    What is JSON now is replaced by JSON only.
    """
    if path is None or not path.is_file():
        return
    head = _head(path)
    if head and not (form in OWN and head.startswith(OWN[form])):
        raise UsageError(f"{path} exists, and is no {form} of cotc parse", "use --force to replace it")


def _head(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would wait
            return b""
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError:
        return b""  # whoever writes it says why it cannot
