"""The order of the stages after the source: layout, structure, semantics. Only this file knows them all."""

from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from cotc.parsers.layout import lay_out
from cotc.parsers.limits import Clock
from cotc.parsers.model import SCHEMA_VERSION, TEXTS, Document, Node, Report, SourceInfo
from cotc.parsers.model.block import Layout
from cotc.parsers.profiles.load import Profiles, load
from cotc.parsers.profiles.patterns import Patterns, compiled
from cotc.parsers.semantics.adoption import join_adoptions
from cotc.parsers.semantics.findings import find
from cotc.parsers.semantics.language import detect
from cotc.parsers.semantics.masthead import Masthead, read_masthead
from cotc.parsers.semantics.references import enrich
from cotc.parsers.semantics.titles import whole_title
from cotc.parsers.structure import build, split_front

__all__ = ["Read", "document_of", "lay_out"]

# So many paragraphs of a paper's text tell its language.
SAMPLE = 60
# So many paragraphs may belong to its first page.
FIRST_LINES = 12


class Read(NamedTuple):
    """What a source gave. `pictures`: pages without a text layer; `lost`: pages that cannot be read."""

    layout: Layout
    engine: str
    producer: str | None
    pictures: tuple[int, ...] = ()
    repaired: bool = False
    lost: tuple[int, ...] = ()


def document_of(
    read: Read, info: SourceInfo, language: str | None, profile: Path | None, clock: Clock
) -> Document:
    """The document of a paper that was read; `language` and `profile` as `parse` takes them."""
    document = _document(read.layout, info, language, profile)
    clock.look()
    document = replace(document, findings=find(document, read.pictures, read.repaired, read.lost))
    clock.look()
    return join_adoptions(enrich(document, load(profile)))


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
