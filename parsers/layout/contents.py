"""The printed table of contents: rows with leader dots and page numbers.

Promises:
1. Every line is returned exactly once: as body, or as a line of the contents table.
2. A title wrapped over several lines is one row.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from cotc.parsers.layout.compose import compose
from cotc.parsers.layout.lines import Line
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model.block import ContentsBlock

# The table begins on one of the first pages.
LAST_FIRST_PAGE = 9
# Rows stand further apart than the lines of one by this much.
ROW_STEP = 1.1
# The heads of columns are shorter (characters).
LONGEST_HEAD = 30

# Without leader dots, white space at least this wide leads to a page number (type sizes).
NUMBER_GAP = 1.5

HEADING = regex.compile(
    r"contents|table des matières|índice|contenido|содержание|оглавление|目\s*录|目\s*次|المحتويات",
    regex.IGNORECASE,
)
LEADER = regex.compile(r"(?:\s*[.…·]){3,}\s*")
_PAGE = regex.compile(r"(?P<paragraphs>\d+\s*[-–−]\s*\d+\s+|\d+\s+)?(?P<page>\d{1,4}|[ivxl]{1,6}|[٠-٩]{1,4})")
_ROW = regex.compile(
    rf"(?P<title>.*?)(?:{LEADER.pattern}|\s{{2,}})(?P<numbers>(?:[\divxl٠-٩]+(?:\s*[-–−]\s*[\divxl]+)?\s*){{0,2}})$"
)


class Contents(NamedTuple):
    body: tuple[Line, ...]
    rows: tuple[ContentsBlock, ...]
    lines: tuple[Line, ...]


def take_contents(lines: Sequence[Line], hyphens: Hyphens) -> Contents:
    """Part a paper's body lines into running text and the contents table, if it has one."""
    start = next((i for i, line in enumerate(lines) if _is_heading(line)), None)
    if start is None:
        return Contents(tuple(lines), (), ())
    end = _end(lines, start)
    if end is None:
        return Contents(tuple(lines), (), ())
    table = tuple(lines[start:end])
    return Contents((*lines[:start], *lines[end:]), tuple(_rows(table[1:], hyphens)), table)


def _is_heading(line: Line) -> bool:
    return line.page <= LAST_FIRST_PAGE and bool(HEADING.match(line.text)) and len(line.text) < 40


def _end(lines: Sequence[Line], start: int) -> int | None:
    """One past the last row: rows lead to a page number, and no page without one is crossed."""
    last = None
    page = lines[start].page
    right = max((other.x1 for other in lines[start + 1 : start + 60] if other.page <= page + 1), default=0.0)
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.page > page + 1:
            break
        if _leads(line, right):
            last = index
            page = line.page
    return None if last is None else last + 1


def _leads(line: Line, right: float) -> bool:
    text = line.text
    if LEADER.search(text):
        return True
    if len(line.pieces) < 2 or abs(line.x1 - right) >= line.size:
        return False
    last, before = line.pieces[-1], line.pieces[-2]
    return bool(_PAGE.fullmatch(last.text.strip())) and last.x0 - before.x1 > NUMBER_GAP * line.size


def _rows(lines: Sequence[Line], hyphens: Hyphens) -> list[ContentsBlock]:
    dotted = any(LEADER.search(line.text) for line in lines)
    out: list[ContentsBlock] = []
    for group in _groups(lines, dotted):
        text = compose(group, hyphens).text
        page = _number(text, dotted)
        title = LEADER.split(text)[0].strip() if LEADER.search(text) else _untailed(text, page)
        is_head = page is None and not any(row.page for row in out) and len(text) <= LONGEST_HEAD
        is_stressed = page is None and len(group) == 1 and all(p.italic for p in group[0].pieces)
        if title and not is_head and not is_stressed:
            out.append(ContentsBlock(title, page, group[0].x0))
    return out


def _groups(lines: Sequence[Line], dotted: bool) -> list[list[Line]]:
    """The lines of each row: one ends with its page number, or where the next line stands further off."""
    steps = [
        b.baseline - a.baseline
        for a, b in pairwise(lines)
        if a.page == b.page and b.baseline > a.baseline + 1
    ]
    close = min(steps, default=0.0) * ROW_STEP
    groups: list[list[Line]] = []
    closed = True
    for line in lines:
        previous = groups[-1][-1] if groups else None
        if (
            closed
            or previous is None
            or previous.page != line.page
            or line.baseline - previous.baseline > close
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
        closed = _number(line.text, dotted) is not None
    return groups


def _number(text: str, dotted: bool) -> str | None:
    """The page number that ends a row; where the table has leader dots, they must lead to it."""
    if dotted and not LEADER.search(text):
        return None
    tail = LEADER.split(text)[-1] if LEADER.search(text) else text.rsplit(" ", 1)[-1]
    match = _PAGE.fullmatch(tail.strip())
    return match["page"] if match else None


def _untailed(text: str, page: str | None) -> str:
    return text[: -len(page)].strip() if page and text.endswith(page) else text
