"""Numbers as UN papers write them, in four scripts, and the ASCII form that addresses use.

It stands beside the profiles because structure (addresses) and semantics
(sessions, references) both need it, and may not import each other.

The ASCII form is meant to be the same in every language version of a paper, so
that `ch-IV/A` or `res-12-3/op-5/a` names the same node in all six:

    as printed                      address    because
    IV  一 (chapter, annex)  أولا   IV I I     chapters and annexes count in roman numbers in en fr es ru
    （一） ㈠ in a list             i          the second level of lists is (i) elsewhere
    A  ألف                          A B …      sections; capitals kept, since (a) may stand below A
    а б  أ ب  （a）                 a b …      lists: the place of the letter in its own alphabet
    ٥  ５                           5          digits
    12/1  1/CP.21  6 bis  XIII/25   12-1  1-cp-21  6-bis  XIII-25
"""

import unicodedata

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.model import Language

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ALPHABETS = (LATIN, CYRILLIC, ABJAD)
# A pattern of what is added to the number of a text put in after another: "3 bis", "(a ter)".
TIMES = (
    r"(?:bis|ter|quater|(?:quinqu|sex|sext|sept|non|nov|dec|undec|duodec|terdec|quaterdec|quindec)ies|octies)"
)

# Russian headings are often set with look-alikes of the Latin capitals: А. В. С. for A. B. C.
LOOK_ALIKES = "АВСЕНКМОРТХ"
AS_LATIN = str.maketrans(LOOK_ALIKES, "ABCEHKMOPTX")

# In Russian the numbers of decisions begin with the initials of their convention.
_CONVENTIONS = {"БК": "BC", "РК": "RC", "СК": "SC", "МК": "MC"}

_ABJAD_NAMES = (
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم", "نون",
    "سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد", "ظاء", "غين",
)  # fmt: skip
_ABJAD_VALUES = {name: value for value, name in enumerate(_ABJAD_NAMES, 1)}

_UNITS = ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000}

_ROMAN_PARTS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_FORM = compiling.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_MARKS = compiling.compile(r"[\p{Mn}\u0640]")
_NOT_ASCII_WORD = compiling.compile(r"[^A-Za-z0-9]+")
_WRAPPING = compiling.compile(r"^[\s(（\[]+|[\s)）\].．、:：-]+$")
_TENS = {
    "عشر": 20, "ثلاث": 30, "أربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90,
}  # fmt: skip


def roman(value: int) -> str:
    """1 as I, 14 as XIV; digits stand for what has no roman number, below 1 and beyond 3999."""
    if not 0 < value < 4000:
        return str(value)
    out = []
    for part, letters in _ROMAN_PARTS:
        count, value = divmod(value, part)
        out.append(letters * count)
    return "".join(out)


def roman_value(text: str) -> int | None:
    """The value of a well-formed roman number of either case; None for `IIII`, `iix` or a word."""
    upper = text.upper()
    if not upper or not _ROMAN_FORM.fullmatch(upper):
        return None
    total, rest = 0, upper
    for part, letters in _ROMAN_PARTS:
        while rest.startswith(letters):
            total, rest = total + part, rest[len(letters) :]
    return total


def letter_value(letters: str) -> int | None:
    """a is 1, z is 26, aa is 27, bb is 28; Cyrillic and Arabic letters by the order of their lists."""
    lower = _MARKS.sub("", letters).lower().replace("ا", "أ")
    if not lower or len(set(lower)) > 1:
        return None
    for alphabet in ALPHABETS:
        if lower[0] in alphabet:
            return alphabet.index(lower[0]) + 1 + len(alphabet) * (len(lower) - 1)
    return None


def letters(value: int) -> str:
    """The Latin letters of a place in a list: 1 is a, 27 is aa, 28 is bb."""
    if value < 1:
        raise ValueError(f"no letter for {value}")
    times, index = divmod(value - 1, len(LATIN))
    return LATIN[index] * (times + 1)


def han_value(text: str) -> int | None:
    """一 is 1, 十二 is 12, 一百零三 is 103, 二〇二四 is 2024; None for other text."""
    if not text or any(sign not in _HAN_DIGITS and sign not in _HAN_SCALES for sign in text):
        return None
    if not any(sign in _HAN_SCALES for sign in text):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in text))
    total, digit = 0, None
    for sign in text:
        if sign in _HAN_SCALES:
            total += (1 if digit is None or digit == 0 else digit) * _HAN_SCALES[sign]
            digit = None
        else:
            digit = _HAN_DIGITS[sign]
    return total + (digit or 0)


def abjad_value(text: str) -> int | None:
    """Labels of Arabic sections: ألف is 1, باء 2, غين 28, ألف ألف 29."""
    words = _MARKS.sub("", text).split()
    if not words or len(set(words)) > 1 or words[0] not in _ABJAD_VALUES:
        return None
    return _ABJAD_VALUES[words[0]] + len(_ABJAD_NAMES) * (len(words) - 1)


