"""The default engine: text objects of a PDF through pdfium.

pdfium guesses spaces between text objects, and writes them into its page text.
Papers made by Word draw their spaces, so guesses there break words
("reinforc ing"). Those guesses belong to no text object and are left out here;
layout decides by the gap. On the other hand pdfium leaves out spaces that are
drawn by themselves and that the next word reaches into; the list of the page's
objects still has them. Guesses *inside* an object (a jump in a TJ array, as
Distiller writes them) are kept where the jump is as wide as a space.
"""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pypdfium2_raw as raw
import regex

from cotc.parsers.errors import DamagedInputError, EncryptedInputError, NoTextError
from cotc.parsers.limits import Limits, hold
from cotc.parsers.model import Page, Span
from cotc.parsers.profiles import compiling
from cotc.parsers.sources.fonts import base_name, is_bold, is_italic, signs_of
from cotc.parsers.sources.glyphs import Glyph
from cotc.parsers.sources.halves import pays, read_in_halves
from cotc.parsers.sources.pdfium_library import open_document, producer
from cotc.parsers.sources.pdfium_page import PdfiumPage, font_of
from cotc.parsers.sources.rtl import is_right_to_left, read_spans

# A jump inside a text object at least this wide is a space (in type sizes).
SPACE_JUMP = 0.15
# A space that pdfium does not tell of begins this near the end of the word it follows (type sizes).
HIDDEN_SPACE = 0.2
# pdfium writes this for a hyphen at a line's end.
LINE_END_HYPHEN = "\ufffe"
# Characters beyond the 16-bit plane come in two of these.
_HALVES = compiling.compile(r"[\ud800-\udfff]+")

_HAN = compiling.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef]")


_PAGE = regex.compile(rb"/Type\s*/Page\b(?!s)")


class _Font(NamedTuple):
    name: str
    bold: bool
    italic: bool
    signs: Mapping[int, str] | None = None


class PdfiumSource:
    """A PDF read with pdfium. `data` is the whole file."""

    engine = "pdfium"

    def __init__(
        self, data: bytes, password: str | None = None, limits: Limits | None = None, fork: bool = False
    ) -> None:
        self._limits = limits or Limits()
        self._fork = fork
        self._data = data  # pdfium reads from it
        self._pdf = open_document(data, password)
        if self._pdf is None:
            raise _open_error(data, password)
        self.page_count = int(raw.FPDF_GetPageCount(self._pdf))
        self.producer = producer(self._pdf)
        self.repaired = not _has_sound_trailer(data)
        self._fonts: dict[int, _Font] = {}

    def close(self) -> None:
        if self._pdf is not None:
            raw.FPDF_CloseDocument(self._pdf)
            self._pdf = None

    def pages(self) -> Iterator[Page]:
        if self._fork and pays(self.page_count):
            return read_in_halves(self.page_count, self._page)
        return map(self._page, range(self.page_count))

    def _page(self, index: int) -> Page:
        with PdfiumPage(self._pdf, index) as page:
            if not page.loaded:
                return Page(index + 1, 0.0, 0.0, (), (), 0)
            hold(self._limits, "page_characters", len(page.text), index + 1)
            hold(self._limits, "objects", page.objects, index + 1)
            from_right = is_right_to_left(page.text)
            drawn = page.drawn()
            spans = read_spans(self._glyphs(page)) if from_right else self._spans(page, drawn.texts)
            return Page(
                index + 1, page.width, page.height, tuple(spans), drawn.rules, drawn.images, from_right
            )

    def _glyphs(self, page: PdfiumPage) -> Iterator[Glyph]:
        """Every drawn character by itself, for pages on which pdfium's own order is no help."""
        font = _Font("", False, False)
        for index, drawn in enumerate(_letters(page.text)):
            if not drawn or page.is_generated(index):
                continue
            owner = page.owner(index)
            font = self._font(owner) if owner else font
            drawn = drawn.translate(font.signs) if font.signs else drawn
            x0, baseline = page.origin(index)
            size = page.font_size(index)
            yield Glyph(
                drawn, x0, page.right(index), baseline, size, font.name, font.bold, font.italic, index
            )

    def _spans(self, page: PdfiumPage, texts: Sequence[int]) -> list[Span]:
        spans: list[Span] = []
        of_owner: dict[int, int] = {}
        start, count = 0, len(page.text)
        while start < count:
            owner = page.owner(start)
            if owner:
                end = page.object_end(start, owner)
                of_owner[owner] = len(spans)
                spans.append(self._span(page, owner, start, end))
                start = end
                continue
            if not page.is_generated(start):
                spans.append(_orphan(page, start))
            start += 1
        _add_hidden_spaces(page, texts, spans, of_owner)
        return spans

    def _span(self, page: PdfiumPage, owner: int, start: int, end: int) -> Span:
        matrix = page.matrix(start)
        size = page.font_size(start) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        drawn = page.text[start:end]
        visible = len(drawn) - len(drawn.lstrip(" "))
        x0, baseline = page.origin(start + visible if visible < end - start else start)
        x1 = page.right(start + max(len(drawn.rstrip(" ")), 1) - 1)
        font = self._font(owner)
        turned = page.is_turned(matrix)
        if turned:
            first, last = page.box(start), page.box(end - 1)
            x0, x1, baseline = min(first[0], last[0]), max(first[2], last[2]), max(first[3], last[3])
        words = _whole(_drawn_text(page, start, end, size))
        words = words.translate(font.signs) if font.signs else words
        return Span(words, x0, x1, baseline, size, font.name, font.bold, font.italic, turned)

    def _font(self, owner: int) -> _Font:
        handle = font_of(owner)
        font = self._fonts.get(handle)
        if font is None:
            pointer = ctypes.cast(handle, raw.FPDF_FONT)
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(pointer, buffer, 256)
            name = base_name(buffer.value.decode("utf-8", "replace"))
            flags = raw.FPDFFont_GetFlags(pointer)
            font = self._fonts[handle] = _Font(
                name, is_bold(name, flags), is_italic(name, flags), signs_of(name)
            )
        return font


