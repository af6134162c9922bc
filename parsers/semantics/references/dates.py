"""Dates in ISO 8601: `2024-10-18`, `2024-10-14/2024-10-18`, `2022-05`; `--10-18` without a year."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.found import Found, is_range, single
from cotc.parsers.semantics.references.lexicon import Lexicon

_DIGITS = compiling.compile(r"\d+")
_NAMED = compiling.compile(
    r"[^().;,]{0,12}\(\p{L}{1,3}(\d{1,2})\)"
)  # initials and day of what bears the date as name


def dates(text: str, words: Lexicon) -> Iterator[Found]:
    if not _DIGITS.search(text) or not words.date_hint.search(text):
        return
    found: list[Found] = []
    for match in words.date.finditer(text):
        named = _NAMED.match(text, match.end())
        if named and named[1] in _DIGITS.findall(match[0]):  # "the 23 March Movement (M23)"
            continue
        found += _han_date(match, words) if words.number_first else _date(match, words)
    for item, following in pairwise(found):
        if item.form.startswith("--"):
            _shared_year(text, item, following, words)
    yield from found


def _shared_year(text: str, item: Found, following: Found, words: Lexicon) -> None:
    """`31 August and 1 September 2023`: both are of that year."""
    year, later = following.form[:4], following.form[5:10]
    listed = words.date_list.fullmatch(text, item.end, following.start)
    if listed and year.isdigit() and item.form[-5:] <= later:
        item.form = item.form.replace("--", f"{year}-")


def _date(match: regex.Match[str], words: Lexicon) -> Iterator[Found]:
    span = match.span()
    if match["alone"]:
        yield single("date", *span, f"{match['only']}-{_month(match['alone'], words):02}")
        return
    if match["before"]:  # "January 28, 2025"
        iso = _iso(match["in"], _month(match["before"], words), match["on"])
        if iso:
            yield single("date", *span, iso)
        return
    if match["first"]:
        first = _iso(match["y1"] or match["year"], _month(match["m1"], words), match["d1"])
        last = _iso(match["year"], _month(match["m2"], words), match["d2"])
        if first and last:
            yield single("date", *span, f"{first}/{last}")
        return
    month = _month(match["month"], words)
    days = list(words.day.finditer(match["days"]))
    at = 0
    while at < len(days):
        step = 2 if at + 1 < len(days) and is_range(match["days"], days, at, words.day_range) else 1
        isos = [_iso(match["year"], month, day[0]) for day in days[at : at + step]]
        start = match.start() + days[at].start()
        at += step
        end = match.end() if at >= len(days) else match.start() + days[at - 1].end()
        if all(isos):
            yield Found("date", start, end, "/".join(filter(None, isos)), *span)


def _han_date(match: regex.Match[str], words: Lexicon) -> Iterator[Found]:
    year, month = match["y"], int(match["m"])
    if not match["d"]:
        if year:
            yield single("date", *match.span(), f"{year}-{month:02}")
        return
    first = _iso(year, month, match["d"])
    last = _iso(year, int(match["m2"] or month), match["d2"]) if match["d2"] else None
    if first and last and words.day_range.fullmatch(match["sep"]):
        yield single("date", *match.span(), f"{first}/{last}")
    elif first:
        end = match.start("sep") if last else match.end()
        yield Found("date", match.start(), end, first, *match.span())
        if last:
            yield Found("date", match.end("sep"), match.end(), last, *match.span())


def _month(name: str, words: Lexicon) -> int:
    exact = words.months.get(name)
    if exact is not None:
        return exact
    return next(i for i, pattern in enumerate(words.month_patterns, 1) if pattern.fullmatch(name))


def _iso(year: str | None, month: int, day: str) -> str | None:
    """`2024-10-18`; `--10-18` where no year is given; None where there is no such day."""
    number_of_day = int(_DIGITS.findall(day)[0])
    try:
        date(int(year) if year else 2000, month, number_of_day)
    except ValueError:
        return None
    return f"{year or '-'}-{month:02}-{number_of_day:02}"
