"""Files as they stood at one moment, though something writes to them meanwhile."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from cotc.parsers.errors import DamagedInputError, MissingInputError, SourceError

READS = 3  # of a file that changes while it is read

Opener = Callable[[str, int], int]


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises MissingInputError, DamagedInputError, SourceError."""
    try:
        if path.is_dir():
            raise MissingInputError(f"{path} is a directory", "use `cotc batch` for a whole folder")
        return read_unchanged(path)[0]
    except FileNotFoundError as error:
        raise MissingInputError(f"{path} does not exist", "check the path") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror})", "check its permissions") from error


def read_unchanged(
    path: str | Path,
    check: Callable[[os.stat_result], object] = lambda _: None,
    opener: Opener | None = None,
) -> tuple[bytes, os.stat_result]:
    """The bytes of a file and the facts that the system told of it, the same before and after.

    `check` sees those facts before anything is read, and raises what forbids it. Raises OSError,
    and DamagedInputError where the file changes each time it is read.
    """
    for _ in range(READS):
        with open(path, "rb", opener=opener) as file:
            before = os.fstat(file.fileno())
            check(before)
            if not stat.S_ISREG(before.st_mode):
                return file.read(), before  # a pipe is read but once
            # Room for what is asked for is taken before it is read. What the system makes up has no size.
            data = file.read(before.st_size + 1 if before.st_size else -1)
            same = stamp(os.fstat(file.fileno())) == stamp(before)
            if same and len(data) == (before.st_size or len(data)):
                return data, before
    raise DamagedInputError("it changes while it is read", "start again when it is complete")


def stamp(facts: os.stat_result) -> str:
    """Size and time of the last change of a file."""
    return f"{facts.st_size}-{facts.st_mtime_ns}"
