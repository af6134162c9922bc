"""The words of a Word paragraph: runs in order, as a reader of the accepted text sees them.

Promises:
1. Every character of the paragraph that is not deleted is in one piece, in order.
2. What is struck out or moved away by a tracked change is left out; what is inserted is in.
3. Of alternative contents (a drawing and its fallback) one is read.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cotc.parsers.profiles import compiling
from cotc.parsers.sources.docx_package import Element, val, w
from cotc.parsers.sources.docx_styles import Run, Styles, over, run_of, size_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = {w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("instrText"), w("delText"), w("sdtPr"), w("tblPr")}
# Characters that an element stands for. A soft hyphen shows only where a line ends.
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_NOTE_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_PAGE_BREAK = w("lastRenderedPageBreak")


class Piece(NamedTuple):
    """Characters that look alike, or a call of a note, or the place where a page ends.

    `call` is the kind and id of the note called; its text, where a mark of the
    writer's own follows, is in the next piece (`own_mark`). `size` in points.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    size: float = 0.0
    call: tuple[str, str] | None = None
    own_mark: bool = False
    page_ends: bool = False


class Fields:
    """Where in a field code reading stands. Codes may run over several paragraphs, and nest."""

    def __init__(self) -> None:
        self._codes: list[bool] = []

    def meet(self, kind: str | None) -> None:
        if kind == "begin":
            self._codes.append(True)
        elif self._codes and kind == "separate":
            self._codes[-1] = False
        elif self._codes and kind == "end":
            self._codes.pop()

    @property
    def in_code(self) -> bool:
        """Between a field's beginning and its result, where nothing is shown."""
        return any(self._codes)


def pieces(paragraph: Element, styles: Styles, fields: Fields, base: Run) -> Iterator[Piece]:
    """A paragraph's pieces; text boxes in it are left out (see `boxes_in`)."""
    for element in _runs(paragraph):
        properties = element.find(w("rPr"))
        look = over(styles.character(base, val(properties, "rStyle")), run_of(properties))
        yield from _of_run(element, look, fields)


def boxes_in(element: Element) -> Iterator[Element]:
    """Text boxes anchored in a paragraph, outermost only."""
    if next(element.iter(w("txbxContent")), None) is None:
        return
    for child in _children(element):
        if child.tag == w("txbxContent"):
            yield child
        elif child.tag not in _GONE:
            yield from boxes_in(child)


def paragraphs_in(element: Element) -> Iterator[Element]:
    """Paragraphs of a cell, a note or a head, those of tables and text boxes in it included."""
    for child in _children(element):
        if child.tag == w("p"):
            yield child
            for box in boxes_in(child):
                yield from paragraphs_in(box)
        elif child.tag not in _GONE:
            yield from paragraphs_in(child)


def is_deleted(element: Element, properties: str) -> bool:
    """Is the end of a paragraph (`pPr`), or a table row (`trPr`), struck out by a tracked change?"""
    own = element.find(w(properties))
    if own is not None and properties == "pPr":
        own = own.find(w("rPr"))
    return own is not None and any(own.find(w(name)) is not None for name in ("del", "moveFrom"))


def _children(element: Element) -> Iterator[Element]:
    """Children, with one of alternative contents only."""
    for child in element:
        if child.tag != _MC + "AlternateContent":
            yield child
            continue
        choice = child.find(_MC + "Choice")
        chosen = choice if choice is not None else child.find(_MC + "Fallback")
        if chosen is not None:
            yield from _children(chosen)


def _runs(element: Element) -> Iterator[Element]:
    """Runs, and text of formulas, in reading order through whatever wraps them."""
    for child in _children(element):
        ruby = child.find(w("ruby")) if child.tag == w("r") else None
        if ruby is not None:
            yield from _runs(ruby)
        elif child.tag == w("r") or child.tag == _MATH_TEXT:
            yield child
        elif child.tag not in _GONE and child.tag != w("txbxContent"):
            yield from _runs(child)


def _of_run(run: Element, look: Run, fields: Fields) -> Iterator[Piece]:
    size = size_of(look)
    if run.tag == _MATH_TEXT:
        yield Piece(run.text or "", size=size, italic=bool(look.italic))
        return
    own_mark = False
    for child in _children(run):
        if child.tag == w("fldChar"):
            fields.meet(child.get(w("fldCharType")))
        elif child.tag in _NOTE_CALLS:
            own_mark = child.get(w("customMarkFollows")) in ("1", "true", "on")
            call = (_NOTE_CALLS[child.tag], child.get(w("id"), ""))
            yield Piece("", raised=True, size=size, call=call, own_mark=own_mark)
        elif child.tag == _PAGE_BREAK:
            yield Piece("", size=size, page_ends=True)
        elif text := _text(child):
            yield Piece(
                text=text.upper() if look.caps else text,
                bold=bool(look.bold),
                italic=bool(look.italic),
                raised=bool(look.raised),
                hidden=bool(look.hidden) or fields.in_code,
                size=size,
                own_mark=own_mark,
            )


_CODE = compiling.compile("[0-9A-Fa-f]{1,6}")


def _symbol(code: str) -> str:
    """The character that a symbol's code names, which is none where Unicode has no such character."""
    if not _CODE.fullmatch(code):
        return ""
    point = int(code, 16)
    return chr(point) if 0 < point < 0xD800 or 0xDFFF < point <= 0x10FFFF else ""


def _text(element: Element) -> str:
    if element.tag == w("t"):
        return element.text or ""
    if element.tag == w("sym"):
        return _symbol(element.get(w("char"), ""))
    if element.tag == w("br") and element.get(w("type")) in ("page", "column"):
        return ""
    return _SIGNS.get(element.tag, "") if isinstance(element.tag, str) else ""
