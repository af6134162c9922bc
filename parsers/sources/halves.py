"""A long paper's pages, the latter part of them read by a process of its own.

pdfium answers one question at a time, so that a second thread would only wait. A fork takes some
milliseconds and finds the file open; it gives its pages back at the end, all at once. What it does not
give back, because a limit or a crash ended it, the first process reads itself and meets the same end.

Promise: the pages are those that one process would read, in their order.
"""

import os
import signal
from collections.abc import Callable, Iterator

import msgspec

from cotc.parsers.model import Page

# A shorter paper is read before a fork has paid (pages).
LONG = 16
# What the first process has still to load takes as long as so many pages: the second one reads more.
AHEAD = 8

Reader = Callable[[int], Page]

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Page]).decode


def pays(count: int) -> bool:
    """Is a paper of so many pages worth a fork, and is there a processor for it?"""
    return count >= LONG and hasattr(os, "fork") and processors() > 1


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_in_halves(count: int, read: Reader) -> Iterator[Page]:
    """Pages 0 to `count`, each as `read` gives it. The second process begins at once."""
    middle = (count - AHEAD) // 2
    inward, outward = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no room for another process
        os.close(inward)
        os.close(outward)
        return map(read, range(count))
    if child == 0:
        os.close(inward)  # who writes into a pipe that he could read himself waits for ever
        _serve(outward, range(middle, count), read)
    os.close(outward)
    return _both(range(middle), count, read, child, inward)


def _both(first: range, count: int, read: Reader, child: int, inward: int) -> Iterator[Page]:
    """The pages of this process, and then those of the other."""
    try:
        yield from map(read, first)
        with os.fdopen(inward, "rb", closefd=False) as pipe:
            pages = _received(pipe.read())
        yield from pages
        yield from map(read, range(first.stop + len(pages), count))
    finally:
        os.close(inward)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _received(frame: bytes) -> list[Page]:
    try:
        return _decode(frame)
    except msgspec.DecodeError:
        return []


def _serve(outward: int, indices: range, read: Reader) -> None:
    """What the second process does; it never returns."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        pages: list[Page] = []
        try:
            for index in indices:
                pages.append(read(index))
        finally:
            with os.fdopen(outward, "wb") as pipe:
                pipe.write(_encode(pages))
    finally:
        os._exit(0)
