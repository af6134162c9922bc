"""Whether a line goes on with the paragraph above it: white space, indents, labels, type and words.

How a line is set decides before what it says; words only tell sentences that
have ended from those that have not.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from cotc.parsers.layout.column import OPENING_LABEL, SIZE_STEP, Column
from cotc.parsers.layout.lines import Line, first_word_width
from cotc.parsers.profiles import compiling

# Indents differ when they differ by this many type sizes.
INDENT_STEP = 0.6
# A line that leaves this share of the measure free, where the next word would fit, was ended on purpose.
SHORT = 0.12
SHORT_HEADING = 0.32
# … and this share where it ends a clause, and the next begins with a capital.
SHORT_CLAUSE = 0.02
# Lines of a title typed in two paragraphs are up to so far apart (line heights over type size).
OPEN_TITLE = 2.0
# … and so are lines of one sentence where a paper is set by hand.
OPEN_SENTENCE = 1.5
# Lines of one paragraph are no further apart than this, against the paper's usual leading.
EVEN_LEADING = 1.06

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Which label comes before which, in lists that a sentence runs in.
_BEFORE = {
    label: before for series in ("abcdefghijklmnopqrstuvwxyz", _ROMAN) for before, label in pairwise(series)
}

_WORD = compiling.compile(r"[\p{L}\p{N}]")
_CLOSED = compiling.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$|[,،，][\s\])]*$")
_FULL_STOP = compiling.compile(r"[.;:!?。；：！？؛؟][\s\"'”’»）)\]\d*]*$")
_OPEN_END = compiling.compile(r"[;；؛]\s*$")
_CONTINUES = compiling.compile(r"\p{Ll}|[,;.)»”]")


class Setting(NamedTuple):
    """A line as it was set: its words, and whether they are bold, mixed, or open with a label."""

    line: Line
    text: str
    bold: bool
    mixed: bool
    label: str | None


def setting_of(line: Line) -> Setting:
    text = line.text
    level = [p for p in line.pieces if not p.raised]
    bold = any(p.bold and _WORD.search(p.text) for p in level)
    light = any(not p.bold and _WORD.search(p.text) for p in level)
    match = OPENING_LABEL.match(text)
    return Setting(line, text, bold and not light, bold and light, match[1] if match else None)


def continues(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does `new` go on with the paragraph that ends in `group`?"""
    last = group[-1]
    if last.line.page != new.line.page:
        return _runs_over(group, new, column)
    if not _same_type(last, new) and not _changes_weight(group, new, column):
        return False
    step = (new.line.baseline - last.line.baseline) / min(new.line.size, last.line.size)
    if step < 0.5 or (step > column.loose and step > _widest_step(last, new, column)):
        return False
    if _is_title_in_mid_sentence(last, new):
        return True
    if _is_outdented(group, new) or _is_indented_start(group, new, column):
        return False
    if new.label and _ended(last, column) and _stands_as_item(group, new):
        # Where items always have white space above them, a line without it opens none, unless it goes on
        # from an item set like it.
        alike = group[0].label is not None and _shape(group[0].label) == _shape(new.label)
        return column.spaced and not alike and column.is_full(last.line)
    return not _ended_early(last, new, column)


def _widest_step(last: Setting, new: Setting, column: Column) -> float:
    """How far apart two lines of one paragraph may be that stand loosely (line heights over type size)."""
    if _is_open_title(last, new):
        return OPEN_TITLE
    return max(OPEN_SENTENCE, column.loose) if _sentence_runs_on(last, new, column) else column.loose


def _sentence_runs_on(last: Setting, new: Setting, column: Column) -> bool:
    """Does a line without stop or room for the next word have one below it that begins low?"""
    begins_low = new.label is None and new.text[:1].islower()
    return begins_low and not _CLOSED.search(last.text) and not _ended_early(last, new, column)


def _is_title_in_mid_sentence(last: Setting, new: Setting) -> bool:
    """Does a bold line go on in lower case? Lines of a centred title begin and end anywhere."""
    if not (last.bold and new.bold and new.text[:1].islower()) or new.label:
        return False
    return _same_type(last, new) and not _CLOSED.search(last.text)


def _is_open_title(last: Setting, new: Setting) -> bool:
    """Does a bold line end in a semicolon, and a bold one follow? A title goes on, however it was typed."""
    return last.bold and new.bold and new.label is None and bool(_OPEN_END.search(last.text))


def _same_type(last: Setting, new: Setting) -> bool:
    if abs(last.line.size - new.line.size) > SIZE_STEP * max(last.line.size, new.line.size):
        return False
    return last.bold == new.bold or last.mixed or new.mixed


def _same_size(last: Setting, new: Setting) -> bool:
    return abs(last.line.size - new.line.size) <= SIZE_STEP * last.line.size


def _stands_as_item(group: Sequence[Setting], new: Setting) -> bool:
    """Does a labelled line stand where items begin? One among a paragraph's further lines is run-in."""
    if _is_run_in(group, new):
        return False
    hang = group[1].line.x0 if len(group) > 1 else None
    if hang is None or abs(new.line.x0 - hang) > INDENT_STEP * new.line.size:
        return True
    return group[0].label is not None and _shape(group[0].label) == _shape(new.label or "")


