"""Underlined lines: typewritten papers have no bold, and underline their headings.

Promise: a line is underlined where a thin rule runs close under most of its words and no further, so that
the borders of tables and the rule above notes underline nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cotc.parsers.layout.lines import Line
from cotc.parsers.model import Rule

# An underline lies so far below the baseline (type sizes) …
HIGHEST, LOWEST = -0.02, 0.3
# … reaches no further than the words (type sizes), and runs under so much of them.
BEYOND, LEAST = 0.4, 0.6


def underline(lines: Iterable[Line], rules: Sequence[Rule]) -> None:
    """Mark the lines that rules of their page underline."""
    level = sorted((rule for rule in rules if rule.x1 - rule.x0 > rule.bottom - rule.top), key=_top)
    tops = [rule.top for rule in level]
    if not tops:
        return
    for line in lines:
        first = bisect_left(tops, line.baseline + HIGHEST * line.size)
        last = bisect_left(tops, line.baseline + LOWEST * line.size)
        least = LEAST * (line.x1 - line.x0)
        line.underlined = any(
            rule.x1 - rule.x0 >= least and underlines(rule, line) for rule in level[first:last]
        )


def _top(rule: Rule) -> float:
    return rule.top


def underlines(rule: Rule, line: Line) -> bool:
    """Does a rule run close under some of a line's words, and no further than they do?"""
    left, right = rule.x0, rule.x1
    if line.mirror:
        left, right = line.mirror - right, line.mirror - left
    slack = BEYOND * line.size
    close = HIGHEST * line.size <= rule.top - line.baseline <= LOWEST * line.size
    return close and left >= line.x0 - slack and right <= line.x1 + slack
