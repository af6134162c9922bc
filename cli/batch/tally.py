"""The sums of a run, from the manifest."""

import time
from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct, field

from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import Outcome


class Failure(Struct, frozen=True):
    source: str
    reason: str
    message: str


class Erring(Struct, frozen=True):
    """A paper that was read, with findings that are errors."""

    source: str
    errors: int


class Tally(Struct, kw_only=True):
    """What became of the papers of a run.

    done, pages and the counts take in what earlier runs had done of the same
    papers (`kept` of them); `converted`, `read_pages`, `seconds` and `parsing` are of this run alone.
    Seconds are wall clock, parsing seconds are summed over workers.
    """

    out: str = ""  # the output folder
    version: str = ""  # of cotc
    started: str = ""  # UTC
    papers: int = 0
    done: int = 0
    kept: int = 0
    converted: int = 0
    failed: int = 0
    missing: int = 0  # asked for, but not reached before the run was stopped
    pages: int = 0
    read_pages: int = 0
    size: int = 0
    with_errors: int = 0  # papers whose own arithmetic says that the parse has errors
    seconds: float = 0.0
    parsing: float = 0.0
    jobs: int = 1
    languages: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    erring: list[Erring] = field(default_factory=list)
    paces: list[float] = field(default_factory=list)  # seconds a paper
    memories: dict[int, list[int]] = field(default_factory=dict)  # worker -> bytes after each of its papers

    @property
    def overhead(self) -> float | None:
        """Share of the workers' time that was not parsing."""
        offered = self.seconds * self.jobs
        return max(0.0, 1 - self.parsing / offered) if offered and self.converted else None


class Clock:
    """Counts a run while it goes on."""

    def __init__(self, total: int, jobs: int) -> None:
        self.total, self.jobs = total, jobs
        self.begun = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.started = time.perf_counter()
        self.finished = self.failed = self.pages = 0
        self.parsing = 0.0
        self.converted = 0
        self.memories: dict[int, list[int]] = {}

    def count(self, outcome: Outcome) -> None:
        self.finished += 1
        self.parsing += outcome.parsing
        if outcome.status == "failed":
            self.failed += 1
        elif outcome.status == "done":
            self.converted += 1
            self.pages += outcome.pages or 0
            if outcome.worker:
                self.memories.setdefault(outcome.worker, []).append(outcome.memory)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.started

    def tally(self, manifest: Manifest, asked: int) -> Tally:
        """The sums, with what the manifest knows of all papers the run was asked for (`asked`)."""
        tally = summed(manifest, manifest.run)
        tally.papers, tally.missing = asked, max(0, asked - tally.done - tally.failed)
        tally.converted, tally.read_pages = self.converted, self.pages
        tally.kept = tally.done - self.converted
        tally.seconds, tally.parsing, tally.jobs = self.seconds, self.parsing, self.jobs
        tally.memories, tally.started = self.memories, self.begun
        return tally


_COLUMNS = "source, status, reason, message, language, body, pages, findings, errors, size, seconds"


def summed(manifest: Manifest, run: int | None) -> Tally:
    """The counts over the papers of a run, or of all."""
    tally = Tally()
    languages, bodies, findings, reasons = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    row: tuple[Any, ...]
    for row in manifest.rows(_COLUMNS, run):
        source, status, reason, message, language, body, pages, found, errors, size, seconds = row
        tally.size += size
        if status == "failed":
            tally.failed += 1
            reasons[reason] += 1
            tally.failures.append(Failure(source, reason, message or ""))
            continue
        tally.done += 1
        tally.pages += pages or 0
        if errors:
            tally.with_errors += 1
            tally.erring.append(Erring(source, errors))
        tally.paces.append(seconds)
        languages[language or "unknown"] += 1
        bodies[body or "unknown"] += 1
        findings.update(msgspec.json.decode(found, type=dict[str, int]))
    tally.papers = tally.done + tally.failed
    tally.languages, tally.bodies = _ranked(languages), _ranked(bodies)
    tally.findings, tally.reasons = _ranked(findings), _ranked(reasons)
    return tally


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
