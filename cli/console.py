"""Where words and data go: data to standard output or a file, everything else to standard error."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path
from typing import IO

DEBUG: ContextVar[bool] = ContextVar("debug", default=False)


class ExitCode(IntEnum):
    """What a run ends with."""

    FINE = 0
    UNREADABLE = 1  # an input could not be read
    USAGE = 2
    ERRORS = 3  # read, but with errors that were asked about
    INTERRUPTED = 130


# Controls would steer the terminal; bidi embeddings, overrides and isolates reorder what stands
# around them. Marks (LRM, RLM, ALM) only say how one character leans, and stay.
_HARMFUL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_HARMFUL |= dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " ")
_HARMFUL |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def harmless(text: str) -> str:
    """`text` from a paper on one line, without what could steer or reorder a terminal."""
    return text.translate(_HARMFUL)


def say(message: str) -> None:
    """A line on standard error."""
    stream = sys.stderr
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(message.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


def report(error: Exception, name: str | None = None) -> int:
    """One line for an error, with the input's name where the message lacks it; returns its exit code."""
    from cotc.parsers.errors import CotcError

    if DEBUG.get():
        from traceback import print_exception

        print_exception(error)
    if isinstance(error, CotcError):
        message, code = str(error), error.exit_code
    else:
        message = f"{type(error).__name__}: {error} — a mistake in cotc; `cotc --debug …` shows where"
        code = ExitCode.UNREADABLE
    if name is not None and name not in message:
        message = f"{name}: {message}"
    say(harmless(f"cotc: {message}"))
    return code


def reader_gone() -> int:
    """The reader of our output (`head`) has had enough: nothing more to write, and no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.FINE


def on_terminal() -> bool:
    """Whether standard output is to be drawn for a person: a terminal, or FORCE_COLOR."""
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Where a command's data go: `path`, or standard output where it is None or `-`.

    A file appears under its name only when it is whole; an error leaves what was there.
    Raises `ExportError` where it cannot be written.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _special(path) if _is_special(path) else _whole_or_not(path) as stream:
            yield stream
    except OSError as error:
        from cotc.parsers.errors import ExportError

        raise ExportError(
            f"{path} could not be written ({error.strerror})", "check the folder and the space left"
        ) from error


def _is_special(path: Path) -> bool:
    """A device or a pipe (`/dev/stderr`, a FIFO), which cannot be replaced by a file."""
    try:
        return not stat.S_ISREG(path.stat().st_mode) and not path.is_dir()
    except FileNotFoundError:
        return False


def _special(path: Path) -> IO[bytes]:
    return path.open("wb")


@contextmanager
def _whole_or_not(path: Path) -> Iterator[IO[bytes]]:
    target = path.resolve()  # a link keeps being one
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:200]}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            os.fchmod(stream.fileno(), _mode(target))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one gets here."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
