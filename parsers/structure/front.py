"""Where the running text begins, and what stands before it: masthead, cover, session block, title."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from cotc.parsers.model import Furniture, one_a_page
from cotc.parsers.model.block import Block, Layout
from cotc.parsers.model.marks import with_marks
from cotc.parsers.profiles.patterns import Patterns, normalise
from cotc.parsers.structure.headings import (
    Head,
    Heading,
    names_agenda,
    opens_text,
    read_heading,
)
from cotc.parsers.structure.labels import Label, Scheme, read_label
from cotc.parsers.structure.sentences import ends_sentence, is_led, is_sentence
from cotc.parsers.structure.titles import LARGER, has_title_over_list, item_titles, title_of

# A paragraph of at least this many characters in the size of the text is running text.
RUNNING = 200
# A summary is at least this long; the note on symbols in a supplement is shorter (characters).
SUMMARY = 300
# A date in brackets is shorter (characters).
LONGEST_DATE = 40
# A table below the title has at least so many rows with several cells.
LEAST_ROWS = 3


class _Headings(Sequence[Heading | None]):
    """The headings among blocks, each read when it is first asked for."""

    def __init__(self, blocks: Sequence[Block], patterns: Patterns, body_size: float) -> None:
        self._blocks = blocks
        self._read = cache(lambda index: read_heading(blocks[index], patterns, body_size))

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self._read(i) for i in range(*index.indices(len(self)))]
        return self._read(index)


class Front(NamedTuple):
    """`lines`: what stands before the text, in reading order. `body`: the blocks of the text.

    `title`: the title as it is set below the masthead, where there is one.
    """

    lines: tuple[str, ...]
    body: tuple[Block, ...]
    furniture: tuple[Furniture, ...]
    title: str | None


def split_front(layout: Layout, patterns: Patterns) -> Front:
    """Part what stands before the running text from the text."""
    blocks = layout.blocks
    start = _start(layout, patterns)
    heads_list = has_title_over_list(blocks, start, layout.body_size)
    title_end = start
    start -= heads_list
    printed = [f for f in layout.furniture if f.kind in ("masthead", "job") and (f.page or 1) == 1]
    has_masthead = any(f.kind == "masthead" for f in printed)
    aside: list[Furniture] = []
    text = [*_part_over_contents(layout, start, patterns), *_tables_below_title(layout, start)]
    for group in item_titles([block for block in blocks[:start] if block not in text], patterns):
        page = group[0].page or 1
        kind = "masthead" if has_masthead and page == 1 else "cover" if page <= 3 else "front"
        aside.append(_furniture(kind, *group))
    lines = [f.text for f in printed if f.kind == "masthead"] + [
        b.text for b in blocks[:start] if b.rows is None
    ]
    lines += [f.text for f in printed if f.kind == "job"]
    lines += [f.text for f in layout.furniture if f.kind == "job" and f.page != 1][:1]
    body = list(text)
    for index, block in enumerate(blocks[start:], start):
        if index <= (layout.contents_at or 0) + 1 and _is_front_line(block):
            aside.append(_furniture("front", block))
            lines.append(block.text)
        else:
            body.append(block)
    title = title_of(blocks[:title_end], patterns, layout.body_size, has_masthead)
    return Front(tuple(lines), tuple(body), tuple(aside), title)


def _part_over_contents(layout: Layout, start: int, patterns: Patterns) -> list[Block]:
    """The heading of the part that a paper holds stands between its title and its contents table.

    "Part two: Action taken by the Conference of the Parties at its …" (FCCC/CP/2022/10/Add.1).
    """
    if layout.contents_at is None or start != layout.contents_at or not start:
        return []
    last = layout.blocks[start - 1]
    heading = read_heading(last, patterns, layout.body_size)
    return [last] if heading is not None and heading.head is Head.PART and heading.title else []


def _tables_below_title(layout: Layout, start: int) -> list[Block]:
    """Tables between the title and the text are text: the key figures of a budget (A/80/604/Add.10)."""
    if layout.contents_at is not None:
        return []
    out: list[Block] = []
    titled = False
    for block in layout.blocks[:start]:
        titled = titled or (block.rows is None and block.size >= LARGER * layout.body_size)
        full = [row for row in block.rows or () if sum(map(bool, row)) > 1]
        if titled and len(full) >= LEAST_ROWS and len(full) * 2 > len(block.rows or ()):
            out.append(block)
    return out


def _furniture(kind: str, *blocks: Block) -> Furniture:
    block = blocks[0]
    words = " ".join(with_marks(other.text, other.marks) for other in blocks)
    if block.rows is not None:
        words = "\n".join(" ".join(" ".join(row).split()) for row in block.rows)
        words += "".join(m.text for m in block.marks)
    boxes = one_a_page(box for other in blocks for box in other.boxes)
    return Furniture(kind, block.page, words, boxes[0] if boxes else None)


def _start(layout: Layout, patterns: Patterns) -> int:
    """Index of the first block of the running text."""
    blocks = layout.blocks
    first = layout.contents_at or 0
    headings = _Headings(blocks, patterns, layout.body_size)
    if layout.contents_at is not None:
        return _summary(blocks[:first], headings, layout.body_size) or first
    for index in range(first, len(blocks)):
        found = _begins(blocks, headings, index, patterns, layout.body_size)
        if found is not None:
            return _with_lead(blocks, headings, found, patterns, layout.body_size)
    for index, block in enumerate(blocks):
        label = read_label(block.text) if block.rows is None else None
        if label is not None and label.value == 1 and headings[index] is None:
            return _with_heading(blocks, headings, index, patterns)
        if label is not None and label.value == 1 and label.scheme is Scheme.DECIMAL:
            return index  # "1. Paragraph 12, first sentence": a corrigendum
    return _below_title(blocks, layout.body_size)


def _begins(
    blocks: tuple[Block, ...],
    headings: Sequence[Heading | None],
    index: int,
    patterns: Patterns,
    body_size: float,
) -> int | None:
    """Where the text begins, if this block shows that it has begun."""
    block, heading = blocks[index], headings[index]
    if heading is not None:
        if _is_addendum(heading):
            return None
        if heading.head in (Head.CHAPTER, Head.PART, Head.RESOLUTION, Head.DECISION, Head.ANNEX):
            return index
        if _heads_texts(block, patterns):
            return index
        starts = heading.read is not None and heading.read.value == 1
        if not starts or heading.read.scheme not in (Scheme.UPPER_ROMAN, Scheme.UPPER_LETTER):  # type: ignore[union-attr]
            return None
        return _with_numbered(headings, index)
    if opens_text(block, patterns):
        return _with_title(headings, index, patterns)
    label = read_label(block.text)
    if label is not None and _is_agenda(headings[:index], label, patterns):
        return index - 1
    if label is not None and label.scheme is Scheme.DECIMAL:
        # An addendum goes on with the numbers of another paper.
        least = 40 if label.value == 1 else RUNNING
        if len(block.text) > least:
            return _with_heading(blocks, headings, index, patterns)
    if label is None and len(block.text) >= RUNNING and block.size >= 0.95 * body_size and not block.bold:
        return _with_heading(blocks, headings, index, patterns)
    return None


def _is_addendum(heading: Heading) -> bool:
    """Before any text, the word for an appendix names the paper: "Добавление" is an addendum, too."""
    return heading.appendix and heading.number is None and heading.title is None and heading.block.page == 1


def _heads_texts(block: Block, patterns: Patterns) -> bool:
    """Does a heading say only that texts follow: "Resolutions", "Decisions"?"""
    language = patterns.language
    words = normalise(block.text).casefold()
    return words in (language.resolutions_heading[0], language.decisions_heading[0])


def _with_title(headings: Sequence[Heading | None], index: int, patterns: Patterns) -> int:
    """A text's title stands right above its formula."""
    above = headings[index - 1] if index else None
    if above is None:
        return index
    words = normalise(above.block.text)
    if patterns.submitted.fullmatch(words) or patterns.agenda_item.match(words):
        return index
    return index - 1


