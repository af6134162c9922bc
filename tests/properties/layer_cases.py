"""Random inputs of each layer, and what it promises of them.

A `Layer` makes an input of a source of chance and holds its promises against it. Tests draw
the chance from hypothesis, which cuts failures down; benchmarks/harness.py from numbers it counts,
which is faster. What a layer promises is an assertion, or that nothing else is raised.
"""

import importlib.util
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET
from promises import PROMISES, lines_of
from random_files import Chance, damaged, letters, some_bytes, words

from cotc.parsers import parse, walk
from cotc.parsers.errors import ProfileError, SourceError
from cotc.parsers.layout import lay_out
from cotc.parsers.limits import Clock, Limits, bounded
from cotc.parsers.model import Call, Document, Node, Page, Rule, Span, walk_node
from cotc.parsers.model.block import Block, Layout, Mark, NoteBlock
from cotc.parsers.model.codec import from_json, to_json
from cotc.parsers.pipeline import open_source
from cotc.parsers.profiles.load import load, read_file
from cotc.parsers.profiles.model import Body, Language
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.semantics.conservation import conservation, drawn_characters
from cotc.parsers.sources.archive import members
from cotc.parsers.sources.detect import detect
from cotc.parsers.sources.docx import read_docx
from cotc.parsers.sources.text import read_text
from cotc.parsers.structure import build, split_front

HERE = Path(__file__).parent
LIMITS = Limits()
LANGUAGES = ("en", "fr", "ar", "zh", "ru", "es")


class Layer(NamedTuple):
    """A name, what makes an input, and what holds the layer's promises of it."""

    name: str
    make: Callable[[Chance], Any]
    hold: Callable[[Any], None]


def visible(*texts: str | None) -> Counter[str]:
    return Counter("".join("".join((text or "").split()) for text in texts))


# bytes to source and to tree


def a_source_reads_or_refuses(data: bytes) -> None:
    """Sound pages or blocks, or a SourceError of one line."""
    try:
        kind = detect(data)
        if kind == "pdf":
            _hold_pages(data)
        elif kind == "zip":
            for member in members(data):
                assert member.name
        else:
            layout = (read_docx(data) if kind == "docx" else read_text(data)).layout
            _hold_offsets(layout)
    except SourceError as error:
        _one_line(error)


def _one_line(error: Exception) -> None:
    assert len(str(error).splitlines()) == 1


def _hold_pages(data: bytes) -> None:
    source = open_source(data)
    try:
        for sheet in bounded(source.pages(), LIMITS, Clock(LIMITS)):
            for span in sheet.spans:
                assert span.size > 0
                assert span.text
                assert not any("\ud800" <= letter <= "\udfff" for letter in span.text), "half a character"
    finally:
        source.close()


def a_paper_keeps_the_promises(data: bytes) -> None:
    """The tree of a whole paper: all that was drawn, addresses, offsets, JSON, and the same again."""
    try:
        document = parse(data, name="paper")
    except SourceError as error:
        _one_line(error)
        return
    hold_document(document)
    assert parse(data, name="paper") == document
    hold_conservation(document, data)


def hold_conservation(document: Document, data: bytes) -> None:
    """Each character that a PDF draws is in one place of the document."""
    if document.source.engine == "pdfium":
        source = open_source(data)
        count = conservation(document, drawn_characters(source.pages()))
        source.close()
        assert count.holds, f"lost {count.lost}, invented {count.invented}"


def hold_document(document: Document) -> None:
    """What every tree promises, whatever it was read from."""
    assert from_json(to_json(document, 0)) == document, "JSON does not give the document back"
    ids = [node.id for node, _ in walk(document)]
    assert len(ids) == len(set(ids)), "an id comes twice"
    assert all(address.isascii() for address in ids), "an id is not ASCII"
    notes = {note.id for note in document.footnotes}
    for node, _ in walk(document):
        told = node.text if node.text is not None else node.title or ""
        assert all(0 <= a < b <= len(told) for a, b in node.emphasis), f"emphasis outside of {node.id}"
        assert all(call.footnote is None or call.footnote in notes for call in node.notes), "no such note"
        assert all(0 <= call.offset <= len(of) for call, of in _calls(node)), f"a call outside of {node.id}"


