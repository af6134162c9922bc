"""Document symbols: CTOC/COP/2024/L.8/Rev.1, A/RES/79/212, ICCD/COP(14)/23/Add.1.

    symbol   = root *( "/" segment ) [ SP letter ["-" letter] ] *3"*"
    root     = 1*10 UPPER/DIGIT [ "." number ] [ "(" number ")" ]
    segment  = WORD [ "." [UPPER] number / "." 1*3UPPER ] [ "(" number ")" ]
               / number [ "(" qualifier ")" ] / "COP" number / "Resolution" SP number "." number
    modifier = ("Add" / "Corr" / "Rev" / "Amend") "." number

A symbol holds a digit; a root that stands alone for a thing ("HIV/AIDS", "TCP/IP")
does not. A double symbol, "E/2025/27-E/CN.6/2025/19", is one symbol of two halves.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

from cotc.parsers.profiles import compiling

_NUMBER = r"[0-9]{1,6}"
# What brackets may hold after a number: a volume, a part, a supplement, a roman session, a year.
_QUALIFIER = (
    rf"(?:Vol\.[ ]?[IVX]+|Parts?[ ][IVX0-9]+(?:[ ]?[-–][ ]?[IVX]+)?|SUPP"
    rf"|(?:Income[ ])?[Ss]ect\.[ ]?{_NUMBER}|Introduction|[IVXLC]+|[0-9]{{4}})"
)
_WORD = r"[A-Z][A-Za-z]*(?:[ ][A-Z]{2,})?(?:\.(?:Pro|Conv)(?:-?[A-Z]+)?)?"
_NATURE = rf"(?:\.[A-Z]?{_NUMBER}(?:\.{_NUMBER})?|\.[A-Z]{{1,3}}(?![A-Za-z]))"
_WORD_SEGMENT = rf"{_WORD}{_NATURE}?(?:\({_NUMBER}\))?"
_SEGMENT = (
    rf"(?:Part[ ][A-Z0-9]{{1,3}}(?![\p{{Latin}}\p{{Nd}}])|(?:Add|Corr|Rev|Amend)\.?{_NUMBER}"
    rf"|(?:COP|CoP|MOP|MSP)[0-9]{{1,2}}(?![A-Za-z0-9])|(?:Resolution|Decision)[ ]{_NUMBER}\.{_NUMBER}"
    rf"|{_WORD_SEGMENT}"
    rf"|{_NUMBER}(?:\.{_NUMBER})?(?:[ ]?\({_QUALIFIER}\))?|\[\.\.\])"
)
_ROOT = rf"[A-Z][A-Z0-9]{{0,9}}(?:[ ][A-Z]{{2,}})?(?:\.{_NUMBER})?(?:\((?:{_NUMBER}|[A-Z]{{2,6}})\))?"
# The longest known have eight segments; without an end, what is no symbol would be tried for ever.
_ONE = rf"{_ROOT}(?:/{_SEGMENT}){{1,12}}"
# " A" or " A-B" after a resolution's number: only there, or "A/78/1 A la demande" would be caught.
_LETTER = r"(?<=/(?:RES|DEC)/[^\s]{1,20})[ ][A-Z](?:-[A-Z])?(?![\p{Latin}\p{Cyrillic}\p{Nd}.’'])"

_INSIDE = r"[\p{Latin}\p{Cyrillic}\p{Nd}_@]"  # Han and Arabic letters may touch a symbol
SYMBOL = compiling.compile(
    rf"(?<!{_INSIDE}|[/.-])(?P<symbol>{_ONE}(?:{_LETTER})?(?:\*{{0,3}}[-–—]{_ONE})?)"
    rf"(?P<star>\*{{1,3}})?(?!{_INSIDE}|/\w)"
)
_DOUBLE = compiling.compile(rf"(?P<first>{_ONE})\*{{0,3}}[-–—](?P<second>{_ONE})")
_MODIFIER = compiling.compile(r"/(Add|Corr|Rev|Amend)\.?([0-9]{1,4})(?=/|$)|/(Summary)(?=/|$)")
# The number of a text, not of a document: decision XIII/25 of the Conference of the Parties.
_TEXT_NUMBER = compiling.compile(r"[IVXLC]+/[0-9]{1,3}")


class Symbol(NamedTuple):
    """A symbol found in a text. `text` without reissue asterisks; `[start, end)` includes them."""

    text: str
    start: int
    end: int


def find_symbols(text: str) -> Iterator[Symbol]:
    """The symbols in running text, from left to right; the two ends of a range are two symbols."""
    for match in SYMBOL.finditer(text):
        start, end = match.span("symbol")
        double = _DOUBLE.fullmatch(match["symbol"])
        if double and _is_range(double["first"], double["second"]):
            middle = start + double.start("second")
            yield Symbol(double["first"], start, start + double.end("first"))
            yield Symbol(double["second"], middle, match.end())
        elif is_symbol(match["symbol"]):
            yield Symbol(text[start:end], start, match.end())


def is_symbol(text: str) -> bool:
    """Is the whole text one symbol? Without a digit it is an abbreviation, not a document."""
    match = SYMBOL.fullmatch(text)
    return match is not None and any(c.isdigit() for c in text) and not _TEXT_NUMBER.fullmatch(text)


def _is_range(first: str, second: str) -> bool:
    """CAT/C/SR.2109–CAT/C/SR.2206: alike but for the last segment, so the dash means "to"."""
    return first.rpartition("/")[0] == second.rpartition("/")[0]


def canonical(symbol: str) -> str:
    """One spelling of a symbol: single spaces, plain hyphens, no reissue asterisks."""
    plain = regex.sub(r"[–—]", "-", symbol.replace("*", ""))
    return regex.sub(r"\s+", " ", plain).strip()


def halves(symbol: str) -> tuple[str, ...]:
    """A double symbol's two, or the one there is: E/2003/30-E/CN.15/2003/14."""
    match = _DOUBLE.fullmatch(symbol)
    return (match["first"], match["second"]) if match else (symbol,)


def modifiers(symbol: str) -> tuple[tuple[str, int | None], ...]:
    """(`Rev`, 1), (`Corr`, 2) … in the order in which they stand."""
    found = _MODIFIER.finditer(symbol)
    return tuple((m[1] or m[3], int(m[2]) if m[2] else None) for m in found)
