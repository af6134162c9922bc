"""PDFs made to harm, each with what must become of it within 512 MB and 20 s."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from attack_pdf import FONT, SENTENCE, WORDS, Attack, deflated, form, many_pages, page, pdf, stream, tree

UNREADABLE = ("unreadable",)
NO_TEXT = "no text on the pages"
# pdfium ends its process where memory runs out; the child's end is the outcome.
TOO_MUCH = ("memory", "crash", "unreadable", "timeout")

FORMS = b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R /Y 7 0 R >>"


def nested_forms(depth: int) -> bytes:
    more: dict[int, bytes] = {}
    for number in range(6, 6 + depth):
        more |= form(number, b"/X Do", b"/XObject << /X %d 0 R >>" % (number + 1))
    more |= form(6 + depth, WORDS, b"/Font << /F1 5 0 R >>")
    return page(WORDS + b" /X Do", resources=b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>", more=more)


def laughing_forms(depth: int = 9, width: int = 10) -> bytes:
    """Each form draws the next ten times: a billion laughs in PDF."""
    more: dict[int, bytes] = {}
    for number in range(6, 6 + depth):
        more |= form(number, b"/X Do " * width, b"/XObject << /X %d 0 R >>" % (number + 1))
    more |= form(6 + depth, WORDS, b"/Font << /F1 5 0 R >>")
    return page(WORDS + b" /X Do", resources=b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>", more=more)


def deep_tree(depth: int) -> bytes:
    more = {
        number: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, number + 1)
        for number in range(10, 10 + depth)
    }
    more[10 + depth] = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % (9 + depth)
    )
    return tree(b"[10 0 R]", b"1", more)


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page())) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="owner", user="Vienna"))
    return out.getvalue()


def owner_locked() -> bytes:
    """Only rights are locked: any reader opens it."""
    out = io.BytesIO()
    nothing = pikepdf.Permissions(extract=False, accessibility=False)
    with pikepdf.open(io.BytesIO(page())) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="owner", user="", allow=nothing))
    return out.getvalue()


def bomb_of_object_streams() -> bytes:
    """An object stream that unpacks to half a gigabyte."""
    body = deflated(b"6 0 " + b" " * (512 * 2**20), 2)
    body = body.replace(b"<<", b"<< /Type /ObjStm /N 1 /First 4", 1)
    return page(more={6: body})


def previous_loop() -> bytes:
    """A table of objects that names itself as the one before it."""
    data = page()
    start = data.rindex(b"xref\n0")
    return data.replace(b"trailer\n<< ", b"trailer\n<< /Prev %d " % start)


def text_matrix(matrix: bytes) -> bytes:
    return b"BT /F1 11 Tf %s Tm (The Conference of the Parties decides to go on.) Tj ET" % matrix


def broken_font(entries: bytes) -> bytes:
    return page(more={5: b"<< /Type /Font %s >>" % entries})


def cmap(body: bytes) -> bytes:
    """A font whose characters have the Unicode values that this map gives."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 6 0 R >>"
    return page(more={5: font, 6: stream(body)})


