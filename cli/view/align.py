"""Which node of one paper stands beside which of the other."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from cotc.cli.view.nodes import Drawn

Row = tuple[Drawn | None, Drawn | None]


def rows(left: Sequence[Drawn], right: Sequence[Drawn]) -> Iterator[Row]:
    """Rows in the order of both papers: nodes of one address together, and between them those of one
    kind where both papers have as many; what has no counterpart stands alone. Every node comes once.
    """
    matcher = SequenceMatcher(None, [n.id for n in left], [n.id for n in right], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        ours, theirs = left[a:b], right[c:d]
        if [n.kind for n in ours] == [n.kind for n in theirs]:
            yield from zip(ours, theirs, strict=True)
        else:
            yield from ((node, None) for node in ours)
            yield from ((None, node) for node in theirs)
