"""What pdfium tells of characters, and what is made of it."""

import pytest
from attack_pdf import page, stream

from cotc.parsers.pipeline import open_source

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 6 0 R >>"


def words(letters: dict[bytes, bytes]) -> str:
    """The text of a page on which each letter stands for what its font's map says, in UTF-16."""
    lines = b"\n".join(b"<%s> <%s>" % (letter.hex().encode(), code) for letter, code in letters.items())
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar %s endbfchar" % (
        len(letters),
        lines,
    )
    content = b"BT /F1 11 Tf 300 700 Td (" + b"".join(letters) + b") Tj ET"
    source = open_source(page(content, more={5: FONT, 6: stream(cmap)}))
    (sheet,) = source.pages()
    source.close()
    return "".join(span.text for span in sheet.spans)


ARABIC = {b"A": b"0627", b"B": b"0628", b"C": b"062a", b"D": b"062b"}
LATIN = {b"A": b"0041", b"B": b"0042"}


@pytest.mark.parametrize("around", [ARABIC, LATIN], ids=["right to left", "left to right"])
def test_a_letter_beyond_the_sixteen_bit_plane_is_one(around: dict[bytes, bytes]) -> None:
    assert words({**around, b"X": b"d835dc9c"}).count("\U0001d49c") == 1


@pytest.mark.parametrize("half", [b"dcf1", b"d835"])
@pytest.mark.parametrize("around", [ARABIC, LATIN], ids=["right to left", "left to right"])
def test_half_a_letter_is_none(around: dict[bytes, bytes], half: bytes) -> None:
    """JSON and UTF-8 have no halves; a paper that has them was damaged."""
    assert words({**around, b"X": half, b"Y": b"0031"}).count("\ufffd") == 1
