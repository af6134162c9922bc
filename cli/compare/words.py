"""Words of a text, how like two texts are, and which words one has that the other lacks."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple
from unicodedata import normalize

import regex

# Han and kana stand alone, since no space parts their words; a sign is a token of its own.
_TOKEN = regex.compile(
    r"(?P<core>[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’\-‐‑/.][\p{L}\p{M}\p{N}]+)*|\S)"
    r"(?P<after>\s*)|(?P<space>\s+)"
)
_WORD = regex.compile(r"[\p{L}\p{N}]")

# A stretch that two texts share between two changes is told with them where it has no more letters
# than this: "of the" does not help to read what stands around it.
SHORT = 5

# Code points for words begin here; surrogates cannot stand in a string that is compared.
_FIRST, _SURROGATES, _AFTER_SURROGATES = 0x100, 0xD800, 0xE000

_SIGNS = {0x2010: "-", 0x2011: "-", 0x2019: "'"}

Op = Literal["same", "deleted", "added"]


class Piece(NamedTuple):
    """A stretch of words that both texts have, or only one of them."""

    op: Op
    text: str


def tokens(text: str) -> list[tuple[str, str]]:
    """Words and signs of a text, each with the white space after it."""
    return [(m["core"] or "", m["after"] or m["space"] or "") for m in _TOKEN.finditer(text)]


class Alphabet:
    """Gives each word a character, so that texts become short strings, which are fast to compare."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}

    def spell(self, text: str) -> str:
        """The words of `text`, one character each; white space is left out."""
        letters = self._letters
        out = []
        for core, _ in tokens(text):
            if core:
                word = _plain(core)
                out.append(letters.get(word) or letters.setdefault(word, _letter(len(letters))))
        return "".join(out)


def _letter(index: int) -> str:
    code = _FIRST + index
    return chr(code if code < _SURROGATES else code + _AFTER_SURROGATES - _SURROGATES)


def _plain(core: str) -> str:
    """Two ways to encode one letter are no change of wording, nor is a hyphen that holds a line together."""
    return normalize("NFC", core.translate(_SIGNS))


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """`before` and `after` as stretches that both have or one: `same` and `deleted` together make
    `before`, `same` and `added` make `after`, but for white space and hyphens: those are `after`'s."""
    old, new = tokens(before), tokens(after)
    matcher = SequenceMatcher(None, [_plain(c) for c, _ in old], [_plain(c) for c, _ in new], autojunk=False)
    pieces: list[Piece] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            pieces.append(Piece("same", _text(new[c:d])))
            continue
        pieces.append(Piece("deleted", _text(old[a:b])))
        pieces.append(Piece("added", _text(new[c:d])))
    return tuple(_joined(_readable(pieces)))


def _text(run: Sequence[tuple[str, str]]) -> str:
    return "".join(core + space for core, space in run)


def _readable(pieces: Sequence[Piece]) -> list[Piece]:
    """Short stretches between changes given to both of them, so that each change reads as a phrase."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        inner = 0 < at < len(pieces) - 1 and piece.op == "same"
        if inner and len(_WORD.findall(piece.text)) <= SHORT:
            out += (Piece("deleted", piece.text), Piece("added", piece.text))
        else:
            out.append(piece)
    return out


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbouring changes as one deletion and one addition; empty pieces left out."""
    out: list[Piece] = []
    deleted = added = ""
    for piece in (*pieces, Piece("same", "")):
        if piece.op == "deleted":
            deleted += piece.text
        elif piece.op == "added":
            added += piece.text
        else:
            changes = (Piece("deleted", deleted), Piece("added", added), piece)
            out += (change for change in changes if change.text)
            deleted = added = ""
    return out
