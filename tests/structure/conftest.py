"""The notation of fixtures/rules/structure.txt: papers as lines of plain text, trees as outlines."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import regex
from msgspec import UNSET
from msgspec.structs import replace

from cotc.parsers.model import Call, ContentsRow, Footnote, Furniture, Node, walk_node
from cotc.parsers.model.block import Block, ContentsBlock, Layout, Mark, NoteBlock
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure import Built, build, split_front
from cotc.parsers.structure.front import Front

CASES = Path(__file__).parents[2] / "fixtures" / "rules" / "structure.txt"
MEASURE, LEADING = 450.0, 14.0
_STYLE = regex.compile(
    r"(?P<size>\d+)(?P<bold>b)?(?P<italic>i)?(?P<under>u)?(?P<align>[cr])?"
    r"(?: (?P<indent>-?\d+)(?:/(?P<hang>-?\d+))?)?(?: p(?P<page>\d+))?"
    r"(?: h(?P<level>\d))?(?: f(?P<frame>\d))?"
)
_SIGNS = regex.compile(r"\{(?P<mark>[^}]+)\}|(?P<slant>_)| (?P<line>//) ")


class Case(NamedTuple):
    line: int
    title: str
    given: tuple[str, ...]
    expected: tuple[str, ...]


def read_cases() -> list[Case]:
    """Title, input and expected outline, parted by lines that hold a stop alone."""
    out: list[Case] = []
    lines = CASES.read_text(encoding="utf-8").split("\n")
    stops = [number for number, line in enumerate(lines) if line == "."]
    for first, second, third in zip(stops[::3], stops[1::3], stops[2::3], strict=True):
        given, expected = lines[first + 1 : second], lines[second + 1 : third]
        out.append(Case(first + 1, lines[first - 1], tuple(given), tuple(expected)))
    return out


class Paper:
    """What the input lines of a case give."""

    def __init__(self, given: tuple[str, ...]) -> None:
        self.options: dict[str, str] = {}
        self.front: list[str] = []
        self.blocks: list[Block] = []
        self.notes: list[NoteBlock] = []
        self.contents: list[ContentsBlock] = []
        self.contents_at: int | None = None
        self.masthead: list[Furniture] = []
        for line in given:
            style, words = (part.strip() for part in line.split("|", 1))
            self._take(style, words)
        if "flow" in self.options:
            self.blocks = [replace(block, page=None, boxes=()) for block in self.blocks]
            self.notes = [replace(note, page=None, boxes=()) for note in self.notes]

    def _take(self, style: str, words: str) -> None:
        name, _, rest = style.partition(" ")
        page, _, top = rest.removeprefix("p").partition(" ") if name == "note" else ("", "", "")
        box = (int(page or 1), 72.0, float(top or 700), 500.0, float(top or 700) + 10)
        if name in ("language", "body", "session", "size", "split", "ids", "flow", "italics"):
            self.options[name] = words
        elif name == "front":
            self.front.append(words)
        elif name == "masthead":
            self.masthead.append(Furniture("masthead", 1, words, None))
        elif name == "note":
            mark, _, text = words.partition(" ")
            self.notes.append(NoteBlock(mark, text, box[0], (box,)))
        elif name == "contents":
            title, _, page = words.partition(" .. ")
            self.contents.append(ContentsBlock(title, page or None, float(rest or 0)))
            self.contents_at = len(self.blocks)
        else:
            self.blocks.append(block(style, words, len(self.blocks)))

    def built(self) -> Built:
        profiles = load()
        named = self.options.get("body", "CTOC/COP")
        body = next(body for body in profiles.bodies if body.name == named)
        patterns = compiled(profiles.languages[self.options.get("language", "en")], body)
        layout = Layout(
            tuple(self.blocks),
            tuple(self.notes),
            tuple(self.contents),
            tuple(self.masthead),
            float(self.options.get("size", 10)),
            1,
            self.contents_at,
        )
        front = Front(tuple(self.front), tuple(self.blocks), (), None)
        if "split" in self.options:
            front = split_front(layout, patterns)
        return build(layout, front, patterns, self.options.get("session"))


def block(style: str, words: str, place: int) -> Block:
    """One line of input as a block; `table` gives rows, their lines parted by `//` and cells by `;`."""
    name, _, rest = style.partition(" ")
    if name == "table":
        small, _, more = rest.partition(" ")
        style = f"7 {more}".strip() if small == "small" else f"10 {rest}".strip()
    found = _STYLE.fullmatch(style)
    assert found, f"no style: {style}"
    text, breaks, slants, marks = read(words)
    page = int(found["page"] or 1)
    indent = float(found["indent"] or 0)
    rows = tuple(tuple(cell.strip() for cell in row.split(";")) for row in text_of(words).split(" // "))
    top = LEADING * place
    return Block(
        text="" if name == "table" else text,
        page=page,
        breaks=breaks,
        emphasis=slants or (((0, len(text)),) if found["italic"] else ()),
        marks=marks if name != "table" else tuple(Mark(mark.text, 0, page) for mark in marks),
        bold=bool(found["bold"]),
        italic=bool(found["italic"]),
        underlined=bool(found["under"]),
        size=float(found["size"]),
        indent=indent,
        hang=float(found["hang"]) if found["hang"] else indent,
        measure=MEASURE,
        gap=0.5,
        align={"c": "centre", "r": "right", None: "left"}[found["align"]],  # type: ignore[arg-type]
        level=int(found["level"]) if found["level"] else None,
        frame=int(found["frame"]) if found["frame"] else None,
        boxes=((page, indent, top, MEASURE, top + LEADING),),
        rows=rows if name == "table" else None,
    )


def read(words: str) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...], tuple[Mark, ...]]:
    """Plain text, where its lines begin, its italic runs, and its raised marks."""
    text, at = "", 0
    breaks: list[int] = []
    ends: list[int] = []
    marks: list[Mark] = []
    for sign in _SIGNS.finditer(words):
        text += words[at : sign.start()]
        at = sign.end()
        if sign["mark"]:
            marks.append(Mark(sign["mark"], len(text)))
        elif sign["slant"]:
            ends.append(len(text))
        else:
            text += " "
            breaks.append(len(text))
    text += words[at:]
    return text, tuple(breaks), tuple(zip(ends[::2], ends[1::2], strict=True)), tuple(marks)


def text_of(words: str) -> str:
    """The words without the marks in them."""
    return _SIGNS.sub(lambda sign: "" if sign["mark"] else sign[0], words)


def run(given: tuple[str, ...]) -> list[str]:
    """The outline of the paper that these lines describe."""
    paper = Paper(given)
    return outline(paper.built(), "ids" in paper.options, "italics" in paper.options)


def outline(built: Built, ids: bool, italics: bool = False) -> list[str]:
    """The tree below the session, then notes, contents rows and what was put aside."""
    out = [f"session {built.root.number}"] if built.root.number else []
    for node, above in walk_node(built.root):
        if above:
            shown = slanted(node) if italics else node
            out.append("  " * (len(above) - 1) + told(shown, ids))
    out += [note(n) for n in built.footnotes]
    out += [row(r) for r in built.contents]
    out += [f"aside {piece.kind}: {piece.text}" for piece in built.furniture if piece.page is not None]
    return out


def slanted(node: Node) -> Node:
    """A node whose words have _ at both ends of what is italic."""
    words = node.text if node.text is not None else node.title or ""
    for start, end in reversed(node.emphasis):
        words = f"{words[:start]}_{words[start:end]}_{words[end:]}"
    return replace(node, text=words) if node.text is not None else replace(node, title=words or None)


def told(node: Node, ids: bool) -> str:
    words = [
        f"<{node.id}>" if ids else "",
        node.kind,
        node.number or "",
        f"[{node.label}]" if node.label else "",
    ]
    words.append(f"# {node.title}" if node.title else "")
    words.append(f": {node.text}" if node.text else "")
    if node.rows is not UNSET:
        words.append("= " + " // ".join(" ; ".join(cells) for cells in node.rows))
    words += [f"^{call.number}@{told_place(call)}->{call.footnote or '?'}" for call in node.notes]
    words.append("(draft)" if node.status == "draft" else "")
    facts = [fact for fact in (node.meeting, node.adopted_on) if isinstance(fact, str)]
    words.append(f"(adopted: {', '.join(facts)})" if facts else "")
    return " ".join(word for word in words if word)


def told_place(call: Call) -> str:
    """Where a call stands: its offset, after the row and column of its cell."""
    return str(call.offset) if call.cell is UNSET else "{}:{}:{}".format(*call.cell, call.offset)


def note(footnote: Footnote) -> str:
    return (
        f"note {footnote.id} {footnote.number} : {footnote.text} <- {', '.join(footnote.calls) or 'nobody'}"
    )


def row(contents: ContentsRow) -> str:
    return f"contents {contents.number or '-'} # {contents.title} p{contents.page} -> {contents.target}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", read_cases(), ids=lambda case: f"line {case.line}: {case.title}")


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    """All cases of the file."""
    return read_cases()


@pytest.fixture(scope="session")
def outline_of() -> Callable[[tuple[str, ...]], list[str]]:
    """See `run`."""
    return run


@pytest.fixture(scope="session")
def paper() -> type[Paper]:
    """A paper of lines in the notation."""
    return Paper
