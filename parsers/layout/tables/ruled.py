"""Ruled tables of a paper: their regions on the pages, joined over page ends, with rows and cells.

Promises:
1. Every line of a table is in one of its cells, or is a head that its next page repeats.
2. What stands in one column between rules is left to the text.
"""

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from cotc.parsers.layout.bars import Bar, Post, as_read, bars_of, posts_of
from cotc.parsers.layout.furniture import Sheet
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.notes import opens_note
from cotc.parsers.layout.tables.cells import Row, Words, words_of
from cotc.parsers.layout.tables.entries import Rights
from cotc.parsers.layout.tables.grid import Grid, alike, parts_wide
from cotc.parsers.layout.tables.regions import SAME_SIDE, Band, Region, is_table, reach, regions_of
from cotc.parsers.layout.tables.rows import rows_of
from cotc.parsers.layout.words import Hyphens

# A table's first rule stands at least so far below that of the running head (points).
BELOW_HEAD = 2.0
# A page with more rules than this, level or upright, is a drawing.
MOST_BARS, MOST_POSTS = 400, 4000

NO_WORDS = Words((), (), ())


class Ruled(msgspec.Struct):
    """A table: its parts by page, and once it is read its words and the heads that its later pages repeat."""

    regions: list[Region]
    words: Words = NO_WORDS
    heads: list[Line] = msgspec.field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for region in self.regions for line in region.lines]


def ruled_tables(sheets: Sequence[Sheet], body_size: float, hyphens: Hyphens) -> list[Ruled]:
    """A paper's ruled tables, in order."""
    tables: list[Ruled] = []
    open_: Ruled | None = None
    for sheet in sheets:
        regions, goes_on = _on_page(sheet, body_size, open_)
        for index, region in enumerate(regions):
            if index == 0 and open_ is not None and goes_on:
                open_.regions.append(region)
            else:
                open_ = Ruled([region])
                tables.append(open_)
        if not regions or not _may_go_on(sheet, regions[-1], body_size):
            open_ = None
    tables = [table for table in tables if any(is_table(region) for region in table.regions)]
    for table in tables:
        _read(table, hyphens)
    return [table for table in tables if len(table.words.rows) > 1]


def _on_page(sheet: Sheet, body_size: float, open_: Ruled | None) -> tuple[list[Region], bool]:
    """A page's regions, and whether the first one goes on with the table of the page before."""
    page, lines = sheet.page, sheet.body
    if not lines or (not page.rules and open_ is None):
        return [], False
    at = {id(line): k for k, line in enumerate(lines)}

    def ends(line: Line) -> bool:
        return opens_note(page, lines, at[id(line)], body_size)

    bars, posts = _rules(sheet)
    regions = regions_of(lines, bars, posts, page.width)
    first = _carried(lines, ends, bars, regions, open_.regions[-1].grid) if open_ is not None else None
    if first is not None:
        regions = [first, *(r for r in regions if r.bands and r.bands[0].top >= first.bands[-1].bottom - 1)]
    regions = [region for region in regions if region is first or is_table(region) or not region.closed]
    for region in regions:
        _leave_notes(region, ends)
    _extend(lines, ends, regions)
    regions = [region for region in regions if region.bands and region.lines and _is_sound(region, first)]
    goes_on = bool(regions) and (
        regions[0] is first
        or (
            open_ is not None
            and regions[0].lines[0] is lines[0]
            and alike(open_.regions[-1].grid, regions[0].grid)
        )
    )
    return regions, goes_on


def _rules(sheet: Sheet) -> tuple[list[Bar], list[Post]]:
    """A page's rules below its head; none where they are so many that they draw a picture."""
    if not sheet.page.rules:
        return [], []
    rules = as_read(sheet.page)
    bars = [bar for bar in bars_of(rules) if bar.top > sheet.floor + BELOW_HEAD]
    posts = posts_of(rules)
    return (bars, posts) if len(bars) <= MOST_BARS and len(posts) <= MOST_POSTS else ([], [])


def _is_sound(region: Region, first: Region | None) -> bool:
    return region is first or is_table(region)


def _carried(
    lines: Sequence[Line],
    ends: Callable[[Line], bool],
    bars: Sequence[Bar],
    regions: Sequence[Region],
    grid: Grid,
) -> Region | None:
    """The lines on top of a page that go on with a table without a bar above them."""
    matching = [
        bar for bar in bars if abs(bar.x0 - grid.x0) <= SAME_SIDE and abs(bar.x1 - grid.x1) <= SAME_SIDE
    ]
    below = matching[0] if matching else None
    above = [k for k, line in enumerate(lines) if below is None or line.baseline < below.top]
    if not above:
        return None
    count = reach(grid, [lines[k] for k in above], ends)
    if not count or (below is not None and count < len(above)):
        return None
    top, bottom = lines[0].top - 1.0, below.top if below is not None else lines[count - 1].bottom + 1.0
    band = Band(top, bottom, tuple(lines[:count]))
    following = next(
        (r for r in regions if below is not None and r.bands and r.bands[0].top == below.top), None
    )
    if following is None or not alike(following.grid, grid) or _reopens(following, below):
        return Region(grid, [band], opened=False, closed=below is not None)
    return Region(
        grid,
        [band, *following.bands],
        following.partial,
        following.posts,
        following.by_rules,
        following.closed,
        opened=False,
    )


