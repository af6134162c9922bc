"""Adoption as the narrative tells it: the texts of the twelfth session, and their like."""

from functools import cache
from pathlib import Path

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from cotc.parsers import parse
from cotc.parsers.model import Document, Node, Report, SourceInfo, walk
from cotc.parsers.semantics.adoption import join_adoptions
from cotc.parsers.semantics.references import enrich

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


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "At the 3rd plenary session of the meeting, on 19 October 2022, the Conference "
         "of the Parties adopted draft decision CBD/COP/15/L.5 as decision 15/3 (for the text, see chap. I).",
         ("2022-10-19", "3rd plenary session", "CBD/COP/15/L.5", ())),
        ("en", "At its 5th meeting, on 20 October 2022, it took note of the report (see chap. I, "
         "decision 15/3).", ("2022-10-20", "5th meeting", None, ())),
        ("en", "On 20 October 2022, the Conference adopted the decision entitled “Review of the work”.",
         ("2022-10-20", None, None, ())),
        ("en", "On 20 October 2022, it adopted the decision entitled “Review of the work, and more”.",
         (None, None, None, None)),
        ("en", "At its 5th meeting, on 20 October 2022, it adopted a draft, sponsored by Canada, "
         "Trinidad and Tobago and Peru, as orally amended. (For the text, see chap. I, decision 15/3.)",
         ("2022-10-20", "5th meeting", None, ("Canada", "Trinidad and Tobago", "Peru"))),
        ("es", "En su 9ª sesión, celebrada el 21 de octubre de 2022, aprobó un proyecto de decisión, "
         "cuyos patrocinadores eran el Canadá, Bosnia y Herzegovina y el Perú. (Véase la decisión 15/3).",
         ("2022-10-21", "9ª sesión", None, ("Canadá", "Bosnia y Herzegovina", "Perú"))),
        ("ru", "На своем 9-м заседании 21 октября 2022 года Конференция приняла проект, авторами "
         "которого выступили Канада, Босния и Герцеговина и Япония. (См. решение 15/3.)",
         ("2022-10-21", "9-м заседании", None, ("Канада", "Босния и Герцеговина", "Япония"))),
        ("ar", "اعتمد المؤتمر، في جلسته التاسعة، المعقودة في 21 تشرين الأول/أكتوبر 2022، مشروع "
         "مقرر مقدما من كندا والمكسيك. (انظر المقرر 15/3.)",
         ("2022-10-21", "جلسته التاسعة", None, ("كندا", "المكسيك"))),
    ],
)  # fmt: skip
def test_told_in_a_sentence(language: str, words: str, expected: tuple[object, ...]) -> None:
    decision = Node("dec-15-3", "decision", "15/3", title="Review of the work", status="adopted")
    told = Node("par-5", "paragraph", "5", text=words)
    session = Node(
        "session", "session", "15", children=(decision, told), start="2022-10-17", end="2022-10-21"
    )
    report = Report("CBD/COP/15/17", None, None, language, None, None, None, None)
    plain = Document("1", SourceInfo("t", "", None, "text", None), report, (), (session,), (), (), ())
    node = join_adoptions(enrich(plain)).tree[0].children[0]
    found = (node.adopted_on, node.meeting, node.draft, node.sponsors)
    assert tuple(None if value is UNSET else value for value in found) == expected


def test_points_name_the_texts_by_title() -> None:
    decision = text(paper("TPNW_MSP_2025_11_en.pdf"), "dec-2")
    assert (decision.adopted_on, decision.meeting, decision.narrative) == (
        "2025-03-07",
        "10th plenary meeting",
        "par-26",
    )
