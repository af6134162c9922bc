"""One page's characters and graphics through pdfium's C interface.

The binding's own prototypes check and wrap every argument; a page takes some
thousand calls, so those made for each character or object have plain ones here:
handles as addresses, results in buffers that are made once.
"""

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2_raw as raw

from cotc.parsers.model import Rule

# Thinner than this in one direction, a path is a rule (points).
RULE_THICKNESS = 2.5


def _lean(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    call: Callable[..., Any] = prototype(ctypes.cast(function, ctypes.c_void_p).value or 0)
    return call


_PTR, _INT = ctypes.c_void_p, ctypes.c_int
_owner_of = _lean(raw.FPDFText_GetTextObject, _PTR, _PTR, _INT)
_is_generated = _lean(raw.FPDFText_IsGenerated, _INT, _PTR, _INT)
_char_origin = _lean(raw.FPDFText_GetCharOrigin, _INT, _PTR, _INT, _PTR, _PTR)
_loose_box = _lean(raw.FPDFText_GetLooseCharBox, _INT, _PTR, _INT, _PTR)
_font_size = _lean(raw.FPDFText_GetFontSize, ctypes.c_double, _PTR, _INT)
_char_matrix = _lean(raw.FPDFText_GetMatrix, _INT, _PTR, _INT, _PTR)
_object_at = _lean(raw.FPDFPage_GetObject, _PTR, _PTR, _INT)
_object_type = _lean(raw.FPDFPageObj_GetType, _INT, _PTR)
_object_matrix = _lean(raw.FPDFPageObj_GetMatrix, _INT, _PTR, _PTR)
_object_bounds = _lean(raw.FPDFPageObj_GetBounds, _INT, _PTR, _PTR, _PTR, _PTR, _PTR)
font_of = _lean(raw.FPDFTextObj_GetFont, _PTR, _PTR)


# The first four numbers of a matrix, a to d: how it turns and stretches.
Matrix = tuple[float, float, float, float]


class Drawn(NamedTuple):
    """What a page's list of objects tells: thin paths, number of images, addresses of texts in order."""

    rules: tuple[Rule, ...]
    images: int
    texts: tuple[int, ...]


class PdfiumPage:
    """A loaded page: use it as a context manager. Coordinates are points from the top left, as it is read."""

    def __init__(self, document: Any, index: int) -> None:
        self._page: Any = raw.FPDF_LoadPage(document, index)
        self._text_page: Any = raw.FPDFText_LoadPage(self._page) if self._page else None
        self.loaded = bool(self._text_page)
        if not self.loaded:
            return
        text_page: Any = self._text_page
        self._handle = ctypes.cast(text_page, _PTR).value
        self.width: float = raw.FPDF_GetPageWidthF(self._page)
        self.height: float = raw.FPDF_GetPageHeightF(self._page)
        self._quarter_turns = raw.FPDFPage_GetRotation(self._page)
        self._left, self._bottom = self._corner()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = ctypes.addressof(self._x), ctypes.addressof(self._y)
        self._four = (ctypes.c_float * 4)()
        self._six = (ctypes.c_float * 6)()
        self._six_at = ctypes.addressof(self._six)
        self.text = self._read_text()

    def __enter__(self) -> "PdfiumPage":
        return self

    def __exit__(self, *_: object) -> None:
        if self._text_page:
            raw.FPDFText_ClosePage(self._text_page)
        if self._page:
            raw.FPDF_ClosePage(self._page)

    def _corner(self) -> tuple[float, float]:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPage_GetCropBox(self._page, left, bottom, right, top):
            raw.FPDFPage_GetMediaBox(self._page, left, bottom, right, top)
        return left.value, bottom.value

    def _read_text(self) -> str:
        """The page's characters, one for one with pdfium's indices (halves of a pair stand alone)."""
        count = max(raw.FPDFText_CountChars(self._text_page), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(self._text_page, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        return text if len(text) == count else "".join(map(chr, buffer[:count]))

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        if self._quarter_turns == 0:
            return x, self.height - y
        match self._quarter_turns:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
        return self.width - y, self.height - x

    def owner(self, index: int) -> int:
        """Address of the text object that draws a character; 0 for one that pdfium made up."""
        return _owner_of(self._handle, index) or 0

    def is_generated(self, index: int) -> bool:
        return bool(_is_generated(self._handle, index) == 1)

    def guessed_spaces(self, start: int, end: int) -> list[int]:
        """Where pdfium made up a space between `start` and `end`."""
        text, handle = self.text, self._handle
        found: list[int] = []
        at = text.find(" ", start, end)
        while at >= 0:
            if _is_generated(handle, at) == 1:
                found.append(at)
            at = text.find(" ", at + 1, end)
        return found

    def origin(self, index: int) -> tuple[float, float]:
        _char_origin(self._handle, index, *self._at)
        return self.point(self._x.value, self._y.value)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a character's advance box."""
        _loose_box(self._handle, index, self._four)
        left, top, right, bottom = self._four
        ax, ay = self.point(left, top)
        bx, by = self.point(right, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def right(self, index: int) -> float:
        if self._quarter_turns:
            return self.box(index)[2]
        _loose_box(self._handle, index, self._four)
        left, _, right, _ = self._four
        return max(left, right) - self._left

    def font_size(self, index: int) -> float:
        return float(_font_size(self._handle, index))

    def matrix(self, index: int) -> Matrix:
        _char_matrix(self._handle, index, self._six)
        a, b, c, d, _, _ = self._six
        return a, b, c, d

    def is_turned(self, matrix: Matrix) -> bool:
        """Does text with this matrix run up, down or backwards on the page as it is read?"""
        a, b, _, _ = matrix
        if self._quarter_turns == 0:
            return a <= abs(b)
        ax, ay = self.point(0.0, 0.0)
        bx, by = self.point(a, b)
        return bx - ax <= abs(by - ay)

    def object_end(self, start: int, owner: int) -> int:
        """One past the last character of the text object that owns `start`.

        The characters of one object lie side by side, and most objects end with their line: where
        that is not so, gallop, then halve. This asks about a few of them instead of all.
        """
        handle, text = self._handle, self.text
        count = len(text)
        line_end = text.find("\r", start)
        if line_end < 0:
            line_end = count
        if line_end - 1 > start and _owner_of(handle, line_end - 1) == owner:
            start = line_end - 1
        low, step = start, 1
        while low + step < count and _owner_of(handle, low + step) == owner:
            low += step
            step *= 2
        high = min(low + step, count)
        while high - low > 1:
            middle = (low + high) // 2
            if _owner_of(handle, middle) == owner:
                low = middle
            else:
                high = middle
        return low + 1

    @property
    def objects(self) -> int:
        """How many things are drawn on the page, forms and runs of text counted as one each."""
        return int(raw.FPDFPage_CountObjects(self._page))

    def drawn(self) -> Drawn:
        """The page's objects by kind."""
        rules: list[Rule] = []
        texts: list[int] = []
        images = 0
        for item, kind in self._objects():
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                texts.append(item)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                images += 1
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                rule = self._bounds(item)
                if rule and min(rule.x1 - rule.x0, rule.bottom - rule.top) <= RULE_THICKNESS:
                    rules.append(rule)
        return Drawn(tuple(rules), images, tuple(texts))

    def object_origin(self, item: int) -> tuple[float, float]:
        """Where a text object begins: x and baseline."""
        _object_matrix(item, self._six_at)
        return self.point(self._six[4], self._six[5])

    def _objects(self) -> Iterator[tuple[int, int]]:
        page = ctypes.cast(self._page, _PTR).value
        for index in range(raw.FPDFPage_CountObjects(self._page)):
            item = _object_at(page, index)
            yield item, _object_type(item)

    def _bounds(self, item: int) -> Rule | None:
        at = ctypes.addressof(self._four)
        if not _object_bounds(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top = self._four
        ax, ay = self.point(left, top)
        bx, by = self.point(right, bottom)
        return Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
