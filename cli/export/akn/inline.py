"""Words with their italics, notes and references as Akoma Ntoso's inline elements."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from cotc.cli.export.akn.names import NS, Ids, day, iri, slug
from cotc.cli.export.printed import CallAt, Run, cell_runs, clean, note_runs, one_line
from cotc.parsers.model import Call, Document, Footnote, Node, Ref
from cotc.parsers.semantics.references.lexicon import lexicon
from cotc.parsers.semantics.references.shapes import Pattern

Element = etree._Element


def sub(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child of `parent`; `text` and attributes hold nothing that XML forbids."""
    element = etree.SubElement(parent, f"{{{NS}}}{tag}")
    for name, value in attributes.items():
        element.set(name.rstrip("_"), one_line(value))
    element.text = None if text is None else clean(text)
    return element


class Inline:
    """Writes runs into elements, notes in place. One for a whole file, as notes and eIds are."""

    def __init__(self, document: Document) -> None:
        self.ids = Ids()
        self.notes = {note.id: note for note in document.footnotes}
        self.node_ids: dict[str, str] = {}  # address -> eId
        self._note_ids: dict[str, str] = {}
        self._local: list[tuple[Element, str]] = []
        # " of ", ", de ", " المؤرخ ": what stands between a number and its date.
        self._link = lexicon(document.report.language or "en").date_link

    def write(self, parent: Element, pieces: Iterable[Run | CallAt], prefix: str) -> Element:
        """Appends `pieces` to `parent`; `prefix` is that of the component's eIds."""
        groups = [(ref, list(group)) for ref, group in groupby(pieces, key=lambda piece: piece.ref)]
        for at, (ref, group) in enumerate(groups):
            day_after = _day_after(groups[at + 1 : at + 3], self._link)
            inner = self._ref(parent, ref, day_after) if ref else parent
            for piece in group:
                if isinstance(piece, CallAt):
                    self._call(inner, piece.call, prefix)
                elif piece.italic:
                    sub(inner, "i", piece.text)
                else:
                    append(inner, piece.text)
        return parent

    def table(self, parent: Element, node: Node, eid: str, prefix: str) -> Element:
        """A table; a row without cells gets one empty cell, which the schema wants."""
        element = sub(parent, "table", eId=eid)
        for row in cell_runs(node):
            line = sub(element, "tr")
            for cell in row or [[]]:
                box = sub(line, "td")
                for words in cell or [[]]:
                    self.write(sub(box, "p"), words, prefix)
        return element

    def note(self, parent: Element, note: Footnote, prefix: str) -> None:
        """A note in place, raised, as the profile has it."""
        self._note_ids[note.id] = eid = self.ids.take(f"{prefix}ftn_{slug(note.id.removeprefix('fn-'))}")
        self.node_ids[note.id] = eid
        raised = sub(parent, "sup")
        body = sub(raised, "authorialNote", eId=eid, marker=note.number, placement="bottom")
        self.write(sub(body, "p"), note_runs(note), prefix)

    def _call(self, parent: Element, call: Call, prefix: str) -> None:
        note = self.notes.get(call.footnote or "")
        if note is None:
            sub(parent, "sup", one_line(call.number))
        elif note.id in self._note_ids:
            sub(parent, "noteRef", href="#" + self._note_ids[note.id], marker=call.number, placement="bottom")
        else:
            self.note(parent, note, prefix)

    def _ref(self, parent: Element, ref: Ref, day_after: str | None) -> Element:
        """The element of a reference; the parent itself where nobody knows what is meant."""
        if ref.target is not None:
            element = sub(parent, "ref", href="#")
            self._local.append((element, ref.target))
            return element
        if whole_day := _day_of(ref):
            return sub(parent, "date", date=whole_day)
        href = iri(ref, day_after)
        return sub(parent, "ref", href=href) if href else parent

    def point(self) -> None:
        """Gives references within the file their eIds, once all of it is written."""
        for element, target in self._local:
            if target in self.node_ids:
                element.set("href", "#" + self.node_ids[target])
            else:
                element.tag = f"{{{NS}}}inline"
                del element.attrib["href"]
                element.set("name", "akn4un:reference")


def _day_of(ref: Ref | None) -> str | None:
    """The day that a reference to a whole date means."""
    form = ref.form if ref and ref.kind == "date" else None
    return form if form and len(form) == len("2024-10-18") and day(form) == form else None


def _day_after(groups: Sequence[tuple[Ref | None, Sequence[Run | CallAt]]], link: Pattern) -> str | None:
    """The day that follows a reference at once, with no more than `link` between: its date of adoption."""
    if len(groups) < 2:
        return None
    (_, between), (ref, _) = groups
    words = "".join(piece.text if isinstance(piece, Run) else "[]" for piece in between)
    return _day_of(ref) if link.fullmatch(words) else None


def append(element: Element, text: str) -> None:
    """Adds `text` after what `element` holds."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
