"""Headings to containers: what a heading closes, and what it opens under."""

from collections.abc import Sequence

from cotc.parsers.model import TEXTS
from cotc.parsers.model.block import Block
from cotc.parsers.structure.draft import Draft
from cotc.parsers.structure.headings import Head, Heading
from cotc.parsers.structure.labels import Scheme, announces
from cotc.parsers.structure.opening import SIZE_STEP, open_section
from cotc.parsers.structure.state import Level, State

# Of two headings that count on, one may be this much smaller by mistake (points).
COUNTED_STEP = 1.2


def place_section(state: State, heading: Heading, following: Sequence[Heading | None]) -> int:
    """Open what a heading heads. Returns how many blocks it took: a title may stand in blocks of its own."""
    if heading.head is Head.PART:
        state.close_to(1)
        return open_section(state, "part", heading, following)
    if (heading.head is Head.CHAPTER and not _is_chapter_of_annex(state, heading)) or _is_chapter(
        state, heading
    ):
        state.close_to(_depth_after(state, ("session", "part")))
        return open_section(state, "chapter", heading, following)
    if heading.head is Head.ANNEX:
        state.close_to(_annex_depth(state, heading))
        return open_section(state, "annex", heading, following)
    divides = state.list_in_hand() if heading.read is None else None
    close_like(state, heading)
    taken = open_section(state, "section", heading, following)
    state.levels[-1].divides = divides
    return taken


def close_like(state: State, heading: Heading) -> None:
    """Close what a section with that heading would close."""
    depth = _section_depth(state, heading)
    state.close_to(depth if state.frame is None else max(depth, state.frame_depth))


def heads_chapters(state: State, heading: Heading, following: Sequence[Heading | None]) -> bool:
    """Does an unnumbered heading set like the chapters part them? "UNDP segment" does.

    The first such heading stands right over a chapter; those that follow are like it.
    """
    last = next(reversed(state.chapters()), None)
    if last is None or last.block is None or last.read is None or state.in_text:
        return False
    if (
        heading.head is not Head.SECTION
        or heading.read is not None
        or not _is_in_type(heading.block, last.block)
    ):
        return False
    if any(
        level.node.kind == "part" and level.heading and level.heading.style == heading.style
        for level in state.levels
    ):
        return True
    if any(child.block is not None and _is_in_type(child.block, heading.block) for child in last.children):
        return False  # sections of the chapter are set like it
    below = following[0] if following else None
    if below is None or below.read is None or below.read.scheme is not Scheme.UPPER_ROMAN:
        return False
    return below.read.value == last.read.value + 1 and _is_in_type(below.block, last.block)


def place_part(state: State, heading: Heading) -> int:
    """Open a part that heads the chapters after it."""
    state.close_to(1)
    return open_section(state, "part", heading, ())


def _is_chapter(state: State, heading: Heading) -> bool:
    """A roman number heads a chapter of a report, unless a text or an annex is open that it belongs to."""
    if (
        heading.read is None
        or heading.read.scheme is not Scheme.UPPER_ROMAN
        or heading.head is not Head.SECTION
        or heading.series
    ):
        return False
    last = next(reversed(state.chapters()), None)
    inside = state.in_text or any(level.node.kind == "annex" for level in state.levels)
    if last is None or last.read is None or last.block is None:
        return not inside
    if inside:
        return (
            _is_in_type(heading.block, last.block)
            and heading.read.value == last.read.value + 1
            and heading.block.size > state.body_size * 1.1
        )
    return last.read.scheme is Scheme.UPPER_ROMAN


def _is_chapter_of_annex(state: State, heading: Heading) -> bool:
    """Is a chapter one of a treaty or plan that is annexed to a text, and none of the report?"""
    if not (state.in_text and state.in_annex):
        return False
    last = next(reversed(state.chapters()), None)
    return last is None or last.block is None or not _is_set_like(heading.block, last.block)


def _depth_after(state: State, kinds: tuple[str, ...]) -> int:
    """Depth just inside the innermost open container of those kinds."""
    for depth in range(len(state.levels) - 1, -1, -1):
        if state.levels[depth].node.kind in kinds:
            return depth + 1
    return 1


def _annex_depth(state: State, heading: Heading) -> int:
    """Where an annex stands: after the annex it goes on from, else in the open text, else in the report."""
    if heading.appendix:
        for depth in range(len(state.levels) - 1, 0, -1):
            other = state.levels[depth].heading
            if state.levels[depth].node.kind == "annex" and other is not None and not other.appendix:
                return depth + 1
    chapter = next((c.block for c in reversed(state.chapters()) if c.block), None)
    if chapter is not None and _is_set_like(heading.block, chapter):
        return _depth_after(state, ("part", "session"))
    for depth in range(len(state.levels) - 1, 0, -1):
        level = state.levels[depth]
        if level.node.kind != "annex" or level.heading is None:
            continue
        other = level.heading
        alike = (
            other.style == heading.style
            and abs(other.block.indent - heading.block.indent) < heading.block.size
        )
        own = heading.number is None and other.number is None and heading.head is other.head
        if own and not _deeper_text(state, depth):
            # An annex without number inside one without number is that one's own.
            return depth + 1
        follows = (
            heading.read is not None and other.read is not None and heading.read.value == other.read.value + 1
        )
        if follows and (alike or not _deeper_text(state, depth)):
            return depth
    if state.text is not None and state.text_has_body:
        return _depth_after(state, TEXTS)
    return _depth_after(state, ("annex",)) if heading.appendix else _depth_after(state, ("part", "session"))


def _is_set_like(block: Block, other: Block) -> bool:
    return _is_in_type(block, other) and abs(block.indent - other.indent) < block.size


