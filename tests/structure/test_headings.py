"""Which blocks are headings: how they are set, how long they are, how they end; what of them is the title."""

from typing import Any

import pytest

from cotc.parsers.model.block import Block, Mark
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure.headings import (
    LARGER,
    LONGEST,
    LONGEST_ALONE,
    LONGEST_ITALIC,
    LONGEST_LARGE,
    Head,
    Heading,
    is_sentence_of_organ,
    is_set_as_heading,
    read_heading,
)
from cotc.parsers.structure.labels import Scheme

SIZE = 10.0
LARGE = SIZE * LARGER + 0.1


def read(text: str, language: str = "en", **how: Any) -> Heading | None:
    block = Block(**{"text": text, "page": 1, "size": SIZE, **how})
    return read_heading(block, compiled(load().languages[language]), SIZE)


def words(letters: int) -> str:
    """So many letters in words."""
    return ("Words " * letters)[: letters - 1] + "s"


@pytest.mark.parametrize(
    ("letters", "size", "is_one"),
    [
        (LONGEST, SIZE, True),
        (LONGEST + 1, SIZE, False),
        (LONGEST + 1, LARGE, True),
        (LONGEST_LARGE, LARGE, True),
        (LONGEST_LARGE + 1, LARGE, False),
        (LONGEST + 1, SIZE * LARGER, False),
    ],
)
def test_a_heading_is_only_so_long(letters: int, size: float, is_one: bool) -> None:
    assert (read(words(letters), bold=True, size=size) is not None) is is_one


@pytest.mark.parametrize(
    ("text", "how", "is_one"),
    [
        ("Introduction", {}, False),
        ("Introduction", {"level": 1}, True),
        ("Introduction.", {"level": 1}, True),
        ("Introduction", {"bold": True}, True),
        ("Introduction", {"bold": True, "align": "right"}, False),
        ("2024", {"bold": True}, False),
        ("The following:", {"bold": True}, True),
        ("Recalling it;", {"bold": True}, False),
        ("Recalling it;", {"bold": True, "size": LARGE}, True),
        ("Recalling it, ", {"bold": True}, False),
        ("Agreed by all. It is so", {"bold": True, "breaks": (7,)}, True),
        ("Agreed by all. It is.", {"bold": True, "breaks": (7,)}, False),
        ("Agreed by all. It is.", {"bold": True, "breaks": (7,), "size": LARGE}, True),
        ("Action 1. Agreed. It is.", {"bold": True, "breaks": (7,)}, True),
        ("Agreed by all.", {"bold": True}, True),
        ("Introduction", {"size": LARGE}, True),
        ("Introduction", {"size": SIZE * LARGER}, False),
        ("Introduction.", {"size": LARGE}, False),
        ("Introduction", {"italic": True}, True),
        ("Introduction.", {"italic": True}, False),
        ("1. Introduction", {"italic": True}, False),
        ("A. Introduction", {"italic": True}, True),
        (words(LONGEST_ITALIC), {"italic": True}, True),
        (words(LONGEST_ITALIC + 1), {"italic": True}, False),
        ("INTRODUCTION", {}, True),
        ("INTRODUCTION.", {}, False),
        ("USA", {}, False),
        ("CHAD", {}, True),
        (words(LONGEST_ITALIC).upper(), {}, True),
        (words(LONGEST_ITALIC + 1).upper(), {}, False),
        ("会议 ABCD", {}, False),
        ("", {"bold": True}, False),
        ("", {"bold": True, "rows": (("a", "b"),)}, False),
    ],
)
def test_how_headings_are_set(text: str, how: dict[str, Any], is_one: bool) -> None:
    block = Block(**{"text": text, "page": 1, "size": SIZE, **how})
    if text:
        assert is_set_as_heading(block, SIZE) is is_one
    assert (read(text, **how) is not None) is is_one


def test_a_table_is_no_heading_whatever_it_says() -> None:
    assert read("Chapter I", bold=True, rows=(("a", "b"),)) is None


@pytest.mark.parametrize(
    ("text", "how", "is_one"),
    [
        ("Resolution 12/1", {}, True),
        ("Resolution 12/1", {"breaks": (11,)}, False),
        ("Resolution 12/1", {"breaks": (11,), "bold": True}, True),
        ("Annex II", {}, True),
        ("Rule 6", {}, True),
        ("Rule 6", {"breaks": (5,)}, True),
        ("Chapter I", {}, True),
        ("12/1", {"bold": True}, True),
        ("12/1", {}, False),
        ("V", {"bold": True}, True),
        ("V", {"align": "centre"}, True),
        ("V", {}, False),
        ("IIX", {"align": "centre"}, False),
    ],
)
def test_named_ones_need_not_be_set_as_headings(text: str, how: dict[str, Any], is_one: bool) -> None:
    assert (read(text, **how) is not None) is is_one


