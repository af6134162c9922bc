"""The tree on a terminal, drawn by rich: headings wrapped, texts cut to the window unless --full."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from rich.tree import Tree

from cotc.cli.render.outline import Choice, Item, masthead, outline
from cotc.parsers.model import HEADED, Document

STYLES = {
    "session": "bold",
    "part": "bold",
    "chapter": "bold",
    "section": "bold",
    "resolution": "bold green",
    "decision": "bold green",
    "annex": "bold",
    "preambular": "blue",
    "operative": "magenta",
    "notes": "bold",
    "note": "cyan",
    "findings": "bold yellow",
    "unrecognised": "bold red",
}
LOOKS = {"plain": "", "italic": "italic", "title": "bold", "call": "cyan"}
GUIDE = "dim"
CUT = "…"


def show(document: Document, console: Console, choice: Choice, *, full: bool) -> None:
    """Draws the masthead and the tree on `console`."""
    symbol, *rest = masthead(document)
    console.print(Text(symbol, "bold"))
    for line in rest:
        console.print(Text(line))
    for root in outline(document, choice):
        console.print(_tree(root, full=full))


def _tree(item: Item, *, full: bool) -> Tree:
    """Filled from a stack: a paper may nest deeper than Python recurses."""
    root = Tree(Line(item, full), guide_style=GUIDE)
    stack = [(item, root)]
    while stack:
        current, branch = stack.pop()
        stack.extend((child, branch.add(Line(child, full))) for child in current.children)
    return root


@dataclass(frozen=True, slots=True)
class Line:
    """One item as wide as there is room. Footnote calls that would be cut off stand behind the cut."""

    item: Item
    full: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        whole = self.full or self.item.kind in HEADED or self.item.kind == "findings"
        yield self._text() if whole else self._cut(options.max_width)

    def _head(self) -> Text:
        return Text(self.item.head, STYLES.get(self.item.kind, "bold"))

    def _text(self) -> Text:
        parts = [self._head()]
        if self.item.runs:
            parts.append(Text.assemble(*((run.text, LOOKS[run.look]) for run in self.item.runs)))
        if self.item.tail:
            parts.append(Text(f"({self.item.tail})", GUIDE))
        return Text(" ").join(part for part in parts if part)

    def _cut(self, width: int) -> Text:
        text = self._text()
        text.no_wrap = True
        if text.cell_len <= width:
            return text
        calls = [run.text for run in self.item.runs if run.look == "call"]
        shown = 0
        while True:
            behind = Text("".join(f" {call}" for call in calls[shown:]), LOOKS["call"])
            kept = text.copy()
            kept.truncate(max(width - behind.cell_len, len(CUT)), overflow="ellipsis")
            seen = sum(1 for call in _ends(self.item, len(self.item.head) + 1) if call < len(kept))
            if seen <= shown:
                return Text.assemble(kept, behind, no_wrap=True, overflow="ellipsis")
            shown = seen


def _ends(item: Item, start: int) -> list[int]:
    """Where in the whole line each footnote call ends."""
    ends = []
    for run in item.runs:
        start += len(run.text)
        if run.look == "call":
            ends.append(start)
    return ends
