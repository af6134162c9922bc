"""What became of each paragraph between two versions of a paper."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cotc.cli.compare.items import Item, items, notes
from cotc.cli.compare.match import Side, contained, likeness, matched, moved, sides
from cotc.cli.compare.words import Alphabet, Piece, compare
from cotc.parsers.model import Document

How = Literal["same", "changed", "split", "merged", "moved", "renumbered", "added", "deleted"]
HOWS: tuple[How, ...] = (
    "changed", "split", "merged", "moved", "renumbered", "added", "deleted", "same",
)  # fmt: skip

# Stands in the pieces where a paragraph ends and the next begins, of those that were split or merged.
BREAK = " ¶ "

# A neighbour belongs to a paragraph that was split or merged where together they are so much liker.
GAIN = 0.05
# And where what stands in it was mostly in that paragraph before.
CONTAINED = 0.6


class Change(NamedTuple):
    """What became of a paragraph, or of several that were merged or split.

    how     `same`, `added` or `deleted` alone; else all that happened, in the order of HOWS
    before  what stands in the first version, empty where it was added
    after   what stands in the second, empty where it was deleted
    pieces  the words of both, told apart; one piece where no word changed; `¶` between paragraphs
    """

    how: tuple[How, ...]
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    pieces: tuple[Piece, ...]


class Comparison(NamedTuple):
    """Two versions: `changes` in the order of the second, what was deleted where it stood; notes last."""

    before: Document
    after: Document
    changes: tuple[Change, ...]

    def counts(self) -> dict[How, int]:
        """How many changes are of each kind, those that occur; one change may be of several."""
        found = Counter(how for change in self.changes for how in change.how)
        return {how: found[how] for how in HOWS if found[how]}

    @property
    def differ(self) -> bool:
        return any(change.how != ("same",) for change in self.changes)


# Indices before and after of what is one paragraph; either may be empty.
Group = tuple[tuple[int, ...], tuple[int, ...]]


def compare_versions(
    before: Document, after: Document, below: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
) -> Comparison:
    """The changes from `before` to `after`; `below` names (by address) what alone is looked at in each."""
    changes = [
        *_changes(items(before, below[0]), items(after, below[1])),
        *_changes(notes(before, below[0]), notes(after, below[1])),
    ]
    return Comparison(before, after, tuple(changes))


def _changes(before: Sequence[Item], after: Sequence[Item]) -> Iterator[Change]:
    one, other = sides(before, after, Alphabet())
    pairs = matched(one, other)
    out_of_order = moved(pairs)
    groups = _groups(one, other, pairs)
    gone = _gone(groups, out_of_order)
    yield from (_change(one, other, group) for group in gone[-1])
    for group in sorted((group for group in groups if group[1]), key=lambda group: group[1][0]):
        yield _change(one, other, group, moved=bool(out_of_order.intersection(group[0])))
        for i in group[0]:
            yield from (_change(one, other, deleted) for deleted in gone[i])


def _gone(groups: Sequence[Group], out_of_order: set[int]) -> defaultdict[int, list[Group]]:
    """What was deleted, by the index before of what it stood behind and that is still there; -1 is none."""
    kept = sorted(i for ours, theirs in groups if theirs for i in ours if i not in out_of_order)
    gone: defaultdict[int, list[Group]] = defaultdict(list)
    for ours, theirs in sorted(groups):
        if not theirs:
            at = bisect_left(kept, ours[0])
            gone[kept[at - 1] if at else -1].append((ours, theirs))
    return gone


def _groups(before: Side, after: Side, pairs: dict[int, int]) -> list[Group]:
    """Every paragraph of both versions once, with what it became: one to one, one to several, several to
    one, or nothing."""
    backwards = {j: i for i, j in pairs.items()}
    parts = _grown(before, after, pairs, backwards)
    wholes = _grown(after, before, backwards, pairs)
    groups: list[Group] = []
    used_before, used_after = set[int](), set[int]()
    for i, j in pairs.items():
        ours, theirs = wholes.get(j, (i,)), parts.get(i, (j,))
        if len(ours) > 1 and len(theirs) > 1:
            ours = (i,)
        groups.append((ours, theirs))
        used_before.update(ours)
        used_after.update(theirs)
    groups += [((i,), ()) for i in range(len(before.items)) if i not in used_before]
    groups += [((), (j,)) for j in range(len(after.items)) if j not in used_after]
    return groups


def _grown(
    one: Side, other: Side, pairs: dict[int, int], taken: dict[int, int]
) -> dict[int, tuple[int, ...]]:
    """Index in `one` -> the run in `other` that it was split into. A run grows by neighbours that nothing
    else answers to, as long as together they are more like the whole."""
    out: dict[int, tuple[int, ...]] = {}
    used: set[int] = set()
    for i, j in pairs.items():
        if one.spelt[i] == other.spelt[j] or one.items[i].headed:
            continue
        first, last = j, j
        while True:
            steps = [k for k in (first - 1, last + 1) if _free(other, k, taken, used)]
            best = max(steps, key=lambda k: _gain(one, other, i, first, last, k), default=None)
            if best is None or _gain(one, other, i, first, last, best) < GAIN:
                break
            first, last = min(first, best), max(last, best)
            used.add(best)
        if first < last:
            out[i] = tuple(range(first, last + 1))
    return out


def _free(side: Side, at: int, taken: dict[int, int], used: set[int]) -> bool:
    inside = 0 <= at < len(side.items)
    return inside and at not in taken and at not in used and not side.items[at].headed


def _gain(one: Side, other: Side, whole: int, first: int, last: int, more: int) -> float:
    """How much liker `other[first..last]` gets to the whole by the neighbour `more`; negative where most
    of what it says is new."""
    spelt = one.spelt[whole]
    part = other.spelt[more]
    together = "".join(other.spelt[min(first, more) : max(last, more) + 1])
    now = "".join(other.spelt[first : last + 1])
    common = contained(part, spelt) if part else 0.0
    return likeness(spelt, together) - likeness(spelt, now) if common >= CONTAINED else -1.0


def _change(before: Side, after: Side, group: Group, *, moved: bool = False) -> Change:
    ours = tuple(before.items[i] for i in group[0])
    theirs = tuple(after.items[j] for j in group[1])
    pieces = compare(BREAK.join(x.words for x in ours), BREAK.join(x.words for x in theirs))
    return Change(_how(ours, theirs, pieces, moved=moved), ours, theirs, pieces)


def _how(
    ours: tuple[Item, ...], theirs: tuple[Item, ...], pieces: tuple[Piece, ...], *, moved: bool
) -> tuple[How, ...]:
    if not ours:
        return ("added",)
    if not theirs:
        return ("deleted",)
    happened: dict[How, bool] = {
        "changed": any(piece.op != "same" and piece.text.strip() != BREAK.strip() for piece in pieces),
        "split": len(theirs) > 1,
        "merged": len(ours) > 1,
        "moved": moved,
        "renumbered": ours[0].number != theirs[0].number,
    }
    return tuple(how for how in HOWS if happened.get(how)) or ("same",)
