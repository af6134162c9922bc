"""The tree under construction, and how it becomes the frozen one: addresses, offsets, pages."""

from unicodedata import digit

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from cotc.parsers.model import TEXTS, Box, Call, Kind, Node, Status
from cotc.parsers.model.block import Block, Mark
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.numerals import latin_text_number, roman
from cotc.parsers.structure.labels import Label, Scheme

# A text's number in roman figures, or the session before its number: "IV", "XIII/25".
_ROMAN_COUNT = compiling.compile(r"[IVXLC]+(?=/|$)")
_NOT_ADDRESS = compiling.compile(r"[^A-Za-z0-9]+")


class Draft(msgspec.Struct):
    """A node that may still take children. `marks` are offsets into `text`, or `title` if it has none."""

    kind: Kind
    number: str | None = None
    label: str | None = None
    title: str | None = None
    text: str | None = None
    emphasis: tuple[tuple[int, int], ...] = ()
    marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    page: int | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    status: Status | None = None
    adopted_on: str | None = None
    meeting: str | None = None
    children: "list[Draft]" = msgspec.field(default_factory=list)
    read: Label | None = None  # the label as read
    block: Block | None = None  # the block it began as
    calls: tuple[Call, ...] = ()
    id: str = ""

    @property
    def words(self) -> str:
        """What its offsets count in."""
        return self.text if self.text is not None else self.title or ""

    def reword(self, words: str) -> None:
        """Put other words in the place of `words`."""
        if self.text is not None:
            self.text = words
        else:
            self.title = words

    def add(self, child: "Draft") -> "Draft":
        self.children.append(child)
        return child


def from_block(kind: Kind, block: Block, label: Label | None = None) -> Draft:
    """A leaf of that kind with the block's words, its label taken off."""
    start = label.end if label else 0
    return Draft(
        kind=kind,
        number=(label.number or None) if label else None,
        label=label.text if label else None,
        text=block.text[start:] if block.rows is None else None,
        emphasis=shift_runs(block.emphasis, start),
        marks=shift_marks(block.marks, start),
        boxes=block.boxes,
        page=block.page,
        rows=block.rows,
        read=label,
        block=block,
    )


def shift_runs(runs: tuple[tuple[int, int], ...], start: int) -> tuple[tuple[int, int], ...]:
    """Italic runs after `start` characters were taken off the front."""
    return tuple((max(a - start, 0), b - start) for a, b in runs if b > start)


def shift_marks(marks: tuple[Mark, ...], start: int) -> tuple[Mark, ...]:
    return tuple(replace(m, offset=max(m.offset - start, 0)) for m in marks)


def extend_title(
    draft: Draft, words: str | None, emphasis: tuple[tuple[int, int], ...], marks: tuple[Mark, ...]
) -> None:
    """Give a title further words, with their italics and marks."""
    start = len(draft.title) + 1 if draft.title and words else len(draft.title or "")
    draft.title = " ".join(filter(None, (draft.title, words))) or None
    draft.emphasis += tuple((a + start, b + start) for a, b in emphasis)
    draft.marks += tuple(replace(m, offset=m.offset + start) for m in marks)


def ascii_form(draft: Draft) -> str:
    """The number as addresses write it: ASCII, lower case but for headings and roman numbers of texts."""
    label = draft.read
    if label is not None and label.scheme is Scheme.ROMAN and (draft.number or "")[:1].isnumeric():
        return roman(label.value).lower()  # （一） and '1' stand where other languages have (i)
    if label is not None and draft.number and not draft.number.isascii():
        if label.scheme is Scheme.UPPER_ROMAN:
            return roman(label.value)
        if label.scheme is Scheme.UPPER_LETTER:
            return chr(64 + label.value)
        if label.scheme is Scheme.LETTER:
            return chr(96 + (label.value - 1) % 26 + 1)
        return str(label.value)
    number = draft.number or ""
    if draft.kind in TEXTS:
        number = latin_text_number(number)
    folded = "".join(str(digit(c)) if c.isdigit() and not c.isascii() else c for c in number)
    if draft.kind in ("chapter", "section", "annex", "part"):
        return _NOT_ADDRESS.sub("-", folded).strip("-")
    count = _ROMAN_COUNT.match(folded) if draft.kind in TEXTS else None
    kept = count[0] if count else ""
    return _NOT_ADDRESS.sub("-", kept + folded[len(kept) :].lower()).strip("-")


def freeze(draft: Draft) -> Node:
    """The frozen node. Needs `id` and `calls` set on it and all below it."""
    children = tuple(freeze(child) for child in draft.children)
    is_text = draft.kind in TEXTS
    is_session = draft.kind == "session"
    pages = sorted({box[0] for box in draft.boxes} or ({draft.page} if draft.page else set()))
    return Node(
        id=draft.id,
        kind=draft.kind,
        number=draft.number,
        label=draft.label,
        title=draft.title,
        text=draft.text,
        emphasis=draft.emphasis,
        notes=draft.calls,
        pages=(pages[0], pages[-1]) if pages else None,
        boxes=draft.boxes,
        place=None if is_session else UNSET,
        start=None if is_session else UNSET,
        end=None if is_session else UNSET,
        status=draft.status if is_text else UNSET,
        adopted_on=draft.adopted_on if is_text else UNSET,
        meeting=draft.meeting if is_text else UNSET,
        rows=draft.rows if draft.rows is not None else UNSET,
        children=children,
    )
