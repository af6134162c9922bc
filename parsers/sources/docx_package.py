"""The parts of a Word file: XML read without entities, without network, within limits."""

import posixpath
from functools import cache
from typing import Any

from lxml import etree

from cotc.parsers.errors import DamagedInputError, NotAPaperError
from cotc.parsers.sources.archive import Archive

Element = etree._Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files differ from usual ones in the names of their namespaces.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.encode()),
)


@cache
def w(name: str) -> str:
    """A WordprocessingML name as lxml writes it."""
    return f"{{{_W}}}{name}"


def r(name: str) -> str:
    return f"{{{_R}}}{name}"


VAL = w("val")
# Word's counts are 15 bits wide, its measures (twentieths of a point) below 22 inches.
LARGEST = 32767


def val(parent: Element | None, name: str, default: str | None = None) -> str | None:
    """`w:val` of a child, or `default` where there is no such child."""
    child = None if parent is None else parent.find(w(name))
    return default if child is None else child.get(VAL, default)


def is_on(parent: Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not set."""
    child = None if parent is None else parent.find(w(name))
    if child is None:
        return None
    return child.get(VAL, "true") not in ("0", "false", "off", "none")


def number(text: str | None) -> float | None:
    """A measure or count as Word writes it, in its own unit; None where there is none that can be."""
    if text is None:
        return None
    try:
        value = float(text.removesuffix("pt")) * (20 if text.endswith("pt") else 1)
    except ValueError:
        return None
    return value if -LARGEST <= value <= LARGEST else None


class Package:
    """A Word file's parts, by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        targets = [
            target
            for kind, target in self._relations("").values()
            if kind.endswith("/officeDocument") and target in self._archive
        ]
        if not targets:
            raise NotAPaperError("this zip holds no Word document", "give a .docx file")
        self.main = targets[0]

    def part(self, name: str) -> Element | None:
        """A part's root, or None where the file has no such part."""
        if name not in self._archive:
            return None
        return parse_xml(self._archive.read(name), name)

    def related(self, kind: str) -> Element | None:
        """The root of the part that the document has of that kind: `styles`, `numbering` …"""
        for found, target in self._relations(self.main).values():
            if found.endswith(f"/{kind}"):
                return self.part(target)
        return None

    def by_id(self) -> dict[str, str]:
        """Names of the document's parts by relationship id."""
        return {key: target for key, (_, target) in self._relations(self.main).items()}

    def properties(self) -> Element | None:
        """What the program that wrote the file says of it."""
        for kind, target in self._relations("").values():
            if kind.endswith("/extended-properties"):
                return self.part(target)
        return None

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Kind and target of the relations of a part (of the whole package for an empty name)."""
        folder, last = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{last}.rels"))
        out: dict[str, tuple[str, str]] = {}
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                out[relation.get("Id", "")] = (relation.get("Type", ""), posixpath.normpath(path))
        return out


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML part. A document type declaration is refused: Word writes none."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, huge_tree=False, **options)
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedInputError(
            f"{name} in the Word file is damaged", "open and save it again in Word"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedInputError(
            f"{name} in the Word file declares entities", "Word writes none: do not trust this file"
        )
    return root
