"""Running heads and feet, and what looks like them."""

from collections.abc import Callable

from cotc.parsers.layout.furniture import part_pages
from cotc.parsers.layout.lines import lines_of
from cotc.parsers.model import Page, Span


def test_notes_that_name_only_a_symbol_are_no_running_feet(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    pages = []
    for number in range(1, 7):
        spans = [
            span("A/RES/79/258", 60.0, 50.0, 8.0),
            span("The General Assembly takes note.", 123.0, 400.0),
            span(str(number), 105.0, 744.0, 5.0),
            span(f"A/79/{number}86.", 117.0, 748.0, 8.0),
            span(f"{number}/6", 60.0, 790.0, 8.0),
        ]
        pages.append(page(spans, number=number))
    sheets = part_pages([(one, lines_of(one)) for one in pages])
    for number, sheet in enumerate(sheets[1:], start=2):
        assert [(f.kind, f.text) for f in sheet.furniture] == [
            ("head", "A/RES/79/258"),
            ("folio", f"{number}/6"),
        ]
        assert sheet.body[-1].text == f"{number} A/79/{number}86."


def test_words_that_return_at_other_heights_are_text(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    pages = [
        page([span("Text.", 123.0, 400.0), span("Total", 123.0, 730.0 + 4 * number)], number=number)
        for number in range(1, 7)
    ]
    sheets = part_pages([(one, lines_of(one)) for one in pages])
    assert all(not sheet.furniture for sheet in sheets)


def test_the_job_line_of_nairobi_has_its_language_in_square_brackets(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    one = page([span("Text.", 123.0, 400.0), span("K2314567[S] 120923", 60.0, 790.0, 8.0)], number=1)
    (sheet,) = part_pages([(one, lines_of(one))])
    assert [(f.kind, f.text) for f in sheet.furniture] == [("job", "K2314567[S] 120923")]
