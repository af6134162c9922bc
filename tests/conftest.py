"""What all tests share: the papers, their documents (parsed once a run), and `cotc` run in this process."""

import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from cotc.cli.main import main
from cotc.parsers import Document, parse

FIXTURES = Path(__file__).parent.parent / "fixtures"

# No test measures time: the first text of a language compiles its patterns, on a machine that may be busy.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


class Run(NamedTuple):
    """How a run of `cotc` ended and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write fixtures/goldens anew; the tests fail all the same, so that the change gets read",
    )


def pytest_configure() -> None:
    """A shell has what it starts in the background ignore Ctrl-C, and programs that tests start would too."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No settings of whoever runs the tests: neither colours nor a window's width nor own profiles."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COTC_PASSWORD", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-config"))


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of papers."""
    return FIXTURES


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Document]:
    """The document of a paper in fixtures/, by its file name."""

    @cache
    def document(name: str) -> Document:
        return parse(FIXTURES / name)

    return document


@pytest.fixture
def cotc(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Run]:
    """`cotc` with these arguments."""

    def run(*arguments: object) -> Run:
        capfdbinary.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Run(code, out, err.decode())

    return run
