"""Labels of headings, paragraphs and items: `12.`, `(a)`, `ii)`, `A.`, `IV.`, `б)`, `（一）`, bullets."""

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import AS_LATIN, LOOK_ALIKES, TIMES, han_value, letter_value, roman_value

# A number put in between others: "3 bis".
_PUT_IN = compiling.compile(rf"(\S+?)\s*{TIMES}")


class Scheme(IntEnum):
    """How a label counts. The order is that of headings, from the highest down."""

    UPPER_ROMAN = 1
    UPPER_LETTER = 2
    DECIMAL = 3
    LETTER = 4
    ROMAN = 5
    BULLET = 6


class Label(NamedTuple):
    """`text` as printed, `number` without brackets and stops, `value` its place in the count.

    `end` is where the words after it begin. `other` is the second reading of a
    label that has two: `(i)` is the ninth letter or the first roman number.
    """

    text: str
    number: str
    scheme: Scheme
    value: int
    end: int
    other: "Label | None" = None

    def follows(self, above: "Label") -> bool:
        """Is this the next number, or one that was put in between: (a bis) after (a)?"""
        put_in = _PUT_IN.fullmatch(self.number)
        if put_in is not None:
            before = _PUT_IN.fullmatch(above.number)
            return self.scheme is above.scheme and put_in[1] == (before[1] if before else above.number)
        return self.scheme is above.scheme and self.value == above.value + 1


Reader = Callable[[str], Label | None]

# A label, and what must follow it, stand within so many characters.
HEAD = 64

_HAN = "一二三四五六七八九十"
_ARABIC_UPPER = {
    "أولا": 1, "ثانيا": 2, "ثالثا": 3, "رابعا": 4, "خامسا": 5, "سادسا": 6, "سابعا": 7, "ثامنا": 8, "تاسعا": 9,
    "عاشرا": 10, "حادي عشر": 11, "ثاني عشر": 12, "ثالث عشر": 13, "رابع عشر": 14, "خامس عشر": 15,
}  # fmt: skip
_ARABIC_LETTERS = {
    "ألف": 1, "باء": 2, "جيم": 3, "دال": 4, "هاء": 5, "واو": 6, "زاي": 7, "حاء": 8, "طاء": 9, "ياء": 10,
    "كاف": 11, "لام": 12, "ميم": 13, "نون": 14,
}  # fmt: skip

_END = r"(?:\s+|$|(?=[\p{Han}《“\[]))"
_UPPER_ROMAN = compiling.compile(rf"([IVXLC]+)\.(?:{_END}|(?=\p{{Lu}}\p{{Ll}}))")
_UPPER_LETTER = compiling.compile(rf"([A-Z]|[{LOOK_ALIKES}])\.{_END}")
_DECIMAL = compiling.compile(
    rf"((?:\p{{Nd}}{{1,3}})(?:\s*{TIMES})?)\.{_END}|(\p{{Nd}}{{1,3}})\s*[-–]\s+|(\p{{Nd}}{{1,2}})\){_END}"
)
_DOTTED = compiling.compile(
    rf"(\d{{1,3}}(?:\s*{TIMES})?\.\d{{1,3}}(?:\.\d{{1,3}})?(?:\s*{TIMES})?)\.?\s+(?=[\p{{Lu}}\[])"
)
_LOWER = compiling.compile(
    rf"[(（]?((\p{{Ll}})\2?|[ivxl]{{1,6}})(?P<more>\s{TIMES})?[)）](?P<more>\s{TIMES}\.?)?{_END}"
    rf"|([a-z]|[ivx]{{2,5}})\.?(?P<more>\s{TIMES})\.{_END}|([a-z]|[ivx]{{2,5}})\.{_END}"
)
_DECIMAL_IN_BRACKETS = compiling.compile(rf"[(（](\p{{Nd}}{{1,3}})[)）]{_END}")
_ARABIC = compiling.compile(r"[(（]([أبجدهوزحطيكلمنسعفصقرشتثخذضظغ]ـ?)[)）](?:\s+|$)")
_DIGITS = compiling.compile(r"\p{Nd}+")
_QUOTED = compiling.compile(r"['‘’](\p{Nd}{1,2})['’‘](?:\s+|$)")
_ARABIC_DASHED = compiling.compile(r"([\p{Arabic}\u064b]+(?:\s[\p{Arabic}\u064b]+)?)\s*[-–.]\s+")
_HAN_UPPER = compiling.compile(r"([一二三四五六七八九十]{1,3})[、.．]\s*")
_HAN_PAREN = compiling.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]\s*|([㈠-㈩])\s*")
_RECITAL = compiling.compile(r"(Pp\s?(\d{1,3}))\s+")
# No list runs to (d) or (m) as five hundred or a thousand.
_SMALL_ROMAN = compiling.compile(r"[ivxlc]+")
# Word draws the circle of its second bullet as a letter.
_BULLET = compiling.compile(r"([•·▪●○■\uf0b7\uf0a7—–-]|o(?=\s+[\[(]*\p{Lu}))\s+(?=\S)")


