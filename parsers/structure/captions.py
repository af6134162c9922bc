"""Captions: what stands right above a table and names it.

A caption has up to three parts: the table's number ("Table 2"), its title, and its unit in brackets
("(Thousands of United States dollars)"). Titles are set as headings are; what tells them from one is
the number above, the unit below, or their place: at the table's edge, out of the column of text.

Promises: the parts are blocks side by side, and a table follows the last of them.
"""

from collections.abc import Sequence

from cotc.parsers.model import one_a_page
from cotc.parsers.model.block import Block
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.patterns import Patterns, normalise, offset_in
from cotc.parsers.structure.draft import Draft, extend_title, shift_marks, shift_runs
from cotc.parsers.structure.headings import Head, Heading

# A caption's longest part (characters).
LONGEST = 300
# A caption of number, title in two parts, and unit.
MOST_PARTS = 4
# Out of the column: so far before its edge, and as near to that of the table (type sizes).
OUT, NEAR = 2.5, 1.0
# A unit that stands alone is set smaller than the text (share of its size).
SMALL = 0.9

# A unit in brackets; a symbol there is that of a paper.
_UNIT = compiling.compile(r"[(（](?!.*\b[A-Z]+/)\p{L}[^()（）]{3,150}[)）]")


def caption_length(
    blocks: Sequence[Block],
    headings: Sequence[Heading | None],
    index: int,
    patterns: Patterns,
    body_size: float,
) -> int:
    """How many blocks from `index` on are the caption of the table after them: 0 where none are."""
    parts: list[Block] = []
    for block in blocks[index : index + MOST_PARTS + 1]:
        if block.rows is not None:
            break
        parts.append(block)
    else:
        return 0
    if not parts or any(len(part.text) > LONGEST for part in parts):
        return 0
    plain = all(_is_unnumbered(heading) for heading in headings[index + 1 : index + len(parts)])
    if patterns.table.fullmatch(normalise(parts[0].text)):
        return len(parts) if plain else 0
    table = blocks[index + len(parts)]
    is_title = _is_title(parts, headings[index], table, body_size) or (
        len(parts) == 1 and _is_title_in_column(headings[: index + 1], table, body_size)
    )
    return len(parts) if is_title else 0


def _is_title(parts: Sequence[Block], heading: Heading | None, table: Block, body_size: float) -> bool:
    """Are blocks without a number over them a table's title, its unit, or both?"""
    first, last = parts[0], parts[-1]
    if len(parts) > 2 or (len(parts) == 2 and not _is_unit(last)):
        return False
    if heading is None:
        return len(parts) == 1 and _is_unit(first) and first.size < SMALL * body_size
    if heading.read is not None or heading.head is not Head.SECTION or first.size > body_size / SMALL:
        return False
    if first.text.count("[") != first.text.count("]"):  # what it opens, more than a table may close
        return False
    if len(parts) == 2:
        return abs(first.indent - last.indent) <= NEAR * body_size
    return first.indent < -OUT * body_size and abs(first.indent - table.indent) <= NEAR * body_size


def _is_title_in_column(headings: Sequence[Heading | None], table: Block, body_size: float) -> bool:
    """Is the last heading the title of the table below, which is set smaller than the text?

    Bold at the column's edge it is, where the paper's headings of that weight are numbered, and their numbers
    stand out of the column.
    """
    last = headings[-1]
    if last is None or last.head is not Head.SECTION or last.read is not None or not last.block.bold:
        return False
    block = last.block
    if table.size >= SMALL * body_size or block.size > body_size / SMALL:
        return False
    if max(abs(block.indent), abs(table.indent)) > NEAR * body_size:
        return False
    above = next((h for h in reversed(headings[:-1]) if h is not None and h.read and h.block.bold), None)
    return above is not None and above.block.indent < -NEAR * body_size


def _is_unnumbered(heading: Heading | None) -> bool:
    if heading is None:
        return True
    return heading.head is Head.SECTION and (heading.read is None or heading.series is not None)


def _is_unit(block: Block) -> bool:
    return _UNIT.fullmatch(block.text) is not None


def give_caption(table: Draft, caption: Sequence[Block], patterns: Patterns) -> None:
    """Make a caption the table's label, number and title."""
    for block in caption:
        start = 0
        match = patterns.table.fullmatch(normalise(block.text)) if table.title is None else None
        if match is not None and table.label is None:
            title = match["title"] or ""
            start = offset_in(block.text, match.start("title")) if title else len(block.text)
            table.number, table.label = match["number"], block.text[:start].strip()
        words = block.text[start:].strip()
        extend_title(table, words, shift_runs(block.emphasis, start), shift_marks(block.marks, start))
        table.boxes = one_a_page((*table.boxes, *block.boxes))
    table.page = caption[0].page if caption else table.page
