"""Notes at the foot of a page: where they begin, and where they end."""

from collections.abc import Callable

import pytest

from cotc.parsers.layout import lay_out
from cotc.parsers.model import Page, Span

Draw = Callable[..., Span]
MakePage = Callable[..., Page]

LEFT = 72.0


def text(span: Draw, top: float = 100.0) -> list[Span]:
    words = "The Committee notes that the requirements for the period went up"
    return [span(words, LEFT, top + 12.0 * k) for k in range(20)]


@pytest.mark.parametrize(("below", "kept"), [(678.0, []), (700.0, ["Ghana and Uganda."])])
def test_a_note_in_the_size_of_the_text_goes_down_to_the_foot(
    span: Draw, page: MakePage, below: float, kept: list[str]
) -> None:
    note = [
        span("1", LEFT, 664.0, 6.0),
        span("Burkina Faso, Cameroon,", LEFT + 8.0, 668.0),
        span("Ghana and Uganda.", LEFT, below),
    ]
    layout = lay_out([page([*text(span), *note], [(LEFT, 655.0, LEFT + 100.0)])])
    assert [block.text for block in layout.blocks][1:] == kept
    whole = "Burkina Faso, Cameroon," if kept else "Burkina Faso, Cameroon, Ghana and Uganda."
    assert [(note.mark, note.text) for note in layout.notes] == [("1", whole)]


@pytest.mark.parametrize("called", [True, False])
def test_a_note_goes_on_below_a_rule_across_the_page(span: Draw, page: MakePage, called: bool) -> None:
    foot = [span("1", LEFT, 724.0, 5.0), span("Elements (continued):", LEFT + 6.0, 728.0, 9.0)]
    first = page([*text(span), *(foot if called else [])], [(LEFT, 710.0, LEFT + 100.0)], 1)
    rest = [span("Real and permanent", LEFT, 728.0, 9.0), span("Accounted once", LEFT, 738.0, 9.0)]
    second = page([*text(span), *rest], [(LEFT, 710.0, LEFT + 450.0)], 2)
    notes = [note.text for note in lay_out([first, second]).notes]
    assert notes == (["Elements (continued): Real and permanent Accounted once"] if called else [])
