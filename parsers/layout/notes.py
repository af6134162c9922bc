"""Footnotes: what stands under a short rule, in smaller type, with a mark before it.

Promises:
1. Every line is returned exactly once: as body, as a note's, or as a separator's.
2. A note that runs on to the next page is one note.
"""

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from cotc.parsers.layout.furniture import Sheet
from cotc.parsers.layout.lines import Line, Piece
from cotc.parsers.layout.underlines import underlines
from cotc.parsers.model import Page
from cotc.parsers.profiles import compiling

# Type of notes is smaller than this, against the running text.
NOTE_SIZE = 0.96
# A note rule is at least and at most this wide (share of the page), and begins in its left half.
RULE_LEAST, RULE_MOST = 0.06, 0.34
# A rule stands above its note by at most this much (type sizes of the text).
RULE_ABOVE = 4.0
# Lines of notes are set as close as this (type sizes).
NOTE_LEADING = 1.4

DRAWN_RULE = compiling.compile(r"[_\s]*_{5,}[_\s]*|[-–—\s]*[-–—]{8,}[-–—\s]*")
MARK = compiling.compile(r"(\*{1,4}|†|‡|\d{1,3}|\(\d{1,3}\)|\(?[a-z]\)?|\(?[٠-٩]{1,3}\)?)(?=\s|$)\s*")
_PLAIN_MARK = compiling.compile(r"(\*{1,4}|\d{1,3}/?)\s+(?=\S)")


class Notes(NamedTuple):
    """A page's notes: the lines of each, and its mark; `mark` is empty where one runs on from before."""

    body: tuple[Line, ...]
    notes: tuple[tuple[str, tuple[Line, ...]], ...]
    separators: tuple[Line, ...]


def take_notes(sheet: Sheet, body_size: float, held: Container[int] = (), may_run_on: bool = True) -> Notes:
    """Part a page's body lines into text and notes.

    `held`: identities of lines that are a table's. `may_run_on`: a note on the page
    before may go on here, without a mark of its own.
    """
    parting = _Parting(sheet, body_size, may_run_on)
    for index, line in enumerate(sheet.body):
        if id(line) in held:
            parting.take_text(line)
        elif _is_drawn_rule(line):
            parting.take_rule(index, line)
        else:
            parting.take_line(index, line)
    notes = tuple((mark, tuple(lines)) for mark, lines in parting.notes)
    return Notes(tuple(parting.body), notes, tuple(parting.separators))


class _Parting:
    """Where on a page we are: in the text, or among notes."""

    def __init__(self, sheet: Sheet, body_size: float, may_run_on: bool) -> None:
        self.page, self.lines = sheet.page, sheet.body
        self.body_size, self.may_run_on = body_size, may_run_on
        self.body: list[Line] = []
        self.notes: list[tuple[str, list[Line]]] = []
        self.separators: list[Line] = []
        self.inside = False  # among notes
        self.fresh = False  # no line of them has been taken yet
        self.at_foot = False  # all that is left of the page is notes, whatever its type

    def take_text(self, line: Line) -> None:
        self.body.append(line)
        self.inside = False

    def take_rule(self, index: int, line: Line) -> None:
        """A rule that is drawn with characters: notes stand below it, if it parts anything."""
        self.separators.append(line)
        below = index + 1
        self.inside = below < len(self.lines) and _may_be_note(self.lines[below], self.body_size)
        self.fresh = True
        self.at_foot = self.inside and _reaches_foot(self.lines, below)

    def take_line(self, index: int, line: Line) -> None:
        if not self.inside:
            self._begin(index, line)
        mark = note_mark(line) if self.inside else ""
        if not self.inside or not self._stays(line, mark):
            self.take_text(line)
            return
        if not self.fresh and not _goes_on(mark, line, self.notes):
            mark = ""
        if not mark and not self.notes and not self.may_run_on:
            self.take_text(line)
            return
        if mark or self.fresh or not self.notes:
            self.notes.append((mark, [line]))
        else:
            self.notes[-1][1].append(line)
        self.fresh = False

    def _begin(self, index: int, line: Line) -> None:
        """Do notes begin with a line: below a rule, or by its mark?"""
        ruled = _under_rule(self.page, self.lines, index, self.body_size) or (
            self.may_run_on and _goes_on_under_rule(self.page, self.lines, index, self.body_size)
        )
        self.inside = self.fresh = ruled or _is_marked(line, self.body_size)
        self.at_foot = ruled and _reaches_foot(self.lines, index)

    def _stays(self, line: Line, mark: str) -> bool:
        """Does a line go on with the notes? Those are in smaller type, but for what opens them."""
        return _is_note_size(line, self.body_size) or (self.fresh and bool(mark)) or self.at_foot


