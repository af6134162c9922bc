"""The order of the stages: source, layout, structure, semantics. Only this file knows them all."""

import hashlib
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from cotc.parsers.errors import MissingInputError, NotAPaperError, SourceError
from cotc.parsers.layout import lay_out
from cotc.parsers.model import SCHEMA_VERSION, Document, Node, Report, Source, SourceInfo
from cotc.parsers.model.block import Layout
from cotc.parsers.profiles.load import Profiles, load
from cotc.parsers.profiles.patterns import Patterns, compiled
from cotc.parsers.semantics.language import detect
from cotc.parsers.semantics.masthead import Masthead, read_masthead
from cotc.parsers.structure import build, split_front

Engine = Literal["pdfium", "pdfplumber"]

# So many paragraphs of a paper's text tell its language.
SAMPLE = 60
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
    patterns = _patterns(layout, profiles, language)
    front = split_front(layout, patterns)
    sample = " ".join(block.text for block in front.body[:SAMPLE])
    masthead = read_masthead(front.lines, sample, profiles, patterns.language.code)
    built = build(layout, front, patterns, masthead.session_number)
    root = replace(built.root, place=masthead.place, start=masthead.start, end=masthead.end)
    return Document(
        schema=SCHEMA_VERSION,
        source=info,
        report=_report(masthead, root),
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


def _report(masthead: Masthead, root: Node) -> Report:
    title = masthead.title
    texts = [node for node in root.children if node.kind in ("resolution", "decision")]
    if len(texts) == 1 and len(root.children) == 1:
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
