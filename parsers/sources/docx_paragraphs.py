"""One paragraph of a Word file: its formatting, its printed label, the numbers of the notes it calls."""

from collections.abc import Iterator
from typing import NamedTuple

from cotc.parsers.model.block import NoteBlock
from cotc.parsers.sources.docx_notes import Notes, Place
from cotc.parsers.sources.docx_numbering import Numbering
from cotc.parsers.sources.docx_package import Element, Package, val, w
from cotc.parsers.sources.docx_place import level_of
from cotc.parsers.sources.docx_runs import Fields, Piece, paragraphs_in, pieces
from cotc.parsers.sources.docx_styles import Para, Run, Styles, over, over_para, para_of, run_of, whole
from cotc.parsers.sources.docx_words import words_of
from cotc.parsers.sources.sheet import Runs, inlined


class Setting(NamedTuple):
    """How a paragraph is set, its label if Word numbers it, and the heading level of its style."""

    para: Para
    style: str
    label: str
    level: int | None


class Paragraphs:
    """Reads paragraphs in order: list counts, note numbers, field codes and pages run on between them."""

    def __init__(self, package: Package, body: Element, tells_pages: bool) -> None:
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"))
        self._fields = Fields()
        self._tells_pages = tells_pages
        self.called = Notes(package)
        self.notes: list[NoteBlock] = []
        self.sections = [
            s for s in body.iter(w("sectPr")) if next(s.iterancestors(w("sectPrChange")), None) is None
        ]
        self.section = 0
        self.page = 1

    def setting(self, element: Element) -> Setting:
        """A paragraph's formatting. Counts it in its list: ask once for each."""
        properties = element.find(w("pPr"))
        key = val(properties, "pStyle")
        style, own = self._styles.para(key), para_of(properties)
        list_id, at = self._listed(own.list_id, own.list_level, style, key)
        listed = self._numbering.para(list_id, at)
        # A list named by the paragraph sets it over its style, a list named by the style under it.
        base = over_para(style, listed) if own.list_id is not None else over_para(listed, style)
        name = self._styles.name(key)
        outline = self._styles.outline(key) if own.outline is None else own.outline
        return Setting(
            over_para(base, own), name, self._numbering.label(list_id, at), level_of(name, outline)
        )

    def label(self, element: Element) -> str:
        """A paragraph's label alone, for cells. Counts it in its list."""
        properties = element.find(w("pPr"))
        key = val(properties, "pStyle")
        own = None if properties is None else properties.find(w("numPr"))
        named = val(own, "numId"), whole(val(own, "ilvl"))
        return self._numbering.label(*self._listed(*named, self._styles.para(key), key))

    def _listed(
        self, list_id: str | None, place: int | None, style: Para, key: str | None
    ) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, else its style's."""
        if list_id is None:
            list_id, place = style.list_id, style.list_level
        return list_id, self._numbering.level(list_id, place, key)

    def look(self, element: Element) -> Run:
        """How a paragraph's own end looks: an empty paragraph is as high as that."""
        properties = element.find(w("pPr"))
        own = None if properties is None else properties.find(w("rPr"))
        return over(self._styles.run(val(properties, "pStyle")), run_of(own))

    def plain(self, element: Element, fields: Fields | None = None) -> Iterator[Piece]:
        """A paragraph's pieces as they stand."""
        base = self._styles.run(val(element.find(w("pPr")), "pStyle"))
        return pieces(element, self._styles, fields or Fields(), base)

    def pieces(self, element: Element) -> Iterator[Piece]:
        """Pieces with the numbers of the notes they call; pages are counted as they end."""
        call: Piece | None = None
        for piece in self.plain(element, self._fields):
            if piece.page_ends:
                self.page += 1
            if piece.call is not None and piece.own_mark:
                call = piece
            elif piece.call is not None:
                yield self._numbered(piece, self.called.number(piece.call, self._place()))
            elif call is not None and piece.own_mark:
                yield self._numbered(call, piece.text.strip())
                call = None
            else:
                yield piece

    def told(self, page: int) -> int | None:
        """A page's number, if this file tells pages."""
        return page if self._tells_pages else None

    def _numbered(self, piece: Piece, mark: str) -> Piece:
        element = self.called.take(piece.call) if piece.call else None
        if element is not None:
            words = words_of(self._of_note(element))
            text, emphasis = without_mark(*inlined(words.text, words.marks, words.emphasis), mark)
            self.notes.append(NoteBlock(mark, text, self.told(self.page), (), emphasis))
        return piece._replace(text=mark)

    def _of_note(self, element: Element) -> Iterator[Piece]:
        for paragraph in paragraphs_in(element):
            yield from self.plain(paragraph)
            yield Piece("\n")

    def _place(self) -> Place:
        properties = self.sections[self.section] if self.section < len(self.sections) else None
        return Place(properties, self.section, self.page)


def without_mark(text: str, emphasis: Runs, mark: str) -> tuple[str, Runs]:
    """A note's text without its mark, where that is written before it."""
    if not text.startswith(mark) or (mark.isalnum() and text[len(mark) : len(mark) + 1].isalnum()):
        return text, emphasis
    rest = text[len(mark) :].lstrip()
    by = len(text) - len(rest)
    return rest, tuple((max(a - by, 0), b - by) for a, b in emphasis if b > by)
