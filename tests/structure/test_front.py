"""Where the text begins: what stands before it is front, and what of that is title, table, line or lead."""

from typing import Any

import pytest

from cotc.parsers.model import Furniture
from cotc.parsers.model.block import Block, ContentsBlock, Layout
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure.front import Front, split_front

SIZE = 10.0
FORMULA = "The General Assembly,"
LONG = "Words of a paragraph that goes on for some time. " * 5  # longer than 200 characters
MASTHEAD = Furniture("masthead", 1, "A/79/1", None)


def line(text: str, size: float = SIZE, **how: Any) -> Block:
    return Block(**{"text": text, "size": size, "page": 1, "bold": size > SIZE, **how})


def front(*blocks: Block, furniture: tuple[Furniture, ...] = (MASTHEAD,), at: int | None = None) -> Front:
    contents = (ContentsBlock("I. Opening", "3", 0.0),) if at is not None else ()
    layout = Layout(blocks, (), contents, furniture, SIZE, 9, at)
    return split_front(layout, compiled(load().languages["en"]))


def begins(*blocks: Block, at: int | None = None) -> int:
    """How many of the blocks stand before the text."""
    found = front(*blocks, at=at)
    assert found.body == blocks[len(blocks) - len(found.body) :]
    return len(blocks) - len(found.body)


TITLE = line("Report of the Committee", 14.0)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (line("Chapter I", bold=True), 1),
        (line("Part one: Proceedings", bold=True), 1),
        (line("Annex", bold=True), 1),
        (line("Resolution 12/1", bold=True), 1),
        (line("I. Opening", bold=True), 1),
        (line("A. Opening", bold=True), 1),
        (line("II. Opening", bold=True), 0),
        (line("1. Opening", bold=True), 1),
        (line("2. Opening", bold=True), 0),
        (line("Resolutions", bold=True), 1),
        (line("Decisions", bold=True), 1),
        (line("Decisions of the Bureau", bold=True), 0),
        (line(LONG), 1),
        (line(LONG[:200]), 1),
        (line(LONG[:199]), 0),
        (line(LONG, bold=True, breaks=(5,)), 0),
        (line(LONG, 9.5), 1),
        (line(LONG, 9.4), 0),
        (line("1. The session was opened on Monday morning."), 1),
        (line("(b) The session was opened on Monday morning."), 0),
        (line("2. The session was opened on Monday morning."), 0),
    ],
)
def test_what_begins_a_text(first: Block, expected: int) -> None:
    """Where nothing does, all is text."""
    assert begins(TITLE, first) == expected


def test_a_short_paragraph_of_number_one_begins_it_where_nothing_else_does() -> None:
    assert begins(TITLE, line("Vienna"), line("1. Opened.")) == 2
    assert begins(TITLE, line("Vienna"), line("2. Opened.")) == 0
    assert begins(TITLE, line("1. Opened."), line("1. The session was opened on Monday morning.")) == 2


@pytest.mark.parametrize(
    ("above", "page", "expected"),
    [
        (line("Crime", bold=True), 1, 1),
        (line("Crime"), 1, 2),
        (line("Italy: draft resolution", bold=True), 1, 2),
        (line("Agenda item 5", bold=True), 1, 2),
        (line("Crime", bold=True, page=2), 2, 1),
    ],
)
def test_a_texts_title_stands_right_above_its_formula(above: Block, page: int, expected: int) -> None:
    assert begins(TITLE, above, line(FORMULA, italic=True, page=page)) == expected


def test_a_formula_that_comes_first_has_none() -> None:
    assert begins(line(FORMULA, italic=True), line("Recalling it,")) == 0


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (line("Introduction", bold=True), 2),
        (line("Introduction", 13.5), 3),
        (line("Note by the Secretariat", bold=True), 3),
        (line("Introduction", bold=True, page=2), 3),
        (line("Introduction"), 3),
    ],
)
def test_a_heading_above_the_first_paragraph_belongs_to_it_below_a_larger_title(
    heading: Block, expected: int
) -> None:
    assert begins(TITLE, line("Vienna"), heading, line(LONG)) == expected


