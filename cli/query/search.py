"""Paragraphs that a pattern is found in, one document at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import regex

from cotc.cli.query.addresses import find
from cotc.cli.query.lists import several
from cotc.parsers.errors import UsageError
from cotc.parsers.model import TEXTS, Document, Kind, Node, walk
from cotc.parsers.semantics.references.normalise import fold

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where.

    kinds    only nodes of these kinds; all with words where empty
    verb     only operative paragraphs that begin with these words, "also" and the like left aside
    inside   only below nodes of this kind, or of this address as people write it
    notes    footnotes too
    below    what `inside` means in the document at hand
    """

    patterns: tuple[regex.Pattern[str], ...]
    kinds: tuple[Kind, ...] = ()
    verb: str | None = None
    inside: str | None = None
    notes: bool = False
    below: frozenset[str] | None = None


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
    query = replace(query, inside=None, below=below(document, query.inside))
    for node, above in walk(document):
        if not _wanted(node, above, query):
            continue
        page = node.pages[0] if node.pages else None
        for text in _texts(node):
            spans = _spans(text, query)
            if spans:
                yield Hit(symbol, name, node.id, node.kind, page, text, spans)
    if query.notes:
        yield from _notes(document, query)


def _texts(node: Node) -> Iterator[str]:
    """What is searched of a node: its text, else its title; of a table each row too."""
    text = node.text if node.text is not None else node.title
    if text:
        yield text
    yield from (" | ".join(row) for row in node.rows or ())


def _notes(document: Document, query: Query) -> Iterator[Hit]:
    places = (
        {node.id: (node, above) for node, above in walk(document)}
        if query.below is not None or query.kinds
        else {}
    )
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
    return query.below is None or any(one.id in query.below for one in (*above, node))


def below(document: Document, inside: str | None) -> frozenset[str] | None:
    """The nodes that `--in` names: all of a kind, or those that the addresses fit. None where all may be."""
    if inside is None:
        return None
    kinds = TEXTS if inside == "text" else (inside,)
    if inside == "text" or inside in get_args(Kind):
        return frozenset(node.id for node, _ in walk(document) if node.kind in kinds)
    answers = [find(document, address) for address in several(inside)]
    fitting = (a.nearest if a.ambiguous else (a.place.id,) if a.place else () for a in answers)
    return frozenset(address for ids in fitting for address in ids)


class Unfit:
    """What of a query fitted no paper so far, to tell a question that cannot be answered from no hits."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.inside, self.verb = query.inside is not None, query.verb is not None
        self.nearest: tuple[str, ...] = ()
        self.heads: set[str] = set()

    def take(self, document: Document) -> None:
        """Looks whether what is still open fits this paper."""
        if self.inside:
            self.inside = not below(document, self.query.inside)
            self.nearest = self.nearest or find(document, self.query.inside or "").nearest
        if self.verb:
            operative = [node for node, _ in walk(document) if node.kind == "operative" and node.text]
            self.verb = not any(begins_with(node, self.query.verb or "") for node in operative)
            self.heads.update(word for node in operative for word in _head(node).split())

    def told(self) -> list[str]:
        """One line for each thing that fitted nothing, with what comes nearest."""
        lines = []
        if self.inside:
            advice = ", ".join(self.nearest[:8]) or ", ".join(("text", *get_args(Kind)))
            lines.append(f"--in {self.query.inside}: there is no such place in it — nearest: {advice}")
        if self.verb:
            import difflib  # for misses alone, as it takes long to load

            near = difflib.get_close_matches((self.query.verb or "").casefold(), sorted(self.heads), 5)
            advice = f" — nearest: {', '.join(near)}" if near else ""
            lines.append(f"--verb {self.query.verb}: no operative paragraph begins so{advice}")
        return lines


def begins_with(node: Node, verb: str) -> bool:
    """Whether the words the paragraph begins with (its italics, else its first few) hold the verb."""
    return (
        regex.search(rf"(?<!\w){regex.escape(fold(verb).casefold())}(?!\p{{Latin}})", _head(node)) is not None
    )


def _head(node: Node) -> str:
    text = fold(node.text or "").casefold()
    end = node.emphasis[0][1] if node.emphasis and node.emphasis[0][0] == 0 else 0
    return text[:end] if end else " ".join(text.split(" ")[:_HEAD])


_HEAD = 4  # words: "Also strongly encourages", "fait également siennes"
