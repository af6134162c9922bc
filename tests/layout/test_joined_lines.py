"""Lines that join without a space: soft hyphens, dashes, Chinese."""

from collections.abc import Callable

import pytest

from cotc.parsers.layout.compose import compose
from cotc.parsers.layout.lines import lines_of
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model import Page, Span

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
