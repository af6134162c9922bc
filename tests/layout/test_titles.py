"""Titles that are typed in two paragraphs."""

from collections.abc import Callable

import pytest

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span

EXTRA = 20.0  # points from line to line, in type of 12, where a paragraph ends


@pytest.mark.parametrize(
    ("first", "blocks"),
    [
        ("79/243. United Nations Convention against Cybercrime;", 1),  # a title typed in two paragraphs
        ("79/243. United Nations Convention against Cybercrime", 2),
        ("Notes:", 2),
    ],
)
def test_a_bold_title_goes_on_after_a_semicolon(
    span: Callable[..., Span], page: Callable[..., Page], first: str, blocks: int
) -> None:
    drawn = [
        span(first, 100.0, 200.0, 12.0, bold=True),
        span("Strengthening International Cooperation for Combating", 100.0, 200.0 + EXTRA, 12.0, bold=True),
        *(span("and the sharing of evidence", 100.0, y, 12.0, bold=True) for y in (234.0, 248.0, 262.0)),
    ]
    assert len(lay_out([page(drawn)]).blocks) == blocks
