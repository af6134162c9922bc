"""Boxes of what stands in several pieces, or on several pages."""

from collections.abc import Iterable

from cotc.parsers.model.tree import Box


def one_a_page(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """One box a page around those of the page, in the order in which the pages come."""
    out: dict[int, Box] = {}
    for box in boxes:
        page, x0, top, x1, bottom = box
        if page in out:
            _, a, b, c, d = out[page]
            out[page] = (page, min(a, x0), min(b, top), max(c, x1), max(d, bottom))
        else:
            out[page] = box
    return tuple(out.values())
