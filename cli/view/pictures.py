"""The pages of a PDF as pictures small enough to carry in a page.

PNG of sixteen greys, or of 32 colours where a page has some: sharper than WebP, smaller, and sooner made.
WebP is for pages that are for a good part pictures themselves.
"""

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
COLOURS = 32
# Images that take more than this part of a page make it a picture.
PICTURE_SHARE = 0.15
PNG_EFFORT = 3  # of 9: more takes longer than it saves
WEBP = {"quality": 45, "method": 2}


class Picture(NamedTuple):
    """A page drawn: its number, counted from 1, its size in points, and the bytes of an image."""

    number: int
    width: float
    height: float
    mime: str
    data: bytes


def pdf_of(document: "Document", data: bytes, path: Path) -> bytes | None:
    """The PDF that a document was read from: `data` itself, the bytes of `path`, or, where they are its
    JSON, the PDF of its name beside it, byte for byte the same. None where there is no such file.
    """
    if _is_of(document, data):
        return data
    try:
        beside = (path.parent / Path(document.source.name).name).read_bytes()
    except OSError:
        return None
    return beside if _is_of(document, beside) else None


def _is_of(document: "Document", data: bytes) -> bool:
    is_pdf = data.find(b"%PDF-", 0, 1024) >= 0
    return is_pdf and hashlib.sha256(data).hexdigest() == document.source.sha256


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
        image = page.render(scale=scale).to_pil().convert("RGB")
        if _image_share(page, width * height) > PICTURE_SHARE:
            return Picture(number, width, height, "image/webp", _saved(image, "WEBP", **WEBP))
        return Picture(number, width, height, "image/png", _png(_in_colours(image)))
    grey = page.render(scale=scale, grayscale=True).to_pil()
    return Picture(number, width, height, "image/png", _png(_in_greys(grey), bits=4))


def _image_share(page: Any, area: float) -> float:
    """The part of a page that its images take, as far as they tell."""
    import pypdfium2.raw as raw

    taken = 0.0
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        taken += (right - left) * (top - bottom)
    return taken / max(area, 1.0)


def _has_colour(image: "Image") -> bool:
    from PIL import ImageChops

    red, green, blue = image.convert("RGB").split()
    apart = (ImageChops.difference(a, b) for a, b in ((red, green), (green, blue), (red, blue)))
    return any(difference.histogram()[COLOUR:] != NO_PIXELS for difference in apart)


def _in_colours(image: "Image") -> "Image":
    from PIL import Image

    return image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _in_greys(grey: "Image") -> "Image":
    """Pillow's own `quantize` takes ten times as long to find the same greys."""
    from PIL import Image

    step = 255 // (GREYS - 1)
    indexed = Image.frombytes("P", grey.size, grey.point([round(i / step) for i in range(256)]).tobytes())
    indexed.putpalette([channel for i in range(GREYS) for channel in (i * step,) * 3])
    return indexed


def _png(indexed: "Image", **options: int) -> bytes:
    return _saved(indexed, "PNG", compress_level=PNG_EFFORT, **options)


def _saved(image: "Image", form: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
