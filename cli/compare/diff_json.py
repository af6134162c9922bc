"""Changes as one JSON object."""

from collections.abc import Sequence
from typing import Any

from cotc.cli.compare.items import Item
from cotc.cli.compare.versions import Change, Comparison
from cotc.parsers.model import Document


def as_object(comparison: Comparison, shown: Sequence[Change]) -> dict[str, Any]:
    """The two papers, how many changes there are of each kind, and the changes `shown`."""
    return {
        "before": _paper(comparison.before),
        "after": _paper(comparison.after),
        "counts": comparison.counts(),
        "changes": [_change(change) for change in shown],
    }


def _paper(document: Document) -> dict[str, Any]:
    return {
        "document": document.report.symbol,
        "source": document.source.name,
        "language": document.report.language,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "how": list(change.how),
        "before": [as_dict(item) for item in change.before],
        "after": [as_dict(item) for item in change.after],
        "pieces": [{"op": piece.op, "text": piece.text} for piece in change.pieces],
    }


def as_dict(item: Item) -> dict[str, Any]:
    """What programs get of a paragraph."""
    return {
        "address": item.address,
        "kind": item.kind,
        "label": item.label or None,
        "text": item.words,
        "page": item.page,
    }
