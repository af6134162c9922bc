"""Running heads, folios, job lines, bar codes and the masthead: apart from the running text.

Promises:
1. Every line is returned exactly once: as furniture or as body.
2. Nothing is furniture by its place alone: place and form (a symbol, a folio, a job
   number, or words that return page after page) must agree.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex

from cotc.parsers.layout.bars import BORDER, level_rows
from cotc.parsers.layout.lines import Line
from cotc.parsers.model import Furniture, Page, Rule
from cotc.parsers.profiles import compiling

# A running head ends above this share of the page's height, a foot begins below the other.
HEAD_BAND, FOOT_BAND = 0.125, 0.86
# A rule this wide (share of the page) closes a head or a masthead.
WIDE_RULE = 0.55
# The masthead of a first page closes above this share of its height.
MASTHEAD_BAND = 0.42
# … and its right-hand column may run on below its last rule by this share.
BELOW_RULE = 0.12
# Sides of a frame are at least this long and that far apart, and touch its top within so much (points).
FRAME_SIDE, FRAME_GAP = 4.0, 2.0
MOST_SIDES = 1000
# Pieces of one line further apart than this (type sizes) are told apart in heads and mastheads.
COLUMN_GAP = 2.5
# Words return page after page when they stand on this share of the pages.
RETURNS = 0.3
# … at one distance from the edge of the page, give or take (points).
RETURNS_WITHIN = 1

JOB = compiling.compile(
    r"(?:(?:V|GE|N|K|NA|HV)[.\-]?)?\d\d-?\d{5}[*X]{0,3}\s*(?:\([A-Z]\))?(?:\s+\d{6})*"
    r"|K\d{7}\s*(?:[\[(][A-Z][\])])?(?:\s+\d{6})*"
)
BARCODE = compiling.compile(r"[*\uf02a][\d\uf030-\uf039]{7}[*\uf02a]")
FOLIO = compiling.compile(
    r"(?:page\s+)?(?:\d{1,4}(?:\s*/\s*\d{1,4})?|[ivxl]{1,7}|[٠-٩]{1,4}/[٠-٩]{1,4})", regex.IGNORECASE
)
SYMBOL = compiling.compile(
    r"[A-Z][A-Z0-9.]{0,9}(?:\(\d+\))?(?:/[A-Z0-9.()\[\]_ -]+)+(?:\s*\(.{1,12}\))?\*{0,3}"
)
RECYCLE = compiling.compile(
    r"Please recycle|Merci de recycler|(?:Sírvase|Se ruega) reciclar"
    r"|Просьба отправить на вторичную переработку|请回收"
    r"|الرجاء إعادة الاستعمال|يرجى إعادة (?:الاستعمال|التدوير)",
    regex.IGNORECASE,
)
_DIGITS = compiling.compile(r"\d+")


class Sheet(NamedTuple):
    """A page's lines, parted: what carries the text, and what surrounds it.

    `floor`: height of the rule that closes the running head or the masthead.
    """

    page: Page
    body: tuple[Line, ...]
    furniture: tuple[Furniture, ...]
    floor: float = 0.0


def part_pages(pages: Sequence[tuple[Page, list[Line]]]) -> list[Sheet]:
    """Tell furniture from body on every page of a paper."""
    returning = _returning(pages)
    return [_part(page, lines, returning) for page, lines in pages]


def segments(line: Line) -> list[Line]:
    """A line cut at its wide gaps."""
    cuts: list[list[int]] = [[0]]
    for i in range(1, len(line.pieces)):
        edge = max(line.pieces[k].x1 for k in cuts[-1])
        if line.pieces[i].x0 - edge > COLUMN_GAP * min(line.pieces[i].size, line.pieces[i - 1].size):
            cuts.append([i])
        else:
            cuts[-1].append(i)
    if len(cuts) == 1:
        return [line]
    return [line.part([line.pieces[k] for k in cut]) for cut in cuts]


def furniture(kind: str, line: Line) -> Furniture:
    return Furniture(kind, line.page, line.text, line.box)


def _form(text: str) -> str:
    """Words with their numbers masked, to find what returns from page to page."""
    return _DIGITS.sub("#", " ".join(text.split()))


Returning = frozenset[tuple[str, int]]


def _returning(pages: Sequence[tuple[Page, list[Line]]]) -> Returning:
    """Words in the bands of head and foot that stand at one place on many pages."""
    count: Counter[tuple[str, int]] = Counter()
    for page, lines in pages:
        places = {
            (form, edge + off)
            for line in lines
            if not HEAD_BAND * page.height < line.baseline < FOOT_BAND * page.height
            for part in segments(line)
            for form, edge in [_place(page, part)]
            for off in range(-RETURNS_WITHIN, RETURNS_WITHIN + 1)
        }
        count.update(places)
    least = max(2, RETURNS * len(pages))
    return frozenset(place for place, n in count.items() if n >= least)


def _place(page: Page, part: Line) -> tuple[str, int]:
    """A line's form, and how far it is from the nearer edge: from the top, or negative from the bottom."""
    below = page.height - part.baseline
    return _form(part.text), round(part.baseline if part.baseline < below else -below)


