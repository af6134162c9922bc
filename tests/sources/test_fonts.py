"""Names of fonts, and the characters of those that code signs in their own way."""

import pytest

from cotc.parsers.sources.fonts import base_name, signs_of


@pytest.mark.parametrize(
    ("font", "drawn", "sign"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("ABCDEF+SymbolMT", "\uf0b7", "•"),
        ("Symbol,Bold", "\uf0b3 5", "≥ 5"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Wingdings-Regular", "\uf0fc", "✓"),
        ("Wingdings", "\uf041", "\uf041"),  # a sign that Unicode has no certain character for stays
        ("Symbol", "•", "•"),
    ],
)
def test_a_font_of_signs_gives_the_characters_of_unicode(font: str, drawn: str, sign: str) -> None:
    signs = signs_of(base_name(font))
    assert signs is not None
    assert drawn.translate(signs) == sign


@pytest.mark.parametrize("font", ["TimesNewRoman", "ABCDEF+Arial-BoldMT", "", "CodeSymbols"])
def test_other_fonts_are_read_as_they_are(font: str) -> None:
    assert signs_of(base_name(font)) is None
