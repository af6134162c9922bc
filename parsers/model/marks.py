"""What raised characters mean by the words they stand after, whatever file they come from."""

import re
from collections.abc import Sequence

from cotc.parsers.model.block import Mark

# `12`, not the end of `1,012`: ordinals are of two digits at most.
_SHORT_NUMBER = r"(?<![\d,./])\d{1,2}$"


def is_letter_call(mark: str, before: str) -> bool:
    """Does a letter call a note of a table? Figures there call by letters, from `a` on: `1,250` with `a`."""
    return len(mark) == 1 and before[-1:].isdigit() and not re.search(_SHORT_NUMBER, before)


def with_marks(text: str, marks: Sequence[Mark]) -> str:
    """`text` with the marks that were taken out of it where they stood."""
    for mark in reversed(marks):
        text = text[: mark.offset] + mark.text + text[mark.offset :]
    return text
