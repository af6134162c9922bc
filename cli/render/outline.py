"""What a line of the shown tree says of a node, before it is drawn: for terminals and for pipes alike."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from cotc.cli.console import harmless
from cotc.parsers.model import TEXTS, Call, Document, Footnote, Node, Severity, by_cell, outside_cells, walk

Look = Literal["plain", "italic", "title", "call"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
LANGUAGES = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}


class Run(NamedTuple):
    """Words of one look."""

    text: str
    look: Look = "plain"


class Item(NamedTuple):
    """One line of the tree: `head` (label) and `tail` (counts) are always whole, `runs` may be cut."""

    kind: str
    head: str
    runs: tuple[Run, ...] = ()
    tail: str = ""
    children: "tuple[Item, ...]" = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Choice(NamedTuple):
    """Which nodes are shown: `depth` levels below the sessions, and of the `kinds` named (all if none)."""

    depth: int | None = None
    kinds: frozenset[str] = frozenset()

    def takes(self, node: Node, level: int) -> bool:
        return (not self.kinds or node.kind in self.kinds) and (self.depth is None or level <= self.depth)


def outline(document: Document, choice: Choice) -> tuple[Item, ...]:
    """The roots of the shown tree: sessions (or what `choice` takes), notes, findings."""
    roots = tuple(item for node in document.tree for item in _items(node, 0, choice))
    if choice.kinds:
        return roots
    return (*roots, *_notes(document, choice), *_findings(document))


def masthead(document: Document) -> tuple[str, ...]:
    """Symbol, title, language and measure of the document, a line each."""
    report = document.report
    language = _language(report.language)
    if report.original_language and report.original_language != report.language:
        language = f"{language} (original: {_language(report.original_language)})"
    symbol = report.symbol or document.source.name
    body = None if symbol.startswith(report.body or "") else report.body
    first = (symbol, body, language, report.date, report.distribution)
    pages = document.source.pages
    measure = (None if pages is None else how_many(pages, "page"), *_tally(document))
    lines = (_dotted(first), report.title, _dotted(measure))
    return tuple(harmless(line) for line in lines if line)


def with_calls(
    text: str, calls: tuple[Call, ...], emphasis: tuple[tuple[int, int], ...], look: Look = "plain"
) -> tuple[Run, ...]:
    """`text` in runs: italics told apart, and each footnote call standing at its place as `[^12]`."""
    turns: Counter[int] = Counter()  # where italics begin (+1) and end (-1)
    for start, end in emphasis:
        if start < end:
            turns[start] += 1
            turns[end] -= 1
    called: dict[int, list[Run]] = {}
    for call in calls:
        called.setdefault(min(max(call.offset, 0), len(text)), []).append(_call(call))
    edges = sorted(edge for edge in {0, len(text), *turns, *called} if 0 <= edge <= len(text))
    runs: list[Run] = []
    slanted = 0
    for start, end in pairwise((*edges, len(text))):
        runs.extend(called.get(start, ()))
        slanted += turns[start]
        if start < end:
            runs.append(Run(harmless(text[start:end]), "italic" if slanted else look))
    return tuple(runs)


def _call(call: Call) -> Run:
    return Run(f"[^{harmless(call.number)}]", "call")


def words(node: Node) -> tuple[Run, ...]:
    """A node's title and text, and the place and dates of a session.

    Calls stand in the text, or in the title where there is no text.
    """
    calls = outside_cells(node.notes)
    title = () if node.title is None else with_calls(node.title, () if node.text else calls, (), "title")
    text = () if not node.text else with_calls(node.text, node.notes, node.emphasis)
    if not title and not text:
        text = tuple(map(_call, calls))
    return _joined(title, text, _held(node))


def rows(node: Node) -> tuple[str, ...]:
    """A table's rows, their cells between bars, lines of a cell between strokes; empty cells left out."""
    called = by_cell(node.notes)
    found: list[str] = []
    for at, row in enumerate(node.rows or ()):
        cells = (
            with_calls(cell.replace("\n", "/"), tuple(called.get((at, k), ())), ())
            for k, cell in enumerate(row)
        )
        found.append(" | ".join(filter(None, ("".join(run.text for run in cell) for cell in cells))))
    return tuple(found)