def opens_note(page: Page, lines: Sequence[Line], index: int, body_size: float) -> bool:
    """Is a line the first of a note, or the rule above one?"""
    line = lines[index]
    return _is_drawn_rule(line) or _is_marked(line, body_size) or _under_rule(page, lines, index, body_size)


def _goes_on(mark: str, line: Line, found: Sequence[tuple[str, list[Line]]]) -> bool:
    """A figure that is not raised opens a note only where none is raised, and as the next number."""
    if line.pieces[0].raised or not mark.isdigit():
        return True
    raised = any(lines[0].pieces[0].raised for known, lines in found if known)
    last = next((known for known, _ in reversed(found) if known.isdigit()), None)
    return not raised and (last is None or int(mark) == int(last) + 1)


def note_mark(line: Line) -> str:
    """The mark that opens a note's first line, or an empty string."""
    first = line.pieces[0]
    raised = [p for p in line.pieces if p.raised]
    if raised and raised[0] is first:
        text = "".join(p.text for p in _leading(line)).strip()
        return text if MARK.fullmatch(text) else ""
    match = _PLAIN_MARK.match(line.text)
    return match[1] if match else ""


def without_mark(line: Line, mark: str) -> Line | None:
    """The note's first line without its mark; None where nothing else stands in it."""
    left = len(mark)
    pieces = list(line.pieces)
    while left and pieces:
        text = pieces[0].text.lstrip()
        if len(text.strip()) <= left:
            left -= len(text.strip())
            pieces.pop(0)
        else:
            pieces[0] = pieces[0]._replace(text=text[left:])
            left = 0
    return (
        Line(line.page, line.baseline, line.size, tuple(pieces), mirror=line.mirror, shift=line.shift)
        if pieces
        else None
    )


def _leading(line: Line) -> list[Piece]:
    out = []
    for piece in line.pieces:
        if not piece.raised:
            break
        out.append(piece)
    return out


def _is_drawn_rule(line: Line) -> bool:
    return bool(DRAWN_RULE.fullmatch("".join(p.text for p in line.pieces)))


def _is_note_size(line: Line, body_size: float) -> bool:
    return line.size <= NOTE_SIZE * body_size


def _may_be_note(line: Line, body_size: float) -> bool:
    return _is_note_size(line, body_size) or bool(note_mark(line))


def _under_rule(page: Page, lines: Sequence[Line], index: int, body_size: float) -> bool:
    """Does a short drawn rule part this line from the one above, and does it look like a note?"""
    line = lines[index]
    if not _may_be_note(line, body_size):
        return False
    above = lines[index - 1].baseline if index else 0.0
    low = max(above - 0.2 * body_size, line.baseline - RULE_ABOVE * body_size)
    return any(
        low < rule.top < line.baseline
        and rule.bottom - rule.top < rule.x1 - rule.x0
        and RULE_LEAST * page.width <= _run(page, rule.top) <= RULE_MOST * page.width
        and not (index and underlines(rule, lines[index - 1]))
        for rule in page.rules
    )


def _goes_on_under_rule(page: Page, lines: Sequence[Line], index: int, body_size: float) -> bool:
    """Does a note go on below a rule across the page, as Word draws it? Nothing but notes is below it."""
    line = lines[index]
    if not all(_is_note_size(below, body_size) for below in lines[index:]) or note_mark(line):
        return False
    low = max(lines[index - 1].baseline if index else 0.0, line.baseline - RULE_ABOVE * body_size)
    between = (rule.top for rule in page.rules if low < rule.top < line.baseline)
    return any(_run(page, top) > RULE_MOST * page.width for top in between)


def _reaches_foot(lines: Sequence[Line], index: int) -> bool:
    """Do lines in the size of a note's first one follow it closely, down to the foot of the page?"""
    return all(
        abs(line.size - above.size) < 0.5 and line.baseline - above.baseline <= NOTE_LEADING * line.size
        for above, line in pairwise(lines[index:])
    )


def _is_marked(line: Line, body_size: float) -> bool:
    """Small type after a raised mark or an asterisk is a note, rule or no rule: that of a list or a table."""
    if not _is_note_size(line, body_size):
        return False
    mark = note_mark(line)
    return bool(mark) and (mark[0] in "*†‡" or line.pieces[0].raised)


def _run(page: Page, top: float) -> float:
    """Length of the rules drawn at one height, pieces added up."""
    return sum(r.x1 - r.x0 for r in page.rules if abs(r.top - top) < 1.0)
