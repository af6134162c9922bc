"""What is shaped like an id that is not quite one, read as steps: `res-12-3/5/a`, `12/4/5/a`."""

import regex

from cotc.cli.query.steps import Step
from cotc.parsers.model import TEXTS

_SEGMENT = regex.compile(r"(?P<kind>res|dec|annex|op|pp|par|ch|fn|part|sec)-(?P<number>[\w*-]+?)(?:~\d+)?")
_SLASHED = regex.compile(r"(?P<text>\d{1,3}/\d{1,3})/(?P<rest>\w{1,5}(?:/\w{1,5})*)")
_ID_KINDS = {
    "res": "resolution",
    "dec": "decision",
    "op": "paragraph",
    "par": "paragraph",
    "pp": "preambular",
    "ch": "chapter",
    "fn": "note",
    "sec": "section",
}


def segments(text: str) -> list[Step] | None:
    """The steps of an id that is not quite one; None where it has not that shape."""
    slashed = _SLASHED.fullmatch(text.strip())
    if slashed:
        return [Step("text", slashed["text"]), *map(_bare, slashed["rest"].split("/"))]
    parts = text.strip().split("/")
    if not _SEGMENT.fullmatch(parts[0]):
        return None
    return [_step(part) for part in parts]


def _step(part: str) -> Step:
    match = _SEGMENT.fullmatch(part)
    if match is None:
        return _bare(part)
    kind = _ID_KINDS.get(match["kind"], match["kind"])
    return Step(kind, match["number"].replace("-", "/") if kind in TEXTS else match["number"])


def _bare(part: str) -> Step:
    return Step("paragraph" if part.isdigit() else "point", part)
