"""Opening a container under its heading: its number and title may stand in blocks of their own."""

from collections.abc import Sequence

from cotc.parsers.model import Kind, one_a_page
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import normalise
from cotc.parsers.structure.draft import Draft, extend_title
from cotc.parsers.structure.headings import Head, Heading
from cotc.parsers.structure.state import State

# Type sizes of headings differ when they differ by this many points.
SIZE_STEP = 0.6

# A title that ends like this goes on in the next block.
_UNFINISHED = compiling.compile(r"[;,:]\s*$")


def open_section(state: State, kind: Kind, heading: Heading, following: Sequence[Heading | None]) -> int:
    """Open a container of that kind. Returns how many blocks its number and title took."""
    node = from_heading(kind, heading)
    state.open(node, heading)
    if heading.label is None or (heading.title is not None and not is_unfinished(heading.title)):
        return 1
    return 1 + take_title(state, node, heading, following)


def from_heading(kind: Kind, heading: Heading) -> Draft:
    """A container with the number and title of its heading."""
    title, emphasis, marks = heading.title_parts()
    return Draft(
        kind,
        number=heading.number,
        label=heading.label,
        title=title,
        emphasis=emphasis,
        marks=marks,
        boxes=heading.block.boxes,
        page=heading.block.page,
        read=heading.read,
        block=heading.block,
    )


def take_title(state: State, node: Draft, heading: Heading, following: Sequence[Heading | None]) -> int:
    """Give a container whose number stands alone the heading blocks after it as its title."""
    taken = 0
    for other in following:
        if other is None or other.head is not Head.SECTION or other.read is not None:
            break
        if taken and (abs(other.block.size - following[0].block.size) > SIZE_STEP or other.block.gap > 0.5):  # type: ignore[union-attr]
            break
        if heading.block.bold and not other.block.bold:
            break
        if state.patterns.adoption.search(normalise(other.block.text)):
            break
        extend_title(node, *other.title_parts())
        node.boxes = one_a_page((*node.boxes, *other.block.boxes))
        taken += 1
        if heading.head in (Head.CHAPTER, Head.RULE) or heading.series:
            break
    return taken


def is_unfinished(title: str) -> bool:
    """Does a title end so that it must go on in the block after it?"""
    return _UNFINISHED.search(title) is not None
