"""The pages of a PDF as pictures small enough to carry in a page: PNG of sixteen greys where a page
has no colour (as nearly all have none: sharper than WebP, and half its size), else WebP."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

    from cotc.parsers.model import Document

# Pixels a point: 126 to the inch, legible at twice the width of the pane.
SCALE = 1.75
# The longer side of a picture is never longer (pixels): posters and hostile pages.
LONGEST_SIDE = 1700
# Channels of a pixel that lie this far apart are a colour (of 255).
COLOUR = 40
NO_PIXELS = [0] * (256 - COLOUR)
# A page is looked at in this scale to see whether it has colour.
GLANCE = 0.35
GREYS = 16
PNG_EFFORT = 3  # of 9: more takes longer than it saves
WEBP = {"quality": 45, "method": 2}


class Picture(NamedTuple):
    """A page drawn: its number, counted from 1, its size in points, and the bytes of an image."""

    number: int
    width: float
    height: float
    mime: str
    data: bytes


def pdf_of(document: "Document", origin: Path | bytes) -> bytes | None:
    """The PDF that a document was read from: `origin` itself, or, where that is its JSON, the PDF of its
    name beside it, byte for byte the same. None where there is no such file.
    """
    candidates = [origin]
    if isinstance(origin, Path):
        candidates.append(origin.parent / Path(document.source.name).name)
    for candidate in candidates:
        try:
            data = candidate.read_bytes() if isinstance(candidate, Path) else candidate
        except OSError:
            continue
        if data.find(b"%PDF-", 0, 1024) >= 0 and hashlib.sha256(data).hexdigest() == document.source.sha256:
            return data
    return None


def draw(pdf: bytes, password: str | None = None) -> Iterator[Picture]:
    """The pages of `pdf` in order, one at a time. A page that pdfium cannot load is left out.

    The file is one that `parse` has read already.
    """
    import pypdfium2 as pdfium

    paper = pdfium.PdfDocument(io.BytesIO(pdf), password=password)
    try:
        for index in range(len(paper)):
            try:
                page = paper[index]
            except pdfium.PdfiumError:
                continue
            yield _picture(index + 1, page)
            page.close()
    finally:
        paper.close()


def _picture(number: int, page: Any) -> Picture:
    width, height = page.get_size()
    scale = min(SCALE, LONGEST_SIDE / max(width, height, 1.0))
    if _has_colour(page.render(scale=scale * GLANCE).to_pil()):
        return Picture(number, width, height, "image/webp", _webp(page.render(scale=scale).to_pil()))
    grey = page.render(scale=scale, grayscale=True).to_pil()
    return Picture(number, width, height, "image/png", _png(grey))


def _has_colour(image: "Image") -> bool:
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    apart = (ImageChops.difference(a, b) for a, b in ((red, green), (green, blue), (red, blue)))
    return any(difference.histogram()[COLOUR:] != NO_PIXELS for difference in apart)


def _png(grey: "Image") -> bytes:
    """Half a byte a pixel. Pillow's own `quantize` takes ten times as long to find the same greys."""
    from PIL import Image

    step = 255 // (GREYS - 1)
    indexed = Image.frombytes("P", grey.size, grey.point([round(i / step) for i in range(256)]).tobytes())
    indexed.putpalette([channel for i in range(GREYS) for channel in (i * step,) * 3])
    out = io.BytesIO()
    indexed.save(out, "PNG", bits=4, compress_level=PNG_EFFORT)
    return out.getvalue()


def _webp(image: "Image") -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", **WEBP)
    return out.getvalue()
