"""Word files (.docx) to the same layout that a PDF gives.

Promises:
1. Every character of the document, its notes, heads and feet is in one block, note or
   piece of furniture, once. What tracked changes strike out is left out.
2. Labels that Word numbers itself are printed before their paragraphs.
3. Pages are told only where the file holds every page break of its own page count.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from cotc.parsers.errors import DamagedInputError
from cotc.parsers.model import Furniture
from cotc.parsers.model.block import Block, Layout, Mark, NoteBlock
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.docx_contents import Draft, take_contents
from cotc.parsers.sources.docx_furniture import furniture_of, is_masthead
from cotc.parsers.sources.docx_package import Element, Package, number, r, w
from cotc.parsers.sources.docx_paragraphs import Paragraphs, Setting, without_mark
from cotc.parsers.sources.docx_place import align_of, column_of, height_of, start_of
from cotc.parsers.sources.docx_runs import Piece, boxes_in, is_deleted, paragraphs_in
from cotc.parsers.sources.docx_styles import Para, size_of
from cotc.parsers.sources.docx_tables import Text, cells_of, compact, notes_of, spacers
from cotc.parsers.sources.docx_words import Words, words_of
from cotc.parsers.sources.flow import Flow
from cotc.parsers.sources.sheet import inlined, with_marks

# A paragraph in smaller type than this, against the running text, may be a note set by hand.
_NOTE_SIZE = 0.96
_HAND_MARK = compiling.compile(r"(\*{1,4}|†|‡|\d{1,3}|[a-z])\s+(?=\S)")
_WRAPPERS = {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo"), w("smartTag")}


def read_docx(data: bytes) -> Flow:
    """A Word file, taken apart. Raises a `SourceError` where it cannot be read."""
    package = Package(data)
    root = package.part(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise DamagedInputError("the Word file has no text part", "open and save it again in Word")
    reader = _Reader(package, body)
    reader.read_all()
    program = package.properties()
    name = None if program is None else program.findtext("{*}Application")
    return Flow(reader.layout(), "docx", name or None)


class _Reader:
    """Reads a file once, in order: list counts, note numbers and field codes run through it."""

    def __init__(self, package: Package, body: Element) -> None:
        self._package = package
        self._body = body
        self._pages = _page_count(package, body)
        self._text = Paragraphs(package, body, tells_pages=self._pages is not None)
        self._space = 0.0
        self._pending: list[Piece] = []
        self.drafts: list[Draft] = []
        self.furniture: list[Furniture] = []

    def read_all(self) -> None:
        self._heads()
        self._blocks(self._body)
        if self._pending:
            self._draft(
                Setting(Para(), "", "", None), words_of(self._pending), self._text.page, len(self._text.notes)
            )
        for element in self._text.called.separators:
            self._aside("separator", element)
        for element in self._text.called.uncalled():
            self._aside("hidden", element)

    def layout(self) -> Layout:
        body_size = _body_size(self.drafts)
        self.drafts = [d.settled(body_size) for d in self.drafts]
        self._take_hand_notes(body_size)
        contents = take_contents(self.drafts)
        self.furniture += contents.furniture
        section = self._text.sections[-1] if self._text.sections else None
        column = column_of([(d.para, len(d.block.text)) for d in contents.body if _is_text(d)], section)
        return Layout(
            blocks=tuple(d.placed(column.left, column.measure) for d in contents.body),
            notes=tuple(self._text.notes),
            contents=contents.rows,
            furniture=tuple(self.furniture),
            body_size=body_size,
            pages=self._pages,
            contents_at=contents.at,
        )

    # --- paragraphs and tables ------------------------------------------------------------

    def _blocks(self, parent: Element) -> None:
        for child in parent:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tbl"):
                self._table(child)
            elif child.tag in _WRAPPERS:
                self._blocks(child)

    def _paragraph(self, element: Element) -> None:
        page, noted = self._text.page, len(self._text.notes)
        found = [*self._pending, *self._text.pieces(element)]
        self._pending = []
        if is_deleted(element, "pPr"):
            self._pending = found  # its end is struck out: the next paragraph goes on with it
            return
        page += _breaks_before(found)
        set_as = self._text.setting(element)
        words = words_of(found)
        if words.hidden:
            self.furniture.append(Furniture("hidden", self._text.told(page), words.hidden, None))
        if words.text or words.marks or set_as.label:
            self._draft(set_as, words, page, noted)
        else:
            self._space += height_of(set_as.para, size_of(self._text.look(element)))
        for box in boxes_in(element):
            self._blocks(box)
        if element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            self._text.section += 1

    def _draft(self, set_as: Setting, words: Words, page: int, noted: int) -> None:
        para = set_as.para
        if set_as.label:
            words = _labelled(words, set_as.label)
        size = words.size or 10.0
        block = Block(
            text=words.text,
            page=self._text.told(page),
            breaks=words.breaks,
            emphasis=words.emphasis,
            marks=words.marks,
            bold=words.bold,
            italic=words.italic,
            size=size,
            indent=start_of(para, words),
            hang=para.left or 0.0,
            gap=(self._space + (para.before or 0.0)) / size,
            align=align_of(para),
            level=set_as.level,
        )
        self.drafts.append(Draft(block, para, set_as.style, words.cells, noted))
        self._space = para.after or 0.0

    def _table(self, element: Element) -> None:
        page, noted = self._text.page, len(self._text.notes)
        own = [row for row in element.iter(w("tr")) if _is_own(row, element)]
        grid = [cells_of(row) for row in own if not is_deleted(row, "trPr")]
        if len(grid) == 1 and len(grid[0]) == 1:
            self._blocks(grid[0][0].element)  # a frame around paragraphs
            return
        rows = [[(self._cell(cell.element), cell.span) for cell in cells] for cells in grid]
        table = compact(rows, spacers(element))
        if not table:
            return
        if not self.drafts and is_masthead(tuple(tuple(cell.marked for cell in row) for row in table)):
            lines = [line for row in table for cell in row for line in cell.marked.splitlines()]
            self.furniture += [Furniture("masthead", 1, line, None) for line in lines if line]
            return
        kept: list[tuple[str, ...]] = []
        marks: list[Mark] = []
        for row in table:
            notes = notes_of(row)
            self._text.notes += [NoteBlock(mark, text, self._text.told(page), ()) for mark, text in notes]
            if not notes:
                at = len(kept)
                kept.append(tuple(cell.plain for cell in row))
                marks += [replace(m, cell=(at, k)) for k, cell in enumerate(row) for m in cell.marks]
        block = Block(
            text="",
            page=self._text.told(page),
            size=self._cell_size(element),
            rows=tuple(kept),
            marks=tuple(marks),
        )
        self.drafts.append(Draft(block, Para(left=0.0), "", (), noted))
        self._space = 0.0

    def _cell(self, element: Element) -> Text:
        """A cell's paragraphs, one a line; a table inside it comes as its words."""
        lines: list[tuple[str, str]] = []
        marks: list[Mark] = []
        for paragraph in paragraphs_in(element):
            label = self._text.label(paragraph)
            words = words_of(self._text.pieces(paragraph), in_table=True)
            if words.hidden:
                self.furniture.append(
                    Furniture("hidden", self._text.told(self._text.page), words.hidden, None)
                )
            marked = f"{label} {with_marks(words.text, words.marks)}".strip()
            before = sum(len(plain) + 1 for _, plain in lines if plain) + (len(label) + 1 if label else 0)
            lines.append((marked, f"{label} {words.lines}".strip()))
            marks += [Mark(mark.text, before + mark.offset) for mark in words.marks]
        marked, plain = ("\n".join(line[way] for line in lines if line[way]) for way in (0, 1))
        return Text(marked, plain, tuple(replace(m, offset=min(m.offset, len(plain))) for m in marks))

    def _cell_size(self, element: Element) -> float:
        paragraph = element.find(f".//{w('p')}")
        return 10.0 if paragraph is None else size_of(self._text.look(paragraph))

    # --- beside the text ------------------------------------------------------------------

    def _heads(self) -> None:
        """Heads and feet, each part once; those of a first page come as its masthead."""
        parts = self._package.by_id()
        seen: set[str] = set()
        for place, section in enumerate(self._text.sections):
            titled = place == 0 and section.find(w("titlePg")) is not None
            for tag, foot in ((w("headerReference"), False), (w("footerReference"), True)):
                for reference in section.iter(tag):
                    name = parts.get(reference.get(r("id"), ""))
                    if name is None or name in seen:
                        continue
                    seen.add(name)
                    first = titled and reference.get(w("type")) == "first"
                    root = self._package.part(name)
                    for line in () if root is None else self._lines(root):
                        self.furniture.append(furniture_of(line, foot, first))

    def _lines(self, root: Element) -> Iterator[str]:
        """Words of a part, one line a paragraph or tabbed column."""
        for paragraph in paragraphs_in(root):
            yield from words_of(piece._replace(hidden=False) for piece in self._text.plain(paragraph)).cells

    def _aside(self, kind: str, element: Element) -> None:
        for line in self._lines(element):
            self.furniture.append(Furniture(kind, None, line, None))

    def _take_hand_notes(self, body_size: float) -> None:
        """Notes that are set as paragraphs: in a frame, or in small type with a raised mark."""
        kept: list[Draft] = []
        taken = 0
        for draft in self.drafts:
            block = draft.block
            match = _HAND_MARK.match(block.text)
            small = block.size < _NOTE_SIZE * body_size and "footnote" in draft.style.lower()
            if match and block.rows is None and (draft.para.framed or small):
                whole, emphasis = inlined(block.text, block.marks, block.emphasis)
                whole, emphasis = without_mark(whole, emphasis, match[1])
                note = NoteBlock(match[1], whole, block.page, (), emphasis)
                self._text.notes.insert(draft.notes_before + taken, note)
                taken += 1
            else:
                kept.append(draft)
        self.drafts = kept


