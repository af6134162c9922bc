"""`cotc watch`: converts what arrives in a folder."""

import time
from pathlib import Path
from typing import Annotated

import typer

from cotc.cli import console, options
from cotc.cli.commands import batch
from cotc.cli.console import ExitCode
from cotc.cli.render.progress import voice


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to watch, with all below it.")],
    out: batch.Out,
    to: batch.To = "json",
    jobs: batch.Jobs = None,
    timeout: batch.Timeout = 300.0,
    memory_limit: batch.MemoryLimit = "2G",
    max_size: batch.MaxSize = "512M",
    renew: batch.Renew = 500,
    rest: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="A file is taken when it has rested so long."),
    ] = 2.0,
    once: Annotated[bool, typer.Option("--once", help="End when all that is there is done.")] = False,
    log: batch.Logs = "plain",
    engine: options.EngineName = "pdfium",
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """Convert the papers in a folder, and each that arrives there, until Ctrl-C.

    What `cotc batch` would make of the folder is what stands in OUT: both may be used on the same
    folders, one after the other. A paper that failed is tried again when its file changes.

    Exit codes: 0 ended with --once, 1 nothing could be read or written, 2 wrong usage, 3 ended
    with --once and some failed, 130 interrupted.
    """
    from cotc.cli.batch.session import opened
    from cotc.cli.batch.sources import find
    from cotc.cli.batch.watch import Arrivals, at_rest

    within = batch.limits(timeout, memory_limit, max_size, renew)
    wanted = batch.settings(out, to, jobs, within, None, None, engine, language, profile)
    with batch.endable(), opened(wanted) as session, Arrivals(folder, session.store.address) as arrivals:
        if log == "plain":
            console.say(console.harmless(f"cotc: watching {folder}; Ctrl-C ends it"))
        while True:
            arrivals.wait()
            ready, growing = at_rest(find([str(folder)], session.store.address), rest)
            plan = session.plan(ready, "resume")
            stopped = failed = False
            if plan.jobs:
                with voice(log) as speaker:
                    tally, stopped = batch.carry_out(session, plan, speaker)
                failed = bool(tally.failed)
            if stopped:
                return ExitCode.INTERRUPTED
            if growing:
                time.sleep(min(rest, 1.0))
                arrivals.again()
            elif once:
                return ExitCode.ERRORS if failed or plan.failed_before else ExitCode.FINE
