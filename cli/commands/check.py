"""`cotc check`: what a paper's own arithmetic makes of its parse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How, has_errors

if TYPE_CHECKING:
    from rich.table import Table

    from cotc.parsers.model import Document, Finding

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
) -> int:
    """Say what a paper's own arithmetic makes of its parse.

    Gaps and repeats in numbers, calls without notes and notes without calls, headings that
    the contents table does not know: each with its code, page and address. The exit code is 3
    where there is an error among them. In a pipe each finding is one line.
    """
    documents = Documents(files, How(engine, password, language, profile))
    errors = False
    with console.output(output) as out:
        for document in documents:
            errors |= has_errors(document)
            if form == "json":
                out.write(_json(document))
            elif output is None and console.on_terminal():
                out.flush()
                _draw(document)
            else:
                out.writelines(f"{line}\n".encode() for line in _lines(document))
    return documents.exit_code(errors=errors)


def _json(document: "Document") -> bytes:
    import msgspec

    told = {"source": document.source, "symbol": document.report.symbol, "findings": document.findings}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _lines(document: "Document") -> Iterator[str]:
    """Each finding as `file:page: severity: message [code] node`, the worst first, then the tally."""
    from cotc.cli.render.outline import graded

    for finding in _worst_first(document):
        place = document.source.name if finding.page is None else f"{document.source.name}:{finding.page}"
        line = f"{place}: {finding.severity}: {finding.message} [{finding.code}] {finding.node or ''}"
        yield console.harmless(line.rstrip())
    yield console.harmless(f"{document.source.name}: {graded(document)}")


def _draw(document: "Document") -> None:
    from rich.console import Console
    from rich.text import Text

    from cotc.cli.render.outline import graded

    terminal = Console(highlight=False)
    if document.findings:
        terminal.print(_table(document))
    name = console.harmless(document.source.name)
    terminal.print(Text.assemble((name, "bold"), f": {graded(document)}"))


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
