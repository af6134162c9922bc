"""Addresses as people write them, on the report of the twelfth session."""

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from cotc.cli.query.addresses import Place, find
from cotc.cli.query.citations import citation
from cotc.cli.query.lists import several
from cotc.parsers import parse
from cotc.parsers.model import Document, Node, walk

FIXTURES = Path(__file__).parents[2] / "fixtures"


@cache
def paper(name: str) -> Document:
    return parse(FIXTURES / name)


CTOC = "CTOC_COP_2024_11_fr_TYPESET.pdf"
SYMBOL = "CTOC/COP/2024/11"


@pytest.mark.parametrize(
    ("written", "address", "cited"),
    [
        ("res-12-3/op-5", "res-12-3/op-5", "résolution 12/3, par. 5"),
        ("res-12-4/5/a", "res-12-4/op-5/a", "résolution 12/4, par. 5 a)"),
        ("12/3 5", "res-12-3/op-5", "résolution 12/3, par. 5"),
        ("12/4 5(a)", "res-12-4/op-5/a", "résolution 12/4, par. 5 a)"),
        ("12/4 5 a)", "res-12-4/op-5/a", "résolution 12/4, par. 5 a)"),
        ("resolution 12/4, para. 5 (a)", "res-12-4/op-5/a", "résolution 12/4, par. 5 a)"),
        ("resolution 12/1 annex II (f)", "res-12-1/annex-II/sec-1/f", "résolution 12/1, annexe II f)"),
        ("annexe II de la résolution 12/1", "res-12-1/annex-II", "résolution 12/1, annexe II"),
        ("decision 12/1", "dec-12-1", "décision 12/1"),
        ("par. 5 a)", "res-12-4/op-5/a", "résolution 12/4, par. 5 a)"),
        ("para 51", "par-51", "par. 51"),
        ("fn 12", "fn-12", "note 12"),
        ("pp 3 of resolution 12/2", "res-12-2/pp-3", "résolution 12/2, al. 3 du préambule"),
        ("chap. IV, sect. A", "ch-IV/A", "chap. IV, sect. A"),
    ],
)
def test_as_people_write(written: str, address: str, cited: str) -> None:
    document = paper(CTOC)
    place = find(document, written).place
    assert place is not None
    assert place.id == address
    assert citation(document, place) == f"{SYMBOL}, {cited}"


@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("en", "CTOC/COP/2024/11, resolution 12/4, para. 5 (a)"),
        ("es", "CTOC/COP/2024/11, resolución 12/4, párr. 5 a)"),
        ("ru", "CTOC/COP/2024/11, резолюция 12/4, п. 5 а)"),
        ("zh", "CTOC/COP/2024/11，第12/4号决议，第5段(a)"),
        ("ar", "CTOC/COP/2024/11، القرار ١٢/٤، الفقرة ٥ (أ)"),
    ],
)
def test_citations_in_the_language_of_the_paper(language: str, cited: str) -> None:
    document = paper(f"ctoc-a.{language}.pdf")
    place = find(document, "12/4 5(a)").place
    assert place is not None
    assert citation(document, place) == cited


def test_a_resolution_of_its_own_is_cited_by_its_symbol() -> None:
    document = paper("A_RES_79_212_en.pdf")
    place = find(document, "para 5").place
    assert place is not None
    assert citation(document, place) == "A/RES/79/212, para. 5"


def test_an_ambiguous_address_lists_what_it_fits() -> None:
    answer = find(paper(CTOC), "12/1")
    assert answer.place is None
    assert answer.ambiguous
    assert answer.nearest == ("res-12-1", "dec-12-1")


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("12/4 55", "res-12-4/op-9"),
        ("para 99", "par-82"),
        ("fn 99", "fn-21"),
        ("res-12-3/op-55x", "res-12-3/op-5"),
    ],
)
def test_an_unknown_address_lists_the_nearest(written: str, nearest: str) -> None:
    answer = find(paper(CTOC), written)
    assert answer.place is None
    assert not answer.ambiguous
    assert nearest in answer.nearest


@pytest.mark.parametrize("written", ["", "?", "no such thing", "((", "12/", "/"])
def test_nonsense_finds_nothing(written: str) -> None:
    assert find(paper(CTOC), written).place is None


