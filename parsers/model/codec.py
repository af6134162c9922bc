"""JSON of a document, both ways, and its JSON Schema. Output is UTF-8 with a stable key order."""

from collections.abc import Iterator
from typing import Any

import msgspec

from cotc.parsers.model.tree import Document
from cotc.parsers.model.walk import walk

_decoder = msgspec.json.Decoder(Document)


def to_json(document: Document, indent: int = 2) -> bytes:
    """The document as JSON; `indent=0` puts it on one line."""
    data = msgspec.json.encode(document)
    return msgspec.json.format(data, indent=indent) if indent else data


def from_json(data: bytes | str) -> Document:
    """The document that `to_json` wrote. Raises `msgspec.ValidationError` on anything else."""
    try:
        return _decoder.decode(data)
    except RecursionError as error:
        raise msgspec.ValidationError("nested deeper than any document is") from error


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
