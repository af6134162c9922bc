"""The text column: its edges, its leading, and whether its paragraphs stand apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.tables import LABEL
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import TIMES

# White space between lines beyond this (line heights over type size) parts paragraphs.
LOOSE = 1.4
# … where the paper's own leading is wider than usual, this much more than it.
LOOSER = 1.18
# Type sizes differ when they differ by this share.
SIZE_STEP = 0.06
# A line is full when it ends within this many type sizes of the right edge.
FULL = 1.5
# A line of running text is, if it is full, as long as this share of all that is printed.
LONG = 0.5
# The step from a line to the next of its paragraph is between these (line heights over type size) …
LEADING_LEAST, LEADING_MOST = 0.9, 2.2
# … and a full line says so many times as much of it as any other.
FULL_COUNTS = 10
# White space above labels is a paper's habit when so many of them, and this share, have it.
LEAST_LABELS, SPACED = 10, 0.9

OPENING_LABEL = compiling.compile(
    rf"(?!\d+\s(?!{TIMES}\.)|\d+\.\d+\s(?!{TIMES}\.)\p{{Ll}})({LABEL.pattern})(?:\s|$|(?<=[.)）、])(?=\p{{Han}}))"
)


class Column(NamedTuple):
    """The edges of the text column, and the usual leading (line heights over type size).

    `spaced`: nearly all lines that open with a label have white space above them.
    """

    left: float
    right: float
    leading: float
    size: float  # of the running text
    spaced: bool = False

    @property
    def measure(self) -> float:
        return self.right - self.left

    @property
    def loose(self) -> float:
        """Lines further apart than this are of two paragraphs (line heights over type size)."""
        return _loosest(self.leading)

    def is_full(self, line: Line) -> bool:
        """Does a line reach the right edge?"""
        return _reaches(line, self.right)


def _loosest(leading: float) -> float:
    return max(LOOSE, LOOSER * leading)


def _reaches(line: Line, right: float) -> bool:
    return line.x1 >= right - FULL * line.size


def column_of(lines: Iterable[Line], body_size: float) -> Column:
    """The text column, from the lines in the size of the running text."""
    lines = list(lines)
    text = [line for line in lines if abs(line.size - body_size) <= SIZE_STEP * body_size] or lines
    if not text:
        return Column(0.0, 1.0, 1.2, body_size)
    left = _left_edge(text)
    right = _right_from(text, left)
    leading = _leading(text, right)
    return Column(float(left), right, leading, body_size, _is_spaced(text, leading))


def _left_edge(lines: Sequence[Line]) -> int:
    """Where most lines begin, of those places where a line goes on after a full one, as text does."""
    lefts = Counter(round(line.x0) for line in lines)
    least = LONG * (max(line.x1 for line in lines) - min(lefts))
    ends = [line.x1 for line in lines if line.x1 - line.x0 >= least]
    right = _right_edge(ends) if ends else 0.0
    going_on = {
        round(line.x0)
        for above, line in pairwise(lines)
        if above.x1 - above.x0 >= least and _reaches(above, right) and _step(above, line)
    }
    return min(going_on or lefts, key=lambda x: (-lefts[x], x))


def _step(above: Line, line: Line) -> float | None:
    """How far a line is below another (line heights over type size), if it may go on with its paragraph."""
    step = (line.baseline - above.baseline) / line.size
    return step if above.page == line.page and LEADING_LEAST < step < LEADING_MOST else None


def _right_from(lines: Sequence[Line], left: float) -> float:
    begun_by = left + 0.25 * (max(line.x1 for line in lines) - left)
    return _right_edge([line.x1 for line in lines if line.x0 <= begun_by] or [line.x1 for line in lines])


def _leading(lines: Sequence[Line], right: float) -> float:
    """The usual step from a line to the next of its paragraph (line heights over type size).

    Full lines tell it: after others a paragraph may end, and where most are of one
    line, the usual step is that between paragraphs.
    """
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        step = _step(above, line)
        if step is not None:
            steps[round(step, 2)] += FULL_COUNTS if _reaches(above, right) else 1
    return steps.most_common(1)[0][0] if steps else 1.2


def _is_spaced(lines: Sequence[Line], leading: float) -> bool:
    """Do nearly all lines that open with a label have white space above them?"""
    steps = [
        (line.baseline - above.baseline) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and OPENING_LABEL.match(line.text)
    ]
    loose = sum(step > _loosest(leading) for step in steps)
    return len(steps) >= LEAST_LABELS and loose >= SPACED * len(steps)


def _right_edge(ends: Sequence[float]) -> float:
    """Justified lines end at one place; where they are ragged, nearly all end before it."""
    ends = sorted(ends)
    middle = ends[len(ends) // 2]
    count = Counter(round(x / 2) for x in ends if x >= middle)
    place, often = count.most_common(1)[0]
    if often >= 0.15 * len(ends):
        return max(x for x in ends if round(x / 2) == place)
    return ends[int(0.95 * (len(ends) - 1))]
