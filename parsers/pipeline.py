"""The order of the stages: source, layout, structure, semantics. Only this file knows them all."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace

from cotc.parsers.errors import (
    DamagedInputError,
    NotAPaperError,
    NoTextError,
)
from cotc.parsers.layout import lay_out
from cotc.parsers.limits import Clock, Limits, bounded, hold
from cotc.parsers.model import SCHEMA_VERSION, TEXTS, Document, Node, Page, Report, Source, SourceInfo
from cotc.parsers.model.block import Layout
from cotc.parsers.profiles.load import Profiles, load
from cotc.parsers.profiles.patterns import Patterns, compiled
from cotc.parsers.semantics.adoption import join_adoptions
from cotc.parsers.semantics.findings import find
from cotc.parsers.semantics.language import detect
from cotc.parsers.semantics.masthead import Masthead, read_masthead
from cotc.parsers.semantics.references import enrich
from cotc.parsers.semantics.titles import whole_title
from cotc.parsers.sources.detect import detect as detect_kind
from cotc.parsers.sources.files import read_file
from cotc.parsers.structure import build, split_front

Engine = Literal["pdfium", "pdfplumber"]

LIMITS = Limits()

# So many paragraphs of a paper's text tell its language.
SAMPLE = 60
# Bytes of a character in UTF-8, at most of those that papers are written in.
LETTER = 3
# So many paragraphs may belong to its first page.
FIRST_LINES = 12


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
    `fork`: a process of its own may read the second half of a long PDF, where there is a
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
    kind = detect_kind(data)
    if kind == "zip":
        raise NotAPaperError("this is an archive of papers", "use `cotc batch`, or unpack it")
    clock = Clock(limits)
    flow = (
        _read_pages(open_source(data, engine, password, limits, fork), limits, clock)
        if kind == "pdf"
        else _read_flow(data, kind, limits)
    )
    clock.look()
    info = SourceInfo(name, hashlib.sha256(data).hexdigest(), flow.layout.pages, flow.engine, flow.producer)
    document = _document(flow.layout, info, language, profile)
    clock.look()
    document = replace(document, findings=find(document, flow.pictures, flow.repaired, flow.lost))
    clock.look()
    return join_adoptions(enrich(document, load(profile)))


class _Read(NamedTuple):
    """What a source gave. `pictures`: pages without a text layer; `lost`: pages that cannot be read."""

    layout: Layout
    engine: str
    producer: str | None
    pictures: tuple[int, ...] = ()
    repaired: bool = False
    lost: tuple[int, ...] = ()


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


def _read_pages(source: Source, limits: Limits, clock: Clock) -> _Read:
    seen = _Seen()
    try:
        hold(limits, "pages", source.page_count)
        layout = lay_out(seen.pages(bounded(source.pages(), limits, clock)))
        seen.check(source.page_count)
        return _Read(
            layout, source.engine, source.producer, tuple(seen.pictures), source.repaired, tuple(seen.lost)
        )
    finally:
        source.close()


def _read_flow(data: bytes, kind: str, limits: Limits) -> _Read:
    if kind == "docx":
        from cotc.parsers.sources.docx import read_docx

        word = read_docx(data)
        hold(limits, "characters", sum(len(block.text) for block in word.layout.blocks))
        return _Read(word.layout, "docx", word.producer)
    from cotc.parsers.sources.text import read_text

    hold(limits, "characters", len(data) / LETTER)
    text = read_text(data)
    return _Read(text.layout, "text", text.producer)


def _document(layout: Layout, info: SourceInfo, language: str | None, profile: Path | None) -> Document:
    profiles = load(profile)
    patterns = _patterns(layout, profiles, language)
    front = split_front(layout, patterns)
    running = " ".join(block.text for block in front.body)
    masthead = read_masthead(front.lines, running, profiles, patterns.language.code)
    built = build(layout, front, patterns, masthead.session_number)
    root = replace(built.root, place=masthead.place, start=masthead.start, end=masthead.end)
    return Document(
        schema=SCHEMA_VERSION,
        source=info,
        report=_report(masthead, front.title, root),
        contents=built.contents,
        tree=(root,),
        footnotes=built.footnotes,
        furniture=built.furniture,
        findings=(),
    )


def _patterns(layout: Layout, profiles: Profiles, language: str | None) -> Patterns:
    """The words of the paper's language and body, told from its first lines."""
    lines = [f.text for f in layout.furniture if f.kind in ("masthead", "job") and (f.page or 1) == 1]
    lines += [block.text for block in layout.blocks[:FIRST_LINES]]
    lines += [f.text for f in layout.furniture if f.kind == "head"][:1]
    sample = " ".join(block.text for block in layout.blocks[:SAMPLE])
    code = detect(sample, "\n".join(lines), language, profiles.languages)
    first = read_masthead(lines, sample, profiles, code)
    return compiled(profiles.languages[code], first.body)


def _report(masthead: Masthead, printed: str | None, root: Node) -> Report:
    title = whole_title(masthead.title, printed)
    texts = [node for node in root.children if node.kind in TEXTS]
    if len(texts) == 1 and root.children[0] is texts[0] and masthead.title is None:
        title = texts[0].title or title
    return Report(
        symbol=masthead.symbol,
        title=title,
        body=masthead.body.name,
        language=masthead.language,
        original_language=masthead.original_language,
        date=masthead.date,
        distribution=masthead.distribution,
        job=masthead.job,
    )


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
