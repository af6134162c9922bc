"""`cotc export` as it is typed: where files go, what is refused, what docs/export.md promises."""

import re
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from msgspec.structs import replace

from cotc.cli.export.formats import EXPORTERS, Format
from cotc.cli.main import main
from cotc.parsers.model import Document, Node
from cotc.parsers.model.codec import to_json

ROOT = Path(__file__).parents[2]


@pytest.fixture
def paper_json(tmp_path: Path, awkward: Document) -> Path:
    path = tmp_path / "paper.json"
    path.write_bytes(to_json(awkward))
    return path


def run(*arguments: str | Path) -> int:
    return main(["export", *map(str, arguments)])


def test_the_command_line_offers_the_table() -> None:
    assert list(EXPORTERS) == list(get_args(Format))
    suffixes = [exporter.suffix for exporter in EXPORTERS.values()]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("name", EXPORTERS)
def test_each_format_writes_a_file(name: str, paper_json: Path, tmp_path: Path) -> None:
    target = tmp_path / f"out{EXPORTERS[name].suffix}"
    assert run(paper_json, "--to", name, "-o", target) == 0
    assert target.stat().st_size > 100
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_suffix_says_the_format(name: str, paper_json: Path, tmp_path: Path) -> None:
    named, unnamed = (tmp_path / f"{stem}{EXPORTERS[name].suffix}" for stem in ("named", "unnamed"))
    assert run(paper_json, "--to", name, "-o", named) == run(paper_json, "-o", unnamed) == 0
    if name != "sqlite":  # which has no two files alike
        assert named.read_bytes() == unnamed.read_bytes()


