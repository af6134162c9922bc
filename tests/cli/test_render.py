"""Lines of the shown tree, from documents made by hand."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from cotc.cli.console import harmless
from cotc.cli.render.outline import Choice, masthead, outline, with_calls
from cotc.cli.render.text import text_lines, tree_lines
from cotc.cli.render.tree import show
from cotc.parsers.model import (
    SCHEMA_VERSION,
    Call,
    Document,
    Finding,
    Footnote,
    Kind,
    Node,
    Report,
    SourceInfo,
)

WORDS = "Recalling the resolution in which the Conference decided to review the implementation of everything,"


def node(kind: Kind, id: str, *children: Node, **more: Any) -> Node:
    return Node(id=id, kind=kind, children=children, **more)


def document(*tree: Node, **more: Any) -> Document:
    report: dict[str, Any] = dict.fromkeys(Report.__struct_fields__)
    report |= {"symbol": "CTOC/COP/2024/11", "title": "Report on its twelfth session", "language": "fr"}
    report |= {"original_language": "en", "date": "2024-11-20"}
    empty: dict[str, Any] = dict.fromkeys(("contents", "footnotes", "furniture", "findings"), ())
    return Document(
        schema=SCHEMA_VERSION,
        source=SourceInfo("paper.pdf", "0" * 64, 36, "pdfium", None),
        report=Report(**report),
        tree=tree,
        **(empty | more),
    )


def paper() -> Document:
    call = Call("1", 9, "fn-1")
    recital = node("preambular", "res-12-1/pp-1", text=WORDS, emphasis=((0, 9),), notes=(call,))
    point = node("subparagraph", "res-12-1/op-1/a", number="a", label="(a)", text="To report;")
    request = node("operative", "res-12-1/op-1", point, number="1", label="1.", text="Requests the Office:")
    text = node(
        "resolution",
        "res-12-1",
        recital,
        request,
        number="12/1",
        label="Resolution 12/1",
        title="Cooperation",
        status="adopted",
    )
    told = node("paragraph", "par-1", number="1", label="1.", text="The Conference met.")
    chapter = node("chapter", "ch-I", told, text, number="I", label="I.", title="Texts")
    session = node(
        "session", "s-12", chapter, number="12", place="Vienna", start="2024-10-14", end="2024-10-18"
    )
    note = Footnote("fn-1", "1", "United Nations, Treaty Series.", (3,), (), ("res-12-1/pp-1",))
    finding = Finding("x", "warning", "odd", None, None)
    return document(session, footnotes=(note,), findings=(finding,))


def drawn(shown: Document, *, width: int = 80, full: bool = False, choice: Choice | None = None) -> list[str]:
    """The terminal's lines, without trailing spaces."""
    terminal = Console(width=width, file=io.StringIO(), highlight=False, force_terminal=True, no_color=True)
    with terminal.capture() as capture:
        show(shown, terminal, choice or Choice(), full=full)
    plain = unicode_only(capture.get())
    return [line.rstrip() for line in plain.splitlines()]


def unicode_only(shown: str) -> str:
    """What a terminal shows, without the sequences that steer it."""
    from rich.text import Text

    return Text.from_ansi(shown).plain


def test_the_tree_in_a_pipe() -> None:
    assert list(tree_lines(paper(), Choice())) == [
        "CTOC/COP/2024/11 · French (original: English) · 2024-11-20",
        "Report on its twelfth session",
        "36 pages · 1 resolution · 1 paragraph · 1 footnote",
        "Session 12 Vienna, 2024-10-14 to 2024-10-18",
        "└── I. Texts",
        "    ├── 1. The Conference met.",
        "    └── Resolution 12/1 Cooperation (1 preambular, 1 operative)",
        f"        ├── pp-1 Recalling[^1]{WORDS[9:]}",
        "        └── 1. Requests the Office:",
        "            └── (a) To report;",
        "1 footnote",
        "└── [^1] United Nations, Treaty Series.",
        "Findings 1 warning; `cotc check` lists them",
    ]


def test_the_tree_on_a_terminal_is_the_same_with_long_texts_cut() -> None:
    whole = list(tree_lines(paper(), Choice()))
    lines = drawn(paper())
    assert len(lines) == len(whole)
    for seen, line in zip(lines, whole, strict=True):
        assert seen == line or seen.endswith("…")
        assert cell_len(seen) <= 80
    assert lines[7].startswith("        ├── pp-1 Recalling[^1] the resolution")


def test_a_call_behind_the_cut_stays_visible() -> None:
    late = node("paragraph", "par-1", text=WORDS, notes=(Call("7", 90, "fn-7"), Call("*", 99, None)))
    assert drawn(document(late), width=40)[-1] == "¶ Recalling the resolution in… [^7] [^*]"


def test_full_wraps_and_loses_nothing() -> None:
    lines = drawn(paper(), width=50, full=True)
    assert "…" not in "".join(lines)
    seen = " ".join("".join(line.lstrip("│├└─ ") + " " for line in lines).split())
    assert WORDS[10:] in seen


def test_headings_are_wrapped_not_cut() -> None:
    title = "Implementation of the provisions on international cooperation of the Convention " * 3
    lines = drawn(document(node("chapter", "ch-I", label="I.", title=title)), width=60)
    assert title.split() == " ".join(lines[3:]).removeprefix("I. ").split()


