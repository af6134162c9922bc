"""Rows of the printed contents table, from its lines as they are set."""

from collections.abc import Callable

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span
from cotc.parsers.model.block import ContentsBlock

RIGHT = 500.0  # points: where page numbers end
ROW, WRAPPED = 18.0, 12.0  # points from row to row, and within one
INDENT = 20.0  # points
DOTS = " ......"

Drawn = tuple[str, str, float, float]  # words, number, step from the line above, indent


def _rows(span: Callable[..., Span], page: Callable[..., Page], lines: list[Drawn]) -> list[ContentsBlock]:
    spans = [span("Contents", 100.0, 100.0, 14.0)]
    baseline = 100.0
    for words, number, step, indent in lines:
        baseline += step
        spans.append(span(words, 100.0 + indent, baseline))
        if number:
            spans.append(span(number, RIGHT - 5.0 * len(number), baseline))
    spans.append(span("1. The session was opened.", 100.0, 600.0))
    return list(lay_out([page(spans)]).contents)


def _read(
    span: Callable[..., Span], page: Callable[..., Page], lines: list[Drawn]
) -> list[tuple[str, str | None]]:
    return [(row.text, row.page) for row in _rows(span, page, lines)]


def test_a_number_in_the_column_is_the_page_with_or_without_dots(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    drawn = [
        ("A. Organization" + DOTS, "3", ROW, 0.0),
        ("B. Joint field visit, 28 October-1 November 2024.", "19", ROW, 0.0),
        ("C. Work in 2025" + DOTS, "20", ROW, 0.0),
    ]
    assert _read(span, page, drawn) == [
        ("A. Organization", "3"),
        ("B. Joint field visit, 28 October-1 November 2024", "19"),
        ("C. Work in 2025", "20"),
    ]


def test_a_year_that_ends_a_line_elsewhere_is_no_page(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    drawn = [
        ("A. Report on 2024", "", ROW, 0.0),
        ("and on its sequel" + DOTS, "3", WRAPPED, INDENT),
        ("B. Other matters" + DOTS, "4", ROW, 0.0),
        ("C. Closing" + DOTS, "5", ROW, 0.0),
    ]
    assert _read(span, page, drawn)[0] == ("A. Report on 2024 and on its sequel", "3")


def test_the_page_may_stand_on_the_first_line(span: Callable[..., Span], page: Callable[..., Page]) -> None:
    drawn = [
        ("A. Opening" + DOTS, "3", ROW, 0.0),
        ("B. Adoption of the report of the Committee at its", "12", ROW, 0.0),
        ("eightieth session" + DOTS, "", WRAPPED, INDENT),
        ("C. Closing" + DOTS, "13", ROW, 0.0),
    ]
    assert _read(span, page, drawn)[1] == (
        "B. Adoption of the report of the Committee at its eightieth session",
        "12",
    )


def test_a_segment_is_a_row_without_page_and_heads_of_columns_are_none(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    drawn = [
        ("Chapter", "Page", ROW, 0.0),
        ("I. Opening" + DOTS, "3", ROW, 0.0),
        ("Joint segment and its matters", "", ROW, INDENT),
        ("II. Audit" + DOTS, "4", ROW, 0.0),
        ("Contents (continued)", "", ROW, 0.0),
        ("III. Ethics" + DOTS, "5", ROW, 0.0),
    ]
    assert _read(span, page, drawn) == [
        ("I. Opening", "3"),
        ("Joint segment and its matters", None),
        ("II. Audit", "4"),
        ("III. Ethics", "5"),
    ]


def test_paragraphs_stand_before_pages(span: Callable[..., Span], page: Callable[..., Page]) -> None:
    drawn = [
        ("I. Methodology" + DOTS, "1 - 2 5", ROW, 0.0),
        ("II. Human rights in Italy", "46 - 111 11", ROW, 0.0),
        ("III. Priorities" + DOTS, "112 12", ROW, 0.0),
    ]
    assert _read(span, page, drawn) == [
        ("I. Methodology", "5"),
        ("II. Human rights in Italy", "11"),
        ("III. Priorities", "12"),
    ]


def test_numbers_of_paragraphs_alone_are_no_pages(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    drawn = [
        ("", "Paragraphs", ROW, 0.0),
        ("Introduction" + DOTS, "i - v", ROW, 0.0),
        ("I. Shipping" + DOTS, "1 - 10", ROW, 0.0),
        ("II. Human resources development", "11 - 16", ROW, 0.0),
    ]
    assert _read(span, page, drawn) == [
        ("Introduction", None),
        ("I. Shipping", None),
        ("II. Human resources development", None),
    ]
