"""What a document's own arithmetic finds, on texts of a few lines."""

import pytest
from msgspec.structs import replace

from cotc.parsers import parse
from cotc.parsers.model import Call, ContentsRow, Document, Footnote, Node
from cotc.parsers.semantics.findings import find

REPORT = ["United Nations", "CTOC/COP/2024/11", "", "I. Opening of the session", ""]


def found(*lines: str) -> list[tuple[str, str | None]]:
    text = "\n\n".join([*REPORT, *lines])
    document = parse(text.encode(), name="report.txt", language="en")
    return [(finding.code, finding.node) for finding in document.findings]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1. It began.", "2. It went on.", "3. It ended."], []),
        (["1. It began.", "2. It went on.", "4. It ended."], [("paragraph-gap", "par-4")]),
        (["1. It began.", "2. It went on.", "2. It ended."], [("paragraph-repeat", "par-2~2")]),
    ],
)
def test_paragraphs_are_counted(lines: list[str], expected: list[tuple[str, str]]) -> None:
    assert found(*lines) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("abc", []),
        ("abd", [("point-gap", "par-1/d")]),
        ("abcdefghij", []),
        ("uvwx", []),
    ],
)
def test_points_are_counted(letters: str, expected: list[tuple[str, str]]) -> None:
    points = [f"({letter}) A point;" for letter in letters]
    assert found("1. It noted:", *points) == expected


def test_a_note_that_is_left_out_is_told() -> None:
    """And one that nothing calls; a row of the contents without a heading; a heading without a row."""
    made = parse("\n\n".join([*REPORT, "1. It began."]).encode(), name="report.txt", language="en")
    notes = tuple(
        Footnote(f"fn-{number}", number, "See it.", (1,), (), calls)
        for number, calls in (("1", ("par-1",)), ("*", ("par-1",)), ("3", ()))
    )
    rows = (ContentsRow("II", "Nowhere", 4, None), ContentsRow(None, "No page", None, None))
    told = findings_of(replace(made, footnotes=notes, contents=rows))
    assert ("note-gap", "fn-3", "note 3 follows note 1") in told
    assert ("note-without-call", "fn-3", "nothing calls note 3") in told
    assert ("contents-without-heading", None, "no heading for “II Nowhere”") in told
    assert ("heading-without-contents", "ch-I", "the contents table leaves it out") in told
    assert sum(code == "contents-without-heading" for code, *_ in told) == 1


def findings_of(document: Document) -> list[tuple[str, str | None, str]]:
    return [(finding.code, finding.node, finding.message) for finding in find(document)]


def test_what_no_rule_claims_is_told() -> None:
    made = parse("\n\n".join(REPORT).encode(), name="report.txt", language="en")
    odd = Node(id="x-1", kind="unrecognised", text="?", notes=(Call("7", 1, None),))
    told = findings_of(replace(made, tree=(replace(made.tree[0], children=(*made.tree[0].children, odd)),)))
    assert ("unrecognised", "x-1", "no rule claims this text") in told
    assert ("call-without-note", "x-1", "mark 7 calls no note") in told