def _with_lead(
    blocks: tuple[Block, ...],
    headings: Sequence[Heading | None],
    index: int,
    patterns: Patterns,
    body_size: float,
) -> int:
    """Sentences in plain type above what shows that the text has begun are text, if a title stands over them.

    "After operative paragraph 89, insert the following operative paragraph:" (A/80/L.36, page 1).
    """
    first = index
    while first and headings[first - 1] is None and is_led(blocks[first - 1], body_size):
        first -= 1
    while first < index and not is_sentence(blocks[first], body_size):
        first += 1
    above = headings[first - 1] if first < index and first else None
    if above is None or above.block.size < body_size or blocks[first].page != above.block.page:
        return index
    told = (patterns.agenda_item, patterns.submitted, patterns.author, patterns.place)
    leads = [normalise(block.text) for block in blocks[first:index]]
    return index if any(pattern.match(lead) for pattern in told for lead in leads) else first


def _with_heading(
    blocks: tuple[Block, ...], headings: Sequence[Heading | None], index: int, patterns: Patterns
) -> int:
    """A heading right above the first paragraph belongs to the text, if a larger title stands before it.

    The line that names the author does not: "Note by the Secretariat".
    """
    numbered = _with_numbered(headings, index)
    if numbered < index:
        return numbered
    above = headings[index - 1] if index else None
    if above is None or patterns.author.match(normalise(above.block.text)):
        return index
    titles = [h for h in headings[: index - 1] if h is not None and h.block.size > above.block.size * 1.05]
    if not titles or blocks[index - 1].page != blocks[index].page:
        return index
    return _with_numbered(headings, index - 1)


