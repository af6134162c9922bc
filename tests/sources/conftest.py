"""Small Word files, written as the parts that a case is about."""

import io
import zipfile
from collections.abc import Callable

import pytest

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "settings": "settings",
    "header": "hdr",
    "footer": "ftr",
}


def _relations(rows: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{kind}" Type="{_KINDS}/{kind}" Target="{target}"/>' for kind, target in rows
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def build(body: str, pages: int | None = None, head: str = "", **parts: str) -> bytes:
    """A Word file with that body; `parts` are the insides of its other parts, `head` precedes the XML."""
    rows = [(kind, f"{kind}.xml") for kind in parts]
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            [("officeDocument", "word/document.xml"), ("extended-properties", "app.xml")]
        ),
        "app.xml": f"<Properties><Application>Writer</Application><Pages>{pages or 0}</Pages></Properties>",
        "word/_rels/document.xml.rels": _relations(rows),
        "word/document.xml": f"{head}<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    for kind, inner in parts.items():
        files[f"word/{kind}.xml"] = f"<w:{_ROOTS[kind]} {_NAMES}>{inner}</w:{_ROOTS[kind]}>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    """Makes a Word file: see `build`."""
    return build
