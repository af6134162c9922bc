"""The title of a paper, from the blocks that stand before its text."""

from typing import Any

import pytest

from cotc.parsers.model.block import Align, Block
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure.titles import (
    has_title_over_list,
    is_only_list,
    item_titles,
    printed_title,
    title_in_capitals,
)

BODY_SIZE = 10.0


def line(words: str, size: float = BODY_SIZE, bold: bool = True, align: Align = "left") -> Block:
    return Block(text=words, size=size, bold=bold, align=align, page=1)


def title_of(*front: Block) -> str | None:
    return printed_title(front, compiled(load().languages["en"]), BODY_SIZE)


SESSION = (line("Eightieth session"), line("Agenda item 149", bold=False))


def test_a_report_on_something_is_its_subtitle() -> None:
    found = title_of(
        *SESSION,
        line("Financing of the United Nations Support Office in Haiti"),
        line("Proposed budgets for the Support Office", 14.0),
        line("Report of the Advisory Committee", 12.0),
    )
    assert found == "Proposed budgets for the Support Office: report of the Advisory Committee"


@pytest.mark.parametrize(
    "author",
    [
        "Note by the Secretariat",
        "Concept paper prepared by the Secretariat",
        "Revised draft decision submitted by the President",
    ],
)
def test_the_author_is_no_part_of_the_title(author: str) -> None:
    found = title_of(*SESSION, line("Organization of work", 14.0), line(author, 12.0))
    assert found == "Organization of work"


def test_bodies_above_the_session_are_no_title() -> None:
    found = title_of(
        line("Economic Commission for Europe", 14.0),
        line("Centre for Trade Facilitation and Electronic Business", 12.0),
        line("Twenty-fifth session"),
        line("Geneva, 8-9 April 2019", bold=False),
        line("Item 7 (c) of the provisional agenda", bold=False),
        line("Other deliverables for noting"),
        line("Overview of Blockchain for Trade", 14.0),
        line("An Introduction to Blockchain", 12.0),
    )
    assert found == "Overview of Blockchain for Trade: An Introduction to Blockchain"


def test_a_typewritten_title_is_bold_and_in_the_middle() -> None:
    found = title_of(
        line("TRADE AND DEVELOPMENT BOARD", bold=False),
        line("Item 5 of the provisional agenda", bold=False),
        line("REVIEW OF ACTIVITIES", align="centre"),
        line("Progress report by the UNCTAD secretariat", bold=False, align="centre"),
    )
    assert found == "REVIEW OF ACTIVITIES"


def test_a_front_without_a_title_has_none() -> None:
    assert title_of(*SESSION) is None


def titles_of(*front: Block) -> list[str]:
    groups = item_titles(front, compiled(load().languages["en"]))
    return [" ".join(block.text for block in group) for group in groups]


def test_lines_of_an_items_title_are_one_however_uneven() -> None:
    found = titles_of(
        line("Eightieth session"),
        line("Agenda item 71 (b)", bold=False),
        line("Promotion of human rights: human"),
        line("rights questions, including"),
        line("Fundamental Freedoms"),
        line("Resolution adopted by the General Assembly", 14.0),
    )
    assert found[2:] == [
        "Promotion of human rights: human rights questions, including Fundamental Freedoms",
        "Resolution adopted by the General Assembly",
    ]


def test_each_of_several_items_has_a_title_of_its_own() -> None:
    found = titles_of(
        line("Agenda items 5 and 6"), line("Human"), line("rights"), line("Sustainable"), line("development")
    )
    assert found == ["Agenda items 5 and 6", "Human rights", "Sustainable development"]


def test_bold_lines_that_follow_no_item_stay_apart() -> None:
    assert titles_of(line("Third Committee"), line("Eightieth session")) == [
        "Third Committee",
        "Eightieth session",
    ]


def test_a_typewritten_front_without_bold_words_in_the_middle_has_no_title() -> None:
    assert title_of(line("REVIEW", align="left"), line("Progress report", bold=False, align="centre")) is None


def test_lines_of_about_one_size_are_one_title() -> None:
    found = title_of(
        *SESSION, line("Financing of the Office", 14.0), line("in Haiti", 13.4), line("Annexed", 13.0)
    )
    assert found == "Financing of the Office in Haiti: Annexed"


