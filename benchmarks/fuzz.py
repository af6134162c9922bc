"""Papers with random damage: does each end within limits, without a defect, with nothing lost?

    python benchmarks/fuzz.py [--count 20000] [--minutes 10] [--seed 1] [--jobs 1] [--again]

Takes the PDFs of fixtures/ in turn, cuts them down to a page or two, and flips bits, cuts, splices, or
changes objects with pikepdf. Each is read in a child process of 512 MB within 20 s, where the
promises of the tree are checked as well. A case is a line of paper, way and seed; those that
end as none may are added to fixtures/fuzz/found.jsonl, which a test and `--again` run once more.
At the end it prints the tally.
"""

import argparse
import io
import itertools
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pikepdf

from cotc.cli.batch.model import Converted, Job, Limits, Options, Outcome, Paper, Setup
from cotc.cli.batch.slot import Slot
from cotc.parsers import parse
from cotc.parsers.model.codec import to_json

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures"
SHARED = [str(HERE.parent / "tests" / folder) for folder in ("properties", "hostile", "structure")]
sys.path[:0] = SHARED

from layer_cases import hold_conservation, hold_document  # noqa: E402

FOUND = FIXTURES / "fuzz" / "found.jsonl"
LIMITS = Limits(timeout=20.0, memory=512 * 2**20, tries=1)
# What no input may end as; an unreadable one may, and one that is too much for pdfium too.
WRONG = ("defect", "timeout", "crash", "memory")
TWICE = 4  # one paper in so many is read a second time, and must give the same
FIRST_PAGES = 10  # a case begins at one of the first pages


def work(data: bytes, name: str, options: Options) -> Converted:
    """The worker: reads a paper and checks what a tree promises. An AssertionError is a defect."""
    del options
    document = parse(data, name=name)
    hold_document(document)
    content = to_json(document, 0)
    if len(data) % TWICE == 0:
        assert to_json(parse(data, name=name), 0) == content, "read twice, it is not the same"
    hold_conservation(document, data)
    return Converted(content=content)


@cache
def seed_paper(name: str, first: int) -> bytes:
    """A page or two of a paper, its objects in the open, so that damage reaches them."""
    out = io.BytesIO()
    with pikepdf.open(FIXTURES / name) as pdf:
        del pdf.pages[: min(first, len(pdf.pages) - 1)]
        del pdf.pages[2:]
        pdf.remove_unreferenced_resources()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def flip(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 100))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 10, 1000, len(data))) :]


def splice(data: bytes, chance: random.Random) -> bytes:
    start, end, to = (chance.randrange(len(data)) for _ in range(3))
    return data[:to] + data[start : min(end, start + 5000)] + data[to:]


def swap_numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers of the file's own text become others that are at the edge of something."""
    out = data
    for _ in range(chance.choice((1, 5))):
        at = chance.randrange(len(out))
        digits = next((n for n in range(at, min(at + 2000, len(out))) if 48 <= out[n] <= 57), at)
        edge = chance.choice(
            (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e99", b"NaN", b".", b"null")
        )
        out = out[:digits] + edge + out[digits + 1 :]
    return out


def edit_objects(data: bytes, chance: random.Random) -> bytes:
    """Values of dictionaries become others of the same file, or nonsense."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        holders = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary | pikepdf.Stream)]
        for _ in range(chance.choice((1, 3, 10))):
            holder = chance.choice(holders)
            key = chance.choice(sorted(holder.keys()) or ["/X"])
            other = pikepdf.Array([holder]) if holder.is_indirect else pikepdf.Array([])
            nonsense = (0, -1, 2**31 - 1, 1e9, pikepdf.Name("/X"), pikepdf.String("x"), other, pdf.Root)
            if key != "/Length":
                holder[key] = chance.choice((*nonsense, chance.choice(holders)))
        pdf.save(out, static_id=True)
    return out.getvalue()


def edit_contents(data: bytes, chance: random.Random) -> bytes:
    """Operators and operands of a page's contents, shuffled, doubled, enlarged."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = chance.choice(list(pdf.pages))
        lines = (
            [b" ".join(page.Contents.read_bytes().split(b" "))]
            if not isinstance(page.Contents, pikepdf.Array)
            else [part.read_bytes() for part in page.Contents]
        )  # type: ignore[attr-defined]
        tokens = b"\n".join(lines).split(b" ")
        for _ in range(chance.choice((1, 10, 100))):
            a, b = chance.randrange(len(tokens)), chance.randrange(len(tokens))
            tokens[a], tokens[b] = chance.choice(
                ((tokens[b], tokens[a]), (tokens[b], tokens[b]), (b"-99999", tokens[b]), (b"0", tokens[b]))
            )
        page.Contents = pikepdf.Stream(pdf, b" ".join(tokens))
        pdf.save(out, static_id=True)
    return out.getvalue()


WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    way.__name__: way for way in (flip, cut, splice, swap_numbers, edit_objects, edit_contents)
}


