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
