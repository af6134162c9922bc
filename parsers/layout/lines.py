"""Spans to lines: what stands on one baseline, in reading order, with raised marks kept apart.

Promises:
1. Every span with a drawn character is in exactly one line.
2. The pieces of a line run in reading order; lines run from the top of the page down.
3. A piece that stands raised and small beside larger type is marked `raised`.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from cotc.parsers.model import Box, Page, Span
from cotc.parsers.profiles import compiling

# Baselines within this share of the type size are one line.
BASELINE_TOLERANCE = 0.22
# A raised mark is at most this large, against the type it stands beside …
RAISED_SIZE = 0.85
# … and its baseline lies this far above (shares of the larger type size).
RAISED_LEAST, RAISED_MOST = 0.12, 0.75
# A lowered mark (CO2) hangs at most this far below.
LOWERED_MOST = 0.35
# Pieces that far apart (type sizes) have a space between them even if none is drawn.
SPACE_GAP = 0.2
# A drawn space is real when the pieces stand at least so far apart (type sizes).
DRAWN_SPACE_GAP = 0.08
# The same for two pieces of a right-to-left line, drawn space or not.
RIGHT_TO_LEFT_GAP = 0.12
# Nominal reach of type above and below its baseline (type sizes).
ASCENT, DESCENT = 0.75, 0.25
# A mark belongs to a line when it stands this near one of its spans (type sizes) …
BESIDE = 1.5
# … or hangs this far out before the first of them, as notes are set with a tab.
HANGING = 16.0


HAN = compiling.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef]")
_HAN_SIGN = compiling.compile(r"[《“（「『〈]*\p{Han}[，。；：、！？》”）」』〉]*")
_MANY_SPACES = compiling.compile(" {2,}")


class Piece(NamedTuple):
    """One span as it stands in a line. `raised`: a superscript."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    raised: bool


class Line(msgspec.Struct):
    """Pieces on one baseline. `size` is the size of most of its characters; lengths in points.

    On a right-to-left page distances are measured from the right edge, so that
    reading order grows with x everywhere; `mirror` is then the page's width.
    `shift` is how far the line was moved to the margin of the other pages.
    `x0`, `x1` and `text`, the words as they stand with their raised marks, are made of the pieces.
    """

    page: int
    baseline: float
    size: float
    pieces: tuple[Piece, ...]
    turned: bool = False
    mirror: float = 0.0
    shift: float = 0.0
    underlined: bool = False
    x0: float = 0.0
    x1: float = 0.0
    text: str = ""

    def __post_init__(self) -> None:
        self.x0 = self.pieces[0].x0
        self.x1 = max(piece.x1 for piece in self.pieces)
        self.text = words_of(self.pieces, self.size, bool(self.mirror))

    @property
    def top(self) -> float:
        return self.baseline - ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + DESCENT * self.size

    @property
    def box(self) -> Box:
        x0, x1 = self.x0 - self.shift, self.x1 - self.shift
        if self.mirror:
            x0, x1 = self.mirror - x1, self.mirror - x0
        return self.page, round(x0, 1), round(self.top, 1), round(x1, 1), round(self.bottom, 1)

    def moved(self, shift: float) -> "Line":
        """The line moved along its baseline."""
        pieces = tuple(p._replace(x0=p.x0 + shift, x1=p.x1 + shift) for p in self.pieces)
        moved = self.shift + shift
        return Line(
            self.page, self.baseline, self.size, pieces, self.turned, self.mirror, moved, self.underlined
        )

    def part(self, pieces: Sequence[Piece]) -> "Line":
        """A line of some of this one's pieces, in the size of the longest of them."""
        size = max(pieces, key=lambda p: len(p.text)).size
        parts = tuple(pieces)
        return Line(
            self.page, self.baseline, size, parts, self.turned, self.mirror, self.shift, self.underlined
        )


def words_of(pieces: Sequence[Piece], size: float, from_right: bool = False) -> str:
    """The words of pieces in reading order, with the spaces that stand between them."""
    out = [pieces[0].text.strip(" ")]
    for left, right in pairwise(pieces):
        if parted(left, right, size, from_right):
            out.append(" ")
        out.append(right.text.strip(" "))
    text = "".join(out).strip()
    return _MANY_SPACES.sub(" ", text) if "  " in text else text


def first_word_width(line: Line, text: str) -> float:
    """How wide the first word of a line's text is, in the type of its first piece (points).

    Chinese breaks between any two signs, but for the marks that close.
    """
    first = line.pieces[0]
    han = _HAN_SIGN.match(text)
    word = han[0] if han else text.split(" ", 1)[0]
    return (first.x1 - first.x0) * len(word) / max(len(first.text.strip()), 1)