# spans to layout

PLACES = (0.0, 72.0, 90.0, 540.0, 1e9, float("nan"), float("inf"))
SIZES = (10.0, 10.0, 12.0, 6.5, 0.0, -9.0, 1e9)


def _place(chance: Chance) -> float:
    return chance.choice(PLACES) if chance.random() < 0.3 else chance.uniform(-50, 900)


def span(chance: Chance) -> Span:
    x = _place(chance)
    text = words(chance) if chance.random() < 0.8 else letters(chance, 5)
    size = chance.choice(SIZES) if chance.random() < 0.8 else chance.uniform(0, 40)
    bold, turned = chance.random() < 0.3, chance.random() < 0.1
    return Span(text, x, x + chance.uniform(-5, 400), _place(chance), size, "F", bold, not bold, turned)


def lines(chance: Chance) -> list[Span]:
    """Spans as papers have them: lines one below the other, in columns, with notes in smaller type."""
    out: list[Span] = []
    size, base = chance.choice((9.0, 10.0, 12.0)), 80.0
    left = chance.choice((72.0, 90.0))
    for _ in range(chance.randint(1, 30)):
        x = left + chance.choice((0.0, 0.0, 0.0, 30.0, 60.0, 150.0))
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            type_size = size * chance.choice((1.0, 1.0, 1.0, 1.0, 0.65, 1.4))
            text = words(chance)
            raised = 4.0 if type_size < size and chance.random() < 0.5 else 0.0
            wide = len(text) * type_size * 0.5
            out.append(Span(text, x, x + wide, base - raised, type_size, "F", chance.random() < 0.2, False))
            x += wide + chance.choice((0.0, 2.5, 20.0, 120.0))
        base += size * chance.choice((1.2, 1.2, 1.2, 2.0, 4.0))
    return out


def sheets(chance: Chance) -> list[Page]:
    out = []
    for number in range(1, chance.randint(0, 3) + 1):
        spans = lines(chance) if chance.random() < 0.5 else []
        spans += [span(chance) for _ in range(chance.randint(0, 25 if not spans else 3))]
        rules = [
            Rule(_place(chance), _place(chance), _place(chance), _place(chance))
            for _ in range(chance.randint(0, 6))
        ]
        out.append(Page(number, 595.0, 842.0, tuple(spans), tuple(rules), 0, chance.random() < 0.3))
    return list(bounded(out, LIMITS, Clock(LIMITS)))


def kept_by(layout: Layout) -> Counter[str]:
    out: Counter[str] = Counter()
    for block in layout.blocks:
        out += visible(block.text, *(mark.text for mark in block.marks))
        out += visible(*(cell for row in block.rows or () for cell in row))
    for note in layout.notes:
        out += visible(note.mark, note.text)
    return out + visible(*(item.text for item in layout.furniture))


def _hold_offsets(layout: Layout) -> None:
    for block in layout.blocks:
        assert all(0 <= a < b <= len(block.text) for a, b in block.emphasis)
        rows = block.rows or ()
        assert all(
            0 <= mark.offset <= len(block.text if mark.cell is None else rows[mark.cell[0]][mark.cell[1]])
            for mark in block.marks
        )
        assert list(block.breaks) == sorted(block.breaks)


def layout_keeps_every_character(pages: list[Page]) -> None:
    layout = lay_out(pages)
    assert kept_by(layout) == visible(*(span.text for sheet in pages for span in sheet.spans))
    _hold_offsets(layout)


# blocks to structure