def _held(node: Node) -> tuple[Run, ...]:
    """Where and when a session was held."""
    dates = " to ".join(date for date in dict.fromkeys((node.start, node.end)) if isinstance(date, str))
    where = ", ".join(part for part in (node.place, dates) if isinstance(part, str) and part)
    return (Run(harmless(where)),) if where else ()


def _joined(*parts: tuple[Run, ...]) -> tuple[Run, ...]:
    runs: tuple[Run, ...] = ()
    for part in parts:
        runs += (Run(" "), *part) if runs and part else part
    return runs


def label(node: Node) -> str:
    """What a node is called by: its printed label, or else the last part of its address."""
    if node.kind == "session":
        return f"Session {harmless(node.number)}" if node.number else "Session"
    if node.label:
        return harmless(node.label)
    if node.kind in TEXTS:
        return f"{node.kind.capitalize()} {harmless(node.number or '')}".rstrip()
    if node.kind in {"preambular", "operative"}:
        return harmless(node.id.rpartition("/")[2])
    return harmless(node.number) if node.number else _UNLABELLED.get(node.kind, "")


_UNLABELLED = {
    "paragraph": "¶",
    "subparagraph": "•",
    "annex": "Annex",
    "table": "table",
    "unrecognised": "unrecognised",
}


def _items(node: Node, level: int, choice: Choice) -> Iterator[Item]:
    """The item of `node`; where it is not shown, those of its children in its place."""
    below = tuple(item for child in node.children for item in _items(child, level + 1, choice))
    if not choice.takes(node, level):
        yield from below
        return
    told = "— " if node.title else ""  # parts a table's caption from its cells
    cells = (Run(told + " ; ".join(rows(node))),) if rows(node) else ()
    yield Item(node.kind, label(node), _joined(words(node), cells), _tail(node), below)


def _tail(node: Node) -> str:
    if node.kind == "table" and isinstance(node.rows, tuple):
        return f"{how_many(len(node.rows), 'row')}, {how_many(max(map(len, node.rows), default=0), 'column')}"
    if node.kind not in TEXTS:
        return ""
    kinds = list(_own_kinds(node))
    counts = [f"{kinds.count(kind)} {kind}" for kind in ("preambular", "operative")]
    return ", ".join(("draft", *counts) if node.status == "draft" else counts)


def _own_kinds(text: Node) -> Iterator[str]:
    """Kinds of a text's own nodes, its sections' included: a treaty in its annex has its own preamble."""
    for child in text.children:
        if child.kind == "section":
            yield from _own_kinds(child)
        elif child.kind != "annex":
            yield child.kind


def _notes(document: Document, choice: Choice) -> Iterator[Item]:
    notes = document.footnotes
    if notes:
        shown = () if choice.depth is not None else tuple(map(_note, notes))
        yield Item("notes", how_many(len(notes), "footnote"), children=shown)


def _note(note: Footnote) -> Item:
    return Item("note", f"[^{harmless(note.number)}]", with_calls(note.text, (), note.emphasis))


def _findings(document: Document) -> Iterator[Item]:
    if document.findings:
        yield Item("findings", "Findings", (Run(f"{graded(document)}; `cotc check` lists them"),))


def graded(document: Document) -> str:
    """The findings counted by severity, the worst first: `2 errors, 1 warning`."""
    grades = [finding.severity for finding in document.findings]
    counts = [(grades.count(grade), grade) for grade in SEVERITIES]
    said = [
        f"{count} {grade}" if grade == "info" else how_many(count, grade) for count, grade in counts if count
    ]
    return ", ".join(said) or "no findings"


def _tally(document: Document) -> tuple[str, ...]:
    """What the document holds: its texts, the paragraphs of its narrative, its notes."""
    kinds = [
        node.kind
        for node, above in walk(document)
        if node.kind in TEXTS or not any(outer.kind in TEXTS for outer in above)
    ]
    counted = (
        *((kinds.count(kind), kind) for kind in (*TEXTS, "paragraph")),
        (len(document.footnotes), "footnote"),
    )
    return tuple(how_many(number, what) for number, what in counted if number)


def how_many(number: int, what: str) -> str:
    """A number and what it counts: `1 page`, `20 pages`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _language(code: str | None) -> str:
    return LANGUAGES.get(code or "", code or "language unknown")


def _dotted(parts: tuple[str | None, ...]) -> str:
    return " · ".join(part for part in parts if part)
