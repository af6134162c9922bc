"""Footnote calls to footnotes: a mark and a note with the same number on the same page.

Promises:
1. Every mark is a call, or is put back into the text where it stands.
2. A call names a note of its page, or of the pages next to it, or none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import UNSET
from msgspec.structs import replace

from cotc.parsers.model import Call, Footnote, Furniture
from cotc.parsers.model.block import Mark, NoteBlock
from cotc.parsers.model.marks import with_marks
from cotc.parsers.profiles import compiling
from cotc.parsers.structure.draft import Draft, shift_runs

# A note to a list stands at the list's end, up to so many pages on.
LIST_PAGES = 6

_PARTS = compiling.compile(r"\p{Nd}{1,3}|\*{1,4}|[†‡]|[a-z]{1,2}")
_TRAILING = compiling.compile(r"(?<=\S)(\*{1,4})(?=[\s.,;:]*$)")
_UNIT = compiling.compile(r"(?:^|[\s\d(/])(?:[kcmd]?m|CO|ha|[A-Z])$")


def link(roots: Sequence[Draft], notes: Sequence[NoteBlock]) -> tuple[list[Footnote], list[Furniture]]:
    """Give every draft its calls. Returns the notes, and the commas that stood between raised marks."""
    linker = _Linker(notes)
    for draft in _walk(roots):
        linker.call(draft)
    between = [*linker.between, *(f for note in notes for f in _rest(note.mark, note.page))]
    footnotes = [_footnote(note, linker.ids[at], linker.callers[at]) for at, note in enumerate(notes)]
    return footnotes, between


class _Linker:
    """A paper's notes, and what has called them so far."""

    def __init__(self, notes: Sequence[NoteBlock]) -> None:
        self.notes = notes
        self.ids = _ids(notes)
        self.by_number: dict[str, list[int]] = defaultdict(list)
        for index, note in enumerate(notes):
            self.by_number[_number(note.mark)].append(index)
        self.callers: dict[int, list[str]] = defaultdict(list)  # the drafts that call each note
        self.after = -1  # the latest note that was called
        self.between: list[Furniture] = []

    def call(self, draft: Draft) -> None:
        """Make a draft's marks its calls, or text where they call nothing."""
        _take_trailing(draft, self)
        found: list[Call] = []
        back: list[Mark] = []
        known: dict[str, int] = {}  # a table calls a note again and again
        for mark in sorted(draft.marks, key=_in_cell):  # a title's marks, then those of the cells
            parts = _PARTS.findall(mark.text)
            targets = [known[part] if part in known else self.find(draft, part, mark.page) for part in parts]
            named = {part: at for part, at in zip(parts, targets, strict=True) if at is not None}
            if not named and draft.rows is None and (not parts or _reads_on(draft, mark)):
                back.append(mark)
                continue
            if draft.rows is not None and mark.page is None:
                known |= named
            self.after = max([self.after, *named.values()])
            self.between += _rest(mark.text, draft.page)
            found += self._calls(draft, mark, parts, targets)
        draft.calls = tuple(found)
        _put_back(draft, back)

    def _calls(
        self, draft: Draft, mark: Mark, parts: Sequence[str], targets: Sequence[int | None]
    ) -> Iterator[Call]:
        cell = UNSET if mark.cell is None else mark.cell
        for part, target in zip(parts, targets, strict=True):
            yield Call(part, mark.offset, None if target is None else self.ids[target], cell)
            if target is not None and draft.id not in self.callers[target]:
                self.callers[target].append(draft.id)

    def find(self, draft: Draft, part: str, page: int | None = None) -> int | None:
        """The note that a mark calls: same number, on a page of the paragraph, else on the one beside it.

        A table's mark, with its `page`, calls the first note there that stands below the table's top. What
        stands above it are notes of other tables.

        Where a source has no pages, notes are called in their order: the next one after the latest.
        """
        candidates = self.by_number.get(part, [])
        pages = [box[0] for box in draft.boxes]
        if not pages:
            return self._in_order(candidates)
        if draft.rows is not None:
            first = pages[0]
            candidates = [
                i for i in candidates if self.notes[i].page != first or _is_below(self.notes[i], draft, first)
            ]
        on_page = (i for i in candidates if page is not None and self.notes[i].page == page)
        below = next((i for i in on_page if _is_below(self.notes[i], draft, page)), None)
        return below if below is not None else self._near(candidates, pages, _pages_ahead(draft, part), part)

    def _in_order(self, candidates: Sequence[int]) -> int | None:
        if self.after + 1 in candidates:
            return self.after + 1
        return next((i for i in candidates if i >= self.after), candidates[-1] if candidates else None)

    def _near(self, candidates: Sequence[int], pages: Sequence[int], ahead: int, part: str) -> int | None:
        """The first note on those pages, then on those beside them, then on as many as it may stand ahead."""
        on = [(i, self.notes[i].page or 0) for i in candidates]
        for before, behind in ((0, 0), (1, 1), (1, ahead)):
            near = [i for i, page in on if pages[0] - before <= page <= pages[-1] + behind]
            if near:
                return near[0]
        # Older papers call a note again on a later page without printing it there.
        earlier = [i for i, page in on if page < pages[0] and part.isdigit()]
        return earlier[-1] if earlier else None


