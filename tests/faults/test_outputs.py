"""Outputs that cannot be written: one line, the documented code, and what stood there stays."""

import os
import resource
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

# Commands that write a file, by its suffix; IN is a paper.
WRITERS = [
    (("parse", "IN", "--force", "-o"), ".json"),
    (("parse", "IN", "--force", "-o"), ".txt"),
    (("parse", "--isolate", "IN", "--force", "-o"), ".json"),
    (("export", "IN", "--force", "-o"), ".docx"),
    (("export", "IN", "--force", "-o"), ".md"),
    (("export", "IN", "--force", "-o"), ".parquet"),
    (("export", "IN", "--force", "-o"), ".db"),
    (("check", "IN", "-o"), ".txt"),
    (("refs", "IN", "-o"), ".csv"),
    (("view", "IN", "--force", "-o"), ".html"),
]
names = [f"{words[0]}{' isolated' if '--isolate' in words else ''} {suffix}" for words, suffix in WRITERS]


def told(run: Any, *words: str) -> None:
    """One line that says these words, exit code 1, no traceback."""
    assert (run.code, run.err.count("\n")) == (1, 1), run.err
    assert run.err.startswith("cotc: ")
    assert any(word in run.err for word in words), run.err
    assert "mistake in cotc" not in run.err


def called(words: tuple[str, ...], paper: Path, target: Path) -> list[object]:
    return [paper if word == "IN" else word for word in words] + [target]


@pytest.mark.parametrize(("words", "suffix"), WRITERS, ids=names)
def test_a_full_disk(run: Run, fixtures: Path, small_disk: Path, words: tuple[str, ...], suffix: str) -> None:
    """What was there stays as it was, and no draft is left."""
    target = small_disk / f"out{suffix}"
    target.write_bytes(b"" if suffix == ".db" else b"former")
    fill(small_disk)
    paper = fixtures / "TPNW_MSP_2025_11_en.pdf"
    told(run(*called(words, paper, target)), "No space left", "full")
    assert target.read_bytes() in (b"", b"former")
    assert {path.name for path in small_disk.iterdir()} <= {"ballast", target.name, f"{target.name}-journal"}


def fill(disk: Path) -> None:
    with (disk / "ballast").open("wb", buffering=0) as file:
        while room(disk):
            file.write(bytes(4096))


def room(folder: Path) -> int:
    return os.statvfs(folder).f_bavail


@pytest.mark.parametrize(("words", "suffix"), WRITERS, ids=names)
def test_a_quota(run: Run, fixtures: Path, tmp_path: Path, words: tuple[str, ...], suffix: str) -> None:
    """Files of this process may have 2 kB: any output ends in the middle."""
    if words[0] == "check":
        pytest.skip("it writes less")
    target = tmp_path / f"out{suffix}"
    paper = fixtures / "TPNW_MSP_2025_11_en.pdf"
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))  # noqa: E731
    # A worker's own draft ends there too.
    told(run(*called(words, paper, target), before=limit), "File too large", "disk I/O", "full")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] in ([], ["out.db"])


@pytest.mark.parametrize(("words", "suffix"), WRITERS, ids=names)
def test_a_folder_that_takes_nothing(
    run: Run, fixtures: Path, read_only: Path, words: tuple[str, ...], suffix: str
) -> None:
    ended = run(*called(words, fixtures / "S_RES_2773_2025_en.pdf", read_only / f"out{suffix}"))
    told(ended, "Read-only", "read-only", "unable to open")


@pytest.mark.parametrize(("words", "suffix"), WRITERS, ids=names)
def test_a_folder_that_is_a_file(
    run: Run, fixtures: Path, tmp_path: Path, words: tuple[str, ...], suffix: str
) -> None:
    (tmp_path / "file").touch()
    ended = run(*called(words, fixtures / "S_RES_2773_2025_en.pdf", tmp_path / "file" / f"out{suffix}"))
    told(ended, "Not a directory", "unable to open")


@pytest.mark.parametrize(
    "arguments", [("batch", "-j", 1), ("export", "--to", "markdown"), ("export", "--to", "docx")]
)
def test_an_output_folder_that_takes_nothing(
    run: Run, papers: list[Path], read_only: Path, arguments: tuple[object, ...]
) -> None:
    told(run(*arguments, *papers, "-o", read_only / "out"), "Read-only")


@pytest.mark.parametrize("gather", [".jsonl", ".csv", ".parquet", ".db"])
def test_a_gathered_file_that_cannot_be_written_leaves_the_batch_done(
    run: Run, papers: list[Path], small_disk: Path, tmp_path: Path, gather: str
) -> None:
    fill(small_disk)
    target = small_disk / f"all{gather}"
    ended = run("batch", *papers, "-o", tmp_path / "out", "-j", 1, "--log", "quiet", "--gather", target)
    told(ended, "No space left", "full")
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_a_report_that_cannot_be_written_leaves_the_batch_done(
    run: Run, papers: list[Path], small_disk: Path, tmp_path: Path, suffix: str
) -> None:
    fill(small_disk)
    target = small_disk / f"report{suffix}"
    told(
        run("batch", *papers, "-o", tmp_path / "out", "-j", 1, "--log", "quiet", "--report", target),
        "No space left",
    )
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


@pytest.mark.parametrize(("option", "name"), [("--gather", "all.db"), ("--report", "report.html")])
def test_a_sealed_place_is_told_before_any_paper_is_read(
    run: Run, papers: list[Path], read_only: Path, tmp_path: Path, option: str, name: str
) -> None:
    target = read_only / name
    ended = run("batch", *papers, "-o", tmp_path / "out", "-j", 1, "--log", "quiet", option, target)
    told(ended, "nothing can be written there")
    assert not list((tmp_path / "out").glob("*.json"))


def test_a_batch_on_a_full_disk_ends_in_one_line_and_goes_on_where_there_is_room(
    run: Run, papers: list[Path], small_disk: Path
) -> None:
    batch = ("batch", *papers, "-o", small_disk / "out", "-j", 1, "--log", "quiet")
    told(run(*batch), "No space left", "full")
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert run(*batch) == (0, b"", "")
    assert len(list((small_disk / "out").glob("*.json"))) == 3


def test_a_folder_that_vanishes_between_two_papers(
    program: tuple[str, ...], papers: list[Path], tmp_path: Path
) -> None:
    """The second paper is a pipe: it comes when the folder of the first is gone."""
    second, out = tmp_path / "second.pdf", tmp_path / "out"
    os.mkfifo(second)
    running = subprocess.Popen(
        [*program, "export", str(papers[0]), str(second), "--to", "text", "-o", str(out)],
        stderr=subprocess.PIPE,
        text=True,
    )
    threading.Timer(60, running.kill).start()
    with second.open("wb") as pipe:  # opens when cotc has come so far
        shutil.rmtree(out)
        pipe.write(papers[1].read_bytes())
    _, err = running.communicate()
    assert running.returncode == 1
    assert err.startswith("cotc: ")
    assert "No such file or directory" in err
    assert err.count("\n") == 1
