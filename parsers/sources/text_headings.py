"""Which paragraphs of a text are headings, and in what size papers set such headings."""

from collections.abc import Sequence

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import roman_value
from cotc.parsers.sources.forms import ANNEX
from cotc.parsers.sources.text_inline import Inline
from cotc.parsers.sources.text_lines import LABEL, Entry, is_heading

# Sizes of headings in official papers (points): the paper's title, chapter, section, title of a text, others.
TITLE, CHAPTER, SECTION, TEXT_TITLE, OTHER = 17.0, 14.0, 12.0, 11.0, 10.0
# "Resolution 12/1" and the like are shorter than this (characters).
LONGEST_NUMBER = 60
_BY_SIGN = {1: CHAPTER, 2: SECTION, 3: TEXT_TITLE}

_ROMAN = compiling.compile(r"([IVXLC]{1,7})\.\s")
_LETTER = compiling.compile(r"(\p{Lu})\.\s")
_NUMBER = compiling.compile(r"(\d{1,2})\.\s")
_HAN = compiling.compile(r"\p{Han}{1,3}、")
# "Resolution 12/1", "Decision 6/CMA.3", "Décision 12/1": words, then a number with a stroke or a stop in it.
_TEXT_NUMBER = compiling.compile(
    r"\p{L}[\p{L} ]{1,30}\s(?:[\w-]{1,6}[/.][\w./-]*\d[\w./-]*|\d{1,4} \(\d{4}\))\*{0,3}"
)
# Arabic headings: chapters count in ordinals (أولا), sections in names of letters (ألف), before a dash.
_ARABIC = compiling.compile(r"(\p{Arabic}+(?:\s\p{Arabic}+)?)\s*[-–]\s")
_ARABIC_ORDINAL = compiling.compile(r"\p{Arabic}+ا\u064b?|.*\bعشر")


class Headings:
    """Reads headings in order: a lone `C.` or `I.` is a letter or a number by those before it."""

    def __init__(self) -> None:
        self._chapter = 0
        self._section = ""
        self._number_above = False  # the paragraph above was a number that a title may follow
        self._any = False

    def size(self, entries: Sequence[Entry], index: int, words: Inline) -> tuple[float | None, bool]:
        """A heading's size, None for running text; and whether it is the title under a number."""
        entry = entries[index]
        below_number, self._number_above = self._number_above, False
        if not (entry.level or words.bold or (is_heading(entry.raw) and _stands_apart(entries, index))):
            self._any = self._any or LABEL.match(entry.raw) is not None
            return None, False
        if _is_number(words.text):
            self._number_above = True
            self._any = True
            return (TEXT_TITLE if ANNEX.fullmatch(words.text) else SECTION), False
        if below_number and LABEL.match(words.text) is None:
            return TEXT_TITLE, True
        if entry.level:
            return _BY_SIGN.get(entry.level, OTHER), False
        size = self._numbered(words.text)
        if size is None:
            size = OTHER if self._any else TITLE
        self._any = True
        return size, False

    def _numbered(self, text: str) -> float | None:
        roman, letter = _ROMAN.match(text), _LETTER.match(text)
        following = self._chapter + 1
        if letter and self._section and ord(letter[1]) == ord(self._section) + 1:
            self._section = letter[1]
            return SECTION
        value = (roman_value(roman[1]) or following) if roman else 0
        if roman and (not letter or value in (following, 1)):
            self._chapter, self._section = value, ""
            return CHAPTER
        if letter:
            self._section = letter[1]
            return SECTION
        arabic = _ARABIC.match(text)
        if _HAN.match(text) or (arabic and _ARABIC_ORDINAL.fullmatch(arabic[1])):
            return CHAPTER
        if arabic:
            return SECTION
        return OTHER if _NUMBER.match(text) else None


def _stands_apart(entries: Sequence[Entry], index: int) -> bool:
    """Blank lines stand around a heading, or a title under its number; items of a list follow each other."""
    entry = entries[index]
    following = next((e for e in entries[index + 1 :] if e.kind in ("text", "row")), None)
    number = _NUMBER.match(entry.raw)
    if number is not None:
        other = _NUMBER.match(following.raw) if following else None
        return entry.alone and (other is None or int(other[1]) != int(number[1]) + 1)
    under_number = index > 0 and _is_number(entries[index - 1].raw)
    return (entry.alone or under_number) and (_is_number(entry.raw) or following is None or following.alone)


def _is_number(text: str) -> bool:
    """The number of a text or an annex, by itself: its title follows."""
    short = len(text) <= LONGEST_NUMBER
    return short and (_TEXT_NUMBER.fullmatch(text) or ANNEX.fullmatch(text)) is not None
