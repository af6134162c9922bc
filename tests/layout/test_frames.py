"""Boxes drawn around text."""

from collections.abc import Callable, Sequence

import pytest

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span

Draw = Callable[..., Span]
MakePage = Callable[..., Page]
LEFT, RIGHT = 120.0, 480.0
Rules = list[tuple[float, ...]]


def box(top: float, bottom: float, left: float = LEFT - 6, right: float = RIGHT + 6) -> Rules:
    """Four rules, the upright ones in two pieces as Word draws them."""
    middle = (top + bottom) / 2
    sides = [(x, a, x + 0.5, b) for x in (left, right) for a, b in ((top, middle), (middle, bottom))]
    return [(left, top, right), (left, bottom, right), *sides]


@pytest.fixture
def paper(span: Draw, page: MakePage) -> Callable[[Rules], list[tuple[str, int | None]]]:
    """A page of four paragraphs, the second and third at 500 and 540; gives the frame of each."""

    def make(rules: Rules) -> list[tuple[str, int | None]]:
        spans: list[Span] = []
        for word, top in (("First", 420.0), ("Second", 500.0), ("Third", 540.0), ("Fourth", 620.0)):
            spans += [span(f"{word} {'word ' * 12}end", LEFT, top, 10.0)]
            spans += [span(f"and {'word ' * 6}end.", LEFT, top + 12, 10.0)]
        blocks = lay_out([page(spans, rules)]).blocks
        return [(block.text.split()[0], block.frame) for block in blocks]

    return make


def told(frames: Sequence[int | None]) -> list[tuple[str, int | None]]:
    return list(zip(("First", "Second", "Third", "Fourth"), frames, strict=True))


def test_what_stands_in_a_box_is_framed(paper: Callable[[Rules], object]) -> None:
    assert paper(box(486.0, 562.0)) == told([None, 1, 1, None])


@pytest.mark.parametrize(("gap", "frame"), [(0.0, 1), (30.0, None)])
def test_a_box_drawn_in_pieces_is_a_frame(
    paper: Callable[[Rules], object], gap: float, frame: int | None
) -> None:
    """Word draws a box around several paragraphs piece by piece; pieces that stand apart draw none."""
    above, below, *sides = box(486.0, 562.0)
    pieces = [
        piece for left, top, right in (above, below) for piece in ((left, top, 300), (300 + gap, top, right))
    ]
    assert paper([*pieces, *sides]) == told([None, frame, frame, None])


def test_two_boxes_are_two_frames(paper: Callable[[Rules], object]) -> None:
    assert paper(box(486.0, 520.0) + box(526.0, 562.0)) == told([None, 1, 2, None])


def test_a_border_around_the_page_is_no_frame(paper: Callable[[Rules], object]) -> None:
    assert paper(box(60.0, 700.0, 40.0, 560.0)) == told([None] * 4)


@pytest.mark.parametrize("missing", [0, 1, 2, 4])
def test_an_open_box_is_no_frame(paper: Callable[[Rules], object], missing: int) -> None:
    rules = box(486.0, 562.0)
    assert paper(rules[:missing] + rules[missing + 1 :]) == told([None] * 4)


def test_a_box_of_two_columns_is_no_frame(paper: Callable[[Rules], object]) -> None:
    assert paper([*box(486.0, 562.0), (300.0, 486.0, 300.5, 562.0)]) == told([None] * 4)