@pytest.mark.parametrize(
    ("depth", "kinds", "expected"),
    [
        (0, "", ["Session 12", "1 footnote", "Findings"]),
        (1, "", ["Session 12", "I.", "1 footnote", "Findings"]),
        (None, "resolution", ["Resolution 12/1"]),
        (None, "resolution,operative,subparagraph", ["Resolution 12/1", "1.", "(a)"]),
        (None, "paragraph,subparagraph", ["1.", "(a)"]),
        (2, "paragraph,subparagraph", ["1."]),
        (None, "decision", []),
    ],
)
def test_depth_and_kinds_choose(depth: int | None, kinds: str, expected: list[str]) -> None:
    stack = list(outline(paper(), Choice(depth, frozenset(filter(None, kinds.split(","))))))
    heads = []
    while stack:
        item = stack.pop(0)
        heads.append(item.head)
        stack[:0] = item.children
    assert heads == expected


def test_running_text() -> None:
    assert list(text_lines(paper(), Choice()))[3:] == [
        "",
        "Session 12 Vienna, 2024-10-14 to 2024-10-18",
        "",
        "I. Texts",
        "1. The Conference met.",
        "",
        "Resolution 12/1 Cooperation",
        f"Recalling[^1]{WORDS[9:]}",
        "1. Requests the Office:",
        "    (a) To report;",
        "",
        "[^1]: United Nations, Treaty Series.",
    ]


def test_running_text_holds_the_cells_of_tables() -> None:
    officers = node("table", "t-1", rows=(("Chair", "Ms. Lepre (Italy)"), ("Rapporteur", "Mr. Okoth")))
    assert list(text_lines(document(officers), Choice()))[-2:] == [
        "Chair | Ms. Lepre (Italy)",
        "Rapporteur | Mr. Okoth",
    ]
    assert list(tree_lines(document(officers), Choice()))[-1] == (
        "table Chair | Ms. Lepre (Italy) ; Rapporteur | Mr. Okoth (2 rows, 2 columns)"
    )


def test_a_draft_is_called_one() -> None:
    lines = tree_lines(document(node("resolution", "res-I", number="I", status="draft")), Choice())
    assert list(lines)[-1] == "Resolution I (draft, 0 preambular, 0 operative)"


def test_what_the_masthead_does_not_say_is_not_said() -> None:
    bare = Document(
        schema=SCHEMA_VERSION,
        source=SourceInfo("letter.pdf", "0" * 64, 1, "pdfium", None),
        report=Report(*[None] * len(Report.__struct_fields__)),
        contents=(),
        tree=(),
        footnotes=(),
        furniture=(),
        findings=(),
    )
    assert masthead(bare) == ("letter.pdf · language unknown", "1 page")


def test_a_deep_tree_is_drawn() -> None:
    deep = node("subparagraph", "a-0", label="(a)", text="deep")
    for level in range(1, 150):
        deep = node("subparagraph", f"a-{level}", deep, label="(a)", text="deep")
    assert len(list(tree_lines(document(deep), Choice()))) == 3 + 150
    assert len(drawn(document(deep), width=2000)) == 3 + 150


HOSTILE = "a\x1b[31m\x07\x9b2J\u202eb\u2066c\u2069\x00d\r\ne\u2028f"


@pytest.mark.parametrize("form", [tree_lines, text_lines])
def test_a_paper_cannot_steer_the_terminal(form: Any) -> None:
    bad = node(
        "resolution",
        "res-1",
        node("paragraph", "par-1", label=HOSTILE, text=HOSTILE, notes=(Call(HOSTILE, 1, None),)),
        node("table", "t-1", rows=((HOSTILE,),)),
        number=HOSTILE,
        title=HOSTILE,
    )
    note = Footnote("fn-1", HOSTILE, HOSTILE, (1,), (), ())
    shown = document(bad, footnotes=(note,))
    assert all(is_harmless(line) for line in form(shown, Choice()))
    assert all(is_harmless(line) for line in drawn(shown))


def is_harmless(line: str) -> bool:
    reordering = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return all(
        unicodedata.category(char) not in {"Cc", "Zl", "Zp"}
        and unicodedata.bidirectional(char) not in reordering
        for char in line
    )


@given(st.text())
def test_harmless_is_harmless_and_leaves_the_rest(text: str) -> None:
    made = harmless(text)
    assert is_harmless(made)
    if is_harmless(text):
        assert made == text
    assert harmless(made) == made


def test_a_call_beyond_the_text_is_still_shown() -> None:
    runs = with_calls("Recalling", (Call("1", -1, None), Call("2", 99, None)), ())
    assert [run.text for run in runs] == ["[^1]", "Recalling", "[^2]"]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))), st.data())
def test_calls_are_inserted_and_nothing_else(text: str, data: st.DataObject) -> None:
    offsets = data.draw(st.lists(st.integers(0, len(text)), max_size=4).map(sorted))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=3))
    calls = tuple(Call(str(number), offset, None) for number, offset in enumerate(offsets, 1))
    runs = with_calls(text, calls, tuple(spans))
    assert "".join(run.text for run in runs if run.look != "call") == text
    assert [run.text for run in runs if run.look == "call"] == [f"[^{call.number}]" for call in calls]
    before = 0
    for run in runs:
        if run.look == "call":
            assert before == calls[0].offset
            calls = calls[1:]
        else:
            before += len(run.text)


def test_running_text_of_some_kinds_or_levels_only(cotc: Callable[..., Any], fixtures: Path) -> None:
    paper = fixtures / "ctoc-a.en.pdf"
    whole = cotc("parse", "--format", "text", paper).text
    headings = cotc("parse", "--format", "text", "--depth", "1", paper).text
    resolutions = cotc("parse", "--format", "text", "--only", "resolution", paper).text
    assert set(headings.splitlines()) < set(whole.splitlines())
    assert "Recalling" not in headings
    assert sum(line.startswith("Resolution 12/") for line in resolutions.splitlines()) == 2
    assert "[^1]:" in whole
    assert "[^1]:" not in resolutions
