"""Aligned paragraphs side by side on a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cotc.cli.compare.align import Row
from cotc.cli.console import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

# A column narrower than this holds no words that tell anything; it then has the paragraph's address.
NARROW = 16
ADDRESS = 24
# Lines of a paragraph that are shown.
LINES = 2


def draw(rows: Sequence[Row], called: Sequence[str], terminal: "Console") -> None:
    """A table as wide as the window: address, then one column a version with as many words as fit."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    width = (terminal.width - ADDRESS) // max(1, len(called)) - 2
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Paragraph", style="cyan", max_width=ADDRESS, overflow="fold")
    for name in called:
        table.add_column(harmless(name), overflow="ellipsis", ratio=1)
    for row in rows:
        cells = [_cell(row, k, width) for k in range(len(called))]
        table.add_row(Text(harmless(row.first.address)), *cells)
    terminal.print(table)


def _cell(row: Row, k: int, width: int) -> "Text":
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    item = row.cells[k]
    if item is None:
        return Text("missing", style="bold red")
    shifted = k in row.shifted
    words = harmless(f"{item.label} {item.words}".strip())
    if width < NARROW:
        words = item.place if shifted else "✓"
    elif shifted:
        words = f"[{item.place}] {words}"
    room = max(1, width * LINES - 1)
    if cell_len(words) > room:
        words = set_cell_size(words, room).rstrip() + "…"
    return Text(words, style="yellow" if shifted else "bold" if item.headed else "")
