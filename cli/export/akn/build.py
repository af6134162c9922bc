"""The documents of a file: the collection, the report, the texts, their annexes."""

from collections.abc import Sequence

from lxml import etree

from cotc.cli.export.akn.body import Body
from cotc.cli.export.akn.cover import cover_lines, write_lines
from cotc.cli.export.akn.inline import Element, Inline, sub
from cotc.cli.export.akn.meta import add_meta, add_presentation, add_references, add_translation, meeting_id
from cotc.cli.export.akn.names import (
    AKN4UN,
    NS,
    UNKNOWN_DAY,
    Work,
    day,
    deliberation,
    publication,
    report,
    reports_on,
)
from cotc.cli.export.formats import Options
from cotc.cli.export.printed import has_title, one_line, text_runs, title_runs, uncalled
from cotc.parsers.model import TEXTS, Document, Node, walk

# Elements that hold words: line breaks put into them would be words of ours.
_MIXED = frozenset({"p", "num", "heading", "caption", "tocItem"})


def render(document: Document, options: Options) -> bytes:
    """The paper as a `documentCollection`, or a single text as a `statement`."""
    root = etree.Element(f"{{{NS}}}akomaNtoso", nsmap={None: NS, "akn4un": AKN4UN})
    writer = _Writer(document)
    if options.single:
        writer.statement(root, document.tree[0].children[0], "")
    else:
        writer.collection(root)
    writer.inline.point()
    _indent(root, 0)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.inline = Inline(document)
        self.components: dict[str, str] = {}  # address of a text -> eId of its component

    def collection(self, root: Element) -> None:
        work, texts = publication(self.document), _texts(self.document.tree)
        alone = len(texts) == 1 and _only_texts(self.document.tree[0])
        told = any(reports_on(self.document, session) for session in self.document.tree)
        what = texts[0].kind.capitalize() if alone else "ConferenceReport" if told else "Document"
        name = f"publication{what}"
        element = sub(root, "documentCollection", name=name, contains="originalVersion")
        meta = add_meta(element, work)
        add_translation(meta, self.document, work)
        add_references(meta, self.document, work.actor, texts)
        add_presentation(meta, self.document)
        cover, preface = sub(element, "coverPage"), sub(element, "preface")
        body = sub(element, "collectionBody")
        parts = self._parts()
        for part, eid in parts:
            component = sub(body, "component", eId=eid)
            if part.kind in TEXTS:
                self.statement(component, part, f"{eid}__")
            else:
                self._report(component, part, f"{eid}__")
        lines, is_titled = cover_lines(self.document)
        self._cover(cover, lines)
        self._preface(preface, is_titled)
        for optional in (cover, preface):
            if not len(optional):
                element.remove(optional)

    def _parts(self) -> list[tuple[Node, str]]:
        """Sessions that hold more than texts, and all texts, with the eIds of their components."""
        parts: list[tuple[Node, str]] = []
        for session in self.document.tree:
            texts = _texts([session])
            for part in texts if texts and _only_texts(session) else [session, *texts]:
                parts.append((part, self.inline.ids.count("cmp")))
        self.components = {part.id: eid for part, eid in parts if part.kind in TEXTS}
        self.inline.node_ids.update(self.components)
        return parts

    def _cover(self, parent: Element, lines: Sequence[str]) -> None:
        """Masthead and cover as printed, and the notes whose mark stands there."""
        notes = uncalled(self.document)
        if not lines and not notes:
            return
        container = sub(parent, "container", name="masthead", eId=self.inline.ids.count("cover"))
        write_lines(container, lines, self.document)
        for note in notes:
            self.inline.note(sub(container, "p"), note, "")

    def _preface(self, parent: Element, is_titled: bool) -> None:
        if title := self.document.report.title:
            paragraph = sub(parent, "p", **({} if is_titled else {"status": "editorial"}))
            sub(paragraph, "docTitle", one_line(title))
        if not self.document.contents:
            return
        depths = {node.id: len(above) for node, above in walk(self.document)}
        eid = self.inline.ids.count("toc")
        contents = sub(parent, "toc", eId=eid)
        for row in self.document.contents:
            words = " ".join(word for word in (row.number, row.title) if word)
            # The schema wants a place for each row: one that leads nowhere stays where it is.
            href = "#" + self.inline.node_ids.get(row.target or "", eid)
            sub(
                contents,
                "tocItem",
                one_line(words),
                href=href,
                level=str(max(1, depths.get(row.target or "", 1))),
            )

    def _report(self, parent: Element, session: Node, prefix: str) -> None:
        work = report(self.document, session)
        tag, name = ("debateReport", "conferenceReport") if work.subtype == "report" else ("doc", "document")
        element = sub(parent, tag, name=name, contains="originalVersion")
        add_meta(element, work)
        self.inline.node_ids[session.id] = prefix.removesuffix("__")
        self._headings(element, session, prefix)
        self._rest(element, session.children, work, prefix)

    def statement(self, parent: Element, text: Node, prefix: str) -> None:
        """A resolution or decision; its eIds begin with `prefix`, empty where it is the whole file."""
        work = deliberation(self.document, text)
        draft = "Draft" if text.status == "draft" else ""
        element = sub(parent, "statement", name=text.kind + draft, contains="originalVersion")
        meta = add_meta(element, work)
        if not prefix:
            add_translation(meta, self.document, work)
            add_references(meta, self.document, work.actor, [text])
        self._headings(element, text, prefix)
        opening = _leading(text.children)
        if opening:
            Body(self.inline, prefix, self.components).preamble(sub(element, "preamble"), opening)
        self._rest(element, text.children[len(opening) :], work, prefix, text)

    def _headings(self, parent: Element, node: Node, prefix: str) -> None:
        """Number and title as they stand over a text or a session."""
        if not (node.label or has_title(node) or node.text):
            return
        preface = sub(parent, "preface")
        if node.label:
            _numbered(sub(preface, "p"), one_line(node.label), one_line(node.number or ""))
        if has_title(node):
            self.inline.write(sub(sub(preface, "p"), "docTitle"), title_runs(node), prefix)
        if node.text:
            self.inline.write(sub(preface, "p"), text_runs(node), prefix)

    def _rest(
        self, parent: Element, nodes: Sequence[Node], work: Work, prefix: str, text: Node | None = None
    ) -> None:
        """The body, the adoption, and the annexes that close a document."""
        annexes = _trailing(nodes)
        body = sub(parent, "mainBody")
        Body(self.inline, prefix, self.components).nodes(
            body, nodes[: len(nodes) - len(annexes)], prefix.removesuffix("__")
        )
        if not len(body):  # the schema wants one element, and the paper has no words for it
            sub(body, "hcontainer", name="empty", eId=self.inline.ids.count(f"{prefix}hcontainer"))
        if text is not None:
            self._adoption(parent, text, prefix)
        if annexes:
            attachments = sub(parent, "attachments")
            for count, annex in enumerate(annexes, 1):
                self._annex(attachments, annex, work, prefix, count)

    def _adoption(self, parent: Element, text: Node, prefix: str) -> None:
        """Meeting and day of adoption: values that were read, not words of the text, hence `editorial`."""
        adopted = day(text.adopted_on or None)
        if not text.meeting and adopted == UNKNOWN_DAY:
            return
        eid = self.inline.ids.count(f"{prefix}conclusions")
        container = sub(sub(parent, "conclusions"), "container", name="adoption", eId=eid, status="editorial")
        paragraph = sub(container, "p")
        if text.meeting:
            event = sub(
                paragraph,
                "event",
                text.meeting,
                eId=f"{eid}__event_1",
                refersTo="#" + meeting_id(text.meeting),
            )
            event.tail = " "
        if adopted != UNKNOWN_DAY:
            sub(paragraph, "docDate", adopted, date=adopted)

    def _annex(self, parent: Element, annex: Node, work: Work, prefix: str, count: int) -> None:
        eid = self.inline.ids.count(f"{prefix}att")
        self.inline.node_ids[annex.id] = eid
        component = f"annex_{count}" if work.component == "main" else f"{work.component}_{count}"
        work = work._replace(component=component)
        element = sub(parent, "attachment", eId=eid)
        if annex.label:
            sub(element, "num", one_line(annex.label))
        if has_title(annex):
            self.inline.write(sub(element, "heading"), title_runs(annex), prefix)
        body = sub(element, "doc", name="annex", contains="originalVersion")
        add_meta(body, work)
        if annex.text:
            self.inline.write(sub(sub(body, "preface"), "p"), text_runs(annex), prefix)
        self._rest(body, annex.children, work, f"{eid}__")


