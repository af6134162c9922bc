"""Archives for the benchmarks of `cotc batch`: many copies of a few papers, each with bytes of its own."""

import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import psutil


def make_archive(papers: Path, folder: Path, count: int, largest: int | None = None) -> Path:
    """`count` PDFs in `folder`, made of those under `papers` that are no larger than `largest` bytes."""
    sources = sorted(papers.rglob("*.pdf"))
    contents = [path.read_bytes() for path in sources if largest is None or path.stat().st_size <= largest]
    if not contents:
        sys.exit(f"{papers}: no PDF there that is small enough")
    for number, content in enumerate(islice(cycle(contents), count)):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.pdf").write_bytes(content + b"\n%%copy %d\n" % number)
    return folder


class Measured(NamedTuple):
    """A run of `cotc batch`: its report, the largest resident size of the parent in bytes, the seconds
    of processor time of all its processes, and of the parent alone; `others` is
    how many processors other programs kept busy meanwhile.
    """

    report: dict[str, Any]
    parent: int
    processor: float
    own: float
    others: float

    @property
    def papers_a_second(self) -> float:
        return float(self.report["converted"] / self.report["seconds"])

    @property
    def pages_a_second(self) -> float:
        return float(self.report["read_pages"] / self.report["seconds"])


def run_batch(archive: Path, out: Path, *options: str) -> Measured:
    """Run `cotc batch` as a process of its own and measure it."""
    report = out.with_suffix(".json")
    command = ["batch", str(archive), "-o", str(out), "--report", str(report), "--log", "quiet", *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own, began, busy = 0.0, time.perf_counter(), _busy()
    process = subprocess.Popen([sys.executable, "-m", "cotc.cli.main", *command])
    seen, parent = psutil.Process(process.pid), 0
    while process.poll() is None:
        try:
            parent = max(parent, seen.memory_info().rss)
            own = sum(seen.cpu_times()[:2])
        except psutil.NoSuchProcess:
            break
        time.sleep(0.2)
    if process.wait() not in (0, 3):
        sys.exit(f"cotc batch ended with {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    others = max(0.0, _busy() - busy - spent) / (time.perf_counter() - began)
    return Measured(msgspec.json.decode(report.read_bytes()), parent, spent, own, others)


def _busy() -> float:
    """Seconds that all processors together have worked so far."""
    times = psutil.cpu_times()
    return sum(getattr(times, name, 0.0) for name in ("user", "nice", "system", "irq", "softirq", "steal"))


def results(out: Path) -> dict[str, bytes]:
    """What stands in an output folder."""
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.json"))}
