"""Dates and spans of dates in six languages, as ISO 8601.

"from 14 to 18 October 2024", "25 July 2024–30 July 2025", "du 1er au 5 mai 2023",
"14–18 октября 2024 года", "2024年10月14日至18日", "من ١٤ إلى ١٨ تشرين الأول/أكتوبر ٢٠٢٤".
"""

import unicodedata
from datetime import date
from typing import NamedTuple

import regex

from cotc.parsers.profiles.numerals import digits
from cotc.parsers.profiles.patterns import Patterns


class Span(NamedTuple):
    """Days from `start` to `end` inclusive (ISO), the same for one day; `[at, to)` in the text."""

    start: str
    end: str
    at: int
    to: int

    @property
    def is_day(self) -> bool:
        return self.start == self.end


def find_dates(text: str, patterns: Patterns) -> tuple[Span, ...]:
    """The dates in `text`, from left to right; the patterns that come first (spans) win where two overlap."""
    found: list[Span] = []
    for pattern in patterns.dates:
        for match in pattern.finditer(text):
            span = None if _is_torn(text, match.start()) else _span(match, patterns)
            if span and all(span.to <= other.at or other.to <= span.at for other in found):
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.at))


def _is_torn(text: str, at: int) -> bool:
    """Does a sign stand close before a date? In a misread scan it may have been a figure: "~9 May"."""
    return at > 0 and text[at].isdigit() and unicodedata.category(text[at - 1]).startswith("S")


def extent(spans: tuple[Span, ...]) -> tuple[str, str] | None:
    """From the first to the last day: a session in two parts runs from the one's start to the other's end."""
    if not spans:
        return None
    return min(span.start for span in spans), max(span.end for span in spans)


def _span(match: "regex.Match[str]", patterns: Patterns) -> Span | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    months = patterns.language.months
    month = groups.get("month") or groups.get("month2")
    year = groups.get("year") or groups.get("year2")
    first = _day(groups.get("day"), months.get(_folded(month)), year)
    if "day2" not in groups:
        last = first
    else:
        month2 = months.get(_folded(groups.get("month2") or month))
        last = _day(groups["day2"], month2, groups.get("year2") or year)
    if first is None or last is None:
        return None
    if (
        last.month < first.month and "year" not in groups
    ):  # "28 December–3 January 2025": the year stands at the end
        first = _day(groups.get("day"), first.month, str(first.year - 1))
    if first is None or last < first:
        return None
    return Span(first.isoformat(), last.isoformat(), match.start(), match.end())


def _day(day: str | None, month: int | None, year: str | None) -> date | None:
    if not day or not month or not year:
        return None
    try:
        return date(int(digits(year)), month, int(digits(day)))
    except ValueError:
        return None


def _folded(month: str | None) -> str:
    return digits(month or "").casefold()
