"""How much of a paper is read: bounds that no paper known comes near, and hostile ones run into.

They bound work, not memory: for that a paper is read in a process of its own
(`cotc parse --isolate`, and always in `cotc batch`).
"""

import time
from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import NamedTuple, NoReturn

from cotc.parsers.errors import LimitError
from cotc.parsers.model import Page, Rule, Span

# Type is no smaller than this, and no larger (points).
TYPE_SIZES = (0.01, 10_000.0)


class Limits(NamedTuple):
    """What one paper may have. A value of 0 is no limit.

    pages            a yearbook has about 1,000
    page_size        longest side in points; PDF itself stops here (508 cm)
    objects          drawn objects a page; maps have some 10,000
    page_characters  a page full of 5-point type has 20,000
    characters       of the whole paper; the longest known have 3,000,000
    seconds          looked at after each page and stage, so that one of them may go beyond
    """

    pages: int = 5_000
    page_size: int = 14_400
    objects: int = 200_000
    page_characters: int = 100_000
    characters: int = 20_000_000
    seconds: int = 600


_WHAT = {
    "pages": "than {limit:,} pages",
    "page_size": "than {limit:,} points from edge to edge of page {page}",
    "objects": "than {limit:,} drawn objects on page {page}",
    "page_characters": "than {limit:,} characters on page {page}",
    "characters": "than {limit:,} characters",
    "seconds": "than {limit:,} seconds of work",
}


def named(name: str) -> str:
    """A limit's name as it stands on the command line."""
    return name.replace("_", "-")


def exceed(limits: Limits, name: str, page: int | None = None) -> NoReturn:
    """Raise the LimitError of the limit of that name."""
    limit = getattr(limits, name)
    what = _WHAT[name].format(limit=limit, page=page)
    raise LimitError(f"more {what}", f"if you trust this paper: --limit {named(name)}={10 * limit}")


def hold(limits: Limits, name: str, count: float, page: int | None = None) -> None:
    """Raise LimitError where there is more of something than its limit."""
    limit = getattr(limits, name)
    if limit and count > limit:
        exceed(limits, name, page)


class Clock:
    """Counts the seconds of one paper from when it is made."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._now = now
        self._start = now()

    def look(self) -> None:
        """Raise LimitError where the paper's time is over."""
        hold(self._limits, "seconds", self._now() - self._start)


def bounded(pages: Iterable[Page], limits: Limits, clock: Clock) -> Iterator[Page]:
    """The pages, as long as they are within limits.

    Places that are no numbers, or lie further out than a page may be long, are
    brought back to the edge of that: geometry may count on finite numbers, and type
    sizes above nothing.
    """
    characters = 0
    reach = float(limits.page_size or 10**9)
    for page in pages:
        clock.look()
        for side in (page.width, page.height):
            hold(limits, "page_size", side if isfinite(side) else float("inf"), page.number)
        here = sum(len(span.text) for span in page.spans)
        hold(limits, "page_characters", here, page.number)
        hold(limits, "objects", len(page.rules), page.number)
        characters += here
        hold(limits, "characters", characters)
        if all(_is_sane(span, reach) for span in page.spans) and all(map(isfinite, _corners(page.rules))):
            yield page
        else:
            yield page._replace(
                spans=tuple(_sane(span, reach) for span in page.spans),
                rules=tuple(rule for rule in page.rules if all(map(isfinite, rule))),
            )


def _corners(rules: Iterable[Rule]) -> Iterator[float]:
    for rule in rules:
        yield from rule


def _is_sane(span: Span, reach: float) -> bool:
    least, most = TYPE_SIZES
    return (
        -reach <= span.x0 <= reach
        and -reach <= span.x1 <= reach
        and -reach <= span.baseline <= reach
        and least <= span.size <= most
    )


def _sane(span: Span, reach: float) -> Span:
    least, most = TYPE_SIZES
    x0 = _between(span.x0, -reach, reach)
    return span._replace(
        x0=x0,
        x1=_between(span.x1, -reach, reach),
        baseline=_between(span.baseline, -reach, reach),
        size=_between(abs(span.size), least, most),
    )


def _between(value: float, least: float, most: float) -> float:
    """`value`, or the nearest that may be; what is no number is the least."""
    return min(max(value, least), most) if value == value else least