def test_every_id_is_its_own_address() -> None:
    from cotc.parsers.model import walk

    document = paper(CTOC)
    for node, _ in list(walk(document))[::7]:
        place = find(document, node.id).place
        assert place is not None
        assert place.id == node.id


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        ("ctoc-a.en.pdf", "subparagraph (a) of paragraph 5 of resolution 12/4", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "preambular paragraph 2, resolution 12/4", "res-12-4/pp-2"),
        ("ctoc-a.en.pdf", "chap. I, sect. A, resolution 12/4", "res-12-4"),
        ("ctoc-a.en.pdf", "I.A", "ch-I/A"),
        ("ctoc-a.en.pdf", "CTOC/COP/2024/11, resolution 12/4, para. 5", "res-12-4/op-5"),
        ("ctoc-a.en.pdf", "RES-12-4/OP-5", "res-12-4/op-5"),
        ("ctoc-a.fr.pdf", "note de bas de page 3", "fn-3"),
        ("ctoc-a.fr.pdf", "rés. 12/4, par. 5 a)", "res-12-4/op-5/a"),
        ("ctoc-a.es.pdf", "apartado a) del párrafo 5 de la resolución 12/4", "res-12-4/op-5/a"),
        ("ctoc-a.es.pdf", "párrafo 2 del preámbulo de la resolución 12/4", "res-12-4/pp-2"),
        ("ctoc-a.ru.pdf", "пункт 2 преамбулы резолюции 12/4", "res-12-4/pp-2"),
        ("ctoc-a.ru.pdf", "приложение I к резолюции 12/2", "res-12-2/annex-I"),
        ("ctoc-a.zh.pdf", "第12/4号决议第5段(a)", "res-12-4/op-5/a"),
        ("ctoc-a.zh.pdf", "第12/4号决议，序言部分第2段", "res-12-4/pp-2"),
        ("ctoc-a.zh.pdf", "第12/2号决议附件一", "res-12-2/annex-I"),
        ("ctoc-a.zh.pdf", "第一章A节", "ch-I/A"),
        ("ctoc-a.ar.pdf", "الفقرة 2 من ديباجة القرار 12/4", "res-12-4/pp-2"),
        ("ctoc-a.ar.pdf", "القرار ١٢/٤، الفقرة ٥ (أ)", "res-12-4/op-5/a"),
        ("ctoc-a.ar.pdf", "الفصل الأول، الباب ألف", "ch-I/A"),
    ],
)
def test_as_the_six_languages_write(name: str, written: str, address: str) -> None:
    place = find(paper(name), written).place
    assert place is not None
    assert place.id == address


