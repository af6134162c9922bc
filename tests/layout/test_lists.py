"""Tables without rules: lists of officers and participants, and two lists side by side."""

from collections.abc import Callable

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span
from cotc.parsers.model.block import Layout

Draw = Callable[..., Span]
MakePage = Callable[..., Page]


def tables(layout: Layout) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in layout.blocks if block.rows is not None]


def texts(layout: Layout) -> list[str]:
    return [block.text for block in layout.blocks if block.rows is None]


def prose(span: Draw, top: float) -> list[Span]:
    words = "The Commission elected the following officers and took note of the papers"
    return [span(words, 120.0, top + 12.0 * k) for k in range(2)]


def test_lists_side_by_side_are_read_one_after_the_other(span: Draw, page: MakePage) -> None:
    left = [
        ("63/260", "Development activities", 200.0),
        ("", "and their funding", 210.0),
        ("69/277", "Cooperation of the regions", 226.0),
    ]
    right = [
        ("76/258", "Programme of Action", 200.0),
        ("78/1", "Political declaration of the", 216.0),
        ("", "high-level political forum", 226.0),
    ]
    spans = [
        span(words, x, top, 8.5)
        for rows, key_x, title_x in ((left, 60.0, 130.0), (right, 310.0, 380.0))
        for key, title, top in rows
        for words, x in ((key, key_x), (title, title_x))
        if words
    ]
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 260.0)], (), 2)])
    assert tables(layout) == [
        (
            ("63/260", "Development activities and their funding"),
            ("69/277", "Cooperation of the regions"),
            ("76/258", "Programme of Action"),
            ("78/1", "Political declaration of the high-level political forum"),
        )
    ]


Entries = list[tuple[str, str, float]]
PAIR = (
    [("63/260", "Development activities", 200.0), ("69/277", "Cooperation of the regions", 216.0)],
    [("76/258", "Programme of Action", 200.0), ("78/1", "Political declaration", 216.0)],
)


def pair(span: Draw, left: Entries, right: Entries) -> list[Span]:
    """Two lists side by side: symbols, titles, and the height of each."""
    return [
        span(words, x, top, 8.5)
        for entries, key_x, title_x in ((left, 60.0, 130.0), (right, 310.0, 380.0))
        for key, title, top in entries
        for words, x in ((key, key_x), (title, title_x))
        if words
    ]


def test_titles_without_symbols_stand_in_the_columns_of_the_other_lists(span: Draw, page: MakePage) -> None:
    left = [
        ("Tunis Declaration on Social Justice in the Arab Region", "", 300.0),
        ("Doha Declaration on the Implementation of the Agenda", "", 316.0),
        ("for Sustainable Development (2016)", "", 326.0),
        ("286 (XXV)", "Gender statistics", 342.0),
    ]
    right = [("345 (XXXI)", "War on Gaza and support for", 300.0), ("", "the people", 310.0)]
    spans = [
        *prose(span, 140.0),
        *pair(span, *PAIR),
        *prose(span, 250.0),
        *pair(span, left, right),
        *prose(span, 380.0),
    ]
    assert tables(lay_out([page(spans, (), 2)]))[1:] == [
        (
            ("Tunis Declaration on Social Justice in the Arab Region", ""),
            ("Doha Declaration on the Implementation of the Agenda for Sustainable Development (2016)", ""),
            ("286 (XXV)", "Gender statistics"),
            ("345 (XXXI)", "War on Gaza and support for the people"),
        )
    ]


def test_a_symbol_by_itself_is_a_list_where_other_lists_stand_so(span: Draw, page: MakePage) -> None:
    alone = span("1325 (2000)", 60.0, 300.0, 8.5)
    spans = [*prose(span, 140.0), *pair(span, *PAIR), *prose(span, 250.0), alone, *prose(span, 340.0)]
    assert tables(lay_out([page(spans, (), 2)]))[1:] == [(("1325 (2000)",),)]
    spans = [*prose(span, 140.0), alone, *prose(span, 340.0)]
    assert tables(lay_out([page(spans, (), 2)])) == []


def test_lists_that_go_on_over_the_page_are_one(span: Draw, page: MakePage) -> None:
    more = pair(span, [("80/1", "Follow-up to the Summit", 60.0)], [("80/9", "Protection of migrants", 60.0)])
    pages = [
        page([*prose(span, 140.0), *pair(span, *PAIR)], (), 2),
        page([*more, *prose(span, 120.0)], (), 3),
    ]
    (rows,) = tables(lay_out(pages))
    assert [key for key, _ in rows] == ["63/260", "69/277", "76/258", "78/1", "80/1", "80/9"]


