"""Text and Markdown files (.txt, .md) to the same layout that a PDF gives.

Headings are told by form: blank lines around, no end as a sentence has, the
number before them. Type sizes are those that official papers set such
headings in. What a file marks up itself (`#`, `**bold**`, `*italics*`) is believed.

Promises:
1. Every word of the file is in one block, note or piece of furniture, once.
2. Offsets of italics and marks count in the text without its markup.
"""

import codecs
import unicodedata
from collections.abc import Sequence

import regex

from cotc.parsers.errors import DamagedInputError, NotAPaperError
from cotc.parsers.model import Furniture
from cotc.parsers.model.block import Align, Block, Layout, NoteBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.flow import Flow
from cotc.parsers.sources.sheet import inlined, with_marks
from cotc.parsers.sources.text_front import take_front
from cotc.parsers.sources.text_headings import Headings
from cotc.parsers.sources.text_inline import Inline, inline
from cotc.parsers.sources.text_lines import LABEL, Entry, entries_of, lines_of

BODY = 10.0
# The column that nominal indents count in, and one step of them (points).
MEASURE, STEP = 450.0, 28.0
# White space above, in lines: paragraphs, headings, a title under its number, lines without a blank between.
GAP, HEADING_GAP, TITLE_GAP, TIGHT = 0.5, 0.8, 0.4, 0.0

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ROMAN = compiling.compile(r"\(?([ivxl]{1,6})[.)]")
_LETTER = compiling.compile(r"\(?(\p{Ll})\p{Ll}?[.)]")
_RULE_ROW = compiling.compile(r"[\s|:+-]+")
_OFFICER = compiling.compile(r"(?:(?P<office>\S.{0,60}?[:：])\s+)?(?P<name>[^;:]{3,60}\([^()]{2,60}\))")
_DATED = compiling.compile(r"\d{1,4}\S*\s.{3,60}\b(?:19|20)\d\d")


def read_text(data: bytes) -> Flow:
    """A text, taken apart. Raises a `SourceError` where the bytes are no text."""
    front = take_front(lines_of(decode(data)))
    reader = _Reader()
    reader.read(entries_of(front.before))
    at = None
    if front.after is not None:
        at = len(reader.blocks)
        reader.read(entries_of(front.after))
    pages = [block.page for block in reader.blocks if block.page is not None]
    layout = Layout(
        blocks=tuple(reader.blocks),
        notes=tuple(reader.notes),
        contents=front.rows,
        furniture=(*front.furniture, *reader.furniture),
        body_size=BODY,
        pages=max(pages) if pages else None,
        contents_at=at,
    )
    return Flow(layout, "text", None)


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, or UTF-16 with its mark."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedInputError(
            "this text is not in UTF-8", "convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.txt"
        ) from error
    if "\0" in text:
        raise NotAPaperError("this is no text", "give a PDF, a Word file (.docx) or a text in UTF-8")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