def block(chance: Chance) -> Block:
    boxes = ((1, 0.0, 0.0, 9.0, 9.0),)
    if chance.random() < 0.1:
        rows = tuple((words(chance), words(chance)) for _ in range(chance.randint(1, 3)))
        return Block(text="", page=1, rows=rows, boxes=boxes)
    text = words(chance)
    indent = chance.choice((0.0, 30.0, 60.0))
    marks = (Mark("1", chance.randint(0, len(text))),) if chance.random() < 0.3 else ()
    return Block(
        text=text,
        page=1,
        bold=chance.random() < 0.3,
        italic=chance.random() < 0.3,
        indent=indent,
        hang=indent,
        size=chance.choice((10.0, 12.0, 14.0)),
        align=chance.choice(("left", "centre", "right")),
        level=chance.choice((None, None, 1, 2)),
        gap=chance.choice((0.0, 1.0)),
        measure=400.0,
        marks=marks,
        boxes=boxes,
    )


def blocks(chance: Chance) -> tuple[Layout, str]:
    """A layout of random blocks, and the language it is read in."""
    made = tuple(block(chance) for _ in range(chance.randint(0, 25)))
    notes = tuple(
        NoteBlock(chance.choice(("1", "2", "*", "a")), words(chance), 1, ())
        for _ in range(chance.randint(0, 3))
    )
    return Layout(made, notes, (), (), 10.0, 1), chance.choice(LANGUAGES)


def structure_keeps_every_block_once(given: tuple[Layout, str]) -> None:
    layout, code = given
    patterns = compiled(load().languages[code])
    built = build(layout, split_front(layout, patterns), patterns, None)
    nodes = [node for node, _ in walk_node(built.root)]
    kept = visible(*(item.text for item in built.furniture))
    for node in nodes:
        kept += visible(node.label, node.title, node.text, *(call.number for call in node.notes))
        kept += visible(*_cells(node))
        told = node.text if node.text is not None else node.title or ""
        assert all(0 <= call.offset <= len(of) for call, of in _calls(node))
        assert all(0 <= a < b <= len(told) for a, b in node.emphasis)
    for note in built.footnotes:
        kept += visible(note.number, note.text)
    assert kept == kept_by(layout)
    ids = [node.id for node in nodes] + [note.id for note in built.footnotes]
    assert len(ids) == len(set(ids))
    assert all(address and address.isascii() for address in ids)


def _calls(node: Node) -> list[tuple[Call, str]]:
    """Calls with the words that they stand in."""
    told = node.text if node.text is not None else node.title or ""
    rows = node.rows or ()
    return [(call, told if call.cell is UNSET else rows[call.cell[0]][call.cell[1]]) for call in node.notes]


def _cells(node: Node) -> Sequence[str]:
    return [cell for row in node.rows or () for cell in row] if node.kind == "table" else []


@cache
def notation() -> ModuleType:
    """The papers of tests/structure, written as lines."""
    path = HERE.parent / "structure" / "conftest.py"
    found = importlib.util.spec_from_file_location("notation_of_structure", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@cache
def rule_lines() -> list[str]:
    return lines_of(notation().read_cases())


def rule_soup(chance: Chance) -> Any:
    """Paragraphs of the rules' cases, in runs of neighbours, in a language that need not be theirs."""
    given = rule_lines()
    about = [f"language| {chance.choice(LANGUAGES)}"] + (["split|"] if chance.random() < 0.5 else [])
    places: list[int] = []
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(given))
        places += range(start, start + chance.randint(1, 7))
    return notation().Paper((*about, *(given[place % len(given)] for place in places)))


def structure_keeps_its_promises(made: Any) -> None:
    built = made.built()
    for promise in PROMISES:
        promise(made, built)


# profiles

TOML_KEYS = ("name", "slug", "names", "symbols", "texts", "kind", "number_pattern", "en", "x")
TOML_VALUES = [
    *["3", "[]", "{}", "true", "1979-05-27", "1e400", "[[]]", "nan"],
    *(
        '"x"',
        '["("]',
        '{ en = ["x"] }',
        '"(?P<x"',
        '[{ kind = "resolution" }]',
        '"(a+)+$"',
        '"\\\\p{L}"',
        "'''",
    ),
]


@cache
def _shipped() -> tuple[str, ...]:
    root = Path(load.__code__.co_filename).parent
    return tuple(path.read_text("utf-8") for path in sorted(root.rglob("*.toml")))


