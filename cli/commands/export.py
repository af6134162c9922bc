"""`cotc export`: papers in the formats of those who use them."""

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cotc.cli import console
from cotc.cli.documents import STANDARD_INPUT, Documents, How, has_errors
from cotc.cli.export.formats import EXPORTERS, Exporter, Flavour, Format, Options
from cotc.cli.options import EngineName, Files, Language, Password, Profile, Strict
from cotc.parsers.errors import UsageError

if TYPE_CHECKING:
    from cotc.parsers.model import Document

ZIP_SUFFIX = ".zip"
_FORMATS = "\n".join(f"{exporter.name:18}{exporter.what}" for exporter in EXPORTERS.values())


def command(
    files: Files,
    to: Annotated[
        Format | None, typer.Option("--to", help="Format; that of OUT's suffix where it is not given.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="File to write; a folder for --split, and for several papers where each becomes a file.",
        ),
    ] = None,
    split: Annotated[
        Literal["text"] | None,
        typer.Option("--split", help="Write one file for each resolution and decision, into the folder OUT."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
    width: Annotated[
        int, typer.Option("--width", min=0, help="Columns of plain text; 0 breaks no lines.")
    ] = 80,
    flavour: Annotated[Flavour, typer.Option("--flavour", help="Schema of jsonl-paragraphs.")] = "paragraphs",
    engine: EngineName = "pdfium",
    password: Password = None,
    language: Language = None,
    profile: Profile = None,
    strict: Strict = False,
) -> int:
    """Write papers in another format.

    Reads PDF, Word and text, a zip of them, and the JSON that `cotc parse` writes.
    A paper that cannot be read is told on standard error, and the others are done all
    the same. The formats are:

    \b
    {formats}
    """
    exporter = _exporter(to, output)
    exporter.check()
    _check_output(exporter, files, output, split)
    how = How(engine, password, language, profile)
    options = Options(width=width, flavour=flavour, single=split is not None)
    reading = _Reading(files, how)
    if exporter.shape == "archive":
        _into_archive(reading, _given(output))
    elif exporter.shape == "gather":
        _gather(exporter, reading, options, output, force)
    elif split is None and len(files) == 1 and not (output and output.is_dir()):
        _one(exporter, reading, options, output, force)
    else:
        _each(exporter, reading, options, _given(output), force)
    return reading.exit_code(strict)


command.__doc__ = (command.__doc__ or "").replace("{formats}", _FORMATS.replace("\n", "\n    "))


class _Reading:
    """Reads the papers one after another, and remembers what went wrong."""

    def __init__(self, files: Sequence[Path], how: How) -> None:
        self.files = files
        self._documents = [Documents([path], how) for path in files]
        self._errors = False

    def __iter__(self) -> Iterator["Document"]:
        return (document for _, document in self.named())

    def named(self) -> Iterator[tuple[Path, "Document"]]:
        """Each document with the path by which it was named."""
        for documents in self._documents:
            for document in documents:
                self._errors |= has_errors(document)
                yield documents.named, document

    def exit_code(self, strict: bool) -> int:
        """1 where a paper could not be read; 3 where findings are errors, and that was asked about."""
        if any(documents.failed for documents in self._documents):
            return console.ExitCode.UNREADABLE
        return console.ExitCode.ERRORS if strict and self._errors else console.ExitCode.FINE


def _exporter(to: str | None, output: Path | None) -> Exporter:
    if to is not None:
        return EXPORTERS[to]
    suffix = output.suffix if output else ""
    suffix = ".db" if suffix == ".sqlite" else suffix
    for exporter in EXPORTERS.values():
        if exporter.suffix == suffix:
            return exporter
    raise UsageError("no format was named", "add --to with one of: " + ", ".join(EXPORTERS))


def _check_output(exporter: Exporter, files: Sequence[Path], output: Path | None, split: str | None) -> None:
    """Refuses what cannot be meant, before any paper is read."""
    to_stdout = output is None or str(output) == STANDARD_INPUT
    if split and exporter.shape != "paper":
        raise UsageError(f"--split makes no sense for {exporter.name}", "it holds many papers in one file")
    if split and to_stdout:
        raise UsageError("--split writes several files", "name a folder with -o")
    if exporter.shape == "archive" and to_stdout:
        raise UsageError(f"{exporter.name} cannot be written to standard output", "name a file with -o")
    if exporter.shape == "paper" and len(files) > 1:
        if to_stdout:
            raise UsageError(
                f"each paper becomes a file of its own in {exporter.name}", "name a folder with -o"
            )
        stems = [_stem(path) for path in files]
        twice = next((stem for stem in stems if stems.count(stem) > 1), None)
        if twice is not None:
            raise UsageError(f"two papers would be written to {twice}{exporter.suffix}", "export them apart")
    if exporter.binary and to_stdout and sys.stdout.isatty():
        raise UsageError(f"{exporter.name} is not for a terminal", "name a file with -o, or use a pipe")


def _given(output: Path | None) -> Path:
    assert output is not None, "_check_output asks for it"
    return output


def _stem(path: Path) -> str:
    return "stdin" if str(path) == STANDARD_INPUT else path.stem


def _refuse(path: Path | None, force: bool) -> None:
    if path is not None and str(path) != STANDARD_INPUT and path.is_file() and not force:
        raise UsageError(f"{path} exists", "use --force to replace it")


def _one(exporter: Exporter, reading: _Reading, options: Options, output: Path | None, force: bool) -> None:
    _refuse(output, force)
    documents = iter(reading)
    first = next(documents, None)
    if next(documents, None) is not None:  # a zip
        raise UsageError(f"{reading.files[0]} holds several papers", "name a folder that is there with -o")
    if first is not None:
        _write(exporter, first, options, output)


def _write(exporter: Exporter, document: "Document", options: Options, output: Path | None) -> None:
    written = exporter.render()(document, options)
    with console.output(output, force=True) as out:
        out.write(written if isinstance(written, bytes) else written.encode(errors="replace"))


def _each(exporter: Exporter, reading: _Reading, options: Options, folder: Path, force: bool) -> None:
    """One file a paper, or one a text; all names of a paper are looked at before the first is written."""
    _make(folder)
    if not options.single:
        for path in reading.files:
            if path.suffix.lower() != ZIP_SUFFIX:  # which gives its papers' names, not its own
                _refuse(folder / (_stem(path) + exporter.suffix), force)
    written: set[Path] = set()
    for path, document in reading.named():
        parts = list(_parts(path, document, options))
        if not parts:
            console.say(f"cotc: {path}: no resolution and no decision in it")
        targets = [folder / (name + exporter.suffix) for name, _ in parts]
        for target in targets:
            if target in written:
                raise UsageError(f"two papers would be written to {target.name}", "export them apart")
            _refuse(target, force)
        written.update(targets)
        for target, (_, part) in zip(targets, parts, strict=True):
            _write(exporter, part, options, target)


def _parts(path: Path, document: "Document", options: Options) -> Iterator[tuple[str, "Document"]]:
    from cotc.cli.export.split import texts

    if not options.single:
        yield _stem(path), document
        return
    for name, text in texts(document):
        yield f"{_stem(path)}_{name}", text


def _make(folder: Path) -> None:
    from cotc.parsers.errors import ExportError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"{folder} cannot be a folder ({error.strerror})", "name another with -o"
        ) from error


def _gather(
    exporter: Exporter, reading: _Reading, options: Options, output: Path | None, force: bool
) -> None:
    _refuse(output, force)
    documents = iter(reading)
    first = next(documents, None)
    if first is not None:  # nothing read leaves no file
        with console.output(output, force=True) as out:
            exporter.write()(chain([first], documents), out, options)


def _into_archive(reading: _Reading, output: Path) -> None:
    from cotc.cli.export import archive

    documents = iter(reading)
    first = next(documents, None)
    if first is None:
        return
    with archive.opened(output) as connection:
        replaced = [archive.add(connection, document) for document in chain([first], documents)]
    console.say(f"cotc: {output}: {replaced.count(False)} added, {replaced.count(True)} replaced")