@pytest.mark.parametrize("name", [f"ctoc-a.{code}.pdf" for code in ("en", "fr", "es", "ru", "zh", "ar")])
def test_a_citation_leads_back_to_its_place(name: str) -> None:
    document = paper(name)
    for node, above in walk(document):
        if (
            node.kind in ("resolution", "decision", "preambular", "operative", "chapter")
            or node.id == "par-5"
        ):
            place = find(document, citation(document, Place(node, above))).place
            assert place is not None, citation(document, Place(node, above))
            assert place.id == node.id or node.number is None


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("paras 51-53", ["paras 51", "paras 52", "paras 53"]),
        ("par. 5 et 7", ["par. 5", "par. 7"]),
        ("12/3 5, 6 and 8", ["12/3 5", "12/3 6", "12/3 8"]),
        ("第16至17段", ["第16段", "第17段"]),
        ("párrs. 16 a 18", ["párrs. 16", "párrs. 17", "párrs. 18"]),
        ("12/4 5 (a) and (b)", ["12/4 5 (a)", "12/4 5 (b)"]),
        ("12/4 5 (a) to (c)", ["12/4 5 (a)", "12/4 5 (b)", "12/4 5 (c)"]),
        ("п. 5 а)-в)", ["п. 5 а)-в)"]),  # which letters are between them is not said
        ("resolutions 12/2 and 12/4", ["resolutions 12/2", "resolutions 12/4"]),
        ("12/4 5 a", ["12/4 5 a"]),
        ("res-2-7", ["res-2-7"]),
        ("1-99999999999", ["1-99999999999"]),
        ("12/3", ["12/3"]),
    ],
)
def test_several_at_once(written: str, addresses: list[str]) -> None:
    assert several(written) == addresses


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        ("ctoc-a.en.pdf", "12/4 5a", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "12/4 5.a", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "12/4 op 5 a", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "12/4 para 5 subpara a", "res-12-4/op-5/a"),
        ("ctoc-a.es.pdf", "párrafo 5 a de la resolución 12/4", "res-12-4/op-5/a"),
        ("ctoc-a.fr.pdf", "rés. 12/4 par. 5 al. a", "res-12-4/op-5/a"),
        ("ctoc-a.ru.pdf", "рез. 12/4 п. 5 а", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "Res. 12/4 OP5(a)", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "12/4/5/a", "res-12-4/op-5/a"),
        ("ctoc-a.en.pdf", "12/4 PP3", "res-12-4/pp-3"),
        ("ctoc-a.en.pdf", "third preambular paragraph of resolution 12/4", "res-12-4/pp-3"),
        ("ctoc-a.fr.pdf", "troisième alinéa du préambule de la résolution 12/4", "res-12-4/pp-3"),
        ("ctoc-a.es.pdf", "tercer párrafo del preámbulo de la resolución 12/4", "res-12-4/pp-3"),
        ("ctoc-a.ru.pdf", "третий пункт преамбулы резолюции 12/4", "res-12-4/pp-3"),
        ("ctoc-a.zh.pdf", "第12/4号决议序言部分第三段", "res-12-4/pp-3"),
        ("ctoc-a.ar.pdf", "الفقرة الثالثة من ديباجة القرار 12/4", "res-12-4/pp-3"),
        ("ctoc-a.fr.pdf", "paragraphe 5 du dispositif de la résolution 12/4", "res-12-4/op-5"),
        ("ctoc-a.zh.pdf", "第12/4号决议执行部分第五段", "res-12-4/op-5"),
        ("ctoc-a.ru.pdf", "пункт 5 постановляющей части резолюции 12/4", "res-12-4/op-5"),
        ("ctoc-a.ar.pdf", "الفقرة الفرعية (أ) من الفقرة 5 من القرار 12/4", "res-12-4/op-5/a"),
        ("ctoc-a.es.pdf", "resolucion 12/4 parrafo 5", "res-12-4/op-5"),
        ("ctoc-a.ru.pdf", "глава I, раздел А", "ch-I/A"),  # the letter is Cyrillic
        ("ctoc-a.en.pdf", "section I", "ch-I"),
        ("ctoc-a.en.pdf", "sect. I.B", "ch-I/B"),
        ("ctoc-a.en.pdf", "12/2 annex I para. 1", "res-12-2/annex-I/par-1"),
        ("ctoc-a.en.pdf", "12/2 annex 1", "res-12-2/annex-I"),
        ("ctoc-a.en.pdf", "agenda item 2 (b)", "dec-12-1/sec-1/2/b"),
        ("ctoc-a.en.pdf", "ctoc-cop/res/12/4/par-5", "res-12-4/op-5"),
        ("ctoc-a.en.pdf", "CTOC/COP/2024/11/par-16", "par-16"),
        ("A_RES_79_212_en.pdf", "A/RES/79/212", "res-79-212"),
        ("A_RES_78_128_en.pdf", "para. 5", "res-78-128/op-5"),  # not that of an annex
        ("A_RES_78_128_en.pdf", "rule 46", "res-78-128/annex-III/VIII/46"),
        ("A_RES_78_128_en.pdf", "annex III, rule 46", "res-78-128/annex-III/VIII/46"),
        ("TPNW_MSP_2025_11_en.pdf", "intersessional decision 1", "dec-1~2"),
        ("TPNW_MSP_2025_11_en.pdf", "decision 1", "dec-1"),
        ("TPNW_MSP_2025_11_en.pdf", "annex II, decision 1", "dec-1"),
        ("TPNW_MSP_2025_11_en.pdf", "annex II", "annex-II"),  # the report's, not that of a decision
    ],
)
def test_what_else_people_write(name: str, written: str, address: str) -> None:
    place = find(paper(name), written).place
    assert place is not None
    assert place.id == address


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ctoc-a.en.pdf", "page 7"),
        ("ctoc-a.fr.pdf", "page 7"),
        ("ctoc-a.es.pdf", "página 7"),
        ("ctoc-a.en.pdf", "12/4 para"),
        ("ctoc-a.en.pdf", "12/4 5 of the report on crime"),
        ("ctoc-a.en.pdf", "12/2 12/4"),
        ("ctoc-a.en.pdf", "draft resolution 12/4"),
        ("ctoc-a.en.pdf", "un-ga/res/12/4/par-5"),
        ("ctoc-a.en.pdf", "CTOC/COP/2024/11/Add.1, para. 16"),
        ("A_RES_78_128_en.pdf", "article 46"),
    ],
)
def test_a_word_that_says_something_else_is_never_left_out(name: str, written: str) -> None:
    assert find(paper(name), written).place is None


