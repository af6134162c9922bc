"""Findings about notes, contents and what no rule claims, on a report that was changed for them."""

from msgspec.structs import replace

from cotc.parsers import parse
from cotc.parsers.model import Call, ContentsRow, Document, Footnote, Node
from cotc.parsers.semantics.findings import find

REPORT = ["United Nations", "CTOC/COP/2024/11", "", "I. Opening of the session", ""]


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
