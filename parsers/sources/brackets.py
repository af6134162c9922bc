"""Brackets on right-to-left pages: which opens and which closes, by where they stand.

Engines mirror them or not, so that their own form tells nothing. One that opens has its word after it;
inside a symbol ("ICCD/COP(15)/2") the first of two opens.
"""

from collections.abc import Sequence

from cotc.parsers.profiles import compiling
from cotc.parsers.sources.glyphs import Glyph, is_apart

_LATIN = compiling.compile(r"\p{Latin}")
_MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«"}
_OPENING = frozenset("([«")
# What a symbol is made of, beside letters and figures.
_IN_SYMBOL = frozenset("/-.")


def turned_brackets(row: Sequence[Glyph], left: bool = False) -> list[Glyph]:
    """Brackets as they are meant. `row` is in reading order; `left` tells that it is read from the left."""
    out = []
    for i, glyph in enumerate(row):
        if glyph.text in _MIRRORED:
            opens = _opens_in_symbol(row if left else row[::-1], i if left else len(row) - 1 - i)
            if opens is None:
                opens = _opens(row, i, left)
            if (glyph.text in _OPENING) != opens:
                glyph = glyph._replace(text=_MIRRORED[glyph.text])
        out.append(glyph)
    return out


def leads_to_latin(row: Sequence[Glyph], start: int) -> bool:
    """Is what stands at `start`, read from the right, the later part of a symbol: ")/2" of "COP(15)/2"?"""
    for before, glyph in zip(row[start - 1 :], row[start:], strict=False):
        if is_apart(before, glyph):
            return False
        if _LATIN.match(glyph.text):
            return True
        if not _is_in_symbol(glyph):
            return False
    return False


def _opens(row: Sequence[Glyph], index: int, left: bool) -> bool:
    """By white space: it begins a word, and the word follows."""

    def parted(a: Glyph, b: Glyph) -> bool:
        return is_apart(b, a) if left else is_apart(a, b)

    glyph = row[index]
    before = row[index - 1] if index else None
    after = row[index + 1] if index + 1 < len(row) else None
    begins = (
        before is None
        or parted(before, glyph)
        or (before.text in _MIRRORED and after is not None and after.text not in _MIRRORED)
    )
    return after is not None and not parted(glyph, after) and begins


def _opens_in_symbol(row: Sequence[Glyph], index: int) -> bool | None:
    """Does a bracket in a symbol open, by those before it? None elsewhere; `row` is read from the left."""
    if not _is_within(row, index):
        return None
    before, latin = 0, False
    for at in range(index - 1, -1, -1):
        if not _is_in_symbol(row[at]) or is_apart(row[at + 1], row[at]):
            break
        latin = latin or _LATIN.match(row[at].text) is not None
        before += row[at].text in _MIRRORED and _is_within(row, at)
    return before % 2 == 0 if latin else None


def _is_within(row: Sequence[Glyph], index: int) -> bool:
    """Does a sign stand between two letters, figures or strokes, close to both?"""
    if not 0 < index < len(row) - 1:
        return False
    a, glyph, b = row[index - 1 : index + 2]
    near = all(g.text in _IN_SYMBOL or (g.text.isascii() and g.text.isalnum()) for g in (a, b))
    return near and not is_apart(glyph, a) and not is_apart(b, glyph)


def _is_in_symbol(glyph: Glyph) -> bool:
    text = glyph.text
    return text in _IN_SYMBOL or text in _MIRRORED or (text.isascii() and text.isalnum())
