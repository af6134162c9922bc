"""Ctrl-C and SIGTERM, from the program's first line to its last: no traceback, nothing half done, exit 130.

A signal is a KeyboardInterrupt in the main thread, which undoes what was begun on its way out.
There are places where Python drops an exception (`__del__`, functions that C code calls); one that was
raised there comes again a moment later.
"""

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, suppress
from typing import NoReturn

INTERRUPTED = 130
AGAIN = 0.01  # seconds until an interrupt that was dropped comes again

_armed = False
_held = 0
_waiting = False
_code: int | None = None  # what the run ended with


def arm() -> None:
    """From now on in this process. A program that was told to ignore a signal (`nohup`) goes on to."""
    global _armed
    if _armed:
        return
    _armed = True
    names = ("SIGINT", "SIGTERM", "SIGALRM")
    for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)
    dropped = sys.unraisablehook

    def hook(unraisable: "sys.UnraisableHookArgs") -> None:
        if not issubclass(unraisable.exc_type, KeyboardInterrupt):
            dropped(unraisable)
        elif hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, AGAIN)

    sys.unraisablehook = hook


def settled(code: int) -> None:
    """All is written, and only to be told of: an interrupt from now on ends the process with this code."""
    global _code
    if _armed:
        _code = code


def over(code: int) -> NoReturn:
    """All is done and written. Ends the process with the code it has earned, whatever comes now.

    Python itself would take down its handlers first, and end by SIGINT instead of the code where an
    interrupt fell into an `exec` or `eval`, whoever caught it later.
    """
    settled(code)
    with _untold() if code == INTERRUPTED else nullcontext():
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


@contextmanager
def _untold() -> Iterator[None]:
    """What was left open when a run was interrupted is no news: libraries would tell of it."""
    with open(os.devnull, "w") as nothing, redirect_stderr(nothing):  # noqa: PTH123  (pathlib is not loaded yet)
        yield


def stop(*_: object) -> None:
    """The handler of signals that end a run."""
    global _waiting
    if _code is not None:
        os._exit(_code)
    if _held:
        _waiting = True
        return
    raise KeyboardInterrupt


@contextmanager
def held() -> Iterator[None]:
    """Steps between which no interrupt may fall; one that comes waits for their end."""
    global _held, _waiting
    _held += 1
    try:
        yield
    finally:
        _held -= 1
        if _waiting and not _held:
            _waiting = False
            raise KeyboardInterrupt
