"""Ibid.: what the note before names, gone on with.

"Ibid." alone is the whole of it, "Ibid., para. 123" another place in it, "Ibid.,
vol. 2237, No. 39574" another entry of the same series. A note that names several
works leaves open which is meant.
"""

import regex
from msgspec.structs import replace

from cotc.parsers.model import Ref
from cotc.parsers.semantics.references.resolve import NO_EARLIER, NO_SOURCE

_SERIES = "unts/"  # several entries of the series: only another entry can go on from there
_WORKS = ("symbol", "resolution", "decision", "treaty", "url", "ibid")


def source_of(refs: tuple[Ref, ...]) -> Ref | None:
    """The one work that a note names, with the place given in it; None where there are several."""
    works = [ref for ref in refs if ref.kind in _WORKS]
    if len(works) > 1 and all((work.form or "").startswith(_SERIES) for work in works):
        return replace(works[-1], form=_SERIES)
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
    return _with_siblings(tuple(ref for ref in out if not _taken(ref, out)), printed)


def resolve_within(refs: tuple[Ref, ...], printed: str) -> tuple[Ref, ...]:
    """`refs` of a paragraph, its "ibid." resolved against the document cited last before it."""
    if not any(ref.kind == "ibid" for ref in refs):
        return refs
    out: list[Ref] = []
    for at, ref in enumerate(refs):
        if ref.kind != "ibid":
            out.append(ref)
            continue
        works = [earlier for earlier in out if earlier.kind in ("symbol", "treaty", "ibid")]
        follower = refs[at + 1] if at + 1 < len(refs) else None
        place = follower if follower and _adjoins(printed, ref, follower) else None
        done = _resolved(ref, works[-1] if works else None, None, place, printed)
        out.append(replace(done, reason=NO_EARLIER) if done.reason else done)
    return _with_siblings(tuple(ref for ref in out if not _taken(ref, out)), printed)


def _with_siblings(refs: tuple[Ref, ...], printed: str) -> tuple[Ref, ...]:
    """Further paragraphs of one "Ibid.": `Ibid., paras. 6, 9 and 12`."""
    out: list[Ref] = []
    base: str | None = None
    for ref in refs:
        local = ref.form or ""
        if ref.kind == "ibid":
            base = local.rpartition("par-")[0] if "/par-" in local else None
        elif base and ref.kind == "paragraph" and ref.reason and _listed(printed, out[-1], ref):
            ref = replace(ref, form=f"{base}{local[local.find('par-') :]}", reason=None)
        else:
            base = None
        out.append(ref)
    return tuple(out)


def _listed(printed: str, last: Ref, ref: Ref) -> bool:
    return regex.fullmatch(r"(?:[,、،]\s*)?(?:\s?\p{L}{1,3}\s?)?", printed[last.end : ref.start]) is not None


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
    if source.form == _SERIES:
        return replace(ref, form=None, reason=NO_SOURCE)
    if place is not None and place.form and place.reason is None:
        return replace(ref, form=place.form, end=place.end, text=printed[ref.start : place.end])
    if place is not None and place.form:
        unit = regex.split(r"[-/]", place.form)[0]
        base = regex.sub(rf"/{unit}(?:-[^/]*)?(?:/.*)?$", "", source.form)
        return replace(ref, form=f"{base}/{place.form}", end=place.end, text=printed[ref.start : place.end])
    if regex.match(r"[,،，]\s*\S|\s+\p{Lu}", printed[ref.end :]):
        return replace(ref, form=None, reason=NO_SOURCE)
    return replace(ref, form=source.form)


def _taken(ref: Ref, refs: list[Ref]) -> bool:
    """A place that "Ibid." took in is not a reference of its own."""
    return any(
        other.kind == "ibid" and other is not ref and other.start < ref.start < other.end for other in refs
    )
