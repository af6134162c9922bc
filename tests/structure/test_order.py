"""The order of furniture, above all of running heads."""

from cotc.parsers.model import Furniture
from cotc.parsers.structure.order import in_order


def head(words: str, x0: float, top: float, x1: float, page: int = 2) -> Furniture:
    return Furniture("head", page, words, (page, x0, top, x1, top + 9.0))


TITLE = [
    head("Convention", 273, 23, 552),
    head("against", 256, 33, 552),
    head("Cybercrime", 426, 53 - 10, 552),
]


def words(furniture: list[Furniture]) -> list[str]:
    return [f.text for f in in_order(furniture)]


def test_a_symbol_beside_the_last_line_of_a_title_comes_first() -> None:
    symbol = head("A/RES/79/243", 60, 43, 111)
    assert words([*TITLE, symbol]) == ["A/RES/79/243", "Convention", "against", "Cybercrime"]


def test_on_the_other_side_too() -> None:
    title = [head("Convention", 60, 33, 339), head("against", 60, 43, 200)]
    assert words([*title, head("A/RES/79/243", 501, 43, 552)]) == ["A/RES/79/243", "Convention", "against"]


def test_heads_of_one_line_go_from_left_to_right() -> None:
    assert words([head("right", 400, 43, 500), head("left", 60, 43, 200)]) == ["left", "right"]


def test_a_foot_far_below_is_no_part_of_a_title() -> None:
    foot = [head("Foot", 60, 743, 200), head("beside", 400, 743, 500)]
    assert words([head("Head", 60, 43, 200), *foot]) == ["Head", "Foot", "beside"]


def test_pages_follow_each_other() -> None:
    assert words([head("b", 60, 43, 100, 3), head("a", 60, 90, 100, 2)]) == ["a", "b"]


def test_what_bears_no_page_comes_first_and_as_it_stands() -> None:
    loose = [Furniture("separator", None, "b", None), Furniture("separator", None, "a", None)]
    assert words([head("Head", 60, 43, 200), *loose]) == ["b", "a", "Head"]


def test_a_symbol_between_two_columns_stays_where_it_is() -> None:
    title = [head("Convention", 60, 33, 339), head("against", 60, 43, 200), head("far", 450, 33, 552)]
    assert words([*title, head("A/RES/79/243", 501, 43, 552)]) == [
        "Convention",
        "far",
        "against",
        "A/RES/79/243",
    ]


def test_lines_far_above_are_no_part_of_the_title() -> None:
    lines = [head("Far", 273, 3, 552), head("Convention", 273, 23, 552), head("Cybercrime", 273, 41, 552)]
    symbol = head("A/RES/79/243", 60, 41, 111)
    assert words([*lines, symbol]) == ["Far", "A/RES/79/243", "Convention", "Cybercrime"]
    apart = [head("Convention", 273, 22.9, 552), head("Cybercrime", 273, 41, 552)]
    assert words([*apart, symbol]) == ["Convention", "A/RES/79/243", "Cybercrime"]


def test_feet_are_left_where_they_stand() -> None:
    feet = [Furniture("foot", 2, f.text, f.box) for f in TITLE]
    symbol = Furniture("foot", 2, "24-1", head("x", 60, 43, 111).box)
    assert words([*feet, symbol]) == ["Convention", "against", "24-1", "Cybercrime"]


def test_beside_is_at_the_same_bottom_within_half_a_line() -> None:
    title = [head("Convention", 273, 23, 552), head("Cybercrime", 273, 33, 552)]
    assert words([*title, head("near", 60, 37, 111)]) == ["near", "Convention", "Cybercrime"]
    assert words([*title, head("low", 60, 38, 111)]) == ["Convention", "Cybercrime", "low"]
