"""Metadata: what identifies a document of the collection, and what its `#…` names stand for."""

import re

from cotc.cli.export.akn.inline import Element, sub
from cotc.cli.export.akn.names import AKN4UN, Work, language_of, organ_of
from cotc.cli.export.printed import one_line
from cotc.parsers.model import Document, Node


def add_meta(parent: Element, work: Work) -> Element:
    """The `meta` of a document; gives the element for more to be added."""
    meta = sub(parent, "meta")
    identification = sub(meta, "identification", source="#cotc")
    _work(identification, work)
    _expression(identification, work)
    _manifestation(identification, work)
    return meta


def _work(parent: Element, work: Work) -> None:
    element = sub(parent, "FRBRWork")
    sub(element, "FRBRthis", value=f"{work.path}/!{work.component}")
    sub(element, "FRBRuri", value=work.path)
    sub(element, "FRBRdate", date=work.date, name=work.date_name)
    sub(element, "FRBRauthor", href=f"#{work.actor}", as_="#issuer")
    sub(element, "FRBRcountry", value="un")
    sub(element, "FRBRsubtype", value=work.subtype)
    if work.number:
        sub(element, "FRBRnumber", value=work.number, **({"showAs": work.printed} if work.printed else {}))
    if work.kind:
        sub(element, "FRBRname", value=work.kind)


def _expression(parent: Element, work: Work) -> None:
    element = sub(parent, "FRBRExpression")
    sub(element, "FRBRthis", value=f"{work.expression}/!{work.component}")
    sub(element, "FRBRuri", value=work.expression)
    sub(element, "FRBRdate", date=work.issued, name="publication")
    sub(element, "FRBRauthor", href=f"#{work.actor}")
    sub(element, "FRBRlanguage", language=work.language)


def _manifestation(parent: Element, work: Work) -> None:
    """The markup bears the paper's own date, not today's: the same paper gives the same bytes."""
    element = sub(parent, "FRBRManifestation")
    sub(element, "FRBRthis", value=f"{work.expression}/!{work.component}.xml")
    sub(element, "FRBRuri", value=f"{work.expression}.xml")
    sub(element, "FRBRdate", date=work.issued, name="publication")
    sub(element, "FRBRauthor", href="#cotc", as_="#editor")
    sub(element, "FRBRformat", value="xml")


def add_translation(meta: Element, document: Document, work: Work) -> None:
    """Says which language the paper was translated from, where it says so itself."""
    original, language = document.report.original_language, document.report.language
    if not original or not language or original == language:
        return
    code = language_of(original)
    expression = meta[0][1]
    sub(
        expression, "FRBRtranslation", href=f"{work.path}/{code}@", fromLanguage=code, authoritative="true",
        by=f"#{work.actor}",
    )  # fmt: skip


def add_references(meta: Element, document: Document, actor: str, texts: list[Node]) -> None:
    """What the names in this file stand for: organs, roles, concepts, and the meetings of adoption."""
    references = sub(meta, "references", source="#cotc")
    organ = "/akn/ontology/organization/"
    sub(
        references,
        "TLCOrganization",
        eId=actor,
        href=f"{organ}un/{actor}",
        showAs=organ_of(document),
    )
    sub(references, "TLCOrganization", eId="cotc", href=f"{organ}tool/cotc", showAs="cotc")
    for role in ("issuer", "editor"):
        sub(references, "TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=role)
    concept = "/akn/ontology/concept/un/"
    sub(references, "TLCConcept", eId="symbol", href=f"{concept}symbol", showAs="document symbol")
    sub(references, "TLCConcept", eId="preambleConcept", href=f"{concept}preamble", showAs="preamble")
    meetings = dict.fromkeys(text.meeting for text in texts if text.meeting)
    for meeting in meetings:
        name = meeting_id(meeting)
        sub(references, "TLCEvent", eId=name, href=f"/akn/ontology/event/{actor}/{name}", showAs=meeting)


def meeting_id(meeting: str) -> str:
    """`meeting_10` for `10th plenary meeting`."""
    number = re.search(r"\d+", meeting)
    return f"meeting_{number.group()}" if number else "meeting_unnumbered"


def add_presentation(meta: Element, document: Document) -> None:
    """What the masthead says beside what identifies the paper."""
    report = document.report
    values = {
        "docketNumber": report.job,
        "distribution": report.distribution,
        "originalLanguage": report.original_language,
    }
    if not any(values.values()):
        return
    presentation = sub(meta, "presentation", source="#cotc")
    for name, value in values.items():
        if value:
            element = presentation.makeelement(f"{{{AKN4UN}}}{name}")
            element.text = one_line(value)
            presentation.append(element)
