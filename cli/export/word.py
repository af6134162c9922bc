"""Word: headings, points set in by their level with the numbers as printed, real footnotes."""

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document as WordDocument
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from cotc.cli.export.formats import Options
from cotc.cli.export.printed import (
    HEADED,
    CallAt,
    Run,
    cell_runs,
    has_title,
    note_runs,
    one_line,
    text_runs,
    title_runs,
    uncalled,
)
from cotc.cli.export.word_notes import Notes, new_element
from cotc.cli.export.word_styles import dress, head_and_foot
from cotc.parsers.model import Document, Node

HANG = Cm(1.0)  # how far a label stands out, and how far each level of points is set in
RIGHT_TO_LEFT = frozenset({"ar"})


def render(document: Document, options: Options) -> bytes:
    """The document as a .docx file: the same bytes for the same document."""
    word = docx.Document()
    _properties(word, document)
    dress(word, document.report.language)
    head_and_foot(word, one_line(document.report.symbol or ""))
    writer = _Writer(word, document)
    if not options.single and document.report.title and not any(session.title for session in document.tree):
        writer.paragraph("Title", [Run(one_line(document.report.title), False, None)])
    for session in document.tree:
        writer.node(session, 1, 0)
    for note in uncalled(document):
        writer.paragraph("Normal", note_runs(note), label=one_line(note.number))
    writer.notes.attach(word)
    out = io.BytesIO()
    word.save(out)
    return _undated(out.getvalue())


def _properties(word: WordDocument, document: Document) -> None:
    properties, report = word.core_properties, document.report
    properties.title = one_line(report.title or "")[:255]
    properties.identifier = one_line(report.symbol or "")[:255]
    properties.language = report.language or ""
    properties.author = properties.comments = ""


class _Writer:
    def __init__(self, word: WordDocument, document: Document) -> None:
        self.word = word
        self.rtl = document.report.language in RIGHT_TO_LEFT
        self.notes = Notes(word, document, self._turn, self.runs)
        # Looked up once: python-docx reads through all styles for each paragraph.
        self.styles = {style.name: style.style_id for style in word.styles}

    def node(self, node: Node, level: int, points: int) -> None:
        """A node and all below it; `level` is that of a heading here, `points` that of a point."""
        label = one_line(node.label or "")
        if node.kind in HEADED or has_title(node):
            level += self._heading(node, label, level)
            if node.text:
                self.paragraph("Normal", text_runs(node))
        elif label or node.text:
            self.paragraph("Normal", text_runs(node), label=label, indent=points)
        if node.rows:
            self._table(node)
        for child in node.children:
            self.node(child, level, points + 1 if child.kind == "subparagraph" else 0)

    def _heading(self, node: Node, label: str, level: int) -> int:
        """The heading of a node, if it has one; 1 where it has."""
        if not (label or has_title(node)):
            return 0
        style = f"Heading {min(level, 9)}" if node.kind in HEADED else "Normal"
        # The number of a text or an annex stands on a line of its own.
        gap = "\n" if node.title and node.kind in ("resolution", "decision", "annex") else " "
        self.paragraph(style, title_runs(node), label=label, gap=gap)
        return 1

    def paragraph(
        self, style: str, pieces: Iterable[Run | CallAt], label: str = "", gap: str = "\t", indent: int = 0
    ) -> None:
        """A paragraph, its words a `gap` away from its label; points hang."""
        paragraph = self.word.add_paragraph()
        paragraph._p.style = self.styles[style]
        if indent:
            paragraph.paragraph_format.left_indent = HANG * (indent + 1)
            paragraph.paragraph_format.first_line_indent = -HANG
        self._turn(paragraph)
        if label:
            self._run(paragraph, label + gap, italic=False)
        self.runs(paragraph, pieces)

    def runs(self, paragraph: Paragraph, pieces: Iterable[Run | CallAt]) -> None:
        for piece in pieces:
            if isinstance(piece, CallAt):
                self.notes.call(paragraph, piece.call)
            elif piece.text:
                self._run(paragraph, piece.text, piece.italic)

    def _run(self, paragraph: Paragraph, text: str, italic: bool) -> WordRun:
        run = paragraph.add_run(text)
        run.italic = True if italic else None
        if self.rtl:
            run.font.rtl = True
        return run

    def _turn(self, paragraph: Paragraph) -> None:
        """Makes a paragraph run from right to left, where the language does."""
        if not self.rtl:
            return
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(new_element("w:bidi"), "w:spacing", "w:ind", "w:jc")

    def _table(self, node: Node) -> None:
        rows = list(cell_runs(node))
        columns = max(len(row) for row in rows)
        if not columns:
            return
        table = self.word.add_table(rows=len(rows), cols=columns, style="Table Grid")
        if self.rtl:
            table._tbl.tblPr.insert(1, new_element("w:bidiVisual"))  # after the style
        cells = table._cells  # asked for once: `table.cell` walks the whole table each time
        for at, row in enumerate(rows):
            for column, lines in enumerate(row):
                paragraph = cells[at * columns + column].paragraphs[0]
                for line, pieces in enumerate(lines):
                    if line:
                        paragraph.add_run().add_break()
                    self.runs(paragraph, pieces)
        self.word.add_paragraph()  # Word joins tables that touch


def _undated(package: bytes) -> bytes:
    """The same archive without the time of its writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as read, zipfile.ZipFile(out, "w") as write:
        for item in read.infolist():
            plain = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(plain, read.read(item))
    return out.getvalue()
