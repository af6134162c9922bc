"""Tells when a folder has come to rest after something arrived in it."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from cotc.cli.batch.model import Paper
from cotc.cli.batch.sources import ARCHIVE, SUFFIXES, file_of
from cotc.parsers.errors import MissingInputError, UsageError


class Arrivals:
    """Watches a folder and all below it. Use as a context; `wait` returns when it is worth looking.

    What is told by the system only wakes us: what there is to do is always seen
    from the folder itself, so that no event that was missed is a paper missed.
    """

    def __init__(self, folder: Path, leave_out: str) -> None:
        try:
            from watchdog.events import FileSystemEvent, FileSystemEventHandler
            from watchdog.observers import Observer
        except ImportError as error:
            raise UsageError("watching needs watchdog", "pip install 'cotc[watch]'") from error
        if not folder.is_dir():
            raise MissingInputError(f"{folder}: no such folder", "make it first")
        self._folder = folder
        arrived = self._arrived = threading.Event()

        class Handler(FileSystemEventHandler):
            def on_any_event(self, event: FileSystemEvent) -> None:
                if event.event_type not in ("opened", "closed_no_write") and _concerns(event, leave_out):
                    arrived.set()

        self._observer = Observer()
        self._observer.schedule(Handler(), str(folder), recursive=True)

    def __enter__(self) -> "Arrivals":
        self._observer.start()
        self._arrived.set()  # what is there already
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._observer.stop()
        self._observer.join()

    def wait(self) -> None:
        """Until something has arrived."""
        while not self._arrived.wait(0.5):  # a wait without end would keep Ctrl-C out on some systems
            pass
        self._arrived.clear()

    def again(self) -> None:
        """Look again soon, though nothing new may come."""
        self._arrived.set()


def _concerns(event: object, leave_out: str) -> bool:
    paths = (getattr(event, "src_path", ""), getattr(event, "dest_path", ""))
    names = [path.decode(errors="replace") if isinstance(path, bytes) else str(path) for path in paths]
    return any(
        name.lower().endswith((*SUFFIXES, ARCHIVE)) and not name.startswith(f"{leave_out}/") for name in names
    )


def at_rest(papers: Iterator[Paper], rest: float) -> tuple[list[Paper], bool]:
    """The papers whose files have not changed for `rest` seconds, and whether others still do.

    A download that grows is none yet; what it becomes is seen later.
    """
    now = time.time()
    ready: list[Paper] = []
    growing = False
    for paper in papers:
        try:
            quiet = now - Path(file_of(paper.source)).stat().st_mtime
        except OSError:
            continue  # gone again
        # A clock that was set back makes files of the future; they are taken as they are.
        if quiet >= rest or quiet < 0:
            ready.append(paper)
        else:
            growing = True
    return ready, growing
