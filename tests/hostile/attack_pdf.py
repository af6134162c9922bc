"""PDFs written by hand, object by object, as no program would write them."""

import zlib
from collections.abc import Callable
from typing import NamedTuple

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"
WORDS = b"BT /F1 11 Tf 72 700 Td (The Conference of the Parties decides to go on.) Tj ET"
SENTENCE = "The Conference of the Parties decides to go on."


class Attack(NamedTuple):
    """An input and what must become of it.

    make      its bytes
    reasons   of the failure it may be (`cotc.cli.batch.model.Reason`); empty where it must be read
    says      words that must be in the failure's message, or in the text that was read
    """

    make: Callable[[], bytes]
    reasons: tuple[str, ...] = ()
    says: str = ""


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def deflated(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * times))


def pdf(objects: dict[int, bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A file of these objects, with a sound table of them."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def page(
    content: bytes = WORDS,
    *,
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"/Font << /F1 5 0 R >>",
    entries: bytes = b"",
    catalogue: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """A paper of one page; `content` is a stream object, or what one is to hold."""
    body = content if content.startswith(b"<<") or content.startswith(b"[") else stream(content)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << %s >> %s >>"
        % (box, resources, entries),
        4: body,
        5: FONT,
    }
    return pdf({**objects, **(more or {})})


def tree(kids: bytes, count: bytes, more: dict[int, bytes]) -> bytes:
    """A paper whose page tree begins with these kids; object 9 is a sound page."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, count),
            4: stream(WORDS),
            5: FONT,
            9: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            **more,
        }
    )


def many_pages(count: int) -> bytes:
    """So many pages of one text."""
    sheet = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    numbers = range(10, 10 + count)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            4: stream(WORDS),
            5: FONT,
            **dict.fromkeys(numbers, sheet),
        }
    )


def form(number: int, content: bytes, resources: bytes) -> dict[int, bytes]:
    """A form as an indirect object."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % resources
    return {number: stream(content, head)}
