"""What the system is asked for, told by strace: no network address, and no file changed but the output."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")

# Calls that change what is on disk, and those that have to do with a network.
CHANGES = (
    "open,openat,openat2,creat,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat"
)
CHANGES += ",symlink,symlinkat,truncate,chmod,fchmodat,chown,fchownat,mknod,mknodat,utimensat"
NETWORK = "socket,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg"
STRACE = ("strace", "-f", "-qq", "-y", "-s", "4096", "-e", f"trace={CHANGES},{NETWORK}", "-o")
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
PATHS = re.compile(r'"((?:[^"\\]|\\.)*)"')
FOLDER = re.compile(r"\d+<(?P<path>/[^>]*)>")  # that a path is told from
HOMES = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_STATE_HOME")
SINKS = {"/dev/null", "/dev/tty"}


@pytest.fixture
def traced(program: tuple[str, ...], tmp_path: Path) -> Callable[..., list[str]]:
    """The calls of a run of `cotc` and of all processes it starts, one a line."""

    def trace(*arguments: object, **more: str) -> list[str]:
        log = tmp_path / "trace"
        homes = {name: str(tmp_path / name) for name in HOMES}
        for home in homes.values():
            Path(home).mkdir(exist_ok=True)
        quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PATH": os.environ["PATH"], **homes}
        quiet |= {name: os.environ[name] for name in ("PYTHONPATH", "LANG") if name in os.environ}
        asked = (
            "strace",
            "-f",
            "-qq",
            "-y",
            "-s",
            "4096",
            "-e",
            f"trace={CHANGES},{NETWORK}",
            "-o",
            str(log),
        )
        command = [*asked, *program, *map(str, arguments)]
        done = subprocess.run(command, env=quiet | more, capture_output=True, check=False, timeout=200)
        if not log.exists() or b"ptrace" in done.stderr:
            pytest.skip("no process can be traced here")
        assert done.returncode == 0, done.stderr
        return log.read_text(errors="replace").splitlines()

    return trace


def changed(lines: list[str]) -> Iterator[str]:
    """Paths that were asked to be made, written, moved or removed, and were."""
    for line in lines:
        call = line.split(None, 1)[1]
        name, _, rest = call.partition("(")
        if "resumed>" in name or name in NETWORK.split(",") or re.search(r"= -1 E", rest):
            continue
        if name.startswith(("open", "creat")) and not WRITING.search(rest):
            continue
        folder = FOLDER.match(rest)
        for path in PATHS.findall(rest):
            yield os.path.join(folder["path"] if folder else str(Path.cwd()), path)  # noqa: PTH118


def addresses(lines: list[str]) -> list[str]:
    calls = NETWORK.split(",")
    return [line for line in lines if line.split(None, 1)[1].split("(")[0] in calls and "AF_UNIX" not in line]


def below(path: str, *folders: Path) -> bool:
    return path in SINKS or any(Path(path).is_relative_to(folder) for folder in folders)


def test_a_paper_read_apart(traced: Callable[..., list[str]], fixtures: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    paper = fixtures / "S_RES_2773_2025_en.pdf"
    lines = traced("parse", "--isolate", paper, "-o", out / "paper.json")
    held = set(changed(lines))
    assert any(path.startswith(str(out)) for path in held)
    beside = (tmp_path / "TMPDIR", tmp_path / "XDG_CACHE_HOME")
    assert not [path for path in held if not below(path, out, *beside)]
    assert not addresses(lines)
    assert not list((tmp_path / "TMPDIR").iterdir())
    assert [path.name for path in out.iterdir()] == ["paper.json"]


def test_a_batch(traced: Callable[..., list[str]], papers: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    lines = traced("batch", papers[0].parent, "-o", out, "-j", 2)
    held = set(changed(lines))
    assert len(list(out.glob("*.json"))) == 3
    beside = (tmp_path / "TMPDIR", tmp_path / "XDG_CACHE_HOME")
    assert not [path for path in held if not below(path, out, *beside)]
    assert not addresses(lines)
    assert not list((tmp_path / "TMPDIR").iterdir())


def test_where_patterns_are_kept_alone_is_written_beside(
    traced: Callable[..., list[str]], fixtures: Path
) -> None:
    """With nowhere to keep them, nothing is; a paper on standard output leaves no trace at all."""
    lines = traced("parse", fixtures / "S_RES_2773_2025_en.pdf", XDG_CACHE_HOME="/proc/none")
    assert not [path for path in changed(lines) if path not in SINKS]
    assert not addresses(lines)


def test_the_tracing_would_notice(tmp_path: Path) -> None:
    """The same reading of a program that does what is forbidden."""
    log = tmp_path / "trace"
    deed = "import socket, pathlib, sys; pathlib.Path(sys.argv[1]).write_text('x');"
    deed += "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('127.0.0.1', 9))"
    command = [*STRACE, str(log), sys.executable, "-c", deed, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no process can be traced here")
    lines = log.read_text().splitlines()
    assert str(tmp_path / "x") in set(changed(lines))
    assert len(addresses(lines)) >= 2
