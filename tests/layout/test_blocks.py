"""Where paragraphs end: cases with the places of their lines, as real papers set them."""

from collections.abc import Callable, Sequence

import pytest

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span

MARGIN, INDENT = 100.0, 130.0
FULL = "a line as long as the column is wide and that ends where all of them"  # 68 letters, 340 points
Row = tuple[str, float, bool]  # words, x, bold


@pytest.fixture
def paragraphs(span: Callable[..., Span], page: Callable[..., Page]) -> Callable[..., list[str]]:
    """The texts of the paragraphs on pages whose rows are given; a row of no words is white space."""

    def read(*sheets: Sequence[Row]) -> list[str]:
        pages = []
        for number, rows in enumerate(sheets, start=1):
            spans = [span(FULL, MARGIN, 150.0 + 12 * k) for k in range(4)] if number == 1 else []
            spans += [
                span(words, x, 250.0 + 12 * k, bold=bold) for k, (words, x, bold) in enumerate(rows) if words
            ]
            pages.append(page(spans, number=number))
        filler = " ".join([FULL] * 4)
        return [block.text for block in lay_out(pages).blocks if block.text != filler]

    return read


def test_a_paragraph_may_turn_bold_at_the_start_of_a_line(paragraphs: Callable[..., list[str]]) -> None:
    rows = [
        (f"33. {FULL[:58]}", MARGIN + 30, False),
        (FULL[:67] + ".", MARGIN, False),
        ("The rest.", MARGIN, True),
    ]
    assert len(paragraphs(rows)) == 1


def test_a_paragraph_may_turn_plain_at_the_start_of_a_line(paragraphs: Callable[..., list[str]]) -> None:
    rows = [
        (f"21. {FULL[:58]}", MARGIN + 30, False),
        (FULL[:67] + ".", MARGIN, True),
        ("The rest.", MARGIN, False),
    ]
    assert len(paragraphs(rows)) == 1


def test_a_bold_line_with_white_space_above_is_no_part_of_the_text(
    paragraphs: Callable[..., list[str]],
) -> None:
    rows = [
        (f"33. {FULL[:58]}", MARGIN + 30, False),
        (FULL, MARGIN, False),
        ("", 0.0, False),
        ("Title", MARGIN, True),
    ]
    assert paragraphs(rows)[1:] == ["Title"]


def test_entries_without_a_stop_do_not_run_over_a_page(paragraphs: Callable[..., list[str]]) -> None:
    assert paragraphs(
        [("Organization for Migration", MARGIN, False)], [("Children’s Fund", MARGIN, False)]
    ) == [
        "Organization for Migration",
        "Children’s Fund",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"(b) {FULL[:44]} (i) one; (ii) two;", "(iii) integrating data and other matters."),
        (f"13. {FULL[:58]} (Art.", "101). The judiciary is independent."),
    ],
)
def test_a_label_that_a_sentence_runs_in_opens_nothing(
    paragraphs: Callable[..., list[str]], first: str, second: str
) -> None:
    assert paragraphs([(first, INDENT, False), (second, MARGIN, False)]) == [f"{first} {second}"]


@pytest.mark.parametrize("x", [MARGIN, INDENT])
def test_a_sentence_runs_on_into_a_line_further_in(paragraphs: Callable[..., list[str]], x: float) -> None:
    first = f"[35.2 bis. {FULL[:52]}"  # ends before the edge, without room for the next word
    assert paragraphs([(first, MARGIN, False), ("afterwards and again.", x, False)]) == [
        f"{first} afterwards and again."
    ]


def test_what_begins_low_after_a_short_line_is_a_paragraph_of_its_own(
    paragraphs: Callable[..., list[str]],
) -> None:
    assert paragraphs([("in the first place", MARGIN, False), ("in the second", INDENT, False)]) == [
        "in the first place",
        "in the second",
    ]


@pytest.mark.parametrize(
    ("step", "count"),
    [(14.4, 1), (16.0, 2)],
)
def test_a_sentence_runs_over_a_little_more_white_space(
    span: Callable[..., Span], page: Callable[..., Page], step: float, count: int
) -> None:
    text = [span(FULL, MARGIN, 150.0 + 12 * k) for k in range(4)]
    last = [span(FULL, MARGIN, 250.0), span("and what all of them say.", MARGIN, 250.0 + step)]
    assert len(lay_out([page([*text, *last])]).blocks) == 1 + count


