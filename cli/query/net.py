"""References of documents as rows, and as a network of papers and texts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from msgspec import UNSET

from cotc.parsers.errors import ExportError
from cotc.parsers.model import Document, Ref, walk
from cotc.parsers.profiles import compiling

CITABLE = ("symbol", "resolution", "decision", "treaty", "publication", "article", "paragraph", "ibid", "url")
"""Kinds that make edges: dates, meetings and agenda items are no works to be cited."""


SAME = "same"
"""Kind of the edge that joins a second symbol of a paper to its first."""
_HALVES = compiling.compile(r"(?<=\d)-(?=[A-Z])")
_BARE = compiling.compile(r"[IVXLC]+|[A-Z]|\d{1,3}")


class Row(NamedTuple):
    """One reference: where it stands, what it says and means."""

    document: str
    address: str
    page: int | None
    kind: str
    text: str
    form: str | None
    target: str | None
    reason: str | None
    start: int
    end: int
    cell: tuple[int, int] | None


def rows(document: Document, kinds: Iterable[str] = (), *, unresolved: bool = False) -> Iterator[Row]:
    """The references of a document in reading order, its notes last."""
    wanted = set(kinds)
    name = document.report.symbol or document.source.name
    for address, pages, refs in _holders(document):
        for ref in refs:
            if (wanted and ref.kind not in wanted) or (unresolved and ref.reason is None):
                continue
            page = pages[0] if pages else None
            cell = None if ref.cell is UNSET else ref.cell
            yield Row(
                name, address, page, ref.kind, ref.text, ref.form, ref.target, ref.reason,
                ref.start, ref.end, cell,
            )  # fmt: skip


def _holders(document: Document) -> Iterator[tuple[str, tuple[int, ...] | None, tuple[Ref, ...]]]:
    for node, _ in walk(document):
        yield node.id, node.pages, node.refs
    for note in document.footnotes:
        yield note.id, note.pages, note.refs


class Edge(NamedTuple):
    """A citation: `source` is a text (or the paper), `target` what it cites, by their normal forms."""

    source: str
    target: str
    kind: str
    address: str
    page: int | None
    text: str


def edges(document: Document, kinds: Iterable[str] = ()) -> Iterator[Edge]:
    """The citations of a document that say what is cited. The source is the text a reference stands in,
    the note's reference counting for the text that calls it. A text that points into itself cites nothing.

    A paper with two symbols is the first of them, and the other one is joined to it.
    """
    wanted = set(kinds) or set(CITABLE)
    names = _Names(document)
    source_of = dict(names.sources())
    callers = {note.id: note.calls for note in document.footnotes}
    paper, *others = names.symbols
    for other in others:
        yield Edge(other, paper, SAME, document.tree[0].id, None, document.report.symbol or "")
    for address, pages, refs in _holders(document):
        calls = callers.get(address, ())
        source = source_of.get(calls[0] if calls else address, paper)
        seen: set[str] = set()
        for ref in refs:
            work = names.work(ref)
            if ref.form != work and work in seen:
                continue  # a place in what was just cited
            seen.add(work)
            own = work == source or (source == paper and work in others)
            if ref.kind in wanted and ref.form and ref.reason is None and not own:
                yield Edge(source, work, ref.kind, address, pages[0] if pages else None, ref.text)


class _Names:
    """What the papers and texts of a network are called, each by one name that no other has."""

    def __init__(self, document: Document) -> None:
        from cotc.parsers.semantics.references import text_forms

        self.document = document
        self.forms = text_forms(document)
        symbol = document.report.symbol
        self.symbols = _HALVES.split(symbol) if symbol else [document.source.name]
        self.called: dict[str, str] = {}
        often = Counter(self.forms.values())
        for address, form in self.forms.items():
            number = form.partition("/res/")[2] or form.partition("/dec/")[2]
            if _BARE.fullmatch(number):  # "Decision 1": every session has one
                self.forms[address] = f"{self.symbols[0]}/{address}"
                if often[form] == 1:
                    self.called[form] = self.forms[address]

    def sources(self) -> Iterator[tuple[str, str]]:
        """Address -> name of the text it belongs to, of those in a text."""
        for node, above in walk(self.document):
            text = next((a for a in (*above, node) if a.id in self.forms), None)
            if text is not None:
                yield node.id, self.forms[text.id]

    def work(self, ref: Ref) -> str:
        """The whole that a reference names: a text of this paper, or what its normal form says."""
        parts = (ref.target or "").split("/")
        heads = ("/".join(parts[:end]) for end in range(len(parts), 0, -1))
        text = next((head for head in heads if head in self.forms), None)
        whole = _work(ref.form or "")
        return self.forms[text] if text else self.called.get(whole, whole)


_PLACES = ("par-", "annex", "ch-", "sec-", "part-", "art-", "res-", "dec-")


def _work(form: str) -> str:
    """The whole of which a form names a place: `untoc/art-2/b` -> `untoc`."""
    if form.startswith(("http", "www.", "unts/")):
        return form
    parts = form.split("/")
    at = next((i for i, part in enumerate(parts) if part.startswith(_PLACES)), len(parts))
    return "/".join(parts[:at]) or form


def write_graphml(documents: Iterable[Document], out: IO[bytes], kinds: Iterable[str] = ()) -> None:
    """A directed graph of what cites what, with how often. Needs networkx (`pip install 'cotc[graph]'`).

    Raises `ExportError` where it is not installed.
    """
    try:
        import networkx
    except ImportError as error:
        raise ExportError("GraphML needs networkx", "pip install 'cotc[graph]'") from error
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for document in documents:
        for edge in edges(document, kinds):
            if graph.has_edge(edge.source, edge.target):
                graph[edge.source][edge.target]["weight"] += 1
            else:
                graph.add_edge(edge.source, edge.target, weight=1, kind=edge.kind, first=edge.address)
    networkx.write_graphml(graph, out, encoding="utf-8", prettyprint=True)
