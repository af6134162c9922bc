"""A child process that reads what was made to harm, with 512 MB and 20 s for each paper."""

from collections.abc import Callable, Iterator

import pytest

from cotc.cli.batch.model import Job, Limits, Outcome, Paper, Setup
from cotc.cli.batch.session import options_for
from cotc.cli.batch.slot import Slot

MEMORY = 512 * 2**20
# Seconds a paper may take. The reference engine takes its time over what the other sees through at once.
SECONDS = {"pdfium": 20.0, "pdfplumber": 5.0}

Read = Callable[[bytes, str], tuple[Outcome, str]]


@pytest.fixture(scope="session")
def read_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """The outcome of reading some bytes with an engine, and the JSON that was made."""
    folder = tmp_path_factory.mktemp("hostile")
    paper, staged = folder / "paper", folder / "document.json"
    slots: dict[str, Slot] = {}

    def read(data: bytes, engine: str) -> tuple[Outcome, str]:
        if engine not in slots:
            limits = Limits(timeout=SECONDS[engine], memory=MEMORY, tries=1)
            slots[engine] = Slot(Setup(options_for("jsonl", engine), limits, (str(folder),)))
        paper.write_bytes(data)
        outcome = slots[engine].run(Job(Paper(str(paper), ""), str(staged)))
        return outcome, staged.read_text("utf-8") if outcome.status == "done" else ""

    yield read
    for slot in slots.values():
        slot.release()


@pytest.fixture
def suffer(read_apart: Read) -> Callable[..., None]:
    """Reads an attack and holds what became of it against what must."""

    def hold(attack: "Attack", engine: str = "pdfium") -> None:  # type: ignore[name-defined]  # noqa: F821
        outcome, text = read_apart(attack.make(), engine)
        assert (outcome.reason or "read") in (attack.reasons or ("read",)), outcome.message
        assert attack.says in (text if outcome.status == "done" else outcome.message or "")
        assert outcome.memory <= MEMORY
        if outcome.reason == "unreadable":
            assert "\n" not in (outcome.message or "")

    return hold
