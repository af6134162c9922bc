"""Adoption as the narrative tells it: the texts of the twelfth session, and their like."""

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from cotc.parsers import parse
from cotc.parsers.model import Document, Node, walk
from cotc.parsers.semantics.adoption import join_adoptions

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def paper(name: str) -> Document:
    return parse(FIXTURES / name)


def text(document: Document, address: str) -> Node:
    return next(node for node, _ in walk(document) if node.id == address)


@pytest.mark.parametrize(
    ("address", "narrative", "meeting", "adopted_on", "draft", "sponsors"),
    [
        ("res-12-1", "par-65", "10e séance", "2024-10-18", "CTOC/COP/2024/L.4", 4),
        ("res-12-2", "par-72", "10e séance", "2024-10-18", "CTOC/COP/2024/L.11", 6),
        ("res-12-3", "par-51", "10e séance", "2024-10-18", "CTOC/COP/2024/L.8/Rev.1", 13),
        ("res-12-4", "par-58", "10e séance", "2024-10-18", "CTOC/COP/2024/L.9/Rev.1", 21),
        ("dec-12-1", "par-78", "8e séance", "2024-10-17", "CTOC/COP/2024/L.2", 0),
        ("dec-12-2", "par-79", "8e séance", "2024-10-17", "CTOC/COP/2024/L.3", 0),
    ],
)
def test_the_six_texts(
    address: str, narrative: str, meeting: str, adopted_on: str, draft: str, sponsors: int
) -> None:
    node = text(paper("CTOC_COP_2024_11_fr_TYPESET.pdf"), address)
    assert (node.narrative, node.meeting, node.adopted_on, node.draft) == (
        narrative,
        meeting,
        adopted_on,
        draft,
    )
    assert isinstance(node.sponsors, tuple)
    assert len(node.sponsors) == sponsors


def test_sponsors_keep_their_brackets_and_lose_their_articles() -> None:
    document = paper("CTOC_COP_2024_11_fr_TYPESET.pdf")
    sponsors = text(document, "res-12-3").sponsors
    assert isinstance(sponsors, tuple)
    assert sponsors[-1] == "Union européenne (également au nom de ses États membres)"
    assert text(document, "res-12-1").sponsors == (
        "coprésidence du Groupe de travail sur la coopération internationale",
        "Équateur",
        "États-Unis",
        "Japon",
    )


def test_pointers_that_name_the_wrong_kind_are_findings() -> None:
    document = paper("CTOC_COP_2024_11_fr_TYPESET.pdf")
    slips = [finding for finding in document.findings if finding.code == "pointer-kind"]
    assert [finding.node for finding in slips] == ["par-78", "par-79"]
    pointer = text(document, "par-78").refs[-2]
    assert (pointer.text, pointer.kind, pointer.target) == ("résolution 12/1", "decision", "dec-12-1")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_six_languages(language: str) -> None:
    node = text(paper(f"ctoc-a.{language}.pdf"), "res-12-4")
    assert (node.narrative, node.adopted_on) == ("par-16", "2024-10-18")
    assert node.draft == "CTOC/COP/2024/L.9/Rev.1"
    assert isinstance(node.sponsors, tuple)
    assert len(node.sponsors) == 21


def test_a_text_adopted_twice_is_left_and_told() -> None:
    document = paper("CTOC_COP_2024_11_fr_TYPESET.pdf")
    (session,) = document.tree
    again = replace(text(document, "par-51"), id="par-99")
    bare = replace(document, tree=(replace(session, children=(*session.children, again)),), findings=())
    assert [finding.node for finding in join_adoptions(bare).findings] == ["res-12-3"]
