"""Where papers come from: folders, globs, lists, zips, and whatever fsspec can open.

`find` gives papers in a fixed order without reading them; `read` reads one. What
cannot be listed is given as a paper all the same, so that it fails by name.
"""

import glob
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, TextIO
from urllib.parse import quote

from cotc.cli.batch.model import FILE, Paper, has_scheme, local_path
from cotc.cli.batch.store import open_filesystem
from cotc.parsers.errors import (
    DamagedInputError,
    EncryptedInputError,
    LimitError,
    MissingInputError,
    NotAPaperError,
)
from cotc.parsers.sources.archive import DAMAGE, is_clutter
from cotc.parsers.sources.files import read_unchanged, stamp

SUFFIXES = (
    ".pdf",
    ".docx",
    ".txt",
    ".md",
)  # of files found in folders; a file that is named is taken as it is
ARCHIVE = ".zip"
MEMBER = "!/"  # between a zip and a file in it
_MAGIC = re.compile(r"[*?\[]")
UNKNOWN = "unknown"  # stamp of what could not be looked at


def is_remote(source: str) -> bool:
    """Whether a paper is read through fsspec."""
    return has_scheme(source) and not source.startswith(FILE)


def find(addresses: Iterable[str], leave_out: str | None = None) -> Iterator[Paper]:
    """The papers under each address, in the order of the addresses and then of names.

    `leave_out` is the output folder, whose files are no papers even where it stands inside an input.
    Raises MissingInputError for an address that leads nowhere.
    """
    for address in addresses:
        yield from _under(address, leave_out)


def lines_of(stream: TextIO) -> Iterator[str]:
    """The addresses of a list: one a line, or with NUL after each (`find -print0`)."""
    words = stream.read()
    yield from words.split("\0") if "\0" in words else (line.strip() for line in words.split("\n"))


def listed(addresses: Iterable[str]) -> Iterator[Paper]:
    """Papers from a list of addresses. What leads nowhere fails when its turn comes."""
    for address in addresses:
        if not address:
            continue
        try:
            yield from _under(address, None)
        except MissingInputError:
            yield Paper(address if has_scheme(address) else _told(str(Path(address).absolute())), UNKNOWN)


def _under(address: str, leave_out: str | None) -> Iterator[Paper]:
    address = local_path(address)
    if has_scheme(address):
        yield from _remote(address, leave_out)
        return
    archive, inside, member = address.partition(ARCHIVE + MEMBER)
    if inside:
        path = str(Path(archive + ARCHIVE).absolute())
        yield from (p for p in _members(path) if p.source.endswith(MEMBER + member))
        return
    path = str(Path(address).absolute())
    if Path(path).is_dir():
        yield from _folder(path, leave_out)
    elif os.path.lexists(path):
        yield from _file(path)
    elif glob.has_magic(address):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  (it takes absolute patterns)
        for match in matches:
            yield from _folder(match, leave_out) if Path(match).is_dir() else _file(match)
        if not matches:
            raise MissingInputError(f"{address}: nothing matches", "check the pattern; `**` is any depth")
    else:
        raise MissingInputError(f"{address}: no such file or folder", "check the path")


def _folder(folder: str, leave_out: str | None) -> Iterator[Paper]:
    unlistable: list[str] = []
    for where, folders, files in os.walk(folder, onerror=lambda e: unlistable.append(str(e.filename))):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and str(Path(where, name)) != leave_out
        )
        for name in sorted(files):
            if name.lower().endswith((*SUFFIXES, ARCHIVE)) and not name.startswith("."):
                yield from _file(str(Path(where, name)))
    yield from (Paper(_told(path), UNKNOWN) for path in unlistable)


def _file(path: str) -> Iterator[Paper]:
    if path.lower().endswith(ARCHIVE):
        yield from _members(path)
        return
    try:
        found = stamp(os.stat(path))  # noqa: PTH116  (a million times over, Path costs)
    except OSError:
        found = UNKNOWN
    yield Paper(_told(path), found)


def _told(path: str) -> str:
    """A path as its address: itself, but where its bytes are no UTF-8, `file://` and percent signs."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return FILE + quote(os.fsencode(path))
    return path


def file_of(source: str) -> str:
    """The path of a local file: a member's zip, and what `_told` made of names that are no UTF-8."""
    archive, inside, _ = source.partition(ARCHIVE + MEMBER)
    return local_path(archive + ARCHIVE if inside else source)


def _members(archive: str) -> Iterator[Paper]:
    try:
        members = _opened_zip(archive).infolist()
    except (*DAMAGE, OSError):
        yield Paper(_told(archive), UNKNOWN)
        return
    for member in sorted(members, key=lambda m: m.filename):
        # A folder's name ends in a slash.
        if member.filename.lower().endswith((*SUFFIXES, ARCHIVE)) and not is_clutter(member.filename):
            yield Paper(f"{_told(archive)}{MEMBER}{member.filename}", _member_stamp(member))


