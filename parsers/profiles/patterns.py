"""A language's patterns, compiled when first asked for.

The TOML files write what differs between languages; what they share stands here
as fragments, written in braces in the files:

{roman}         a roman number in capitals: IV
{title}         a title on the same line, group `title`: begins with a capital, a letter without case,
                a digit or an opening mark, and does not end as a sentence or a clause would
{text_number}   number of an adopted text: 12/1, 79/212 A, 2773 (2025), 6/CMA.3, BC-15/1, XIII/25, Conf. 4.6
{draft_number}  number of a draft text: I, IV, 3, A, -/CMA.5
{items}         items of an agenda: 18 (j), 12 (a) and 15, joined by `items_joined_by`
{organ}         the language's `organ_pattern` and the names of the body
{verbs} {past_verbs}  its operative verbs, and the same in the past
{adverbs} {openers}   what may stand before such a verb, and its preambular openers
{day} {month} {year} and {day2} {month2} {year2}  parts of a date, as groups

A language may define more in its `fragments`. Each pattern is anchored and meant for one heading or line
as `normalise` gives it.
"""

from collections.abc import Iterable
from functools import cached_property

import regex

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.model import Body, Language

_FLAGS = regex.IGNORECASE | regex.UNICODE
_SUFFIX = r"(?: ?(?-i:[A-Z](?:-[A-Z])?))?"
_TEXT_NUMBERS = (
    # In Russian the letters are Cyrillic ones that look the same: 1/СР.21
    r"(?:\d{1,3}|-)/(?-i:[CС][PР]|[CС][MМ][PР]|[CС][MМ][AА]|[CС][OО][PР]|MOP|MSP)\.\d{1,2}",
    r"(?:\p{Nd}{1,3}|-)/م ?أ(?: ?[إا])?(?: ?ت)?-\p{Nd}{1,2}",  # Arabic: 1/م أ-29 is 1/CP.29
    r"دإط?-\d{1,2}/\d{1,3}|[اأ] ?[برسم] ?[-–] ?\d{1,2}/\d{1,3}",  # S-32/1, ES-10/22; BC-16/1, RC-, SC-, MC-
    r"(?-i:[A-ZА-Я]{1,4}[-.](?:[IVXLC]+|\d{1,4}))/\d{1,3}(?-i:[A-Z])?",
    r"(?:(?-i:[IVXLC]+)|\d{1,4})/\d{1,3}" + _SUFFIX,
    r"(?-i:[IVXLC]+)\.\d{1,2}",
    r"(?-i:Conf)\. ?\d{1,2}\.\d{1,3}(?: \(Rev\. ?CoP\d{1,2}\))?",
    r"\d{1,2}\.\d{1,3}(?: \(Rev\. ?CoP\d{1,2}\))?",
    r"\d{1,4}(?: (?-i:[A-Z]))? ?\((?:\d{4}|(?:S-|ES-)?(?-i:[IVXLC]+))\)",
    r"\d{1,4}",
)
_TEXT_NUMBER = rf"(?:{'|'.join(_TEXT_NUMBERS)})(?![\p{{Latin}}\p{{Cyrillic}}\d/])"
# "79/212. Title"; Arabic "79/212 - "; Chinese without a space
_AFTER_NUMBER = r"(?: ?[.:：．](?: |(?=\p{Han}))| [-–] )"
# "2", "22.14", "IV", "A.1", "3 bis"
_TABLE_NUMBER = r"(?:(?-i:[IVXLC]{1,7}|[A-Z])|\p{Nd}{1,3})(?:[.-]\p{Nd}{1,3}){0,3}(?: bis)?(?![\p{L}\p{Nd}])"
_ITEM = r"\d{1,3}(?: (?:bis|ter))?(?: ?\(?\p{L}{1,4}\))*"

FRAGMENTS = {
    "roman": r"(?-i:[IVXLC]{1,8})(?![\p{Latin}\p{Nd}])",
    "title": (
        r"(?P<title>(?:(?-i:[\p{Lu}\p{Lt}\p{Lo}])|[\d\"“„«‘’'(\[《〈])"
        r"[^\n]{0,1500}(?<![.;,:，；：、،؛。]))"
    ),
    "text_number": _TEXT_NUMBER,
    "draft_number": rf"(?:(?-i:[IVXLC]{{1,6}}|[A-Z])|{_TEXT_NUMBER})(?![\p{{Latin}}\p{{Cyrillic}}\d/])",
    "day": r"(?P<day>(?<!\d)\d{1,2})",
    "day2": r"(?P<day2>\d{1,2}(?!\d))",
    "year": r"(?P<year>\d{4}(?!\d))",
    "year2": r"(?P<year2>\d{4}(?!\d))",
}

