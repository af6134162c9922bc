"""Drawn rules to bars and posts: horizontal rules with the joints in them, and vertical ones.

Word draws a border cell by cell, so that a rule across a table is a row of
pieces: they meet where its columns meet, and the pieces of a border at the
side meet where its rows do.

Promise: a bar is one straight run of pieces; its joints lie inside it, from left to right.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cotc.parsers.model import Page, Rule

# Pieces of one bar stand no further apart than this, end to end (points).
PIECES = 3.0
# A piece shorter than this is no cell's border but the corner between two (points).
CORNER = 3.0
# A rule is level where it is as wide as this share of its height.
FLAT = 0.9
# Bars closer than this are one, drawn twice (points).
TWICE = 0.6
# … and so are all whose tops are within this of the first one's (points).
ONE_HEIGHT = 2.0
# A bar is thick beyond this (points).
THICK = 1.0
# A bar across this share of the page may border a table.
BORDER = 0.3
# Posts that cover this share of the height between two bars hold them together.
COVERED = 0.8
# A border at the side is at least so long (points).
POST = 3.0


class Bar(NamedTuple):
    """A horizontal rule. `joints`: where its pieces meet."""

    top: float
    bottom: float
    x0: float
    x1: float
    joints: tuple[float, ...]

    @property
    def thick(self) -> bool:
        return self.bottom - self.top > THICK


class Post(NamedTuple):
    """A vertical rule."""

    x: float
    top: float
    bottom: float


def as_read(page: Page) -> Sequence[Rule]:
    """The page's rules; on a right-to-left page x is measured from the right edge, as in lines."""
    if not page.right_to_left:
        return page.rules
    return [r._replace(x0=page.width - r.x1, x1=page.width - r.x0) for r in page.rules]


def bars_of(rules: Iterable[Rule]) -> list[Bar]:
    """The horizontal rules, from the top down."""
    return [bar for row in level_rows(rules) for bar in _runs(row)]


def level_rows(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Horizontal rules and pieces of such, those at one height together, from the top down."""
    level = [r for r in rules if r.x1 - r.x0 >= FLAT * (r.bottom - r.top)]
    rows: list[list[Rule]] = []
    bottom = 0.0
    for rule in sorted(level, key=lambda r: (r.top, r.x0)):
        if rows and rule.top <= bottom + TWICE and rule.top - rows[-1][0].top < ONE_HEIGHT:
            rows[-1].append(rule)
            bottom = max(bottom, rule.bottom)
        else:
            rows.append([rule])
            bottom = rule.bottom
    return rows


def posts_of(rules: Iterable[Rule]) -> list[Post]:
    """The vertical rules, from the top down."""
    return sorted(
        (
            Post((r.x0 + r.x1) / 2, r.top, r.bottom)
            for r in rules
            if r.bottom - r.top >= max(POST, r.x1 - r.x0)
        ),
        key=lambda post: (post.top, post.x),
    )


def _runs(row: Sequence[Rule]) -> list[Bar]:
    """Pieces at one height to bars."""
    runs: list[list[Rule]] = []
    edge = 0.0
    for rule in sorted(row, key=lambda r: (r.x0, r.x1)):
        if runs and rule.x0 - edge <= PIECES:
            runs[-1].append(rule)
            edge = max(edge, rule.x1)
        else:
            runs.append([rule])
            edge = rule.x1
    return [_bar(run) for run in runs]


def _bar(run: Sequence[Rule]) -> Bar:
    x0, x1 = run[0].x0, max(r.x1 for r in run)
    begins = sorted(r.x0 for r in run if r.x1 - r.x0 > CORNER and r.x0 > x0 + CORNER)
    joints: list[float] = []
    for x in begins:
        if not joints or x - joints[-1] > CORNER:
            joints.append(x)
    long = [r for r in run if r.x1 - r.x0 > CORNER] or run
    return Bar(min(r.top for r in long), max(r.bottom for r in long), x0, x1, tuple(joints))
