"""A batch with the stand-in worker: sources, a session, and what it leaves behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cotc.cli.batch.engine import Mode
from cotc.cli.batch.model import Limits, Options, Outcome
from cotc.cli.batch.session import Settings, opened
from cotc.cli.batch.sources import find

HERE = Path(__file__).parent
Batch = Callable[..., dict[str, Outcome]]


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The stand-in worker can be imported, here and in child processes; nothing is kept at home."""
    others = os.environ.get("PYTHONPATH", "")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(HERE), others))))
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def papers(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder `src` of papers: name without suffix -> its lines."""

    def make(**lines: str) -> Path:
        folder = tmp_path / "src"
        folder.mkdir(exist_ok=True)
        for name, text in lines.items():
            (folder / f"{name}.txt").write_text(text.replace("; ", "\n") + "\n")
        return folder

    return make


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Converts addresses into tmp_path/out; the outcomes of what was done, by file name without suffix."""

    def run(
        *addresses: object,
        mode: Mode = "resume",
        jobs: int = 1,
        out: str | None = None,
        cluster: str | None = None,
        language: str | None = None,
        **limits: object,
    ) -> dict[str, Outcome]:
        settings = Settings(
            out=out or str(tmp_path / "out"),
            options=Options("batch_standin:work", language=language),
            limits=Limits(**{"timeout": 30.0, **limits}),  # type: ignore[arg-type]
            jobs=jobs,
            cluster=cluster,
        )
        with opened(settings) as session:
            plan = session.plan(find([str(address) for address in addresses]), mode)
            return {Path(outcome.source).stem: outcome for outcome in session.run(plan)}

    return run


@pytest.fixture
def results(tmp_path: Path) -> Callable[..., dict[str, bytes]]:
    """What stands in an output folder: name -> bytes."""

    def read(folder: Path = tmp_path / "out") -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}

    return read
