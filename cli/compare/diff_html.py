"""Changes as a page of HTML: deleted words struck, added ones underlined."""

from collections.abc import Sequence

from cotc.cli.compare import told
from cotc.cli.compare.page import page, worded
from cotc.cli.compare.versions import Change, Comparison
from cotc.cli.compare.words import Op, Piece
from cotc.cli.view.html import element, escaped

TAGS: dict[Op, str] = {"deleted": "del", "added": "ins"}


def as_page(comparison: Comparison, shown: Sequence[Change]) -> str:
    """The whole page."""
    title = f"{told.name(comparison.before)} → {told.name(comparison.after)}"
    head = element("h1", escaped(title)) + element("p", escaped(told.summary(comparison)), _class="told")
    return page(title, head + "\n".join(_run(run, comparison) for run in told.runs(shown)))


def _run(run: Sequence[Change], comparison: Comparison) -> str:
    change = run[0]
    about = [", ".join(change.how), told.pages(change) if len(run) == 1 else ""]
    how = element("span", escaped(" · ".join(part for part in about if part)), _class="how")
    title = element("h2", f"{escaped(told.run_heading(run))} {how}", dir="ltr")
    if change.how == ("renumbered",):
        return element("section", title)
    document = comparison.after if change.after else comparison.before
    words = worded("p", "".join(_marked(piece) for piece in told.worded(change)), document)
    return element("section", title + words, _class=change.how[0])


def _marked(piece: Piece) -> str:
    bare = piece.text.rstrip()
    tag = TAGS.get(piece.op)
    words = element(tag, escaped(bare)) if tag else escaped(bare)
    return words + piece.text[len(bare) :]
