"""What the page is made of: a document, the pictures of its pages, and how its addresses are written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cotc.cli.view.pictures import Picture
from cotc.parsers.model import Document, Finding

RIGHT_TO_LEFT = frozenset({"ar"})


class Paper(NamedTuple):
    """`place` is 0, or 1 for the paper on the right; its addresses then begin with `2:`."""

    document: Document
    pictures: Iterable[Picture] = ()
    place: int = 0

    @property
    def name(self) -> str:
        return self.document.report.symbol or self.document.source.name

    @property
    def language(self) -> str:
        return self.document.report.language or "en"

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def anchor(self, address: str) -> str:
        """The address as it stands after `#`: that of the document, told apart from the other paper's."""
        return f"{self.place + 1}:{address}" if self.place else address

    def findings(self) -> dict[str | None, list[Finding]]:
        """Findings by the address of the node they speak of, None for those that speak of the paper."""
        from cotc.parsers.model import walk

        known = {node.id for node, _ in walk(self.document)} | {n.id for n in self.document.footnotes}
        by_node: dict[str | None, list[Finding]] = defaultdict(list)
        for finding in self.document.findings:
            by_node[finding.node if finding.node in known else None].append(finding)
        return by_node
