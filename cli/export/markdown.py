"""CommonMark with footnotes: headings by level, numbers as printed, points as nested lists.

What is rendered is the tree's text and nothing else. Pipe tables and footnotes
are the two extensions used. A note that nothing calls stands at the end as a
paragraph, since renderers drop definitions without a call.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from cotc.cli.export.flanking import safe_emphasis
from cotc.cli.export.formats import Options
from cotc.cli.export.printed import (
    CallAt,
    Run,
    cell_runs,
    note_labels,
    note_runs,
    one_line,
    text_runs,
    title_of,
    title_runs,
    told,
    uncalled,
)
from cotc.cli.export.rows import known
from cotc.parsers.model import HEADED, Document, Footnote, Node

EM_SPACE = "\u2003"  # between a heading's number and its words, where the number has no stop

_SPECIAL = re.compile(r"[\\`*<\[~$^]|&(?=[#A-Za-z])|(?<![^\W_])_|_(?![^\W_])")
_OPENS_BLOCK = re.compile(r"[-+=>#]|:(?=\s*-)")
_OPENS_NOTE = re.compile(r"\A(\[\^[^\]]+\]):")
_LINK = re.compile(r"(\[\^[^\]\\]+\])\(")  # a call before a bracket would be one
_OPENS_LIST = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def render(document: Document, options: Options) -> str:
    """The document as Markdown, with YAML about it in front."""
    writer = _Writer(document, single=options.single)
    parts: list[str] = []
    if options.single:
        for text in document.tree[0].children:
            parts += writer.blocks(text, 1)
    else:
        title = title_of(document)
        if title:
            parts.append("# " + heading_end(escape(one_line(title))))
        level = len(parts) + 1  # the title takes the first
        for session in document.tree:
            parts += writer.blocks(session, level)
    front = front_matter(about_text(document) if options.single else about_paper(document))
    return "\n\n".join([front, *parts, *writer.notes()]) + "\n"


Value = str | Sequence[str] | None


def about_paper(document: Document) -> dict[str, Value]:
    """What is known of a paper."""
    report = document.report
    return {
        "symbol": report.symbol,
        "title": report.title,
        "issued": report.date,
        "language": report.language,
    }


def about_text(document: Document) -> dict[str, Value]:
    """What is known of a text that stands alone, and of its paper."""
    session, text = document.tree[0], document.tree[0].children[0]
    return {
        "symbol": document.report.symbol,
        "kind": text.kind,
        "number": text.number,
        "title": text.title,
        "session": session.number,
        "status": known(text.status),
        "date": known(text.adopted_on),
        "meeting": known(text.meeting),
        "draft": known(text.draft),
        "sponsors": known(text.sponsors),
        "issued": document.report.date,
        "language": document.report.language,
    }


def front_matter(fields: Mapping[str, Value]) -> str:
    """Fields as YAML. JSON's strings are YAML's double-quoted ones."""
    lines = (f"{key}: {_yaml(value)}" for key, value in fields.items())
    return "\n".join(["---", *lines, "---"])


def _yaml(value: Value) -> str:
    if value is None:
        return "null"
    if not isinstance(value, str):
        return f"[{', '.join(map(_yaml, value))}]"
    quoted = json.dumps(one_line(value), ensure_ascii=False)
    return re.sub("[\x7f-\x9f\ufeff]", lambda found: f"\\u{ord(found.group()):04x}", quoted)


class _Writer:
    def __init__(self, document: Document, *, single: bool) -> None:
        self.document = document
        self.single = single  # what is told of the text stands in front
        self.labels = note_labels(document)

    def blocks(self, node: Node, level: int) -> list[str]:
        """The blocks of a node and all below it; `level` is that of a heading here."""
        out: list[str] = []
        if node.kind in HEADED:
            out += self._heading(node, level)
            out += [] if self.single or not (facts := told(node)) else [escape(facts)]
            out += [opening(words)] if (words := self.inline(text_runs(node))) else []
            level += 1 if out else 0
        else:
            out += self._paragraph(node)
        return out + self._children(node, level)

    def _heading(self, node: Node, level: int) -> list[str]:
        title = self.inline(title_runs(node))
        label = escape(one_line(node.label or "").strip())
        gap = " " if label.endswith((".", ")", ":", "、", "．")) else EM_SPACE
        words = gap.join(word for word in (label, title) if word)
        return ["#" * min(level, 6) + " " + heading_end(words)] if words else []

    def _paragraph(self, node: Node) -> list[str]:
        title, text = self.inline(title_runs(node)), self.inline(text_runs(node))
        label = escape(one_line(node.label or "").strip())
        words = [label + " " + title, text] if title else [label + " " + text]
        out = [opening(block) for word in words if (block := word.strip())]
        return [*out, self._table(node)] if node.rows else out

    def _table(self, node: Node) -> str:
        """A pipe table. Its head is empty: which rows are heads, the paper does not say."""
        rows = [
            ["<br>".join(map(self.inline, cell)).replace("|", "\\|") for cell in row]
            for row in cell_runs(node)
        ]
        columns = max(map(len, rows))
        if not columns:
            return ""
        lines = ["| " * columns + "|", "| --- " * columns + "|"]
        lines += ("| " + " | ".join(row + [""] * (columns - len(row))) + " |" for row in rows)
        return "\n".join(lines)

    def _children(self, node: Node, level: int) -> list[str]:
        out: list[str] = []
        for is_item, group in groupby(node.children, key=lambda child: child.kind == "subparagraph"):
            if is_item:
                out.append("\n".join(self._item(child, level) for child in group))
            else:
                out += [block for child in group for block in self.blocks(child, level)]
        return out

    def _item(self, node: Node, level: int) -> str:
        first, *rest = self.blocks(node, level) or [""]
        words = first
        for block in rest:
            words += ("\n" if block.startswith("- ") else "\n\n") + block
        return "- " + words.replace("\n", "\n  ").replace("\n  \n", "\n\n")

    def notes(self) -> list[str]:
        alone = uncalled(self.document)
        out = ["* * *"] if alone else []
        out += [opening(f"{escape(one_line(note.number))} {self._note(note)}") for note in alone]
        called = [note for note in self.document.footnotes if note not in alone]
        return out + [f"[^{self.labels[note.id]}]: {opening(self._note(note))}" for note in called]

    def _note(self, note: Footnote) -> str:
        return self.inline(note_runs(note))

    def inline(self, pieces: Iterable[Run | CallAt]) -> str:
        out: list[str] = []
        for piece in safe_emphasis(list(pieces)):
            if isinstance(piece, CallAt):
                out.append(self._call(piece))
            else:
                out.append(f"*{escape(piece.text)}*" if piece.italic else escape(piece.text))
        return _LINK.sub(r"\1\(", "".join(out).strip())

    def _call(self, piece: CallAt) -> str:
        label = self.labels.get(piece.call.footnote or "")
        return f"[^{label}]" if label else escape(f"[^{one_line(piece.call.number)}]")


def escape(text: str) -> str:
    """`text` so that Markdown renders it as it is, wherever in a line it stands but at its start."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def opening(block: str) -> str:
    """A paragraph whose first characters are kept from opening a list, a heading, a note."""
    block = _OPENS_NOTE.sub(r"\1\\:", block)
    if _OPENS_BLOCK.match(block):
        return "\\" + block
    return _OPENS_LIST.sub(r"\1\\\2", block, count=1) if _OPENS_LIST.match(block) else block


def heading_end(words: str) -> str:
    """A heading's words, whose last `#` are kept from closing it."""
    return re.sub(r"(#+)$", lambda found: "\\#" * len(found.group()), words)
