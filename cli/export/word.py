"""Word: headings, points set in by their level with the numbers as printed, real footnotes."""

import gc
import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import docx
from docx.document import Document as WordDocument
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from cotc.cli.export.breaks import width_of, wrap
from cotc.cli.export.formats import Options
from cotc.cli.export.printed import (
    CallAt,
    Run,
    cell_runs,
    has_title,
    note_runs,
    one_line,
    text_runs,
    title_of,
    title_runs,
    told,
    uncalled,
)
from cotc.cli.export.word_notes import Notes, new_element
from cotc.cli.export.word_styles import dress, head_and_foot
from cotc.parsers.model import HEADED, TEXTS, Document, Node

HANG = Cm(1.0)  # how far a label stands out, and how far each level of points is set in
TEXT_WIDTH = Cm(16)  # between the margins
CHARACTER = Cm(0.23)  # as wide as capitals are: a word of them must not break
PADDING = Cm(0.5)  # of a cell, left and right together
HEADED_FROM = 3  # columns: tables of two are lists of names, whose first row is no head
YOUNG = 1  # generation of objects that have lived through one look at most
RIGHT_TO_LEFT = frozenset({"ar"})


def render(document: Document, options: Options) -> bytes:
    """The document as a .docx file: the same bytes for the same document."""
    package = _package(document, options)
    # The parts of a package hold each other, 6 MB a paper, and Python looks for such seldom.
    gc.collect(YOUNG)
    return _undated(package)


def _package(document: Document, options: Options) -> bytes:
    word = docx.Document()
    _properties(word, document)
    dress(word, document.report.language)
    head_and_foot(word, one_line(document.report.symbol or ""))
    writer = _Writer(word, document)
    title = None if options.single else title_of(document)
    if title:
        writer.paragraph("Title", [Run(one_line(title), False, None)])
    for session in document.tree:
        writer.node(session, 1, 0)
    for note in uncalled(document):
        writer.paragraph("Normal", note_runs(note), label=one_line(note.number))
    writer.notes.attach(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


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
            if facts := told(node):
                self.paragraph("Normal", [Run(facts, False, None)])
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
        gap = "\n" if node.title and node.kind in (*TEXTS, "annex") else " "
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
        widths = _widths(node)
        columns = len(widths)
        if not columns:
            return
        table = self.word.add_table(rows=len(rows), cols=columns, style="Table Grid")
        table.autofit = False
        for grid, width in zip(table.columns, widths, strict=True):
            grid.width = width
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
            for column, width in enumerate(widths):
                cells[at * columns + column]._tc.width = width
        if columns >= HEADED_FROM and len(rows) > 1:
            table.rows[0]._tr.get_or_add_trPr().append(new_element("w:tblHeader"))
        self.word.add_paragraph()  # Word joins tables that touch


def _widths(node: Node) -> list[Length]:
    """How wide the columns of a table are: as their words need, within the width of the text."""
    columns = list(zip_longest(*([one_line(cell) for cell in row] for row in node.rows or ()), fillvalue=""))
    room = (TEXT_WIDTH - PADDING * len(columns)) / CHARACTER
    return [Length(int(PADDING + CHARACTER * characters)) for characters in _shared(columns, room)]


def _shared(columns: Sequence[tuple[str, ...]], room: float) -> list[float]:
    """Characters that each column may be wide. Where not all cells stay on one line, each column
    has room for its longest word, and the rest is shared by how much there is to read.
    """
    whole: list[float] = [max(map(width_of, column)) for column in columns]
    if sum(whole) <= room:
        return whole
    read = [sum(map(width_of, column)) for column in columns]
    least = [max((width_of(w) for cell in column for w in wrap(cell, 1)), default=0) for column in columns]
    rest = room - sum(least)
    if rest <= 0:  # words will break
        return [count * room / sum(least) for count in least]
    shares = [few + rest * much / sum(read) for few, much in zip(least, read, strict=True)]
    return [min(share, most) for share, most in zip(shares, whole, strict=True)]


def _undated(package: bytes) -> bytes:
    """The same archive without the time of its writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as read, zipfile.ZipFile(out, "w") as write:
        for item in read.infolist():
            plain = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            plain.compress_type = zipfile.ZIP_DEFLATED
            write.writestr(plain, read.read(item))
    return out.getvalue()
