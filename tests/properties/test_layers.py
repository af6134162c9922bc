"""What each layer promises, whatever it is given: random spans, blocks, profiles, JSON."""

import json
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cotc.parsers.errors import ProfileError
from cotc.parsers.layout import lay_out
from cotc.parsers.limits import Clock, Limits, bounded
from cotc.parsers.model import Document, Page, Rule, Span, walk_node
from cotc.parsers.model.block import Block, Layout, Mark, NoteBlock
from cotc.parsers.model.codec import from_json
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure import build, split_front

WORDS = st.sampled_from(
    ["The Conference of the Parties,", "Recalling", "1.", "(a)", "(i)", "I.", "A.", "Resolution 12/1",
     "Annex", "Decides", "well-", "known", "12", "*", "1", "•", "Contents", "Page", "٣", "②", "第一章",
     "…………", "é", "&", ";"]
)  # fmt: skip
TEXT = st.lists(WORDS | st.text(min_size=1, max_size=6), min_size=1, max_size=5).map(" ".join)
PLACES = st.floats(-50, 900) | st.sampled_from([0.0, 72.0, 90.0, 540.0, 1e9, float("nan"), float("inf")])
SIZES = st.sampled_from([10.0, 10.0, 12.0, 6.5, 0.0, -9.0, 1e9]) | st.floats(0, 40)


@st.composite
def sheets(draw: st.DrawFn) -> list[Page]:
    spans = st.builds(
        lambda text, x, wide, base, size, bold, turned: Span(
            text, x, x + wide, base, size, "F", bold, not bold, turned
        ),
        st.text(max_size=5) | TEXT,
        PLACES,
        st.floats(-5, 400),
        PLACES,
        SIZES,
        st.booleans(),
        st.just(False) | st.booleans(),
    )
    rules = st.builds(Rule, PLACES, PLACES, PLACES, PLACES)
    made = draw(
        st.lists(
            st.tuples(st.lists(spans, max_size=25), st.lists(rules, max_size=6), st.booleans()), max_size=3
        )
    )
    pages = (
        Page(number, 595.0, 842.0, tuple(spans), tuple(rules), 0, right)
        for number, (spans, rules, right) in enumerate(made, 1)
    )
    return list(bounded(pages, Limits(), Clock(Limits())))


def visible(*texts: str | None) -> Counter[str]:
    return Counter("".join("".join((text or "").split()) for text in texts))


def kept_by(layout: Layout) -> Counter[str]:
    out: Counter[str] = Counter()
    for block in layout.blocks:
        out += visible(block.text, *(mark.text for mark in block.marks))
        out += visible(*(cell for row in block.rows or () for cell in row))
    for note in layout.notes:
        out += visible(note.mark, note.text)
    return out + visible(*(item.text for item in layout.furniture))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_layout_keeps_every_character(pages: list[Page]) -> None:
    layout = lay_out(pages)
    drawn = visible(*(span.text for page in pages for span in page.spans))
    assert kept_by(layout) == drawn
    for block in layout.blocks:
        assert all(0 <= a < b <= len(block.text) for a, b in block.emphasis)
        assert all(0 <= mark.offset <= len(block.text) for mark in block.marks)


BLOCKS = st.builds(
    lambda text, bold, italic, indent, size, align, level, at, gap: Block(
        text=text, page=1, bold=bold, italic=italic, indent=indent, hang=indent, size=size, align=align,
        level=level, gap=gap, measure=400.0, marks=() if at is None else (Mark("1", min(at, len(text))),),
        boxes=((1, 0.0, 0.0, 9.0, 9.0),),
    ),
    TEXT, st.booleans(), st.booleans(), st.sampled_from([0.0, 30.0, 60.0]),
    st.sampled_from([10.0, 12.0, 14.0]), st.sampled_from(["left", "centre", "right"]),
    st.sampled_from([None, None, 1, 2]), st.none() | st.integers(0, 30), st.sampled_from([0.0, 1.0]),
)  # fmt: skip
TABLES = st.builds(
    lambda cells: Block(
        text="", page=1, rows=tuple((a, b) for a, b in cells), boxes=((1, 0.0, 0.0, 9.0, 9.0),)
    ),
    st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3),
)
NOTES = st.builds(
    lambda mark, text: NoteBlock(mark, text, 1, ()), st.sampled_from(["1", "2", "*", "a"]), TEXT
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(BLOCKS | TABLES, max_size=25),
    st.lists(NOTES, max_size=3),
    st.sampled_from(["en", "fr", "ar", "zh", "ru", "es"]),
)
def test_structure_keeps_every_block_once(blocks: list[Block], notes: list[NoteBlock], code: str) -> None:
    layout = Layout(tuple(blocks), tuple(notes), (), (), 10.0, 1)
    patterns = compiled(load().languages[code])
    built = build(layout, split_front(layout, patterns), patterns, None)
    nodes = [node for node, _ in walk_node(built.root)]
    kept = visible(*(item.text for item in built.furniture))
    for node in nodes:
        kept += visible(node.label, node.title, node.text, *(call.number for call in node.notes))
        kept += visible(*(cell for row in node.rows or () for cell in row) if node.kind == "table" else ())
        words = node.text if node.text is not None else node.title or ""
        assert all(0 <= call.offset <= len(words) for call in node.notes)
        assert all(0 <= a < b <= len(words) for a, b in node.emphasis)
    for note in built.footnotes:
        kept += visible(note.number, note.text)
    assert kept == kept_by(layout)
    ids = [node.id for node in nodes] + [note.id for note in built.footnotes]
    assert len(ids) == len(set(ids))
    assert all(address and address.isascii() for address in ids)


TOML_KEYS = st.sampled_from(
    ["name", "slug", "names", "symbols", "texts", "kind", "number_pattern", "en", "x"]
)
TOML_VALUES = st.sampled_from(
    [
        '"x"',
        "3",
        "[]",
        '["("]',
        "{}",
        '{ en = ["x"] }',
        "true",
        "1979-05-27",
        '"(?P<x"',
        '[{ kind = "resolution" }]',
    ]
)
TOML_LINES = st.tuples(TOML_KEYS, TOML_VALUES).map(" = ".join)
TOML_TEXT = st.lists(TOML_LINES, max_size=6).map("\n".join) | st.text(max_size=40)
TOML = TOML_TEXT.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=40)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOML)
def test_a_profile_is_read_or_told_to_be_wrong(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "body.toml"
    path.write_bytes(data)
    try:
        load(path)
    except ProfileError as error:
        told = str(error)
    else:
        return
    assert "\n" not in told


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(list(Document.__struct_fields__)) | st.text(max_size=4), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=60))
def test_other_json_is_no_document(data: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        from_json(data)
