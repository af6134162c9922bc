"""`cotc parse` on real papers: every format, where it goes, and in what order."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from terminal import on_terminal

from cotc.parsers.model import Document, walk
from cotc.parsers.model.codec import from_json, json_schema

Cotc = Callable[..., Any]
Parsed = Callable[[str], Document]
SHORT = "S_RES_2773_2025_en.pdf"
REPORT = "ctoc-a.fr.pdf"
PAPERS = sorted(
    path.name
    for path in (Path(__file__).parents[2] / "fixtures").iterdir()
    if path.suffix in {".pdf", ".docx", ".txt"}
)
PROGRAM = str(Path(sys.executable).parent / "cotc")
ESCAPE = "\x1b"


@pytest.mark.parametrize("name", PAPERS)
def test_json_keeps_the_contract(name: str, cotc: Cotc, fixtures: Path, parsed: Parsed) -> None:
    run = cotc("parse", "--format", "json", fixtures / name)
    assert (run.code, run.err) == (0, "")
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(run.out))
    assert from_json(run.out) == parsed(name)


def test_the_validator_would_notice(fixtures: Path, cotc: Cotc) -> None:
    document = json.loads(cotc("parse", "--format", "json", fixtures / SHORT).out)
    document["tree"][0]["kind"] = "motion"
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(document)


def test_ids_are_unique_and_links_lead_somewhere(parsed: Parsed) -> None:
    for name in PAPERS:
        document = parsed(name)
        ids = [node.id for node, _ in walk(document)]
        notes = {note.id for note in document.footnotes}
        assert len(ids) == len(set(ids)), name
        assert all(call.footnote in notes | {None} for node, _ in walk(document) for call in node.notes)
        assert all(row.target in {*ids, None} for row in document.contents)
        assert all(call in ids for note in document.footnotes for call in note.calls)


@pytest.mark.parametrize("form", ["tree", "json", "jsonl", "text"])
def test_the_same_bytes_from_run_to_run(form: str, fixtures: Path) -> None:
    runs = [
        subprocess.run(
            [PROGRAM, "parse", "--format", form, fixtures / REPORT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].decode("utf-8").endswith("\n")


def test_jsonl_is_one_node_a_line_with_its_ancestors(cotc: Cotc, fixtures: Path, parsed: Parsed) -> None:
    lines = [
        json.loads(line) for line in cotc("parse", "--format", "jsonl", fixtures / REPORT).out.splitlines()
    ]
    nodes = list(walk(parsed(REPORT)))
    assert [line["id"] for line in lines] == [node.id for node, _ in nodes]
    assert [line["ancestors"] for line in lines] == [[above.id for above in path] for _, path in nodes]
    assert {line["document"] for line in lines} == {parsed(REPORT).report.symbol}
    assert all("children" not in line for line in lines)


def test_jsonl_of_chosen_kinds(cotc: Cotc, fixtures: Path) -> None:
    run = cotc("parse", "--format", "jsonl", "--only", "operative,preambular", fixtures / SHORT)
    kinds = [json.loads(line)["kind"] for line in run.out.splitlines()]
    assert set(kinds) == {"preambular", "operative"}
    shallow = cotc("parse", "--format", "jsonl", "--depth", "0", fixtures / SHORT)
    assert [json.loads(line)["kind"] for line in shallow.out.splitlines()] == ["session"]


def test_several_papers_in_the_order_named(cotc: Cotc, fixtures: Path) -> None:
    both = cotc("parse", "--format", "json", fixtures / SHORT, fixtures / REPORT)
    swapped = cotc("parse", "--format", "json", fixtures / REPORT, fixtures / SHORT)
    short, report = (cotc("parse", "--format", "json", fixtures / name).out for name in (SHORT, REPORT))
    assert both.out == short + report
    assert swapped.out == report + short
    names = subprocess.run(["jq", "-r", ".source.name"], input=both.out, capture_output=True, check=True)
    assert names.stdout.decode().split() == [SHORT, REPORT]


def test_several_trees_stand_apart(cotc: Cotc, fixtures: Path) -> None:
    tree = cotc("parse", fixtures / SHORT)
    assert cotc("parse", fixtures / SHORT, fixtures / SHORT).out == tree.out + b"\n" + tree.out


def test_standard_input(fixtures: Path) -> None:
    with (fixtures / SHORT).open("rb") as paper:
        done = subprocess.run(
            [PROGRAM, "parse", "-f", "json", "-"], stdin=paper, capture_output=True, check=True
        )
    document = json.loads(done.stdout)
    assert document["source"]["name"] == "-"
    assert document["tree"][0]["children"]


def test_a_parsed_document_is_read_back(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made = tmp_path / "paper.json"
    assert cotc("parse", "-o", made, fixtures / SHORT) == (0, b"", "")
    assert cotc("parse", made).out == cotc("parse", fixtures / SHORT).out
    piped = subprocess.run([PROGRAM, "parse", "-"], input=made.read_bytes(), capture_output=True, check=True)
    assert piped.stdout == cotc("parse", made).out


def test_json_of_several_papers_is_read_back(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made, papers = tmp_path / "two.json", (fixtures / SHORT, fixtures / REPORT)
    cotc("parse", *papers, "-o", made)
    for form in ("tree", "json", "jsonl"):
        assert cotc("parse", "-f", form, made).out == cotc("parse", "-f", form, *papers).out
    piped = subprocess.run(["jq", "-c", ".", made], capture_output=True, check=True)
    flat = tmp_path / "flat.json"
    flat.write_bytes(piped.stdout)
    assert cotc("check", flat).out == cotc("check", made).out
    assert cotc("export", made, "--to", "text", "-o", tmp_path / "out").code == 1 + 1  # two papers, one name
    (tmp_path / "out").mkdir(exist_ok=True)
    assert cotc("export", made, "--to", "text", "-o", tmp_path / "out").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "S_RES_2773_2025_en.txt",
        "ctoc-a.fr.txt",
    ]
    run = cotc("show", made, "1")
    assert run.code == 1
    assert "holds 2 documents" in run.err


def test_a_text_that_looks_like_the_seam_of_two_documents(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made = tmp_path / "one.json"
    document = json.loads(cotc("parse", "-f", "json", fixtures / SHORT).out)
    document["report"]["title"] = 'He said "} {" and } { "name": 1'
    made.write_text(json.dumps(document), encoding="utf-8")
    assert json.loads(cotc("parse", "-f", "json", made).out) == document


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.json", "json"), ("a.jsonl", "jsonl"), ("a.txt", "text"), ("a.JSON", "json"), ("a", "tree")],
)
def test_a_file_gets_what_its_name_says(
    name: str, form: str, cotc: Cotc, fixtures: Path, tmp_path: Path
) -> None:
    cotc("parse", "-o", tmp_path / name, fixtures / SHORT)
    assert (tmp_path / name).read_bytes() == cotc("parse", "--format", form, fixtures / SHORT).out


def test_a_format_that_is_asked_for_comes_before_the_name(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    cotc("parse", "--format", "text", "-o", tmp_path / "a.json", fixtures / SHORT)
    assert (tmp_path / "a.json").read_bytes() == cotc("parse", "--format", "text", fixtures / SHORT).out


def test_nothing_read_leaves_the_output_as_it_was(cotc: Cotc, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("kept")
    assert cotc("parse", "--force", "-o", kept, tmp_path / "missing.pdf").code == 1
    assert kept.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [kept]


@pytest.mark.parametrize("arguments", [(), ("-f", "json"), ("-f", "jsonl"), ("-f", "text")])
def test_no_file_of_another_is_replaced(
    arguments: tuple[str, ...], cotc: Cotc, fixtures: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.pdf"
    for content in (b"my notes", b'{"mine": 1}', (fixtures / SHORT).read_bytes()):
        kept.write_bytes(content)
        run = cotc("parse", *arguments, "-o", kept, kept if content[:1] == b"%" else fixtures / SHORT)
        assert (run.code, run.err.count("\n")) == (2, 1)
        assert "--force" in run.err
        assert kept.read_bytes() == content
    assert cotc("parse", *arguments, "--force", "-o", kept, fixtures / SHORT).code == 0
    assert kept.read_bytes() == cotc("parse", *(arguments or ("-f", "tree")), fixtures / SHORT).out


@pytest.mark.parametrize(("form", "other"), [("json", "jsonl"), ("jsonl", "json")])
def test_json_is_replaced_by_its_like_and_an_empty_file_by_anything(
    form: str, other: str, cotc: Cotc, fixtures: Path, tmp_path: Path
) -> None:
    made = tmp_path / "made"
    made.touch()
    assert cotc("parse", "-f", form, "-o", made, fixtures / SHORT).code == 0
    assert cotc("parse", "-f", form, "-o", made, fixtures / REPORT).code == 0
    assert made.read_bytes() == cotc("parse", "-f", form, fixtures / REPORT).out
    assert cotc("parse", "-f", other, "-o", made, fixtures / REPORT).code == 2


@pytest.mark.parametrize("command", ["check", "refs", "actions"])
def test_no_command_replaces_a_paper(command: str, cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes((fixtures / SHORT).read_bytes())
    run = cotc(command, paper, "-o", paper)
    assert run.code == 2
    assert "is a paper or a database" in run.err
    assert paper.read_bytes() == (fixtures / SHORT).read_bytes()


def test_output_into_nowhere_is_told(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    run = cotc("parse", "-o", tmp_path / "no" / "such.json", fixtures / SHORT)
    assert run.code == 1
    assert "could not be written" in run.err


@pytest.mark.parametrize("form", ["tree", "text"])
def test_a_pipe_gets_neither_colour_nor_cuts(form: str, cotc: Cotc, fixtures: Path, parsed: Parsed) -> None:
    shown = cotc("parse", "--format", form, fixtures / REPORT).text
    assert ESCAPE not in shown
    assert "…" not in shown
    plain = re.sub(r"\[\^[^]]*\]", "", shown)
    for node, _ in walk(parsed(REPORT)):
        for words in (node.title, node.text):
            assert words is None or words in plain, node.id


def test_every_note_and_call_is_in_the_tree(cotc: Cotc, fixtures: Path, parsed: Parsed) -> None:
    shown = cotc("parse", fixtures / REPORT).text
    for note in parsed(REPORT).footnotes:
        assert shown.count(f"[^{note.number}]") >= 2


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_gets_lines_that_fit(columns: int, fixtures: Path) -> None:
    from rich.cells import cell_len
    from rich.text import Text

    for name in (REPORT, "ctoc-a.zh.pdf", "ctoc-a.ar.pdf"):
        drawn = on_terminal("parse", str(fixtures / name), columns=columns)
        assert ESCAPE in drawn
        assert max(cell_len(line) for line in Text.from_ansi(drawn).plain.splitlines()) <= columns


def test_a_terminal_shows_every_node(fixtures: Path, parsed: Parsed) -> None:
    drawn = on_terminal("parse", str(fixtures / REPORT), surroundings={"NO_COLOR": "1"})
    whole = subprocess.run([PROGRAM, "parse", fixtures / REPORT], capture_output=True, check=True)
    assert drawn.count("── ") == whole.stdout.decode().count("── ")
    assert drawn.count("── ") >= len(list(walk(parsed(REPORT)))) - 1


def test_no_color_means_no_colour(fixtures: Path) -> None:
    drawn = on_terminal("parse", str(fixtures / REPORT), surroundings={"NO_COLOR": "1"})
    for codes in re.findall(r"\x1b\[([\d;]*)m", drawn):
        assert not [code for code in codes.split(";") if code and 30 <= int(code) <= 107]
    assert re.search(r"\x1b\[[\d;]*3[0-7]m", on_terminal("parse", str(fixtures / REPORT)))


def test_full_cuts_nothing_on_a_terminal(fixtures: Path) -> None:
    assert "…" in on_terminal("parse", str(fixtures / REPORT))
    assert "…" not in on_terminal("parse", "--full", str(fixtures / REPORT))


def test_colour_is_forced_into_a_pipe(fixtures: Path) -> None:
    done = subprocess.run(
        [PROGRAM, "parse", fixtures / SHORT],
        env=os.environ | {"FORCE_COLOR": "1"},
        capture_output=True,
        check=True,
    )
    assert ESCAPE.encode() in done.stdout


@pytest.mark.parametrize("form", ["tree", "json", "jsonl", "text"])
def test_a_reader_that_has_enough_ends_it_quietly(form: str, fixtures: Path) -> None:
    papers = [str(fixtures / "CTOC_COP_2024_11_fr_TYPESET.pdf")] * 2
    with subprocess.Popen(
        [PROGRAM, "parse", "--format", form, *papers], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_a_reader_that_has_enough_of_colours(fixtures: Path) -> None:
    with subprocess.Popen(
        [PROGRAM, "parse", "--full", str(fixtures / "CTOC_COP_2024_11_fr_TYPESET.pdf")],
        env=os.environ | {"FORCE_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.parametrize("colour", [{}, {"FORCE_COLOR": "1"}])
def test_a_full_disk_behind_standard_output(colour: dict[str, str], fixtures: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "parse", fixtures / REPORT],
            env=os.environ | colour,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"cotc: standard output could not be written (No space left on device)")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_output(fixtures: Path) -> None:
    call = f"'{PROGRAM}' parse '{fixtures / SHORT}' >&-"
    done = subprocess.run(["bash", "-c", call], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("cotc: standard output is closed — ".encode())


def test_a_terminal_that_knows_only_ascii(fixtures: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    drawn = on_terminal("parse", str(fixtures / "ctoc-a.zh.pdf"), surroundings=ascii_only)
    assert drawn.isascii()
    assert "CTOC/COP/2024/11" in drawn


def test_ctrl_c_ends_it_quietly_with_130(tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    os.mkfifo(paper)
    with subprocess.Popen(
        [PROGRAM, "parse", paper], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        with paper.open("wb"):  # opens once cotc has begun to read
            running.send_signal(signal.SIGINT)
            assert running.wait() == 130
        assert running.communicate() == (b"", b"")


def test_strict_tells_of_errors_by_the_exit_code(cotc: Cotc, fixtures: Path, tmp_path: Path) -> None:
    made = tmp_path / "paper.json"
    cotc("parse", "-o", made, fixtures / SHORT)
    document = json.loads(made.read_bytes())
    wrong = {"code": "planted", "severity": "error", "message": "wrong", "node": None, "page": None}
    assert cotc("parse", "--strict", made).code == 0
    for severity, code in (("warning", 0), ("error", 3)):
        document["findings"] = [wrong | {"severity": severity}]
        made.write_text(json.dumps(document))
        assert cotc("parse", "--strict", made).code == code
        assert cotc("parse", made).code == 0
    assert cotc("parse", "--strict", made, tmp_path / "missing.pdf").code == 1


def test_json_imports_no_rich(fixtures: Path) -> None:
    program = (
        "import sys\nfrom cotc.cli.main import main\n"
        f"main(['parse', '--format', 'json', {str(fixtures / SHORT)!r}])\n"
        "assert not {'rich', 'pdfplumber', 'pdfminer', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True)


def test_both_engines_name_themselves(cotc: Cotc, fixtures: Path) -> None:
    for engine in ("pdfium", "pdfplumber"):
        run = cotc("parse", "--format", "json", "--engine", engine, fixtures / SHORT)
        assert json.loads(run.out)["source"]["engine"] == engine
