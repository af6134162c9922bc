"""Random inputs for every layer, by the hundred thousand: does each keep what it promises?

    python benchmarks/harness.py [--count 1000000] [--seed 0] [--layer NAME] [--case SEED]

The inputs and the promises are those of tests/properties/layer_cases.py. Each layer gets its share
of `--count`, in child processes of 512 MB that begin anew after 2,000 inputs; one that ends, or is
20 s over an input, tells which seed it was at. `--layer NAME --case SEED` runs one input again, with
its traceback. At the end it prints the tally; 1 is the exit code where something was found.
"""

import argparse
import mmap
import multiprocessing
import multiprocessing.queues
import random
import resource
import struct
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("properties", "hostile", "structure")]

from layer_cases import LAYERS  # noqa: E402

# What part of all inputs a layer gets; those that cost little get more.
SHARES = {
    "bytes to source": 0.30,
    "bytes to tree": 0.06,
    "spans to layout": 0.14,
    "blocks to structure": 0.12,
    "rules' lines to structure": 0.08,
    "profiles": 0.10,
    "JSON to document": 0.20,
}
CHUNK = 2_000
SECONDS = 20.0
MEMORY = 512 * 2**20
AT = struct.Struct("<qd")  # seed, and when it was begun


def run(
    name: str, seeds: range, at: mmap.mmap, found: "multiprocessing.SimpleQueue[tuple[int, str]]"
) -> None:
    """What a child does. It tells of each seed before it takes it up."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    layer = LAYERS[name]
    for seed in seeds:
        AT.pack_into(at, 0, seed, time.monotonic())
        try:
            layer.hold(layer.make(random.Random(seed)))
        except BaseException as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            found.put((seed, f"{words} ({Path(place.filename).name}:{place.lineno})"))
    AT.pack_into(at, 0, -1, time.monotonic())


def chunk(name: str, seeds: range) -> list[tuple[int, str]]:
    """What was found among these seeds; a child that died goes on behind the one it died of."""
    out: list[tuple[int, str]] = []
    at = mmap.mmap(-1, AT.size)
    context = multiprocessing.get_context("fork")
    while seeds:
        found = context.SimpleQueue()
        AT.pack_into(at, 0, seeds[0], time.monotonic())
        child = context.Process(target=run, args=(name, seeds, at, found))
        child.start()
        ended = "crash"
        while child.is_alive():
            child.join(0.5)
            while not found.empty():
                out.append(found.get())
            if time.monotonic() - AT.unpack_from(at, 0)[1] > SECONDS:
                ended = "hang"
                child.kill()
                child.join()
        while not found.empty():
            out.append(found.get())
        seed = AT.unpack_from(at, 0)[0]
        if seed < 0:
            break
        out.append((seed, f"{ended} (code {child.exitcode})"))
        seeds = range(seed + 1, seeds.stop)
    return out


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--count", type=int, default=1_000_000, help="inputs of all layers")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    asked.add_argument("--layer", choices=LAYERS, help="this layer alone")
    asked.add_argument("--case", type=int, help="run this seed of the layer again")
    given = asked.parse_args()
    if given.case is not None:
        layer = LAYERS[given.layer or next(iter(LAYERS))]
        made = layer.make(random.Random(given.case))
        print(repr(made)[:5000])
        layer.hold(made)
        return 0
    shares = {given.layer: 1.0} if given.layer else SHARES
    failures: Counter[str] = Counter()
    done = 0
    for name, share in shares.items():
        count, began = round(share * given.count), time.monotonic()
        for start in range(given.seed, given.seed + count, CHUNK):
            for seed, words in chunk(name, range(start, min(start + CHUNK, given.seed + count))):
                failures[name] += 1
                print(f"{name}: seed {seed}: {words}", flush=True)
        done += count
        seconds = time.monotonic() - began
        print(f"{name:28}{count:>10,} inputs {failures[name]:>6} failed {seconds:>8.0f} s", flush=True)
    print(f"{'all':28}{done:>10,} inputs {failures.total():>6} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