@pytest.mark.parametrize(
    ("name", "address", "cited"),
    [
        ("A_RES_78_128_en.pdf", "res-78-128/annex-III/VIII/48", "A/RES/78/128, annex III, rule 48"),
        ("TPNW_MSP_2025_11_en.pdf", "dec-1~2", "TPNW/MSP/2025/11, intersessional decision 1"),
        ("ctoc-a.ar.pdf", "res-12-4/pp-3", "CTOC/COP/2024/11، القرار ١٢/٤، الفقرة ٣ من الديباجة"),
    ],
)
def test_citations_name_the_kind_that_is_printed(name: str, address: str, cited: str) -> None:
    place = find(paper(name), address).place
    assert place is not None
    assert citation(paper(name), place) == cited


def made(*roots: Node) -> Document:
    """A report with these nodes under its session."""
    empty = paper("ctoc-a.en.pdf")
    return replace(empty, tree=(replace(empty.tree[0], children=roots),), footnotes=())


def test_paragraphs_that_begin_anew_are_cited_with_their_chapter() -> None:
    first, second = (
        Node(
            id=f"ch-{n}",
            kind="chapter",
            number=n,
            label=f"Chapter {n}",
            children=(Node(id=f"par-6{suffix}", kind="paragraph", number="6", label="6.", text="Six."),),
        )
        for n, suffix in (("I", ""), ("II", "~2"))
    )
    document = made(first, second)
    place = find(document, "chap. II, para. 6").place
    assert place is not None
    assert place.id == "par-6~2"
    assert citation(document, place) == "CTOC/COP/2024/11, chap. II, para. 6"
    assert find(document, "para. 6").ambiguous


def test_a_rule_that_only_the_title_counts() -> None:
    seventh = Node(id="VII", kind="section", number="VII", label="VII.", title="Rule 7: Documentation")
    document = made(
        seventh, Node(id="VIII", kind="section", number="VIII", label="VIII.", title="Rule 8: Staff")
    )
    place = find(document, "rule 7").place
    assert place is not None
    assert place.id == "VII"
    assert find(document, "article 7").place is None


def test_drafts_are_named_as_such() -> None:
    lettered = [
        Node(id=f"res-{n}", kind="resolution", number=n, label=f"Draft resolution {n}", status="draft")
        for n in ("I", "B")
    ]
    bare = Node(id="dec", kind="decision", status="draft", label="Draft decision")
    inside = Node(id="dec/op-1", kind="operative", number="1", label="1.", text="Decides.")
    document = made(*lettered, replace(bare, children=(inside,)))
    for written, address in (
        ("draft resolution I", "res-I"),
        ("projet de résolution B", "res-B"),
        ("draft decision", "dec"),
        ("draft decision, para. 1", "dec/op-1"),
    ):
        place = find(document, written).place
        assert place is not None, written
        assert place.id == address


@pytest.mark.parametrize(
    "name",
    ["CTOC_COP_2024_11_fr_TYPESET.pdf", "A_RES_78_128_en.pdf", "TPNW_MSP_2025_11_en.pdf", "ctoc-a.zh.pdf"],
)
def test_no_citation_leads_elsewhere(name: str) -> None:
    """What is cited is found again, or fits several places: never another one."""
    document = paper(name)
    for node, above in walk(document):
        if node.number and node.kind != "session":
            written = citation(document, Place(node, above))
            answer = find(document, written)
            assert answer.ambiguous or (answer.place and answer.place.id == node.id), written
