"""What stands before a text file's running text: the masthead, and the contents table.

Promises:
1. Every line is returned once: as furniture, or as a line of the text.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from cotc.parsers.model import Furniture
from cotc.parsers.model.block import ContentsBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.forms import CONTENTS, LEADER, PAGE_NUMBER
from cotc.parsers.sources.text_inline import inline
from cotc.parsers.sources.text_lines import Line

# A masthead stands in so many lines at the top; a contents table begins in so many.
MASTHEAD_LINES, CONTENTS_BEGIN = 30, 150
# Lines of one row of the contents table, and words between rows, at most.
ROW_LINES = 4
# … and characters of one line.
ROW_LENGTH = 1500

# Every masthead has these, in French, Spanish, or English as in Arabic, Chinese and Russian papers.
_MASTHEAD = compiling.compile(r"\W*(?:Distr\b\.?|Original\s*:)", regex.IGNORECASE)
_ROW = compiling.compile(
    r"(?P<title>.*?)(?:\t|\s{2,}|(?:\s*[.…·_]){3,}\s*|\|)\s*(?P<page>[\divxl٠-٩]{1,6})\s*\|?$"
)
_TRAILING_DOTS = compiling.compile(r"[\s.…·|]+$")


class Front(NamedTuple):
    """`before` and `after`: lines on either side of the contents table; without one, `after` is None."""

    before: tuple[Line, ...]
    after: tuple[Line, ...] | None
    rows: tuple[ContentsBlock, ...]
    furniture: tuple[Furniture, ...]


def take_front(lines: Sequence[Line]) -> Front:
    """Part the masthead and the contents table from a text's lines."""
    top = _masthead_end(lines)
    furniture = [Furniture("masthead", 1, inline(line.raw).text, None) for line in lines[:top]]
    start = next(
        (i for i in range(top, min(len(lines), CONTENTS_BEGIN)) if CONTENTS.fullmatch(_bare(lines[i].raw))),
        None,
    )
    end = _contents_end(lines, start) if start is not None else None
    if start is None or end is None:
        return Front(tuple(lines[top:]), None, (), tuple(furniture))
    furniture += [
        Furniture("contents", line.page, " ".join(line.raw.split()), None) for line in lines[start:end]
    ]
    return Front(
        tuple(lines[top:start]), tuple(lines[end:]), tuple(_rows(lines[start + 1 : end])), tuple(furniture)
    )


def _bare(raw: str) -> str:
    return inline(raw.strip().lstrip("#")).text.strip(" :")


def _masthead_end(lines: Sequence[Line]) -> int:
    """One past the masthead: the lines around its distribution and original language, and all above."""
    last = max(
        (i for i, line in enumerate(lines[:MASTHEAD_LINES]) if _MASTHEAD.match(line.raw)), default=None
    )
    if last is None:
        return 0
    end = last + 1
    while end < len(lines) and not lines[end].alone:
        end += 1
    return end


def _contents_end(lines: Sequence[Line], start: int) -> int | None:
    """One past the last row."""
    end = None
    for index in range(start + 1, len(lines)):
        if _page_of(lines[index].raw) is not None:
            end = index + 1
        elif index - (start if end is None else end) >= ROW_LINES:
            break
    return end


def _page_of(raw: str) -> str | None:
    match = _ROW.fullmatch(raw.rstrip()) if len(raw) <= ROW_LENGTH else None
    return (
        match["page"]
        if match and PAGE_NUMBER.fullmatch(match["page"]) and _has_words(match["title"])
        else None
    )


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _rows(lines: Sequence[Line]) -> list[ContentsBlock]:
    out: list[ContentsBlock] = []
    waiting: list[str] = []
    for line in lines:
        page = _page_of(line.raw)
        words = inline(line.raw.strip().lstrip("|-+* "))
        if page is None:
            # Words over the columns stand before the first row.
            waiting += [words.text] if out or not words.italic else []
            continue
        match = _ROW.fullmatch(line.raw.rstrip())
        title = inline(match["title"].strip().lstrip("|-+* ") if match else "").text
        indent = float(len(line.raw) - len(line.raw.lstrip()))
        text = " ".join([*waiting, _TRAILING_DOTS.sub("", LEADER.sub(" ", title))])
        out.append(ContentsBlock(text, page, indent))
        waiting = []
    return out
