"""What a font's name and flags say of its style, and of its characters."""

from collections.abc import Mapping

import regex

from cotc.parsers.profiles import compiling

_BOLD = compiling.compile(r"bold|black|heavy|demi|(?<![a-z])bd(?![a-z])", regex.IGNORECASE)
_ITALIC = compiling.compile(r"italic|oblique|(?<![a-z])it(?![a-z])", regex.IGNORECASE)
_SUBSET = compiling.compile(r"^[A-Z]{6}\+")

# Bits of a PDF font descriptor's /Flags (ISO 32000-1, table 123).
ITALIC_FLAG = 1 << 6
FORCE_BOLD_FLAG = 1 << 18

# Fonts of signs have a coding of their own, which PDF files show from U+F020 on. What Unicode has of it: by
# Adobe's table of Symbol, and the names of Wingdings' signs.
_CODED = 0xF000
_SYMBOL = {
    0x20: " ", 0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
}  # fmt: skip
_WINGDINGS = {0x20: " ", 0x6C: "●", 0x6E: "■", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓"}
_SIGNS = {
    name: {_CODED + code: sign for code, sign in table.items()}
    for name, table in (("symbol", _SYMBOL), ("wingdings", _WINGDINGS))
}


def signs_of(name: str) -> Mapping[int, str] | None:
    """For `str.translate`: the signs of a font that has its own coding; None for other fonts."""
    folded = name.casefold()
    return next((signs for font, signs in _SIGNS.items() if folded.startswith(font)), None)


def base_name(name: str) -> str:
    """The font's name without the subset tag that differs from file to file."""
    return _SUBSET.sub("", name)


def is_bold(name: str, flags: int = 0) -> bool:
    return bool(_BOLD.search(name)) or bool(flags & FORCE_BOLD_FLAG)


def is_italic(name: str, flags: int = 0) -> bool:
    return bool(_ITALIC.search(name)) or bool(flags & ITALIC_FLAG)
