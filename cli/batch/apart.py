"""One paper, read in a child process: what `cotc batch` does with each, for those who have but one."""

import tempfile
from pathlib import Path

from cotc.cli.batch.model import Job, Limits, Options, Outcome, Paper, Setup
from cotc.cli.batch.slot import Slot
from cotc.parsers.errors import CotcError, DamagedInputError, LimitError, SourceError
from cotc.parsers.model import Document
from cotc.parsers.model.codec import from_json


def parse_apart(data: bytes, options: Options, limits: Limits, name: str) -> Document:
    """The tree of a paper, as `cotc.parsers.parse` gives it, at no risk for this process.

    `options` are those of the parsing worker with the format json; `name` is what the
    document calls its source. Raises LimitError
    where the paper takes too long or too much memory, DamagedInputError where it
    takes its process with it, SourceError where it cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(name).name or "paper")
        try:
            path.write_bytes(data)
        except OSError as error:
            raise SourceError(
                f"a copy to read apart cannot be written ({error.strerror})", "make room, or set TMPDIR"
            ) from error
        slot = Slot(Setup(options, limits, (folder,)))
        staged = Path(folder, "document.json")
        try:
            outcome = slot.run(Job(Paper(str(path), ""), str(staged)))
        finally:
            slot.release()
        if outcome.status == "failed":
            raise _error(outcome)
        return from_json(staged.read_bytes())


def _error(outcome: Outcome) -> CotcError:
    message = outcome.message or ""
    if outcome.reason in ("timeout", "memory"):
        return LimitError(message)
    if outcome.reason == "crash":
        return DamagedInputError(message)
    return SourceError(message) if outcome.reason == "unreadable" else CotcError(message)
