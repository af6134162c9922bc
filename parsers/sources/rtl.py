"""Right-to-left pages: glyphs where they stand, put into the order in which they are read.

Engines disagree about the order of such text, and mix up the Latin and the
numbers in it. Where a glyph stands is beyond doubt, so order is made from that
alone: a line is read from the right, and runs of Latin and of digits within it
from the left, as the Unicode bidirectional algorithm sets them (UAX #9: numbers
with their separators are one run, Latin words with the spaces between them too).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from cotc.parsers.model import Span
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.brackets import leads_to_latin, turned_brackets
from cotc.parsers.sources.glyphs import WORD_GAP, Glyph, each_once, is_apart

# Glyphs within this share of the type size are on one baseline.
BASELINE_TOLERANCE = 0.2
# This share of a page's letters in a right-to-left script makes it a right-to-left page.
SHARE = 0.3
# A gap this wide ends a run (type sizes).
RUN_GAP = 0.9
# A space without width is one where at least so much is left free: justified lines are drawn tight.
TIGHT_GAP = 0.06
# So many glyphs without a direction of their own may stand inside a run read from the left.
LONGEST_NEUTRAL = 5
# A raised mark is smaller than the line it stands in (share of its type size), and above its
# baseline by at most this (type sizes).
MARK_SIZE, MARK_RISE = 0.85, 0.7

_RIGHT = compiling.compile(r"[[\p{Arabic}\p{Hebrew}\u0640]--\p{Nd}]", regex.V1)
_LETTER = compiling.compile(r"\p{L}")
_STOPS = frozenset(".,;:،؛")
_SEPARATOR = frozenset("/.,:-'’\u060c\u066b\u066c")
# A kashida inside a word only stretches it; one that ends a word is written ("الـ ٧٧").
KASHIDA = compiling.compile(r"\u0640+(?=\p{Arabic})")


def is_right_to_left(text: str) -> bool:
    """Is a page's text mainly of a script that is read from the right?"""
    right = len(_RIGHT.findall(text))
    return right > 0 and right >= SHARE * len(_LETTER.findall(text))


def read_spans(glyphs: Iterable[Glyph]) -> list[Span]:
    """Spans in reading order, the text of each in logical order."""
    out: list[Span] = []
    rows = _rows(each_once(tuple(glyphs)))
    for index, row in enumerate(rows):
        marks = _raised_in(row, rows[:index])
        ordered = sorted(_placed(row), key=lambda g: (-round(g.x0, 1), g.text.isspace(), -g.x1, g.order))
        for part in _parts(ordered):
            if _is_latin(part):
                out.append(_span(turned_brackets(_stop_last(part[::-1]), left=True), True))
                continue
            runs = [
                _span(run[::-1] if left else run, left)
                for piece in _between(turned_brackets(part), marks)
                for run, left in _runs(piece)
            ]
            # Figures and brackets alone ("(٣)", raised) are one mark.
            out += runs if any(_LETTER.match(g.text) for g in part) else [_joined(runs)]
    return out


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.baseline, g.order)):
        if rows and glyph.baseline - rows[-1][0].baseline <= BASELINE_TOLERANCE * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _placed(row: Sequence[Glyph]) -> list[Glyph]:
    """A row whose spaces without width fill the gap between two words, or go: elsewhere they part nothing.

    Where such a space is said to stand may be beside its gap; its neighbours in the order of drawing tell.
    """
    if all(g.x1 > g.x0 or not g.text.isspace() for g in row):
        return list(row)
    drawn = sorted(row, key=lambda g: g.order)
    letters = [g for g in drawn if not g.text.isspace()]
    out: list[Glyph] = []
    for index, glyph in enumerate(drawn):
        if not (glyph.text.isspace() and glyph.x1 <= glyph.x0):
            out.append(glyph)
        elif (
            0 < index < len(drawn) - 1
            and (wide := _filling(glyph, drawn[index - 1], drawn[index + 1]))
            and not any(wide.x0 <= (g.x0 + g.x1) / 2 <= wide.x1 for g in letters)
        ):
            out.append(wide)  # a number is drawn from its left end: its figures would stand in between
        else:
            right = min((g for g in letters if g.x0 >= glyph.x0), key=lambda g: g.x0, default=None)
            left = max((g for g in letters if g.x0 < glyph.x0), key=lambda g: g.x1, default=None)
            wide = _filling(glyph, right, left) if right and left else None
            out += [wide] if wide else []
    return out


def _filling(space: Glyph, right: Glyph, left: Glyph) -> Glyph | None:
    """A space as wide as the gap between two glyphs, if that is one between words."""
    if right.text.isspace() or not TIGHT_GAP * left.size < right.x0 - left.x1 <= RUN_GAP * left.size:
        return None
    return space._replace(x0=left.x1, x1=right.x0, size=left.size)


def _raised_in(row: Sequence[Glyph], above: Sequence[Sequence[Glyph]]) -> list[float]:
    """Where raised marks stand in a row: a row of their own, just above, and smaller."""
    baseline, size = row[0].baseline, max(g.size for g in row)
    places = []
    for other in reversed(above):
        if baseline - other[0].baseline > MARK_RISE * size:
            break
        places += [(g.x0 + g.x1) / 2 for g in other if g.size <= MARK_SIZE * size and not g.text.isspace()]
    return places


