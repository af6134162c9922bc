"""Layout: positioned spans to paragraphs, notes, contents rows and furniture.

Promises:
1. Every drawn character of every page is in a block, a note, or furniture.
2. Blocks come in reading order; notes in the order of their pages.
3. Nothing here knows what a resolution is: geometry, type and labels only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from cotc.parsers.layout.blocks import blocks_of, boxes_of
from cotc.parsers.layout.column import Column, column_of
from cotc.parsers.layout.compose import Composed, compose
from cotc.parsers.layout.contents import take_contents
from cotc.parsers.layout.frames import framed
from cotc.parsers.layout.furniture import Sheet, furniture, part_pages, table_borders
from cotc.parsers.layout.lines import Line, lines_of
from cotc.parsers.layout.notes import Notes, take_notes, without_mark
from cotc.parsers.layout.tables import Ruled, Run, ruled_tables, take_tables
from cotc.parsers.layout.tables.cells import Words
from cotc.parsers.layout.underlines import underline
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model import Furniture, Page
from cotc.parsers.model.block import Block, Layout, NoteBlock
from cotc.parsers.model.marks import with_marks

# Margins of left- and right-hand pages differ by so much where a paper is printed for binding (points).
MARGIN_LEAST, MARGIN_MOST = 3, 80

__all__ = ["lay_out"]


def lay_out(pages: Iterable[Page]) -> Layout:
    """Take a paper's pages apart."""
    read = [(page, _lines(page)) for page in pages]
    hyphens = Hyphens(line for _, lines in read for line in lines)
    body_size = _body_size(line for _, lines in read for line in lines)
    sheets = part_pages(read)
    tables = ruled_tables(sheets, body_size, hyphens)
    parted = _parted(sheets, body_size, {id(line) for table in tables for line in table.lines})
    out = [f for sheet in sheets for f in sheet.furniture]
    out += [furniture("separator", line) for notes in parted for line in notes.separators]
    out += [furniture("head", line) for table in tables for line in table.heads]
    body = _to_one_margin([line for notes in parted for line in notes.body], body_size)
    contents = take_contents(body, hyphens)
    out += [furniture("contents", line) for line in contents.lines]
    notes, more = _notes(parted, hyphens)
    blocks, dropped = _blocks(contents.body, sheets, tables, body_size, hyphens)
    out += more + dropped
    blocks = framed(blocks, (page for page, _ in read))
    contents_at = None
    if contents.lines:
        end = contents.lines[-1]
        contents_at = sum(_before(block, end) for block in blocks)
    return Layout(
        blocks=tuple(blocks),
        notes=tuple(notes),
        contents=contents.rows,
        furniture=tuple(out),
        body_size=body_size,
        pages=len(read),
        contents_at=contents_at,
    )


def _lines(page: Page) -> list[Line]:
    lines = lines_of(page)
    underline(lines, page.rules)
    return lines


def _to_one_margin(lines: Sequence[Line], body_size: float) -> list[Line]:
    """Lines of left-hand pages moved to the margin of right-hand ones: papers printed for binding."""
    text = [line for line in lines if abs(line.size - body_size) < 0.5]
    lefts = [Counter(round(line.x0) for line in text if line.page % 2 == side) for side in (0, 1)]
    if not all(lefts):
        return list(lines)
    even, odd = (count.most_common(1)[0][0] for count in lefts)
    if not MARGIN_LEAST <= abs(odd - even) <= MARGIN_MOST or not all(_is_margin(count) for count in lefts):
        return list(lines)
    return [line.moved(odd - even) if line.page % 2 == 0 else line for line in lines]


def _is_margin(count: Counter[int]) -> bool:
    """Do most lines begin at one place?"""
    return count.most_common(1)[0][1] >= 0.4 * count.total()


def _before(block: Block, line: Line) -> bool:
    page, _, top, _, _ = block.boxes[0]
    return (page, top) < (line.page, line.top)


def _body_size(lines: Iterable[Line]) -> float:
    """The size most characters are set in."""
    count: Counter[float] = Counter()
    for line in lines:
        for piece in line.pieces:
            if not piece.bold:
                count[round(piece.size, 1)] += len(piece.text)
    return count.most_common(1)[0][0] if count else 10.0


