"""What "the Convention" and "the Agreement" stand for: as the paper says, by its title or in brackets."""

import pytest

from cotc.parsers.model import Document, Node, Report, SourceInfo, walk
from cotc.parsers.semantics.references import enrich

SEA = "the United Nations Convention on the Law of the Sea"
OTHERS = "the Convention on Biological Diversity and the Convention on the Rights of the Child"


def _last(title: str, *texts: str, language: str = "en") -> str | None:
    said = tuple(Node(f"op-{n}", "operative", str(n), text=text) for n, text in enumerate(texts, 1))
    whole = Node("res", "resolution", None, status="draft", children=said)
    session = Node("session", "session", "80", children=(whole,))
    report = Report("A/80/L.17", title, None, language, None, None, None, None)
    source = SourceInfo("t", "", None, "text", None)
    document = Document("2", source, report, (), (session,), (), (), ())
    return [ref.form for node, _ in walk(enrich(document)) for ref in node.refs if ref.kind == "article"][-1]


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        ((f"Recalling {SEA} (the Convention),", OTHERS), "unclos/art-6"),
        ((f"Recalling {SEA} of 10 December 1982 (“the Convention”),", OTHERS), "unclos/art-6"),
        ((f"Recalling {SEA}; see also (the Convention),", OTHERS), "art-6"),
        ((f"Recalling {SEA},", OTHERS), "art-6"),
    ],
)
def test_short_name_that_was_given_in_brackets(texts: tuple[str, ...], form: str) -> None:
    assert _last("Oceans", *texts, "under article 6 of the Convention") == form


def test_two_short_names_in_one_paragraph() -> None:
    text = (
        f"Recalling {SEA} (the Convention), and the 1995 Agreement for the Implementation of the Provisions "
        f"of {SEA[4:]} of 10 December 1982 relating to the Conservation and Management of Straddling Fish "
        "Stocks and Highly Migratory Fish Stocks (the Agreement),"
    ).replace("of United", "of the United")
    assert _last("Fish", text, "under article 6 of the Agreement") == "fish-stocks/art-6"
    assert _last("Fish", text, "under article 6 of the Convention") == "unclos/art-6"


def test_an_agreement_that_was_only_named_is_not_the_agreement() -> None:
    assert _last("Climate", "Recalling the Paris Agreement,", "article 6 of the Agreement") == "art-6"


@pytest.mark.parametrize(
    ("language", "title", "text", "form"),
    [
        ("en", "Report of the Committee against Torture", "article 20 of the Convention", "cat/art-20"),
        ("en", "Report on torture", "article 20 of the Convention", "art-20"),
        ("fr", "Rapport du Comité des droits de l’enfant", "l’article 20 de la Convention", "crc/art-20"),
        ("es", "Informe del Comité contra la Tortura", "el artículo 20 de la Convención", "cat/art-20"),
        ("ru", "Доклад Комитета по правам инвалидов", "статьи 20 Конвенции", "crpd/art-20"),
        ("zh", "消除种族歧视委员会的报告", "《公约》第二十条", "cerd/art-20"),
        ("ar", "تقرير لجنة مناهضة التعذيب", "المادة 20 من الاتفاقية", "cat/art-20"),
        ("en", "Acts in accordance with the United Nations Convention against Corruption",
         "article 20 of the Convention", "uncac/art-20"),
    ],
)  # fmt: skip
def test_short_name_by_the_title(language: str, title: str, text: str, form: str) -> None:
    assert _last(title, text, language=language) == form
