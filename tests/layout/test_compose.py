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
        ("(https://example.org/a_v1.", "2.pdf)", "(https://example.org/a_v1.2.pdf)"),
        ("see https://example.org/a.", "2 others say", "see https://example.org/a. 2 others say"),
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


@pytest.mark.parametrize("apart", [False, True])
def test_a_raised_figure_at_the_end_of_a_raised_word_calls_no_note(
    span: Callable[..., Span], page: Callable[..., Page], apart: bool
) -> None:
    pieces = [span("P", 57.0, 95.0, 6.5), span("p", 60.25, 95.0, 6.5), span("5", 63.5, 95.0, 6.5)]
    raised = pieces if apart else [span("Pp", 57.0, 95.0, 6.5), pieces[-1]]
    words = [*raised, span("Emphasizing the need", 85.0, 100.0), span("6", 190.0, 95.0, 6.5)]
    composed = compose(lines_of(page(words)), Hyphens(()))
    assert composed.text == "Pp5 Emphasizing the need"
    assert [mark.text for mark in composed.marks] == ["6"]
