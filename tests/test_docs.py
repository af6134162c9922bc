"""README.md and docs/ say what the program does: their examples are run, their links followed.

A block fenced as `console` holds commands behind `$` and what they print. Each block runs with bash in an
empty folder that has only `fixtures` in it, 80 columns wide, and must print just that; where it begins with
`# not run`, it is left alone. `pytest tests/test_docs.py --update-golden` writes the outputs anew and fails.
"""

import ast
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console
from rich.text import Text

from cotc.cli.main import COMMANDS
from cotc.cli.render.outline import Choice
from cotc.cli.render.tree import show
from cotc.parsers import Document
from cotc.parsers.semantics import findings

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = ROOT / "docs" / "commands.md"
COMMANDS_HEAD = """# Commands

What `cotc COMMAND --help` prints. This page is written by the tests (`--update-golden`), not by hand.
"""
PAGES = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")} - {COMMANDS_PAGE})
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "tree.svg"
PICTURE_LINES = 44
NOT_RUN = "# not run"


class Example(NamedTuple):
    """The inside of a block: commands, and what they print."""

    page: Path
    inside: str

    def commands(self) -> list[str]:
        joined = self.inside.replace("\\\n", "\x00")
        lines = [line[2:] for line in joined.splitlines() if line.startswith("$ ")]
        return [line.replace("\x00", "\\\n") for line in lines]


def examples() -> Iterator[Example]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.finditer(r"^```console\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
            if not block[1].startswith(NOT_RUN):
                yield Example(page, block[1])


def name_of(example: Example) -> str:
    return f"{example.page.name}:{example.commands()[0][:60]}"


@pytest.mark.parametrize("example", list(examples()), ids=name_of)
def test_an_example_prints_what_it_says(
    example: Example, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    printed = "".join(f"$ {command}\n{_run(command, tmp_path)}" for command in example.commands())
    if request.config.getoption("--update-golden"):
        text = example.page.read_text(encoding="utf-8")
        example.page.write_text(text.replace(_block(example.inside), _block(printed)), encoding="utf-8")
        pytest.fail(f"an example in {example.page.name} is written anew: read its diff")
    assert printed == example.inside


def _block(inside: str) -> str:
    return f"```console\n{inside}```"


def _run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


def test_every_command_has_its_help_on_one_page(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    calls = [f"cotc {row.name} --help" for row in COMMANDS]
    blocks = [_block(f"$ {call}\n{_run(call, tmp_path)}") for call in calls]
    headings = [f"## {row.name}\n\n{row.help}" for row in COMMANDS]
    sections = [f"{heading}\n\n{block}\n" for heading, block in zip(headings, blocks, strict=True)]
    page = "\n".join([COMMANDS_HEAD, *sections])
    if request.config.getoption("--update-golden"):
        COMMANDS_PAGE.write_text(page, encoding="utf-8")
        pytest.fail("docs/commands.md is written anew: read its diff")
    assert COMMANDS_PAGE.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("name", [row.name for row in COMMANDS])
def test_every_command_is_in_the_readmes_table(name: str) -> None:
    assert re.search(rf"^\|.*`cotc {name}`", README, re.MULTILINE)


def test_every_finding_is_in_the_readme() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning|info) \|", README, re.MULTILINE))
    stated = dict(re.findall(r"^    ([a-z-]+) +(error|warning|info) ", findings.__doc__ or "", re.MULTILINE))
    assert stated
    assert rows.items() >= stated.items()
    assert rows.keys() == stated.keys() | set(_codes_in_the_source())


def _codes_in_the_source() -> Iterator[str]:
    """First arguments of the calls that make a finding, where they stand there in full."""
    for path in (ROOT / "parsers").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(ast.Name("Finding" | "_finding"), [ast.Constant(str(code)), *_]):
                    yield code


def test_there_are_six_recipes_for_jq() -> None:
    assert sum(any("| jq" in line for line in example.commands()) for example in examples()) >= 6


def test_the_library_does_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        found = page.parent / target if target else page
        assert found.exists(), link
        if anchor:
            assert anchor in _anchors(found), link


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_picture_shows_the_tree(
    parsed: Callable[[str], Document], request: pytest.FixtureRequest
) -> None:
    name = "ctoc-a.en.pdf"
    terminal = Console(width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    with terminal.capture() as capture:
        show(parsed(name), terminal, Choice(), full=False)
    lines = Text.from_ansi(capture.get()).split("\n")[:PICTURE_LINES]
    if request.config.getoption("--update-golden"):
        camera = Console(width=80, file=io.StringIO(), record=True)
        camera.print(Text("\n").join(lines))
        camera.save_svg(str(PICTURE), title=f"cotc parse {name}", unique_id="tree")
        pytest.fail("the picture is drawn anew: look at it")
    svg = PICTURE.read_text(encoding="utf-8").replace("&#160;", " ")
    words = re.sub(r"<[^>]*>", "", svg[svg.index(name) :])
    for line in lines:
        for word in line.plain.split():
            assert word in words
