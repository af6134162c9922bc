"""The best way to lay two rows of paragraphs side by side without changing the order of either.

A global alignment (Needleman and Wunsch): every paragraph is paired, or stands alone at a cost.
Resolutions and decisions hold it fast, since their numbers are the same in every language.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

from cotc.cli.compare.items import Item
from cotc.parsers.model import TEXTS

# What speaks for a pair, in units of the cost of a paragraph that stands alone. Pairs add up to more
# than ALONE twice over, or stay apart.
ALONE = -1.0
PAIRED = 1.0
SIGNS = 3.0  # all references and numbers the same
NO_SIGNS = -1.0  # both have some, none the same
FEWER_SIGNS = -0.5  # one has none
SAME_NUMBER = 0.5
SAME_KIND, OTHER_KIND, HEADING_AND_TEXT = 0.5, -1.0, -8.0
# Translations are longer or shorter than their language lets expect by this share (one standard
# deviation, as a logarithm), short ones by more. Measured on the six versions of one report.
SPREAD, SPREAD_SHORT = 0.25, 2.0
LENGTH_AT_WORST = -3.0


class Weighed(NamedTuple):
    """A paragraph and its length in characters as if it were in the language of the first version."""

    item: Item
    length: float


Pair = tuple[int | None, int | None]


def paired(left: Sequence[Weighed], right: Sequence[Weighed]) -> Iterator[Pair]:
    """Indices of both sides in order, None beside what stands alone."""
    a = c = 0
    for b, d in (*_fixed(left, right), (len(left), len(right))):
        for i, j in _laid(left[a:b], right[c:d]):
            yield (None if i is None else a + i), (None if j is None else c + j)
        if b < len(left):
            yield b, d
        a, c = b + 1, d + 1


def _fixed(left: Sequence[Weighed], right: Sequence[Weighed]) -> list[tuple[int, int]]:
    """Pairs that are certain: texts of one number, and chapters where both versions have the same."""
    kinds: set[str] = set(TEXTS)
    if _numbers(left, "chapter") == _numbers(right, "chapter"):
        kinds.add("chapter")
    one = [(i, (x.item.kind, x.item.number)) for i, x in enumerate(left) if _holds(x, kinds)]
    other = [(j, (x.item.kind, x.item.number)) for j, x in enumerate(right) if _holds(x, kinds)]
    matcher = SequenceMatcher(None, [key for _, key in one], [key for _, key in other], autojunk=False)
    return [
        (one[block.a + step][0], other[block.b + step][0])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def _numbers(side: Sequence[Weighed], kind: str) -> list[str]:
    return [x.item.number for x in side if x.item.kind == kind]


def _holds(one: Weighed, kinds: set[str]) -> bool:
    return one.item.kind in kinds and bool(one.item.number)


def _laid(left: Sequence[Weighed], right: Sequence[Weighed]) -> list[Pair]:
    """The best order-keeping pairs of two stretches."""
    width = len(right) + 1
    best = [ALONE * j for j in range(width)]
    ways: list[bytearray] = [bytearray(b"r" * width)]
    for x in left:
        row, way = [best[0] + ALONE], bytearray(b"l" * width)
        for j, y in enumerate(right, 1):
            both, only_left, only_right = best[j - 1] + likely(x, y), best[j] + ALONE, row[j - 1] + ALONE
            most = max(both, only_left, only_right)
            row.append(most)
            way[j] = _BOTH if most == both else _RIGHT if most == only_right else _LEFT
        best = row
        ways.append(way)
    return _traced(ways, len(left), len(right))


_BOTH, _LEFT, _RIGHT = b"blr"


def _traced(ways: Sequence[bytearray], i: int, j: int) -> list[Pair]:
    pairs: list[Pair] = []
    while i or j:
        way = ways[i][j] if i and j else _LEFT if i else _RIGHT
        i -= way != _RIGHT
        j -= way != _LEFT
        pairs.append((None if way == _RIGHT else i, None if way == _LEFT else j))
    return pairs[::-1]


def likely(x: Weighed, y: Weighed) -> float:
    """How much speaks for two paragraphs being one; below twice ALONE they are held apart."""
    one, other = x.item, y.item
    if one.headed != other.headed:
        return HEADING_AND_TEXT
    score = PAIRED + (SAME_KIND if one.kind == other.kind else OTHER_KIND)
    if one.number and one.number == other.number:
        score += SAME_NUMBER
    if one.signs and other.signs:
        share = len(one.signs & other.signs) / len(one.signs | other.signs)
        score += share * SIGNS + (1 - share) * NO_SIGNS
    elif one.signs or other.signs:
        score += FEWER_SIGNS
    if "table" in (one.kind, other.kind):
        return score  # names and figures are as long in every language
    return score + _length(x.length, y.length)


@lru_cache(maxsize=1 << 16)
def _length(one: float, other: float) -> float:
    """0 for lengths as expected, less the more they differ."""
    spread = SPREAD + SPREAD_SHORT / sqrt(max(one, other))
    return max(LENGTH_AT_WORST, -((log(one / other) / spread) ** 2) / 2)
