"""What a font's name and flags say of its style."""

import regex

from cotc.parsers.profiles import compiling

_BOLD = compiling.compile(r"bold|black|heavy|demi|(?<![a-z])bd(?![a-z])", regex.IGNORECASE)
_ITALIC = compiling.compile(r"italic|oblique|(?<![a-z])it(?![a-z])", regex.IGNORECASE)
_SUBSET = compiling.compile(r"^[A-Z]{6}\+")

# Bits of a PDF font descriptor's /Flags (ISO 32000-1, table 123).
ITALIC_FLAG = 1 << 6
FORCE_BOLD_FLAG = 1 << 18


def base_name(name: str) -> str:
    """The font's name without the subset tag that differs from file to file."""
    return _SUBSET.sub("", name)


def is_bold(name: str, flags: int = 0) -> bool:
    return bool(_BOLD.search(name)) or bool(flags & FORCE_BOLD_FLAG)


def is_italic(name: str, flags: int = 0) -> bool:
    return bool(_ITALIC.search(name)) or bool(flags & ITALIC_FLAG)
