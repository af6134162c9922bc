"""Lines to running text: hyphens and web addresses at a line's end."""

from collections.abc import Callable

import pytest

from cotc.parsers.layout.compose import compose
from cotc.parsers.layout.lines import lines_of
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model import Page, Span

ELSEWHERE = "The role of troops and of the police and of the long-term plan"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("all troop-", "and police-contributing States", "all troop- and police-contributing States"),
        ("a long-", "term low-emission plan", "a long-term low-emission plan"),
        ("a follow-", "up to it", "a follow-up to it"),
        ("see https://example.org/a-1d", "03f4/b", "see https://example.org/a-1d03f4/b"),
        (
            "see https://doi.org/10.1016/j.bio.2022.",
            "109595",
            "see https://doi.org/10.1016/j.bio.2022.109595",
        ),
        ("see https://example.org/a,", "b%20c", "see https://example.org/a,b%20c"),
        ("see https://example.org/a.", "It says", "see https://example.org/a. It says"),
        ("see https://example.org/a", "and others", "see https://example.org/a and others"),
    ],
)
def test_a_line_goes_on(
    span: Callable[..., Span], page: Callable[..., Page], first: str, second: str, whole: str
) -> None:
    lines = lines_of(page([span(first, 100.0, 300.0), span(second, 100.0, 312.0)]))
    other = lines_of(page([span(ELSEWHERE, 100.0, 200.0)]))
    assert compose(lines, Hyphens([*other, *lines])).text == whole


SOFT = "\u00ad"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (f"the Govern{SOFT}", "ment of Chad", "the Government of Chad"),
        ("the years 2020\u2013", "2024 were", "the years 2020\u20132024 were"),
        ("the year -", "as agreed", "the year - as agreed"),
        ("缔约方会议", "通过了", "缔约方会议通过了"),
        ("of the Parties", "缔约方", "of the Parties缔约方"),
        ("paragraphs 12-", "15 above", "paragraphs 12-15 above"),
    ],
)
def test_what_needs_no_space_gets_none(
    span: Callable[..., Span], page: Callable[..., Page], first: str, second: str, whole: str
) -> None:
    lines = lines_of(page([span(first, 100.0, 300.0), span(second, 100.0, 312.0)]))
    assert compose(lines, Hyphens(lines)).text == whole


def test_a_soft_hyphen_in_italics_shortens_the_run(page: Callable[..., Page]) -> None:
    spans = [
        Span(f"Conven{SOFT}", 100.0, 140.0, 300.0, 10.0, "Times", False, True),
        Span("tion", 100.0, 120.0, 312.0, 10.0, "Times", False, True),
        Span("on Crime", 124.0, 164.0, 312.0, 10.0, "Times", False, False),
    ]
    lines = lines_of(page(spans))
    made = compose(lines, Hyphens(lines))
    assert made.text == "Convention on Crime"
    assert [made.text[a:b] for a, b in made.emphasis] == ["Convention"]
    assert [sign for sign, _ in made.dropped] == [SOFT]
