"""How changes are told: the same words in every format."""

from collections.abc import Iterable, Iterator, Sequence

from cotc.cli.compare.items import Item
from cotc.cli.compare.versions import Change, Comparison
from cotc.cli.compare.words import Op, Piece
from cotc.parsers.model import Document


def name(document: Document) -> str:
    """The symbol of a paper and the file that it was read from."""
    symbol = document.report.symbol
    return f"{symbol} ({document.source.name})" if symbol else document.source.name


def summary(comparison: Comparison) -> str:
    """`3 changed, 1 deleted, 104 same`."""
    counts = comparison.counts()
    return ", ".join(f"{count} {how}" for how, count in counts.items()) or "no paragraphs"


def heading(change: Change) -> str:
    """Where it stood and where it stands: `res-12-4/op-5 → res-12-4/op-6`, or the one address of both."""
    before, after = _addresses(change.before), _addresses(change.after)
    return before or after if before == after or not (before and after) else f"{before} → {after}"


def pages(change: Change) -> str:
    """`p. 7`, `p. 7 → p. 8`, or nothing where the sources have no pages."""
    known = dict.fromkeys(
        f"p. {side[0].page}" for side in (change.before, change.after) if side and side[0].page
    )
    return " → ".join(known)


def labels(change: Change) -> tuple[str, str]:
    """The printed numbers before and after, empty where there is none."""
    return (
        change.before[0].label if change.before else "",
        change.after[0].label if change.after else "",
    )


def worded(change: Change) -> tuple[Piece, ...]:
    """The words with the printed number before them, told apart as the words are."""
    before, after = labels(change)
    if not (change.before and change.after):
        op: Op = "added" if change.after else "deleted"
        number = [Piece(op, f"{after or before} ")] if after or before else []
    elif before == after:
        number = [Piece("same", f"{after} ")] if after else []
    else:
        number = [Piece("deleted", f"{before} ")] if before else []
        number += [Piece("added", f"{after} ")] if after else []
    return _fused((*number, *change.pieces))


def _fused(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for piece in pieces:
        if out and out[-1].op == piece.op:
            out[-1] = Piece(piece.op, out[-1].text + piece.text)
        else:
            out.append(piece)
    return tuple(out)


def runs(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    """Changes one by one, but paragraphs that follow one another and only got other numbers together."""
    held: list[Change] = []
    for change in changes:
        if change.how == ("renumbered",) and (not held or _siblings(held[-1], change)):
            held.append(change)
            continue
        if held:
            yield tuple(held)
        held = []
        if change.how == ("renumbered",):
            held = [change]
        else:
            yield (change,)
    if held:
        yield tuple(held)


def run_heading(run: Sequence[Change]) -> str:
    """`op-9 … op-22 → op-10 … op-23` of a run of paragraphs that only got other numbers."""
    if len(run) == 1:
        return heading(run[0])
    first, last = run[0], run[-1]
    return (
        f"{first.before[0].address} … {last.before[0].address} → "
        f"{first.after[0].address} … {last.after[0].address}"
    )


def _siblings(one: Change, other: Change) -> bool:
    return one.after[0].parent == other.after[0].parent and one.before[0].kind == other.before[0].kind


def _addresses(side: Sequence[Item]) -> str:
    return " + ".join(item.address for item in side)