def test_an_archive_may_be_called_sqlite(paper_json: Path, tmp_path: Path) -> None:
    assert run(paper_json, "-o", tmp_path / "a.sqlite") == 0
    assert (tmp_path / "a.sqlite").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize(
    "name", [name for name, exporter in EXPORTERS.items() if exporter.shape != "archive"]
)
def test_nothing_is_overwritten_without_force(
    name: str, paper_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    target.write_text("mine")
    assert run(paper_json, "--to", name, "-o", target) == 2
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "mine"
    assert run(paper_json, "--to", name, "-o", target, "--force") == 0
    assert target.read_bytes() != b"mine"


def test_text_goes_to_standard_output(paper_json: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(paper_json, "--to", "markdown") == 0
    assert capfdbinary.readouterr().out.startswith(b"---\nsymbol: ")


def test_split_writes_each_text(paper_json: Path, tmp_path: Path) -> None:
    for name in ("markdown", "text", "docx", "akn"):
        assert run(paper_json, "--to", name, "--split", "text", "-o", tmp_path / "texts") == 0
        found = sorted(path.name for path in (tmp_path / "texts").glob("*" + EXPORTERS[name].suffix))
        assert found == [f"paper_{text}{EXPORTERS[name].suffix}" for text in ("dec-1-1", "res-1-1")]


def test_split_overwrites_none_of_its_files(paper_json: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "paper_dec-1-1.md").write_text("mine")
    assert run(paper_json, "--to", "markdown", "--split", "text", "-o", tmp_path / "texts") == 2
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["paper_dec-1-1.md"]


def test_several_papers_are_several_files(paper_json: Path, tmp_path: Path) -> None:
    other = shutil.copy(paper_json, tmp_path / "other.json")
    assert run(paper_json, other, "--to", "text", "-o", tmp_path / "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["other.txt", "paper.txt"]


def test_several_papers_are_one_table(paper_json: Path, tmp_path: Path) -> None:
    other = shutil.copy(paper_json, tmp_path / "other.json")
    assert (
        run(paper_json, "-o", tmp_path / "one.tsv") == run(paper_json, other, "-o", tmp_path / "two.tsv") == 0
    )
    (one, two) = ((tmp_path / name).read_text().splitlines() for name in ("one.tsv", "two.tsv"))
    assert len(two) - 1 == 2 * (len(one) - 1)


def test_an_archive_tells_what_it_did(
    paper_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("1 added, 0 replaced", "0 added, 1 replaced"):
        assert run(paper_json, "--to", "sqlite", "-o", tmp_path / "a.db") == 0
        assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{paper}"], "--to"),
        (["{paper}", "--to", "sqlite"], "-o"),
        (["{paper}", "--to", "markdown", "--split", "text"], "folder"),
        (["{paper}", "--to", "csv", "--split", "text", "-o", "{folder}/x"], "--split"),
        (["{paper}", "{paper}", "--to", "text"], "folder"),
        (["{paper}", "{paper}", "--to", "text", "-o", "{folder}/x"], "two papers"),
        (["{paper}", "--to", "pages"], "pages"),
    ],
)
def test_wrong_usage(
    arguments: list[str], words: str, paper_json: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [argument.format(paper=paper_json, folder=tmp_path) for argument in arguments]
    assert run(*filled) == 2
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1


def test_a_missing_package_is_named(
    paper_json: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cotc.cli.export.formats.find_spec", lambda _: None)
    assert run(paper_json, "--to", "akn") == 2
    assert "cotc[akn]" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["csv", "sqlite", "text"])
def test_what_cannot_be_read_leaves_no_file(name: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and then nothing")
    assert run(broken, "--to", name, "-o", tmp_path / "out") == 1
    assert not (tmp_path / "out").exists()


def test_the_good_papers_are_written_all_the_same(paper_json: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and then nothing")
    assert run(broken, paper_json, "--to", "sqlite", "-o", tmp_path / "a.db") == 1
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute("SELECT source FROM papers").fetchall() == [("awkward.pdf",)]
    connection.close()


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A zip of two papers in folders of their own."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("fr", "en"):
            paper = ROOT / "fixtures" / f"ctoc-a.{name}.pdf"
            archive.write(paper, f"{name}/{paper.name}")
    return path


def test_each_paper_of_a_zip_has_its_own_file(download: Path, tmp_path: Path) -> None:
    folder, texts = tmp_path / "out", tmp_path / "texts"
    assert run(download, "--to", "text", "-o", folder) == 2
    assert not folder.exists()
    folder.mkdir()
    assert run(download, "--to", "text", "-o", folder) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["ctoc-a.en.txt", "ctoc-a.fr.txt"]
    assert run(download, "--to", "markdown", "--split", "text", "-o", texts) == 0
    assert {path.name.partition("_")[0] for path in texts.iterdir()} == {"ctoc-a.en", "ctoc-a.fr"}


@pytest.mark.parametrize("name", ["akn", "markdown"])
def test_the_papers_of_a_zip_are_no_one_file(
    name: str, download: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(download, "--to", name) == 2
    said = capsys.readouterr()
    assert (said.out, "several papers" in said.err) == ("", True)


def test_papers_of_one_name_are_not_written_over_each_other(download: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(download, "a") as archive:
        archive.write(ROOT / "fixtures" / "ctoc-a.fr.pdf", "again/ctoc-a.fr.pdf")
    folder = tmp_path / "out"
    folder.mkdir()
    assert run(download, "--to", "text", "-o", folder, "--force") == 2


COMMANDS, OF_README = (
    re.findall(r"\| `(cotc export [^`]+)` \|", (ROOT / name).read_text(encoding="utf-8"))
    for name in ("docs/export.md", "README.md")
)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_of_the_docs_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(ROOT / "fixtures" / "ctoc-a.en.pdf", tmp_path / "report.pdf")
    monkeypatch.chdir(tmp_path)
    arguments = line.split()[1:]
    assert main(arguments) == 0
    assert Path(arguments[-1]).exists()


def test_the_docs_name_every_format() -> None:
    assert OF_README == COMMANDS
    assert {re.search(r"--to (\S+)", line).group(1) for line in COMMANDS} == set(EXPORTERS)  # type: ignore[union-attr]


def test_the_query_of_the_docs_finds_something(tmp_path: Path) -> None:
    docs = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    query = docs.split("```sql\n")[1].split("```")[0]
    assert run(ROOT / "fixtures" / "ctoc-a.en.pdf", "--to", "sqlite", "-o", tmp_path / "archive.db") == 0
    connection = sqlite3.connect(tmp_path / "archive.db")
    assert connection.execute(query).fetchall()
    connection.close()


def test_the_docs_list_the_columns(tmp_path: Path, paper_json: Path) -> None:
    docs = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    assert run(paper_json, "--to", "sqlite", "-o", tmp_path / "archive.db") == 0
    connection = sqlite3.connect(tmp_path / "archive.db")
    for table in ("papers", "nodes", "boxes", "notes", "calls", "refs"):
        (row,) = (line for line in docs.splitlines() if line.startswith(f"| `{table}` |"))
        columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
        assert re.findall(r"`(\w+)`", row)[1:] == columns
    connection.close()


def test_split_of_a_paper_without_texts_says_so(
    tmp_path: Path, awkward: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bare.json").write_bytes(to_json(replace(awkward, tree=())))
    assert run(tmp_path / "bare.json", "--split", "text", "--to", "markdown", "-o", tmp_path / "texts") == 0
    assert "bare.json: no resolution and no decision in it" in capsys.readouterr().err
    assert list((tmp_path / "texts").iterdir()) == []


def test_a_word_file_is_not_for_a_terminal(
    paper_json: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(paper_json, "--to", "docx") == 2
    assert "docx is not for a terminal — name a file with -o, or use a pipe" in capfd.readouterr().err


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_table_of_nothing_stops_no_format(name: str, tmp_path: Path, awkward: Document) -> None:
    tree = (Node(id="s-1", kind="session", children=(Node(id="table-1", kind="table", rows=((),)),)),)
    (tmp_path / "bare.json").write_bytes(to_json(replace(awkward, tree=tree, footnotes=())))
    assert run(tmp_path / "bare.json", "--to", name, "-o", tmp_path / f"out{EXPORTERS[name].suffix}") == 0