def arabic_ordinal(text: str) -> int | None:
    """Ordinals of chapters and annexes, 1 to 99: أولا, ثاني عشر, الأول, الثانية عشرة, الحادي والعشرون."""
    words = _MARKS.sub("", text).split()
    if not 1 <= len(words) <= 2:
        return None
    if len(words) == 1:
        return _arabic_tens(words[0]) or _arabic_unit(words[0])
    unit = _arabic_unit(words[0])
    if unit is None or unit > 9:
        return None
    if words[1] in ("عشر", "عشرة"):
        return 10 + unit
    tens = _arabic_tens(words[1].removeprefix("و")) if words[1].startswith("و") else None
    return tens + unit if tens else None


def _arabic_unit(word: str) -> int | None:
    stem = word.removeprefix("ال")
    if stem in ("حادي", "حادية", "أولى", "أولا"):
        return 1
    for ending in ("", "ا", "ة"):
        bare = stem.removesuffix(ending) if ending else stem
        if bare in _UNITS:
            return _UNITS.index(bare) + 1
    return None


def _arabic_tens(word: str) -> int | None:
    stem = word.removeprefix("ال")
    for ending in ("ون", "ين"):
        if stem.endswith(ending):
            return _TENS.get(stem.removesuffix(ending))
    return None


def digits(text: str) -> str:
    """Every decimal digit as ASCII: ٥ and ５ are 5."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


# How Arabic writes the series of conferences, special sessions and conventions in the numbers of texts.
_ARABIC_SERIES = tuple(
    (latin, compiling.compile(pattern))
    for latin, pattern in (
        ("CMP.", r"(?<=/)م ?أ ?[إا](?: ?ت)?-"),
        ("CMA.", r"(?<=/)م ?[أإ] ?أ? ?ت-"),
        ("CP.", r"(?<=/)م ?أ-"),
        ("ES-", r"^د ?إ ?ط ?-"),
        ("S-", r"^د ?إ ?-"),
        ("BC-", r"^[اأ] ?ب ?- ?"),
        ("RC-", r"^[اأ] ?ر ?- ?"),
        ("SC-", r"^[اأ] ?س ?- ?"),
        ("MC-", r"^[اأ] ?م ?- ?"),
    )
)


def arabic_in_latin(number: str) -> str:
    """A text's number in the letters that it has in English: "1/م أ-27" is 1/CP.27, "ا ب-16/1" BC-16/1."""
    for latin, pattern in _ARABIC_SERIES if not number.isascii() else ():
        number = pattern.sub(latin, number)
    return number


def latin_text_number(number: str) -> str:
    """A text's number in the letters that it has in English: "БК-15/1" is BC-15/1, "1/СР.21" 1/CP.21."""
    number = arabic_in_latin(number)
    initials, dash, rest = number.partition("-")
    if dash and initials in _CONVENTIONS:
        return f"{_CONVENTIONS[initials]}-{rest}"
    return number.translate(AS_LATIN)


def ascii_number(number: str, *, listed: bool = False) -> str:
    """The form of a printed number in addresses; see the module's docstring.

    `listed` says that it labels an item of a list, where Chinese numbers stand
    for (i), (ii) and capitals have no rank of their own.
    """
    bare = _WRAPPING.sub("", unicodedata.normalize("NFKC", number)).strip()
    bare = _WRAPPING.sub("", digits(bare))
    value = None
    if not bare.isascii():
        value = han_value(bare) or arabic_ordinal(bare)
    if value and value < 4000:
        return roman(value).lower() if listed else roman(value)
    counted = abjad_value(bare)
    if counted:
        return letters(counted) if listed else letters(counted).upper()
    if len(bare) <= 2 and not bare.isascii():
        return _letter(bare, listed)
    if bare.isalnum() and bare.isascii() and not listed and (len(bare) == 1 or _is_roman_capital(bare)):
        return bare
    session, slash, serial = bare.partition("/")
    if slash and serial and session.isupper() and roman_value(session):
        return f"{session}-{ascii_number(serial, listed=True)}"
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _NOT_ASCII_WORD.sub("-", plain).strip("-").lower() or _code_points(number)


def _is_roman_capital(text: str) -> bool:
    return text.isupper() and roman_value(text) is not None


def _code_points(text: str) -> str:
    """Last resort for a sign without a number or letter: an address must not be empty."""
    return "-".join(f"u{ord(c):x}" for c in text)


def _letter(bare: str, listed: bool) -> str:
    look_alike = bare.translate(AS_LATIN)
    if look_alike.isascii() and not listed:
        return look_alike
    value = letter_value(bare)
    if value is None:
        return _code_points(bare)
    return letters(value).upper() if bare.isupper() and not listed else letters(value)


def ordinal(words: str, language: Language) -> int | None:
    """The value of an ordinal in words, in lower case: "twelfth" is 12, "الأول" 1. None where it is none."""
    if words in language.ordinals:
        return language.ordinals[words]
    for affix, tens in language.tens.items():
        rest = words.removesuffix(affix) if affix.startswith(" ") else words.removeprefix(affix)
        if rest != words and rest in language.ordinals:
            return tens + language.ordinals[rest]
    return None