def _is_run_in(group: Sequence[Setting], new: Setting) -> bool:
    """Do the lines above run in a list to which this label belongs, or open a bracket that it closes?"""
    label = new.label or ""
    words = " ".join(setting.text for setting in group)
    if label.rstrip(".").endswith((")", "）")) and label[0] not in "(（":
        return words.count("(") + words.count("（") > words.count(")") + words.count("）")
    before = _BEFORE.get(label.strip("()（）."))
    return label[0] in "(（" and before is not None and f" ({before}) " in words


def _shape(label: str) -> str:
    """The form of a label: brackets, stop, and what kind of number."""
    return regex.sub(r"\p{Nd}+", "1", regex.sub(r"\p{L}+", "a", label))


def _changes_weight(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does a paragraph change its weight at the start of a line? Text in one weight may end in another."""
    last = group[-1]
    if _in_mid_sentence(last, new, column):
        return True
    if group[0].bold or not column.is_full(last.line):
        return False
    step = INDENT_STEP * new.line.size
    if len(group) > 1:
        at_hang = abs(new.line.x0 - group[1].line.x0) <= step
    else:
        at_hang = new.line.x0 < last.line.x0 - step
    leading = (new.line.baseline - last.line.baseline) / last.line.size
    return _same_size(last, new) and at_hang and leading <= EVEN_LEADING * column.leading


def _in_mid_sentence(last: Setting, new: Setting, column: Column) -> bool:
    """Does a sentence run on from a full line, though its weight changes between the two?"""
    return (
        _same_size(last, new)
        and column.is_full(last.line)
        and bool(regex.match(r"\p{Ll}", new.text))
        and not _CLOSED.search(last.text)
    )


def _runs_over(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does a paragraph run over the page's end? What it lacks, the next page must offer."""
    last = group[-1]
    if _is_open_title(last, new):
        return _same_type(last, new)
    if (not _same_type(last, new) or new.bold) and not (
        _in_mid_sentence(last, new, column) or _stress_runs_over(group, new, column)
    ):
        return False
    if new.label and (not new.label.isdigit() or _FULL_STOP.search(last.text)):
        return False
    shift = INDENT_STEP * new.line.size
    first_x, x = group[0].line.x0, new.line.x0
    closed = bool(_CLOSED.search(last.text))
    begins_low = bool(_CONTINUES.match(new.text))
    if len(group) == 1:
        aligned = column.left - shift <= x <= first_x + shift
        hangs = aligned and abs(x - first_x) > shift
    else:
        hang = group[1].line.x0
        aligned = abs(x - hang) <= shift
        hangs = aligned and abs(x - first_x) > shift
    if not aligned:
        return begins_low and not closed
    if not _FULL_STOP.search(last.text) and begins_low:
        return not (closed and _ended_early(last, new, column))
    if not column.is_full(last.line):
        return not closed and not _ended_early(last, new, column)
    if closed:
        # A full line that ends a clause: the next page goes on from the hanging indent, and where
        # paragraphs are numbered a line without number goes on too.
        return hangs or (group[0].label is not None and len(group) > 1)
    return True


def _stress_runs_over(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """Does a paragraph's bold end run over the page's end in the middle of a sentence?"""
    last = group[-1]
    ends_bold = last.line.pieces[-1].bold and new.line.pieces[0].bold
    stressed = ends_bold and _same_size(last, new) and not group[0].bold
    return stressed and column.is_full(last.line) and not _CLOSED.search(last.text)


def _ended(last: Setting, column: Column) -> bool:
    return bool(_CLOSED.search(last.text)) or not column.is_full(last.line)


def _stopped(last: Setting, column: Column) -> bool:
    """As `_ended`, but a comma at the end of a full line does not count."""
    return bool(_FULL_STOP.search(last.text)) or not column.is_full(last.line)


def _is_outdented(group: Sequence[Setting], new: Setting) -> bool:
    """A line further out than the paragraph's second line begins something new."""
    if len(group) < 2:
        return False
    return new.line.x0 < group[1].line.x0 - INDENT_STEP * new.line.size


def _is_indented_start(group: Sequence[Setting], new: Setting, column: Column) -> bool:
    """A line further in than the one above it begins something new, if what stands above has ended."""
    last = group[-1]
    step = INDENT_STEP * new.line.size
    # The second line of a paragraph may hang under its label, that of a heading under its first.
    hangs = len(group) == 1 and (last.label or (last.bold and new.bold and new.line.x0 < last.line.x1))
    above = last if len(group) == 1 else group[1]
    if new.line.x0 <= above.line.x0 + step or hangs:
        return False
    return _stopped(last, column) and not _sentence_runs_on(last, new, column)


def _ended_early(last: Setting, new: Setting, column: Column) -> bool:
    """Did the line above leave room for the next word? Then its end was meant.

    Headings are set to a narrower measure of their own, and need more room left.
    """
    room = column.right - last.line.x1
    width = first_word_width(new.line, new.text)
    if last.bold or last.line.size > 1.1 * column.size:
        least = SHORT_HEADING
    else:
        least = SHORT_CLAUSE if _CLOSED.search(last.text) and new.text[:1].isupper() else SHORT
    return room > least * column.measure + width + 0.3 * new.line.size
