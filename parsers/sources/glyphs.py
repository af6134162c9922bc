"""Drawn characters where they stand, and letters that bear vowel signs, each told once.

A letter and its vowel sign may be drawn as two glyphs. Some programs say of each that it is both,
so that a reader is given letter and sign twice.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

# A gap this wide parts two words (type sizes).
WORD_GAP = 0.16
# The origin of a vowel sign may stand so far outside its letter (type sizes).
OVERHANG = 0.1
# … and so far above or below the letter's baseline.
SIGN_RISE = 0.8


class Glyph(NamedTuple):
    """One drawn character. `x0` is its origin; `order` its place in the order of drawing.

    Boxes of Arabic letters reach over their neighbours, and the two letters of a
    ligature share an origin: order goes by origin first, then by the right edge.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    order: int


def is_apart(right: Glyph, left: Glyph) -> bool:
    """Does white space part two neighbours on a line?"""
    return right.text.isspace() or left.text.isspace() or right.x0 - left.x1 > WORD_GAP * left.size


def each_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs without those of vowel signs that are said to be their letter as well."""
    if not any(map(_is_sign, glyphs)):
        return list(glyphs)
    clusters: dict[tuple[float, float], list[Glyph]] = {}
    for glyph in glyphs:
        clusters.setdefault((round(glyph.x0, 1), round(glyph.baseline, 1)), []).append(glyph)
    same: dict[tuple[str, ...], list[list[Glyph]]] = {}
    for cluster in clusters.values():
        if len(cluster) > 1 and any(map(_is_sign, cluster)):
            same.setdefault(tuple(sorted(g.text for g in cluster)), []).append(cluster)
    dropped = {
        glyph.order
        for alike in same.values()
        for cluster in alike
        if any(_bears(other, cluster) for other in alike if other is not cluster)
        for glyph in cluster
    }
    return [glyph for glyph in glyphs if glyph.order not in dropped]


def _is_sign(glyph: Glyph) -> bool:
    return "\u0610" <= glyph.text[:1] <= "\u06ed" and unicodedata.category(glyph.text[0]) == "Mn"


def _bears(letter: Sequence[Glyph], sign: Sequence[Glyph]) -> bool:
    """Does the wider of two clusters stand where the other is drawn over or under it?"""
    start, end = letter[0].x0, max(g.x1 for g in letter)
    size = letter[0].size
    return (
        end - start > max(g.x1 for g in sign) - sign[0].x0
        and start - OVERHANG * size < sign[0].x0 < end + OVERHANG * size
        and abs(letter[0].baseline - sign[0].baseline) <= SIGN_RISE * size
    )
