"""Draft texts that a paper holds: where "draft resolution XIX" leads, and how the narrative tells of them."""

import pytest

from cotc.parsers.model import Document, Node, Ref, Report, SourceInfo, walk
from cotc.parsers.semantics.adoption import join_adoptions
from cotc.parsers.semantics.references import enrich


def _draft(number: str, symbol: str) -> Node:
    words = Node(f"res-{number}/par-1", "paragraph", text=f"The text is available at {symbol}.")
    return Node(f"res-{number}", "resolution", number, status="draft", children=(words,))


def _document(*texts: str, language: str = "en") -> Document:
    told = tuple(Node(f"par-{n}", "paragraph", str(n), text=text) for n, text in enumerate(texts, 1))
    held = (_draft("I", "A/AC.109/2025/L.3"), _draft("II", "A/AC.109/2025/L.4"), _draft("III", "A/1/L.1"))
    decision = Node("dec-56-101", "decision", "56/101", status="draft")
    chapter = Node("ch-XIII", "chapter", "XIII", children=(*held, decision))
    session = Node("session-80", "session", "80", children=(*told, chapter))
    report = Report("A/80/23", None, None, language, None, None, None, None)
    return Document("2", SourceInfo("t", "", None, "text", None), report, (), (session,), (), (), ())


def _refs(text: str, language: str = "en") -> list[Ref]:
    refs = next(n.refs for n, _ in walk(enrich(_document(text, language=language))) if n.id == "par-1")
    return [ref for ref in refs if ref.kind in ("resolution", "decision")]


@pytest.mark.parametrize(
    ("language", "text", "targets"),
    [
        ("en", "(see chap. XIII, draft resolution II)", ["res-II"]),
        ("en", "in draft resolutions I and III, as adopted", ["res-I", "res-III"]),
        ("en", "draft decision 56/101", ["dec-56-101"]),
        ("fr", "le projet de résolution II", ["res-II"]),
        ("es", "el proyecto de resolución II", ["res-II"]),
        ("ru", "в проекте резолюции II", ["res-II"]),
        ("zh", "见决议草案二", ["res-II"]),
        ("ar", "انظر مشروع القرار الثاني", ["res-II"]),
        ("en", "draft resolution IX", []),
        ("en", "draft resolution A/C.3/80/L.12", []),
        ("en", "its draft resolution I/A", []),
        ("en", "(A/79/23, chap. XIII, draft resolution II)", []),
        ("en", "a draft resolution. Council II met", []),
    ],
)
def test_drafts_are_led_to(language: str, text: str, targets: list[str]) -> None:
    refs = _refs(text, language)
    assert [ref.target for ref in refs] == targets
    assert all(ref.reason is None for ref in refs)


def test_form_is_one_of_the_paper_alone() -> None:
    assert [ref.form for ref in _refs("draft resolution II")] == ["A/80/23/res-II"]
    assert [ref.form for ref in _refs("draft resolutions I to III")] == ["A/80/23/res-I..III"]


def _told(*texts: str) -> Node:
    document = join_adoptions(enrich(_document(*texts)))
    return next(node for node, _ in walk(document) if node.id == "res-I")


ADOPTED = "At its 3rd meeting, the Committee adopted draft resolution A/AC.109/2025/L.3 without a vote."
POINTER = "The link to the text appears in the present report (see chap. XIII, draft resolution I)."


def test_adoption_told_in_one_paragraph_and_pointed_to_in_the_next() -> None:
    node = _told("The Committee met.", ADOPTED, POINTER)
    assert (node.narrative, node.meeting, node.draft) == ("par-2", "3rd meeting", "A/AC.109/2025/L.3")
    assert node.status == "draft"  # the Assembly has yet to adopt it


def test_an_aside_elsewhere_is_the_same_adoption() -> None:
    aside = "Having adopted a resolution on it (see chap. XIII, draft resolution I), the Committee went on."
    document = join_adoptions(enrich(_document(aside, ADOPTED, POINTER)))
    node = next(node for node, _ in walk(document) if node.id == "res-I")
    assert (node.narrative, document.findings) == ("par-2", ())


@pytest.mark.parametrize(
    "texts",
    [
        (ADOPTED.replace("L.3", "L.9"), POINTER),
        (ADOPTED, "A statement was made.", POINTER),
        (ADOPTED.replace("adopted", "discussed"), POINTER),
    ],
)
def test_a_pointer_to_what_was_not_told_joins_nothing(texts: tuple[str, ...]) -> None:
    assert not _told(*texts).narrative