def _reopens(region: Region, bar: Bar | None) -> bool:
    """Does a bar open a table of its own: thin, and a thick one below the head?"""
    return bar is not None and not bar.thick and region.opened


def _leave_notes(region: Region, ends: Callable[[Line], bool]) -> None:
    """Notes in a table's frame, below its last row, are notes (A/80/604/Add.10, p. 1)."""
    for at in range(len(region.bands) - 1, -1, -1):
        band = region.bands[at]
        if not band.lines:
            continue
        first = next((k for k, line in enumerate(band.lines) if ends(line)), None)
        if first is not None and not any(parts_wide(region.grid, line) for line in band.lines[first:]):
            region.bands[at] = band._replace(lines=band.lines[:first])
        return


def _extend(lines: Sequence[Line], ends: Callable[[Line], bool], regions: Sequence[Region]) -> None:
    """Give a region without a closing bar the lines below it that keep to its columns."""
    at = {id(line): k for k, line in enumerate(lines)}
    for region, following in zip(regions, [*regions[1:], None], strict=False):
        if region.closed or not region.bands:
            continue
        start = max((at[id(line)] for line in region.lines), default=-1) + 1
        bottom = region.bands[-1].bottom
        until = following.bands[0].top if following is not None and following.bands else 1e9
        below = [k for k in range(start, len(lines)) if bottom < lines[k].baseline <= until]
        if not below:
            continue
        count = reach(region.grid, [lines[k] for k in below], ends, bottom)
        if count:
            taken = tuple(lines[k] for k in below[:count])
            region.bands.append(Band(bottom, taken[-1].bottom + 1.0, taken))


def _may_go_on(sheet: Sheet, region: Region, body_size: float) -> bool:
    """Is a region the last thing on its page but for notes?"""
    lines = sheet.body
    last = max(k for k, line in enumerate(lines) if line is region.lines[-1])
    return last + 1 == len(lines) or opens_note(sheet.page, lines, last + 1, body_size)


def _read(table: Ruled, hyphens: Hyphens) -> None:
    """Fill in a table's rows and marks."""
    rows: list[Row] = []
    head: list[Row] = []
    for index, region in enumerate(table.regions):
        headed = region.opened and len([b for b in region.bands if b.lines]) > 1
        new = rows_of(region, headed)
        repeats = False
        if index == 0 and headed:
            head = rows_of(replace(region, bands=region.bands[:1]), headed)
        elif index and head and _texts(new[: len(head)]) == _texts(head):
            repeats = True
            table.heads += _lines_of(new[: len(head)])
            new = new[len(head) :]
        if index and new and rows and _continues(rows[-1], new[0], repeats):
            rows[-1] = [*rows[-1], *new[0]]
            new = new[1:]
        rows += new
    table.words = words_of(rows, hyphens, _rights(table.regions))


def _rights(regions: Sequence[Region]) -> Rights:
    """Where the columns end on each page: that of a page with two parts of a table, its first one's."""
    out: dict[tuple[int, int], float] = {}
    for region in regions:
        page = region.lines[0].page if region.lines else 0
        for at, x in enumerate([*(edge.low for edge in region.grid.edges), region.grid.x1]):
            out.setdefault((page, at), x)
    return out


def _texts(rows: Sequence[Row]) -> list[list[tuple[int, str]]]:
    return [[(at, line.text) for at, line in row] for row in rows]


def _lines_of(rows: Sequence[Row]) -> list[Line]:
    return [line for row in rows for _, line in row]


def _continues(above: Row, row: Row, repeats: bool) -> bool:
    """Is a page's first row the rest of the one before? `repeats`: the head stands between the two.

    Its cells go on in mid-sentence; or none is in the first column, and each goes on with a cell above
    it: not all but the first, as where the first cell runs over several rows.
    """
    begins: dict[int, str] = {}
    for at, line in row:
        begins.setdefault(at, line.text)
    if all(text[:1].islower() for text in begins.values()):
        return True
    known = {at for at, _ in above}
    further_in = 0 not in begins and begins.keys() <= known
    return further_in and (len(begins) < len(known) - 1 or not repeats)
