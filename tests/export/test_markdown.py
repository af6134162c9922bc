"""Markdown, read back by a library: its words are the tree's, its structure the tree's."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from cotc.cli.export import Options, texts
from cotc.cli.export.markdown import render
from cotc.cli.export.printed import note_labels, one_line, title_of, told, uncalled
from cotc.parsers.model import (
    HEADED,
    SCHEMA_VERSION,
    Call,
    Document,
    Footnote,
    Node,
    Report,
    SourceInfo,
    walk,
)

READER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin)
# Blocks and marks that we write; anything else came from words that were not escaped.
WRITTEN = {
    "paragraph_open", "paragraph_close", "heading_open", "heading_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "table_open", "table_close", "thead_open",
    "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open",
    "td_close",
    "inline", "hr", "footnote_block_open", "footnote_block_close", "footnote_open", "footnote_close",
    "footnote_anchor", "text", "em_open", "em_close", "footnote_ref",
    "html_inline",
}  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


def front(markdown: str) -> str:
    """The YAML at the head of a single text."""
    opening, yaml_text, _ = markdown.split("---\n", 2)
    assert opening == ""
    return yaml_text


def read(markdown: str) -> tuple[list[Token], list[Token]]:
    """Tokens of the body and of the notes, all of the kinds that we write."""
    if markdown.startswith("---\n"):
        markdown = markdown.split("---\n", 2)[2]
    flat: list[Token] = []
    for token in READER.parse(markdown):
        flat += [token, *(token.children or ())]
    assert {token.type for token in flat} <= WRITTEN
    assert {token.content for token in flat if token.type == "html_inline"} <= {"<br>"}  # lines of a cell
    at = next((i for i, token in enumerate(flat) if token.type == "footnote_block_open"), len(flat))
    return flat[:at], flat[at:]


def words(tokens: list[Token]) -> str:
    return squeezed("".join(token.content for token in tokens if token.type == "text"))


def said(node: Node) -> Iterator[str]:
    yield from (node.label or "", node.title or "")
    yield node.text or ""
    for row in node.rows or ():
        yield from row


def expected(document: Document, single: bool) -> str:
    out = []
    if not single:
        out.append(title_of(document) or "")
    for node, _ in walk(document):
        pieces = list(said(node))
        if not single:  # else they stand in front
            pieces[1] += told(node)
        dangling = [call for call in node.notes if call.footnote is None]
        which = 2 if node.text is not None else 1
        for call in sorted(dangling, key=lambda call: call.offset)[::-1]:
            at = min(call.offset, len(node.text if node.text is not None else node.title or ""))
            pieces[which] = f"{pieces[which][:at]}[^{call.number}]{pieces[which][at:]}"
        out += pieces
    out += [note.number + note.text for note in uncalled(document)]
    return squeezed(one_line("".join(out)))


def check(document: Document, single: bool = False) -> None:
    body, notes = read(render(document, Options(single=single)))
    assert words(body) == expected(document, single)
    alone = uncalled(document)
    by_id = {note.id: note for note in document.footnotes}
    called = [call.footnote for node, _ in walk(document) for call in by_offset(node) if call.footnote]
    order = list(dict.fromkeys(called))
    assert words(notes) == squeezed(one_line("".join(by_id[address].text for address in order)))
    labels = note_labels(document)
    refs = [token.meta["label"] for token in body if token.type == "footnote_ref"]
    assert refs == [labels[address] for address in called]
    assert len(alone) + len(order) == len(document.footnotes)


def by_offset(node: Node) -> list[Call]:
    return sorted(node.notes, key=lambda call: (call.cell or (-1, -1), call.offset))


def test_the_lines_of_a_cell_are_parted(awkward: Document) -> None:
    assert "<br>C |" in render(awkward, Options())


def test_the_words_are_those_of_the_tree(document: Document) -> None:
    check(document)


def test_each_text_alone_keeps_its_words(document: Document) -> None:
    for _, text in texts(document):
        check(text, single=True)


def test_headings_are_the_containers(document: Document) -> None:
    body, _ = read(render(document, Options()))
    headed = [
        node
        for node, _ in walk(document)
        if node.kind in HEADED
        and ((node.label or "").strip() or (node.title or "").strip() or (node.text is None and node.notes))
    ]
    titled = title_of(document) is not None
    assert sum(token.type == "heading_open" for token in body) == len(headed) + titled


def test_points_are_nested_list_items(document: Document) -> None:
    body, _ = read(render(document, Options()))
    depth = deepest = 0
    for token in body:
        depth += token.nesting if token.type in ("list_item_open", "list_item_close") else 0
        deepest = max(deepest, depth)
    points = [above for node, above in walk(document) if node.kind == "subparagraph"]
    assert sum(token.type == "list_item_open" for token in body) == len(points)
    assert deepest == max((1 + run_of_points(above) for above in points), default=0)


def run_of_points(above: tuple[Node, ...]) -> int:
    """How many of the nearest ancestors are points, one after another."""
    kinds = [node.kind == "subparagraph" for node in reversed(above)]
    return kinds.index(False)


def test_front_matter_is_yaml(awkward: Document) -> None:
    (resolution, decision) = (text for _, text in texts(awkward))
    fields = yaml.safe_load(front(render(resolution, Options(single=True))))
    assert fields == {
        "symbol": "CTOC/COP/2024/11", "kind": "resolution", "number": "1/1", "title": "Title with a note #",
        "session": "1", "status": "adopted", "date": "2024-10-18", "meeting": "10th plenary meeting",
        "draft": "CTOC/COP/2024/L.1", "sponsors": ["Chad", "Peru"], "issued": "2024-11-11", "language": "en",
    }  # fmt: skip
    fields = yaml.safe_load(front(render(decision, Options(single=True))))
    assert (fields["title"], fields["status"], fields["sponsors"]) == (None, "draft", None)
    assert yaml.safe_load(front(render(awkward, Options()))) == {
        "symbol": "CTOC/COP/2024/11", "title": "Report <of> the Conference", "issued": "2024-11-11",
        "language": "en",
    }  # fmt: skip


@given(st.text(max_size=30))
def test_front_matter_holds_any_title(title: str) -> None:
    document = of(Node(id="res-1", kind="resolution", title=title))
    fields = yaml.safe_load(front(render(document, Options(single=True))))
    assert squeezed(fields["title"]) == squeezed(one_line(title))


MARKS = st.text(alphabet="ab ÀЖ中،«»’“*_[]()<>&#`~|\\!-+=.:1)^$\u00a0\t\n", max_size=24)
ANY = MARKS | st.text(max_size=24)
SPANS = st.lists(
    st.tuples(st.integers(0, 24), st.integers(0, 24)).map(lambda pair: tuple(sorted(pair))), max_size=3
)


@given(
    ANY,
    SPANS,
    st.lists(st.integers(0, 24), max_size=3),
    st.sampled_from(["paragraph", "subparagraph", "section"]),
)
def test_any_words_are_rendered_as_they_are(
    text: str, emphasis: list[tuple[int, int]], offsets: list[int], kind: str
) -> None:
    calls = tuple(Call("1", at, "fn-1") for at in offsets)
    fields = {"title" if kind == "section" else "text": text}
    node = Node(id="x", kind=kind, emphasis=tuple(emphasis), notes=calls, **fields)  # type: ignore[arg-type]
    document = of(node, Footnote("fn-1", "1", text, None, (), ("x",), tuple(emphasis)))
    body, notes = read(render(document, Options()))
    whole = squeezed(one_line(text))
    assert words(body) == (whole if calls else whole + "1" + whole)
    assert words(notes) == (whole if calls else "")
    if whole:
        assert sum(token.type == "footnote_ref" for token in body) == len(calls)


@given(MARKS, SPANS)
def test_italics_are_never_more_than_was_italic(text: str, emphasis: list[tuple[int, int]]) -> None:
    node = Node(
        id="x", kind="paragraph", text="word " + text, emphasis=tuple((a + 5, b + 5) for a, b in emphasis)
    )
    body, _ = read(render(of(node), Options()))
    depth = at = 0
    plain = squeezed(one_line(node.text or ""))
    italic = [
        any(a <= i < b for a, b in node.emphasis)
        for i, c in enumerate(one_line(node.text or ""))
        if not c.isspace()
    ]
    for token in body:
        depth += token.nesting if token.type in ("em_open", "em_close") else 0
        if token.type == "text":
            for _ in squeezed(token.content):
                assert italic[at] or not depth
                at += 1
    assert at == len(plain)


@pytest.mark.parametrize(
    ("text", "emphasis", "line"),
    [
        ("Recalling its", ((0, 9),), "*Recalling* its"),
        ("Recalling its", ((0, 10),), "*Recalling* its"),
        ("l’Office", ((2, 8),), "l’*Office*"),
        ("a«b»c", ((1, 4),), "a«*b*»c"),
        ("1. a", (), "1\\. a"),
        ("https://un.org/a_b", (), "https://un.org/a_b"),
        ("(a) [x]", (), "(a) \\[x]"),
    ],
)
def test_what_is_written(text: str, emphasis: tuple[tuple[int, int], ...], line: str) -> None:
    written = render(of(Node(id="x", kind="paragraph", text=text, emphasis=emphasis)), Options())
    assert written.partition("\n---\n\n")[2] == line + "\n"


def test_a_call_before_a_bracket_is_no_link() -> None:
    note = Footnote("fn-1", "1", "one", None, (), ())
    node = Node(id="x", kind="paragraph", text="Action(s) ()", notes=(Call("1", 6, "fn-1"),))
    assert "Action[^1]\\(s) ()" in render(of(node, note), Options())


def of(node: Node, *notes: Footnote) -> Document:
    """A document of one node."""
    return Document(
        schema=SCHEMA_VERSION,
        source=SourceInfo("x.pdf", "0", 1, "pdfium", None),
        report=Report(None, None, None, None, None, None, None, None),
        contents=(),
        tree=(Node(id="s", kind="session", children=(node,)),),
        footnotes=notes,
        furniture=(),
        findings=(),
    )
