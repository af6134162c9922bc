"""The frame of the command line: help, version, the table of commands, and the door for errors."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cotc.cli import main as frame
from cotc.cli.main import COMMANDS

NAMES = [row.name for row in COMMANDS]


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Makes `cotc schema` run another function."""

    def plant(function: Callable[[], Any]) -> None:
        monkeypatch.setattr(frame, "import_module", lambda _: SimpleNamespace(command=function))

    return plant


def test_help_lists_every_command_and_the_exit_codes(cotc: Callable[..., Any]) -> None:
    run = cotc("--help")
    assert run.code == 0
    for row in COMMANDS:
        assert f"  {row.name} " in run.text
        assert row.help.split()[0] in run.text
    for code in ("0 ", "1 ", "2 ", "3 ", "130 "):
        assert code in run.text[run.text.index("Exit codes") :]


def test_h_is_help(cotc: Callable[..., Any]) -> None:
    assert cotc("-h").out == cotc("--help").out


@pytest.mark.parametrize("name", NAMES)
def test_a_command_tells_what_it_does(name: str, cotc: Callable[..., Any]) -> None:
    run = cotc(name, "--help")
    assert run.code == 0
    assert run.text.startswith(f"Usage: cotc {name}")
    assert cotc(name, "-h").out == run.out


@pytest.mark.parametrize("row", COMMANDS, ids=NAMES)
def test_a_command_is_documented_where_it_stands(row: frame.Row) -> None:
    assert import_module(row.module).command.__doc__


def test_version_is_that_of_the_package(cotc: Callable[..., Any]) -> None:
    assert cotc("--version") == (0, f"cotc {version('cotc')}\n".encode(), "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["prase"], "No such command 'prase'"),
        (["parse"], "Missing argument 'FILE...'"),
        (["parse", "--nonsense", "x.pdf"], "--nonsense"),
        (["parse", "--format", "yaml", "x.pdf"], "'yaml'"),
        (["parse", "--depth", "-1", "x.pdf"], "--depth"),
        (["parse", "--only", "resolution,motion", "x.pdf"], "no such kind: motion"),
        (["parse", "--only", ",", "x.pdf"], "no such kind"),
        (["parse", "--format", "json", "--depth", "2", "x.pdf"], "json is always the whole document"),
        (["parse", "--language", "de", "x.pdf"], "'de'"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments: list[str], said: str, cotc: Callable[..., Any]) -> None:
    run = cotc(*arguments)
    assert (run.code, run.out) == (2, b"")
    assert said in run.err
    assert run.err.count("\n") == 1
    assert run.err.startswith("cotc: ")


def test_a_mistyped_command_is_guessed(cotc: Callable[..., Any]) -> None:
    assert "Did you mean 'parse'" in cotc("prase").err


def test_without_a_command_there_is_help_and_2(cotc: Callable[..., Any]) -> None:
    run = cotc()
    assert run.code == 2
    assert run.err.startswith("Usage: cotc")


def test_ctrl_c_is_130(cotc: Callable[..., Any], planted: Callable[..., None]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    planted(interrupted)
    assert cotc("schema") == (130, b"", "")


def test_a_mistake_of_our_own_is_one_line_and_a_traceback_only_on_demand(
    cotc: Callable[..., Any], planted: Callable[..., None]
) -> None:
    def wrong() -> None:
        raise ZeroDivisionError("planted")

    planted(wrong)
    run = cotc("schema")
    assert run.code == 1
    assert "ZeroDivisionError: planted" in run.err
    assert run.err.count("\n") == 1
    debugged = cotc("--debug", "schema")
    assert debugged.code == 1
    assert "Traceback" in debugged.err
    assert "Traceback" not in cotc("schema").err


def test_a_command_returns_its_exit_code(cotc: Callable[..., Any], planted: Callable[..., None]) -> None:
    planted(lambda: 3)
    assert cotc("schema").code == 3


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["parse", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys, json\nfrom cotc.cli.main import main\n"
        f"main({arguments!r})\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = set(json.loads(done.stderr))
    assert not loaded & {"rich", "pypdfium2", "pdfplumber", "msgspec", "regex", "lxml", "cotc.parsers"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(shell: str) -> None:
    surroundings = os.environ | {"_COTC_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "cotc pa"}
    surroundings |= {"COMP_WORDS": "cotc pa", "COMP_CWORD": "1", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(_program(), env=surroundings, capture_output=True, check=False)
    assert b"parse" in done.stdout
    assert b"schema" not in done.stdout


def test_completion_knows_the_options_of_a_command() -> None:
    surroundings = os.environ | {"_COTC_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
    surroundings |= {"COMP_WORDS": "cotc parse --pass"}
    done = subprocess.run(_program(), env=surroundings, capture_output=True, check=False)
    assert done.stdout.split() == [b"--password"]


def _program() -> list[str]:
    return [str(Path(sys.executable).parent / "cotc")]
