"""The papers of a command line: folders are gone through, references filled in where they lack."""

from collections.abc import Sequence
from pathlib import Path

from cotc.parsers.model import Document, walk

SUFFIXES = (".json", ".pdf", ".docx", ".txt")


def expanded(files: Sequence[Path]) -> list[Path]:
    """`files`, with each folder as the papers below it, in order of name. A paper that stands there both as
    it was and parsed (`x.pdf`, `x.json`) counts once, parsed.
    """
    out: list[Path] = []
    for path in files:
        if not path.is_dir():
            out.append(path)
            continue
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        parsed = {p.with_suffix("") for p in found if p.suffix.lower() == ".json"}
        out += [p for p in found if p.suffix.lower() == ".json" or p.with_suffix("") not in parsed]
    return out


def with_references(document: Document) -> Document:
    """`document` with its references: as it has them, or read now, for JSON from before there were any."""
    if any(node.refs for node, _ in walk(document)) or any(note.refs for note in document.footnotes):
        return document
    from cotc.parsers.profiles.load import load
    from cotc.parsers.semantics.adoption import join_adoptions
    from cotc.parsers.semantics.references import enrich

    return join_adoptions(enrich(document, load()))
