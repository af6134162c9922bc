"""Random files: small PDFs, texts and Word files, sound at first, then with their bytes damaged."""

import io
import random
import zipfile

from attack_pdf import FONT, page, pdf, stream, tree

Chance = random.Random

WORDS = (
    "The Conference of the Parties,", "Recalling", "1.", "(a)", "(i)", "I.", "A.", "Resolution 12/1",
    "Annex", "Decides", "well-", "known", "12", "*", "1", "•", "Contents", "Page", "٣", "②", "第一章",
    "…………", "é", "&", ";", "Décision 12/3", "Chapter II", "Table 1", "1/ See A/RES/1/1.", "القرار ١/٢",
    "Article 5", "Rolling on,", "(continued)", "A/80/604", "18 October 2024", "page 3", "____",
)  # fmt: skip
LETTERS = (
    "aZ09 .,;:()[]-–—_*/\\<>&\"'\t\n\r\f\0\x1b\u00a0\u00ad\u200b\u200f\u202e\ufeffàßﬁ中١אЖ𝔸\u0301\ud800\uffff"
)


def letters(chance: Chance, most: int) -> str:
    return "".join(chance.choice(LETTERS) for _ in range(chance.randint(1, most)))


def words(chance: Chance, most: int = 5) -> str:
    return " ".join(
        chance.choice(WORDS) if chance.random() < 0.85 else letters(chance, 6)
        for _ in range(chance.randint(1, most))
    )


OPERATORS = (
    b"Td TD Tm Tj TJ ' \" T* Tf Tc Tw Tz TL Ts Tr q Q cm re f m l S BT ET Do BMC EMC BI ID EI gs d0 d1 sh"
).split()
OPERANDS = [
    *b"0 1 -1 11 72 700 1e9 -99999999999 NaN . - /F1 /X (Decides) (1.) <0041> < [ ] << >> null true".split(),
    *(b"(The Conference of the Parties)", b"(\\(a\\))", b"[(a) -300 (b)]"),
]
VALUES = [
    *b"0 -1 2147483648 null [] (x) /X true 1e39".split(),
    *(b"[0 0 9 9]", b"<< >>", b"[3 0 R 3 0 R]"),
    *(b"%d 0 R" % number for number in (1, 2, 3, 4, 5, 6, 99)),
]
KEYS = (
    b"/Type /Kids /Count /Parent /MediaBox /CropBox /Rotate /Contents /Resources /Font /XObject /Subtype"
    b" /BaseFont /Encoding /ToUnicode /Widths /FirstChar /LastChar /DescendantFonts /FontDescriptor"
    b" /FontFile2 /UserUnit /Annots /StructTreeRoot /Filter /Length /OCProperties /Metadata /CharProcs"
    b" /FontMatrix /CIDToGIDMap /W /DW"
).split()


def contents(chance: Chance) -> bytes:
    """A page's operators, sound at first and ever less so."""
    out = [b"BT /F1 11 Tf 72 700 Td 14 TL"]
    wild = chance.choice((0.0, 0.05, 0.3, 1.0))
    for _ in range(chance.randint(1, 40)):
        if chance.random() < wild:
            out += [chance.choice(OPERANDS) for _ in range(chance.randint(0, 6))]
            out.append(chance.choice(OPERATORS))
        else:
            text = words(chance).encode("cp1252", "replace").translate(None, b"()\\")
            out.append(b"(%s) Tj %d %d Td" % (text, chance.randint(-90, 90), -chance.randint(0, 40)))
    return b" ".join((*out, b"ET"))


def entries(chance: Chance, most: int) -> bytes:
    pairs = (b"%s %s" % (chance.choice(KEYS), chance.choice(VALUES)) for _ in range(chance.randint(0, most)))
    return b" ".join(pairs)


def small_pdf(chance: Chance) -> bytes:
    shape = chance.randrange(5)
    if shape == 0:
        more = {number: b"<< %s >>" % entries(chance, 6) for number in range(6, 10)}
        return page(contents(chance), entries=entries(chance, 3), catalogue=entries(chance, 2), more=more)
    if shape == 1:
        font = b"<< /Type /Font %s >>" % entries(chance, 7)
        return page(contents(chance), more={5: font, 6: stream(words(chance).encode("utf-8", "replace"))})
    if shape == 2:
        kids = b" ".join(b"%d 0 R" % chance.randrange(12) for _ in range(chance.randint(0, 9)))
        return tree(b"[%s]" % kids, chance.choice(VALUES), {6: b"<< %s >>" % entries(chance, 6)})
    if shape == 3:
        objects = {number: b"<< %s >>" % entries(chance, 6) for number in range(1, 7)}
        objects[6] = b"<< /Producer <%s> >>" % chance.randbytes(chance.randint(0, 6)).hex().encode()
        return pdf({**objects, 8: stream(contents(chance)), 5: FONT}, b"/Root 1 0 R /Info 6 0 R")
    form = stream(
        contents(chance), b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + entries(chance, 3)
    )
    return page(
        contents(chance) + b" /X Do",
        resources=b"/Font << /F1 5 0 R >> /XObject << /X 6 0 R >>",
        more={6: form},
    )


