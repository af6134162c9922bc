"""Is every character of the page in the tree, and none beside it?

Counted are the characters that are not white space, as the engine reads them
from the page, and those of labels, titles, texts, cells, calls, notes and
furniture. The two counts must be equal, character by character.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import UNSET

from cotc.parsers.model import Document, Page, walk


class Conservation(NamedTuple):
    """`drawn` and `kept`: how many characters; `lost` and `invented`: which, with how often."""

    drawn: int
    kept: int
    lost: dict[str, int]
    invented: dict[str, int]

    @property
    def holds(self) -> bool:
        return not self.lost and not self.invented


def drawn_characters(pages: Iterable[Page]) -> Counter[str]:
    """The visible characters of pages, counted."""
    count: Counter[str] = Counter()
    for page in pages:
        for span in page.spans:
            count.update("".join(span.text.split()))
    return count


def kept_characters(document: Document) -> Counter[str]:
    """The visible characters of a document, counted."""
    count: Counter[str] = Counter()

    def add(text: str | None) -> None:
        if text:
            count.update("".join(text.split()))

    for node, _ in walk(document):
        for words in (node.label, node.title, node.text):
            add(words)
        for call in node.notes:
            add(call.number)
        if node.rows is not UNSET:
            for row in node.rows:
                for cell in row:
                    add(cell)
    for note in document.footnotes:
        add(note.number)
        add(note.text)
    for item in document.furniture:
        add(item.text)
    return count


def conservation(document: Document, drawn: Counter[str]) -> Conservation:
    """Compare what pages draw (`drawn_characters`) with what a document keeps."""
    kept = kept_characters(document)
    return Conservation(drawn.total(), kept.total(), dict(drawn - kept), dict(kept - drawn))
