"""`cotc batch` and `cotc watch` as users call them, on real papers."""

import contextlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cotc.parsers import parse
from cotc.parsers.model.codec import from_json

PAPERS = ("S_RES_2773_2025_en.pdf", "A_RES_79_212_en.pdf", "E_2025_L.15_en.pdf")
Results = Callable[..., dict[str, bytes]]


@pytest.fixture
def archive(fixtures: Path, tmp_path: Path) -> Path:
    """Three real papers, one of them in a zip, and a file that is none."""
    folder = tmp_path / "archive"
    (folder / "sub").mkdir(parents=True)
    shutil.copy(fixtures / PAPERS[0], folder)
    shutil.copy(fixtures / PAPERS[1], folder / "sub")
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        packed.write(fixtures / PAPERS[2], PAPERS[2])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    return folder


def test_an_archive(
    cotc: Callable[..., Any], archive: Path, fixtures: Path, tmp_path: Path, results: Results
) -> None:
    run = cotc("batch", archive, "-o", tmp_path / "out", "-j", 2)
    assert run.code == 3
    assert run.out == b""
    assert f"{archive}/broken.pdf: unreadable: " in run.err
    assert run.err.startswith("cotc: 4 papers to convert\n")
    assert "papers 4, converted now 3, failed 1" in run.err
    expected = [parse(fixtures / name) for name in PAPERS]
    assert {document.source.name: document for document in map(from_json, results().values())} == {
        document.source.name: document for document in expected
    }


