"""The reference engine: characters of a PDF through pdfplumber, joined into the same spans."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from cotc.parsers.errors import DamagedInputError, EncryptedInputError
from cotc.parsers.limits import Limits, hold
from cotc.parsers.model import Page, Rule, Span
from cotc.parsers.sources.fonts import base_name, is_bold, is_italic, signs_of
from cotc.parsers.sources.glyphs import Glyph
from cotc.parsers.sources.rtl import is_right_to_left, read_spans

# Two characters are of one span when no wider a gap than this parts them (in type sizes).
SAME_SPAN_GAP = 0.15
# A character that reaches back over the one before it by more than this begins a span (type sizes).
OVERLAP = 0.08
# Baselines closer than this are one (points).
BASELINE_TOLERANCE = 0.05
RULE_THICKNESS = 2.5


# pdfminer has no error of its own for most kinds of damage: it trips over them.
_DEFECTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MalformedPDFException,
    PdfminerException,
    PSException,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
    struct.error,
)
_DAMAGED = ("the PDF is damaged and cannot be opened", "download it again")


class PlumberSource:
    """A PDF read with pdfplumber. `data` is the whole file."""

    engine = "pdfplumber"
    repaired = False

    def __init__(self, data: bytes, password: str | None = None, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password or "", unicode_norm=None)
            self.page_count = len(self._pdf.pages)
        except (PdfminerException, PDFPasswordIncorrect, PDFEncryptionError) as error:
            if "password" in repr(error).lower():
                raise EncryptedInputError(
                    "the PDF is encrypted", "give its password with --password"
                ) from error
            raise DamagedInputError(*_DAMAGED) from error
        except _DEFECTS as error:
            raise DamagedInputError(*_DAMAGED) from error
        producer = self._pdf.metadata.get("Producer")
        self.producer = str(producer) if producer else None

    def close(self) -> None:
        self._pdf.close()

    def pages(self) -> Iterator[Page]:
        for number, page in enumerate(self._pdf.pages, 1):
            try:
                read = self._page(number, page)
            except _DEFECTS:
                read = Page(number, 0.0, 0.0, (), (), 0)
            yield read
            page.close()

    def _page(self, number: int, page: Any) -> Page:
        hold(self._limits, "page_characters", len(page.chars), number)
        hold(self._limits, "objects", sum(map(len, page.objects.values())), number)
        from_right = is_right_to_left("".join(c["text"] for c in page.chars))
        height = float(page.height)
        spans = tuple(read_spans(_glyphs(page.chars, height)) if from_right else _spans(page.chars, height))
        rules = tuple(
            Rule(float(o["x0"]), float(o["top"]), float(o["x1"]), float(o["bottom"]))
            for o in (*page.lines, *page.rects, *page.curves)
            if min(o["x1"] - o["x0"], o["bottom"] - o["top"]) <= RULE_THICKNESS
        )
        return Page(number, float(page.width), float(page.height), spans, rules, len(page.images), from_right)


def _glyphs(chars: list[dict[str, Any]], height: float) -> Iterator[Glyph]:
    for index, char in enumerate(chars):
        name = base_name(char["fontname"])
        x0, x1 = float(char["x0"]), float(char["x1"])
        baseline, size = height - float(char["matrix"][5]), float(char["size"])
        yield Glyph(char["text"], x0, x1, baseline, size, name, is_bold(name), is_italic(name), index)


def _spans(chars: list[dict[str, Any]], height: float) -> Iterator[Span]:
    run: list[dict[str, Any]] = []
    for char in chars:
        if run and not (_is_space_after(run[-1], char) or _continues(run, char)):
            yield _span(run, height)
            run = []
        run.append(char)
    if run:
        yield _span(run, height)


def _is_space_after(last: dict[str, Any], char: dict[str, Any]) -> bool:
    """A space belongs to the word it is drawn after, whatever its font."""
    near = abs(char["x0"] - last["x1"]) < OVERLAP * last["size"]
    return bool(
        char["text"].isspace() and near and abs(last["matrix"][5] - char["matrix"][5]) < BASELINE_TOLERANCE
    )


def _continues(run: list[dict[str, Any]], char: dict[str, Any]) -> bool:
    last = run[-1]
    lead = next((c for c in run if not c["text"].isspace()), last)
    return bool(
        lead["fontname"] == char["fontname"]
        and abs(last["size"] - char["size"]) < BASELINE_TOLERANCE
        and last["upright"] == char["upright"]
        and abs(last["matrix"][5] - char["matrix"][5]) < BASELINE_TOLERANCE
        and -OVERLAP * last["size"] < char["x0"] - last["x1"] < SAME_SPAN_GAP * last["size"]
    )


def _span(run: list[dict[str, Any]], height: float) -> Span:
    seen = [c for c in run if not c["text"].isspace()] or run
    first, last = seen[0], seen[-1]
    matrix = first["matrix"]
    name = base_name(first["fontname"])
    turned = not first["upright"]
    text, signs = "".join(c["text"] for c in run), signs_of(name)
    return Span(
        text if signs is None else text.translate(signs),
        float(min(first["x0"], last["x0"])),
        float(max(first["x1"], last["x1"])),
        float(max(first["bottom"], last["bottom"])) if turned else height - matrix[5],
        float(first["size"]),
        name,
        is_bold(name),
        is_italic(name),
        turned,
    )