def profile(chance: Chance) -> bytes:
    """A profile of random keys; or one of ours with lines lost, moved or of another kind."""
    shape = chance.randrange(5)
    if shape == 0:
        return chance.randbytes(chance.randint(0, 40))
    if shape == 1:
        return letters(chance, 40).encode("utf-8", "replace")
    if shape == 2:
        keys = (*TOML_KEYS, *Body.__struct_fields__, *Language.__struct_fields__)
        made = (f"{chance.choice(keys)} = {chance.choice(TOML_VALUES)}" for _ in range(chance.randint(0, 6)))
        return "\n".join(made).encode()
    given = chance.choice(_shipped()).split("\n")
    for _ in range(chance.choice((1, 1, 3))):
        at = chance.randrange(len(given))
        key = given[at].split("=")[0]
        given[at] = chance.choice(
            ("", given[chance.randrange(len(given))], f"{key}= {chance.choice(TOML_VALUES)}")
        )
    return damaged("\n".join(given).encode(), chance)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


def a_profile_is_read_or_told_to_be_wrong(data: bytes) -> None:
    path = Path(_folder().name, "body.toml")
    path.write_bytes(data)
    try:
        read_file(path)
    except ProfileError as error:
        _one_line(error)


# JSON to a document


def value(chance: Chance, depth: int = 0) -> Any:
    kind = chance.randrange(8 if depth < 4 else 6)
    if kind == 6:
        return [value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    if kind == 7:
        names = (*Document.__struct_fields__, *Node.__struct_fields__, "x")
        return {chance.choice(names): value(chance, depth + 1) for _ in range(chance.randint(0, 4))}
    simple = (
        None,
        chance.random() < 0.5,
        chance.choice((0, -1, 2**70, 3)),
        chance.choice((0.5, 1e300)),
        letters(chance, 5),
    )
    return simple[kind % 5]


@cache
def _written() -> dict[str, Any]:
    text = (
        "Resolution 1/1\n\nThe Conference of the Parties,\n\nRecalling article 5,\n\n1. Decides to go on;\n"
    )
    made: dict[str, Any] = json.loads(to_json(parse(text.encode(), name="paper")))
    return made


def some_json(chance: Chance) -> bytes:
    """JSON of anything; or a document's, with some values exchanged, keys lost, or bytes damaged."""
    shape = chance.randrange(5)
    if shape == 0:
        return json.dumps(value(chance)).encode()
    if shape == 1:
        return chance.choice((b"[", b'{"a":', b'{"tree":[', b'{"tree":[{"children":')) * chance.choice(
            (1, 9, 5000)
        )
    made = json.loads(json.dumps(_written()))
    for _ in range(chance.choice((0, 1, 1, 3))):
        _disturb(made, chance)
    data = json.dumps(made).encode()
    return damaged(data, chance) if shape == 4 else data


def _disturb(made: dict[str, Any], chance: Chance) -> None:
    here: Any = made
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = chance.choice(keys)
        if isinstance(here[key], dict | list) and here[key] and chance.random() < 0.7:
            here = here[key]
            continue
        if chance.random() < 0.3:
            del here[key]
        else:
            here[key] = value(chance)
        return


def json_is_a_document_or_none(data: bytes) -> None:
    try:
        document = from_json(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    written = to_json(document)
    assert from_json(written) == document
    assert to_json(from_json(written)) == written


LAYERS = {
    layer.name: layer
    for layer in (
        Layer("bytes to source", some_bytes, a_source_reads_or_refuses),
        Layer("bytes to tree", some_bytes, a_paper_keeps_the_promises),
        Layer("spans to layout", sheets, layout_keeps_every_character),
        Layer("blocks to structure", blocks, structure_keeps_every_block_once),
        Layer("rules' lines to structure", rule_soup, structure_keeps_its_promises),
        Layer("profiles", profile, a_profile_is_read_or_told_to_be_wrong),
        Layer("JSON to document", some_json, json_is_a_document_or_none),
    )
}
