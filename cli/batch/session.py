"""All that a run needs, put together from what a user asked for, and closed again in order."""

import contextlib
import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Generator, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from cotc.cli.batch import targets
from cotc.cli.batch.engine import Engine, Mode, Plan
from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import Backend, Job, Limits, Options, Outcome, Paper, Setup, has_scheme
from cotc.cli.batch.pool import InProcess, LocalPool
from cotc.cli.batch.sources import is_remote
from cotc.cli.batch.store import HIDDEN, Store, open_filesystem, open_store, put
from cotc.parsers.errors import ExportError, UsageError

MEMORY = "memory://"
UPLOAD = 300.0  # seconds between copies of the manifest to a remote output folder


class Settings(Struct, frozen=True, kw_only=True):
    """What a user asked for. `jobs` 0 works in this process, without limits."""

    out: str
    options: Options
    limits: Limits = Limits()
    jobs: int = 1
    cluster: str | None = None
    manifest: Path | None = None


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator["Session"]:
    """A session, whose worker processes end with it."""
    store = open_store(settings.out, settings.options.format)
    with contextlib.ExitStack() as stack:
        stack.callback(store.close)
        store.prepare()
        home = None
        path = settings.manifest
        if has_scheme(store.address):
            home = f"{store.address}/{HIDDEN}/{settings.options.format}/manifest.sqlite"
            path = path or _kept_at_home(home)
            with _faults_told(store.address, path):
                _fetch(home, path)
        path = path or Path(store.address, HIDDEN, settings.options.format, "manifest.sqlite")
        manifest = Manifest(path)
        stack.callback(manifest.close)
        stack.enter_context(_faults_told(store.address, path))
        yield stack.enter_context(contextlib.closing(Session(settings, store, manifest, home)))


@contextlib.contextmanager
def _faults_told(out: str, manifest: Path) -> Iterator[None]:
    """What the system refuses in mid-run: disks that are full, folders that are gone."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        where = error.filename or out
        raise ExportError(f"{where}: {error.strerror or error}", "what is done is kept") from error
    except sqlite3.Error as error:
        raise ExportError(f"{manifest}: {error}", "what is done is kept") from error


class Session:
    """Plans and runs papers, as often as one likes."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        manifest: Manifest,
        home: str | None,
    ) -> None:
        self.store, self.manifest = store, manifest
        self._settings = settings
        self.version = version("cotc")
        self._engine = Engine(store, manifest, self.version, settings.options)
        self._backend: Backend | None = None
        self._home = home
        self._under_way: Generator[Outcome] | None = None

    def plan(self, papers: Iterable[Paper], mode: Mode) -> Plan:
        return self._engine.plan(papers, mode)

    def run(self, plan: Plan) -> Generator[Outcome]:
        """The outcomes of a plan's jobs, as they come."""
        if plan.jobs and self._backend is None:
            self._backend = self._start(plan.jobs)
        self._under_way = self._outcomes(plan.jobs, self._backend if plan.jobs else None)
        return self._under_way

    def wrote(self, target: str) -> None:
        """Remember a file beside the results, so that the next run may replace it."""
        targets.wrote(target, self.manifest)
        self._upload()

    def close(self) -> None:
        """End what is under way where a run was left early, while its manifest is still there."""
        try:
            if self._under_way is not None:
                self._under_way.close()
        finally:
            if self._backend is not None:
                self._backend.close()

    def _outcomes(self, jobs: list[Job], backend: Backend | None) -> Generator[Outcome]:
        uploaded = time.monotonic()
        try:
            with contextlib.closing(self._engine.run(jobs, backend or _Nothing())) as outcomes:
                for outcome in outcomes:
                    yield outcome
                    if self._home and time.monotonic() - uploaded > UPLOAD:
                        self._upload()
                        uploaded = time.monotonic()
        finally:
            self._upload()

    @property
    def width(self) -> int:
        """How many papers are converted at a time."""
        return self._backend.width if self._backend is not None else 1

    def _start(self, jobs: list[Job]) -> Backend:
        asked, remote = self._settings, has_scheme(self.store.address)
        limits = asked.limits
        if remote or any(is_remote(job.paper.source) for job in jobs):
            limits = replace(limits, offline=False)
        if remote and self.store.address.startswith(MEMORY) and (asked.jobs or asked.cluster):
            raise UsageError(
                f"{self.store.address}: only one process sees this memory",
                "write to a folder, or take --jobs 0",
            )
        setup = Setup(asked.options, limits, () if remote else (self.store.address,))
        if asked.cluster is not None:
            from cotc.cli.batch.cluster import DaskCluster

            return DaskCluster(asked.cluster, setup, asked.jobs)
        return LocalPool(setup, asked.jobs) if asked.jobs else InProcess(setup)

    def _upload(self) -> None:
        """Keep a copy of the manifest with the results, so that another machine can go on."""
        if self._home is None:
            return
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "manifest.sqlite")
            self.manifest.save_to(copy)
            put(self._home, copy.read_bytes())


class _Nothing:
    width = 1

    def run(self, jobs: Iterable[object]) -> Generator[Outcome]:  # noqa: ARG002
        yield from ()

    def close(self) -> None:
        pass


def options_for(
    format_name: str, engine: str | None = None, language: str | None = None, profile: Path | None = None
) -> Options:
    """Options of the parsing worker. Raises UsageError for a format that there is not."""
    from cotc.cli.batch.work import WORKER, suffix_of

    if profile is not None:
        from cotc.parsers.profiles.load import load

        load(profile)  # a mistake in it would be one for every paper
    mark = hashlib.sha256(profile.read_bytes()).hexdigest() if profile else None
    return Options(
        worker=WORKER,
        format=format_name,
        suffix=suffix_of(format_name),
        engine=engine,
        language=language,
        profile=str(profile.absolute()) if profile else None,
        profile_sha256=mark,
    )


def _kept_at_home(home: str) -> Path:
    """Where this machine keeps the manifest of a remote folder, which SQLite cannot work in."""
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "cotc" / f"{hashlib.sha256(home.encode()).hexdigest()[:16]}.sqlite"


def _fetch(home: str, path: Path) -> None:
    """Take over the manifest at `home` where it knows of a later run than the one at `path`."""
    filesystem, remote = open_filesystem(home)
    filesystem.invalidate_cache()
    if not filesystem.exists(remote):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder, "manifest.sqlite")
        copy.write_bytes(filesystem.cat_file(remote))
        if _last_run(copy) > _last_run(path):
            for rest in ("-wal", "-shm"):
                path.with_name(path.name + rest).unlink(missing_ok=True)
            copy.replace(path)


def _last_run(path: Path) -> int:
    if not path.exists():
        return 0
    with contextlib.closing(sqlite3.connect(path)) as database, contextlib.suppress(sqlite3.Error):
        return int(database.execute("SELECT max(run) FROM runs").fetchone()[0] or 0)
    return 0
