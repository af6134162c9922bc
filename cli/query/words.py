"""The words of addresses and citations, from words.toml."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def asked() -> dict[str, str]:
    """Word -> kind of step: `para` -> `paragraph`. Words with accents stand there without them too."""
    words = {word: step for step, words in _table()["ask"].items() for word in words}
    return {_bare(word): step for word, step in words.items()} | words


@cache
def values() -> dict[str, str]:
    """Number written as a word -> the number."""
    found: dict[str, str] = _table()["values"]
    return {_bare(word): number for word, number in found.items()} | found


def _bare(word: str) -> str:
    """A word of Latin letters without its accents; any other as it is, since й is no и."""
    parted = unicodedata.normalize("NFD", word)
    plain = "".join(c for c in parted if not unicodedata.combining(c))
    return plain if plain.isascii() else word


def kind_of(word: str) -> str | None:
    """The kind a word stands for. Arabic writes "of", "and" and "to" onto the next word."""
    word = word.casefold()
    if word in asked():
        return asked()[word]
    for glued, whole in (("و", ""), ("ب", ""), ("لل", "ال"), ("ل", "")):
        rest = whole + word.removeprefix(glued)
        if word.startswith(glued) and rest in asked():
            return asked()[rest]
    return None


def cited(language: str | None) -> dict[str, str]:
    """The patterns of citation in a language; English where it is not known."""
    table = _table()["cite"].get(language or "en", _table()["cite"]["en"])
    return {key: pattern for key, pattern in table.items() if isinstance(pattern, str)}


def as_cited(language: str | None, number: str) -> str:
    """A chapter's number as citations have it: in Arabic the heading says "أولا", the citation "الأول"."""
    headings: dict[str, str] = _table()["cite"].get(language or "en", {}).get("headings", {})
    return headings.get(number, number)
