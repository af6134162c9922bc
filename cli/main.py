"""The command `cotc`: its commands, and the one door through which errors leave.

How to plug in a command NAME:

1. Write `cli/commands/NAME.py` with a function `command(...)`. Its parameters are
   typer ones, `Annotated[type, typer.Option(...)]`; those that several commands share
   (`Files`, `Output`, `EngineName`, `Password`, `Language`, `Profile`, `Strict` …) are in
   `cli/options.py`. Its docstring is the command's long help.
2. Return an `int` from it, the exit code (`cli/console.py` names them), or None for 0.
   Raise a `CotcError` for what cannot go on; call neither `sys.exit` nor `print`.
   Data goes out through `console.output(path)`, words about it through `console.say(...)`.
   `cli/documents.py` reads the papers that were named, one after another.
3. Add one row to `COMMANDS` below.

The module is imported only when its command is called or asked for its own help, but
`cotc --help` reads only the table, and stays fast however many commands there are.
Import rich, lxml and their like inside the functions that use them all the same.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from cotc.cli import console, interrupts
from cotc.cli.console import ExitCode


class Row(NamedTuple):
    """A command: its name, the module that holds `command`, and its line in `cotc --help`."""

    name: str
    module: str
    help: str


COMMANDS = (
    Row("parse", "cotc.cli.commands.parse", "Read papers and show their trees."),
    Row("check", "cotc.cli.commands.check", "Say what a paper's own arithmetic makes of its parse."),
    Row("export", "cotc.cli.commands.export", "Write papers in another format: Markdown, Word, tables …"),
    Row("view", "cotc.cli.commands.view", "Read a paper in the browser, beside its printed pages."),
    Row("batch", "cotc.cli.commands.batch", "Convert an archive, on one machine or on a cluster."),
    Row("watch", "cotc.cli.commands.watch", "Convert what arrives in a folder."),
    Row("show", "cotc.cli.commands.show", "Show the paragraphs that addresses name."),
    Row("grep", "cotc.cli.commands.grep", "Search paragraphs by words, kind and verb."),
    Row("refs", "cotc.cli.commands.refs", "List what papers cite, as a table or as a network."),
    Row("actions", "cotc.cli.commands.actions", "List who is asked to do what, and by when."),
    Row("diff", "cotc.cli.commands.diff", "Show what changed between two versions of a paper."),
    Row("align", "cotc.cli.commands.align", "Put language versions side by side, and say what is missing."),
    Row("schema", "cotc.cli.commands.schema", "Print the JSON Schema of a document."),
    Row("profiles", "cotc.cli.commands.profiles", "List the bodies and languages that cotc knows."),
)

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
EPILOG = (
    "Exit codes: 0 fine; 1 an input could not be read; 2 wrong usage; "
    "3 read, but with errors (check, or --strict); 130 interrupted."
)


class LazyGroup(TyperGroup):
    """Lists commands from the table; imports a command's module when it is the one called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        row = next((row for row in COMMANDS if row.name == name), None)
        return name, row and _load(row), rest


def _load(row: Row) -> Any:
    holder = _typer(add_completion=False)
    holder.command(row.name, context_settings=CONTEXT)(import_module(row.module).command)
    return typer.main.get_command(holder)


def _typer(**settings: Any) -> typer.Typer:
    return typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, **settings)


def build_app() -> typer.Typer:
    """The whole command line, commands not yet imported."""
    app = _typer(cls=LazyGroup, no_args_is_help=True, context_settings=CONTEXT, epilog=EPILOG)
    app.callback()(_options)
    for row in COMMANDS:
        app.command(row.name, help=row.help)(_stand_in)
    return app


def _stand_in() -> None:
    """Takes a command's place in the list until it is called."""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        with console.output(None) as out:
            out.write(f"cotc {version('cotc')}\n".encode())
        raise typer.Exit


def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end."),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Read the reports of UN Conferences of the Parties as trees of resolutions, decisions and paragraphs."""
    del version
    console.DEBUG.set(debug)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `cotc` with `argv` (the process's own by default) and returns its exit code.

    Every error becomes one line on standard error here, and nowhere else.
    """
    console.DEBUG.set(False)
    if argv is None:
        interrupts.arm()
        _keep_patterns()
    try:
        outcome = build_app()(args=argv, prog_name="cotc", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as stop:
        return _stopped(stop)
    except BrokenPipeError:
        return console.reader_gone()
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        return _misused(error)
    except Exception as error:
        return console.report(error)
    return outcome if isinstance(outcome, int) else ExitCode.FINE


def _keep_patterns() -> None:
    """Names the folder in which compiled patterns are kept, for this process and its workers."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    os.environ.setdefault("COTC_CACHE", str(Path(home) / "cotc"))


def _stopped(stop: SystemExit) -> int:
    """typer and rich answer a broken pipe with an exit of 1; a reader that had enough is no failure."""
    if isinstance(stop.__context__, BrokenPipeError):
        return console.reader_gone()
    return stop.code if isinstance(stop.code, int) else ExitCode.FINE


def _misused(error: Any) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is not None and message == context.get_help():
        console.say(message)
    else:
        path = context.command_path if context is not None else "cotc"
        console.say(f"cotc: {message.rstrip('.')} — see `{path} --help`")
    return int(error.exit_code)


if __name__ == "__main__":
    sys.exit(main())
