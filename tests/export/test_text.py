"""Plain text: nothing lost, no line too long, the same breaks everywhere."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cotc.cli.export import Options
from cotc.cli.export.breaks import width_of, wrap
from cotc.cli.export.printed import one_line, title_of, told
from cotc.cli.export.text import GAP, _table, render
from cotc.parsers.model import Document, Node, by_cell, outside_cells, walk


def squeezed(text: str) -> str:
    return "".join(one_line(text).split())


@pytest.mark.parametrize("width", [0, 40, 80])
def test_the_words_are_those_of_the_tree(document: Document, width: int) -> None:
    out = [document.report.symbol or ""]
    out.append(title_of(document) or "")
    for node, _ in walk(document):
        pieces = [node.label or "", (node.title or "") + told(node), node.text or ""]
        which = 2 if node.text is not None else 1
        for call in sorted(outside_cells(node.notes), key=lambda call: call.offset)[::-1]:
            at = min(call.offset, len(node.text if node.text is not None else node.title or ""))
            pieces[which] = f"{pieces[which][:at]}[{call.number}]{pieces[which][at:]}"
        out += [*pieces, *cells(node)]
    notes = "".join(f"[{note.number}]{note.text}" for note in document.footnotes)
    rule = "-" * (20 if document.footnotes else 0)
    written, wanted = squeezed(render(document, Options(width=width))), squeezed("".join(out) + rule + notes)
    if width:  # cells side by side break: `test_the_cells_of_a_table…` reads them
        assert Counter(written) == Counter(wanted)
    else:
        assert written == wanted


def cells(node: Node) -> Iterator[str]:
    called = by_cell(node.notes)
    for at, row in enumerate(node.rows or ()):
        for column, words in enumerate(row):
            for call in reversed(called.get((at, column), ())):
                words = f"{words[: call.offset]}[{call.number}]{words[call.offset :]}"
            yield words


def table_of(rows: Sequence[tuple[str, ...]]) -> Node:
    return Node("table", "table", rows=tuple(rows))


CELLS = st.text(alphabet="ab 中é", max_size=20)


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n).map(tuple), min_size=1, max_size=4)
    ),
    st.integers(0, 40),
)
def test_the_cells_of_a_table_keep_their_words_and_their_columns(
    rows: list[tuple[str, ...]], width: int
) -> None:
    lines = _table(table_of(rows), width).split("\n")
    columns = list(zip(*rows, strict=True))
    longest = [max((width_of(part) for cell in column for part in wrap(cell.strip(), 1)), default=0)
               for column in columns]  # fmt: skip
    least = sum(longest) + GAP * (len(columns) - 1)
    if width:
        assert max(map(width_of, lines)) <= max(width, least)
    else:
        assert len(lines) == len(rows)
    assert Counter(squeezed("".join(lines))) == Counter(squeezed("".join(map("".join, rows))))


def test_a_wide_table_breaks_its_cells() -> None:
    rows = (("Item", "What was decided at the meeting", "By"), ("1.", "To meet again", "all of them"))
    assert _table(table_of(rows), 30).split("\n") == [
        "Item  What was     By",
        "      decided at",
        "      the meeting",
        "",
        "1.    To meet      all of them",
        "      again",
    ]
    assert _table(table_of(rows), 0).split("\n") == [
        "Item  What was decided at the meeting  By",
        "1.    To meet again                    all of them",
    ]


@given(st.text(alphabet="abc é«»:;中文，。（）́ \u00a0", max_size=80), st.integers(8, 30))
def test_lines_keep_their_words_and_their_width(words: str, width: int) -> None:
    lines = list(wrap(words, width))
    assert squeezed("".join(lines)) == squeezed(words)
    for line in lines:
        assert width_of(line) <= width or len(list(wrap(line, 1))) == 1


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("aaa bbb ccc", 7, ["aaa bbb", "ccc"]),
        ("un « mot » seul : oui", 12, ["un « mot »", "seul : oui"]),
        ("fin ; suite", 4, ["fin ;", "suite"]),
        ("n°\u00a012", 4, ["n°\u00a012"]),
        ("大会，决定", 5, ["大", "会，", "决定"]),
        ("（一）甲乙", 6, ["（一）", "甲乙"]),
    ],
)
def test_where_lines_break(words: str, width: int, lines: list[str]) -> None:
    assert list(wrap(words, width)) == lines


def test_points_are_set_in(awkward: Document) -> None:
    lines = render(awkward, Options()).splitlines()
    assert "    (a) =SUM(A1) & <b>bold</b>;" in lines
    assert "        • # no heading" in lines
    assert "A | B" in next(line for line in lines if line.startswith("Chair"))
