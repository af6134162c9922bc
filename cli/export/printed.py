"""What writers share: the words of a node as they were printed, cut where something changes."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from cotc.cli.export.rows import known
from cotc.parsers.model import (
    TEXTS,
    Call,
    Document,
    Footnote,
    Node,
    Ref,
    by_cell,
    outside_cells,
    walk,
)

# XML 1.0 has no way to write these, and no other format gains by them.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


class Run(NamedTuple):
    """Characters that are set alike. `ref` is the reference that they belong to."""

    text: str
    italic: bool
    ref: Ref | None


class CallAt(NamedTuple):
    """A call between two runs. `ref` is set where it stands inside a reference."""

    call: Call
    ref: Ref | None


def clean(text: str) -> str:
    """`text` with each character that XML forbids replaced by U+FFFD: offsets stay as they are."""
    return _FORBIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """`clean` text with each line break and tab replaced by a space: offsets stay as they are."""
    return clean(_BREAKS.sub(" ", text))


def runs(
    text: str,
    emphasis: Iterable[tuple[int, int]] = (),
    calls: Iterable[Call] = (),
    refs: Iterable[Ref] = (),
) -> Iterator[Run | CallAt]:
    """`text` cut where italics, references or calls begin or end, in reading order.

    A call comes after the character it follows. Of references that overlap the
    first is kept, and of those that begin together the longest.
    """
    size = len(text)
    spans = [(max(0, a), min(b, size)) for a, b in emphasis if a < min(b, size)]
    kept = _apart(refs, size)
    pending = sorted(calls, key=lambda call: call.offset)
    cuts = {0, size, *(min(max(0, call.offset), size) for call in pending)}
    cuts.update(cut for span in spans for cut in span)
    cuts.update(cut for ref in kept for cut in (ref.start, ref.end))
    points = sorted(cuts)
    for at, end in zip(points, [*points[1:], size], strict=True):
        while pending and (pending[0].offset <= at or at == size):
            yield CallAt(pending.pop(0), next((r for r in kept if r.start < at < r.end), None))
        if at < end:
            ref = next((r for r in kept if r.start <= at < r.end), None)
            yield Run(text[at:end], any(a <= at < b for a, b in spans), ref)


def _apart(refs: Iterable[Ref], size: int) -> list[Ref]:
    kept: list[Ref] = []
    for ref in sorted(refs, key=lambda ref: (ref.start, -ref.end)):
        if 0 <= ref.start < ref.end <= size and (not kept or kept[-1].end <= ref.start):
            kept.append(ref)
    return kept


def has_title(node: Node) -> bool:
    """Whether `title_runs` gives anything: a title, or calls that hang on the number alone."""
    return bool(node.title) or (node.text is None and bool(outside_cells(node.notes)))


def title_runs(node: Node) -> Iterator[Run | CallAt]:
    """The runs of a node's title; calls and references belong to it where the node has no text."""
    if node.text is not None:
        return runs(one_line(node.title or ""))
    return runs(
        one_line(node.title or ""), node.emphasis, outside_cells(node.notes), outside_cells(node.refs)
    )


def text_runs(node: Node) -> Iterator[Run | CallAt]:
    """The runs of a node's text; nothing where it has none."""
    if node.text is None:
        return iter(())
    return runs(one_line(node.text), node.emphasis, node.notes, node.refs)


def cell_runs(node: Node) -> Iterator[list[list[list[Run | CallAt]]]]:
    """A table's rows, each a list of its cells' lines as runs; nothing for what is no table."""
    called, cited = by_cell(node.notes), by_cell(node.refs)
    for at, row in enumerate(node.rows or ()):
        places = [(at, column) for column in range(len(row))]
        yield [
            _cell_lines(cell, called.get(place, ()), cited.get(place, ()))
            for place, cell in zip(places, row, strict=True)
        ]


def _cell_lines(cell: str, calls: Iterable[Call], refs: Iterable[Ref]) -> list[list[Run | CallAt]]:
    """The lines of a cell, on which its entries stand, each with its own calls and references."""
    left, cited = list(calls), list(refs)
    out: list[list[Run | CallAt]] = []
    at = 0
    for line in cell.split("\n"):
        end = at + len(line)
        own = [replace(call, offset=call.offset - at) for call in left if call.offset <= end]
        left = [call for call in left if call.offset > end]
        here = [
            replace(r, start=r.start - at, end=r.end - at) for r in cited if at <= r.start and r.end <= end
        ]
        out.append(list(runs(one_line(line), (), own, here)))
        at = end + 1
    out[-1] += runs("", calls=[replace(call, offset=0) for call in left])
    return out


def title_of(document: Document) -> str | None:
    """The paper's title, where no session and no text in it has it as its own: it is printed once."""
    title = document.report.title
    if not title or any(session.title for session in document.tree):
        return None
    own = {_bare(node.title) for node, _ in walk(document) if node.kind in TEXTS and node.title}
    return None if _bare(title) in own else title


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()


def facts_of(node: Node) -> list[str]:
    """What a paper says of a text elsewhere than in its words: the meeting and day of its adoption, the
    draft, who moved it. Nothing where it says nothing of the kind."""
    if node.kind not in TEXTS:
        return []
    facts = (
        known(node.meeting),
        known(node.adopted_on),
        known(node.draft),
        ", ".join(known(node.sponsors) or ()),
    )
    return [one_line(fact) for fact in facts if fact]


def told(node: Node) -> str:
    """The facts of a text on one line, in brackets as editors add them."""
    facts = facts_of(node)
    return f"[{' · '.join(facts)}]" if facts else ""


def note_runs(note: Footnote) -> Iterator[Run | CallAt]:
    return runs(one_line(note.text), note.emphasis, (), note.refs)


def note_labels(document: Document) -> dict[str, str]:
    """A label for each note: its number where that is unique and plain, else its address."""
    numbers = [note.number for note in document.footnotes]
    return {
        note.id: note.number
        if re.fullmatch(r"[0-9A-Za-z]+", note.number) and numbers.count(note.number) == 1
        else note.id
        for note in document.footnotes
    }


def uncalled(document: Document) -> list[Footnote]:
    """Notes that no node calls: their mark stands in furniture, or nowhere."""
    called = {call.footnote for node, _ in walk(document) for call in node.notes}
    return [note for note in document.footnotes if note.id not in called]
