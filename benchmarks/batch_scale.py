"""How `cotc batch` scales: processes, memory, many papers, Dask.

    python benchmarks/batch_scale.py processes PAPERS [--copies 200] [--rounds 3]
    python benchmarks/batch_scale.py memory PAPERS [--copies 5000] [--plot FILE.svg]
    python benchmarks/batch_scale.py many PAPERS [--copies 10000]
    python benchmarks/batch_scale.py cluster PAPERS [--copies 200]

PAPERS is a folder of PDFs; the archives are copies of them with bytes of their
own, no larger than --largest. On a machine with other work the figures are of
little worth: each is printed with what others did meanwhile.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from batch_archive import Measured, make_archive, results, run_batch

from cotc.cli.batch.svg import lines

QUIET = 0.05  # processors that others keep busy; where it is more, two processes have no two processors
STYLE = (
    "<style>svg{background:#fff;font:12px sans-serif}line{stroke:#ccc}"
    "polyline{stroke:#2f7db8;stroke-width:1.5}</style>"
)


def told(name: str, run: Measured) -> str:
    report = run.report
    memory = max((max(sizes) for sizes in report["memories"].values()), default=0)
    return (
        f"{name}: {report['converted']:,} papers, {report['read_pages']:,} pages, {report['failed']} failed, "
        f"{report['seconds']:.1f} s, {run.papers_a_second:.2f} papers/s, {run.pages_a_second:.1f} pages/s, "
        f"not parsing {report['not_parsing']:.1%}, "
        f"{1000 * run.processor / max(1, report['converted']):.1f} ms of processor a paper, "
        f"{1000 * run.own / max(1, report['converted']):.1f} of them the parent's, "
        f"worker {memory / 2**20:.0f} MB, parent {run.parent / 2**20:.0f} MB; "
        f"others kept {run.others:.2f} processors busy"
    )


def processes(archive: Path, folder: Path, rounds: int) -> None:
    """One process and two in turn, so that what disturbs the machine disturbs both.

    And two runs of one process each, side by side over the whole archive: they share nothing, so
    what they lose is the machine's.
    """
    paces: dict[str, list[tuple[float, float]]] = {"1": [], "2": [], "apart": []}
    for turn in range(rounds):
        for jobs in ("1", "2"):
            run = run_batch(archive, folder / f"out{turn}-{jobs}", "-j", jobs)
            paces[jobs].append((run.papers_a_second, run.others))
            print(told(f"round {turn + 1}, {jobs} processes", run), flush=True)
        with ThreadPoolExecutor(2) as both:
            outs = [folder / f"out{turn}-apart{number}" for number in range(2)]
            runs = list(both.map(lambda out: run_batch(archive, out, "-j", "1"), outs))
        # The one that ends last has waited for both, so it alone knows what was not ours.
        paces["apart"].append((sum(run.papers_a_second for run in runs), min(run.others for run in runs)))
        pace, others = paces["apart"][-1]
        print(
            f"round {turn + 1}, two runs side by side: {pace:.2f} papers/s; others kept {others:.2f}",
            flush=True,
        )
    quiet = {name: [pace for pace, others in found if others < QUIET] for name, found in paces.items()}
    print(f"quiet: {', '.join(f'{len(found)} of {name}' for name, found in quiet.items())}")
    if all(quiet.values()):
        one, two, apart = (median(quiet[name]) for name in ("1", "2", "apart"))
        print(f"2 processes are {two / one:.2f} times as fast as 1 (medians of quiet runs)")
        print(f"two runs side by side are {apart / one:.2f} times as fast")


def memory(archive: Path, folder: Path, plot: Path | None) -> None:
    """One worker that is never renewed."""
    run = run_batch(archive, folder / "out", "-j", "1", "--renew", "1000000")
    print(told("one worker", run))
    memories(run, plot)


def memories(run: Measured, plot: Path | None) -> None:
    """What the workers of a run held after each paper."""
    for sizes in run.report["memories"].values():
        tenth = len(sizes) // 10
        parts = [max(sizes[n * tenth : (n + 1) * tenth]) / 2**20 for n in range(10)]
        print("largest of each tenth of its papers, MB:", " ".join(f"{part:.1f}" for part in parts))
    if plot is not None:
        series = {name: [size / 2**20 for size in sizes] for name, sizes in run.report["memories"].items()}
        figure = lines(series, "Memory of a worker", "MB resident", "papers")
        svg = figure[figure.index("<svg") : figure.index("</svg>") + 6]
        head = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="640" ', 1)
        opened, rest = head.split(">", 1)
        plot.write_text(f"{opened}>{STYLE}{rest}\n")


def many(archive: Path, folder: Path, plot: Path | None) -> None:
    """Workers that are never renewed, so that their memory is told too."""
    run = run_batch(archive, folder / "out", "--renew", "1000000")
    print(told("all processors", run), flush=True)
    memories(run, plot)
    again = run_batch(archive, folder / "out")
    print(
        f"started again with nothing to do: {again.report['seconds']:.2f} s and {again.report['kept']:,} kept"
    )


def cluster(archive: Path, folder: Path) -> None:
    """Dask with two workers on this machine against two processes of our own."""
    local = run_batch(archive, folder / "local", "-j", "2")
    print(told("local, 2 processes", local), flush=True)
    dask = run_batch(archive, folder / "dask", "-j", "2", "--cluster", "local")
    print(told("Dask, 2 workers", dask), flush=True)
    print("same output:", results(folder / "local") == results(folder / "dask"))
    print(f"Dask takes {dask.report['seconds'] / local.report['seconds']:.2f} times as long")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("processes", "memory", "many", "cluster"))
    parser.add_argument("papers", type=Path)
    parser.add_argument("--copies", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--largest", type=int, help="bytes of the papers used")
    parser.add_argument("--plot", type=Path)
    asked = parser.parse_args()
    copies = asked.copies or {"many": 10_000, "memory": 5_000}.get(asked.what, 200)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        archive = make_archive(asked.papers, folder / "archive", copies, asked.largest)
        if asked.what == "processes":
            processes(archive, folder, asked.rounds)
        elif asked.what == "memory":
            memory(archive, folder, asked.plot)
        elif asked.what == "many":
            many(archive, folder, asked.plot)
        else:
            cluster(archive, folder)


if __name__ == "__main__":
    sys.exit(main())
