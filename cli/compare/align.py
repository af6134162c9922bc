"""Language versions of one paper side by side: which paragraph of one is which of the others.

No words can be compared between languages. What tells that two paragraphs are one: their order,
their kind, the references and numbers in them, how long they are for their language, and, least of
all, the number they bear, which an inserted or missing paragraph shifts.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from cotc.cli.compare.items import Item, items, notes
from cotc.cli.compare.pairing import Weighed, paired
from cotc.parsers.model import Document

# A paragraph that stands elsewhere in one version is found by so large a share of its references
# and numbers, of which there must be at least so many.
SAME_SIGNS, ENOUGH_SIGNS = 0.6, 2
# Titles and points shorter than this say little about how long a language is.
LONG_ENOUGH = 40


class Row(NamedTuple):
    """One paragraph in every version, None where a version lacks it.

    cells   in the order of the documents
    strays  the documents in which it stands elsewhere than in the others
    """

    cells: tuple[Item | None, ...]
    strays: frozenset[int] = frozenset()

    @property
    def first(self) -> Item:
        """The paragraph in the first version that has it."""
        return next(cell for cell in self.cells if cell is not None)

    @property
    def whole(self) -> bool:
        """Whether every version has it."""
        return None not in self.cells

    @property
    def shifted(self) -> frozenset[int]:
        """The documents in which it bears another number than in the first that has it, or is elsewhere."""
        place = self.first.place
        return self.strays | {k for k, cell in enumerate(self.cells) if cell and cell.place != place}

    @property
    def even(self) -> bool:
        """Whether every version has it, under one number and in one order."""
        return self.whole and not self.shifted


def align(documents: Sequence[Document]) -> tuple[Row, ...]:
    """The paragraphs of all `documents` in the order of the first, those it lacks where the others have
    them; then the notes. Every paragraph comes once."""
    return (
        *_rows([items(document) for document in documents]),
        *_rows([notes(document) for document in documents]),
    )


def _rows(versions: Sequence[Sequence[Item]]) -> tuple[Row, ...]:
    weighed = [_weighed(version, versions[0]) for version in versions]
    table: list[list[Weighed | None]] = [[one] for one in weighed[0]]
    for done, version in enumerate(weighed[1:], 1):
        table = list(_joined(table, version, done))
    rows = [Row(tuple(cell and cell.item for cell in cells)) for cells in table]
    for k in reversed(range(len(versions))):  # the first one's order counts, where it is one against one
        rows = _found_elsewhere(rows, k)
    return tuple(rows)


def _weighed(version: Sequence[Item], first: Sequence[Item]) -> list[Weighed]:
    """The items with their length as if in the language of the first version."""
    scale = _scale(version, first)
    return [Weighed(item, max(1.0, len(item.words) * scale)) for item in version]


def _scale(version: Sequence[Item], first: Sequence[Item]) -> float:
    at = {item.address: len(item.words) for item in first if len(item.words) >= LONG_ENOUGH}
    ratios = [at[x.address] / len(x.words) for x in version if x.address in at and x.words]
    if ratios:
        return median(ratios)
    length = sum(len(item.words) for item in version)
    return sum(len(item.words) for item in first) / length if length and first else 1.0


def _joined(
    table: Sequence[list[Weighed | None]], version: Sequence[Weighed], done: int
) -> Iterator[list[Weighed | None]]:
    """The rows with one version more; a row is known by the first version that has it."""
    known = [next(cell for cell in cells if cell is not None) for cells in table]
    for i, j in paired(known, version):
        cells = [None] * done if i is None else table[i]
        yield [*cells, None if j is None else version[j]]


def _found_elsewhere(rows: list[Row], k: int) -> list[Row]:
    """A paragraph that version `k` alone has in one place and alone lacks in another, if the references in
    it say that it is one: put beside the others, as a stray."""
    lacking = [row for row in rows if row.cells[k] is None and sum(c is not None for c in row.cells) > 0]
    alone = [row for row in rows if row.cells[k] and sum(c is not None for c in row.cells) == 1]
    gone: list[Row] = []
    put: dict[Item, Item] = {}
    for row in lacking:
        fitting = [x for x in alone if x not in gone and _one(row.first, x.first)]
        if len(fitting) == 1:
            put[row.first] = fitting[0].first
            gone.append(fitting[0])
    return [_with(row, k, put.get(row.first)) for row in rows if row not in gone]


def _with(row: Row, k: int, item: Item | None) -> Row:
    if item is None or row.cells[k] is not None:
        return row
    return Row((*row.cells[:k], item, *row.cells[k + 1 :]), row.strays | {k})


def _one(one: Item, other: Item) -> bool:
    common = len(one.signs & other.signs)
    return (
        one.kind == other.kind
        and common >= ENOUGH_SIGNS
        and common / len(one.signs | other.signs) >= SAME_SIGNS
    )
