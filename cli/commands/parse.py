"""`cotc parse`: papers to trees."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from cotc.cli import console, options
from cotc.cli.documents import Documents, How, has_errors

if TYPE_CHECKING:
    from cotc.cli.render.outline import Choice
    from cotc.parsers.model import Document

Format = Literal["tree", "json", "jsonl", "text"]
SUFFIXES: dict[str, Format] = {".json": "json", ".jsonl": "jsonl", ".txt": "text"}


def command(
    files: options.Files,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="tree to look at, json or jsonl to process, text to read; by default what the name of "
            "the output says, else tree.",
        ),
    ] = None,
    output: options.Output = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there and is no JSON of cotc parse.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Whole texts, not cut to the window.")] = False,
    depth: Annotated[
        int | None,
        typer.Option("--depth", min=0, metavar="N", help="Only N levels below the session. Not with json."),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only", metavar="KINDS", help="Only the kinds named: resolution,decision,… Not with json."
        ),
    ] = None,
    engine: options.EngineName = "pdfium",
    password: options.Password = None,
    language: options.Language = None,
    profile: options.Profile = None,
    limit: options.Limit = None,
    isolate: options.Isolate = False,
    strict: options.Strict = False,
) -> int:
    """Read papers and show their trees.

    Several papers give several documents in the order named; in json, one document after
    another, as jq reads them. A paper that cannot be read is told on standard error, the
    others are done all the same, and the exit code is 1. In a pipe nothing is cut.
    """
    form = form or _form_of(output)
    choice = _choice(depth, only, form)
    if not force:
        from cotc.cli.overwriting import refuse_foreign

        refuse_foreign(output, form)
    documents = Documents(files, How(engine, password, language, profile, options.bounds(limit), isolate))
    read = iter(documents)
    first = next(read, None)
    if first is None:  # nothing to write: what stood under the output's name stays
        return documents.exit_code()
    errors = False
    with console.output(output, force=force) as out:
        on_terminal = form == "tree" and output is None and console.on_terminal()
        for document in chain((first,), read):
            errors |= has_errors(document)
            if document is not first and form in {"tree", "text"}:
                out.write(b"\n")
            if on_terminal:
                out.flush()
                _draw(document, choice, full=full)
            else:
                out.writelines(line + b"\n" for line in _lines(document, form, choice))
    return documents.exit_code(errors=strict and errors)


def _form_of(output: Path | None) -> Format:
    """The format that a file's name asks for."""
    return SUFFIXES.get(output.suffix.lower(), "tree") if output is not None else "tree"


def _choice(depth: int | None, only: str | None, form: Format) -> "Choice":
    from cotc.cli.render.outline import Choice
    from cotc.parsers.errors import UsageError
    from cotc.parsers.model import Kind

    if form == "json" and (depth is not None or only is not None):
        raise UsageError("json is always the whole document", "use jsonl with --depth or --only, or jq")
    kinds = frozenset(kind.strip() for kind in (only or "").split(",") if kind.strip())
    unknown = sorted(kinds.difference(get_args(Kind)))
    if unknown or (only is not None and not kinds):
        raise UsageError(f"no such kind: {', '.join(unknown)}", f"the kinds are {', '.join(get_args(Kind))}")
    return Choice(depth, kinds)


def _draw(document: "Document", choice: "Choice", *, full: bool) -> None:
    from cotc.cli.render.tree import show

    show(document, console.terminal(), choice, full=full)


def _lines(document: "Document", form: Format, choice: "Choice") -> Iterator[bytes]:
    """The document in `form`, without the last line's end."""
    if form == "json":
        from cotc.parsers.model.codec import to_json

        return iter((to_json(document),))
    if form == "jsonl":
        from cotc.parsers.model import walk
        from cotc.parsers.model.codec import to_jsonl

        pairs = zip(walk(document), to_jsonl(document), strict=True)
        return (line for (node, above), line in pairs if choice.takes(node, len(above)))
    from cotc.cli.render.text import text_lines, tree_lines

    lines = tree_lines if form == "tree" else text_lines
    return (line.encode("utf-8", "replace") for line in lines(document, choice))