class _Reader:
    """Entries to blocks. What numbers mean depends on those before them."""

    def __init__(self) -> None:
        self._headings = Headings()
        self._letter = ""
        self.blocks: list[Block] = []
        self.notes: list[NoteBlock] = []
        self.furniture: list[Furniture] = []

    def read(self, entries: Sequence[Entry]) -> None:
        index = 0
        while index < len(entries):
            entry = entries[index]
            if entry.kind == "row":
                index += self._table(entries[index:])
            elif entry.kind == "text":
                index += self._text(entries, index)
            else:
                self._aside(entry)
                index += 1

    def _aside(self, entry: Entry) -> None:
        words = inline(entry.raw)
        text, emphasis = inlined(words.text, words.marks, words.emphasis)
        if entry.kind == "note":
            self.notes.append(NoteBlock(entry.mark, text, entry.page, (), emphasis))
        elif entry.kind == "separator":
            self.furniture.append(Furniture("separator", entry.page, entry.raw, None))
        else:
            self.furniture.append(Furniture(entry.kind, entry.page, text, None))

    def _text(self, entries: Sequence[Entry], index: int) -> int:
        entry = entries[index]
        dated = _adoption(entries, index)
        if dated:
            self.blocks.append(_block(inline("\n".join(e.raw for e in dated)), entry, align="right"))
            return len(dated)
        words = inline(entry.raw)
        size, title = self._headings.size(entries, index, words)
        if size is not None:
            gap = TITLE_GAP if title else HEADING_GAP
            self.blocks.append(_block(words, entry, bold=True, size=size, gap=gap, level=entry.level))
            self._letter = ""
        else:
            self.blocks.append(_block(words, entry, indent=self._indent(words.text) + _space(entry)))
        return 1

    def _indent(self, text: str) -> float:
        """Where official papers set a paragraph with such a label."""
        if not LABEL.match(text):
            return 0.0
        roman, letter = _ROMAN.match(text), _LETTER.match(text)
        follows = letter is not None and self._letter and ord(letter[1]) == ord(self._letter) + 1
        if roman and not (follows and len(roman[1]) == 1):
            return 2 * STEP
        if letter:
            self._letter = letter[1]
            return STEP
        self._letter = ""
        return 0.0

    def _table(self, entries: Sequence[Entry]) -> int:
        """Rows that follow each other; a list of officers goes on without tabs after a page's end."""
        count = next((i for i, entry in enumerate(entries) if entry.kind != "row"), len(entries))
        rows = [row for entry in entries[:count] if (row := _row(entry))]
        if rows and len(rows[0]) == 2 and rows[0][0].endswith((":", "：")):
            for entry in entries[count:]:
                row = _officer(entry)
                if row is None:
                    break
                rows.append(row)
                count += 1
        width = max((len(row) for row in rows), default=0)
        if width < 2:
            self.blocks += [_block(inline(entry.raw), entry) for entry in entries[:count] if _row(entry)]
        else:
            table = tuple((*row, *[""] * (width - len(row))) for row in rows)
            self.blocks.append(
                Block(text="", page=entries[0].page, size=BODY, measure=MEASURE, gap=GAP, rows=table)
            )
        return count


def _block(
    words: Inline,
    entry: Entry,
    *,
    bold: bool = False,
    size: float = BODY,
    gap: float = GAP,
    indent: float = 0.0,
    align: Align = "left",
    level: int | None = None,
) -> Block:
    return Block(
        text=words.text,
        page=entry.page,
        breaks=words.breaks,
        emphasis=words.emphasis,
        marks=words.marks,
        bold=bold or words.bold,
        italic=words.italic,
        size=size,
        indent=indent,
        hang=indent,
        measure=MEASURE,
        gap=gap if entry.alone else TIGHT,
        align=align,
        level=level,
    )


def _space(entry: Entry) -> float:
    """Leading spaces of a paragraph without label, as points: four of them are one step in."""
    return 0.0 if LABEL.match(entry.raw) else entry.depth / 4 * STEP


def _adoption(entries: Sequence[Entry], index: int) -> list[Entry]:
    """A line, or two, that say at which meeting and on which day: papers set them at the right edge."""
    for count in (1, 2):
        lines = list(entries[index : index + count])
        together = " ".join(entry.raw for entry in lines)
        plain = len(lines) == count and all(e.kind == "text" and e.level is None for e in lines)
        if plain and not LABEL.match(together) and _DATED.fullmatch(together):
            return lines
    return []


def _row(entry: Entry) -> tuple[str, ...] | None:
    """A row's cells: parted by pipes, or by tabs. None for the rule under a Markdown table's head."""
    if not entry.raw.startswith("|"):
        return tuple(_cell(part) for part in entry.raw.split("\t"))
    if _RULE_ROW.fullmatch(entry.raw):
        return None
    return tuple(_cell(part) for part in regex.split(r"(?<!\\)\|", entry.raw.strip("|")))


def _cell(raw: str) -> str:
    words = inline(raw)
    return with_marks(words.text, words.marks)


def _officer(entry: Entry) -> tuple[str, str] | None:
    """An office and a name, or a name alone, its country in brackets."""
    match = _OFFICER.fullmatch(entry.raw) if entry.kind == "text" and not LABEL.match(entry.raw) else None
    return (_cell(match["office"] or ""), _cell(match["name"])) if match else None
