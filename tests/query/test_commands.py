"""show, grep, refs and actions as they are called."""

import csv
import io
import json
from pathlib import Path

import pytest

from cotc.cli.main import main
from cotc.parsers import parse
from cotc.parsers.model.codec import to_json

FIXTURES = Path(__file__).parents[2] / "fixtures"
ENGLISH = str(FIXTURES / "ctoc-a.en.pdf")


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parsed") / "report.json"
    path.write_bytes(to_json(parse(FIXTURES / "CTOC_COP_2024_11_fr_TYPESET.pdf")))
    return path


def run(capfdbinary: pytest.CaptureFixture[bytes], *args: object) -> tuple[int, str, str]:
    code = main([str(arg) for arg in args])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def test_show_prints_points_notes_and_headings(
    capfdbinary: pytest.CaptureFixture[bytes], parsed: Path
) -> None:
    code, out, _ = run(capfdbinary, "show", parsed, "12/4 5", "12/4 pp 6")
    assert code == 0
    assert out.startswith("CTOC/COP/2024/11, résolution 12/4, par. 5  p. 20\n   I. Résolutions")
    assert "\n   c) Troisièmement" in out
    assert "\n[17] Résolution 76/181 de l'Assemblée générale, annexe.\n" in run(
        capfdbinary, "show", parsed, "12/4 pp 5"
    )[1].replace("’", "'")


def test_show_json_holds_the_node(capfdbinary: pytest.CaptureFixture[bytes], parsed: Path) -> None:
    code, out, _ = run(capfdbinary, "show", parsed, "res-12-3", "-f", "json")
    shown = json.loads(out)
    assert code == 0
    assert shown["node"]["id"] == shown["address"] == "res-12-3"
    assert [note["number"] for note in shown["notes"]] == [str(i) for i in range(9, 17)]


def test_show_markdown(capfdbinary: pytest.CaptureFixture[bytes], parsed: Path) -> None:
    _, out, _ = run(capfdbinary, "show", parsed, "12/4 5(a)", "-f", "md")
    assert out.startswith("**CTOC/COP/2024/11, résolution 12/4, par. 5 a)** (p. 20)\n")


def test_show_tells_what_it_does_not_find_and_shows_the_rest(
    capfdbinary: pytest.CaptureFixture[bytes], parsed: Path
) -> None:
    code, out, err = run(capfdbinary, "show", parsed, "12/1", "para 51", "--copy-citation")
    assert code == 2
    assert out == "CTOC/COP/2024/11, par. 51\n"
    assert "“12/1” fits several places — nearest: res-12-1, dec-12-1" in err


