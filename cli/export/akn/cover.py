"""The masthead and the cover as printed, what they say marked; and the title.

A value that the parser read is marked where its words stand: the symbol, the
distribution, the day of issue, the languages. A title that stands on the cover
is written once, in the preface, which comes next; one whose words stand elsewhere
too (a paper of one resolution is called as that is) is `editorial`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cotc.cli.export.akn.inline import Element, append, sub
from cotc.cli.export.printed import one_line
from cotc.parsers.model import Document
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import Patterns, compiled
from cotc.parsers.semantics.dates import find_dates


class Mark(NamedTuple):
    """Characters of a line that are a value, and the element that says which."""

    start: int
    end: int
    tag: str
    attributes: dict[str, str]


def cover_lines(document: Document) -> tuple[list[str], bool]:
    """The lines of masthead and cover without those of the title; and whether these were there."""
    lines = [one_line(item.text) for item in document.furniture if item.kind in ("masthead", "cover")]
    title = _squeezed(document.report.title or "")
    for first in range(len(lines) if title else 0):
        words = ""
        for last in range(first, len(lines)):
            words += _squeezed(lines[last])
            if words == title:
                return lines[:first] + lines[last + 1 :], True
            if not title.startswith(words):
                break
    return lines, False


def write_lines(container: Element, lines: Sequence[str], document: Document) -> None:
    """Each line as a paragraph."""
    speeches = _patterns(document)
    for line in lines:
        paragraph, at = sub(container, "p"), 0
        for mark in _apart(_marks(line, document, speeches)):
            append(paragraph, line[at : mark.start])
            sub(paragraph, mark.tag, line[mark.start : mark.end], **mark.attributes)
            at = mark.end
        append(paragraph, line[at:])


def _patterns(document: Document) -> list[Patterns]:
    """Mastheads speak the language of the paper, or English."""
    languages = load().languages
    codes = dict.fromkeys((document.report.language or "en", "en"))
    return [compiled(languages[code]) for code in codes if code in languages]


def _marks(line: str, document: Document, speeches: Sequence[Patterns]) -> Iterator[Mark]:
    report, folded = document.report, line.casefold()
    if report.symbol and (at := line.find(symbol := one_line(report.symbol))) >= 0:
        yield Mark(at, at + len(symbol), "docNumber", {"refersTo": "#symbol"})
    for speech in speeches:
        for span in find_dates(line, speech):
            if span.is_day and span.start == report.date:
                yield Mark(span.at, span.to, "docDate", {"date": span.start})
        if found := speech.original.search(line):
            yield Mark(*found.span("language"), "inline", {"name": "akn4un:originalLanguage"})
        for words in speech.language.distribution if len(folded) == len(line) else ():
            if (at := folded.find(words)) >= 0:
                yield Mark(at, at + len(words), "inline", {"name": "akn4un:distribution"})
    language = load().languages.get(report.language or "")
    if language and folded.strip() in (language.name.casefold(), *language.names_in_mastheads):
        yield Mark(0, len(line), "inline", {"name": "akn4un:languageOfExpression"})


def _apart(marks: Iterator[Mark]) -> list[Mark]:
    """The marks in their order; of those that overlap the first, and of those the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < mark.end and (not kept or kept[-1].end <= mark.start):
            kept.append(mark)
    return kept


def _squeezed(text: str) -> str:
    return "".join(one_line(text).split())
