"""Whatever a paper does to its worker is an outcome, and the others go on."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cotc.cli.batch.model import Job, Limits, Options, Outcome, Paper, Setup
from cotc.cli.batch.pool import LocalPool
from cotc.cli.batch.slot import Slot
from cotc.cli.batch.sources import find
from cotc.parsers.errors import CotcError

MEMORY = 192 * 2**20

DEEDS = [
    ("crash", "crash", "SIGSEGV"),
    ("leave", "crash", "code 7"),
    ("eat", "memory", "--memory-limit"),
    ("load", "memory", "--memory-limit"),
    ("refuse", "unreadable", "no paper that cotc reads — try another"),
    ("fail", "defect", "ValueError: a defect of two lines"),
    ("connect", "defect", "socket"),
    ("spawn", "defect", "os.system"),
]


@pytest.mark.parametrize(("deed", "reason", "words"), DEEDS)
def test_a_bad_paper_is_an_outcome_and_the_others_are_done(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]], deed: str, reason: str, words: str
) -> None:
    folder = papers(a="symbol: A", b=f"symbol: B; do: {deed}", c="symbol: C")
    outcomes = batch(folder, memory=MEMORY)
    assert outcomes["b"].status == "failed"
    assert outcomes["b"].reason == reason
    assert words in (outcomes["b"].message or "")
    assert outcomes["a"].status == outcomes["c"].status == "done"


def test_a_worker_looks_for_what_papers_leave_behind(
    papers: Callable[..., Path],
    batch: Callable[..., dict[str, Outcome]],
    results: Callable[..., dict[str, bytes]],
) -> None:
    folder = papers(**{f"p{n:02}": f"symbol: {n}; do: tie" for n in range(60)})
    batch(folder)
    assert max(int(json.loads(result)["fields"]["freed"]) for result in results().values()) >= 50


def test_a_hanging_paper_is_ended(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]]
) -> None:
    outcomes = batch(papers(a="do: hang", b="symbol: B"), timeout=4.0)
    assert outcomes["a"].reason == "timeout"
    assert "--timeout" in (outcomes["a"].message or "")
    assert outcomes["b"].status == "done"


@pytest.mark.parametrize("deed", ["write", "remove"])
def test_a_worker_changes_nothing_beside_the_output(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]], tmp_path: Path, deed: str
) -> None:
    treasure = tmp_path / "treasure"
    treasure.write_text("kept")
    outcomes = batch(papers(a=f"do: {deed}; mark: {treasure}"))
    assert outcomes["a"].reason == "defect"
    assert treasure.read_text() == "kept"


def test_words_on_standard_output_do_no_harm(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]]
) -> None:
    assert batch(papers(a="do: print"))["a"].status == "done"


def test_a_worker_that_was_killed_once_is_not_the_papers_fault(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    outcomes = batch(papers(a=f"symbol: A; do: crash_once; mark: {tmp_path}/out/mark"))
    assert outcomes["a"].status == "done"


def test_a_missing_paper_fails_alone(
    papers: Callable[..., Path], batch: Callable[..., dict[str, Outcome]]
) -> None:
    folder = papers(a="symbol: A")
    (folder / "b.txt").symlink_to("nowhere")
    outcomes = batch(folder)
    assert outcomes["b"].reason == "unreadable"
    assert "No such file" in (outcomes["b"].message or "")
    assert outcomes["a"].status == "done"


def setup(tmp_path: Path, **limits: object) -> Setup:
    return Setup(Options("batch_standin:work"), Limits(**limits), (str(tmp_path),))  # type: ignore[arg-type]


def jobs(folder: Path, tmp_path: Path) -> list[Job]:
    return [Job(p, str(tmp_path / f"{n}.json")) for n, p in enumerate(find([str(folder)]))]


def test_workers_are_used_again_and_then_renewed(papers: Callable[..., Path], tmp_path: Path) -> None:
    folder = papers(**{f"p{n}": f"symbol: {n}" for n in range(7)})
    pool = LocalPool(setup(tmp_path, papers=3), 1)
    workers = [outcome.worker for outcome in pool.run(jobs(folder, tmp_path))]
    pool.close()
    assert [workers.count(worker) for worker in dict.fromkeys(workers)] == [3, 3, 1]


def test_memory_that_earlier_papers_left_is_not_the_papers_fault(
    papers: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer of a used process is that its memory is full; a new process is asked then."""
    folder = papers(a="symbol: A", b="symbol: B")
    slot = Slot(setup(tmp_path))
    first, second = jobs(folder, tmp_path)
    assert slot.run(first).status == "done"
    asked = []
    real = Slot._ask

    def ask(self: Slot, job: Job) -> Outcome:
        asked.append(self._process)
        if len(asked) == 1:
            return Outcome(source="", stamp="", status="failed", reason="memory")
        return real(self, job)

    monkeypatch.setattr(Slot, "_ask", ask)
    assert slot.run(second).status == "done"
    assert len(asked) == 2
    assert asked[0] is not asked[1]
    slot.release()


