"""Whole papers against answer keys that people made by reading the printed pages.

A key (fixtures/keys) has the shape of `cotc parse --format json`, without the values that only a parser
knows (ids, labels, boxes). A parse must equal it: the same nodes in the same order under the same parents,
with the same words, calls and notes. Spelling of white space, quotation marks and dashes does not count.
"""

import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cotc.parsers.model import Document

FIXTURES = Path(__file__).parent.parent / "fixtures"
KEYS = sorted((FIXTURES / "keys").glob("*.json"))
SAME = str.maketrans("‘’‚`“”„«»‐‑‒–—−", "''''" + '"' * 5 + "-" * 6)
# Papers whose every contents row ends in leader dots and a page number.
DOTTED = ("ctoc-a.en", "ctoc-a.es", "ctoc-a.ru", "ctoc-a.zh", "ctoc-a.ar", "CTOC_COP_2024_11_fr_TYPESET",
          "E_2025_27_en", "A_HRC_WG.6_7_ITA_1_fr")  # fmt: skip
# Papers whose tables have no row of several lines in its first column, and no head printed again.
TABLES = ("ctoc-a.en", "ctoc-a.es", "ctoc-a.fr", "ctoc-a.zh", "ctoc-a.ar", "CTOC_COP_2024_11_fr_TYPESET",
          "E_2025_27_en")  # fmt: skip
# Papers whose texts print their adoption beneath them, or not at all.
ADOPTED = ("A_RES_78_128_en", "A_RES_79_212_en", "E_2025_L.15_en", "E_2025_27_en")

Tree = dict[str, Any]
Read = Callable[[str], tuple[Tree, Tree]]


def same(words: str | None) -> str:
    """One spelling for what does not count: white space, quotation marks, dashes, ligatures."""
    return "".join(unicodedata.normalize("NFKC", words or "").translate(SAME).split())


def nodes(tree: list[Tree], above: str = "", depth: int = 0) -> Iterator[tuple[str, Tree]]:
    """Every node in reading order, with what it is and where it stands as one comparable line."""
    for node in tree:
        calls = ",".join(sorted(str(call["number"]) for call in node["notes"]))
        name = f"{node['kind']} {node['number'] or '-'}"
        words = f"{same(node['title'])} | {same(node['text'])}"
        yield f"{depth} {name} under {above or '-'} | {words} | calls {calls or '-'}", node
        yield from nodes(node["children"], name, depth + 1)


def texts(tree: list[Tree]) -> list[Tree]:
    return [node for _, node in nodes(tree) if node["kind"] in ("resolution", "decision")]


@pytest.fixture
def read(parsed: Callable[[str], Document]) -> Read:
    """A key, and the parse of its paper, by the name of both."""

    def pair(name: str) -> tuple[Tree, Tree]:
        key: Tree = json.loads((FIXTURES / "keys" / f"{name}.json").read_text(encoding="utf-8"))
        return key, msgspec.to_builtins(parsed(f"{name}.pdf"))

    return pair


every_key = pytest.mark.parametrize("name", [path.stem for path in KEYS])


@every_key
def test_the_tree_is_that_of_the_key(name: str, read: Read) -> None:
    key, got = read(name)
    assert [line for line, _ in nodes(got["tree"])] == [line for line, _ in nodes(key["tree"])]


@every_key
def test_the_calls_stand_where_the_key_has_them(name: str, read: Read) -> None:
    def places(tree: list[Tree]) -> list[tuple[str, str, str]]:
        """The number of each call, with the words up to it."""
        return [
            (
                line.split(" | ")[0],
                str(call["number"]),
                same((node["text"] or node["title"] or "")[: call["offset"]]),
            )
            for line, node in nodes(tree)
            for call in node["notes"]
            if node["kind"] != "table"
        ]

    key, got = read(name)
    assert places(got["tree"]) == places(key["tree"])


@every_key
def test_the_notes_are_those_of_the_key(name: str, read: Read) -> None:
    wanted, found = (
        [(str(note["number"]), same(note["text"])) for note in document["footnotes"]]
        for document in read(name)
    )
    assert found == wanted


@pytest.mark.parametrize("name", DOTTED)
def test_the_contents_rows_are_those_of_the_key(name: str, read: Read) -> None:
    wanted, found = (
        [(row["number"], same(row["title"]), str(row["page"] or "")) for row in document["contents"]]
        for document in read(name)
    )
    assert wanted
    assert found == wanted


@pytest.mark.parametrize("name", TABLES)
def test_the_cells_of_tables_are_those_of_the_key(name: str, read: Read) -> None:
    wanted, found = (
        [
            [[same(cell) for cell in row] for row in node["rows"]]
            for _, node in nodes(document["tree"])
            if "rows" in node
        ]
        for document in read(name)
    )
    assert wanted
    assert found == wanted


@every_key
def test_the_session_is_that_of_the_key(name: str, read: Read) -> None:
    wanted, found = (document["tree"][0] for document in read(name))
    for fact in ("number", "place", "start", "end"):
        if wanted.get(fact) is not None:
            assert found[fact] == wanted[fact], fact


@pytest.mark.parametrize("name", ADOPTED)
def test_texts_were_adopted_when_the_key_says(name: str, read: Read) -> None:
    wanted, found = (
        [
            [node.get(fact) for fact in ("number", "status", "adopted_on", "meeting")]
            for node in texts(document["tree"])
        ]
        for document in read(name)
    )
    assert wanted
    assert found == wanted


@every_key
def test_the_report_is_that_of_the_key(name: str, read: Read) -> None:
    key, got = read(name)
    for value in ("symbol", "title", "body", "language", "original_language", "distribution"):
        assert same(got["report"][value]) == same(key["report"][value]), value
    # A key may leave out the letter of the language: "V.24-21194 (E)".
    if key["report"].get("job"):
        assert got["report"]["job"].startswith(key["report"]["job"])


def test_every_key_has_its_paper_and_its_source() -> None:
    manifest = tomllib.loads((FIXTURES / "manifest.toml").read_text(encoding="utf-8"))
    sources = {key["file"]: key["source"] for key in manifest["key"]}
    assert sources.keys() == {f"keys/{path.name}" for path in KEYS}
    assert all(sources.values())
    assert {f"{path.stem}.pdf" for path in KEYS} <= {paper["file"] for paper in manifest["paper"]}
    assert len(KEYS) >= 13