OFFICE_X, NAME_X = 120.0, 230.0
Rows = list[tuple[tuple[str, ...], ...]]


def officers(span: Draw, page: MakePage, lines: list[tuple[str, str, float]]) -> Rows:
    """The tables of a page with these offices and names, each pair at a height, between two paragraphs."""
    spans = [
        span(words, x, top, 10.0)
        for office, name, top in lines
        for words, x in ((office, OFFICE_X), (name, NAME_X))
        if words
    ]
    foot = prose(span, lines[-1][2] + 40.0)
    return tables(lay_out([page([*prose(span, 140.0), *spans, *foot], (), 2)]))


def test_names_set_close_under_one_office_are_a_row_each(span: Draw, page: MakePage) -> None:
    lines = [
        ("Chair:", "Gertrude Fefoame (Ghana)", 200.0),
        ("Vice-Chairs:", "Amalia Gamio (Mexico)", 225.0),
        ("", "Robin de Vogel (Netherlands", 237.0),
        ("", "(Kingdom of the))", 249.0),
        ("Rapporteur:", "Vivian Fernández (Panama)", 274.0),
    ]
    assert officers(span, page, lines) == [
        (
            ("Chair:", "Gertrude Fefoame (Ghana)"),
            ("Vice-Chairs:", "Amalia Gamio (Mexico)"),
            ("", "Robin de Vogel (Netherlands (Kingdom of the))"),
            ("Rapporteur:", "Vivian Fernández (Panama)"),
        )
    ]


def test_names_without_a_country_set_close_are_not_told_apart(span: Draw, page: MakePage) -> None:
    lines = [
        ("Chair:", "Gertrude Fefoame", 200.0),
        ("Host:", "Permanent Mission (Geneva)", 225.0),
        ("", "of Mexico to the United Nations", 237.0),
        ("Rapporteur:", "Vivian Fernández", 262.0),
    ]
    assert officers(span, page, lines) == [
        (
            ("Chair:", "Gertrude Fefoame"),
            ("Host:", "Permanent Mission (Geneva) of Mexico to the United Nations"),
            ("Rapporteur:", "Vivian Fernández"),
        )
    ]


def test_an_office_over_two_lines_is_one(span: Draw, page: MakePage) -> None:
    lines = [
        ("Председатель:", "Петер Буриан (Словакия)", 200.0),
        ("Заместители", "Анника Маркович (Швеция)", 216.0),
        ("Председателя:", "Дебора Лепре (Италия)", 228.0),
        ("Докладчик:", "Ямен Яссуф (Сирия)", 244.0),
    ]
    assert officers(span, page, lines) == [
        (
            ("Председатель:", "Петер Буриан (Словакия)"),
            ("Заместители Председателя:", "Анника Маркович (Швеция)"),
            ("", "Дебора Лепре (Италия)"),
            ("Докладчик:", "Ямен Яссуф (Сирия)"),
        )
    ]


LEFT = ("Algeria", "Angola", "Argentina", "Belarus", "Benin")
RIGHT = ("Burundi", "Chile", "China", "Côte d’Ivoire", "Croatia")


def listed(span: Draw, page: MakePage, left: tuple[str, ...], right: tuple[str, ...]) -> list:
    spans = [
        span(words, x, 200.0 + 18.0 * k, 10.0)
        for column, x in ((left, 123.0), (right, 308.0))
        for k, words in enumerate(column)
    ]
    return tables(lay_out([page([*prose(span, 140.0), *spans], (), 2)]))


def test_names_in_columns_are_read_down_where_their_alphabet_runs_so(span: Draw, page: MakePage) -> None:
    assert listed(span, page, LEFT, RIGHT) == [tuple((name,) for name in LEFT + RIGHT)]


def test_names_whose_alphabet_runs_across_stay_in_their_rows(span: Draw, page: MakePage) -> None:
    names = LEFT + RIGHT
    assert listed(span, page, names[::2], names[1::2]) == [tuple(zip(names[::2], names[1::2], strict=True))]


def test_names_in_no_order_stay_in_their_rows(span: Draw, page: MakePage) -> None:
    assert listed(span, page, RIGHT, LEFT) == [tuple(zip(RIGHT, LEFT, strict=True))]


