"""`kill -9` of the parent and of workers at random moments: is the output what it would have been?

    python benchmarks/batch_stress.py PAPERS [--moments 50] [--copies 40] [--seed 1]

PAPERS is a folder of PDFs. An archive of copies is converted once undisturbed,
and then again and again with kills, each followed by a resumed run, until there
have been as many kills as asked for. Each archive that is complete is compared
byte for byte.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from batch_archive import make_archive, results


def start(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    command = ["batch", str(archive), "-o", str(out), "-j", "2", "--renew", "7", "--log", "quiet"]
    return subprocess.Popen([sys.executable, "-m", "cotc.cli.main", *command])


def disturb(run: subprocess.Popen[bytes], chance: random.Random, longest: float) -> str | None:
    """Wait for a random moment and kill; what was killed, or None where the run was over before."""
    try:
        run.wait(chance.uniform(0.05, longest))
    except subprocess.TimeoutExpired:
        workers = psutil.Process(run.pid).children(recursive=True)
        if workers and chance.random() < 0.5:
            chance.choice(workers).kill()
            return "worker"
        run.send_signal(signal.SIGKILL)
        run.wait()
        return "parent"
    return None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("papers", type=Path)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--copies", type=int, default=40)
    parser.add_argument("--largest", type=int, default=300_000, help="bytes of the papers used")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    kills = {"parent": 0, "worker": 0}
    with tempfile.TemporaryDirectory() as folder:
        archive = make_archive(asked.papers, Path(folder, "archive"), asked.copies, asked.largest)
        began = time.perf_counter()
        if start(archive, Path(folder, "whole")).wait() not in (0, 3):  # 3: some papers cannot be read
            sys.exit("the undisturbed run failed")
        expected, whole = results(Path(folder, "whole")), time.perf_counter() - began
        archives = wrong = 0
        while sum(kills.values()) < asked.moments:
            out = Path(folder, f"killed{archives}")
            run = start(archive, out)
            while sum(kills.values()) < asked.moments and (killed := disturb(run, chance, whole / 2)):
                kills[killed] += 1
                if killed == "parent":
                    run = start(archive, out)
            run.wait()
            start(archive, out).wait()
            archives += 1
            left = list((out / ".cotc/json/staging").iterdir())
            same = results(out) == expected and not left
            wrong += not same
            print(
                f"archive {archives}: {kills['parent']} + {kills['worker']} kills so far, same: {same}",
                flush=True,
            )
    print(f"{len(expected)} papers, {whole:.1f} s undisturbed")
    print(f"{kills['parent']} kills of the parent, {kills['worker']} of workers")
    print(f"{archives} archives completed, {wrong} not byte-identical")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