def test_without_a_larger_title_the_heading_is_the_title() -> None:
    assert begins(line("Vienna"), line("Introduction", bold=True), line(LONG)) == 2


LEAD = "After paragraph 89, insert the following paragraph:"


@pytest.mark.parametrize(
    ("how", "is_lead"),
    [
        ({}, True),
        ({"text": LEAD.rstrip(":")}, False),
        *(({"text": LEAD.rstrip(":") + end}, True) for end in ".:。：؛;"),
        ({"indent": 10.0}, True),
        ({"indent": 9.9}, False),
        ({"size": 9.5}, True),
        ({"size": 9.4}, False),
        ({"italic": True}, False),
        ({"align": "centre"}, False),
        ({"page": 2}, False),
        ({"text": "Note by the Secretariat."}, False),
    ],
)
def test_sentences_above_the_text_below_a_title_are_text(how: dict[str, Any], is_lead: bool) -> None:
    lead = line(**{"text": LEAD, "indent": 12.0, **how})
    assert begins(line("Amendment", bold=True), lead, line(FORMULA, italic=True)) == (1 if is_lead else 2)


def test_a_short_letter_and_its_signature_above_an_annex_are_text() -> None:
    letter = line(LEAD, indent=0.0, hang=-34.0, breaks=(5,))
    signed = line("(Signed) Hadi Example", align="right")
    where = line("Ambassador", indent=200.0, measure=380.0)
    annex = line("Annex", bold=True)
    assert begins(line("Letter to the Secretary-General", 14.0), letter, signed, where, annex) == 1
    assert begins(line("Letter to the Secretary-General", 14.0), signed, where, annex) == 3
    assert begins(line("Letter to the Secretary-General", 14.0), line(LEAD, hang=0.0), signed, annex) == 3


def test_sentences_right_below_the_title_begin_the_text_where_nothing_else_does() -> None:
    """A letter in short paragraphs."""
    assert begins(line("Letter", 14.0), line("I have the honour to refer to it."), line("We agree.")) == 1
    assert begins(line("Letter", 14.0), line("New York"), line("We agree.")) == 0
    assert begins(line("Letter", bold=True), line("We agree.")) == 0


def test_an_agenda_begins_with_the_heading_that_says_so() -> None:
    entry, notes = line("1. Opening."), line(LONG)
    assert begins(TITLE, line("Provisional agenda", bold=True), entry, notes) == 1
    assert begins(TITLE, line("Provisional agenda"), entry, notes) == 3
    assert begins(line("Provisional agenda", 14.0), entry, notes) == 2
    assert begins(TITLE, line("Provisional list", bold=True), entry, notes) == 3
    assert begins(TITLE, line("Provisional agenda", bold=True), line("2. Opening."), notes) == 3


def test_numbered_headings_above_the_first_paragraph_are_text() -> None:
    """An addendum to a draft report goes on with its chapters."""
    first = line("1. The session was opened on Monday morning.")
    assert begins(TITLE, line("V. Cooperation", 14.0), line("A. Opening", bold=True), first) == 1
    assert begins(TITLE, line("Addendum", bold=True), line("V. Cooperation", 14.0), first) == 2


def test_without_a_title_over_them_sentences_are_front() -> None:
    lead = line(LEAD, indent=12.0)
    assert begins(lead, line(FORMULA, italic=True)) == 1
    small = line("Amendment", 9.0, bold=True)
    assert begins(small, lead, line(FORMULA, italic=True)) == 2


SUMMARY = [line("Summary", bold=True), line(LONG), line(LONG[:60])]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([TITLE, *SUMMARY], 1),
        ([TITLE, line("Summary", bold=True), line(LONG[:240])], 3),
        ([TITLE, line("Summary", bold=True), line(LONG, 8.9), line(LONG[:60], 8.9)], 4),
        ([TITLE, line("Summary", bold=True), line(LONG, 9.0), line(LONG[:60], 9.0)], 1),
        ([TITLE, line("Vienna")], 2),
    ],
)
def test_a_summary_may_stand_before_the_contents(blocks: list[Block], expected: int) -> None:
    rest = (line("I. Opening", bold=True), line("1. Opened."))
    assert begins(*blocks, *rest, at=len(blocks)) == expected


