"""Where in this document a reference points to: the id of the one node that fits, or none.

Works by normal form: `ctoc-cop/res/12/3` is the resolution of that number,
`CTOC/COP/2024/11/par-51` the paragraph of that address.
"""

from collections import Counter

import regex
from msgspec.structs import replace

from cotc.parsers.model import TEXTS, Document, Finding, Node, Ref, walk
from cotc.parsers.profiles import compiling
from cotc.parsers.semantics.references.annexed import NOT_HERE
from cotc.parsers.semantics.references.normalise import fold, heading, text_number
from cotc.parsers.semantics.references.texts import family

_PLACE = compiling.compile(r"(?:part|ch|sec|annex|par)-")
_KIND = {"res": "resolution", "dec": "decision"}


class Targets:
    """The addresses of one document, by what is cited."""

    def __init__(
        self, document: Document, own: str | None, values: dict[str, str], mark: str | None = None
    ) -> None:
        self.own = own
        self.mark = mark  # of the numbers of the body's texts: CP, COP
        self.paper = paper_symbol(document)
        self.nodes: dict[str, Node] = {}
        self.alias: dict[str, str] = {}  # "annex-I" for an annex whose address leaves its number out
        self.above: dict[str, tuple[str, ...]] = {}
        self.texts: dict[str, str] = {}
        self.numbers: frozenset[tuple[str, str]] = frozenset()
        numbered: Counter[str] = Counter()
        for node, ancestors in walk(document):
            self.nodes[node.id] = node
            self.above[node.id] = tuple(a.id for a in ancestors)
            if node.kind == "annex" and node.number and node.id.endswith("annex"):
                self.alias[f"{node.id}-{heading(fold(node.number), values)}"] = node.id
            if node.kind in TEXTS and node.number:
                form = self.form_of(node)
                self.numbers |= {(node.kind, text_number(node.number, self.mark))}
                numbered[form] += 1
                self.texts[form] = node.id
        for form, count in numbered.items():
            if count > 1:
                del self.texts[form]

    def form_of(self, node: Node) -> str:
        """Normal form of a text of this document: `ctoc-cop/res/12/3`."""
        kind = "res" if node.kind == "resolution" else "dec"
        if self.paper and node.status == "draft" and not family(text_number(node.number or "")):
            return f"{self.paper}/{node.id}"  # draft resolution I is one of its paper alone
        return f"{self.own or 'un'}/{kind}/{text_number(node.number or '', self.mark)}"

    def find(self, ref: Ref, home: Node | None, work: str | None) -> Ref:
        """`ref` with its target, where it has one. `home` is the text it stands in, `work` its form."""
        if (
            ref.form is None
            or ref.target
            or ref.kind in ("date", "url", "treaty", "meeting", "agenda", "ibid", "symbol")
        ):
            return ref
        if ref.form in self.texts:
            return replace(ref, target=self.texts[ref.form])
        if ref.kind != "paragraph" or ref.reason is not None:
            return ref
        base, local = self._split(ref.form, home, work)
        if base is None:
            return ref
        target = self._place(base, local)
        if target is None and ".." not in local:
            return replace(ref, reason=NOT_HERE)
        return replace(ref, target=target)

    def _split(self, form: str, home: Node | None, work: str | None) -> tuple[str | None, str]:
        """Id of the text that the form names ("" for the paper itself), and the way on from there."""
        if home is not None and work and form.startswith(f"{work}/"):
            return home.id, form[len(work) + 1 :]
        for text, node in self.texts.items():
            if form.startswith(f"{text}/"):
                return node, form[len(text) + 1 :]
        if self.paper and form.startswith(f"{self.paper}/"):
            return "", form[len(self.paper) + 1 :]
        if not self.paper and _PLACE.match(form):
            return "", form
        return None, ""

    def _place(self, base: str, local: str) -> str | None:
        if ".." in local:
            return None
        tries = [local]
        if base:
            tries += [regex.sub(r"(^|/)par-", r"\1op-", local)]
        for way in tries:
            address = f"{base}/{way}" if base else way
            if address in self.nodes or address in self.alias:
                return self.alias.get(address, address)
        annex, _, inside = local.partition("/")
        if inside and annex.startswith("annex"):
            whole = f"{base}/{annex}" if base else annex
            return self._beneath(self.alias.get(whole, whole), [inside])
        return self._beneath(base, tries) if base else None

    def _beneath(self, base: str, tries: list[str]) -> str | None:
        """The one node below the text, whatever sections lie between: `res-79-144/VII/op-94`."""
        ends = tuple(f"/{way}" for way in tries if not way.startswith("annex"))
        skipped = len(base)
        found = [
            at
            for at in self.nodes
            if at.startswith(f"{base}/") and at.endswith(ends) and "/annex" not in at[skipped:]
        ]
        return found[0] if ends and len(found) == 1 else None


def paper_symbol(document: Document) -> str | None:
    """The symbol that places in this paper are cited by; of a double symbol the first half."""
    symbol = document.report.symbol
    return regex.split(r"(?<=\d)-(?=[A-Z])", symbol)[0] if symbol else None


def mend_pointers(
    refs: tuple[Ref, ...], node: Node, targets: Targets
) -> tuple[tuple[Ref, ...], list[Finding]]:
    """Pointers that name the wrong kind of text ("chap. I, sect. B, résolution 12/1" for a decision).

    Section and number decide; the kind is what stands there, and the slip is reported.
    """
    out: list[Ref] = []
    findings: list[Finding] = []
    for ref in refs:
        place = out[-1] if out and out[-1].kind == "paragraph" and out[-1].target else None
        mended = (
            _mend(ref, place.target, targets)
            if place and place.target and ref.start - place.end <= _BESIDE
            else None
        )
        if mended:
            section = place.text if place else ""
            message = f"“{ref.text}” is printed, but {section} has {mended.kind} {_number(mended)}"
            page = node.pages[0] if node.pages else None
            findings.append(Finding("pointer-kind", "warning", message, node.id, page))
        out.append(mended or ref)
    return tuple(out), findings


_BESIDE = 4  # characters between a place and the text named in it: ", "


def _mend(ref: Ref, section: str, targets: Targets) -> Ref | None:
    if ref.kind not in TEXTS or ref.form is None:
        return None
    if ref.target and section in targets.above[ref.target]:
        return None
    if ref.form in targets.texts and ref.target and ref.form.endswith(ref.target):
        return None  # a draft of this paper
    slug, kind, number = ref.form.split("/", 2)
    other = "dec" if kind == "res" else "res"
    there = targets.texts.get(f"{slug}/{other}/{number}")
    if there is None or section not in targets.above[there]:
        return None
    return replace(ref, kind=_KIND[other], form=f"{slug}/{other}/{number}", target=there, reason=None)


def _number(ref: Ref) -> str:
    return (ref.form or "").split("/", 2)[2]
