"""Plain text: nothing lost, no line too long, the same breaks everywhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cotc.cli.export import Options
from cotc.cli.export.printed import one_line
from cotc.cli.export.text import _width, _wrap, render
from cotc.parsers.model import Document, walk


def squeezed(text: str) -> str:
    return "".join(one_line(text).split())


@pytest.mark.parametrize("width", [0, 40, 80])
def test_the_words_are_those_of_the_tree(document: Document, width: int) -> None:
    out = [document.report.symbol or ""]
    if not any(session.title for session in document.tree):
        out.append(document.report.title or "")
    for node, _ in walk(document):
        pieces = [node.label or "", node.title or "", node.text or ""]
        which = 2 if node.text is not None else 1
        for call in sorted(node.notes, key=lambda call: call.offset)[::-1]:
            at = min(call.offset, len(node.text if node.text is not None else node.title or ""))
            pieces[which] = f"{pieces[which][:at]}[{call.number}]{pieces[which][at:]}"
        out += [*pieces, *(cell for row in node.rows or () for cell in row)]
    notes = "".join(f"[{note.number}]{note.text}" for note in document.footnotes)
    rule = "-" * (20 if document.footnotes else 0)
    assert squeezed(render(document, Options(width=width))) == squeezed("".join(out) + rule + notes)


@settings(deadline=None)
@given(st.text(alphabet="abc é«»:;中文，。（）́ \u00a0", max_size=80), st.integers(8, 30))
def test_lines_keep_their_words_and_their_width(words: str, width: int) -> None:
    lines = list(_wrap(words, width))
    assert squeezed("".join(lines)) == squeezed(words)
    for line in lines:
        assert _width(line) <= width or len(list(_wrap(line, 1))) == 1


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
    assert list(_wrap(words, width)) == lines


def test_points_are_set_in(awkward: Document) -> None:
    lines = render(awkward, Options()).splitlines()
    assert "    (a) =SUM(A1) & <b>bold</b>;" in lines
    assert "        • # no heading" in lines
    assert "A | B" in next(line for line in lines if line.startswith("Chair"))
