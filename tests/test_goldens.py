"""Whole papers against what they gave when a person last read the result.

One node a line in fixtures/goldens/, so that a change of the parser shows as a diff one can read.
`pytest tests/test_goldens.py --update-golden` writes them anew and fails, so that nobody does it unseen.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import UNSET

from cotc.parsers.model import Call, Document, Node, walk

GOLDEN_PAPERS = (
    "A_L.632_en.pdf",
    "ctoc-a.fr.pdf",
    "ctoc-a.en.pdf",
    "ctoc-a.ar.pdf",
    "CTOC_COP_2024_11_fr_TYPESET.pdf",
    "A_RES_79_212_en.pdf",
    "E_2025_L.15_en.pdf",
    "E_2025_27_en.pdf",
    "S_RES_2773_2025_en.pdf",
    "TPNW_MSP_2025_11_en.pdf",
)


@pytest.mark.parametrize("name", GOLDEN_PAPERS)
def test_a_paper_gives_what_it_gave(
    name: str, fixtures: Path, parsed: Callable[[str], Document], request: pytest.FixtureRequest
) -> None:
    golden = fixtures / "goldens" / f"{Path(name).stem}.txt"
    lines = list(_lines(parsed(name)))
    if request.config.getoption("--update-golden"):
        golden.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        pytest.fail(f"{golden.name} is written anew: read its diff, then run without --update-golden")
    assert lines == golden.read_text(encoding="utf-8").split("\n")[:-1]


def test_every_golden_has_its_paper(fixtures: Path) -> None:
    assert {path.stem for path in (fixtures / "goldens").glob("*.txt")} == {
        Path(name).stem for name in GOLDEN_PAPERS
    }


def _lines(document: Document) -> Iterator[str]:
    for key in document.report.__struct_fields__:
        yield f"report {key}: {getattr(document.report, key)}"
    for row in document.contents:
        yield f"contents {row.number or '-'} | {row.title} | {row.page} -> {row.target}"
    for node, ancestors in walk(document):
        yield "  " * len(ancestors) + _node(node)
    for note in document.footnotes:
        yield f"{note.id} p{_span(note.pages)} called by {', '.join(note.calls) or 'none'} | {note.text}"
    for finding in document.findings:
        yield f"{finding.severity} {finding.code} {finding.node or '-'} p{finding.page} {finding.message}"
    kinds = [piece.kind for piece in document.furniture]
    for kind in sorted(set(kinds)):
        drawn = sum(len(piece.text.replace(" ", "")) for piece in document.furniture if piece.kind == kind)
        yield f"furniture {kind}: {kinds.count(kind)} pieces, {drawn} characters"


def _node(node: Node) -> str:
    words = [node.label, node.title, node.text]
    rows = [" ; ".join(row) for row in node.rows] if isinstance(node.rows, tuple) else []
    extra = [
        f"{key}={getattr(node, key)}"
        for key in ("place", "start", "end", "status", "adopted_on", "meeting", "draft", "narrative")
        if isinstance(getattr(node, key), str)
    ]
    facts = " ".join([node.kind, f"p{_span(node.pages)}", *extra, *map(_call, node.notes)])
    slanted = "".join(f" {{{start}-{end}}}" for start, end in node.emphasis)
    return " | ".join([f"{node.id} ({facts}){slanted}", *(word or "-" for word in words), *rows])


def _call(call: Call) -> str:
    cell = "" if call.cell is UNSET else "{}:{}:".format(*call.cell)
    return f"{call.footnote or call.number + '?'}@{cell}{call.offset}"


def _span(pages: tuple[int, ...] | None) -> str:
    return "-".join(map(str, dict.fromkeys(pages))) if pages else "?"