def _breaks_before(found: Iterable[Piece]) -> int:
    """Pages that end before a paragraph's first word."""
    count = 0
    for piece in found:
        if piece.text.strip() or piece.call:
            break
        count += piece.page_ends
    return count


def _page_count(package: Package, body: Element) -> int | None:
    """Pages, if the file holds a break for each of them: only then can pages be told."""
    properties = package.properties()
    count = number(None if properties is None else properties.findtext("{*}Pages"))
    breaks = sum(1 for _ in body.iter(w("lastRenderedPageBreak")))
    return int(count) if count is not None and breaks + 1 == int(count) else None


def _is_own(row: Element, table: Element) -> bool:
    """Is a row this table's, not that of a table inside it?"""
    return next(row.iterancestors(w("tbl")), None) is table


def _is_text(draft: Draft) -> bool:
    return draft.block.rows is None and draft.block.level is None


def _body_size(drafts: Iterable[Draft]) -> float:
    """The size most characters are set in."""
    sizes: dict[float, int] = {}
    for draft in drafts:
        if not draft.block.bold:
            sizes[draft.block.size] = sizes.get(draft.block.size, 0) + len(draft.block.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _labelled(words: Words, label: str) -> Words:
    """Words with a label before them."""
    by = len(label) + 1 if words.text else len(label)
    return words._replace(
        text=f"{label} {words.text}".rstrip(),
        breaks=tuple(at + by for at in words.breaks),
        emphasis=tuple((a + by, b + by) for a, b in words.emphasis),
        marks=tuple(type(m)(m.text, m.offset + by) for m in words.marks),
        cells=(label, *words.cells),
    )
