"""`cotc diff`: what changed between two versions of a paper."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import STANDARD_INPUT, Documents, How
from cotc.parsers.errors import UsageError

if TYPE_CHECKING:
    from cotc.cli.compare.versions import Change, Comparison
    from cotc.parsers.model import Document

Format = Literal["text", "json", "md", "html"]
SUFFIXES: dict[str, Format] = {".json": "json", ".md": "md", ".html": "html", ".htm": "html"}


def command(
    before: Annotated[
        Path,
        typer.Argument(
            metavar="A",
            help="The first version: a paper, or its JSON.",
            show_default=False,
            readable=False,
        ),
    ],
    after: Annotated[
        Path,
        typer.Argument(metavar="B", help="The second version.", show_default=False, readable=False),
    ],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="text to read, json to process, md to paste, html to pass on; by default what the name of "
            "the output says, else text.",
        ),
    ] = None,
    output: options.Output = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Unchanged paragraphs too, so that the paper reads on.")
    ] = False,
    in_before: Annotated[
        str | None,
        typer.Option(
            "--in-a",
            metavar="ADDRESS",
            help='Only this part of A, as cotc show finds it: "12/3", "ch-I", "paras 16-18".',
        ),
    ] = None,
    in_after: Annotated[
        str | None, typer.Option("--in-b", metavar="ADDRESS", help="Only this part of B.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with exit code 3 where the versions differ.")
    ] = False,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """Show what changed between two versions of a paper, or two reports, paragraph by paragraph.

    Paragraphs are matched by address and by words, so that those that moved, were split, merged or
    only got another number are told as such; within them, words deleted and added are marked. Notes
    are compared too. A draft and a report that holds the adopted text: cotc diff L8.pdf report.pdf
    --in-b "12/3".
    """
    form = form or (SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
    if str(before) == str(after) == STANDARD_INPUT:
        raise UsageError("standard input can be read once", "name a file for the other version")
    documents = Documents([before, after], How(engine, password, language, profile))
    papers = list(documents)
    if documents.failed:
        return console.ExitCode.UNREADABLE
    from cotc.cli.compare.versions import compare_versions

    _told_languages(papers)
    below = _addresses(papers[0], before, in_before), _addresses(papers[1], after, in_after)
    comparison = compare_versions(papers[0], papers[1], below)
    shown = [change for change in comparison.changes if everything or change.how != ("same",)]
    if form == "text" and output is None and console.on_terminal():
        from cotc.cli.compare.diff_text import draw

        draw(comparison, shown, console.terminal())
    else:
        with console.output(output) as out:
            out.write(_written(comparison, shown, form).encode(errors="replace"))
    return console.ExitCode.ERRORS if strict and comparison.differ else console.ExitCode.FINE


def _told_languages(papers: "Sequence[Document]") -> None:
    """A line where the papers are in two languages: their words are not to be compared."""
    one, other = (paper.report.language for paper in papers)
    if one and other and one != other:
        console.say(
            f"cotc: A is in {one} and B in {other}, and their words differ everywhere — "
            "`cotc align` compares languages"
        )


def _addresses(document: "Document", path: Path, wanted: str | None) -> tuple[str, ...]:
    """The ids of the places that were asked for, each the only one that its address fits."""
    if wanted is None:
        return ()
    from cotc.cli.query.lists import several

    return tuple(_address(document, path, address) for address in several(wanted))


def _address(document: "Document", path: Path, wanted: str) -> str:
    from cotc.cli.query.addresses import find

    answer = find(document, wanted)
    if answer.place is None or answer.place.node is None:
        said = "fits several places of" if answer.ambiguous else "is not in"
        nearest = ", ".join(answer.nearest)
        advice = f"nearest: {nearest}" if nearest else "`cotc parse` shows the tree"
        raise UsageError(f"“{wanted}” {said} {path}", advice)
    return answer.place.id


def _written(comparison: "Comparison", shown: "Sequence[Change]", form: Format) -> str:
    if form == "json":
        import msgspec

        from cotc.cli.compare.diff_json import as_object

        return (
            msgspec.json.format(msgspec.json.encode(as_object(comparison, shown)), indent=2).decode() + "\n"
        )
    if form == "md":
        from cotc.cli.compare.diff_markdown import blocks

        return "\n\n".join(blocks(comparison, shown)) + "\n"
    if form == "html":
        from cotc.cli.compare.diff_html import as_page

        return as_page(comparison, shown)
    from cotc.cli.compare.diff_text import lines

    return "".join(f"{line}\n" for line in lines(comparison, shown))
