"""Documents that the writers are tried on: one made to be awkward, and real papers."""

from functools import cache
from pathlib import Path

import pytest

from cotc.parsers import parse
from cotc.parsers.model import (
    SCHEMA_VERSION,
    Call,
    ContentsRow,
    Document,
    Footnote,
    Furniture,
    Node,
    Ref,
    Report,
    SourceInfo,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAPERS = sorted(path.name for path in FIXTURES.glob("*.pdf"))


@cache
def _parsed(name: str) -> Document:
    return parse(FIXTURES / name)


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> Document:
    """Each of the real papers, in turn."""
    return _parsed(request.param)


@pytest.fixture(params=["awkward", *PAPERS])
def document(request: pytest.FixtureRequest) -> Document:
    """The awkward document, then each of the real papers."""
    return _awkward() if request.param == "awkward" else _parsed(request.param)


@pytest.fixture
def awkward() -> Document:
    return _awkward()


def _node(kind: str, address: str, **fields: object) -> Node:
    return Node(id=address, kind=kind, **fields)  # type: ignore[arg-type]


def _awkward() -> Document:
    """What papers hold in the worst case: marks of every format, odd characters, odd nesting."""
    points = (
        _node("subparagraph", "res-1-1/op-1/a", number="a", label="(a)", text="=SUM(A1) & <b>bold</b>;"),
        _node(
            "subparagraph",
            "res-1-1/op-1/b",
            number="b",
            label="(b)",
            text="[Brackets] and * asterisks *:",
            children=(
                _node("subparagraph", "res-1-1/op-1/b/1", label="•", text="# no heading"),
                _node("subparagraph", "res-1-1/op-1/b/2", label=None, text="- no bullet | no cell"),
            ),
        ),
    )
    resolution = _node(
        "resolution",
        "res-1-1",
        number="1/1",
        label="Resolution 1/1",
        title="Title with a note #",
        notes=(Call("1", 17, "fn-1"),),
        status="adopted",
        adopted_on="2024-10-18",
        meeting="10th plenary meeting",
        draft="CTOC/COP/2024/L.1",
        sponsors=("Chad", "Peru"),
        narrative="par-1",
        children=(
            _node("formula", "res-1-1/formula", text="The Conference of the Parties,", emphasis=((0, 29),)),
            _node(
                "preambular",
                "res-1-1/pp-1",
                text="Recalling, its resolution A/RES/55/25 of 15 November 2000,",
                emphasis=((0, 10),),
                notes=(Call("2", 37, "fn-2"), Call("9", 58, None)),
                refs=(
                    Ref("symbol", 26, 37, "A/RES/55/25", "A/RES/55/25"),
                    Ref("date", 41, 57, "15 November 2000", "2000-11-15"),
                ),
                children=(
                    _node(
                        "subparagraph", "res-1-1/pp-1/a", number="a", label="a)", text="a point of a recital"
                    ),
                ),
            ),
            _node(
                "operative",
                "res-1-1/op-1",
                number="1",
                label="1.",
                text="Decides\x00 to ask, see note",
                emphasis=((0, 8),),
                notes=(Call("1", 25, "fn-1"),),
                refs=(Ref("paragraph", 17, 25, "see note", None, "par-1"),),
                children=points,
            ),
            _node("preambular", "res-1-1/pp-2", text="Recalling late,"),
            _node(
                "annex",
                "res-1-1/annex-I",
                number="I",
                label="Annex I",
                title="An annex",
                children=(
                    _node(
                        "paragraph", "res-1-1/annex-I/par-1", number="1", label="1.", text="1. twice numbered"
                    ),
                    _node("annex", "res-1-1/annex-I/annex-1", label="Appendix", title=None),
                ),
            ),
        ),
    )
    decision = _node(
        "decision",
        "dec-1-1",
        number="1/1",
        label="Decision 1/1",
        title=None,
        status="draft",
        adopted_on=None,
        meeting=None,
        children=(_node("operative", "dec-1-1/op-1", text="[Takes note];\u2028second line"),),
    )
    chapter = _node(
        "chapter",
        "ch-I",
        number="I",
        label="I.",
        title="Texts & <titles>",
        children=(
            _node("paragraph", "par-1", number="1", label="1.", text="The following texts were adopted:"),
            _node(
                "section",
                "ch-I/A",
                title="Unnumbered",
                children=(
                    resolution,
                    decision,
                    _node(
                        "table",
                        "ch-I/A/table-1",
                        rows=(("Chair", "A | B\nC"), ("-1", ""), ("@home", "*x*")),
                        title="Officers",
                    ),
                    _node(
                        "unrecognised", "ch-I/A/x-1", text="+++ \ufffe left over ~~~ `code` $x$ _y_ a_b &amp;"
                    ),
                ),
            ),
            _node("paragraph", "par-1~2", number="1", label="1.", text="The same number again.*"),
        ),
    )
    annex = _node(
        "annex",
        "annex-1",
        label="Annex",
        children=(
            _node("subparagraph", "annex-1/1", number="1", label="1.", text="A list without a paragraph"),
        ),
    )
    session = _node("session", "s-1", number="1", place="Vienna", start="2024-10-14", end="2024-10-18",
                    children=(chapter, annex))  # fmt: skip
    return Document(
        schema=SCHEMA_VERSION,
        source=SourceInfo("awkward.pdf", "0" * 64, 3, "pdfium", None),
        report=Report("CTOC/COP/2024/11", "Report <of> the Conference", "CTOC/COP", "en", "fr", "2024-11-11",
                      "general", "V.24-00001"),
        contents=(ContentsRow("I", "Texts & <titles>", 3, "ch-I"), ContentsRow(None, "Nowhere", None, None)),
        tree=(session,),
        footnotes=(
            Footnote("fn-star", "*", "CTOC/COP/2024/1.", (1,), (), ()),
            Footnote("fn-1", "1", "A note *with* marks, called twice.", (2,), (), ("res-1-1", "res-1-1/op-1"),
                     ((7, 13),)),
            Footnote("fn-2", "2", "- Ibid., vol. 2225.", (2,), (), ("res-1-1/pp-1",)),
        ),
        furniture=(Furniture("masthead", 1, "Distr. general CTOC/COP/2024/11 11 November 2024", None),),
        findings=(),
    )  # fmt: skip
