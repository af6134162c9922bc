"""What kind of file some bytes are. The name of a file is not asked: downloads lie about it."""

from typing import TYPE_CHECKING, Literal

import regex

from cotc.parsers.errors import DamagedInputError, EncryptedInputError, NotAPaperError

if TYPE_CHECKING:
    from cotc.parsers.sources.archive import Archive

Kind = Literal["pdf", "docx", "zip", "text"]

# A PDF may begin after some bytes of something else.
PDF_WITHIN = 1024
# What is looked at of a text.
_HEAD = 64 * 1024
# Texts have next to no control characters (share of their bytes).
_CONTROLS = 0.003

_WORD_PARTS = ("word/document.xml", "word/document2.xml")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_NAMES = {"EncryptedPackage": "encrypted", "WordDocument": "word"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_HTML = regex.compile(
    rb"\s*(?:<!doctype\s+html|<html|<\?xml[^>]*\?>\s*(?:<!doctype\s+html|<html))", regex.IGNORECASE
)
_JSON = regex.compile(rb"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\]|\\.)*+\"\s*:")
_CONVERT = "convert it first: soffice --headless --convert-to docx FILE"


def detect(data: bytes) -> Kind:
    """The kind of a paper's file: `pdf`, `docx`, `text`, or `zip` for an archive of papers.

    Raises a `SourceError` that says what to do for kinds that are none of these.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise DamagedInputError("this file is empty", "download it again")
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        # Asked first: a zip may hold a PDF that is not compressed.
        return _of_zip(data)
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    _refuse_known(data)
    if _is_text(data[:_HEAD]):
        return "text"
    raise NotAPaperError(
        "this is no kind of file that cotc reads", "give a PDF, a Word file (.docx) or a text"
    )


def _of_zip(data: bytes) -> Kind:
    from cotc.parsers.sources.archive import Archive  # most papers are PDFs, and need no zip reader

    archive = Archive(data)
    if "[Content_Types].xml" in archive:
        if any(name in archive for name in _WORD_PARTS) or b"wordprocessingml.document" in _types(archive):
            return "docx"
        raise NotAPaperError("this Office file is no Word document", "give the paper as PDF or as .docx")
    if "mimetype" in archive and "content.xml" in archive:
        raise NotAPaperError("this is an OpenDocument file", f"{_CONVERT}.odt")
    return "zip"


def _types(archive: "Archive") -> bytes:
    return archive.read("[Content_Types].xml")


def _refuse_known(data: bytes) -> None:
    """Kinds that can be named, and what can be done about them."""
    if data.startswith(_OLE):
        names = {kind for name, kind in _OLE_NAMES.items() if name.encode("utf-16-le") in data}
        if "encrypted" in names:
            raise EncryptedInputError(
                "this Word file is encrypted", "save it without a password in Word first"
            )
        raise NotAPaperError("this is an old Word file (.doc)", f"{_CONVERT}.doc")
    if data.startswith(b"{\\rtf"):
        raise NotAPaperError("this is a Rich Text file (.rtf)", f"{_CONVERT}.rtf")
    if data.startswith(_PICTURES):
        raise NotAPaperError(
            "this is a picture", "run text recognition (OCR) on it, and give the PDF or text that it makes"
        )
    if _JSON.match(data[:_HEAD]):
        raise NotAPaperError(
            "this is JSON, and no paper",
            "cotc reads back what `cotc parse --format json` made (not jsonl), in a file named .json",
        )
    if _HTML.match(data[:_HEAD]):
        raise NotAPaperError(
            "this is a web page", "download the paper itself: the PDF or the Word file that the page links to"
        )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls <= _CONTROLS * len(head)
