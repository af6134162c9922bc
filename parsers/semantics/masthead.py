"""What a paper says of itself: the values of masthead, cover, session block and title.

Symbol, language, days and words of the masthead are read here; which session is meant, in
`sessions`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import Profiles
from cotc.parsers.profiles.model import Body, Language
from cotc.parsers.profiles.patterns import Patterns, compiled, normalise
from cotc.parsers.semantics.dates import find_dates
from cotc.parsers.semantics.language import detect
from cotc.parsers.semantics.sessions import BRACKETS, MARKS, days_of, place_of, session_of
from cotc.parsers.semantics.symbols import canonical, find_symbols
from cotc.parsers.semantics.titles import read_title

# Lines of front matter in which a date after other words may still be that of issue.
_MASTHEAD_LINES = 14
_LONGEST_SYMBOL = 50  # characters
# "25-04747", "V.24-21194", "K1173733"; with the letter of the language where it is printed: "GE.18-01342(E)",
# "K2314567[E]".
_JOB = compiling.compile(
    r"(?<![\w*/-])(?P<number>(?:(?:V|GE|NA|HV|N)[.-]?)?\d{2}-\d{5}|K\d{7})"
    r"\*{0,2}(?: ?[(\[](?P<letter>[A-Z])[)\]])?(?![\w/])"
)
_DISTR = compiling.compile(r"distr?\.?:?")


class Masthead(NamedTuple):
    """Values as the contract's `report` and `session` want them; what is not told is None.

    Dates are ISO 8601; `session_number` is in ASCII digits (`"12"`, and `"2025"` for ECOSOC).
    """

    symbol: str | None
    title: str | None
    body: Body
    language: str
    original_language: str | None
    date: str | None
    distribution: str | None
    job: str | None
    session_number: str | None
    place: str | None
    start: str | None
    end: str | None


def read_masthead(
    front: Sequence[str], sample: str, profiles: Profiles, language: str | None = None
) -> Masthead:
    """The masthead of a paper.

    `front` holds lines or paragraphs of masthead, cover, session block and title in
    reading order, and the job line wherever it stands; `sample` is running text.
    `language` (ISO 639-1) overrides what the paper shows.
    """
    paragraphs = [normalise(text) for text in front]
    lines = [line for text in front for part in text.splitlines() if (line := normalise(part))]
    symbol = _symbol(lines, profiles)
    code = detect(sample, "\n".join(lines), language, profiles.languages)
    body = profiles.body_of(symbol, "\n".join(paragraphs) + "\n" + sample[:1000])
    patterns = compiled(profiles.languages[code], body)
    title = read_title(paragraphs, patterns)
    session = session_of(title, lines, symbol, patterns)
    start, end = days_of(title, lines, patterns)
    return Masthead(
        symbol=symbol,
        title=title,
        body=body,
        language=code,
        original_language=_original(lines, patterns, profiles),
        date=_issued(lines, patterns),
        distribution=_distribution(lines, (patterns.language, profiles.languages.get("en"))),
        job=_job(lines),
        session_number=session,
        place=place_of(title, lines, sample, (session, start), patterns),
        start=start,
        end=end,
    )


def _symbol(lines: Sequence[str], profiles: Profiles) -> str | None:
    """The first symbol of the front: masthead and cover stand before all lines that cite other papers.

    Bodies outside the symbol system of the United Nations ("CoP17 Doc. 10") tell their own by a pattern.
    """
    for line in lines:
        for found in find_symbols(line):
            return canonical(found.text)
    for line in lines[:_MASTHEAD_LINES]:
        if len(line) <= _LONGEST_SYMBOL and profiles.claims(line):
            return canonical(line)
    return None


def _original(lines: Sequence[str], patterns: Patterns, profiles: Profiles) -> str | None:
    """English papers name it too: "Original: English"; absent from adopted resolutions."""
    for line in lines:
        match = patterns.original.search(line)
        if match is None:
            continue
        word = match["language"].casefold()
        for language in profiles.languages.values():
            if word in language.names_in_mastheads or word == language.name.casefold():
                return language.code
    return None


def _issued(lines: Sequence[str], patterns: Patterns) -> str | None:
    """The day of issue stands on a line of its own, or ends one that a reader joined from two columns."""
    bare = [BRACKETS.sub("", line) for line in lines]
    for line in bare:
        spans = find_dates(line, patterns)
        if spans and spans[0].is_day and (spans[0].at, spans[0].to) == (0, len(MARKS.sub("", line))):
            return spans[0].start
    for line in lines[:_MASTHEAD_LINES]:
        spans = find_dates(line, patterns)
        if (
            len(spans) == 1
            and spans[0].is_day
            and spans[0].to == len(line)
            and not _tells_a_session(line, patterns)
        ):
            return spans[0].start
    return None


def _tells_a_session(line: str, patterns: Patterns) -> bool:
    told = (patterns.place, patterns.adoption, patterns.report_title)
    return any(pattern.match(line) for pattern in told)


def _distribution(lines: Sequence[str], languages: Sequence[Language | None]) -> str | None:
    """The word may stand away from its "Distr.", in old papers "Dist.", with the other column between."""
    masthead = [line.casefold() for line in lines[: 2 * _MASTHEAD_LINES]]
    whole = " ".join(masthead)
    parted = [f"distr. {line}" for line in masthead] if any(map(_DISTR.fullmatch, masthead)) else []
    for language in languages:
        for words, value in (language.distribution if language else {}).items():
            if words in whole or words in parted:
                return value
    return None


def _job(lines: Sequence[str]) -> str | None:
    """The fullest form printed: "24-24346 (E)" on page one, "24-24346" at the foot of the others."""
    jobs = [match for line in lines for match in _JOB.finditer(line)]
    with_letter = [match for match in jobs if match["letter"]]
    for match in (*with_letter, *jobs):
        return f"{match['number']} ({match['letter']})" if match["letter"] else str(match["number"])
    return None
