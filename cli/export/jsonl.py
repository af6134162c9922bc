"""One paragraph a line, for language work; or one text a line in the schema of the ArgMining shared task."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

import msgspec

from cotc.cli.export.formats import Options
from cotc.cli.export.rows import Record, cells, known, records
from cotc.cli.export.split import texts
from cotc.parsers.model import Document, Node, walk_node

Line = dict[str, Any]  # a line of JSON


def write(documents: Iterable[Document], out: IO[bytes], options: Options) -> None:
    lines = argmining if options.flavour == "argmining" else paragraphs
    for document in documents:
        for line in lines(document):
            out.write(msgspec.json.encode(line) + b"\n")


def paragraphs(document: Document) -> Iterator[Line]:
    """Each node that has text, with its ancestors' ids and titles from the session down.

    Every line has the same keys; offsets count characters of `text`. The text of a table is
    its cells; what is not in a cell counts characters of its title.
    """
    for record in records(document):
        text = record.node.text if record.node.text is not None else cells(record.node)
        if text is not None:
            yield _paragraph(document, record, text)


def _paragraph(document: Document, record: Record, text: str) -> Line:
    node = record.node
    numbers = {note.id: note for note in record.cited}
    return {
        "source": document.source.name,
        "symbol": document.report.symbol,
        "language": document.report.language,
        "id": node.id,
        "kind": node.kind,
        "number": node.number,
        "label": node.label,
        "title": node.title,
        "text": text,
        "ancestors": [
            {"id": above.id, "kind": above.kind, "label": above.label, "title": above.title}
            for above in record.ancestors
        ],
        "pages": node.pages or (),
        "boxes": node.boxes,
        "emphasis": node.emphasis,
        "notes": [
            {
                "number": call.number,
                "offset": call.offset,
                "text": numbers[call.footnote].text if call.footnote in numbers else None,
                "cell": known(call.cell),
            }
            for call in node.notes
        ],
        "refs": node.refs,
    }


def argmining(document: Document) -> Iterator[Line]:
    """Each resolution and decision with its paragraphs counted from 1 and typed.

    `type` is `preambular`, `operative`, or null for what only gives structure: the
    title and the opening formula. A point is part of the paragraph it belongs to.
    What a system has to predict (tags, matched paragraphs, reasons) is empty;
    annexes are not part of the task.
    """
    for name, alone in texts(document):
        text = alone.tree[0].children[0]
        body = list(_typed(text))
        by_type = {
            kind: [number for number, (_, found) in enumerate(body, 1) if found == kind]
            for kind in ("preambular", "operative")
        }
        stem = document.report.symbol or document.source.name
        structure = {
            "doc_title": document.report.title,
            "nb_paras": len(body),
            "preambular_para": by_type["preambular"],
            "operative_para": by_type["operative"],
            "think": "",
        }
        english = document.report.language == "en"
        yield {
            "TEXT_ID": f"{stem.replace('/', '_')}-{(document.report.language or 'und').upper()}_{name}",
            "RECOMMENDATION": None,
            "TITLE": text.title,
            "METADATA": {"structure": structure},
            "body": {
                "paragraphs": [
                    {
                        "para_number": number,
                        "para": words,
                        "para_en": words if english else None,
                        "type": kind,
                        "tags": [],
                        "matched_paras": {},
                        "think": "",
                    }
                    for number, (words, kind) in enumerate(body, 1)
                ]
            },
        }


def _typed(text: Node) -> Iterator[tuple[str, str | None]]:
    """The paragraphs of a text before its annexes, each with its type."""
    heading = _words(text)
    if heading:
        yield heading, None
    for child in text.children:
        if child.kind == "section":
            yield from _typed(child)
        elif child.kind != "annex":
            words = "\n".join(_words(node) for node, _ in walk_node(child))
            yield words, child.kind if child.kind in ("preambular", "operative") else None


def _words(node: Node) -> str:
    rows = [" ".join(row).replace("\n", " ") for row in node.rows] if node.rows else []
    return " ".join(part for part in (node.label, node.title, node.text, *rows) if part)
