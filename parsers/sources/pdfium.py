"""The default engine: text objects of a PDF through pdfium.

pdfium guesses spaces between text objects, and writes them into its page text.
Papers made by Word draw their spaces, so guesses there break words
("reinforc ing"). Those guesses belong to no text object and are left out here;
layout decides by the gap. Guesses *inside* an object (a jump in a TJ array, as
Distiller writes them) are kept where the jump is as wide as a space.
"""

import ctypes
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import regex

from cotc.parsers.errors import DamagedInputError, EncryptedInputError
from cotc.parsers.model import Page, Rule, Span
from cotc.parsers.sources.fonts import base_name, is_bold, is_italic
from cotc.parsers.sources.rtl import Glyph, is_right_to_left, read_spans

# A jump inside a text object at least this wide is a space (in type sizes).
SPACE_JUMP = 0.15
# Thinner than this in one direction, a path is a rule (points).
RULE_THICKNESS = 2.5
# pdfium writes this for a hyphen at a line's end.
LINE_END_HYPHEN = "\ufffe"


_HAN = regex.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef]")


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool


class PdfiumSource:
    """A PDF read with pdfium. `data` is the whole file."""

    engine = "pdfium"

    def __init__(self, data: bytes, password: str | None = None) -> None:
        try:
            self._pdf = pdfium.PdfDocument(io.BytesIO(data), password=password)
        except pdfium.PdfiumError as error:
            raise _open_error(error, password) from error
        self.page_count = len(self._pdf)
        self.producer: str | None = self._pdf.get_metadata_value("Producer") or None
        self.repaired = not _has_sound_trailer(data)
        self._fonts: dict[int, _Font] = {}

    def close(self) -> None:
        self._pdf.close()

    def pages(self) -> Iterator[Page]:
        for index in range(self.page_count):
            yield self._page(index)

    def _page(self, index: int) -> Page:
        page = raw.FPDF_LoadPage(self._pdf.raw, index)
        if not page:
            return Page(index + 1, 0.0, 0.0, (), (), 0)
        text_page = raw.FPDFText_LoadPage(page)
        try:
            frame = _Frame(page)
            text = _page_text(text_page)
            from_right = is_right_to_left(text)
            if from_right:
                spans = tuple(read_spans(self._glyphs(text_page, frame, text)))
            else:
                spans = tuple(self._spans(text_page, frame, text))
            rules, images = _graphics(page, frame)
            return Page(index + 1, frame.width, frame.height, spans, rules, images, from_right)
        finally:
            raw.FPDFText_ClosePage(text_page)
            raw.FPDF_ClosePage(page)

    def _glyphs(self, text_page: Any, frame: "_Frame", text: str) -> Iterator[Glyph]:
        """Every drawn character by itself, for pages on which pdfium's own order is no help."""
        font = _Font("", False, False)
        for index, char in enumerate(text):
            if raw.FPDFText_IsGenerated(text_page, index):
                continue
            owner = raw.FPDFText_GetTextObject(text_page, index)
            font = self._font(owner) if owner else font
            x0, baseline = frame.origin(text_page, index)
            x1 = frame.right(text_page, index)
            size = raw.FPDFText_GetFontSize(text_page, index)
            drawn = "-" if char == LINE_END_HYPHEN else char
            yield Glyph(drawn, x0, x1, baseline, size, font.name, font.bold, font.italic, index)

    def _spans(self, text_page: Any, frame: "_Frame", text: str) -> Iterator[Span]:
        count = len(text)
        start = 0
        while start < count:
            owner = raw.FPDFText_GetTextObject(text_page, start)
            if not owner:
                if not raw.FPDFText_IsGenerated(text_page, start):
                    yield from self._orphan(text_page, frame, text, start)
                start += 1
                continue
            end = _object_end(text_page, start, count, _address(owner))
            span = self._span(text_page, frame, owner, text, start, end)
            if span is not None:
                yield span
            start = end

    def _span(
        self, text_page: Any, frame: "_Frame", owner: Any, text: str, start: int, end: int
    ) -> Span | None:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text_page, start, matrix)
        size = raw.FPDFText_GetFontSize(text_page, start) * (matrix.c**2 + matrix.d**2) ** 0.5
        drawn = text[start:end]
        visible = len(drawn) - len(drawn.lstrip(" "))
        x0, baseline = frame.origin(text_page, start + visible if visible < end - start else start)
        x1 = frame.right(text_page, start + max(len(drawn.rstrip(" ")), 1) - 1)
        font = self._font(owner)
        words = _drawn_text(text_page, frame, text, start, end, size)
        turned = frame.is_turned(matrix)
        if turned:
            x0, x1, baseline = frame.turned_extent(text_page, start, end)
        return Span(_whole(words), x0, x1, baseline, size, font.name, font.bold, font.italic, turned)

    def _orphan(self, text_page: Any, frame: "_Frame", text: str, index: int) -> Iterator[Span]:
        """A drawn character that pdfium made out of part of another (a split ligature)."""
        size = raw.FPDFText_GetFontSize(text_page, index)
        x0, baseline = frame.origin(text_page, index)
        yield Span(_whole(text[index]), x0, frame.right(text_page, index), baseline, size, "", False, False)

    def _font(self, owner: Any) -> _Font:
        handle = raw.FPDFTextObj_GetFont(owner)
        key = _address(handle)
        font = self._fonts.get(key)
        if font is None:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(handle, buffer, 256)
            name = base_name(buffer.value.decode("utf-8", "replace"))
            flags = raw.FPDFFont_GetFlags(handle)
            font = self._fonts[key] = _Font(name, is_bold(name, flags), is_italic(name, flags))
        return font