def _pages_ahead(draft: Draft, part: str) -> int:
    """How many pages further on a mark's note may stand: that of a list or a table stands at its end."""
    at_end = part.startswith("*") or (draft.rows is not None and part.isalpha())
    return LIST_PAGES if at_end else 1


def _footnote(note: NoteBlock, address: str, calls: Sequence[str]) -> Footnote:
    return Footnote(
        id=address,
        number=_number(note.mark),
        text=note.text,
        pages=(note.boxes[0][0], note.boxes[-1][0]) if note.boxes else None,
        boxes=note.boxes,
        calls=tuple(calls),
        emphasis=note.emphasis,
    )


def _in_cell(mark: Mark) -> bool:
    return mark.cell is not None


def _rest(mark: str, page: int | None) -> list[Furniture]:
    """The brackets and commas of a mark."""
    rest = "".join(_PARTS.sub("", mark).split())
    return [Furniture("separator", page, rest, None)] if rest else []


def _number(mark: str) -> str:
    return mark.strip("()/ ")


def _ids(notes: Sequence[NoteBlock]) -> list[str]:
    out: list[str] = []
    for note in notes:
        number = _number(note.mark)
        name = "star" if set(number) == {"*"} and len(number) == 1 else f"star-{len(number)}"
        if number and set(number) != {"*"}:
            name = "".join(str(int(c)) if c.isdigit() else c for c in number)
            name = name if name.isascii() else "mark"
        base = f"fn-{name}" if number else "fn"
        count = sum(1 for other in out if other.split("~")[0] == base)
        out.append(base if not count else f"{base}~{count + 1}")
    return out


def _is_below(note: NoteBlock, draft: Draft, page: int | None) -> bool:
    """Does a note stand below where a table begins on that page?"""
    tops = [box[2] for box in draft.boxes if box[0] == page]
    return not tops or not note.boxes or note.boxes[0][2] > tops[0]


def _reads_on(draft: Draft, mark: Mark) -> bool:
    """Is a raised figure that calls no note a unit's power or a formula's index?"""
    return bool(_UNIT.search(draft.words[: mark.offset])) or not any(
        c.isdigit() or c == "*" for c in mark.text
    )


def _put_back(draft: Draft, marks: Sequence[Mark]) -> None:
    """Marks that call nothing are text."""
    for mark in reversed(marks):
        draft.reword(with_marks(draft.words, [mark]))
        size = len(mark.text)
        draft.emphasis = tuple(
            (a + size if a >= mark.offset else a, b + size if b > mark.offset else b)
            for a, b in draft.emphasis
        )
        draft.calls = tuple(
            replace(c, offset=c.offset + size) if c.cell is UNSET and c.offset > mark.offset else c
            for c in draft.calls
        )


def _take_trailing(draft: Draft, linker: _Linker) -> None:
    """An asterisk that ends a paragraph calls a note though it is not raised."""
    words = draft.words
    match = _TRAILING.search(words)
    if not match or linker.find(draft, match[1]) is None:
        return
    start, end = match.span()

    def moved(offset: int) -> int:
        """Where an offset is once the asterisk is out of the words."""
        return offset if offset < start else max(start, offset - (end - start))

    own = [replace(m, offset=moved(m.offset)) for m in draft.marks if m.cell is None]
    own.append(Mark(match[1], start))
    in_cells = (mark for mark in draft.marks if mark.cell is not None)
    draft.marks = (*sorted(own, key=lambda mark: mark.offset), *in_cells)
    runs = ((moved(a), moved(b)) for a, b in shift_runs(draft.emphasis, 0))
    draft.emphasis = tuple((a, b) for a, b in runs if a < b)
    draft.reword(words[:start] + words[end:])


def _walk(roots: Sequence[Draft]) -> list[Draft]:
    out: list[Draft] = []
    stack = list(reversed(roots))
    while stack:
        draft = stack.pop()
        out.append(draft)
        stack.extend(reversed(draft.children))
    return out
