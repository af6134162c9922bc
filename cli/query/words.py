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


def cited(language: str | None) -> dict[str, str]:
    """The patterns of citation in a language; English where it is not known."""
    tables: dict[str, dict[str, str]] = _table()["cite"]
    return tables.get(language or "en", tables["en"])
