"""A real scheduler with worker processes, and a real S3 server, both on loopback."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import msgspec
import psutil
import pytest

from cotc.cli.batch import cluster
from cotc.cli.batch.cluster import _outcome, convert
from cotc.cli.batch.model import Job, Limits, Options, Outcome, Paper, Setup
from cotc.parsers.errors import CotcError, ExportError, UsageError

Make = Callable[..., Path]
Batch = Callable[..., dict[str, Outcome]]
Results = Callable[..., dict[str, bytes]]

pytest.importorskip("distributed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers at port {port}")


@pytest.fixture
def processes() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts programs that end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        return process

    yield start
    for process in started:
        below = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.kill()
        process.wait()
        for child in below:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()


@pytest.fixture
def scheduler(processes: Callable[..., subprocess.Popen[bytes]], tmp_path: Path) -> str:
    """The address of a scheduler with two workers of one thread each; its file is tmp_path/scheduler.json."""
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    place = ("--host", "127.0.0.1", "--no-dashboard")
    file = ("--scheduler-file", str(tmp_path / "scheduler.json"))
    processes("distributed.cli.dask_scheduler", "--port", str(port), *place, *file)
    wait_for(port)
    for _ in range(2):
        local = ("--local-directory", str(tmp_path / "dask"))
        processes("distributed.cli.dask_worker", address, "--nthreads", "1", *place, *local)
    return address


def worker_processes() -> list[psutil.Process]:
    """The processes that hold the slots: nannies are their parents, and start new ones."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):  # it ended while we looked
            if "cotc.cli.batch.child" in process.cmdline() and (parent := process.parent()) is not None:
                found.append(parent)
    return found


def test_a_cluster_gives_what_one_machine_gives(
    papers: Make, batch: Batch, results: Results, scheduler: str, tmp_path: Path
) -> None:
    texts = {f"p{n:02}": f"symbol: A/{n % 7}; n: {n}" for n in range(20)}
    folder = papers(**texts, bad="do: refuse", crash="do: crash", hang="do: hang")
    one = batch(folder, jobs=2, timeout=3.0)
    many = batch(folder, cluster=scheduler, timeout=3.0, out=str(tmp_path / "cluster"))
    assert results(tmp_path / "cluster") == results()
    assert len(results()) == 20
    told = {name: (outcome.status, outcome.reason, outcome.message) for name, outcome in one.items()}
    assert {name: (o.status, o.reason, o.message) for name, o in many.items()} == told
    assert {told[name][1] for name in ("bad", "crash", "hang")} == {"unreadable", "crash", "timeout"}
    # What the cluster did, one machine need not do, and the other way round.
    assert batch(folder, jobs=1, timeout=3.0, out=str(tmp_path / "cluster")) == {}
    file = str(tmp_path / "scheduler.json")
    assert batch(folder, cluster=file, timeout=3.0, mode="retry").keys() == {"bad", "crash", "hang"}


def test_a_worker_that_is_lost_in_mid_run(
    papers: Make, batch: Batch, results: Results, scheduler: str, tmp_path: Path
) -> None:
    from threading import Thread

    folder = papers(**{f"p{n:02}": f"symbol: {n}; do: linger; seconds: 0.2" for n in range(30)})
    lost: list[int] = []

    def kill_one() -> None:
        for _ in range(600):
            if victims := worker_processes():
                time.sleep(0.5)
                victims[0].kill()
                lost.append(victims[0].pid)
                return
            time.sleep(0.05)

    killer = Thread(target=kill_one)
    killer.start()
    outcomes = batch(folder, cluster=scheduler)
    killer.join()
    assert lost
    assert {outcome.status for outcome in outcomes.values()} == {"done"}
    batch(folder, out=str(tmp_path / "local"), jobs=2)
    assert results() == results(tmp_path / "local")