@pytest.mark.parametrize(
    ("text", "is_front"),
    [
        ("[12 November 2024]", True),
        ("[12 November 2024", False),
        ("12 November 2024]", False),
        (f"[{'a' * 37}]", True),
        (f"[{'a' * 38}]", False),
    ],
)
def test_a_date_in_brackets_beside_the_contents_is_front(text: str, is_front: bool) -> None:
    found = front(TITLE, line(text), line("I. Opening", bold=True), line("1. Opened."), at=1)
    assert (text in found.lines) is is_front
    assert len(found.body) == (2 if is_front else 3)
    assert (found.furniture[-1].kind == "front") is is_front


def table(*rows: tuple[str, ...]) -> Block:
    return Block(text="", page=1, size=SIZE, rows=rows)


FULL, BARE = ("Year", "Sum"), ("Year", "")


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ([TITLE, table(FULL, FULL, FULL)], True),
        ([table(FULL, FULL, FULL), TITLE], False),
        ([TITLE, table(FULL, FULL)], False),
        ([TITLE, table(FULL, FULL, FULL, BARE, BARE)], True),
        ([TITLE, table(FULL, FULL, FULL, BARE, BARE, BARE)], False),
        ([line("Report", 11.1), table(FULL, FULL, FULL)], False),
    ],
)
def test_a_table_below_the_title_is_text(blocks: list[Block], kept: bool) -> None:
    found = front(*blocks, line("I. Opening", bold=True))
    assert any(block.rows for block in found.body) is kept
    told = [piece.text for piece in found.furniture]
    assert any("Year Sum" in words for words in told) is not kept
    assert "Year Sum" not in " ".join(found.lines)


def test_tables_before_the_contents_are_front() -> None:
    found = front(TITLE, table(FULL, FULL, FULL), line("I. Opening", bold=True), at=2)
    assert [block.text for block in found.body] == ["I. Opening"]
    assert found.furniture[-1].text == "Year Sum\nYear Sum\nYear Sum"


def test_lines_are_those_of_masthead_front_and_job() -> None:
    chapter = line("I. Opening", bold=True)
    others = (
        Furniture("head", 1, "A/79/1", None),
        Furniture("job", 1, "24-00001", None),
        Furniture("job", 7, "24-00001 (E)", None),
        Furniture("job", 9, "last", None),
    )
    found = front(TITLE, line("Vienna"), chapter, furniture=(MASTHEAD, *others))
    assert found.lines == ("A/79/1", "Report of the Committee", "Vienna", "24-00001", "24-00001 (E)")
    assert found.title == "Report of the Committee"


@pytest.mark.parametrize(
    ("page", "title"), [(1, "Report of the Committee"), (None, "Report of the Committee"), (2, None)]
)
def test_only_below_a_masthead_of_the_first_page_is_a_title(page: int | None, title: str | None) -> None:
    masthead = Furniture("masthead", page, "A/79/1", None)
    found = front(TITLE, line("I. Opening", bold=True), furniture=(masthead,))
    assert found.title == title
    assert ("A/79/1" in found.lines) is (title is not None)


@pytest.mark.parametrize(
    ("page", "furniture", "kind"),
    [
        (1, (MASTHEAD,), "masthead"),
        (2, (MASTHEAD,), "cover"),
        (3, (MASTHEAD,), "cover"),
        (4, (MASTHEAD,), "front"),
        (1, (), "cover"),
        (None, (MASTHEAD,), "masthead"),
    ],
)
def test_what_front_is_called(page: int | None, furniture: tuple[Furniture, ...], kind: str) -> None:
    found = front(line("Words", page=page), line("I. Opening", bold=True, page=9), furniture=furniture)
    assert [piece.kind for piece in found.furniture] == [kind]
