"""Which paragraph of one version is which of the other: by address if the words allow it, else by words."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cotc.cli.compare.items import Item
from cotc.cli.compare.words import Alphabet
from cotc.parsers.model import TEXTS

# Likeness is the share of words that two paragraphs have in common and in one order, 0 to 1.
ALIKE = 0.5  # paragraphs of this likeness are one, wherever they stand
ALIKE_SHORT = 0.75  # fewer than FEW words are easily alike
ALIKE_IN_PLACE = 0.3  # enough where the address is the same
WITHIN = 0.8  # or so much of the shorter one stands in the longer
FEW = 5
# The same address, and the same kind, decide between candidates of about one likeness.
SAME_ADDRESS, SAME_KIND = 0.1, 0.05


class Side(NamedTuple):
    """One version, ready to be matched.

    items  its paragraphs in reading order
    keys   their addresses, with those of texts as the other version has them
    spelt  their words, one character each
    """

    items: Sequence[Item]
    keys: Sequence[str]
    spelt: Sequence[str]


def sides(before: Sequence[Item], after: Sequence[Item], alphabet: Alphabet) -> tuple[Side, Side]:
    """Both versions with their words spelt in one alphabet and their texts named alike."""
    old = [alphabet.spell(item.words) for item in before]
    new = [alphabet.spell(item.words) for item in after]
    names = _texts(before, old, after, new)
    keys = [_renamed(item.address, names) for item in before]
    return Side(before, keys, old), Side(after, [item.address for item in after], new)


def likeness(one: str, other: str) -> float:
    """The share of words that two spelt texts have in common in one order; two empty texts are alike."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def contained(part: str, whole: str) -> float:
    """The share of a spelt text that stands in another in the same order; `part` is not empty."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(part, whole) / len(part)


def matched(before: Side, after: Side) -> dict[int, int]:
    """Index in `before` -> index in `after` of what is one paragraph. Each is matched once at most."""
    pairs: dict[int, int] = {}
    for step in (_same_place, _same_order, _same_words, _alike, _in_place):
        left = [i for i in range(len(before.items)) if i not in pairs]
        taken = set(pairs.values())
        right = [j for j in range(len(after.items)) if j not in taken]
        pairs.update(step(before, after, left, right))
    return pairs


def moved(pairs: dict[int, int]) -> set[int]:
    """The fewest of `pairs` (indices before) without which the others stand in one order in both."""
    befores = sorted(pairs)
    tails: list[int] = []  # the smallest end of a rising run of each length
    ends: list[int] = []  # which pair that end is
    previous: dict[int, int | None] = {}
    for i in befores:
        at = bisect_left(tails, pairs[i])
        previous[i] = ends[at - 1] if at else None
        tails[at : at + 1] = [pairs[i]]
        ends[at : at + 1] = [i]
    kept = set()
    current = ends[-1] if ends else None
    while current is not None:
        kept.add(current)
        current = previous[current]
    return set(befores) - kept


def _texts(before: Sequence[Item], old: list[str], after: Sequence[Item], new: list[str]) -> dict[str, str]:
    """Address before -> address after, of resolutions and decisions that have another number now: those
    whose title is alike, and the one that is left on both sides."""
    left = {x.address: spelt for x, spelt in zip(before, old, strict=True) if x.kind in TEXTS}
    right = {x.address: spelt for x, spelt in zip(after, new, strict=True) if x.kind in TEXTS}
    alone = len(left) == len(right) == 1
    for address in left.keys() & right.keys():
        del left[address], right[address]
    names: dict[str, str] = {}
    scored = ((likeness(a, b), x, y) for x, a in left.items() for y, b in right.items() if a and b)
    for score, x, y in sorted(scored, reverse=True):
        if score >= ALIKE_SHORT and x not in names and y not in names.values():
            names[x] = y
    if alone and left and not names:
        names[next(iter(left))] = next(iter(right))
    return names


def _renamed(address: str, names: dict[str, str]) -> str:
    head, slash, rest = address.partition("/")
    return names.get(head, head) + slash + rest


def _same_place(before: Side, after: Side, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """The same words at the same address."""
    at = {after.keys[j]: j for j in right}
    for i in left:
        j = at.get(before.keys[i])
        if j is not None and before.spelt[i] == after.spelt[j]:
            yield i, j


def _same_order(before: Side, after: Side, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """The same words in the same order: what only got other numbers."""
    one = [(before.items[i].kind, before.spelt[i]) for i in left]
    other = [(after.items[j].kind, after.spelt[j]) for j in right]
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            if one[block.a + step][1]:
                yield left[block.a + step], right[block.b + step]


def _same_words(before: Side, after: Side, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """The same words once in each version, wherever they stand."""
    one, other = defaultdict(list), defaultdict(list)
    for i in left:
        one[before.spelt[i]].append(i)
    for j in right:
        other[after.spelt[j]].append(j)
    for spelt, here in one.items():
        there = other.get(spelt, [])
        if (
            spelt
            and len(here) == len(there) == 1
            and _comparable(before.items[here[0]], after.items[there[0]])
        ):
            yield here[0], there[0]


def _alike(before: Side, after: Side, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """The likest first, each once."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found: list[tuple[float, int, int, int]] = []
    choices = {j: after.spelt[j] for j in right if after.spelt[j]}
    for i in left:
        if not before.spelt[i]:
            continue
        candidates = process.extract_iter(
            before.spelt[i], choices, scorer=Indel.normalized_similarity, score_cutoff=ALIKE
        )
        for _, score, j in candidates:
            if _may_pair(before, after, i, j, score):
                found.append((_rank(before, after, i, j, score), -abs(i - j), i, j))
    yield from _best(found)


def _in_place(before: Side, after: Side, left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """Little alike, but the same address; a heading is the same whatever its words."""
    at = {after.keys[j]: j for j in right}
    for i in left:
        j = at.get(before.keys[i])
        if j is None or not _comparable(before.items[i], after.items[j]):
            continue
        named = before.items[i].headed and bool(before.items[i].number)
        if named or _grew(before.spelt[i], after.spelt[j]):
            yield i, j


def _grew(one: str, other: str) -> bool:
    """Whether enough is common, or the shorter one stands in the longer."""
    shorter, longer = sorted((one, other), key=len)
    if likeness(one, other) >= ALIKE_IN_PLACE:
        return True
    return len(shorter) >= FEW and contained(shorter, longer) >= WITHIN


def _may_pair(before: Side, after: Side, i: int, j: int, score: float) -> bool:
    if not _comparable(before.items[i], after.items[j]):
        return False
    short = min(len(before.spelt[i]), len(after.spelt[j])) < FEW
    return not short or score >= ALIKE_SHORT or before.keys[i] == after.keys[j]


def _rank(before: Side, after: Side, i: int, j: int, score: float) -> float:
    placed = SAME_ADDRESS if before.keys[i] == after.keys[j] else 0.0
    return score + placed + (SAME_KIND if before.items[i].kind == after.items[j].kind else 0.0)


def _comparable(one: Item, other: Item) -> bool:
    """A heading answers to a heading; a resolution never to a section."""
    texts = one.kind in TEXTS, other.kind in TEXTS
    return one.headed == other.headed and texts[0] == texts[1]


def _best(found: list[tuple[float, int, int, int]]) -> Iterator[tuple[int, int]]:
    seen: set[tuple[str, int]] = set()
    for *_, i, j in sorted(found, reverse=True):
        if ("before", i) not in seen and ("after", j) not in seen:
            seen |= {("before", i), ("after", j)}
            yield i, j
