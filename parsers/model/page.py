"""What a source gives: pages of positioned text.

Lengths are points, measured from the page's top left corner as it is read
(after /Rotate). `top` grows downwards.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """A run of characters drawn with one font on one baseline.

    text      as drawn, drawn spaces included; spaces that no glyph draws are
              added only inside a span (where the gap says so)
    x0, x1    from the origin of the first visible glyph to the end of the last
              one's advance: Word draws spaces that the next word then covers,
              so that only the gap tells a real one
    baseline  distance of the baseline from the page's top
    size      effective type size in points
    turned    True where the baseline does not run left to right
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    turned: bool = False


class Rule(NamedTuple):
    """A drawn straight line or thin bar."""

    x0: float
    top: float
    x1: float
    bottom: float


class Page(NamedTuple):
    """One page. `number` counts from 1; `spans` come in the order of drawing.

    On a right-to-left page each span is one run of one direction, in logical order.
    """

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]
    rules: tuple[Rule, ...]
    images: int
    right_to_left: bool = False


class Source(Protocol):
    """A paper opened for reading: pages one at a time, so that memory stays flat."""

    engine: str
    producer: str | None
    page_count: int
    repaired: bool

    def pages(self) -> Iterator[Page]: ...

    def close(self) -> None: ...
