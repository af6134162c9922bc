"""What is done again, what is kept, and what stands in the output folder after whatever happened."""

import itertools
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from cotc.cli.batch.manifest import Manifest
from cotc.cli.batch.model import Options, Outcome
from cotc.cli.batch.session import Settings, opened
from cotc.cli.batch.sources import find
from cotc.cli.batch.store import LocalStore
from cotc.parsers.errors import ExportError, UsageError

Make = Callable[..., Path]
Batch = Callable[..., dict[str, Outcome]]
Results = Callable[..., dict[str, bytes]]


def test_names_by_symbol_and_language(papers: Make, batch: Batch, results: Results) -> None:
    batch(papers(a="symbol: CTOC/COP/2024/11; language: fr", b="language: ru"))
    assert list(results()) == ["CTOC_COP_2024_11.fr.json", "b.ru.json"]


def test_only_what_is_new_or_changed_is_done(papers: Make, batch: Batch, results: Results) -> None:
    folder = papers(a="symbol: A", b="symbol: B")
    batch(folder)
    assert batch(folder) == {}
    papers(b="symbol: B; changed: yes", c="symbol: C")
    assert sorted(batch(folder)) == ["b", "c"]
    assert b"changed" in results()["B.json"]
    assert batch(folder) == {}


def test_a_paper_that_was_only_touched_is_read_but_not_done_again(papers: Make, batch: Batch) -> None:
    folder = papers(a="symbol: A")
    batch(folder)
    (folder / "a.txt").touch()
    assert batch(folder)["a"].status == "kept"
    assert batch(folder) == {}


def test_other_options_mean_doing_it_again(papers: Make, batch: Batch, results: Results) -> None:
    folder = papers(a="symbol: A")
    batch(folder)
    assert list(batch(folder, language="fr")) == ["a"]
    assert b'"fr"' in results()["A.json"]


