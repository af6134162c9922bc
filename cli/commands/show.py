"""`cotc show`: the place that an address names."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import How, read_document

if TYPE_CHECKING:
    from cotc.cli.query.addresses import Answer, Place
    from cotc.parsers.model import Document

Format = Literal["text", "md", "json"]


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A paper, or the JSON that cotc parse made of it.",
            show_default=False,
            readable=False,
        ),
    ],
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="ADDRESS...",
            help='res-12-3/op-5, or as people write: "12/4 5(a)", "para 51".',
            show_default=False,
        ),
    ],
    form: Annotated[
        Format, typer.Option("--format", "-f", help="text to read, md to paste, json to process.")
    ] = "text",
    copy_citation: Annotated[
        bool, typer.Option("--copy-citation", help="Only the reference, as the United Nations cites it.")
    ] = False,
    output: options.Output = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """Show the paragraphs that addresses name, with their notes, pages and headings.

    An address is an id of the tree (res-12-3/op-5), or what people write: "12/3 5", "12/4 5(a)",
    "resolution 12/1 annex II (f)", "paras 51-53", "fn 12", "par. 5 a)". One that fits several places,
    or none, lists the nearest, and the exit code is 2.
    """
    from cotc.cli.query.addresses import find
    from cotc.cli.query.lists import several

    addresses = [one for address in addresses for one in several(address)]
    document = read_document(file, How(engine, password, language, profile))
    answers = [(address, find(document, address)) for address in addresses]
    places = [answer.place for _, answer in answers if answer.place]
    for address, answer in answers:
        if answer.place is None:
            console.say(console.harmless(_unknown(file, address, answer)))
    if places:
        with console.output(output) as out:
            out.write(_written(document, places, form, copy_citation=copy_citation).encode())
    return console.ExitCode.FINE if len(places) == len(addresses) else console.ExitCode.USAGE


def _unknown(file: Path, address: str, answer: "Answer") -> str:
    """One line: what is wrong with the address, and what comes nearest."""
    said = "fits several places" if answer.ambiguous else "is not in it"
    nearest = ", ".join(answer.nearest[:8])
    advice = f" — nearest: {nearest}" if nearest else " — `cotc parse` shows the tree"
    return f"cotc: {file}: “{address}” {said}{advice}"


def _written(document: "Document", places: "list[Place]", form: Format, *, copy_citation: bool) -> str:
    from cotc.cli.query import printing
    from cotc.cli.query.citations import citation

    if copy_citation:
        return "".join(f"{citation(document, place)}\n" for place in places)
    if form == "json":
        import msgspec

        objects = [printing.as_json(document, place) for place in places]
        return "".join(msgspec.json.format(msgspec.json.encode(o), indent=2).decode() + "\n" for o in objects)
    write = printing.as_markdown if form == "md" else printing.as_text
    return "\n".join("\n".join(write(document, place)) + "\n" for place in places)
