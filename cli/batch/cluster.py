"""The backend of many machines: jobs go to a Dask scheduler, outcomes come back.

Its workers read papers and write results themselves, each paper in a child
process of theirs, so that limits and crashes are what they are on one machine.
The scheduler does again what a lost worker had in hand, and gives a paper up
after a number of lost workers (its setting `allowed-failures`, 3 by default).
"""

import threading
from collections.abc import Generator, Iterable
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from cotc.cli.batch.model import Job, Outcome, Setup, failure
from cotc.cli.batch.slot import Slot
from cotc.parsers.errors import CotcError, UsageError

IN_FLIGHT = (
    1000  # jobs that the scheduler knows of at one time: some hundred workers never wait, memory stays flat
)
ANSWER = "20s"  # within which a scheduler has to answer

_slots = threading.local()


def connect(where: str, jobs: int, tries: int) -> tuple[Any, Any | None]:
    """A client of the cluster `where`, and the cluster too if it is ours to close.

    `where` is `local` (worker processes on this machine, `jobs` of them), the
    address of a scheduler, or the path of its scheduler file.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UsageError("--cluster needs Dask", "pip install 'cotc[cluster]'") from error
    if where == "local":
        dask.config.set({"distributed.scheduler.allowed-failures": tries})
        cluster = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50
        )
        return Client(cluster, timeout=ANSWER), cluster  # type: ignore[no-untyped-call]
    try:
        if "://" in where:
            return Client(where, timeout=ANSWER), None  # type: ignore[no-untyped-call]
        if not Path(where).is_file():
            raise UsageError(
                f"--cluster {where}: no such scheduler file",
                "give local, the address of a scheduler (tcp://host:8786), or its scheduler file",
            )
        return Client(scheduler_file=where, timeout=ANSWER), None  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise CotcError(f"--cluster {where}: no scheduler answers there", "is it running?") from error


class DaskCluster:
    """Runs jobs on the cluster `where`; see `connect`."""

    def __init__(self, where: str, setup: Setup, jobs: int) -> None:
        self._client, self._cluster = connect(where, jobs, setup.limits.tries)
        self._setup = msgspec.msgpack.encode(setup)

    @property
    def width(self) -> int:
        """Threads of all workers that are there now."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def run(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        from distributed import as_completed

        waiting = iter(jobs)
        held: dict[Any, Job] = {}
        arriving: Any = as_completed()  # type: ignore[no-untyped-call]

        def feed(count: int) -> None:
            for job in islice(waiting, count):
                future = self._client.submit(
                    convert, msgspec.msgpack.encode(job), self._setup, version("cotc"), pure=False
                )
                held[future] = job
                arriving.add(future)

        feed(IN_FLIGHT)
        try:
            while held:
                future = next(arriving)
                job = held.pop(future)
                yield _outcome(future, job)
                future.release()
                feed(1)
        finally:
            if held:
                self._client.cancel(list(held))

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def convert(job: bytes, setup: bytes, wanted: str) -> bytes:
    """What a Dask worker does: one job, in the child process of the thread that it is called in."""
    if version("cotc") != wanted:
        raise CotcError(f"a worker has cotc {version('cotc')}, not {wanted}", "install the same on all")
    held: tuple[bytes, Slot] | None = getattr(_slots, "held", None)
    if held is None or held[0] != setup:
        if held is not None:
            held[1].release()
        held = _slots.held = (setup, Slot(msgspec.msgpack.decode(setup, type=Setup)))
    return msgspec.msgpack.encode(held[1].run(msgspec.msgpack.decode(job, type=Job)))


def _outcome(future: Any, job: Job) -> Outcome:
    from distributed import KilledWorker

    if future.status == "finished":
        return msgspec.msgpack.decode(future.result(), type=Outcome)
    if future.cancelled():
        raise CotcError("the scheduler is gone", "start again when it is back: what is done is kept")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return failure(job, "lost", "its worker was lost again and again")
    if isinstance(error, CotcError):
        raise error
    raise CotcError(
        f"a worker cannot do its work: {type(error).__name__}: {error}", "is cotc installed on all of them?"
    ) from error
