"""Aligned paragraphs as a translation memory: TMX 1.4, level 1, which every tool for translators reads."""

from collections.abc import Sequence
from importlib.metadata import version

from lxml import etree

from cotc.cli.compare.align import Row
from cotc.cli.export.printed import clean
from cotc.parsers.model import Document

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNKNOWN = "und"


def as_tmx(rows: Sequence[Row], documents: Sequence[Document]) -> bytes:
    """The file. A unit is a paragraph that at least two versions have: printed numbers are left out, since
    they are no words to translate. Its `tuid` is the symbol and the address. The source language is the one
    that the paper says it was written in, where that is among the versions, else the first."""
    languages = [document.report.language or UNKNOWN for document in documents]
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "cotc",
            "creationtoolversion": version("cotc"),
            "segtype": "paragraph",
            "o-tmf": "cotc",
            "adminlang": "en",
            "srclang": _source(documents, languages),
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    paper = documents[0].report.symbol or documents[0].source.name
    for row in rows:
        if sum(bool(cell and cell.words) for cell in row.cells) > 1:
            _unit(body, row, languages, paper)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=DOCTYPE)


def _unit(body: etree._Element, row: Row, languages: Sequence[str], paper: str) -> None:
    unit = etree.SubElement(body, "tu", tuid=clean(f"{paper}#{row.first.address}"))
    etree.SubElement(unit, "prop", type="x-kind").text = row.first.kind
    for language, cell in zip(languages, row.cells, strict=True):
        if cell is not None and cell.words:
            variant = etree.SubElement(unit, "tuv", {LANGUAGE: language})
            etree.SubElement(variant, "seg").text = clean(cell.words)


def _source(documents: Sequence[Document], languages: Sequence[str]) -> str:
    original = next((d.report.original_language for d in documents if d.report.original_language), None)
    return original if original is not None and original in languages else languages[0]
