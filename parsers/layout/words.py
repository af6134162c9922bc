"""Which hyphens at a line's end belong to the word: the paper's own words decide.

UN papers made by Word are never hyphenated, so a hyphen at a line's end is a
real one ("Secretary-General"). Typeset papers do hyphenate. A joined form that
the paper writes elsewhere is proof for one, a hyphenated form for the other;
without either, a paper that has been seen to hyphenate is taken at its habit
unless both halves stand as words elsewhere.
"""

from collections.abc import Iterable

import regex

from cotc.parsers.layout.lines import Line

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*")
_TAIL = regex.compile(r"(\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*)[-\u2010]$")
# No word is longer than this (characters): nothing is looked for before it.
_LONGEST = 100
_HEAD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*")


class Hyphens:
    """What the lines of a paper say about its hyphens."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        tails: list[tuple[str, str]] = []
        tail: str | None = None
        for line in lines:
            text = line.text
            words = _WORD.findall(text)
            if tail and words:
                tails.append((tail, words[0].lower()))
            match = _TAIL.search(text, max(0, len(text) - _LONGEST))
            tail = match[1].lower() if match else None
            # A line's first and last words may be parts of words.
            whole = words[1:-1] if match else words[1:]
            self._words.update(w.lower() for w in whole)
        joined = sum(a + b in self._words for a, b in tails)
        kept = sum(f"{a}-{b}" in self._words for a, b in tails)
        self.hyphenates = joined > kept

    def is_soft(self, before: str, begin: str) -> bool:
        """Was the hyphen at the end of `before` put there only to break the line?"""
        tail, head = _TAIL.search(before, max(0, len(before) - _LONGEST)), _HEAD.match(begin)
        if not tail or not head or head[0][0].isupper():
            return False
        left, right = tail[1].lower(), head[0].lower()
        if f"{left}-{right}" in self._words:
            return False
        if left + right in self._words:
            return True
        return self.hyphenates and not (left.rsplit("-", 1)[-1] in self._words and right in self._words)