def _with_numbered(headings: Sequence[Heading | None], index: int) -> int:
    """Numbered headings right above are text: an addendum goes on with the chapters of a report, "V."."""
    while index:
        above = headings[index - 1]
        if above is None or above.head is not Head.SECTION or above.read is None:
            break
        index -= 1
    return index


def _is_agenda(above: Sequence[Heading | None], label: Label, patterns: Patterns) -> bool:
    """Does the first entry of an agenda stand under a heading that says so, below a larger title?"""
    heading = above[-1] if above else None
    if heading is None or heading.read is not None or (label.scheme, label.value) != (Scheme.DECIMAL, 1):
        return False
    if not any(title is not None and title.block.size > heading.block.size * 1.05 for title in above[:-1]):
        return False
    return names_agenda(normalise(heading.block.text), patterns)


def _below_title(blocks: tuple[Block, ...], body_size: float) -> int:
    """Where the sentences begin that stand right below the title, where nothing else shows it: a letter."""
    for index, block in enumerate(blocks[1:], 1):
        if ends_sentence(block, body_size) and read_label(block.text) is None:
            above = blocks[index - 1]
            return index if above.rows is None and above.size >= LARGER * body_size else 0
    return 0


def _summary(blocks: tuple[Block, ...], headings: Sequence[Heading | None], body_size: float) -> int | None:
    """Where a summary begins that stands before the contents table: a heading over running text."""
    for index, heading in enumerate(headings[: len(blocks)]):
        if heading is None:
            continue
        under = list(takewhile(lambda k: headings[k] is None, range(index + 1, len(blocks))))
        text = [blocks[k] for k in under if blocks[k].rows is None and blocks[k].size >= 0.9 * body_size]
        if sum(len(block.text) for block in text) >= SUMMARY:
            return index
    return None


def _is_front_line(block: Block) -> bool:
    """A line beside the contents table that still belongs to the front: the date of a supplement."""
    return block.text.startswith("[") and block.text.endswith("]") and len(block.text) < LONGEST_DATE
