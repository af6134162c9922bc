"""Ctrl-C and SIGTERM at moments nobody chose: exit code 130, no traceback, nothing half written."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotc.cli import interrupts

ROUNDS = 5
# The whole of a run takes about a second here.
LATEST = 0.9

COMMANDS = {
    "parse": ("parse", "IN", "IN", "-o", "OUT/o.json"),
    "parse isolated": ("parse", "--isolate", "IN", "-o", "OUT/o.json"),
    "tree": ("parse", "IN"),
    "export": ("export", "IN", "-o", "OUT/o.docx"),
    "archive": ("export", "IN", "-o", "OUT/o.db"),
    "view": ("view", "IN", "-o", "OUT/o.html"),
    "batch": ("batch", "IN", "-o", "OUT", "-j", "1"),
}


def start(program: tuple[str, ...], *arguments: str) -> subprocess.Popen[bytes]:
    """`cotc`, once it has its signals in hand: before that Python itself is being loaded."""
    process = subprocess.Popen(
        [*program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    status = Path(f"/proc/{process.pid}/status")
    while status.exists() and process.poll() is None and not catches(status, signal.SIGTERM):
        time.sleep(0.001)
    return process


def catches(status: Path, number: signal.Signals) -> bool:
    mask = next(line for line in status.read_text().splitlines() if line.startswith("SigCgt"))
    return bool(int(mask.split()[1], 16) >> (number - 1) & 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="how far a process is, Linux tells")
@pytest.mark.parametrize("name", COMMANDS)
def test_at_any_moment(program: tuple[str, ...], fixtures: Path, tmp_path: Path, name: str) -> None:
    paper = str(fixtures / "A_RES_78_128_en.pdf")
    chance = random.Random(name)
    ends = set()
    for turn in range(ROUNDS):
        out = tmp_path / f"out{turn}"
        out.mkdir()
        words = [word.replace("OUT", str(out)).replace("IN", paper) for word in COMMANDS[name]]
        process = start(program, *words)
        time.sleep(chance.uniform(0, LATEST))
        process.send_signal(chance.choice((signal.SIGINT, signal.SIGTERM)))
        _, err = process.communicate(timeout=60)
        ends.add(process.returncode)
        assert process.returncode in (0, 130), err.decode()
        assert b"Traceback" not in err
        assert b"xception" not in err
        left = {path.name for path in out.iterdir()} - {".cotc"}
        if name == "batch":
            assert all(path.read_bytes().endswith(b"}\n") for path in out.glob("*.json"))
        elif name == "tree":
            assert not left
        else:
            assert err == b"" or process.returncode == 0
            assert left <= {"o.json", "o.docx", "o.db", "o.html", "o.db-journal"}
            if process.returncode == 0:
                assert left
    assert 130 in ends


def test_a_broken_off_archive_can_be_gone_on_with(
    program: tuple[str, ...], run: Callable[..., Any], fixtures: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "papers.db"
    words = ("export", str(fixtures / "A_RES_78_128_en.pdf"), "--force", "-o", str(archive))
    chance = random.Random(1)
    for _ in range(4):
        process = start(program, *words)
        time.sleep(chance.uniform(0.2, LATEST))
        process.kill()
        process.communicate()
    assert run(*words).code == 0


def test_one_that_falls_where_python_drops_exceptions_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Destructors and functions that C code calls cannot raise."""
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(interrupts, "_armed", False)

    class Stubborn:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGTERM)

    try:
        interrupts.arm()
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012
            Stubborn()
            time.sleep(5)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def test_one_that_falls_between_two_steps_waits() -> None:
    steps = []
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        with interrupts.held():
            interrupts.stop()
            with interrupts.held():
                steps.append(1)
            steps.append(2)
        steps.append(3)
    assert steps == [1, 2]
    with interrupts.held():
        pass


def test_what_was_told_to_ignore_them_goes_on() -> None:
    """As `nohup` does, and shells with programs in the background."""

    def deaf() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    program = (
        "import signal; from cotc.cli import interrupts; interrupts.arm();"
        "signal.raise_signal(signal.SIGINT); print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, preexec_fn=deaf, check=True)
    assert done.stdout == b"went on\n"


@pytest.mark.parametrize(("code", "told"), [(130, b""), (1, b"left open\n")])
def test_libraries_do_not_tell_of_what_an_interrupt_left_open(code: int, told: bytes) -> None:
    program = f"""
import atexit, sys
from cotc.cli import interrupts
atexit.register(lambda: print("left open", file=sys.stderr))
interrupts.over({code})
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, told)


def test_an_interrupt_after_all_is_written_undoes_nothing() -> None:
    program = """
import os, signal
from cotc.cli import interrupts
interrupts.arm()
interrupts.settled(0)
os.kill(os.getpid(), signal.SIGTERM)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
