"""What stands between words: drawn spaces, gaps, and spaces that no one drew."""

from collections.abc import Callable

import pytest

from cotc.parsers.layout.lines import lines_of
from cotc.parsers.model import Page, Span

TIGHT, WORD_INSIDE, WORDS_APART = 1.5, 1.9, 2.6  # points, in type of 10 points


@pytest.mark.parametrize(
    ("left", "gap", "right", "words"),
    [
        ("resilience of ", TIGHT, "those", "resilience of those"),  # a drawn space, the line set tight
        ("reinforc ", 0.5, "ing", "reinforcing"),  # a drawn space that the next letters cover
        ("III o", WORD_INSIDE, "f the", "III of the"),  # letters spread where no space is drawn
        ("on", WORDS_APART, "Information", "on Information"),
        ("fundamental", TIGHT, " rights", "fundamental rights"),
        ("2024", 5.0, "年", "2024年"),  # typesetters pad numbers beside Han
    ],
)
def test_a_space_is_what_is_drawn_or_left(
    span: Callable[..., Span], page: Callable[..., Page], left: str, gap: float, right: str, words: str
) -> None:
    first = span(left, 100.0, 300.0)
    second = span(right, first.x1 + gap, 300.0)
    assert [line.text for line in lines_of(page([first, second]))] == [words]