def _part(page: Page, lines: list[Line], returning: Returning) -> Sheet:
    body: list[Line] = []
    taken: list[Furniture] = []
    masthead = _masthead_end(page, lines)
    closing_rule = _head_rule(page) if page.number > 1 else None
    level = [line for line in lines if not line.turned]
    foot_from = len(level) - _foot_count(page, level, returning)
    for index, line in enumerate(level):
        if index >= foot_from:
            taken += [furniture(_foot_kind(part), part) for part in segments(line)]
        elif line.baseline <= masthead:
            taken += [furniture("masthead", part) for part in segments(line)]
        elif _is_head(page, line, closing_rule, returning):
            taken += [furniture("head", part) for part in segments(line)]
        else:
            body.append(line)
    taken += [furniture("head", line) for line in lines if line.turned]
    floor = max(masthead, _head_rule(page) or 0.0)
    return Sheet(page, tuple(body), tuple(taken), floor)


def wide_rules(page: Page, share: float = WIDE_RULE) -> list[float]:
    """Heights of horizontal rules that, their pieces added up, cross that share of the page."""
    rows = level_rows(page.rules)
    return [row[0].top for row in rows if sum(r.x1 - r.x0 for r in row) >= share * page.width]


def _masthead_end(page: Page, lines: list[Line]) -> float:
    """Where the first page's masthead closes: its last wide rule, if something stands above it."""
    if page.number != 1:
        return 0.0
    sides = _sides(page)
    rules = [
        top for top in wide_rules(page) if top < MASTHEAD_BAND * page.height and not _is_framed(sides, top)
    ]
    if not rules or not any(line.baseline < rules[-1] for line in lines):
        return 0.0
    # The right-hand column may run on below the rule.
    right = [
        other.baseline
        for other in lines
        if 0 < other.baseline - rules[-1] < BELOW_RULE * page.height and other.x0 > 0.58 * page.width
    ]
    return max([rules[-1], *right]) + 0.5


def _sides(page: Page) -> list[Rule]:
    """The upright rules that may be sides of frames; a page with very many is a drawing."""
    sides = [r for r in page.rules if r.bottom - r.top > max(FRAME_SIDE, r.x1 - r.x0)]
    return sides if len(sides) <= MOST_SIDES else []


def _is_framed(sides: Sequence[Rule], top: float) -> bool:
    """Is a rule one side of a frame, with upright ones at it?"""
    at = {round(r.x0 / FRAME_SIDE) for r in sides if r.top - FRAME_GAP <= top <= r.bottom + FRAME_GAP}
    return len(at) > 1


def table_borders(page: Page) -> list[float]:
    """Heights of the rules that may border a table: all wide ones but that of the running head."""
    head = _head_rule(page)
    return [top for top in wide_rules(page, BORDER) if head is None or top > head + 2.0]


def _head_rule(page: Page) -> float | None:
    """The first wide rule on top of a page; a second one may open a table."""
    return next((top for top in wide_rules(page) if top < HEAD_BAND * page.height), None)


def _is_head(page: Page, line: Line, rule: float | None, returning: Returning) -> bool:
    if page.number == 1:
        return False
    if rule is not None:
        return line.baseline <= rule
    if line.baseline > HEAD_BAND * page.height:
        return False
    return all(_place(page, part) in returning or SYMBOL.fullmatch(part.text) for part in segments(line))


def _foot_count(page: Page, lines: list[Line], returning: Returning) -> int:
    """How many of the last lines are the page's foot."""
    count = 0
    for line in reversed(lines[-4:]):
        if line.baseline < FOOT_BAND * page.height:
            break
        if not all(_is_foot(page, part, returning) for part in segments(line)):
            break
        count += 1
    return count


def _is_foot(page: Page, part: Line, returning: Returning) -> bool:
    text = part.text
    if part.pieces[0].raised:  # a note, whatever its words: many name a symbol and no more
        return False
    if JOB.fullmatch(text) or BARCODE.fullmatch(text) or RECYCLE.search(text):
        return True
    if FOLIO.fullmatch(text):
        return "/" in text or text.isalpha() or _place(page, part) in returning or text == str(page.number)
    return _place(page, part) in returning


def _foot_kind(part: Line) -> str:
    text = part.text
    if BARCODE.fullmatch(text):
        return "barcode"
    if FOLIO.fullmatch(text):
        return "folio"
    return "job" if JOB.fullmatch(text) else "head"