def _texts(nodes: Sequence[Node]) -> list[Node]:
    """The resolutions and decisions below `nodes`; those inside another stay there."""
    return [text for node in nodes for text in ([node] if node.kind in TEXTS else _texts(node.children))]


def _only_texts(session: Node) -> bool:
    return all(child.kind in TEXTS for child in session.children) and not (session.title or session.label)


def _leading(nodes: Sequence[Node]) -> list[Node]:
    """The formula and recitals that open a text."""
    end = next(
        (at for at, node in enumerate(nodes) if node.kind not in ("formula", "preambular")), len(nodes)
    )
    return list(nodes[:end])


def _trailing(nodes: Sequence[Node]) -> list[Node]:
    """The annexes that close a document; one with text after it stays in the body, in its place."""
    last = max((at for at, node in enumerate(nodes) if node.kind != "annex"), default=-1)
    return list(nodes[last + 1 :])


def _numbered(paragraph: Element, label: str, number: str) -> None:
    """`Résolution 12/1` as a type and a number; a number alone is a number."""
    before, match, after = label.partition(number) if number else (label, "", "")
    if before.strip():
        kind = sub(paragraph, "docType", before.rstrip())
        kind.tail = before[len(before.rstrip()) :]
    if match:
        sub(paragraph, "docNumber", match).tail = after


def _indent(element: Element, level: int) -> None:
    """Puts each element on a line of its own, but within those that hold words."""
    if etree.QName(element).localname in _MIXED or not len(element):
        return
    element.text = "\n" + "  " * (level + 1)
    for child in element:
        _indent(child, level + 1)
        child.tail = "\n" + "  " * (level + 1)
    element[-1].tail = "\n" + "  " * level
