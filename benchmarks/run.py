"""What cotc costs: start-up, stages, growth, memory, and beside its peers.

    python benchmarks/run.py                      # the papers of fixtures/
    python benchmarks/run.py REPORT.pdf …         # these papers; the longest is held against the peers
    python benchmarks/run.py --only stages,peers  # some of: start, growth, peers, stages

Prints tables and keeps them in benchmarks/results.md, with the change since the last run.
Whole processes take turns, and the figures are medians; on a machine with other work the
seconds of processor say more than those on the wall.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from measures import COTC, Cost, environment, medians, run, together
from peers import SLOW, peers
from results import FILE, Result, write
from stages import stages

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHORT = FIXTURES / "S_RES_2773_2025_en.pdf"
GROWTH = (2, 10, 50, 200)  # pages
PARTS = ("start", "growth", "peers", "stages")


def start(env: dict[str, str], folder: Path, rounds: int) -> Iterator[Result]:
    """From prompt to prompt."""
    part = f"Start-up, prompt to prompt ({pages_of(SHORT)}-page resolution)"
    parse = (*COTC, "parse", "-f", "json", str(SHORT))
    commands = {"Python alone": (sys.executable, "-c", ""), "cotc --help": (*COTC, "--help")}
    commands |= {"cotc --version": (*COTC, "--version"), "cotc parse to JSON": parse}
    for name, cost in together(commands, env, rounds).items():
        yield from told(part, name, cost)
    first = [run(parse, env | {"COTC_CACHE": str(folder / f"empty{turn}")}) for turn in range(rounds)]
    yield from told(part, "cotc parse to JSON, nothing kept yet", medians(first))


def by_stage(papers: list[Path], rounds: int, slow: bool) -> Iterator[Result]:
    for engine in ("pdfium", "pdfplumber") if slow else ("pdfium",):
        for paper in papers if engine == "pdfium" else papers[:1]:
            pages, spent = stages(paper, engine, rounds if engine == "pdfium" else 1)
            for stage, value in spent.items():
                yield Result(f"Stages, {engine}, {paper.name} ({pages} pages)", stage, value, "ms/page")


def growth(paper: Path, env: dict[str, str], folder: Path, rounds: int) -> Iterator[Result]:
    """Papers of any length from the pages of one."""
    commands = {}
    for count in GROWTH:
        spliced = splice(paper, folder / f"{count}.pdf", count)
        commands[f"{count} pages"] = (*COTC, "parse", "-f", "json", str(spliced))
    costs = together({"start": (*COTC, "parse", "-f", "json", str(SHORT)), **commands}, env, rounds)
    least = costs[f"{GROWTH[0]} pages"]
    for count in GROWTH:
        cost = costs[f"{count} pages"]
        if count > GROWTH[0]:
            more = 1000 * (cost.processor - least.processor) / (count - GROWTH[0])
            yield Result("Growth", f"{count} pages: each page more", more, "ms of processor")
        yield Result("Growth", f"{count} pages: peak memory", cost.memory, "MB")


def splice(paper: Path, target: Path, count: int) -> Path:
    with pikepdf.open(paper) as source, pikepdf.new() as made:
        for number in range(count):
            made.pages.append(source.pages[number % len(source.pages)])
        made.save(target)
    return target


def beside_peers(paper: Path, env: dict[str, str], rounds: int, slow: bool) -> Iterator[Result]:
    part = f"Beside peers, {paper.name} ({pages_of(paper)} pages), whole process"
    others = {name: command for name, command in peers(paper).items() if slow or name not in SLOW}
    ours = "cotc parse to JSON"
    costs = together({ours: (*COTC, "parse", "-f", "json", str(paper)), **others}, env, rounds)
    for name, cost in costs.items():
        yield from told(part, name, cost)
    for name in others:
        yield Result(part, f"cotc / {name}", costs[ours].wall / costs[name].wall, "times its time")
        ratio = costs[ours].processor / costs[name].processor
        yield Result(part, f"cotc / {name}: processor", ratio, "times its processor time")


def told(part: str, name: str, cost: Cost) -> Iterator[Result]:
    yield Result(part, name, cost.wall, "s")
    yield Result(part, f"{name}: processor", cost.processor, "s")
    yield Result(part, f"{name}: peak memory", cost.memory, "MB")


def pages_of(paper: Path) -> int:
    with pikepdf.open(paper) as opened:
        return len(opened.pages)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("papers", type=Path, nargs="*")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--fast", action="store_true", help="without pdfplumber and pdfminer")
    asked = parser.parse_args()
    wanted = asked.only.split(",")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    papers = sorted(asked.papers or FIXTURES.glob("*.pdf"), key=pages_of, reverse=True)
    found: list[Result] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        env = environment(folder)
        if "start" in wanted:
            found += start(env, folder, asked.rounds)
        if "growth" in wanted:
            found += growth(papers[0], env, folder, asked.rounds)
        if "peers" in wanted:
            found += beside_peers(papers[0], env, asked.rounds, not asked.fast)
        if "stages" in wanted:  # last: a child is never told smaller than its parent is
            found += by_stage(papers, asked.rounds, not asked.fast)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    about = (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, load {load}, "
        f"medians of {asked.rounds} rounds. Parts of earlier runs stay until they are run again."
    )
    print(write(found, about), f"kept in {FILE.name}", sep="\n")


if __name__ == "__main__":
    main()
