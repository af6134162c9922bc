"""`kill -9`, of the parent and of workers, at moments nobody chose."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

DRIVE = Path(__file__).with_name("batch_drive.py")
ROUNDS = 6


@pytest.fixture
def archive(papers: Callable[..., Path]) -> Path:
    """Papers of which every fifth wants the name of others, so that names are exchanged at the end."""
    return papers(**{f"p{n:02}": f"symbol: A/{n % 40}; n: {n}; do: linger; seconds: 0.02" for n in range(60)})


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(DRIVE), str(source), str(out), "2"])


def workers_of(parent: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        workers: list[psutil.Process] = psutil.Process(parent.pid).children(recursive=True)
        return workers
    except psutil.NoSuchProcess:
        return []


def test_killed_at_random_moments_the_output_is_what_it_would_have_been(
    archive: Path, results: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    assert start(archive, tmp_path / "whole").wait(120) == 0
    chance = random.Random(20241018)
    out = tmp_path / "killed"
    orphans: list[psutil.Process] = []
    for turn in range(ROUNDS):
        run = start(archive, out)
        time.sleep(chance.uniform(0.2, 1.2))
        workers = workers_of(run)
        if turn % 2 and workers:
            chance.choice(workers).kill()
        else:
            run.send_signal(signal.SIGKILL)
            orphans += workers
        time.sleep(chance.uniform(0, 0.3))
        run.kill()
        run.wait()
    assert start(archive, out).wait(120) == 0
    assert results(out) == results(tmp_path / "whole")
    assert not list((out / ".cotc/json/staging").iterdir())
    _, alive = psutil.wait_procs(orphans, timeout=30)
    assert not alive, "workers outlive their parent"
    assert start(archive, out).wait(120) == 0


def test_a_batch_lives_through_the_death_of_its_workers(
    archive: Path, results: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    assert start(archive, tmp_path / "whole").wait(120) == 0
    run = start(archive, tmp_path / "out")
    deaths = 0
    while run.poll() is None and deaths < 5:
        time.sleep(0.3)
        for worker in workers_of(run)[:1]:
            worker.kill()
            deaths += 1
    assert run.wait(120) == 0
    assert deaths > 1
    assert results(tmp_path / "out") == results(tmp_path / "whole")
