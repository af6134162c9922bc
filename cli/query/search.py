"""Paragraphs that a pattern is found in, one document at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from cotc.cli.query.steps import TEXTS
from cotc.parsers.errors import UsageError
from cotc.parsers.model import Document, Kind, Node, walk
from cotc.parsers.semantics.references.normalise import fold

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where.

    kinds    only nodes of these kinds; all with words where empty
    verb     only operative paragraphs that begin with these words, "also" and the like left aside
    inside   only below nodes of this kind, or of this address
    notes    footnotes too
    """

    patterns: tuple[regex.Pattern[str], ...]
    kinds: tuple[Kind, ...] = ()
    verb: str | None = None
    inside: str | None = None
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found: its address, first page, and the spans found in `text`."""

    document: str | None
    source: str
    address: str
    kind: str
    page: int | None
    text: str
    spans: tuple[Span, ...]


def compiled(pattern: str, *, words: bool, case: bool) -> tuple[regex.Pattern[str], ...]:
    """The patterns to look for, all of which must be found.

    Small letters find capitals too, unless `case` is set or a capital is given.
    With `words` each word is a pattern of its own: all must be there, whole, in any order.
    Raises a `UsageError` where it is no regular expression.
    """
    flags = 0 if case or any(c.isupper() for c in pattern) else regex.IGNORECASE
    if words:
        each = [rf"(?<!\w){regex.escape(word)}(?!\w)" for word in fold(pattern).split()]
        return tuple(regex.compile(word, flags) for word in each)
    try:
        return (regex.compile(fold(pattern), flags),)
    except regex.error as error:
        raise UsageError(
            f"“{pattern}” is no regular expression ({error})", "-w looks for plain words"
        ) from error


def search(document: Document, query: Query) -> Iterator[Hit]:
    """The hits of one document in reading order, its footnotes last."""
    name = document.source.name
    symbol = document.report.symbol
    for node, above in walk(document):
        text = node.text if node.text is not None else node.title
        if not text or not _wanted(node, above, query):
            continue
        spans = _spans(text, query)
        if spans:
            page = node.pages[0] if node.pages else None
            yield Hit(symbol, name, node.id, node.kind, page, text, spans)
    if query.notes:
        yield from _notes(document, query)


def _notes(document: Document, query: Query) -> Iterator[Hit]:
    places = {node.id: (node, above) for node, above in walk(document)} if query.inside or query.kinds else {}
    for note in document.footnotes:
        callers = [places[call] for call in note.calls if call in places]
        if places and not any(_wanted(node, above, query) for node, above in callers):
            continue
        spans = _spans(note.text, query)
        if spans:
            page = note.pages[0] if note.pages else None
            yield Hit(
                document.report.symbol, document.source.name, note.id, "footnote", page, note.text, spans
            )


def _spans(text: str, query: Query) -> tuple[Span, ...]:
    """Where the patterns are found; nowhere, unless each is."""
    plain = fold(text)
    found = [[match.span() for match in pattern.finditer(plain) if match[0]] for pattern in query.patterns]
    return tuple(sorted(span for spans in found for span in spans)) if all(found) else ()


def _wanted(node: Node, above: Sequence[Node], query: Query) -> bool:
    if query.kinds and node.kind not in query.kinds:
        return False
    if query.verb and not (node.kind == "operative" and begins_with(node, query.verb)):
        return False
    return query.inside is None or any(_is_in(query.inside, node) for node in (*above, node))


def _is_in(inside: str, node: Node) -> bool:
    text = inside == "text" and node.kind in TEXTS
    return text or node.kind == inside or node.id == inside


def begins_with(node: Node, verb: str) -> bool:
    """Whether the words the paragraph begins with (its italics, else its first few) hold the verb."""
    text = fold(node.text or "").casefold()
    end = node.emphasis[0][1] if node.emphasis and node.emphasis[0][0] == 0 else 0
    head = text[:end] if end else " ".join(text.split(" ")[:_HEAD])
    return regex.search(rf"(?<!\w){regex.escape(fold(verb).casefold())}(?!\p{{Latin}})", head) is not None


_HEAD = 4  # words: "Also strongly encourages", "fait également siennes"
