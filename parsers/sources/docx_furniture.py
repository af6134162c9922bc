"""Heads, feet and mastheads of a Word file, by the form of their words."""

from cotc.parsers.model import Furniture
from cotc.parsers.sources.forms import BARCODE, FOLIO, JOB, SYMBOL


def foot_kind(text: str) -> str:
    """What the words of a foot are."""
    if BARCODE.fullmatch(text):
        return "barcode"
    if FOLIO.fullmatch(text):
        return "folio"
    return "job" if JOB.fullmatch(text) else "head"


def furniture_of(text: str, foot: bool, first: bool) -> Furniture:
    """A line of a head or foot; `first`: it is that of the first page alone."""
    page = 1 if first else None
    if foot:
        return Furniture(foot_kind(text), page, text, None)
    return Furniture("masthead" if first else "head", page, text, None)


def is_masthead(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Is a table at the head of a paper its masthead? It shows the paper's symbol."""
    return any(SYMBOL.fullmatch(cell.strip()) for row in rows for cell in row)