def test_what_batch_writes_is_what_parse_writes(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results
) -> None:
    cotc("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1)
    (content,) = results().values()
    assert cotc("parse", archive / PAPERS[0], "--format", "json").out == content


def test_started_again_there_is_nothing_to_do(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path
) -> None:
    cotc("batch", archive, "-o", tmp_path / "out", "-j", 1)
    run = cotc("batch", archive, "-o", tmp_path / "out", "-j", 1)
    assert run.code == 3
    assert "0 papers to convert, 3 done before, 1 failed before (--retry-failed tries them again)" in run.err
    (archive / "broken.pdf").unlink()
    assert cotc("batch", archive, "-o", tmp_path / "out").code == 0


def test_a_paper_that_is_named_twice_is_converted_once(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path
) -> None:
    paper = archive / PAPERS[0]
    run = cotc("batch", paper, archive / "sub" / ".." / PAPERS[0], paper, "-o", tmp_path / "out", "-j", 1)
    assert run.code == 0
    assert "cotc: 2 papers to convert\n" in run.err  # the two spellings of its path


def test_a_list_on_standard_input(
    archive: Path, tmp_path: Path, cotc: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, results: Results
) -> None:
    lines = tmp_path / "list"
    lines.write_text(f"{archive}/{PAPERS[0]}\n{archive}/gone.pdf\n")
    with lines.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        run = cotc("batch", "-", "-o", tmp_path / "out", "-j", 1)
    assert run.code == 3
    assert "gone.pdf: unreadable: No such file" in run.err
    assert len(results()) == 1


@pytest.mark.parametrize(("form", "suffix"), [("markdown", ".md"), ("jsonl", ".jsonl"), ("csv", ".csv")])
def test_other_formats_stand_beside_each_other(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results, form: str, suffix: str
) -> None:
    paper = archive / PAPERS[0]
    assert cotc("batch", paper, "-o", tmp_path / "out", "-j", 1).code == 0
    assert cotc("batch", paper, "-o", tmp_path / "out", "-j", 1, "--to", form).code == 0
    assert sorted(Path(name).suffix for name in results()) == sorted([".json", suffix])
    assert all(results().values())


def test_an_empty_list_is_nothing_to_do(
    tmp_path: Path, cotc: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    run = cotc("batch", "-", "-o", tmp_path / "out", "-j", 1)
    assert (run.code, run.err.splitlines()[0]) == (0, "cotc: 0 papers to convert")


def test_formats_of_one_suffix_keep_their_own_names(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results
) -> None:
    for form in ("jsonl", "jsonl-paragraphs"):
        cotc("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, "--to", form)
    assert list(results()) == ["S_RES_2773_2025.en.jsonl", "S_RES_2773_2025.en.paragraphs.jsonl"]


def test_one_file_of_all_and_a_report_at_addresses(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path
) -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    targets = ("--gather", "memory://there/all.jsonl", "--report", "memory://there/r.md")
    cotc("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, *targets)
    assert len(memory.cat_file("/there/all.jsonl").splitlines()) > 10
    assert memory.cat_file("/there/r.md").startswith(b"# cotc batch")
    assert cotc("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, *targets).code == 0
    memory.pipe_file("/there/r.md", b"years of work")
    assert cotc("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, *targets).code == 2
    memory.rm("/there", recursive=True)


@pytest.mark.parametrize("suffix", [".jsonl", ".db", ".csv"])
def test_one_file_of_all(cotc: Callable[..., Any], archive: Path, tmp_path: Path, suffix: str) -> None:
    (archive / "broken.pdf").unlink()
    target = tmp_path / f"all{suffix}"
    assert cotc("batch", archive, "-o", tmp_path / "out", "-j", 2, "--gather", target).code == 0
    if suffix == ".db":
        with sqlite3.connect(target) as database:
            assert database.execute("SELECT count(*) FROM papers").fetchone() == (3,)
        database.close()
    else:
        assert len(target.read_bytes().splitlines()) > 100
    first = target.read_bytes()
    cotc("batch", archive, "-o", tmp_path / "out", "-j", 1, "--force", "--gather", target)
    assert target.read_bytes() == first


@pytest.mark.parametrize(
    ("option", "name"), [("--gather", "all.db"), ("--gather", "all.csv"), ("--report", "r.md")]
)
def test_what_is_not_ours_is_not_replaced(
    option: str, name: str, cotc: Callable[..., Any], archive: Path, tmp_path: Path
) -> None:
    target = tmp_path / name
    call = ("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, option, target)
    target.write_text("years of work")
    run = cotc(*call)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert f"{option} {target} exists" in run.err
    assert target.read_text() == "years of work"
    assert cotc(*call, "--force").code == 0
    assert cotc(*call).code == 0  # now it is ours
    with target.open("ab") as stream:
        stream.write(b"more")  # by another hand
    assert cotc(*call).code == 2
    assert target.read_bytes().endswith(b"more")


def test_a_gathered_archive_that_was_added_to_is_kept(
    cotc: Callable[..., Any], archive: Path, fixtures: Path, tmp_path: Path
) -> None:
    target = tmp_path / "all.db"
    call = ("batch", archive / PAPERS[0], "-o", tmp_path / "out", "-j", 1, "--gather", target)
    assert cotc(*call).code == 0
    assert cotc("export", fixtures / PAPERS[1], "--to", "sqlite", "-o", target).code == 0
    assert cotc(*call).code == 2
    with contextlib.closing(sqlite3.connect(target)) as database:
        assert database.execute("SELECT count(*) FROM papers").fetchone() == (2,)


@pytest.mark.parametrize(("option", "suffix"), [("--gather", ".jsonl"), ("--report", ".html")])
def test_a_place_that_cannot_be_written_is_told_before_the_work(
    option: str, suffix: str, cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results
) -> None:
    for target, words in ((f"no/such{suffix}", "there is no folder"), (f"folder{suffix}", "is a folder")):
        (tmp_path / f"folder{suffix}").mkdir(exist_ok=True)
        run = cotc("batch", archive, "-o", tmp_path / "out", "-j", 1, option, tmp_path / target)
        assert run.code in {1, 2}
        assert words in run.err
        assert run.err.count("\n") == 1
    assert results() == {}


@pytest.mark.parametrize("jobs", [0, 1])
@pytest.mark.parametrize("form", ["jsonl", "markdown", "text", "docx", "akn", "csv", "parquet"])
def test_results_in_each_format(
    cotc: Callable[..., Any], fixtures: Path, tmp_path: Path, form: str, jobs: int
) -> None:
    paper = fixtures / PAPERS[0]
    assert cotc("batch", paper, "-o", tmp_path / "out", "-j", jobs, "--to", form).code == 0
    (made,) = [file for file in (tmp_path / "out").iterdir() if file.is_file()]
    if form == "jsonl":
        assert made.read_bytes() == cotc("parse", paper, "--format", "jsonl").out
    else:
        target = tmp_path / f"one{made.suffix}"
        assert cotc("export", paper, "--to", form, "-o", target).code == 0
        assert made.read_bytes() == target.read_bytes()


def test_log_lines_in_json(cotc: Callable[..., Any], archive: Path, tmp_path: Path) -> None:
    run = cotc("batch", archive, "-o", tmp_path / "out", "-j", 1, "--log", "json")
    lines = [json.loads(line) for line in run.err.splitlines()]
    assert [line["event"] for line in lines] == ["begin", *["paper"] * 4, "end"]
    assert lines[-1]["done"] == 3
    assert lines[-1]["reasons"] == {"unreadable": 1}


def test_quiet(cotc: Callable[..., Any], archive: Path, tmp_path: Path) -> None:
    assert cotc("batch", archive, "-o", tmp_path / "out", "-j", 1, "--log", "quiet").err == ""


def test_reports(cotc: Callable[..., Any], archive: Path, tmp_path: Path) -> None:
    for suffix in (".html", ".md", ".json"):
        target = tmp_path / f"report{suffix}"
        cotc("batch", archive, "-o", tmp_path / "out", "-j", 1, "--report", target)
        told = target.read_text().replace("\\", "")
        assert "broken.pdf" in told
        assert str(tmp_path / "out") in told


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["no-such-folder", "-o", "out"], 1, "no such file or folder"),
        (["."], 2, "--output"),
        ([".", "-o", "out", "--to", "papyrus"], 2, "no such format"),
        ([".", "-o", "out", "--report", "r.pdf"], 2, ".html"),
        ([".", "-o", "out", "--gather", "g.xls"], 2, ".parquet"),
        ([".", "-o", "out", "--gather", "g.db", "--to", "csv"], 2, "JSON"),
        ([".", "-o", "out", "--retry-failed", "--force"], 2, "exclude"),
        ([".", "-o", "out", "--memory-limit", "much"], 2, "512M"),
        ([".", "-o", "out", "--memory-limit", "-5M"], 2, "512M"),
        ([".", "-o", "out", "--memory-limit", "20M"], 2, "no worker can live on that"),
        ([".", "-o", "out", "--to", "sqlite"], 2, "--gather all.db"),
        ([".", "-o", "out"], 1, "no papers there"),
        ([".", "-o", "nowhere://x/y"], 2, "nowhere"),
    ],
)
def test_mistakes(
    cotc: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    run = cotc("batch", *arguments)
    assert run.code == code
    assert words in run.err
    assert run.err.count("\n") == 1


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "cotc.cli.main", *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_ends_with_its_tally_and_can_go_on(
    fixtures: Path, tmp_path: Path, results: Results, number: signal.Signals, cotc: Callable[..., Any]
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for copy in range(30):
        content = (fixtures / PAPERS[0]).read_bytes()
        (folder / f"p{copy:02}.pdf").write_bytes(content + b"%" + str(copy).encode())
    run = started("batch", folder, "-o", tmp_path / "out", "-j", 1, "--log", "json")
    assert run.stderr is not None
    for line in run.stderr:
        if json.loads(line)["event"] == "paper":
            break
    run.send_signal(number)
    rest = [json.loads(line) for line in run.stderr.read().splitlines()]
    run.stderr.close()
    assert run.wait(60) == 130
    assert rest[-1]["event"] == "end"
    assert 0 < rest[-1]["done"] < 30
    assert rest[-1]["done"] + rest[-1]["missing"] == 30
    assert cotc("batch", folder, "-o", tmp_path / "out", "-j", 2).code == 0
    assert len(results()) == 30


def test_watch_converts_what_is_there_and_what_comes(
    fixtures: Path, tmp_path: Path, results: Results
) -> None:
    pytest.importorskip("watchdog")
    folder = tmp_path / "downloads"
    folder.mkdir()
    shutil.copy(fixtures / PAPERS[0], folder)
    run = started("watch", folder, "-o", folder / "out", "--rest", "0.2", "-j", 1, "--log", "json")
    try:
        wait_until(lambda: len(list((folder / "out").glob("*.json"))) == 1)
        (folder / "download.part").write_bytes(b"half of it")
        shutil.copy(fixtures / PAPERS[1], folder / "download.part")
        (folder / "download.part").rename(folder / "new.pdf")
        wait_until(lambda: len(list((folder / "out").glob("*.json"))) == 2)
    finally:
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
    assert run.returncode == 130, told
    assert len(results(folder / "out")) == 2


def test_watch_takes_no_file_that_still_grows(
    cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results
) -> None:
    """With --once it waits until the last one has come to rest."""
    pytest.importorskip("watchdog")
    (archive / "broken.pdf").unlink()
    run = cotc("watch", archive, "-o", tmp_path / "out", "-j", 1, "--once", "--rest", "0.5")
    assert run.code == 0
    assert run.err.startswith(f"cotc: watching {archive}; Ctrl-C ends it\n")
    assert len(results()) == 3


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to pass in a minute")


def test_watch_once(cotc: Callable[..., Any], archive: Path, tmp_path: Path, results: Results) -> None:
    pytest.importorskip("watchdog")
    past = time.time() - 60
    for file in archive.rglob("*.*"):
        os.utime(file, (past, past))
    assert cotc("watch", archive, "-o", tmp_path / "out", "-j", 1, "--once").code == 3
    assert len(results()) == 3
    assert cotc("watch", tmp_path / "nowhere", "-o", tmp_path / "out", "--once").code == 1
