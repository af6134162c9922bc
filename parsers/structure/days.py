"""The day that a line names, as ISO 8601."""

from datetime import date

from cotc.parsers.profiles.patterns import Patterns, normalise


def iso_date(text: str, patterns: Patterns) -> str | None:
    """`"19 December 2024"` as `"2024-12-19"`; None where the text names no whole date."""
    text = normalise(text)
    for pattern in patterns.dates:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        day, month = groups.get("day2") or groups.get("day"), groups.get("month2") or groups.get("month")
        year = groups.get("year2") or groups.get("year")
        if not (day and month and year):
            continue
        try:
            return date(int(year), patterns.language.months[month.casefold()], int(day)).isoformat()
        except (ValueError, KeyError):
            continue
    return None