def _is_in_type(block: Block, other: Block) -> bool:
    return abs(block.size - other.size) <= SIZE_STEP and block.bold == other.bold


def _deeper_text(state: State, depth: int) -> bool:
    return any(level.node.kind in TEXTS for level in state.levels[depth + 1 :])


def _section_depth(state: State, heading: Heading) -> int:
    """One past the innermost container that a section's heading leaves open."""
    if state.empty_heading_like(heading) or _is_set_under(heading, state.levels[-1]):
        return len(state.levels)
    for depth in range(len(state.levels) - 1, 0, -1):
        if _is_sibling(state, depth, heading):
            return depth
    depth = len(state.levels)
    while depth > 1 and _outranks(heading, state.levels[depth - 1], state.levels[depth - 2].node):
        depth -= 1
    return depth


def _is_set_under(heading: Heading, level: Level) -> bool:
    """Does an unnumbered heading stand right under another, further in?"""
    other = level.heading
    if other is None or level.node.kind != "section" or level.node.children or heading.read is not None:
        return False
    same_size = abs(heading.block.size - other.block.size) <= SIZE_STEP
    return same_size and heading.block.indent > other.block.indent + heading.block.size


def _is_sibling(state: State, depth: int, heading: Heading) -> bool:
    level = state.levels[depth]
    other = level.heading
    if other is not None and level.node.kind in TEXTS:
        # A draft under a heading of the report is counted with it: "B. Draft decision", "C. Procedure".
        of_report = other.read is not None and other.read.text == other.label
        return of_report and other.style == heading.style and _is_next(heading, other)
    if level.stacked and other is not None and other.style == heading.style:
        # Of two headings set alike, one on the other, the upper one is the like of those that follow.
        return False
    if level.node.kind != "section" or other is None or other.head is not heading.head:
        return False
    if heading.head is Head.RULE:  # one treaty's, not those of what is annexed to it
        return all(below.node.kind == "section" for below in state.levels[depth + 1 :])
    step = COUNTED_STEP if _is_next(heading, other) else SIZE_STEP
    if abs(other.block.size - heading.block.size) > step or other.block.bold != heading.block.bold:
        return False
    if heading.series or other.series:
        return heading.series == other.series or _begins_or_ends_series(state, depth, heading)
    if heading.read is None or other.read is None:
        alike = other.block.italic == heading.block.italic and _leads_in(other) == _leads_in(heading)
        return heading.read is other.read and alike
    return _goes_on(heading, other)


def _begins_or_ends_series(state: State, depth: int, heading: Heading) -> bool:
    """Is a counted series' first set like the heading before it, or the heading after it like the last?

    What a heading in a colon leads in is part of the last ("Targets:").
    """
    node, other = state.levels[depth].node, state.levels[depth].heading
    if other is None or other.style != heading.style or not node.children:
        return False
    if heading.read is not None:
        return other.read is None and heading.read.value == 1
    if other.series is None or _leads_in(heading):
        return False
    members = state.levels[depth - 1].node.children
    alike = any(
        child.read is None and child.block and _is_set_like(child.block, other.block) for child in members
    )
    return alike or any(child.kind == "section" for child in node.children)


def _leads_in(heading: Heading) -> bool:
    """Does a heading end in a colon? Then it only leads in the points after it ("Targets:")."""
    return announces(heading.block.text)


def _is_next(heading: Heading, other: Heading) -> bool:
    """Is a heading's number, in the only reading it has, the next after another's?"""
    one, next_one = other.read, heading.read
    if one is None or next_one is None or one.other or next_one.other:
        return False
    return one.scheme is next_one.scheme and one.value + 1 == next_one.value


def _goes_on(heading: Heading, other: Heading) -> bool:
    """Does a numbered heading follow another in the count, in either reading of its number?"""
    assert heading.read is not None
    assert other.read is not None
    readings = [r for r in (heading.read, heading.read.other) if r]
    others = [r for r in (other.read, other.read.other) if r]
    if any(a.scheme is b.scheme and a.value == b.value + 1 for a in readings for b in others):
        return True
    return heading.read.scheme is other.read.scheme and heading.read.value != 1


def _outranks(heading: Heading, level: Level, parent: Draft) -> bool:
    """Does a heading close a container that another opened under `parent`?"""
    other, node = level.heading, level.node
    if other is None or node.kind in TEXTS:
        return (
            other is not None and heading.block.size > other.block.size + SIZE_STEP and node.kind != "session"
        )
    if node.kind in ("session", "part", "chapter", "annex"):
        return False
    if Head.RULE in (other.head, heading.head):
        # Rules and articles are the lowest heading there is, but for options in them and lighter headings.
        lighter = other.block.bold and not heading.block.bold
        return other.head is Head.RULE and not _leads_in(heading) and not lighter
    if heading.block.size > other.block.size + SIZE_STEP:
        return True
    if heading.block.size < other.block.size - SIZE_STEP:
        return False
    if other.series:
        return False
    if heading.read is not None and other.read is not None and not heading.series:
        return heading.read.scheme < other.read.scheme
    if heading.read is not None and not heading.series:
        # An unnumbered line under a title is a subtitle; others stand above what is numbered under them,
        # but for lettered sections set just like them: those divide the chapter itself.
        if heading.block.bold and not other.block.bold and other.read is None:
            return True
        alike = heading.read.scheme is Scheme.UPPER_LETTER and other.style == heading.style
        return parent.children[0] is node or _leads_in(other) or (alike and bool(node.children))
    if other.read is not None:
        return False
    if _leads_in(other) != _leads_in(heading):
        return _leads_in(other)
    # A heading right under another is its own, though it is set bold and the other in italics.
    return heading.block.bold and not other.block.bold and bool(node.children)