def _add_hidden_spaces(
    page: PdfiumPage, texts: Sequence[int], spans: list[Span], of_owner: Mapping[int, int]
) -> None:
    """Give spans the spaces drawn right after them that are not among the page's characters."""
    last: int | None = None
    for owner in texts:
        if owner in of_owner:
            last = of_owner[owner]
        elif last is not None and not spans[last].text.endswith(" ") and not spans[last].turned:
            x, baseline = page.object_origin(owner)
            span = spans[last]
            if abs(baseline - span.baseline) < span.size and abs(x - span.x1) <= HIDDEN_SPACE * span.size:
                spans[last] = span._replace(text=f"{span.text} ")


def _orphan(page: PdfiumPage, index: int) -> Span:
    """A drawn character that pdfium made out of part of another (a split ligature)."""
    x0, baseline = page.origin(index)
    return Span(
        _whole(page.text[index]), x0, page.right(index), baseline, page.font_size(index), "", False, False
    )


def _drawn_text(page: PdfiumPage, start: int, end: int, size: float) -> str:
    """The object's characters, without the spaces that pdfium guessed in too narrow a jump."""
    words = page.text[start:end]
    for at in reversed(page.guessed_spaces(start, end)):
        if not _is_space(page, start, at, end, size):
            words = words[: at - start] + words[at - start + 1 :]
    return words.replace(LINE_END_HYPHEN, "-") if LINE_END_HYPHEN in words else words


def _is_space(page: PdfiumPage, start: int, at: int, end: int, size: float) -> bool:
    """Is a guessed space a real one? Justified Han is spread character by character; that is none."""
    if not start < at < end - 1 or _HAN.match(page.text[at - 1]) or _HAN.match(page.text[at + 1]):
        return False
    return page.origin(at + 1)[0] - page.right(at - 1) >= SPACE_JUMP * size


def _whole(text: str) -> str:
    """Characters beyond the 16-bit plane come as two halves; join them, and keep no lone half."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _letters(text: str) -> Sequence[str]:
    """The character at each index. Of a pair of halves the first index has both, the second nothing.

    Where pdfium has turned a run of Arabic round, it has turned its pairs round too.
    """
    text = text.replace(LINE_END_HYPHEN, "-")
    if not _HALVES.search(text):
        return text
    out = list(text)
    for run in _HALVES.finditer(text):
        for at in range(run.start(), run.end(), 2):
            pair = text[at : min(at + 2, run.end())]
            whole = min(_whole(pair), _whole(pair[::-1]), key=len)
            out[at : at + len(pair)] = [whole[0], whole[1:]][: len(pair)]
    return out


def _has_sound_trailer(data: bytes) -> bool:
    """Does the file end as a PDF ends? If not, pdfium has rebuilt its table of objects."""
    tail = data[-2048:]
    return b"startxref" in tail and b"%%EOF" in tail


def _open_error(data: bytes, password: str | None) -> Exception:
    """What keeps a PDF closed: the file itself says it, since pdfium's code may be that of an earlier one."""
    if b"/Encrypt" in data and password is None:
        return EncryptedInputError("the PDF is encrypted", "give its password with --password")
    if b"/Encrypt" in data:
        return EncryptedInputError(
            "the PDF is encrypted and the password does not open it", "try another one"
        )
    if b"/Pages" in data and b"/ObjStm" not in data and not _PAGE.search(data) and _has_sound_trailer(data):
        return NoTextError("the PDF has no pages", "download it again")
    return DamagedInputError(
        "the PDF is damaged and cannot be opened",
        "download it again, or repair it with `qpdf in.pdf out.pdf`",
    )
