"""Changes to read: on a terminal in colour, in a pipe with marks, `[-deleted-]` and `{+added+}`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cotc.cli.compare import told
from cotc.cli.compare.versions import Change, Comparison
from cotc.cli.compare.words import Op, Piece
from cotc.cli.console import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

INDENT = "  "
SIGNS = {"added": "+", "deleted": "-", "same": " "}  # `~` for all others
STYLES: dict[Op, str] = {"same": "", "deleted": "red strike", "added": "green underline"}
MARKS: dict[Op, tuple[str, str]] = {"same": ("", ""), "deleted": ("[-", "-]"), "added": ("{+", "+}")}


def lines(comparison: Comparison, shown: Sequence[Change]) -> Iterator[str]:
    """Whole lines without colours: the papers, the changes, and their count."""
    yield from _head(comparison)
    for run in told.runs(shown):
        yield ""
        yield harmless(_title(run))
        if not _only_numbers(run):
            yield INDENT + "".join(_marked(piece) for piece in told.worded(run[0]))
    yield ""
    yield told.summary(comparison)


def draw(comparison: Comparison, shown: Sequence[Change], terminal: "Console") -> None:
    """The same on a terminal, wrapped; deleted words are struck and red, added ones underlined and green."""
    from rich.padding import Padding
    from rich.text import Text

    for line in _head(comparison):
        terminal.print(Text(line, style="bold"))
    for run in told.runs(shown):
        terminal.print()
        terminal.print(Text(harmless(_title(run)), style="cyan"))
        if not _only_numbers(run):
            terminal.print(Padding(_coloured(told.worded(run[0])), (0, 0, 0, len(INDENT))))
    terminal.print()
    terminal.print(Text(told.summary(comparison), style="bold"))


def _coloured(pieces: Sequence[Piece]) -> "Text":
    from rich.text import Text

    text = Text()
    for piece in pieces:
        words = harmless(piece.text)
        bare = words.rstrip()
        text.append(bare, STYLES[piece.op])
        text.append(words[len(bare) :])
    return text


def _head(comparison: Comparison) -> Iterator[str]:
    yield harmless(f"--- {told.name(comparison.before)}")
    yield harmless(f"+++ {told.name(comparison.after)}")


def _only_numbers(run: Sequence[Change]) -> bool:
    return run[0].how == ("renumbered",)


def _title(run: Sequence[Change]) -> str:
    change = run[0]
    sign = SIGNS.get(change.how[0], "~")
    count = f"{len(run)} paragraphs " if len(run) > 1 else ""
    parts = [
        told.run_heading(run),
        count + ", ".join(change.how),
        told.pages(change) if len(run) == 1 else "",
    ]
    return f"{sign} " + "  ".join(part for part in parts if part)


def _marked(piece: Piece) -> str:
    """Marks stand close to the words, white space outside of them."""
    words = harmless(piece.text)
    bare = words.rstrip()
    before, after = MARKS[piece.op]
    return f"{before}{bare}{after}{words[len(bare) :]}"
