"""Entries of one cell: names, sentences, paragraphs that stand under one another.

White space parts them, or a line that leaves room for the next word though nothing runs on.

Promises:
1. What goes on in lower case, or in brackets, goes on with the line above it.
2. A column is one of names, line by line, only where the room that a line leaves proves it.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cotc.parsers.layout.lines import Line, first_word_width
from cotc.parsers.profiles import compiling

# Lines further apart than this are of two entries (type sizes) …
ENTRY_STEP = 1.45
# … if that is so many times the least step in the cell.
LOOSER = 1.18
# Words of a cell end at least so far before the next column (type sizes).
PADDING = 0.5
# A line that no stop ends leaves this share of its measure besides.
SHORT = 0.25
# A space between two words (type sizes).
SPACE = 0.3

# Where the words of a page's column end at most: by page and column.
Rights = Mapping[tuple[int, int], float]

# What may open an entry: a capital or a letter without case, a figure, a bullet.
_OPENS = compiling.compile(r"[\p{Lu}\p{Lt}\p{Lo}\p{Nd}•·▪–—\-*“\"«\[\uf0b7]")
_BULLET = compiling.compile(r"[•·▪\uf0b7]")
# A word as short as "of", "and", "de" has another after it.
_RUNS_ON = compiling.compile(r"(?:^|\s)\p{Ll}{1,3}$")
_STOPS = compiling.compile(r"[.;:]$")
_NAME = compiling.compile(r"\p{Lu}[\p{L}.’'\-]*(?: \p{Lu}[\p{L}.’'\-]*)*(?: \([\p{L} ]+\))?")


def are_names(cells: Iterable[Sequence[Line]], rights: Rights, column: int) -> bool:
    """Do the cells below a column's head hold names alone, and does room prove that two stand in one?"""
    several = [lines for lines in cells if len(lines) > 1]
    names = all(_NAME.fullmatch(line.text) for lines in several for line in lines)
    return names and any(
        _has_room(above, line, rights, column) for lines in several for above, line in pairwise(lines)
    )


def entries_of(lines: Sequence[Line], rights: Rights, column: int, names: bool) -> frozenset[int]:
    """Indices of the lines of a cell that open an entry after the first. `names`: as `are_names` says."""
    if len(lines) < 2:
        return frozenset()
    steps = [
        (line.baseline - above.baseline) / line.size if line.page == above.page else 0.0
        for above, line in pairwise(lines)
    ]
    loose = max(ENTRY_STEP, LOOSER * min((step for step in steps if step > 0), default=0.0))
    out: set[int] = set()
    begun = 0
    for at, step in enumerate(steps, 1):
        whole = names and any(" " in line.text for line in lines[begun:at])  # one word alone is half a name
        above = lines[at - 1]
        share = 0.0 if _STOPS.search(above.text) else SHORT
        early = not _RUNS_ON.search(above.text) and _has_room(above, lines[at], rights, column, share)
        opens = _BULLET.match(lines[at].text) or (
            _OPENS.match(lines[at].text) and (step > loose or whole or early)
        )
        if opens:
            out.add(at)
            begun = at
    return frozenset(out)


def _has_room(above: Line, line: Line, rights: Rights, column: int, share: float = 0.0) -> bool:
    """Did a line leave room for the next word, and this share of its measure? Then its end was meant."""
    right = rights.get((above.page, column))
    if right is None or above.page != line.page:
        return False
    width = first_word_width(line, line.text)
    return right - above.x1 > width + (PADDING + SPACE) * line.size + share * (right - above.x0)
