"""CommonMark's rule on where an asterisk may open or close emphasis, kept by shrinking the emphasis.

An asterisk opens only before a character that is no space; and before
punctuation only if a space or punctuation comes before the asterisk. Closing is
the mirror image. Which symbols count as punctuation changed between versions of
CommonMark, so both readings are satisfied.
"""

import unicodedata

from cotc.cli.export.printed import CallAt, Run


def safe_emphasis(pieces: list[Run | CallAt]) -> list[Run | CallAt]:
    """The same characters and calls, italic only where asterisks would work.

    Calls end an italic run and references do not matter; italic runs that touch become one.
    """
    out: list[Run | CallAt] = []
    merged = _merge(pieces)
    for at, piece in enumerate(merged):
        if isinstance(piece, CallAt) or not piece.italic:
            out.append(piece)
            continue
        before = _edge(merged[at - 1], -1) if at else " "
        after = _edge(merged[at + 1], 0) if at + 1 < len(merged) else " "
        start, end = _shrink(before + piece.text + after)
        cuts = ((piece.text[:start], False), (piece.text[start:end], True), (piece.text[end:], False))
        out += [Run(text, italic, None) for text, italic in cuts if text]
    return out


def _merge(pieces: list[Run | CallAt]) -> list[Run | CallAt]:
    out: list[Run | CallAt] = []
    for piece in pieces:
        last = out[-1] if out else None
        if isinstance(piece, Run) and isinstance(last, Run) and last.italic == piece.italic:
            out[-1] = Run(last.text + piece.text, piece.italic, None)
        else:
            out.append(piece)
    return out


def _edge(piece: Run | CallAt, index: int) -> str:
    """The character that stands next to an italic run; a call is written in brackets."""
    return "[" if isinstance(piece, CallAt) else piece.text[index]


def _shrink(text: str) -> tuple[int, int]:
    """Start and end of what may be italic in `text[1:-1]`, counted from there; equal if nothing may."""
    start, end = 1, len(text) - 1
    while start < end and not _opens(text[start - 1], text[start]):
        start += 1
    while start < end and not _opens(text[end], text[end - 1]):
        end -= 1
    return (start - 1, end - 1) if start < end else (0, 0)


def _opens(outside: str, inside: str) -> bool:
    if inside.isspace() or unicodedata.category(inside) in ("Zs", "Cc"):
        return False
    if unicodedata.category(inside)[0] not in "PS":
        return True
    return outside.isspace() or unicodedata.category(outside)[0] == "P"