def test_another_version_means_doing_it_again(
    papers: Make, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = papers(a="symbol: A")
    batch(folder)
    monkeypatch.setattr("cotc.cli.batch.session.version", lambda _: "99")
    assert list(batch(folder)) == ["a"]
    assert batch(folder) == {}


def test_a_result_that_was_deleted_is_made_again(papers: Make, batch: Batch, tmp_path: Path) -> None:
    folder = papers(a="symbol: A", b="symbol: B")
    batch(folder)
    (tmp_path / "out/A.json").unlink()
    assert list(batch(folder)) == ["a"]


def test_failures_wait_for_retry_or_a_change(papers: Make, batch: Batch) -> None:
    folder = papers(a="do: refuse", b="symbol: B")
    batch(folder)
    assert batch(folder) == {}
    assert list(batch(folder, mode="retry")) == ["a"]
    papers(a="symbol: A")
    assert batch(folder)["a"].status == "done"


def test_force_does_all(papers: Make, batch: Batch, results: Results) -> None:
    folder = papers(a="symbol: A", b="symbol: A", c="do: refuse")
    batch(folder)
    before = results()
    assert sorted(batch(folder, mode="force")) == ["a", "b", "c"]
    assert results() == before


def test_a_failure_leaves_the_former_result(papers: Make, batch: Batch, results: Results) -> None:
    folder = papers(a="symbol: A")
    batch(folder)
    before = results()
    papers(a="symbol: A; do: refuse")
    assert batch(folder)["a"].status == "failed"
    assert results() == before


def test_a_result_under_a_new_name_takes_the_place_of_the_old(
    papers: Make, batch: Batch, results: Results
) -> None:
    folder = papers(a="symbol: A")
    batch(folder)
    papers(a="symbol: B")
    batch(folder)
    assert list(results()) == ["B.json"]


CLASHING = {
    "a": "symbol: X; n: 1",
    "b": "symbol: X; n: 2",
    "c": "symbol: x; n: 3",
    "d": "symbol: X; n: 2",
    "e": "symbol: Y",
}


def test_papers_that_want_one_name_all_get_one(papers: Make, batch: Batch, results: Results) -> None:
    batch(papers(**CLASHING))
    found = results()
    assert len(found) == len(CLASHING)
    assert b'"a.txt"' in found["X.json"]
    assert sum(name.startswith("X~") for name in found) == 2


@pytest.mark.parametrize("order", ["abcde", "edcba", "cadeb", "dbeca"])
def test_names_do_not_depend_on_the_order_of_arrival(
    papers: Make, batch: Batch, results: Results, order: str, tmp_path: Path
) -> None:
    folder = papers(**CLASHING)
    batch(folder, out=str(tmp_path / "at-once"))
    for name in order:
        batch(folder / f"{name}.txt")
    assert results() == results(tmp_path / "at-once")


def test_the_number_of_workers_changes_nothing(
    papers: Make, batch: Batch, results: Results, tmp_path: Path
) -> None:
    folder = papers(**{f"p{n:02}": f"symbol: A/{n % 5}; n: {n}" for n in range(20)})
    for jobs in (0, 1, 3):
        batch(folder, jobs=jobs, out=str(tmp_path / f"out{jobs}"))
    assert results(tmp_path / "out0") == results(tmp_path / "out1") == results(tmp_path / "out3")
    assert len(results(tmp_path / "out0")) == 20


def test_a_store_behind_fsspec_holds_the_same(papers: Make, batch: Batch, results: Results) -> None:
    import fsspec

    folder = papers(**CLASHING)
    batch(folder)
    memory = fsspec.filesystem("memory")
    batch(*(folder / f"{name}.txt" for name in "edc"), jobs=0, out="memory://results")
    batch(folder, jobs=0, out="memory://results")
    held = {path.rsplit("/", 1)[-1]: memory.cat_file(path) for path in memory.glob("/results/*.json")}
    assert held == results()
    assert batch(folder, jobs=0, out="memory://results") == {}
    memory.rm("/results", recursive=True)


def test_another_machine_goes_on_where_this_one_stopped(
    papers: Make, batch: Batch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import fsspec

    folder = papers(a="symbol: A", b="symbol: B")
    batch(folder / "a.txt", jobs=0, out="memory://moved")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another-home"))
    assert list(batch(folder, jobs=0, out="memory://moved")) == ["b"]
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert batch(folder, jobs=0, out="memory://moved") == {}
    fsspec.filesystem("memory").rm("/moved", recursive=True)


def test_a_copy_of_the_manifest_is_kept_with_remote_results_meanwhile(
    papers: Make, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fsspec

    from cotc.cli.batch import session

    copies: list[int] = []
    real = session.put
    monkeypatch.setattr(session, "put", lambda *given: copies.append(len(given[1])) or real(*given))
    monkeypatch.setattr(session, "UPLOAD", -1.0)
    batch(papers(a="symbol: A", b="symbol: B", c="symbol: C"), jobs=0, out="memory://copies")
    assert len(copies) == 4  # after each paper, and at the end
    fsspec.filesystem("memory").rm("/copies", recursive=True)


class KilledError(BaseException):
    """Stands for the end of the process: no handler of the program may see it."""


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Counts the steps that change what is on disk, and ends the process before step `n`."""
    steps = itertools.count()
    limit = [10**9]

    def mortal(owner: type, name: str) -> None:
        real = getattr(owner, name)

        def step(*args: object, **kwargs: object) -> object:
            if next(steps) >= limit[0]:
                raise KilledError
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, step)

    for name in ("move", "remove", "clear_staging"):
        mortal(LocalStore, name)
    for name in ("record", "placed", "exchange", "exchanged", "swept", "forget", "unchanged", "begin"):
        mortal(Manifest, name)

    def arm(count: int) -> None:
        nonlocal steps
        steps = itertools.count()
        limit[0] = count

    return arm


def test_a_run_killed_at_any_step_is_finished_by_the_next(
    papers: Make, batch: Batch, results: Results, deadly: Callable[[int], None], tmp_path: Path
) -> None:
    """First the papers of `before`, then, killed at every step there is, those of CLASHING."""
    before = {"b": "symbol: Z; n: 0", "d": "symbol: X; n: 9", "e": "symbol: X"}
    folder = papers(**before)

    def both(out: str, death: int) -> bool:
        deadly(10**9)
        papers(**before)
        for name in before:
            batch(folder / f"{name}.txt", jobs=0, out=out)
        papers(**CLASHING)
        deadly(death)
        try:
            batch(folder, jobs=0, out=out)
        except KilledError:
            deadly(10**9)
            batch(folder, jobs=0, out=out)
            return True
        return False

    assert not both(str(tmp_path / "whole"), 10**9)
    expected = results(tmp_path / "whole")
    assert len(expected) == len(CLASHING)
    deaths = 0
    while both(str(tmp_path / f"killed{deaths}"), deaths):
        assert results(tmp_path / f"killed{deaths}") == expected, f"killed before step {deaths}"
        assert not list((tmp_path / f"killed{deaths}/.cotc/json/staging").iterdir())
        deaths += 1
    assert deaths > 20


def test_two_batches_do_not_share_a_folder(papers: Make, batch: Batch, tmp_path: Path) -> None:
    settings = Settings(out=str(tmp_path / "out"), options=Options("batch_standin:work"))
    with opened(settings), pytest.raises(UsageError, match="another batch"):
        batch(papers(a="symbol: A"))


def test_an_output_folder_that_cannot_be(papers: Make, batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError):
        batch(papers(a="symbol: A"))


def test_an_output_folder_that_vanishes_ends_the_run(papers: Make, tmp_path: Path) -> None:
    folder = papers(**{f"p{n}": f"symbol: {n}" for n in range(9)})
    settings = Settings(out=str(tmp_path / "out"), options=Options("batch_standin:work"))
    with opened(settings) as session:
        outcomes = session.run(session.plan(find([str(folder)]), "resume"))
        next(outcomes)
        # Moved rather than removed: a worker may write into it while it is being emptied.
        (tmp_path / "out").rename(tmp_path / "gone")
        with pytest.raises(ExportError, match="what is done is kept") as error:
            list(outcomes)
        # An error that is held holds what it passed through; no worker may go on with that.
        assert error.tb is not None
        assert not [thread for thread in threading.enumerate() if "_serve" in thread.name]


@pytest.mark.parametrize("scheme", ["file://", "local://"])
def test_a_folder_of_this_machine_by_its_address(
    papers: Make, batch: Batch, results: Results, tmp_path: Path, scheme: str
) -> None:
    folder = papers(a="symbol: A")
    assert batch(f"{scheme}{folder}", out=f"{scheme}{tmp_path}/out")["a"].status == "done"
    assert list(results()) == ["A.json"]
    assert batch(folder) == {}


def test_memory_that_no_worker_sees_is_no_place_for_results(papers: Make, batch: Batch) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match="only one process"):
        batch(papers(a="symbol: A"), out="memory://unseen")


def test_a_run_that_is_left_early_ends_with_its_session(papers: Make, batch: Batch, tmp_path: Path) -> None:
    folder = papers(**{f"p{n}": f"symbol: {n}; do: linger; seconds: 0.1" for n in range(9)})
    settings = Settings(out=str(tmp_path / "out"), options=Options("batch_standin:work"), jobs=2)
    with opened(settings) as session:
        outcomes = session.run(session.plan(find([str(folder)]), "resume"))
        first = next(outcomes)
    assert not [thread for thread in threading.enumerate() if "_serve" in thread.name]
    assert list(outcomes) == []
    assert set(batch(folder)) == {f"p{n}" for n in range(9)} - {Path(first.source).stem}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes small disks")
def test_a_full_disk_ends_the_run_and_more_room_lets_it_go_on(
    papers: Make, batch: Batch, results: Results, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False
    ).returncode:
        pytest.skip("no disks can be made here")
    try:
        folder = papers(**{f"p{n}": f"symbol: {n}; ballast: {'x' * 60_000}" for n in range(9)})
        with pytest.raises(ExportError, match="what is done is kept"):
            batch(folder, out=str(disk / "out"))
        done = results(disk / "out")
        assert len(done) < 9
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        assert len(batch(folder, out=str(disk / "out"))) == 9 - len(done)
        batch(folder)
        assert results(disk / "out") == results()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "m.sqlite").write_text("no database, but longer than a header of one would be" * 9)
    with pytest.raises(ExportError, match=r"m\.sqlite"):
        Manifest(tmp_path / "m.sqlite")
