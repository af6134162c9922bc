"""Where "paragraph 13 above" and "annex I" are: in the annex, text or article that the words stand in."""

import pytest

from cotc.parsers.model import Document, Node, Ref, Report, SourceInfo, walk
from cotc.parsers.semantics.references import enrich

SYMBOL = "A/RES/78/128"
Lead = tuple[str | None, str | None]


def paragraph(at: str, text: str = "x", kind: str = "par") -> Node:
    number = at.split("~")[0].rpartition(f"{kind}-")[2]
    return Node(at, "paragraph" if kind == "par" else "operative", number, text=text)


def document(*children: Node, symbol: str | None = SYMBOL, language: str = "en") -> Document:
    session = Node("session", "session", None, children=children)
    report = Report(symbol, None, None, language, None, None, None, None)
    return Document("1", SourceInfo("t", "", None, "text", None), report, (), (session,), (), (), ())


def refs(paper: Document, at: str) -> list[Ref]:
    return [ref for node, _ in walk(enrich(paper)) if node.id == at for ref in node.refs]


def leads(paper: Document, at: str) -> list[Lead]:
    return [(ref.form, ref.target) for ref in refs(paper, at)]


def resolution(language: str, operative: str, annexed: str = "x") -> Document:
    """A resolution with paragraphs 12 and 13, annex I, and annex II with paragraphs 13 and 14 of its own."""
    at = "res-78-128"
    section = Node(
        f"{at}/annex-II/III",
        "section",
        "III",
        children=(
            paragraph(f"{at}/annex-II/III/par-13"),
            paragraph(f"{at}/annex-II/III/par-14", annexed),
        ),
    )
    children = (
        paragraph(f"{at}/op-12", kind="op"),
        paragraph(f"{at}/op-13", operative, "op"),
        Node(f"{at}/annex-I", "annex", "I", children=(paragraph(f"{at}/annex-I/par-1"),)),
        Node(f"{at}/annex-II", "annex", "II", children=(section,)),
    )
    return document(Node(at, "resolution", "78/128", children=children), language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "listed in paragraph 13 above"),
        ("fr", "visées au paragraphe 13 ci-dessus"),
        ("es", "mencionadas en el párrafo 13 supra"),
        ("ru", "указанных в пункте 13 выше"),
        ("zh", "上文第13段所列"),
        ("ar", "المذكورة في الفقرة 13 أعلاه"),
    ],
)
def test_a_paragraph_above_is_one_of_the_same_annex(language: str, text: str) -> None:
    paper = resolution(language, "x", text)
    form = "un-ga/res/78/128/annex-II/par-13"
    assert leads(paper, "res-78-128/annex-II/III/par-14") == [(form, "res-78-128/annex-II/III/par-13")]


def test_a_paragraph_above_is_not_one_of_an_annex_below() -> None:
    paper = resolution("en", "in paragraph 12 above and paragraph 14 below")
    assert leads(paper, "res-78-128/op-13") == [
        ("un-ga/res/78/128/par-12", "res-78-128/op-12"),
        ("un-ga/res/78/128/par-14", None),
    ]


def test_where_numbers_restart_the_nearest_container_counts() -> None:
    text = "in paragraph 2 above, paragraph 2 below and paragraph 9 above"
    one = Node("A/1", "section", "1", children=(paragraph("par-2"), paragraph("par-9")))
    two = Node("A/2", "section", "2", children=(paragraph("par-2~2"), paragraph("A/2/par-3", text)))
    three = Node("A/3", "section", "3", children=(paragraph("par-9~2"), paragraph("A/3/par-1", text)))
    paper = document(one, two, three)
    assert leads(paper, "A/2/par-3") == [
        (f"{SYMBOL}/A/2/par-2", "par-2~2"),
        ("par-2", None),
        ("par-9", None),
    ]


def test_of_a_number_printed_for_each_option_the_nearest_counts() -> None:
    paper = document(
        paragraph("par-2"),
        paragraph("par-2~2"),
        paragraph("par-3", "paragraphs 2 above"),
        paragraph("par-2~3"),
    )
    assert leads(paper, "par-3") == [(f"{SYMBOL}/par-2", "par-2~2")]


def test_points_below_in_the_same_paragraph() -> None:
    points = tuple(
        Node(f"par-2/{letter}", "subparagraph", letter, text=text)
        for letter, text in (
            ("a", "x"),
            ("b", "in paragraph 2 (a) above and paragraph 2 (c) below"),
            ("c", "x"),
        )
    )
    whole = Node("par-2", "paragraph", "2", children=points)
    assert [target for _, target in leads(document(whole), "par-2/b")] == ["par-2/a", "par-2/c"]


def test_paragraphs_inserted_later_are_found_by_either_spelling() -> None:
    paper = document(paragraph("par-26-bis"), paragraph("par-27", "in paragraph 26 bis above"))
    assert leads(paper, "par-27") == [(f"{SYMBOL}/par-26bis", "par-26-bis")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("contained in annex I;", [("un-ga/res/78/128/annex-I", "res-78-128/annex-I")]),
        ("as set out in annexes I and II,",
         [("un-ga/res/78/128/annex-I", "res-78-128/annex-I"),
          ("un-ga/res/78/128/annex-II", "res-78-128/annex-II")]),
        ("contained in annex I to the Convention", []),
        ("Parties included in Annex I", []),
        ("contained in annex III", []),
        ("paragraphs 13 and 14 (b–c) of annex II;",
         [("un-ga/res/78/128/annex-II/par-13", "res-78-128/annex-II/III/par-13"),
          ("un-ga/res/78/128/annex-II/par-14/b..c", None)]),
    ],
)  # fmt: skip
def test_annexes_of_the_text_itself(text: str, expected: list[Lead]) -> None:
    assert leads(resolution("en", text), "res-78-128/op-13") == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Resolution 69/283, annexes I, II and IV–V."),
        ("fr", "Résolution 69/283, annexes I, II et IV à V."),
        ("es", "Resolución 69/283, anexos I, II y IV a V."),
        ("ru", "Резолюция 69/283, приложения I, II и IV-V."),
        ("zh", "第69/283号决议附件一、附件二和附件四至五。"),
        ("ar", "القرار 69/283، المرفقات الأول والثاني والرابع إلى الخامس."),
    ],
)
def test_lists_of_annexes(language: str, text: str) -> None:
    paper = document(paragraph("par-1", text), language=language)
    whole = "un-ga/res/69/283"
    assert [ref.form for ref in refs(paper, "par-1")] == [
        whole, f"{whole}/annex-I", f"{whole}/annex-II", f"{whole}/annex-IV..V"
    ]  # fmt: skip


def test_lists_of_sections() -> None:
    text = (
        "sections IV and VI of its resolution 69/274 A of 2 April 2015, and A/80/1, chap. I, sects. A and B"
    )
    paper = document(paragraph("par-1", text))
    assert [ref.form for ref in refs(paper, "par-1") if ref.kind == "paragraph"] == [
        "un-ga/res/69/274 A/sec-IV", "un-ga/res/69/274 A/sec-VI", "A/80/1/ch-I/A", "A/80/1/ch-I/B"
    ]  # fmt: skip


def test_annexes_without_a_number_are_no_annex() -> None:
    paper = document(paragraph("par-1", "may be found in annexes to the reports (A/80/1, annex 1)"))
    assert [ref.form for ref in refs(paper, "par-1")] == ["A/80/1", "A/80/1/annex-1"]
