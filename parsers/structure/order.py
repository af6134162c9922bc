"""The order of furniture: down the page, a running head's symbol before the title beside it."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from cotc.parsers.model import Box, Furniture

# Lines of one title stand this close (line heights).
CLOSE = 2.0


def in_order(furniture: Iterable[Furniture]) -> tuple[Furniture, ...]:
    """By page, then from top to bottom and from left to right, but heads as they are read."""
    out: list[Furniture] = []
    ordered = sorted(furniture, key=_place)
    for page, group in groupby(ordered, key=lambda f: f.page):
        items = list(group)
        out += _with_heads_read(items) if page else items
    return tuple(out)


def _place(f: Furniture) -> tuple[int, float, float]:
    return (f.page or 0, f.box[2] if f.box else 0.0, f.box[1] if f.box else 0.0)


def _with_heads_read(items: list[Furniture]) -> list[Furniture]:
    """What stands alone beside one of the lower lines of a title comes before the whole title."""
    heads = [f for f in items if f.kind == "head" and f.box]
    for f in heads:
        lines = [other for other in heads if other is not f and not _share_column(other, f)]
        beside = [other for other in lines if _share_line(other, f)]
        above = _stack_above(beside[0], lines) if beside else []
        if above and not any(other is not f and _share_column(other, f) for other in heads):
            rest = [other for other in items if other is not f]
            at = next(i for i, other in enumerate(rest) if other is above[0])
            return [*rest[:at], f, *rest[at:]]
    return items


def _stack_above(line: Furniture, lines: Sequence[Furniture]) -> list[Furniture]:
    """The lines of the same column right above one, from the top."""
    column = [other for other in lines if _share_column(other, line) and _top(other) < _top(line)]
    out: list[Furniture] = []
    for below, above in pairwise([line, *reversed(column)]):
        if _top(below) - _top(above) > CLOSE * _height(below):
            break
        out.insert(0, above)
    return out


def _box(f: Furniture) -> Box:
    assert f.box is not None
    return f.box


def _top(f: Furniture) -> float:
    return _box(f)[2]


def _height(f: Furniture) -> float:
    return _box(f)[4] - _box(f)[2]


def _share_column(one: Furniture, other: Furniture) -> bool:
    return _box(one)[1] < _box(other)[3] and _box(other)[1] < _box(one)[3]


def _share_line(one: Furniture, other: Furniture) -> bool:
    return abs(_box(one)[4] - _box(other)[4]) < 0.5 * _height(one)
