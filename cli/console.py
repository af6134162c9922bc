"""Where words and data go: data to standard output or a file, everything else to standard error."""

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

from cotc.cli import interrupts

if TYPE_CHECKING:
    from rich.console import Console

DEBUG: ContextVar[bool] = ContextVar("debug", default=False)


class ExitCode(IntEnum):
    """What a run ends with."""

    FINE = 0
    UNREADABLE = 1  # an input could not be read
    USAGE = 2
    ERRORS = 3  # read, but with errors that were asked about
    INTERRUPTED = interrupts.INTERRUPTED


# Controls would steer the terminal; bidi embeddings, overrides and isolates reorder what stands
# around them. Marks (LRM, RLM, ALM) only say how one character leans, and stay.
_HARMFUL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_HARMFUL |= dict.fromkeys((0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029), " ")
_HARMFUL |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "")


def harmless(text: str) -> str:
    """`text` from a paper on one line, without what could steer or reorder a terminal."""
    return text.translate(_HARMFUL)


def say(message: str) -> None:
    """A line on standard error. Where nobody reads it, or it has no room, the work goes on all the same."""
    stream = sys.stderr
    if stream is None:  # closed by the caller (2>&-)
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(message.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()
    except OSError:
        _write_no_more(stream)


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
    _write_no_more(sys.stdout)
    return ExitCode.FINE


def _write_no_more(stream: TextIO) -> None:
    """What is still buffered for a stream goes nowhere, so that the end of Python is quiet too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def on_terminal() -> bool:
    """Whether standard output is to be drawn for a person: a terminal, or FORCE_COLOR."""
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout is not None and sys.stdout.isatty())


def terminal() -> "Console":
    """Standard output, to draw on with rich. Characters that its encoding lacks become `?`."""
    from rich.console import Console

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False)


@contextmanager
def output(path: Path | None, *, force: bool = False) -> Iterator[IO[bytes]]:
    """Where a command's data go: `path`, or standard output where it is None or `-`.

    A file appears under its name only when it is whole; an error leaves what was there.
    Raises `ExportError` where it cannot be written, and `UsageError` where a paper or a
    database would be replaced, unless with `force`.
    """
    standard = path is None or str(path) == "-"
    if path is not None and not standard and not force:
        from cotc.cli.overwriting import refuse_binary

        refuse_binary(path)
    try:
        with _standard_output() if path is None or standard else _file(path) as stream:
            yield stream
    except OSError as error:
        if standard and isinstance(error, BrokenPipeError):
            raise
        from cotc.parsers.errors import ExportError

        if standard:
            _write_no_more(sys.stdout)
        name = "standard output" if standard else str(path)
        advice = "write to a file with -o" if standard else "check the folder and the space left"
        raise ExportError(f"{name} could not be written ({error.strerror})", advice) from error


def _file(path: Path) -> AbstractContextManager[IO[bytes]]:
    return path.open("wb") if _is_special(path) else _whole_or_not(path)


@contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    if sys.stdout is None:
        from cotc.parsers.errors import ExportError

        raise ExportError("standard output is closed", "name a file with -o")
    yield sys.stdout.buffer
    sys.stdout.flush()


def _is_special(path: Path) -> bool:
    """A device or a pipe (`/dev/stderr`, a FIFO), which cannot be replaced by a file."""
    try:
        return not stat.S_ISREG(path.stat().st_mode) and not path.is_dir()
    except FileNotFoundError:
        return False


@contextmanager
def _whole_or_not(path: Path) -> Iterator[IO[bytes]]:
    target = path.resolve()  # a link keeps being one
    draft: Path | None = None
    try:
        with interrupts.held():
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:200]}.")
            draft = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            os.fchmod(stream.fileno(), _mode(target))
        draft.replace(target)
    except BaseException:
        if draft is not None:
            with interrupts.held():
                draft.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new one gets here."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
