"""Rows of the printed contents table to the nodes that they name."""

from collections.abc import Sequence
from itertools import zip_longest

from cotc.parsers.model import HEADED, ContentsRow
from cotc.parsers.model.block import ContentsBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.draft import Draft
from cotc.parsers.structure.labels import read_label

# A row and a heading of one number are the same if they begin alike (letters).
ALIKE = 20
# Marks of notes to the table's rows.
_MARKS = compiling.compile(r"\*{1,3}$")
_CONTAINERS = set(HEADED) - {"session"}


def contents_rows(rows: Sequence[ContentsBlock], root: Draft, patterns: Patterns) -> tuple[ContentsRow, ...]:
    """The rows with their numbers, titles and targets. A target is the next node in order that fits."""
    nodes = _containers(root)
    out: list[ContentsRow] = []
    at = 0
    annex: str | None = None
    for row, after in zip_longest(rows, rows[1:]):
        if _is_bare_annex(row, after, patterns):
            annex = row.text
            continue
        number, title = _parted(_MARKS.sub("", row.text), patterns)
        number, annex = annex or number, None
        target = _target(nodes, at, number, title)
        if target is not None and row.page:
            at = target + 1
        page = int(row.page) if row.page and row.page.isdigit() else row.page
        out.append(ContentsRow(number, title, page, nodes[target].id if target is not None else None))
    return tuple(out)


def _is_bare_annex(row: ContentsBlock, after: ContentsBlock | None, patterns: Patterns) -> bool:
    """The word alone, its title set further in on the next line: both are one row."""
    match = patterns.annex.fullmatch(normalise(row.text))
    if match is None or row.page is not None or match["title"] or match["number"] or after is None:
        return False
    return after.page is not None and after.indent > row.indent and read_label(after.text) is None


def _parted(text: str, patterns: Patterns) -> tuple[str | None, str]:
    for pattern in (patterns.resolution, patterns.decision, patterns.chapter, patterns.annex):
        match = pattern.fullmatch(normalise(text))
        if match:
            groups = match.groupdict()
            title = (groups.get("title") or "").strip().rstrip(".")
            return groups.get("number") or None, title or text
    numbered = patterns.text_row.match(normalise(text))
    if numbered:
        return numbered["number"], numbered["title"].rstrip(".")
    label = read_label(text)
    if label is not None and label.number:
        return label.number, text[label.end :].strip().rstrip(".")
    return None, text.rstrip(".")


def _containers(root: Draft) -> list[Draft]:
    out: list[Draft] = []
    stack = [root]
    while stack:
        draft = stack.pop()
        if draft.kind in _CONTAINERS:
            out.append(draft)
        stack.extend(reversed(draft.children))
    return out


def _target(nodes: Sequence[Draft], start: int, number: str | None, title: str) -> int | None:
    wanted = _form(title)
    order: tuple[int, ...] = (*range(start, len(nodes)), *range(start))
    for index in order if wanted else ():
        if wanted in _names(nodes[index]):
            return index
    for index in order:
        found = _form(nodes[index].title or "")
        if number and nodes[index].number == number and wanted and found.startswith(wanted[:ALIKE]):
            return index
    return None


def _names(node: Draft) -> tuple[str, ...]:
    """What a row may call a heading: its title, with its label, or with the heading right below it.

    A heading in two lines ("Subprogramme 1", "Climate change") may be two sections.
    """
    title = node.title or ""
    below = node.children[0].title if node.children and node.children[0].kind == "section" else None
    names = [title, f"{node.label or ''} {title}"]
    return tuple(_form(name) for name in (*names, *([f"{title} {below}"] if title and below else [])))


def _form(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
