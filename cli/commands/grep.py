"""`cotc grep`: paragraphs by words, kind and verb."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How

if TYPE_CHECKING:
    from rich.text import Text

    from cotc.cli.query.search import Hit
    from cotc.parsers.model import Kind

Format = Literal["text", "json"]
AROUND = 60  # characters shown before and after what was found, unless --full


def command(
    pattern: Annotated[
        str,
        typer.Argument(
            metavar="PATTERN",
            help="A regular expression; with -w, words that must all be there.",
            show_default=False,
        ),
    ],
    files: options.Files,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="Only operative, preambular, paragraph … May be repeated."
        ),
    ] = None,
    verb: Annotated[
        str | None,
        typer.Option("--verb", metavar="VERB", help='Only operative paragraphs with this verb: "urges".'),
    ] = None,
    inside: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="WHERE",
            help='Only in resolution, decision, annex …, or at an address, as cotc show finds it: "12/2".',
        ),
    ] = None,
    footnotes: Annotated[bool, typer.Option("--footnotes", help="Search the footnotes too.")] = False,
    words: Annotated[
        bool, typer.Option("--words", "-w", help="PATTERN is plain words, in any order.")
    ] = False,
    case: Annotated[bool, typer.Option("--case", help="Small letters do not find capitals.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Whole paragraphs, not just what is around.")] = False,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="text to read, json for one object a line.")
    ] = "text",
    output: options.Output = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
) -> int:
    """Search the paragraphs of papers, or of the JSON that cotc parse made of them.

    Each line is file:page: address: text. Papers are read one at a time, so an archive of any
    size takes no more memory than one paper; a folder stands for all papers in it. Reading
    parsed JSON is by far the fastest. Finding nothing is no failure,
    but a place or a verb that is in none of the papers is told, with exit code 2.
    """
    from cotc.cli.query.papers import expanded
    from cotc.cli.query.search import Query, Unfit, compiled, search

    query = Query(compiled(pattern, words=words, case=case), _kinds(kind), verb, inside, footnotes)
    documents = Documents(expanded(files), How(engine, password, language, profile))
    drawn = form == "text" and output is None and console.on_terminal()
    unfit = Unfit(query)
    read = False
    with console.output(output) as out:
        for document in documents:
            read = True
            unfit.take(document)
            for hit in search(document, query):
                if drawn:
                    _draw(hit, full=full)
                else:
                    out.write(_line(hit, form, full=full))
    told = unfit.told() if read else []
    for line in told:
        console.say(console.harmless(f"cotc: {line}"))
    return console.ExitCode.USAGE if told else documents.exit_code()


def _kinds(names: list[str] | None) -> "tuple[Kind, ...]":
    """The kinds named, each or several at once behind commas."""
    from typing import get_args

    from cotc.parsers.errors import UsageError
    from cotc.parsers.model import Kind

    known = get_args(Kind)
    asked = tuple(part.strip() for name in names or () for part in name.split(","))
    for name in asked:
        if name not in known:
            raise UsageError(f"--kind {name}: there is no such kind", f"one of {', '.join(known)}")
    return asked  # type: ignore[return-value]  # each was found among the kinds


def _line(hit: "Hit", form: Format, *, full: bool) -> bytes:
    if form == "json":
        import msgspec

        return msgspec.json.encode(hit) + b"\n"
    start, end = (0, len(hit.text)) if full else _window(hit)
    return f"{_place(hit)}: {console.harmless(_cut(hit, start, end))}\n".encode()


def _place(hit: "Hit") -> str:
    page = "" if hit.page is None else f":{hit.page}"
    return console.harmless(f"{hit.source}{page}: {hit.address}")


def _window(hit: "Hit") -> tuple[int, int]:
    """The words around what was found first, cut at spaces."""
    start, end = hit.spans[0]
    begin = max(0, start - AROUND)
    stop = min(len(hit.text), end + AROUND)
    if begin:
        begin = hit.text.find(" ", begin, start) + 1 or begin
    if stop < len(hit.text):
        last = hit.text.rfind(" ", end, stop)
        stop = last if last >= 0 else stop
    return begin, stop


def _cut(hit: "Hit", start: int, end: int) -> str:
    return ("…" if start else "") + hit.text[start:end] + ("…" if end < len(hit.text) else "")


def _draw(hit: "Hit", *, full: bool) -> None:
    from rich.console import Console

    Console(highlight=False, soft_wrap=True).print(_styled(hit, full=full))


def _styled(hit: "Hit", *, full: bool) -> "Text":
    from rich.text import Text

    start, end = (0, len(hit.text)) if full else _window(hit)
    text = Text(console.harmless(hit.text))
    for a, b in hit.spans:
        text.stylize("bold red", a, b)
    shown = text[start:end]
    page = "" if hit.page is None else f":{hit.page}"
    head = Text.assemble(
        (console.harmless(hit.source), "magenta"), (page, "green"), ": ", (hit.address, "cyan"), ": "
    )
    return Text.assemble(head, "…" if start else "", shown, "…" if end < len(hit.text) else "")
