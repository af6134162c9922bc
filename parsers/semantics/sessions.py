"""Which session a paper reports on: its number, its days, its place.

The title of a report names its own session, place and dates; the session block those of the
session the paper was issued for; the symbol of a General Assembly paper its session; running
text ("held its sixty-ninth session at Headquarters") only the place.
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.model import Language
from cotc.parsers.profiles.numerals import digits, han_value, ordinal
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.semantics.dates import extent, find_dates

BRACKETS = compiling.compile(r"^[\[(]\s*|\s*[\])]\*{0,3}$")
MARKS = compiling.compile(r"[\s*]+$")
_YEARS = compiling.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")
# A sentence's subject stands within its first characters.
_SUBJECT = 25
# A session's place is told early in the text (characters).
_OPENING = 40_000
_STOP = compiling.compile(r"(?<=[\p{Ll}\p{Nd}\p{Arabic})]{2})[.؟] |。")
_YEAR = compiling.compile(r"\d{4}")


def session_of(title: str | None, lines: Sequence[str], symbol: str | None, patterns: Patterns) -> str | None:
    if (year := _year_reported(title, lines, patterns)) is not None:
        return year
    for text in (title, *lines):
        number = session_number(text, patterns) if text else None
        if number is not None and (text == title or _is_session_line(text or "", patterns)):
            return number
    pattern = patterns.body.session_from_symbol_pattern if patterns.body else None
    match = compiling.compile(pattern).match(symbol) if pattern and symbol else None
    return match["session"] if match else None


def _year_reported(title: str | None, lines: Sequence[str], patterns: Patterns) -> str | None:
    """The year that a supplement's title names in place of a session: "Report of the Committee … for 2025".

    The session on the cover of Official Records is that of the organ whose records they are.
    """
    if not title or session_number(title, patterns) or find_dates(title, patterns):
        return None
    years = _YEARS.findall(digits(title))
    is_supplement = any(patterns.official_records.match(line) for line in lines)
    return str(years[0]) if is_supplement and len(years) == 1 else None


def _is_session_line(line: str, patterns: Patterns) -> bool:
    """A line that holds a session's name and little else, not one that tells of a session."""
    match = patterns.session.search(line)
    return match is not None and len(line) <= len(match[0]) + 40


def session_number(text: str, patterns: Patterns) -> str | None:
    """The session that `text` names first: "its twelfth session" is "12", "2025 session" is "2025"."""
    for match in patterns.session.finditer(text, overlapped=True):
        value = ordinal_value(match["ordinal"], patterns.language)
        if value is not None:
            return str(value)
    return None


def ordinal_value(words: str, language: Language) -> int | None:
    """ "twelfth", "12th", "двадцать третьей", "十二"; words before the ordinal are passed over."""
    number = regex.match(r"\d+", digits(words))
    if number:
        return int(number[0])
    if (han := han_value(words)) is not None:
        return han
    parts = words.casefold().split()
    for first in range(len(parts)):
        value = ordinal(" ".join(parts[first:]), language)
        if value is not None:
            return value
    return None


def days_of(title: str | None, lines: Sequence[str], patterns: Patterns) -> tuple[str | None, str | None]:
    """First and last day of the session: from the title, else from a line of dates, or place and dates."""
    told = extent(find_dates(_of_first(title, patterns), patterns)) if title else None
    if told:
        return told
    for line in lines:
        bare = BRACKETS.sub("", line)
        spans = find_dates(bare, patterns)
        place = patterns.place.match(line)
        whole = (
            spans and not spans[0].is_day and spans[0].at == 0 and spans[-1].to >= len(MARKS.sub("", bare))
        )
        if spans and (whole or place) and not _YEAR.fullmatch(bare):
            return extent(spans) or (None, None)
    return None, None


def _of_first(title: str, patterns: Patterns) -> str:
    """A title as far as it tells of its first session: reports on several give the days of each."""
    sessions = [match for match in patterns.session.finditer(title) if session_number(match[0], patterns)]
    parts = [title[a.start() : b.start()] for a, b in pairwise(sessions)]
    return parts[0] if parts and find_dates(parts[0], patterns) else title


def place_of(
    title: str | None,
    lines: Sequence[str],
    sample: str,
    session: tuple[str | None, str | None],
    patterns: Patterns,
) -> str | None:
    """From the title, the session block, or the sentence of the text that tells of this very session.

    `session` is its number and its first day.
    """
    if title and (match := patterns.held.search(title)):
        return _plain(match["place"], patterns.language)
    bracketed = regex.findall(r"\([^()]+\)", title or "")
    for line in (*bracketed, *lines):
        match = patterns.place.match(line)
        if match and find_dates(line, patterns):
            return _plain(match["place"], patterns.language)
    number, start = session
    text = normalise(sample)
    for match in patterns.held.finditer(text) if number else ():
        if session_number(match[0], patterns) == number:
            return _plain(match["place"], patterns.language)
    return _place_of_days(text[:_OPENING], start, patterns) if start else None


def _place_of_days(text: str, start: str, patterns: Patterns) -> str | None:
    """Where the sentence that gives the session's days, or the next one, says that it was held.

    "… from 8 to 26 July 2024. Sessions were held at the United Nations Office at Geneva."
    """
    told = False
    for sentence in _STOP.split(text):
        has_year = start[:4] in digits(sentence)
        spans = find_dates(sentence, patterns) if has_year else ()
        tells = any(span.start == start and not span.is_day for span in spans)
        speaks = any(word in sentence[:_SUBJECT].casefold() for word in patterns.language.session_words)
        if tells or (told and speaks and not has_year):
            if match := patterns.held.search(sentence):
                return _plain(match["place"], patterns.language)
            if tells and (seat := _seat(sentence, patterns.language)):
                return seat
        told = tells
    return None


def _seat(sentence: str, language: Language) -> str | None:
    """The seat of the United Nations that a sentence names: "… at the United Nations Office at Geneva"."""
    edge = "" if language.script == "han" else r"\b"
    for form, place in language.place_forms.items():
        if form in sentence and regex.search(f"{edge}{regex.escape(form)}{edge}", sentence):
            return place
    return None


def _plain(place: str, language: Language) -> str:
    place = place.strip(" ,")
    seat = next((s for s in language.place_forms if place.startswith(f"{s},")), place)
    return language.place_forms.get(seat, place)