def test_figures_in_four_columns_are_one_table(span: Draw, page: MakePage) -> None:
    rows = [("2023", "12", "2024", "14"), ("2025", "9", "2026", "11")]
    spans = [
        span(words, x, 200.0 + 16.0 * k, 8.5)
        for k, row in enumerate(rows)
        for words, x in zip(row, (60.0, 130.0, 310.0, 380.0), strict=True)
    ]
    layout = lay_out([page([*prose(span, 140.0), *spans, *prose(span, 260.0)], (), 2)])
    assert tables(layout) == [tuple(rows)]


def test_a_bold_line_by_itself_parts_two_lists(span: Draw, page: MakePage) -> None:
    spans = [
        *(span(words, x, 200.0) for words, x in (("Chile", 120.0), ("Mario Artaza", 305.0))),
        *(span(words, x, 220.0) for words, x in (("Cuba", 120.0), ("Daylenis Moreno", 305.0))),
        *(
            span(words, x, 240.0)
            for words, x in (("United Kingdom of Great", 120.0), ("Ishtiaq Ghafoor", 305.0))
        ),
        span("Britain", 120.0, 252.0),
        span("Regional organizations", 120.0, 280.0, bold=True),
        *(span(words, x, 300.0) for words, x in (("Spearhead Group", 120.0), ("Richard Balkonan", 305.0))),
        span("(Melanesia)", 120.0, 312.0),
    ]
    layout = lay_out([page([*prose(span, 140.0), *spans], (), 2)])
    assert tables(layout) == [
        (
            ("Chile", "Mario Artaza"),
            ("Cuba", "Daylenis Moreno"),
            ("United Kingdom of Great Britain", "Ishtiaq Ghafoor"),
        ),
        (("Spearhead Group (Melanesia)", "Richard Balkonan"),),
    ]
    assert "Regional organizations" in texts(layout)


def test_officers_go_on_over_a_page(span: Draw, page: MakePage) -> None:
    one = [
        *prose(span, 110.0),
        *prose(span, 140.0),
        span("Chair:", 147.0, 180.0),
        span("Pierre Jaillard", 170.0, 192.0),
    ]
    two = [
        span("Vice-Chairs:", 147.0, 90.0),
        span("Wendy Shaw", 170.0, 102.0),
        span("Sungjae Choo", 170.0, 114.0),
        *prose(span, 150.0),
        *prose(span, 180.0),
    ]
    layout = lay_out([page(one, (), 2), page(two, (), 3)])
    assert tables(layout) == [
        (("Chair:", "Pierre Jaillard"), ("Vice-Chairs:", "Wendy Shaw"), ("", "Sungjae Choo"))
    ]


def test_who_voted_how_is_no_list_of_officers(span: Draw, page: MakePage) -> None:
    """Above "Against:" and one State stand the long lines of those in favour."""
    voted = [
        span("In favour:", 147.0, 140.0),
        span("Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Austria,", 170.0, 152.0),
        span("Azerbaijan, Bahamas, Bahrain", 170.0, 164.0),
        span("Against:", 147.0, 182.0),
        span("Israel", 170.0, 194.0),
    ]
    assert tables(lay_out([page([*prose(span, 100.0), *voted], (), 2)])) == []
    alone = [span("Against:", 147.0, 182.0), span("Israel", 170.0, 194.0)]
    assert tables(lay_out([page([*prose(span, 100.0), *alone], (), 2)])) == [(("Against:", "Israel"),)]


def test_points_in_signs_of_other_scripts_are_no_table(span: Draw, page: MakePage) -> None:
    """Short points, each with its label well before it: ㈠, '1', أ-, “4., and headings after باء-."""
    for first, second in (
        ("㈠", "㈡"),
        ("'1'", "'2'"),
        ("أ-", "ب-"),
        ("باء-", "١-"),
        ("حادي عشر-", "ألف-"),
        ("“4.", "(a)"),
    ):
        points = [span(first, 120.0, 200.0), span("Work;", 180.0, 200.0)]
        points += [span(second, 120.0, 212.0), span("Rest.", 180.0, 212.0)]
        assert tables(lay_out([page([*prose(span, 150.0), *points])])) == []
    cells = [
        span(words, x, 200.0 + 12 * k) for k in range(2) for words, x in (("Work", 120.0), ("Rest", 180.0))
    ]
    assert tables(lay_out([page([*prose(span, 150.0), *cells])]))
