"""Papers to outcomes: what is to be done, that it is done, and that each result gets its name.

A result is written by a worker under a name that is its own (`staged`), then
recorded, then moved to its name in the output folder. At the end, papers that
want one name are put in order (`names.settle`), so that the folder depends on
the papers alone and not on who was ready first.
"""

import hashlib
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing
from typing import Literal, NamedTuple

import msgspec

from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import Backend, Job, Options, Outcome, Paper
from cotc.cli.batch.names import Claim, group_of, provisional, settle, stem_for
from cotc.cli.batch.store import Store
from cotc.parsers.errors import ExportError

Mode = Literal["resume", "retry", "force"]
ON_THE_WAY = 200  # moves in a remote store that may be unfinished at one time


class Plan(NamedTuple):
    """What a run has to do, and what it finds done: sources, by what they were."""

    jobs: list[Job]
    kept: list[str]
    failed_before: list[str]


class Engine:
    """One run over papers. `version` and `options` are written beside each result."""

    def __init__(self, store: Store, manifest: Manifest, version: str, options: Options) -> None:
        self._store = store
        self._manifest = manifest
        self._version = version
        self._suffix = options.suffix
        self._options = msgspec.json.encode(options, order="sorted").decode()
        self._moving: dict[Future[None], str] = {}

    def plan(self, papers: Iterable[Paper], mode: Mode) -> Plan:
        """Finish what a killed run left, begin a new one, and see what it has to do."""
        self._store.prepare()
        recover(self._store, self._manifest)
        self._manifest.begin(self._version, self._options)
        plan = Plan([], [], [])
        present = self._store.names()
        for paper in papers:
            row = self._manifest.known(paper.source)
            same_work = row is not None and (row.version, row.options) == (self._version, self._options)
            if row is None or not same_work or mode == "force":
                plan.jobs.append(self._job(paper))
            elif row.status == "failed":
                if mode == "retry" or row.stamp != paper.stamp:
                    plan.jobs.append(self._job(paper))
                else:
                    plan.failed_before.append(paper.source)
            elif row.output not in present:
                plan.jobs.append(self._job(paper))
            elif row.stamp != paper.stamp:
                plan.jobs.append(self._job(paper, row.sha256))
            else:
                plan.kept.append(paper.source)
        self._manifest.asked_for([*plan.kept, *plan.failed_before])
        return plan

    def _job(self, paper: Paper, known: str | None = None) -> Job:
        key = "\0".join((paper.source, paper.stamp, self._version, self._options))
        name = hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()[:32]
        return Job(paper, self._store.staged(name + self._suffix), known)

    def run(self, jobs: Iterable[Job], backend: Backend) -> Generator[Outcome]:
        """Outcomes as they come, each recorded and placed before it is given.

        Raises ExportError where results cannot be written: what is done is kept.
        """
        try:
            # Closed here and now: whoever holds the error would keep the workers at work with it.
            with closing(backend.run(jobs)) as outcomes:
                for outcome in outcomes:
                    if outcome.reason == "output":
                        raise ExportError(
                            f"{self._store.address}: {outcome.message}",
                            "mend that and start again: what is done is kept",
                        )
                    self._record(outcome)
                    yield outcome
        finally:
            self._wait_for_moves(0)
        rearrange(self._store, self._manifest, self._suffix)
        sweep(self._store, self._manifest)
        self._store.clear_staging()

    def _record(self, outcome: Outcome) -> None:
        if outcome.status == "kept":
            self._manifest.unchanged(outcome.source, outcome.stamp)
            return
        if outcome.status != "done" or outcome.staged is None:
            self._manifest.record(outcome, None, None, None)
            return
        stem = stem_for(outcome.source, outcome.symbol, outcome.language)
        claim = Claim(outcome.source, outcome.sha256 or "", stem)
        rivals = self._manifest.rivals(group_of(stem), outcome.source)
        taken = {group_of(name.removesuffix(self._suffix)) for name in rivals}
        output = provisional(claim, taken) + self._suffix
        staged = f"{self._store.staging}/{outcome.staged.replace(chr(92), '/').rsplit('/', 1)[-1]}"
        self._manifest.record(outcome, stem, output, staged)
        try:
            move = self._store.move(staged, output)
        except OSError as error:
            raise ExportError(f"{self._store.address}: {error}", "what is done is kept") from error
        if move is None:
            self._manifest.placed([outcome.source])
        else:
            self._moving[move] = outcome.source
            self._wait_for_moves(ON_THE_WAY)

    def _wait_for_moves(self, most: int) -> None:
        """Note the moves that are finished, and wait until no more than `most` are not."""
        done = {move for move in self._moving if move.done()}
        while len(self._moving) - len(done) > most:
            done |= wait(self._moving.keys() - done, return_when=FIRST_COMPLETED).done
        for move in done:
            move.result()
        self._manifest.placed([self._moving.pop(move) for move in done])


def recover(store: Store, manifest: Manifest) -> None:
    """Bring to its end what a run that was killed had begun with its results."""
    _free_names(store, manifest)
    _place(store, manifest)
    sweep(store, manifest)


def rearrange(store: Store, manifest: Manifest, suffix: str) -> None:
    """Give papers that want one name the names that depend on the papers alone."""
    moves = []
    for group in manifest.crowded():
        names = settle([claim for claim, _ in group])
        for claim, output in group:
            final = names[claim.source] + suffix
            if final != output:
                mark = hashlib.sha256(f"{claim.source}\0{final}".encode(errors="surrogateescape"))
                moves.append(
                    (claim.source, output, f"{store.staging}/{mark.hexdigest()[:32]}{suffix}", final)
                )
    if moves:
        manifest.exchange(moves)
        _free_names(store, manifest)
        _place(store, manifest)


def _free_names(store: Store, manifest: Manifest) -> None:
    """Take results away from the names they give up, all before any takes its new one.

    A result that is already in staging was taken away before the run was killed;
    a store that copies and deletes may then still hold it under the old name too.
    """
    exchanging = [placing for placing in manifest.unplaced() if placing.former is not None]
    moves = []
    for placing in exchanging:
        former = placing.former or ""
        if store.exists(placing.staged):
            store.remove(former)
        elif store.exists(former):
            moves.append(store.move(former, placing.staged))
        else:
            manifest.forget(placing.source)
    _finish(moves)
    if exchanging:
        manifest.exchanged()


def _place(store: Store, manifest: Manifest) -> None:
    """Move results to their names. What is not in staging was moved before, or is not there at all."""
    there, moves = [], []
    for placing in manifest.unplaced():
        if store.exists(placing.staged):
            moves.append(store.move(placing.staged, placing.output))
            there.append(placing.source)
        elif store.exists(placing.output):
            there.append(placing.source)
        else:
            manifest.forget(placing.source)
    _finish(moves)
    manifest.placed(there)


def _finish(moves: Iterable[Future[None] | None]) -> None:
    for move in moves:
        if move is not None:
            move.result()


def sweep(store: Store, manifest: Manifest) -> None:
    """Remove files that newer results have taken the place of."""
    if names := manifest.litter():
        for name in names:
            store.remove(name)
        manifest.swept()