def _member_stamp(member: zipfile.ZipInfo) -> str:
    return f"{member.file_size}-{member.CRC:08x}"


def _remote(address: str, leave_out: str | None) -> Iterator[Paper]:
    archive, inside, member = address.partition(ARCHIVE + MEMBER)
    if inside:
        yield from (p for p in _members(archive + ARCHIVE) if p.source.endswith(MEMBER + member))
        return
    scheme = address.split("://", 1)[0]
    filesystem, path = open_filesystem(address)
    filesystem.invalidate_cache()
    try:
        if glob.has_magic(path):
            entries = filesystem.glob(path, detail=True)
            named = False
        else:
            entries = filesystem.find(path, detail=True)
            named = set(entries) == {path}
    except OSError as error:
        raise MissingInputError(f"{address}: {error}", "check the address and the credentials") from error
    root = _MAGIC.split(path)[0].rpartition("/")[0] if glob.has_magic(path) else path
    if not entries:
        raise MissingInputError(f"{address}: nothing there", "check the address and the credentials")
    for name in sorted(entries):
        if not named and is_clutter(str(name).removeprefix(root)):
            continue
        source = f"{scheme}://{str(name).lstrip('/') if scheme != 'memory' else name}"
        if leave_out and source.startswith(f"{leave_out}/"):
            continue
        if source.lower().endswith(ARCHIVE):
            yield from _members(source)
        elif named or source.lower().endswith(SUFFIXES):
            yield Paper(source, remote_stamp(entries[name]))


def remote_stamp(facts: dict[str, Any]) -> str:
    """The same of what a store tells of a file: its own mark, where it has one."""
    mark = facts.get("ETag") or facts.get("etag") or facts.get("LastModified") or facts.get("mtime")
    mark = mark or facts.get("created")
    if isinstance(mark, datetime):  # some file systems tell the same time in two ways
        mark = mark.timestamp()
    return f"{facts.get('size')}-{str(mark).strip(chr(34))}"


def read(source: str, limit: int) -> tuple[bytes, str]:
    """The bytes of a paper and the stamp they have. Raises SourceError, OSError."""
    archive, inside, member = source.partition(ARCHIVE + MEMBER)
    if inside:
        return _read_member(archive + ARCHIVE, member, limit)
    if source.lower().endswith(ARCHIVE):
        raise DamagedInputError("not a zip file that can be opened")
    if is_remote(source):
        filesystem, path = open_filesystem(source)
        facts = filesystem.info(path)
        _check_size(int(facts.get("size") or 0), limit)
        return bytes(filesystem.cat_file(path)), remote_stamp(facts)

    def check(facts: os.stat_result) -> None:
        if not stat.S_ISREG(facts.st_mode):
            raise NotAPaperError("not a file")
        _check_size(facts.st_size, limit)

    data, facts = read_unchanged(file_of(source), check, _open_without_waiting)
    return data, stamp(facts)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe that nobody writes to would wait


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise LimitError(f"{size:,} bytes are more than {limit:,}", "raise --max-size")


def _read_member(archive: str, name: str, limit: int) -> tuple[bytes, str]:
    if name.lower().endswith(ARCHIVE):
        raise NotAPaperError("a zip inside a zip", "unpack the outer one first")
    try:
        opened = _opened_zip(archive)
        member = opened.getinfo(name)
        if member.flag_bits & 1:
            raise EncryptedInputError("it is encrypted in its zip", "unpack it first")
        _check_size(member.file_size, limit)
        with opened.open(member) as file:
            data = file.read(member.file_size + 1)  # its header may tell less than it holds
    except KeyError as error:
        raise MissingInputError("no such file in the zip") from error
    except DAMAGE as error:
        raise DamagedInputError(f"its zip is damaged: {error}") from error
    if len(data) > member.file_size:
        raise DamagedInputError("it is larger than its zip says")
    return data, _member_stamp(member)


def _opened_zip(archive: str) -> zipfile.ZipFile:
    """A zip, kept open as long as it is the one in use: its directory may be long."""
    archive = local_path(archive)
    if has_scheme(archive):
        filesystem, path = open_filesystem(archive)
        return _open_zip(archive, remote_stamp(filesystem.info(path)))
    return _open_zip(archive, stamp(Path(archive).stat()))


@lru_cache(maxsize=2)
def _open_zip(archive: str, stamp: str) -> zipfile.ZipFile:  # noqa: ARG001  (a changed zip is another zip)
    if not has_scheme(archive):
        return zipfile.ZipFile(archive)
    filesystem, path = open_filesystem(archive)
    file: BinaryIO = filesystem.open(path, "rb")
    return zipfile.ZipFile(file)
