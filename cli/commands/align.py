"""`cotc align`: language versions of one paper side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import STANDARD_INPUT, Documents, How
from cotc.parsers.errors import UsageError

if TYPE_CHECKING:
    from cotc.cli.compare.align import Row
    from cotc.cli.compare.remarks import Remark
    from cotc.parsers.model import Document

Format = Literal["table", "tsv", "jsonl", "html", "tmx"]
SUFFIXES: dict[str, Format] = {
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".json": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".tmx": "tmx",
}
FEWEST = 2


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE FILE…",
            help="Language versions of one paper, or their JSON; the others are held against the first.",
            show_default=False,
            readable=False,
        ),
    ],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="table to look at, tsv, jsonl, html, or tmx for translation memories; by default what the "
            "name of the output says, else table.",
        ),
    ] = None,
    output: options.Output = None,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="Only paragraphs that are missing, extra or shifted.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 3 where not all paragraphs align.")
    ] = False,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    profile: options.Profile = None,
) -> int:
    """Put language versions side by side, and say what is missing, extra or shifted.

    Paragraphs, headings and notes are paired by address and order, and by what is the same in every
    language: references, numbers, and how long a text is. A table ends with what does not align and
    a count; with the other formats these go to standard error.
    """
    form = form or (SUFFIXES.get(output.suffix.lower(), "table") if output else "table")
    if len(files) < FEWEST:
        raise UsageError("one paper aligns with nothing", "name two language versions or more")
    if [str(path) for path in files].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read once", "name files for the other versions")
    documents = Documents(files, How(engine, password, None, profile))
    papers = list(documents)
    if documents.failed:
        return console.ExitCode.UNREADABLE
    from cotc.cli.compare.align import align
    from cotc.cli.compare.remarks import names, remarks
    from cotc.cli.query.papers import with_references

    papers = [with_references(paper) for paper in papers]
    rows = align(papers)
    found = list(remarks(rows, names(papers)))
    shown = [row for row in rows if not gaps or not row.even]
    _write(rows, shown, papers, found, form, output)
    return console.ExitCode.ERRORS if strict and found else console.ExitCode.FINE


def _write(
    rows: "Sequence[Row]",
    shown: "Sequence[Row]",
    papers: "Sequence[Document]",
    found: "Sequence[Remark]",
    form: Format,
    output: Path | None,
) -> None:
    from cotc.cli.compare.align_lines import plain, told
    from cotc.cli.compare.remarks import names, summary

    report = [console.harmless(line) for line in (*told(found), summary(rows, papers))]
    if form == "table" and output is None and console.on_terminal():
        from cotc.cli.compare.align_table import draw

        terminal = console.terminal()
        draw(shown, names(papers), terminal)
        for line in report:
            terminal.print(line, markup=False)
        return
    with console.output(output) as out:
        if form == "table":
            out.writelines(f"{line}\n".encode(errors="replace") for line in (*plain(shown), *report))
        else:
            out.write(_formatted(shown, papers, found, report[-1], form))
    if form != "table":
        for line in report:
            console.say(line)


def _formatted(
    rows: "Sequence[Row]",
    papers: "Sequence[Document]",
    found: "Sequence[Remark]",
    told: str,
    form: Format,
) -> bytes:
    from cotc.cli.compare import align_lines
    from cotc.cli.compare.remarks import names

    if form == "tmx":
        from cotc.cli.compare.tmx import as_tmx

        return as_tmx(rows, papers)
    if form == "html":
        from cotc.cli.compare.align_html import as_page

        return as_page(rows, papers, found, told).encode(errors="replace")
    if form == "jsonl":
        return b"".join(line + b"\n" for line in align_lines.jsonl(rows, names(papers)))
    return "".join(f"{line}\n" for line in align_lines.tsv(rows, names(papers))).encode(errors="replace")
