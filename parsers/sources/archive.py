"""Zip archives, read within limits: a download of several papers, or a Word file.

Sizes that an archive declares are not believed: what is read is counted, and
reading stops at the limit. Nothing is ever written to disk.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from cotc.parsers.errors import DamagedInputError, EncryptedInputError, LimitError

# Larger members than this are not read (bytes).
MEMBER_LIMIT = 512 * 1024 * 1024
# All members that one archive yields, added up (bytes).
TOTAL_LIMIT = 4 * 1024 * 1024 * 1024
# More members than this are no download of papers.
COUNT_LIMIT = 20_000
# A member that grows more than this many times is a bomb; XML stays below 100 …
RATIO_LIMIT = 200
# … unless it is small in any case (bytes).
RATIO_FROM = 8 * 1024 * 1024

# What reading a zip may raise where its bytes are damaged, beside OSError.
DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)

_CHUNK = 1024 * 1024
# Left by archivers and desktops beside the papers.
_CLUTTER = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Archive:
    """A zip archive in memory. Raises `DamagedInputError` where the bytes are no zip."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*DAMAGE, OSError) as error:
            raise DamagedInputError("the archive is damaged", "download it again") from error
        infos = self._zip.infolist()
        if len(infos) > COUNT_LIMIT:
            raise LimitError(
                f"the archive has more than {COUNT_LIMIT} members", "unpack it and take what you need"
            )
        # Where two members have one name the last one counts, as it does for `unzip`.
        self._infos = {info.filename: info for info in infos if info.filename and not info.is_dir()}
        self._left = TOTAL_LIMIT

    @property
    def names(self) -> tuple[str, ...]:
        """Paths of the files in it, in their order in the archive."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """A member's bytes, checked against its checksum.

        Raises `LimitError` beyond the limits, `EncryptedInputError` or
        `DamagedInputError` where it cannot be unpacked.
        """
        info = self._infos[name]
        if info.flag_bits & 1:
            raise EncryptedInputError(
                f"{name} in the archive is encrypted", "unpack it with its password first"
            )
        limit = min(MEMBER_LIMIT, self._left, max(RATIO_FROM, RATIO_LIMIT * info.compress_size))
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise LimitError(
                            f"{name} in the archive unpacks to too much", "this may be a zip bomb"
                        )
                    parts.append(chunk)
        except (*DAMAGE, OSError) as error:
            raise DamagedInputError(
                f"{name} in the archive is damaged", "download the archive again"
            ) from error
        self._left -= size
        return b"".join(parts)


class Member:
    """A file in an archive: its path there, and its bytes, which are unpacked when they are asked for."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self._archive = archive

    @property
    def data(self) -> bytes:
        """Raises as `Archive.read` does; the other members can be read all the same."""
        return self._archive.read(self.name)


def members(data: bytes) -> Iterator[Member]:
    """The files of a download. Clutter and hidden files are left out; what else is no paper is
    for the reader of each member to say.
    """
    archive = Archive(data)
    return (Member(archive, name) for name in archive.names if not is_clutter(name))


def is_clutter(name: str) -> bool:
    """Whether a path in an archive or a folder is hidden, or left there by archivers and desktops."""
    parts = name.split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)  # not `..`
    return hidden or any(part in _CLUTTER for part in parts)
