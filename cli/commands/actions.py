"""`cotc actions`: who is asked to do what, and by when."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How
from cotc.cli.query.table import as_csv, draw

if TYPE_CHECKING:
    from cotc.parsers.semantics.actions import Action

Format = Literal["table", "csv", "json"]
SUFFIXES: dict[str, Format] = {".json": "json", ".jsonl": "json", ".csv": "csv"}
COLUMNS = (
    "document", "node", "clause", "page", "verb", "addressee", "deadline", "resources", "heuristic", "text",
)  # fmt: skip


def command(
    files: options.Files,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="table to look at, csv, or json: one object a line, with the spans that were read. By "
            "default what the name of the output says, else table.",
        ),
    ] = None,
    output: options.Output = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """List what operative paragraphs ask: verb, addressee, deadline, and conditions of money.

    A paragraph that goes on to ask more ("…, and requests the Secretary-General to report") has a row
    for each request, and a deadline stands in the row of the request it belongs to.

    This is read from the words alone and is marked as a heuristic: each value comes with the
    span it was read from, so that a reader can check it; what no word tells stays empty.
    A deadline is a date, or session:13 for "at its thirteenth session".
    """
    from cotc.cli.query.papers import expanded
    from cotc.parsers.semantics.actions import actions

    form = form or (SUFFIXES.get(output.suffix.lower(), "table") if output else "table")
    documents = Documents(expanded(files), How(engine, password, language, profile))
    drawn = form == "table" and output is None and console.on_terminal()
    with console.output(output) as out:
        if form == "csv":
            out.write(as_csv([COLUMNS]))
        for document in documents:
            found = actions(document)
            if drawn:
                _draw(list(found))
            else:
                out.writelines(_lines(found, form))
    return documents.exit_code()


def _lines(found: Iterable["Action"], form: Format) -> Iterator[bytes]:
    import msgspec

    for action in found:
        if form == "json":
            yield msgspec.json.encode(action) + b"\n"
        elif form == "csv":
            yield as_csv([[getattr(action, column) for column in COLUMNS]])
        else:
            yield "\t".join(console.harmless(cell) for cell in _cells(action)).encode() + b"\n"


def _cells(action: "Action") -> tuple[str, ...]:
    """What a line shows: address, verb, addressee, deadline, condition of money."""
    money = "resources" if action.resources else ""
    return (action.node, action.verb or "", action.addressee or "", action.deadline or "", money)


def _draw(found: list["Action"]) -> None:
    from rich.text import Text

    looks = ("cyan", "italic", "", "", "")

    def drawn(action: "Action") -> Iterator[Text]:
        cells = _cells(action)
        return (Text(console.harmless(cell), look) for cell, look in zip(cells, looks, strict=True))

    if found:
        headings = ("Paragraph", "Verb", "Addressee", "Due", "Money")
        draw(f"{found[0].document} (heuristic)", headings, map(drawn, found))