class _Frame:
    """A page's own frame: PDF coordinates to points from the top left, as the page is read."""

    def __init__(self, page: Any) -> None:
        self.width: float = raw.FPDF_GetPageWidthF(page)
        self.height: float = raw.FPDF_GetPageHeightF(page)
        self.quarter_turns = raw.FPDFPage_GetRotation(page)
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPage_GetCropBox(page, left, bottom, right, top):
            raw.FPDFPage_GetMediaBox(page, left, bottom, right, top)
        self.left, self.bottom = left.value, bottom.value
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = raw.FS_RECTF()

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        match self.quarter_turns:
            case 1:
                return y, x
            case 2:
                return self.width - x, y
            case 3:
                return self.width - y, self.height - x
        return x, self.height - y

    def origin(self, text_page: Any, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(text_page, index, self._x, self._y)
        return self.point(self._x.value, self._y.value)

    def box(self, text_page: Any, index: int) -> tuple[float, float, float, float]:
        """x0, top, x1, bottom of a character's advance box."""
        raw.FPDFText_GetLooseCharBox(text_page, index, self._box)
        ax, ay = self.point(self._box.left, self._box.top)
        bx, by = self.point(self._box.right, self._box.bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def right(self, text_page: Any, index: int) -> float:
        return self.box(text_page, index)[2]

    def is_turned(self, matrix: Any) -> bool:
        """Does text with this matrix run up, down or backwards on the page as it is read?"""
        ax, ay = self.point(0.0, 0.0)
        bx, by = self.point(matrix.a, matrix.b)
        return bx - ax <= abs(by - ay)

    def turned_extent(self, text_page: Any, start: int, end: int) -> tuple[float, float, float]:
        first, last = self.box(text_page, start), self.box(text_page, end - 1)
        return min(first[0], last[0]), max(first[2], last[2]), max(first[3], last[3])


def _page_text(text_page: Any) -> str:
    """The page's characters, one for one with pdfium's indices (halves of a pair stand alone)."""
    count = raw.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(text_page, 0, count, buffer)
    return "".join(map(chr, buffer[:count]))


def _object_end(text_page: Any, start: int, count: int, owner: int) -> int:
    """One past the last character of the text object that owns `start`: gallop, then halve.

    The characters of one object lie side by side; this asks about a dozen of
    them instead of all.
    """
    low, step = start, 1
    while low + step < count and _owner(text_page, low + step) == owner:
        low += step
        step *= 2
    high = min(low + step, count)
    while high - low > 1:
        middle = (low + high) // 2
        if _owner(text_page, middle) == owner:
            low = middle
        else:
            high = middle
    return low + 1


def _owner(text_page: Any, index: int) -> int:
    return _address(raw.FPDFText_GetTextObject(text_page, index))


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _drawn_text(text_page: Any, frame: _Frame, text: str, start: int, end: int, size: float) -> str:
    """The object's characters, without the spaces that pdfium guessed in too narrow a jump."""
    words = text[start:end]
    if " " in words:
        kept = list(words)
        for offset, char in enumerate(words):
            if char != " " or not raw.FPDFText_IsGenerated(text_page, start + offset):
                continue
            at = start + offset
            if not start < at < end - 1 or _HAN.match(text[at - 1]) or _HAN.match(text[at + 1]):
                # Justified Han is spread character by character; that is no space.
                kept[offset] = ""
                continue
            jump = frame.origin(text_page, at + 1)[0] - frame.right(text_page, at - 1)
            if jump < SPACE_JUMP * size:
                kept[offset] = ""
        words = "".join(kept)
    return words.replace(LINE_END_HYPHEN, "-")


def _whole(text: str) -> str:
    """Characters beyond the 16-bit plane come as two halves; join them, and keep no lone half."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _graphics(page: Any, frame: _Frame) -> tuple[tuple[Rule, ...], int]:
    rules: list[Rule] = []
    images = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            ax, ay = frame.point(left.value, top.value)
            bx, by = frame.point(right.value, bottom.value)
            rule = Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            if min(rule.x1 - rule.x0, rule.bottom - rule.top) <= RULE_THICKNESS:
                rules.append(rule)
    return tuple(rules), images


def _has_sound_trailer(data: bytes) -> bool:
    """Does the file end as a PDF ends? If not, pdfium has rebuilt its table of objects."""
    tail = data[-2048:]
    return b"startxref" in tail and b"%%EOF" in tail


def _open_error(error: pdfium.PdfiumError, password: str | None) -> Exception:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        if password is None:
            return EncryptedInputError("the PDF is encrypted", "give its password with --password")
        return EncryptedInputError(
            "the PDF is encrypted and the password does not open it", "try another one"
        )
    return DamagedInputError(
        "the PDF is damaged and cannot be opened",
        "download it again, or repair it with `qpdf in.pdf out.pdf`",
    )
