"""A batch with the stand-in worker as a process of its own, to be killed: `batch_drive.py SRC OUT JOBS`."""

import sys

from cotc.cli.batch.model import Limits, Options
from cotc.cli.batch.session import Settings, opened
from cotc.cli.batch.sources import find


def main(source: str, out: str, jobs: str) -> None:
    settings = Settings(
        out=out, options=Options("batch_standin:work"), limits=Limits(timeout=60.0, papers=20), jobs=int(jobs)
    )
    with opened(settings) as session:
        for _ in session.run(session.plan(find([source]), "resume")):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
