"""Addresses as people write them, on the report of the twelfth session."""

from functools import cache
from pathlib import Path

import pytest

from cotc.cli.query.addresses import find
from cotc.cli.query.citations import citation
from cotc.parsers import parse
from cotc.parsers.model import Document

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