_INVISIBLE = compiling.compile(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def normalise(text: str) -> str:
    """`text` as patterns want it: one plain space between words, no kashida, no direction marks."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split())


def offset_in(text: str, at: int) -> int:
    """Where in `text` stands what stands at `at` in `normalise(text)`.

    Searching for the words would not do: French has a no-break space before a colon.
    """
    left = sum(not c.isspace() for c in normalise(text)[:at])
    for offset, character in enumerate(text):
        if character.isspace() or _INVISIBLE.match(character):
            continue
        if not left:
            return offset
        left -= 1
    return len(text)


class Patterns:
    """Compiled patterns of one language, with the names and numbers of one body where it is known.

    Immutable; each attribute is compiled at its first use. All match whole lines, but for
    `session`, `held` and `dates`, which are searched for inside a text.
    """

    def __init__(self, language: Language, body: Body | None = None) -> None:
        self.language = language
        self.body = body
        self._fragments = {**language.fragments, **FRAGMENTS}  # its own first: they may use the shared ones
        joined = language.items_joined_by
        self._fragments["items"] = (
            rf"{_ITEM}(?:(?: ?,| ?、| ?،| (?:{joined})|, (?:{joined})| ?(?:{joined})(?=[\d ])| ?[–—-])"
            rf" ?(?:{_ITEM}|\(?\p{{L}}{{1,4}}\))){{0,20}}"
        )
        self._fragments["organ"] = "|".join((*self._own_names(), language.organ_pattern))

    def _own_names(self) -> tuple[str, ...]:
        names = self.body.names.get(self.language.code, ()) if self.body else ()
        return tuple(regex.escape(normalise(name), literal_spaces=True) for name in names)

    def compile(self, pattern: str) -> regex.Pattern[str]:
        return compiling.compile(self._expand(pattern), _FLAGS)

    def _expand(self, pattern: str) -> str:
        """Fragments put in place; {verbs} and the like are built only for the patterns that use them."""
        lists = {
            "{verbs}": self.language.operative_verbs,
            "{past_verbs}": self.language.past_verbs,
            "{openers}": self.language.preambular_openers,
            "{adverbs}": self.language.adverbs,
            "{month}": self.language.months,
            "{month2}": self.language.months,
        }
        for name in ("organ", *self._fragments):
            pattern = pattern.replace(f"{{{name}}}", self._fragments[name])
        for name, words in lists.items():
            if name in pattern:
                group = f"?P<{name[1:-1]}>" if name.startswith("{month") else "?:"
                vowels = not name.startswith("{month")
                pattern = pattern.replace(name, f"({group}{_any_of(words, vowels)})")
        return pattern

    def _bare(self, kind: str) -> str | None:
        """Number and title on one line, without a word before it: "79/212. Combating …"."""
        numbers = [t.number_pattern for t in self.body.texts if t.kind == kind] if self.body else []
        if not numbers:
            return None
        struck = r"(?=(?:[اأ] ?[برسم] ?[-–] ?)?\S*/)"  # Arabic parts the initials of a convention
        return rf"^(?P<number>{struck}(?-i:{'|'.join(numbers)})){_AFTER_NUMBER}{{title}}$"

    def _text(self, kind: str, pattern: str) -> regex.Pattern[str]:
        bare = self._bare(kind)
        return self.compile(pattern if bare is None else f"{pattern}|{bare}")

    @cached_property
    def chapter(self) -> regex.Pattern[str]:
        return self.compile(self.language.chapter_pattern)

    @cached_property
    def part(self) -> regex.Pattern[str]:
        return self.compile(self.language.part_pattern)

    @cached_property
    def annex(self) -> regex.Pattern[str]:
        return self.compile(self.language.annex_pattern)

    @cached_property
    def table(self) -> regex.Pattern[str]:
        words = _any_of(self.language.table_words, vowels=True)
        title = "(?:(?: ?[.:：．]| [–—-])? ?{title})?"
        return self.compile(rf"^(?:{words}) ?(?P<number>{_TABLE_NUMBER}){title}$")

    @cached_property
    def rule(self) -> regex.Pattern[str]:
        return self.compile(self.language.rule_pattern)

    @cached_property
    def resolution(self) -> regex.Pattern[str]:
        return self._text("resolution", self.language.resolution_pattern)

    @cached_property
    def decision(self) -> regex.Pattern[str]:
        return self._text("decision", self.language.decision_pattern)

    @cached_property
    def text_row(self) -> regex.Pattern[str]:
        """A row of a contents table that begins with a text's number: "12/1. Title", "2/CP.27 Title"."""
        number = r"(?P<number>(?=\S*/|\d{1,2}\.\d|Conf\.){text_number})"
        return self.compile(rf"^{number}(?: ?[.:–-])? (?P<title>.+)$")

    @cached_property
    def draft(self) -> regex.Pattern[str]:
        return self.compile(self.language.draft_pattern)

    @cached_property
    def agenda_item(self) -> regex.Pattern[str]:
        return self.compile(self.language.agenda_item_pattern)

    @cached_property
    def submitted(self) -> regex.Pattern[str]:
        return self.compile(self.language.submitted_pattern)

    @cached_property
    def author(self) -> regex.Pattern[str]:
        return self.compile(self.language.author_pattern)

    @cached_property
    def formula(self) -> regex.Pattern[str]:
        return self.compile(self.language.formula_pattern)

    @cached_property
    def decides(self) -> regex.Pattern[str]:
        return self.compile(self.language.decides_pattern)

    @cached_property
    def decided(self) -> regex.Pattern[str]:
        """As `decides`, told in the past, where the language's verbs change for it."""
        if not self.language.past_verbs:
            return self.decides
        return self.compile(self.language.decides_pattern.replace("{verbs}", "{past_verbs}"))

    @cached_property
    def adoption(self) -> regex.Pattern[str]:
        return self.compile(self.language.adoption_pattern)

    @cached_property
    def original(self) -> regex.Pattern[str]:
        return self.compile(self.language.original_pattern)

    @cached_property
    def report_title(self) -> regex.Pattern[str]:
        return self.compile(self.language.report_title_pattern)

    @cached_property
    def session(self) -> regex.Pattern[str]:
        return self.compile(self.language.session_pattern)

    @cached_property
    def held(self) -> regex.Pattern[str]:
        return self.compile(self.language.held_pattern)

    @cached_property
    def place(self) -> regex.Pattern[str]:
        return self.compile(self.language.place_pattern)

    @cached_property
    def official_records(self) -> regex.Pattern[str]:
        return self.compile(self.language.official_records_pattern)

    @cached_property
    def preambular(self) -> regex.Pattern[str]:
        """Does a text begin as a recital does? Last evidence only."""
        return self.compile(r"^\W{0,3}{openers}(?:\b|(?<=\p{Lo}))")

    @cached_property
    def operative(self) -> regex.Pattern[str]:
        """Does a text begin as an operative paragraph does? Last evidence only."""
        return self.compile(r"^\W{0,3}(?:{adverbs} )?{verbs}(?:\b|(?<=\p{Lo}))")

    @cached_property
    def dates(self) -> tuple[regex.Pattern[str], ...]:
        return tuple(self.compile(pattern) for pattern in self.language.date_patterns)


_ARABIC_LETTER = compiling.compile(r"(?<=\p{Arabic})(?!\p{Mn})")


def _any_of(words: Iterable[str], vowels: bool) -> str:
    """Alternatives, longest first; with `vowels` an Arabic word may bear its vowel signs or not."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    escaped = (regex.escape(word, literal_spaces=True) for word in ordered)
    return "|".join(_ARABIC_LETTER.sub(r"\\p{Mn}*", word) if vowels else word for word in escaped)


_KNOWN: dict[tuple[int, int], Patterns] = {}


def compiled(language: Language, body: Body | None = None) -> Patterns:
    """The patterns of a language and body; the same objects give the same patterns back."""
    key = (id(language), id(body))  # Patterns holds both, so that neither id can be used again
    if key not in _KNOWN:
        _KNOWN[key] = Patterns(language, body)
    return _KNOWN[key]
