"""`cotc batch`: an archive of papers, on one machine or on a cluster."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cotc.cli import interrupts, options
from cotc.cli.console import ExitCode
from cotc.cli.render.progress import Log, voice

if TYPE_CHECKING:
    from cotc.cli.batch.engine import Mode, Plan
    from cotc.cli.batch.model import Limits, Paper
    from cotc.cli.batch.session import Session, Settings
    from cotc.cli.batch.tally import Tally
    from cotc.cli.render.progress import Voice

LEAST = 64 * 2**20  # bytes; a worker holds 35 MB before its first paper
UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}

Out = Annotated[
    str, typer.Option("--output", "-o", metavar="OUT", help="Folder of the results, or an address (s3://…).")
]
To = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="Format of the results: json, or any of `cotc export`.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=0, help="Worker processes; one a core by default, 0 works without any."),
]
Timeout = Annotated[float, typer.Option(min=0, metavar="SECONDS", help="For one paper; 0 is no limit.")]
MemoryLimit = Annotated[
    str, typer.Option(metavar="BYTES", help="For one worker: 512M, 2G …; 0 is no limit. Held on Linux.")
]
MaxSize = Annotated[str, typer.Option(metavar="BYTES", help="Larger papers are not read.")]
Renew = Annotated[int, typer.Option(min=1, metavar="PAPERS", help="Papers after which a worker is renewed.")]
Gather = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="All results in one file too, by its suffix: .jsonl .parquet .csv .tsv .db."
    ),
]
Report = Annotated[
    str | None, typer.Option(metavar="FILE", help="Tell of the run in a file: .html with plots, .md, .json.")
]
Logs = Annotated[Log, typer.Option("--log", help="What is told on standard error.")]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="WHERE", help="Run on Dask: local, tcp://scheduler:8786, or a scheduler file."),
]
ManifestFile = Annotated[
    Path | None,
    typer.Option("--manifest", metavar="FILE", help="Where the manifest is, if not in the output folder."),
]


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SRC...",
            help="Folders (with all below), files, globs, zips, addresses; - reads a list of them.",
            show_default=False,
        ),
    ],
    out: Out,
    to: To = "json",
    jobs: Jobs = None,
    timeout: Timeout = 300.0,
    memory_limit: MemoryLimit = "2G",
    max_size: MaxSize = "512M",
    renew: Renew = 500,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try the papers again that failed.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Do all papers again; replace what stands under --gather, --report."),
    ] = False,
    gather: Gather = None,
    report: Report = None,
    log: Logs = "plain",
    cluster: Cluster = None,
    manifest: ManifestFile = None,
    engine: options.EngineName = "pdfium",
    language: options.Language = None,
    profile: options.Profile = None,
    strict: options.Strict = False,
) -> int:
    """Convert an archive: thousands of papers into one file each.

    Started again with the same folder it does only what is new or changed; whatever stopped it
    (Ctrl-C, a crash, a lost machine), what was done is kept. A paper that cannot be read, hangs
    or takes too much memory is reported, and the others go on. The results are the same
    whatever the number of workers. `docs/scale.md` tells more.

    Exit codes: 0 all papers are done, 3 some failed, 1 nothing could be read or written, 2 wrong
    usage, 130 interrupted.
    """
    from cotc.parsers.errors import UsageError

    _check_targets(gather, report, to)
    if retry_failed and force:
        raise UsageError("--retry-failed and --force exclude each other", "--force does the failed ones too")
    wanted = settings(
        out,
        to,
        jobs,
        limits(timeout, memory_limit, max_size, renew),
        cluster,
        manifest,
        engine,
        language,
        profile,
    )
    mode: Mode = "force" if force else "retry" if retry_failed else "resume"
    from cotc.cli.batch.session import opened

    with endable(), opened(wanted) as session, voice(log) as speaker:
        _check_places(session, gather, report, force=force)
        plan = session.plan(_papers(sources, session), mode)
        tally, stopped = carry_out(session, plan, speaker)
        if report is not None:
            from cotc.cli.batch.report import write

            write(tally, report)
            session.wrote(report)
        if stopped:
            return ExitCode.INTERRUPTED
        if gather is not None:
            from cotc.cli.batch.gather import gather as gather_into

            gather_into(session.store, session.manifest, gather)
            session.wrote(gather)
    failed = tally.failed or tally.missing or (strict and tally.with_errors)
    return ExitCode.ERRORS if failed else ExitCode.FINE


def limits(timeout: float, memory_limit: str, max_size: str, renew: int) -> "Limits":
    from cotc.cli.batch.model import Limits
    from cotc.parsers.errors import UsageError

    memory = size_of(memory_limit, "--memory-limit")
    if 0 < memory < LEAST:
        raise UsageError(f"--memory-limit {memory_limit}: no worker can live on that", "give 64M or more")
    return Limits(
        timeout=timeout or None,
        memory=memory or None,
        input=size_of(max_size, "--max-size"),
        papers=renew,
    )


def size_of(words: str, option: str) -> int:
    """Bytes: `512M`, `2G`, `2GB`, `1000000`."""
    from cotc.parsers.errors import UsageError

    number, unit = words.strip().upper().removesuffix("B").removesuffix("I"), ""
    if number and number[-1] in UNITS:
        number, unit = number[:-1], number[-1]
    try:
        size = int(float(number) * UNITS[unit])
    except (ValueError, OverflowError):
        size = -1
    if size < 0:
        raise UsageError(f"{option} {words}: not a size", "write it as 512M or 2G")
    return size


def settings(
    out: str,
    to: str,
    jobs: int | None,
    within: "Limits",
    cluster: str | None,
    manifest: Path | None,
    engine: str,
    language: str | None,
    profile: Path | None,
) -> "Settings":
    """What a session needs to know; wrong options are found here, before anything is done."""
    from cotc.cli.batch.session import Settings, options_for
    from cotc.parsers.sources.halves import processors

    return Settings(
        out=out,
        options=options_for(to, engine, language, profile),
        limits=within,
        jobs=processors() if jobs is None else jobs,
        cluster=cluster,
        manifest=manifest,
    )


@contextmanager
def endable() -> Iterator[None]:
    """SIGTERM (of `kill`, of a job queue) ends a run as Ctrl-C does: with the tally, nothing half done."""
    former = signal.signal(signal.SIGTERM, interrupts.stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


def carry_out(session: "Session", plan: "Plan", speaker: "Voice") -> "tuple[Tally, bool]":
    """Do what a plan holds; the tally, and whether it was interrupted."""
    from cotc.cli.batch.tally import Clock

    outcomes = session.run(plan)
    clock = Clock(len(plan.jobs), session.width)
    speaker.begin(clock, len(plan.kept), len(plan.failed_before))
    stopped = False
    try:
        for outcome in outcomes:
            clock.count(outcome)
            speaker.tell(outcome, clock)
    except KeyboardInterrupt:
        stopped = True
    finally:
        outcomes.close()
    tally = clock.tally(session.manifest, len(plan.jobs) + len(plan.kept) + len(plan.failed_before))
    tally.out, tally.version = session.store.address, session.version
    speaker.end(tally)
    return tally, stopped


def _papers(sources: list[str], session: "Session") -> "Iterator[Paper]":
    from cotc.cli.batch.sources import find, lines_of, listed
    from cotc.parsers.errors import MissingInputError

    streams = (
        listed(lines_of(sys.stdin)) if source == "-" else find([source], leave_out=session.store.address)
        for source in sources
    )
    seen: set[str] = set()
    for paper in chain.from_iterable(streams):
        if paper.source not in seen:
            seen.add(paper.source)
            yield paper
    if not seen and set(sources) != {"-"}:  # a list may be empty: nothing came since the last time
        raise MissingInputError(
            f"{', '.join(sources)}: no papers there",
            "papers end in .pdf, .docx, .txt or .md; zips are looked into",
        )


def _check_places(session: "Session", gather: str | None, report: str | None, *, force: bool) -> None:
    """Refuse what could not be written when all is done, or would replace what is not ours."""
    from cotc.cli.batch.targets import check

    for option, target in (("--gather", gather), ("--report", report)):
        if target is not None:
            check(option, target, session.manifest, force=force)


def _check_targets(gather: str | None, report: str | None, to: str) -> None:
    from cotc.parsers.errors import UsageError

    if report is not None:
        from cotc.cli.batch.report import check as check_report

        check_report(report)
    if gather is not None:
        from cotc.cli.batch.gather import check as check_gather

        check_gather(gather)
        if to != "json":
            raise UsageError("--gather needs JSON results", "leave --to out, or gather in a run of its own")
