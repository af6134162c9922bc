"""Names that Akoma Ntoso gives to works and to elements, as the UN profile forms them."""

import re
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from cotc.parsers.model import TEXTS, Document, Node, Ref
from cotc.parsers.profiles.load import load
from cotc.parsers.semantics.references.cited import cited_bodies
from cotc.parsers.semantics.references.names import body_of

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
AKN4UN = "http://un.org/akn4un"
UNKNOWN_DAY = "0001-01-01"  # the schema wants a date where the paper gives none

_PUBLICATION, _DELIBERATION = "/akn/un/collection/publication", "/akn/un/statement/deliberation"
_LANGUAGES = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
_URL = re.compile(r"https?://(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII)


class Work(NamedTuple):
    """A work, its expression in one language, and which component of it is meant.

    path  IRI of the work, `/akn/un/statement/deliberation/ctoc-cop/2024-10-18/res-12-4`
    issued, language  of the expression
    """

    path: str
    subtype: str
    actor: str
    date: str
    date_name: str
    language: str
    issued: str
    component: str = "main"
    number: str | None = None
    printed: str | None = None
    kind: str | None = None

    @property
    def expression(self) -> str:
        return f"{self.path}/{self.language}@{'' if self.issued == UNKNOWN_DAY else self.issued}"


def publication(document: Document) -> Work:
    """The paper as it was issued."""
    actor, symbol, issued = actor_of(document), document.report.symbol, day(document.report.date)
    number = slug(symbol or PurePath(document.source.name).stem)
    return Work(
        path=_published(symbol) if symbol else f"{_PUBLICATION}/{actor}/{issued}/{number}",
        subtype="publication",
        actor=actor,
        date=issued,
        date_name="publication",
        language=language_of(document.report.language),
        issued=issued,
        number=number,
        printed=document.report.symbol,
    )


def _published(symbol: str) -> str:
    """The IRI of a paper by its symbol, with the year that the symbol has: the same for who cites it."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", symbol)
    parts = [_actor_of_symbol(symbol), *([year.group()] if year else []), slug(symbol)]
    return f"{_PUBLICATION}/{'/'.join(parts)}"


def reports_on(document: Document, session: Node) -> bool:
    """Whether this is the report on a session, rather than a paper before it or of none."""
    issued, end = day(document.report.date), day(session.end or None)
    return end != UNKNOWN_DAY and (issued == UNKNOWN_DAY or end <= issued)


def report(document: Document, session: Node) -> Work:
    """The report that a session agreed on, dated by its last day; any other paper by its own."""
    whole = publication(document)
    number = f"{whole.number}-{slug(session.id)}" if len(document.tree) > 1 else whole.number
    bare = whole._replace(number=None, printed=None)
    if not reports_on(document, session):
        path = f"/akn/un/doc/document/{whole.actor}/{whole.date}/{number}"
        return bare._replace(path=path, subtype="document")
    date = day(session.end or None)
    path = f"/akn/un/debateReport/report/{whole.actor}/{date}/{number}"
    return bare._replace(path=path, subtype="report", date=date, date_name="adoption")


def deliberation(document: Document, text: Node) -> Work:
    """A resolution or decision. Its number says which: there is a resolution 12/1 and a decision 12/1."""
    whole = publication(document)
    date, named, number = day(text.adopted_on or None), "adoption", _number_of(text)
    if text.number is None:  # a draft bears none: its paper's symbol tells it from others
        number = f"{whole.number}-{number}"
        if date == UNKNOWN_DAY:
            date, named = whole.date, whole.date_name
    parts = [whole.actor, *([date] if date != UNKNOWN_DAY else []), number]
    return whole._replace(
        path=f"{_DELIBERATION}/{'/'.join(parts)}", subtype="deliberation", date=date, date_name=named,
        number=number, printed=text.number, kind=text.kind,
    )  # fmt: skip


def _number_of(text: Node) -> str:
    """`dec-6-CMA.3`, as those write who cite it; where its address says more than its number, the address."""
    kind = text.id.partition("-")[0]
    printed = f"{kind}-{slug(text.number or '')}"
    same = re.sub(r"[^a-z0-9]+", "-", printed.lower()) == text.id.lower()
    return printed if same else slug(text.id)


def actor_of(document: Document) -> str:
    """`ctoc-cop` for `CTOC/COP`, `un-ga` for the General Assembly: as in the references of other papers."""
    return _actor(document.report.body or "un")


@cache
def _actor(body: str) -> str:
    cited = {stem: known.slug for known in cited_bodies() for stem in known.symbols}
    known = next((profile.slug for profile in load().bodies if profile.name == body), body)
    return slug(cited.get(body, known)).lower()


@cache
def _actor_of_symbol(symbol: str) -> str:
    """Of the bodies that references know, else of those that have a profile."""
    return body_of(symbol, cited_bodies()) or _actor(load().body_of(symbol).name)


def organ_of(document: Document) -> str:
    """The name of the organ in the language of the paper, else what stands for it in symbols."""
    report = document.report
    known = next((profile.names for profile in load().bodies if profile.name == report.body), {})
    return next(iter(known.get(report.language or "", ())), report.body or "UN")


def slug(value: str) -> str:
    """`value` as a part of an IRI or of an eId: `CTOC-COP-2024-11`, `S-RES-2770-2025`."""
    parts = re.sub(r" ?[()\[\]]+ ?", "/", value).replace(" ", "_")
    return re.sub(r"[^A-Za-z0-9._~]+", "-", parts).strip("-") or "unnamed"


def day(value: str | None) -> str:
    """A whole day; of a month or year the first; where there is none, `UNKNOWN_DAY`."""
    found = re.fullmatch(r"(\d{4})(-\d{2})?(-\d{2})?", value or "")
    return f"{found[1]}{found[2] or '-01'}{found[3] or '-01'}" if found else UNKNOWN_DAY


def language_of(code: str | None) -> str:
    """ISO 639-2, which the naming convention asks for."""
    return _LANGUAGES.get(code or "", code or "und")


def iri(ref: Ref, adopted: str | None = None) -> str | None:
    """What a reference to something outside the paper points at; None where that is not known.

    `adopted` is the day that is named beside it: "resolution 76/185 of 16 December 2021".
    """
    if ref.kind == "url":
        return ref.text if _URL.fullmatch(ref.text) else None
    if not ref.form:
        return None
    if ref.kind == "symbol":
        return _published(ref.form)
    if ref.kind in TEXTS and re.search("/(?:res|dec)/", ref.form):
        actor, _, number = ref.form.partition("/")
        parts = [slug(actor), *([adopted] if adopted else []), slug(number)]
        return f"{_DELIBERATION}/{'/'.join(parts)}"
    return None


class Ids:
    """Gives eIds, each once in a file: the schema checks them over all components."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, *candidates: str) -> str:
        """The first of `candidates` that is free, or the last with a count."""
        for candidate in candidates:
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate
        count = 2
        while f"{candidates[-1]}-{count}" in self._taken:
            count += 1
        return self.take(f"{candidates[-1]}-{count}")

    def count(self, stem: str) -> str:
        """`stem` with the next number that is free."""
        self._counts[stem] = self._counts.get(stem, 0) + 1
        return self.take(f"{stem}_{self._counts[stem]}")
