"""References: what each text cites, in what normal form, and where in the document it stands.

`enrich` fills `refs` of nodes and notes. Nothing else of the document changes, but for
findings on pointers that name the wrong kind of text.

1. Spans point inside the text (or title), in order, none overlapping another.
2. `text` is what is printed there.
3. A form or a target is given only where exactly one candidate is left; else there is a reason.
4. Every target is the id of a node or note of the document.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from cotc.parsers.model import TEXTS, Document, Finding, Footnote, Node, Ref, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.profiles.load import Profiles
from cotc.parsers.semantics.references.annexed import Instruments
from cotc.parsers.semantics.references.cited import CitedBody, all_bodies, instruments
from cotc.parsers.semantics.references.drafts import drafts_of
from cotc.parsers.semantics.references.found import has
from cotc.parsers.semantics.references.lexicon import KIND, lexicon
from cotc.parsers.semantics.references.names import Context, body_of, numbers_so
from cotc.parsers.semantics.references.nearby import Nearby
from cotc.parsers.semantics.references.normalise import fold, text_number
from cotc.parsers.semantics.references.notes import resolve_ibid, resolve_within, source_of
from cotc.parsers.semantics.references.recognise import recognise
from cotc.parsers.semantics.references.resolve import resolve
from cotc.parsers.semantics.references.targets import Targets, mend_pointers, paper_symbol

__all__ = ["enrich", "text_forms"]

_FIGURES = compiling.compile(r"[\d\s.,:;()%/+*–—−-]+")
_HOMES = (*TEXTS, "chapter", "annex")  # a short name ("the Convention") means what was named in the same one


def enrich(document: Document, profiles: Profiles | None = None) -> Document:
    """`document` with its references. `profiles` adds bodies that the data here does not know."""
    return _Enricher(document, profiles).document()


def text_forms(document: Document) -> dict[str, str]:
    """Address -> normal form of each numbered text of `document`, as references to it have it."""
    targets = _Enricher(document, None).targets
    texts = (node for node, _ in walk(document) if node.kind in TEXTS and node.number)
    return {node.id: targets.form_of(node) for node in texts}


class _Enricher:
    def __init__(self, document: Document, profiles: Profiles | None) -> None:
        self.paper = document
        self.words = lexicon(document.report.language or "en", profiles)
        self.bodies = {body.slug: body for body in all_bodies(profiles)}
        self.own = self._own(profiles)
        self.targets = Targets(document, self.own, self.words.values, self._mark(self.own))
        self.instruments = Instruments(document, self.words, self.targets)
        held = drafts_of(document, self.words)
        self.drafts = {key: self.targets.form_of(self.targets.nodes[at]) for key, at in held.items()}
        self.meant = self._meant()
        self.nearby = Nearby(document)
        self.session = _session(document)
        self.findings: list[Finding] = []
        self.callers: dict[str, tuple[Context, str]] = {}
        self.homes: dict[str, tuple[Node | None, str | None]] = {}

    def _own(self, profiles: Profiles | None) -> str | None:
        """Slug of the body whose paper this is, by its symbol, profile, title or opening lines."""
        report = self.paper.report
        known = body_of(report.symbol or "", self.bodies.values())
        if known is None and profiles:
            known = next((body.slug for body in profiles.bodies if body.name == report.body), None)
        if known is None:
            lines = (node.text for node, _ in walk(self.paper) if node.kind == "formula")
            named = {self._named_in(line) for line in (report.title, *lines) if line} - {None}
            known = named.pop() if len(named) == 1 else None
        numbered = [node for node, _ in walk(self.paper) if node.kind in TEXTS and node.status == "adopted"]
        numbers = [text_number(node.number, self._mark(known)) for node in numbered if node.number]
        body = self.bodies.get(known or "")
        titled = self._titled()
        if body and body.principal and titled and numbers and all(numbers_so(titled, n) for n in numbers):
            return titled.slug  # "Report of the Group of Experts …" under a symbol of its parent
        # A committee's report bears its parent's symbol: its texts have numbers that the parent cannot give.
        if body and numbers and not any(numbers_so(body, number) for number in numbers):
            return None
        return known

    def _mark(self, slug: str | None) -> str | None:
        """The series of a body's texts, where Arabic papers leave it open."""
        body = self.bodies.get(slug or "")
        return body.mark if body and self.words.code == "ar" else None

    def _titled(self) -> CitedBody | None:
        """The body whose report this is by its title."""
        return self.bodies.get(self._named_in(self.paper.report.title or "") or "")

    def document(self) -> Document:
        tree = tuple(self._node(root, self._context(None, None, root), None) for root in self.paper.tree)
        notes = tuple(self._notes())
        findings = (*self.paper.findings, *self.findings)
        return replace(self.paper, tree=tree, footnotes=notes, findings=findings)

    def _context(self, own: str | None, work: str | None, home: Node | None) -> Context:
        """Of the text `home`, or of the paper where `home` is no text."""
        symbol = paper_symbol(self.paper) or ""
        context = Context(
            self.bodies,
            own or self.own,
            self.session,
            symbol,
            work or symbol,
            in_text=home is not None and home.kind in TEXTS,
            texts=self.targets.numbers,
            drafts=self.drafts,
            nearby=self.nearby,
            annexes=_annexes(self.paper.tree, home),
            home=home.id if home else "",
        )
        context.meant = dict(self.meant)
        return context

    def _meant(self) -> dict[str, str]:
        """What short names stand for by the title: the one instrument it names, or that of its committee."""
        title = fold(self.paper.report.title or "")
        words = self.words
        sources = ((words.instruments, words.instrument_slugs), (words.committees, words.committee_slugs))
        found = [
            slugs[m.lastindex - 1] for names, slugs in sources for m in names.finditer(title) if m.lastindex
        ]
        nouns = {instrument.slug: instrument.noun for instrument in instruments()}
        named: dict[str, set[str]] = {}
        for slug in found:
            if slug in nouns:
                named.setdefault(nouns[slug], set()).add(slug)
        return {noun: slugs.pop() for noun, slugs in named.items() if len(slugs) == 1}

    def _node(self, node: Node, context: Context, home: Node | None) -> Node:
        if node.kind in TEXTS:
            home, context = node, self._context(self._organ(node), self._work(node), node)
            context.holds = self.instruments.below(node)
        elif node.kind in _HOMES and home is None:
            context = self._context(None, None, self.paper.tree[0])
        if node.id in self.instruments.held:
            context = replace(context, annexed=self.instruments.held[node.id])
        if node.id in self.instruments.articles:
            context = replace(context, article=self.instruments.articles[node.id])
        context.at = node.id
        refs = self._within(node.text if node.text is not None else node.title, context, home)
        if node.text is None:
            refs = tuple(ref for ref in refs if not _names_itself(ref, node.title or ""))
        if refs:
            refs, findings = mend_pointers(refs, node, self.targets)
            self.findings += findings
        if node.rows:
            refs += tuple(self._in_cells(node.rows, context, home))
        for call in node.notes:
            if call.footnote:
                self.callers.setdefault(call.footnote, (context, node.id))
        children = tuple(self._node(child, context, home) for child in node.children)
        return replace(node, refs=refs, children=children) if refs or children else node

    def _within(self, printed: str | None, context: Context, home: Node | None) -> tuple[Ref, ...]:
        refs = resolve_within(self._refs(printed, context), printed or "")
        return tuple(self._found(ref, home, context.work) for ref in refs)

    def _in_cells(
        self, rows: tuple[tuple[str, ...], ...], context: Context, home: Node | None
    ) -> Iterator[Ref]:
        """References of a table, cell by cell; its figures, most of what tables hold, are passed by."""
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                if text and not _FIGURES.fullmatch(text):
                    refs = self._within(text, context, home)
                    yield from (replace(ref, cell=(at, column)) for ref in refs)

    def _found(self, ref: Ref, home: Node | None, work: str | None) -> Ref:
        """`ref` with its target, in an instrument of the paper or elsewhere in it."""
        return self.instruments.found(ref) or self.targets.find(ref, home, work)

    def _work(self, node: Node) -> str | None:
        return self.targets.form_of(node) if node.number else None

    def _organ(self, node: Node) -> str | None:
        """The body whose text it is: the one its opening line names, else the paper's."""
        line = next((child.text for child in node.children if child.kind == "formula" and child.text), None)
        return self._named_in(line) if line else None

    def _named_in(self, line: str) -> str | None:
        match = self.words.bodies.search(fold(line))
        if match is None or match.lastindex is None:
            return None
        slug = self.words.body_slugs[match.lastindex - 1]
        return None if slug.startswith(KIND) else slug

    def _refs(self, printed: str | None, context: Context) -> tuple[Ref, ...]:
        if not printed:
            return ()
        text = fold(printed)
        if has(text, self.words.stems["short"]):
            context.unread.append(text)
        found = recognise(text, self.words)
        refs = resolve(text, found, self.words, context) if found else []
        context.before.append(text)
        return tuple(replace(ref, text=printed[ref.start : ref.end]) for ref in refs)

    def _notes(self) -> Iterator[Footnote]:
        before: Ref | None = None
        before_id: str | None = None
        plain = self._context(None, None, None)
        for note in self.paper.footnotes:
            context, at = self.callers.get(note.id, (plain, ""))
            context.at = at
            refs = self._refs(note.text, context)
            refs = resolve_ibid(refs, before, before_id, note.text)
            refs = tuple(self._found(ref, None, None) for ref in refs)
            before, before_id = source_of(refs), note.id
            yield replace(note, refs=refs) if refs else note


def _names_itself(ref: Ref, title: str) -> bool:
    """`Rule 7: Documentation` is a heading; it cites nothing."""
    behind = title[ref.end : ref.end + 1]
    return ref.kind == "article" and ref.start == 0 and behind in ("", ":", ".", "：")


def _annexes(roots: tuple[Node, ...], home: Node | None) -> frozenset[str]:
    """Annexes of the text `home`, or of the paper where `home` is no text."""
    if home is not None and home.kind in TEXTS:
        return frozenset(n.id.removeprefix(f"{home.id}/") for n in home.children if n.kind == "annex")
    children = (child for root in roots for child in (root, *root.children))
    return frozenset(node.id for node in children if node.kind == "annex")


def _session(document: Document) -> int | None:
    number = fold(document.tree[0].number or "") if document.tree else ""
    return int(number) if number.isdigit() else None
