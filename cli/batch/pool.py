"""The backend of one machine: a thread for each worker process, all fed from one list."""

import queue
import threading
from collections.abc import Generator, Iterable

from cotc.cli.batch.child import convert, load
from cotc.cli.batch.model import Job, Outcome, Setup
from cotc.cli.batch.slot import Slot


class LocalPool:
    """`jobs` worker processes. They stay until `close`, so that `run` may be called again and again."""

    def __init__(self, setup: Setup, jobs: int) -> None:
        self._slots = [Slot(setup) for _ in range(jobs)]
        self._running = False

    @property
    def width(self) -> int:
        return len(self._slots)

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        """Outcomes as they come. Left early, it ends the papers under way; they count as not begun."""
        waiting = _Shared(jobs)
        results: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=_serve, args=(slot, waiting, results), daemon=True)
            for slot in self._slots
        ]
        self._running = True
        for thread in threads:
            thread.start()
        at_work = len(threads)
        try:
            while at_work:
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                if result is None:
                    at_work -= 1
                else:
                    yield result
        finally:
            waiting.close()
            if at_work:
                for slot in self._slots:
                    slot.close()
            for thread in threads:
                thread.join()
            self._running = False
            if at_work:
                self.close()

    def close(self) -> None:
        """End the worker processes."""
        for slot in self._slots:
            slot.close()
            if not self._running:
                slot.release()


class InProcess:
    """No worker processes and no limits: for stores that only this process sees, and for debugging."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._worker = load(setup.options.worker)

    @property
    def width(self) -> int:
        return 1

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        for job in jobs:
            yield convert(job, self._worker, self._setup.options, self._setup.limits.input)

    def close(self) -> None:
        pass


class _Shared:
    """An iterable that several threads take from."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self._lock = threading.Lock()
        self._open = True

    def take(self) -> Job | None:
        with self._lock:
            return next(self._jobs, None) if self._open else None

    def close(self) -> None:
        self._open = False


def _serve(
    slot: Slot, waiting: _Shared, results: "queue.SimpleQueue[Outcome | BaseException | None]"
) -> None:
    try:
        while (job := waiting.take()) is not None:
            results.put(slot.run(job))
        results.put(None)
    except BaseException as error:  # shown by the thread that waits for results
        results.put(error)
