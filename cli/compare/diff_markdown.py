"""Changes as Markdown. `<del>` and `<ins>` rather than stars and tildes: those need white space around."""

from collections.abc import Iterator, Sequence

from cotc.cli.compare import told
from cotc.cli.compare.versions import Change, Comparison
from cotc.cli.compare.words import Op, Piece
from cotc.cli.export.markdown import escape, opening

TAGS: dict[Op, str] = {"deleted": "del", "added": "ins"}


def blocks(comparison: Comparison, shown: Sequence[Change]) -> Iterator[str]:
    """Blocks, to be parted by empty lines."""
    yield f"# {escape(told.name(comparison.before))} → {escape(told.name(comparison.after))}"
    yield told.summary(comparison)
    for run in told.runs(shown):
        change = run[0]
        parts = [", ".join(change.how), told.pages(change) if len(run) == 1 else ""]
        yield f"**{escape(told.run_heading(run))}** ({', '.join(part for part in parts if part)})"
        if change.how != ("renumbered",):
            yield "> " + opening("".join(_marked(piece) for piece in told.worded(change)))


def _marked(piece: Piece) -> str:
    bare = piece.text.rstrip()
    tag = TAGS.get(piece.op)
    words = escape(bare)
    return (f"<{tag}>{words}</{tag}>" if tag else words) + piece.text[len(bare) :]
