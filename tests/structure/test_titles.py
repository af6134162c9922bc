"""The title of a paper, from the blocks that stand before its text."""

import pytest

from cotc.parsers.model.block import Align, Block
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure.titles import item_titles, printed_title

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
