"""Zips, Word files and texts made to harm, each with what must become of it within 512 MB and 20 s."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from attack_pdf import Attack

UNREADABLE = ("unreadable",)
TOO_MUCH = ("unreadable", "memory", "timeout")
W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MEGABYTE = 2**20

TYPES = (
    XML + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    XML + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    b' Target="%s"/></Relationships>'
)
WORDS = b"<w:p><w:r><w:t>The Conference decides to go on.</w:t></w:r></w:p>"
SAID = "The Conference decides to go on."


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(
    body: bytes = WORDS, *, before: bytes = XML, target: bytes = b"word/document.xml", **more: bytes
) -> bytes:
    """A Word file with this body; `more` are other parts, `__` standing for a slash and `_` for a stop."""
    document = before + b"<w:document " + W + b"><w:body>" + body + b"</w:body></w:document>"
    parts = {name.replace("__", "/").replace("_", "."): data for name, data in more.items()}
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS % target,
            "word/document.xml": document,
            **parts,
        }
    )


def laughs() -> bytes:
    entities = b'<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    body = WORDS.replace(b"The Conference", b"&a11;")
    return docx(body, before=XML + b"<!DOCTYPE w:document [" + entities + b"]>")


def from_outside(address: bytes) -> bytes:
    body = WORDS.replace(b"The Conference", b"&x;")
    return docx(body, before=XML + b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "' + address + b'">]>')


def overlapping(count: int = 2000) -> bytes:
    """Many entries of the directory that all are one packed member: a bomb without nesting."""
    whole = zipped({"a.txt": b"\0" * (8 * MEGABYTE)})
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[start:end]
    directory = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(count))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return whole[:start] + directory + tail


def styles_in_a_ring() -> bytes:
    styles = (
        XML
        + b"<w:styles "
        + W
        + b'><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    relations = (
        XML + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"'
        b' Target="styles.xml"/></Relationships>'
    )
    body = WORDS.replace(b"<w:p>", b'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>')
    return docx(body, word__styles_xml=styles, word___rels__document_xml_rels=relations)


ARCHIVES: dict[str, Attack] = {
    "part that is a bomb": Attack(
        lambda: docx(WORDS + b" " * (900 * MEGABYTE)), UNREADABLE, "unpacks to too much"
    ),
    "paragraphs without end": Attack(lambda: docx(WORDS * 120_000), (*TOO_MUCH, "read")),
    "one paragraph without end": Attack(
        lambda: docx(WORDS.replace(b"go on", b"go on and on " * 500_000)), (*TOO_MUCH, "read")
    ),
    "a billion laughs": Attack(laughs, UNREADABLE, "damaged"),
    "a file from outside": Attack(
        lambda: from_outside(b"file:///etc/passwd"), UNREADABLE, "declares entities"
    ),
    "an address from outside": Attack(
        lambda: from_outside(b"http://192.0.2.1/x"), UNREADABLE, "declares entities"
    ),
    "elements 100,000 deep": Attack(
        lambda: docx(b"<w:p>" * 100_000 + b"</w:p>" * 100_000), UNREADABLE, "damaged"
    ),
    "tables 60 deep": Attack(
        lambda: docx(b"<w:tbl><w:tr><w:tc>" * 60 + WORDS + b"<w:p/></w:tc></w:tr></w:tbl>" * 60 + WORDS),
        (),
        SAID,
    ),
    "spans of columns beyond counting": Attack(
        lambda: docx(
            b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
            + WORDS
            + b"</w:tc></w:tr></w:tbl>"
            + WORDS
        ),
        (),
        SAID,
    ),
    "styles in a ring": Attack(styles_in_a_ring, (), SAID),
    "text outside of it": Attack(
        lambda: docx(target=b"../../../../etc/passwd"), UNREADABLE, "no Word document"
    ),
    "characters that XML has not": Attack(
        lambda: docx(WORDS.replace(b"go on", b"\x00\x1b")), UNREADABLE, "damaged"
    ),
    "encoding of no such name": Attack(
        lambda: docx(before=XML.replace(b"UTF-8", b"KLINGON")), UNREADABLE, "damaged"
    ),
    "XML cut in the middle": Attack(lambda: docx(b"<w:p><w:r>"[:7]), UNREADABLE, "damaged"),
    "zip of a bomb": Attack(
        lambda: zipped({"a.txt": bytes(600 * MEGABYTE)}), UNREADABLE, "archive of papers"
    ),
    "zip of members on one place": Attack(overlapping, UNREADABLE),
    "zip of too many members": Attack(
        lambda: zipped({f"{n}.txt": b"" for n in range(20_001)}), UNREADABLE, "members"
    ),
    "zip cut in the middle": Attack(lambda: docx()[:700], UNREADABLE, "damaged"),
    "zip of names that climb": Attack(
        lambda: zipped({"../../etc/x.txt": b"x", "/etc/y.txt": b"y"}), UNREADABLE, "archive of papers"
    ),
    "noise": Attack(lambda: bytes(range(256)) * 100, UNREADABLE, "no kind of file"),
    "noise in UTF-16": Attack(lambda: b"\xff\xfe" + bytes(range(256)) * 100 + b"\xd8", UNREADABLE),
    "half of a character": Attack(lambda: b"The Conference decides" * 10 + b"\xe2\x82", UNREADABLE, "UTF-8"),
    "text that steers": Attack(
        lambda: "\x1b]0;x\x07\u202e The Conference decides".encode() * 9, ("unreadable", "read")
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_becomes_of_it(suffer: Callable[..., None], name: str) -> None:
    suffer(ARCHIVES[name])