def _parts(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A line cut at its wide gaps, where columns meet, and where its weight changes."""
    parts: list[list[Glyph]] = []
    for glyph in row:
        if parts and parts[-1][-1].x0 - glyph.x1 <= RUN_GAP * glyph.size and parts[-1][-1].bold == glyph.bold:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _between(part: list[Glyph], marks: Sequence[float]) -> list[list[Glyph]]:
    """A part cut where raised marks stand in it: each keeps its place between two words."""
    cuts = [
        index
        for index, (before, glyph) in enumerate(pairwise(part), 1)
        if any((glyph.x0 + glyph.x1) / 2 < mark < before.x0 for mark in marks)
    ]
    return [part[start:end] for start, end in pairwise([0, *cuts, len(part)])]


def _is_latin(part: Sequence[Glyph]) -> bool:
    """A part with Latin letters and no others is read from the left, numbers and all."""
    letters = [g.text for g in part if _LETTER.match(g.text)]
    return bool(letters) and not any(_RIGHT.match(letter) for letter in letters)


def _is_left(text: str) -> bool:
    """Latin letters and digits of all kinds run from the left."""
    return text.isdigit() or (_LETTER.match(text) is not None and not _RIGHT.match(text))


def _runs(row: Sequence[Glyph]) -> list[tuple[list[Glyph], bool]]:
    """Runs of one direction and style. The flag tells runs that are read from the left."""
    runs: list[tuple[list[Glyph], bool]] = []
    index = 0
    while index < len(row):
        left = _is_left(row[index].text)
        end = _left_end(row, index) if left else _right_end(row, index)
        runs.append((list(row[index:end]), left))
        index = end
    return _with_slash(runs)


def _with_slash(runs: list[tuple[list[Glyph], bool]]) -> list[tuple[list[Glyph], bool]]:
    """A symbol broken over two lines keeps its stroke: "CAC/" at the end of a line is read from the left."""
    if len(runs) > 1 and runs[-1][1] and any(_LETTER.match(g.text) for g in runs[-1][0]):
        before, last = runs[-2][0], runs[-1][0]
        if before[-1].text == "/" and not is_apart(before[-1], last[0]):
            runs[-2:] = [(before[:-1], False)] * (len(before) > 1) + [([before[-1], *last], True)]
    return runs


def _left_end(row: Sequence[Glyph], start: int) -> int:
    """One past a run read from the left: letters, digits, and what stands single between two of them."""
    end = start + 1
    while end < len(row):
        if row[end].bold != row[start].bold or row[end - 1].x0 - row[end].x1 > RUN_GAP * row[end].size:
            break
        if _is_left(row[end].text):
            end += 1
            continue
        after = _next_strong(row, end)
        if after is None:
            break
        numbers = row[end - 1].text.isdigit() and row[after].text.isdigit()
        single = after == end + 1 and _is_separator(row, end)
        if numbers and not single and not leads_to_latin(row, end):
            break
        end = after
    return end


def _is_separator(row: Sequence[Glyph], at: int) -> bool:
    """Does a sign join two numbers? Among Arabic a hyphen does not: 2015-2030."""
    return row[at].text in _SEPARATOR and (row[at].text != "-" or not any(_RIGHT.match(g.text) for g in row))


def _next_strong(row: Sequence[Glyph], start: int) -> int | None:
    """The next glyph read from the left, past what takes its neighbours' direction; None before Arabic."""
    for index in range(start, min(start + LONGEST_NEUTRAL, len(row))):
        if _is_left(row[index].text):
            return index if row[index].bold == row[start - 1].bold else None
        if _RIGHT.match(row[index].text) and row[index].text not in _SEPARATOR:
            return None
    return None


def _right_end(row: Sequence[Glyph], start: int) -> int:
    end = start + 1
    while end < len(row) and not _is_left(row[end].text):
        if row[end].font != row[start].font or row[end - 1].x0 - row[end].x1 > RUN_GAP * row[end].size:
            break
        end += 1
    return end


def _stop_last(part: list[Glyph]) -> list[Glyph]:
    """A stop at the left edge of Latin words ends them: the line it stands in runs to the left."""
    if len(part) > 1 and part[0].text in _STOPS:
        return [*part[1:], part[0]]
    return part


def _joined(runs: Sequence[Span]) -> Span:
    text = "".join(run.text for run in runs)
    return runs[0]._replace(text=text, x0=min(run.x0 for run in runs), x1=max(run.x1 for run in runs))


def _spaced(ordered: Sequence[Glyph]) -> str:
    """Text read from the left, with a space where a gap stands for one."""
    out = [ordered[0].text]
    for before, glyph in pairwise(ordered):
        if (
            glyph.x0 - before.x1 > WORD_GAP * glyph.size
            and not glyph.text.isspace()
            and not before.text.isspace()
        ):
            out.append(" ")
        out.append(glyph.text)
    return "".join(out)


def _spaced_from_right(run: Sequence[Glyph]) -> str:
    """The same for text read from the right; a vowel sign stands over its letter and leaves no gap."""
    out, edge = [run[0].text], run[0].x0
    for before, glyph in pairwise(run):
        free = edge - glyph.x1 > WORD_GAP * glyph.size
        if free and not (glyph.text.isspace() or before.text.isspace() or glyph.text in _STOPS):
            out.append(" ")
        out.append(glyph.text)
        edge = min(edge, glyph.x0)
    return "".join(out)


def _span(run: Sequence[Glyph], left: bool) -> Span:
    """A run in reading order as a span; `left` tells that it is read from the left."""
    seen = [g for g in run if not g.text.isspace()] or list(run)
    text = KASHIDA.sub("", _spaced(run) if left else _spaced_from_right(run))
    first = seen[0]
    return Span(
        text,
        min(g.x0 for g in seen),
        max(g.x1 for g in seen),
        first.baseline,
        first.size,
        first.font,
        first.bold,
        first.italic,
    )
