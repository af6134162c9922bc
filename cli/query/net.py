"""References of documents as rows, and as a network of papers and texts."""

from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from cotc.parsers.errors import ExportError
from cotc.parsers.model import Document, Ref, walk

CITABLE = ("symbol", "resolution", "decision", "treaty", "article", "paragraph", "ibid", "url")
"""Kinds that make edges: dates, meetings and agenda items are no works to be cited."""


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


def rows(document: Document, kinds: Iterable[str] = (), *, unresolved: bool = False) -> Iterator[Row]:
    """The references of a document in reading order, its notes last."""
    wanted = set(kinds)
    name = document.report.symbol or document.source.name
    for address, pages, refs in _holders(document):
        for ref in refs:
            if (wanted and ref.kind not in wanted) or (unresolved and ref.reason is None):
                continue
            page = pages[0] if pages else None
            yield Row(
                name, address, page, ref.kind, ref.text, ref.form, ref.target, ref.reason, ref.start, ref.end
            )


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
    """
    wanted = set(kinds) or set(CITABLE)
    source_of = dict(_sources(document))
    callers = {note.id: note.calls for note in document.footnotes}
    paper = document.report.symbol or document.source.name
    for address, pages, refs in _holders(document):
        calls = callers.get(address, ())
        source = source_of.get(calls[0] if calls else address, paper)
        seen: set[str] = set()
        for ref in refs:
            work = _work(ref.form or "")
            if ref.kind in ("paragraph", "article") and work in seen:
                continue  # a place in what was just cited
            seen.add(work)
            if ref.kind in wanted and ref.form and ref.reason is None and work != source:
                yield Edge(source, work, ref.kind, address, pages[0] if pages else None, ref.text)


def _sources(document: Document) -> Iterator[tuple[str, str]]:
    """Address -> normal form of the text it belongs to, of those in a text."""
    from cotc.parsers.semantics.references import text_forms

    forms = text_forms(document)
    for node, above in walk(document):
        text = next((a for a in (*above, node) if a.id in forms), None)
        if text is not None:
            yield node.id, forms[text.id]


_PLACES = ("par-", "annex", "ch-", "sec-", "part-", "art-")


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