def case(paper: str, way: str, seed: int) -> bytes:
    """The same bytes for the same line of found.jsonl."""
    chance = random.Random(f"{paper} {way} {seed}")
    data = seed_paper(paper, chance.randrange(FIRST_PAGES))
    try:
        return WAYS[way](data, chance)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError):
        return flip(data, chance)  # pikepdf refuses to write what it was made into


def cases(start: int) -> Iterator[tuple[str, str, int]]:
    papers = sorted(path.name for path in FIXTURES.glob("*.pdf"))
    for seed in itertools.count(start):
        for paper, way in itertools.product(papers, WAYS):
            yield paper, way, seed


class Fuzzer:
    """Takes cases in turn, in several threads with a child process each, and keeps the tally."""

    def __init__(self, todo: Iterator[tuple[str, str, int]], until: float, folder: str) -> None:
        self.todo, self.until, self.folder = todo, until, folder
        self.tally: Counter[tuple[str, str]] = Counter()
        self.slowest = 0.0
        self.lock = threading.Lock()

    def run(self, number: int) -> None:
        paper, staged = Path(self.folder, f"{number}.pdf"), Path(self.folder, f"{number}.json")
        slot = Slot(Setup(Options("fuzz:work"), LIMITS, (self.folder,)))
        while time.monotonic() < self.until:
            with self.lock:
                name, way, seed = next(self.todo, ("", "", 0))
                data = case(name, way, seed) if name else None
            if data is None:
                break
            paper.write_bytes(data)
            self.note(name, way, seed, slot.run(Job(Paper(str(paper), ""), str(staged))))
        slot.release()

    def note(self, name: str, way: str, seed: int, outcome: Outcome) -> None:
        with self.lock:
            self.tally[way, outcome.reason or "read"] += 1
            self.slowest = max(self.slowest, outcome.seconds)
            if outcome.reason in WRONG:
                line = {
                    "paper": name,
                    "way": way,
                    "seed": seed,
                    "ended": outcome.reason,
                    "says": outcome.message,
                }
                print(json.dumps(line), flush=True)
                known = FOUND.read_text("utf-8").splitlines() if FOUND.exists() else []
                if not any(json.loads(old)["says"] == outcome.message for old in known):
                    FOUND.parent.mkdir(exist_ok=True)
                    with FOUND.open("a", encoding="utf-8") as file:
                        file.write(json.dumps(line) + "\n")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--count", type=int, help="end after so many papers")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--again", action="store_true", help="only the cases found before")
    given = asked.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join((str(HERE), os.environ.get("PYTHONPATH", "")))
    todo = itertools.islice(cases(given.seed), given.count)
    if given.again:
        lines = map(json.loads, FOUND.read_text("utf-8").splitlines())
        todo = iter([(line["paper"], line["way"], line["seed"]) for line in lines])
    with tempfile.TemporaryDirectory() as folder:
        fuzzer = Fuzzer(todo, time.monotonic() + 60 * given.minutes, folder)
        threads = [threading.Thread(target=fuzzer.run, args=(n,)) for n in range(given.jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for way in WAYS:
        ends = {reason: count for (kind, reason), count in sorted(fuzzer.tally.items()) if kind == way}
        print(f"{way:14}", "  ".join(f"{reason} {count}" for reason, count in ends.items()))
    print(f"{fuzzer.tally.total()} papers, the slowest in {fuzzer.slowest:.1f} s")


if __name__ == "__main__":
    main()
