"""`cotc view`: a page to read a paper and to check its parse by eye."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cotc.cli import console, interrupts
from cotc.cli.documents import STANDARD_INPUT, Documents, How
from cotc.cli.options import EngineName, Language, Password, Profile
from cotc.parsers.errors import UsageError

if TYPE_CHECKING:
    from cotc.cli.view.paper import Paper

# So many papers stand side by side.
MOST = 2
# The generator is told within so many bytes of a page's beginning.
HEAD = 200


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE [FILE]",
            help="A paper, or two languages of one to stand side by side; - is standard input.",
            show_default=False,
            readable=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write the page; FILE.html in this folder by default, - is standard output.",
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="Pictures of the printed pages beside the text.")
    ] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there and is no page of cotc view.")
    ] = False,
    engine: EngineName = "pdfium",
    password: Password = None,
    language: Language = None,
    profile: Profile = None,
) -> int:
    """Read a paper in the browser, and check it by eye.

    Writes one HTML file that needs nothing else, neither network nor server: the outline, the text as it
    was set, and the printed pages, where each paragraph shows its place. Two papers stand side by side,
    paragraph by paragraph. The JSON of `cotc parse` will do too, with pages where its PDF lies beside it.
    """
    if len(files) > MOST:
        raise UsageError(f"{len(files)} papers do not fit side by side", "name one, or two")
    if [str(path) for path in files].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read once", "name a file for the other paper")
    target = _target(files, output, force)
    papers, failed = _read(files, How(engine, password, language, profile), pages)
    if failed:
        return console.ExitCode.UNREADABLE
    size = _write(papers, target)
    if target is not None:
        interrupts.settled(console.ExitCode.FINE)
        console.say(console.harmless(f"cotc: {target} written ({size / 1e6:.1f} MB)"))
        if show:
            _open(target)
    return console.ExitCode.FINE


def _target(files: Sequence[Path], output: Path | None, force: bool) -> Path | None:
    """Where the page goes; None is standard output."""
    if str(output) == STANDARD_INPUT:
        return None
    names = ["stdin" if str(path) == STANDARD_INPUT else path.stem for path in files]
    target = output or Path("+".join(names) + ".html")
    if target.is_dir():
        raise UsageError(f"{target} is a folder", "name a file in it")
    if target.is_file() and not force and not _is_ours(target):
        raise UsageError(f"{target} exists, and is no page of cotc view", "use --force to replace it")
    return target


def _is_ours(path: Path) -> bool:
    from cotc.cli.view.build import GENERATOR

    try:
        with path.open("rb") as stream:
            return GENERATOR.encode() in stream.read(HEAD)
    except OSError:
        return False


def _read(files: Sequence[Path], how: How, pages: bool) -> "tuple[list[Paper], int]":
    """The papers, and how many could not be read."""
    from cotc.cli.view.paper import Paper
    from cotc.cli.view.pictures import draw, pdf_of

    documents = Documents(files, how)
    papers: list[Paper] = []
    for document in documents:
        pdf = pdf_of(document, documents.origin, documents.named) if pages else None
        pictures = () if pdf is None else draw(pdf, how.password)
        papers.append(Paper(document, pictures, place=len(papers)))
        if len(papers) > MOST:  # out of a zip
            raise UsageError("more than two papers do not fit side by side", "name one, or two")
    return papers, documents.failed


def _write(papers: "Sequence[Paper]", target: Path | None) -> int:
    """Writes the page, and returns its size in bytes."""
    from cotc.cli.view.build import build

    size = 0
    with console.output(target, force=True) as out:
        for piece in build(papers):
            size += out.write(piece.encode(errors="replace"))
    return size


def _open(page: Path) -> None:
    import webbrowser

    if not webbrowser.open(page.resolve().as_uri()):
        console.say("cotc: no browser could be opened; open the file yourself")