def parted(left: Piece, right: Piece, size: float, from_right: bool) -> bool:
    """Is there a space between two pieces?

    The gap says so: a drawn space may be covered by the next word, and a real one
    may not be drawn. Beside Han, typesetters pad Latin without a space; Arabic
    letters reach over each other, so that a drawn space there may leave no gap.
    """
    gap = right.x0 - left.x1
    a, b = left.text[-1:], right.text[:1]
    drawn = a == " " or b == " " or a.isspace() or b.isspace()
    if from_right:
        return drawn or gap > RIGHT_TO_LEFT_GAP * size
    if drawn:
        return gap > DRAWN_SPACE_GAP * size
    if gap <= SPACE_GAP * size:
        return False
    return not (HAN.match(a) or HAN.match(b)) or gap > size


def lines_of(page: Page) -> list[Line]:
    """The page's lines, from the top down; turned text comes last, a line a span."""
    level = [s for s in page.spans if not s.turned and not s.text.isspace() and s.text]
    mirror = page.width if page.right_to_left else 0.0
    if mirror:
        level = [s._replace(x0=mirror - s.x1, x1=mirror - s.x0) for s in level]
    rows = _merge_marks(_rows(level))
    lines = [_line(page.number, spans, marks, mirror) for spans, marks in rows]
    turned = [
        Line(page.number, s.baseline, s.size, (_piece(s, False),), True)
        for s in page.spans
        if s.turned and s.text and not s.text.isspace()
    ]
    return lines + turned


Row = tuple[list[Span], list[Span]]  # the spans on a baseline, the marks raised above it


def _rows(spans: Iterable[Span]) -> list[list[Span]]:
    """Spans by baseline. A row's own baseline is that of its largest type."""
    rows: list[list[Span]] = []
    lead: Span | None = None
    for span in sorted(spans, key=lambda s: (s.baseline, s.x0)):
        if lead and abs(span.baseline - lead.baseline) <= BASELINE_TOLERANCE * min(span.size, lead.size):
            rows[-1].append(span)
            lead = span if span.size > lead.size else lead
        else:
            rows.append([span])
            lead = span
    return rows


def _merge_marks(rows: list[list[Span]]) -> list[Row]:
    """Give small raised spans to the line below them, small lowered ones to the line above."""
    merged: list[Row] = [(row, []) for row in rows]
    largest = [max(span.size for span in row) for row in rows]
    for index, row in enumerate(rows):
        beside = max(largest[max(0, index - 1) : index + 3])
        for span in list(row):
            if span.size > RAISED_SIZE * beside:
                continue
            below = _host(span, rows[index + 1 : index + 3], RAISED_LEAST, RAISED_MOST)
            if below is not None:
                merged[index + 1 + below][1].append(span)
                merged[index][0].remove(span)
                continue
            above = _host(span, rows[max(0, index - 1) : index], -LOWERED_MOST, 0.0)
            if above is not None:
                merged[index - 1][0].append(span)
                merged[index][0].remove(span)
    return [(spans, marks) for spans, marks in merged if spans or marks]


def _host(span: Span, rows: Sequence[Sequence[Span]], least: float, most: float) -> int | None:
    """Index of the first row with larger type beside `span`, so far below it (type sizes)."""
    for index, row in enumerate(rows):
        if not row:
            continue
        start = min(other.x0 for other in row)
        for other in row:
            rise = (other.baseline - span.baseline) / other.size
            if span.size > RAISED_SIZE * other.size or not least <= rise <= most:
                continue
            gap = max(other.x0 - span.x1, span.x0 - other.x1)
            if gap <= BESIDE * other.size or (span.x1 <= start and gap <= HANGING * other.size):
                return index
    return None


def _line(number: int, spans: list[Span], marks: list[Span], mirror: float) -> Line:
    pieces = [_piece(s, False) for s in spans] + [_piece(s, True) for s in marks]
    pieces.sort(key=lambda p: (p.x0, p.x1))
    level = [p for p in pieces if not p.raised] or pieces
    lead = max(level, key=lambda p: (len(p.text.strip()), p.size))
    return Line(number, lead.baseline, lead.size, tuple(pieces), mirror=mirror)


def _piece(span: Span, raised: bool) -> Piece:
    return Piece(span.text, span.x0, span.x1, span.baseline, span.size, span.bold, span.italic, raised)