def announces(text: str) -> bool:
    """Does a paragraph end in a colon, and so announce what follows?"""
    return text.rstrip().endswith((":", "："))


def recital_label(text: str) -> Label | None:
    """How negotiating texts number their recitals: "Pp1"."""
    match = _RECITAL.match(text)
    return Label(match[1], match[2], Scheme.DECIMAL, int(match[2]), match.end()) if match else None


def read_label(text: str) -> Label | None:
    """The label that opens `text`, or None."""
    first = text[:1]
    if not first or first.isspace():
        return None
    if first in "[{":
        return _in_draft(text)
    label = _read(text[:HEAD])
    if label is None or label.end < HEAD:
        return label
    return _read.__wrapped__(text)  # white space goes on


@lru_cache(maxsize=4096)  # one block is asked for its label some five times
def _read(text: str) -> Label | None:
    for reader in _readers(text[0]):
        label = reader(text)
        if label is not None:
            return label
    return None


def _in_draft(text: str) -> Label | None:
    """Drafts put what is not agreed in brackets, label and all: "[(a) To act]", "[ 3. States shall …]"."""
    opened = len(text) - len(text.lstrip("[{ "))
    label = read_label(text[opened:])
    if label is None or label.scheme not in (Scheme.DECIMAL, Scheme.LETTER, Scheme.ROMAN):
        return None
    other = label.other and _moved(label.other, text, opened)
    return _moved(label, text, opened)._replace(other=other)


def _moved(label: Label, text: str, by: int) -> Label:
    return label._replace(text=text[:by] + label.text, end=label.end + by)


def _readers(first: str) -> tuple[Reader, ...]:
    if first.isdigit():
        return (_decimal,)
    if first in "'‘’":
        return (_quoted,)
    if first in "(（":
        return (_lower, _bracketed, _arabic, _han_paren)
    if "㈠" <= first <= "㈩":
        return (_han_paren,)
    if first in _HAN:
        return (_han,)
    if first.isascii() and first.isupper():
        return (_roman_heading, _upper)
    if "\u0600" <= first <= "\u06ff":
        return (_dashed_arabic,)
    if first.isalpha():
        return (_lower, _upper, _bullet)
    return (_bullet,)


def _decimal(text: str) -> Label | None:
    match = _DECIMAL.match(text)
    if not match:
        dotted = _DOTTED.match(text)
        if not dotted:
            return None
        value = int(_DIGITS.match(dotted[1].rsplit(".", 1)[-1])[0])  # type: ignore[index]
        return Label(dotted[0].strip(), dotted[1], Scheme.DECIMAL, value, dotted.end())
    number = match[1] or match[2] or match[3]
    return Label(match[0].strip(), number, Scheme.DECIMAL, int(_DIGITS.match(number)[0]), match.end())  # type: ignore[index]


