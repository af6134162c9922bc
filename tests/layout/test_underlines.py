"""Rules under words: which lines they underline."""

from collections.abc import Callable

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span

WORDS = "A. Opening of the session"  # 25 letters, 125 points from x 100


def _underlined(page: Page) -> bool:
    return any(block.underlined and block.text == WORDS for block in lay_out([page]).blocks)


def test_a_rule_under_most_of_the_words(span: Callable[..., Span], page: Callable[..., Page]) -> None:
    spans = [span(WORDS, 100.0, 200.0), span("A line of text.", 100.0, 240.0)]
    assert _underlined(page(spans, [(115.0, 201.0, 225.0)]))
    assert not _underlined(page(spans, [(115.0, 241.0, 225.0)]))


def test_no_border_and_no_rule_under_one_word(span: Callable[..., Span], page: Callable[..., Page]) -> None:
    spans = [span(WORDS, 100.0, 200.0), span("A line of text.", 100.0, 240.0)]
    assert not _underlined(page(spans, [(60.0, 201.0, 500.0)]))
    assert not _underlined(page(spans, [(115.0, 201.0, 150.0)]))


def test_on_a_page_read_from_the_right(span: Callable[..., Span], page: Callable[..., Page]) -> None:
    words = "ألف - افتتاح الدورة العشرين"
    spans = [span(words, 300.0, 200.0), span("افتتحت الدورة في المقر يوم الاثنين.", 250.0, 240.0)]
    right = spans[0].x1
    read = page(spans, [(300.0, 201.0, right - 10.0)])._replace(right_to_left=True)
    assert lay_out([read]).blocks[0].underlined


def test_a_word_underlined_above_small_type_parts_no_note(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    lines = [
        span(f"Line {k} of the text is as long as all the lines are", 100.0, 150.0 + 12 * k) for k in range(9)
    ]
    small = span("18 months before they are to be inscribed", 100.0, 258.0, 9.0)
    read = page([*lines, small], [(130.0, 247.0, 170.0)], 2)
    assert not lay_out([read]).notes
    assert lay_out([page([*lines, small], [(100.0, 252.5, 190.0)], 2)]).notes
