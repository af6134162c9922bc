"""Tables between drawn rules: pages as Word draws them, a border in pieces that meet at its columns."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span
from cotc.parsers.model.block import Layout

Draw = Callable[..., Span]
MakePage = Callable[..., Page]
Rules = list[tuple[float, ...]]

COLUMNS = (120.0, 260.0, 340.0, 480.0)
THIN, THICK = 0.5, 1.4
MARGIN = 120.0


def bar(
    top: float, thickness: float = THIN, columns: Sequence[float] = COLUMNS, closes: bool = False
) -> Rules:
    """A border across columns; the one that closes a table begins in the middle of its corner."""
    first = columns[0] - (thickness / 2 if closes else 0.0)
    edges = [first, *columns[1:]]
    return [(a, top, b, top + thickness) for a, b in pairwise(edges)]


@pytest.fixture
def table(span: Draw) -> Callable[[float], tuple[list[Span], Rules]]:
    """A table of a head, two rows and a total, that begins at a height."""

    def make(top: float) -> tuple[list[Span], Rules]:
        rows = [
            ("Category", "2024/25", "2025/26", 15.0),
            ("Military observers", "135", "1 115", 38.0),
            ("Facilities and", "", "", 53.0),
            ("infrastructure", "19 705.2", "5", 63.0),
            ("Total", "19 840.2", "1 120", 82.0),
        ]
        spans = []
        for label, left, right, below in rows:
            spans.append(span(label, COLUMNS[0], top + below, 8.0))
            spans += [
                span(words, edge - 4.0 * len(words) - 2.0, top + below, 8.0)
                for words, edge in ((left, COLUMNS[2]), (right, COLUMNS[3]))
                if words
            ]
        rules = bar(top) + bar(top + 22, THICK) + bar(top + 69) + bar(top + 88, THICK, closes=True)
        return spans, rules

    return make


ROWS = (
    ("Category", "2024/25", "2025/26"),
    ("Military observers", "135", "1 115"),
    ("Facilities and infrastructure", "19 705.2", "5"),
    ("Total", "19 840.2", "1 120"),
)


def prose(span: Draw, top: float, lines: int = 3) -> list[Span]:
    words = "The Committee notes that the requirements for the period went up"
    return [span(words, MARGIN, top + 12.0 * k, 10.0) for k in range(lines)]


def tables(layout: Layout) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in layout.blocks if block.rows is not None]


def test_columns_meet_where_rules_do_and_rows_stand_apart(
    span: Draw, page: MakePage, table: Callable
) -> None:
    spans, rules = table(200.0)
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 320.0)], rules, 2)])
    assert tables(layout) == [ROWS]
    assert [block.rows is None for block in layout.blocks] == [True, False, True]


def test_a_heading_between_two_tables_is_in_neither(span: Draw, page: MakePage, table: Callable) -> None:
    first, above = table(200.0)
    second, below = table(330.0)
    heading = span("Delayed deployment factors", MARGIN, 312.0, 10.0, bold=True)
    layout = lay_out([page([*prose(span, 140.0), *first, heading, *second], above + below, 2)])
    assert tables(layout) == [ROWS, ROWS]
    assert "Delayed deployment factors" in [block.text for block in layout.blocks]


def test_a_table_goes_on_over_the_page_and_its_head_is_not_told_twice(
    span: Draw, page: MakePage, table: Callable
) -> None:
    spans, _ = table(200.0)
    head = [s for s in spans if s.baseline < 230.0]
    begun = [s for s in spans if s.baseline < 240.0]
    rest = [s._replace(baseline=s.baseline - 150.0) for s in spans if s.baseline > 240.0]
    again = [s._replace(baseline=s.baseline - 120.0) for s in head]
    one = page([*prose(span, 140.0), *begun], bar(200.0) + bar(222.0, THICK), 2)
    two = page([*again, *rest], bar(80.0) + bar(96.0, THICK) + bar(138.0, THICK, closes=True), 3)
    layout = lay_out([one, two])
    assert tables(layout) == [ROWS]
    assert sorted(f.text for f in layout.furniture) == ["2024/25", "2025/26", "Category"]
    assert {box[0] for block in layout.blocks if block.rows for box in block.boxes} == {2, 3}


def test_a_table_goes_on_without_any_rule(span: Draw, page: MakePage, table: Callable) -> None:
    spans, _ = table(200.0)
    begun = [s for s in spans if s.baseline < 240.0]
    rest = [s._replace(baseline=s.baseline - 150.0) for s in spans if s.baseline > 240.0]
    one = page([*prose(span, 140.0), *begun], bar(200.0) + bar(222.0, THICK), 2)
    two = page([*rest, *prose(span, 200.0)], (), 3)
    assert tables(lay_out([one, two])) == [ROWS]


def test_the_head_of_several_columns_has_a_row_of_its_own(span: Draw, page: MakePage) -> None:
    spans = [
        span("Variance", 340.0, 212.0, 7.0),
        span("Category", 120.0, 225.0, 7.0),
        span("Amount", 300.0, 225.0, 7.0),
        span("Percentage", 420.0, 225.0, 7.0),
        *(span(words, x, 248.0, 8.0) for words, x in (("Staff", 120.0), ("7 231.5", 300.0), ("12.4", 420.0))),
        *(span(words, x, 262.0, 8.0) for words, x in (("Travel", 120.0), ("11.0", 300.0), ("1.2", 420.0))),
    ]
    rules = bar(200.0) + bar(216.0, columns=COLUMNS[1:]) + bar(230.0, THICK) + bar(270.0, THICK, closes=True)
    layout = lay_out([page([*prose(span, 140.0), *spans], rules, 2)])
    assert tables(layout) == [
        (
            ("Category", "Variance", ""),
            ("", "Amount", "Percentage"),
            ("Staff", "7 231.5", "12.4"),
            ("Travel", "11.0", "1.2"),
        )
    ]


def test_a_head_may_reach_over_columns_alone(span: Draw, page: MakePage) -> None:
    columns = (120.0, 200.0, 290.0, 350.0, 420.0, 490.0)
    spans = [span("Office in Haiti", 260.0, 215.0, 7.0), span("Office in Somalia", 400.0, 215.0, 7.0)]
    for top, cells in (
        (236.0, ("Staff", "419", "1:13", "543", "1:22")),
        (250.0, ("Bases", "6", "", "49", "")),
    ):
        spans += [span(words, x + 4.0, top, 8.0) for words, x in zip(cells, columns, strict=False) if words]
    rules = bar(203.0, THIN, columns) + bar(221.0, THICK, columns) + bar(256.0, THICK, columns, closes=True)
    assert tables(lay_out([page([*prose(span, 140.0), *spans], rules, 2)])) == [
        (
            ("", "Office in Haiti", "", "Office in Somalia", ""),
            ("Staff", "419", "1:13", "543", "1:22"),
            ("Bases", "6", "", "49", ""),
        )
    ]


def test_what_is_in_brackets_alone_goes_on_with_the_cell_above(span: Draw, page: MakePage) -> None:
    rows = (
        (215.0, "Member", "State", "Until"),
        (238.0, "Ana Racu", "Moldova", "2025"),
        (252.0, "A. Rouwane", "Morocco", "2025"),
        (270.0, "(Vice-Chair)", "", ""),
        (284.0, "(a) Others", "", ""),
    )
    spans = [
        span(words, x, top, 8.0)
        for top, *cells in rows
        for words, x in zip(cells, COLUMNS, strict=False)
        if words
    ]
    rules = bar(203.0) + bar(221.0, THICK) + bar(290.0, THICK, closes=True)
    assert tables(lay_out([page([*prose(span, 140.0), *spans], rules, 2)])) == [
        (
            ("Member", "State", "Until"),
            ("Ana Racu", "Moldova", "2025"),
            ("A. Rouwane (Vice-Chair)", "Morocco", "2025"),
            ("(a) Others", "", ""),
        )
    ]


def test_cells_set_in_the_middle_of_a_ruled_row_are_in_it(span: Draw, page: MakePage) -> None:
    spans = [span("Document title", 122.0, 212.0, 8.0), span("Symbol", 262.0, 212.0, 8.0)]
    for top in (230.0, 270.0):
        spans += [
            span("Report on the use of", 122.0, top, 8.0),
            span("A/80/1", 262.0, top + 6.0, 8.0),
            span("For noting", 342.0, top + 6.0, 8.0),
            span("white papers", 122.0, top + 12.0, 8.0),
        ]
    rules = bar(200.0) + bar(218.0) + bar(255.0) + bar(290.0)
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 320.0)], rules, 2)])
    row = ("Report on the use of white papers", "A/80/1", "For noting")
    assert tables(layout) == [(("Document title", "Symbol", ""), row, row)]


def test_borders_at_the_side_meet_where_rows_do(span: Draw, page: MakePage) -> None:
    columns = (120.0, 300.0, 480.0)
    heights = (200.0, 250.0, 280.0)
    spans = [
        span("Seventeen policymakers", 122.0, 212.0),
        span("Five States", 302.0, 212.0),
        span("Forty women", 122.0, 232.0),  # a second paragraph of the first cell
        span("Travel", 122.0, 265.0),
        span("12.4", 302.0, 265.0),
    ]
    posts = [(x, top, x + 0.5, bottom) for top, bottom in pairwise(heights) for x in (120.0, 479.5)]
    rules = [*bar(200.0, columns=columns), *bar(280.0, columns=columns), *posts]
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 320.0)], rules, 2)])
    assert tables(layout) == [(("Seventeen policymakers Forty women", "Five States"), ("Travel", "12.4"))]


NAMES = (
    ("Party", "Rapporteurs", "Report", 215.0),
    ("Ecuador", "Ana Racu", "Fifth", 233.0),
    ("", "Todd B. Buchwaldson", "", 243.0),
    ("Jordan", "Bakhtiyar", "Sixth", 263.0),
    ("", "Tuzmukhamedov", "", 273.0),
    ("", "Liu Huawen", "", 283.0),
)


def cells(span: Draw, page: MakePage, rows: Sequence[tuple[str, str, str, float]], right: float) -> list[str]:
    """The second cell of each row of a table whose second column ends at `right`."""
    columns = (120.0, 200.0, right, 480.0)
    spans = [
        span(words, x + 1.0, top, 8.0)
        for *row, top in rows
        for words, x in zip(row, columns, strict=False)
        if words
    ]
    rules = bar(200.0, columns=columns) + bar(222.0, THICK, columns) + bar(300.0, THICK, columns, closes=True)
    (found,) = tables(lay_out([page([*prose(span, 140.0), *spans], rules, 2)]))
    return [row[1] for row in found[1:]]


def test_names_under_one_another_are_lines_of_a_cell(span: Draw, page: MakePage) -> None:
    assert cells(span, page, NAMES, 300.0) == [
        "Ana Racu\nTodd B. Buchwaldson",
        "Bakhtiyar Tuzmukhamedov\nLiu Huawen",
    ]


def test_a_line_without_room_for_the_next_word_goes_on(span: Draw, page: MakePage) -> None:
    rows = (*NAMES[:2], ("", "Buchwaldson", "", 243.0))
    assert cells(span, page, rows, 270.0) == ["Ana Racu Buchwaldson"]


def test_white_space_parts_the_entries_of_a_cell(span: Draw, page: MakePage) -> None:
    rows = (
        NAMES[0],
        ("Ecuador", "Two States report", "Fifth", 233.0),
        ("", "on their accounts", "", 243.0),
        ("", "Jordan has a census", "", 259.0),
    )
    assert cells(span, page, rows, 300.0) == ["Two States report on their accounts\nJordan has a census"]


def test_text_in_a_frame_is_text(span: Draw, page: MakePage) -> None:
    frame = [
        (110.0, 190.0, 480.0),
        (110.0, 250.0, 480.0),
        (110.0, 190.0, 110.5, 250.0),
        (479.5, 190.0, 480.0, 250.0),
    ]
    layout = lay_out([page([*prose(span, 140.0), *prose(span, 210.0), *prose(span, 290.0)], frame, 2)])
    assert tables(layout) == []


def test_rules_that_cross_prose_make_no_table(span: Draw, page: MakePage) -> None:
    columns = (100.0, 300.0, 500.0)
    rules = bar(190.0, columns=columns) + bar(260.0, columns=columns)
    layout = lay_out([page([*prose(span, 140.0), *prose(span, 210.0), *prose(span, 290.0)], rules, 2)])
    assert tables(layout) == []


def test_small_type_between_rules_is_no_note_and_notes_below_are(
    span: Draw, page: MakePage, table: Callable
) -> None:
    note = [span("1", 125.0, 700.0, 5.0), span("See resolution 80/1.", 132.0, 704.0, 8.0)]
    first = page([*prose(span, 140.0), *note], [(120.0, 690.0, 200.0)], 2)
    spans, rules = table(200.0)
    short = [(COLUMNS[2], 218.0, COLUMNS[3], 218.5)]  # under a head of its own, as wide as a note's rule
    below = [span("a", 125.0, 298.0, 5.0), span("As at 28 February.", 132.0, 302.0, 8.0)]
    second = page([*prose(span, 140.0), *spans, *below], [*rules, *short], 3)
    layout = lay_out([first, second])
    assert [(n.mark, n.text) for n in layout.notes] == [
        ("1", "See resolution 80/1."),
        ("a", "As at 28 February."),
    ]
    assert [rows[1:] for rows in tables(layout)] == [ROWS[1:]]


def test_a_mark_in_a_cell_calls_a_note_and_names_its_place(
    span: Draw, page: MakePage, table: Callable
) -> None:
    spans, rules = table(200.0)
    mark = span("b", COLUMNS[2] - 2.0, 234.0, 5.0)  # raised after 135
    layout = lay_out([page([*prose(span, 140.0), *spans, mark, *prose(span, 320.0)], rules, 2)])
    assert tables(layout) == [ROWS]
    marks = [m for block in layout.blocks for m in block.marks]
    assert [(m.text, m.offset, m.page, m.cell) for m in marks] == [("b", len("135"), 2, (1, 1))]


def test_a_page_read_from_the_right(span: Draw, page: MakePage, table: Callable) -> None:
    spans, rules = table(200.0)
    width = 595.0
    turned = [s._replace(x0=width - s.x1, x1=width - s.x0) for s in [*spans, *prose(span, 140.0)]]
    mirrored = [(width - r[2], r[1], width - r[0], r[3]) for r in rules]
    layout = lay_out([page(turned, mirrored, 2)._replace(right_to_left=True)])
    assert tables(layout) == [ROWS]


def test_rules_in_one_piece_leave_columns_to_white_space(span: Draw, page: MakePage, table: Callable) -> None:
    spans, _ = table(200.0)
    rules = [(COLUMNS[0], top, COLUMNS[-1]) for top in (200.0, 222.0, 288.0)]
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 320.0)], rules, 2)])
    assert tables(layout) == [ROWS]


def test_a_first_cell_that_runs_over_two_rows_is_in_the_first(span: Draw, page: MakePage) -> None:
    rows = [
        ("State", "Report", "Date", 212.0),
        ("Bolivia (Plurinational", "Initial", "2004", 240.0),
        ("State of)", "Second", "2009", 256.0),
        ("Bosnia and", "Initial", "2005", 276.0),
        ("Herzegovina", "", "", 287.0),
        ("", "Second", "2011", 292.0),
    ]
    spans = [
        span(words, x + 2.0, top, 8.0)
        for *row, top in rows
        for words, x in zip(row, COLUMNS, strict=False)
        if words
    ]
    rules = bar(200.0) + bar(222.0, THICK) + bar(300.0, THICK, closes=True)
    layout = lay_out([page([*prose(span, 140.0), *spans], rules, 2)])
    assert tables(layout) == [
        (
            ("State", "Report", "Date"),
            ("Bolivia (Plurinational State of)", "Initial", "2004"),
            ("", "Second", "2009"),
            ("Bosnia and Herzegovina", "Initial", "2005"),
            ("", "Second", "2011"),
        )
    ]
