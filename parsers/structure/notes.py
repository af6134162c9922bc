"""Footnote calls to footnotes: a mark and a note with the same number on the same page.

Promises:
1. Every mark is a call, or is put back into the text where it stands.
2. A call names a note of its page, or of the pages next to it, or none.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import UNSET
from msgspec.structs import replace

from cotc.parsers.model import Call, Footnote, Furniture
from cotc.parsers.model.block import Mark, NoteBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.structure.draft import Draft, shift_runs

# A note to a list stands at the list's end, up to so many pages on.
LIST_PAGES = 6

_PARTS = compiling.compile(r"\p{Nd}{1,3}|\*{1,4}|[†‡]|[a-z]{1,2}")
_TRAILING = compiling.compile(r"(?<=\S)(\*{1,4})(?=[\s.,;:]*$)")
_UNIT = compiling.compile(r"(?:^|[\s\d(/])(?:[kcmd]?m|CO|ha|[A-Z])$")


def link(roots: Sequence[Draft], notes: Sequence[NoteBlock]) -> tuple[list[Footnote], list[Furniture]]:
    """Give every draft its calls. Returns the notes, and the commas that stood between raised marks."""
    ids = _ids(notes)
    by_number: dict[str, list[int]] = defaultdict(list)
    for index, note in enumerate(notes):
        by_number[_number(note.mark)].append(index)
    calls: dict[int, list[str]] = defaultdict(list)
    between: list[Furniture] = []
    after = -1
    for draft in _walk(roots):
        _take_trailing(draft, by_number, notes)
        found: list[Call] = []
        back: list[Mark] = []
        known: dict[str, int | None] = {}
        for mark in sorted(draft.marks, key=_in_cell):  # a title's marks, then those of the cells
            parts = _PARTS.findall(mark.text)
            targets = [
                known[part] if part in known else _find(draft, part, by_number, notes, after, mark.page)
                for part in parts
            ]
            if draft.rows is not None and mark.page is None:  # a table calls a note again and again
                told = zip(parts, targets, strict=True)
                known |= {part: target for part, target in told if target is not None}
            after = max([after, *(t for t in targets if t is not None)])
            if draft.rows is not None and not any(t is not None for t in targets):
                targets = [None] * len(parts)
            elif not parts or (not any(t is not None for t in targets) and _reads_on(draft, mark)):
                back.append(mark)
                continue
            between += _rest(mark.text, draft.page)
            for part, target in zip(parts, targets, strict=True):
                cell = UNSET if mark.cell is None else mark.cell
                found.append(Call(part, mark.offset, None if target is None else ids[target], cell))
                if target is not None and draft.id not in calls[target]:
                    calls[target].append(draft.id)
        draft.calls = tuple(found)
        _put_back(draft, back)
    for note in notes:
        between += _rest(note.mark, note.page)
    footnotes = [_footnote(note, ids[at], calls[at]) for at, note in enumerate(notes)]
    return footnotes, between


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


def _find(
    draft: Draft,
    part: str,
    by_number: dict[str, list[int]],
    notes: Sequence[NoteBlock],
    after: int = -1,
    page: int | None = None,
) -> int | None:
    """The note that a mark calls: same number, on a page of the paragraph, else on the one beside it.

    A table's mark, with its `page`, calls the first note there that stands below the table's top. What
    stands above it are notes of other tables.

    Where a source has no pages, notes are called in their order: the next one after `after`.
    """
    candidates = by_number.get(part, [])
    pages = [box[0] for box in draft.boxes]
    if not pages:
        if after + 1 in candidates:
            return after + 1
        return next((i for i in candidates if i >= after), candidates[-1] if candidates else None)
    if draft.rows is not None:
        first = pages[0]
        candidates = [i for i in candidates if notes[i].page != first or _is_below(notes[i], draft, first)]
    below = [i for i in candidates if notes[i].page == page and _is_below(notes[i], draft, page)]
    if page is not None and below:
        return below[0]
    at_end = part.startswith("*") or (draft.rows is not None and part.isalpha())
    ahead = LIST_PAGES if at_end else 1
    for back, on in ((0, 0), (1, 1), (1, ahead)):
        near = [i for i in candidates if pages[0] - back <= (notes[i].page or 0) <= pages[-1] + on]
        if near:
            return near[0]
    # Older papers call a note again on a later page without printing it there.
    before = [i for i in candidates if (notes[i].page or 0) < pages[0] and part.isdigit()]
    return before[-1] if before else None


def _is_below(note: NoteBlock, draft: Draft, page: int | None) -> bool:
    """Does a note stand below where a table begins on that page?"""
    tops = [box[2] for box in draft.boxes if box[0] == page]
    return not tops or not note.boxes or note.boxes[0][2] > tops[0]


def _reads_on(draft: Draft, mark: Mark) -> bool:
    """Is a raised figure that calls no note a unit's power or a formula's index?"""
    words = draft.text if draft.text is not None else draft.title or ""
    return bool(_UNIT.search(words[: mark.offset])) or not any(c.isdigit() or c == "*" for c in mark.text)


def _put_back(draft: Draft, marks: Sequence[Mark]) -> None:
    """Marks that call nothing are text."""
    for mark in reversed(marks):
        words = draft.text if draft.text is not None else draft.title or ""
        words = words[: mark.offset] + mark.text + words[mark.offset :]
        size = len(mark.text)
        draft.emphasis = tuple(
            (a + size if a >= mark.offset else a, b + size if b > mark.offset else b)
            for a, b in draft.emphasis
        )
        draft.calls = tuple(
            replace(c, offset=c.offset + size) if c.cell is UNSET and c.offset > mark.offset else c
            for c in draft.calls
        )
        if draft.text is not None:
            draft.text = words
        else:
            draft.title = words


def _take_trailing(draft: Draft, by_number: dict[str, list[int]], notes: Sequence[NoteBlock]) -> None:
    """An asterisk that ends a paragraph calls a note though it is not raised."""
    words = draft.text if draft.text is not None else draft.title or ""
    match = _TRAILING.search(words)
    if not match or _find(draft, match[1], by_number, notes) is None:
        return
    start, end = match.span()
    left = words[:start] + words[end:]

    def moved(offset: int) -> int:
        """Where an offset of `words` is in `left`."""
        return offset if offset < start else max(start, offset - (end - start))

    own = [replace(m, offset=moved(m.offset)) for m in draft.marks if m.cell is None]
    own.append(Mark(match[1], start))
    in_cells = (mark for mark in draft.marks if mark.cell is not None)
    draft.marks = (*sorted(own, key=lambda mark: mark.offset), *in_cells)
    runs = ((moved(a), moved(b)) for a, b in shift_runs(draft.emphasis, 0))
    draft.emphasis = tuple((a, b) for a, b in runs if a < b)
    if draft.text is not None:
        draft.text = left
    else:
        draft.title = left


def _walk(roots: Sequence[Draft]) -> list[Draft]:
    out: list[Draft] = []
    stack = list(reversed(roots))
    while stack:
        draft = stack.pop()
        out.append(draft)
        stack.extend(reversed(draft.children))
    return out