def _bracketed(text: str) -> Label | None:
    match = _DECIMAL_IN_BRACKETS.match(text)
    if not match:
        return None
    return Label(match[0].strip(), match[1], Scheme.DECIMAL, int(match[1]), match.end())


def _lower(text: str) -> Label | None:
    match = _LOWER.match(text)
    if not match:
        return None
    number = next(value for value in match.group(1, 4, 5) if value)
    printed = match[0].strip()
    letter = letter_value(number) if len(set(number)) == 1 and len(number) <= 2 else None
    roman = roman_value(number) if _SMALL_ROMAN.fullmatch(number) else None
    number += (match["more"] or "").rstrip(".")
    as_letter = Label(printed, number, Scheme.LETTER, letter, match.end()) if letter else None
    if roman and as_letter and len(number.split()[0]) == 1:
        return as_letter._replace(other=Label(printed, number, Scheme.ROMAN, roman, match.end()))
    if roman:
        return Label(printed, number, Scheme.ROMAN, roman, match.end(), as_letter)
    return as_letter


def _roman_heading(text: str) -> Label | None:
    match = _UPPER_ROMAN.match(text)
    value = roman_value(match[1]) if match else None
    if not match or not value:
        return None
    label = Label(match[0].strip(), match[1], Scheme.UPPER_ROMAN, value, match.end())
    if len(match[1]) == 1:
        letter = Label(label.text, label.number, Scheme.UPPER_LETTER, ord(match[1]) - 64, match.end())
        return label._replace(other=letter)
    return label


def _upper(text: str) -> Label | None:
    match = _UPPER_LETTER.match(text)
    if not match:
        return None
    letter = match[1].translate(AS_LATIN)
    return Label(match[0].strip(), match[1], Scheme.UPPER_LETTER, ord(letter) - 64, match.end())


def _arabic(text: str) -> Label | None:
    match = _ARABIC.match(text)
    if not match:
        return None
    value = letter_value(match[1][0])
    return Label(match[0].strip(), match[1], Scheme.LETTER, value, match.end()) if value else None


def _quoted(text: str) -> Label | None:
    """Arabic papers count what stands below (أ) as '1', '2', others as (i), (ii)."""
    match = _QUOTED.match(text)
    return Label(match[0].strip(), match[1], Scheme.ROMAN, int(match[1]), match.end()) if match else None


def _dashed_arabic(text: str) -> Label | None:
    match = _ARABIC_DASHED.match(text)
    if not match:
        return None
    bare = match[1].replace("\u064b", "")
    if len(bare) == 1 and (value := letter_value(bare)):
        return Label(match[0].strip(), match[1], Scheme.LETTER, value, match.end())
    for names, scheme in ((_ARABIC_UPPER, Scheme.UPPER_ROMAN), (_ARABIC_LETTERS, Scheme.UPPER_LETTER)):
        if bare in names:
            return Label(match[0].strip(), match[1], scheme, names[bare], match.end())
    return None


def _han(text: str) -> Label | None:
    match = _HAN_UPPER.match(text)
    value = han_value(match[1]) if match else None
    if not match or not value:
        return None
    return Label(match[0].strip(), match[1], Scheme.UPPER_ROMAN, value, match.end())


def _han_paren(text: str) -> Label | None:
    """（一） in one sign or in three."""
    match = _HAN_PAREN.match(text)
    if not match:
        return None
    number = match[1] or _HAN[ord(match[2]) - ord("㈠")]
    value = han_value(number)
    return Label(match[0].strip(), number, Scheme.ROMAN, value, match.end()) if value else None


def _bullet(text: str) -> Label | None:
    match = _BULLET.match(text)
    return Label(match[1], "", Scheme.BULLET, 0, match.end()) if match else None
