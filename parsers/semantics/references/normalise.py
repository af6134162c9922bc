"""Texts made plain for matching, and numbers of six languages made ASCII.

`fold` keeps every character in its place, so offsets in the folded text are offsets in the printed one.
"""

import unicodedata

from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import latin_text_number, roman

_SPACES = "\u00a0\u2007\u2009\u202f\u3000\t\n"
_DASHES = "‐‑‒–—−"
_APOSTROPHES = "’‘ʼ"
_PLAIN = tuple(
    (c, plain) for marks, plain in ((_SPACES, " "), (_DASHES, "-"), (_APOSTROPHES, "'")) for c in marks
)
_DIGITS = {base + i: str(i) for base in (0x660, 0x6F0) for i in range(10)}
_OTHER_DIGIT = compiling.compile("[\u0660-\u0669\u06f0-\u06f9]")
_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_SUB = compiling.compile(r"[()（）\s]+")
_LETTER = compiling.compile(r"[(（]?\p{L}{1,3}[)）]")
_INSERTED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "бис", "тер", "кватер")


def fold(text: str) -> str:
    """`text` with plain digits, spaces, dashes and apostrophes, character for character."""
    if text.isascii() and "\n" not in text and "\t" not in text:
        return text
    for mark, plain in _PLAIN:
        if mark in text:
            text = text.replace(mark, plain)
    return text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text


def han_number(text: str) -> int | None:
    """`十二` -> 12, for numbers below a hundred; None for anything else."""
    tens, found, ones = text.partition("十")
    if not found:
        return _HAN.get(text)
    if any(part and part not in _HAN for part in (tens, ones)):
        return None
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def text_number(printed: str, mark: str | None = None) -> str:
    """The number of a text as references have it.

    `mark` is the series of its body, which Arabic leaves open: م أ is CP, with the Convention to Combat
    Desertification COP.
    """
    form = latin_text_number(fold(printed))
    return form.replace("/CP.", f"/{mark}.") if mark == "COP" else form


def number(text: str, values: dict[str, str]) -> str:
    """A number of running text in ASCII: `二` -> `2`, `premier` -> `1`, `185 bis` -> `185bis`."""
    text = text.strip()
    if text.casefold() in values:
        return values[text.casefold()]
    if text in values:
        return values[text]
    if (value := han_number(text)) is not None:
        return str(value)
    return text.replace(" ", "")


def points(text: str, values: dict[str, str]) -> str:
    """A number and its points as a path: `4 (d)` -> `4/d`, `1 f)` -> `1/f`, `6 (3)` -> `6/3`."""
    head, *rest = _SUB.sub(" ", text).split()
    if _LETTER.fullmatch(text.strip()):
        return f"/{_ascii_letter(head)}"
    if rest and rest[0] in _INSERTED:
        head += rest.pop(0)
    return "/".join([number(head, values), *(_ascii_letters(number(part, {})) for part in rest)])


def heading(text: str, values: dict[str, str]) -> str:
    """The number of a chapter or annex as addresses write it: `一` -> `I`, `الأول` -> `I`."""
    plain = number(text, values)
    if plain.isdigit() and not text.isascii():
        return roman(int(plain))
    return roman(1) if plain == "1" and not text.isdigit() else plain


def _ascii_letters(text: str) -> str:
    """`b-c` -> `b..c`."""
    return "..".join(_ascii_letter(end) for end in text.split("-"))


def _ascii_letter(text: str) -> str:
    """Cyrillic and Arabic point letters by their place in the alphabet, as addresses have them."""
    if text.isascii() or len(text) != 1:
        return text
    alphabet = (
        "абвгдежзиклмнопрстуфхцчшщэюя"
        if "CYRILLIC" in unicodedata.name(text, "")
        else "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
    )
    at = alphabet.find(text)
    return chr(ord("a") + at) if 0 <= at < 26 else text