def _parted(sheets: Sequence[Sheet], body_size: float, held: set[int]) -> list[Notes]:
    """Every page's notes; one goes on over a page's end only where the page before has a note."""
    out: list[Notes] = []
    for sheet in sheets:
        out.append(take_notes(sheet, body_size, held, may_run_on=bool(out and out[-1].notes)))
    return out


def _blocks(
    lines: Sequence[Line],
    sheets: Sequence[Sheet],
    tables: Sequence[Ruled],
    body_size: float,
    hyphens: Hyphens,
) -> tuple[list[Block], list[Furniture]]:
    columns = _columns(lines, sheets, body_size)
    blocks: list[Block] = []
    dropped: list[Furniture] = []
    edges = {number: (column.left, column.right) for number, column in columns.items()}
    borders = {sheet.page.number: table_borders(sheet.page) for sheet in sheets}
    runs = _runs(lines, tables, lambda text: take_tables(text, edges, borders, hyphens))
    dropped += [f for run in runs if run.words for f in _hyphens(run.words.dropped)]
    for run in runs:
        if run.words is not None:
            blocks.append(_table(run.lines, run.words, columns))
            continue
        for block, words in blocks_of(run.lines, columns[run.lines[0].page], hyphens):
            blocks.append(block)
            dropped += _hyphens(words.dropped)
    return blocks, dropped


def _runs(
    lines: Sequence[Line],
    tables: Sequence[Ruled],
    take: Callable[[Sequence[Line]], list[Run]],
) -> list[Run]:
    """Runs of text and tables: what is not in a ruled table may stand in one without rules."""
    table_at = {(line.page, line.baseline): k for k, table in enumerate(tables) for line in table.lines}
    of_table: dict[int, list[Line]] = {}
    order: list[list[Line] | int] = [[]]
    for line in lines:
        k = table_at.get((line.page, line.baseline))
        if k is None:
            last = order[-1]
            if isinstance(last, int):
                order.append([line])
            else:
                last.append(line)
        elif k in of_table:
            of_table[k].append(line)
        else:
            of_table[k] = [line]
            order.append(k)
    runs: list[Run] = []
    for item in order:
        if isinstance(item, int):
            runs.append(Run(tuple(of_table[item]), tables[item].words))
        else:
            runs += take(item)
    return runs


def _columns(lines: Sequence[Line], sheets: Sequence[Sheet], body_size: float) -> dict[int, Column]:
    """Each page's text column: that of all pages of its width."""
    width = {sheet.page.number: round(sheet.page.width) for sheet in sheets}
    by_width: dict[int, list[Line]] = {}
    for line in lines:
        by_width.setdefault(width[line.page], []).append(line)
    column = {w: column_of(group, body_size) for w, group in by_width.items()}
    return {number: column[w] for number, w in width.items() if w in column}


def _table(lines: Sequence[Line], words: Words, columns: dict[int, Column]) -> Block:
    column = columns[lines[0].page]
    indent = min(line.x0 for line in lines) - column.left
    return Block(
        text="",
        page=lines[0].page,
        size=lines[0].size,
        indent=indent,
        hang=indent,
        measure=column.measure,
        boxes=boxes_of(lines),
        rows=words.rows,
        marks=words.marks,
    )


def _hyphens(dropped: Iterable[tuple[str, Line]]) -> list[Furniture]:
    return [Furniture("hyphen", line.page, hyphen, line.box) for hyphen, line in dropped]


def _notes(parted: Sequence[Notes], hyphens: Hyphens) -> tuple[list[NoteBlock], list[Furniture]]:
    """Whole notes: what runs on to the next page is joined to the note before it."""
    gathered: list[tuple[str, list[Line]]] = []
    for page in parted:
        for mark, lines in page.notes:
            if mark or not gathered:
                first = without_mark(lines[0], mark)
                rest = list(lines[1:])
                gathered.append((mark, [first, *rest] if first is not None else rest))
            else:
                gathered[-1][1].extend(lines)
    out: list[NoteBlock] = []
    dropped: list[Furniture] = []
    for mark, whole in gathered:
        words = compose(whole, hyphens) if whole else Composed("", (), (), (), ())
        begins = whole[0].page if whole else None
        text = with_marks(words.text, words.marks)  # a note calls no notes: raised digits in it are text
        out.append(NoteBlock(mark, text, begins, boxes_of(whole), words.emphasis))
        dropped += _hyphens(words.dropped)
    return out, dropped
