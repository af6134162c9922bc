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
