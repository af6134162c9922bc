"""The language of a paper: by script, language line, job line and words, in that order.

Mastheads of Arabic, Chinese and Russian papers are in English, so the words of a
masthead say nothing; and the language line is left out of most English papers.
"""

from collections.abc import Mapping

import regex

from cotc.parsers.errors import UsageError
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.model import Language
from cotc.parsers.profiles.patterns import normalise

DEFAULT = "en"
# The share of letters from which a script is that of the paper; Latin symbols and names stand in all.
_SHARE = 0.2
# Characters of running text that are looked at.
_SAMPLE = 20_000

_SCRIPTS = {
    "arabic": compiling.compile(r"\p{Arabic}"),
    "han": compiling.compile(r"\p{Han}"),
    "cyrillic": compiling.compile(r"\p{Cyrillic}"),
    "latin": compiling.compile(r"\p{Latin}"),
}
_ORIGINAL = compiling.compile(
    r"(?:original|оригинал|原件|الأصل) ?[:：] ?\p{L}+(?:/\p{L}+)*", regex.IGNORECASE
)
_JOB_LETTER = compiling.compile(r"\d{5,7}\*? ?\((?P<letter>[A-Z])\)")
_WORD = compiling.compile(r"\p{L}+")


def detect(
    text: str, masthead: str, override: str | None = None, languages: Mapping[str, Language] | None = None
) -> str:
    """The ISO 639-1 code of a paper's language.

    `text` is running text, `masthead` what stands on the first page before and
    under it; either may be empty. `override` is what the user says. `languages`
    are the shipped ones and the user's own unless given.
    """
    known = load().languages if languages is None else languages
    if override is not None:
        if override not in known:
            raise UsageError(f"no language {override!r}", f"use one of {', '.join(sorted(known))}")
        return override
    candidates = _of_script(_script(text[:_SAMPLE] or masthead), known)
    if len(candidates) < 2:
        return candidates[0].code if candidates else DEFAULT
    return (
        _by_language_line(masthead, candidates)
        or _by_job_line(masthead, candidates)
        or _by_words(text[:_SAMPLE] or masthead, candidates)
        or DEFAULT
    )


def _script(text: str) -> str:
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    letters = sum(counts.values())
    others = {name: count for name, count in counts.items() if name != "latin" and count >= _SHARE * letters}
    return max(others, key=lambda name: others[name]) if letters and others else "latin"


def _of_script(script: str, languages: Mapping[str, Language]) -> list[Language]:
    return [language for language in languages.values() if language.script == script]


def _by_language_line(masthead: str, candidates: list[Language]) -> str | None:
    """ "Français" stands on the line above "Original : anglais"; a whole line counts before a word."""
    lines = [normalise(_ORIGINAL.sub("\n", line)).casefold() for line in masthead.splitlines()]
    for language in candidates:
        if language.name.casefold() in lines:
            return language.code
    words = {word for line in lines for word in _WORD.findall(line)}
    named = [language.code for language in candidates if language.name.casefold() in words]
    return named[0] if len(named) == 1 else None


def _by_job_line(masthead: str, candidates: list[Language]) -> str | None:
    letters = {match["letter"] for match in _JOB_LETTER.finditer(masthead)}
    named = [language.code for language in candidates if language.job_letter in letters]
    return named[0] if len(named) == 1 else None


def _by_words(text: str, candidates: list[Language]) -> str | None:
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = {language.code: sum(word in language.common_words for word in words) for language in candidates}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else None
