"""What runs in a worker process: `python -P -m cotc.cli.batch.child`, started by `slot`.

It speaks MessagePack frames over the pipes it was given as standard input and
output: a Setup comes first, then Jobs, each answered by an Outcome. When the
parent is gone the pipe ends, and the process with it, whatever it is doing.
"""

import contextlib
import gc
import hashlib
import os
import queue
import signal
import sys
import threading
import time
from importlib import import_module
from itertools import count
from typing import IO

import msgspec

from cotc.cli import garbage
from cotc.cli.batch.guard import keep_in, limit_memory, limit_output, resident
from cotc.cli.batch.model import Job, Options, Outcome, Setup, Worker, failure, name_of
from cotc.cli.batch.sources import read
from cotc.cli.batch.store import put
from cotc.parsers.errors import CotcError

READY = b"ready"
TOO_MUCH = "needs more memory than a worker may have — raise --memory-limit"
NO_ROOM = "failed to map segment"  # the loader's words for a library that is first needed when memory is full
GRACE = 10  # seconds after the timeout, when the system ends a process whose parent did not


def send(pipe: IO[bytes], frame: bytes) -> None:
    pipe.write(len(frame).to_bytes(4, "big") + frame)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next frame, or None when the other side is gone."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    frame = pipe.read(int.from_bytes(head, "big"))
    return frame if len(frame) == int.from_bytes(head, "big") else None


def main() -> None:
    inward, outward = _take_pipes()
    first = receive(inward)
    if first is None:
        return
    setup = msgspec.msgpack.decode(first, type=Setup)
    garbage.look_seldom()
    worker = load(setup.options.worker)
    jobs = _listen(inward)
    limit_output(setup.limits.output)
    keep_in(setup.writable, setup.limits.offline)
    if setup.limits.memory:
        limit_memory(setup.limits.memory)
    send(outward, READY)
    for done in count():
        if done % garbage.PAPERS == 0:
            gc.collect()
        job = jobs.get()
        with _alarm(setup.limits.timeout):
            outcome = convert(job, worker, setup.options, setup.limits.input)
        try:
            send(outward, msgspec.msgpack.encode(outcome))
        except BrokenPipeError:
            os._exit(0)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Our ends of the pipes, out of reach of a stray print."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    sys.dont_write_bytecode = True
    inward = os.fdopen(os.dup(0), "rb")
    outward = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return inward, outward


def load(reference: str) -> Worker:
    """The worker function behind `module:function`."""
    module, _, function = reference.partition(":")
    worker: Worker = getattr(import_module(module), function)
    return worker


def _listen(pipe: IO[bytes]) -> "queue.SimpleQueue[Job]":
    """Jobs as they come. A thread of its own notices at once when the parent is gone."""
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()

    def forward() -> None:
        while (frame := receive(pipe)) is not None:
            jobs.put(msgspec.msgpack.decode(frame, type=Job))
        os._exit(0)

    threading.Thread(target=forward, daemon=True).start()
    return jobs


@contextlib.contextmanager
def _alarm(timeout: float | None):  # type: ignore[no-untyped-def]  # a generator of nothing
    """The last line against a hang in native code, should the parent be gone by then."""
    if timeout is None or not hasattr(signal, "alarm"):
        yield
        return
    signal.alarm(int(timeout) + GRACE)
    yield
    signal.alarm(0)


def convert(job: Job, worker: Worker, options: Options, limit: int) -> Outcome:
    """Read a paper, have it converted, put the result where the job says. Never raises."""
    started = time.perf_counter()
    try:
        return _convert(job, worker, options, limit, started)
    except CotcError as error:
        return failure(job, "unreadable", str(error), seconds=time.perf_counter() - started)
    except MemoryError:
        return failure(job, "memory", TOO_MUCH)
    except OSError as error:
        told = f"{error.strerror or error} — check the path and its permissions"
        return failure(job, "unreadable", told)
    except Exception as error:
        # One line, for the manifest; a defect is found again by parsing the paper alone.
        words = " ".join(f"{type(error).__name__}: {error}".split())
        if isinstance(error, ImportError) and NO_ROOM in words:
            return failure(job, "memory", TOO_MUCH)
        return failure(job, "defect", words[:500], seconds=time.perf_counter() - started)


def _convert(job: Job, worker: Worker, options: Options, limit: int, started: float) -> Outcome:
    data, stamp = read(job.paper.source, limit)
    known = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    if job.known == known["sha256"]:
        return Outcome(source=job.paper.source, stamp=stamp, status="kept")
    begun = time.perf_counter()
    try:
        result = worker(data, name_of(job.paper.source), options)
    except CotcError as error:
        spent = time.perf_counter()
        return failure(job, "unreadable", str(error), seconds=spent - started, parsing=spent - begun, **known)
    parsed = time.perf_counter()
    try:
        put(job.staged, result.content)
    except OSError as error:
        return failure(job, "output", f"{error.strerror or error}", **known)
    return Outcome(
        source=job.paper.source,
        stamp=stamp,
        status="done",
        staged=job.staged,
        sha256=known["sha256"],  # type: ignore[arg-type]
        size=len(data),
        symbol=result.symbol,
        language=result.language,
        body=result.body,
        pages=result.pages,
        findings=result.findings,
        errors=result.errors,
        parsing=parsed - begun,
        seconds=time.perf_counter() - started,
        memory=resident(),
        worker=os.getpid(),
    )


if __name__ == "__main__":
    main()
