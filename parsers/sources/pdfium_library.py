"""pdfium itself: the library made ready once, and a file opened in it.

The bindings alone are imported: pypdfium2's helper classes, which cotc does not use to read,
take a tenth of the time in which a short paper is read.
"""

import ctypes
from functools import cache
from typing import Any

import pypdfium2_raw as raw

# The form of the settings, as pdfium's header numbers them.
_SETTINGS = 2


def open_document(data: bytes, password: str | None = None) -> Any:
    """Handle of the PDF that `data` is, None where pdfium cannot open it or finds no page in it.

    pdfium reads from `data` until `raw.FPDF_CloseDocument`: keep it.
    """
    _make_ready()
    document = raw.FPDF_LoadMemDocument64(data, len(data), None if password is None else password.encode())
    if document and raw.FPDF_GetPageCount(document) < 1:
        raw.FPDF_CloseDocument(document)
        return None
    return document or None


def producer(document: Any) -> str | None:
    """The program that wrote the file, as far as it is text."""
    size = raw.FPDF_GetMetaText(document, b"Producer", None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Producer", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0") or None


@cache
def _make_ready() -> None:
    """pdfium ignores a second call: pypdfium2's helpers make their own where pages are drawn."""
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=_SETTINGS))
