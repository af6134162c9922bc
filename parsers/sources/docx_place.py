"""Where a Word paragraph stands: indents, white space above, heading level."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex

from cotc.parsers.model.block import Align
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.docx_package import Element, number, w
from cotc.parsers.sources.docx_styles import Para
from cotc.parsers.sources.docx_words import Words

# Height of an empty line, and width of a character, against the type size.
_LINE, _CHARACTER = 1.2, 0.5
# Tab stops that Word supplies where none is set, in points.
_TAB_EVERY = 36.0
# More tabs than this lead off any page.
_TABS = 40
_TWIP = 0.05
# A4, with the margins of the official templates, where a file does not say (points).
_WIDTH, _MARGIN = 595.3, 56.7

# Names of heading styles: the templates of New York and Geneva ("_ H _Ch", "_ H_1_G", "H23"), and Word's own.
_HEADINGS = (
    (regex.compile(r"(?:reg)?h(?:m|ch)g?", regex.IGNORECASE), 1),
    (regex.compile(r"(?:reg)?h1g?", regex.IGNORECASE), 2),
    (regex.compile(r"(?:reg)?h23?3?g?", regex.IGNORECASE), 3),
    (regex.compile(r"(?:reg)?h4g?", regex.IGNORECASE), 4),
    (regex.compile(r"(?:reg)?h56?g?", regex.IGNORECASE), 5),
)
_WORD_HEADING = compiling.compile(r"heading ([1-9])", regex.IGNORECASE)
_NOT_LETTERS = compiling.compile(r"[\W_]+")
_ALIGN: dict[str, Align] = {"center": "centre", "right": "right", "end": "right"}


class Column(NamedTuple):
    """The text column, in points from the left margin."""

    left: float
    measure: float


def level_of(style: str, outline: int | None) -> int | None:
    """The heading level that a paragraph's style declares (1 is the highest). `outline` counts from 0."""
    if match := _WORD_HEADING.fullmatch(style):
        return int(match[1])
    plain = _NOT_LETTERS.sub("", style)
    for pattern, level in _HEADINGS:
        if pattern.fullmatch(plain):
            return level
    return outline + 1 if outline is not None and outline < 9 else None


def align_of(para: Para) -> Align:
    """`left` is the leading edge, in right-to-left papers as well."""
    return _ALIGN.get(para.align or "", "left")


def start_of(para: Para, words: Words) -> float:
    """Where the first word begins, in points from the margin: tabs before it lead to their stops."""
    left = para.left or 0.0
    at = left + (para.first or 0.0)
    stops = _stops(para.tabs) if words.tabs else []
    if (para.first or 0.0) < 0:
        # A hanging paragraph has a stop at its own indent.
        stops = sorted({*stops, (left, False)})
    before, right = at, False
    for _ in range(min(words.tabs, _TABS)):
        before = at
        at, right = next(
            (stop for stop in stops if stop[0] > at + 0.1), ((at // _TAB_EVERY + 1) * _TAB_EVERY, False)
        )
    if right and words.cells:
        # Text that ends at a stop begins before it, but not before the tab.
        at = max(before, at - _CHARACTER * words.size * len(words.cells[0]))
    return at


def _stops(lists: Sequence[Element]) -> list[tuple[float, bool]]:
    """Tab stops in points from the margin, in order, and whether text ends at them."""
    stops: dict[float, bool] = {}
    for tab in (tab for one in lists for tab in one.iter(w("tab"))):
        at, kind = number(tab.get(w("pos"))), tab.get(w("val"))
        if at is not None and kind != "bar":
            stops.pop(at * _TWIP, None)
            if kind != "clear":
                stops[at * _TWIP] = kind in ("right", "end", "decimal")
    return sorted(stops.items())


def height_of(para: Para, size: float) -> float:
    """Height of an empty paragraph in points, with the white space about it."""
    return (para.line or _LINE * size) + (para.before or 0.0) + (para.after or 0.0)


def column_of(places: Sequence[tuple[Para, float]], section: Element | None) -> Column:
    """The column that most characters are set in. `places` are paragraphs with their lengths."""
    lefts: Counter[float] = Counter()
    rights: Counter[float] = Counter()
    for para, length in places:
        lefts[round(para.left or 0.0, 1)] += int(length)
        rights[round(para.right or 0.0, 1)] += int(length)
    left = lefts.most_common(1)[0][0] if lefts else 0.0
    right = rights.most_common(1)[0][0] if rights else 0.0
    width = _attribute(section, "pgSz", "w", _WIDTH)
    margins = _attribute(section, "pgMar", "left", _MARGIN) + _attribute(section, "pgMar", "right", _MARGIN)
    return Column(left, max(width - margins - left - right, 1.0))


def _attribute(section: Element | None, name: str, attribute: str, default: float) -> float:
    element = None if section is None else section.find(w(name))
    found = None if element is None else number(element.get(w(attribute)))
    return default if found is None else found * _TWIP
