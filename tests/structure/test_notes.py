"""Which note a mark calls, where the places on the page decide."""

from cotc.parsers.model.block import Mark, NoteBlock
from cotc.parsers.structure.draft import Draft
from cotc.parsers.structure.notes import link


def _table(*boxes: tuple[int, float, float, float, float]) -> Draft:
    rows = (("Category", "2025"), ("Staff", "5"))
    return Draft(
        "table", id="t", rows=rows, boxes=boxes, page=boxes[0][0], marks=(Mark("a", 0, boxes[0][0]),)
    )


def _note(page: int, top: float, words: str) -> NoteBlock:
    return NoteBlock("a", words, page, ((page, 100.0, top, 300.0, top + 10.0),))


def test_a_table_calls_no_note_that_stands_above_it() -> None:
    above = _table((6, 100.0, 100.0, 500.0, 200.0))
    below = _table((6, 100.0, 400.0, 500.0, 780.0), (7, 100.0, 80.0, 500.0, 200.0))
    notes = [_note(6, 210.0, "Of the first table."), _note(7, 210.0, "Of the second.")]
    link([above, below], notes)
    assert [draft.calls[0].footnote for draft in (above, below)] == ["fn-a", "fn-a~2"]


def test_a_table_without_pages_calls_one_note_again_and_the_next_table_the_next() -> None:
    rows = (("Category", "2025"), ("Staff", "5"))
    first = Draft("table", id="t1", rows=rows, marks=tuple(Mark(mark, 0) for mark in ("a", "b", "a")))
    second = Draft("table", id="t2", rows=rows, marks=(Mark("a", 0),))
    notes = [NoteBlock(mark, "Words.", None, ()) for mark in ("a", "b", "a")]
    link([first, second], notes)
    assert [call.footnote for draft in (first, second) for call in draft.calls] == [
        "fn-a",
        "fn-b",
        "fn-a",
        "fn-a~2",
    ]
