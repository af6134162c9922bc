"""Which node of one paper stands beside which of the other."""

from collections.abc import Iterator, Mapping, Sequence

from cotc.cli.view.nodes import Drawn
from cotc.parsers.model import Document, walk

Row = tuple[Drawn | None, Drawn | None]


def counterparts(left: Document, right: Document) -> dict[str, str]:
    """Addresses of `left` with those of their counterparts in `right`, one for one.

    Nodes that have no words to tell them by, such as sessions, go by their address.
    """
    from cotc.cli.compare.align import align

    told = [row.cells for row in align([left, right])]
    pairs = {a.address: b.address for a, b in told if a and b}
    wordless = _addresses(left) - {a.address for a, _ in told if a}
    free = _addresses(right) - {b.address for _, b in told if b}
    return pairs | {address: address for address in wordless & free}


def _addresses(document: Document) -> set[str]:
    return {node.id for node, _ in walk(document)} | {note.id for note in document.footnotes}


def rows(left: Sequence[Drawn], right: Sequence[Drawn], counterpart: Mapping[str, str]) -> Iterator[Row]:
    """Rows in the order of `left`; what has no counterpart stands alone, that of `right` before the node
    that follows it in its own paper. Every node comes once.
    """
    place = {node.id: at for at, node in enumerate(right)}
    beside = {node.id: place[other] for node in left if (other := counterpart.get(node.id)) in place}
    alone = sorted(set(place.values()) - set(beside.values()), reverse=True)
    for node in left:
        at = beside.get(node.id)
        while at is not None and alone and alone[-1] < at:
            yield None, right[alone.pop()]
        yield node, None if at is None else right[at]
    while alone:
        yield None, right[alone.pop()]