def test_a_named_heading_in_plain_type_is_short() -> None:
    start = "Part two: "
    short, long = start + words(LONGEST_ALONE - 11), start + words(LONGEST_ALONE - 10)
    assert (len(short), len(long)) == (LONGEST_ALONE - 1, LONGEST_ALONE)
    assert read(short) is not None
    assert read(long) is None
    assert read(long, bold=True) is not None


def parts(found: Heading | None) -> tuple[object, ...]:
    assert found is not None
    return found.head, found.number, found.label, found.title, found.title_at


@pytest.mark.parametrize(
    ("text", "how", "expected"),
    [
        ("Chapter II Adoption", {"bold": True}, (Head.CHAPTER, "II", "Chapter II", "Adoption", 11)),
        ("Part V Opening", {"bold": True, "breaks": (7,)}, (Head.PART, "V", "Part V", "Opening", 7)),
        ("Chapter II", {"bold": True}, (Head.CHAPTER, "II", "Chapter II", None, 10)),
        ("Rule 1 Rev. 1", {"bold": True, "breaks": (7,)}, (Head.RULE, "1", "Rule 1", "Rev. 1", 7)),
        ("Draft decision IV", {"bold": True}, (Head.DECISION, "IV", "Draft decision IV", None, 17)),
        ("Draft resolution", {"bold": True}, (Head.RESOLUTION, None, "Draft resolution", None, 16)),
        ("12/3", {"bold": True}, (Head.RESOLUTION, "12/3", "12/3", None, 4)),
        ("IV", {"bold": True}, (Head.SECTION, "IV", "IV", None, 2)),
        ("A. Opening", {"bold": True}, (Head.SECTION, "A", "A.", "Opening", 3)),
        ("A. ", {"bold": True}, (Head.SECTION, "A", "A.", None, 3)),
        ("Action 4. Open it", {"bold": True}, (Head.SECTION, "4", "Action 4.", "Open it", 10)),
        ("Opening", {"bold": True}, (Head.SECTION, None, None, "Opening", 0)),
    ],
)  # fmt: skip
def test_what_a_heading_says(text: str, how: dict[str, Any], expected: tuple[object, ...]) -> None:
    assert parts(read(text, **how)) == expected


def test_what_else_is_known_of_it() -> None:
    series = read("Action 4. Open it", bold=True)
    appendix = read("Appendix II", bold=True)
    draft, adopted = read("Draft resolution II", bold=True), read("Resolution 1/2", bold=True)
    bare = read("12/3", bold=True)
    assert series and appendix and draft and adopted and bare  # noqa: PT018
    assert (series.series, appendix.series) == ("Action", None)
    assert (appendix.appendix, series.appendix, draft.appendix) == (True, False, False)
    assert (draft.draft, adopted.draft) == (True, False)
    assert (bare.bare, adopted.bare) == (True, False)
    assert series.read is not None
    assert (series.read.text, series.read.scheme, series.read.value) == ("Action 4.", Scheme.DECIMAL, 4)
    assert adopted.style == (10, True, False)


def test_italics_and_marks_of_a_title_are_counted_from_its_start() -> None:
    found = read(
        "A. Opening it ",
        bold=True,
        emphasis=((0, 2), (3, 10), (13, 14)),
        marks=(Mark("1", 10), Mark("*", 14)),
    )
    assert found is not None
    assert found.title_parts() == ("Opening it ", ((0, 7), (10, 11)), (Mark("1", 7), Mark("*", 11)))


@pytest.mark.parametrize(
    ("text", "italic", "is_one"),
    [
        ("The General Assembly", True, False),
        ("The General Assembly", False, False),
        ("The attendance", True, True),
    ],
)
def test_an_organ_alone_in_italics_is_a_formula_and_no_heading(text: str, italic: bool, is_one: bool) -> None:
    assert (read(text, italic=italic) is not None) is is_one


def test_a_sentence_in_which_the_organ_decides() -> None:
    patterns = compiled(load().languages["en"])
    decides = Block(text="The Meeting of States Parties decides:", page=1)
    tells = Block(text="The Conference decided to remain seized of the matter.", page=1)
    assert is_sentence_of_organ(decides, patterns) is True
    assert is_sentence_of_organ(tells, patterns) is False


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Résolution 12/1\u00a0: Plan d’action\u00a0: suite", "Plan d’action\u00a0: suite"),
        ("Annexe II  Plan  d’action", "Plan  d’action"),
        ("Chapitre premier. Plan\u00ad d’action", "Plan\u00ad d’action"),
        ("Plan, Résolution 12/1", None),
    ],
)
def test_a_title_is_found_whatever_space_stands_in_it(text: str, title: str | None) -> None:
    heading = read(text, "fr", bold=True)
    assert heading is not None
    assert (heading.title if heading.head is not Head.SECTION else None) == title
