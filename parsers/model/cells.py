"""What stands in the cells of a table, and what stands in its title: calls and references alike."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import UNSET

from cotc.parsers.model.tree import Call, Cell, Ref

T = TypeVar("T", Call, Ref)


def outside_cells(found: Iterable[T]) -> tuple[T, ...]:
    """Those in a node's title or text: what stands in a table's cells is left out."""
    return tuple(each for each in found if each.cell is UNSET)


def by_cell(found: Iterable[T]) -> dict[Cell, list[T]]:
    """Those in a table's cells, by row and column."""
    out: dict[Cell, list[T]] = {}
    for each in found:
        if each.cell is not UNSET:
            out.setdefault(each.cell, []).append(each)
    return out