def test_a_pool_runs_again_with_the_same_workers(papers: Callable[..., Path], tmp_path: Path) -> None:
    work = jobs(papers(a="symbol: A", b="symbol: B"), tmp_path)
    pool = LocalPool(setup(tmp_path), 1)
    first = {outcome.worker for outcome in pool.run(work)}
    second = {outcome.worker for outcome in pool.run(work)}
    pool.close()
    assert first == second


def test_leaving_a_run_ends_the_papers_under_way(papers: Callable[..., Path], tmp_path: Path) -> None:
    work = jobs(papers(a="symbol: A", b="do: hang", c="do: hang"), tmp_path)
    pool = LocalPool(setup(tmp_path, timeout=None), 2)
    outcomes = pool.run(work)
    assert next(outcomes).status == "done"
    outcomes.close()  # type: ignore[attr-defined]
    assert not list(tmp_path.glob("*.tmp"))


def test_a_worker_that_cannot_start_ends_the_run(tmp_path: Path) -> None:
    pool = LocalPool(Setup(Options("no_such_module:work"), Limits(), ()), 1)
    with pytest.raises(CotcError, match="no_such_module"):
        list(pool.run([Job(Paper("x", ""), str(tmp_path / "x"))]))


def test_one_that_is_killed_before_it_is_ready_gets_other_chances(
    papers: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where memory is short the system kills whatever starts; then it is told."""
    import subprocess

    started = []
    real = subprocess.Popen

    def mortal(*arguments: object, **more: object) -> object:
        process = real(*arguments, **more)  # type: ignore[call-overload]
        started.append(process)
        if len(started) != 3:
            process.kill()
        return process

    monkeypatch.setattr("cotc.cli.batch.slot.subprocess.Popen", mortal)
    slot = Slot(setup(tmp_path))
    (job,) = jobs(papers(a="symbol: A"), tmp_path)
    assert slot.run(job).status == "done"
    assert len(started) == 3
    slot.release()
    another = Slot(setup(tmp_path))
    with pytest.raises(CotcError, match="cannot be started: it was ended before it was ready"):
        another.run(job)
    assert len(started) == 13
    another.release()


def test_an_end_by_a_signal_without_a_name_is_told(tmp_path: Path) -> None:
    slot = Slot(setup(tmp_path))

    class Ended:
        stdin = stdout = None

        def wait(self) -> int:
            return -99

    slot._process = Ended()  # type: ignore[assignment]
    assert slot._obituary() == "its worker was ended by signal 99"
    assert slot._last_words() == ""
    slot._process = None


def test_one_closed_while_it_starts_does_nothing(papers: Callable[..., Path], tmp_path: Path) -> None:
    (job,) = jobs(papers(a="symbol: A"), tmp_path)
    slot = Slot(setup(tmp_path))
    slot.close()
    assert slot.run(job).status == "failed"
    assert not (tmp_path / "0.json").exists()
    slot.release()


def test_the_messages_survive_their_journey() -> None:
    outcome = Outcome(source="ü/\u202e", stamp="1", status="done", findings={"A": 2})
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
