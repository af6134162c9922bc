"""Lines to paragraphs: white space, indents, labels and type decide where one ends.

Promises:
1. Every line is in exactly one block, in order.
2. A block that runs over a page's end is one block.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from cotc.parsers.layout.column import Column
from cotc.parsers.layout.compose import Composed, compose
from cotc.parsers.layout.joins import Setting, continues, setting_of
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model import Box, one_a_page
from cotc.parsers.model.block import Align, Block

# The white space beside a centred line, or after one set to the right, differs by so much (type sizes) …
ALIGN_SLACK = 1.5
# … and by so much where the line begins no further in than a paragraph's first line may.
OPENING_SLACK, FIRST_LINE_INDENT = 0.5, 3.0


def blocks_of(lines: Sequence[Line], column: Column, hyphens: Hyphens) -> list[tuple[Block, Composed]]:
    """Group lines into blocks."""
    groups: list[list[Setting]] = []
    for line in lines:
        setting = setting_of(line)
        if groups and continues(groups[-1], setting, column):
            groups[-1].append(setting)
        else:
            groups.append([setting])
    return [
        _block(group, groups[i - 1][-1].line if i else None, column, hyphens)
        for i, group in enumerate(groups)
    ]


def _block(
    settings: Sequence[Setting], above: Line | None, column: Column, hyphens: Hyphens
) -> tuple[Block, Composed]:
    group = [s.line for s in settings]
    words = compose(group, hyphens)
    first = group[0]
    size = Counter({line.size: 0 for line in group})
    for line in group:
        size[line.size] += len(line.pieces)
    near = above if above is not None and above.page == first.page else None
    gap = (first.baseline - near.baseline) / first.size - 1.2 if near else 0.0
    level = [p for line in group for p in line.pieces if not p.raised]
    block = Block(
        text=words.text,
        page=first.page,
        breaks=words.breaks,
        emphasis=words.emphasis,
        marks=words.marks,
        bold=any(s.bold for s in settings) and not any(s.mixed for s in settings),
        italic=all(p.italic for p in level if any(c.isalpha() for c in p.text))
        and any(p.italic for p in level),
        size=max(size, key=lambda s: size[s]),
        indent=first.x0 - column.left,
        hang=(group[1].x0 if len(group) > 1 else first.x0) - column.left,
        measure=column.measure,
        gap=max(gap, 0.0),
        align=_align(group, column),
        underlined=all(line.underlined for line in group),
        filled=column.is_full(group[-1]),
        boxes=boxes_of(group),
    )
    return block, words


def boxes_of(lines: Iterable[Line]) -> tuple[Box, ...]:
    """One box a page around lines."""
    return one_a_page(line.box for line in lines)


def _align(group: Sequence[Line], column: Column) -> Align:
    slack = ALIGN_SLACK * group[0].size
    if all(_is_centred(line, column, slack) for line in group):
        return "centre"
    if all(
        line.x0 > column.left + 0.4 * column.measure and line.x1 >= column.right - slack for line in group
    ):
        return "right"
    return "left"


def _is_centred(line: Line, column: Column, slack: float) -> bool:
    """Is there as much room before a line as after it, and more than one that opens a paragraph leaves?"""
    before, after = line.x0 - column.left, column.right - line.x1
    opens = before <= FIRST_LINE_INDENT * line.size  # a paragraph's first line may be as long by chance
    return before > slack and abs(before - after) <= (OPENING_SLACK * line.size if opens else slack)