@pytest.fixture
def bucket(processes: Callable[..., subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty bucket on an S3 server of our own."""
    pytest.importorskip("moto")
    s3fs = pytest.importorskip("s3fs")
    port = free_port()
    processes("moto.server", "-H", "127.0.0.1", "-p", str(port))
    wait_for(port)
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("papers")
    return "s3://papers"


def test_papers_and_results_on_s3(papers: Make, batch: Batch, results: Results, bucket: str) -> None:
    import s3fs

    folder = papers(**{f"p{n}": f"symbol: A/{n % 4}; n: {n}" for n in range(9)}, bad="do: refuse")
    remote = s3fs.S3FileSystem()
    for file in folder.iterdir():
        remote.pipe_file(f"papers/in/{file.name}", file.read_bytes())
    batch(folder)
    outcomes = batch(f"{bucket}/in", jobs=2, out=f"{bucket}/out")
    assert {name for name, outcome in outcomes.items() if outcome.status == "failed"} == {"bad"}
    remote.invalidate_cache()
    held = {path.rsplit("/", 1)[-1]: remote.cat_file(path) for path in remote.glob("papers/out/*.json")}
    assert held == results()
    assert not remote.glob("papers/out/.cotc/json/staging/*")
    assert batch(f"{bucket}/in", jobs=2, out=f"{bucket}/out") == {}
    remote.pipe_file("papers/in/p0.txt", b"symbol: A/0\nn: new\n")
    assert list(batch(f"{bucket}/in", jobs=1, out=f"{bucket}/out")) == ["p0"]


def test_a_bucket_that_is_misspelt_is_not_made(papers: Make, batch: Batch, bucket: str) -> None:
    import s3fs

    with pytest.raises(ExportError, match="bucket does not exist"):
        batch(papers(a="symbol: A"), out=f"{bucket}-misspelt/out")
    assert not s3fs.S3FileSystem().exists(f"{bucket}-misspelt")


def test_a_cluster_reads_and_writes_s3(
    papers: Make, batch: Batch, results: Results, bucket: str, scheduler: str
) -> None:
    import s3fs

    folder = papers(**{f"p{n}": f"symbol: A/{n % 4}; n: {n}" for n in range(9)})
    remote = s3fs.S3FileSystem()
    for file in folder.iterdir():
        remote.pipe_file(f"papers/in/{file.name}", file.read_bytes())
    batch(folder)
    batch(f"{bucket}/in", cluster=scheduler, out=f"{bucket}/out")
    remote.invalidate_cache()
    held = {path.rsplit("/", 1)[-1]: remote.cat_file(path) for path in remote.glob("papers/out/*.json")}
    assert held == results()


def test_a_cluster_that_is_not_there(papers: Make, batch: Batch, tmp_path: Path) -> None:
    folder = papers(a="symbol: A")
    with pytest.raises(UsageError, match="scheduler file"):
        batch(folder, cluster=str(tmp_path / "no-such.json"))


def test_an_address_where_nobody_answers(
    papers: Make, batch: Batch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cotc.cli.batch.cluster.ANSWER", "0.3s")
    folder = papers(a="symbol: A")
    with pytest.raises(CotcError, match="no scheduler answers there — is it running"):
        batch(folder, cluster=f"tcp://127.0.0.1:{free_port()}")
    (tmp_path / "old.json").write_text(f'{{"address": "tcp://127.0.0.1:{free_port()}"}}')
    with pytest.raises(CotcError, match="no scheduler answers there"):
        batch(folder, cluster=str(tmp_path / "old.json"))


class Future:
    """How a job on a cluster ended, as the client tells it."""

    def __init__(self, error: Exception | None, *, cancelled: bool = False) -> None:
        self.status = "cancelled" if cancelled else "error"
        self._error, self._cancelled = error, cancelled

    def cancelled(self) -> bool:
        return self._cancelled

    def exception(self) -> Exception | None:
        return self._error


JOB = Job(Paper("a.txt", "1"), "out/a.json")


def test_a_paper_whose_workers_are_lost_is_an_outcome() -> None:
    from distributed import KilledWorker

    outcome = _outcome(Future(KilledWorker("a.txt", None, 3)), JOB)
    assert (outcome.source, outcome.reason) == ("a.txt", "lost")


@pytest.mark.parametrize(
    ("future", "words"),
    [
        (Future(None, cancelled=True), "the scheduler is gone — start again"),
        (Future(CotcError("a worker has cotc 1, not 2", "install the same on all")), "a worker has cotc 1"),
        (
            Future(ModuleNotFoundError("No module named 'cotc'")),
            "ModuleNotFoundError: .* installed",
        ),
    ],
)
def test_what_no_other_paper_would_survive_ends_the_run(future: Future, words: str) -> None:
    with pytest.raises(CotcError, match=words):
        _outcome(future, JOB)


def test_workers_of_another_release_are_told() -> None:
    with pytest.raises(CotcError, match=r"a worker has cotc .*, not 99 — install the same on all"):
        convert(b"", b"", "99")


def test_a_worker_keeps_its_process_while_the_run_is_the_same(papers: Make, tmp_path: Path) -> None:
    """And ends it when another run, with other limits, asks."""
    file = papers(a="symbol: A") / "a.txt"
    release, ends = version("cotc"), []
    for limits in (Limits(), Limits(), Limits(papers=7)):
        setup = Setup(Options("batch_standin:work"), limits, (str(tmp_path),))
        job = Job(Paper(str(file), "1"), str(tmp_path / "a.json"))
        answer = convert(msgspec.msgpack.encode(job), msgspec.msgpack.encode(setup), release)
        ends.append(msgspec.msgpack.decode(answer, type=Outcome))
    assert [outcome.status for outcome in ends] == ["done"] * 3
    assert ends[0].worker == ends[1].worker != ends[2].worker
    cluster._slots.held[1].release()
    del cluster._slots.held
