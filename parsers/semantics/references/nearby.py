"""`paragraph 13 above`: the paragraph of that number in the same annex, text or article, or none.

Numbers restart in annexes, in texts and in the articles of a draft treaty, so the words count
from where they stand, outwards, and never past the annex or the text that holds them.
"""

from collections import defaultdict
from typing import NamedTuple

from cotc.parsers.model import Document, Node, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.normalise import fold

_PARAGRAPHS = ("paragraph", "operative")
_INSERTED = compiling.compile(r"(?<=\d)[ \-]+(?=\p{L})")  # 26 bis
_POINT = compiling.compile(r"(?<=\d)\.(?=\d)")
_EDGES = ("annex", "resolution", "decision")


class Near(NamedTuple):
    """`id` of the paragraph, empty where there is none; `within`: of the part that its number counts in."""

    id: str
    within: str


class _Place(NamedTuple):
    order: int
    id: str
    above: tuple[str, ...]  # ids of what holds it, from its annex or text on inwards


class Nearby:
    """The numbered paragraphs of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbered: dict[str, list[_Place]] = defaultdict(list)
        self._places: dict[str, _Place] = {}

    def find(self, at: str, number: str, *, above: bool) -> Near | None:
        """The paragraph `number` (`13`, `4/d`) above or below the node `at`; None where several can be."""
        if not self._places:
            self._read()
        here = self._places.get(at)
        if here is None or not here.above:
            return None
        number, _, rest = number.partition("/")
        same = [place for place in self._numbered.get(number, ()) if place.above[0] == here.above[0]]
        for depth in range(len(here.above), 0, -1):
            inside = [place for place in same if place.above[:depth] == here.above[:depth]]
            if not inside:
                continue
            found = self._one(inside, here, rest, above)
            target = f"{found.id}/{rest}" if found and rest else found.id if found else ""
            within = here.above[depth - 1 if len(same) > 1 else 0]
            return Near(target if target in self._places else "", within) if found else None
        return Near("", here.above[0])

    def _one(self, inside: list[_Place], here: _Place, rest: str, above: bool) -> _Place | None:
        """The only one; of several side by side (a number printed for each option) the nearest."""
        points = [self._places.get(f"{place.id}/{rest}", place) for place in inside]
        right = [
            place for place, point in zip(inside, points, strict=True) if (point.order <= here.order) == above
        ]
        if len(inside) == 1 or len({place.above for place in inside}) > 1:
            return right[0] if len(inside) == len(right) == 1 else None
        return (right[-1] if above else right[0]) if right else None

    def _read(self) -> None:
        for order, (node, ancestors) in enumerate(walk(self._document)):
            place = _Place(order, node.id, _held(ancestors))
            self._places[node.id] = place
            if node.kind in _PARAGRAPHS and node.number:
                number = _POINT.sub("-", _INSERTED.sub("", fold(node.number)))
                self._numbered[number].append(place)


def _held(ancestors: tuple[Node, ...]) -> tuple[str, ...]:
    edge = max((at for at, node in enumerate(ancestors) if node.kind in _EDGES), default=0)
    return tuple(node.id for node in ancestors[edge:])
