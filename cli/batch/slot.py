"""A place for one worker process: it is started, asked, watched, and renewed here.

A process outlives many papers, but no paper outlives its process: one that
crashes, hangs or eats its memory is an outcome, and the next paper finds a new one.
"""

import contextlib
import signal
import subprocess
import sys
import tempfile
import threading
from typing import IO

import msgspec

from cotc.cli.batch.child import READY, receive, send
from cotc.cli.batch.model import Job, Outcome, Setup, failure
from cotc.parsers.errors import CotcError

STARTING = 120.0  # seconds a process may take until it is ready
STARTS = 10  # of a process that is killed before it is ready; then something kills whatever starts
WORN = 0.75  # of its memory limit: a process that holds more than this is renewed


class Slot:
    """One worker process at a time. Used by one thread; `close` may come from another."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._done = 0  # papers by the present process
        self._lock = threading.Lock()  # between the thread that waits and the clock
        self._asked = 0  # questions so far; the clock of an answered one must not strike
        self._late = False
        self._closed = False

    def run(self, job: Job) -> Outcome:
        """The outcome of a job, whatever happens to the process."""
        limits = self._setup.limits
        crashes = 0
        while True:
            fresh = self._ensure()
            outcome = self._ask(job)
            self._done += 1
            if outcome.reason == "memory" and not fresh:
                self._end()  # what earlier papers left behind is not this one's fault
                continue
            if outcome.reason == "crash" and not self._closed:
                crashes += 1
                if crashes < limits.tries:
                    continue
            if outcome.reason == "memory" or self._worn(outcome):
                self._end()
            return outcome

    def _worn(self, outcome: Outcome) -> bool:
        limits = self._setup.limits
        return self._done >= limits.papers or (
            limits.memory is not None and outcome.memory > WORN * limits.memory
        )

    def _ensure(self) -> bool:
        """Have a process; whether it is a new one."""
        if self._process is not None and self._process.poll() is None:
            return self._done == 0
        for _ in range(STARTS):
            self._end()
            self._start()
            if self._exchange(msgspec.msgpack.encode(self._setup), STARTING) == READY or self._closed:
                return True
            if self._process is not None and self._process.wait() >= 0:
                break  # it ended by itself, and would again; one that was killed gets another chance
        reason = self._last_words() or "it was ended before it was ready"
        self._end()
        raise CotcError(f"a worker process cannot be started: {reason}")

    def _start(self) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (closed in _end)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-X", "faulthandler", "-m", "cotc.cli.batch.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        if self._closed:  # while it was being started
            self._process.kill()

    def _ask(self, job: Job) -> Outcome:
        answer = self._exchange(msgspec.msgpack.encode(job), self._setup.limits.timeout)
        if answer is not None:
            return msgspec.msgpack.decode(answer, type=Outcome)
        if self._late:
            outcome = failure(
                job,
                "timeout",
                f"not read within {self._setup.limits.timeout:g} s — raise --timeout",
                seconds=float(self._setup.limits.timeout or 0),
            )
        else:
            outcome = failure(job, "crash", self._obituary())
        self._end()
        return outcome

    def _exchange(self, frame: bytes, seconds: float | None) -> bytes | None:
        """Send a frame and wait for the answer; None when the process ended, by itself or by the clock."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        self._late = False
        clock = threading.Timer(seconds, self._strike, [process, self._asked]) if seconds else None
        if clock:
            clock.daemon = True
            clock.start()
        try:
            send(process.stdin, frame)
            return receive(process.stdout)
        except (OSError, ValueError):  # the pipe broke, or was closed from outside
            return None
        finally:
            with self._lock:
                self._asked += 1
            if clock:
                clock.cancel()

    def _strike(self, process: subprocess.Popen[bytes], question: int) -> None:
        with self._lock:
            if question == self._asked:
                self._late = True
                process.kill()

    def _obituary(self) -> str:
        """How the process ended, in one line."""
        code = self._process.wait() if self._process else 0
        if code >= 0:
            return f"its worker ended with code {code}: {self._last_words()}".rstrip(": ")
        with contextlib.suppress(ValueError):
            return f"its worker was ended by {signal.Signals(-code).name}"
        return f"its worker was ended by signal {-code}"

    def _last_words(self) -> str:
        if self._process is not None:
            self._process.wait()
        if self._errors is None:
            return ""
        self._errors.seek(0)
        lines = self._errors.read()[-2000:].decode(errors="replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def _end(self) -> None:
        process, self._process = self._process, None
        self._done = 0
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def close(self) -> None:
        """End the process now, also in the midst of a paper."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def release(self) -> None:
        """Free what the slot holds. Only by the thread that uses it."""
        self._closed = True
        self._end()
