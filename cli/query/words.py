"""The words of addresses and citations, from words.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def asked() -> dict[str, str]:
    """Word -> kind of step: `para` -> `paragraph`."""
    return {word: step for step, words in _table()["ask"].items() for word in words}


@cache
def values() -> dict[str, str]:
    """Number written as a word -> the number."""
    found: dict[str, str] = _table()["values"]
    return found


def cited(language: str | None) -> dict[str, str]:
    """The patterns of citation in a language; English where it is not known."""
    table = _table()["cite"].get(language or "en", _table()["cite"]["en"])
    return {key: pattern for key, pattern in table.items() if isinstance(pattern, str)}


def as_cited(language: str | None, number: str) -> str:
    """A chapter's number as citations have it: in Arabic the heading says "أولا", the citation "الأول"."""
    headings: dict[str, str] = _table()["cite"].get(language or "en", {}).get("headings", {})
    return headings.get(number, number)