def test_type_hardly_larger_than_the_text_is_no_title() -> None:
    assert title_of(*SESSION, line("Financing of the Office", 11.1)) is None
    assert title_of(*SESSION, line("Financing of the Office", 11.3)) == "Financing of the Office"


@pytest.mark.parametrize(
    ("subtitle", "italic", "found"),
    [
        ("Report on the session", True, "Budget: report on the session"),
        ("Second part", False, "Budget: Second part"),
        ("Second part", True, "Budget"),
        ("Note by the Secretariat", False, "Budget"),
        ("Italy: draft resolution", False, "Budget"),
    ],
)
def test_what_stands_below_the_title_in_smaller_type(subtitle: str, italic: bool, found: str) -> None:
    below = Block(text=subtitle, size=12.0, bold=True, italic=italic, page=1)
    assert title_of(*SESSION, line("Budget", 14.0), below) == found


def test_a_table_is_no_title_and_no_line_of_one() -> None:
    table = Block(text="", size=16.0, page=1, rows=(("a", "b"),))
    assert title_of(*SESSION, table, line("Budget", 14.0)) == "Budget"


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("Eightieth session", True),
        ("Eightieth session of the Preparatory Committee for it", True),
        ("Eightieth session of the Preparatory Committee for the Conference", False),
        ("New York, 3–7 March 2025", True),
    ],
)
def test_what_names_the_session_stands_above_the_title(words: str, tells: bool) -> None:
    found = title_of(line("Economic Commission", 14.0), line(words), line("Overview", 14.0))
    assert found == ("Overview" if tells else "Economic Commission Overview")


@pytest.mark.parametrize(
    ("how", "alike"),
    [
        ({}, True),
        ({"gap": 0.2}, True),
        ({"gap": 0.21}, False),
        ({"indent": 2.0}, True),
        ({"indent": 2.1}, False),
        ({"size": 10.4}, True),
        ({"size": 10.6}, False),
        ({"page": 2}, False),
        ({"bold": False}, False),
        ({"rows": (("a",),)}, False),
    ],
)
def test_lines_of_an_items_title_are_set_alike(how: dict[str, Any], alike: bool) -> None:
    given: dict[str, Any] = {"text": "rights", "size": BODY_SIZE, "bold": True, "page": 1, **how}
    groups = titles_of(line("Agenda item 5"), line("Human"), Block(**given))
    assert groups == (["Agenda item 5", "Human rights"] if alike else ["Agenda item 5", "Human", "rights"])


def entry(number: int, words: str = "Opening") -> Block:
    return Block(text=f"{number}. {words}", page=1, size=BODY_SIZE)


@pytest.mark.parametrize(
    ("blocks", "is_list"),
    [
        ([entry(1), entry(2), entry(3)], True),
        ([entry(1), entry(2)], False),
        ([entry(2), entry(3), entry(4)], False),
        ([entry(1), entry(3), entry(2)], False),
        ([entry(1), Block(text="(a) Point", page=1), entry(2), entry(3)], True),
        ([entry(1), Block(text="Words", page=1), entry(2), entry(3)], False),
        ([entry(1), Block(text="", rows=(("a",),), page=1), entry(2), entry(3)], False),
        ([entry(n, "w" * 86) for n in (1, 2, 3)], True),
        ([entry(n, "w" * 87) for n in (1, 2, 3)], False),
    ],
)
def test_a_paper_that_is_one_list(blocks: list[Block], is_list: bool) -> None:
    assert is_only_list(blocks) is is_list
    assert has_title_over_list([line("Agenda", 14.0), *blocks], 1, BODY_SIZE) is is_list
    assert not has_title_over_list([line("Agenda", 11.0), *blocks], 1, BODY_SIZE)
    assert not has_title_over_list(blocks, 0, BODY_SIZE)


def test_a_title_typed_in_capitals_stands_above_the_sponsors() -> None:
    words = (*SESSION, line("RIGHTS OF PEOPLES"), line("IN THE UNITED NATIONS"), line("Fiji and"))
    patterns = compiled(load().languages["en"])
    sponsors = line("Uruguay: draft resolution")
    assert title_in_capitals((*words, sponsors), patterns) == "RIGHTS OF PEOPLES IN THE UNITED NATIONS"
    assert title_in_capitals(words, patterns) is None