def damaged(data: bytes, chance: Chance) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((0, 0, 1, 3, 20))):
        at = chance.randrange(len(out) + 1)
        deed = chance.randrange(4)
        if deed == 0 and at < len(out):
            out[at] ^= 1 << chance.randrange(8)
        elif deed == 1:
            del out[at : at + chance.choice((1, 9, 99))]
        elif deed == 2:
            out[at:at] = chance.choice((b"\0", b" ", b">>", b"endobj", b"stream\n", b"R", b"<", b"\xff\xfe"))
        else:
            start = chance.randrange(len(out) + 1)
            out[at:at] = out[start : start + 50]
    return bytes(out)


def small_text(chance: Chance) -> bytes:
    """A paper of plain text, in an encoding it may not be in."""
    lines = (
        " " * chance.choice((0, 0, 0, 4, 20)) + words(chance, 9) if chance.random() < 0.8 else ""
        for _ in range(chance.randint(1, 30))
    )
    text = chance.choice(("\n", "\n", "\r\n", "\r", "\f\n")).join(lines)
    return text.encode(chance.choice(("utf-8", "utf-8", "utf-16", "latin-1", "utf-32")), "replace")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROPERTIES = [
    "b",
    "i",
    "caps",
    "vanish",
    "vertAlign",
    "sz",
    "jc",
    "ind",
    "pStyle",
    "rStyle",
    "numPr",
    "numId",
    "ilvl",
    "outlineLvl",
    "spacing",
    "tab",
    "br",
    "noBreakHyphen",
    "footnoteReference",
    "fldChar",
    "instrText",
    "sym",
    "lang",
    "gridSpan",
    "vMerge",
    "sectPr",
    "bidi",
    "rtl",
    "u",
]
ATTRIBUTES = ["val", "left", "hanging", "firstLine", "before", "id", "char", "font", "fldCharType", "type"]
SETTINGS = [
    *[
        "0",
        "1",
        "-1",
        "true",
        "24",
        "99999999999",
        "x",
        "superscript",
        "continue",
        "restart",
        "begin",
        "separate",
        "end",
        "center",
        "1.5",
        "NaN",
    ],
    *("", "Heading1", "FootnoteText"),
]
HOLDERS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "pPr",
    "rPr",
    "sdt",
    "sdtContent",
    "hyperlink",
    "ins",
    "del",
    "smartTag",
    "tcPr",
    "txbxContent",
    "pict",
    "body",
]


def word_xml(chance: Chance, depth: int = 0) -> str:
    if depth > 6 or chance.random() < 0.25:
        if chance.random() < 0.6:
            clean = words(chance).encode("utf-8", "ignore").decode()
            clean = "".join(letter for letter in clean if letter >= " " and letter not in "<&\uffff")
            return f"<w:r><w:t>{clean}</w:t></w:r>"
        pairs = {chance.choice(ATTRIBUTES): chance.choice(SETTINGS) for _ in range(chance.randint(0, 2))}
        told = "".join(f' w:{name}="{value}"' for name, value in pairs.items())
        return f"<w:{chance.choice(PROPERTIES)}{told}/>"
    name = chance.choice(HOLDERS if depth else ("p", "p", "tbl", "sdt"))
    inside = "".join(word_xml(chance, depth + 1) for _ in range(chance.randint(0, 4)))
    return f"<w:{name}>{inside}</w:{name}>"


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
RELATION = (
    '<Relationship Id="{0}" Target="{1}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{2}"/>'
)


def small_docx(chance: Chance) -> bytes:
    """A Word file of random parts; or some other zip."""
    kinds = ("styles", "numbering", "footnotes", "header", "footer", "settings")
    parts = {kind: "".join(word_xml(chance) for _ in range(chance.randint(0, 3))) for kind in kinds}
    body = "".join(word_xml(chance) for _ in range(chance.randint(0, 8)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="x">wordprocessingml.document</Types>')
        office = RELATION.format(
            "r1", chance.choice(("word/document.xml",) * 9 + ("../x",)), "officeDocument"
        )
        archive.writestr("_rels/.rels", RELATIONS.format(office))
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        told = "".join(RELATION.format(f"r{n}", f"{kind}.xml", kind) for n, kind in enumerate(kinds))
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(told))
        for kind, inside in parts.items():
            if chance.random() < 0.6:
                archive.writestr(f"word/{kind}.xml", f'<w:{kind} xmlns:w="{W}">{inside}</w:{kind}>')
    return out.getvalue()


HEADS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"<html")


def some_bytes(chance: Chance) -> bytes:
    kind = chance.randrange(10)
    if kind < 5:
        return damaged(small_pdf(chance), chance)
    if kind < 8:
        return damaged(small_text(chance), chance)
    if kind == 8:
        return damaged(small_docx(chance), chance)
    head = chance.choice(
        (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"<html")
    )
    return head + chance.randbytes(chance.randint(0, 200))
