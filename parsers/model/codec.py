"""JSON of a document, both ways, and its JSON Schema. Output is UTF-8 with a stable key order."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from cotc.parsers.model.tree import SCHEMA_VERSION, Document
from cotc.parsers.model.walk import walk

_decoder = msgspec.json.Decoder(Document)
# Between two documents. In one, no letter follows a quotation mark that stands after `} {`:
# there it would end a text.
_BETWEEN = re.compile(rb"\}(?=\s*\{\s*\"\w)")


class _Source(msgspec.Struct):
    name: str


class _Head(msgspec.Struct):
    schema: str
    source: _Source


_heads = msgspec.json.Decoder(_Head)


def to_json(document: Document, indent: int = 2) -> bytes:
    """The document as JSON; `indent=0` puts it on one line."""
    data = msgspec.json.encode(document)
    return msgspec.json.format(data, indent=indent) if indent else data


def from_json(data: bytes | str) -> Document:
    """The document that `to_json` wrote. Raises `msgspec.ValidationError` on anything else."""
    try:
        document = _decoder.decode(data)
    except RecursionError as error:
        raise msgspec.ValidationError("nested deeper than any document is") from error
    if document.schema != SCHEMA_VERSION:
        raise msgspec.ValidationError(f"its schema is {document.schema}, not {SCHEMA_VERSION}")
    return document


def documents_in(data: bytes) -> list[tuple[str, bytes]]:
    """The documents that stand one after another in `data`, each with its paper's name, not decoded.

    What is no such row of documents comes back whole, without a name.
    """
    ends = [match.end() for match in _BETWEEN.finditer(data)]
    pieces = [data[start:end] for start, end in zip([0, *ends], [*ends, len(data)], strict=True)]
    if len(pieces) == 1:
        return [("", data)]
    try:
        return [(_heads.decode(piece).source.name, piece) for piece in pieces]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return [("", data)]


def to_jsonl(document: Document) -> Iterator[bytes]:
    """One node a line, in reading order: its keys, `document` (symbol), `ancestors` (ids, root first)."""
    for node, ancestors in walk(document):
        fields = msgspec.to_builtins(node)
        del fields["children"]
        line = {"document": document.report.symbol, "ancestors": [a.id for a in ancestors], **fields}
        yield msgspec.json.encode(line)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "cotc document", **schema}