def test_grep_by_kind_verb_and_place(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = run(
        capfdbinary,
        "grep",
        "extrabudgetary",
        ENGLISH,
        "--kind",
        "operative",
        "--verb",
        "requests",
        "--in",
        "resolution",
    )
    assert code == 0
    assert [line.split(": ")[1] for line in out.splitlines()] == ["res-12-4/op-5", "res-12-4/op-8"]
    _, out, _ = run(capfdbinary, "grep", "extrabudgetary", ENGLISH, "--in", "res-12-2")
    assert {line.split(": ")[1].split("/")[0] for line in out.splitlines()} == {"res-12-2"}


@pytest.mark.parametrize("inside", ["12/2", "resolution 12/2", "res-12-2", "résolution 12/2"])
def test_grep_in_an_address_as_people_write_it(
    capfdbinary: pytest.CaptureFixture[bytes], inside: str
) -> None:
    code, out, err = run(capfdbinary, "grep", "extrabudgetary", ENGLISH, "--in", inside)
    assert (code, err) == (0, "")
    assert {line.split(": ")[1].split("/")[0] for line in out.splitlines()} == {"res-12-2"}


def test_grep_in_several_places(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(capfdbinary, "grep", "the", ENGLISH, "--in", "paras 16-18")
    assert [line.split(": ")[1] for line in out.splitlines()] == ["par-16", "par-17", "par-18"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--in", "12/99"], "cotc: --in 12/99: there is no such place in it — nearest: res-12-2, "),
        (
            ["--in", "nonsense"],
            "cotc: --in nonsense: there is no such place in it — nearest: text, session, ",
        ),
        (["--verb", "request"], "cotc: --verb request: no operative paragraph begins so — nearest: requests"),
        (["--verb", "xyz"], "cotc: --verb xyz: no operative paragraph begins so"),
    ],
)
def test_grep_tells_what_fits_nothing(
    capfdbinary: pytest.CaptureFixture[bytes], args: list[str], said: str
) -> None:
    code, out, err = run(capfdbinary, "grep", "the", ENGLISH, *args)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_grep_is_silent_where_one_paper_of_several_fits(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    other = FIXTURES / "A_RES_79_212_en.pdf"
    code, out, err = run(capfdbinary, "grep", "the", other, ENGLISH, "--in", "12/2", "--verb", "endorses")
    assert (code, err) == (0, "")
    assert out.startswith("ctoc-a.en.pdf:")
    assert run(capfdbinary, "grep", "zzzz", ENGLISH, "--in", "12/2") == (0, "", "")


def test_grep_finds_the_rows_of_a_table(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(capfdbinary, "grep", "-w", "president burian", ENGLISH)
    assert out.split(": ", 1)[1] == "par-6/table-1: President: | Peter Burian (Slovakia)\n"
    assert run(capfdbinary, "grep", "-w", "burian rapporteur", ENGLISH)[1] == ""  # in no one row


def test_grep_words_in_any_order_and_notes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(
        capfdbinary, "grep", "-w", "environment crimes", ENGLISH, "--kind", "operative", "-f", "json"
    )
    hits = [json.loads(line) for line in out.splitlines()]
    assert hits
    for hit in hits:
        assert {hit["text"][a:b].lower() for a, b in hit["spans"]} == {"environment", "crimes"}
    _, out, _ = run(capfdbinary, "grep", "ibid", ENGLISH, "--footnotes")
    assert [line.split(": ")[1] for line in out.splitlines()] == ["fn-5", "fn-6", "fn-7"]
    assert run(capfdbinary, "grep", "ibid", ENGLISH, "--footnotes", "--case")[1] == ""


def test_grep_goes_through_folders_and_takes_parsed_ones_first(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"not read, since it is parsed")
    (tmp_path / "a.json").write_bytes(to_json(parse(ENGLISH)))
    code, out, _ = run(capfdbinary, "grep", "silence procedure", tmp_path)
    assert (code, out.count("\n")) == (0, 1)


@pytest.mark.parametrize(
    ("args", "said"),
    [(["("], "no regular expression"), (["x", "--kind", "foo"], "there is no such kind")],
)
def test_grep_wrong_usage(capfdbinary: pytest.CaptureFixture[bytes], args: list[str], said: str) -> None:
    code, _, err = run(capfdbinary, "grep", *args, ENGLISH)
    assert code == 2
    assert said in err


def test_refs_rows_and_what_stays_open(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(capfdbinary, "refs", ENGLISH, "--kind", "ibid", "-f", "json")
    assert [json.loads(line)["form"] for line in out.splitlines()] == [
        "unts/2225/39574",
        "unts/1760/30619",
        "unts/1673/28911",
    ]
    _, out, _ = run(capfdbinary, "refs", ENGLISH, "--unresolved")
    assert [line.split("\t")[2:] for line in out.splitlines()] == [
        ["annex II", "ctoc-cop/res/12/2/annex-II", "not found in this document"],  # the paper is an extract
        ["paragraph 51", "par-51", "the words do not say of which text"],
    ]


def test_grep_footnotes_of_one_place_only(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """A note counts where it is called."""
    found = run(capfdbinary, "grep", "treaty|resolution|ibid", ENGLISH, "--footnotes", "--in", "res-12-2")[1]
    notes = [line.split(": ")[1] for line in found.splitlines() if ": fn-" in line]
    everywhere = run(capfdbinary, "grep", "treaty|resolution|ibid", ENGLISH, "--footnotes")[1]
    assert 0 < len(notes) < everywhere.count(": fn-")
    called = [
        f"fn-{note['number']}"
        for note in json.loads(run(capfdbinary, "show", ENGLISH, "res-12-2", "-f", "json")[1])["notes"]
    ]
    assert set(notes) <= set(called)


@pytest.mark.parametrize("command", ["refs", "actions"])
def test_a_paper_without_any_is_no_failure(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "a.txt").write_text("Annex\n\nNothing in particular.\n")
    assert run(capfdbinary, command, tmp_path / "a.txt") == (0, "", "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(capfdbinary, command, tmp_path / "a.txt") == (0, "", "")


def test_refs_of_a_kind_that_there_is_not(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = run(capfdbinary, "refs", ENGLISH, "--kind", "symbol,nonsense")
    assert (code, out) == (2, "")
    assert err.startswith("cotc: --kind nonsense: there is no such kind — one of symbol, resolution")


def test_refs_as_csv_have_the_columns_of_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    objects = [json.loads(line) for line in run(capfdbinary, "refs", ENGLISH, "-f", "json")[1].splitlines()]
    rows = list(csv.DictReader(io.StringIO(run(capfdbinary, "refs", ENGLISH, "-f", "csv")[1])))
    assert [row["form"] for row in rows] == [told["form"] or "" for told in objects]
    assert list(rows[0]) == list(objects[0])


def test_refs_edges_join_texts_by_normal_form(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(capfdbinary, "refs", ENGLISH, "-f", "edges")
    rows = list(csv.DictReader(io.StringIO(out)))
    pairs = {(row["source"], row["target"]) for row in rows}
    assert ("ctoc-cop/res/12/4", "un-ga/res/76/181") in pairs  # through footnote 3
    assert ("ctoc-cop/res/12/2", "ctoc-cop/res/9/1") in pairs
    assert all(source != target for source, target in pairs)


def test_refs_graphml_counts_over_many_papers(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    import networkx

    target = tmp_path / "net.graphml"
    code, _, _ = run(capfdbinary, "refs", ENGLISH, FIXTURES / "ctoc-a.fr.pdf", "-o", target)
    graph = networkx.read_graphml(target)
    assert code == 0
    assert graph["ctoc-cop/res/12/4"]["un-ga/res/76/181"]["weight"] == 2


def test_actions_as_csv_and_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = run(capfdbinary, "actions", ENGLISH, "-f", "csv")
    rows = {row["node"]: row for row in csv.DictReader(io.StringIO(out))}
    row = rows["res-12-4/op-8"]
    assert (row["verb"], row["addressee"], row["deadline"]) == ("Requests", "the secretariat", "session:13")
    assert (row["resources"], row["heuristic"]) == ("True", "True")
    _, out, _ = run(capfdbinary, "actions", ENGLISH, "-f", "json")
    assert all(json.loads(line)["heuristic"] for line in out.splitlines())


def test_older_json_is_read_for_references(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    data = json.loads(to_json(parse(ENGLISH)))

    def strip(value: object) -> None:
        for item in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
            strip(item)
        if isinstance(value, dict):
            value.pop("refs", None)

    strip(data)
    path = tmp_path / "old.json"
    path.write_text(json.dumps(data), "utf-8")
    _, out, _ = run(capfdbinary, "refs", path, "--kind", "ibid")
    assert len(out.splitlines()) == 3
