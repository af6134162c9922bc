"""`cotc check`: what a paper's own arithmetic makes of its parse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How, has_errors, was_parsed

if TYPE_CHECKING:
    from rich.table import Table

    from cotc.parsers.model import Document, Finding
    from cotc.parsers.semantics.conservation import Conservation

ENGINES = {"pdfium", "pdfplumber"}  # the readers of pages, whose characters can be counted
SHOWN = 12  # most frequent characters named where some are lost or invented
STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def command(
    files: options.Files,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", "-f", help="table to look at, json to process.")
    ] = "table",
    output: options.Output = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
    limit: options.Limit = None,
    isolate: options.Isolate = False,
) -> int:
    """Say what a paper's own arithmetic makes of its parse.

    Gaps and repeats in numbers, calls without notes and notes without calls, headings that
    the contents table does not know: each with its code, page and address. The last line counts
    the characters that the pages draw against those in the document. The exit code is 3 where
    there is an error, or a character lost or invented. In a pipe each finding is one line.
    """
    documents = Documents(files, How(engine, password, language, profile, options.bounds(limit), isolate))
    errors = False
    with console.output(output) as out:
        for document in documents:
            count = _count(documents, document)
            errors |= has_errors(document) or (count is not None and not count.holds)
            if form == "json":
                out.write(_json(document, count))
            elif output is None and console.on_terminal():
                out.flush()
                _draw(document, count)
            else:
                out.writelines(f"{line}\n".encode() for line in _lines(document, count))
    return documents.exit_code(errors=errors)


def _count(documents: Documents, document: "Document") -> "Conservation | None":
    """What the pages draw against what the document keeps; None where no pages are at hand."""
    from cotc.parsers.pipeline import open_source
    from cotc.parsers.semantics.conservation import conservation, drawn_characters

    if document.source.engine not in ENGINES or was_parsed(documents.origin, documents.named):
        return None
    source = open_source(documents.origin, documents.how.engine, documents.how.password)
    try:
        return conservation(document, drawn_characters(source.pages()))
    finally:
        source.close()


def _told(count: "Conservation | None") -> str:
    """The line on conservation: characters drawn on the pages against those in the document."""
    if count is None:
        return "characters not counted (no pages at hand)"
    if count.holds:
        return f"all {count.drawn:,} characters drawn are in the document, and no others"
    return (
        f"{count.drawn:,} characters drawn; {_some(count.lost, 'lost')}, {_some(count.invented, 'invented')}"
    )


def _some(characters: dict[str, int], what: str) -> str:
    most = sorted(characters, key=lambda char: (-characters[char], char))[:SHOWN]
    named = f" ({' '.join(f'{char}×{characters[char]}' for char in most)})" if most else ""
    return f"{sum(characters.values()):,} {what}{named}"


def _json(document: "Document", count: "Conservation | None") -> bytes:
    import msgspec

    told = {
        "source": document.source,
        "symbol": document.report.symbol,
        "findings": document.findings,
        "conservation": None if count is None else {"holds": count.holds, **count._asdict()},
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _lines(document: "Document", count: "Conservation | None") -> Iterator[str]:
    """Each finding as `file:page: severity: message [code] node`, the worst first, then the tally."""
    from cotc.cli.render.outline import graded

    name = document.source.name
    for finding in _worst_first(document):
        place = name if finding.page is None else f"{name}:{finding.page}"
        line = f"{place}: {finding.severity}: {finding.message} [{finding.code}] {finding.node or ''}"
        yield console.harmless(line.rstrip())
    yield console.harmless(f"{name}: {graded(document)}; {_told(count)}")


def _draw(document: "Document", count: "Conservation | None") -> None:
    from rich.text import Text

    from cotc.cli.render.outline import graded

    terminal = console.terminal()
    if document.findings:
        terminal.print(_table(document))
    name = console.harmless(document.source.name)
    terminal.print(Text.assemble((name, "bold"), f": {graded(document)}"))
    terminal.print(Text(console.harmless(_told(count)), "" if count is None or count.holds else "bold red"))


def _table(document: "Document") -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Severity", "Page", "Finding", "Node"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Page" else "left")
    for finding in _worst_first(document):
        said = Text.assemble(console.harmless(finding.message), " ", (f"[{finding.code}]", "dim"))
        table.add_row(
            Text(finding.severity, STYLES[finding.severity]),
            "" if finding.page is None else str(finding.page),
            said,
            Text(console.harmless(finding.node or ""), "cyan"),
        )
    return table


def _worst_first(document: "Document") -> "list[Finding]":
    from cotc.cli.render.outline import SEVERITIES

    return sorted(document.findings, key=lambda finding: SEVERITIES.index(finding.severity))
