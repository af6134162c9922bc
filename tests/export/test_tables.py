"""CSV, TSV, Parquet, JSON lines: a row for each node, and in it what the node holds."""

import csv
import io
import json
import re
from datetime import date

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.cli.export import EXPORTERS, Options
from cotc.cli.export.tables import _FORMULA_OR_MARK, escaped, guarded, plain
from cotc.parsers.model import Document, walk


def written(name: str, *documents: Document, flavour: str = "paragraphs") -> bytes:
    out = io.BytesIO()
    EXPORTERS[name].write()(documents, out, Options(flavour=flavour))  # type: ignore[arg-type]
    return out.getvalue()


def read(name: str, data: bytes) -> list[dict[str, str]]:
    """The rows as their readers see them, guards and escapes taken back."""
    if name == "csv":
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return [{key: plain(cell) for key, cell in row.items()} for row in rows]
    head, *lines = (line.split("\t") for line in data.decode().removesuffix("\n").split("\n"))
    return [dict(zip(head, map(unescaped, line), strict=True)) for line in lines]


def unescaped(cell: str) -> str:
    signs = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return plain(re.sub(r"\\(.)", lambda found: signs[found[1]], cell), _FORMULA_OR_MARK)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_rows_are_nodes(name: str, document: Document) -> None:
    rows = read(name, written(name, document))
    nodes = [node for node, _ in walk(document)]
    for key in ("id", "kind", "number", "label", "title", "text"):
        assert [row[key] for row in rows] == [getattr(node, key) or "" for node in nodes]
    assert [json.loads(row["rows"]) for row in rows if row["rows"]] == [
        [list(cells) for cells in node.rows] for node in nodes if node.rows
    ]
    assert {row["symbol"] for row in rows} == {document.report.symbol or ""}


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_what_belongs_to_a_node_stands_with_it(name: str, awkward: Document) -> None:
    rows = read(name, written(name, awkward))
    (text,) = (row for row in rows if row["id"] == "res-1-1")
    assert (text["draft"], text["sponsors"], text["narrative"]) == (
        "CTOC/COP/2024/L.1",
        "Chad\nPeru",
        "par-1",
    )
    (row,) = (row for row in rows if row["id"] == "res-1-1/pp-1")
    assert row["footnotes"] == "2 - Ibid., vol. 2225."


MARKS = "'=+-@\t\r\n＝ab\"\\"


@given(st.text(alphabet=MARKS))
def test_a_line_of_tsv_is_a_node_and_no_formula(text: str) -> None:
    cell = escaped(guarded(text, _FORMULA_OR_MARK))
    assert unescaped(cell) == text
    assert not set(cell) & set("\t\r\n")
    for seen in (cell, *next(csv.reader([cell + "\tx"], csv.excel_tab))):  # with marks, and taken off
        assert not seen.startswith(("=", "+", "-", "@", "＝"))


def test_no_cell_is_a_formula(awkward: Document) -> None:
    rows = csv.reader(io.StringIO(written("csv", awkward).decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(st.text(alphabet="'=+-@\t\r\n＝ab"))
def test_a_guarded_cell_can_be_read_back(cell: str) -> None:
    assert plain(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_parquet_has_types_and_all_papers(awkward: Document, paper: Document) -> None:
    table = pq.read_table(io.BytesIO(written("parquet", awkward, paper)))
    nodes = [node for document in (awkward, paper) for node, _ in walk(document)]
    assert table.num_rows == len(nodes)
    for key in ("id", "kind", "number", "label", "title", "text"):
        assert table[key].to_pylist() == [getattr(node, key) for node in nodes]
    assert [len(boxes) for boxes in table["boxes"].to_pylist()] == [len(node.boxes) for node in nodes]
    assert [len(notes) for notes in table["notes"].to_pylist()] == [len(node.notes) for node in nodes]
    assert set(table["sha256"].to_pylist()) == {awkward.source.sha256, paper.source.sha256}
    assert "CTOC/COP/2024/L.1" in table["draft"].to_pylist()
    assert ["Chad", "Peru"] in table["sponsors"].to_pylist()
    assert date(2024, 10, 18) in table["adopted_on"].to_pylist()


def test_parquet_of_many_nodes_is_written_in_groups(
    awkward: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pq.read_table(io.BytesIO(written("parquet", awkward, awkward)))
    monkeypatch.setattr("cotc.cli.export.columns.ROWS_A_GROUP", 5)
    parts = pq.ParquetFile(io.BytesIO(written("parquet", awkward, awkward)))
    assert parts.num_row_groups > 1
    assert parts.read().equals(whole)


def test_parquet_of_nothing_keeps_its_columns() -> None:
    from cotc.cli.export.columns import SCHEMA

    assert pq.read_table(io.BytesIO(written("parquet"))).schema.names == SCHEMA.names


def test_paragraphs_a_line(document: Document) -> None:
    lines = [json.loads(line) for line in written("jsonl-paragraphs", document).splitlines()]
    said = [(node, above) for node, above in walk(document) if node.text is not None or node.rows]
    assert [line["text"] for line in lines] == [
        "\n".join("\t".join(row) for row in node.rows) if node.rows and node.text is None else node.text
        for node, _ in said
    ]
    for line, (node, above) in zip(lines, said, strict=True):
        assert [a["id"] for a in line["ancestors"]] == [a.id for a in above]
        assert line["pages"] == list(node.pages or ())
        assert line["language"] == document.report.language
    assert len({tuple(line) for line in lines}) <= 1  # the same keys in every line


def test_paragraphs_carry_the_words_of_their_notes(awkward: Document) -> None:
    lines = [json.loads(line) for line in written("jsonl-paragraphs", awkward).splitlines()]
    (line,) = (line for line in lines if line["id"] == "res-1-1/pp-1")
    assert [note["text"] for note in line["notes"]] == ["- Ibid., vol. 2225.", None]


def test_argmining(awkward: Document) -> None:
    lines = [
        json.loads(line) for line in written("jsonl-paragraphs", awkward, flavour="argmining").splitlines()
    ]
    resolution, decision = lines
    assert resolution["TEXT_ID"] == "CTOC_COP_2024_11-EN_res-1-1"
    assert resolution["TITLE"] == "Title with a note #"
    assert [p["type"] for p in resolution["body"]["paragraphs"]] == [
        None,
        None,
        "preambular",
        "operative",
        "preambular",
    ]
    assert resolution["METADATA"]["structure"]["preambular_para"] == [3, 5]
    assert resolution["METADATA"]["structure"]["operative_para"] == [4]
    assert resolution["METADATA"]["structure"]["nb_paras"] == 5
    assert resolution["body"]["paragraphs"][3]["para"].startswith(
        "1. Decides\x00 to ask, see note\n(a) =SUM(A1)"
    )
    assert decision["METADATA"]["structure"]["operative_para"] == [2]


def test_argmining_of_real_papers_types_every_recital(paper: Document) -> None:
    from cotc.cli.export import texts

    lines = [
        json.loads(line) for line in written("jsonl-paragraphs", paper, flavour="argmining").splitlines()
    ]
    for line, (_, part) in zip(lines, texts(paper), strict=True):
        text = part.tree[0].children[0]
        direct = sum(child.kind == "preambular" for child in text.children)
        assert len(line["METADATA"]["structure"]["preambular_para"]) >= direct
        numbers = [p["para_number"] for p in line["body"]["paragraphs"]]
        assert numbers == list(range(1, len(numbers) + 1))
