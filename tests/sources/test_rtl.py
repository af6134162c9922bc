"""Arabic lines from glyphs where they stand: spaces, raised marks, symbols and brackets."""

import pytest

from cotc.parsers.sources.glyphs import Glyph
from cotc.parsers.sources.rtl import read_spans

# Type size, and the width of every glyph (points).
SIZE, WIDTH = 10.0, 5.0
RIGHT = 500.0


def drawn(words: str, rise: float = 0.0, size: float = SIZE, x1: float = RIGHT) -> list[Glyph]:
    """Glyphs from right to left as `words` has them: "_" is a space without width, "|" a gap alone."""
    glyphs = []
    for order, sign in enumerate(words):
        width = 0.0 if sign in "_|" else WIDTH * size / SIZE
        if sign == "_":
            x1 -= 1.5  # it stands within its gap
        if sign != "|":
            glyphs.append(
                Glyph(
                    " " if sign == "_" else sign, x1 - width, x1, 100.0 - rise, size, "F", False, False, order
                )
            )
        x1 -= width + (1.5 if sign == "_" else 3.0 if sign == "|" else 0.0)
    return glyphs


def read(glyphs: list[Glyph]) -> str:
    return "|".join(span.text for span in read_spans(glyphs))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("إن_مؤتمر", "إن مؤتمر"),
        ("مؤتمر ", "مؤتمر "),
        ("_مؤتمر_", "مؤتمر"),
        ("وفي|الجلسة", "وفي الجلسة"),  # the engine tells no space at all
    ],
)
def test_a_space_without_width_parts_two_words_where_it_stands_in_a_gap(words: str, text: str) -> None:
    assert read(drawn(words)) == text


def test_a_space_without_width_inside_a_word_parts_nothing() -> None:
    word = drawn("مؤتمر")
    inside = word[1]._replace(text=" ", x1=word[1].x0, order=9)
    assert read([*word, inside]) == "مؤتمر"


def test_a_space_said_to_stand_beyond_the_next_letter_parts_the_words_it_is_drawn_between() -> None:
    line = drawn("إذ_يدرك")
    beyond = [g._replace(x0=g.x0 - 5.5, x1=g.x0 - 5.5) if g.text == " " else g for g in line]
    assert read(beyond) == "إذ يدرك"


def test_a_space_before_a_number_that_is_drawn_from_its_left_end_stands_before_its_first_figure() -> None:
    word, number = drawn("في"), drawn("01", x1=RIGHT - 2 * WIDTH - 2.5)
    figures = [g._replace(order=10 - at) for at, g in enumerate(number)]
    space = figures[0]._replace(text=" ", x0=figures[0].x1, order=5)
    assert read([*word, space, *figures]).replace("|", "") == "في 10"


def test_a_raised_mark_cuts_the_line_where_it_stands() -> None:
    line = drawn("عبر||، بوصفها")
    mark = drawn("٢١", rise=4.0, size=6.0, x1=RIGHT - 3 * WIDTH)
    assert [span.text for span in read_spans([*line, *mark])] == ["١٢", "عبر", "، بوصفها"]


def test_a_smaller_line_above_cuts_nothing() -> None:
    line = drawn("عبر||، بوصفها")
    above = drawn("٢١", rise=9.0, size=6.0, x1=RIGHT - 3 * WIDTH)
    assert [span.text for span in read_spans([*line, *above])] == ["١٢", "عبر، بوصفها"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("المؤتمر (/CAC", "المؤتمر (|CAC/"),  # a line that ends in the first part of a symbol
        ("المؤتمر (1.L/CAC و", "المؤتمر (|CAC/L.1| و"),
        ("أو/CAC", "أو|CAC/"),
        ("أو/ CAC", "أو/ |CAC"),
    ],
)
def test_the_stroke_of_a_symbol_stands_where_the_symbol_is_read_from_the_left(words: str, text: str) -> None:
    left = words.replace("CAC", "CAC"[::-1])
    assert read(drawn(left)) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("عام 5102-0302", "عام 2015-2030"),  # each year from the left, the later one to the left
        ("من ٥١٠٢-٠٣٠٢", "من ٢٠١٥-٢٠٣٠"),
        ("44912-42.V", "V.24-21944"),
        ("في 4-1.ddA", "في Add.1-4"),
        ("القرار 1/21", "القرار 12/1"),
        ("42-21944"[::-1], "42-21944"),  # the number of a job by itself
    ],
)
def test_years_stand_from_the_right_and_numbers_of_papers_from_the_left(words: str, text: str) -> None:
    assert read(drawn(words)).replace("|", "") == text


def test_a_letter_and_its_sign_that_are_each_said_to_be_both_are_told_once() -> None:
    word = drawn("قد")
    letter = Glyph("ع", RIGHT, RIGHT + 4, 100.0, SIZE, "F", False, False, 10)
    sign = Glyph("ُ", RIGHT, RIGHT + 2, 100.0, SIZE, "F", False, False, 11)
    twice = [letter._replace(x0=RIGHT + 1, x1=RIGHT + 2, baseline=98.6, order=12),
             sign._replace(x0=RIGHT + 1, x1=RIGHT + 2, baseline=98.6, order=13)]  # fmt: skip
    assert read([*twice, letter, sign, *word]) == "عُقد"
    beside = [g._replace(x0=g.x0 + 4.5, x1=g.x1 + 4.5, order=g.order + 10) for g in (letter, sign)]
    assert read([*beside, letter, sign, *word]) == "عُعُقد"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("GE.23-03999(A)"[::-1], "GE.23-03999(A)"),
        ("V.24-21194 (A) 181224"[::-1], "V.24-21194 (A) 181224"),
        ("الوثيقة 2/(51)POC/DCCI و", "الوثيقة ICCD/COP(15)/2 و"),
        ("الوثيقة (2/(51)POC/DCCI)،", "الوثيقة (ICCD/COP(15)/2)،"),
        ("القرار 242|(7691) و", "القرار 242(1967) و"),
        ("البند 81|(ج)", "البند 18(ج)"),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_brackets_are_as_they_stand_whether_the_engine_mirrors_them_or_not(
    words: str, text: str, mirrored: bool
) -> None:
    turned = words.translate(str.maketrans("()", ")(")) if mirrored else words
    assert read(drawn(turned)).replace("|", "") == text
