"""Ibid.: what the note before names, gone on with.

"Ibid." alone is the whole of it, "Ibid., para. 123" another place in it, "Ibid.,
vol. 2237, No. 39574" another entry of the same series. A note that names several
works leaves open which is meant.
"""

import regex
from msgspec.structs import replace

from cotc.parsers.model import Ref
from cotc.parsers.semantics.references.resolve import NO_SOURCE

_WORKS = ("symbol", "resolution", "decision", "treaty", "url", "ibid")


def source_of(refs: tuple[Ref, ...]) -> Ref | None:
    """The one work that a note names, with the place given in it; None where there are several."""
    works = [ref for ref in refs if ref.kind in _WORKS]
    if len(works) != 1 or works[0].form is None:
        return None
    places = [
        ref for ref in refs if ref.kind == "paragraph" and (ref.form or "").startswith(f"{works[0].form}/")
    ]
    return replace(works[0], form=places[-1].form) if len(places) == 1 else works[0]


def resolve_ibid(
    refs: tuple[Ref, ...], before: Ref | None, before_id: str | None, printed: str
) -> tuple[Ref, ...]:
    """`refs` of a note with its "Ibid." resolved against the note before it."""
    out: list[Ref] = []
    for at, ref in enumerate(refs):
        if ref.kind != "ibid":
            out.append(ref)
            continue
        earlier = source_of(tuple(out)) if out else before
        source = None if earlier is None else earlier
        follower = refs[at + 1] if at + 1 < len(refs) else None
        place = follower if follower and _adjoins(printed, ref, follower) else None
        out.append(_resolved(ref, source, None if out else before_id, place, printed))
    return tuple(ref for ref in out if not _taken(ref, out))


def _adjoins(printed: str, ref: Ref, follower: Ref) -> bool:
    between = printed[ref.end : follower.start]
    return follower.kind == "paragraph" and regex.fullmatch(r"[,،，]?\s*", between) is not None


def _resolved(ref: Ref, source: Ref | None, target: str | None, place: Ref | None, printed: str) -> Ref:
    ref = replace(ref, target=target)
    if source is None or source.form is None:
        return replace(ref, form=None, reason=NO_SOURCE)
    if ref.form:
        same_series = source.form.startswith("unts/")
        return ref if same_series else replace(ref, form=None, reason=NO_SOURCE)
    if place is not None:
        local = (place.form or "").rpartition("par-")
        base = regex.sub(r"/par-[^/]*(?:/[a-z]+)*$", "", source.form)
        form = f"{base}/{local[1]}{local[2]}" if local[1] else f"{base}/{place.form}"
        return replace(ref, form=form, end=place.end, text=printed[ref.start : place.end])
    if regex.match(r"[,،，]\s*\S", printed[ref.end :]):
        return replace(ref, form=None, reason=NO_SOURCE)
    return replace(ref, form=source.form)


def _taken(ref: Ref, refs: list[Ref]) -> bool:
    """A place that "Ibid." took in is not a reference of its own."""
    return any(
        other.kind == "ibid" and other is not ref and other.start < ref.start < other.end for other in refs
    )
