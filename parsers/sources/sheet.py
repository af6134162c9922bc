"""Running text under construction: white space, italics and raised marks kept apart from words.

Promises:
1. Every character added that is not white space is in the text or in a mark.
2. Marks, breaks and italic runs point inside the text.
"""

from cotc.parsers.model.block import Mark
from cotc.parsers.model.marks import is_letter_call
from cotc.parsers.profiles import compiling

Runs = tuple[tuple[int, int], ...]

_SPACES = " \t\n"
# Words between tabs and breaks, or a stretch of white space with one of them in it.
_TOKEN = compiling.compile(r" *[\t\n][ \t\n]*|(?:[^ \t\n]| +(?![ \t\n]))+")
# What raised characters must be to call a note. Letters after a digit are ordinals: 12th, 2e, 1er …
_CALL = compiling.compile(r"[\d*†‡,\s]+|\(\d{1,3}\)|\(?[a-z]\)?(?:,\s*\(?[a-z]\)?)*")
# … and a raised 2 or 3 after a unit is a power.
_UNIT = compiling.compile(r"(?:^|[\d\s(/])(?:[kcm]?m|ha)$")
# So much of the text before a mark tells what it is (characters).
_TAIL = 12
_SOFT_HYPHEN = "\u00ad"


class Sheet:
    """Words are added in order; white space between them comes out as one space.

    text      what has been added, without marks
    breaks    offsets at which a line that the writer ended himself goes on
    emphasis  italic runs, `[start, end)`
    marks     raised marks, where they stand
    cells     the text cut at its tabs
    tabs      tabs before the first word
    """

    def __init__(self) -> None:
        self.breaks: list[int] = []
        self.marks: list[Mark] = []
        self.tabs = 0
        self._cells: list[list[str]] = [[]]
        self._parts: list[str] = []
        self._length = 0
        self._tail = ""
        self._runs: list[list[int]] = []
        self._spaced = self._tabbed = self._broken = False
        self._only_italic = False
        self._typed = False

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def cells(self) -> list[str]:
        return ["".join(parts).strip() for parts in self._cells]

    @property
    def emphasis(self) -> Runs:
        return tuple((start, end) for start, end in self._runs)

    def add(self, text: str, italic: bool = False) -> None:
        """Add words as they stand; a soft hyphen is no character, it only allows a line to end."""
        text = text.replace(_SOFT_HYPHEN, "")
        words = text.strip(_SPACES)
        if not words:
            self._pause(text)
            return
        at = text.index(words[0])
        self._pause(text[:at])
        for token in _TOKEN.findall(words) if "\t" in words or "\n" in words else (words,):
            if token[0] in _SPACES:
                self._pause(token)
            else:
                self._word(token, italic)
        self._pause(text[at + len(words) :])

    def raised(self, text: str, italic: bool = False, in_table: bool = False) -> None:
        """Add raised characters: a mark if they can call a note, else words."""
        if is_call(text, self._tail, in_table):
            self.mark(text.strip(), typed=True)
        else:
            self.add(text, italic)

    def mark(self, text: str, typed: bool = False) -> None:
        """Add a mark. Raised characters that were typed one after another are one mark."""
        last = self.marks[-1] if self.marks else None
        if (
            last
            and typed
            and last.offset == self._length
            and (self._typed or text[0] == ",")
            and len(last.text) < _TAIL
        ):
            self.marks[-1] = Mark(last.text + text, last.offset)
        else:
            self.marks.append(Mark(text, self._length))
        self._typed = typed

    def _pause(self, spaces: str) -> None:
        """Note white space; it comes out before the next word."""
        if spaces:
            self._spaced = True
            self._tabbed = self._tabbed or "\t" in spaces
            self._broken = self._broken or "\n" in spaces
            self.tabs += 0 if self._length else spaces.count("\t")

    def _word(self, words: str, italic: bool) -> None:
        if self._tabbed:
            self._cells.append([])
        if self._spaced and self._length:
            self._put(" ")
            if self._broken:
                self.breaks.append(self._length)
        self._spaced = self._tabbed = self._broken = False
        start = self._length
        self._put(words if "  " not in words else " ".join(filter(None, words.split(" "))))
        if italic and self._only_italic:
            self._runs[-1][1] = self._length
        elif italic:
            self._runs.append([start, self._length])
        self._only_italic = italic

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._cells[-1].append(text)
        self._length += len(text)
        self._tail = (self._tail + text)[-_TAIL:]


def is_call(text: str, before: str, in_table: bool = False) -> bool:
    """Do raised characters call a note, after that text?"""
    text = text.strip()
    if not text or not before or not _CALL.fullmatch(text):
        return False
    if text[0].isalpha():
        return not before[-1].isdigit() or (in_table and is_letter_call(text, before))
    return not (text in ("2", "3") and _UNIT.search(before))


def inlined(text: str, marks: tuple[Mark, ...], emphasis: Runs) -> tuple[str, Runs]:
    """A text with its marks in their places, as `with_marks`, and its italic runs moved along."""

    def moved(offset: int) -> int:
        return offset + sum(len(mark.text) for mark in marks if mark.offset < offset)

    return with_marks(text, marks), tuple((moved(start), moved(end)) for start, end in emphasis)


def with_marks(text: str, marks: tuple[Mark, ...]) -> str:
    """A text with its marks in their places: for cells, notes and furniture, whose marks are words."""
    parts: list[str] = []
    at = 0
    for mark in marks:
        parts += (text[at : mark.offset], mark.text)
        at = mark.offset
    return "".join((*parts, text[at:]))
