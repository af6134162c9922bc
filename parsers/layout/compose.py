"""Lines to running text: spaces, hyphens, italics and raised marks.

Promises:
1. Every drawn character that is not white space is in the text, in a mark, or in `dropped`.
2. Marks and italic runs point inside the text.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from cotc.parsers.layout.lines import HAN, Line, Piece, parted
from cotc.parsers.layout.words import Hyphens
from cotc.parsers.model.block import Mark
from cotc.parsers.model.marks import is_letter_call
from cotc.parsers.profiles import compiling

# What a raised mark must look like to call a note; `1er`, `10th`, `n°` are words.
CALL = compiling.compile(r"[\d*†‡,\s]{1,12}|(?:\(\d{1,3}\)[,\s]{0,2}){1,3}|\(?[a-z٠-٩]{1,2}\)?")
_ADDRESS = compiling.compile(r"[(<\[“]*(?:https?://|www\.)\S")
_DOI = compiling.compile(r"\b10\.\d{4,9}/\S+$")
_ESCAPED = compiling.compile(r"\S*%[0-9A-F]{2}")
_URL_TAIL = compiling.compile(r"\S*[/.?=&%_#~\d-]\S*")
_MANY_SPACES = compiling.compile(" {2,}")
# How a file's name goes on after a stop: "2.pdf", "data/list".
_FILE = compiling.compile(r"[\p{Ll}\d_-]+(?:\.\p{Ll}{2,4}\b|/\S)")
SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"
_DASHES = "\u2011\u2013/"


class Composed(NamedTuple):
    """`breaks`: offsets of the second and later lines. `dropped`: hyphens resolved, with their lines."""

    text: str
    breaks: tuple[int, ...]
    emphasis: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    dropped: tuple[tuple[str, Line], ...]


class _Sheet:
    """Text under construction."""

    def __init__(self, in_table: bool) -> None:
        self.in_table = in_table
        self.parts: list[str] = []
        self.length = 0
        self.italics: list[list[int]] = []
        self.marks: list[Mark] = []
        self.only_italic = False  # nothing but white space since the last italic run

    def last(self) -> str:
        return self.parts[-1][-1] if self.parts else ""

    def tail(self) -> str:
        return "".join(self.parts[-3:])[-4:]

    def add(self, text: str, italic: bool) -> None:
        if not text:
            return
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if not text.strip():
            return
        if italic and self.only_italic:
            self.italics[-1][1] = self.length
        elif italic:
            self.italics.append([start, self.length])
        self.only_italic = italic

    def last_word(self) -> str:
        """What stands after the last space."""
        word = ""
        for part in reversed(self.parts):
            if part == "\n":
                break
            _, space, after = part.rpartition(" ")
            word = f"{after if space else part}{word}"
            if space:
                break
        return word

    def space(self) -> None:
        if self.parts and not self.last().isspace():
            self.parts.append(" ")
            self.length += 1

    def end_entry(self) -> None:
        """What follows stands on a line of its own."""
        self.trim()
        if self.parts:
            self.parts.append("\n")
            self.length += 1

    def trim(self) -> None:
        while self.parts and self.last().isspace():
            kept = self.parts[-1].rstrip()
            self.length -= len(self.parts[-1]) - len(kept)
            self.parts[-1] = kept
            if not kept:
                self.parts.pop()

    def cut(self) -> None:
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1
        if self.italics:
            self.italics[-1][1] = min(self.italics[-1][1], self.length)
        if not self.parts[-1]:
            self.parts.pop()


def compose(
    lines: Sequence[Line], hyphens: Hyphens, in_table: bool = False, entries: Container[int] = ()
) -> Composed:
    """Join lines into one text. `in_table`: a raised letter after a figure calls a note.

    `entries`: indices of lines that go on with nothing; a line break stands before them.
    """
    sheet = _Sheet(in_table)
    breaks: list[int] = []
    dropped: list[tuple[str, Line]] = []
    for index, line in enumerate(lines):
        if index in entries:
            sheet.end_entry()
            breaks.append(sheet.length)
        elif index:
            drop = _join(sheet, line, hyphens)
            if drop:
                dropped.append((drop, lines[index - 1]))
            breaks.append(sheet.length)
        _add_line(sheet, line)
    sheet.trim()
    text = "".join(sheet.parts)
    end = len(text)
    emphasis = tuple((a, min(b, end)) for a, b in _tight(sheet.italics, text) if a < end)
    marks = tuple(Mark(m.text, min(m.offset, end)) for m in sheet.marks)
    return Composed(text, tuple(min(b, end) for b in breaks), emphasis, marks, tuple(dropped))


def is_mark(piece: Piece) -> bool:
    """Is a piece raised, and in the form of a call for a note?"""
    return piece.raised and CALL.fullmatch(piece.text.strip()) is not None


def _is_ordinal(before: str, mark: str, in_table: bool) -> bool:
    """`1er`, `XVIIIe`, `12th`, `no`: raised letters that belong to the word before them."""
    if in_table and is_letter_call(mark, before):
        return False
    before = before[-1:]
    return mark.isalpha() and (len(mark) > 1 or before.isdigit() or before.isupper() or mark == "o")


def _is_one_word(last: Piece, piece: Piece, line: Line) -> bool:
    """Does a raised piece go on with a raised word: "Pp1" before a recital, in one piece or in three?"""
    return last.raised and not parted(last, piece, line.size, bool(line.mirror))


def _add_line(sheet: _Sheet, line: Line) -> None:
    previous: Piece | None = None
    in_word = False  # letters that are raised and call nothing were the last thing
    for piece in line.pieces:
        text = piece.text.strip(" ")
        if "  " in text:
            text = _MANY_SPACES.sub(" ", text)
        if (
            piece.raised
            and sheet.parts
            and is_mark(piece)
            and not (previous and in_word and _is_one_word(previous, piece, line))
            and not _is_ordinal(sheet.tail(), text, sheet.in_table)
        ):
            _add_mark(sheet, text)
            previous, in_word = piece, False
            continue
        if previous is not None and parted(previous, piece, line.size, bool(line.mirror)):
            sheet.space()
        sheet.add(text, piece.italic)
        in_word = piece.raised and (in_word or (any(c.isalpha() for c in text) and not is_mark(piece)))
        previous = piece


def _add_mark(sheet: _Sheet, text: str) -> None:
    offset = len("".join(sheet.parts).rstrip())
    last = sheet.marks[-1] if sheet.marks else None
    if last is not None and last.offset == offset:
        sheet.marks[-1] = Mark(last.text + text, offset)
    else:
        sheet.marks.append(Mark(text, offset))


def _join(sheet: _Sheet, line: Line, hyphens: Hyphens) -> str | None:
    """End a line. Returns the hyphen that was resolved, if one was."""
    sheet.trim()
    last = sheet.last()
    begin = line.pieces[0].text.lstrip()
    if last == SOFT_HYPHEN:
        sheet.cut()
        return SOFT_HYPHEN
    before = "".join(sheet.parts[-3:])
    head = before[-2:-1]
    if last in _HYPHENS and last and head.isalnum():
        if hyphens.hangs(before, line.text):
            sheet.space()
            return None
        if head.isalpha() and hyphens.is_soft(before, begin):
            sheet.cut()
            return last
        return None
    if last in _DASHES and last and head and not head.isspace():
        return None
    if HAN.match(last or "") or HAN.match(begin[:1]):
        return None
    if _is_in_address(sheet.last_word(), begin):
        return None
    sheet.space()
    return None


def _is_in_address(word: str, begin: str) -> bool:
    """Does a line end within a web address, or within the number of a DOI?"""
    if not _ADDRESS.match(word):
        return False
    if word.endswith((".", ",", ";")):
        if word.endswith(".") and _FILE.match(begin):
            return True
        return bool(_DOI.search(word) and begin[:1].isdigit()) or bool(_ESCAPED.match(begin))
    return bool(_URL_TAIL.match(begin))


def _tight(runs: list[list[int]], text: str) -> list[tuple[int, int]]:
    """Italic runs without white space at their ends."""
    out = []
    for start, end in runs:
        run = text[start:end]
        start += len(run) - len(run.lstrip())
        end = start + len(run.strip())
        if start < end:
            out.append((start, end))
    return out