def test_a_recital_in_brackets_ends_with_its_page(paragraphs: Callable[..., list[str]]) -> None:
    first, second = f"[{FULL[:60]} all,]", f"[{FULL.capitalize()},]"
    assert paragraphs([(first, MARGIN, False)], [(second, MARGIN, False)]) == [first, second]


def test_a_title_goes_on_in_lower_case(paragraphs: Callable[..., list[str]]) -> None:
    rows = [
        ("A. Working group on the use", 150.0, True),
        ("for monitoring land and", 170.0, True),
        ("its management", 210.0, True),
    ]
    assert paragraphs(rows) == ["A. Working group on the use for monitoring land and its management"]


def test_a_line_out_of_the_column_is_no_part_of_the_page_before(paragraphs: Callable[..., list[str]]) -> None:
    wide = f"68. {FULL[:50]} (see table 20)."
    below = [(FULL, MARGIN, False)] * 3
    pages = paragraphs(
        [("A word.", MARGIN, False), (wide, MARGIN, False)], [("Table 20", 40.0, False), *below]
    )
    assert "Table 20" in pages


def test_a_clause_that_leaves_room_for_the_next_word_ends_its_paragraph(
    paragraphs: Callable[..., list[str]],
) -> None:
    recital = FULL[:56].capitalize() + ","  # room for "Decides", and hardly more
    assert len(paragraphs([(recital, MARGIN, False), ("Decides that", MARGIN, False)])) == 2
    assert len(paragraphs([(recital, MARGIN, False), ("decides that", MARGIN, False)])) == 1
    assert len(paragraphs([(recital, MARGIN, False), ("Understanding", MARGIN, False)])) == 1


def test_a_chinese_line_breaks_after_any_sign(paragraphs: Callable[..., list[str]]) -> None:
    """One that leaves room for a few signs has ended, though no space parts the next line in words."""
    # A sign is as wide as a letter here: the column holds 68.
    short, full, below = "重" * 49 + "，", "重" * 67 + "，", "又重申其决议" * 10
    assert len(paragraphs([(short, MARGIN, False), (below, MARGIN, False)])) == 2
    assert len(paragraphs([(full, MARGIN, False), (below, MARGIN, False)])) == 1


def test_the_column_begins_where_full_lines_go_on(
    span: Callable[..., Span], page: Callable[..., Page]
) -> None:
    """And not where most lines do: those of a list of sponsors, on a page that holds little else."""
    sponsors = [span("Australia, Colombia, Costa Rica,", 200.0, 100.0 + 12 * k) for k in range(4)]
    text = [
        span("The General Assembly,", INDENT, 180.0),
        span(f"Decides {FULL[:54]}", INDENT, 198.0),
        span(FULL, MARGIN, 216.0),
        span("of the Charter.", MARGIN, 234.0),
    ]
    blocks = lay_out([page([*sponsors, *text])]).blocks
    assert [block.text for block in blocks][-2:] == [
        "The General Assembly,",
        f"Decides {FULL[:54]} {FULL} of the Charter.",
    ]


@pytest.mark.parametrize(
    ("x", "words", "align"),
    [(124.0, FULL[:60], "left"), (124.0, FULL[:58], "centre"), (180.0, FULL[:34], "centre")],
)
def test_a_first_line_that_nearly_fills_the_column_is_not_centred(
    span: Callable[..., Span], page: Callable[..., Page], x: float, words: str, align: str
) -> None:
    text = [span(FULL, MARGIN, 150.0 + 12 * k) for k in range(4)]
    assert lay_out([page([*text, span(words, x, 260.0)])]).blocks[-1].align == align


@pytest.mark.parametrize("label", ["(a bis)", "a ter.", "3.1 bis.", "(b)"])
def test_a_number_put_in_between_opens_a_paragraph(paragraphs: Callable[..., list[str]], label: str) -> None:
    first = f"(a) {FULL[:63]};"
    assert paragraphs([(first, MARGIN, False), (f"{label} To act.", MARGIN, False)]) == [
        first,
        f"{label} To act.",
    ]
