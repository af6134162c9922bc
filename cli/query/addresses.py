"""Addresses as people write them: `res-12-3/op-5`, `12/3 5`, `resolution 12/1 annex II (f)`, `fn 12`.

What is written becomes steps (text 12/4, paragraph 5, point a); a node answers them
when its own number and the numbers above it are these, with nothing numbered between.
"""

from typing import NamedTuple

from cotc.cli.query.reading import TEXTS, Step, as_heading, plain, read
from cotc.cli.query.words import values
from cotc.parsers.model import Document, Footnote, Node, walk

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
    steps = read(_without_symbol(address, document.report.symbol))
    if steps is None:
        return Answer(None, _similar(address, places))
    found = _answering(steps, places, notes)
    if len(found) == 1:
        return Answer(found[0])
    if found:
        return Answer(None, tuple(place.id for place in found), ambiguous=True)
    return Answer(None, _neighbours(steps, places, notes) or _similar(address, places))


def _without_symbol(address: str, symbol: str | None) -> str:
    """`CTOC/COP/2024/11, resolution 12/3, para. 5`, as `--copy-citation` writes it, without the symbol."""
    for whole in (symbol, *(symbol or "").split("-")):
        if whole and address.strip().casefold().startswith(whole.casefold()):
            return address.strip()[len(whole) :].lstrip(" ,،，") or address
    return address


def _answering(steps: list[Step], places: list[Place], notes: list[Place]) -> list[Place]:
    """The places that answer all steps. Without a text named, places outside of texts come first."""
    if steps[-1].kind == "note":
        return [place for place in notes if place.note and plain(place.note.number) == steps[-1].number]
    found = [place for place in places if _answers(steps, place)]
    if steps[0].kind in ("text", *TEXTS, "annex"):
        return found
    outside = [place for place in found if not any(above.kind in (*TEXTS, "annex") for above in place.above)]
    return outside or found


def _answers(steps: list[Step], place: Place) -> bool:
    """Whether the node is the last step, and those above it the steps before, nothing numbered between."""
    assert place.node is not None
    if not _is(steps[-1], place.node, place.above):
        return False
    wanted = list(steps[:-1])
    for at in range(len(place.above) - 1, -1, -1):
        if not wanted:
            return True
        if _is(wanted[-1], place.above[at], place.above[:at]):
            wanted.pop()
        elif _stops(place.above[at]):
            return False
    return not wanted


def _stops(node: Node) -> bool:
    """A node that an address must name: to leave it out would mean another place."""
    if node.kind in ("annex", *TEXTS):
        return True
    return node.number is not None and node.kind in ("operative", "paragraph", "subparagraph", "preambular")


def _is(step: Step, node: Node, above: tuple[Node, ...]) -> bool:
    kind, number = node.kind, plain(node.number or "")
    tail = node.id.rsplit("/", 1)[-1].split("~")[0]
    if step.kind in ("text", *TEXTS):
        return kind in TEXTS and step.kind in ("text", kind) and number == step.number
    if step.kind == "annex":
        return kind == "annex" and step.number.upper() in (
            as_heading("annex", values().get(number, number)) if number else "",
            tail.removeprefix("annex-").upper(),
            number.upper(),
        )
    if step.kind == "paragraph":
        return (kind in ("operative", "paragraph") and number == step.number) or _counted(step, node, above)
    if step.kind == "preambular":
        return kind == "preambular" and tail == f"pp-{step.number}"
    if step.kind == "point":
        return kind in ("subparagraph", "operative", "paragraph") and step.number in (number.lower(), tail)
    if step.kind in ("chapter", "section", "part"):
        return kind == step.kind and step.number.upper() in (number.upper(), tail.removeprefix("ch-").upper())
    return False


def _counted(step: Step, node: Node, above: tuple[Node, ...]) -> bool:
    """An operative paragraph without a number, where the text has just that one."""
    return node.kind == "operative" and node.number is None and step.number == "1" and above != ()


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
