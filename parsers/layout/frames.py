"""Boxes drawn around text: "Box 1", a principle that stands out from its explanation.

What a frame holds ends with it, whatever headings stand in it.

Promises:
1. No block is changed but for its `frame`.
2. A frame runs over a page's end where a paragraph in it does.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cotc.parsers.layout.bars import COVERED, Bar, Post, bars_of, posts_of
from cotc.parsers.model import Box, Page
from cotc.parsers.model.block import Block

# Ends of rules that meet are closer than this (points).
TOUCH = 2.0
# A frame is wider than this (points).
NARROWEST = 20.0
# A frame around text is no wider than the text column by this share; one around the page is.
WIDER = 1.15
# A caption in the middle stands right above its frame (type sizes).
ABOVE = 2.0
# A page with more rules is a drawing.
MOST_RULES = 300


def framed(blocks: Sequence[Block], pages: Iterable[Page]) -> list[Block]:
    """The blocks, each with the number of the frame it stands in."""
    frames = {page.number: found for page in pages if (found := _frames(page))}
    if not frames:
        return list(blocks)
    numbers: dict[Box, int] = {}
    out: list[Block] = []
    for block in blocks:
        around = [frame for box in block.boxes if (frame := _around(box, frames.get(box[0], ()), block))]
        if not around or len(around) < len(block.boxes):
            out.append(block)
            continue
        number = numbers.setdefault(around[0], len(numbers) + 1)
        numbers |= dict.fromkeys(around[1:], number)
        if out and _is_caption(out[-1], around[0]):
            out[-1] = replace(out[-1], frame=number)
        out.append(replace(block, frame=number))
    return out


def _around(box: Box, frames: Sequence[Box], block: Block) -> Box | None:
    """The frame around a paragraph's part on one page."""
    _, x0, top, x1, bottom = box
    for frame in frames:
        _, left, above, right, below = frame
        inside = left < x0 and x1 < right and above < top + TOUCH and bottom - TOUCH < below
        if inside and right - left <= WIDER * block.measure:
            return frame
    return None


def _is_caption(block: Block, frame: Box) -> bool:
    """Does a block stand in the middle, right above a frame?"""
    if block.align != "centre" or block.rows is not None or not block.boxes:
        return False
    page, _, _, _, bottom = block.boxes[-1]
    return page == frame[0] and -TOUCH <= frame[2] - bottom <= ABOVE * block.size


def _frames(page: Page) -> list[Box]:
    """Two level rules of one width with upright ones at both ends, and none between them."""
    if not 4 <= len(page.rules) <= MOST_RULES:
        return []
    posts = posts_of(page.rules)
    if not posts:
        return []
    bars = [bar for bar in bars_of(page.rules) if bar.x1 - bar.x0 > NARROWEST]
    out: list[Box] = []
    for at, bar in enumerate(bars):
        below = next((b for b in bars[at + 1 :] if _is_as_wide(b, bar) and b.top - bar.top > TOUCH), None)
        if below is not None and _is_closed(bar, below, posts):
            out.append((page.number, bar.x0 - TOUCH, bar.top, bar.x1 + TOUCH, below.bottom))
    return out


def _is_as_wide(one: Bar, other: Bar) -> bool:
    return abs(one.x0 - other.x0) <= TOUCH and abs(one.x1 - other.x1) <= TOUCH


def _is_closed(bar: Bar, below: Bar, posts: Sequence[Post]) -> bool:
    """Do upright rules stand at both ends of two bars, and none between?"""
    height = below.top - bar.bottom

    def drawn(x0: float, x1: float) -> float:
        """Share of the height along which upright rules stand there."""
        inside = [p for p in posts if x0 <= p.x <= x1]
        return sum(max(0.0, min(p.bottom, below.top) - max(p.top, bar.bottom)) for p in inside) / height

    ends = drawn(bar.x0 - TOUCH, bar.x0 + TOUCH), drawn(bar.x1 - TOUCH, bar.x1 + TOUCH)
    return min(ends) >= COVERED and drawn(bar.x0 + 2 * TOUCH, bar.x1 - 2 * TOUCH) == 0.0
