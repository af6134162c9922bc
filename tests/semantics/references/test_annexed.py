"""Instruments that a paper holds itself: what their articles, and words about themselves, lead to."""

import pytest

from cotc.parsers.model import Document, Node, Ref, Report, SourceInfo, walk
from cotc.parsers.semantics.references import enrich

LABELS = {"en": "Article {}", "fr": "Article {}", "es": "Artículo {}", "ru": "Статья {}", "ar": "المادة {}"}
HAN = "一二三四"
ITSELF = {
    "en": "The purposes of this Convention are:",
    "fr": "La présente Convention a pour objet :",
    "es": "La finalidad de la presente Convención es:",
    "ru": "Целями настоящей Конвенции являются:",
    "zh": "本公约的宗旨是：",
    "ar": "أغراض هذه الاتفاقية هي:",
}


def _article(number: int, text: str, language: str, label: str) -> Node:
    at = f"res-79-243/annex/I/{number}"
    shown = f"第{HAN[number - 1]}条" if language == "zh" else label.format(number)
    paragraphs = (
        Node(f"{at}/par-1", "paragraph", "1", "1.", text=ITSELF[language]),
        Node(f"{at}/par-2", "paragraph", "2", "2.", text=text),
    )
    return Node(at, "section", str(number), shown, "Scope", children=paragraphs)


def _document(
    text: str, language: str, label: str | None = None, numbers: tuple[int, ...] = (1, 2, 3, 4)
) -> Document:
    """A resolution with an instrument in its annex; `text` stands in its article 3 and its paragraph 1."""
    label = label or LABELS.get(language, "")
    held = tuple(_article(n, text if n == 3 else "x", language, label) for n in numbers)
    chapter = Node("res-79-243/annex/I", "section", "I", "Chapter I", "General", children=held)
    annex = Node("res-79-243/annex", "annex", None, "Annex", "Draft Convention against Crime",
                 children=(chapter,))  # fmt: skip
    first = Node("res-79-243/op-1", "operative", "1", "1.", text=text)
    whole = Node("res-79-243", "resolution", "79/243", children=(first, annex), status="adopted")
    session = Node("session-79", "session", "79", children=(whole,))
    report = Report("A/RES/79/243", None, None, language, None, None, None, None)
    source = SourceInfo("t", "", None, "text", None)
    return Document("2", source, report, (), (session,), (), (), ())


def _in_article(document: Document) -> tuple[Ref, ...]:
    return _refs(document, "res-79-243/annex/I/3/par-2")


def _in_text(document: Document) -> tuple[Ref, ...]:
    return _refs(document, "res-79-243/op-1")


def _refs(document: Document, address: str) -> tuple[Ref, ...]:
    return next(node.refs for node, _ in walk(enrich(document)) if node.id == address)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "as defined in article 4 of this Convention", [("art-4", "4")]),
        ("en", "as defined in article 4, paragraph 2, of the present Convention", [("art-4/2", "4/par-2")]),
        ("en", "the paragraphs of article 1, and articles 2 to 4 of this Convention",
         [("art-1", "1"), ("art-2..4", None)]),
        ("en", "paragraphs 1 and 2 of this article", [("art-3/1", "3/par-1"), ("art-3/2", "3/par-2")]),
        ("en", "in article 4, paragraph 1, and paragraph 2, of this Convention",
         [("art-4/1", "4/par-1"), ("art-4/2", "4/par-2")]),
        ("en", "subject to article 4", [("art-4", "4")]),
        ("fr", "à l’article 4 de la présente Convention", [("art-4", "4")]),
        ("fr", "au paragraphe 1 du présent article", [("art-3/1", "3/par-1")]),
        ("es", "el artículo 4 de la presente Convención", [("art-4", "4")]),
        ("es", "el párrafo 1 del presente artículo", [("art-3/1", "3/par-1")]),
        ("ru", "в соответствии со статьей 4 настоящей Конвенции", [("art-4", "4")]),
        ("ru", "в пункте 1 настоящей статьи", [("art-3/1", "3/par-1")]),
        ("zh", "根据本公约第四条", [("art-4", "4")]),
        ("ar", "وفقا للمادة 4 من هذه الاتفاقية", [("art-4", "4")]),
        ("ar", "الفقرة 1 من هذه المادة", [("art-3/1", "3/par-1")]),
    ],
)  # fmt: skip
def test_instrument_knows_itself(language: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    refs = _in_article(_document(text, language))
    whole, at = "un-ga/res/79/243/annex", "res-79-243/annex/I"
    assert [(ref.form, ref.target) for ref in refs] == [
        (f"{whole}/{form}", f"{at}/{place}" if place else None) for form, place in expected
    ]
    assert not any(ref.reason for ref in refs)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("article 4 of the Charter of the United Nations", "un-charter/art-4"),
        ("under the Charter of the United Nations, article 4 applies", "un-charter/art-4"),
        ("article 4 of the Statute of the Court of Somewhere", "art-4"),
        ("subject to article 40", "art-40"),
        ("paragraph 2 of the guidelines", "par-2"),
    ],
)
def test_another_instrument_stays_another(text: str, form: str) -> None:
    assert [(ref.form, ref.target) for ref in _in_article(_document(text, "en"))] == [(form, None)]


def test_short_name_in_the_text_means_its_annex() -> None:
    (ref,) = _in_text(_document("the account under article 4 of the Convention", "en"))
    assert (ref.form, ref.target) == ("un-ga/res/79/243/annex/art-4", "res-79-243/annex/I/4")


def test_a_place_that_the_instrument_lacks_is_said() -> None:
    (ref,) = _in_article(_document("article 4 (b) of this Convention", "en"))
    assert (ref.target, ref.reason) == (None, "not found in this document")


def test_headings_with_words_behind_the_number() -> None:
    (ref,) = _in_article(_document("subject to rule 4", "en", label="Rule {}: Quorum"))
    assert ref.target == "res-79-243/annex/I/4"


@pytest.mark.parametrize("numbers", [(2, 3, 4), (1, 3)])
def test_notes_on_some_articles_are_no_instrument(numbers: tuple[int, ...]) -> None:
    (ref,) = _in_article(_document("article 3 of this Convention", "en", numbers=numbers))
    assert (ref.form, ref.target) == ("art-3", None)
