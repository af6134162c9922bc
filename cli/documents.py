"""Reads the papers named on a command line, one after another, and lives through the bad ones."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from cotc.cli import console
from cotc.cli.console import ExitCode

if TYPE_CHECKING:
    from cotc.parsers.model import Document
    from cotc.parsers.sources.archive import Member

STANDARD_INPUT = "-"
# What a paper read with --isolate may take: seconds, and bytes.
APART_SECONDS, APART_MEMORY = 60.0, 512 * 2**20
ZIP = b"PK"


class How(NamedTuple):
    """The options that bear on reading."""

    engine: Literal["pdfium", "pdfplumber"] = "pdfium"
    password: str | None = None
    language: str | None = None
    profile: Path | None = None
    bounds: dict[str, int] = {}  # noqa: RUF012  (never changed)
    isolate: bool = False


class Documents:
    """The documents of `files` in the order named. An input that cannot be read costs one line on
    standard error and is counted in `failed`; the others are read all the same. `origin` is what the
    last document was read from, bytes that were read once; `named` is the path by which it was named, in
    a zip that of the zip and its own in it.
    """

    def __init__(self, files: Sequence[Path], how: How | None = None) -> None:
        self.files = files
        self.how = how or How()
        self.failed = 0
        self.origin = b""
        self.named = Path()

    def __iter__(self) -> Iterator["Document"]:
        from cotc.parsers.errors import ProfileError

        for path in self.files:
            papers = _papers(path)
            self.named = path
            while True:
                try:
                    origin, self.named = next(papers)
                    self.origin = origin if isinstance(origin, bytes) else origin.data
                    document = _document(self.origin, self.named, self.how)
                except StopIteration:
                    break
                except ProfileError:
                    raise  # it would be wrong for every file
                except Exception as error:
                    self.failed += 1
                    console.report(error, str(self.named))
                    continue
                yield document

    def exit_code(self, *, errors: bool = False) -> ExitCode:
        """What the run ends with; `errors` says that error findings were met and are to count."""
        if self.failed:
            return ExitCode.UNREADABLE
        return ExitCode.ERRORS if errors else ExitCode.FINE


def _papers(path: Path) -> "Iterator[tuple[bytes | Member, Path]]":
    """What to read under a name: the file itself, or each paper of a zip, or of JSON that holds several."""
    data = _bytes(path)
    if was_parsed(data, path):
        from cotc.parsers.model.codec import documents_in

        pieces = documents_in(data)
        yield from ((piece, path / name if len(pieces) > 1 else path) for name, piece in pieces)
    elif _is_zip(data):
        from cotc.parsers.sources.archive import members

        yield from ((member, path / member.name) for member in members(data))
    else:
        yield data, path


def _bytes(path: Path) -> bytes:
    from cotc.parsers.sources.files import read_file

    return sys.stdin.buffer.read() if str(path) == STANDARD_INPUT else read_file(path)


def _is_zip(data: bytes) -> bool:
    """Whether this is a download of several papers; a Word file is zipped too."""
    from cotc.parsers.sources.detect import detect

    return data[:2] == ZIP and detect(data) == "zip"


def read_document(path: Path, how: How | None = None) -> "Document":
    """The document of one paper, or of the JSON that `cotc parse` made of it; `-` is standard input.

    Raises a `CotcError` where there is none to be had.
    """
    return _document(_bytes(path), path, how or How())


def was_parsed(data: bytes, path: Path) -> bool:
    """Whether this is a document in JSON rather than a paper: told by a file's name, or by the bytes."""
    return path.suffix.lower() == ".json" or data.lstrip()[:1] == b"{"


def _document(data: bytes, path: Path, how: How) -> "Document":
    return _from_json(data, str(path)) if was_parsed(data, path) else _parse(data, path, how)


def has_errors(document: "Document") -> bool:
    return any(finding.severity == "error" for finding in document.findings)


def _parse(data: bytes, path: Path, how: How) -> "Document":
    from cotc.parsers import parse

    # A name that is no UTF-8 could not be written to JSON.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    if how.isolate:
        return _parse_apart(data, name, how)
    from cotc.parsers.limits import Limits

    asked = how._asdict()
    del asked["isolate"]
    return parse(data, name=name, limits=Limits(**asked.pop("bounds")), fork=True, **asked)


def _parse_apart(data: bytes, name: str, how: How) -> "Document":
    from msgspec.structs import replace

    from cotc.cli.batch.apart import parse_apart
    from cotc.cli.batch.model import Limits
    from cotc.cli.batch.session import options_for

    options = options_for("json", how.engine, how.language, how.profile)
    options = replace(options, bounds=how.bounds, password=how.password)
    return parse_apart(data, options, Limits(timeout=APART_SECONDS, memory=APART_MEMORY, tries=1), name)


def _from_json(data: bytes, name: str) -> "Document":
    import msgspec

    from cotc.parsers.errors import NotAPaperError
    from cotc.parsers.model.codec import documents_in, from_json

    several = len(documents_in(data))
    if several > 1:
        raise NotAPaperError(f"{name} holds {several} documents", f"take one: jq -s '.[0]' {name}")
    try:
        return from_json(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAPaperError(
            f"{name} is no document of cotc ({error})", "make one with `cotc parse --format json`"
        ) from error
