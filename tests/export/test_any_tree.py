"""Trees of any shape, as a bad parse may give: writers keep their words, and Akoma Ntoso stays valid."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from cotc.parsers.model import SCHEMA_VERSION, Call, Document, Footnote, Kind, Node, Ref, Report, SourceInfo


def _checks(name: str) -> ModuleType:
    """The checks of another test file, which importlib mode leaves without a name to import."""
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"checks_of_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


markdown, akn, word, text, tables = (
    _checks(f"test_{name}") for name in ("markdown", "akn", "word", "text", "tables")
)

KINDS = [kind for kind in get_args(Kind) if kind != "session"]
WORDS = st.none() | st.text(alphabet="ab 1.)(*[é中\x07\n", min_size=1, max_size=8)
REFS = st.builds(
    Ref,
    st.sampled_from(["symbol", "date", "paragraph", "url"]),
    st.integers(0, 4),
    st.integers(3, 9),
    st.sampled_from(["A/RES/1/1", "https://un.org"]),
    st.sampled_from([None, "A/RES/1/1", "2024-10-18"]),
    st.sampled_from([None, "n-1", "fn-1", "nowhere"]),
)
CALLS = st.builds(
    lambda at, which: Call("1", at, which), st.integers(0, 8), st.sampled_from([None, "fn-1", "fn-2"])
)


def _nodes(children: st.SearchStrategy[tuple[Node, ...]]) -> st.SearchStrategy[Node]:
    return st.builds(
        Node,
        id=st.just(""),
        kind=st.sampled_from(KINDS),
        number=st.sampled_from([None, "1", "a", "IV"]),
        label=WORDS,
        title=WORDS,
        text=WORDS,
        emphasis=st.lists(st.tuples(st.integers(0, 4), st.integers(3, 9)), max_size=2).map(tuple),
        notes=st.lists(CALLS, max_size=2).map(tuple),
        refs=st.lists(REFS, max_size=2).map(tuple),
        rows=st.just(()) | st.tuples(st.tuples(st.just("x"), st.just("y")), st.tuples(st.just("z"))),
        status=st.sampled_from([None, "draft"]),
        adopted_on=st.sampled_from([None, "2024-10-18", "2024"]),
        meeting=st.sampled_from([None, "3rd meeting", "last meeting"]),
        children=children,
    )


FOREST = st.recursive(
    st.just(()), lambda inner: st.lists(_nodes(inner), max_size=3).map(tuple), max_leaves=12
)


def _numbered(nodes: tuple[Node, ...], count: list[int]) -> tuple[Node, ...]:
    from msgspec.structs import replace

    out = []
    for node in nodes:
        count[0] += 1
        address, rows = f"n-{count[0]}", node.rows if node.kind == "table" else ()
        out.append(replace(node, id=address, rows=rows, children=_numbered(node.children, count)))
    return tuple(out)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    forest = _numbered(draw(FOREST), [0])
    session = Node(id="s", kind="session", title=draw(WORDS), children=forest)
    return Document(
        schema=SCHEMA_VERSION,
        source=SourceInfo("x.pdf", "0" * 64, 1, "pdfium", None),
        report=Report(
            draw(WORDS), draw(WORDS), None, draw(st.sampled_from([None, "ar", "en"])), "fr", None, None, None
        ),
        contents=(),
        tree=(session,),
        footnotes=(Footnote("fn-1", "1", "one", None, (), ()), Footnote("fn-2", "*", "two", None, (), ())),
        furniture=(),
        findings=(),
    )


@settings(max_examples=60)
@given(documents())
def test_akn(document: Document) -> None:
    akn.test_valid_and_the_words_are_those_of_the_tree(document)
    akn.test_names_are_unique_and_pointers_point(document)
    akn.test_each_text_alone_is_valid_and_keeps_its_words(document)


@settings(max_examples=60)
@given(documents())
def test_markdown(document: Document) -> None:
    markdown.test_the_words_are_those_of_the_tree(document)
    markdown.test_headings_are_the_containers(document)
    markdown.test_each_text_alone_keeps_its_words(document)


@settings(max_examples=20)
@given(documents())
def test_word(document: Document) -> None:
    word.test_the_words_and_the_notes_are_those_of_the_tree(document)


@settings(max_examples=60)
@given(documents())
def test_text_and_tables(document: Document) -> None:
    text.test_the_words_are_those_of_the_tree(document, 20)
    for name in ("csv", "tsv"):
        tables.test_rows_are_nodes(name, document)
    tables.test_paragraphs_a_line(document)