def long_text(count: int) -> bytes:
    line = b"(" + b"The Parties decide to go on. " * 40 + b") Tj T* "
    return page(deflated(b"BT /F1 1 Tf 1 TL 10 800 Td " + line * (count // len(line)) + b" ET"))


ATTACKS: dict[str, Attack] = {
    # files that are hardly any
    "nothing": Attack(lambda: b"", UNREADABLE, "empty"),
    "zeros": Attack(lambda: bytes(100_000), UNREADABLE, "empty"),
    "head alone": Attack(lambda: b"%PDF-1.7\n", UNREADABLE, "damaged"),
    "head and noise": Attack(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, UNREADABLE, "damaged"),
    "no root": Attack(lambda: pdf({1: b"<< >>"}, b""), UNREADABLE, "damaged"),
    "root is a number": Attack(lambda: pdf({1: b"42"}), UNREADABLE, "damaged"),
    "root is a reference to itself": Attack(lambda: pdf({1: b"1 0 R"}), UNREADABLE, "damaged"),
    "table names itself as the one before": Attack(previous_loop, (), SENTENCE),
    "table beyond the file": Attack(
        lambda: page().replace(b"startxref\n", b"startxref\n99999"), (), SENTENCE
    ),
    "table of a size beyond counting": Attack(
        lambda: page().replace(b"/Size 6", b"/Size 99999999999999"), (), SENTENCE
    ),
    # page trees
    "page tree that holds itself": Attack(lambda: tree(b"[2 0 R 9 0 R]", b"2", {}), (), SENTENCE),
    "page tree in a ring": Attack(
        lambda: tree(
            b"[6 0 R 9 0 R]", b"3", {6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 9 0 R] /Count 2 >>"}
        ),
        UNREADABLE,
        "can be read",
    ),
    "page count of a liar": Attack(lambda: tree(b"[9 0 R]", b"2000000000", {}), (), SENTENCE),
    "page count below nothing": Attack(lambda: tree(b"[9 0 R]", b"-5", {}), (), SENTENCE),
    "page named a thousand times": Attack(
        lambda: tree(b"[" + b"9 0 R " * 1000 + b"]", b"1000", {}), (), SENTENCE
    ),
    "page tree 100 deep": Attack(lambda: deep_tree(100), (), SENTENCE),
    "page tree 20,000 deep": Attack(lambda: deep_tree(20_000), UNREADABLE, "pages"),
    "kids that are no pages": Attack(lambda: tree(b"[1 0 R 4 0 R 5 0 R 9 0 R]", b"4", {}), (), SENTENCE),
    "10,000 pages": Attack(lambda: many_pages(10_000), UNREADABLE, "--limit pages="),
    # contents
    "content of zeros, 256 MB": Attack(lambda: page(deflated(b"\0" * (256 * 2**20))), TOO_MUCH),
    "content packed twice, 1 GB": Attack(lambda: page(deflated(b" " * 2**30, 2)), TOO_MUCH),
    "object stream bomb": Attack(bomb_of_object_streams, (), SENTENCE),
    "contents that hold themselves": Attack(lambda: page(b"[4 0 R 4 0 R]"), UNREADABLE, NO_TEXT),
    "contents that are missing": Attack(lambda: page(b"[77 0 R 78 0 R]"), UNREADABLE, NO_TEXT),
    "filters without end": Attack(
        lambda: page(stream(b"x", b"/Filter [%s]" % (b"/FlateDecode " * 5000))), UNREADABLE, NO_TEXT
    ),
    "an unknown filter": Attack(lambda: page(stream(WORDS, b"/Filter /Crypt7")), (), ""),
    "length of a liar": Attack(
        lambda: page(stream(WORDS).replace(b"/Length %d" % len(WORDS), b"/Length 999999999")), (), ""
    ),
    "states saved without end": Attack(lambda: page(b"q " * 2_000_000 + WORDS), (), SENTENCE),
    "dictionaries 100,000 deep": Attack(
        lambda: page(more={6: b"<< /A " * 100_000 + b">>" * 100_000}, entries=b"/X 6 0 R"), (), SENTENCE
    ),
    "arrays 1,000,000 deep": Attack(lambda: page(WORDS + b" " + b"[" * 1_000_000), (), SENTENCE),
    "a million rules": Attack(
        lambda: page(deflated(WORDS + b" 0 0 m 9 9 l S" * 1_000_000)), UNREADABLE, "--limit objects="
    ),
    "text without end": Attack(lambda: long_text(300_000), UNREADABLE, "--limit page-characters="),
    # forms
    "form that draws itself": Attack(
        lambda: page(
            WORDS + b" /X Do",
            resources=FORMS,
            more=form(6, b"/X Do", FORMS) | form(7, b"/X Do", FORMS),
        ),
        (),
        SENTENCE,
    ),
    "forms that draw each other": Attack(
        lambda: page(
            WORDS + b" /X Do", resources=FORMS, more=form(6, b"/Y Do", FORMS) | form(7, b"/X Do /X Do", FORMS)
        ),
        TOO_MUCH,
    ),
    "forms 20 deep": Attack(lambda: nested_forms(20), (), SENTENCE),
    "forms 5,000 deep": Attack(lambda: nested_forms(5_000), (), SENTENCE),
    "a billion forms": Attack(laughing_forms, TOO_MUCH),
    # places and measures
    "page of no size": Attack(lambda: page(box=b"[0 0 0 0]"), (), SENTENCE),
    "page turned inside out": Attack(lambda: page(box=b"[595 842 0 0]"), (), SENTENCE),
    "page of a thousand kilometres": Attack(
        lambda: page(box=b"[0 0 3000000000 3000000000]"), UNREADABLE, "--limit page-size="
    ),
    "page without a box": Attack(lambda: page(box=b"null"), (), SENTENCE),
    "box that is no number": Attack(lambda: page(box=b"[0 0 NaN Infinity]"), (), SENTENCE),
    "box of words": Attack(lambda: page(box=b"[(a) /b true 1 0 R]"), (), SENTENCE),
    "turned by 45 degrees": Attack(lambda: page(entries=b"/Rotate 45"), (), SENTENCE),
    "turned beyond counting": Attack(lambda: page(entries=b"/Rotate 99999999999999"), (), SENTENCE),
    "matrix of no numbers": Attack(
        lambda: page(text_matrix(b"NaN NaN NaN NaN NaN NaN")), UNREADABLE, NO_TEXT
    ),
    "matrix of infinities": Attack(
        lambda: page(text_matrix(b"Infinity 0 0 -Infinity 1e999 -1e999")), UNREADABLE, NO_TEXT
    ),
    "matrix of zeros": Attack(lambda: page(text_matrix(b"0 0 0 0 0 0")), UNREADABLE, NO_TEXT),
    "matrix beyond counting": Attack(
        lambda: page(text_matrix(b"9" * 40 + b" 0 0 " + b"9" * 40 + b" 0 0")), UNREADABLE, NO_TEXT
    ),
    "text at the end of the world": Attack(
        lambda: page(text_matrix(b"1 0 0 1 2e9 -2e9")), UNREADABLE, NO_TEXT
    ),
    "text in all places of the world": Attack(
        lambda: page(b"\n".join(text_matrix(b"1 0 0 1 %d %d" % (7**n, -(5**n))) for n in range(60))),
        (),
        SENTENCE,
    ),
    "type of a kilometre": Attack(lambda: page(WORDS.replace(b" 11 Tf", b" 3000000 Tf")), (), "Conference"),
    "type of no size": Attack(lambda: page(WORDS.replace(b" 11 Tf", b" 0 Tf")), UNREADABLE, NO_TEXT),
    "type below nothing": Attack(lambda: page(WORDS.replace(b" 11 Tf", b" -11 Tf")), (), ""),
    "type of a millionth": Attack(
        lambda: page(WORDS.replace(b" 11 Tf", b" 0.000001 Tf")), UNREADABLE, NO_TEXT
    ),
    # fonts and characters
    "no fonts": Attack(lambda: page(resources=b""), (), ""),
    "font that is missing": Attack(lambda: page(resources=b"/Font << /F1 77 0 R >>"), (), ""),
    "font of no kind": Attack(lambda: broken_font(b""), (), ""),
    "font that descends from itself": Attack(
        lambda: broken_font(b"/Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [5 0 R]"),
        (),
        "",
    ),
    "font with widths of a liar": Attack(
        lambda: broken_font(
            b"/Subtype /TrueType /BaseFont /A /FirstChar -9 /LastChar 2000000000 /Widths [1e99 -1e99 NaN]"
        ),
        (),
        "The Con",
    ),
    "font file of noise": Attack(
        lambda: page(
            more={
                5: b"<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor 6 0 R >>",
                6: b"<< /Type /FontDescriptor /FontName /A /Flags 32 /FontFile2 7 0 R >>",
                7: stream(bytes(range(256)) * 40),
            }
        ),
        (),
        "Conference",
    ),
    "letters drawn by programs that draw themselves": Attack(
        lambda: page(
            more={
                5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0]"
                b" /FirstChar 84 /LastChar 84 /Widths [9] /CharProcs << /T 6 0 R >>"
                b" /Encoding << /Differences [84 /T] >>"
                b" /Resources << /Font << /F1 5 0 R >> >> >>",
                6: stream(b"9 0 d0 BT /F1 1 Tf (T) Tj ET"),
            }
        ),
        (),
        "",
    ),
    "encoding of no such name": Attack(
        lambda: broken_font(b"/Subtype /Type1 /BaseFont /A /Encoding /Klingon"), (), "Conference"
    ),
    "letters that are other letters": Attack(
        lambda: cmap(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <0041> endbfrange"
        ),
        (),
        "",
    ),
    "letters that are halves of pairs": Attack(
        lambda: cmap(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <d800> endbfrange"
        ),
        (),
        "",
    ),
    "letters that are controls": Attack(
        lambda: cmap(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7f> <0000> endbfrange"
        ),
        (),
        "",
    ),
    "one letter that is a novel": Attack(
        lambda: cmap(
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <54> <%s> endbfchar"
            % (b"0041" * 200_000)
        ),
        UNREADABLE,
        "--limit page-characters=",
    ),
    "map of letters without end": Attack(
        lambda: cmap(
            b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange "
            b"9 beginbfrange " + b"<00000000> <ffffffff> <0041> " * 9 + b"endbfrange"
        ),
        (),
        "",
    ),
    "letters that steer a terminal": Attack(
        lambda: page(WORDS.replace(b"(The", b"(\x1b]0;x\x07The")), (), ""
    ),
    "producer that is half a letter": Attack(
        lambda: pdf(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R >>",
                2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                b" /Resources << /Font << /F1 5 0 R >> >> >>",
                4: stream(WORDS),
                5: FONT,
                6: b"<< /Producer <FEFFDCF10041D800> >>",
            },
            b"/Root 1 0 R /Info 6 0 R",
        ),
        (),
        SENTENCE,
    ),
    # what a reader could be made to do
    "programs": Attack(
        lambda: page(catalogue=b"/OpenAction << /S /JavaScript /JS (while\\(true\\){app.alert\\('x'\\)}) >>"),
        (),
        SENTENCE,
    ),
    "files to launch": Attack(
        lambda: page(catalogue=b"/OpenAction << /S /Launch /F (/bin/sh) >>"), (), SENTENCE
    ),
    "addresses to fetch": Attack(
        lambda: page(
            stream(b"", b"/F << /FS /URL /F (http://192.0.2.1/x) >>"),
            catalogue=b"/OpenAction << /S /URI /URI (http://192.0.2.1/) >>",
        ),
        UNREADABLE,
        NO_TEXT,
    ),
    "forms of XFA": Attack(
        lambda: page(
            catalogue=b"/AcroForm << /XFA 6 0 R /Fields [] >>",
            more={6: stream(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')},
        ),
        (),
        SENTENCE,
    ),
    "locked": Attack(encrypted, UNREADABLE, "--password"),
    "locked against copying only": Attack(owner_locked, (), SENTENCE),
    "locked in no known way": Attack(
        lambda: pdf(
            {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"},
            b"/Root 1 0 R /Encrypt << /Filter /Klingon /V 99 >>",
        ),
        UNREADABLE,
    ),
    # pictures
    "picture of a billion dots": Attack(
        lambda: page(
            WORDS + b" /P Do",
            resources=b"/Font << /F1 5 0 R >> /XObject << /P 6 0 R >>",
            more={
                6: stream(
                    b"x",
                    b"/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000"
                    b" /BitsPerComponent 16 /ColorSpace /DeviceCMYK",
                )
            },
        ),
        (),
        SENTENCE,
    ),
    "nothing but a picture": Attack(
        lambda: page(
            b"/P Do",
            resources=b"/XObject << /P 6 0 R >>",
            more={
                6: stream(
                    b"\x80" * 100,
                    b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8"
                    b" /ColorSpace /DeviceGray",
                )
            },
        ),
        UNREADABLE,
        "ocrmypdf",
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_what_becomes_of_it(suffer: Callable[..., None], name: str) -> None:
    suffer(ATTACKS[name])


@pytest.mark.parametrize("name", ATTACKS)
def test_the_other_engine_lives_through_it(read_apart: Callable[..., Any], name: str) -> None:
    """pdfminer gives up earlier, or later; it must not trip over what it did not expect."""
    outcome, _ = read_apart(ATTACKS[name].make(), "pdfplumber")
    assert outcome.reason in (None, *TOO_MUCH), outcome.message
