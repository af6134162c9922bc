"""Items of lists: what goes on from which open item, by number, by place and by what announced it."""

from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.structure.headings import names_agenda
from cotc.parsers.structure.labels import Label, Scheme, announces
from cotc.parsers.structure.state import Open, State, awaits

_LOWER = compiling.compile(r"\p{Ll}\p{Ll}")
_STOPPED = compiling.compile(r"[.!?][\s\"'”’»)\]]*$")
# Indents are one within this many type sizes.
SAME_INDENT = 0.8
# A list hangs when its further lines stand this much further in (type sizes).
HANGS = 1.0
# An entry of a list stands further in than what announces it by this many type sizes.
STEP = 0.6
# An entry without label, no further in than what announces it, is no longer than this (characters).
LONGEST_ENTRY = 250
# Entries of a plain list (an agenda, names) are usually shorter than this (characters).
ENTRY = 90


def read_in_context(state: State, label: Label, block: Block) -> Label:
    """The right reading of a label that has two: that which goes on with an open list."""
    if label.other is None:
        return label
    roman = label if label.scheme is Scheme.ROMAN else label.other
    if roman.scheme is Scheme.ROMAN and roman.value == 1 and state.items and awaits(state.items[-1].node):
        return roman
    for item in reversed(state.items):
        if item.label is None:
            continue
        for reading in (label, label.other):
            if reading.follows(item.label):
                return reading
        letter = label if label.scheme is Scheme.LETTER else label.other
        skips = item.label.scheme is letter.scheme and item.label.value + 2 == letter.value
        if skips and abs(item.indent - block.indent) <= STEP * block.size:
            return letter  # the paper has left a letter out
    for reading in (label, label.other):
        if not state.items and reading.scheme is Scheme.LETTER and reading.value == state.last_letter + 1 > 1:
            return reading
    return label if label.scheme is Scheme.ROMAN or label.value == 1 else _roman_first(label)


def kept_by_entry(state: State, block: Block) -> int | None:
    """How many open items stay open over a paragraph without label that is an entry of a list: of the
    list that is open, or that was announced. None where it is no entry."""
    if not state.items:
        return None
    alike = _like_entry(state, block)
    opened = state.items[-1]
    if alike is not None or not _lists(opened, block):
        return alike
    return len(state.items) - (opened.bare_list and not awaits(opened.node))


def _lists(opened: Open, block: Block) -> bool:
    """Is a paragraph the next entry after one of its place, or the first where a list is announced?"""
    if opened.bare_list and abs(block.indent - opened.indent) <= STEP * block.size:
        return True
    if not awaits(opened.node):
        return False
    if min(block.indent, block.hang) > opened.hang + STEP * block.size:
        return True  # "In favour:", and further in those who were
    return not opened.bare_list and _is_entry(block)


def _like_entry(state: State, block: Block) -> int | None:
    """Depth of an open entry without label that a paragraph is the next of: both announce points."""
    if not announces(block.text):
        return None
    for depth in range(len(state.items) - 1, 0, -1):
        item = state.items[depth]
        if item.bare_list and awaits(item.node) and abs(item.indent - block.indent) <= STEP * block.size:
            return depth
    return None


def sibling_depth(state: State, label: Label, block: Block) -> int | None:
    """Depth of the open item that this label goes on from: the next number, at its indent."""
    step = SAME_INDENT * block.size
    loose = None
    for depth in range(len(state.items) - 1, -1, -1):
        item = state.items[depth]
        if item.label is None or item.label.scheme is not label.scheme:
            continue
        near = abs(item.indent - block.indent) <= step
        if label.scheme is Scheme.BULLET and loose is None and block.indent > item.indent + step:
            return None  # a list within the list
        follows = label.follows(item.label) or label.scheme is Scheme.BULLET
        if near and follows:
            return depth
        if loose is None and (follows or (near and label.value != 1)):
            loose = depth
    return loose


def kept_by_close(state: State, block: Block) -> int | None:
    """How many open items stay open over a paragraph in lower case that ends the sentence which runs
    through the points before it: that which announced them is the last. None where it ends none."""
    if len(state.items) < 2 or not _LOWER.match(block.text):
        return None
    if _STOPPED.search(state.items[-1].node.text or ""):
        return None
    place = min(block.indent, block.hang) + STEP * block.size
    outer = [k for k, item in enumerate(state.items[:-1]) if min(item.indent, item.hang) <= place]
    return (outer[-1] if outer else 0) + 1


def nests(state: State, label: Label, block: Block) -> bool:
    """Does a numbered paragraph open a list inside the one before it?"""
    if not state.items:
        return False
    if (
        label.value == state.last_paragraph + 1
        and not state.in_text
        and not state.in_annex
        and label.value > 1
    ):
        return False
    counted = [child.read for child in state.container.children if child.read is not None]
    if counted and counted[-1].scheme is label.scheme and counted[-1].value + 1 == label.value:
        return False  # a paragraph without number has stood between the two
    above = state.items[-1].node.text or ""
    further_in = block.indent > state.items[-1].indent + SAME_INDENT * block.size
    is_prose = state.in_annex and state.usual_length >= ENTRY
    return further_in or (announces(above) and not is_prose)


def is_list(state: State, block: Block) -> bool:
    """Is a numbered paragraph an item of a plain list (an agenda, names), not of running text?

    Lists hang their lines under the first word; entries that are no sentence end without a stop.
    """
    if state.only_list and state.container.kind == "section":
        return True
    if 0 < state.usual_length < ENTRY and _is_agenda(state):
        return True
    if state.container.kind in ("session", "chapter") or (
        state.container.kind == "section" and not state.in_text and not state.in_annex
    ):
        return False
    hanging = bool(block.breaks) and block.hang - block.indent > HANGS * block.size
    open_ended = not block.text.rstrip().endswith((".", "。", ";", "；", ":", "：", "”", "»", ")", "؛"))
    # Short entries are an agenda in a text; in what is annexed they are one if a heading says so.
    short = 0 < state.usual_length < ENTRY
    return hanging or open_ended or (short and (not state.in_annex or _heads_agenda(state)))


def _is_agenda(state: State) -> bool:
    """Does the nearest heading say no more than that an agenda follows? Those of a report have numbers."""
    heading = state.levels[-1].heading
    if state.container.kind != "section" or heading is None or heading.read is not None:
        return False
    return names_agenda(state.container.title, state.patterns)


def _heads_agenda(state: State) -> bool:
    """Does an open heading speak of an agenda?"""
    return any(names_agenda(level.node.title, state.patterns) for level in state.levels)


def _is_entry(block: Block) -> bool:
    """No sentence and no clause: a title, a name."""
    text = block.text.rstrip()
    return len(text) <= LONGEST_ENTRY and text[:1].isupper() and text[-1:].isalnum() and not block.bold


def _roman_first(label: Label) -> Label:
    """With no list open to go on from, `i` opens a roman list."""
    other = label.other
    return other if other is not None and other.scheme is Scheme.ROMAN and other.value == 1 else label
