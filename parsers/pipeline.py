"""The order of the stages: source, layout, structure, semantics. Only this file knows them all."""

import hashlib
from pathlib import Path
from typing import Literal

from cotc.parsers.errors import MissingInputError, NotAPaperError, SourceError
from cotc.parsers.layout import lay_out
from cotc.parsers.model import SCHEMA_VERSION, Document, Report, Source, SourceInfo
from cotc.parsers.model.block import Layout
from cotc.parsers.profiles.load import load
from cotc.parsers.profiles.patterns import compiled
from cotc.parsers.structure import build, split_front

Engine = Literal["pdfium", "pdfplumber"]


def parse(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    engine: Engine = "pdfium",
    password: str | None = None,
    language: str | None = None,
    profile: Path | None = None,
) -> Document:
    """The tree of a paper.

    `source` is a path, or the file's bytes; `name` is what the document calls its
    source (the file's name by default). `language` (ISO 639-1) and `profile` (a
    body's TOML file) override what the paper itself says.

    Raises a `SourceError` where the input cannot be read.
    """
    data, name = _read(source, name)
    with_engine = open_source(data, engine, password)
    try:
        layout = lay_out(with_engine.pages())
        info = SourceInfo(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            pages=with_engine.page_count,
            engine=with_engine.engine,
            producer=with_engine.producer,
        )
        return _document(layout, info, language, profile)
    finally:
        with_engine.close()


def _document(layout: Layout, info: SourceInfo, language: str | None, profile: Path | None) -> Document:
    profiles = load(profile)
    code = language or _guess(info.name)
    patterns = compiled(profiles.languages[code], profiles.body_of(_symbol(layout), ""))
    front = split_front(layout, patterns)
    built = build(layout, front, patterns, None)
    report = Report(None, None, None, code, None, None, None, None)
    return Document(
        schema=SCHEMA_VERSION,
        source=info,
        report=report,
        contents=built.contents,
        tree=(built.root,),
        footnotes=built.footnotes,
        furniture=built.furniture,
        findings=(),
    )


def open_source(data: bytes, engine: Engine = "pdfium", password: str | None = None) -> Source:
    """The pages of a PDF, through the engine of that name."""
    if b"%PDF-" not in data[:1024]:
        raise NotAPaperError("this is no PDF", "give a PDF as the United Nations publishes it")
    if engine == "pdfplumber":
        from cotc.parsers.sources.plumber import PlumberSource

        return PlumberSource(data, password)
    from cotc.parsers.sources.pdfium import PdfiumSource

    return PdfiumSource(data, password)


def _read(source: str | Path | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "-"
    path = Path(source)
    if path.is_dir():
        raise MissingInputError(f"{path} is a directory", "use `cotc batch` for a whole folder")
    try:
        return path.read_bytes(), name or path.name
    except FileNotFoundError as error:
        raise MissingInputError(f"{path} does not exist", "check the path") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror})") from error


def _symbol(layout: Layout) -> str | None:
    import regex
    for f in layout.furniture:
        m = regex.search(r"[A-Z][A-Z0-9.]*(?:/[A-Z0-9.()]+)+", f.text)
        if m:
            return m[0]
    return None


def _guess(name: str) -> str:
    import regex
    m = regex.search(r"[._](fr|en|es|ru|zh|ar)(_|\.)", name)
    return m[1] if m else "en"
