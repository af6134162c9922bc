"""Readers that leave: what they would have read goes nowhere, and the work is done all the same."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

COMMANDS = [
    ("parse", "IN", "IN", "IN"),
    ("parse", "IN", "IN", "--format", "json"),
    ("check", "IN"),
    ("export", "IN", "--to", "text"),
    ("export", "IN", "--to", "docx"),
    ("export", "IN", "--to", "csv"),
    ("show", "IN", "op-1"),
    ("grep", "the", "IN"),
    ("refs", "IN"),
    ("actions", "IN"),
    ("diff", "IN", "OTHER"),
    ("schema",),
    ("profiles",),
    ("--help",),
    ("parse", "--help"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nobody_reads_what_it_writes(
    program: tuple[str, ...], fixtures: Path, words: tuple[str, ...]
) -> None:
    names = {"IN": str(fixtures / "A_RES_79_212_en.pdf"), "OTHER": str(fixtures / "S_RES_2773_2025_en.pdf")}
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program, *(names.get(word, word) for word in words)],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert done.returncode in (0, 3)
    assert done.stderr == b""


@pytest.mark.parametrize("log", ["plain", "json"])
def test_a_batch_whose_words_nobody_reads_is_done_all_the_same(
    program: tuple[str, ...], papers: list[Path], tmp_path: Path, log: str
) -> None:
    papers[0].write_bytes(b"%PDF-1.7 and nothing more")
    reader, writer = os.pipe()
    os.close(reader)
    command = [*program, "batch", str(papers[0].parent), "-o", str(tmp_path / "out"), "-j", "1", "--log", log]
    assert subprocess.run(command, stderr=writer, check=False).returncode == 3
    os.close(writer)
    assert len(list((tmp_path / "out").glob("*.json"))) == 2


def test_words_that_find_no_room_stop_nothing(
    program: tuple[str, ...], papers: list[Path], tmp_path: Path
) -> None:
    command = [*program, "batch", str(papers[0].parent), "-o", str(tmp_path / "out"), "-j", "1"]
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(command, stderr=full, check=False).returncode == 0
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [("--version", 1), ("schema -o {folder}/schema.json", 0), ("parse {folder}/none.pdf", 1)],
)
def test_streams_that_the_caller_closed(
    program: tuple[str, ...], tmp_path: Path, closed: str, arguments: str, code: int
) -> None:
    """What is written to a file is written; what has nowhere to go is a failure."""
    command = f"{shlex.join(program)} {arguments.format(folder=tmp_path)}"
    ended = subprocess.run(["bash", "-c", f"{command} {closed}"], capture_output=True, check=False)
    assert ended.returncode == (0 if arguments == "--version" and ">&-" not in closed.split() else code)
    assert b"Traceback" not in ended.stdout + ended.stderr
    assert (tmp_path / "schema.json").exists() is ("schema" in arguments)
