"""What a source without page geometry gives: the paper already taken apart."""

from typing import NamedTuple

from cotc.parsers.model.block import Layout


class Flow(NamedTuple):
    """A Word file or a text, read.

    `engine` is what the document calls its engine (`docx`, `text`); `producer`
    is the program that the file says it was written with.
    """

    layout: Layout
    engine: str
    producer: str | None
