"""Which hyphens at a line's end belong to the word: the paper's own words decide.

UN papers made by Word are never hyphenated, so a hyphen at a line's end is a
real one ("Secretary-General"). Typeset papers do hyphenate. A joined form that
the paper writes elsewhere is proof for one, a hyphenated form for the other;
without either, a paper that has been seen to hyphenate is taken at its habit
unless both halves stand as words elsewhere.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from cotc.parsers.layout.lines import Line
from cotc.parsers.profiles import compiling

_WORD = compiling.compile(r"\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*")
_TAIL = compiling.compile(r"(\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*)[-\u2010]$")
# So many of a paper's shortest words link others: "and", "of", "to" (of at most three letters).
USUAL = 20
# No word is longer than this (characters): nothing is looked for before it.
_LONGEST = 100
_HYPHENS = ("-", "\u2010")
# What may stand between a hyphen that hangs and the word it waits for: "and", "ou", "или".
_LINK = compiling.compile(r"(\p{Ll}{1,3}) (\S+)")
_SHORT = compiling.compile(r"\b\p{Ll}{1,3}\b")
_HEAD = compiling.compile(r"\p{L}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*")


class Hyphens:
    """What the lines of a paper say about its hyphens. Nothing is read before the first hyphen asks."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._texts = [line.text for line in lines]

    @cached_property
    def _words(self) -> set[str]:
        """The paper's whole words: not those at a line's ends, which may be parts."""
        words: set[str] = set()
        for text in self._texts:
            found = _WORD.findall(text)
            whole = found[1:-1] if text.endswith(_HYPHENS) else found[1:]
            words.update(word.lower() for word in whole)
        return words

    @cached_property
    def hyphenates(self) -> bool:
        """Does the paper break words, going by those it also writes whole or with a hyphen?"""
        joined = kept = 0
        for text, following in pairwise(self._texts):
            tail, head = _tail(text), _HEAD.match(following)
            if tail and head:
                joined += tail + head[0].lower() in self._words
                kept += f"{tail}-{head[0].lower()}" in self._words
        return joined > kept

    def hangs(self, before: str, following: str) -> bool:
        """Does a hyphen at a line's end wait for a word further on: "troop- and police-contributing"?

        Then one of the paper's usual short words follows it, and after that a word with a hyphen;
        or the paper has a hyphen hang before that short word elsewhere.
        """
        link = _LINK.match(following)
        if link is None or f"{_tail(before)}-{link[1]}" in self._words:
            return False
        if link[1] in self._usual and any(h in link[2][1:-1] for h in _HYPHENS):
            return True
        return any(f"{hyphen} {link[1]} " in text for text in self._texts for hyphen in _HYPHENS)

    @cached_property
    def _usual(self) -> set[str]:
        """The short words that the paper has most."""
        count = Counter(word for text in self._texts for word in _SHORT.findall(text))
        return {word for word, _ in count.most_common(USUAL)}

    def is_soft(self, before: str, begin: str) -> bool:
        """Was the hyphen at the end of `before` put there only to break the line?"""
        left, head = _tail(before), _HEAD.match(begin)
        if not left or not head or head[0][0].isupper():
            return False
        right = head[0].lower()
        if f"{left}-{right}" in self._words:
            return False
        if left + right in self._words:
            return True
        return self.hyphenates and not (left.rsplit("-", 1)[-1] in self._words and right in self._words)


def _tail(text: str) -> str | None:
    """The word before a hyphen that ends a text, in lower case."""
    match = _TAIL.search(text, max(0, len(text) - _LONGEST)) if text.endswith(_HYPHENS) else None
    return match[1].lower() if match else None
