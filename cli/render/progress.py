"""How a batch shows itself on standard error: a bar on a terminal, plain lines or JSON lines elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, Protocol

from cotc.cli import console

if TYPE_CHECKING:
    from rich.progress import Progress

    from cotc.cli.batch.model import Outcome
    from cotc.cli.batch.tally import Clock, Tally

Log = Literal["plain", "json", "quiet"]
TOLD = 10  # failures told by name in a summary on a terminal


class Voice(Protocol):
    """Tells of a run while it goes on, and of its end."""

    def begin(self, clock: "Clock", kept: int, failed_before: int) -> None: ...

    def tell(self, outcome: "Outcome", clock: "Clock") -> None: ...

    def end(self, tally: "Tally") -> None: ...


@contextmanager
def voice(log: Log) -> Iterator[Voice]:
    """The voice that `log` and the terminal call for."""
    if log == "json":
        yield JsonLines()
    elif log == "quiet":
        yield Silence()
    elif sys.stderr.isatty():
        with _bar() as progress:
            yield Bar(progress)
    else:
        yield Lines()


class Silence:
    def begin(self, clock: "Clock", kept: int, failed_before: int) -> None: ...

    def tell(self, outcome: "Outcome", clock: "Clock") -> None: ...

    def end(self, tally: "Tally") -> None: ...


class JsonLines:
    """One object a line; `event` is begin, paper or end."""

    def begin(self, clock: "Clock", kept: int, failed_before: int) -> None:
        self._say(event="begin", papers=clock.total, kept=kept, failed_before=failed_before, jobs=clock.jobs)

    def tell(self, outcome: "Outcome", clock: "Clock") -> None:
        import msgspec

        fields = msgspec.to_builtins(outcome)
        told = {name: fields[name] for name in _TOLD_OF_PAPERS if fields[name] not in (None, {}, 0)}
        self._say(event="paper", finished=clock.finished, **told)

    def end(self, tally: "Tally") -> None:
        fields = {name: getattr(tally, name) for name in _TOLD_AT_END}
        self._say(event="end", **fields, not_parsing=tally.overhead)

    def _say(self, **fields: Any) -> None:
        import msgspec

        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        console.say(msgspec.json.encode({"time": now, **fields}).decode())


_TOLD_OF_PAPERS = (
    "source", "status", "reason", "message", "symbol", "language", "body", "pages", "findings", "seconds",
)  # fmt: skip
_TOLD_AT_END = (
    "papers", "done", "kept", "converted", "failed", "missing", "pages", "seconds", "parsing", "languages",
    "bodies", "findings", "reasons",
)  # fmt: skip


class Lines:
    """Failures as they come, and the tally: what one wants to find in the log of a job."""

    def begin(self, clock: "Clock", kept: int, failed_before: int) -> None:
        before = f", {kept:,} done before" if kept else ""
        before += (
            f", {failed_before:,} failed before (--retry-failed tries them again)" if failed_before else ""
        )
        papers = "1 paper" if clock.total == 1 else f"{clock.total:,} papers"
        console.say(f"cotc: {papers} to convert{before}")

    def tell(self, outcome: "Outcome", clock: "Clock") -> None:  # noqa: ARG002
        if outcome.status == "failed":
            console.say(console.harmless(f"cotc: {outcome.source}: {outcome.reason}: {outcome.message}"))

    def end(self, tally: "Tally") -> None:
        from cotc.cli.batch.report import facts

        console.say("cotc: " + ", ".join(f"{name.lower()} {value}" for name, value in facts(tally).items()))


class Bar:
    """A bar with pace and time left; the summary is a table."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None, pace="", failed="")

    def begin(self, clock: "Clock", kept: int, failed_before: int) -> None:  # noqa: ARG002
        self._progress.update(self._task, total=clock.total, completed=0)

    def tell(self, outcome: "Outcome", clock: "Clock") -> None:  # noqa: ARG002
        seconds = max(clock.seconds, 0.001)
        pace = f"{clock.converted / seconds:.1f} papers/s  {clock.pages / seconds:.0f} pages/s"
        failed = f"[red]{clock.failed:,} failed[/red]" if clock.failed else ""
        self._progress.update(self._task, completed=clock.finished, pace=pace, failed=failed)

    def end(self, tally: "Tally") -> None:
        self._progress.stop()
        terminal = self._progress.console
        for table in _summary(tally):
            terminal.print(table)


@contextmanager
def _bar() -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[failed]}"),
    )
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as progress:
        yield progress


def _summary(tally: "Tally") -> Iterator[Any]:
    from rich.columns import Columns

    from cotc.cli.batch.report import facts

    yield _pairs("", facts(tally))
    counts = (
        ("Bodies", tally.bodies),
        ("Languages", tally.languages),
        ("Findings", tally.findings),
        ("Failures", tally.reasons),
    )
    yield Columns([_pairs(title, _first(found)) for title, found in counts if found], padding=(0, 4))
    if tally.failures:
        yield _failures(tally)


def _first(counts: dict[str, int]) -> dict[str, str]:
    shown = {name: f"{count:,}" for name, count in list(counts.items())[:TOLD]}
    return shown if len(counts) <= TOLD else {**shown, "…": f"{sum(list(counts.values())[TOLD:]):,}"}


def _pairs(title: str, pairs: dict[str, str]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=bool(title), pad_edge=False)
    table.add_column(title, style="dim")
    table.add_column(justify="right" if title else "left")
    for name, value in pairs.items():
        table.add_row(Text(console.harmless(name)), Text(value))
    return table


def _failures(tally: "Tally") -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Failed", "Reason", "What is wrong"):
        table.add_column(heading, overflow="fold")
    for failure in tally.failures[:TOLD]:
        words = (console.harmless(word) for word in (failure.source, failure.reason, failure.message))
        table.add_row(*(Text(word) for word in words))
    if (rest := len(tally.failures) - TOLD) > 0:
        table.caption = f"and {rest:,} more; --report FILE.html lists them"
    return table
