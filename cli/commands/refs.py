"""`cotc refs`: what papers cite, as a table or as a network."""

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How
from cotc.cli.query.table import as_csv, draw

if TYPE_CHECKING:
    from cotc.cli.query.net import Row
    from cotc.parsers.model import Document

Format = Literal["table", "json", "csv", "edges", "graphml"]
SUFFIXES: dict[str, Format] = {".json": "json", ".jsonl": "json", ".csv": "csv", ".graphml": "graphml"}


def command(
    files: options.Files,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="table to look at; json, one object a line; csv; edges, a CSV of what cites what; graphml, "
            "a network over all files. By default what the name of the output says, else table.",
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="Only symbol, resolution, treaty … May be repeated."),
    ] = None,
    unresolved: Annotated[
        bool, typer.Option("--unresolved", help="Only those that leave something open, with the reason.")
    ] = False,
    output: options.Output = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """List what papers cite: documents, resolutions, decisions, treaties, articles, paragraphs …

    Each with its normal form (un-ga/res/78/47), and the address it leads to where it stands in
    the same paper. What the words leave open stays open, with the reason. Networks join texts by
    their normal forms, over as many files as are given; graphml needs the extra cotc[graph].
    """
    from cotc.cli.query.papers import expanded

    kinds = _kinds(kind)
    form = form or (SUFFIXES.get(output.suffix.lower(), "table") if output else "table")
    documents = Documents(expanded(files), How(engine, password, language, profile))
    drawn = form == "table" and output is None and console.on_terminal()
    with console.output(output) as out:
        _write(_enriched(documents), out, form, kinds, unresolved=unresolved, drawn=drawn)
    return documents.exit_code()


def _kinds(names: list[str] | None) -> tuple[str, ...]:
    """The kinds named, each or several at once behind commas."""
    from typing import get_args

    from cotc.parsers.errors import UsageError
    from cotc.parsers.model import RefKind

    known = get_args(RefKind)
    asked = tuple(part.strip() for name in names or () for part in name.split(","))
    for name in asked:
        if name not in known:
            raise UsageError(f"--kind {name}: there is no such kind", f"one of {', '.join(known)}")
    return asked


def _enriched(documents: Iterable["Document"]) -> Iterator["Document"]:
    from cotc.cli.query.papers import with_references

    return (with_references(document) for document in documents)


def _write(
    documents: Iterable["Document"],
    out: IO[bytes],
    form: Format,
    kinds: tuple[str, ...],
    *,
    unresolved: bool,
    drawn: bool,
) -> None:
    from cotc.cli.query import net

    if form == "graphml":
        net.write_graphml(documents, out, kinds)
        return
    header = net.Edge._fields if form == "edges" else net.Row._fields
    if form in ("csv", "edges"):
        out.write(as_csv([header]))
    for document in documents:
        if form == "edges":
            out.write(as_csv(net.edges(document, kinds)))
            continue
        rows = net.rows(document, kinds, unresolved=unresolved)
        if drawn:
            _draw(list(rows))
        elif form == "csv":
            out.write(as_csv(rows))
        else:
            out.writelines(_lines(rows, form))


def _lines(rows: Iterable["Row"], form: Format) -> Iterator[bytes]:
    """One reference a line: an object, or fields parted by tabs."""
    import msgspec

    for row in rows:
        if form == "json":
            yield msgspec.json.encode(row._asdict()) + b"\n"
            continue
        fields = (row.address, row.kind, row.text, row.form or "", row.target or row.reason or "")
        yield "\t".join(console.harmless(field) for field in fields).encode() + b"\n"


def _draw(rows: list["Row"]) -> None:
    from rich.text import Text

    def drawn(row: "Row") -> tuple[Text, ...]:
        end = Text(row.target, "cyan") if row.target else Text(row.reason or "", "yellow")
        cells = (row.address, row.kind, console.harmless(row.text), row.form or "")
        return *(Text(cell) for cell in cells), end

    if rows:
        draw(rows[0].document, ("Address", "Kind", "As printed", "Normal form", "Leads to"), map(drawn, rows))
