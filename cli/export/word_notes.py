"""Footnotes of a Word file, which python-docx does not write.

Word counts notes by itself. Where its count gives the printed number it is left
to do so, so that a note put in by an editor is counted too; any other mark (`*`,
a number out of turn) is written as printed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

from cotc.cli.export.printed import CallAt, Run, note_runs, one_line
from cotc.parsers.model import Call, Document, Footnote

NOTE, NOTE_MARK = "footnote text", "footnote reference"  # what Word itself calls these styles

WESTERN_DIGITS, ARABIC_DIGITS = "0123456789", "٠١٢٣٤٥٦٧٨٩"

_SEPARATORS = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)

AddRuns = Callable[[Paragraph, Iterable[Run | CallAt]], None]


def new_element(tag: str) -> Any:
    """An element of a Word file. The stubs of lxml and of python-docx disagree about what it is."""
    return OxmlElement(tag)


class Notes:
    """The notes of one file, numbered from 1 in the order of their first calls."""

    def __init__(
        self,
        word: WordDocument,
        document: Document,
        open_paragraph: Callable[[Paragraph], None],
        add_runs: AddRuns,
    ) -> None:
        self.open_paragraph = open_paragraph
        self.word = word
        self.by_id = {note.id: note for note in document.footnotes}
        self.add_runs = add_runs
        self.root = parse_xml(_SEPARATORS)
        self.written: set[str] = set()
        numbers = [note.number for note in document.footnotes if note.number.isdecimal()]
        self.first = self.next = int(numbers[0]) if numbers else 1
        self.digits = ARABIC_DIGITS if numbers and numbers[0][0] in ARABIC_DIGITS else WESTERN_DIGITS

    def call(self, paragraph: Paragraph, call: Call) -> None:
        """A call; the first of a note brings the note, any other is its number, raised."""
        note = self.by_id.get(call.footnote or "")
        if note is None or note.id in self.written:
            paragraph.add_run(one_line(call.number), style=NOTE_MARK)
            return
        self.written.add(note.id)
        counted = note.number == str(self.next).translate(str.maketrans(WESTERN_DIGITS, self.digits))
        self.next += counted
        number = len(self.written)
        run = paragraph.add_run(style=NOTE_MARK)
        reference = new_element("w:footnoteReference")
        if not counted:
            reference.set(qn("w:customMarkFollows"), "1")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
        if not counted:
            run.add_text(one_line(note.number))
        self.root.append(self._footnote(note, number, counted))

    def _footnote(self, note: Footnote, number: int, counted: bool) -> Any:
        element = new_element("w:footnote")
        element.set(qn("w:id"), str(number))
        element.append(new_element("w:p"))
        paragraph = Paragraph(element[0], self.word._body)
        paragraph.style = self.word.styles[NOTE]
        self.open_paragraph(paragraph)
        mark = paragraph.add_run(style=NOTE_MARK)
        if counted:
            mark._r.append(new_element("w:footnoteRef"))
        else:
            mark.add_text(one_line(note.number))
        paragraph.add_run(" ")
        self.add_runs(paragraph, note_runs(note))
        return element

    def attach(self, word: WordDocument) -> None:
        """Puts the notes into the file, once all of it is written."""
        if not self.written:
            return
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._separators(word)
        if self.first != 1 or self.digits == ARABIC_DIGITS:
            self._counting(word)

    def _separators(self, word: WordDocument) -> None:
        """Says in the settings which notes are the lines above notes."""
        element = new_element("w:footnotePr")
        for number in ("-1", "0"):
            separator = new_element("w:footnote")
            separator.set(qn("w:id"), number)
            element.append(separator)
        settings = word.settings.element
        settings.insert(settings.index(settings.find(qn("w:compat"))), element)

    def _counting(self, word: WordDocument) -> None:
        """Where the count begins, and in which digits."""
        settings = new_element("w:footnotePr")
        if self.digits == ARABIC_DIGITS:
            form = new_element("w:numFmt")
            form.set(qn("w:val"), "hindiNumbers")
            settings.append(form)
        start = new_element("w:numStart")
        start.set(qn("w:val"), str(self.first))
        settings.append(start)
        word.sections[0]._sectPr.insert(0, settings)
