"""From a file to its document: the source gives pages, the stages after it make the document of them.

The stages are loaded when a source has begun: it may have a second process that reads meanwhile.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cotc.parsers.errors import (
    DamagedInputError,
    NotAPaperError,
    NoTextError,
)
from cotc.parsers.limits import Clock, Limits, bounded, hold
from cotc.parsers.model import Document, Page, Source, SourceInfo
from cotc.parsers.sources.detect import detect
from cotc.parsers.sources.files import read_file

if TYPE_CHECKING:
    from cotc.parsers.stages import Read

Engine = Literal["pdfium", "pdfplumber"]

LIMITS = Limits()

# Bytes of a character in UTF-8, at most of those that papers are written in.
LETTER = 3


def parse(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    engine: Engine = "pdfium",
    password: str | None = None,
    language: str | None = None,
    profile: Path | None = None,
    limits: Limits = LIMITS,
    fork: bool = False,
) -> Document:
    """The tree of a paper.

    `source` is a path, or the file's bytes; `name` is what the document calls its
    source (the file's name by default). `language` (ISO 639-1) and `profile` (a
    body's TOML file) override what the paper itself says. `limits` bound how much is read.
    `fork`: a process of its own may read the latter part of a long PDF, where there is a
    processor for it; not for programs that run threads.

    Raises a `SourceError` where the input cannot be read, `LimitError` where it is too much.
    """
    data, name = _read(source, name)
    return parse_bytes(data, name, engine, password, language, profile, limits, fork)


def parse_bytes(
    data: bytes,
    name: str,
    engine: Engine = "pdfium",
    password: str | None = None,
    language: str | None = None,
    profile: Path | None = None,
    limits: Limits = LIMITS,
    fork: bool = False,
) -> Document:
    """As `parse`, from the bytes of a file."""
    kind = detect(data)
    if kind == "zip":
        raise NotAPaperError("this is an archive of papers", "use `cotc batch`, or unpack it")
    clock = Clock(limits)
    flow = (
        _read_pages(open_source(data, engine, password, limits, fork), limits, clock)
        if kind == "pdf"
        else _read_flow(data, kind, limits)
    )
    clock.look()
    from cotc.parsers.stages import document_of

    info = SourceInfo(name, hashlib.sha256(data).hexdigest(), flow.layout.pages, flow.engine, flow.producer)
    return document_of(flow, info, language, profile, clock)


class _Seen:
    """What pages without text are: pictures, lost, or just empty."""

    def __init__(self) -> None:
        self.pictures: list[int] = []
        self.lost: list[int] = []
        self.empty = True

    def pages(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            if page.spans:
                self.empty = False
            elif page.images:
                self.pictures.append(page.number)
            elif not page.width and not page.height:
                self.lost.append(page.number)
            yield page

    def check(self, count: int) -> None:
        """Raise a SourceError where there was nothing to read."""
        if count == 0:
            raise NoTextError("the PDF has no pages", "download it again")
        if len(self.pictures) == count:
            raise NoTextError(
                "no page has a text layer: the PDF is pictures of pages", "run `ocrmypdf` on it first"
            )
        if len(self.lost) == count:
            raise DamagedInputError(
                "none of the PDF's pages can be read",
                "download it again, or repair it with `qpdf in.pdf out.pdf`",
            )
        if self.empty:
            raise NoTextError("there is no text on the pages", "run `ocrmypdf --force-ocr` on it first")


def _read_pages(source: Source, limits: Limits, clock: Clock) -> "Read":
    seen = _Seen()
    try:
        hold(limits, "pages", source.page_count)
        pages = source.pages()
        from cotc.parsers.stages import Read, lay_out  # while a second process reads

        layout = lay_out(seen.pages(bounded(pages, limits, clock)))
        seen.check(source.page_count)
        return Read(
            layout, source.engine, source.producer, tuple(seen.pictures), source.repaired, tuple(seen.lost)
        )
    finally:
        source.close()


def _read_flow(data: bytes, kind: str, limits: Limits) -> "Read":
    from cotc.parsers.stages import Read

    if kind == "docx":
        from cotc.parsers.sources.docx import read_docx

        word = read_docx(data)
        hold(limits, "characters", sum(len(block.text) for block in word.layout.blocks))
        return Read(word.layout, "docx", word.producer)
    from cotc.parsers.sources.text import read_text

    hold(limits, "characters", len(data) / LETTER)
    text = read_text(data)
    return Read(text.layout, "text", text.producer)


def open_source(
    data: bytes,
    engine: Engine = "pdfium",
    password: str | None = None,
    limits: Limits = LIMITS,
    fork: bool = False,
) -> Source:
    """The pages of a PDF, through the engine of that name."""
    if engine == "pdfplumber":
        from cotc.parsers.sources.plumber import PlumberSource

        return PlumberSource(data, password, limits)
    from cotc.parsers.sources.pdfium import PdfiumSource

    return PdfiumSource(data, password, limits, fork)


def _read(source: str | Path | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "-"
    path = Path(source)
    return read_file(path), name or path.name
