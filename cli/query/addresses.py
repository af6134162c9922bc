"""Addresses as people write them: `res-12-3/op-5`, `12/3 5`, `resolution 12/1 annex II (f)`, `fn 12`.

What is written becomes steps (text 12/4, paragraph 5, point a); a node answers them
when its own number and the numbers above it are these, with nothing numbered between.
"""

from typing import NamedTuple

import regex

from cotc.cli.query.reading import orders, read
from cotc.cli.query.steps import RULES, Step, is_step, plain, qualified
from cotc.parsers.model import TEXTS, Document, Footnote, Node, walk

NEAREST = 5  # suggestions that still fit on a line or two


class Place(NamedTuple):
    """Where an address leads: a node with all above it, or a footnote."""

    node: Node | None = None
    above: tuple[Node, ...] = ()
    note: Footnote | None = None

    @property
    def id(self) -> str:
        return self.node.id if self.node else self.note.id if self.note else ""


class Answer(NamedTuple):
    """Exactly one place, or none and the nearest addresses there are."""

    place: Place | None
    nearest: tuple[str, ...] = ()
    ambiguous: bool = False


def find(document: Document, address: str) -> Answer:
    """The one place in `document` that `address` names."""
    places = [Place(node, above) for node, above in walk(document)]
    notes = [Place(note=note) for note in document.footnotes]
    wanted = address.strip().casefold()
    exact = [place for place in (*places, *notes) if place.id.casefold() == wanted]
    if exact:
        return Answer(next((place for place in exact if place.id == address.strip()), exact[0]))
    if wanted == (document.report.symbol or "").casefold() and len(texts := _of_their_own(places)) == 1:
        return Answer(texts[0])  # a resolution's paper is cited by its symbol alone
    steps = read(_as_id(document, _without_symbol(address, document)))
    if steps is None:
        return Answer(None, _similar(address, places))
    found = next(filter(None, (_answering(order, places, notes) for order in orders(steps))), [])
    if len(found) == 1:
        return Answer(found[0])
    if found:
        return Answer(None, tuple(place.id for place in found), ambiguous=True)
    return Answer(None, _neighbours(orders(steps)[0], places, notes) or _similar(address, places))


def _of_their_own(places: list[Place]) -> list[Place]:
    """Texts that stand in no chapter, section or annex."""
    return [p for p in places if p.node and p.node.kind in TEXTS and len(p.above) == 1]


def _without_symbol(address: str, document: Document) -> str:
    """`CTOC/COP/2024/11, resolution 12/3, para. 5`, as `--copy-citation` writes it, without the symbol.

    A symbol with more behind it (`A/80/23/Rev.1`) is another paper's.
    """
    symbol = document.report.symbol or document.source.name
    for whole in (symbol, *symbol.split("-")):
        if whole and address.strip().casefold().startswith(whole.casefold()):
            rest = _SYMBOL_ENDS.match(address.strip()[len(whole) :])
            if rest:
                return rest["rest"] or address
    return address


_SYMBOL_ENDS = regex.compile(r"(?:[\s,،，/]+(?P<rest>\S.*)|(?P<rest>))$", regex.DOTALL)
_FORM = regex.compile(r"[a-z][a-z\d-]*/(?:res|dec)/\S+")


def _as_id(document: Document, address: str) -> str:
    """A normal form of `cotc refs` (`ctoc-cop/res/12/4/par-5`) as an id, where the text is in this paper."""
    form = address.strip()
    if not _FORM.fullmatch(form):
        return address
    from cotc.parsers.semantics.references import text_forms

    texts = [pair for pair in text_forms(document).items() if f"{form}/".startswith(f"{pair[1]}/")]
    longest = max((len(own) for _, own in texts), default=0)
    ids = [f"{at}{form[len(own) :]}" for at, own in texts if len(own) == longest]
    return ids[0] if len(ids) == 1 else address


def _answering(steps: list[Step], places: list[Place], notes: list[Place]) -> list[Place]:
    """The places that answer all steps. Without a text named, places outside of texts come first."""
    if steps[-1].kind == "note":
        return [place for place in notes if place.note and plain(place.note.number) == steps[-1].number]
    found = [place for place in places if _answers(steps, place)]
    if steps[-1].kind in TEXTS and not steps[-1].word:  # "decision 1", not the "intersessional decision 1"
        found = [place for place in found if place.node and not qualified(place.node)] or found
    if steps[0].kind in ("text", *TEXTS):
        return found
    farthest = (TEXTS,) if steps[0].kind == "annex" else ((*TEXTS, "annex"), ("annex",))
    return next(filter(None, ([p for p in found if not _inside(p, kinds)] for kinds in farthest)), found)


def _inside(place: Place, kinds: tuple[str, ...]) -> bool:
    return any(above.kind in kinds for above in place.above)


def _answers(steps: list[Step], place: Place) -> bool:
    """Whether the node is the last step, and those above it the steps before, nothing numbered between."""
    assert place.node is not None
    if not is_step(steps[-1], place.node, place.above):
        return False
    wanted = list(steps[:-1])
    by_rules = any(step.kind in RULES for step in steps)  # which stand in annexes, named or not
    for at in range(len(place.above) - 1, -1, -1):
        if not wanted:
            return True
        if is_step(wanted[-1], place.above[at], place.above[:at]):
            wanted.pop()
        elif _stops(place.above[at]) and not (place.above[at].kind == "annex" and by_rules):
            return False
    return not wanted


def _stops(node: Node) -> bool:
    """A node that an address must name: to leave it out would mean another place."""
    if node.kind in ("annex", *TEXTS):
        return True
    return node.number is not None and node.kind in ("operative", "paragraph", "subparagraph", "preambular")


def _neighbours(steps: list[Step], places: list[Place], notes: list[Place]) -> tuple[str, ...]:
    """Where all steps but the last are answered: what stands there, the nearest numbers first."""
    if steps[-1].kind == "note":
        pool, wanted = notes, steps[-1].number
        return _by_number([(place.id, plain(place.note.number)) for place in pool if place.note], wanted)
    if len(steps) == 1:
        same = [p for p in places if p.node and _same_kind(steps[0], p.node)]
        return _by_number([(p.id, plain(p.node.number or "")) for p in same if p.node], steps[0].number)
    parents = {place.id for place in _answering(steps[:-1], places, notes)}
    inside = [p for p in places if p.node and p.node.number and any(a.id in parents for a in p.above)]
    same = [p for p in inside if p.node and _same_kind(steps[-1], p.node)] or inside
    return _by_number([(p.id, plain(p.node.number or "")) for p in same if p.node], steps[-1].number)


def _same_kind(step: Step, node: Node) -> bool:
    kinds = {"paragraph": ("operative", "paragraph"), "point": ("subparagraph",), "text": TEXTS}
    return node.kind in kinds.get(step.kind, (step.kind,))


def _by_number(pairs: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    import difflib  # for misses alone, since it takes as long to load as a hit to answer

    def distance(pair: tuple[str, str]) -> float:
        if pair[1].isdigit() and wanted.isdigit():
            return abs(int(pair[1]) - int(wanted))
        return 1000 * (1 - difflib.SequenceMatcher(None, pair[1], wanted).ratio())

    return tuple(address for address, _ in sorted(pairs, key=distance)[:NEAREST])


def _similar(address: str, places: list[Place]) -> tuple[str, ...]:
    import difflib

    ids = [place.id for place in places]
    return tuple(difflib.get_close_matches(address.strip(), ids, NEAREST, cutoff=0.4))
